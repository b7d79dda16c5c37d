"""The code quality report of GitLab: description, check_name, fingerprint, severity, location."""

from __future__ import annotations

import hashlib
import json

from khcchc.check.report import Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report) -> str:
    entries = [
        {
            "description": f"{f.rule}: {f.message.spoken(report.language)}",
            "check_name": f.rule,
            # Unique in a project: two documents may hold the same slip in the same words.
            "fingerprint": hashlib.sha256(f"{one.name}\x1f{f.fingerprint}".encode()).hexdigest(),
            "severity": _SEVERITIES[f.severity],
            "location": {"path": one.name, "lines": {"begin": max(1, f.line)}},
        }
        for one, f in report.new()
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
