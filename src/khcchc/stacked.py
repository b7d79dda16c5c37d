"""Tables with one cell a line under a header of one heading a line, as a copied table leaves them.

Guarantees:
 1. A table has a column of numbers first and at least four headings that are known.
 2. It ends where the document goes on: at a title, an appendix, the signature, or a section whose number follows
    that of a section above the table.
 3. Every line of the table is in one row, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khcchc.actors import ActorScanner
from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.kept import compiled
from khcchc.numbering import Sequence23
from khcchc.patterns import FirstOf
from khcchc.stacked_kinds import RowsByKind

_LEAST_COLUMNS = 4
_MOST_COLUMNS = 24
_HEADINGS = (
    "coordinating",
    "lead",
    "schedule",
    "deliverables",
    "budget",
    "note",
    "place",
    "shortcoming",
    "title",
    "task",
)
_LONGEST_ROW = 60
"""Lines of one row."""
_MOST_CUT = 2
"""Lines that a row may have more than columns; of more, some are a row without a number."""
_GROUP = 2
"""Cells of a group: its number and its title."""
_DENSE = 8
"""Lines to a blank one, at the least, in a text where no blank lines part the cells."""
_LOOK_BACK = 400
"""Lines above a table in which the number of its section is sought."""
_BULLET_RE = compiled(r"[-+•–]\s")
_NUMBERED = ("roman", "capital", "decimal", "arabic")


class _Header(NamedTuple):
    """How many lines the headings take, and how many of them at the end stand below one of the others."""

    lines: int
    below: int

    @property
    def width(self) -> int:
        """The columns: a heading over others is none itself."""
        return self.lines - bool(self.below)


def stacked_tables(lines: Sequence[CleanLine], taken: bytearray, grammars: Grammars) -> Iterator[tuple[int, int]]:
    """The lines of every such table, from and up to an index; `taken` lines belong to other tables."""
    tables = grammars["tables"]
    number = FirstOf(tables.giving("number"))
    columns = FirstOf(p for what in _HEADINGS for p in tables.giving(what))
    extent = _Extent(grammars)
    passed = 0
    for i, line in enumerate(lines):
        if i < passed or not line.text or taken[i] or not number.fits(line.text):
            continue
        width, j = 1, i + 1
        while j < len(lines) and not taken[j]:
            text = lines[j].text
            if text and not columns.fits(text):
                break
            width += bool(text)
            j += 1
        if _LEAST_COLUMNS <= width <= _MOST_COLUMNS:
            passed = extent.end(lines, taken, i, j)
            yield i, passed


class _Extent:
    """Finds where a table ends; built once for a document."""

    def __init__(self, grammars: Grammars) -> None:
        markers = grammars["markers"]
        stops = ("appendix", "title", "article", "division")
        self._stops = FirstOf(
            [p for what in stops for p in markers.giving(what)] + list(grammars["head"].giving("tail"))
        )
        self._numbered = tuple((kind, FirstOf(markers.giving(kind))) for kind in _NUMBERED)
        self._order = Sequence23(markers.words("point letters"))

    def end(self, lines: Sequence[CleanLine], taken: bytearray, start: int, below: int) -> int:
        """The index behind the table that starts here and whose header ends at `below`."""
        above = self._sections_above(lines, taken, start)
        met: set[str] = set()
        end = below
        for j in range(below, len(lines)):
            text = lines[j].text
            if taken[j] or self._stops.fits(text):
                break
            kind, number = self._section(text)
            if kind and number == self._next(kind, above.get(kind)) and kind not in met:
                break
            if kind:
                met.add(kind)  # `I. CẢI CÁCH THỂ CHẾ` as a group: this table numbers its own lines so
            if text or lines[j].spaced:
                end = j + 1
        return end

    def _sections_above(self, lines: Sequence[CleanLine], taken: bytearray, start: int) -> dict[str, str]:
        """The number that each kind of section has where the table stands."""
        above: dict[str, str] = {}
        for j in range(start - 1, max(-1, start - _LOOK_BACK), -1):
            kind, number = self._section(lines[j].text) if not taken[j] else ("", "")
            if kind:
                above.setdefault(kind, number)
            if kind in ("roman", "capital") or self._stops.fits(lines[j].text):
                break
        return above

    def _section(self, text: str) -> tuple[str, str]:
        """The kind and the number of a line that is a number with words behind it."""
        for kind, patterns in self._numbered:
            if found := patterns.find(text):
                _, match, at = found
                words = text[match.end(at["marker"]) :].strip()
                return (kind, match[at["number"]]) if words[:1].isupper() else ("", "")
        return "", ""

    def _next(self, kind: str, number: str | None) -> str | None:
        """The number that follows."""
        place = self._order.place(kind, number) if number else None
        return self._order.written(kind, place + 1, number) if place and number else None


def stacked_rows(lines: Sequence[CleanLine], grammars: Grammars, scanner: ActorScanner) -> Iterator[RawRow]:
    """The header's length gives the width, numbers and empty numbers give the rows."""
    cells = [line for line in lines if line.text or line.spaced]
    empty = sum(not line.text and not line.ends_page for line in lines)
    if len(cells) > _DENSE * empty:  # lines follow each other: a blank one is an empty cell
        cells = [line for line in lines if line.text or not line.ends_page]
    header = _header(cells, grammars)
    headings = [line.text for line in cells[: header.lines]]
    rows = _RowCutter(cells[: header.lines], header.width, grammars, scanner)
    starts = [
        i
        for i, cell in enumerate(cells)
        if cell.text == headings[0] and [line.text for line in cells[i : i + header.lines]] == headings
    ]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        below, behind = start + header.lines - header.below, start + header.lines
        yield _row(cells[start:below], header.lines)
        if header.below:
            yield _row(cells[below:behind], header.lines)
        yield from rows.cut(cells[behind:end])


