"""Tokens to phrases of time: `chậm nhất đến cuối năm 2013` is one phrase with one value, a deadline.

A phrase is what stands together; a list (`tháng 10, 11, 12/2024`) gives it several values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from khcchc.kept import compiled
from khcchc.model import MilestoneKind
from khcchc.values.schedule_calendar import Unit, bounds, repetition, yearly
from khcchc.values.schedule_runs import Run, adjacent, far_end, read_run, touching
from khcchc.values.schedule_tokens import MODIFIERS, UNITS, Token
from khcchc.values.schedule_values import Value, Years, read_values, unit_bounds

_EVERY_GAP_RE = compiled(r"\s?[,(:]?\s?(?:của\s|trong\s|là\s|vào\s)?")
_TAIL_GAP_RE = compiled(r"\s?,?\s?(?:và\s)?(?:(?:cả|cho|trong)\s)?")
_GLUED_RE = compiled(r"\s?/\s?\w|[.\-–]\w|,?\snăm(?!\s(?:nay|kế))(?!\w)")
_BEFORE_ALONE_RE = compiled(r"(?:^|[;\n])\s*$")
_BEHIND_ALONE_RE = compiled(r"\s*\.?\s*(?:$|[;\n])")
"""`30/6` with nothing beside it in the field of a time is a day, and no part of a whole."""
_PORTION_RE = compiled(r"\s(?:số|tổng|hộ|dân|diện|các|xã)(?!\w)")


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
            i = _chain(low, tokens, i + 1, years)[1] if adjacent(low, tokens, i) else i + 1
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


def _chain(low: str, tokens: list[Token], i: int, years: Years) -> tuple[Phrase | None, int]:
    """One phrase of the calendar from token `i` on, and the index behind it."""
    run = read_run(low, tokens, i)
    if run is None:
        j = i + 1
        while j < len(tokens) and tokens[j].gives in MODIFIERS and touching(low, tokens[j - 1].end, tokens[j].start):
            j += 1
        return None, j
    mode = _mode(run.mods) if run.mods else ""
    start, end = (run.mods or run.tokens)[0].start, run.tokens[-1].end
    if run.tokens[-1].gives == "day":
        return _day_of(low, tokens, run, mode, start)
    if run.tokens[0].gives == "year" and mode in ("", "before", "from", "after", "to") and not run.units[0].edge:
        return None, run.stop
    if run.stop < len(tokens) and tokens[run.stop].gives == "every" and _comes_round(low, tokens[run.stop], run):
        rules = tuple(Value(inclusive=mode != "before", rule=_yearly(u, mode)) for u in run.units)
        return Phrase("recurring", start, tokens[run.stop].end, rules, mode, "year", source="every"), run.stop + 1
    if "broken" in [t.gives for t in run.tokens] or _left_hanging(low, run):
        return Phrase("unspecified", start, end, mode=mode, source="broken"), run.stop
    weak = run.units[0].weak and len(run.tokens) == 1 and not any(run.ranges)
    alone = weak and mode == "" and _BEFORE_ALONE_RE.search(low, 0, start) and _BEHIND_ALONE_RE.match(low, end)
    if weak and run.units[0].level == "day" and not alone and (mode in ("", "in") or _PORTION_RE.match(low, end)):
        return None, run.stop
    stop, open_end = run.stop, False
    if stop < len(tokens) and tokens[stop].gives == "tail" and _TAIL_GAP_RE.fullmatch(low, end, tokens[stop].start):
        end, stop, open_end = tokens[stop].end, stop + 1, True
    made = read_values(run, mode, years, open_end)
    if made is None:
        return Phrase("unspecified", start, end, mode=mode, source="broken"), stop
    kind, values = made
    level = "year" if run.units[0].level in ("year", "years", "school") else run.units[0].level
    return Phrase(kind, start, end, values, mode, level, weak and mode == "", "chain"), stop


def _mode(mods: list[Token]) -> str:
    """The word in front that decides: the last that is more than `trong` or `đầu`."""
    mode = next((m.gives for m in reversed(mods) if m.gives not in ("in", "edge")), "in")
    return "edge" if mode == "in" and all(m.gives == "edge" for m in mods) else mode


def _left_hanging(low: str, run: Run) -> bool:
    """A year that cannot be read stands behind: `Quý I/20l8` must not become this year's first quarter."""
    last = run.units[-1]
    return (
        last.year is None
        and not last.next_year
        and run.tokens[-1].gives != "year"
        and bool(_GLUED_RE.match(low, run.tokens[-1].end))
    )


def _comes_round(low: str, every: Token, run: Run) -> bool:
    gap = _EVERY_GAP_RE.fullmatch(low, run.tokens[-1].end, every.start)
    return (
        bool(gap) and every.periods == (("năm", 1),) and all(u.year is None for u in run.units) and not any(run.ranges)
    )


def _yearly(unit: Unit, mode: str) -> str | None:
    if mode == "before" and unit.level != "day" and (period := bounds(unit, 2024)):
        unit = Unit("day", None, period[0].month, period[0].day)
    return yearly(unit)


def _day_of(low: str, tokens: list[Token], run: Run, mode: str, start: int) -> tuple[Phrase, int]:
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
    if token.gives in ("every", "count") and (run := read_run(low, tokens, i + 1)) and _names_the_day(low, token, run):
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


def _names_the_day(low: str, every: Token, run: Run) -> bool:
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
    far = far_end(low, tokens, i + 1, token.end)
    if far is None:
        return Phrase(
            "window", token.start, token.end, (Value(issued, None, True, inferred),), "from", "day", source="chain"
        ), i + 1
    k, edge, _ = far
    unit = tokens[k].units[-1].at(edge)
    read = unit_bounds(unit, years, None)
    end = read[0][1] if read else None
    if tokens[k].gives == "broken" or (read is None and unit.year is not None) or (end and issued and end < issued):
        return Phrase("unspecified", token.start, tokens[k].end, source="broken"), k + 1
    flags = inferred + (read[1] if read else ())
    return Phrase(
        "window", token.start, tokens[k].end, (Value(issued, end, True, flags),), "from", "day", source="chain"
    ), k + 1
