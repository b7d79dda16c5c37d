"""The text of an agency field, cut wherever a new name might begin: at `;`, bullets, sentences, commas and `và`.

Guarantees:
 1. Pieces come in the order of the text and do not overlap.
 2. Between two pieces stand only separators, bullets, salutations (`Các ông (bà):`) and white space.
 3. Nothing is cut inside a parenthesis or inside a protected name (`Văn phòng HĐND và UBND`).
 4. The work grows with the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from khcchc.kept import compiled
from khcchc.tones import early_tone
from khcchc.values.agency_vocabulary import Opening, Vocabulary

Separator = Literal["", ",", "and", "with", ";", ".", "line"]
HARD: frozenset[Separator] = frozenset({"", ";", ".", "line"})
_BULLET_RE = compiled(r"\s*(?:[-–—+•*·]\s+|\d{1,2}[.)]\s+|[a-zđ]\)\s+|\(\d{1,2}\)\s*)")
_DASHED_RE = compiled(r"\s*[-–—+•]\s+")
_SHORT_RE = compiled(r"(?:^|\W)(?:TP|Tp|TX|TT|Q|P|H|X|Đ|KT|TM|TL|\w)$")
_FIELD_LIST_RE = compiled(r"(?:sở|bộ|ngành)\s*$", re.IGNORECASE)  # `các bộ: Công an, Tài chính`
_LETTER_OR_SPACE_RE = compiled(r"\s+|\S")
_SALUTATION_RE = compiled(r"\s*các\s+(?:đồng chí|ông\s*[,/(]\s*bà\s*\)?)\s*:?\s*$", re.IGNORECASE)
_KEPT_RE = compiled(r"\(\d{1,2}\)|\(bà\)")
_TRIM = " \n\t.,;:-–—+•*·/"


class Piece(NamedTuple):
    """`text[start:end]` of the reading, and what stands before it."""

    start: int
    end: int
    separator: Separator
    opening: Opening | None


class Reading:
    """The text with white space folded; parentheses blanked out in `text`, kept in `notes`."""

    def __init__(self, raw: str, vocabulary: Vocabulary, *, keep_parentheses: bool = False) -> None:
        self.raw = raw
        self.words = vocabulary
        self.folded, self._places = _fold(raw)
        self.folded = early_tone(self.folded)
        self.text, self.notes = (self.folded, []) if keep_parentheses else _blank_parentheses(self.folded)
        self.capitals = self.folded.isupper()
        self._protected = [m.span() for m in vocabulary.atomic_re.finditer(self.text) if m.end() > m.start()]
        self._protected_starts = [start for start, _ in self._protected]

    def slice(self, start: int, end: int) -> str:
        """The words of the input between two places of `text`."""
        return self.raw[self._places[start] : self._places[end - 1] + 1] if end > start else ""

    def plain(self, start: int, end: int) -> str:
        """The same without parentheses and with white space folded."""
        if not self.notes and isinstance(self._places, range):
            return " ".join(self.raw[start:end].split())
        letters = (" " if self.text[i] == " " else self.raw[self._places[i]] for i in range(start, end))
        return " ".join("".join(letters).split())

    def protected(self, at: int) -> bool:
        """Whether a separator at this place belongs to a fixed name."""
        k = bisect_right(self._protected_starts, at) - 1
        return k >= 0 and at < self._protected[k][1]

    def opening(self, start: int, end: int | None = None) -> Opening | None:
        return self.words.opening(self.text, start, len(self.text) if end is None else end, any_case=self.capitals)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        start = end - len(self.text[start:end].lstrip(_TRIM))
        return start, start + len(self.text[start:end].rstrip(_TRIM))


def pieces(reading: Reading) -> Iterator[Piece]:
    """Cut the text at every separator behind which a name may begin."""
    at: int = 0
    before: Separator = ""
    whole = len(reading.text)
    for start, end, separator in (*_separators(reading), (whole, whole, before)):
        piece = _piece(reading, at, start, before)
        if piece is not None:
            yield piece
        if piece is not None or separator in HARD:
            before = separator
        at = end


def _piece(reading: Reading, start: int, end: int, separator: Separator) -> Piece | None:
    if separator in HARD and (bullet := _BULLET_RE.match(reading.text, start, end)) and bullet.end() < end:
        start = bullet.end()
    if salutation := _SALUTATION_RE.match(reading.text, start, end):
        start = salutation.end()
    start, end = reading.trimmed(start, end)
    return Piece(start, end, separator, reading.opening(start, end)) if start < end else None


def _separators(reading: Reading) -> Iterator[tuple[int, int, Separator]]:
    text, last = reading.text, 0
    bulleted = _DASHED_RE.match(text) is not None
    for match in reading.words.separator_re.finditer(text):
        start, end = match.span()
        if reading.protected(start + (match[0][0] == " ")):
            continue
        if match[0] == "\n":
            bulleted = _DASHED_RE.match(text, end) is not None
        separator = _judge(reading, match[0].strip(" ").lower(), start, end, last, bulleted)
        if separator is not None:
            yield start, end, separator
            last = end


def _judge(reading: Reading, sign: str, start: int, end: int, last: int, bulleted: bool) -> Separator | None:
    """What a possible separator is, or None where it is part of a name."""
    text = reading.text
    if sign == ";" or sign.startswith("("):
        return ";"
    if sign == ",":
        return ","
    if sign in ("và", "hoặc", "và/hoặc"):
        return "and"
    if sign == "\n":
        return "line" if _new_line(reading, start, end, last) else None
    right = _behind(text, end)
    if sign == ".":
        sentence = text[right : right + 1].isupper() and not _SHORT_RE.search(text, max(0, start - 4), start)
        return "." if sentence else None
    opening = reading.opening(right)
    if opening is None or opening.sort in ("det", "level", "place"):
        return None
    if sign in ("-", "–", "—"):
        before = reading.opening(reading.trimmed(last, start)[0], start)
        if before is not None and before.sort == opening.sort == "head" and before.word == opening.word:
            return ","  # `Sở Tài chính - Sở Nội vụ`
        return "line" if bulleted and not opening.word.startswith("chi nhánh") else None
    if sign == ":":
        listed = _FIELD_LIST_RE.search(text, max(0, start - 8), start) and opening.word not in reading.words.field_res
        return "," if (opening.sort == "head" or opening.person) and not listed else None
    return "," if sign in ("/", "+") else "with"


def _new_line(reading: Reading, start: int, end: int, last: int) -> bool:
    """Whether a line break ends a name; a wrapped line (`Phòng Văn hóa\\nvà Thông tin`) does not."""
    text = reading.text
    if _BULLET_RE.match(text, end):
        return True
    right = _behind(text, end)
    opening = reading.opening(right)
    if opening is None or not text[right].isupper() or opening.sort in ("level", "det", "place"):
        return False
    first, stop = reading.trimmed(last, start)
    before = reading.opening(first, stop)
    if before is None or before.end < stop:
        return first < stop
    fields = reading.words.field_res.get(before.word)  # `Bộ\nCông an`
    return before.bare and (fields is None or fields.match(text, right) is None)


def _behind(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \n*":
        at += 1
    return at


def _fold(raw: str) -> tuple[str, Sequence[int]]:
    """Runs of white space as one character (a line break stays one), and where each character stood."""
    if raw.isprintable() and "  " not in raw:  # no white space but single spaces
        return raw, range(len(raw))
    out: list[str] = []
    places: list[int] = []
    for match in _LETTER_OR_SPACE_RE.finditer(raw):
        out.append(match[0] if not match[0].isspace() else "\n" if "\n" in match[0] else " ")
        places.append(match.start())
    return "".join(out), places


def _blank_parentheses(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Outermost parentheses as blanks, and where they stand; bullets such as `(1)` stay, and `ông (bà)`."""
    if "(" not in text:
        return text, []
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            start = opened.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, at + 1))
    notes = [s for s in spans if not _KEPT_RE.fullmatch(text, *s)]
    blank = list(text)
    for start, end in notes:
        blank[start:end] = " " * (end - start)
    return "".join(blank), notes
