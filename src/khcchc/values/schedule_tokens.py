"""Words of time found in a text: one pass with one pattern built from `grammars/schedule.toml`."""

from __future__ import annotations

import importlib
import re
from typing import Any, NamedTuple

from khcchc.grammar import Grammars, Pattern
from khcchc.values.schedule_calendar import Unit
from khcchc.values.schedule_units import NUMBERS, READERS, number, periods

_MONTH_SPAN_RE = re.compile(r"(?<![\d/])\d{1,2}\s?[-–—]\s?$")
_WORD_START_RE = re.compile(r"(?<!\w)(?<!\d[/.,:])(?:[^\W\d_]{2,}|\w.?)")
_REMEMBERED = 4096  # beginnings of words, and readings of tokens
UNITS = frozenset(
    {"date", "day", "half", "part", "quarter", "quarters", "month", "may", "years", "school", "year", "broken"}
)
MODIFIERS = frozenset({"edge", "before", "by", "from", "to", "after", "in"})


class Meaning(NamedTuple):
    """What the words of a token say, whatever stands around them: the calendar units they name.

    `ranges[k]` says whether unit k and unit k + 1 are the two ends of one range.
    """

    gives: str
    units: tuple[Unit, ...] = ()
    ranges: tuple[bool, ...] = ()
    periods: tuple[tuple[str, int], ...] = ()
    """(tháng, 6) for every six months."""
    times: int | None = None
    days: tuple[int, ...] = ()
    """Days of no month (`ngày 07 hằng tháng`), or one day of the week counted from Monday."""
    months: str = ""
    edge: str | None = None


class Token(NamedTuple):
    """One piece of time: its place in the folded text, its words, and the fields of its `Meaning`."""

    start: int
    end: int
    text: str
    gives: str
    units: tuple[Unit, ...]
    ranges: tuple[bool, ...]
    periods: tuple[tuple[str, int], ...]
    times: int | None
    days: tuple[int, ...]
    months: str
    edge: str | None


class Scanner:
    """The rules of the grammar, tried at each word that one of them can begin with.

    Trying all rules at every word is what costs; its first word leaves a rule none, one or two of them.
    """

    def __init__(self, grammars: Grammars) -> None:
        self._patterns = [p for p in grammars["schedule"].patterns.values() if p.rule.gives in _KNOWN]
        self._gives = {f"r{k}": p.rule.gives for k, p in enumerate(self._patterns)}
        regex: Any = importlib.import_module("regex")  # tells whether letters can begin a match, as `re` does not
        self._partial = [regex.compile(p.expanded) for p in self._patterns]
        self._by_start: dict[str, re.Pattern[str] | None] = {}
        self._by_rules: dict[tuple[int, ...], re.Pattern[str] | None] = {(): None}
        self._read: dict[tuple[str | None, str], Meaning] = {}

    def tokens(self, low: str, text: str) -> list[Token]:
        """The tokens of a folded lower-case text, from left to right; `text` is the same with its capitals."""
        found: list[Token] = []
        behind, known, read = 0, self._by_start, self._read
        for start in _WORD_START_RE.finditer(low):
            key = start[0]
            pattern = known[key] if key in known else self._beginning(key)
            if pattern is None or (at := start.start()) < behind:
                continue
            if (match := pattern.match(low, at)) is None or match.end() == at:
                continue
            behind, word, rule = match.end(), match[0], match.lastgroup
            meaning = read.get((rule, word)) or self._meaning(match)
            if meaning is not None and meaning.gives in _BY_PLACE:
                meaning = _placed(meaning, word, low, text, at)
            if meaning is not None:
                found.append(Token(at, behind, word, *meaning))
        return found

    def forget(self) -> None:
        """Lose the meanings read so far: for measuring only, they are the same when read again."""
        self._read.clear()

    def _meaning(self, match: re.Match[str]) -> Meaning | None:
        """What the words of a token say; remembered, as a plan says `quý I năm 2024` in every other row."""
        rule, word = match.lastgroup or "", match[0]
        meaning = _read(self._gives[rule], _Groups(match, rule))
        if meaning is not None and len(self._read) < _REMEMBERED:
            self._read[rule, word] = meaning
        return meaning

    def _beginning(self, key: str) -> re.Pattern[str] | None:
        """The rules that a text with this first word can fit, as one pattern; made when first needed."""
        fitting = tuple(k for k, p in enumerate(self._partial) if p.match(key, partial=True))
        if fitting not in self._by_rules:
            body = "|".join(f"(?P<r{k}>{_renamed(self._patterns[k], k)})" for k in fitting)
            self._by_rules[fitting] = re.compile(body)
        if len(self._by_start) < _REMEMBERED:
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
_BY_PLACE = frozenset({"may", "month"})


def _read(gives: str, g: _Groups) -> Meaning | None:
    match gives:
        case _ if gives in _PLAIN:
            return Meaning(gives)
        case "edge":
            return Meaning(gives, edge=g["edge"])
        case "every" | "count":
            times = int(g["times"][-1]) if g["times"].isdigit() else NUMBERS.get(g["times"])
            return Meaning(gives, periods=periods(g["list"]), times=times)
        case "weekday":
            return Meaning(gives, days=(7 if g["sunday"] else number(g["day"]) - 1,))
        case "day":
            inside = ("1,4,7,10" if g["after"] or g["at"] == "đầu" else "3,6,9,12") if g["at"] else ""
            earlier = () if re.search(r"[-–—‑]|đến|tới", g["days"]) else map(int, re.findall(r"\d+", g["days"]))
            return Meaning(gives, days=(*earlier, int(g["day"])), months=inside)
        case "year":
            return Meaning(gives, (Unit("year"),))
        case "may":
            return Meaning(gives, (Unit("month", int(g["year"] or g["slash"]) if g["tail"] else None, 5),))
        case "quarters":
            units = tuple(Unit("quarter", g.year(), q, next_year=bool(g["next"])) for q in (1, 2, 3, 4))
            return Meaning("quarter", units, (False,) * 3)
    try:
        return Meaning(gives, *READERS[gives](g))
    except (ValueError, KeyError):
        # `20/63 tỉnh` is no date at all
        return None if gives == "date" and not g["named"] and not g["year"] else Meaning("broken")


def _placed(meaning: Meaning, word: str, low: str, text: str, start: int) -> Meaning | None:
    """The meaning of a month, which may depend on what stands in front and on capitals."""
    if meaning.gives == "may":  # `tháng năm` is May, or any month of a year
        sure = meaning.units[0].year is not None or text[start + 6].isupper()
        return meaning._replace(gives="month") if sure else None
    if word[0].isdigit() and _MONTH_SPAN_RE.search(low, max(0, start - 6), start):
        return Meaning("broken")  # `10-12/2024`: two months, or the tenth of December
    return meaning
