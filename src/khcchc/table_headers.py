"""Headers of tables: which role each column has, told by its heading, and whether such a table holds tasks.

A header may have two rows (`Phân công` over `Chủ trì | Phối hợp`), be restated in mid-table, or name periods whose
columns hold marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.numbering import to_roman
from khcchc.patterns import Pattern, fits_any

_ROLES = (
    "number",
    "work_of_bodies",
    "note",
    "place",
    "coordinating",
    "lead",
    "schedule",
    "deliverables",
    "budget",
    "shortcoming",
    "title",
    "task",
    "figure",
    "participants",
    "person",
    "aside",
    "named",
)
_ANSWERS = ("lead", "coordinating", "deliverables", "schedule")


class HeaderReader:
    """Reads the headings of columns; built once for a set of grammars."""

    def __init__(self, grammars: Grammars) -> None:
        tables = grammars["tables"]
        self._columns: tuple[tuple[str, Pattern], ...] = tuple(
            (role, p) for role in _ROLES for p in tables.giving(role)
        )
        self._number = tables.giving("cell_number")
        self._period = tables.giving("column_period")
        self._mark = tables.giving("cell_mark")
        self._unit = tables.giving("column_unit")
        self._parent = tables.giving("column_parent")
        self._below = tables.giving("column_below")
        self._column_number = tables.giving("cell_column_number")
        self._total = tables.giving("cell_total")

    def read(self, row: RawRow) -> tuple[str, ...] | None:
        """The roles of the columns, when most cells of the row are headings of columns."""
        filled = row.filled
        if len(filled) < 3:
            return None
        roles = tuple(self._role(cell) for cell in row.cells)
        known = [r for r in roles if r not in ("", "aside", "named")] + [
            "period" for c in row.cells if self._is_period(c) and not self._role(c)
        ]
        named = sum(1 for r in roles if r in ("task", "title", "number", *_ANSWERS, "figure", "person"))
        if len(known) < max(2, 0.6 * len(filled)) or named < 2 or (set(known) <= {"deliverables", "task"}):
            return None
        if fits_any(self._number, filled[0].text.strip()):
            return None
        return _name_columns(roles)

    def read_pair(self, row: RawRow) -> tuple[str, ...] | None:
        """The columns of `Nội dung | Thời gian`, `Nội dung | Cơ quan chủ trì`; what stands below must bear them out."""
        if len(row.cells) != 2 or len(row.filled) != 2:
            return None
        roles = tuple(self._role(cell) for cell in row.cells)
        return ("task", roles[1]) if roles[0] in ("task", "title") and roles[1] in ("lead", "schedule") else None

    def is_second_row(self, row: RawRow, above: RawRow) -> bool:
        """A second row of the header: the parts of a heading above, or the numbers of the columns."""
        own = _own_cells(row, above)
        words = [c.text.strip(" .:*") for c in own]
        if len(words) > 2 and all(fits_any(self._column_number, w) for w in words):
            return words[0].strip("() ") in ("1", "A", "a")
        if len(words) > 1 and (_counted(words) or all(fits_any(self._period, w) for w in words)):
            return True
        return len(own) > 1 and all(map(self._is_part, own))

    def _is_part(self, cell: Cell) -> bool:
        """Whether a heading may stand below another: `Chủ trì`, `Đơn vị chịu trách nhiệm chính`."""
        return _is_one(self._below, cell) or self._role(cell) in ("lead", "coordinating")

    def join_rows(
        self, above: RawRow, row: RawRow, data: Sequence[RawRow], columns: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The columns below a header of two rows: a heading over several columns gives way to those under it."""
        if marked := self._marked_below(above, row, data):
            return tuple("mark" if k in marked else role for k, role in enumerate(columns))
        if not all(map(self._is_part, _own_cells(row, above))):
            return columns
        heads = [self._role(c) for c in above.cells]
        if len(above.cells) == len(row.cells):  # the format kept the places of the columns
            return _name_columns(tuple(self._role(c) or h if c else h for c, h in zip(row.cells, heads, strict=True)))
        most = len(above.cells) + len(row.filled) - max((len(r.cells) for r in data), default=0)
        return self._with_parts(above, row, most) or columns

    def columns_below(self, above: RawRow, row: RawRow) -> tuple[str, ...]:
        """The roles of the columns below a header of two rows, where only one heading can have the parts; else none."""
        if len(self._parents(above)) != 1 or not self.is_second_row(row, above):
            return ()
        return self._with_parts(above, row, 1) if all(map(self._is_part, row.filled)) else ()

    def _with_parts(self, above: RawRow, row: RawRow, most: int) -> tuple[str, ...]:
        """The roles of the headings, those over others replaced by their parts; none where they do not fit."""
        heads = [self._role(c) for c in above.cells]
        parts = _share_parts(heads, self._parents(above), [self._role(c) for c in row.filled], most)
        shared = [role for k, head in enumerate(heads) for role in parts.get(k, [head])]
        return _name_columns(tuple(shared)) if parts else ()

    def _parents(self, row: RawRow) -> list[int]:
        """The columns whose headings may have parts below them."""
        return [k for k, c in enumerate(row.cells) if c and _is_one(self._parent, c)]

    def _marked_below(self, above: RawRow, row: RawRow, data: Sequence[RawRow]) -> frozenset[int]:
        """The columns of months or quarters under one heading, `Thời gian (tháng)` over 1, 2, 3, that hold marks."""
        own = [k for k, c in enumerate(row.cells) if c is not None]
        if len(above.cells) != len(row.cells) or own != list(range(own[0], own[-1] + 1)):
            return frozenset()
        head = above.cells[own[0]]
        named = all(self._is_period(row.cells[k]) for k in own)
        if head is None or not (named or (self._unit_of(head) and _counted([c.text for c in row.filled]))):
            return frozenset()
        if any(c is not None and c.text != head.text for c in above.cells[own[1] : own[-1] + 1]):
            return frozenset()
        return frozenset(own) if self._hold_marks(own, data) else frozenset()

    def count_up(self, above: RawRow, row: RawRow, columns: tuple[str, ...]) -> tuple[Cell | None, ...]:
        """The cells of a second header row; numbers over columns of marks take their unit: `tháng 1`."""
        marked = [k for k, c in enumerate(row.cells) if c is not None and columns[k : k + 1] == ("mark",)]
        head = above.cells[marked[0]] if marked and len(above.cells) == len(row.cells) else None
        unit = self._unit_of(head) if head is not None else ""
        if not unit or not _counted([c.text for c in row.filled]):
            return row.cells
        return tuple(c and c._replace(text=f"{unit} {c.text}") for c in row.cells)

    def _unit_of(self, head: Cell) -> str:
        """The word that the numbers below a heading count: `tháng`, `quý`; empty when it has none."""
        heading = " ".join(head.text.split()).strip(" .:*")
        return next((m["unit"] for p in self._unit if (m := p.match(heading))), "")

    def _hold_marks(self, columns: Sequence[int], data: Sequence[RawRow]) -> bool:
        """Whether nothing but marks stands in these columns, and some do."""
        if not columns:
            return False
        below = [c.text.strip() for r in data if r.whole for k in columns if k < len(r.cells) and (c := r.cells[k])]
        return bool(below) and all(fits_any(self._mark, text) for text in below)

    def _is_period(self, cell: Cell | None) -> bool:
        return cell is not None and _is_one(self._period, cell)

    def mark_periods(self, header: RawRow, roles: tuple[str, ...], data: Sequence[RawRow]) -> tuple[str, ...]:
        """Columns headed `Quý I`, `Tháng 3` that hold marks alone tell when, and are no figures."""
        periods = [k for k, c in enumerate(header.cells[: len(roles)]) if self._is_period(c)]
        if not self._hold_marks(periods, data):
            return roles
        return tuple("mark" if k in periods else role for k, role in enumerate(roles))

    def is_total(self, row: RawRow) -> bool:
        """`Tổng cộng` in one of the first two cells."""
        return any(_is_one(self._total, c) for c in row.filled[:2])

    def _role(self, cell: Cell | None) -> str:
        if cell is None or len(cell.text) > 80:
            return ""
        text = " ".join(cell.text.split()).strip(" .:*")
        return next((role for role, p in self._columns if p.match(text)), "")


