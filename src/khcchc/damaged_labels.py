"""Labels whose marks are wrong in the text itself: `Thòi gian: Quý I` is `Thời gian: Quý I`.

A text that was recognised before it came here carries such damage, and clerks write it.

Guarantees:
 1. Only marks change, only in the words before a colon that opens a line, and only where they then are a label.
 2. What is a label as it stands is left alone.
 3. The text is as long as before; every change is told.
"""

from __future__ import annotations

import re

from khcchc.accents import plain_letters
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.patterns import FirstOf
from khcchc.word_trees import alternation

_ROLES = ("lead", "coordinating", "schedule", "deliverables", "content", "budget", "note")
_HEAD_RE = compiled(r"[-–—+•*\s]*(?P<head>[^\W\d_][^:;.|\t]{3,50}?)\s*:")
_REMEMBERED = 512  # heads of lines


class LabelMender:
    """Built once for a document."""

    def __init__(self, grammars: Grammars) -> None:
        fields = grammars["fields"]
        self._labels = FirstOf(p for role in _ROLES for p in fields.giving(role))
        words = {plain_letters(words): words for words in grammars["ocr"].words("label words")}
        self._words = words
        self._plain_re = compiled(rf"(?<!\w)(?:{alternation(list(words))})(?!\w)")
        self._better: dict[str, str] = {}

    def mend(self, text: str) -> tuple[str, str] | None:
        """The line with its label mended, and what was done; `None` where nothing is to be done."""
        if ":" not in text[:60] or (match := _HEAD_RE.match(text)) is None:
            return None
        head = match["head"]
        better = self._better.get(head)
        if better is None:
            better = self._spell(head)
            if len(self._better) < _REMEMBERED:
                self._better[head] = better
        rest = text[match.end("head") :]
        if better == head or self._labels.fits(head + rest) or not self._labels.fits(better + rest):
            return None
        return text[: match.start("head")] + better + rest, f"label {head!r} read as {better!r}"

    def _spell(self, head: str) -> str:
        """The head with the words of labels in it spelt as labels spell them."""
        plain = plain_letters(head)
        if len(plain) != len(head):
            return head

        def spell(match: re.Match[str]) -> str:
            old, new = head[match.start() : match.end()], self._words[" ".join(match[0].split())]
            if len(old) != len(new):  # blanks between its words
                return old
            return "".join(n.upper() if o.isupper() else n for o, n in zip(old, new, strict=True))

        spelt, at = "", 0
        for match in self._plain_re.finditer(plain):
            spelt += head[at : match.start()] + spell(match)
            at = match.end()
        return spelt + head[at:]
