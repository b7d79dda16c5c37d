"""A table for a comment or a report, one document a section."""

from __future__ import annotations

import re

from khcchc.check.report import Report
from khcchc.check.report.full import summary
from khcchc.messages import Messages

_LONGEST = 80
_SPECIAL_RE = re.compile(r"([\\`*_\[\]<>|])")


def write(report: Report) -> str:
    say = Messages("vi" if report.language == "vi" else "en")
    lines: list[str] = []
    for one in report.checked:
        found = [f for f in one.findings if f.status == "new"]
        if not found:
            continue
        lines += [
            f"## {_plain(one.name)}",
            "",
            f"| {say('col.line')} | {say('check.rule')} | {say('check.what')} | {say('check.words')} |",
            "|---:|---|---|---|",
        ]
        for f in found:
            words = f.place.excerpt if len(f.place.excerpt) <= _LONGEST else f.place.excerpt[:_LONGEST] + "…"
            lines.append(
                f"| {f.line} | {f.rule} ({say(f'severity.{f.severity}')}) | "
                f"{_plain(f.message.spoken(report.language))} | {_plain(words)} |"
            )
        lines.append("")
    return "\n".join([*lines, *summary(report, say)]) + "\n"


def _plain(text: str) -> str:
    return _SPECIAL_RE.sub(r"\\\1", " ".join(text.split()))
