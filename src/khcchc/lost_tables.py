"""Tables whose columns were lost on the way: the headings of all of them stand in one line of running text.

Which words of a row are whose cannot be told any more. Nothing is guessed, and that work is missing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khcchc.grammar import Grammars
from khcchc.lines import MarkedLine
from khcchc.model import Problem
from khcchc.patterns import FirstOf

_MESSAGE = (
    "the headings of a table stand in one line: its columns are lost, and its rows are not read as tasks; "
    "take the Word or PDF file, or put tabs between the cells"
)


def lost_tables(lines: Iterable[MarkedLine], grammars: Grammars) -> Iterator[Problem]:
    """`TAB002` for each line of running text that is the header of a table of tasks."""
    headers = FirstOf(grammars["tables"].giving("lost_header"))
    for line in lines:
        if line.kind == "prose" and headers.fits(line.text):
            yield Problem(code="TAB002", severity="warning", message=_MESSAGE, line=line.start, column=1)
