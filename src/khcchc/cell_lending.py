"""What the empty cells of a row take from the row or the group above it.

Guarantees:
 1. Words that a cell has stay; a value that is lent is marked `inherited`.
 2. Where the source kept its empty cells, one is filled only where the rows say that it is shared.
 3. A lead that was taken as from a merged cell, which the source does not tell, is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow, Row
from khcchc.patterns import fits_any

TOLD = frozenset({"lead", "coordinating", "deliverables", "schedule"})
_WORK = frozenset({"number", "title", "task"})
Cells = Sequence[Cell | None]


def cell_of(cells: Cells, columns: Sequence[str], role: str) -> Cell | None:
    """The first filled cell below a column of this role."""
    return next((c for c, r in zip(cells, columns, strict=False) if r == role and c is not None), None)


def is_part_of(cells: Cells, columns: Sequence[str]) -> bool:
    """`| | | Sở Xây dựng | | Dữ liệu quy hoạch | Quý III`: no work of its own, but who does it, or what and when."""
    told = {role for role, cell in zip(columns, cells, strict=False) if cell is not None}
    return "task" in columns and not told & _WORK and len(told & TOLD) > 1


class CellLender:
    """Built once for a set of grammars."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        self._ditto = grammars["tables"].giving("cell_ditto")
        self._scanner = scanner

    def from_group(self, cells: Cells, group: Row, columns: Sequence[str]) -> tuple[Cell | None, ...]:
        """A group that names who leads says so, and all else that it tells, for the rows that name no lead."""
        if cell_of(cells, columns, "lead") is not None:
            return tuple(cells)
        return _filled(cells, group.cells, _places(columns, TOLD))

    def from_above(
        self, cells: Cells, above: Row, columns: Sequence[str], raw: RawRow
    ) -> tuple[tuple[Cell | None, ...], bool]:
        """The cells with what the row above lends, and whether it lent its lead as from a merged cell."""
        cells = self._ditto_read(cells, above)
        lent = self._shared(cells, above, columns, raw) if raw.whole else _dropped(cells, columns)
        cells = _filled(cells, above.cells, lent)
        if cell_of(cells, columns, "lead") is not None or not self._may_be_merged(cells, columns, raw):
            return cells, False
        cells = _filled(cells, above.cells, _places(columns, {"lead"}))
        return cells, cell_of(cells, columns, "lead") is not None

    def _ditto_read(self, cells: Cells, above: Row) -> tuple[Cell | None, ...]:
        """`nt`, `Như trên`: the cell holds what stands in the one above it."""
        out = list(cells)
        for k, (cell, lent) in enumerate(zip(cells, above.cells, strict=False)):
            if cell is not None and lent is not None and fits_any(self._ditto, cell.text.strip()):
                out[k] = lent._replace(inherited=True)
        return tuple(out)

    def _shared(self, cells: Cells, above: Row, columns: Sequence[str], raw: RawRow) -> list[int]:
        """The places that a row whose empty cells were kept shares with the one above; others are empty as they are.

        A table ordered by its first column of time names each month once. A row that says only who does it, what comes
        of it or when is of the work above. One with a work of its own below the same number has the same lead, where
        the source does not tell merged cells from empty ones.
        """
        roles: set[str] = set()
        if is_part_of(cells, columns):
            roles = {"number", "title", "task"}
            if cell_of(cells, columns, "lead") is None:
                roles |= {"lead", "coordinating"}
        elif not raw.merges_told and columns[0] == "number" and cells[0] is None and raw.start == above.end + 1:
            work, led = cell_of(cells, columns, "task"), cell_of(above.cells, columns, "lead")
            below = above.number is not None or (led is not None and led.inherited)
            if below and work is not None and not self._scanner.opens(work.text):
                roles = {"lead"}
        return [*([0] if columns[0] == "schedule" else []), *_places(columns, roles)]

    def _may_be_merged(self, cells: Cells, columns: Sequence[str], raw: RawRow) -> bool:
        """Whether a numbered row of work without who leads it may share a merged cell with the row above.

        A format that tells merged cells would have told it; elsewhere such a cell is written as an empty one.
        """
        if raw.merges_told or columns[0] != "number" or cells[0] is None:
            return False
        work = cell_of(cells, columns, "task")
        return work is not None and not self._scanner.opens(work.text)


def _dropped(cells: Cells, columns: Sequence[str]) -> list[int]:
    """The places that a vertical merge may have dropped from a row: its work too, where it has no number."""
    own = _WORK if cell_of(cells, columns, "number") is not None else _WORK - {"task"}
    return [k for k, role in enumerate(columns) if role not in own]


def _places(columns: Sequence[str], roles: Iterable[str]) -> list[int]:
    wanted = frozenset(roles)
    return [k for k, role in enumerate(columns) if role in wanted]


def _filled(cells: Cells, over: Cells, places: Iterable[int]) -> tuple[Cell | None, ...]:
    """The cells, with those of another row in the empty ones at these places."""
    out = list(cells)
    for k in places:
        lent = over[k] if k < len(over) else None
        if lent is not None and k < len(out) and out[k] is None:
            out[k] = lent._replace(inherited=True)
    return tuple(out)
