"""A sample plan as the pieces a word processor would hold: paragraphs with their markers, tables with their merges.

The pieces are those that khcchc itself finds in the text: made into another format and read again, they must
give the same tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khcchc.actors import actor_scanner
from khcchc.blocks import set_page_numbers_aside, split_blocks
from khcchc.clean import clean_lines
from khcchc.grammar import builtin_grammars
from khcchc.grid import Cell, Row
from khcchc.lines import LineMarker
from khcchc.paragraphs import ParagraphJoiner
from khcchc.read import read_path
from khcchc.rows import raw_rows
from khcchc.tables import TableReader


@dataclass(frozen=True)
class Piece:
    """A paragraph: `marker` and `text` apart, and what kind of marker it is; `gap` means space above it."""

    kind: str
    marker: str
    number: str | None
    text: str
    bold: bool
    gap: bool


@dataclass(frozen=True)
class Place:
    """A cell of a table: its paragraphs, how many columns it spans, and whether it goes on from the row above."""

    lines: tuple[str, ...]
    span: int
    continues: bool
    bold: bool


Rows = list[list[Place]]


def read_pieces(path: Path) -> Iterator[Piece | Rows]:
    """The paragraphs and tables of one sample, in order."""
    grammars = builtin_grammars()
    source = read_path(path)
    clean = clean_lines(source.lines, grammars)
    blocks, _ = set_page_numbers_aside(split_blocks(clean.lines, grammars), grammars)
    joiner, marker, scanner = ParagraphJoiner(clean.lines, grammars), LineMarker(grammars), actor_scanner(grammars)
    reader, grid = TableReader(grammars, scanner), None
    blank = {line.number for line in clean.lines if not line.text}
    for block in blocks:
        if block.form == "text":
            for paragraph in joiner.join(block.lines):
                grid = None
                line = marker.mark(paragraph)
                yield Piece(line.kind, line.marker or "", line.number, line.text, line.bold, line.start - 1 in blank)
        else:
            raw = raw_rows(block, grammars, scanner)
            grid = reader.read(raw, grid)
            # A row that a page cut in two stays two rows; a cell that a merge dropped is lent by the grid.
            rows = [
                row._replace(cells=own.cells) if own.whole else row for row, own in zip(grid.rows, raw, strict=True)
            ]
            rows = [row for row in rows if any(cell is not None for cell in row.cells)]
            yield [_places(row, _width(rows)) for row in rows]


def _width(rows: list[Row]) -> int:
    return max(len(row.cells) for row in rows)


def _places(row: Row, width: int) -> list[Place]:
    """A group row is one cell over the whole width behind its number; a lent cell goes on from above."""
    cells: list[Cell | None] = [*row.cells, *[None] * (width - len(row.cells))]
    filled = [cell for cell in cells if cell is not None]
    if row.kind == "group" and len(filled) == 1:
        return [Place(tuple(filled[0].text.split("\n")), width, False, filled[0].bold)]
    return [
        Place(tuple(cell.text.split("\n")) if cell else (), 1, bool(cell and cell.inherited), bool(cell and cell.bold))
        for cell in cells
    ]
