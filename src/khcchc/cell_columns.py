"""Cells under their columns: by position where the row is whole, else by what they say.

Guarantees:
 1. Cells keep their order, and none is left out.
 2. Where another placing is nearly as good, or a cell looks like the end of the one before it, the row is marked
    uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.kept import compiled
from khcchc.patterns import fits_any

_BULLET_RE = compiled(r"[-+•–]\s")
OPEN_ENDS = (
    ",", "(", "-", "–", " và", " hoặc", " của", " các", " theo", " về", " với", " tại", " cho", " trong",
)  # fmt: skip
"""How words end that go on, in the next line or in the row below."""
_UNFINISHED = (*OPEN_ENDS, " do", " số")
_MOST_JOINED = 8
"""Cells too many for which each way to join them is tried."""


class CellPlacer:
    """Built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        tables = grammars["tables"]
        self._number = tables.giving("cell_number")
        self._time = tables.giving("cell_time")
        self._budget = tables.giving("cell_budget")
        self._place_cell = tables.giving("cell_place")
        self._ditto = tables.giving("cell_ditto")
        self._partners = tables.giving("cell_partners")
        self._labels = (*grammars["fields"].giving("lead"), *grammars["fields"].giving("coordinating"))
        self._scanner = scanner

    def place(self, raw: RawRow, columns: tuple[str, ...]) -> tuple[tuple[Cell | None, ...], bool]:
        """The cells under the columns: by position when the row is whole, else by what they are."""
        width = len(columns)
        if len(raw.cells) == width:
            return raw.cells, raw.merges_told or not self._is_cut(raw.cells, columns)
        if width < len(raw.cells) <= width + _MOST_JOINED and not raw.whole:
            return self._fold([c for c in raw.cells if c is not None], columns)
        if len(raw.cells) > width:
            kept, extra = raw.cells[: width - 1], [c for c in raw.cells[width - 1 :] if c is not None]
            last = Cell("\n".join(c.text for c in extra), extra[0].start, extra[-1].end) if extra else None
            return (*kept, last), not extra[1:]
        if raw.whole:
            return (*raw.cells, *[None] * (width - len(raw.cells))), True
        return self._align([c for c in raw.cells if c is not None], columns)

    def _is_cut(self, cells: Sequence[Cell | None], columns: Sequence[str]) -> bool:
        """Whether the cell of who leads ends the one before it: `hồ | sơ tồn đọng | Sở Y tế` moved them all."""
        lead = next((c.text for c, role in zip(cells, columns, strict=True) if role == "lead" and c), "")
        return lead[:1].islower() and not self._scanner.opens(lead) and not fits_any(self._ditto, lead)

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

    def _fold(self, lines: list[Cell], columns: tuple[str, ...]) -> tuple[tuple[Cell | None, ...], bool]:
        """A row of more lines than columns, a cell cut into several: each column takes lines that follow each other.

        What the first line of a cell says must fit its column; a line goes on from the one above where that is
        unfinished or it begins in small letters. A row with a line joined against its looks is uncertain.
        """
        width, count = len(columns), len(lines)
        fit = [[self._fit(cell.text, role) for role in columns] for cell in lines]
        joins = [0.0, *(_joint(a.text, b.text) for a, b in pairwise(lines))]
        names = [(read := self._scanner.read(cell.text)) is not None and read.stop == "end" for cell in lines]
        worst = float("-inf")
        best = [[worst] * (width + 1) for _ in range(count + 1)]
        taken = [[0] * width for _ in range(count + 1)]
        best[count] = [0.0] * (width + 1)
        for c in range(width - 1, -1, -1):
            best[count][c] = best[count][c + 1] + _skip(columns[c])
        for i in range(count - 1, -1, -1):
            for c in range(width - 1, -1, -1):
                best[i][c], score = best[i][c + 1] + _skip(columns[c]), fit[i][c]
                last = i + 1 if columns[c] == "number" else count  # a number is one line
                for end in range(i + 1, last + 1):
                    if score + best[end][c + 1] > best[i][c]:
                        best[i][c], taken[i][c] = score + best[end][c + 1], end - i
                    if end < count:
                        score += joins[end] if joins[end] > 0 else -_weight(columns[c], names[end])
        cells: list[Cell | None] = []
        i, certain = 0, True
        for c in range(width):
            run = lines[i : i + taken[i][c]] if i < count else []
            certain = certain and all(_joint(a.text, b.text) > 0 for a, b in pairwise(run))
            cells.append(self._run_together(run) if run else None)
            i += len(run)
        return tuple(cells), certain and i == count and None not in cells

    def _run_together(self, lines: list[Cell]) -> Cell:
        text = lines[0].text
        for above, line in pairwise(lines):
            listed = _BULLET_RE.match(line.text) or (
                _joint(above.text, line.text) < 0 and self._scanner.opens(line.text)
            )
            text += ("\n" if listed else " ") + line.text
        return lines[0]._replace(text=text, end=lines[-1].end)

    def _fit(self, text: str, role: str) -> float:
        number, time = fits_any(self._number, text.strip()), fits_any(self._time, text)
        agency = not time and self._names_agencies(text)
        if role == "number":
            return 3.0 if number else -6.0
        if role in ("lead", "coordinating"):
            likely = 0.5 if role == "coordinating" and agency and fits_any(self._partners, text) else 0.0
            return 3.0 + likely if agency else (-4.0 if time or number else -1.5)
        if role == "schedule":
            return 3.0 if time else -3.0
        if role in ("task", "title"):
            return (-4.0 if number or time else 0.5) + (1.0 if len(text) > 25 else 0.0) + (-0.5 if agency else 0.0)
        if role == "place" and fits_any(self._place_cell, text):
            return 3.2  # `Trường THPT Chuyên Hạ Long` below `Địa điểm` is no agency
        money = fits_any(self._budget, text)
        if role == "budget":
            return 2.5 if money else -1.0
        told = 0.8 if role == "note" else 1.0  # a product is likelier than what few rows hold
        return (-2.0 if number or time or money else told) - (1.0 if agency else 0.0)

    def _names_agencies(self, text: str) -> bool:
        """`Sở Y tế`, or `- Chủ trì: Sở Y tế` where the cells of both roles are one."""
        bullet = _BULLET_RE.match(text)
        return self._scanner.opens(text) or fits_any(self._labels, text[bullet.end() :] if bullet else text)


def _joint(above: str, line: str) -> float:
    """How much a line looks like the end of the cell above it; below 0 like a cell of its own."""
    if line[0].islower() or _BULLET_RE.match(line) or above.endswith(_UNFINISHED):
        return 1.5
    return -1.0


def _weight(role: str, name: bool) -> float:
    """What speaks against a line that looks like a cell of its own: names are listed, and work has long cells."""
    if role in ("lead", "coordinating"):
        return 0.5 if name else 1.0
    return 0.4 if role in ("task", "title") and not name else 1.0


def _skip(role: str) -> float:
    return {"task": -4.0, "number": -0.5, "lead": -0.7}.get(role, -0.6)
