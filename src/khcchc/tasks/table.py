"""Tasks given by the rows of a table: what stands under which heading is already known to the grid.

Guarantees:
 1. Each data row of a table that holds tasks is one task, whether or not it has a number.
 2. A value lent by a vertically merged cell is marked inherited.
 3. Labels inside a cell (`- Sản phẩm: …`) are fields.
 4. A table without a column of lead agencies takes the agency that a heading over it names, marked inherited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from khcchc.grid import Cell, Grid
from khcchc.kept import compiled
from khcchc.lines import LineMarker
from khcchc.outline import Node, Outline
from khcchc.tasks.found import ROLES, FoundField, FoundTask, joined
from khcchc.tasks.roles import RoleSplitter
from khcchc.tasks.sentence import SentenceReader

_HEADER_ROWS = 3
"""Rows of a header, at most."""
_START_RE = compiled(r"(?:(?:thời\s*gian|ngày)\s+)?bắt đầu|từ(?:\s+ngày)?", re.IGNORECASE)
"""Over the first of two columns of time."""
_TIMED_RE = compiled(r"thời\s*(?:gian|hạn)|tiến\s*độ", re.IGNORECASE)
"""In the heading of products: their cells say when, too."""
_NOTHING = {"-", "–", "—", "/"}


class _Headings(NamedTuple):
    """What stands over the row at `place` of a grid whose header rows are at `headers`."""

    grid: Grid
    headers: Sequence[int]
    place: int

    def of(self, column: int) -> tuple[str, ...]:
        """What the header above says of a column, its last row first; nothing where the table has no header."""
        found: list[str] = []
        below = self.place
        for n in range(bisect_left(self.headers, self.place) - 1, -1, -1):
            if found and self.headers[n] != below - 1:
                break  # the header of rows further up
            below = self.headers[n]
            cells = self.grid.rows[below].cells
            cell = cells[column] if column < len(cells) else None
            found += [cell.text] if cell is not None else []
        return tuple(found)

    def is_start(self, column: int) -> bool:
        """Whether a column is headed `Bắt đầu`, `Từ`, or, below parts that have no places, one of the parts is."""
        at = bisect_left(self.headers, self.place) - 1
        for n in range(at, max(-1, at - _HEADER_ROWS), -1):
            if n < at and self.headers[n] != self.headers[n + 1] - 1:
                return False
            cells = self.grid.rows[self.headers[n]].cells
            own = cells[column : column + 1] if len(cells) == len(self.grid.columns) else cells
            if any(cell is not None and _START_RE.fullmatch(cell.text.strip(" .:*")) for cell in own):
                return True
        return False


def table_tasks(
    outline: Outline, marker: LineMarker, roles: RoleSplitter, sentences: SentenceReader
) -> list[FoundTask]:
    """One task for each row of work, in document order."""
    found: list[FoundTask] = []
    grids: dict[int, int] = {}
    places: dict[int, int] = {}
    headers: dict[int, list[int]] = {}
    for node in outline.nodes():
        row, grid = node.row, node.grid
        if row is None or grid is None or row.kind != "data" or not grid.holds_tasks:
            continue
        if id(grid) not in grids:
            grids[id(grid)] = len(grids) + 1
            places.update((id(r), k) for k, r in enumerate(grid.rows))
            headers[id(grid)] = [k for k, r in enumerate(grid.rows) if r.kind == "header"]
        heads = _Headings(grid, headers[id(grid)], places[id(row)])
        task = _row_task(node, grids[id(grid)], heads, marker, roles)
        if task is not None:
            task.fields.update(_lent_by_heading(task, sentences))
            found.append(task)
    return found


def _lent_by_heading(task: FoundTask, sentences: SentenceReader) -> dict[str, FoundField]:
    """`I. BỘ NỘI VỤ CHỦ TRÌ`, `A. Nông nghiệp (Sở Nông nghiệp chủ trì)` over rows that say what, when and with whom."""
    grid, above = task.node.grid, task.node.parent
    if grid is None or "lead" in task.fields:
        return {}
    while above is not None and above.kind != "root":
        named = sentences.named_alone(above) if "lead" not in grid.columns else None
        reading = named or (sentences.brackets.read(above) if above.kind == "group" else None)
        if reading is not None:
            lent = {"lead": reading.lead, "coordinating": reading.coordinating}
            kept = {role: value for role, value in lent.items() if value is not None and role not in task.fields}
            return {role: value._replace(inherited=True) for role, value in kept.items()}
        above = above.parent
    return {}


def _row_task(node: Node, table: int, heads: _Headings, marker: LineMarker, roles: RoleSplitter) -> FoundTask | None:
    row, grid, line = node.row, node.grid, heads.place + 1
    assert row is not None and grid is not None
    fields: dict[str, FoundField] = {}
    title: str | None = None
    content = ""
    marked: list[int] = []
    for column, (role, cell) in enumerate(zip(grid.columns, row.cells, strict=False), 1):
        if cell is None or cell.text.strip() in _NOTHING or (cell.text.strip() == "x" and role != "mark"):
            continue
        if role == "title":
            title = " ".join(cell.text.split())
        elif role == "task":
            content = _content(cell, fields, marker)
        elif role == "mark":
            marked.append(column)
        elif role in ROLES:
            value = FoundField(cell.text, cell.start, cell.end, cell.inherited, (table, line, column))
            fields[role] = _with_cell(fields[role], value, heads) if role in fields else value
    if marked and "schedule" not in fields:
        fields["schedule"] = _marked_time(heads, marked, table)
    lead = fields.get("lead")
    if lead is not None and "coordinating" not in fields:
        parted = "/" in lead.text and "lead" in grid.columns
        headings = heads.of(grid.columns.index("lead")) if parted else ()
        if (both := roles.split_cell(lead.text, headings)) is not None:
            fields["lead"] = lead._replace(text=both.lead)
            fields["coordinating"] = lead._replace(text=both.coordinating)
        else:
            fields["lead"] = lead._replace(text=roles.without_duty(lead.text))
    _split_product(fields, heads, roles)
    fields = {role: _unlabelled(role, value, marker) for role, value in fields.items()}
    if not content and title:
        content, title = title, None
    if not content:
        return None
    return FoundTask(
        "table",
        node,
        content,
        row.start,
        row.end,
        title,
        fields,
        (),
        row.certain,
        "row of a table with the columns " + ", ".join(c or "?" for c in grid.columns),
        row.led_by_above,
    )


def _split_product(fields: dict[str, FoundField], heads: _Headings, roles: RoleSplitter) -> None:
    """`Báo cáo; trước 30/11/2024` below `Sản phẩm, thời gian hoàn thành`: the last words say when."""
    product = fields.get("deliverables")
    if product is None or product.cell is None or "schedule" in fields:
        return
    if not any(_TIMED_RE.search(heading) for heading in heads.of(product.cell[2] - 1)):
        return
    if (timed := roles.split_time(product.text)) is not None:
        what, when = timed
        fields.update(deliverables=product._replace(text=what), schedule=product._replace(text=when))


def _with_cell(first: FoundField, second: FoundField, heads: _Headings) -> FoundField:
    """The values of two cells; those below `Bắt đầu` and `Kết thúc` are one stretch of time."""
    both = joined(first, second)
    starts = first.cell is not None and "\n" not in first.text and heads.is_start(first.cell[2] - 1)
    return both._replace(text=f"{first.text} - {second.text}") if starts else both


def _unlabelled(role: str, value: FoundField, marker: LineMarker) -> FoundField:
    """`Chủ trì: Sở A` below `Cơ quan thực hiện`: the label that only says again what the column holds is none of it."""
    if ":" not in value.text or "\n" in value.text:
        return value
    label = marker.label(value.text.lstrip("-+•– "))
    if label is None or label.role != role or not label.value or label.more:
        return value
    return value._replace(text=label.value)


def _marked_time(heads: _Headings, marked: list[int], table: int) -> FoundField:
    """`Quý I; Quý III`: the headings of the columns in which the row has a mark, as a value lent by them."""
    row = heads.grid.rows[heads.place]
    words = [own[0].strip(" .:*") for k in marked if (own := heads.of(k - 1))]
    return FoundField("; ".join(words), row.start, row.end, True, (table, heads.place + 1, marked[0]))


def _content(cell: Cell, fields: dict[str, FoundField], marker: LineMarker) -> str:
    """The words of the cell without the labelled lines in it, which become fields."""
    kept: list[str] = []
    for text in cell.text.split("\n"):
        label = marker.label(text.lstrip("-+•– "))
        if label is not None and label.role in ROLES and label.value and kept:
            fields.setdefault(label.role, FoundField(label.value, cell.start, cell.end))
        elif label is not None and label.role == "content" and label.value:
            kept.append(label.value)
        else:
            kept.append(text)
    return "\n".join(kept)
