"""For people: each finding with its line and the place marked, as compilers show it."""

from __future__ import annotations

import unicodedata

from khcchc.check.engine import Checked
from khcchc.check.findings import Finding, Severity
from khcchc.check.report import Report
from khcchc.messages import Messages

_WIDTH = 100
_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def write(report: Report) -> str:
    say = Messages("vi" if report.language == "vi" else "en")
    blocks = [_block(report, say, one, finding) for one, finding in report.new()]
    return "".join(f"{block}\n" for block in (*blocks, *summary(report, say)))


def summary(report: Report, say: Messages) -> list[str]:
    """The closing lines: counts by rule when asked for, then counts by severity."""
    found = [f for _, f in report.new()]
    lines: list[str] = []
    if report.statistics:
        rules = sorted({f.rule for f in found}, key=lambda r: (-sum(f.rule == r for f in found), r))
        lines += [f"{sum(f.rule == r for f in found):5} {r}" for r in rules]
    counts = [say.count(s, n) for s in _severities() if (n := sum(f.severity == s for f in found))]
    if counts or report.checked:  # where nothing could be read, nothing is clean
        lines.append(", ".join(counts) if counts else say("check.clean"))
    return lines


def _severities() -> tuple[Severity, ...]:
    return ("error", "warning", "info")


def _block(report: Report, say: Messages, one: Checked, finding: Finding) -> str:
    place, spoken = finding.place, report.language
    severity = _paint(report, finding.severity, say(f"severity.{finding.severity}"))
    where = f"{one.name}:{place.line}:{place.column}"
    head = f"{where}: {severity} {finding.rule} {finding.message.spoken(spoken)}"
    raw = one.lines.get(place.line, "")
    gutter = len(str(max([place.line, *(r.line for r in finding.related)])))
    lines = [head]
    if raw and place.end_column > place.column:
        shown, start, width = _window(raw, place.column - 1, place.end_column - 1)
        lines += [
            f"{'':{gutter}} |",
            f"{place.line:{gutter}} | {shown}",
            f"{'':{gutter}} | {' ' * start}{_paint(report, finding.severity, '^' * max(1, width))}",
        ]
    for related in finding.related:
        lines.append(f"{'':{gutter}} = {say('line', n=related.line)}: {related.message.spoken(spoken)}")
    if finding.suggestion is not None:
        lines.append(f"{'':{gutter}} = {say('check.help')}: {finding.suggestion.spoken(spoken)}")
    return "\n".join(lines) + "\n"


def _window(raw: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around the place; where the place begins in it, and how wide it is, in columns."""
    first = max(0, min(start - 30, len(raw) - _WIDTH))
    last = min(len(raw), first + _WIDTH)
    prefix, suffix = "…" if first else "", "…" if last < len(raw) else ""
    clean = "".join(" " if c == "\t" or unicodedata.category(c) == "Cc" else c for c in raw[first:last])
    before = prefix + clean[: start - first]
    return prefix + clean + suffix, _columns(before), _columns(clean[start - first : end - first])


def _columns(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else (2 if unicodedata.east_asian_width(c) in "WF" else 1) for c in text)


def _paint(report: Report, severity: Severity, text: str) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if report.colour else text
