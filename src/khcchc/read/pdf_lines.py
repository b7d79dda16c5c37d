"""Lines of a page with their place: the common ground of text pages and of recognised page images.

Coordinates are points (1/72 inch) from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

from khcchc.kept import compiled

_MARKER_RE = compiled(
    r"(?:[-–—+•*▪]\s|\(?[a-zđ]\)\s|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+\D|[IVXLC]{1,6}[.)-]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVXLC]+)"
)
_MARKER_STARTS = frozenset("-–—+•*▪(IVXLCĐMP")
_BARE_MARKER_RE = compiled(r"[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,5}|[a-zđ])[.)]?")
# Symbol and Wingdings put their signs at U+F000 + code; only bullets and common signs are known for sure.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf076\uf071\uf06e", "•"),
        "\uf02d": "-",
        "\uf0be": "-",
        "\uf02b": "+",
        "\uf0e0": "→",
        "\uf0ae": "→",
        "\uf0b0": "°",
        "\uf0a3": "≤",
        "\uf0b3": "≥",
        "\uf0b4": "×",
        "\uf0b1": "±",
        "\uf020": " ",
        "\u00a0": " ",
        "\t": " ",
        "\x00": "",
        "\uffff": "",
    }
)
_BULLET_START_RE = compiled(r"^[•▪●■◦○❖➢]\s*")


class Line(NamedTuple):
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
    """Opens a footnote: its number is raised, or larger than its words and found as a mark in the text."""
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


class CellLines(NamedTuple):
    """The lines of one cell and the width they could fill. `merged`: the cell goes on from the row above."""

    lines: tuple[Line, ...]
    width: float
    merged: bool = False


class PageTable(NamedTuple):
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


class PageText(NamedTuple):
    """What stands on one page, in reading order."""

    number: int
    width: float
    height: float
    items: tuple[Line | PageTable, ...]
    images: int = 0
    """1 where pictures cover more than half of the page, or its letters are drawn as curves."""
    recognised: bool = False
    """The text came from an image (OCR)."""
    columns: frozenset[int] = frozenset()
    """Indexes of `items` that stand beside other columns (letterhead, signature)."""


def lines_of(page: PageText) -> list[Line]:
    """The lines outside of tables."""
    return [item for item in page.items if isinstance(item, Line)]


def tidy_glyphs(text: str) -> str:
    """Private-use bullets and signs as Unicode ones; everything else as it stands."""
    text = text.translate(_SIGNS).rstrip()
    return _BULLET_START_RE.sub("- ", text)


def has_marker(text: str) -> bool:
    """The line opens with the marker of an item, bullet or article."""
    # Most lines open with a letter that no marker opens with: two tests in place of a search.
    first = text[:1]
    if first in _MARKER_STARTS or first.isdecimal() or text[1:2] == ")":
        return _MARKER_RE.match(text) is not None
    return False


def is_bare_marker(text: str) -> bool:
    return len(text) <= 8 and _BARE_MARKER_RE.fullmatch(text.strip()) is not None


def glue(before: str, after: str) -> str:
    """Two lines of one paragraph as one. `6138/UBND-` + `KGVX` is one word; `2021 -` + `2025` is not."""
    return before + after if before[-1:] == "-" and ends_in_hyphen(before, after) else f"{before} {after}"


def ends_in_hyphen(before: str, after: str) -> bool:
    """A word that a line end cut at its hyphen."""
    return before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum()
