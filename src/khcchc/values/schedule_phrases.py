"""Tokens to phrases of time: `chậm nhất đến cuối năm 2013` is one phrase with one value, a deadline.

A phrase is what stands together; a list (`tháng 10, 11, 12/2024`) gives it several values. Years that are not
written are completed here, and only here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from khcchc.model import MilestoneKind
from khcchc.values.schedule_calendar import Bounds, Unit, bounds, repetition, yearly
from khcchc.values.schedule_tokens import MODIFIERS, UNITS, Token

_BLANK_RE = re.compile(r"\s?[:(]?\s?(?:\([^()]{0,24}\)\s?)?")
_RANGE_GAP_RE = re.compile(r"\s?(?:\([^()]{0,24}\)\s?)?[-–—‑]\s?")
_LIST_GAP_RE = re.compile(r"\s?(?:,|&|/|\+)\s?|,?\s(?:và|hoặc)\s|\s")
_EVERY_GAP_RE = re.compile(r"\s?[,(:]?\s?(?:của\s|trong\s|là\s|vào\s)?")
_TAIL_GAP_RE = re.compile(r"\s?,?\s?(?:và\s)?(?:(?:cả|cho|trong)\s)?")
_GLUED_RE = re.compile(r"\s?/\s?\w|[.\-–]\w|,?\snăm(?!\s(?:nay|kế))(?!\w)")
_PORTION_RE = re.compile(r"\s(?:số|tổng|hộ|dân|diện|các|xã)(?!\w)")
_Read = tuple[Bounds, tuple[str, ...]]
_SUBYEAR = frozenset({"month", "quarter", "half", "part"})


class Value(NamedTuple):
    """One period or point: `None` for a bound that is open or whose year nobody says."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    inclusive: bool = True
    inferred: tuple[str, ...] = ()
    rule: str | None = None


class Phrase(NamedTuple):
    kind: MilestoneKind
    start: int
    end: int
    values: tuple[Value, ...] = (Value(),)
    mode: str = ""
    """The word in front that decided: before, by, to, from, after, in; nothing when there is none."""
    level: str = ""
    weak: bool = False
    source: str = ""
    """What the token gave: ongoing, every, periodic, when, per …"""


@dataclass(slots=True)
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


def touching(low: str, a: int, b: int) -> bool:
    """Whether nothing but a space, a colon or a short parenthesis stands between two tokens."""
    return b - a < 30 and _BLANK_RE.fullmatch(low, a, b) is not None


def read_phrases(low: str, tokens: list[Token], years: Years, zone_end: Callable[[int, Token], int]) -> list[Phrase]:
    """The phrases of one part of a text, in order.

    `zone_end` tells how far a `sau khi` or `theo` reaches; 0 for a `theo` that points to nothing.
    """
    phrases: list[Phrase] = []
    i = pointed = 0
    while i < len(tokens):
        token = tokens[i]
        if token.gives in MODIFIERS or token.gives in UNITS:
            phrase, i = _chain(low, tokens, i, years)
            if phrase:
                phrases.append(phrase)
        elif token.gives in ("when", "per"):
            end = 0 if token.gives == "per" and token.start < pointed else zone_end(i, token)
            if end:
                kind: MilestoneKind = "conditional" if token.gives == "when" else "reference"
                phrases.append(Phrase(kind, token.start, end, source=token.gives))
            i += 1
            if token.gives == "per":
                pointed = max(pointed, end)
                continue
            while i < len(tokens) and tokens[i].start < end:
                i += 1
        elif token.gives == "cutoff":
            i = _chain(low, tokens, i + 1, years)[1] if _adjacent(low, tokens, i) else i + 1
        elif token.gives in ("now", "issue"):
            phrase, i = _from_issue(low, tokens, i, years)
            phrases.append(phrase)
        elif token.gives == "tail":
            phrases.append(Phrase("window", token.start, token.end, source="tail"))
            i += 1
        else:
            phrase, i = _repeated(low, tokens, i, years)
            phrases.append(phrase)
    return phrases