def _own_cells(row: RawRow, above: RawRow) -> list[Cell]:
    """The cells of a second row but for those that say again what stands above them, merged over both rows."""
    if len(row.cells) != len(above.cells):
        return list(row.filled)
    pairs = zip(row.cells, above.cells, strict=True)
    return [c for c, over in pairs if c is not None and c.text and (over is None or over.text != c.text)]


def _share_parts(heads: Sequence[str], parents: Sequence[int], below: Sequence[str], most: int) -> dict[int, list[str]]:
    """The parts of each heading over others, those of times below times; empty where they do not fit.

    `most` headings have parts: as many as columns are missing in the rows, from which a last one may be missing too.

    `Bắt đầu | Kết thúc` are parts of a time; all others are parts of what names bodies.
    """
    kinds = ([p for p in below if p not in ("schedule", "")], [p for p in below if p in ("schedule", "")])
    over = ([k for k in parents if heads[k] != "schedule"], [k for k in parents if heads[k] == "schedule"])
    if all(kinds) and len(over[0]) + len(over[1]) > most:
        return {}  # which of the headings have parts cannot be told
    out: dict[int, list[str]] = {}
    for parts, mine in zip(kinds, over, strict=True):
        owners = (mine or parents)[:most] if parts and not all(kinds) else mine
        if not parts:
            continue
        if not owners or len(parts) % len(owners):
            return {}
        share = len(parts) // len(owners)
        for n, k in enumerate(owners):
            out[k] = ["schedule"] * share if heads[k] == "schedule" else parts[n * share :][:share]
    return out if len(out) <= most else {}


