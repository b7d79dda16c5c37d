"""What a reader gives: the lines as they stand, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass

from khcchc.model import Source


@dataclass(frozen=True, slots=True)
class SourceText:
    """Raw lines without their line ends; line 1 is `lines[0]`."""

    lines: tuple[str, ...]
    source: Source
