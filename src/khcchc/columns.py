"""Tables whose columns only spaces hold apart, as in text that keeps the layout of a page, to rows.

Guarantees:
 1. A table has a header of one or two rows (`STT` first), a number in the first column of each row, and a gap of
    two spaces or more between all of its columns on all of its lines.
 2. A row is the line of its number and the lines below it. Where a row does not begin with a capital, the numbers
    stand in the middle of their rows, nobody can tell where these begin, and the whole table is left as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from khcchc.clean import repair_letters
from khcchc.grammar import Grammars
from khcchc.grid import Cell, FoundTable, RawRow
from khcchc.kept import compiled
from khcchc.patterns import Pattern, fits_any
from khcchc.table_headers import HeaderReader

_BLANKS_RE = compiled(" +")
_SEGMENT_RE = compiled(r"\S+(?: \S+)*")
_LEAST_COLUMNS, _MOST_COLUMNS = 4, 16
_LEAST_WIDE = _LEAST_COLUMNS - 1
"""Gaps in a header: enough segments may stand apart on such a line, told without cutting it."""
_LEAST_GAP = 2
_LEAST_APART = 2
"""Numbers by which rows that stand apart are known."""
_BLANK_LINES = 2
_HEADER_LINES = 4
_LONGEST_NUMBER = 4
_OPENING_RE = compiled(r"[“\"(\[]*[^\W_]")


Gaps = list[tuple[int, int]]
"""The blank stretches between columns, from and up to a character of the line."""


def aligned_tables(lines: Sequence[str], grammars: Grammars) -> Iterator[FoundTable]:
    """Every such table of a text, in order."""
    first = grammars["tables"].giving("number")
    headers = [
        i
        for i, line in enumerate(lines)
        if line.count("  ") >= _LEAST_WIDE and _begins_with(first, repair_letters(line), _below(lines, i))
    ]
    if not headers:
        return
    finder = _Finder([repair_letters(line) for line in lines], grammars)
    end = 0
    for at in headers:
        table = finder.at(at) if at >= end else None
        if table is not None:
            yield table
            end = table.end


class _Finder:
    """Looks for tables in the lines of one text."""

    def __init__(self, lines: Sequence[str], grammars: Grammars) -> None:
        self._lines = lines
        self._headers = HeaderReader(grammars)
        self._numbers = grammars["tables"].giving("cell_number")
        self._parts = grammars["tables"].giving("column_below")
        self._read_close = self._read_apart = 0
        """Up to where rows were read, in each way: what they did not tell, a header further down in them does not."""

    def at(self, start: int) -> FoundTable | None:
        """The table whose header begins on this line."""
        gaps = _gaps(self._lines[start])
        if not _LEAST_COLUMNS <= len(gaps) + 1 <= _MOST_COLUMNS:
            return None
        parts = self._parts_line(start)
        if parts is not None:
            gaps = _with_parts(gaps, self._lines[parts])
        close = None
        if start >= self._read_close:
            close = self._table(start, parts, *self._extent(start, gaps))
        apart = self._table_apart(start, parts, gaps)
        return apart if close is None or (apart is not None and apart.end > close.end) else close

    def _table(self, start: int, parts: int | None, end: int, gaps: Gaps, *, apart: bool = False) -> FoundTable | None:
        """The table of these lines, when all of it can be told."""
        if end < len(self._lines) and len(_gaps(self._lines[end])) > 1:
            return None  # what follows still has columns, but not these: nothing is certain
        rows = list(self._rows(start, end, gaps, parts, apart=apart))
        heads = 1 if parts is None else 2
        if len(rows) <= heads or self._headers.read(rows[0]) is None:
            return None
        if not all(_opens(row) for row in rows[heads:] if row.cells[0] is not None or not apart):
            return None
        pages = tuple(i + 1 for i in range(start, end) if self._is_page_number(i))
        return FoundTable(start, end, tuple(rows), pages)

    def _table_apart(self, start: int, parts: int | None, gaps: Gaps) -> FoundTable | None:
        """The table whose rows stand apart, each with its number in any of its lines, as centred cells have it."""
        end = start
        while end < min(len(self._lines), start + _HEADER_LINES) and self._lines[end].strip():
            end += 1  # behind the header
        if start < self._read_apart or end == len(self._lines) or self._lines[end].strip():
            return None
        numbered, below = 0, False
        for at, behind in self._blocks(end):
            if self._is_page_number(at):
                end, below = at + 1, True
                continue
            numbers = sum(map(self._is_numbered, self._lines[at:behind]))
            restated = self._is_restated(at, start)
            cut = below and self._lines[at].strip()[0].islower()
            narrowed = gaps if restated else self._narrowed(gaps, at, behind)
            if numbers > 1 or narrowed is None or not (numbers or restated or cut):
                if narrowed is not None and any(_gaps(line) for line in self._lines[at:behind]):
                    return None  # what follows still has columns: nothing is certain
                break
            end, gaps, below = behind, narrowed, restated
            numbered += numbers
        self._read_apart = end
        return self._table(start, parts, end, gaps, apart=True) if numbered >= _LEAST_APART else None

    def _blocks(self, start: int) -> Iterator[tuple[int, int]]:
        """The stretches of filled lines from here on, until too many blank lines part two of them."""
        at = start
        while True:
            gap = at
            while at < len(self._lines) and not self._lines[at].strip():
                at += 1
            if at == len(self._lines) or at - gap > _BLANK_LINES:
                return
            behind = at + 1
            while behind < len(self._lines) and self._lines[behind].strip():
                behind += 1
            yield at, behind
            at = behind

    def _narrowed(self, gaps: Gaps, start: int, end: int) -> Gaps | None:
        """The gaps that these lines leave too, but for titles of groups; none where a line fills one."""
        for line in self._lines[start:end]:
            narrowed = [common for gap in gaps if (common := _common(gap, line)) is not None]
            if len(narrowed) == len(gaps):
                gaps = narrowed
            elif not self._is_group(line):
                return None
        return gaps

    def _extent(self, header: int, gaps: Gaps) -> tuple[int, Gaps]:
        """The end of the table below its header, and the gaps that all of its lines leave."""
        end = header + 1
        page = 0  # behind the last page number
        numbered = False
        for i in range(header + 1, len(self._lines)):
            line = self._lines[i]
            numbered = numbered or self._is_numbered(line)
            if not numbered and i - header > _HEADER_LINES:
                break
            if not line.strip():
                if i - max(end, page) >= _BLANK_LINES:
                    break
                continue
            if self._is_page_number(i):
                page = i + 1
                continue
            cut = page > end and not line[: gaps[0][1]].strip() and line.strip()[0].islower()
            if i > end and not self._is_numbered(line) and not cut and not self._is_restated(i, header):
                break  # behind a blank line only a row goes on with the table, or one that the page cut in two
            if self._is_numbered(line) and not self._is_group(line) and not _begins(line[gaps[0][1] :].lstrip()):
                self._read_close = i
                return header, gaps  # where its rows begin cannot be told: seen at once, since headers come again
            if (narrowed := self._narrowed(gaps, i, i + 1)) is None:
                break
            end, gaps = i + 1, narrowed
        self._read_close = end
        return end, gaps

    def _parts_line(self, header: int) -> int | None:
        """The line of the header that says nothing but `Chủ trì   Phối hợp`, below a heading over both."""
        for i in range(header + 1, min(len(self._lines), header + _HEADER_LINES)):
            words = _SEGMENT_RE.findall(self._lines[i])
            if not words or self._is_numbered(self._lines[i]):
                return None
            if len(words) > 1 and all(fits_any(self._parts, w) for w in words):
                return i
        return None

    def _is_numbered(self, line: str) -> bool:
        return _begins_with(self._numbers, line)

    def _is_restated(self, at: int, header: int) -> bool:
        """Whether a new page says the first line of the header again."""
        return self._lines[at].split() == self._lines[header].split()

    def _is_group(self, line: str) -> bool:
        """`I    CẢI CÁCH THỂ CHẾ`, written over the columns."""
        return len(_gaps(line)) == 1 and self._is_numbered(line)

    def _is_page_number(self, at: int) -> bool:
        """A number alone between blank lines: the last word of a cell stands right below the others."""
        words = self._lines[at].strip()
        if not words.isdigit() or len(words) >= _LONGEST_NUMBER or at + 1 >= len(self._lines):
            return False
        return not self._lines[at - 1].strip() and not self._lines[at + 1].strip()

    def _rows(self, start: int, end: int, gaps: Gaps, second: int | None, *, apart: bool) -> Iterator[RawRow]:
        """The header, with the lines before the first number, and a row for each number or header restated.

        `second` is the line from which the header is a row of parts; rows that stand apart begin behind blank lines.
        """
        heads = [i for i in range(start, end) if self._is_restated(i, start)]
        parts_at = frozenset() if second is None else frozenset(i + second - start for i in heads)
        cuts = [0, *(b for _, b in gaps)]
        first, cells = start, [[""] for _ in cuts]
        for i in range(start, end):
            line = self._lines[i]
            if self._is_page_number(i):
                continue
            parts = [line[a:b].strip() for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
            if second is not None and any(head <= i < head + second - start for head in heads):
                parts = _whole_segments(line, cuts)
            if self._is_group(line):
                number, title = line.split(maxsplit=1)
                parts = [number, title, *[""] * (len(cuts) - 2)]
            begins = (apart and line.strip() and not self._lines[i - 1].strip()) or (
                not apart and self._is_numbered(line)
            )
            if i > start and (begins or i in parts_at or i in heads):
                yield _row(cells, first, i)
                first, cells = i, [[] for _ in cuts]
            for cell, part in zip(cells, parts, strict=True):
                cell.append(part)
        yield _row(cells, first, end)


def _begins_with(patterns: Sequence[Pattern], line: str, below: str = "") -> bool:
    """Whether the first segment of the line is such a word, alone or with the first one below: `Số` over `TT`."""
    word = _first_segment(line)
    return fits_any(patterns, word) or (below != "" and fits_any(patterns, f"{word} {_first_segment(below)}"))


def _first_segment(line: str) -> str:
    return line.strip().partition("  ")[0]


def _below(lines: Sequence[str], at: int) -> str:
    return repair_letters(lines[at + 1]) if at + 1 < len(lines) else ""


def _gaps(line: str) -> Gaps:
    """Where the segments of a line stand apart."""
    if "|" in line or "\t" in line:
        return []
    return [(a.end(), b.start()) for a, b in pairwise(_SEGMENT_RE.finditer(line))]


def _with_parts(gaps: Gaps, line: str) -> Gaps:
    """The gaps of a header and, inside its headings, those between the parts that stand below."""
    own = [(a.end(), b.start()) for a, b in pairwise(_SEGMENT_RE.finditer(line))]
    return sorted([*gaps, *(p for p in own if not any(p[0] < g[1] and g[0] < p[1] for g in gaps))])


def _whole_segments(line: str, cuts: Sequence[int]) -> list[str]:
    """The segments of a line, each in the column where it begins: a heading reaches over the columns below it."""
    parts = [""] * len(cuts)
    for segment in _SEGMENT_RE.finditer(line):
        column = max(k for k, cut in enumerate(cuts) if cut <= segment.start())
        parts[column] = f"{parts[column]} {segment[0]}".strip()
    return parts


def _common(gap: tuple[int, int], line: str) -> tuple[int, int] | None:
    """The widest blank stretch of the line inside the gap, when it is still a gap."""
    blanks = _BLANKS_RE.finditer(line[gap[0] : gap[1]].ljust(gap[1] - gap[0]))
    start, end = max((m.span() for m in blanks), key=lambda span: span[1] - span[0], default=(0, 0))
    return (gap[0] + start, gap[0] + end) if end - start >= _LEAST_GAP else None


def _row(cells: list[list[str]], first: int, end: int) -> RawRow:
    words = [" ".join(part for part in parts if part) for parts in cells]
    made = tuple(Cell(text, first + 1, end) if text else None for text in words)
    return RawRow(made, first + 1, end, whole=True)


def _opens(row: RawRow) -> bool:
    """Whether the words behind the number begin a sentence."""
    return _begins(row.cells[1].text if row.cells[1] is not None else "")


def _begins(words: str) -> bool:
    opening = _OPENING_RE.match(words)
    return opening is not None and (opening[0][-1].isupper() or opening[0][-1].isdigit())
