"""A page image made ready: turned straight, and its ruled tables found, with Pillow alone.

Runs of dark dots are found by a regular expression over the bytes of each row: as fast as C, and no array
library is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from khcchc.read.pdf_grids import GridsFound, Ruling, find_grids

_MAX_ANGLE = 4.0
_LEAST_ANGLE = 0.15
"""Degrees: less does not hurt the recognition of letters, but 0.5 already tears long rulings."""


def prepare(image: Any, scale: float) -> tuple[Any, GridsFound]:
    """The image upright (grey), and the grids of its rulings in points. `scale`: dots per point."""
    grey = image.convert("L")
    angle = skew(grey)
    if abs(angle) >= _LEAST_ANGLE:
        from PIL import Image

        grey = grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    found = find_rulings(grey, scale)
    _erase(grey, found, scale)
    return grey, found


def _erase(image: Any, found: GridsFound, scale: float) -> None:
    """Paint the rulings over: recognition takes them for `|` and `I`, and reads letters beside them badly."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    width = max(3, round(2.2 * scale))
    for grid in found.grids:
        for x in grid.xs:
            draw.line([(x * scale, grid.ys[0] * scale), (x * scale, grid.ys[-1] * scale)], fill=255, width=width)
        for y in grid.ys:
            draw.line([(grid.xs[0] * scale, y * scale), (grid.xs[-1] * scale, y * scale)], fill=255, width=width)


def skew(image: Any) -> float:
    """Degrees to turn the image back (counter-clockwise): the turn that makes the lines of text sharpest."""
    from PIL import Image

    small = image.resize((max(1, 600 * image.width // max(image.height, 1)), 600), Image.Resampling.BOX)

    def sharpness(angle: float) -> int:
        turned = small.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255) if angle else small
        rows = turned.resize((1, 600), Image.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(rows))

    best = max(
        (step * 0.5 for step in range(int(-2 * _MAX_ANGLE), int(2 * _MAX_ANGLE) + 1)),
        key=lambda a: (sharpness(a), -abs(a)),
    )
    fine = [best + step * 0.1 for step in range(-4, 5)]
    found = max(fine, key=lambda a: (sharpness(a), -abs(a)))
    # A blank page, or one of pictures, has no sharpest turn: leave it.
    return found if sharpness(found) > 1.05 * sharpness(0.0) else 0.0


def find_rulings(image: Any, scale: float) -> GridsFound:
    """The grids that the straight dark lines of the image make, in points."""
    dark = image.point(lambda value: 0 if value < 150 else 255)
    across = list(_runs(dark, scale))
    from PIL import Image

    down = list(_runs(dark.transpose(Image.Transpose.TRANSPOSE), scale))
    return find_grids(across, down)


def _runs(dark: Any, scale: float) -> Iterator[Ruling]:
    """Dark runs longer than any stroke of a letter, one for each row of dots; the grid joins them."""
    from PIL import ImageFilter

    # Thickening by one dot closes what rotation and noise broke open.
    thick = dark.filter(ImageFilter.MinFilter(3))
    least = int(24 * scale)
    pattern = re.compile(b"\\x00{%d,}" % least)
    data, width = thick.tobytes(), thick.width
    for y in range(0, thick.height, 2):
        row = data[y * width : (y + 1) * width]
        for match in pattern.finditer(row):
            yield Ruling(y / scale, match.start() / scale, match.end() / scale)
