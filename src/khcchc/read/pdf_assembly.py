"""Pages to the lines of one source: paragraphs, tables, and what is set aside, in reading order.

Guarantees:
 1. One line for each paragraph; a blank line between paragraphs, none inside a title or letterhead.
 2. Every line has its page; a paragraph or row that goes over a page break has the page where it begins.
 3. Words set aside (page numbers, running heads, stamps, footnotes, repeated headers) stand behind the
    paragraph or table that they interrupt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khcchc.read.pdf_furniture import body_size, find_furniture
from khcchc.read.pdf_lines import Line, PageTable, PageText, glue
from khcchc.read.pdf_paragraphs import Frame, Paragraph, join_lines, measure_frame
from khcchc.read.pdf_tables import DocumentTable, Row, TableCell, go_on, open_table
from khcchc.read.source import SourceCell, SourceTable


@dataclass(slots=True)
class AssembledText:
    """The parts of a `SourceText`. `confidence` gives the least sure line of text recognition a line holds."""

    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)
    confidence: dict[int, float] = field(default_factory=dict)

    def add(self, text: str, page: int, confidence: float = 100.0, *, bold: bool = False) -> int:
        """Append a line; gives its number."""
        lines = self.lines
        lines.append(text)
        self.pages.append(page)
        number = len(lines)
        if bold:
            self.bold.append(number)
        if confidence < 100:
            self.confidence[number] = confidence
        return number


_Block = Paragraph | DocumentTable


def assemble(pages: Sequence[PageText]) -> AssembledText:
    """All pages as one text."""
    aside = find_furniture(pages, body_size(pages))
    blocks, held = _blocks(pages, aside)
    out = AssembledText()
    sure = not any(page.recognised for page in pages)
    _write_aside(out, held.get(-1, ()))
    for place, block in enumerate(blocks):
        if isinstance(block, DocumentTable):
            _write_table(out, block)
        else:
            if out.lines and not block.tight:
                out.add("", block.page)
            out.add(block.text, block.page, 100.0 if sure else block.confidence, bold=block.bold)
        _write_aside(out, held.get(place, ()))
    return out


def _write_aside(out: AssembledText, held: Sequence[tuple[int, str, str]]) -> None:
    for page, text, why in held:
        if out.lines:
            out.add("", page)
        out.aside.append((out.add(text, page), why))


_Held = dict[int, list[tuple[int, str, str]]]
"""Index of a block (-1: before all) → what stands behind it, set aside: page, words, why."""


def _blocks(pages: Sequence[PageText], aside: Mapping[int, Mapping[int, str]]) -> tuple[list[_Block], _Held]:
    blocks: list[_Block] = []
    held: _Held = {}
    frame: Frame | None = None
    for page in pages:
        skip = aside.get(page.number, {})
        frame = measure_frame(page, skip, frame)
        set_aside: list[tuple[int, str, str]] = []
        run: list[tuple[Line, bool]] = []
        first, columns = True, page.columns
        for index, item in enumerate(page.items):
            if isinstance(item, Line):
                if index in skip:
                    _hold(set_aside, page.number, item.text, skip[index])
                else:
                    run.append((item, index in columns))
            else:
                _close(blocks, run, page, frame, first=first)
                first = first and not run
                run = []
                _add_table(blocks, item, page.number, set_aside, first=first)
                first = False
        _close(blocks, run, page, frame, first=first)
        if set_aside:
            held.setdefault(len(blocks) - 1, []).extend(set_aside)
    return blocks, held


def _hold(set_aside: list[tuple[int, str, str]], page: int, text: str, why: str) -> None:
    """Lines of one footnote are one paragraph; others stand alone."""
    if why == "footnote" and set_aside and set_aside[-1][2] == why and not text[:1].isdigit():
        set_aside[-1] = (page, glue(set_aside[-1][1], text), why)
    else:
        set_aside.append((page, text, why))


def _close(
    blocks: list[_Block], run: Sequence[tuple[Line, bool]], page: PageText, frame: Frame, *, first: bool
) -> None:
    """Turn the lines since the last table into paragraphs; the first may go on from the page before."""
    last = blocks[-1] if blocks and first else None
    blocks += join_lines(run, page, frame, last if isinstance(last, Paragraph) else None)


def _add_table(
    blocks: list[_Block], table: PageTable, page: int, set_aside: list[tuple[int, str, str]], *, first: bool
) -> None:
    last = blocks[-1] if blocks else None
    if first and isinstance(last, DocumentTable):
        known = len(last.repeats)
        if go_on(last, table, page):
            set_aside += [(p, words, "repeated table header") for p, words in last.repeats[known:]]
            return
    blocks.append(open_table(table, page))


def _write_table(out: AssembledText, table: DocumentTable) -> None:
    """Row after row, cell after cell, a line for each paragraph."""
    if not table.rows:
        return
    if out.lines:
        out.add("", _page_of(table.rows[0]))
    start = len(out.lines) + 1
    rows: list[tuple[SourceCell | None, ...]] = []
    owners: list[SourceCell | None] = [None] * (len(table.columns) - 1)
    for row in table.rows:
        cells: list[SourceCell | None] = []
        for column, cell in enumerate(row):
            owner = owners[column]
            if cell is None:
                cells.append(None)
            elif cell.merged and owner is not None:
                cells.append(SourceCell(owner.start, owner.end, merged=True))
            else:
                owners[column] = _write_cell(out, cell)
                cells.append(owners[column])
        rows.append(tuple(cells))
    if len(out.lines) >= start:
        out.tables.append(SourceTable(start, len(out.lines), tuple(rows)))


def _write_cell(out: AssembledText, cell: TableCell) -> SourceCell:
    texts = zip(cell.paragraphs, cell.bold, strict=True)
    numbers = [out.add(text, cell.page, cell.confidence, bold=bold) for text, bold in texts]
    return SourceCell(numbers[0], numbers[-1])


def _page_of(row: Row) -> int:
    return next((cell.page for cell in row if cell is not None), 1)
