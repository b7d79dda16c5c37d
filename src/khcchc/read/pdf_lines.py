"""Lines of a page with their place: the common ground of text pages and of recognised page images.

Coordinates are points (1/72 inch) from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

_MARKER_RE = re.compile(r"(?:[-–—+•*▪]\s|\(?[a-zđ]\)\s|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+\D|[IVXLC]{1,6}[.)-]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVXLC]+)")
_BARE_MARKER_RE = re.compile(r"[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,5}|[a-zđ])[.)]?")
# Symbol and Wingdings put their signs at U+F000 + code; only bullets and common signs are known for sure.
_SIGNS = str.maketrans(
    {
        "\uf0b7": "•", "\uf0a7": "•", "\uf0a8": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf076": "•", "\uf071": "•", "\uf06e": "•",
        "\uf02d": "-", "\uf02b": "+", "\uf0e0": "→", "\uf0ae": "→", "\uf0b0": "°", "\uf0a3": "≤", "\uf0b3": "≥", "\uf0b4": "×",
        "\uf0b1": "±", "\uf0be": "-", "\uf020": " ", "\u00a0": " ", "\x00": None, "\uffff": None, "\t": " ",
    }
)  # fmt: skip
_BULLET_START_RE = re.compile(r"^[•▪●■◦○❖➢]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the part of it that stands in one column or cell; `size` is that of its face in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    confidence: float = 100.0
    """Percent, from text recognition; 100 for a text layer."""
    note: bool = False
    """Opens a footnote: its number stands above the line."""

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class CellLines:
    """The lines of one cell and the width they could fill. `merged`: the cell goes on from the row above."""

    lines: tuple[Line, ...]
    width: float
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table of one page. A place that a wide cell covers, or that holds no words, is `None`.

    `hollow` are the places (row, column) of cells without words that span several rows: at the top of a
    page, the rest of a merged cell whose words stand on the page before.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    columns: tuple[float, ...]
    """The x of all rulings between columns, the outer ones too."""
    rows: tuple[tuple[CellLines | None, ...], ...]
    hollow: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on one page, in reading order."""

    number: int
    width: float
    height: float
    items: tuple[Line | PageTable, ...]
    images: int = 0
    """Pictures that cover more than half of the page."""
    recognised: bool = False
    """The text came from an image (OCR)."""
    columns: frozenset[int] = field(default_factory=frozenset)
    """Indexes of `items` that stand beside other columns (letterhead, signature)."""


def tidy_glyphs(text: str) -> str:
    """Private-use bullets and signs as Unicode ones; everything else as it stands."""
    text = text.translate(_SIGNS).rstrip()
    return _BULLET_START_RE.sub("- ", text)


def has_marker(text: str) -> bool:
    """The line opens with the marker of an item, bullet or article."""
    return _MARKER_RE.match(text) is not None


def is_bare_marker(text: str) -> bool:
    return len(text) <= 8 and _BARE_MARKER_RE.fullmatch(text.strip()) is not None


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines by height on the page, those that stand side by side together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.middle, item.x0)):
        if rows and line.middle - rows[-1][0].middle < 0.5 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def join_pieces(lines: Sequence[Line]) -> list[Line]:
    """Pieces that belong to one line put together: a raised mark and what follows, a stamped number in its blank."""
    out: list[Line] = []
    for row in rows_of(lines):
        run: list[Line] = []
        for piece in row:
            if run and not _belongs(run[-1], piece):
                out.append(join_row(run))
                run = []
            run.append(piece)
        out.append(join_row(run))
    return out


def _belongs(before: Line, piece: Line) -> bool:
    gap, size = piece.x0 - before.x1, max(before.size, piece.size)
    if gap < 0.7 * size:
        return True
    # Two columns of a letterhead come as near as two letters; the blank of `Số:    /TB-UBND` is between short words.
    return gap < 2.2 * size and min(len(before.text), len(piece.text)) <= 12


def read_in_order(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """Reading order: bands of two columns are read column by column, everything else from top to bottom.

    The second value tells which places of the result stand in such a band. A band begins at a row of two
    pieces; it goes on downwards while rows keep to one side of the gutter and in line with their column.
    """
    rows = rows_of(join_pieces(lines))
    out: list[Line] = []
    banded: set[int] = set()
    i = 0
    while i < len(rows):
        if len(rows[i]) != 2:
            out += rows[i]
            i += 1
            continue
        end, gutter = _band(rows, i)
        # A row before the first double one may already belong to a column: `UBND TỈNH` a little above the motto.
        left = [line for row in rows[i:end] for line in row if line.center < gutter]
        right = [line for row in rows[i:end] for line in row if line.center >= gutter]
        banded.update(range(len(out), len(out) + len(left) + len(right)))
        out += left + right
        i = end
    return out, banded


def _band(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float]:
    """The end of the band that `rows[start]` opens, and the x of its gutter."""
    left, right = rows[start]
    low, high = left.x1, right.x0
    lefts, rights = [left], [right]
    end, last = start + 1, start + 1
    while end < len(rows):
        row = rows[end]
        bottom = max(lefts[-1].y1, rights[-1].y1)
        if row[0].y0 - bottom > 6 * left.size or len(row) > 2:
            break
        if len(row) == 2:
            if row[0].x1 >= high or row[1].x0 <= low:
                break
            lefts.append(row[0])
            rights.append(row[1])
            low, high, last = max(low, row[0].x1), min(high, row[1].x0), end + 1
        else:
            line = row[0]
            if line.x1 < high and _in_column(line, lefts, 20):
                lefts.append(line)
                low = max(low, line.x1)
            elif line.x0 > low and _in_column(line, rights, 8):
                rights.append(line)
                high = min(high, line.x0)
            else:
                break
            last = end + 1
        end += 1
    return last, (low + high) / 2


def _in_column(line: Line, column: Sequence[Line], near: float) -> bool:
    """Flush with the column's left edge (within `near` points), or centred in it."""
    edge = min(item.x0 for item in column)
    middle = median([item.center for item in column])
    return abs(line.x0 - edge) < near or abs(line.center - middle) < 20


def drop_doubles(lines: Sequence[Line]) -> list[Line]:
    """Text drawn twice, a hair apart, to look bold: kept once."""
    seen: dict[tuple[str, int, int], Line] = {}
    out: list[Line] = []
    for line in lines:
        x, y = int(line.x0 // 4), int(line.y0 // 4)
        near = ((line.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(abs(seen[key].x0 - line.x0) < 2.5 and abs(seen[key].y0 - line.y0) < 2.5 for key in near if key in seen):
            continue
        seen[(line.text, x, y)] = line
        out.append(line)
    return out


def join_row(row: Sequence[Line]) -> Line:
    """Pieces of one line put together, in their order."""
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=_row_text(row),
        x0=min(piece.x0 for piece in row),
        x1=max(piece.x1 for piece in row),
        y0=min(piece.y0 for piece in row),
        y1=max(piece.y1 for piece in row),
        confidence=min(piece.confidence for piece in row),
    )


def _row_text(row: Sequence[Line]) -> str:
    text = row[0].text
    for before, piece in zip(row, row[1:], strict=False):
        close = piece.x0 - before.x1 < 0.12 * piece.size and not piece.text[:1].isalnum()
        text += ("" if close else " ") + piece.text
    return text


def glue(before: str, after: str) -> str:
    """Two lines of one paragraph as one. `6138/UBND-` + `KGVX` is one word; `2021 -` + `2025` is not."""
    if before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum():
        return before + after
    return f"{before} {after}"
