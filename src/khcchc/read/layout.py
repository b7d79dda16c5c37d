"""Paragraphs and tables of a structured format (Word, HTML) to the numbered lines of a source.

The readers walk their format and make `Paragraph` and `Table` blocks; here the blocks become lines.

Guarantees:
 1. Each paragraph is one line, or several where soft breaks cut it; each is told in `soft`.
 2. A table with two or more columns is a native table; one with a single column is a frame around running
    text, and its blocks are read as such.
 3. Every word of a cell is on the lines of that cell, a table inside it included: a line for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from khcchc.kept import compiled
from khcchc.model import Problem, Source
from khcchc.read.source import SourceCell, SourceTable, SourceText

_MARKER_TAB_RE = compiled(r"(?:[-–—+•*]|\(?(?:\d{1,3}|[IVXLC]{1,7}|[A-Za-zđĐ])(?:\.\d{1,2}){0,4}[.)/]{0,2})\s*\t\s*")
_SPACE_RE = compiled(r"[ \n\r]{2,}|[\n\r]")
_TYPED_RE = compiled(r"(?:\(?(?:\d{1,3}|[IVXLC]{1,7}|[a-zđA-HĐ])(?:\.\d{1,2}){0,4}[.)]|[-–—+•])(?=\s|$)")


class Paragraph(NamedTuple):
    """One paragraph: its lines as (text, stands in bold); `aside` says why it is furniture, if it is.

    `start` and `end` are the first and last line of the file (from 1) with words of it, where its format has lines.
    """

    lines: tuple[tuple[str, bool], ...]
    aside: str | None = None
    start: int = 0
    end: int = 0


BLANK = Paragraph((("", False),))
"""A paragraph without words; so many stand between others that they share this one."""


@dataclass(slots=True)
class TableCell:
    """One cell: the grid column it begins in, how many it spans, and whether it goes on from the row above."""

    column: int
    span: int = 1
    continues: bool = False
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Rows of cells on a grid; `offsets` are the left edges of the grid columns, in any unit, if known."""

    rows: list[list[TableCell]]
    offsets: Sequence[float] = ()


Block = Paragraph | Table


def tidy_tabs(text: str) -> str:
    """Tabs that only indent, or stand behind a marker, are white space; those between cells stay.

    `1.⇥Mục đích` is `1. Mục đích`; `STT⇥Nội dung⇥Thời gian` keeps its tabs.
    """
    if "\t" not in text:
        return text
    bare = text.strip()
    inner = bare.count("\t")
    if inner == 0:
        return bare
    if inner == 1 and (match := _MARKER_TAB_RE.match(bare)):
        return f"{match[0].strip()} {bare[match.end() :]}"
    return text if text.count("\t") > 1 and inner > 1 else bare


def is_typed(text: str) -> bool:
    """Does the paragraph open with a number or a bullet that was typed?"""
    return _TYPED_RE.match(text) is not None


def fold(text: str) -> str:
    """Single spaces, none at the ends; tabs stay."""
    return (_SPACE_RE.sub(" ", text) if "  " in text or "\n" in text or "\r" in text else text).strip(" ")


