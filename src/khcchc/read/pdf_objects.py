"""What is drawn on a page: straight lines that may rule a table, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from khcchc.read.pdf_grids import Ruling

_MAX_OBJECTS = 20_000
_LETTERS = 150
"""So many drawings that are no lines are letters drawn as curves."""
_THIN = 3.0
"""Points: a filled box no thicker than this is a line; Word draws borders so."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
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


@dataclass(slots=True)
class Drawings:
    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
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


def drawings_of(raw: Any, page: Any, view: View, size: tuple[float, float]) -> Drawings:
    """All drawings and pictures of one page, the first 20,000 of them."""
    out = Drawings()
    covered, shapes = 0.0, 0
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
            covered += (box[2] - box[0]) * (box[3] - box[1])  # some scanners cut a page in strips
        elif not out.add(box):
            shapes += 1
            for part in _path_boxes(raw, item, view):
                out.add(part)
    out.images = int(covered > 0.5 * size[0] * size[1] or shapes > _LETTERS)
    return out


def _path_boxes(raw: Any, path: Any, view: View) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a stroked drawing, and the boxes of a filled one that holds several."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= 4000:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    points = list(_points(raw, path, count))
    for part in points:
        if stroke.value:
            for (ax, ay), (bx, by) in pairwise(part):
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
    """A form with several thin drawings may hold a table; an emblem has none, a frame four."""
    thin = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(min(raw.FPDFFormObj_CountObjects(form), 400)):
        item = raw.FPDFFormObj_GetObject(form, i)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            sides = sorted((right.value - left.value, top.value - bottom.value))
            thin += sides[0] <= _THIN and sides[1] > 5 * _THIN
    return thin >= 5
