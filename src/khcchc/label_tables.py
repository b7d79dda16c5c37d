"""Tables of two columns that tell one work a row at a time: `Nhiệm vụ | Rà soát …`, `Chủ trì | Sở A`, `Thời gian | …`.

Guarantees:
 1. Every row becomes one line, in order, with its own lines of the source; headings over the labels are of the first.
 2. A table is one of these only where all rows but one a work are labels, none twice for a work, and each work says
    what is done and who does it or when.
"""

from __future__ import annotations

from collections.abc import Sequence

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.grid import RawRow
from khcchc.lines import Label, LineMarker, MarkedLine
from khcchc.patterns import FirstOf

_LEAST_ROWS = 3


class LabelTables:
    """Built once for a document."""

    def __init__(self, grammars: Grammars, marker: LineMarker, scanner: ActorScanner) -> None:
        self._marker = marker
        self._scanner = scanner
        self._headings = FirstOf(grammars["tables"].giving("value_heading"))

    def read(self, rows: Sequence[RawRow]) -> tuple[MarkedLine, ...]:
        """The rows as lines with labels; none of them where the table is another one."""
        if len(rows) < _LEAST_ROWS or any(not 0 < len(row.filled) < 3 for row in rows):
            return ()
        named = [(row, *_pair(row)) for row in rows]
        heads = bool(self._headings.fits(named[0][2]))
        lines = [self._line(row, name, value, heads and k == 0) for k, (row, name, value) in enumerate(named)]
        if not _tell_works(lines[heads:]) or not all(map(self._names_a_lead, lines[heads:])):
            return ()
        first, *others = map(_noted, lines[heads:])
        return (first._replace(start=rows[0].start), *others)

    def _names_a_lead(self, line: MarkedLine) -> bool:
        """Whether a row that says who leads names somebody; in other forms the same labels stand over work."""
        label = line.label
        if label is None or label.role != "lead" or not label.value:
            return True
        return self._scanner.opens(label.value) or not self._scanner.begins_work(label.value.lower(), 0)

    def _line(self, row: RawRow, name: str, value: str, heading: bool) -> MarkedLine:
        """A cell keeps its paragraphs in the value of the label."""
        text = f"{name}: {value}".rstrip()
        label = None if heading else self._marker.label(text)
        shown = " ".join(text.split())
        return MarkedLine(row.start, row.end, "prose", None, None, shown, False, label=label)


def _pair(row: RawRow) -> tuple[str, str]:
    first, *others = row.filled
    alone = not others and row.cells[0] is None  # a value without a name
    name = "" if alone else first.text
    return " ".join(name.split()).rstrip(" :"), first.text if alone else "".join(cell.text for cell in others)


def _noted(line: MarkedLine) -> MarkedLine:
    """A row that no rule knows is a note of the work, with its name."""
    return line if line.label else line._replace(label=Label("note", line.text, line.text, "row of a table of labels"))


def _tell_works(lines: Sequence[MarkedLine]) -> bool:
    """Whether the labels are those of one work, or of several that each begin with what is done."""
    works: list[list[str]] = [[]]
    for line in lines:
        if line.label is None:
            continue
        if line.label.role == "content" and works[-1]:
            works.append([])
        works[-1].append(line.label.role)
    known = sum(map(len, works))
    whole = all(
        "content" in work and {"lead", "schedule"} & set(work) and len(work) == len(set(work)) for work in works
    )
    return whole and known >= _LEAST_ROWS and len(lines) - known <= len(works)
