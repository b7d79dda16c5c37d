"""Grammars: the vocabulary of plans as data (TOML, one concept a file), checked before it is used.

A file holds named `parts` (fragments of a regular expression), `rule`s (a pattern with the lines it must
and must not match) and `list`s (plain words). Vocabulary lives there; nesting and arithmetic live in code.
A folder of the user's own files extends the built-in ones: a rule with a known id replaces it, a new id is
added, a list with a known id grows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from khcchc.errors import GrammarError
from khcchc.kept import compiled, toml

GRAMMAR_VERSION = 1
Regex = re.Pattern[str]
Match = re.Match[str]  # names of their own: `Pattern.re` hides the module in its class
_LONGEST = 200_000
"""Letters of one pattern. Parts within parts multiply: eight, each ten times the next, would fill the memory."""
_PART_RE = compiled(r"\{([a-z_]+)\}")
_FIRST_WORD_RE = compiled(r"[^\W\d_]+|\d")


def _letters(wanted: Callable[[str], bool]) -> str:
    return "[" + "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isalpha() and wanted(c) and _is_latin(c)) + "]"


def _is_latin(letter: str) -> bool:
    return ord(letter) < 0x250 or 0x1E00 <= ord(letter) <= 0x1EFF


# Upper and lower case alternate from U+1EA0 on, so a range such as [Ạ-Ỹ] would match both; `re` has no \p{Lu}.
_COMMON_PARTS = {"upper": _letters(str.isupper), "lower": _letters(str.islower), "letter": r"[^\W\d_]"}


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Entry):
    """One pattern and its proof.

    `mode` says how a line is held against it: `start` (from its first character), `whole`, or `search`
    (anywhere). `gives` is what a match means, in the words of the code that asks. `opens`: the first words that
    a match can have, in small letters; `#` for a digit, `quý*` for all words that begin so; none for any word.
    `needs` are fragments in small letters of which one stands in every text that the pattern fits: a plain search
    for them is far cheaper than the pattern, and spares it most texts.
    """

    id: str
    gives: str
    pattern: str
    mode: Literal["start", "whole", "search"] = "start"
    case: Literal["ignore", "exact"] = "ignore"
    opens: tuple[str, ...] = ()
    about: str = ""
    needs: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(min_length=1)
    not_examples: tuple[str, ...] = Field(min_length=1)


class WordList(_Entry):
    """Plain words, longest first when they are tried."""

    id: str
    about: str = ""
    words: tuple[str, ...] = Field(min_length=1)


class Entry(_Entry):
    """One dated fact, such as an agency that existed in a period."""

    id: str
    name: str
    kind: str = ""
    level: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""


class _File(_Entry):
    version: int
    concept: str
    about: str
    parts: dict[str, str] = {}
    rule: tuple[Rule, ...] = ()
    list: tuple[WordList, ...] = ()
    entry: tuple[Entry, ...] = ()


class Pattern:
    """A rule ready for use: `.rule` and its compiled `.re`."""

    def __init__(self, rule: Rule, source: str, parts: Mapping[str, str]) -> None:
        self.rule = rule
        self.source = source
        self._parts = parts

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
        first = "#" if word.isdigit() else word
        return not opens or first in opens or any(o[-1] == "*" and word.startswith(o[:-1]) for o in opens)

    @cached_property
    def match(self) -> Callable[[str], Match | None]:
        """Holds a text against the rule, in its mode; called some forty times for a line, so without a detour."""
        return {"whole": self.re.fullmatch, "search": self.re.search, "start": self.re.match}[self.rule.mode]

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

    def add(self, file: _File, source: str) -> None:
        self._giving.clear()
        self.parts.update(file.parts)
        for rule in file.rule:
            self.patterns[rule.id] = Pattern(rule, source, self.parts)
        for words in file.list:
            known = self.lists.get(words.id)
            merged = words if known is None else known.model_copy(update={"words": (*known.words, *words.words)})
            self.lists[words.id] = merged
        for entry in file.entry:
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


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """The words as one alternation, longest first, so that `đơn vị sự nghiệp` is tried before `đơn vị`."""
    return by_first_letter(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=lambda w: (-len(w), w))
    )


def by_first_letter(patterns: Iterable[str]) -> str:
    """The patterns, each beginning with a letter or an escape, as one alternation that means the same.

    Those that begin alike stand together in their order, so that one look at a letter passes them all.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        groups.setdefault(pattern[: 1 + (pattern[:1] == "\\")].lower(), []).append(pattern)
    return "|".join(group[0] if len(group) == 1 else f"(?:{'|'.join(group)})" for group in groups.values())


def builtin_folder() -> Path:
    """The folder `grammars/`: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).parent / "grammars"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "grammars"


def _read(path: Path) -> _File:
    try:
        data = toml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GrammarError(f"{path.name}: cannot be read: {error}", hint="save it as UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(f"{path.name}: not TOML: {error}", hint="put patterns in single quotes") from None
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise GrammarError(f"{path.name}: {_first_reason(error, data)}", hint="see grammars/README.md") from None
    if file.version != GRAMMAR_VERSION:
        raise GrammarError(
            f"{path.name}: version {file.version} is not {GRAMMAR_VERSION}", hint="see grammars/README.md"
        )
    return file


def _first_reason(error: ValidationError, data: Mapping[str, Any]) -> str:
    """`rule fields.lead: exampels: not a known key`, from pydantic's first complaint."""
    complaints = error.errors(include_url=False)  # a misspelt key is also a missing one: tell the misspelling
    first = next((c for c in complaints if c["type"] == "extra_forbidden"), complaints[0])
    place = [str(p) for p in first["loc"]]
    if len(place) > 1 and place[1].isdigit():
        item = data[place[0]][int(place[1])]
        place[:2] = [f"{place[0]} {item.get('id', 'number ' + place[1]) if isinstance(item, dict) else place[1]}"]
    reason = "not a known key" if first["type"] == "extra_forbidden" else first["msg"].lower()
    return f"{': '.join(place)}: {reason}"


def _load_folder(folder: Path, into: dict[str, Grammar]) -> None:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise GrammarError(f"no .toml file in {folder.name}", hint="name a folder of grammar files")
    for path in files:
        file = _read(path)
        grammar = into.setdefault(file.concept, Grammar(file.concept, file.about, path.name))
        grammar.add(file, path.name)
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
