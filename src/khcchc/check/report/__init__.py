"""Findings in the formats that people and machines read: one module each, one row here.

This module is light: the formats themselves are imported when they are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcchc.check.baseline import Stale
    from khcchc.check.engine import Checked
    from khcchc.check.findings import Finding

FORMATS: tuple[str, ...] = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown")


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported. `checked` holds the findings that were asked for; `hidden` counts those below that severity."""

    checked: Sequence[Checked]
    language: str = "en"
    hidden: int = 0
    stale: Sequence[Stale] = ()
    statistics: bool = False
    colour: bool = False

    def new(self) -> list[tuple[Checked, Finding]]:
        """What is neither suppressed nor known, in the order of documents and lines."""
        return [(one, f) for one in self.checked for f in one.findings if f.status == "new"]


def write_report(report: Report, format_name: str) -> bytes:
    """The report in one format, UTF-8."""
    module = import_module(f"khcchc.check.report.{format_name}")
    text: str = module.write(report)
    return text.encode()