class _RowCutter:
    """Cuts the cells below a header to rows."""

    def __init__(self, header: Sequence[CleanLine], width: int, grammars: Grammars, scanner: ActorScanner) -> None:
        self._width = width
        self._number = FirstOf(grammars["tables"].giving("cell_number"))
        self._whole = _WholeRow(header, width, self._number, grammars)
        self._by_kind = RowsByKind(header if len(header) == width else (), grammars, scanner)
        self._scanner = scanner

    def cut(self, cells: Sequence[CleanLine]) -> Iterator[RawRow]:
        """The rows of cells that no header parts, in order."""
        width, number = self._width, self._number
        i = 0
        while i < len(cells):
            numbered = not cells[i].text or bool(number.fits(cells[i].text))
            lines = _until_number(cells, i, number) if numbered and cells[i].text else ()
            if joined := _joined(lines, width):
                yield RawRow(tuple(joined), joined[0].start, joined[-1].end, whole=True)
                i += sum(1 for line in cells[i : i + _LONGEST_ROW] if line.number <= joined[-1].end)
                continue
            # Where the time stands in its column, lines too many behind the last one are of another row.
            counted = len(lines) > width and self._whole.is_in_order(lines)
            if lines and not counted and (told := self._by_kind.read(lines)) is not None:
                yield told
                i += len(lines)
                continue
            cut = width < len(lines) <= width + _MOST_CUT and not lines[-1].text.isupper()
            last = i + len(lines) == len(cells) and not self._whole.tells_times
            if cut and not last and not self._whole.is_in_order(lines):
                yield _row(lines, width)
                i += len(lines)
                continue
            take = self._length(cells, i, numbered)
            yield _row(cells[i : i + take], width)
            i += take

    def _length(self, cells: Sequence[CleanLine], start: int, numbered: bool) -> int:
        """How many cells the row that begins here has."""
        take = 1
        full: bool | None = None
        room = self._width if numbered else self._width - 1
        while take < room and start + take < len(cells):
            line = cells[start + take]
            if not line.text and full is None:
                full = numbered and self._whole.begins(cells, start)
            if self._number.fits(line.text) or (not line.text and not full):
                break
            group = take == _GROUP and numbered and _is_group(cells[start], cells[start + 1])
            if group and not self._scanner.opens(line.text):
                break
            take += 1
        return take


