"""Tables of a page on their grid, built from the tags as they come: spans over rows and columns.

Source: HTML Standard, 4.9.12 (forming a table).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khcchc.read.layout import Block, Table, TableCell

MAX_DEPTH = 64
"""Tables in tables; what is nested deeper is read as running text."""
_MAX_SPAN = 200
_MAX_ROWS = 5000
_MAX_REACHING = 64
"""Cells that reach down into one row; without a bound each row could hold one more than the row above."""
_LONG_CELL = 40
"""Paragraphs; a cell that holds more is a column of the page, not a cell of a table."""
_FEW_CELLS = 12
"""A table of so few cells around another table lays out the page, as old sites do."""


@dataclass(slots=True)
class OpenTable:
    """A table whose end tag is still to come; `outer` are the blocks that it will be added to."""

    outer: list[Block]
    nested: bool = False
    _rows: list[list[TableCell]] = field(default_factory=list)
    _row: list[TableCell] | None = None
    _column: int = 0
    _below: dict[int, tuple[int, int]] = field(default_factory=dict)
    """First column of a cell that reaches down: how many rows still, and how many columns."""
    _fresh: dict[int, tuple[int, int]] = field(default_factory=dict)

    def start_row(self) -> None:
        """`<tr>`; ends the row before."""
        self.end_row()
        self._row, self._column = [], 0

    def start_cell(self, colspan: str | None, rowspan: str | None) -> list[Block]:
        """`<td>`; gives the blocks of the new cell, to be filled."""
        if self._row is None:
            self.start_row()
        row = self._row = self._row or []
        while self._column in self._below:
            self._pass_spanned(row, self._column)
        cell = TableCell(self._column, max(1, read_number(colspan, 1, _MAX_SPAN)))
        down = read_number(rowspan, 1, _MAX_ROWS)
        if rowspan is not None and down == 0:
            down = _MAX_ROWS  # to the end of the table
        if down > 1 and len(self._below) + len(self._fresh) < _MAX_REACHING:
            self._fresh[cell.column] = (down - 1, cell.span)
        self._column += cell.span
        row.append(cell)
        return cell.blocks

    def end_row(self) -> None:
        """`</tr>`, or what stands for it."""
        if self._row is None:
            return
        for column in sorted(self._below):
            self._pass_spanned(self._row, column)
        self._below.update(self._fresh)
        self._fresh = {}
        if self._row:
            self._rows.append(sorted(self._row, key=lambda cell: cell.column))
        self._row = None

    def finish(self) -> list[Block]:
        """What the table comes to: one table, or its blocks in a row where it only lays out the page."""
        self.end_row()
        cells = [cell for row in self._rows for cell in row]
        layout = self.nested and len(cells) <= _FEW_CELLS
        if layout or any(len(cell.blocks) > _LONG_CELL for cell in cells):
            return [block for cell in cells for block in cell.blocks]
        return [Table(self._rows)] if cells else []

    def _pass_spanned(self, row: list[TableCell], column: int) -> None:
        """A stand-in for a cell that reaches down into this row."""
        left, span = self._below.pop(column)
        row.append(TableCell(column, span, continues=True))
        if left > 1:
            self._fresh[column] = (left - 1, span)
        self._column = max(self._column, column + span)


def read_number(value: str | None, default: int, most: int) -> int:
    """A whole number in an attribute, from 0 to `most`; `default` where it is missing or none."""
    try:
        return max(0, min(int(value or ""), most))
    except ValueError:
        return default
