"""SARIF 2.1.0, for code scanning: fingerprints, suppressions and the state against a baseline."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from khcchc import __version__
from khcchc.check.engine import Checked
from khcchc.check.findings import Finding
from khcchc.check.registry import RULES
from khcchc.check.report import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "khcchc/v1"


def write(report: Report) -> str:
    driver = {
        "name": "khcchc",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(report, n) for n in range(len(RULES))],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": report.language,
        "results": [_result(report, one, f) for one in report.checked for f in one.findings],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(report: Report, n: int) -> dict[str, Any]:
    rule = RULES[n]
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title.spoken(report.language)},
        "fullDescription": {"text": rule.what.spoken(report.language)},
        "help": {"text": rule.why.spoken(report.language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(report: Report, one: Checked, finding: Finding) -> dict[str, Any]:
    place = finding.place
    region: dict[str, Any] = {"startLine": max(1, place.line)}
    if place.end_column > place.column:
        region |= {"startColumn": place.column, "endColumn": place.end_column, "snippet": {"text": place.excerpt}}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(report, finding)},
        "locations": [_location(one, region)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "baselineState": "unchanged" if finding.status == "known" else "new",
    }
    index = next((n for n, rule in enumerate(RULES) if rule.id == finding.rule), None)
    if index is not None:
        result["ruleIndex"] = index
    if finding.related:
        result["relatedLocations"] = [
            _location(one, {"startLine": r.line}) | {"id": n, "message": {"text": r.message.spoken(report.language)}}
            for n, r in enumerate(finding.related, 1)
        ]
    if finding.status == "suppressed":
        result["suppressions"] = [
            {"kind": "inSource" if finding.noted_in_text else "external", "justification": finding.reason or ""}
        ]
    return result


def _message(report: Report, finding: Finding) -> str:
    text = finding.message.spoken(report.language)
    return f"{text} ({finding.suggestion.spoken(report.language)})" if finding.suggestion else text


def _location(one: Checked, region: dict[str, Any]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": quote(one.name.replace("\\", "/"))}, "region": region}}
