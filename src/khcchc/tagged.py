"""Tables that stand in a text as HTML, as converters write those with merged cells into their Markdown.

Guarantees:
 1. Only a table that opens on a line of its own and is closed is taken; any other stays in the text, and is told.
 2. Every word between the tags is in one cell, in order; a cell knows the lines of its words.
 3. A cell that spans rows holds for all of them, as in a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khcchc.clean import CleanLine
from khcchc.grid import Cell, FoundTable, RawRow
from khcchc.kept import compiled
from khcchc.read.html_blocks import PageBuilder
from khcchc.read.layout import Paragraph, Table, TableCell, align

_OPENING_RE = compiled(r"(?:<(?:html|body|div|center)[^<>]*>\s*)*<table\b", re.IGNORECASE)
"""The first line of a table: recognition programs give each table as a page of its own."""
_CLOSING_RE = compiled(r"\s*(?:</(?:html|body|div|center)>\s*)*", re.IGNORECASE)
_START, _END = "<table", "</table>"
_LEAST_COLUMNS = 2


def tagged_tables(lines: Sequence[CleanLine]) -> Iterator[FoundTable]:
    """Every such table of a text, in order."""
    end = 0
    for i, line in enumerate(lines):
        if i >= end and line.text[:1] == "<" and _OPENING_RE.match(line.text):
            end = _end(lines, i)
            if end and (rows := _rows(lines[i:end])):
                yield FoundTable(i, end, rows)


def _end(lines: Sequence[CleanLine], start: int) -> int:
    """The index behind the line that closes the table; 0 where another opens before, words follow or none closes it."""
    for i in range(start, len(lines)):
        tags = lines[i].text.lower()
        if tags.count(_START) > (i == start):
            return 0
        if _END in tags:
            behind = tags.partition(_END)[2]
            return i + 1 if _CLOSING_RE.fullmatch(behind) else 0
    return 0


def _rows(lines: Sequence[CleanLine]) -> tuple[RawRow, ...]:
    """The rows; none where the tags make anything but one table of two columns or more."""
    builder = PageBuilder()
    builder.feed("\n".join(line.text for line in lines))
    blocks = builder.finish()
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        return ()
    rows, width = align(blocks[0])
    if width < _LEAST_COLUMNS or any(isinstance(block, Table) for row in rows for cell in row for block in cell.blocks):
        return ()
    return tuple(_raw_rows(rows, width, lines[0].number - 1))


def _raw_rows(rows: Sequence[Sequence[TableCell]], width: int, above: int) -> Iterator[RawRow]:
    """The rows that say something of their own; `above` is the line before the table."""
    last: list[Cell | None] = [None] * width
    for row in rows:
        cells: list[Cell | None] = [None] * width
        for place in row:
            lent = last[place.column] if place.continues else None
            cells[place.column] = lent._replace(inherited=True) if lent else _cell(place, above)
        last = cells
        own = [cell for cell in cells if cell is not None and not cell.inherited]
        if own:
            start, end = min(cell.start for cell in own), max(cell.end for cell in own)
            yield RawRow(tuple(cells), start, end, whole=True, merges_told=True)


def _cell(place: TableCell, above: int) -> Cell | None:
    """The paragraphs of a cell, a line each."""
    paragraphs = [block for block in place.blocks if isinstance(block, Paragraph)]
    words = [(text, bold) for p in paragraphs for text, bold in p.lines if text]
    if not words:
        return None
    text = "\n".join(text for text, _ in words)
    bold = all(bold for _, bold in words)
    return Cell(text, above + min(p.start for p in paragraphs), above + max(p.end for p in paragraphs), bold)
