"""Cells under their columns: by position where the row is whole, else by what they say.

Guarantees:
 1. Cells keep their order, and none is left out.
 2. Where another placing is nearly as good, the row is marked uncertain.
"""

from __future__ import annotations

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.patterns import fits_any


class CellPlacer:
    """Built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        tables = grammars["tables"]
        self._number = tables.giving("cell_number")
        self._time = tables.giving("cell_time")
        self._budget = tables.giving("cell_budget")
        self._place_cell = tables.giving("cell_place")
        self._scanner = scanner

    def place(self, raw: RawRow, columns: tuple[str, ...]) -> tuple[tuple[Cell | None, ...], bool]:
        """The cells under the columns: by position when the row is whole, else by what they are."""
        width = len(columns)
        if len(raw.cells) == width:
            return raw.cells, True
        if len(raw.cells) > width:
            kept, extra = raw.cells[: width - 1], [c for c in raw.cells[width - 1 :] if c is not None]
            last = Cell("\n".join(c.text for c in extra), extra[0].start, extra[-1].end) if extra else None
            return (*kept, last), not extra[1:]
        if raw.whole:
            return (*raw.cells, *[None] * (width - len(raw.cells))), True
        return self._align([c for c in raw.cells if c is not None], columns)

    def _align(self, cells: list[Cell], columns: tuple[str, ...]) -> tuple[tuple[Cell | None, ...], bool]:
        """Order-preserving placing with the best score; uncertain when another placing is nearly as good."""
        width, count = len(columns), len(cells)
        score = [[self._fit(cell.text, role) for role in columns] for cell in cells]
        worst = float("-inf")
        best = [[worst] * (width + 1) for _ in range(count + 1)]
        ways = [[0] * (width + 1) for _ in range(count + 1)]
        best[count] = [0.0] * (width + 1)
        for c in range(width - 1, -1, -1):
            best[count][c] = best[count][c + 1] + _skip(columns[c])
        for j in range(count - 1, -1, -1):
            for c in range(width - 1, -1, -1):
                take = best[j + 1][c + 1] + score[j][c]
                skip = best[j][c + 1] + _skip(columns[c])
                best[j][c] = max(take, skip)
                ways[j][c] = int(take >= skip)
        placed: list[Cell | None] = [None] * width
        j, close = 0, False
        for c in range(width):
            if j < count and ways[j][c]:
                close = close or abs(best[j + 1][c + 1] + score[j][c] - best[j][c + 1] - _skip(columns[c])) < 0.75
                placed[c] = cells[j]
                j += 1
        return tuple(placed), not close and j == count

    def _fit(self, text: str, role: str) -> float:
        number, time = fits_any(self._number, text.strip()), fits_any(self._time, text)
        agency = not time and self._scanner.opens(text)
        if role == "number":
            return 3.0 if number else -6.0
        if role in ("lead", "coordinating"):
            return 3.0 if agency else (-4.0 if time or number else -1.5)
        if role == "schedule":
            return 3.0 if time else -3.0
        if role in ("task", "title"):
            return (-4.0 if number or time else 0.5) + (1.0 if len(text) > 25 else 0.0) + (-0.5 if agency else 0.0)
        if role == "place" and fits_any(self._place_cell, text):
            return 3.2  # `Trường THPT Chuyên Hạ Long` below `Địa điểm` is no agency
        money = fits_any(self._budget, text)
        if role == "budget":
            return 2.5 if money else -1.0
        return (-2.0 if number or time or money else 1.0) - (1.0 if agency else 0.0)


def _skip(role: str) -> float:
    return {"task": -4.0, "number": -0.5, "lead": -0.7}.get(role, -0.6)
