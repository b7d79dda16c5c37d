"""Words that text recognition found, with their places, to the lines and tables of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from khcchc.read.pdf_furniture import is_noise
from khcchc.read.pdf_grids import Grid, GridsFound
from khcchc.read.pdf_layout import fill_grid, order_with_tables
from khcchc.read.pdf_lines import Line, PageText, is_bare_marker


class Word(NamedTuple):
    """One word: its box in points, the confidence in percent, and the block, paragraph and line it is in."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    line: tuple[int, int, int]


def page_of_words(words: Sequence[Word], found: GridsFound, number: int, width: float, height: float) -> PageText:
    """The page, read like one with a text layer."""
    usual = median(word.y1 - word.y0 for word in words)
    free: list[Line] = []
    cells: dict[int, dict[tuple[int, int], list[Line]]] = {i: {} for i in range(len(found.grids))}
    for _, group in groupby(words, key=lambda word: word.line):
        for place, run in _runs(list(group), found.grids, usual):
            line = _line(run, usual)
            if place is None:
                free.append(line)
            else:
                cells[place[0]].setdefault(place[1], []).append(line)
    tables = [fill_grid(grid, cells[i]) for i, grid in enumerate(found.grids)]
    # A speck beside a column would end it; specks stand behind all else, to be set aside.
    noise = [line for line in free if is_noise(line)]
    items, banded = order_with_tables([line for line in free if not is_noise(line)], tables)
    shown = (*items, *noise)
    return PageText(number, width, height, shown, images=1, recognised=True, columns=frozenset(banded))


_Place = tuple[int, tuple[int, int]] | None


def _runs(words: Sequence[Word], grids: Sequence[Grid], usual: float) -> Iterator[tuple[_Place, list[Word]]]:
    """One recognised line, cut where it leaves a cell for another, or leaps over a gutter."""
    run: list[Word] = []
    place: _Place = None
    for word in words:
        here = _place(word, grids)
        leap = (
            bool(run)
            and here is None
            and word.x0 - run[-1].x1 > 2.4 * usual
            and not is_bare_marker(" ".join(w.text for w in run))
        )
        if run and (here != place or leap):
            yield place, run
            run = []
        place = here
        run.append(word)
    if run:
        yield place, run


def _place(word: Word, grids: Sequence[Grid]) -> _Place:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    for i, grid in enumerate(grids):
        if (at := grid.place(x, y)) is not None:
            return i, at
    return None


def _line(words: Sequence[Word], usual: float) -> Line:
    """Letters with and without marks differ in height: within a third of the usual, the face is the usual one."""
    height = median(word.y1 - word.y0 for word in words)
    size = usual if abs(height - usual) < 0.35 * usual else height
    middle = median((word.y0 + word.y1) / 2 for word in words)
    letters = sum(len(word.text) for word in words)
    confidence = sum(max(word.confidence, 0.0) * len(word.text) for word in words) / max(letters, 1)
    text = " ".join(word.text for word in words)
    face = size / 0.78  # the box of a word with marks is about that part of its face
    return Line(
        text,
        words[0].x0,
        middle - 0.55 * face,
        words[-1].x1,
        middle + 0.55 * face,
        face,
        round(min(confidence, 99.9), 1),
    )
