"""Clean lines to blocks: which lines are tables, and which are running text.

A table reaches text in seven forms, and all become one block type, cut into cells later (`rows`):
`native` (the format says so), `tabs` (cells between tabs), `pipes` (cells between pipes, with or without one
at both ends of the row), `unrolled` (a cell between two lines of a lone pipe), `stacked` (one cell a line under a
header of one heading a line), and `found`, whose rows are read where they are found: columns that only spaces hold
apart (`columns`), grids and rulings that are drawn with signs (`drawn_tables`), and HTML in Markdown (`tagged`).

Guarantees:
 1. Every clean line is in exactly one block, in order.
 2. A block of text holds no line that belongs to a table, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.grid import FoundTable, RawRow
from khcchc.kept import compiled
from khcchc.model import Furniture
from khcchc.patterns import FirstOf, Pattern
from khcchc.read.source import SourceTable
from khcchc.stacked import stacked_tables
from khcchc.tabbed_lists import field_labels, without_list_tabs
from khcchc.wrapped_rows import Sign, wrapped_rows

Form = Literal["text", "native", "tabs", "pipes", "unrolled", "stacked", "found"]

_PIPE_ROW_RE = compiled(r"\|.*\|")
_ROW_A_LINE = ("tabs", "pipes")
_LEAST_PIPES = 2
_PAGE_BREAK = 4
"""Blank lines that a page break leaves between two rows of a table."""
_LEAST_PAGE = 15
"""Lines from one page number to the next where no blank lines set them apart from the text."""
_HEADINGS = 3
"""Headings of a table by which it is known again."""
_LONGEST_NUMBER = 20
"""Letters of a line that is a page number: `Trang 3 trên 12`."""
_MAX_CELL_LINES = 60
"""A cell is cut into lines by the conversion, but a chapter between two tables is no cell."""


class Block(NamedTuple):
    form: Form
    lines: tuple[CleanLine, ...]
    table: SourceTable | None = None
    """The table as its format gave it, for `native`."""
    rows: tuple[RawRow, ...] = ()
    """The rows of a `found` table."""


def split_blocks(
    lines: Sequence[CleanLine],
    grammars: Grammars,
    native: Sequence[SourceTable] = (),
    found: Sequence[FoundTable] = (),
) -> tuple[Block, ...]:
    """All lines of a document as text and table blocks; `native` and `found` tables are taken as they are."""
    forms: list[Form] = ["text"] * len(lines)
    tables: list[tuple[int, int, Form]] = [(t.start - 1, t.end, "native") for t in native]
    tables += [(t.start, t.end, "found") for t in found]
    taken = bytearray(len(lines))
    for start, end, _ in tables:
        taken[start:end] = b"\x01" * (end - start)
    if not native:
        tables += [(start, end, "unrolled") for start, end in _unrolled(lines, grammars)]
    for start, end, _ in tables:
        taken[start:end] = b"\x01" * (end - start)
    lines = without_list_tabs(lines, taken, grammars)
    tables += [(start, end, "tabs") for start, end in _tabbed(lines, taken, grammars)]
    tables += [(start, end, "pipes") for start, end in _piped(lines, taken, grammars)]
    for start, end, _ in tables:
        taken[start:end] = b"\x01" * (end - start)
    for start, end in stacked_tables(lines, taken, grammars):
        tables.append((start, end, "stacked"))
    for start, end, form in tables:
        forms[start:end] = [form] * (end - start)
    own = {t.start - 1: t for t in native}
    rows = {t.start: t.rows for t in found}
    blocks = _cut(lines, forms, {start for start, _, _ in tables}, own)
    return tuple(b._replace(rows=rows[b.lines[0].number - 1]) if b.form == "found" else b for b in blocks)


def _cut(
    lines: Sequence[CleanLine], forms: list[Form], starts: set[int], native: Mapping[int, SourceTable]
) -> Iterator[Block]:
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or forms[i] != forms[first] or (i in starts and forms[i] != "text"):
            yield Block(forms[first], tuple(lines[first:i]), native.get(first))
            first = i


def _rows(lines: Sequence[CleanLine], taken: bytearray, rows: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Runs of rows; a few blank lines between rows belong to the run (a page break in a table)."""
    run: list[int] = []
    for i in rows:
        if taken[i]:
            continue
        if run and not _is_break(lines, taken, run[-1] + 1, i):
            run.append(i)
            continue
        if len(run) >= least:
            yield run[0], run[-1] + 1
        run = [i]
    if len(run) >= least:
        yield run[0], run[-1] + 1


