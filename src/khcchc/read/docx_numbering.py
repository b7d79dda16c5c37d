"""The automatic numbers of a Word file, counted as Word counts them and written as a drafter types them.

Source: ECMA-376 Part 1, 17.9 (numbering).

Guarantees:
 1. Lists (`w:num`) that share a definition (`w:abstractNum`) go on counting; a start override begins anew once.
 2. A level begins again behind a higher one, unless `w:lvlRestart` says otherwise.
 3. A bullet is `-` or `+`, whatever glyph of whatever symbol font draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khcchc.kept import compiled
from khcchc.numbering import to_roman
from khcchc.read.docx_styles import Styles, is_on, read_int, value
from khcchc.read.xmltree import Element, W, child, children_by_tag

_PLACE_RE = compiled(r"%([1-9])")
_LEVELS = 9
_ABSTRACT, _NUM, _LEVEL, _LEVEL_AT, _FORMAT = (f"{W}{tag}" for tag in ("abstractNum", "num", "lvl", "ilvl", "numFmt"))
_ABSTRACT_ID, _OVERRIDE, _STYLE_LINK = f"{_ABSTRACT}Id", f"{_LEVEL}Override", f"{W}numStyleLink"
_DASHES = frozenset("-–—−‐‑‒─\u00ad\uf02d\uf0be")
_PLUSES = frozenset("+\uf02b➕✚")


class Level(NamedTuple):
    """One level of a list. `restart` is the level (from 1) whose numbers make it begin again; 0 is never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


_NO_LEVEL = Level()
"""What a list does not define counts all the same, and shows nothing."""


class _Definition:
    """One `w:abstractNum`: its levels, each read when it is asked for, and how far they are counted."""

    def __init__(self, element: Element) -> None:
        self.counts: list[int | None] = [None] * _LEVELS
        self._levels: dict[int, Level] = {}
        self._elements: dict[int, Element] = {}
        for item in element[:]:
            if item.tag == _LEVEL and (at := read_int(item, _LEVEL_AT)) is not None:
                self._elements[at] = item

    def level(self, at: int) -> Level:
        """One level."""
        if at not in self._levels:
            self._levels[at] = _read_level(self._elements[at]) if at in self._elements else _NO_LEVEL
        return self._levels[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._elements)


class _List:
    """One `w:num`: the definition it counts with, and what it changes in it."""

    def __init__(self, definition: _Definition, element: Element) -> None:
        self.definition = definition
        self.changed: dict[int, Level] = {}
        self.starts: dict[int, int] = {}
        for override in element.iterchildren(_OVERRIDE):
            at = read_int(override, _LEVEL_AT)
            if at is None:
                continue
            changed = override.find(_LEVEL)
            if changed is not None:
                self.changed[at] = _read_level(changed)
            start = read_int(override.find(f"{W}startOverride"))
            if start is not None:
                self.starts[at] = start

    def level(self, at: int) -> Level:
        """One level as it is in this list."""
        return self.changed[at] if at in self.changed else self.definition.level(at)

    def start(self, at: int) -> int:
        """The first number of a level."""
        return self.starts[at] if at in self.starts else self.level(at).start

    def begins_again(self, at: int, behind: int) -> bool:
        """Does a level begin again behind a higher one?"""
        restart = self.level(at).restart
        return restart is None or behind < restart

    def level_of_style(self, style_id: str) -> int | None:
        """The level that the list links to a paragraph style."""
        levels = dict.fromkeys((*self.definition, *self.changed))
        return next((at for at in levels if self.level(at).style == style_id), None)


