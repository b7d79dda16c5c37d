"""Schedules in the few words that fit a table cell: `Quý I/2024`, `≤ 30/10/2024`, `hằng tháng`.

A milestone without a short form keeps its own words. Dates are written day/month/year in both languages.
"""

from __future__ import annotations

import calendar
import datetime

from khcchc.messages import Messages
from khcchc.model import Milestone, ScheduleField

_ROMAN = ("I", "II", "III", "IV")
_FREQUENCIES = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly"}
_MONTHS = {"3,6,9,12": "quarterly", "6,12": "half_yearly", "12": "yearly"}


def shorten_schedule(
    schedule: ScheduleField | None, say: Messages, *, mark: bool = False, separator: str = "; "
) -> str:
    """All milestones of a field, each with what is due where there is more than one.

    `mark` puts a star behind a value whose year, start or end is not written there.
    """
    if schedule is None:
        return ""
    if not schedule.milestones:
        return schedule.text
    if len(schedule.milestones) == 1:
        return shorten_milestone(schedule.milestones[0], say, mark=mark)
    parts = []
    for milestone in schedule.milestones:
        short = shorten_milestone(milestone, say, mark=mark)
        # Where the short form is the words themselves, they already say what is due.
        told = milestone.action is None or milestone.action in short
        parts.append(short if told else f"{short}: {milestone.action}")
    return separator.join(parts)


def shorten_milestone(milestone: Milestone, say: Messages, *, mark: bool = False) -> str:
    """One milestone; its own words where nothing shorter says the same."""
    short = _shorten(milestone, say)
    if short is None:
        return milestone.text
    return f"{short}*" if mark and milestone.inferred else short


def _shorten(milestone: Milestone, say: Messages) -> str | None:
    start, end = milestone.start, milestone.end
    match milestone.kind:
        case "window":
            return shorten_window(start, end, say)
        case "deadline" if end is not None:
            return f"≤ {_date(end)}" if milestone.end_inclusive else say("when.before", end=_date(end))
        case "ongoing":
            return _ongoing(start, end, say)
        case "recurring":
            return _recurring(milestone, say)
        case "conditional":
            return milestone.condition
        case _:
            return None


def _date(day: datetime.date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def shorten_window(start: datetime.date | None, end: datetime.date | None, say: Messages) -> str | None:
    """`Quý I/2024` where the calendar has a name for the period, else its dates; `None` without any."""
    if start is None:
        return None if end is None else f"≤ {_date(end)}"
    if end is None:
        return say("when.from", start=_date(start))
    if start == end:
        return _date(start)
    return _calendar_period(start, end, say) or f"{_date(start)}–{_date(end)}"


def _calendar_period(start: datetime.date, end: datetime.date, say: Messages) -> str | None:
    """A whole month, quarter, half, three quarters, year, or run of years; else `None`."""
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    if start.year != end.year:
        return f"{start.year}–{end.year}" if (start.month, end.month) == (1, 12) else None
    year, months = start.year, (start.month, end.month)
    if start.month == end.month:
        return say("when.month", m=start.month, y=year)
    if start.month % 3 == 1 and end.month == start.month + 2:
        quarter = start.month // 3
        return say("when.quarter", q=quarter + 1, roman=_ROMAN[quarter], y=year)
    names = {(1, 6): "half1", (7, 12): "half2", (1, 9): "nine", (1, 12): "year"}
    return say(f"when.{names[months]}", y=year) if months in names else None


def _ongoing(start: datetime.date | None, end: datetime.date | None, say: Messages) -> str:
    window = shorten_window(start, end, say)
    if window is None:
        return say("when.ongoing")
    if start and window == say("when.year", y=start.year):
        return say("when.ongoing_year", y=start.year)
    return say("when.ongoing_in", window=window)


def _recurring(milestone: Milestone, say: Messages) -> str | None:
    """`hằng tháng` and its kin from the RRULE; a rule with other parts keeps the words of the text."""
    parts = dict(part.split("=", 1) for part in (milestone.recurrence or "").split(";") if "=" in part)
    parts.pop("UNTIL", None)
    frequency, months, day = parts.pop("FREQ", ""), parts.pop("BYMONTH", None), parts.pop("BYMONTHDAY", "-1")
    if parts.pop("INTERVAL", "1") != "1" or parts:
        return None
    name = _MONTHS.get(months or "12") if frequency == "YEARLY" else _FREQUENCIES.get(frequency)
    if name is None or (months and frequency != "YEARLY") or not day.lstrip("-").isdigit():
        return None
    every = say(f"when.{name}")
    if day.startswith("-"):
        return every if day == "-1" else None
    return say("when.day_of" if milestone.end_inclusive else "when.before_day_of", day=day, every=every)