def _tabbed(lines: Sequence[CleanLine], taken: bytearray, grammars: Grammars) -> Iterator[tuple[int, int]]:
    labels = field_labels(grammars)
    # `Cơ quan chủ trì: Sở A⇥Thời gian: Quý I` are two labels of one line, and no row.
    signed = [i for i, line in enumerate(lines) if "\t" in line.text and not _holds_labels(line.text, labels)]
    wrapped = _wrapped(lines, signed, "\t", grammars)
    yield from _rows(lines, taken, sorted({*signed, *wrapped}), 2)


def _holds_labels(text: str, labels: FirstOf) -> bool:
    return ":" in text and all(labels.fits(part.strip()) for part in text.split("\t") if part.strip())


def _piped(lines: Sequence[CleanLine], taken: bytearray, grammars: Grammars) -> Iterator[tuple[int, int]]:
    """Runs of `| 1 | Rà soát văn bản | Sở Tư pháp |`, and of rows without pipes at their ends.

    One pipe in a line holds two columns of a letterhead apart, unless the first line names a column of work; the links
    of a web page are one line.
    """
    signed = [i for i, line in enumerate(lines) if "|" in line.text]
    if not signed:
        return
    wrapped = _wrapped(lines, signed, "|", grammars)
    framed = {i for i in signed if lines[i].text[0] == "|" and _PIPE_ROW_RE.fullmatch(lines[i].text)}
    several = {i for i in signed if lines[i].text.count("|") >= _LEAST_PIPES}
    work = FirstOf(grammars["tables"].giving("task"))
    passed = bytearray(taken)
    for start, end in _rows(lines, passed, sorted(several | wrapped), 2):
        if lines[start].text[0] != "|":
            passed[start:end] = b"\x01" * (end - start)
            yield start, end
    for start, end in _rows(lines, passed, sorted(framed | wrapped), 1):
        passed[start:end] = b"\x01" * (end - start)
        yield start, end
    for start, end in _rows(lines, passed, [i for i in signed if i not in several], 2):
        if work.fits(lines[start].text.partition("|")[0].strip()):
            yield start, end


def _wrapped(lines: Sequence[CleanLine], signed: Sequence[int], sign: Sign, grammars: Grammars) -> set[int]:
    """The lines of all rows that go on over lines."""
    return {i for span in wrapped_rows(grammars, sign).find(lines, signed) for i in range(*span)}


def _is_break(lines: Sequence[CleanLine], taken: bytearray, start: int, end: int) -> bool:
    """Whether more stands between two rows than the blank lines of a page break."""
    return end - start > _PAGE_BREAK or any(taken[i] or lines[i].text for i in range(start, end))


def _unrolled(lines: Sequence[CleanLine], grammars: Grammars) -> Iterator[tuple[int, int]]:
    """Spans between lone pipes. What stands between two pipes is a cell unless it is plainly a chapter."""
    pipes = [i for i, line in enumerate(lines) if line.text == "|"]
    if len(pipes) < 2:
        return
    blanks = sum(1 for line in lines if not line.text)
    dense = blanks < len(lines) // 20  # a conversion without blank lines between paragraphs
    outside = (
        grammars["markers"].giving("title")
        + grammars["markers"].giving("article")
        + grammars["markers"].giving("appendix")
    )
    start = pipes[0]
    for here, after in zip(pipes, [*pipes[1:], None], strict=True):
        if after is None or not _is_cell(lines[here + 1 : after], dense, outside):
            yield start, here + 1
            if after is not None:
                start = after


def _is_cell(between: Sequence[CleanLine], dense: bool, outside: Sequence[Pattern]) -> bool:
    words = [line for line in between if line.text]
    if not words:
        # Two pipes on lines of their own end one row and open the next; a kept space is an empty cell. Blank
        # lines without even a space stand between two tables.
        return not between or any(line.spaced for line in between)
    if len(words) > _MAX_CELL_LINES or (not dense and not between[0].text) or any(line.chrome for line in between):
        return False
    return len(words) < 4 or not any(pattern.match(line.text) for line in words[:3] for pattern in outside)


