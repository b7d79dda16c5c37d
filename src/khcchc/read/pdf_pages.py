"""One page of a PDF through pdfium: its words with their places, its rulings, its pictures.

Only the ends of each line are measured on a page of running text: a place of a letter costs about as much
as all the text of a line. Letters are measured word by word where a line looks stretched (two columns
on one line) and inside ruled tables.

Guarantees:
 1. Nothing of a page is kept open after it was read.
 2. Coordinates are points from the upper left corner of the page as shown, `/Rotate` applied.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from khcchc.read.pdf_grids import NEAR, Grid, GridsFound, Ruling, find_grids
from khcchc.read.pdf_lines import CellLines, Line, PageTable, PageText, drop_doubles, is_bare_marker, join_row, read_in_order, rows_of, tidy_glyphs

# pdfium writes the hyphen that ends a line as U+0002 or, in later versions, U+FFFE, and goes on without a line end.
_RAW_LINE_RE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD_RE = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_LINE_HYPHENS = ("\x02", "\ufffe")
_RAISED_RE = re.compile(r"(?<=[^\W\d_])\d{1,2}(?!\d)|(?<=[.,;:)”\"%])\d{1,2}(?![\d.,/])")
_NOTE_START_RE = re.compile(r"\s*(\d{1,2})\s*(?=\D)")
_UNIT_RE = re.compile(r"(?:\b|\d)(?:m|km|cm|dm|mm)$")
_MAX_OBJECTS = 20_000
_THIN = 3.0
"""Points: a filled box no thicker than this is a line; Word draws borders so."""

Cutter = Callable[[int], GridsFound]
"""The slower engine: page number to the grids that it sees."""


@dataclass(slots=True)
class _View:
    """The transformation from the PDF's page space to the page as shown."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 from the upper left corner; `width` and `height` are those of the unturned page."""
        left, right, bottom, top = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.width - right, bottom, self.width - left, top
        if self.rotation == 270:
            return self.height - top, self.width - right, self.height - bottom, self.width - left
        return left, self.height - top, right, self.height - bottom


class PageReader:
    """Reads the pages of one open document; `cutter` is asked where pdfium's rulings make no clean grid."""

    def __init__(self, document: Any, cutter: Cutter) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._document = document
        self._cutter = cutter
        self.second_engine = 0
        """Pages for which `cutter` was asked."""

    def read(self, number: int) -> PageText:
        """Page `number` (from 1). Raises pypdfium2's `PdfiumError` for a page that cannot be loaded."""
        page = self._document[number - 1]
        try:
            page = self._with_stamps(page, number)
            view = self._view(page)
            width, height = page.get_size()
            textpage = page.get_textpage()
            try:
                return self._read(number, page, textpage, view, (width, height))
            finally:
                textpage.close()
        finally:
            page.close()

    def _with_stamps(self, page: Any, number: int) -> Any:
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

    def _view(self, page: Any) -> _View:
        left, bottom, right, top = page.get_bbox()
        return _View(left, bottom, right - left, top - bottom, page.get_rotation())

    def _read(self, number: int, page: Any, textpage: Any, view: _View, size: tuple[float, float]) -> PageText:
        objects = self._objects(page, view, size)
        found = find_grids(objects.horizontal, objects.vertical)
        text = textpage.get_text_range()
        if text.strip() and (found.doubtful or objects.hidden_paths):
            self.second_engine += 1
            found = self._cutter(number)
        letters = _Letters(self._raw, textpage, text, view)
        pieces = [piece for start, end in _raw_lines(text) for piece in self._pieces(letters, start, end, found.grids)]
        pieces = [*_split_columns(pieces, letters)]
        plain = drop_doubles([p.line for p in pieces if p.grid is None])
        ordered, banded = order_with_tables(plain, [make_table(g, [p for p in pieces if p.grid is g]) for g in found.grids])
        return PageText(number, size[0], size[1], tuple(ordered), objects.images, columns=frozenset(banded))

    def _objects(self, page: Any, view: _View, size: tuple[float, float]) -> _Objects:
        raw = self._raw
        out = _Objects([], [])
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for i in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
            item = raw.FPDFPage_GetObject(page, i)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and _holds_rulings(raw, item):
                out.hidden_paths += 1
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                continue
            if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                continue
            box = view.box(left.value, bottom.value, right.value, top.value)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                out.images += (box[2] - box[0]) * (box[3] - box[1]) > 0.5 * size[0] * size[1]
            elif not out.add(box):
                for part in _path_boxes(raw, item, view):
                    out.add(part)
        return out

    def _pieces(self, letters: _Letters, start: int, end: int, grids: Sequence[Grid]) -> Iterator[_Piece]:
        """One raw line, cut where it leaves one cell of a table for another."""
        first = letters.box(start)
        if not any(g.ys[0] - NEAR < (first[1] + first[3]) / 2 < g.ys[-1] + NEAR for g in grids):
            yield _Piece(letters.line(start, end), start, end)
            return
        run: tuple[Grid | None, tuple[int, int] | None] = (None, None)
        begin = stop = start
        for match in _WORD_RE.finditer(letters.text, start, end):
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


