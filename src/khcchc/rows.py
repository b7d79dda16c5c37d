"""Table blocks to raw rows: cells cut out of tabs, pipes, lone pipes, or one line each.

Guarantees:
 1. Every word of the block is in one cell, in order.
 2. A cell knows its lines; rows cover the block without gap or overlap.
 3. An empty cell that the source kept is `None` in its place; `whole` says whether it kept them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from khcchc.actors import ActorScanner
from khcchc.blocks import Block
from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.kept import compiled
from khcchc.patterns import fits_any
from khcchc.read.source import SourceTable
from khcchc.stacked import stacked_rows
from khcchc.table_headers import HeaderReader
from khcchc.wrapped_rows import Sign, wrapped_rows

_UNESCAPED_PIPE_RE = compiled(r"(?<!\\)\|")
_SEPARATOR_RE = compiled(r":?-+:?")
_RESTATED_RE = compiled(r":?-{3,}:?")
_BREAK_RE = compiled(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BULLET_RE = compiled(r"[-+•–]\s")
_CONNECTED = (",", "và", "của", "-", "–", "(", "các", "hoặc")


_BARE = 2
"""Cells of a row that says no more than its number and its work."""

Segment = tuple[list[Cell | None], int, int, int]
"""Cells between single pipes, the gaps behind them, first and last line."""


def raw_rows(block: Block, grammars: Grammars, scanner: ActorScanner) -> tuple[RawRow, ...]:
    """The rows of a table block, whatever its form."""
    if block.table is not None:
        rows = list(_native_rows(block.lines, block.table))
    elif block.form == "found":
        rows = list(block.rows)
    elif block.form == "tabs":
        rows = list(_signed_rows(block.lines, "\t", grammars))
    elif block.form == "pipes":
        rows = list(_signed_rows(block.lines, "|", grammars))
    elif block.form == "unrolled":
        rows = _assemble(list(_segments(block.lines, scanner)), grammars)
    else:
        rows = list(stacked_rows(block.lines, grammars, scanner))
    return tuple(_cover(rows, block))


def _cover(rows: list[RawRow], block: Block) -> list[RawRow]:
    """Rulings between rows belong to the row above them, those at the top to the first."""
    if not rows:
        first, last = block.lines[0].number, block.lines[-1].number
        return [RawRow((), first, last, whole=True)]
    out = []
    for i, row in enumerate(rows):
        start = block.lines[0].number if i == 0 else row.start
        end = rows[i + 1].start - 1 if i + 1 < len(rows) else block.lines[-1].number
        out.append(row._replace(start=start, end=max(end, row.start)))
    return out


def _native_rows(lines: Sequence[CleanLine], table: SourceTable) -> Iterator[RawRow]:
    """The rows as the format gave them; a vertically merged cell holds for every row it spans."""
    first = lines[0].number
    for row in table.rows:
        cells: list[Cell | None] = []
        own: list[int] = []
        for place in row:
            words = [line for line in lines[place.start - first : place.end - first + 1] if line.text] if place else []
            cells.append(_native_cell(words, merged=place.merged) if words and place else None)
            own += [line.number for line in words if place and not place.merged]
        if not own:
            continue  # every cell is lent or empty: the row says nothing, and its lines are those of the row above
        yield RawRow(tuple(cells), min(own), max(own), whole=True, merges_told=True)


def _native_cell(words: Sequence[CleanLine], *, merged: bool) -> Cell:
    """The paragraphs of the cell, a line each: the format says where they end."""
    bold = all(w.bold for w in words)
    return Cell("\n".join(w.text for w in words), words[0].number, words[-1].number, bold, merged)


def _signed_rows(lines: Sequence[CleanLine], sign: Sign, grammars: Grammars) -> Iterator[RawRow]:
    """A row a line; where cells go on over lines, the lines that have all the signs of a row."""
    signed = [i for i, line in enumerate(lines) if sign in line.text]
    ends = dict(wrapped_rows(grammars, sign).find(lines, signed))
    # `| a | b |`; a table of rows like `a | b` keeps the empty cells at its ends.
    framed = sign == "|" and lines[0].text[:1] == "|"
    count = i = 0
    while i < len(lines):
        end = ends.get(i, i + 1)
        if lines[i].text:
            count += 1
            if sign == "\t" or not _is_ruling(lines[i].text, count):
                cells = _cells_of(lines[i:end], sign, framed=framed)
                yield RawRow(tuple(cells), lines[i].number, lines[end - 1].number, whole=True)
        i = end


def _is_ruling(text: str, count: int) -> bool:
    """`| --- | :-: |` below the header, or below the same header on the next page."""
    parts = [part.strip() for part in text.strip("| ").split("|")]
    ruled = _SEPARATOR_RE if count == 2 else _RESTATED_RE
    return any(parts) and all(not part or ruled.fullmatch(part) for part in parts)


def _cells_of(lines: Sequence[CleanLine], sign: Sign, *, framed: bool) -> list[Cell | None]:
    """The cells of one row, which may have several lines."""
    cells: list[Cell | None] = []
    for n, line in enumerate(lines):
        text = line.text.strip() if sign == "|" else line.text
        if framed:
            text = text.removeprefix("|") if n == 0 else text
            text = text.removesuffix("|") if n == len(lines) - 1 else text
        parts = text.split("\t") if sign == "\t" else [_unescaped(part) for part in _UNESCAPED_PIPE_RE.split(text)]
        own = [_cell(part, line) for part in parts]
        cells[-1:] = [_gone_on(cells[-1], own[0]), *own[1:]] if cells else own
    return cells


def _unescaped(part: str) -> str:
    return _BREAK_RE.sub("\n", part.strip()).replace("\\|", "|")


def _gone_on(cell: Cell | None, more: Cell | None) -> Cell | None:
    """A cell with its next line: a paragraph of its own unless it goes on in small letters."""
    if cell is None or more is None:
        return cell or more
    joint = " " if more.text[0].islower() else "\n"
    return cell._replace(text=f"{cell.text}{joint}{more.text}", end=more.end)


def _cell(text: str, line: CleanLine) -> Cell | None:
    text = text.strip()
    return Cell(text, line.number, line.number, line.bold) if text else None


def join_cell(lines: Sequence[CleanLine], scanner: ActorScanner) -> str:
    """The words of a cell that a width cut in lines: one paragraph, but bullets and names kept apart."""
    out: list[str] = []
    for line in lines:
        text = line.text
        if out and (_BULLET_RE.match(text) or _new_name(out[-1], text, scanner)):
            out.append(text)
        elif out:
            out[-1] += " " + text
        else:
            out.append(text)
    return "\n".join(out)


def _new_name(before: str, text: str, scanner: ActorScanner) -> bool:
    """Two agencies in one cell, a line each; a name cut by the width ends in a connecting word."""
    if len(before) > 60 or before.endswith(_CONNECTED) or not text[0].isupper():
        return False
    return scanner.opens(text) and scanner.opens(before)


def _segments(lines: Sequence[CleanLine], scanner: ActorScanner) -> Iterator[Segment]:
    """Runs of cells between single pipes; a line with nothing but a space is a cell kept empty."""
    run: list[Cell | None] = []
    words: list[CleanLine] = []
    pipes, spaced = 0, False
    first = last = lines[0].number
    for line in lines:
        if line.text == "|":
            if words:
                run.append(_joined(words, scanner))
                words, pipes, last = [], 0, line.number
            elif spaced and run and pipes:
                run.append(None)
                pipes = 0
            pipes, spaced = pipes + 1, False
        elif not line.text:
            spaced = spaced or line.spaced
        else:
            if run and pipes > 1:
                yield run, pipes - 1, first, last
                run = []
            if not run and not words:
                first = line.number
            pipes = pipes if words else 0
            words.append(line)
    if words:
        run.append(_joined(words, scanner))
    if run:
        yield run, max(0, pipes - 1), first, last


def _joined(words: Sequence[CleanLine], scanner: ActorScanner) -> Cell:
    return Cell(join_cell(words, scanner), words[0].number, words[-1].number, all(w.bold for w in words))


def _assemble(segments: list[Segment], grammars: Grammars) -> list[RawRow]:
    """Decide which gaps end a row and which are empty cells inside one."""
    joiner = _RowJoiner(segments, grammars)
    width = joiner.width
    rows: list[RawRow] = []
    i = 0
    while i < len(segments):
        cells, gaps, first, last = segments[i]
        row = list(cells)
        while i + 1 < len(segments) and gaps and joiner.goes_on(row, gaps, segments[i + 1 : i + 1 + width]):
            row += [None] * gaps
            i += 1
            row += segments[i][0]
            gaps, last = segments[i][1], segments[i][3]
            if len(row) < width and joiner.is_timed(row):
                row += [None] * (width - len(row))
        kept = gaps - 1 if i + 1 < len(segments) else gaps  # behind the last row no pipe opens another
        blanks = kept if kept > 0 and len(row) + kept <= width and not joiner.is_moved(row) else 0
        rows.append(RawRow((*row, *[None] * blanks), first, last, whole=len(row) + blanks == width))
        i += 1
    return rows


class _RowJoiner:
    """Tells whether the cells behind a gap still belong to the row before it."""

    def __init__(self, segments: Sequence[Segment], grammars: Grammars) -> None:
        tables = grammars["tables"]
        widest = max((len(cells) for cells, _, _, _ in segments), default=0)
        self._number = tables.giving("cell_number")
        self._opening = (*self._number, *tables.giving("cell_group"))
        self._time = tables.giving("cell_time")
        heads = [RawRow(tuple(cells), first, last, whole=True) for cells, _, first, last in segments[:2]]
        columns = HeaderReader(grammars).columns_below(*heads) if len(heads) > 1 else ()
        self.width = max(widest, len(columns))
        if not columns:
            schedule = tables.giving("schedule")
            header = next((cells for cells, _, _, _ in segments if len(cells) == widest), [])
            columns = tuple("schedule" if cell and fits_any(schedule, cell.text) else "" for cell in header)
        self._schedule = columns.index("schedule") if "schedule" in columns else None
        long = (s for s in segments[2:] if len(s[0]) >= self.width - _BARE)
        self._unnumbered = any(s[0][0] is not None and not fits_any(self._number, s[0][0].text) for s in long)

    def goes_on(self, row: Sequence[Cell | None], gaps: int, rest: Sequence[Segment]) -> bool:
        """They do when they fill the row, its last cells being empty perhaps, and open no row of their own.

        Where cells are missing at the end, a merge may have dropped them: then a time must stand below its heading,
        or the row says no more than its number and its work.
        """
        after, ending, _, _ = rest[0]
        missing = self.width - (len(row) + gaps + len(after))
        if missing < 0 or len(row) < 2 or self._opens(rest[0]):
            return False
        if row[0] is None or not fits_any(self._number, row[0].text):
            return False
        filled = missing <= max(0, ending - 1) or self.is_timed([*row, *[None] * gaps, *after])
        return filled or self._fills(row, gaps, rest) or (len(row) == _BARE and self._is_fragment(after))

    def _opens(self, segment: Segment) -> bool:
        """Whether a row or a title begins with these cells."""
        cells = segment[0]
        head = cells[0]
        if head is None or fits_any(self._opening, head.text):
            return True
        return len(cells) == 1 and (head.bold or (head.text.isupper() and " " in head.text))

    def _fills(self, row: Sequence[Cell | None], gaps: int, rest: Sequence[Segment]) -> bool:
        """Whether all runs of cells before the next row, with the empty ones between them, make this one whole."""
        length = len(row)
        for cells, ending, _, _ in takewhile(lambda segment: not self._opens(segment), rest):
            length += gaps + len(cells)
            gaps = ending
            if length > self.width:
                return False
        return length + max(0, gaps - 1) >= self.width

    def _is_fragment(self, cells: Sequence[Cell | None]) -> bool:
        """Whether the cells are too few for a row, in a table whose rows all have numbers."""
        return not self._unnumbered and len(cells) < self.width - _BARE

    def is_moved(self, row: Sequence[Cell | None]) -> bool:
        """Whether the only time of a short row does not stand below its heading: a cell before it was dropped."""
        times = self._times(row)
        return self._schedule is not None and len(times) == 1 and times[0] < self._schedule

    def is_timed(self, row: Sequence[Cell | None]) -> bool:
        """Whether one cell of the row is a time, and stands below the heading of times."""
        return self._times(row) == [self._schedule]

    def _times(self, row: Sequence[Cell | None]) -> list[int]:
        """The places of times behind the number and the work."""
        return [k for k, cell in enumerate(row) if cell and k > 1 and fits_any(self._time, cell.text)]
