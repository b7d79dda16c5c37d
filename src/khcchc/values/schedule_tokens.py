"""Words of time found in a text: one pass with one pattern built from `grammars/schedule.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import regex

from khcchc.grammar import Grammars, Pattern
from khcchc.values.schedule_calendar import Unit

_NUMBERS = {
    "một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "đầu": 1, "đầu tiên": 1,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4}
_PARTS = {
    "nửa đầu": (1, 15), "nửa cuối": (16, 31), "thượng tuần": (1, 10), "trung tuần": (11, 20), "hạ tuần": (21, 31),
}  # fmt: skip
_JOINT_RE = re.compile(r"\s?([-–—‑,&+/])\s?|\s(và|hoặc|đến|tới)\s")
_NUMERAL_RE = re.compile(r"mười\s(?:một|hai)|\w+")
_SKIPPED = frozenset({"quý", "quí", "q", "tháng", "t", "và", "hoặc", "đến", "tới", "hết", "thứ"})
_YEAR_RE = re.compile(r"\d{4}")
_MONTH_SPAN_RE = re.compile(r"(?<![\d/])\d{1,2}\s?[-–—]\s?$")
_WORD_START_RE = re.compile(r"(?<!\w)(?<!\d[/.,:])\w.?")
UNITS = frozenset({"date", "day", "half", "part", "quarter", "quarters", "month", "may", "years", "school", "year", "broken"})
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
        self._partial = [regex.compile(p.expanded) for p in self._patterns]
        self._by_start: dict[str, re.Pattern[str] | None] = {}
        self._by_rules: dict[tuple[int, ...], re.Pattern[str] | None] = {(): None}

    def tokens(self, low: str, text: str) -> list[Token]:
        """The tokens of a folded lower-case text, from left to right; `text` is the same with its capitals."""
        found: list[Token] = []
        behind, known = 0, self._by_start
        for start in _WORD_START_RE.finditer(low):
            at = start.start()
            if at < behind:
                continue
            key = start[0]
            pattern = known[key] if key in known else self._beginning(key)
            if pattern is None or (match := pattern.match(low, at)) is None or match.end() == at:
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


_PLAIN = frozenset({"before", "by", "from", "to", "after", "in", "tail", "now", "issue", "ongoing", "periodic", "when", "per", "cutoff", "broken"})
_KNOWN = _PLAIN | UNITS | {"edge", "every", "count", "weekday"}


def _built(gives: str, g: _Groups, low: str, text: str) -> Token | None:
    start, end = g.match.span()
    word = g.match[0]
    match gives:
        case "edge":
            return Token(gives, start, end, word, edge=g["edge"])
        case "every" | "count":
            times = int(g["times"][-1]) if g["times"].isdigit() else _NUMBERS.get(g["times"])
            return Token(gives, start, end, word, periods=_periods(g["list"]), times=times)
        case "weekday":
            return Token(gives, start, end, word, days=(7 if g["sunday"] else _number(g["day"]) - 1,))
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
        units, ranges = _UNITS[gives](g)
    except (ValueError, KeyError):
        if gives == "date" and not g["named"] and not g["year"]:
            return None  # `20/63 tỉnh` is no date at all
        return Token("broken", start, end, word)
    if gives == "month" and word[0].isdigit() and _MONTH_SPAN_RE.search(low, max(0, start - 6), start):
        return Token("broken", start, end, word)  # `10-12/2024`: two months, or the tenth of December
    return Token(gives, start, end, word, units=units, ranges=ranges)


def _number(word: str) -> int:
    word = word.removeprefix("thứ ")
    return int(word) if word.isdigit() else _NUMBERS[word]


@lru_cache(maxsize=256)
def _periods(words: str) -> tuple[tuple[str, int], ...]:
    """`quý, 6 tháng, năm` → (quý, 1), (tháng, 6), (năm, 1)."""
    found = []
    count = 1
    previous = ""
    for word in re.findall(r"\w+", words):
        if word in ("tuần", "tháng", "quý") or (word == "năm" and previous != ""):
            found.append((word, count))
            count = 1
        elif word in ("nửa", "bán"):
            count = 0
        elif word == "niên" and previous == "bán":
            found.append(("tháng", 6))
            count = 1
        elif word == "năm":
            found.append(("năm", 1))
        elif word.isdigit() or word in _NUMBERS:
            count = max(1, _number(word))
        if word == "năm" and previous == "nửa":
            found[-1] = ("tháng", 6)
        previous = word
    return tuple(found)


def _joined(words: str) -> tuple[list[str], tuple[bool, ...]]:
    """The numerals of a list and, between each two, whether they are the ends of a range."""
    numerals: list[str] = []
    ranges: list[bool] = []
    at = 0
    for word in _NUMERAL_RE.finditer(words):
        if word[0] in _SKIPPED:
            continue
        if numerals:
            joint = _JOINT_RE.search(words, at, word.start())
            ranges.append(joint is not None and (joint[1] or joint[2]) in ("-", "–", "—", "‑", "đến", "tới"))
        numerals.append(word[0])
        at = word.end()
    return numerals, tuple(ranges)


_Units = tuple[tuple[Unit, ...], tuple[bool, ...]]


def _quarters(g: _Groups) -> _Units:
    numerals, ranges = _joined(g["list"])
    units = []
    for numeral in numerals:
        clean = numeral.lstrip("q")
        flags: tuple[str, ...] = ()
        if clean not in _ROMAN and not clean.isdigit() and clean not in _NUMBERS:
            clean, flags = clean.replace("l", "i").replace("1", "i"), ("quarter",)  # a scanned I
        value = _ROMAN.get(clean) or _number(clean)
        units.append(Unit("quarter", None, value, flags=flags))
    return _dated(units, g), ranges


def _months(g: _Groups) -> _Units:
    numerals, ranges = _joined(g["list"])
    return _dated([Unit("month", None, _number(n.lstrip("t") if n[-1].isdigit() else n)) for n in numerals], g), ranges


def _dated(units: list[Unit], g: _Groups) -> tuple[Unit, ...]:
    """The year behind a list is written on its last unit; the others take it when they are read."""
    last = units[-1]
    units[-1] = Unit(last.level, g.year(), last.first, last.second, last.month, last.weak, bool(g["next"]), flags=last.flags)
    return tuple(units)


def _dates(g: _Groups) -> _Units:
    year, month = g.year(), int(g["month"])
    flags: tuple[str, ...] = ()
    if len(g["year"]) == 2:
        year, flags = 2000 + int(g["year"]), ("year",)
    weak = year is None and not g["named"]
    earlier = g["days"] or g["first"]
    days = [int(d) for d in re.findall(r"\d+", earlier)]
    ranges = tuple(bool(re.search(r"[-–—‑]|đến|tới", piece)) for piece in re.findall(r"\d+([^\d]*)", earlier))
    units = [Unit("day", year, month, day, weak=weak, flags=flags) for day in (*days, int(g["day"]))]
    if g["next"]:
        units[-1] = Unit("day", None, month, int(g["day"]), next_year=True)
    if not 1 <= month <= 12 or any(not 1 <= u.second <= 31 for u in units):
        raise ValueError(month)
    return tuple(units), ranges


def _halves(g: _Groups) -> _Units:
    count = 6 if g["semi"] else _number(g["n"])
    early = g["side"] == "đầu" or g["semi"].endswith("đầu")
    unit = Unit("half", g.year(), 1 if early else 13 - count, count if early else 12, next_year=bool(g["next"]))
    return (unit,), ()


def _parts(g: _Groups) -> _Units:
    numerals, which, flags = _number(g["month"]), " ".join(g["which"].split()), ()
    if which in _PARTS:
        first, last = _PARTS[which]
        return _part(g, numerals, first, last, flags)
    number = which.removeprefix("tuần ").removeprefix("lễ ").removeprefix("thứ ")
    if number.startswith("cuối"):
        return _part(g, numerals, -1, 31, ("day",))
    week = _number(number)
    last_week = int(re.sub(r"\D", "", g["to"])) if g["to"] else week
    if not week <= last_week <= week + 1 and not re.search(r"[-–—‑]|đến", g["to"]):
        raise ValueError(g["to"])  # `tuần 1 và tuần 4` is no one stretch of days
    if last_week < week:
        raise ValueError(g["to"])
    return _part(g, numerals, 7 * week - 6, 31 if last_week == 5 else 7 * last_week, ("day",))


def _part(g: _Groups, month: int, first: int, last: int, flags: tuple[str, ...]) -> _Units:
    return (Unit("part", g.year(), first, last, month, next_year=bool(g["next"]), flags=flags),), ()


def _years(g: _Groups) -> _Units:
    listed = g["list"]
    years = [int(y) for y in _YEAR_RE.findall(listed)]
    ranges, flags = [], []
    for joint in _YEAR_RE.split(listed)[1:-1]:
        lost = not joint.strip().removesuffix("năm").strip()
        ranges.append(lost or re.search(r"[-–—‑]|đến|tới", joint) is not None)
        flags.append(lost)
    if any(ranged and a >= b for ranged, a, b in zip(ranges, years, years[1:], strict=False)):
        raise ValueError(listed)
    weak = len(years) == 1 and not g["intro"]
    marks = ("range",) if any(flags) else ()
    return tuple(Unit("year", y, weak=weak, flags=marks) for y in years), tuple(ranges)


def _school(g: _Groups) -> _Units:
    first, second = int(g["year"]), int(g["to"])
    if second <= first:
        raise ValueError(second)
    return (Unit("school", first, second=second, flags=("start", "end")),), ()


_UNITS = {
    "date": _dates, "quarter": _quarters, "month": _months, "half": _halves, "part": _parts, "years": _years, "school": _school,
}  # fmt: skip
