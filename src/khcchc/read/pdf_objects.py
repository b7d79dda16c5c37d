"""What is drawn on a page: straight lines that may rule a table, and pictures."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import NamedTuple

from khcchc.read.pdf_engine import argument, pdfium, places
from khcchc.read.pdf_grids import Ruling

# Numbers of pdfium's headers (fpdf_edit.h).
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_MOVE_TO = 2

_MAX_OBJECTS = 20_000
_MAX_PARTS = 400
_LETTERS = 150
"""So many drawings that are no lines are letters drawn as curves."""
_THIN = 3.0
"""Points: a filled box no thicker than this is a line; Word draws borders so."""

Box = tuple[float, float, float, float]


class View(NamedTuple):
    """The transformation from the PDF's page space to the page as shown."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @property
    def turned(self) -> bool:
        return self.rotation in (90, 180, 270)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """x0, y0, x1, y1 from the upper left corner; `width` and `height` are those of the unturned page."""
        return self.boxes((left,), (bottom,), (right,), (top,))[0]

    def boxes(
        self, lefts: Iterable[float], bottoms: Iterable[float], rights: Iterable[float], tops: Iterable[float]
    ) -> list[Box]:
        """The same for many boxes, given side by side."""
        x, y, width, height, rotation = self
        sides = zip(lefts, bottoms, rights, tops, strict=True)
        if rotation == 90:
            return [(bottom - y, left - x, top - y, right - x) for left, bottom, right, top in sides]
        if rotation == 180:
            return [(width - (r - x), bottom - y, width - (left - x), top - y) for left, bottom, r, top in sides]
        if rotation == 270:
            return [
                (height - (top - y), width - (right - x), height - (bottom - y), width - (left - x))
                for left, bottom, right, top in sides
            ]
        return [(left - x, height - (top - y), right - x, height - (bottom - y)) for left, bottom, right, top in sides]

    def heights(self, xs: Sequence[float], ys: Sequence[float]) -> list[float]:
        """How far below the upper edge points lie, given side by side; only a turned page needs `xs`."""
        if self.turned:
            return [box[1] for box in self.boxes(xs, ys, xs, ys)]
        height, bottom = self.height, self.bottom
        return [height - (y - bottom) for y in ys]


@dataclass(slots=True)
class Drawings:
    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
    images: int = 0
    hidden_paths: int = 0
    """Forms that hold drawings: their coordinates are their own."""

    def add(self, box: Box) -> bool:
        """Take a thin box as a line; False for one that is not thin."""
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
            self.horizontal.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN:
            self.vertical.append(Ruling((x0 + x1) / 2, y0, y1))
        else:
            return False
        return True


def drawings_of(page: int, view: View, size: tuple[float, float]) -> Drawings:
    """All drawings and pictures of one page (pdfium's handle), the first 20,000 of them."""
    calls = pdfium()
    out = Drawings()
    covered, shapes = 0.0, 0
    count = min(calls.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    items = list(map(calls.FPDFPage_GetObject, repeat(argument(page)), range(count)))
    kinds = list(map(calls.FPDFPageObj_GetType, items))
    if kinds.count(_TEXT) == count:
        return out
    if _FORM in kinds:
        out.hidden_paths = sum(_holds_rulings(item) for item, kind in zip(items, kinds, strict=True) if kind == _FORM)
    drawn = [(item, kind) for item, kind in zip(items, kinds, strict=True) if kind in (_PATH, _IMAGE)]
    for (item, kind), box in zip(drawn, _boxes([item for item, _ in drawn], view), strict=True):
        if box is None:
            continue
        if kind == _IMAGE:
            covered += (box[2] - box[0]) * (box[3] - box[1])  # some scanners cut a page in strips
        elif not out.add(box):
            shapes += 1
            for part in _path_boxes(item, view):
                out.add(part)
    out.images = int(covered > 0.5 * size[0] * size[1] or shapes > _LETTERS)
    return out


def _boxes(items: Sequence[int], view: View) -> list[Box | None]:
    """The place of each object; `None` where it has none."""
    if not items:
        return []
    sides = array("f", bytes(16 * len(items)))
    at = (places(sides, 4, side) for side in range(4))
    found = list(map(pdfium().FPDFPageObj_GetBounds, items, *at))
    boxes = view.boxes(sides[0::4], sides[1::4], sides[2::4], sides[3::4])
    return [box if ok else None for box, ok in zip(boxes, found, strict=True)]


def _path_boxes(path: int, view: View) -> Iterator[Box]:
    """The straight pieces of a stroked drawing, and the boxes of a filled one that holds several."""
    calls = pdfium()
    count = calls.FPDFPath_CountSegments(path)
    if not 0 < count <= 4000:
        return
    modes = array("i", (0, 0))
    calls.FPDFPath_GetDrawMode(path, *places(modes, 1))
    stroked = bool(modes[1])
    points = list(_points(path, count))
    for part in points:
        if stroked:
            for (ax, ay), (bx, by) in pairwise(part):
                if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
                    yield view.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        elif len(points) > 1 and len(part) > 1:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            yield view.box(min(xs), min(ys), max(xs), max(ys))


def _points(path: int, count: int) -> Iterator[list[tuple[float, float]]]:
    """Corners of each part of a path, in page space; a closed part ends where it began."""
    calls = pdfium()
    matrix, point = array("f", bytes(24)), array("f", bytes(8))
    calls.FPDFPageObj_GetMatrix(path, matrix.buffer_info()[0])
    a, b, c, d, e, f = matrix
    at = places(point, 1)
    part: list[tuple[float, float]] = []
    for segment in map(calls.FPDFPath_GetPathSegment, repeat(path), range(count)):
        calls.FPDFPathSegment_GetPoint(segment, *at)
        x, y = point
        if calls.FPDFPathSegment_GetType(segment) == _MOVE_TO and part:
            yield part
            part = []
        part.append((a * x + c * y + e, b * x + d * y + f))
        if calls.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if part:
        yield part


def _holds_rulings(form: int) -> bool:
    """A form with several thin drawings may hold a table; an emblem has none, a frame four."""
    calls = pdfium()
    paths = [item for item in _parts(form) if calls.FPDFPageObj_GetType(item) == _PATH]
    thin = 0
    for box in _boxes(paths, View(0.0, 0.0, 0.0, 0.0, 0)):
        if box is not None:
            sides = sorted((box[2] - box[0], box[3] - box[1]))
            thin += sides[0] <= _THIN and sides[1] > 5 * _THIN
    return thin >= 5


def holds_words(annotation: int) -> bool:
    """Whether an annotation (pdfium's handle) shows text, in its forms too; one of very many parts may."""
    calls = pdfium()
    items = [calls.FPDFAnnot_GetObject(annotation, i) for i in range(calls.FPDFAnnot_GetObjectCount(annotation))]
    looked = 0
    while items:
        item = items.pop()
        kind = calls.FPDFPageObj_GetType(item)
        looked += 1
        if kind == _TEXT or looked > _MAX_PARTS:
            return True
        if kind == _FORM:
            items += _parts(item)
    return False


def _parts(form: int) -> list[int]:
    """The objects of a form, the first 400 of them."""
    calls = pdfium()
    count = min(calls.FPDFFormObj_CountObjects(form), _MAX_PARTS)
    return list(map(calls.FPDFFormObj_GetObject, repeat(form), range(count)))
