"""A run of units and the word in front of it to dates; the only place where a year that nobody wrote is completed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from khcchc.model import MilestoneKind
from khcchc.values.schedule_calendar import Bounds, Unit, bounds
from khcchc.values.schedule_runs import Run

Read = tuple[Bounds, tuple[str, ...]]
"""The days of a unit, and what of them was inferred."""


class Value(NamedTuple):
    """One period or point: `None` for a bound that is open or whose year nobody says."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    inclusive: bool = True
    inferred: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(slots=True, eq=False)
class Years:
    """The year that a period without one belongs to."""

    plan: int | None
    issued_on: datetime.date | None
    _last: Bounds | None = field(default=None)

    def saw(self, period: Bounds) -> None:
        self._last = period

    def complete(self, unit: Unit) -> int | None:
        """The plan's year, or that of the time written before where only it fits; else `None`: no guess."""
        if self._last is None or self._last[0].year == self.plan:
            return self.plan
        written = {self._last[0].year, self._last[1].year}
        later = [y for y in {*written, self.plan} - {None} if y and (b := bounds(unit, y)) and b[0] >= self._last[0]]
        return later[0] if len(later) == 1 else None


def unit_bounds(unit: Unit, years: Years, following: tuple[Unit, int] | None) -> Read | None:
    """Days of a unit and what was inferred; `None` without a year, or for an impossible day."""
    flags = unit.flags
    if unit.year is not None:
        period = bounds(unit, unit.year)
    elif following is not None:
        beside, year = following
        period, behind = bounds(unit, year + unit.next_year), bounds(beside, year)
        if period and behind and period[0] > behind[0]:
            # `tháng 11 - tháng 2/2026`: the year behind the range is that of its end alone
            period, flags = bounds(unit, year - 1), (*flags, "year")
    else:
        plan = years.complete(unit)
        period = None if plan is None else bounds(unit, plan + unit.next_year)
        flags = (*flags, "year")
    if period and unit.edge:
        flags = (*flags, "day")
    return (period, flags) if period else None


def read_values(run: Run, mode: str, years: Years, open_end: bool) -> tuple[MilestoneKind, tuple[Value, ...]] | None:
    """The kind of the phrase and its values; `None` when it names a day that no calendar has."""
    reads: list[Read | None] = []
    following: tuple[Unit, int] | None = None  # what stands to the right, with its year
    for unit in reversed(run.units):
        if bounds(unit, unit.year or 2024) is None:
            return None
        read = unit_bounds(unit, years, following)
        if read is None and (unit.year or years.complete(unit)):
            return None
        reads.append(read)
        if unit.year is not None:
            following = (unit, unit.year)
        elif read and following is not None:
            following = (unit, read[0][0].year)
    reads.reverse()
    written = [r for u, r in zip(run.units, reads, strict=True) if r and u.year is not None]
    if written:
        years.saw(written[-1][0])
    values: list[Value] = []
    k = 0
    while k < len(reads):
        far = k
        while far < len(run.ranges) and run.ranges[far]:
            far += 1
        value = _value(reads[k], reads[far], mode, open_end, k != far, run.units[k])
        if value is None:
            return None
        if open_end:
            return "window", (value,)  # `năm 2025, 2026 và những năm tiếp theo`: one stretch without an end
        values.append(value)
        k = far + 1
    if len(values) > 1 and {u.edge for u in run.units} >= {"cuối", "đầu"}:
        return None  # `cuối quý I, đầu quý II`: about a date that nobody names
    return _kind(run, mode), tuple(values)


def _kind(run: Run, mode: str) -> MilestoneKind:
    if mode in ("from", "after"):
        return "window"
    if mode in ("before", "by", "to"):
        return "deadline"
    if any(run.ranges):
        return "window"
    point = run.units[0].edge or (run.units[0].level == "day" and mode != "in")
    return "deadline" if point else "window"


def _value(
    near: Read | None,
    far: Read | None,
    mode: str,
    open_end: bool,
    ranged: bool,
    unit: Unit,
) -> Value | None:
    """One value; bounds stay `None` without a year, the whole is `None` when the end lies before the start."""
    if near is None or far is None:
        return Value(inclusive=mode != "before")
    start, end = near[0][0], far[0][1]
    inferred = tuple(dict.fromkeys(near[1] + far[1]))
    if start > end:
        return None
    if open_end or (mode == "from" and not ranged):
        return Value(start, None, True, inferred)
    if mode == "after":
        return Value(end + datetime.timedelta(days=1), None, True, inferred)
    if mode == "before":
        return Value(None, start, False, inferred)
    point = not ranged and (unit.edge or (unit.level == "day" and mode != "in"))
    if mode in ("by", "to") or point:
        return Value(None, end, True, inferred)
    return Value(start, end, True, inferred)
