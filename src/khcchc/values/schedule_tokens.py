"""Words of time found in a text: one pass with the rules of `grammars/schedule.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.patterns import Pattern
from khcchc.values.schedule_calendar import Unit
from khcchc.values.schedule_units import NUMBERS, READERS, number, periods

_MONTH_SPAN_RE = compiled(r"(?<![\d/])\d{1,2}\s?[-–—]\s?$")
_WORD_RE = compiled(r"(?<!\w)(?<!\d[/.,:])(?:[^\W\d_]+|\w)")
_REMEMBERED = 4096  # words, and meanings of tokens
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


class _Rule:
    """A rule of the grammar; its pattern is compiled when a word that can open it is first met."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.gives = pattern.rule.gives

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        return compiled(self.pattern.expanded).match


class Scanner:
    """The rules of the grammar, tried in its order at each word that can open one of them.

    Trying all rules at every word is what costs: most words open none, the words of time one to six.
    """

    def __init__(self, grammars: Grammars) -> None:
        self._rules = [_Rule(p) for p in grammars["schedule"].patterns.values() if p.rule.gives in _KNOWN]
        self._by_word: dict[str, tuple[_Rule, ...]] = {}
        self._meanings: dict[tuple[_Rule, str], Meaning] = {}

    def tokens(self, low: str, text: str) -> list[Token]:
        """The tokens of a folded lower-case text, from left to right; `text` is the same with its capitals."""
        found: list[Token] = []
        behind, known = 0, self._by_word
        for word in _WORD_RE.finditer(low):
            rules = known.get(word[0])
            if rules is None:
                rules = self._opened_by(word[0])
            if not rules or (at := word.start()) < behind:
                continue
            for rule in rules:
                if (match := rule.match(low, at)) and match.end() > at:
                    behind = match.end()
                    if token := self._token(rule, match, low, text):
                        found.append(token)
                    break
        return found

    def forget(self) -> None:
        """Lose the meanings read so far: for measuring only, they are the same when read again."""
        self._meanings.clear()

    def _opened_by(self, word: str) -> tuple[_Rule, ...]:
        rules = tuple(rule for rule in self._rules if rule.pattern.can_open(word))
        if len(self._by_word) < _REMEMBERED:
            self._by_word[word] = rules
        return rules

    def _token(self, rule: _Rule, match: re.Match[str], low: str, text: str) -> Token | None:
        """The token; what its words mean is remembered, as a plan says `quý I năm 2024` in every other row."""
        words = match[0]
        meaning = self._meanings.get((rule, words))
        if meaning is None and (meaning := _read(rule.gives, _Groups(match))) and len(self._meanings) < _REMEMBERED:
            self._meanings[rule, words] = meaning
        if meaning is not None and meaning.gives in _BY_PLACE:
            meaning = _placed(meaning, words, low, text, match.start())
        return None if meaning is None else Token(match.start(), match.end(), words, *meaning)


class _Groups:
    """The named groups of the rule that matched; an absent one is empty."""

    __slots__ = ("match",)

    def __init__(self, match: re.Match[str]) -> None:
        self.match = match

    def __getitem__(self, name: str) -> str:
        return (self.match[name] or "") if name in self.match.re.groupindex else ""

    def year(self) -> int | None:
        return int(self["year"]) if self["year"] else None


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
