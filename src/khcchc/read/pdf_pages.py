"""One page of a PDF through pdfium: its words with their places, its rulings, its pictures.

Only the ends of each line are measured on a page of running text: a place of a letter costs about as much
as all the text of a line. Letters are measured word by word where a line looks stretched (two columns
on one line) and inside ruled tables.

Guarantees:
 1. Nothing of a page is kept open after it was read.
 2. Coordinates are points from the upper left corner of the page as shown, `/Rotate` applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from khcchc.read.pdf_grids import NEAR, Grid, GridsFound, find_grids
from khcchc.read.pdf_layout import drop_doubles, fill_grid, order_with_tables
from khcchc.read.pdf_letters import WORD_RE, Letters, raw_lines
from khcchc.read.pdf_lines import Line, PageTable, PageText, is_bare_marker
from khcchc.read.pdf_objects import View, drawings_of

_SAMPLE = 5
"""Long lines that tell how wide the face of a page is; fewer may all be of two columns."""

Cutter = Callable[[int], GridsFound]
"""The slower engine: page number to the grids that it sees."""


class PageReader:
    """Reads the pages of one open document; `cutter` is asked where pdfium's rulings make no clean grid."""

    def __init__(self, document: Any, cutter: Cutter) -> None:
        import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

        self._raw = raw
        self._document = document
        self._cutter = cutter

    def read(self, number: int) -> PageText:
        """Page `number` (from 1). Raises pypdfium2's `PdfiumError` for a page that cannot be loaded."""
        page = self._document[number - 1]
        try:
            page = self._with_fields(page, number)
            view = self._view(page)
            width, height = page.get_size()
            textpage = page.get_textpage()
            try:
                return self._read(number, page, textpage, view, (width, height))
            finally:
                textpage.close()
        finally:
            page.close()

    def _with_fields(self, page: Any, number: int) -> Any:
        """Typed-in form fields belong to the text: offices stamp the number and date of a plan as such."""
        raw = self._raw
        wanted = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
        for i in range(min(raw.FPDFPage_GetAnnotCount(page), 200)):
            annotation = raw.FPDFPage_GetAnnot(page, i)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in wanted:
                raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                page.close()
                return self._document[number - 1]
        return page

    def _view(self, page: Any) -> View:
        left, bottom, right, top = page.get_bbox()
        return View(left, bottom, right - left, top - bottom, page.get_rotation())

    def _read(self, number: int, page: Any, textpage: Any, view: View, size: tuple[float, float]) -> PageText:
        drawn = drawings_of(self._raw, page, view, size)
        found = find_grids(drawn.horizontal, drawn.vertical)
        text = textpage.get_text_range()
        if text.strip() and (found.doubtful or drawn.hidden_paths):
            found = self._cutter(number)
        letters = Letters(self._raw, textpage, text, view)
        pieces = [piece for start, end in raw_lines(text) for piece in self._pieces(letters, start, end, found.grids)]
        pieces = list(_split_columns(pieces, letters))
        plain = drop_doubles([p.line for p in pieces if p.grid is None])
        ordered, banded = order_with_tables(plain, [_table(g, pieces) for g in found.grids])
        return PageText(number, size[0], size[1], tuple(ordered), drawn.images, columns=frozenset(banded))

    def _pieces(self, letters: Letters, start: int, end: int, grids: Sequence[Grid]) -> Iterator[_Piece]:
        """One raw line, cut where it leaves one cell of a table for another."""
        first = letters.box(start)
        if not any(g.ys[0] - NEAR < (first[1] + first[3]) / 2 < g.ys[-1] + NEAR for g in grids):
            yield _Piece(letters.line(start, end), start, end)
            return
        run: tuple[Grid | None, tuple[int, int] | None] = (None, None)
        begin = stop = start
        for match in WORD_RE.finditer(letters.text, start, end):
            box = letters.box(match.start())
            here: tuple[Grid | None, tuple[int, int] | None] = (None, None)
            for grid in grids:
                if (place := grid.place((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) is not None:
                    here = grid, place
            if here != run and stop > begin:
                yield _Piece(letters.line(begin, stop), begin, stop, *run)
                begin = match.start()
            run, stop = here, match.end()
        if stop > begin:
            yield _Piece(letters.line(begin, stop), begin, stop, *run)


@dataclass(frozen=True, slots=True)
class _Piece:
    line: Line
    start: int
    end: int
    grid: Grid | None = None
    place: tuple[int, int] | None = None


def _split_columns(pieces: Sequence[_Piece], letters: Letters) -> Iterator[_Piece]:
    """Cut lines that hold two columns: they are wider than their letters can make them."""
    widths = [_letters_width(piece.line) for piece in pieces]
    spans = [piece.line.x1 - piece.line.x0 for piece in pieces]
    ratios = [span / width for span, width, p in zip(spans, widths, pieces, strict=True) if len(p.line.text) > 40]
    usual = median(ratios) if len(ratios) >= _SAMPLE else 1.0
    for piece, width, span in zip(pieces, widths, spans, strict=True):
        line = piece.line
        # A justified line of a paragraph is stretched a little; two columns have fewer letters for their width.
        least = 1.2 * line.size if len(line.text) < 60 else max(1.2 * line.size, 0.08 * span)
        if piece.grid is not None or span - usual * width < least or " " not in line.text:
            yield piece
        else:
            yield from _split_gaps(piece, letters)


def _letters_width(line: Line) -> float:
    """About how wide the letters are, in points, in a serif face."""
    text = line.text
    upper = sum(map(str.isupper, text))
    return max(line.size * (0.38 * len(text) + 0.24 * upper - 0.15 * text.count(" ")), 1.0)


def _split_gaps(piece: _Piece, letters: Letters) -> Iterator[_Piece]:
    words = [(m.start(), m.end()) for m in WORD_RE.finditer(letters.text, piece.start, piece.end)]
    begin = piece.start
    for (start, end), (after, _) in pairwise(words):
        gap = letters.box(after)[0] - letters.box(end - 1)[2]
        # `1.` and a tab before its words is no column.
        if gap > 1.5 * piece.line.size and not is_bare_marker(letters.text[begin:end]) and end > start:
            yield _Piece(letters.line(begin, end), begin, end)
            begin = after
    yield _Piece(letters.line(begin, piece.end), begin, piece.end)


def _table(grid: Grid, pieces: Sequence[_Piece]) -> PageTable:
    """The grid filled with its words."""
    words: dict[tuple[int, int], list[Line]] = {}
    for piece in pieces:
        if piece.grid is grid and piece.place is not None:
            words.setdefault(piece.place, []).append(piece.line)
    return fill_grid(grid, words)