def cut_lines(pieces: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Pieces of (text, in bold) as lines cut at their breaks; a line is bold when all of its letters are."""
    out: list[tuple[str, bool]] = []
    text, plain, lettered = "", False, False
    for piece, bold in [*pieces, ("\n", False)] if pieces else []:
        for i, part in enumerate(piece.split("\n")):
            if i:
                out.append((fold(text), lettered and not plain))
                text, plain, lettered = "", False, False
            text += part
            if (not plain or not lettered) and any(map(str.isalnum, part)):
                lettered, plain = True, plain or not bold
    return out


class LineCollector:
    """Collects the lines of one document in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._bold: list[int] = []
        self._soft: list[int] = []
        self._aside: list[tuple[int, str]] = []
        self._tables: list[SourceTable] = []

    def add(self, blocks: Iterable[Block]) -> None:
        """Running text and tables, one after the other."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(block)
            else:
                self._add_table(block)

    def source_text(self, source: Source, problems: Sequence[Problem] = ()) -> SourceText:
        """All that was collected. Blank lines at the end are dropped."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return SourceText(
            tuple(self.lines),
            source.model_copy(update={"lines": len(self.lines)}),
            tables=tuple(self._tables),
            problems=tuple(problems),
            aside=tuple(self._aside),
            complete=True,
            soft=tuple(self._soft),
            bold=tuple(self._bold),
        )

    def _add_paragraph(self, paragraph: Paragraph, *, in_cell: bool = False) -> None:
        if paragraph is BLANK and not in_cell:
            self.lines.append("")
            return
        written = False
        for text, bold in paragraph.lines:
            if not text and (in_cell or written):
                written = False  # what follows an empty line is no soft break any more
                continue
            self.lines.append(text)
            number = len(self.lines)
            if bold:
                self._bold.append(number)
            if written:
                self._soft.append(number)
            if paragraph.aside and text:
                self._aside.append((number, paragraph.aside))
            written = bool(text)

    def _add_table(self, table: Table) -> None:
        rows, width = align(table)
        if width < 2:
            for row in rows:
                for cell in row:
                    self.add(cell.blocks)
            return
        start = len(self.lines) + 1
        above: list[SourceCell | None] = [None] * width
        out: list[tuple[SourceCell | None, ...]] = []
        for row in rows:
            places: list[SourceCell | None] = [None] * width
            for cell in row:
                places[cell.column] = self._add_cell(cell, above[cell.column])
            above = places
            out.append(tuple(places))
        if len(self.lines) >= start:
            self._tables.append(SourceTable(start, len(self.lines), tuple(out)))

    def _add_cell(self, cell: TableCell, above: SourceCell | None) -> SourceCell | None:
        if cell.continues and above is not None:
            return SourceCell(above.start, above.end, merged=True)
        first = len(self.lines) + 1
        for paragraph in _flat(cell.blocks):
            self._add_paragraph(paragraph, in_cell=True)
        return SourceCell(first, len(self.lines)) if len(self.lines) >= first else None


def _flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a cell; a table in it gives a line for each of its rows."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            if len(row) == 1:
                yield from _flat(row[0].blocks)
                continue
            cells = [" ".join(text for p in _flat(cell.blocks) for text, _ in p.lines if text) for cell in row]
            filled = [text for text in cells if text]
            if filled:
                # `- | Chấm điểm công việc`: an item whose bullet has a cell of its own
                sign = " " if len(filled) == 2 and _TYPED_RE.fullmatch(filled[0]) else " | "
                yield Paragraph(((sign.join(filled), False),))


def align(table: Table) -> tuple[list[list[TableCell]], int]:
    """The rows with the columns a reader sees, and how many these are.

    Dragged borders leave a grid finer than the table: cells that stand under one heading begin in different
    grid columns. The row with the most cells shows the columns; other cells go under the nearest of them.
    """
    rows = [row for row in table.rows if row]
    if not rows:
        return [], 0
    model = max(rows, key=len)
    if len(model) < 2:
        return rows, 1
    columns = [cell.column for cell in model]
    edges = [_edge(table, column) for column in columns]
    width = len(columns)
    for row in rows:
        last = -1
        for i, cell in enumerate(row):
            if len(row) == len(columns):
                place = i
            elif cell.column in columns:
                place = columns.index(cell.column)
            else:
                edge = _edge(table, cell.column)
                place = min(range(len(edges)), key=lambda k: (abs(edges[k] - edge), k))
            last = max(place, last + 1)
            cell.column = last
        width = max(width, last + 1)
    return rows, width


def _edge(table: Table, column: int) -> float:
    return table.offsets[column] if column < len(table.offsets) else float(column)
