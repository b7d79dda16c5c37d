"""Words of time found in a text: one pass with one pattern built from `grammars/schedule.toml`."""

from __future__ import annotations

import importlib
import re
from typing import Any, NamedTuple

from khcchc.grammar import Grammars, Pattern
from khcchc.values.schedule_calendar import Unit
from khcchc.values.schedule_units import NUMBERS, READERS, number, periods

_MONTH_SPAN_RE = re.compile(r"(?<![\d/])\d{1,2}\s?[-–—]\s?$")
_WORD_START_RE = re.compile(r"(?<!\w)(?<!\d[/.,:])\w.?")
UNITS = frozenset(
    {"date", "day", "half", "part", "quarter", "quarters", "month", "may", "years", "school", "year", "broken"}
)
MODIFIERS = frozenset({"edge", "before", "by", "from", "to", "after", "in"})


class Token(NamedTuple):
    """One piece of time: what it gives, where it stands in the folded text, the calendar units it names.

    `ranges[k]` says whether unit k and unit k + 1 are the two ends of one range.
    """

    gives: str
    start: int
    end: int
    text: str
    units: tuple[Unit, ...] = ()
    ranges: tuple[bool, ...] = ()
    periods: tuple[tuple[str, int], ...] = ()
    """(tháng, 6) for every six months."""
    times: int | None = None
    days: tuple[int, ...] = ()
    """Days of no month (`ngày 07 hằng tháng`), or one day of the week counted from Monday."""
    months: str = ""
    edge: str | None = None


class Scanner:
    """The rules of the grammar, tried at each word by the two letters it begins with.

    Trying all rules at every word is what costs; two letters leave three or four of them.
    """

    def __init__(self, grammars: Grammars) -> None:
        self._patterns = [p for p in grammars["schedule"].patterns.values() if p.rule.gives in _KNOWN]
        self._gives = {f"r{k}": p.rule.gives for k, p in enumerate(self._patterns)}
        regex: Any = importlib.import_module("regex")  # tells whether letters can begin a match, as `re` does not
        self._partial = [regex.compile(p.expanded) for p in self._patterns]
        self._by_start: dict[str, re.Pattern[str] | None] = {}
        self._by_rules: dict[tuple[int, ...], re.Pattern[str] | None] = {(): None}

    def tokens(self, low: str, text: str) -> list[Token]:
        """The tokens of a folded lower-case text, from left to right; `text` is the same with its capitals."""
        found: list[Token] = []
        behind, known = 0, self._by_start
        for start in _WORD_START_RE.finditer(low):
            key = start[0]
            pattern = known[key] if key in known else self._beginning(key)
            if pattern is None or (at := start.start()) < behind:
                continue
            if (match := pattern.match(low, at)) is None or match.end() == at:
                continue
            behind = match.end()
            rule = match.lastgroup or ""
            gives = self._gives[rule]
            if gives in _PLAIN:
                found.append(Token(gives, at, behind, match[0]))
            elif (token := _built(gives, _Groups(match, rule), low, text)) is not None:
                found.append(token)
        return found

    def _beginning(self, key: str) -> re.Pattern[str] | None:
        """The rules that a word with these first letters can fit, as one pattern; made when first needed."""
        fitting = tuple(k for k, p in enumerate(self._partial) if p.match(key, partial=True))
        if fitting not in self._by_rules:
            body = "|".join(f"(?P<r{k}>{_renamed(self._patterns[k], k)})" for k in fitting)
            self._by_rules[fitting] = re.compile(body)
        if len(self._by_start) < 4096:
            self._by_start[key] = self._by_rules[fitting]
        return self._by_rules[fitting]


class _Groups:
    """The named groups of the rule that matched."""

    __slots__ = ("_rule", "match")

    def __init__(self, match: re.Match[str], rule: str) -> None:
        self.match = match
        self._rule = rule

    def __getitem__(self, name: str) -> str:
        try:
            return self.match[f"{self._rule}_{name}"] or ""
        except IndexError:
            return ""

    def year(self) -> int | None:
        return int(self["year"]) if self["year"] else None


_GROUP_RE = re.compile(r"\(\?P([<=])(\w+)")


def _renamed(pattern: Pattern, index: int) -> str:
    return _GROUP_RE.sub(rf"(?P\1r{index}_\2", pattern.expanded)


_PLAIN = frozenset(
    {
        "before",
        "by",
        "from",
        "to",
        "after",
        "in",
        "tail",
        "now",
        "issue",
        "ongoing",
        "periodic",
        "when",
        "per",
        "cutoff",
        "broken",
    }
)
_KNOWN = _PLAIN | UNITS | {"edge", "every", "count", "weekday"}


def _built(gives: str, g: _Groups, low: str, text: str) -> Token | None:
    start, end = g.match.span()
    word = g.match[0]
    match gives:
        case "edge":
            return Token(gives, start, end, word, edge=g["edge"])
        case "every" | "count":
            times = int(g["times"][-1]) if g["times"].isdigit() else NUMBERS.get(g["times"])
            return Token(gives, start, end, word, periods=periods(g["list"]), times=times)
        case "weekday":
            return Token(gives, start, end, word, days=(7 if g["sunday"] else number(g["day"]) - 1,))
        case "day":
            inside = ("1,4,7,10" if g["after"] or g["at"] == "đầu" else "3,6,9,12") if g["at"] else ""
            earlier = () if re.search(r"[-–—‑]|đến|tới", g["days"]) else map(int, re.findall(r"\d+", g["days"]))
            return Token(gives, start, end, word, days=(*earlier, int(g["day"])), months=inside)
        case "year":
            return Token(gives, start, end, word, units=(Unit("year"),))
        case "may":
            year = int(g["year"] or g["slash"]) if g["tail"] else None
            sure = year is not None or text[start + 6].isupper()
            return Token("month", start, end, word, units=(Unit("month", year, 5),)) if sure else None
        case "quarters":
            units = tuple(Unit("quarter", g.year(), q, next_year=bool(g["next"])) for q in (1, 2, 3, 4))
            return Token("quarter", start, end, word, units=units, ranges=(False,) * 3)
    try:
        units, ranges = READERS[gives](g)
    except (ValueError, KeyError):
        if gives == "date" and not g["named"] and not g["year"]:
            return None  # `20/63 tỉnh` is no date at all
        return Token("broken", start, end, word)
    if gives == "month" and word[0].isdigit() and _MONTH_SPAN_RE.search(low, max(0, start - 6), start):
        return Token("broken", start, end, word)  # `10-12/2024`: two months, or the tenth of December
    return Token(gives, start, end, word, units=units, ranges=ranges)
