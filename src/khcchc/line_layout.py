"""How a text was cut into lines: at a width or not, with or without blank lines between its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from khcchc.clean import CleanLine
from khcchc.kept import compiled

PARAGRAPH_ENDS = (".", ";", ":", "!", "?", "…", ".”", ";”", ".)", "./.")
_REGULAR, _MOST, _LEAST_BEGUN = 0.9, 0.6, 5
"""Of the lines that go on, those at the margin; of those that begin a paragraph, those behind it, and how many."""
_LETTERED_RE = compiled(r"[^\W\d_]\s?\)")


class Layout(NamedTuple):
    """How the text was cut: `wrapped` at a width, with (`spaced`) or without blank lines between paragraphs.

    `first` is the width of first lines: a conversion of indented paragraphs cuts them earlier. Where the text keeps its
    indents, lines that go on stand at the `margin`, and widths count from there; None where indents tell nothing.
    """

    wrapped: bool
    spaced: bool
    width: int
    first: int
    margin: int | None = None

    def length(self, line: CleanLine) -> int:
        """How far a line reaches, from the margin."""
        return len(line.text) + (line.indent - self.margin if self.margin is not None else 0)

    def begins(self, line: CleanLine) -> bool:
        """Whether the indent of a line tells that a paragraph begins."""
        return self.margin is not None and line.indent > self.margin


def unfinished(text: str) -> bool:
    """Whether a line ends without a sign that may end a paragraph."""
    return not text.endswith(PARAGRAPH_ENDS)


def measure_layout(lines: Sequence[CleanLine]) -> Layout:
    """Judge the layout by the running lines: many of middling length that go on in lower case.

    Paragraphs stand apart when most sentences that end a line have a blank line behind them; the blank
    lines around a page number say nothing.
    """
    texts = [line.text for line in lines]
    filled = [t for t in texts if len(t) > 1]
    long = sum(1 for t in filled if len(t) > 140)
    going_on = sum(1 for a, b in pairwise(texts) if len(a) > 20 and _goes_on(b))
    wrapped = bool(filled) and long < 0.04 * len(filled) and going_on > 0.08 * len(filled)
    ends = [b for a, b in pairwise(texts) if len(a) > 20 and a.endswith(PARAGRAPH_ENDS)]
    apart = sum(1 for b in ends if not b)
    cut = Layout(wrapped, apart >= 0.5 * len(ends), 0, 0, _margin(lines) if wrapped else None)
    going = [
        (cut.length(a), a.text[0] in "-+•0123456789(" or not before)
        for before, a, b in zip(["", *texts], lines, lines[1:], strict=False)
        if len(a.text) > 20 and _goes_on(b.text)
    ]
    width = _common_width([length for length, _ in going])
    if cut.margin is not None:
        return cut._replace(width=width, first=width)
    first = _common_width([length for length, begins in going if begins])
    return cut._replace(width=width, first=min(first, width))


def _margin(lines: Sequence[CleanLine]) -> int | None:
    """The indent of lines that go on, where nearly all have the same, and most that begin a paragraph have a larger."""
    pairs = [(a, b) for a, b in pairwise(lines) if len(a.text) > 20 and b.text]
    going = [b.indent for _, b in pairs if _goes_on(b.text)]
    if not going:
        return None
    margin = max(set(going), key=going.count)
    begun = [b.indent > margin for a, b in pairs if a.text.endswith(PARAGRAPH_ENDS) and not _goes_on(b.text)]
    regular = going.count(margin) >= _REGULAR * len(going) and sum(begun) >= _MOST * len(begun)
    return margin if regular and len(begun) >= _LEAST_BEGUN else None


def _goes_on(text: str) -> bool:
    """Whether a line begins in small letters: `a) Phụ trách: …` has its own beginning."""
    return text[:1].islower() and not _LETTERED_RE.match(text)


def _common_width(lengths: Sequence[int]) -> int:
    """The width that four of five lines keep to; 80 where there are none."""
    widths = sorted(lengths)
    return widths[int(len(widths) * 0.8)] if widths else 80
