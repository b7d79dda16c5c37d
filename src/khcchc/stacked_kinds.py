"""Rows with one cell a line whose cells were cut at a width: which lines are a cell is told by what they are.

Guarantees:
 1. A row is read so only where each of its cells can be told: one line is a time, and agencies begin all cells between
    the work and it. Any other row is left to be counted.
 2. A row that lacks a cell is not `whole`: its cells are placed, and told as doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khcchc.actors import ActorScanner
from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.grid import Cell, RawRow
from khcchc.patterns import FirstOf
from khcchc.table_headers import HeaderReader

_FRONT = ("number", "task")
_AGENCIES = ("lead", "coordinating")
_GOES_ON = (
    ",",
    "-",
    "–",
    *(f" {word}" for word in ("và", "của", "với", "tại", "giữa", "cho", "về", "theo", "đến", "do")),
)
"""How a line ends that its cell goes on behind."""


class RowsByKind:
    """Built once for a table."""

    def __init__(self, header: Sequence[CleanLine], grammars: Grammars, scanner: ActorScanner) -> None:
        cells = tuple(Cell(line.text, line.number, line.number) for line in header)
        roles = HeaderReader(grammars).read(RawRow(cells, cells[0].start, cells[-1].end, whole=True)) if cells else None
        self._agencies, self._behind = _told_columns(roles or ())
        self._width = len(header)
        self._times = FirstOf(grammars["tables"].giving("cell_time"))
        self._scanner = scanner

    def read(self, lines: Sequence[CleanLine]) -> RawRow | None:
        """The row of these lines, the first of which is its number; `None` where they do not tell their cells."""
        if not self._agencies or not self._is_cut(lines):
            return None
        times = [k for k in range(len(_FRONT), len(lines)) if self._times.fits(lines[k].text)]
        if len(times) != 1 or len(lines) - times[0] - 1 < self._behind:
            return None
        starts = [k for k in range(len(_FRONT), times[0]) if self._begins_agency(lines, k)]
        if not starts or len(starts) > len(self._agencies) or (not self._behind and times[0] != len(lines) - 1):
            return None
        bounds = [0, 1, *starts, times[0], times[0] + 1, *([len(lines)] if self._behind else [])]
        cells = tuple(_cell(lines[a:b]) for a, b in pairwise(bounds))
        return RawRow(cells, lines[0].number, lines[-1].number, whole=len(cells) == self._width)

    def _is_cut(self, lines: Sequence[CleanLine]) -> bool:
        """Whether the row has more lines than columns, or as many and one of them goes on with the work."""
        if len(lines) != self._width:
            return len(lines) > self._width
        second = lines[len(_FRONT)].text
        return second[:1].islower() and not self._scanner.opens(second)

    def _begins_agency(self, lines: Sequence[CleanLine], at: int) -> bool:
        above = lines[at - 1].text
        return lines[at].text[0].isupper() and not above.endswith(_GOES_ON) and self._scanner.opens(lines[at].text)


def _told_columns(roles: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The columns of agencies between the work and the time, and how many stand behind the time; none if not so."""
    if tuple(roles[:2]) != _FRONT or roles.count("schedule") != 1:
        return (), 0
    time = list(roles).index("schedule")
    agencies, behind = tuple(roles[2:time]), len(roles) - time - 1
    told = agencies in (_AGENCIES[:1], _AGENCIES) and behind <= 1 and not set(roles[time + 1 :]) & set(_AGENCIES)
    return (agencies, behind) if told else ((), 0)


def _cell(lines: Sequence[CleanLine]) -> Cell:
    text = " ".join(line.text for line in lines)
    return Cell(text, lines[0].number, lines[-1].number, all(line.bold for line in lines))
