"""What kind of text a page holds: Vietnamese, letters without their marks, or only a picture."""

from __future__ import annotations

import unicodedata

from khcchc.read.pdf_furniture import body_size, find_furniture
from khcchc.read.pdf_lines import Line, PageText

_FEW = 100
"""Letters over a picture: a stamp or a page number, not the text of the page."""
_BODY = 12.0
"""Points: the smallest face that plans are set in."""
_ENOUGH = 200
"""Fewer letters tell nothing about the marks of a text."""


def letters_of(page: PageText) -> int:
    """Letters and digits that are not of a signature stamp."""
    # A page with nothing but a stamp has no body to compare the stamp with.
    stamps = find_furniture([page], max(body_size([page]), _BODY)) if page.items else {}
    total = 0
    for index, item in enumerate(page.items):
        if not isinstance(item, Line):
            total += sum(_count(line) for row in item.rows for cell in row if cell and not cell.merged for line in cell.lines)
        elif (page.number, index) not in stamps:
            total += _count(item)
    return total


def is_picture(page: PageText) -> bool:
    """The page is a scan: a picture over most of it, and next to no text."""
    return page.images > 0 and letters_of(page) < _FEW


def has_no_marks(page: PageText) -> bool:
    """Many letters, and fewer than one in forty carries a Vietnamese mark (normal: one in four)."""
    letters = marked = 0
    for item in page.items:
        lines = [item] if isinstance(item, Line) else [line for row in item.rows for cell in row if cell for line in cell.lines]
        for line in lines:
            for letter in line.text:
                if letter.isalpha():
                    letters += 1
                    marked += letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1
                elif unicodedata.combining(letter):
                    marked += 1
    return letters >= _ENOUGH and marked * 40 < letters


def _count(line: Line) -> int:
    return sum(map(str.isalnum, line.text))
