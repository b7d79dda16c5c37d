"""Rows that go on over lines in a table with tabs or pipes: a cell of several paragraphs, or one cut at a width.

`4⇥Nhân giống:` ⏎ `- Sâm đá;` ⏎ `- Đảng sâm.⇥Trung tâm Giống⇥Thường xuyên` is one row of four cells.

Guarantees:
 1. A row holds one line, unless its lines together have as many signs as the header above; a header holds one line,
    unless its lines together have as many signs as the rows below.
 2. No row reaches over a blank line, the number of another row, or a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.patterns import FirstOf

Sign = Literal["\t", "|"]
_MOST_LINES = 24
_LEAST_SIGNS = 2
_LEAST_ROWS = 2
"""Rows below a header that tell how many signs one has."""
_NUMBER_COLUMNS = 2
"""The first columns, one of which holds the numbers."""
_BULLET_RE = compiled(r"[-+•–*]\s")
_DATE_RE = compiled(r"\d{1,2}/\d{1,4}(?:/\d{4})?$")
_BEFORE_DATES = ("rước", "ngày", "háng", "đến", "từ", "Từ")


class RowSpan(NamedTuple):
    """Lines `start` to `end` (indexes, the end not included) that are one row."""

    start: int
    end: int


class WrappedRows:
    """Built once for a set of grammars and the sign between cells."""

    def __init__(self, grammars: Grammars, sign: Sign) -> None:
        self._sign = sign
        self._heading = FirstOf(grammars["tables"].giving("number"))
        self._number = FirstOf(grammars["tables"].giving("cell_number"))
        self._title = FirstOf(grammars["markers"].giving("title") + grammars["markers"].giving("appendix"))

    def find(self, lines: Sequence[CleanLine], signed: Sequence[int]) -> Iterator[RowSpan]:
        """The rows of several lines; `signed` are the lines with a sign, in order."""
        width = end = place = 0
        for i in signed:
            signs = lines[i].text.count(self._sign)
            if (found := self._heading_place(lines[i])) is not None:
                place = found
                behind, width = self._header(lines, i, place)
                if behind > i + 1:
                    yield RowSpan(i, behind)
            elif i >= end and width >= _LEAST_SIGNS and signs <= width and self._is_row(lines[i], place):
                behind = self._row_end(lines, i, width - signs, place)
                if behind > i + 1:
                    yield RowSpan(i, behind)
                    end = behind

    def _header(self, lines: Sequence[CleanLine], start: int, place: int) -> tuple[int, int]:
        """The line behind the header that begins here, and the signs of a row.

        `Cơ quan` ⏎ `chủ trì⇥Cơ quan` ⏎ `phối hợp`: its lines go together when they have the signs of the rows below.
        """
        own = lines[start].text.count(self._sign)
        below = range(start + 1, min(len(lines), start + _MOST_LINES))
        first = next((i for i in below if not lines[i].text or self._is_row(lines[i], place)), None)
        if first is None or not lines[first].text:
            return start + 1, own
        rows = (line for line in lines[first : first + _MOST_LINES] if self._is_row(line, place))
        width = max(line.text.count(self._sign) for line in rows)
        together = sum(line.text.count(self._sign) for line in lines[start:first])
        wrapped = self._sign == "\t" and self._hold_together(lines, first, together, place)
        return (first, together) if own < together and (together == width or wrapped) else (start + 1, own)

    def _hold_together(self, lines: Sequence[CleanLine], first: int, signs: int, place: int) -> bool:
        """Whether rows below a header that nearly all go on over lines have as many signs as its lines together."""
        counts: list[int] = []
        for line in lines[first : first + _MOST_LINES]:
            if not line.text:
                break
            if self._is_row(line, place):
                counts.append(0)
            counts[-1] += line.text.count(self._sign)
        return counts[:-1].count(signs) >= _LEAST_ROWS and max(counts) <= signs

    def _heading_place(self, line: CleanLine) -> int | None:
        """In which of its first columns a header has the numbers: `TT`, or `Thời gian⇥TT`; none where it has none."""
        return next((k for k in range(_NUMBER_COLUMNS) if self._heading.fits(self._cell(line, k))), None)

    def _is_row(self, line: CleanLine, place: int) -> bool:
        """Whether a row begins here: with its number, or, where tabs part the cells, with the empty cell of one."""
        if self._sign not in line.text:
            return False
        empty = place == 0 and line.text[0] == "\t" == self._sign
        return empty or bool(self._number.fits(self._cell(line, place)))

    def _row_end(self, lines: Sequence[CleanLine], start: int, missing: int, place: int) -> int:
        """The line behind the row that begins here and lacks so many signs."""
        end = start + 1
        while missing > 0:
            if end >= min(len(lines), start + _MOST_LINES) or self._is_apart(lines[end], place):
                return start + 1
            missing -= lines[end].text.count(self._sign)
            end += 1
        if missing:
            return start + 1
        return end if lines[end - 1].text.endswith("|") else self._tail_end(lines, end, place)

    def _tail_end(self, lines: Sequence[CleanLine], end: int, place: int) -> int:
        """The last cell goes on in bullets, in small letters or with its date, when another row stands behind them."""
        for i in range(end, min(len(lines), end + _MOST_LINES)):
            text = lines[i].text
            if self._sign in text:
                return i if self._is_row(lines[i], place) else end
            cut = _DATE_RE.match(text) and lines[i - 1].text.endswith(_BEFORE_DATES)
            if not _BULLET_RE.match(text) and not text[:1].islower() and not cut:
                return end
        return end

    def _is_apart(self, line: CleanLine, place: int) -> bool:
        """Whether a line cannot be inside a row: it is blank, a heading, or begins a row of its own."""
        restated = self._sign in line.text and self._heading_place(line) is not None
        return not line.text or self._is_row(line, place) or restated or bool(self._title.fits(line.text))

    def _cell(self, line: CleanLine, place: int) -> str:
        """The words of one of the first cells."""
        text = line.text.lstrip("| ") if self._sign == "|" else line.text
        return next(islice(text.split(self._sign, place + 1), place, None), "").strip()


def wrapped_rows(grammars: Grammars, sign: Sign) -> WrappedRows:
    """The reader of these grammars, made once."""
    key = f"wrapped rows {sign}"
    if key not in grammars.cache:
        grammars.cache[key] = WrappedRows(grammars, sign)
    reader: WrappedRows = grammars.cache[key]
    return reader