@dataclass(slots=True)
class _Objects:
    horizontal: list[Ruling]
    vertical: list[Ruling]
    images: int = 0
    hidden_paths: int = 0
    """Forms that hold drawings: their coordinates are their own."""

    def add(self, box: tuple[float, float, float, float]) -> bool:
        """Take a thin box as a line; False for one that is not thin."""
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
            self.horizontal.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN:
            self.vertical.append(Ruling((x0 + x1) / 2, y0, y1))
        else:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Piece:
    line: Line
    start: int
    end: int
    grid: Grid | None = None
    place: tuple[int, int] | None = None


class _Letters:
    """The text of a page and the places of its letters."""

    def __init__(self, raw: Any, textpage: Any, text: str, view: _View) -> None:
        self.text = text
        self._raw = raw
        self._textpage = textpage.raw
        self._rect = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._view = view
        same = textpage.count_chars() == len(text)
        self._index: Callable[[int], int] = int if same else lambda i: raw.FPDFText_GetCharIndexFromTextIndex(textpage, i)

    def box(self, at: int) -> tuple[float, float, float, float]:
        """The box of one letter; its height may be that of the letter or of the face, as the face tells."""
        rect = self._rect
        if not self._raw.FPDFText_GetLooseCharBox(self._textpage, self._index(at), rect):
            return 0.0, 0.0, 0.0, 0.0
        return self._view.box(rect.left, rect.bottom, rect.right, rect.top)

    def base(self, at: int) -> float:
        """The height of the base line below the upper edge of the page."""
        if not self._raw.FPDFText_GetCharOrigin(self._textpage, self._index(at), self._x, self._y):
            return 0.0
        return self._view.box(self._x.value, self._y.value, self._x.value, self._y.value)[1]

    def size(self, at: int) -> float:
        """Points of the face; a face of 1 point that the page scales up is measured by its box."""
        size: float = self._raw.FPDFText_GetFontSize(self._textpage, self._index(at))
        if 4 <= size <= 40:
            return size
        box = self.box(at)
        return max(box[3] - box[1], 4.0)

    def line(self, start: int, end: int) -> Line:
        """The letters from `start` to `end` (a word's begin and end) as one line."""
        words = self.text[start:end]
        size, base, note = self.size(start), self.base(start), False
        if match := _NOTE_START_RE.match(words):
            after = min(start + match.end(), end - 1)
            full = self.size(after)
            if size < 0.8 * full:
                note, size, base = True, full, self.base(after)
        if not note:
            words = self._mark_notes(words, start, size)
        text = tidy_glyphs(words[:-1] + "-" if words.endswith(_LINE_HYPHENS) else words)
        return Line(text, self.box(start)[0], base - 0.9 * size, self.box(end - 1)[2], base + 0.25 * size, size, note=note)

    def _mark_notes(self, words: str, start: int, size: float) -> str:
        """`BGDĐT1` whose 1 stands raised is `BGDĐT[1]`; `m2` is a unit."""
        for match in reversed(list(_RAISED_RE.finditer(words))):
            if self.size(start + match.start()) < 0.8 * size and not _UNIT_RE.search(words[: match.start()]):
                words = f"{words[: match.start()]}[{match[0]}]{words[match.end() :]}"
        return words


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each line without the spaces around it. A hyphen that ends a line ends it here too."""
    for match in _RAW_LINE_RE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if end > start:
            yield start, end


def _split_columns(pieces: Sequence[_Piece], letters: _Letters) -> Iterator[_Piece]:
    """Cut lines that hold two columns: they are wider than their letters can make them."""
    ratios = [_stretch(p.line) for p in pieces if len(p.line.text) > 40]
    usual = median(ratios) if ratios else 1.0
    for piece in pieces:
        line = piece.line
        excess = line.x1 - line.x0 - usual * _letters_width(line)
        if piece.grid is not None or excess < 1.2 * line.size or " " not in line.text:
            yield piece
        else:
            yield from _split_gaps(piece, letters)


def _letters_width(line: Line) -> float:
    """About how wide the letters are, in a serif face."""
    text = line.text
    upper = sum(map(str.isupper, text))
    return line.size * (0.38 * len(text) + 0.24 * upper - 0.15 * text.count(" "))


def _stretch(line: Line) -> float:
    return (line.x1 - line.x0) / max(_letters_width(line), 1.0)


def _split_gaps(piece: _Piece, letters: _Letters) -> Iterator[_Piece]:
    words = [(m.start(), m.end()) for m in _WORD_RE.finditer(letters.text, piece.start, piece.end)]
    begin = piece.start
    for (start, end), (after, _) in zip(words, words[1:], strict=False):
        gap = letters.box(after)[0] - letters.box(end - 1)[2]
        # `1.` and a tab before its words is no column.
        if gap > 1.5 * piece.line.size and not is_bare_marker(letters.text[begin:end]) and end > start:
            yield _Piece(letters.line(begin, end), begin, end)
            begin = after
    yield _Piece(letters.line(begin, piece.end), begin, piece.end)


def make_table(grid: Grid, pieces: Sequence[_Piece]) -> PageTable:
    """The grid filled with its words."""
    words: dict[tuple[int, int], list[Line]] = {}
    for piece in pieces:
        if piece.place is not None:
            words.setdefault(piece.place, []).append(piece.line)
    return fill_grid(grid, words)


def fill_grid(grid: Grid, words: dict[tuple[int, int], list[Line]]) -> PageTable:
    """A table of the page: cells that span rows are repeated, marked merged; columns without any words stay."""
    cells: dict[tuple[int, int], CellLines] = {}
    for place, lines in words.items():
        _, last = grid.extent(place)
        width = grid.xs[last + 1] - grid.xs[place[1]]
        ordered = [join_row(row) for row in rows_of(drop_doubles(lines))]
        cells[place] = CellLines(tuple(ordered), width)
    rows = []
    hollow = set()
    for r, owners in enumerate(grid.owner):
        row: list[CellLines | None] = []
        for c, place in enumerate(owners):
            cell = cells.get(place)
            if cell is None or place[1] != c:
                row.append(None)
                if cell is None and place[1] == c and grid.extent(place)[0] > place[0]:
                    hollow.add((r, c))
            elif place[0] == r:
                row.append(cell)
            else:
                row.append(CellLines(cell.lines, cell.width, merged=True))
        rows.append(tuple(row))
    return PageTable(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], grid.xs, tuple(rows), frozenset(hollow))


def order_with_tables(lines: Sequence[Line], tables: Sequence[PageTable]) -> tuple[list[Line | PageTable], set[int]]:
    """Text above a table, the table, text below it."""
    out: list[Line | PageTable] = []
    banded: set[int] = set()
    left = sorted(lines, key=lambda line: line.middle)
    filled = [t for t in tables if any(cell for row in t.rows for cell in row)]
    for table in [*filled, None]:
        above = [line for line in left if table is None or line.middle < (table.y0 + NEAR)]
        left = left[len(above) :]
        ordered, places = read_in_order(above)
        banded.update(len(out) + place for place in places)
        out += ordered
        if table is not None:
            out.append(table)
    return out, banded


def _path_boxes(raw: Any, path: Any, view: _View) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a stroked drawing, and the boxes of a filled one that holds several."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= 4000:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    points = list(_points(raw, path, count))
    for part in points:
        if stroke.value:
            for (ax, ay), (bx, by) in zip(part, part[1:], strict=False):
                if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
                    yield view.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        elif len(points) > 1 and len(part) > 1:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            yield view.box(min(xs), min(ys), max(xs), max(ys))


def _points(raw: Any, path: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """Corners of each part of a path, in page space; a closed part ends where it began."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[tuple[float, float]] = []
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        part.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if part:
        yield part


def _holds_rulings(raw: Any, form: Any) -> bool:
    """A form with several drawings may hold a table; one or two are a seal or a line."""
    count = min(raw.FPDFFormObj_CountObjects(form), 200)
    paths = sum(raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, i)) == raw.FPDF_PAGEOBJ_PATH for i in range(count))
    return paths >= 8
