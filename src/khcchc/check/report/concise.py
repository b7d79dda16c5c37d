"""One line a finding, as editors and grep like it."""

from __future__ import annotations

from khcchc.check.report import Report
from khcchc.check.report.full import summary
from khcchc.messages import Messages


def write(report: Report) -> str:
    say = Messages("vi" if report.language == "vi" else "en")
    lines = [
        f"{one.name}:{f.line}:{f.place.column}: {say(f'severity.{f.severity}')} {f.rule} "
        f"{f.message.spoken(report.language)}"
        for one, f in report.new()
    ]
    return "".join(f"{line}\n" for line in (*lines, *summary(report, say)))
