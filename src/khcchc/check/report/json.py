"""Everything, for other programs: the findings of every status in the order of the text."""

from __future__ import annotations

import json
from typing import Any

from khcchc.check.engine import Checked
from khcchc.check.findings import Finding
from khcchc.check.report import Report


def write(report: Report) -> str:
    data = {
        "version": "1.0",
        "documents": [{"name": one.name, "findings": [_finding(f) for f in one.findings]} for one in report.checked],
        "summary": _summary(report),
        "stale": [{"document": s.document, "rule": s.rule, "message": s.message} for s in report.stale],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "page": finding.page,
        "task": finding.task,
        "excerpt": place.excerpt,
        "message": finding.message._asdict(),
        "suggestion": finding.suggestion._asdict() if finding.suggestion else None,
        "fixable": finding.edit is not None,
        "related": [{"line": r.line, "message": r.message._asdict()} for r in finding.related],
        "status": finding.status,
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }


def _summary(report: Report) -> dict[str, int]:
    every: list[tuple[Checked, Finding]] = [(one, f) for one in report.checked for f in one.findings]
    counts = {s: sum(f.severity == s and f.status == "new" for _, f in every) for s in ("error", "warning", "info")}
    return {
        "documents": len(report.checked),
        **counts,
        "known": sum(f.status == "known" for _, f in every),
        "suppressed": sum(f.status == "suppressed" for _, f in every),
        "below_severity": report.hidden,
    }
