"""What a reader gives: the lines as they stand, the tables that the format knows, and where both came from."""

from __future__ import annotations

from typing import NamedTuple

from khcchc.model import Problem, Source


class SourceCell(NamedTuple):
    """One cell of a native table: lines `start` to `end` (1-based, both included) hold its paragraphs.

    `merged` marks a place that a vertical merge covers: the lines are those of the cell it goes on from.
    """

    start: int
    end: int
    merged: bool = False


class SourceTable(NamedTuple):
    """A table that the format itself marks as one (Word, HTML, ruled PDF).

    Each cell's paragraphs are lines of the text, row after row, so that the table covers the lines `start`
    to `end`. A row has one entry for each column of the table: a cell that spans columns stands in the
    first of them, the others are `None`, as is a cell without words.
    """

    start: int
    end: int
    rows: tuple[tuple[SourceCell | None, ...], ...]


class SourceText(NamedTuple):
    """Raw lines without their line ends; line 1 is `lines[0]`.

    `tables` are in order and do not overlap. `pages` gives the page of each line, where the format has
    pages. `problems` are what the reader itself found odd (a repaired encoding, an unreadable page);
    `aside` are line numbers that the format marks as running heads, page numbers and the like, with why.
    `complete` means that the format marks paragraphs: each line is a whole one, but for those in `soft`,
    which a soft break cut from the line before. `bold` are the lines that stand in bold from end to end.
    """

    lines: tuple[str, ...]
    source: Source
    tables: tuple[SourceTable, ...] = ()
    pages: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    aside: tuple[tuple[int, str], ...] = ()
    complete: bool = False
    soft: tuple[int, ...] = ()
    bold: tuple[int, ...] = ()
