"""The one table type: every form of table, of every format, becomes a grid before it is read.

A grid keeps the cells as the source has them; what a column holds and which row is a group is decided in
`tables`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

RowKind = Literal["header", "group", "data", "other"]


class Cell(NamedTuple):
    """One cell: its words (inner paragraphs on lines of their own) and its source lines."""

    text: str
    start: int
    end: int
    bold: bool = False
    inherited: bool = False


class RawRow(NamedTuple):
    """A row as written. `whole` means that empty cells were kept, so that position tells the column."""

    cells: tuple[Cell | None, ...]
    start: int
    end: int
    whole: bool
    merges_told: bool = False
    """The format says which cells are merged, so that an empty one is empty."""

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c is not None and c.text)


class FoundTable(NamedTuple):
    """A table that was read where it was found: lines `start` to `end` (indexes, the end not included), its rows."""

    start: int
    end: int
    rows: tuple[RawRow, ...]
    pages: tuple[int, ...] = ()
    """The lines (from 1) of page numbers between the rows."""


class Row(NamedTuple):
    """A row whose cells stand under their columns."""

    kind: RowKind
    cells: tuple[Cell | None, ...]
    start: int
    end: int
    number: str | None = None
    title: str | None = None
    certain: bool = True
    """False where the place of the cells had to be told from what they are."""
    led_by_above: bool = False
    """Its cell of who leads is empty and was read as merged with the one above, which the format does not tell."""


class Grid(NamedTuple):
    """`columns` are roles (task, lead, …, or "" for an unknown heading); empty when no header was found."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    holds_tasks: bool
