"""One page of a PDF through pdfium: its words with their places, its rulings, its pictures.

Only the ends of each line are measured on a page of running text: a place of a letter costs about as much
as all the text of a line. Letters are measured word by word where a line looks stretched (two columns
on one line) and where it goes from one cell of a ruled table to another.

Guarantees:
 1. Nothing of a page is kept open after it was read.
 2. Coordinates are points from the upper left corner of the page as shown, `/Rotate` applied.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from khcchc.read.pdf_engine import handle_of, pdfium
from khcchc.read.pdf_grids import NEAR, Grid, GridsFound, find_grids
from khcchc.read.pdf_layout import drop_doubles, fill_grid, order_with_tables
from khcchc.read.pdf_letters import WORD_RE, LetterMemory, Letters, Span, raw_lines
from khcchc.read.pdf_lines import Line, PageText, is_bare_marker
from khcchc.read.pdf_objects import Box, View, drawings_of, holds_words

_SAMPLE = 5
"""Long lines that tell how wide the face of a page is; fewer may all be of two columns."""
_NO_CAPITALS = bytes(code for code in range(256) if not chr(code).isupper())
# Numbers of pdfium's headers (fpdf_annot.h, fpdf_flatten.h): annotations that hold words, and how to keep them.
_FREE_TEXT, _STAMP, _WIDGET = 3, 13, 20
_AS_SHOWN = 0
_MAX_ANNOTATIONS = 200

Cutter = Callable[[int], GridsFound]
"""The slower engine: page number to the grids that it sees."""
Place = tuple[int, tuple[int, int]]
"""Index of a grid, and the row and column of a cell in it."""
Cells = dict[tuple[int, int], list[Line]]
"""Row and column of a cell to its words."""


class PageReader:
    """Reads the pages of one open document; `cutter` is asked where pdfium's rulings make no clean grid."""

    def __init__(self, document: Any, cutter: Cutter) -> None:
        self._document = handle_of(document.raw)
        self._calls = pdfium()
        self._cutter = cutter
        self._memory = LetterMemory()

    def read(self, number: int) -> PageText:
        """Page `number` (from 1). Raises pypdfium2's `PdfiumError` for a page that cannot be loaded."""
        page = self._load(number)
        try:
            if self._is_filled_in(page):
                self._calls.FPDFPage_Flatten(page, _AS_SHOWN)
                self._calls.FPDF_ClosePage(page)
                page = 0
                page = self._load(number)
            textpage = _loaded(self._calls.FPDFText_LoadPage(page))
            try:
                return self._read(number, page, textpage)
            finally:
                self._calls.FPDFText_ClosePage(textpage)
        finally:
            if page:
                self._calls.FPDF_ClosePage(page)

    def _load(self, number: int) -> int:
        return _loaded(self._calls.FPDF_LoadPage(self._document, number - 1))

    def _is_filled_in(self, page: int) -> bool:
        """Typed-in form fields belong to the text: offices stamp the number and date of a plan as such."""
        calls = self._calls
        for i in range(min(calls.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
            annotation = calls.FPDFPage_GetAnnot(page, i)
            kind = calls.FPDFAnnot_GetSubtype(annotation)
            # To flatten a page and load it again takes as long as all else: not for the picture of a signature.
            shown = kind in (_WIDGET, _FREE_TEXT, _STAMP) and holds_words(annotation)
            calls.FPDFPage_CloseAnnot(annotation)
            if shown:
                return True
        return False

    def _view(self, page: int) -> View:
        corners = array("f", bytes(16))
        _loaded(self._calls.FPDF_GetPageBoundingBox(page, corners.buffer_info()[0]))
        left, top, right, bottom = corners
        return View(left, bottom, right - left, top - bottom, 90 * self._calls.FPDFPage_GetRotation(page))

    def _read(self, number: int, page: int, textpage: int) -> PageText:
        width, height = self._calls.FPDF_GetPageWidthF(page), self._calls.FPDF_GetPageHeightF(page)
        view = self._view(page)
        drawn = drawings_of(page, view, (width, height))
        found = find_grids(drawn.horizontal, drawn.vertical)
        letters = Letters(textpage, view, self._memory)
        if (found.doubtful or drawn.hidden_paths) and letters.text.strip():
            found = self._cutter(number)
        free, cells = _placed(letters, found.grids)
        tables = [fill_grid(grid, words) for grid, words in zip(found.grids, cells, strict=True)]
        ordered, banded = order_with_tables(drop_doubles(free), tables)
        return PageText(number, width, height, tuple(ordered), drawn.images, columns=frozenset(banded))


def _loaded(handle: int | None) -> int:
    """What pdfium gave; it gives nothing of a damaged page."""
    if not handle:
        from pypdfium2 import PdfiumError  # type: ignore[import-untyped, unused-ignore]

        raise PdfiumError("Failed to load page.")
    return handle


def _placed(letters: Letters, grids: Sequence[Grid]) -> tuple[list[Line], list[Cells]]:
    """The lines outside of tables, those of two columns cut between them; and the words of each table's cells."""
    spans, owners = _cut_at_cells(letters, grids)
    lines = letters.lines(spans)
    cut = {i: letters.lines(_cut_at_gaps(letters, spans[i], lines[i].size)) for i in _wide_lines(lines, owners)}
    if not grids and not cut:
        return lines, []
    free: list[Line] = []
    cells: list[Cells] = [{} for _ in grids]
    for i, (line, owner) in enumerate(zip(lines, owners, strict=True)):
        if owner is None:
            free += cut.get(i, (line,))
        else:
            cells[owner[0]].setdefault(owner[1], []).append(line)
    return free, cells


def _cut_at_cells(letters: Letters, grids: Sequence[Grid]) -> tuple[list[Span], list[Place | None]]:
    """The lines of a page, each cut where it leaves one cell of a table for another; and their cells."""
    lines = list(raw_lines(letters.text))
    if not grids:
        return lines, [None] * len(lines)
    spans: list[Span] = []
    owners: list[Place | None] = []
    firsts = letters.boxes([start for start, _ in lines])
    lasts = letters.boxes([end - 1 for _, end in lines])
    for line, first, last in zip(lines, firsts, lasts, strict=True):
        place = _place(first, grids)
        # Letters run on to the right: a line whose ends stand in one cell is all in it.
        if place is not None and (last[0] + last[2]) / 2 < grids[place[0]].right(place[1]):
            spans.append(line)
            owners.append(place)
        elif place is not None or any(_beside(first, grid) for grid in grids):
            for span, owner in _runs(letters, line, grids):
                spans.append(span)
                owners.append(owner)
        else:
            spans.append(line)
            owners.append(None)
    return spans, owners


def _beside(box: Box, grid: Grid) -> bool:
    """At the height of a table, in it or beside it."""
    return grid.ys[0] - NEAR < (box[1] + box[3]) / 2 < grid.ys[-1] + NEAR


def _runs(letters: Letters, line: Span, grids: Sequence[Grid]) -> list[tuple[Span, Place | None]]:
    """One line beside or in a table, cut between words."""
    words = [match.span() for match in WORD_RE.finditer(letters.text, *line)]
    places = [_place(box, grids) for box in letters.boxes([start for start, _ in words])]
    out: list[tuple[Span, Place | None]] = []
    for (start, end), place in zip(words, places, strict=True):
        if out and out[-1][1] == place:
            out[-1] = (out[-1][0][0], end), place
        else:
            out.append(((start, end), place))
    return out


def _place(box: Box, grids: Sequence[Grid]) -> Place | None:
    """The cell that holds the middle of a letter."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    here = None
    for i, grid in enumerate(grids):
        if (place := grid.place(x, y)) is not None:
            here = i, place
    return here


def _wide_lines(lines: Sequence[Line], owners: Sequence[Place | None]) -> list[int]:
    """Places of the lines outside of tables that may hold two columns: wider than their letters can make them."""
    free = [i for i, owner in enumerate(owners) if owner is None]
    if not free:
        return []
    widths = {i: _letters_width(line.text, line.size) for i, line in enumerate(lines) if len(line.text) > 40}
    ratios = [(lines[i].x1 - lines[i].x0) / width for i, width in widths.items()]
    usual = median(ratios) if len(ratios) >= _SAMPLE else 1.0
    out = []
    for i in free:
        line = lines[i]
        span = line.x1 - line.x0
        width = widths[i] if i in widths else _letters_width(line.text, line.size)
        # A justified line of a paragraph is stretched a little; two columns have fewer letters for their width.
        least = 1.2 * line.size if len(line.text) < 60 else max(1.2 * line.size, 0.08 * span)
        if span - usual * width >= least:
            out.append(i)
    return out


def _letters_width(text: str, size: float) -> float:
    """About how wide the letters are, in points, in a serif face.

    Of the capitals those of Latin-1 are counted, because that is quick; of `Đ` and `Ư` a page has few.
    """
    capitals = len(text.encode("latin-1", "ignore").translate(None, _NO_CAPITALS))
    return max(size * (0.38 * len(text) + 0.24 * capitals - 0.15 * text.count(" ")), 1.0)


def _cut_at_gaps(letters: Letters, line: Span, size: float) -> list[Span]:
    """A line of two columns cut between them."""
    words = [match.span() for match in WORD_RE.finditer(letters.text, *line)]
    first, last = letters.boxes([start for start, _ in words]), letters.boxes([end - 1 for _, end in words])
    out: list[Span] = []
    begin = line[0]
    for ((_, end), (after, _)), before, behind in zip(pairwise(words), last, first[1:], strict=False):
        # `1.` and a tab before its words is no column.
        if behind[0] - before[2] > 1.5 * size and not is_bare_marker(letters.text[begin:end]):
            out.append((begin, end))
            begin = after
    return [*out, (begin, line[1])]
