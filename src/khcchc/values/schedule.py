"""When work is due: the words of a schedule field (thời gian thực hiện) to milestones.

Readings follow Bộ luật Dân sự 2015 Điều 146 and the usage of plans: `trước X` excludes X, `đến X` and `chậm nhất X`
include it, a bare `Quý I` is that of the plan's year. The date of a cited document is never a deadline, and
what cannot be read is `unspecified`: no date is guessed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.model import Milestone
from khcchc.values.references import view_spans
from khcchc.values.schedule_calendar import until
from khcchc.values.schedule_items import Words, action, item_bounds, parts, with_verb
from khcchc.values.schedule_parts import Part
from khcchc.values.schedule_phrases import Phrase
from khcchc.values.schedule_text import FieldText
from khcchc.values.schedule_tokens import Scanner, Token
from khcchc.values.schedule_values import Value, Years

_MASK = "\ue000"
_QUOTED_RE = compiled(r"[“\"«][^“”\"«»]{1,400}[”\"»]")
_POINTS_RE = compiled(
    rf"(?:tại|của|trong|đúng|tiến độ|lộ trình|thời hạn|quy định|như)\s(?:tại\s|của\s|trong\s){{0,2}}{_MASK}"
)
_WHOLE_CITATION_RE = compiled(rf"(?:thực hiện\s|như\s)?{_MASK}+")
_REMEMBERED = 2048  # distinct fields


_LATE = 11
"""The month from which plans are issued for the year to come."""
_LONG_PAST = datetime.timedelta(days=60)


class TimeContext(NamedTuple):
    """What the plan says of its own time. `year`: the year of times written without one."""

    year: int | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    issued_on: datetime.date | None = None

    def is_late(self) -> bool:
        """Whether the plan came at the end of a year and names none: then it is for the year to come."""
        return self.period_start is None and self.issued_on is not None and self.issued_on.month >= _LATE

    def plan_year(self) -> int | None:
        """The year, unless the plan covers several: then `Quý I` alone says nothing."""
        start, end = self.period_start, self.period_end
        if start and (end is None or end.year != start.year):
            return None
        return None if end and not start else self.year


class _Reader:
    """What is compiled once for each set of grammars."""

    def __init__(self, grammars: Grammars) -> None:
        self.scanner = Scanner(grammars)
        self.words = Words(grammars)
        self.read: dict[tuple[str, TimeContext], tuple[Milestone, ...]] = {}
        """Fields read before: a plan writes `Thường xuyên` or `Quý I` in every other row."""


def read_schedule(text: str, context: TimeContext, grammars: Grammars) -> tuple[Milestone, ...]:
    """The milestones that a schedule field names, in the order of its words.

    1. Every `text` is a slice of the given text. 2. `start <= end`. 3. `recurrence` is valid RFC 5545, closed by the
    plan's end where that is known. 4. Bounds that nobody wrote are `None` or told in `inferred`. Never raises.
    For `recurring`, `end_inclusive` speaks of each occurrence (`trước ngày 15 hằng tháng`).
    """
    reader = grammars.cache.get("schedule.reader")
    if not isinstance(reader, _Reader):
        reader = grammars.cache["schedule.reader"] = _Reader(grammars)
    known = reader.read.get((text, context))
    if known is None:
        if len(reader.read) >= _REMEMBERED:
            reader.read.clear()
        known = reader.read[text, context] = _read(text, context, grammars, reader)
    return known


def _read(text: str, context: TimeContext, grammars: Grammars, reader: _Reader) -> tuple[Milestone, ...]:
    view = FieldText(text)
    low = _masked(view, grammars)
    tokens = reader.scanner.tokens(low, view.text)
    found = _read_in(context.plan_year(), view, low, tokens, context, reader)
    if context.is_late() and context.year is not None and _are_past(found, context.issued_on):
        return _read_in(context.year + 1, view, low, tokens, context, reader)
    return found


def _read_in(
    year: int | None, view: FieldText, low: str, tokens: list[Token], context: TimeContext, reader: _Reader
) -> tuple[Milestone, ...]:
    """The milestones, those without a year in this one."""
    years = Years(year, context.issued_on)
    found: list[Milestone] = []
    at = 0
    stretches = parts(low)
    for start, end in stretches:
        here = []
        while at < len(tokens) and (token := tokens[at]).start < end:
            if token.start >= start and token.end <= end:
                here.append(token)
            at += 1
        part = Part(low, start, end, reader.words)
        found += _Records(view, part, context, len(stretches) > 1).of(part.phrases(here, years))
    return tuple(found)


def _are_past(found: tuple[Milestone, ...], issued_on: datetime.date | None) -> bool:
    """Whether all that was read, in a year that nobody wrote, was long over when the plan was issued."""
    if not found or issued_on is None:
        return False
    last = issued_on - _LONG_PAST
    return all("year" in m.inferred and m.end is not None and m.end < last for m in found)


def _masked(view: FieldText, grammars: Grammars) -> str:
    """The lower-case words with citations and quoted names blotted out: their dates are not the work's."""
    spans = view_spans(view, grammars)
    if "“" in view.text or '"' in view.text or "«" in view.text:
        spans += [m.span() for m in _QUOTED_RE.finditer(view.text) if len(view.text.strip()) > m.end() - m.start()]
    if not spans:
        return view.low
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            pieces += [view.low[at:start], _MASK * (end - start)]
            at = end
    return "".join([*pieces, view.low[at:]])