class _WholeRow:
    """Whether an empty line inside a row is its empty cell, or the empty number of the next row."""

    def __init__(self, header: Sequence[CleanLine], width: int, number: FirstOf, grammars: Grammars) -> None:
        self._width = width
        self._number = number
        self._times = FirstOf(grammars["tables"].giving("cell_time"))
        schedule = FirstOf(grammars["tables"].giving("schedule"))
        one_row = len(header) == width
        self._schedule = next((k for k, c in enumerate(header) if schedule.fits(c.text)), None) if one_row else None

    def begins(self, cells: Sequence[CleanLine], start: int) -> bool:
        """As many cells as columns, behind them another row, and a time where the header says so."""
        row = cells[start : start + self._width]
        behind = cells[start + self._width : start + self._width + 1]
        if len(row) < self._width or any(c.text and not self._number.fits(c.text) for c in behind):
            return False
        if any(c.text and self._number.fits(c.text) for c in row[1:]):
            return False
        time = row[self._schedule].text if self._schedule is not None else ""
        return not time or bool(self._times.fits(time))

    @property
    def tells_times(self) -> bool:
        """Whether a time shows where a row stands: only then may the last row have lines too many."""
        return self._schedule is not None

    def is_in_order(self, row: Sequence[CleanLine]) -> bool:
        """Whether the time stands where the header says so: the lines behind the last column are of another row."""
        return self._schedule is not None and bool(self._times.fits(row[self._schedule].text))


def _until_number(cells: Sequence[CleanLine], start: int, number: FirstOf) -> Sequence[CleanLine]:
    """The lines of the row that a number opens, up to the next number or empty cell; none of a row without end."""
    for k in range(start + 1, min(len(cells), start + _LONGEST_ROW) + 1):
        if k == len(cells) or not cells[k].text or number.fits(cells[k].text):
            return cells[start:k]
    return ()


def _joined(lines: Sequence[CleanLine], width: int) -> list[Cell]:
    """The cells of a row with more lines than columns: what goes on in bullets or small letters is no cell of its own.

    Where more lines may go on than can, bullets below bullets do, then those behind the longest lines. Empty when no
    such joining fills the row.
    """
    more = [k for k in range(2, len(lines)) if _BULLET_RE.match(lines[k].text) or lines[k].text[0].islower()]
    spare = len(lines) - width
    if not 0 < spare <= len(more):
        return []
    listed = {k for k in more if _BULLET_RE.match(lines[k].text) and _BULLET_RE.match(lines[k - 1].text)}
    inner = set(sorted(more, key=lambda k: (k not in listed, -len(lines[k - 1].text)))[:spare])
    cells: list[Cell] = []
    for k, line in enumerate(lines):
        if k in inner:
            joint = "\n" if _BULLET_RE.match(line.text) else " "
            cells[-1] = cells[-1]._replace(text=f"{cells[-1].text}{joint}{line.text}", end=line.number)
        else:
            cells.append(Cell(line.text, line.number, line.number, line.bold))
    return cells


def _header(cells: Sequence[CleanLine], grammars: Grammars) -> _Header:
    """`TT, Nội dung, Phân công thực hiện, Thời gian, Chủ trì, Phối hợp`: the last two are the parts of the third."""
    tables = grammars["tables"]
    headings = FirstOf(p for what in ("number", *_HEADINGS) for p in tables.giving(what))
    parts, wholes = FirstOf(tables.giving("column_below")), FirstOf(tables.giving("column_parent"))
    who, when = FirstOf(tables.giving("lead")), FirstOf(tables.giving("schedule"))
    count = 0
    while count < len(cells) and cells[count].text and headings.fits(cells[count].text):
        count += 1
    words = [cell.text for cell in cells[:count]]
    below = 0
    while below < count and parts.fits(words[-1 - below]):
        below += 1
    over = [w for w in words[: count - below] if wholes.fits(w) and not when.fits(w)]
    if below > 1 and over and any(who.fits(w) for w in words[count - below :]):
        return _Header(count, below)
    return _Header(count, 0)


def _is_group(number: CleanLine, title: CleanLine) -> bool:
    return number.text.rstrip(".)").isupper() and title.text.isupper()


def _row(lines: Sequence[CleanLine], width: int) -> RawRow:
    cells = tuple(Cell(line.text, line.number, line.number, line.bold) if line.text else None for line in lines)
    return RawRow(cells, lines[0].number, lines[-1].number, whole=len(cells) == width)
