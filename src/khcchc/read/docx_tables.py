"""Tables of a Word file on their grid: spans, vertical merges, rows and cells in content controls.

Source: ECMA-376 Part 1, 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from khcchc.read.docx_styles import read_int
from khcchc.read.layout import Block, Table, TableCell
from khcchc.read.xmltree import VAL, Element, W

_ROW, _CELL = f"{W}tr", f"{W}tc"
_WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_MAX_SPAN = 500


def read_grid(
    table: Element, read_cell: Callable[[Element], list[Block]], is_hidden: Callable[[Element], bool]
) -> Table:
    """One `w:tbl`; `read_cell` reads the blocks of a cell, called in the order of the text."""
    widths = [read_int(column, f"{W}w") or 0 for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    offsets = tuple(accumulate(widths, initial=0)) if widths and all(w > 0 for w in widths) else ()
    rows = [_read_row(row, read_cell) for row in _inside(table, _ROW) if not is_hidden(row)]
    return Table(rows, offsets)


def _read_row(row: Element, read_cell: Callable[[Element], list[Block]]) -> list[TableCell]:
    column = _span(row.find(f"{W}trPr/{W}gridBefore"), least=0)
    cells: list[TableCell] = []
    for cell in _inside(row, _CELL):
        properties = cell.find(f"{W}tcPr")
        span, merge, aside = 1, None, False
        if properties is not None:
            span = _span(properties.find(f"{W}gridSpan"), least=1)
            merge = properties.find(f"{W}vMerge")
            beside = properties.find(f"{W}hMerge")
            aside = beside is not None and beside.get(VAL, "continue") == "continue"
            if properties.find(f"{W}cellDel") is not None:
                aside = True
        # The paragraphs of a cell that goes on from above are not shown, and their numbers not counted.
        continues = merge is not None and merge.get(VAL, "continue") == "continue"
        if not aside:
            cells.append(TableCell(column, span, continues, [] if continues else read_cell(cell)))
        column += span
    return cells


def _span(element: Element | None, *, least: int) -> int:
    value = read_int(element)
    return least if value is None else max(least, min(value, _MAX_SPAN))


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, wherever a content control or a tracked change wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
