"""The automatic numbers of a Word file, counted as Word counts them and written as a drafter types them.

Source: ECMA-376 Part 1, 17.9 (numbering).

Guarantees:
 1. Lists (`w:num`) that share a definition (`w:abstractNum`) go on counting; a start override begins anew once.
 2. A level begins again behind a higher one, unless `w:lvlRestart` says otherwise.
 3. A bullet is `-` or `+`, whatever glyph of whatever symbol font draws it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khcchc.read.docx_styles import VAL, Styles, W, is_on, read_int
from khcchc.read.xmltree import Element

_PLACE_RE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DASHES = frozenset("-–—−‐‑‒─\u00ad\uf02d\uf0be")
_PLUSES = frozenset("+\uf02b➕✚")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose numbers make it begin again; 0 is never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One `w:num`: the levels in force, which starts are its own, and the definition it counts with."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked for in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstracts[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._nums[element.get(f"{W}numId", "")] = element
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}

    def level_of_style(self, number: str, style_id: str | None) -> int | None:
        """The level that a list links to a paragraph style."""
        found = self._list(number)
        if found is None or style_id is None:
            return None
        return next((at for at, level in found.levels.items() if level.style == style_id), None)

    def next(self, number: str, level: int) -> str:
        """Count one paragraph and give its number as written: `1.`, `a)`, `Điều 3.`, `-`; "" for none."""
        found = self._list(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        own = found.levels.get(level, Level())
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if level in found.starts and level not in found.begun:
            counts[level] = found.starts[level]
        else:
            before = counts[level]
            counts[level] = found.starts.get(level, own.start) if before is None else before + 1
        found.begun.add(level)
        for higher in range(level):  # `1.1.` without a `1.` before it counts as one: the next is `2.`
            if counts[higher] is None:
                counts[higher] = found.starts.get(higher, found.levels.get(higher, Level()).start)
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        if own.format == "bullet":
            return bullet(own.text, level)
        return self._written(found, own, counts)

    def _written(self, found: _List, own: Level, counts: list[int | None]) -> str:
        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = found.levels.get(at, Level())
            value = counts[at]
            form = "decimal" if own.legal and level.format != "decimalZero" else level.format
            return format_number(level.start if value is None else value, form)

        return " ".join(_PLACE_RE.sub(number, own.text).split())

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        element = self._nums.get(number)
        if element is None:
            return None
        abstract = self._definition(_value(element.find(f"{W}abstractNumId")))
        if abstract is None:
            return None
        levels = {
            at: _read_level(item)
            for item in abstract.findall(f"{W}lvl")
            if (at := read_int(item, f"{W}ilvl")) is not None
        }
        out = _List(abstract.get(f"{W}abstractNumId", ""), levels)
        for override in element.findall(f"{W}lvlOverride"):
            at = read_int(override, f"{W}ilvl")
            if at is None:
                continue
            changed = override.find(f"{W}lvl")
            if changed is not None:
                levels[at] = _read_level(changed)
            start = read_int(override.find(f"{W}startOverride"))
            if start is not None:
                out.starts[at] = start
        return out

    def _definition(self, abstract_id: str | None) -> Element | None:
        """The definition itself, where another only points at the style that has it."""
        seen: set[str] = set()
        while abstract_id is not None and abstract_id not in seen:
            seen.add(abstract_id)
            abstract = self._abstracts.get(abstract_id)
            link = _value(abstract.find(f"{W}numStyleLink")) if abstract is not None else None
            if link is None:
                return abstract
            element = self._nums.get(self._styles.numbering(link) or "")
            abstract_id = _value(element.find(f"{W}abstractNumId")) if element is not None else None
        return None


def _read_level(element: Element) -> Level:
    format_ = element.find(f"{W}numFmt")
    if format_ is None:  # a custom format stands in AlternateContent, with a plain one as fallback
        format_ = next(element.iter(f"{W}numFmt"), None)
    start = read_int(element.find(f"{W}start"))
    return Level(
        start=1 if start is None else start,
        format=_value(format_) or "decimal",
        text=_value(element.find(f"{W}lvlText")) or "",
        restart=read_int(element.find(f"{W}lvlRestart")),
        legal=is_on(element.find(f"{W}isLgl")),
        style=_value(element.find(f"{W}pStyle")),
    )


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(VAL)


def bullet(glyph: str, level: int) -> str:
    """`-` or `+`: by the glyph where it is one of them, else by the level, as plans alternate them."""
    glyph = glyph.strip()
    if glyph[:1] in _DASHES:
        return "-"
    if glyph[:1] in _PLUSES:
        return "+"
    return "-" if level % 2 == 0 else "+"


def format_number(value: int, format_: str) -> str:
    """One number in one of Word's formats; an unknown format is decimal."""
    match format_:
        case "none":
            return ""
        case "upperRoman":
            return _roman(value).upper()
        case "lowerRoman":
            return _roman(value)
        case "upperLetter":
            return _letters(value).upper()
        case "lowerLetter":
            return _letters(value)
        case "decimalZero":
            return f"{value:02d}"
        case "decimalEnclosedParen":
            return f"({value})"
    return str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            out, value = out + sign, value - worth
    return out


def _letters(value: int) -> str:
    """a … z, aa, bb …: Word repeats the letter, and its alphabet is English: `đ` is never counted."""
    if not 0 < value <= 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
