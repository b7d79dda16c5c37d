"""Arithmetic of the calendar: what days a named period has, and how a repetition is written (RFC 5545).

Points inside a period follow Bộ luật Dân sự 2015 Điều 146 (`giữa năm` is 30 June, `cuối tháng` its last day).
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from functools import lru_cache
from typing import Literal, NamedTuple

Level = Literal["day", "part", "month", "quarter", "half", "year", "years", "school"]
Bounds = tuple[datetime.date, datetime.date]
_YEARS = (1900, 2200)
"""No plan is of another time: what gives such a year was misread or miswritten, and is left unread."""
_QUARTER_ENDS, _HALF_ENDS = "3,6,9,12", "6,12"


class Unit(NamedTuple):
    """One named period, its year perhaps not written.

    `first` and `second` mean, by level: day: month and day; part: days of `month`; month, quarter: its number;
    half: first and last month; year, years: nothing and the last year; school: the second year.
    """

    level: Level
    year: int | None = None
    first: int = 0
    second: int = 0
    month: int = 0
    weak: bool = False
    """Could as well be a fraction or a plain number: counts only where other words say that it is a time."""
    next_year: bool = False
    edge: str | None = None
    """đầu, giữa, cuối: a point of the period instead of the whole."""
    flags: tuple[str, ...] = ()

    def at(self, edge: str | None) -> Unit:
        return self._replace(edge=edge) if edge else self


@lru_cache(maxsize=4096)
def bounds(unit: Unit, year: int) -> Bounds | None:
    """First and last day of the unit in this year; `None` for days of no calendar (31/02) and years of no plan."""
    try:
        whole = _whole(unit, year)
    except ValueError:
        return None
    if whole[0].year < _YEARS[0] or whole[1].year > _YEARS[1]:
        return None
    return _edge(unit, whole) if unit.edge else whole


def _whole(unit: Unit, year: int) -> Bounds:
    match unit.level:
        case "day":
            day = datetime.date(year, unit.first, unit.second)
            return day, day
        case "part":
            last = monthrange(year, unit.month)[1]
            first = last - 6 if unit.first < 0 else unit.first
            return datetime.date(year, unit.month, first), datetime.date(year, unit.month, min(unit.second, last))
        case "month":
            return months(year, unit.first, unit.first)
        case "quarter":
            return months(year, 3 * unit.first - 2, 3 * unit.first)
        case "half":
            return months(year, unit.first, unit.second)
        case "school":
            return datetime.date(year, 9, 1), datetime.date(unit.second, 5, 31)
        case "years":
            return datetime.date(year, 1, 1), datetime.date(unit.second, 12, 31)
        case "year":
            return months(year, 1, 12)


def months(year: int, first: int, last: int) -> Bounds:
    """The whole months from `first` to `last`. Raises `ValueError` for a month that is none."""
    if not 1 <= last <= 12:
        raise ValueError(last)
    return datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1])


def _edge(unit: Unit, whole: Bounds) -> Bounds:
    start, end = whole
    if unit.edge == "đầu":
        return start, start
    if unit.edge == "cuối":
        return end, end
    if unit.level == "month":
        middle = start.replace(day=15)
    elif unit.level == "year":
        middle = datetime.date(start.year, 6, 30)
    else:
        middle = start + (end - start) // 2
    return middle, middle


def repetition(period: str, count: int = 1) -> str:
    """The rule of work that comes round every `count` tháng, quý, năm, tuần: due at the end of each.

    RFC 5545 has no quarterly frequency, so quarters and half-years are named by their last months.
    """
    if period == "tuần":
        return _interval("FREQ=WEEKLY", count)
    if period == "ngày":
        return _interval("FREQ=DAILY", count)
    if period == "năm":
        return _interval("FREQ=YEARLY", count) + ";BYMONTH=12;BYMONTHDAY=-1"
    every = count * 3 if period == "quý" else count
    if every == 1:
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    if every in (3, 6):
        return f"FREQ=YEARLY;BYMONTH={_QUARTER_ENDS if every == 3 else _HALF_ENDS};BYMONTHDAY=-1"
    if every == 12:
        return repetition("năm")
    return _interval("FREQ=MONTHLY", every) + ";BYMONTHDAY=-1"


def _interval(frequency: str, count: int) -> str:
    return frequency if count == 1 else f"{frequency};INTERVAL={count}"


def yearly(unit: Unit) -> str | None:
    """The rule of a period that comes round every year: 15/11, tháng 12, quý IV; due at its end."""
    if bounds(unit, 2024) is None:  # a leap year: 29/02 comes round, if seldom
        return None
    if unit.level == "day":
        return f"FREQ=YEARLY;BYMONTH={unit.first};BYMONTHDAY={unit.second}"
    if unit.level in ("month", "quarter", "half"):
        month = {"month": unit.first, "quarter": 3 * unit.first, "half": unit.second}[unit.level]
        first = {"month": unit.first, "quarter": 3 * unit.first - 2, "half": unit.first}[unit.level]
        if unit.edge == "đầu":
            return f"FREQ=YEARLY;BYMONTH={first};BYMONTHDAY=1"
        return None if unit.edge == "giữa" else f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1"
    if unit.level == "part" and unit.first > 0:
        return f"FREQ=YEARLY;BYMONTH={unit.month};BYMONTHDAY={unit.second if unit.second < 28 else -1}"
    return None


def until(rule: str, end: datetime.date | None) -> str:
    """The rule closed by a last day: a DATE, as the occurrences are dates."""
    return f"{rule};UNTIL={end:%Y%m%d}" if end else rule
