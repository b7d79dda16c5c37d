"""One view of a field's words that patterns can hold: composed, white space folded, places remembered.

The view differs from the field only where the field is decomposed (`Quý` typed as five code points) or has runs
of white space; `slice` always gives back the words as they were given.
"""

from __future__ import annotations

import unicodedata

from khcchc.kept import compiled

_UNEVEN_RE = compiled(r"[^\S ]")
_FOLDED_RE = compiled(r"\s\s+|[^\S ]")
"""White space that does not stay as it is."""
_BULLET_RE = compiled(r"\s*(?:[-+*•–]\s|\d{1,2}[.)]\s|[a-zđ]\)\s)")


class FieldText:
    """`text` for patterns, `low` the same in lower case, both of one length.

    1. `text` is composed (NFC) letter by letter. 2. It holds no two white-space characters in a row; a line break
    stays only in front of a bullet or number, and for an empty line. 3. `slice(a, b)` is what `text[a:b]` stands for
    in the given text.
    """

    __slots__ = ("_given", "_places", "folded", "low", "text")

    def __init__(self, given: str) -> None:
        self._given = given
        self._places: list[int] | None = None
        self.text = given
        if not is_folded(given):
            self.text, self._places = _fold(given)
        low = self.text.lower()
        if len(low) != len(self.text):  # `İ` becomes two characters
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        self.low = low
        self.folded = low == self.text
        """Without any capital: words cannot be told from names by their case."""

    def place(self, index: int) -> int:
        """The offset in the given text of one in `text`."""
        return index if self._places is None else self._places[index]

    def slice(self, start: int, end: int) -> str:
        return self._given[self.place(start) : self.place(end)]


def is_folded(given: str) -> bool:
    """Whether a text is composed and evenly spaced as it is."""
    if "  " in given or (not given.isprintable() and _UNEVEN_RE.search(given)):
        return False
    return unicodedata.is_normalized("NFC", given)


def _fold(given: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the given one; behind the last, the end of it."""
    out: list[str] = []
    places: list[int] = []
    words = _words_as_they_are if unicodedata.is_normalized("NFC", given) else _composed
    at = 0
    for space in _FOLDED_RE.finditer(given):
        out.append(words(given, at, space.start(), places))
        breaks = space[0].count("\n")
        out.append("\n" if breaks > 1 or (breaks and _BULLET_RE.match(given, space.start())) else " ")
        places.append(space.start())
        at = space.end()
    out.append(words(given, at, len(given), places))
    places.append(len(given))
    return "".join(out), places


def _words_as_they_are(given: str, start: int, end: int, places: list[int]) -> str:
    places.extend(range(start, end))
    return given[start:end]


def _composed(given: str, start: int, end: int, places: list[int]) -> str:
    """Each letter with the marks behind it, as one."""
    out: list[str] = []
    while start < end:
        behind = start + 1
        while behind < end and unicodedata.combining(given[behind]):
            behind += 1
        letter = unicodedata.normalize("NFC", given[start:behind])
        out.append(letter)
        places.extend([start] * len(letter))
        start = behind
    return "".join(out)
