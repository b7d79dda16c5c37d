"""What kind of text a page holds: Vietnamese, letters without their marks, or only a picture."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.kept import compiled
from khcchc.read.pdf_furniture import body_size, find_furniture
from khcchc.read.pdf_lines import Line, PageText, lines_of

_MARKED_RE = compiled("[\u00c0-\u024f\u0300-\u0323\u1ea0-\u1ef9]")
_FEW = 100
"""Letters over a picture: a stamp or a page number, not the text of the page."""
_BODY = 12.0
"""Points: the smallest face that plans are set in."""
_ENOUGH = 200
"""Fewer letters tell nothing about the marks of a text."""


def letters_of(page: PageText) -> int:
    """Letters and digits that are not of a signature stamp."""
    return sum(_count(line) for line in _words(page))


def has_letters(page: PageText) -> bool:
    """Whether `letters_of` finds any."""
    return any(any(map(str.isalnum, line.text)) for line in _words(page))


def is_picture(page: PageText) -> bool:
    """The page is a scan: a picture over most of it, and next to no text."""
    return page.images > 0 and letters_of(page) < _FEW


def has_no_marks(page: PageText) -> bool:
    """Many letters, and fewer than one in forty carries a Vietnamese mark (normal: one in four)."""
    texts = [line.text for line in (*lines_of(page), *_in_cells(page))]
    count = sum(map(len, texts))
    marked = 0
    for text in texts:
        marked += len(_MARKED_RE.findall(text))
        if marked * 40 >= count:
            return False
    letters = sum(map(str.isalpha, "".join(texts)))
    return letters >= _ENOUGH and marked * 40 < letters


def _words(page: PageText) -> Iterator[Line]:
    """All lines of the page that are not of a stamp, a page number or the like."""
    # A page with nothing but a stamp has no body to compare the stamp with.
    aside = find_furniture([page], max(body_size([page]), _BODY)) if page.items else {}
    stamps = aside.get(page.number, {})
    for i, item in enumerate(page.items):
        if isinstance(item, Line) and i not in stamps:
            yield item
    yield from _in_cells(page)


def _in_cells(page: PageText) -> list[Line]:
    """The lines of all cells of the page, each once."""
    tables = [item for item in page.items if not isinstance(item, Line)]
    cells = [cell for table in tables for row in table.rows for cell in row if cell and not cell.merged]
    return [line for cell in cells for line in cell.lines]


def _count(line: Line) -> int:
    return sum(map(str.isalnum, line.text))