def _adjacent(low: str, tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and touching(low, tokens[i].end, tokens[i + 1].start)


@dataclass(slots=True)
class _Run:
    """Units that stand together and how they are joined, with the words in front of them."""

    mods: list[Token]
    tokens: list[Token]
    units: list[Unit]
    ranges: list[bool]
    stop: int
    """Index of the first token behind."""


def _run(low: str, tokens: list[Token], i: int) -> _Run | None:
    """The modifiers at `i` and the units behind them; `None` when no unit follows them."""
    mods: list[Token] = []
    while i < len(tokens) and tokens[i].gives in MODIFIERS and (not mods or touching(low, mods[-1].end, tokens[i].start)):
        mods.append(tokens[i])
        i += 1
    if i >= len(tokens) or tokens[i].gives not in UNITS or (mods and not touching(low, mods[-1].end, tokens[i].start)):
        return None
    edge = mods[-1].edge if mods else None
    first = tokens[i]
    run = _Run(mods, [first], [u.at(edge) for u in first.units], list(first.ranges), i + 1)
    while run.units and (joined := _joined(low, tokens, run)):
        index, edge, ranged = joined
        token = tokens[index]
        run.ranges += [ranged, *token.ranges]
        run.units += [u.at(edge) for u in token.units]
        run.tokens.append(token)
        run.stop = index + 1
    return run


def _joined(low: str, tokens: list[Token], run: _Run) -> tuple[int, str | None, bool] | None:
    """The next unit of the run: its index, its edge, whether a range ends with it."""
    k, last = run.stop, run.tokens[-1]
    if k >= len(tokens) or last.gives in ("year", "day", "broken"):
        return _to_end(low, tokens, k, last.end)
    gap, edge = low[last.end : tokens[k].start] if tokens[k].start - last.end < 32 else "…", None
    ranged = _RANGE_GAP_RE.fullmatch(gap) is not None
    if not ranged and not _LIST_GAP_RE.fullmatch(gap):
        return None
    if tokens[k].gives == "to":
        return _to_end(low, tokens, k, last.end)
    if tokens[k].gives == "edge" and _adjacent(low, tokens, k):
        edge, k = tokens[k].edge, k + 1
    token = tokens[k]
    if token.gives not in UNITS or not token.units or token.gives == "year":
        return None
    if not ranged and not _alike(run.units[-1], token.units[0]):
        return None
    return k, edge, ranged


def _alike(a: Unit, b: Unit) -> bool:
    return a.level == b.level or (a.level in _SUBYEAR and b.level in _SUBYEAR)


def _to_end(low: str, tokens: list[Token], k: int, behind: int) -> tuple[int, str | None, bool] | None:
    """`… đến hết tháng 6/2024`: the far end of a range."""
    if k >= len(tokens) or tokens[k].gives != "to" or not touching(low, behind, tokens[k].start):
        return None
    edge = None
    while _adjacent(low, tokens, k):
        k += 1
        token = tokens[k]
        if token.gives == "edge":
            edge = token.edge
        elif token.gives in UNITS:
            return (k, edge, True) if token.units else None
        elif token.gives not in ("by", "in"):
            return None
    return None


def _chain(low: str, tokens: list[Token], i: int, years: Years) -> tuple[Phrase | None, int]:
    """One phrase of the calendar from token `i` on, and the index behind it."""
    run = _run(low, tokens, i)
    if run is None:
        j = i + 1
        while j < len(tokens) and tokens[j].gives in MODIFIERS and touching(low, tokens[j - 1].end, tokens[j].start):
            j += 1
        return None, j
    mode = next((m.gives for m in reversed(run.mods) if m.gives not in ("in", "edge")), "in" if run.mods else "")
    if mode == "in" and all(m.gives == "edge" for m in run.mods):
        mode = "edge"
    start, end = (run.mods or run.tokens)[0].start, run.tokens[-1].end
    if run.tokens[-1].gives == "day":
        return _day_of(low, tokens, run, mode, start)
    if run.tokens[0].gives == "year" and mode in ("", "before", "from", "after", "to") and not run.units[0].edge:
        return None, run.stop
    if run.stop < len(tokens) and tokens[run.stop].gives == "every" and _comes_round(low, tokens[run.stop], run):
        rules = tuple(Value(inclusive=mode != "before", rule=_yearly(u, mode)) for u in run.units)
        return Phrase("recurring", start, tokens[run.stop].end, rules, mode, "year", source="every"), run.stop + 1
    if any(t.gives == "broken" for t in run.tokens) or _left_hanging(low, run):
        return Phrase("unspecified", start, end, mode=mode, source="broken"), run.stop
    weak = run.units[0].weak and len(run.tokens) == 1 and not any(run.ranges)
    if weak and run.units[0].level == "day" and (mode in ("", "in") or _PORTION_RE.match(low, end)):
        return None, run.stop
    stop, open_end = run.stop, False
    if stop < len(tokens) and tokens[stop].gives == "tail" and _TAIL_GAP_RE.fullmatch(low, end, tokens[stop].start):
        end, stop, open_end = tokens[stop].end, stop + 1, True
    made = _values(run, mode, years, open_end)
    if made is None:
        return Phrase("unspecified", start, end, mode=mode, source="broken"), stop
    kind, values = made
    level = "year" if run.units[0].level in ("year", "years", "school") else run.units[0].level
    return Phrase(kind, start, end, values, mode, level, weak and mode == "", "chain"), stop


def _left_hanging(low: str, run: _Run) -> bool:
    """A year that cannot be read stands behind: `Quý I/20l8` must not become this year's first quarter."""
    last = run.units[-1]
    return last.year is None and not last.next_year and run.tokens[-1].gives != "year" and bool(
        _GLUED_RE.match(low, run.tokens[-1].end)
    )


def _comes_round(low: str, every: Token, run: _Run) -> bool:
    gap = _EVERY_GAP_RE.fullmatch(low, run.tokens[-1].end, every.start)
    return bool(gap) and every.periods == (("năm", 1),) and all(u.year is None for u in run.units) and not any(run.ranges)


def _yearly(unit: Unit, mode: str) -> str | None:
    if mode == "before" and unit.level != "day" and (period := bounds(unit, 2024)):
        unit = Unit("day", None, period[0].month, period[0].day)
    return yearly(unit)


def _day_of(low: str, tokens: list[Token], run: _Run, mode: str, start: int) -> tuple[Phrase, int]:
    """`trước ngày 07 hằng tháng`; a day of no month is nothing."""
    token, stop = run.tokens[-1], run.stop
    inclusive = mode != "before"
    every = tokens[stop] if stop < len(tokens) and tokens[stop].gives == "every" else None
    if every and not _EVERY_GAP_RE.fullmatch(low, token.end, every.start):
        every = None
    if not token.days or not all(1 <= day <= 31 for day in token.days) or (every is None and not token.months):
        return Phrase("unspecified", start, token.end, mode=mode, source="broken"), stop
    end = every.end if every else token.end
    return Phrase("recurring", start, end, _day_values(token, every, inclusive), mode, "day", source="every"), stop + (
        every is not None
    )


def _day_values(token: Token, every: Token | None, inclusive: bool) -> tuple[Value, ...]:
    days = ",".join(map(str, token.days))
    if token.months:
        rule = f"FREQ=YEARLY;BYMONTH={token.months};BYMONTHDAY={days}"
        return (Value(inclusive=inclusive, rule=rule),)
    monthly = f"FREQ=MONTHLY;BYMONTHDAY={days}"
    periods = every.periods if every else ()
    return tuple(Value(inclusive=inclusive, rule=monthly if p == ("tháng", 1) else None) for p in periods) or (Value(),)


def _repeated(low: str, tokens: list[Token], i: int, years: Years) -> tuple[Phrase, int]:
    """Work that goes on or comes round, with the day named right behind: `Hằng năm, trước ngày 15/11`."""
    token = tokens[i]
    if token.gives == "ongoing":
        return Phrase("ongoing", token.start, token.end, source="ongoing"), i + 1
    if token.gives == "periodic":
        return Phrase("recurring", token.start, token.end, source="periodic"), i + 1
    if token.gives == "weekday":
        days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        rule = f"FREQ=WEEKLY;BYDAY={days[token.days[0] - 1]}"
        return Phrase("recurring", token.start, token.end, (Value(rule=rule),), source="every"), i + 1
    if token.gives in ("every", "count") and (run := _run(low, tokens, i + 1)) and _names_the_day(low, token, run):
        mode = next((m.gives for m in reversed(run.mods) if m.gives not in ("in", "edge")), "")
        inclusive, last = mode != "before", run.tokens[-1]
        if last.gives == "day":
            values = _day_values(last, token, inclusive)
        else:
            values = tuple(Value(inclusive=inclusive, rule=_yearly(u, mode)) for u in run.units)
        return Phrase("recurring", token.start, last.end, values, mode, "day", source="every"), run.stop
    start, several = token.start, (token.times or 1) > 1
    if i and tokens[i - 1].gives == "edge" and touching(low, tokens[i - 1].end, start):
        start, several = tokens[i - 1].start, several or tokens[i - 1].edge != "cuối"
    values = tuple(Value(rule=None if several else repetition(*p)) for p in token.periods)
    return Phrase("recurring", start, token.end, values or (Value(),), source="every"), i + 1


def _names_the_day(low: str, every: Token, run: _Run) -> bool:
    first = (run.mods or run.tokens)[0]
    if not _EVERY_GAP_RE.fullmatch(low, every.end, first.start) or any(run.ranges):
        return False
    if run.tokens[-1].gives == "day":
        return all(1 <= day <= 31 for day in run.tokens[-1].days)
    yearless = bool(run.units) and all(u.year is None and u.level in ("day", "month", "quarter") for u in run.units)
    return yearless and every.periods == (("năm", 1),) and not _left_hanging(low, run)


def _from_issue(low: str, tokens: list[Token], i: int, years: Years) -> tuple[Phrase, int]:
    """`từ nay đến hết năm 2025`, `kể từ ngày ký`: the start is the day the plan was issued."""
    token, issued = tokens[i], years.issued_on
    inferred = ("start",) if issued else ()
    far = _to_end(low, tokens, i + 1, token.end)
    if far is None:
        return Phrase("window", token.start, token.end, (Value(issued, None, True, inferred),), "from", "day", source="chain"), i + 1
    k, edge, _ = far
    unit = tokens[k].units[-1].at(edge)
    read = _bounds(unit, years, None)
    end = read[0][1] if read else None
    if tokens[k].gives == "broken" or (read is None and unit.year is not None) or (end and issued and end < issued):
        return Phrase("unspecified", token.start, tokens[k].end, source="broken"), k + 1
    flags = inferred + (read[1] if read else ())
    return Phrase("window", token.start, tokens[k].end, (Value(issued, end, True, flags),), "from", "day", source="chain"), k + 1


def _bounds(unit: Unit, years: Years, following: tuple[Unit, int] | None) -> _Read | None:
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


def _values(run: _Run, mode: str, years: Years, open_end: bool) -> tuple[MilestoneKind, tuple[Value, ...]] | None:
    """The kind of the phrase and its values; `None` when it names a day that no calendar has."""
    reads: list[_Read | None] = []
    following: tuple[Unit, int] | None = None  # what stands to the right, with its year
    for unit in reversed(run.units):
        if bounds(unit, unit.year or 2024) is None:
            return None
        read = _bounds(unit, years, following)
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


def _kind(run: _Run, mode: str) -> MilestoneKind:
    if mode in ("from", "after"):
        return "window"
    if mode in ("before", "by", "to"):
        return "deadline"
    if any(run.ranges):
        return "window"
    point = run.units[0].edge or (run.units[0].level == "day" and mode != "in")
    return "deadline" if point else "window"


def _value(
    near: _Read | None,
    far: _Read | None,
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
