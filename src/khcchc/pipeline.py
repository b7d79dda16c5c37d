"""The order of the stages, once: read → clean → mark lines → tables → outline → head → tasks → export.

Each stage is a function from frozen records to frozen records; reading and exporting are done outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khcchc.actors import actor_scanner
from khcchc.blocks import Block, set_page_numbers_aside, split_blocks
from khcchc.clean import CleanLine, clean_lines
from khcchc.collector import collector_paused
from khcchc.columns import aligned_tables
from khcchc.drawn_tables import drawn_tables
from khcchc.grammar import Grammars, builtin_grammars
from khcchc.grid import FoundTable
from khcchc.head import HeadReader
from khcchc.label_tables import LabelTables
from khcchc.lines import LineMarker
from khcchc.lost_tables import LostTables
from khcchc.model import Furniture, Plan, Problem, Task
from khcchc.outline import Element, Outline, OutlineBuilder, TableElement
from khcchc.paragraphs import ParagraphJoiner
from khcchc.places import Places
from khcchc.read.source import SourceText
from khcchc.records import Recorder, account_lines, filled_lines
from khcchc.rows import raw_rows
from khcchc.tables import TableReader
from khcchc.tasks import FoundTask, find_tasks

_HEADING_LINES = 2
"""Paragraphs between two tables of which the second has no header: `B. NHIỆM VỤ THEO ĐỀ ÁN`, a page number."""


def parse_source(source: SourceText, *, grammars: Grammars | None = None) -> Plan:
    """One source, all stages. Content never raises; `GrammarError` when the grammars lack a rule."""
    grammars = grammars or builtin_grammars()
    with collector_paused():
        outlined = build_outline(source, grammars)
        recorder = _recorder(source, outlined, grammars)
        filled = filled_lines(source.lines)
        source = source._replace(lines=())  # the raw lines have had their use: a tenth of the memory of a long plan
        tasks = recorder.tasks(find_tasks(outlined.outline, grammars))  # so has what was found, once it is recorded
        return _plan(source, filled, outlined, recorder, tasks)


class OutlinedText(NamedTuple):
    """The tree of a source, what was set aside on the way to it, and what was lost before."""

    outline: Outline
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


class ParsedText(NamedTuple):
    """What the stages made of a source, besides the plan."""

    outline: Outline
    furniture: tuple[Furniture, ...]
    found: tuple[FoundTask, ...]
    plan: Plan


def run_stages(source: SourceText, grammars: Grammars) -> ParsedText:
    """All stages once, keeping what stands between them."""
    with collector_paused():
        outlined = build_outline(source, grammars)
        recorder = _recorder(source, outlined, grammars)
        found = find_tasks(outlined.outline, grammars)
        plan = _plan(source, filled_lines(source.lines), outlined, recorder, recorder.tasks(found))
    return ParsedText(outlined.outline, outlined.furniture, found, plan)


def _recorder(source: SourceText, outlined: OutlinedText, grammars: Grammars) -> Recorder:
    places = Places(len(source.lines), source.pages)
    return Recorder(HeadReader(grammars, places).read(outlined.outline), grammars, places)


def _plan(
    source: SourceText, filled: bytes, outlined: OutlinedText, recorder: Recorder, tasks: tuple[Task, ...]
) -> Plan:
    sections = recorder.sections(outlined.outline)
    problems = recorder.places.on_pages((*source.problems, *outlined.problems, *recorder.problems))
    return Plan(
        source=source.source,
        document=recorder.document,
        sections=sections,
        tasks=tasks,
        problems=tuple(sorted(problems, key=lambda p: (p.line or 0, p.code))),
        coverage=account_lines(filled, sections, outlined.furniture),
    )


def build_outline(source: SourceText, grammars: Grammars) -> OutlinedText:
    """read → clean → mark lines → tables → outline."""
    clean = clean_lines(source.lines, grammars, dict(source.aside), frozenset(source.bold))
    found = () if source.complete or source.tables else _found_tables(source.lines, clean.lines, grammars)
    blocks, numbers = set_page_numbers_aside(split_blocks(clean.lines, grammars, source.tables, found), grammars)
    # Cells are short and often begin in lower case, a row of them is long: they say nothing of the layout. Where each
    # cell has lines of its own, they were cut at the same width as the text.
    running = ("text",) if source.complete else ("text", "unrolled", "stacked")
    judged = [line for block in blocks if block.form in running for line in block.lines]
    joiner = ParagraphJoiner(judged, grammars, complete=source.complete, soft=source.soft)
    elements = tuple(_elements(blocks, joiner, grammars))
    pages = [Furniture(line=n, text=source.lines[n - 1], why="page number") for table in found for n in table.pages]
    furniture = tuple(sorted((*clean.furniture, *numbers, *pages), key=lambda f: f.line))
    outline = OutlineBuilder(grammars).build(elements)
    lost = LostTables(grammars, actor_scanner(grammars)).find(elements)
    mended = (Problem(code="OCR001", severity="info", message=what, line=line) for line, what in clean.mended)
    return OutlinedText(outline, furniture, (*outline.problems, *lost, *mended))


def _found_tables(raw: Sequence[str], clean: Sequence[CleanLine], grammars: Grammars) -> tuple[FoundTable, ...]:
    """The tables of a text that signs, spaces or tags hold in columns; no line is in two of them."""
    drawn = tuple(drawn_tables(raw, grammars))
    taken = {i for table in drawn for i in range(table.start, table.end)}
    aligned = tuple(t for t in aligned_tables(raw, grammars) if taken.isdisjoint(range(t.start, t.end)))
    if not any(line.text[:1] == "<" for line in clean):
        return drawn + aligned
    # Few texts hold tags, and the reader of pages costs more to import than most texts to parse.
    from khcchc.tagged import tagged_tables

    taken |= {i for table in aligned for i in range(table.start, table.end)}
    return (*drawn, *aligned, *(t for t in tagged_tables(clean) if taken.isdisjoint(range(t.start, t.end))))


def _elements(blocks: tuple[Block, ...], joiner: ParagraphJoiner, grammars: Grammars) -> Iterator[Element]:
    marker, scanner = LineMarker(grammars), actor_scanner(grammars)
    reader, labelled = TableReader(grammars, scanner), LabelTables(grammars, marker, scanner)
    tail = grammars["head"].giving("tail")
    grid = above = None
    apart = 0
    for block in blocks:
        if block.form == "text":
            for paragraph in joiner.join(block.lines):
                grid, apart = None, apart + 1
                yield marker.mark(paragraph)
        else:
            raw = raw_rows(block, grammars, scanner)
            if lines := labelled.read(raw):
                grid, apart = None, apart + len(lines)
                yield from lines
                continue
            if any(p.match(cell.text) for row in raw[:1] for cell in row.filled[:2] for p in tail):
                grid = None  # recipients and signature in a table of two cells do not go on with the table above
            if grid is None and apart <= _HEADING_LINES and reader.goes_on(raw, above):
                grid = above
            grid = above = reader.read(raw, grid)
            apart = 0
            yield TableElement(grid, block.lines[0].number, block.lines[-1].number)
