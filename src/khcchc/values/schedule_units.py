"""What the groups of a time rule say: numerals, lists and years to units of the calendar.

Each function raises `ValueError` or `KeyError` for what no calendar has (tháng 13, 2030-2026).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

from khcchc.kept import compiled
from khcchc.values.schedule_calendar import Unit

NUMBERS = {
    "một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "đầu": 1, "đầu tiên": 1,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4}
_PARTS = {
    "nửa đầu": (1, 15), "nửa cuối": (16, 31), "thượng tuần": (1, 10), "trung tuần": (11, 20), "hạ tuần": (21, 31),
}  # fmt: skip
_JOINT_RE = compiled(r"\s?([-–—‑,&+/])\s?|\s(và|hoặc|đến|tới)\s")
_NUMERAL_RE = compiled(r"mười\s(?:một|hai)|\w+")
_SKIPPED = frozenset({"quý", "quí", "q", "tháng", "t", "và", "hoặc", "đến", "tới", "hết", "thứ"})
_YEAR_RE = compiled(r"\d{4}")


class Groups(Protocol):
    """The named groups of a rule that matched; an absent one is empty."""

    def __getitem__(self, name: str, /) -> str: ...

    def year(self) -> int | None: ...


def number(word: str) -> int:
    word = word.removeprefix("thứ ")
    return int(word) if word.isdigit() else NUMBERS[word]


@lru_cache(maxsize=256)
def periods(words: str) -> tuple[tuple[str, int], ...]:
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
        elif word.isdigit() or word in NUMBERS:
            count = max(1, number(word))
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


def _quarters(g: Groups) -> _Units:
    numerals, ranges = _joined(g["list"])
    units = []
    for numeral in numerals:
        clean = numeral.lstrip("q")
        flags: tuple[str, ...] = ()
        if clean not in _ROMAN and not clean.isdigit() and clean not in NUMBERS:
            clean, flags = clean.replace("l", "i").replace("1", "i"), ("quarter",)  # a scanned I
        value = _ROMAN.get(clean) or number(clean)
        units.append(Unit("quarter", None, value, flags=flags))
    return _dated(units, g), ranges


def _months(g: Groups) -> _Units:
    numerals, ranges = _joined(g["list"])
    return _dated([Unit("month", None, number(n.lstrip("t") if n[-1].isdigit() else n)) for n in numerals], g), ranges


def _dated(units: list[Unit], g: Groups) -> tuple[Unit, ...]:
    """The year behind a list is written on its last unit; the others take it when they are read."""
    last = units[-1]
    units[-1] = Unit(
        last.level, g.year(), last.first, last.second, last.month, last.weak, bool(g["next"]), flags=last.flags
    )
    return tuple(units)


def _dates(g: Groups) -> _Units:
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


def _halves(g: Groups) -> _Units:
    count = 6 if g["semi"] else number(g["n"])
    early = g["side"] == "đầu" or g["semi"].endswith("đầu")
    unit = Unit("half", g.year(), 1 if early else 13 - count, count if early else 12, next_year=bool(g["next"]))
    return (unit,), ()


def _parts(g: Groups) -> _Units:
    month, which = number(g["month"]), " ".join(g["which"].split())
    if which in _PARTS:
        return _part(g, month, *_PARTS[which], ())
    name = which.removeprefix("tuần ").removeprefix("lễ ").removeprefix("thứ ")
    if name.startswith("cuối"):
        return _part(g, month, -1, 31, ("day",))
    first = number(name)
    last = int(re.sub(r"\D", "", g["to"])) if g["to"] else first
    ranged = re.search(r"[-–—‑]|đến", g["to"]) is not None
    if last < first or (last > first + 1 and not ranged):
        raise ValueError(g["to"])  # `tuần 1 và tuần 4` is no one stretch of days
    return _part(g, month, 7 * first - 6, 31 if last == 5 else 7 * last, ("day",))


def _part(g: Groups, month: int, first: int, last: int, flags: tuple[str, ...]) -> _Units:
    return (Unit("part", g.year(), first, last, month, next_year=bool(g["next"]), flags=flags),), ()


def _years(g: Groups) -> _Units:
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


def _school(g: Groups) -> _Units:
    first, second = int(g["year"]), int(g["to"])
    if second <= first:
        raise ValueError(second)
    return (Unit("school", first, second=second, flags=("start", "end")),), ()


READERS = {
    "date": _dates, "quarter": _quarters, "month": _months, "half": _halves, "part": _parts, "years": _years,
    "school": _school,
}  # fmt: skip
