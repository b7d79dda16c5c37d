"""Rulings of a page to grids of cells: lines that cross make a table, a missing piece of line merges two cells.

Guarantees:
 1. A grid has at least two columns; single boxes and rules under a heading are no grids.
 2. Every elementary place of a grid belongs to exactly one cell, and a cell is a rectangle.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NEAR = 3.0
"""Points: double borders and rounding stay within, the narrowest real column does not."""
_MAX_LINES = 600


class Ruling(NamedTuple):
    """A piece of straight line: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """Rulings `xs` and `ys`, and for each place (row, column) the first place of its cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point; `None` outside."""
        if not (self.xs[0] - NEAR <= x <= self.xs[-1] + NEAR and self.ys[0] - NEAR <= y <= self.ys[-1] + NEAR):
            return None
        column = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        return self.owner[row][column]

    def right(self, place: tuple[int, int]) -> float:
        """The right edge of a cell; that of the table has some play."""
        row, column = place
        owners = self.owner[row]
        last = column + 1
        while last < len(owners) and owners[last] == place:
            last += 1
        return self.xs[last] + (NEAR if last == len(owners) else 0.0)

    def extent(self, place: tuple[int, int]) -> tuple[int, int]:
        """Last row and column that the cell covers."""
        row, column = place
        last_row, last_column = row, column
        while last_column + 2 < len(self.xs) and self.owner[row][last_column + 1] == place:
            last_column += 1
        while last_row + 2 < len(self.ys) and self.owner[last_row + 1][column] == place:
            last_row += 1
        return last_row, last_column


class GridsFound(NamedTuple):
    grids: tuple[Grid, ...]
    doubtful: bool
    """Lines that cross but make no clean grid: another engine may see more."""


NO_GRIDS = GridsFound((), False)


def find_grids(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> GridsFound:
    """All grids of one page, from top to bottom."""
    if len(horizontal) < 2 or len(vertical) < 2:
        return NO_GRIDS
    across, down = merge_rulings(horizontal), merge_rulings(vertical)
    if len(across) < 2 or len(down) < 2:
        return NO_GRIDS
    if len(across) > _MAX_LINES or len(down) > _MAX_LINES:
        return GridsFound((), True)
    grids: list[Grid] = []
    doubtful = False
    for rows, columns in _components(across, down):
        if len(rows) < 2 or len(columns) < 2:
            continue
        grid = _grid(rows, columns)
        if grid is None:
            continue
        if not _is_clean(grid):
            doubtful = True
            continue
        grids.append(grid)
    return GridsFound(tuple(sorted(grids, key=lambda g: g.ys[0])), doubtful)


def merge_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces on one line joined: dashes, borders drawn cell by cell, double borders."""
    out: list[Ruling] = []
    level: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: r.at):
        if level and ruling.at - level[0].at > NEAR:
            out += _join_level(level)
            level = []
        level.append(ruling)
    return out + _join_level(level)


def _join_level(level: Sequence[Ruling]) -> list[Ruling]:
    out: list[Ruling] = []
    for ruling in sorted(level, key=lambda r: r.start):
        if out and ruling.start - out[-1].end <= NEAR:
            out[-1] = Ruling(out[-1].at, out[-1].start, max(out[-1].end, ruling.end))
        else:
            out.append(ruling)
    return [r for r in out if r.end - r.start > 2 * NEAR]


def _components(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that hang together by crossing each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - NEAR <= v.at <= h.end + NEAR and v.start - NEAR <= h.at <= v.end + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return list(groups.values())


def _positions(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out


def _grid(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> Grid | None:
    # A table without outer borders ends where its lines end.
    xs = _positions([v.at for v in columns] + [min(h.start for h in rows), max(h.end for h in rows)])
    ys = _positions([h.at for h in rows] + [min(v.start for v in columns), max(v.end for v in columns)])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return _merge_places(xs, ys, rows, columns)


def _merge_places(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Ruling], columns: Sequence[Ruling]) -> Grid:
    width, height = len(xs) - 1, len(ys) - 1
    owner = [[(r, c) for c in range(width)] for r in range(height)]

    def repaint(old: tuple[int, int], new: tuple[int, int]) -> None:
        for line in owner:
            for c, place in enumerate(line):
                if place == old:
                    line[c] = new

    walls = [[v for v in columns if abs(v.at - x) <= NEAR] for x in xs[1:]]
    floors = [[h for h in rows if abs(h.at - y) <= NEAR] for y in ys[1:]]
    for r in range(height):
        middle = (ys[r] + ys[r + 1]) / 2
        for c in range(width - 1):
            if owner[r][c] != owner[r][c + 1] and not _drawn(walls[c], middle):
                repaint(owner[r][c + 1], owner[r][c])
    for c in range(width):
        middle = (xs[c] + xs[c + 1]) / 2
        for r in range(height - 1):
            if owner[r][c] != owner[r + 1][c] and not _drawn(floors[r], middle):
                repaint(max(owner[r][c], owner[r + 1][c]), min(owner[r][c], owner[r + 1][c]))
    return Grid(tuple(xs), tuple(ys), tuple(tuple(line) for line in owner))


def _drawn(pieces: Sequence[Ruling], along: float) -> bool:
    """One of the pieces of a line is there at `along`."""
    return any(start <= along <= end for _, start, end in pieces)


def _is_clean(grid: Grid) -> bool:
    """Every cell is a rectangle, and the whole is no single cell."""
    owners = {place for line in grid.owner for place in line}
    if len(owners) == len(grid.owner) * len(grid.owner[0]):
        return len(owners) > 1  # nothing is merged
    seen: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, line in enumerate(grid.owner):
        for c, place in enumerate(line):
            seen.setdefault(place, []).append((r, c))
    for places in seen.values():
        height = max(r for r, _ in places) - min(r for r, _ in places) + 1
        width = max(c for _, c in places) - min(c for _, c in places) + 1
        if height * width != len(places):
            return False
    return len(seen) > 1