def _counted(words: Sequence[str]) -> bool:
    """Numbers alone from one on, as `1, 2, 3` or `I, II`."""
    places = range(1, len(words) + 1)
    clean = [w.strip(" .:*").lstrip("0") for w in words]
    return len(words) > 1 and clean in ([str(n) for n in places], [to_roman(n) for n in places])


def _is_one(patterns: Sequence[Pattern], cell: Cell) -> bool:
    """Whether the words of a cell, without its marks, are one of these."""
    text = cell.text.strip(" .:*")
    return fits_any(patterns, text)


def _name_columns(roles: tuple[str, ...]) -> tuple[str, ...]:
    """One column for each role; of two task columns the first is the name, the second the content."""
    out = [_beside(role, roles) for role in roles]
    if "lead" in out and sum(role in out for role in _ANSWERS) > 2 and not {"task", "title", "person"} & set(out):
        # `Nhóm thủ tục`: who, with whom and by when are asked of it, whatever its name; it stands before who does it.
        before = out[: out.index("lead")]
        for found in ("named", ""):
            if before.count(found) == 1 or (found == "" and not before.count("") and out.count("") == 1):
                out[out.index(found)] = "task"
                break
    remedy = "task" in out
    out = [{"named": "", "aside": "", "shortcoming": "title" if remedy else ""}.get(role, role) for role in out]
    tasks = [i for i, r in enumerate(out) if r == "task"]
    titles = [i for i, r in enumerate(out) if r == "title"]
    if tasks and titles:
        pass
    elif titles:
        out[titles[0]] = "task"
    elif len(tasks) > 1:
        out[tasks[0]] = "title"
    seen: set[str] = set()
    for i, role in enumerate(out):
        if role in seen:  # a start and an end are both the schedule; a second body in charge is told in the note
            out[i] = {"lead": "note", "number": "", "task": "note", "title": "note"}.get(role, role)
        seen.add(role)
    return tuple(out)


def _beside(role: str, roles: Sequence[str]) -> str:
    """The role of a column whose heading means one thing or another by those beside it."""
    if role == "work_of_bodies":
        return "task"
    if role != "participants":
        return role
    if "coordinating" in roles:
        return "note"
    return "coordinating" if "lead" in roles else "person"


def restate(columns: tuple[str, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    """A header in mid-table; its number column is often left out."""
    if "number" in columns and "number" not in roles:
        roles = ("number", *roles)
    return roles


def holds_tasks(columns: tuple[str, ...]) -> bool:
    """Whether these columns name work and who, when or what comes of it; figures and persons do not."""
    if "task" not in columns or "person" in columns:
        return False
    answers = sum(1 for role in (*_ANSWERS, "mark") if role in columns)
    figures = columns.count("figure")
    return answers > 0 and not (figures and answers < 2) and figures < 3
