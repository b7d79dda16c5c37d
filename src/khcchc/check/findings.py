"""What a check gives: a place, what is wrong there in two languages, and how it could be put right.

A rule yields `Spot`s and knows nothing of files, severities of the user or earlier findings; the engine
makes `Finding`s of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
Status = Literal["new", "known", "suppressed"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Gravest first."""


class Text(NamedTuple):
    """One sentence in the two languages of the tool."""

    en: str
    vi: str

    def spoken(self, language: str) -> str:
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Place:
    """Words on one source line: `excerpt` stands at columns `column` to `end_column` - 1, counted from 1."""

    line: int
    column: int
    end_column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another line that the finding speaks of."""

    line: int
    message: Text


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe replacement within one line: `start` and `end` count characters from 0."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One slip as a rule sees it. `severity` is set only where it differs from that of the rule."""

    place: Place
    message: Text
    suggestion: Text | None = None
    severity: Severity | None = None
    task: str | None = None
    related: tuple[Related, ...] = ()
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip as it is reported."""

    rule: str
    severity: Severity
    place: Place
    message: Text
    suggestion: Text | None = None
    task: str | None = None
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    page: int | None = None
    fingerprint: str = ""
    status: Status = "new"
    reason: str | None = None
    """Why it is suppressed, in the words of whoever suppressed it."""
    noted_in_text: bool = False
    """Suppressed by a comment in the text itself, and not by a sidecar file."""

    @property
    def line(self) -> int:
        return self.place.line


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Whether a severity is as grave as the threshold, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)
