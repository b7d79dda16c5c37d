"""The text of one page as pdfium gives it, with the places of its letters.

A place of a letter costs about as much as all the text of a line, so it is asked for only where needed, and of
all lines in one go.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from codecs import utf_16_le_decode
from collections.abc import Sequence
from itertools import repeat

from khcchc.kept import compiled
from khcchc.read.pdf_engine import Memory, argument, page_text, pdfium
from khcchc.read.pdf_lines import Line, tidy_glyphs
from khcchc.read.pdf_objects import Box, View

# pdfium writes the hyphen that ends a line as U+0002 or, in later versions, U+FFFE, and goes on without a line end.
_RAW_LINE_RE = compiled(r"[^\s\x02\ufffe][^\r\n\x02\ufffe]*(?:[\x02\ufffe]|(?<=\S))")
WORD_RE = compiled(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
# One or two digits behind a letter or a stop, that do not go on as a number.
_RAISED_RE = compiled(
    r"[0-9][0-9]?(?![0-9])(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_]\d\d)"
    r"|(?![.,/])(?:(?<=[.,;:)”\"%]\d)|(?<=[.,;:)”\"%]\d\d)))"
)
_YEAR_RE = compiled(r"[12][09]\d\d(\d{1,2})(?!\d)")
"""`năm 20242` may be 2024 and the mark of a footnote: of the figures behind a year, the face tells."""
_ODD_RE = compiled("[\uf000-\uf0ff\u00a0\t\x00\uffff•▪●■◦○❖➢]")
# What stands in Latin-1: `1` a digit, `a` what a raised number may stand behind, as all that is not Latin-1 may.
_KINDS = bytes(
    ord("1" if "0" <= letter <= "9" else "a" if letter.isalnum() or letter in '.,;:)"%?' else " ")
    for letter in map(chr, range(256))
)
_NOTE_START_RE = compiled(r"(\d{1,2})\s*(?=\D)")
_UNIT_RE = compiled(r"(?:\b|\d)(?:m|km|cm|dm|mm)$")
_NAME = 128
"""Bytes that the name of a face may take; a longer one is not read."""

Span = tuple[int, int]
"""Begin and end of a line or word in the text of its page."""


class LetterMemory:
    """Where pdfium writes the places of letters, one for all pages of a document."""

    def __init__(self) -> None:
        self.boxes, self.xs, self.ys = Memory("f", 4), Memory("d", 1), Memory("d", 1)


class Letters:
    """The text of a page and the places of its letters. `textpage` is pdfium's handle."""

    def __init__(self, textpage: int, view: View, memory: LetterMemory) -> None:
        self._calls = pdfium()
        self._textpage = repeat(argument(textpage))
        self._memory = memory
        self._view = view
        count = self._calls.FPDFText_CountChars(textpage)
        units = page_text(textpage, count)
        self.text = utf_16_le_decode(units, "ignore")[0]
        self._same = count == len(self.text)
        self._shown = self.text.replace("\x02", "-").replace("\ufffe", "-")
        self._raised = raised_numbers(self.text)
        self._known_faces: set[int | None] = set()
        self._bold_faces: set[int | None] = set()
        self._odd = has_odd_signs(self.text, units)

    def _indexes(self, at: Sequence[int]) -> Sequence[int]:
        """pdfium counts letters that its text leaves out, or writes as two."""
        if self._same:
            return at
        return list(map(self._calls.FPDFText_GetCharIndexFromTextIndex, self._textpage, at))

    def boxes(self, at: Sequence[int]) -> list[Box]:
        """The box of each letter; its height may be that of the letter or of the face, as the face tells."""
        found = self._measured(at)
        lefts, tops, rights, bottoms = (self._memory.boxes.column(side, len(at)) for side in range(4))
        boxes = self._view.boxes(lefts, bottoms, rights, tops)
        return boxes if all(found) else [box if ok else (0.0,) * 4 for box, ok in zip(boxes, found, strict=True)]

    def edges(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[float], list[float]]:
        """Where the first letters of lines or words begin and the last ones end, from the left edge of the page."""
        count = len(starts)
        if self._view.turned:
            boxes = self.boxes([*starts, *ends])
            return [box[0] for box in boxes[:count]], [box[2] for box in boxes[count:]]
        found = self._measured([*starts, *ends])
        memory, margin = self._memory.boxes, self._view.left
        lefts, rights = memory.column(0, count), memory.column(2, 2 * count, count)
        if margin or not all(found):
            lefts = [x - margin if ok else 0.0 for x, ok in zip(lefts, found[:count], strict=True)]
            rights = [x - margin if ok else 0.0 for x, ok in zip(rights, found[count:], strict=True)]
        return lefts, rights

    def _measured(self, at: Sequence[int]) -> list[int]:
        """Whether there is such a letter; `memory.boxes` has its left, top, right and bottom sides in page space."""
        call = self._calls.FPDFText_GetLooseCharBox
        return list(map(call, self._textpage, self._indexes(at), self._memory.boxes.places(len(at))))

    def _bases(self, at: Sequence[int]) -> list[float]:
        """The height of the base line of each letter below the upper edge of the page."""
        xs, ys, count = self._memory.xs, self._memory.ys, len(at)
        call = self._calls.FPDFText_GetCharOrigin
        found = list(map(call, self._textpage, self._indexes(at), xs.places(count), ys.places(count)))
        across = xs.column(0, count) if self._view.turned else ()
        heights = self._view.heights(across, ys.column(0, count))
        return heights if all(found) else [height if ok else 0.0 for height, ok in zip(heights, found, strict=True)]

    def _sizes(self, at: Sequence[int]) -> list[float]:
        """Points of the face; a face of 1 point that the page scales up is measured by its box."""
        sizes = list(map(self._calls.FPDFText_GetFontSize, self._textpage, self._indexes(at)))
        if sizes and not 4 <= min(sizes) <= max(sizes) <= 40:
            for i, (size, box) in enumerate(zip(sizes, self.boxes(at), strict=True)):
                sizes[i] = size if 4 <= size <= 40 else max(box[3] - box[1], 4.0)
        return sizes

    def lines(self, spans: Sequence[Span]) -> list[Line]:
        """Each span of letters (from a word's begin to a word's end) as one line; the spans are in their order."""
        starts, ends = [start for start, _ in spans], [end - 1 for _, end in spans]
        sizes, bases = self._sizes(starts), self._bases(starts)
        texts = [self._shown[start:end] for start, end in spans]
        notes = self._open_notes(texts, spans, sizes, bases)
        if self._raised:
            self._mark_notes(texts, spans, notes)
        if self._odd:
            texts = [tidy_glyphs(text) for text in texts]
        x0s, x1s = self.edges(starts, ends)
        y0s = [base - 0.9 * size for base, size in zip(bases, sizes, strict=True)]
        y1s = [base + 0.25 * size for base, size in zip(bases, sizes, strict=True)]
        columns = texts, x0s, y0s, x1s, y1s, sizes, repeat(100.0), notes, self._are_bold(starts, ends)
        # As `Line._make`, without a call in Python for each.
        return list(map(tuple.__new__, repeat(Line), zip(*columns, strict=False)))

    def _are_bold(self, starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
        """Whether the first and the last letter of lines are bold. The face's name says so; few files give weights."""
        faces = self._faces(starts)
        if self._bold_faces.isdisjoint(faces):
            return [False] * len(faces)
        bold = [name in self._bold_faces for name in faces]
        heavy = [i for i, is_bold in enumerate(bold) if is_bold]
        for i, name in zip(heavy, self._faces([ends[i] for i in heavy]), strict=True):
            bold[i] = name in self._bold_faces
        return bold

    def _faces(self, at: Sequence[int]) -> list[int | None]:
        """The face of each letter, as pdfium's handle; those that are bold are noted when they are met first."""
        indexes = self._indexes(at)
        objects = map(self._calls.FPDFText_GetTextObject, self._textpage, indexes)
        faces = list(map(self._calls.FPDFTextObj_GetFont, objects))
        for face in set(faces) - self._known_faces:
            self._known_faces.add(face)
            if self._is_bold(indexes[faces.index(face)]):
                self._bold_faces.add(face)
        return faces

    def _is_bold(self, index: int) -> bool:
        name = ctypes.create_string_buffer(_NAME)
        place = ctypes.addressof(name)
        length = self._calls.FPDFText_GetFontInfo(next(self._textpage), index, place, _NAME, None)
        return 0 < length <= _NAME and b"old" in name.raw[:length]

    def _open_notes(
        self, texts: Sequence[str], spans: Sequence[Span], sizes: list[float], bases: list[float]
    ) -> list[bool]:
        """Which lines open a footnote; the words give the size and the base.

        Its number is raised, or larger than its words where a mark in the text has that number: rows in a small face
        behind large numbers are text.
        """
        notes = [False] * len(texts)
        opened = [
            (i, match) for i, text in enumerate(texts) if text[0].isdigit() and (match := _NOTE_START_RE.match(text))
        ]
        if not opened:
            return notes
        marks: set[str] | None = None
        afters = [min(spans[i][0] + match.end(), spans[i][1] - 1) for i, match in opened]
        for (i, match), after, full in zip(opened, afters, self._sizes(afters), strict=True):
            larger = sizes[i] > 1.25 * full
            if larger and marks is None:
                marks = {self.text[first:last] for first, last in self._small()}
            if sizes[i] < 0.8 * full or (larger and marks and match[1] in marks):
                notes[i], sizes[i], bases[i] = True, full, self._bases([after])[0]
        return notes

    def _small(self) -> list[Span]:
        """The numbers of which the face is smaller than that of the letter before them."""
        faces = self._sizes([first for first, _ in self._raised])
        befores = self._sizes([max(first - 1, 0) for first, _ in self._raised])
        return [span for span, face, before in zip(self._raised, faces, befores, strict=True) if face < 0.8 * before]

    def _mark_notes(self, texts: list[str], spans: Sequence[Span], notes: Sequence[bool]) -> None:
        """`BGDĐT1` whose 1 stands raised is `BGDĐT[1]`; `m2` is a unit."""
        for first, last in reversed(self._small()):
            i = bisect_right(spans, (first, len(self.text))) - 1
            if i < 0 or first >= spans[i][1] or notes[i]:
                continue
            start = spans[i][0]
            before, after = texts[i][: first - start], texts[i][last - start :]
            if not _UNIT_RE.search(before):
                texts[i] = f"{before}[{self.text[first:last]}]{after}"


def raised_numbers(text: str) -> list[Span]:
    """Where numbers stand that may be raised; a search for two bytes passes over a page in next to no time."""
    kinds = text.encode("latin-1", "replace").translate(_KINDS)
    found: list[Span] = []
    at = 0
    while at := kinds.find(b"a1", at) + 1:
        if match := _RAISED_RE.match(text, at):
            found.append(match.span())
    years = [m.span(1) for m in _YEAR_RE.finditer(text) if not text[m.start() - 1 : m.start()].isdigit()]
    return sorted({*found, *years}) if years else found


def has_odd_signs(text: str, units: bytes) -> bool:
    """Whether there is a bullet, a sign of a private face or another letter that `tidy_glyphs` puts right.

    `units` is the text in UTF-16, low bytes first.
    """
    blocks = units[1::2]
    rare = b"\xf0" in blocks or b"\x25" in blocks or b"\x27" in blocks or b"\xff" in blocks
    common = "\t" in text or "\u00a0" in text or "\x00" in text or "•" in text
    return (rare or common) and _ODD_RE.search(text) is not None


def raw_lines(text: str) -> list[Span]:
    """Begin and end of each line without the spaces around it. A hyphen that ends a line ends it here too."""
    breaks = text.count("\r\n")
    if "\x02" in text or "\ufffe" in text or not breaks == text.count("\n") == text.count("\r"):
        return [match.span() for match in _RAW_LINE_RE.finditer(text)]
    spans: list[Span] = []
    at = 0
    for line in text.split("\r\n"):
        if words := line.rstrip():
            start = at + len(words) - len(words.lstrip()) if words[0].isspace() else at
            spans.append((start, at + len(words)))
        at += len(line) + 2
    return spans
