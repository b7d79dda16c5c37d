"""Many texts searched as one: a plain search over the whole is far cheaper than a pattern tried on each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import add


class JoinedTexts:
    """Texts in their order, behind each other; what is found is told by the number of its text, from 0.

    Linear in the length of all texts, however often something stands in one of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.whole = "\n".join(texts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins in the whole, and one more: made only when something is found."""
        return list(map(add, accumulate(map(len, self.texts), initial=0), count()))

    def number(self, at: int) -> int:
        """The text in which a place of the whole lies."""
        return bisect_right(self._starts, at) - 1

    def start(self, number: int) -> int:
        """Where a text begins in the whole."""
        return self._starts[number]

    def end(self, number: int) -> int:
        """Where a text ends in the whole."""
        return self._starts[number + 1] - 1

    def holding(self, words: str) -> Iterator[int]:
        """The texts that hold these words, in order. The words have no line break in them."""
        at = self.whole.find(words)
        while at >= 0:
            number = self.number(at)
            yield number
            at = self.whole.find(words, self._starts[number + 1])

    def holding_any(self, words: Iterable[str]) -> list[int]:
        """The texts that hold at least one of the words, in order."""
        return sorted({number for one in words for number in self.holding(one)})

    def matching(self, letter: re.Pattern[str]) -> Iterator[int]:
        """The texts in which a pattern of one letter is found, in order."""
        match = letter.search(self.whole)
        while match is not None:
            number = self.number(match.start())
            yield number
            match = letter.search(self.whole, self._starts[number + 1])
