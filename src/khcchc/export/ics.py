"""Deadlines and periods as a calendar (RFC 5545): one event, or to-do, for each dated milestone.

Guarantees:
 1. The same plan gives the same bytes: the stamp is the day the document was issued, never the clock.
 2. An entry keeps its UID when its date or words change, so that a calendar updates it on the next import.
 3. `DTSTART` is an occurrence of its own `RRULE`, as the RFC demands.
 4. No line is longer than 75 bytes, and no words of a document can open or close a component.
 5. The calendar grows with the plan: an entry shows at most so many letters of each field, then `…`.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from khcchc.export.head import name_plan
from khcchc.messages import Messages
from khcchc.model import AgencyField, Milestone, Plan, Task

Date = datetime.date

OPENING = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//khcchc//plans//VI\r\nCALSCALE:GREGORIAN\r\n"
ENDING = b"END:VCALENDAR\r\n"
_NO_DATE = Date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)
_CONTROL_RE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST, _MOST_OF_TITLE = 1000, 250
"""Letters of one field and of one title that an entry shows: a field of many dates has an entry for each of them."""
_LINE = 74
"""Bytes of a folded line; the blank before it is the 75th."""
_LONGEST_SEARCH = 366 * 8  # a 29 February may be eight years away


def to_calendar(plans: Iterable[Plan], *, todo: bool = False, say: Messages) -> bytes:
    """The calendar of these plans; an entry that is in two of them (one document twice) stands once."""
    entries: dict[str, str] = {}
    for plan in plans:
        for uid, text in list_entries(plan, todo=todo, say=say):
            entries.setdefault(uid, text)
    return write_calendar(list(entries.items()))


def write_calendar(entries: Sequence[tuple[str, str]]) -> bytes:
    """The calendar of entries made by `list_entries`."""
    return OPENING + b"".join(text.encode() for _, text in entries) + ENDING


def list_entries(plan: Plan, *, todo: bool, say: Messages) -> list[tuple[str, str]]:
    """(UID, component) of each milestone that has a date, in the order of the plan."""
    entries: list[tuple[str, str]] = []
    for task in plan.tasks:
        dated = [
            (number, milestone)
            for number, milestone in enumerate(task.schedule.milestones if task.schedule else (), 1)
            if milestone.start or milestone.end
        ]
        if dated:
            words = _Words(plan, task, say)
            for number, milestone in dated:
                uid = _uid(plan, task, number)
                entries.append((uid, _component(uid, plan, words, milestone, todo=todo)))
    return entries


def _uid(plan: Plan, task: Task, number: int) -> str:
    document = plan.document
    if document.number:  # which begins anew each year
        parts = [document.number, document.issuer or "", str(document.issued_on.year) if document.issued_on else ""]
    else:  # a draft; its title alone may be that of a hundred communes
        parts = [plan.source.name, document.title or ""]
    parts += [task.id, str(number)]
    return f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@khcchc"


def _component(uid: str, plan: Plan, words: _Words, milestone: Milestone, *, todo: bool) -> str:
    name = "VTODO" if todo else "VEVENT"
    stamp = plan.document.issued_on or _NO_DATE
    lines = [
        f"BEGIN:{name}",
        f"UID:{uid}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        *_dates(milestone, plan, todo=todo),
        f"SUMMARY:{_escape(words.summarise(milestone))}",
        f"DESCRIPTION:{_escape(words.describe(milestone))}",
        f"CATEGORIES:{milestone.kind.upper()}",
    ]
    if not todo:
        lines.append("TRANSP:TRANSPARENT")  # a deadline takes nobody's day
    return "".join(map(_fold, [*lines, f"END:{name}"]))


def _dates(milestone: Milestone, plan: Plan, *, todo: bool) -> Iterator[str]:
    last = milestone.end if milestone.end is None or milestone.end_inclusive else milestone.end - _DAY
    rule = milestone.recurrence
    if rule is not None:
        first = first_occurrence(rule, _rule_start(milestone, plan))
        if first is not None:
            yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
            yield f"RRULE:{rule}"
            return
    start = milestone.start or last
    if start is None:
        return
    if last is None or last < start:
        last = start
    if milestone.kind == "deadline":
        start = last  # the day it is due; a window shows all its days
    if todo:
        if start < last:
            yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DUE;VALUE=DATE:{last:%Y%m%d}"
    else:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + _DAY:%Y%m%d}"  # the RFC counts the end out


def _rule_start(milestone: Milestone, plan: Plan) -> Date:
    period = plan.document.period.start if plan.document.period else None
    return milestone.start or period or plan.document.issued_on or milestone.end or _NO_DATE


def first_occurrence(rule: str, start: Date) -> Date | None:
    """The first day from `start` on that the rule itself names; `None` where it ends before."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    until = parts.get("UNTIL")
    last = Date.fromisoformat(f"{until[:4]}-{until[4:6]}-{until[6:8]}") if until else None
    for ahead in range(_LONGEST_SEARCH):
        day = start + ahead * _DAY
        if last is not None and day > last:
            return None
        if _matches(day, parts):
            return day
    return None


def _matches(day: Date, parts: dict[str, str]) -> bool:
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYDAY" in parts and _WEEKDAYS[day.weekday()] not in parts["BYDAY"].split(","):
        return False
    if "BYMONTHDAY" in parts:
        length = calendar.monthrange(day.year, day.month)[1]
        return any(day.day == (n if n > 0 else length + 1 + n) for n in map(int, parts["BYMONTHDAY"].split(",")))
    return True


class _Words:
    """What the entries of one task say, shortened once for all of them."""

    def __init__(self, plan: Plan, task: Task, say: Messages) -> None:
        self._title = _shorten(task.title or next(iter(task.content.splitlines()), ""), _MOST_OF_TITLE)
        self._before = [_shorten(task.content, _MOST)] if task.title or "\n" in task.content else []
        for name in ("lead", "coordinating", "deliverables"):
            field: AgencyField | None = getattr(task, name)
            if field is not None:
                self._before.append(f"{say(f'col.{name}')}: {_shorten(field.text, _MOST)}")
        self._schedule = task.schedule.text if task.schedule else ""
        self._label = say("col.schedule")
        number = f" ({plan.document.number})" if plan.document.number else ""
        self._after = f"{_shorten(name_plan(plan, say), _MOST_OF_TITLE)}{number}, {task.id}"

    def summarise(self, milestone: Milestone) -> str:
        return f"{_shorten(milestone.action, _MOST_OF_TITLE)} — {self._title}" if milestone.action else self._title

    def describe(self, milestone: Milestone) -> str:
        """All fields; of a schedule that is too long the words of this date, and how it begins."""
        schedule = self._schedule
        if len(schedule) > _MOST:
            schedule = f"{_shorten(milestone.text, _MOST)} ({_shorten(schedule, _MOST)})"
        return "\n".join([*self._before, f"{self._label}: {schedule}", self._after])


def _shorten(text: str, most: int) -> str:
    """The text, or as many whole words of it as `most` letters hold, with `…`."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept[most // 2 :] else kept}…"


def _escape(text: str) -> str:
    text = _CONTROL_RE.sub(" ", text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Cut at 75 bytes, and never inside a character."""
    data = line.encode()
    pieces = []
    at = 0
    while len(data) - at > _LINE:
        end = at + _LINE
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(data[at:end])
        at = end
    return b"\r\n ".join([*pieces, data[at:]]).decode() + "\r\n"
