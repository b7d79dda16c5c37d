"""Tables that a text draws with signs, to rows: a grid of bars and borders, or columns below a ruling of dashes.

Both say where each column stands, so that cells may go on over lines: the grid tables and the simple and multiline
tables of pandoc, those of reStructuredText, and the frames that terminals and `antiword` draw.

Guarantees:
 1. Every word between the rulings is in one cell, in order; a cell knows its lines.
 2. A table whose words cross the columns it draws is left as text.
 3. Where a border leaves a column open, its cell goes on and holds for the rows below, marked inherited.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from khcchc.clean import repair_letters, without_markup
from khcchc.grammar import Grammars
from khcchc.grid import Cell, FoundTable, RawRow
from khcchc.kept import compiled
from khcchc.patterns import FirstOf
from khcchc.table_headers import HeaderReader

_CORNERS, _FLAT, _BARS = "+├┼┤┬┴┌┐└┘╞╪╡╤╧╟╢╔╗╚╝╠╣╦╩╬", "-=:─━═", "|│┃║"
_OPENINGS = frozenset(_CORNERS + "-=")
_BORDER_RE = compiled(rf"[{_CORNERS}](?:[{_FLAT}]+[{_CORNERS}]){{2,}}")
_ROW_RE = compiled(rf"[{_CORNERS}{_BARS}].*[{_CORNERS}{_BARS}]")
_CLOSED_RE = compiled(rf"[{_FLAT}]{{2,}}")
"""The border below a cell, from side to side."""
_RULING_RE = compiled(r"(?:-{2,}|={2,})(?: +(?:-{2,}|={2,})){2,}")
_WHOLE_RE = compiled(r"-{10,}|={10,}")
_DASHES_RE = compiled(r"-+|=+")
_BULLET_RE = compiled(r"\\?[-+•–*] |[a-zđ]\) |\d{1,2}[.)] ")
_MOST_HEADER = 6
"""Lines of a header above its ruling."""
_WIDE_RE = compiled(r" {2,}")
_LEAST_NUMBERS = 2
"""Numbers between two rulings that make a row each."""
_BLANK_LINES = 2
_MOST_COLUMNS = 24
_MOST_LINES = 20_000
"""Lines of one table."""

Spans = Sequence[tuple[int, int]]
"""From and up to which character of a line each column reaches."""


class _Line(NamedTuple):
    number: int
    text: str


def drawn_tables(lines: Sequence[str], grammars: Grammars) -> Iterator[FoundTable]:
    """Every such table of a text, in order."""
    drawn = [i for i, raw in enumerate(lines) if (sign := raw.lstrip()[:1]) and sign in _OPENINGS]
    openings = [(i, grid) for i in drawn if (grid := _is_border(lines[i])) or _is_columns(lines[i])]
    if not openings:
        return
    headers, number = HeaderReader(grammars), FirstOf(grammars["tables"].giving("cell_number"))
    end = 0
    for i, grid in openings:
        if i < end:
            continue
        found = _grid(lines, i, number) if grid else _ruled(lines, i, end, number)
        told = found.rows != () and headers.read(found.rows[0]) is not None
        if told:
            yield found
        if told or grid:  # a grid is looked through once, whatever it holds
            end = found.end


def _is_border(line: str) -> bool:
    return _BORDER_RE.fullmatch(line.strip()) is not None


def _is_columns(line: str) -> bool:
    """Whether a ruling says where several columns stand."""
    return _RULING_RE.fullmatch(line.strip()) is not None


# --- grids ---------------------------------------------------------------------------------------------------------


def _grid(lines: Sequence[str], start: int, number: FirstOf) -> FoundTable:
    """The grid that the border on this line opens; without rows where it is none."""
    end = start + 1
    margin = len(lines[start]) - len(lines[start].lstrip())
    while end < len(lines) and end - start < _MOST_LINES and _ROW_RE.fullmatch(lines[end].strip()):
        end += 1
    drawn = [_Line(n + 1, unicodedata.normalize("NFC", lines[n]).rstrip()[margin:]) for n in range(start, end)]
    while not _is_border(drawn[-1].text):
        drawn.pop()  # the first line is a border
    borders = (line.text for line in drawn if _is_border(line.text))
    corners = sorted({k for border in borders for k, sign in enumerate(border) if sign in _CORNERS})
    columns = [(a + 1, b) for a, b in pairwise(corners)]
    told = len(columns) <= _MOST_COLUMNS and not any(_crosses(line.text, columns) for line in drawn)
    rows = tuple(_grid_rows(drawn, columns, number)) if told else ()
    held = {n for row in rows for n in range(row.start, row.end + 1)}
    whole = all(line.number in held for line in drawn if any(map(str.isalnum, line.text)))
    return FoundTable(start, start + len(drawn), rows if whole else ())


def _crosses(text: str, columns: Spans) -> bool:
    """Whether a bar stands inside a column: the row was drawn for other widths."""
    bars = (k for k, sign in enumerate(text) if sign in _BARS and text[k - 1 : k] != "\\")
    edges = {b for _, b in columns} | {columns[0][0] - 1}
    return text[0] in _BARS and any(k not in edges for k in bars)


class _Stretch(NamedTuple):
    """The lines between two borders, or from one number to the next, column by column."""

    words: Sequence[Sequence[_Line]]
    closed: Sequence[bool]
    """Whether the border below a column is drawn; where it is not, its cell goes on below."""


def _grid_rows(drawn: Sequence[_Line], columns: Spans, number: FirstOf) -> Iterator[RawRow]:
    """The rows between borders; a cell that goes on below stands in all of its rows, whole, and is lent to the later.

    Frames without borders between their rows have a number on the first line of each.
    """
    stretches = list(_stretches(drawn, columns, number))
    cells: list[list[Cell | None]] = [[None] * len(columns) for _ in stretches]
    for k in range(len(columns)):
        first = 0
        for n, stretch in enumerate(stretches):
            if stretch.closed[k] or n == len(stretches) - 1:
                cell = _cell([line for own in stretches[first : n + 1] for line in own.words[k]])
                for row in cells[first : n + 1]:
                    row[k] = cell if row is cells[first] else cell and cell._replace(inherited=True)
                first = n + 1
    for stretch, row in zip(stretches, cells, strict=True):
        numbers = [line.number for own in stretch.words for line in own if line.text.strip()]
        if numbers:
            yield RawRow(tuple(row), min(numbers), max(numbers), whole=True, merges_told=True)


def _stretches(drawn: Sequence[_Line], columns: Spans, number: FirstOf) -> Iterator[_Stretch]:
    lines: list[list[_Line]] = []
    for line in drawn[1:]:
        closed = [_CLOSED_RE.fullmatch(line.text[a:b]) is not None for a, b in columns]
        if not any(closed):
            lines.append(_spread(line, columns))
            continue
        if not all(closed):  # words of a cell that goes on may stand between two pieces of the border
            lines.append(
                [
                    _Line(line.number, "" if shut else line.text[a:b])
                    for (a, b), shut in zip(columns, closed, strict=True)
                ]
            )
        starts = [k for k, cells in enumerate(lines) if number.fits(cells[0].text.strip())]
        # Several numbers without a border between them are rows; in the middle of rows they tell nothing.
        cuts = [0, len(lines)] if len(starts) < _LEAST_NUMBERS else [*starts, len(lines)]
        for a, b in pairwise(cuts if lines else ()):
            yield _Stretch(list(zip(*lines[a:b], strict=True)), [True] * len(columns) if b < len(lines) else closed)
        lines = []


def _spread(line: _Line, columns: Spans) -> list[_Line]:
    """The words of a line by column; those of a cell over several columns stand in its first."""
    cells: list[str] = []
    at = 0
    for k, (a, b) in enumerate(columns):
        cells.append("")
        if line.text[a - 1 : a] in (*_BARS, *_CORNERS):
            at, a = k, a + 1
        cells[at] += line.text[a - 1 : b]
    return [_Line(line.number, text) for text in cells]


# --- rulings -------------------------------------------------------------------------------------------------------


def _ruled(lines: Sequence[str], ruling: int, floor: int, number: FirstOf) -> FoundTable:
    """The table whose columns the ruling on this line tells; its header stands above, from `floor` on."""
    nothing = FoundTable(ruling, ruling + 1, ())
    drawn = [match.span() for match in _DASHES_RE.finditer(lines[ruling])]
    columns = [(start, below) for (start, _), (below, _) in pairwise(drawn)]
    columns.append((drawn[-1][0], 10**6))
    gaps = [(end, start) for (_, end), (start, _) in pairwise(drawn)]
    first = _header_start(lines, ruling, floor)
    framed = first > floor and _is_ruling(lines[first - 1])
    multiline = framed and _is_whole(lines[first - 1])
    header = _sliced(lines, range(first, ruling), columns, gaps)
    if first == ruling or header is None:
        return nothing
    rows, end, closes = [header], ruling + 1, False
    group: list[int] = []
    for n in range(ruling + 1, min(len(lines), ruling + _MOST_LINES)):
        text = lines[n].strip()
        closes = _is_ruling(lines[n])
        if text and not closes:
            group.append(n)
        if group and (closes or not text or not multiline):
            row = _sliced(lines, group, columns, gaps)
            numbers = sum(bool(number.fits(lines[k][: columns[0][1]].strip())) for k in group)
            if row is None or numbers > 1:
                return nothing
            rows.append(row)
            end, group = n + 1, []
        if closes or (not text and not multiline):
            end = n + 1 if closes else end
            break
    behind = next((line for line in lines[end : end + _BLANK_LINES + 1] if line.strip()), "")
    if not multiline and not closes and len(_WIDE_RE.split(behind.strip())) > 2:
        return nothing  # what follows still has columns: nothing is certain
    if group:
        return nothing  # a multiline table without its last ruling: where it ends cannot be told
    return FoundTable(first - framed, end, tuple(rows)) if len(rows) > 1 else nothing


def _header_start(lines: Sequence[str], ruling: int, floor: int) -> int:
    """The first of the filled lines above a ruling, up to a ruling above them."""
    first = ruling
    while first > max(floor, ruling - _MOST_HEADER) and lines[first - 1].strip() and not _is_ruling(lines[first - 1]):
        first -= 1
    return first


def _is_ruling(line: str) -> bool:
    return _is_whole(line) or _is_columns(line)


def _is_whole(line: str) -> bool:
    return _WHOLE_RE.fullmatch(line.strip()) is not None


def _sliced(lines: Sequence[str], numbers: Sequence[int], columns: Spans, gaps: Spans) -> RawRow | None:
    """One row of these lines; none where words stand between the columns."""
    words: list[list[_Line]] = [[] for _ in columns]
    for n in numbers:
        text = repair_letters(lines[n])
        if any(text[a:b].strip() for a, b in gaps):
            return None
        for own, (a, b) in zip(words, columns, strict=True):
            own.append(_Line(n + 1, text[a:b]))
    return RawRow(tuple(map(_cell, words)), numbers[0] + 1, numbers[-1] + 1, whole=True) if numbers else None


def _cell(lines: Sequence[_Line]) -> Cell | None:
    """The words of a cell; its paragraphs and bullets begin lines of their own."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return None
    text, gap = "", False
    for line in lines:
        words = " ".join(repair_letters(line.text).split())
        if not words.strip("\\"):
            gap = True
            continue
        text += ("\n" if gap or _BULLET_RE.match(words) else " ") + words if text else words
        gap = False
    text, bold = without_markup(text)
    return Cell(text, filled[0].number, filled[-1].number, bold)
