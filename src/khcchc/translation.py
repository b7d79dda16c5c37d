"""What a program says in English, said in the language of the person: errors, reasons, next steps.

As in gettext the English sentence is the key, so that an error is raised with the words that a log or a manifest
keeps, and is put into Vietnamese only where it is shown.

Guarantees:
 1. English comes back as it went in, and so does every sentence that is not in the table.
 2. What a sentence was filled with (names of files, numbers) comes back letter for letter, but where the table
    says that the value is itself words of the program.
 3. The time taken grows with the length of the text, whatever is in it: sentences are found by their fixed words, in
    one pass from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khcchc.messages import Language

_NEXT_STEP = " — "
"""Between a message and its hint, where both are one line: see `errors.KhcchcError`."""
_DEPTH = 6
"""Sentences within sentences: `g.toml: rule fields.lead: opens: 0: input should be a valid string` has four."""


def in_language(text: str, language: Language) -> str:
    """A sentence in this language; one without a translation as it is."""
    return text if language == "en" else _find(text) or text


def line_in_language(line: str, language: Language) -> str:
    """The same for `message — hint`: an error and its next step, in one line."""
    message, dash, hint = line.rpartition(_NEXT_STEP)
    if not dash:
        return in_language(line, language)
    return f"{in_language(message, language)}{_NEXT_STEP}{in_language(hint, language)}"


def _find(text: str, depth: int = _DEPTH) -> str | None:
    """The Vietnamese of a text, or `None` where no sentence of the table fits it; `depth` is left for its values."""
    for pieces, vietnamese in _sentences():
        values = _match(pieces, text)
        if values is not None:
            return vietnamese.format(*(_Value(value, depth - 1) for value in values))
    return None


@lru_cache(maxsize=1)
def _sentences() -> Sequence[tuple[tuple[str, ...], str]]:
    """Fixed words and translation of each sentence; of two that fit a text, the one with more fixed words is first."""
    from khcchc.error_words import VIETNAMESE

    found = [(tuple(english.split("{}")), vietnamese) for english, vietnamese in VIETNAMESE.items()]
    return sorted(found, key=lambda sentence: -sum(map(len, sentence[0])))


def _match(pieces: Sequence[str], text: str) -> list[str] | None:
    """What stands between the fixed words, or `None` where the text does not have them all, in order, end to end.

    Each piece is taken where it stands first. Nothing is tried again: when the pieces fit at all, they fit so.
    """
    first, *middle = pieces
    if not middle:
        return [] if text.lower() == first.lower() else None  # `permission denied` is also written small
    last = middle.pop()
    end = len(text) - len(last)
    at = len(first)
    if at > end or not text.startswith(first) or not text.endswith(last):
        return None
    values = []
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(piece)
    return [*values, text[at:end]]


class _Value(NamedTuple):
    """A value to be filled in: letter for letter (`{0}`), or in Vietnamese where there is some (`{0:vi}`)."""

    words: str
    depth: int

    def __format__(self, how: str) -> str:
        return (_find(self.words, self.depth) if how and self.depth else None) or self.words
