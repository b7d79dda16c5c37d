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
from itertools import compress, islice, repeat
from operator import sub, truediv
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
_NO_CAPITALS = bytes(code for code in range(256) if not chr(code).isupper() and chr(code) != "\n")
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
        self._corners = array("f", bytes(16))

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
        _loaded(self._calls.FPDF_GetPageBoundingBox(page, self._corners.buffer_info()[0]))
        left, top, right, bottom = self._corners
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
    cut = _cut_at_gaps(letters, spans, lines, _wide_lines(lines, owners))
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
    if None not in owners:
        return []
    texts, x0s, _, x1s, _, sizes, *_ = zip(*lines, strict=True)
    counts = list(map(len, texts))
    widths = _letters_widths(texts, counts, sizes)
    spans = list(map(sub, x1s, x0s))
    long = [count > 40 for count in counts]
    ratios = list(map(truediv, compress(spans, long), compress(widths, long)))
    usual = median(ratios) if len(ratios) >= _SAMPLE else 1.0
    # A justified line of a paragraph is stretched a little; two columns have fewer letters for their width.
    return [
        i
        for i, (span, width, size) in enumerate(zip(spans, widths, sizes, strict=True))
        if span - usual * width >= 1.2 * size
        and owners[i] is None
        and (counts[i] < 60 or span - usual * width >= 0.08 * span)
    ]


def _letters_widths(texts: Sequence[str], counts: Sequence[int], sizes: Sequence[float]) -> list[float]:
    """About how wide the letters of each line are, in points, in a serif face.

    Of the capitals those of Latin-1 are counted, because that is quick; of `Đ` and `Ư` a page has few.
    """
    capitals = "\n".join(texts).encode("latin-1", "ignore").translate(None, _NO_CAPITALS).split(b"\n")
    blanks = map(str.count, texts, repeat(" "))
    widths = [
        size * (0.38 * count + 0.24 * high - 0.15 * blank)
        for count, high, blank, size in zip(counts, map(len, capitals), blanks, sizes, strict=True)
    ]
    return widths if min(widths) >= 1 else [max(width, 1.0) for width in widths]


def _cut_at_gaps(
    letters: Letters, spans: Sequence[Span], lines: Sequence[Line], wide: Sequence[int]
) -> dict[int, list[Line]]:
    """The lines at the places `wide` that hold two columns: their places, and the parts between which they are cut."""
    if not wide:
        return {}
    words = {i: [match.span() for match in WORD_RE.finditer(letters.text, *spans[i])] for i in wide}
    every = [word for found in words.values() for word in found]
    lefts, rights = letters.edges([start for start, _ in every], [end - 1 for _, end in every])
    cuts: dict[int, list[Span]] = {}
    behind = 0
    for i, found in words.items():
        first, behind = behind, behind + len(found)
        steps = map(sub, lefts[first + 1 : behind], rights[first:behind])
        least = 1.5 * lines[i].size
        gaps = [(found[k][1], found[k + 1][0]) for k, step in enumerate(steps) if step > least]
        if parts := _between(gaps, spans[i], letters.text):
            cuts[i] = parts
    if not cuts:
        return {}
    made = iter(letters.lines([part for parts in cuts.values() for part in parts]))
    return {i: list(islice(made, len(parts))) for i, parts in cuts.items()}


def _between(gaps: Sequence[Span], line: Span, text: str) -> list[Span]:
    """The parts of a line between its gaps; none where it stays whole."""
    parts: list[Span] = []
    begin = line[0]
    for end, after in gaps:
        # `1.` and a tab before its words is no column.
        if not is_bare_marker(text[begin:end]):
            parts.append((begin, end))
            begin = after
    return [*parts, (begin, line[1])] if parts else []
