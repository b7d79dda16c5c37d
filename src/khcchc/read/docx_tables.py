"""Tables of a Word file on their grid: spans, vertical merges, rows and cells in content controls.

Source: ECMA-376 Part 1, 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from khcchc.read.docx_styles import is_on, read_int
from khcchc.read.layout import Block, Table, TableCell
from khcchc.read.xmltree import VAL, Element, W, children_by_tag

_ROW, _CELL, _PROPERTIES = f"{W}tr", f"{W}tc", f"{W}tcPr"
_WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_MAX_SPAN = 500


def read_grid(table: Element, read_cell: Callable[[Element], list[Block]]) -> Table:
    """One `w:tbl`; `read_cell` reads the blocks of a cell, called in the order of the text."""
    widths = [read_int(column, f"{W}w") or 0 for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    offsets = tuple(accumulate(widths, initial=0)) if widths and all(w > 0 for w in widths) else ()
    rows = [_read_row(row, read_cell) for row in _inside(table, _ROW) if not _is_hidden(row)]
    return Table(rows, offsets)


def _is_hidden(row: Element) -> bool:
    """A row that was deleted, or that is hidden."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False
    return properties.find(f"{W}del") is not None or is_on(properties.find(f"{W}hidden"))


def _read_row(row: Element, read_cell: Callable[[Element], list[Block]]) -> list[TableCell]:
    column = _span(row.find(f"{W}trPr/{W}gridBefore"), least=0)
    cells: list[TableCell] = []
    for cell in _inside(row, _CELL):
        properties = cell.find(_PROPERTIES)
        own = {} if properties is None else children_by_tag(properties)
        span = _span(own.get(f"{W}gridSpan"), least=1)
        # The paragraphs of a cell that goes on from above are not shown, and their numbers not counted.
        continues = _goes_on(own.get(f"{W}vMerge"))
        if not _goes_on(own.get(f"{W}hMerge")) and f"{W}cellDel" not in own:
            cells.append(TableCell(column, span, continues, [] if continues else read_cell(cell)))
        column += span
    return cells


def _goes_on(merge: Element | None) -> bool:
    return merge is not None and merge.get(VAL, "continue") == "continue"


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
