"""Tables that reach the text without what tells whose words are whose: nothing is guessed, and the loss is told.

Their columns are gone, and the headings of all of them stand in one line, or one below the other without numbers; or
their headings are none that are known; or they stand in Markdown as HTML whose tags do not close (`tagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.grid import Cell, Grid
from khcchc.kept import compiled
from khcchc.lines import MarkedLine
from khcchc.model import Problem
from khcchc.outline import Element
from khcchc.patterns import FirstOf

_NO_COLUMNS = (
    "the headings of a table stand in running text: its columns are lost, and its rows are not read as tasks; "
    "take the Word or PDF file, or put tabs between the cells"
)
_NO_HEADINGS = (
    "a table names agencies and times under headings that are not known: its rows are not read as tasks; "
    "add its headings to a grammar of your own"
)
_NO_COLUMN = (
    "the column {heading!r} holds {what}, but its heading is not known: it is not read; "
    "add the heading to a grammar of your own"
)
_NO_WORK = "this row says who leads or when, but names no work: it is not read as a task"
_TAGS = (
    "tags of an HTML table that could not be read stand in the text: its rows are not read as tasks; close it, put it "
    "on lines of its own, without a caption or a table inside, or take the page as HTML"
)
_TAG_RE = compiled(r"\s*</?(?:table|thead|tbody|tr|t[dh])[\s>]", re.IGNORECASE)
_ANSWERS = ("lead", "coordinating", "schedule", "deliverables")
_LEAST_HEADINGS = 3
_LONGEST_HEADING = 60
_LEAST_ROWS = 2


class LostTables:
    """Built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        tables = grammars["tables"]
        self._scanner = scanner
        self._header = FirstOf(tables.giving("lost_header"))
        self._work = FirstOf(tables.giving("task"))
        self._answers = FirstOf(p for role in _ANSWERS for p in tables.giving(role))
        self._times = FirstOf(tables.giving("cell_time"))
        self._apart = FirstOf((*tables.giving("aside"), *tables.giving("named")))

    def find(self, elements: Iterable[Element]) -> Iterator[Problem]:
        """`TAB002` at the headings of a table without columns, `TAB003` at the first line of one without headings,
        `TAB004` at the first tag of a table in HTML that was not read, `TAB005` at the headings of a table of work for
        each column whose heading is not known, though its cells say who leads or when; `TAB006` at a row of such a
        table that names no work, though it says who leads or when.
        """
        work: MarkedLine | None = None
        headings = 0
        tagged = False
        for element in elements:
            if not isinstance(element, MarkedLine):
                work = None
                if element.grid is not None and element.grid.holds_tasks:
                    yield from self._unread_columns(element.grid)
                    yield from _rows_without_work(element.grid)
                elif element.grid is not None and self._is_unknown(element.grid):
                    yield _problem("TAB003", _NO_HEADINGS, element.start)
            elif element.kind != "prose" or element.label is not None:
                work = None
            elif element.text[0] == "<" and _TAG_RE.match(element.text):
                if not tagged:
                    yield _problem("TAB004", _TAGS, element.start)
                work, tagged = None, True
            elif self._header.fits(element.text):
                yield _problem("TAB002", _NO_COLUMNS, element.start)
            elif len(element.text) > _LONGEST_HEADING:
                work = None
            elif self._work.fits(element.text):
                work, headings = element, 1
            elif work is not None and self._answers.fits(element.text):
                headings += 1
                if headings == _LEAST_HEADINGS:
                    yield _problem("TAB002", _NO_COLUMNS, work.start)
            else:
                work = None

    def _is_unknown(self, grid: Grid) -> bool:
        rows = [cells for row in grid.rows if len(cells := [c for c in row.cells if c is not None]) > 2]
        if (grid.columns and "lead" not in grid.columns) or len(rows) < _LEAST_ROWS:
            return False
        return 2 * sum(map(self._gives_work, rows)) > len(rows)

    def _unread_columns(self, grid: Grid) -> Iterator[Problem]:
        header = next((row for row in grid.rows if row.kind == "header"), None)
        if header is None or {"lead", "schedule"} <= set(grid.columns):
            return
        data = [row for row in grid.rows if row.kind == "data"]
        for k, (role, heading) in enumerate(zip(grid.columns, header.cells, strict=False)):
            if role or heading is None or self._apart.fits(heading.text):
                continue
            cells = [cell.text for row in data if k < len(row.cells) and (cell := row.cells[k]) is not None]
            if (what := self._answer(cells, grid.columns)) is not None:
                message = _NO_COLUMN.format(heading=" ".join(heading.text.split()), what=what)
                yield _problem("TAB005", message, header.start)

    def _answer(self, cells: Sequence[str], known: Sequence[str]) -> str | None:
        """What most of the cells say that no column of the table says."""
        if len(cells) < _LEAST_ROWS:
            return None
        if "lead" not in known and 3 * sum(map(self._scanner.opens, cells)) >= 2 * len(cells):
            return "agencies"
        told = "schedule" not in known and "mark" not in known
        return "times" if told and 3 * sum(bool(self._times.fits(c)) for c in cells) >= 2 * len(cells) else None

    def _gives_work(self, cells: Sequence[Cell]) -> bool:
        """What is done, who does it and by when; a timetable of visits says but who and when."""
        others = [cell.text for cell in cells if not self._times.fits(cell.text)]
        done = [words for words in others if self._scanner.begins_work(words[0].lower() + words[1:], 0)]
        return len(others) < len(cells) and bool(done) and any(self._names(w) for w in others if w not in done)

    def _names(self, words: str) -> bool:
        """`Sở A`, `Chủ trì: Sở A`."""
        return self._scanner.opens(words) or self._scanner.opens(words.partition(":")[2].strip())


def _rows_without_work(grid: Grid) -> Iterator[Problem]:
    for row in grid.rows if "task" in grid.columns else ():
        if row.kind != "data":
            continue
        told = {role for role, cell in zip(grid.columns, row.cells, strict=False) if cell and cell.text.strip(" -–—/")}
        if not told & {"task", "title"} and told & {"lead", "schedule"}:
            yield _problem("TAB006", _NO_WORK, row.start)


def _problem(code: str, message: str, line: int) -> Problem:
    return Problem(code=code, severity="warning", message=message, line=line, column=1)
