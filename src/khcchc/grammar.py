"""Grammars: the vocabulary of plans as data (TOML, one concept a file), checked before it is used.

A file holds named `parts` (fragments of a regular expression), `rule`s (a pattern with the lines it must
and must not match) and `list`s (plain words). Vocabulary lives there; nesting and arithmetic live in code.
A folder of the user's own files extends the built-in ones: a rule with a known id replaces it, a new id is
added, a list with a known id grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from khcchc.errors import GrammarError
from khcchc.grammar_rows import LAYOUT, Checked, Entry, Row, Rule, WordList
from khcchc.kept import tables as kept_tables
from khcchc.patterns import Pattern

_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))


def _letters(wanted: Callable[[str], bool]) -> str:
    return "[" + "".join(c for c in map(chr, _LATIN) if c.isalpha() and wanted(c)) + "]"


# Upper and lower case alternate from U+1EA0 on, so a range such as [Ạ-Ỹ] would match both; `re` has no \p{Lu}.
_COMMON_PARTS = {"upper": _letters(str.isupper), "lower": _letters(str.islower), "letter": r"[^\W\d_]"}


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