def set_page_numbers_aside(
    blocks: Sequence[Block], grammars: Grammars
) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """Blank the page numbers of running text, so that the sentence around them can be joined.

    `- 3 -` and `Trang 3` are page numbers by their form. A bare `3` is one when such numbers run through
    the document in order, between blank lines or a page apart, when it stands inside a sentence, or in the middle of
    its line.
    """
    texts = [line for block in blocks if block.form == "text" for line in block.lines]
    short = [line for line in texts if line.text and len(line.text) < _LONGEST_NUMBER]
    formed = FirstOf(grammars["furniture"].giving("page_number"))
    bare = FirstOf(grammars["furniture"].giving("bare_page_number"))
    counted = [line for line in short if bare.fits(line.text)]
    inside = {number for block in blocks if block.form == "stacked" for number in _over_headings(block, bare)}
    if not counted and not inside and not any(formed.fits(line.text) for line in short):
        return tuple(blocks), ()
    alone = [
        (line, before, after)
        for block in blocks
        if block.form == "text"
        for before, line, after in _isolated(block.lines)
        if bare.fits(line.text)
    ]
    values = [int(line.text) for line, _, _ in alone]
    in_order = len(values) > 1 and all(0 < b - a <= 2 for a, b in pairwise(values))
    drop = {line.number for line, before, after in alone if in_order or _inside_sentence(before, after)}
    drop |= _a_page_apart(counted) | _between_pages(blocks, bare) | {line.number for line in counted if line.centred}
    furniture: list[Furniture] = []
    out: list[Block] = []
    drop |= inside
    for block in blocks:
        if block.form not in ("text", "stacked"):
            out.append(block)
            continue
        lines = []
        for line in block.lines:
            told = block.form == "text" and line.text and len(line.text) < _LONGEST_NUMBER and formed.fits(line.text)
            if line.number in drop or told:
                furniture.append(Furniture(line=line.number, text=line.text, why="page number"))
                line = CleanLine(line.number, "", ends_page=True)
            lines.append(line)
        out.append(block._replace(lines=tuple(lines)))
    return _over_pages(out), tuple(furniture)


def _over_pages(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A table that goes on below the page number, under the same headings, is one table."""
    runs: list[list[Block]] = []
    for block in blocks:
        if (
            len(runs) > 1
            and _is_same_table(runs[-2][0], runs[-1][0], block)
            and not any(x.text for x in runs[-1][0].lines)
        ):
            gap = runs.pop()
            runs[-1] += (*gap, block)
        else:
            runs.append([block])
    return tuple(
        run[0]._replace(lines=tuple(chain.from_iterable(b.lines for b in run))) if len(run) > 1 else run[0]
        for run in runs
    )


def _over_headings(table: Block, number: FirstOf) -> Iterator[int]:
    """The lines of bare numbers inside a table of one cell a line, its headings said again right below each."""
    words = [(line.number, line.text) for line in table.lines if line.text]
    headings = [text for _, text in words[:_HEADINGS]]
    for k in range(_HEADINGS, len(words) - _HEADINGS):
        again = [text for _, text in words[k + 1 : k + 1 + _HEADINGS]]
        if again == headings and number.fits(words[k][1]):
            yield words[k][0]


def _between_pages(blocks: Sequence[Block], number: FirstOf) -> set[int]:
    """The number that stands alone where a table ends and begins again under the same headings."""
    out: set[int] = set()
    for table, gap, block in zip(blocks, blocks[1:], blocks[2:], strict=False):
        filled = [line for line in gap.lines if line.text]
        if len(filled) == 1 and number.fits(filled[0].text) and _is_same_table(table, gap, block):
            out.add(filled[0].number)
    return out


def _is_same_table(table: Block, gap: Block, block: Block) -> bool:
    if not table.form == block.form in _ROW_A_LINE or gap.form != "text" or len(gap.lines) > _PAGE_BREAK:
        return False
    return block.lines[0].text == table.lines[0].text


def _a_page_apart(numbers: Sequence[CleanLine]) -> set[int]:
    """The lines of bare numbers that count pages of dense text: in order, each at least a page behind the last."""
    steps = [(int(b.text) - int(a.text), b.number - a.number) for a, b in pairwise(numbers)]
    paged = bool(steps) and all(0 < step <= 2 and lines >= _LEAST_PAGE for step, lines in steps)
    return {line.number for line in numbers} if paged else set()


def _isolated(lines: Sequence[CleanLine]) -> Iterator[tuple[str, CleanLine, str]]:
    """Short lines with a blank line, or the end, on both sides; with the words before and after."""
    for i, line in enumerate(lines):
        if not line.text or len(line.text) > 3:
            continue
        if (i == 0 or not lines[i - 1].text) and (i + 1 == len(lines) or not lines[i + 1].text):
            before = next((x.text for x in reversed(lines[max(0, i - 6) : i]) if x.text), "")
            after = next((x.text for x in lines[i + 1 : i + 7] if x.text), "")
            yield before, line, after


def _inside_sentence(before: str, after: str) -> bool:
    return bool(before and after) and before[-1] not in ".;:!?" and after[0].islower()
