"""Grammars: the vocabulary of plans as data (TOML, one concept a file), checked before it is used.

A file holds named `parts` (fragments of a regular expression), `rule`s (a pattern with the lines it must
and must not match) and `list`s (plain words). Vocabulary lives there; nesting and arithmetic live in code.
A folder of the user's own files extends the built-in ones: a rule with a known id replaces it, a new id is
added, a list with a known id grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from khcchc.errors import GrammarError
from khcchc.grammar_rows import LAYOUT, Checked, Entry, Row, Rule, WordList
from khcchc.kept import compiled
from khcchc.kept import tables as kept_tables

Regex = re.Pattern[str]
Match = re.Match[str]  # names of their own: `Pattern.re` hides the module in its class
_LONGEST = 200_000
"""Letters of one pattern. Parts within parts multiply: eight, each ten times the next, would fill the memory."""
_PART_RE = compiled(r"\{([a-z_]+)\}")
_GROUP_NAME_RE = compiled(r"\(\?P<(\w+)>")
_UNJOINED_RE = compiled(r"\(\?P=|\(\?\(|\\[1-9]|\(\?[aiLmsux]+\)")
_END = r"\Z"
_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
_FIRST_WORD_RE = compiled(r"[^\W\d_]+|\d")


def _letters(wanted: Callable[[str], bool]) -> str:
    return "[" + "".join(c for c in map(chr, _LATIN) if c.isalpha() and wanted(c)) + "]"


# Upper and lower case alternate from U+1EA0 on, so a range such as [Ạ-Ỹ] would match both; `re` has no \p{Lu}.
_COMMON_PARTS = {"upper": _letters(str.isupper), "lower": _letters(str.islower), "letter": r"[^\W\d_]"}


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
        """The pattern with its named parts filled in, parts within parts too."""
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
        return text

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
        return self.re.search(text) if any(need in small for need in self.rule.needs) else None

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


class Grammar:
    """One concept: its patterns in file order, its word lists, its dated entries."""

    def __init__(self, concept: str, about: str, source: str) -> None:
        self.concept = concept
        self.about = about
        self.source = source
        self.parts: dict[str, str] = dict(_COMMON_PARTS)
        self.patterns: dict[str, Pattern] = {}
        self.lists: dict[str, WordList] = {}
        self.entries: dict[str, Entry] = {}
        self._giving: dict[str, tuple[Pattern, ...]] = {}

    def add(
        self, parts: Mapping[str, str], rules: list[Row], lists: list[Row], entries: list[Row], *, source: str
    ) -> None:
        self._giving.clear()
        self.parts.update(parts)
        for rule in map(Rule._make, rules):
            self.patterns[rule.id] = Pattern(rule, source, self.parts)
        for words in map(WordList._make, lists):
            known = self.lists.get(words.id)
            self.lists[words.id] = words if known is None else known._replace(words=(*known.words, *words.words))
        for entry in map(Entry._make, entries):
            self.entries[entry.id] = entry

    def words(self, list_id: str) -> tuple[str, ...]:
        try:
            return self.lists[list_id].words
        except KeyError:
            raise GrammarError(
                f"{self.source}: no list {list_id!r}", hint=f"lists here: {', '.join(self.lists)}"
            ) from None

    def pattern(self, rule_id: str) -> Pattern:
        try:
            return self.patterns[rule_id]
        except KeyError:
            raise GrammarError(f"{self.source}: no rule {rule_id!r}", hint="restore the built-in rule") from None

    def giving(self, what: str) -> tuple[Pattern, ...]:
        """All patterns whose rule `gives` this, in file order."""
        if what not in self._giving:
            self._giving[what] = tuple(p for p in self.patterns.values() if p.rule.gives == what)
        return self._giving[what]

    def failures(self) -> Iterator[str]:
        for pattern in self.patterns.values():
            yield from pattern.failures()


class Grammars(Mapping[str, Grammar]):
    """All concepts by name. `cache` holds what the readers of values build from them, once."""

    def __init__(self, grammars: Mapping[str, Grammar]) -> None:
        self._grammars = dict(grammars)
        self.cache: dict[str, Any] = {}

    def __getitem__(self, concept: str) -> Grammar:
        try:
            return self._grammars[concept]
        except KeyError:
            raise GrammarError(f"no grammar {concept!r}", hint=f"known: {', '.join(sorted(self._grammars))}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._grammars)

    def __len__(self) -> int:
        return len(self._grammars)

    def failures(self) -> Iterator[str]:
        for grammar in self._grammars.values():
            yield from grammar.failures()


def builtin_folder() -> Path:
    """The folder `grammars/`: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).parent / "grammars"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "grammars"


def _read(path: Path) -> Checked:
    def check() -> Checked:
        from khcchc.grammar_file import check_file  # pydantic and the checks of every key

        return check_file(data.decode(), path.name)

    try:
        data = path.read_bytes()
        checked: Checked = kept_tables(LAYOUT + data, check)
    except (OSError, UnicodeDecodeError) as error:
        raise GrammarError(f"{path.name}: cannot be read: {error}", hint="save it as UTF-8 text") from None
    return checked


def _load_folder(folder: Path, into: dict[str, Grammar]) -> None:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise GrammarError(f"no .toml file in {folder.name}", hint="name a folder of grammar files")
    for path in files:
        concept, about, parts, rules, lists, entries = _read(path)
        grammar = into.setdefault(concept, Grammar(concept, about, path.name))
        grammar.add(parts, rules, lists, entries, source=path.name)
    for grammar in into.values():
        for pattern in grammar.patterns.values():
            _ = pattern.expanded  # a misspelt part is told at once, not at the first line that needs it


@lru_cache(maxsize=1)
def builtin_grammars() -> Grammars:
    """The grammars shipped with the package."""
    loaded: dict[str, Grammar] = {}
    _load_folder(builtin_folder(), loaded)
    return Grammars(loaded)


def load_grammars(extra: Path | None = None) -> Grammars:
    """The built-in grammars, extended by the files of `extra`. Raises `GrammarError`."""
    grammars = read_grammars(extra)
    if extra is not None:
        for failure in grammars.failures():
            raise GrammarError(failure, hint="correct the pattern or the example")
    return grammars


def read_grammars(extra: Path | None = None) -> Grammars:
    """The same, before any pattern is tried on its examples. Raises `GrammarError`."""
    if extra is None:
        return builtin_grammars()
    if not extra.is_dir():
        fault = f"{extra} is not a folder" if extra.exists() else f"{extra}: no such folder"
        raise GrammarError(fault, hint="name a folder of grammar files")
    loaded: dict[str, Grammar] = {}
    _load_folder(builtin_folder(), loaded)
    _load_folder(extra, loaded)
    return Grammars(loaded)
