"""The text of one page as pdfium gives it, with the places of its letters.

A place of a letter costs about as much as all the text of a line, so each is asked for only where needed.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any

from khcchc.read.pdf_lines import Line, tidy_glyphs
from khcchc.read.pdf_objects import View

# pdfium writes the hyphen that ends a line as U+0002 or, in later versions, U+FFFE, and goes on without a line end.
_RAW_LINE_RE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
WORD_RE = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_LINE_HYPHENS = ("\x02", "\ufffe")
_RAISED_RE = re.compile(r"(?<=[^\W\d_])\d{1,2}(?!\d)|(?<=[.,;:)”\"%])\d{1,2}(?![\d.,/])")
_ODD_RE = re.compile("[\uf000-\uf0ff\u00a0\t\x00\uffff•▪●■◦○❖➢]")
_NOTE_START_RE = re.compile(r"\s*(\d{1,2})\s*(?=\D)")
_UNIT_RE = re.compile(r"(?:\b|\d)(?:m|km|cm|dm|mm)$")


class Letters:
    """The text of a page and the places of its letters."""

    def __init__(self, raw: Any, textpage: Any, text: str, view: View) -> None:
        self.text = text
        self._raw = raw
        self._textpage = textpage.raw
        self._rect = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._view = view
        self._upright = view.rotation not in (90, 180, 270)
        self._left, self._top = view.left, view.bottom + view.height
        self._raised = tuple(match.span() for match in _RAISED_RE.finditer(text))
        self._odd = _ODD_RE.search(text) is not None
        same = textpage.count_chars() == len(text)
        self._index: Callable[[int], int] = (
            int if same else lambda i: raw.FPDFText_GetCharIndexFromTextIndex(textpage, i)
        )

    def box(self, at: int) -> tuple[float, float, float, float]:
        """The box of one letter; its height may be that of the letter or of the face, as the face tells."""
        rect = self._rect
        if not self._raw.FPDFText_GetLooseCharBox(self._textpage, self._index(at), rect):
            return 0.0, 0.0, 0.0, 0.0
        if self._upright:
            return rect.left - self._left, self._top - rect.top, rect.right - self._left, self._top - rect.bottom
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
            words = self._mark_notes(words, start, end, size)
        text = words[:-1] + "-" if words.endswith(_LINE_HYPHENS) else words
        text = tidy_glyphs(text) if self._odd else text
        x0, x1 = self.box(start)[0], self.box(end - 1)[2]
        bold = self.is_bold(start) and self.is_bold(end - 1)
        return Line(text, x0, base - 0.9 * size, x1, base + 0.25 * size, size, note=note, bold=bold)

    def is_bold(self, at: int) -> bool:
        """The name of the face says so; few files give its weight."""
        count = self._raw.FPDFText_GetFontInfo(self._textpage, self._index(at), self._name, len(self._name), None)
        return 0 < count <= len(self._name) and b"old" in self._name.raw[:count]

    def _mark_notes(self, words: str, start: int, end: int, size: float) -> str:
        """`BGDĐT1` whose 1 stands raised is `BGDĐT[1]`; `m2` is a unit."""
        for first, last in reversed(self._raised):
            if start <= first < end and self.size(first) < 0.8 * size:
                before = words[: first - start]
                if not _UNIT_RE.search(before):
                    words = f"{before}[{words[first - start : last - start]}]{words[last - start :]}"
        return words


def raw_lines(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each line without the spaces around it. A hyphen that ends a line ends it here too."""
    for match in _RAW_LINE_RE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if end > start:
            yield start, end
