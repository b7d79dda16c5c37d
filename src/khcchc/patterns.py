"""A rule of a grammar as a compiled pattern, and several of them asked in one look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from khcchc.errors import GrammarError
from khcchc.grammar_rows import Rule
from khcchc.kept import compiled
from khcchc.tones import either_tone

Regex = re.Pattern[str]
Match = re.Match[str]  # names of their own: `Pattern.re` hides the module in its class
_LONGEST = 200_000
"""Letters of one pattern. Parts within parts multiply: eight, each ten times the next, would fill the memory."""
_PART_RE = compiled(r"\{([a-z_]+)\}")
_GROUP_NAME_RE = compiled(r"\(\?P<(\w+)>")
_UNJOINED_RE = compiled(r"\(\?P=|\(\?\(|\\[1-9]|\(\?[aiLmsux]+\)")
_END = r"\Z"
_FIRST_WORD_RE = compiled(r"[^\W\d_]+|\d")


class Pattern:
    """A rule ready for use: `.rule` and its compiled `.re`."""

    def __init__(self, rule: Rule, source: str, parts: Mapping[str, str]) -> None:
        self.rule = rule
        self.source = source
        self._parts = parts
        self.joined: dict[tuple[Pattern, ...], _Joined | None] = {}

    @cached_property
    def re(self) -> Regex:
        flags = re.IGNORECASE if self.rule.case == "ignore" else re.NOFLAG
        try:
            return compiled(self.expanded, flags)
        except re.error as error:
            raise GrammarError(f"{self.source}: rule {self.rule.id}: {error}", hint="correct the pattern") from None

    @cached_property
    def expanded(self) -> str:
        """The pattern with its named parts filled in, parts within parts too, and its words in both spellings."""
        text, depth = self.rule.pattern, 0
        while _PART_RE.search(text):
            depth += 1
            if depth > 8:
                raise GrammarError(f"{self.source}: rule {self.rule.id}: parts name each other in a circle")
            text = _PART_RE.sub(self._part, text)
            if len(text) > _LONGEST:
                raise GrammarError(
                    f"{self.source}: rule {self.rule.id}: longer than {_LONGEST} letters with its parts filled in",
                    hint="use each part once, or cut the rule in two",
                )
        return either_tone(text)

    def _part(self, match: Match) -> str:
        name = match[1]
        if name not in self._parts:
            known = ", ".join(sorted(self._parts)) or "none"
            raise GrammarError(f"{self.source}: rule {self.rule.id}: no part {name!r}", hint=f"parts here: {known}")
        return f"(?:{self._parts[name]})"

    def can_open(self, word: str) -> bool:
        """Whether a match can begin with this word in small letters, or with this digit."""
        opens = self.rule.opens
        return not opens or ("#" if word.isdigit() else word) in opens or word.startswith(self._stems)

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(word[:-1] for word in self.rule.opens if word[-1] == "*")

    @cached_property
    def match(self) -> Callable[[str], Match | None]:
        """Holds a text against the rule, in its mode; called some forty times for a line, so without a detour."""
        if self.rule.mode == "search" and self.rule.needs:
            return self._search_where_needed
        return {"whole": self.re.fullmatch, "search": self.re.search, "start": self.re.match}[self.rule.mode]

    def _search_where_needed(self, text: str) -> Match | None:
        small = text.lower()
        for need in self.rule.needs:
            if need in small:
                return self.re.search(text)
        return None

    def failures(self) -> Iterator[str]:
        """The examples that the pattern does not bear out, in words."""
        for text in self.rule.examples:
            if not (match := self.match(text)):
                yield f"{self.source}: rule {self.rule.id}: does not match its example {text!r}"
            elif not self.can_open((_FIRST_WORD_RE.match(match[0].lower()) or match)[0]):
                yield f"{self.source}: rule {self.rule.id}: 'opens' lacks the first word of its example {text!r}"
            if self.rule.needs and not any(need in text.lower() for need in self.rule.needs):
                yield f"{self.source}: rule {self.rule.id}: none of its needs stands in its example {text!r}"
        for text in self.rule.not_examples:
            if self.match(text):
                yield f"{self.source}: rule {self.rule.id}: matches its not_example {text!r}"


def first_match(patterns: Iterable[Pattern], text: str) -> Match | None:
    """What the first of the patterns that fits finds, each in its mode."""
    for pattern in patterns:
        if match := pattern.match(text):
            return match
    return None


def fits_any(patterns: Iterable[Pattern], text: str) -> bool:
    """Whether one of the patterns fits."""
    return first_match(patterns, text) is not None


Found = tuple[Pattern, Match, Mapping[str, int]]


class FirstOf:
    """Several patterns asked in one look: most lines are held against dozens of them, and fit none or one.

    `fits(text)` is true where any of them matches; `find` gives the first that does, in their order, with its match
    and the numbers that the named groups of the pattern have in it.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._joined = joined = _joined_once(self.patterns)
        self.fits: Callable[[str], object] = self._one_by_one if joined is None else joined.together.match

    def find(self, text: str) -> Found | None:
        if self._joined is None:
            return self._one_by_one(text)
        match = self._joined.together.match(text)
        if match is None:
            return None
        assert match.lastindex is not None  # every branch is a group
        pattern, groups = self._joined.branches[match.lastindex]
        return pattern, match, groups

    def _one_by_one(self, text: str) -> Found | None:
        return next(((p, m, p.re.groupindex) for p in self.patterns if (m := p.match(text))), None)


class _Joined(NamedTuple):
    """Several patterns as one: branches by the number of their group."""

    together: Regex
    branches: dict[int, tuple[Pattern, dict[str, int]]]


def _joined_once(patterns: tuple[Pattern, ...]) -> _Joined | None:
    """Kept with the first of the patterns, and gone with it."""
    if not patterns:
        return None
    known = patterns[0].joined
    if patterns not in known:
        known[patterns] = _join(patterns)
    return known[patterns]


def _join(patterns: tuple[Pattern, ...]) -> _Joined | None:
    """The patterns as one, each in a group `_0`, `_1` …; `None` where that would not mean the same.

    A pattern that is sought anywhere, or that names its own groups again, is not one to be joined.
    """
    if any(p.rule.mode == "search" or _UNJOINED_RE.search(p.expanded) for p in patterns):
        return None
    branches: list[str] = []
    names: list[list[str]] = []
    for place, pattern in enumerate(patterns):
        names.append(_GROUP_NAME_RE.findall(pattern.expanded))
        own = _GROUP_NAME_RE.sub(rf"(?P<_{place}_\1>", pattern.expanded)
        local = f"(?i:{own})" if pattern.rule.case == "ignore" else f"(?:{own})"
        branches.append(f"(?P<_{place}>{local}{_END if pattern.rule.mode == 'whole' else ''})")
    try:
        together = compiled("|".join(branches))
    except re.error:
        for pattern in patterns:
            _ = pattern.re  # tells which of them it is
        raise
    at = together.groupindex
    if len(at) != len(patterns) + sum(map(len, names)):  # `[(?P<x>]` is a set of signs
        return None
    own_groups = [{name: at[f"_{place}_{name}"] for name in own} for place, own in enumerate(names)]
    return _Joined(together, {at[f"_{k}"]: (p, own_groups[k]) for k, p in enumerate(patterns)})
