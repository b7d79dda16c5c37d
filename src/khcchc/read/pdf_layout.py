"""Pieces of text to the lines of a page in reading order, and to the cells of its ruled tables.

Guarantees:
 1. Every piece is in exactly one line or cell; text drawn twice at one place is kept once.
 2. Two columns side by side (letterhead, signature) are read one after the other, never across.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from operator import add, sub
from statistics import median

from khcchc.read.pdf_grids import NEAR, Grid
from khcchc.read.pdf_lines import CellLines, Line, PageTable

_HAIR = 2.5
"""Points: text drawn again to look bold is no further away."""


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines by height on the page, those that stand side by side together, from left to right."""
    rows: list[list[Line]] = []
    double = []
    level, size = -inf, 0.0  # words above the upper edge of the page have heights below 0
    for middle, _, i in sorted([((line.y0 + line.y1) / 2, line.x0, i) for i, line in enumerate(lines)]):
        line = lines[i]
        if middle - level < 0.5 * size and middle - level < 0.5 * line.size:
            rows[-1].append(line)
            double.append(rows[-1])
        else:
            rows.append([line])
            level, size = middle, line.size
    for row in double:
        row.sort(key=lambda item: item.x0)
    return rows


def join_pieces(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Pieces that belong to one line put together: a raised mark and what follows, a stamped number in its blank."""
    out: list[Line] = []
    for row in rows:
        run: list[Line] = []
        for piece in row:
            if run and not _belongs(run[-1], piece):
                out.append(join_row(run))
                run = []
            run.append(piece)
        out.append(join_row(run))
    return out


def _belongs(before: Line, piece: Line) -> bool:
    gap, size = piece.x0 - before.x1, max(before.size, piece.size)
    if gap < 0.7 * size:
        return True
    # Two columns of a letterhead come as near as two letters; the blank of `Số:    /TB-UBND` is between short words.
    return gap < 2.2 * size and min(len(before.text), len(piece.text)) <= 12


def read_in_order(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """Reading order: bands of two columns are read column by column, everything else from top to bottom.

    The second value tells which places of the result stand in such a band. A band begins at a row of two
    pieces; it goes on downwards while rows keep to one side of the gutter and in line with their column.
    """
    if _is_one_column(lines):
        return list(lines), set()
    rows = rows_of(lines)
    if len(rows) == len(lines):
        return [row[0] for row in rows], set()
    rows = rows_of(join_pieces(rows))
    out: list[Line] = []
    banded: set[int] = set()
    i = 0
    while i < len(rows):
        if len(rows[i]) != 2:
            out += rows[i]
            i += 1
            continue
        end, gutter = _band(rows, i)
        # A row before the first double one may already belong to a column: `UBND TỈNH` a little above the motto.
        left = [line for row in rows[i:end] for line in row if line.center < gutter]
        right = [line for row in rows[i:end] for line in row if line.center >= gutter]
        banded.update(range(len(out), len(out) + len(left) + len(right)))
        out += left + right
        i = end
    return out, banded


def _is_one_column(lines: Sequence[Line]) -> bool:
    """Each line stands clear below the one before: a test of whole columns of numbers, that most pages meet."""
    if len(lines) < 2:
        return True
    _, _, tops, _, ends, sizes, *_ = zip(*lines, strict=True)
    levels = list(map(add, tops, ends))
    return bool(min(map(sub, levels[1:], levels)) >= max(sizes))


def _band(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float]:
    """The end of the band that `rows[start]` opens, and the x of its gutter."""
    left, right = rows[start]
    low, high = left.x1, right.x0
    lefts, rights = [left], [right]
    end, last = start + 1, start + 1
    while end < len(rows):
        row = rows[end]
        bottom = max(lefts[-1].y1, rights[-1].y1)
        if row[0].y0 - bottom > 6 * left.size or len(row) > 2:
            break
        if len(row) == 2:
            if row[0].x1 >= high or row[1].x0 <= low:
                break
            lefts.append(row[0])
            rights.append(row[1])
            low, high, last = max(low, row[0].x1), min(high, row[1].x0), end + 1
        else:
            line = row[0]
            if line.x1 < high and _in_column(line, lefts, 20):
                lefts.append(line)
                low = max(low, line.x1)
            elif line.x0 > low and _in_column(line, rights, 8):
                rights.append(line)
                high = min(high, line.x0)
            else:
                break
            last = end + 1
        end += 1
    return last, (low + high) / 2


def _in_column(line: Line, column: Sequence[Line], near: float) -> bool:
    """Flush with the column's left edge (within `near` points), or centred in it."""
    edge = min(item.x0 for item in column)
    middle = median([item.center for item in column])
    return abs(line.x0 - edge) < near or abs(line.center - middle) < 20


def drop_doubles(lines: Sequence[Line]) -> list[Line]:
    """Text drawn twice, a hair apart, to look bold: kept once."""
    if len(lines) < 2:
        return list(lines)
    texts, _, tops, *_ = zip(*lines, strict=True)
    if min(map(sub, tops[1:], tops)) >= _HAIR or len(set(texts)) == len(texts):
        return list(lines)
    heights: dict[str, list[float]] = {}
    for line in lines:
        heights.setdefault(line.text, []).append(line.y0)
    seen: dict[str, dict[tuple[int, int], Line]] = {text: {} for text, ys in heights.items() if _come_near(ys)}
    if not seen:
        return list(lines)
    out: list[Line] = []
    for line in lines:
        places = seen.get(line.text)
        if places is None:
            out.append(line)
            continue
        if _is_double(line, places):
            continue
        places[int(line.x0 // 4), int(line.y0 // 4)] = line
        out.append(line)
    return out


def _come_near(heights: list[float]) -> bool:
    """Two of the heights are so near that lines there may be one drawn twice."""
    if len(heights) == 1:
        return False
    heights.sort()
    return any(b - a < _HAIR for a, b in pairwise(heights))


def _is_double(line: Line, places: Mapping[tuple[int, int], Line]) -> bool:
    """One of the lines with the same words, kept by places of 4 points, stands where `line` does."""
    x, y = int(line.x0 // 4), int(line.y0 // 4)
    near = (places.get((x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(old is not None and abs(old.x0 - line.x0) < _HAIR and abs(old.y0 - line.y0) < _HAIR for old in near)


def join_row(row: Sequence[Line]) -> Line:
    """Pieces of one line put together, in their order."""
    if len(row) == 1:
        return row[0]
    return row[0]._replace(
        text=_row_text(row),
        x0=min(piece.x0 for piece in row),
        x1=max(piece.x1 for piece in row),
        y0=min(piece.y0 for piece in row),
        y1=max(piece.y1 for piece in row),
        confidence=min(piece.confidence for piece in row),
        bold=all(piece.bold for piece in row),
    )


def _row_text(row: Sequence[Line]) -> str:
    text = row[0].text
    for before, piece in pairwise(row):
        close = piece.x0 - before.x1 < 0.12 * piece.size and not piece.text[:1].isalnum()
        text += ("" if close else " ") + piece.text
    return text


def fill_grid(grid: Grid, words: dict[tuple[int, int], list[Line]]) -> PageTable:
    """A table of the page: cells that span rows are repeated, marked merged; columns without any words stay."""
    cells: dict[tuple[int, int], CellLines] = {}
    for place, lines in words.items():
        _, last = grid.extent(place)
        width = grid.xs[last + 1] - grid.xs[place[1]]
        ordered = [join_row(row) for row in rows_of(drop_doubles(lines))]
        cells[place] = CellLines(tuple(ordered), width)
    rows = []
    hollow = set()
    for r, owners in enumerate(grid.owner):
        row: list[CellLines | None] = []
        for c, place in enumerate(owners):
            cell = cells.get(place)
            if cell is None or place[1] != c:
                row.append(None)
                if cell is None and place[1] == c and grid.extent(place)[0] > place[0]:
                    hollow.add((r, c))
            elif place[0] == r:
                row.append(cell)
            else:
                row.append(CellLines(cell.lines, cell.width, merged=True))
        rows.append(tuple(row))
    return PageTable(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], grid.xs, tuple(rows), frozenset(hollow))


def order_with_tables(lines: Sequence[Line], tables: Sequence[PageTable]) -> tuple[list[Line | PageTable], set[int]]:
    """Text above a table, the table, text below it."""
    filled = [t for t in tables if any(cell for row in t.rows for cell in row)]
    if not filled:
        only, places = read_in_order(lines)
        return [*only], places
    out: list[Line | PageTable] = []
    banded: set[int] = set()
    left = sorted(lines, key=lambda line: line.middle)
    for table in [*filled, None]:
        above = [line for line in left if table is None or line.middle < (table.y0 + NEAR)]
        left = left[len(above) :]
        ordered, places = read_in_order(above)
        banded.update(len(out) + place for place in places)
        out += ordered
        if table is not None:
            out.append(table)
    return out, banded