@dataclass(slots=True, eq=False)
class _Records:
    """The phrases of one part as records."""

    view: FieldText
    part: Part
    context: TimeContext
    several: bool
    """Whether the field has other parts."""

    def of(self, found: list[Phrase]) -> Iterator[Milestone]:
        """The records of the part; a part without any time is one `unspecified`, or a pointer to a document."""
        if not found:
            yield self._without_time()
            return
        if len(found) == 1 and (found[0].start, found[0].end) == (self.part.start, self.part.end):
            for value in found[0].values:
                yield self._record(found[0], value, (self.part.start, self.part.end), None)
            return
        previous: str | None = None
        stretches = item_bounds(self.part.low, self.part.start, self.part.end, found, self.part.words)
        first = 0
        for phrase, stretch in zip(found, stretches, strict=True):
            while first < len(found) and found[first].start < stretch[0]:
                first += 1
            covered = _covered(found, first, stretch[1])
            done = action(self.view.text, stretch, covered, self.part.words, self.several or len(found) > 1)
            if done is not None and phrase is not found[0]:
                done = with_verb(done, previous, self.part.words)
            previous = done or previous
            for value in phrase.values:
                yield self._record(phrase, value, stretch, done)

    def _without_time(self) -> Milestone:
        words = self.part.low[self.part.start : self.part.end]
        text = self.view.slice(self.part.start, self.part.end)
        if _WHOLE_CITATION_RE.fullmatch(words) or _POINTS_RE.search(words):
            return Milestone(text=text, kind="reference", condition=text)
        return Milestone(text=text, kind="unspecified")

    def _record(self, phrase: Phrase, value: Value, stretch: tuple[int, int], done: str | None) -> Milestone:
        text = self.view.slice(*stretch)
        if phrase.kind == "unspecified":
            return Milestone(text=text, action=done, kind="unspecified")
        if phrase.kind in ("conditional", "reference"):
            condition = self.view.slice(phrase.start, phrase.end).strip(" .,;:")
            return Milestone(text=text, action=done, kind=phrase.kind, condition=condition)
        if phrase.kind == "ongoing":
            value = _closed(value, self.context, phrase.level == "open")
        rule = value.rule
        if phrase.kind == "recurring" and rule:
            last = value.end or self.context.period_end
            if last and value.end is None and (value.start is None or value.start <= last):
                value = value._replace(inferred=(*value.inferred, "end"))
            rule = until(rule, last)
        open_end = value.end is None and not rule
        inferred = value.inferred and tuple(
            f for f in value.inferred if not ((f == "end" and open_end) or (f == "start" and not value.start))
        )
        return Milestone(
            text=text, action=done, kind=phrase.kind, start=value.start, end=value.end,
            end_inclusive=value.inclusive, recurrence=rule, inferred=inferred,
        )  # fmt: skip


def _covered(found: list[Phrase], first: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for k in range(first, len(found)):
        if found[k].start >= end:
            break
        spans.append((found[k].start, found[k].end))
    return spans


def _closed(value: Value, context: TimeContext, open_end: bool) -> Value:
    """Ongoing work runs as long as the plan where its own words set no bound."""
    start, end, inferred = value.start, value.end, list(value.inferred)
    if start is None and context.period_start and (end is None or context.period_start <= end):
        start = context.period_start
        inferred.append("start")
    if end is None and not open_end and context.period_end and (start is None or start <= context.period_end):
        end = context.period_end
        inferred.append("end")
    return value._replace(start=start, end=end, inferred=tuple(dict.fromkeys(inferred)))
