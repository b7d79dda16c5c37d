"""One view of a field's words that patterns can hold: composed, white space folded, places remembered.

The view differs from the field only where the field is decomposed (`Quý` typed as five code points) or has runs
of white space; `slice` always gives back the words as they were given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from khcchc.kept import compiled

_UNEVEN_RE = compiled(r"[^\S ]")
_SPACE_RE = compiled(r"\s+")
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
        uneven = "  " in given or (not given.isprintable() and _UNEVEN_RE.search(given))
        if uneven or not unicodedata.is_normalized("NFC", given):
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


def _fold(given: str) -> tuple[str, list[int]]:
    out: list[str] = []
    places: list[int] = []
    for at, cluster in _clusters(given):
        if cluster.isspace():
            breaks = cluster.count("\n")
            cluster = "\n" if breaks > 1 or (breaks and _BULLET_RE.match(given, at)) else " "
        else:
            cluster = unicodedata.normalize("NFC", cluster)
        out.append(cluster)
        places.extend([at] * len(cluster))
    places.append(len(given))
    return "".join(out), places


def _clusters(given: str) -> Iterator[tuple[int, str]]:
    """Letters with the marks behind them, and runs of white space."""
    at, size = 0, len(given)
    while at < size:
        end = at + 1
        if given[at].isspace():
            match = _SPACE_RE.match(given, at)
            end = match.end() if match else end
        else:
            while end < size and unicodedata.combining(given[end]):
                end += 1
        yield at, given[at:end]
        at = end
