"""Tables of single pages to tables of the document: continued ones stitched, cut rows made whole.

Guarantees:
 1. A header repeated on a later page is dropped from the table and told, so that it can be set aside.
 2. A row is joined to the row above only over a page break, without a number of its own, and where each of
    its cells reads on from the cell above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from khcchc.read.pdf_lines import CellLines, PageTable, glue
from khcchc.read.pdf_paragraphs import cell_paragraphs, cell_room, first_word

_STOPS = (".", ";", "!", "?")


class TableCell(NamedTuple):
    """Paragraphs of a cell with the page where it begins. `merged`: the cell above goes on."""

    paragraphs: tuple[str, ...]
    page: int
    room: float
    """Points left behind its last line."""
    first_word: float
    """Points that its first word takes, with the space before it."""
    bold: tuple[bool, ...]
    """For each paragraph, whether it stands in bold."""
    merged: bool = False
    confidence: float = 100.0


Row = tuple[TableCell | None, ...]


@dataclass(slots=True)
class DocumentTable:
    """A table, page after page; `repeats` are the header rows of later pages, with their page."""

    columns: tuple[float, ...]
    rows: list[Row]
    header: tuple[tuple[str, ...], ...]
    repeats: list[tuple[int, str]] = field(default_factory=list)


def open_table(table: PageTable, page: int) -> DocumentTable:
    """The first page of a table."""
    rows = [_row(row, page) for row in table.rows if any(row)]
    return DocumentTable(table.columns, rows, tuple(_words(row) for row in rows[:3]))


def go_on(before: DocumentTable, table: PageTable, page: int) -> bool:
    """Add the table at the top of the next page to `before`, when it has the same columns."""
    if not _same_columns(before.columns, table.columns):
        return False
    kept = [(r, row) for r, row in enumerate(table.rows) if any(row) or any(place[0] == r for place in table.hollow)]
    rows = [(r, _row(row, page)) for r, row in kept]
    repeated = 0
    while repeated < min(len(rows) - 1, len(before.header)) and _is_repeat(rows[repeated][1], before.header[repeated]):
        before.repeats.append((page, " ".join(word for word in before.header[repeated] if word)))
        repeated += 1
    for i, (r, row) in enumerate(rows[repeated:]):
        if i == 0 and before.rows and _is_cut(before.rows[-1], row):
            before.rows[-1] = _join(before.rows[-1], row)
            continue
        row = _fill_hollow(row, before.rows[-1] if before.rows else None, [c for h, c in table.hollow if h == r])
        if any(row):
            before.rows.append(row)
    return True


def _same_columns(a: Sequence[float], b: Sequence[float]) -> bool:
    """The same widths; mirrored margins may shift the whole."""
    if len(a) != len(b):
        return False
    return all(abs((x - a[0]) - (y - b[0])) < 8 for x, y in zip(a, b, strict=True))


def _row(row: Sequence[CellLines | None], page: int) -> Row:
    return tuple(None if cell is None else _cell(cell, page) for cell in row)


def _cell(cell: CellLines, page: int) -> TableCell:
    last = cell.lines[-1]
    width = cell_room(cell)
    texts, bold = zip(*cell_paragraphs(cell.lines, width), strict=True)
    confidence = min([line.confidence for line in cell.lines])
    room = width - (last.x1 - last.x0)
    return TableCell(texts, page, room, first_word(cell.lines[0]), bold, cell.merged, confidence)


def _words(row: Row) -> tuple[str, ...]:
    return tuple("" if cell is None else " ".join(" ".join(cell.paragraphs).split()).casefold() for cell in row)


def _is_repeat(row: Row, header: tuple[str, ...]) -> bool:
    """The same words; on a scan, nearly the same letters."""
    words = _words(row)
    if words == header:
        return True
    if not any(cell is not None and cell.confidence < 100 for cell in row):
        return False
    a, b = ("".join(filter(str.isalnum, " ".join(w))) for w in (words, header))
    return len(b) > 12 and SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.8


def _is_cut(above: Row, row: Row) -> bool:
    if not row or row[0] is not None:
        return False
    filled = [(old, new) for old, new in zip(above, row, strict=True) if new is not None and not new.merged]
    if not filled or any(old is None for old, _ in filled):
        return False
    return all(_reads_on(old, new) for old, new in filled if old is not None)


def _reads_on(old: TableCell, new: TableCell) -> bool:
    """It begins in lower case, or its first word had no room on the last line of an unfinished cell."""
    end = old.paragraphs[-1]
    if new.paragraphs[0][:1].islower() or end.endswith((",", "-", " và", " của", " các")):
        return True
    return old.room < new.first_word and not end.endswith(_STOPS)


def _join(above: Row, row: Row) -> Row:
    return tuple(_join_cells(old, new) for old, new in zip(above, row, strict=True))


def _join_cells(old: TableCell | None, new: TableCell | None) -> TableCell | None:
    if old is None or new is None:
        return old or new
    opened = glue(old.paragraphs[-1], new.paragraphs[0])
    return old._replace(
        paragraphs=(*old.paragraphs[:-1], opened, *new.paragraphs[1:]),
        bold=(*old.bold, *new.bold[1:]),
        room=new.room,
        confidence=min(old.confidence, new.confidence),
    )


def _fill_hollow(row: Row, above: Row | None, hollow: Sequence[int]) -> Row:
    """The rest of a merged cell at the top of a page holds what the cell held."""
    if above is None or not hollow:
        return row
    return tuple(
        old._replace(merged=True) if new is None and i in hollow and old is not None else new
        for i, (old, new) in enumerate(zip(above, row, strict=True))
    )
