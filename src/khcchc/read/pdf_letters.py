"""The text of one page as pdfium gives it, with the places of its letters.

A place of a letter costs about as much as all the text of a line, so it is asked for only where needed, and of
all lines in one go.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat

from khcchc.read.pdf_engine import page_text, pdfium, places
from khcchc.read.pdf_lines import Line, tidy_glyphs
from khcchc.read.pdf_objects import Box, View

# pdfium writes the hyphen that ends a line as U+0002 or, in later versions, U+FFFE, and goes on without a line end.
_RAW_LINE_RE = re.compile(r"[^\s\x02\ufffe][^\r\n\x02\ufffe]*(?:[\x02\ufffe]|(?<=\S))")
WORD_RE = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
# One or two digits behind a letter or a stop, that do not go on as a number: the first pattern finds them fast,
# the others look back and ahead.
_RAISED_RE = re.compile(
    r"\d\d?(?!\d)(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_]\d\d)"
    r"|(?![.,/])(?:(?<=[.,;:)”\"%]\d)|(?<=[.,;:)”\"%]\d\d)))"
)
_ODD_RE = re.compile("[\uf000-\uf0ff\u00a0\t\x00\uffff•▪●■◦○❖➢]")
_NOTE_START_RE = re.compile(r"(\d{1,2})\s*(?=\D)")
_UNIT_RE = re.compile(r"(?:\b|\d)(?:m|km|cm|dm|mm)$")
_NAME = 128
"""Bytes that the name of a face may take; a longer one is not read."""

Span = tuple[int, int]
"""Begin and end of a line or word in the text of its page."""


class Letters:
    """The text of a page and the places of its letters. `textpage` is pdfium's handle."""

    def __init__(self, textpage: int, view: View) -> None:
        self._calls = pdfium()
        self._textpage = textpage
        self._view = view
        count = self._calls.FPDFText_CountChars(textpage)
        self.text = page_text(textpage, count)
        self._same = count == len(self.text)
        self._shown = self.text.replace("\x02", "-").replace("\ufffe", "-")
        self._raised = [match.span() for match in _RAISED_RE.finditer(self.text)]
        self._known_faces: set[int | None] = set()
        self._bold_faces: set[int | None] = set()
        self._odd = _ODD_RE.search(self.text) is not None

    def _indexes(self, at: Sequence[int]) -> Sequence[int]:
        """pdfium counts letters that its text leaves out, or writes as two."""
        if self._same:
            return at
        return list(map(self._calls.FPDFText_GetCharIndexFromTextIndex, repeat(self._textpage), at))

    def boxes(self, at: Sequence[int]) -> list[Box]:
        """The box of each letter; its height may be that of the letter or of the face, as the face tells."""
        rects = array("f", bytes(16 * len(at)))
        call = self._calls.FPDFText_GetLooseCharBox
        found = list(map(call, repeat(self._textpage), self._indexes(at), places(rects, 4)))
        boxes = self._view.boxes(rects[0::4], rects[3::4], rects[2::4], rects[1::4])
        return boxes if all(found) else [box if ok else (0.0,) * 4 for box, ok in zip(boxes, found, strict=True)]

    def _bases(self, at: Sequence[int]) -> list[float]:
        """The height of the base line of each letter below the upper edge of the page."""
        points = array("d", bytes(16 * len(at)))
        call = self._calls.FPDFText_GetCharOrigin
        found = list(map(call, repeat(self._textpage), self._indexes(at), places(points, 2), places(points, 2, 1)))
        heights = self._view.heights(points[0::2], points[1::2])
        return heights if all(found) else [height if ok else 0.0 for height, ok in zip(heights, found, strict=True)]

    def _sizes(self, at: Sequence[int]) -> list[float]:
        """Points of the face; a face of 1 point that the page scales up is measured by its box."""
        sizes = list(map(self._calls.FPDFText_GetFontSize, repeat(self._textpage), self._indexes(at)))
        if sizes and not 4 <= min(sizes) <= max(sizes) <= 40:
            for i, (size, box) in enumerate(zip(sizes, self.boxes(at), strict=True)):
                sizes[i] = size if 4 <= size <= 40 else max(box[3] - box[1], 4.0)
        return sizes

    def lines(self, spans: Sequence[Span]) -> list[Line]:
        """Each span of letters (from a word's begin to a word's end) as one line."""
        starts, ends = [start for start, _ in spans], [end - 1 for _, end in spans]
        boxes = self.boxes([*starts, *ends])
        sizes, bases = self._sizes(starts), self._bases(starts)
        texts = [self._shown[start:end] for start, end in spans]
        notes = self._open_notes(texts, spans, sizes, bases)
        if self._raised:
            self._mark_notes(texts, spans, sizes, notes)
        if self._odd:
            texts = [tidy_glyphs(text) for text in texts]
        x0s, x1s = [box[0] for box in boxes[: len(spans)]], [box[2] for box in boxes[len(spans) :]]
        y0s = [base - 0.9 * size for base, size in zip(bases, sizes, strict=True)]
        y1s = [base + 0.25 * size for base, size in zip(bases, sizes, strict=True)]
        columns = texts, x0s, y0s, x1s, y1s, sizes, repeat(100.0), notes, self._are_bold(starts, ends)
        return list(map(Line._make, zip(*columns, strict=False)))

    def _are_bold(self, starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
        """Whether the first and the last letter of lines are bold. The face's name says so; few files give weights."""
        bold = [name in self._bold_faces for name in self._faces(starts)]
        heavy = [i for i, is_bold in enumerate(bold) if is_bold]
        for i, name in zip(heavy, self._faces([ends[i] for i in heavy]), strict=True):
            bold[i] = name in self._bold_faces
        return bold

    def _faces(self, at: Sequence[int]) -> list[int | None]:
        """The face of each letter, as pdfium's handle; those that are bold are noted when they are met first."""
        indexes = self._indexes(at)
        objects = map(self._calls.FPDFText_GetTextObject, repeat(self._textpage), indexes)
        faces = list(map(self._calls.FPDFTextObj_GetFont, objects))
        for face in set(faces) - self._known_faces:
            self._known_faces.add(face)
            if self._is_bold(indexes[faces.index(face)]):
                self._bold_faces.add(face)
        return faces

    def _is_bold(self, index: int) -> bool:
        name = array("B", bytes(_NAME))
        length = self._calls.FPDFText_GetFontInfo(self._textpage, index, name.buffer_info()[0], _NAME, None)
        return 0 < length <= _NAME and b"old" in name.tobytes()[:length]

    def _open_notes(
        self, texts: Sequence[str], spans: Sequence[Span], sizes: list[float], bases: list[float]
    ) -> list[bool]:
        """Which lines open a footnote, with a raised number; size and base are then put to those of its words."""
        notes = [False] * len(texts)
        for i, text in enumerate(texts):
            if text[0].isdigit() and (match := _NOTE_START_RE.match(text)):
                start, end = spans[i]
                after = [min(start + match.end(), end - 1)]
                full = self._sizes(after)[0]
                if sizes[i] < 0.8 * full:
                    notes[i], sizes[i], bases[i] = True, full, self._bases(after)[0]
        return notes

    def _mark_notes(
        self, texts: list[str], spans: Sequence[Span], sizes: Sequence[float], notes: Sequence[bool]
    ) -> None:
        """`BGDĐT1` whose 1 stands raised is `BGDĐT[1]`; `m2` is a unit."""
        faces = self._sizes([first for first, _ in self._raised])
        for i, (start, end) in enumerate(spans):
            low, high = bisect_left(self._raised, (start, 0)), bisect_left(self._raised, (end, 0))
            for at in range(high - 1, low - 1, -1):
                first, last = self._raised[at]
                before = texts[i][: first - start]
                if faces[at] < 0.8 * sizes[i] and not notes[i] and not _UNIT_RE.search(before):
                    after = texts[i][last - start :]
                    texts[i] = f"{before}[{self.text[first:last]}]{after}"


def raw_lines(text: str) -> list[Span]:
    """Begin and end of each line without the spaces around it. A hyphen that ends a line ends it here too."""
    return [match.span() for match in _RAW_LINE_RE.finditer(text)]
