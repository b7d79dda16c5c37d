"""What changed between two plans: tasks new, dropped, moved, reworded, with another lead, partner, date or product.

Two uses: last year's plan and this year's (`compare`), the superior's plan and ours (`compare_cascade`). Dates of plans
for different years are compared after moving the older ones by the distance of the periods.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from khcchc.accents import without_accents
from khcchc.diff_matching import match_best, match_tasks, split_words, words_of
from khcchc.model import AgencyField, DeliverableField, Milestone, Plan, Record, ScheduleField, Section, Task

Aspect = Literal["moved", "reworded", "lead", "coordinating", "schedule", "deliverables", "deadline"]
_FIELDS: tuple[Aspect, ...] = ("lead", "coordinating", "schedule", "deliverables")


class Change(Record):
    """One aspect of a task, before and after, in the words of the plans."""

    aspect: Aspect
    before: str | None
    after: str | None


class TaskNote(Record):
    """A task, short: enough to find it in its plan."""

    id: str
    number: str | None
    group: str | None
    title: str | None
    content: str
    line: int


class Pair(Record):
    """A task in both plans, how alike its words are (1: equal but for years), and what changed."""

    old: TaskNote
    new: TaskNote
    score: float
    changes: tuple[Change, ...]


class Difference(Record):
    """`dropped` are tasks of the old plan only (`cascade`: not taken up), `new` of the new one only."""

    old: str
    new: str
    cascade: bool
    shift_years: int
    unchanged: int
    changed: tuple[Pair, ...]
    dropped: tuple[TaskNote, ...]
    added: tuple[TaskNote, ...]

    @property
    def found(self) -> bool:
        return bool(self.changed or self.dropped or self.added)


def compare(old: Plan, new: Plan) -> Difference:
    """Every task of both plans is in exactly one of the lists, or counted as unchanged."""
    matches = match_tasks(old.tasks, new.tasks)
    shift = _shift_years(old, new)
    homes = _Homes(old), _Homes(new)
    pairs = []
    for match in matches:
        before, after = old.tasks[match.old], new.tasks[match.new]
        changes = tuple(_changes(before, after, homes, shift))
        pairs.append(Pair(old=_note(before), new=_note(after), score=round(match.score, 3), changes=changes))
    in_old, in_new = {match.old for match in matches}, {match.new for match in matches}
    return Difference(
        old=old.source.name,
        new=new.source.name,
        cascade=False,
        shift_years=shift,
        unchanged=sum(not pair.changes for pair in pairs),
        changed=tuple(pair for pair in pairs if pair.changes),
        dropped=tuple(_note(task) for n, task in enumerate(old.tasks) if n not in in_old),
        added=tuple(_note(task) for n, task in enumerate(new.tasks) if n not in in_new),
    )


def compare_cascade(superior: Plan, ours: Plan) -> Difference:
    """What of the superior's plan ours does not take up, and what it has due later."""
    matches = match_best(superior.tasks, ours.tasks)
    later = []
    for match in matches:
        before, after = superior.tasks[match.old], ours.tasks[match.new]
        theirs, own = _last_day(before.schedule), _last_day(after.schedule)
        if theirs is not None and own is not None and own > theirs:
            change = Change(aspect="deadline", before=theirs.isoformat(), after=own.isoformat())
            later.append(Pair(old=_note(before), new=_note(after), score=round(match.score, 3), changes=(change,)))
    taken = {match.old for match in matches}
    return Difference(
        old=superior.source.name,
        new=ours.source.name,
        cascade=True,
        shift_years=0,
        unchanged=len(matches) - len(later),
        changed=tuple(later),
        dropped=tuple(_note(task) for n, task in enumerate(superior.tasks) if n not in taken),
        added=(),
    )


def _note(task: Task) -> TaskNote:
    return TaskNote(
        id=task.id,
        number=task.number,
        group=task.group,
        title=task.title,
        content=task.content,
        line=task.span.start_line,
    )


class _Homes:
    """The heading that each task stands under."""

    def __init__(self, plan: Plan) -> None:
        self._sections = {section.id: section for section in plan.sections}

    def of(self, task: Task) -> str | None:
        """Its words; a task that only has another number has not moved."""
        if task.group:
            return task.group
        section: Section | None = self._sections.get(task.id)
        while section is not None and section.parent is not None:
            section = self._sections.get(section.parent)
            if section is not None and section.title:
                return section.title
        return None


def _changes(old: Task, new: Task, homes: tuple[_Homes, _Homes], shift: int) -> Iterator[Change]:
    before, after = homes[0].of(old), homes[1].of(new)
    if _plain(before) != _plain(after):
        yield Change(aspect="moved", before=before, after=after)
    if words_of(old).words != words_of(new).words:
        yield Change(aspect="reworded", before=_whole(old), after=_whole(new))
    for name in _FIELDS:
        mine, theirs = getattr(old, name), getattr(new, name)
        if _value(mine, shift) != _value(theirs, 0):
            yield Change(
                aspect=name,
                before=mine.text if mine is not None else None,
                after=theirs.text if theirs is not None else None,
            )


def _whole(task: Task) -> str:
    return f"{task.title}\n{task.content}" if task.title and task.title != task.content else task.content


def _plain(text: str | None) -> tuple[str, ...]:
    return split_words(text or "").words


def _value(field: AgencyField | ScheduleField | DeliverableField | None, shift: int) -> object:
    """What has to differ for a change: agencies, dates and products, not the words around them."""
    if field is None:
        return None
    if isinstance(field, AgencyField):
        return frozenset(map(_agency, (agency.name for agency in field.agencies))) or _plain(field.text)
    if isinstance(field, DeliverableField):
        return frozenset(_plain(item) for item in field.items) or _plain(field.text)
    return tuple(_moment(milestone, shift) for milestone in field.milestones) or _plain(field.text)


def _agency(name: str) -> str:
    """Spellings of one name: `UBND`/`Ủy ban nhân dân`, `uỷ`/`ủy`, capitals, commas and `và` between parts."""
    bare = without_accents(name)
    words = re.findall(r"\w+", bare.replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd"))
    return " ".join(word for word in words if word not in ("va", "cac"))


def _moment(milestone: Milestone, shift: int) -> tuple[object, ...]:
    rule = re.sub(r"UNTIL=(\d{4})", lambda match: f"UNTIL={int(match[1]) + shift}", milestone.recurrence or "")
    days = _move(milestone.start, shift), _move(milestone.end, shift)
    words = _plain(milestone.text) if days == (None, None) else ()
    return milestone.kind, *days, milestone.end_inclusive, rule, words


def _move(day: datetime.date | None, years: int) -> datetime.date | None:
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _shift_years(old: Plan, new: Plan) -> int:
    """How many years lie between two plans of the same length; 0 where a period is not known."""
    first, second = old.document.period, new.document.period
    if first is None or second is None:
        return 0
    years = second.start.year - first.start.year
    same_length = (first.end is None) == (second.end is None) and (
        first.end is None or second.end is None or second.end.year - first.end.year == years
    )
    return years if same_length else 0


def _last_day(schedule: ScheduleField | None) -> datetime.date | None:
    """The last good day of everything that a schedule names."""
    if schedule is None:
        return None
    days = [
        milestone.end if milestone.end_inclusive else milestone.end - datetime.timedelta(days=1)
        for milestone in schedule.milestones
        if milestone.end is not None
    ]
    return max(days, default=None)
