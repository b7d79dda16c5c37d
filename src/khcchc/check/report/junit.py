"""JUnit XML: one suite a document, one case a finding; a clean document is one case that passes."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from khcchc.check.engine import Checked
from khcchc.check.findings import Finding
from khcchc.check.report import Report

# What XML 1.0 cannot hold.
_UNSAFE_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(report: Report) -> str:
    suites = [_suite(report, one) for one in report.checked]
    cases = sum(len(_shown(one)) or 1 for one in report.checked)
    failures = sum(_fails(f) for one in report.checked for f in _shown(one))
    counts = f'tests="{cases}" failures="{failures}" errors="0"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="khcchc" {counts}>\n'
    return head + "".join(suites) + "</testsuites>\n"


def _shown(one: Checked) -> list[Finding]:
    return list(one.findings)


def _fails(finding: Finding) -> bool:
    return finding.status == "new" and finding.severity != "info"


def _suite(report: Report, one: Checked) -> str:
    found = _shown(one)
    failures = sum(_fails(f) for f in found)
    skipped = sum(f.status != "new" for f in found)
    counts = f'tests="{len(found) or 1}" failures="{failures}" errors="0" skipped="{skipped}"'
    head = f"  <testsuite name={_attr(one.name)} {counts}>\n"
    cases = (
        "".join(_case(report, one, f) for f in found) or f'    <testcase name="clean" classname={_attr(one.name)}/>\n'
    )
    return f"{head}{cases}  </testsuite>\n"


def _case(report: Report, one: Checked, finding: Finding) -> str:
    name = f"{finding.rule} {one.name}:{finding.line}:{finding.place.column}"
    message = finding.message.spoken(report.language)
    head = f"    <testcase name={_attr(name)} classname={_attr(one.name)}"
    if finding.status != "new":
        return f"{head}><skipped message={_attr(finding.reason or finding.status)}/></testcase>\n"
    if not _fails(finding):
        return f"{head}><system-out>{_text(message)}</system-out></testcase>\n"
    words = _text(finding.place.excerpt)
    return f"{head}><failure type={_attr(finding.severity)} message={_attr(message)}>{words}</failure></testcase>\n"


def _attr(text: str) -> str:
    return quoteattr(_UNSAFE_RE.sub("\ufffd", text))


def _text(text: str) -> str:
    return _UNSAFE_RE.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
