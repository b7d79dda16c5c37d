"""Rows of a table with tabs: a cell of several paragraphs, pasted from Word, goes on over lines.

`4⇥Nhân giống:` ⏎ `- Sâm đá;` ⏎ `- Đảng sâm.⇥Trung tâm Giống⇥Thường xuyên` is one row of four cells.

Guarantees:
 1. A row holds one line, unless its lines together have as many tabs as the header above; a header holds one line,
    unless its lines together have as many tabs as the rows below.
 2. No row reaches over a blank line, the number of another row, or a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.patterns import FirstOf

_MOST_LINES = 24
_LEAST_TABS = 2
_BULLET_RE = compiled(r"[-+•–*]\s")


class RowSpan(NamedTuple):
    """Lines `start` to `end` (indexes, the end not included) that are one row."""

    start: int
    end: int


class TabRows:
    """Built once for a set of grammars."""

    def __init__(self, grammars: Grammars) -> None:
        self._heading = FirstOf(grammars["tables"].giving("number"))
        self._number = FirstOf(grammars["tables"].giving("cell_number"))
        self._title = FirstOf(grammars["markers"].giving("title") + grammars["markers"].giving("appendix"))

    def wrapped(self, lines: Sequence[CleanLine], tabbed: Sequence[int]) -> Iterator[RowSpan]:
        """The rows of several lines; `tabbed` are the lines with a tab, in order."""
        width = end = 0
        for i in tabbed:
            first, tabs = _first(lines[i]), lines[i].text.count("\t")
            if self._heading.fits(first):
                behind, width = self._header(lines, i)
                if behind > i + 1:
                    yield RowSpan(i, behind)
            elif i >= end and width >= _LEAST_TABS and tabs <= width and self._number.fits(first):
                behind = self._row_end(lines, i, width - tabs)
                if behind > i + 1:
                    yield RowSpan(i, behind)
                    end = behind

    def _header(self, lines: Sequence[CleanLine], start: int) -> tuple[int, int]:
        """The line behind the header that begins here, and the tabs of a row.

        `Cơ quan` ⏎ `chủ trì⇥Cơ quan` ⏎ `phối hợp`: its lines go together when they have the tabs of the rows below.
        """
        own = lines[start].text.count("\t")
        below = range(start + 1, min(len(lines), start + _MOST_LINES))
        first = next((i for i in below if not lines[i].text or self._is_row(lines[i])), None)
        if first is None or not lines[first].text:
            return start + 1, own
        width = max(line.text.count("\t") for line in lines[first : first + _MOST_LINES] if self._is_row(line))
        together = sum(line.text.count("\t") for line in lines[start:first])
        return (first, width) if own < together == width else (start + 1, own)

    def _is_row(self, line: CleanLine) -> bool:
        return "\t" in line.text and bool(self._number.fits(_first(line)))

    def _row_end(self, lines: Sequence[CleanLine], start: int, missing: int) -> int:
        """The line behind the row that begins here and lacks so many tabs."""
        end = start + 1
        while missing > 0:
            if end >= min(len(lines), start + _MOST_LINES) or self._is_apart(lines[end]):
                return start + 1
            missing -= lines[end].text.count("\t")
            end += 1
        return start + 1 if missing else self._tail_end(lines, end)

    def _tail_end(self, lines: Sequence[CleanLine], end: int) -> int:
        """The last cell goes on in bullets or in small letters, when another row stands behind them."""
        for i in range(end, min(len(lines), end + _MOST_LINES)):
            text = lines[i].text
            if "\t" in text:
                return i if self._is_row(lines[i]) else end
            if not _BULLET_RE.match(text) and not text[:1].islower():
                return end
        return end

    def _is_apart(self, line: CleanLine) -> bool:
        """Whether a line cannot be inside a row: it is blank, a heading, or begins a row of its own."""
        restated = "\t" in line.text and self._heading.fits(_first(line))
        return not line.text or self._is_row(line) or bool(restated) or bool(self._title.fits(line.text))


def _first(line: CleanLine) -> str:
    return line.text.partition("\t")[0].strip()


def tab_rows(grammars: Grammars) -> TabRows:
    """The reader of these grammars, made once."""
    if "tab_rows" not in grammars.cache:
        grammars.cache["tab_rows"] = TabRows(grammars)
    reader: TabRows = grammars.cache["tab_rows"]
    return reader