class _Counter:
    """One level of one list, with all that counting a paragraph in it needs."""

    def __init__(self, list_: _List, at: int) -> None:
        own = list_.level(at)
        self._list = list_
        self._counts = list_.definition.counts
        self._at = at
        self._start = list_.start(at)
        self._anew = at in list_.starts
        """Is the next paragraph the first, and has the list a start of its own?"""
        self._none_deeper: list[int | None] = [None] * (_LEVELS - at - 1)
        """The counts of the deeper levels where none has begun."""
        self._bullet = bullet(own.text, at) if own.format == "bullet" else None
        self._pieces = _PLACE_RE.split(own.text)
        """Words and, in every second place, the number of a level, from 1."""
        self._shown: list[tuple[int, int, str, int]] = []
        """For each such place: where it stands, its level from 0, the format and the first number of that level."""
        for i in range(1, len(self._pieces), 2):
            shown = int(self._pieces[i]) - 1
            level = list_.level(shown)
            form = "decimal" if own.legal and level.format != "decimalZero" else level.format
            self._shown.append((i, shown, form, level.start))

    def next(self) -> str:
        """Count one paragraph and give its number."""
        counts, at = self._counts, self._at
        before = counts[at]
        counts[at] = self._start if before is None or self._anew else before + 1
        self._anew = False
        for higher in range(at):  # `1.1.` without a `1.` before it counts as one: the next is `2.`
            if counts[higher] is None:
                counts[higher] = self._list.start(higher)
        if counts[at + 1 :] != self._none_deeper:
            for deeper in range(at + 1, _LEVELS):
                if counts[deeper] is not None and self._list.begins_again(deeper, at):
                    counts[deeper] = None
        if self._bullet is not None:
            return self._bullet
        for i, level, form, start in self._shown:
            number = counts[level]
            self._pieces[i] = format_number(start if number is None else number, form)
        return " ".join("".join(self._pieces).split())


class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked for in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == _ABSTRACT:
                self._abstracts[element.get(f"{_ABSTRACT}Id", "")] = element
            elif element.tag == _NUM:
                self._nums[element.get(f"{_NUM}Id", "")] = element
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, _List | None] = {}
        self._linked: dict[tuple[str, str], int | None] = {}
        self._counters: dict[tuple[str, int], _Counter | None] = {}

    def level_of_style(self, number: str, style_id: str | None) -> int | None:
        """The level that a list links to a paragraph style."""
        if style_id is None:
            return None
        if (number, style_id) not in self._linked:
            found = self._list(number)
            self._linked[number, style_id] = found.level_of_style(style_id) if found else None
        return self._linked[number, style_id]

    def next(self, number: str, level: int) -> str:
        """Count one paragraph and give its number as written: `1.`, `a)`, `Điều 3.`, `-`; "" for none."""
        key = number, level
        counter = self._counters.get(key)
        if counter is None and key not in self._counters:
            found = self._list(number)
            counter = _Counter(found, level) if found and 0 <= level < _LEVELS else None
            self._counters[key] = counter
        return "" if counter is None else counter.next()

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        element = self._nums.get(number)
        if element is None:
            return None
        abstract = self._abstract(value(child(element, _ABSTRACT_ID)))
        if abstract is None:
            return None
        abstract_id = abstract.get(_ABSTRACT_ID, "")
        if abstract_id not in self._definitions:
            self._definitions[abstract_id] = _Definition(abstract)
        return _List(self._definitions[abstract_id], element)

    def _abstract(self, abstract_id: str | None) -> Element | None:
        """The definition itself, where another only points at the style that has it."""
        seen: set[str] = set()
        while abstract_id is not None and abstract_id not in seen:
            seen.add(abstract_id)
            abstract = self._abstracts.get(abstract_id)
            link = value(child(abstract, _STYLE_LINK)) if abstract is not None else None
            if link is None:
                return abstract
            element = self._nums.get(self._styles.numbering(link) or "")
            abstract_id = value(child(element, _ABSTRACT_ID)) if element is not None else None
        return None


def _read_level(element: Element) -> Level:
    parts = children_by_tag(element)
    format_ = parts.get(_FORMAT)
    if format_ is None:  # a custom format stands in AlternateContent, with a plain one as fallback
        format_ = next(element.iter(_FORMAT), None)
    start = read_int(parts.get(f"{W}start"))
    return Level(
        start=1 if start is None else start,
        format=value(format_) or "decimal",
        text=value(parts.get(f"{_LEVEL}Text")) or "",
        restart=read_int(parts.get(f"{_LEVEL}Restart")),
        legal=is_on(parts.get(f"{W}isLgl")),
        style=value(parts.get(f"{W}pStyle")),
    )


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
        case "decimal":
            return str(value)
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
    return to_roman(value).lower() if 0 < value < 4000 else str(value)


def _letters(value: int) -> str:
    """a … z, aa, bb …: Word repeats the letter, and its alphabet is English: `đ` is never counted."""
    if not 0 < value <= 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
