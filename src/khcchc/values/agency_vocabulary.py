"""What the words of a grammar say about the beginning of a name: compiled once for each `Grammars`.

The lists stand in `grammars/agencies.toml`, the names that hold a comma or a `và` in
`grammars/agency_register.toml`. Matching is blind to the place of a tone mark (`Uỷ` = `Ủy`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, NamedTuple

from khcchc.grammar import Grammars
from khcchc.grammar_rows import Entry
from khcchc.kept import compiled
from khcchc.kept import tables as kept_tables
from khcchc.patterns import Pattern
from khcchc.tones import early_tone
from khcchc.word_trees import alternation, by_first_letter, words_re

Sort = Literal["head", "group", "noun", "place", "level", "det"]
Family = Literal["state", "any", "school", "company", "place"]
FAMILIES: tuple[Family, ...] = ("state", "any", "school", "company", "place")
_LOOSE = "names spelt loosely, layout 1\n"
_ANY_JOIN = r"(?:\s*,\s*(?:và\s+)?|\s*[-–]\s*|\s+và\s+|\s+)"
_DASH_JOIN = r"(?:\s*[-–]\s*|\s+và\s+|\s+)"
_PARTS_RE = compiled(r"\s*,\s*|\s*[-–]\s*|\s+và\s+")
_SIGNS = r"[;,\n:/+]|\.(?=\s)|\s[-–—]\s|\(\d{1,2}\)"
_JOINED_RE = compiled(r",| và | [-–] ")


class Opening(NamedTuple):
    """How a piece of text begins, if it begins as an agency does."""

    sort: Sort
    """head: one agency; group: `các sở`; noun: `ngành`; place: `xã A`; level: `cấp xã`; det: `các` + unknown."""
    word: str
    """The head or noun in small letters."""
    end: int
    """Where the head or noun ends."""
    families: frozenset[Family] = frozenset()
    person: bool = False
    """An office held by a person stands before it: `Giám đốc Sở`."""
    bare: bool = False
    """A noun with nothing behind it that could be a name."""


def toned_re(words: Iterable[str], *, before: str = "", behind: str = r"(?!\w)") -> re.Pattern[str]:
    """One of the words, as `words_re`, in a text whose tones stand early."""
    return words_re(_early_tones(words), before=before, behind=behind)


def _early_tones(words: Iterable[str]) -> list[str]:
    """`early_tone` of each word, in one look at all of them."""
    words = list(words)
    return early_tone("\0".join(words)).split("\0") if words else []


def loose(name: str) -> str:
    """A pattern for a name whose dashes and `và` may be left out or swapped: `Văn hóa Thể thao Du lịch`.

    A comma is read only where the name has one: `Tài chính, Kế hoạch` are two fields, not Tài chính - Kế hoạch.
    """
    name = early_tone(name).lower()
    join = _ANY_JOIN if "," in name else _DASH_JOIN
    return join.join(re.escape(part).replace(r"\ ", r"\s+") for part in _PARTS_RE.split(name))


def loose_re(names: Iterable[str], *rules: str) -> re.Pattern[str]:
    """The rules, then the names, longest first, each spelt loosely."""
    names = list(names)

    def spell() -> str:
        spelt = sorted({loose(name) for name in names}, key=lambda pattern: (-len(pattern), pattern))
        return rf"(?<!\w)(?:{by_first_letter(spelt)})(?!\w)"

    whole_words = [kept_tables(_LOOSE + repr(names), spell)] if names else []
    return compiled("|".join((*rules, *whole_words)), re.IGNORECASE)


class Vocabulary:
    """The compiled word lists, and the question that is asked most: how does this piece begin?"""

    def __init__(self, grammars: Grammars) -> None:
        grammar = grammars["agencies"]
        register = grammars["agency_register"]
        kinds = {k.removeprefix("kind."): v.words for k, v in grammar.lists.items() if k.startswith("kind.")}
        self.kinds = {word.lower(): kind for kind, words in kinds.items() for word in _early_tones(words)}
        self.families: dict[str, Family] = {
            noun.lower(): family for family in FAMILIES for noun in _early_tones(grammar.words(f"nouns.{family}"))
        }
        self.kind_re = toned_re(self.kinds)
        self.head_re = toned_re((*grammar.words("heads"), *(w for w in self.kinds if w not in self.families)))
        self.any_case_re = toned_re(grammar.words("heads_any_case"))
        self.not_head_re = toned_re(grammar.words("not_heads"))
        self.person_re = toned_re(grammar.words("persons"))
        self.address_re = toned_re(grammar.words("addresses"))
        self.noun_re = toned_re(self.families)
        self.open_noun_re = toned_re(grammar.words("nouns.open"))
        self.alone_re = toned_re(grammar.words("nouns.alone"))
        self.not_noun_re = toned_re(grammar.words("not_nouns"))
        self._verbal = tuple(compiled(_wrapped(p), re.I) for p in grammar.giving("no_noun"))
        self.place_re = toned_re(grammar.words("nouns.place"), behind=r"(?![\w.])")
        self.level_re = compiled(rf"cấp\s+{self.place_re.pattern}", re.IGNORECASE)
        self.determiner_re = toned_re(grammar.words("determiners"))
        self.verb_re = toned_re(grammar.words("verbs"), before=r"(?<!\w)")
        self.role_re = toned_re(grammar.words("roles"), behind="")
        self._name_goes_on_re = words_re(grammar.words("not_before_verbs"), before=r"(?<!\w)", behind=r"\s+$")
        self.whole_heads = frozenset(grammar.words("whole_heads"))
        self.own_place_re = toned_re(grammar.words("own_places"))
        self.closing = tuple(p.re for p in grammar.giving("closing"))
        self.nothing = frozenset(grammar.words("nothing"))
        self.separator_re = compiled(rf"{_SIGNS}|(?<!\w){toned_re(grammar.words('separators')).pattern}", re.I)
        self.bare_re = self._behind_bare_noun(grammars)
        fields = {head: _fields(head, register.entries.values()) for head in grammar.words("own_fields")}
        self.field_res = {head.lower(): loose_re(names) for head, names in fields.items()}
        names = (*(e.name for e in register.entries.values()), *chain(*fields.values()), *grammar.words("atomic"))
        rules = [_wrapped(p) for p in grammar.giving("atomic")]
        self.atomic_re = loose_re((name for name in names if _JOINED_RE.search(name)), *rules)

    def _behind_bare_noun(self, grammars: Grammars) -> re.Pattern[str]:
        """What may follow a noun that is no name: `sở | liên quan`, `Bộ | ngành`; not `Bộ | Công an`."""
        grammar = grammars["agencies"]
        small = _early_tones((*grammar.words("qualifiers"), *grammar.words("verbs"), *self.families))
        state = [*grammar.words("nouns.place"), *grammar.words("nouns.state"), "trung ương", "tw", "đảng"]
        any_case, not_nouns = ([w.lower() for w in words] for words in (state, grammar.words("not_nouns")))
        more = rf"(?!(?i:{alternation(not_nouns)})(?!\w))"
        more += rf"(?:(?i:{alternation(any_case)})|{alternation(small)})(?!\w)"
        return compiled(rf"\s*(?:$|[,/;:.)+]|(?:và|hoặc|cùng)(?!\w)|{more})")

    def opening(self, text: str, start: int, end: int, *, any_case: bool = False, depth: int = 0) -> Opening | None:
        """How `text[start:end]` begins. Heads need their capital unless `any_case` (a text in capitals)."""
        if depth > 3:  # `Giám đốc Giám đốc Giám đốc …`: no name begins so
            return None
        if person := self.person_re.match(text, start, end):
            inner = self.opening(text, _skip(text, person.end(), end), end, any_case=any_case, depth=depth + 1)
            if inner is not None and inner.sort in ("head", "group", "noun", "place"):
                return Opening(inner.sort, inner.word, inner.end, inner.families, person=True)
            return Opening("head", person[0].lower(), person.end(), person=True)
        if level := self.level_re.match(text, start, end):
            return Opening("level", level[0].lower(), level.end(), frozenset({"place"}))
        if determiner := self.determiner_re.match(text, start, end):
            return self._group(text, _skip(text, determiner.end(), end), end, depth)
        noun, head = self._noun(text, start, end), self._head(text, start, end, any_case)
        if head is not None and (noun is None or (not noun.bare and text[start].isupper())):
            return head
        return noun

    def _group(self, text: str, at: int, end: int, depth: int) -> Opening:
        """What stands behind `các`."""
        if noun := self._noun(text, at, end, determined=True):
            return Opening("place" if noun.sort == "place" else "group", noun.word, noun.end, noun.families, bare=True)
        inner = self.opening(text, at, end, any_case=True, depth=depth + 1) if at < end else None
        if inner is not None and inner.sort in ("head", "group"):
            return Opening("group", inner.word, inner.end, inner.families or frozenset({"any"}), person=inner.person)
        return Opening("det", text[at : at + 20].partition(" ")[0].lower(), at, frozenset({"any"}))

    def _noun(self, text: str, start: int, end: int, *, determined: bool = False) -> Opening | None:
        match = self.noun_re.match(text, start, end)
        if match is None or self.not_noun_re.match(text, start, end):
            return None
        if not determined and any(pattern.match(text, start, end) for pattern in self._verbal):
            return None
        word = " ".join(match[0].lower().split()).rstrip(".")
        family = self.families.get(word, "any")
        bare = self.bare_re.match(text, match.end(), end) is not None
        if family == "place":
            return Opening("place", word, match.end(), frozenset({family}), bare=bare)
        if bare or determined or self.open_noun_re.match(text, start, end):
            return Opening("noun", word, match.end(), frozenset({family}), bare=bare)
        return None

    def _head(self, text: str, start: int, end: int, any_case: bool) -> Opening | None:
        match = self.head_re.match(text, start, end)
        if match is None or self.not_head_re.match(text, start, end):
            return None
        if not (any_case or text[start].isupper() or self.any_case_re.match(text, start, end)):
            return None
        return Opening("head", " ".join(match[0].lower().split()), match.end())

    def verb(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first verb in small letters that is not part of a name (`đơn vị được kiểm tra`)."""
        for match in self.verb_re.finditer(text, start, end):
            at = match.start()
            if match[0][0].islower() and not self._name_goes_on_re.search(text, max(start, at - 24), at):
                return match
        return None


def _wrapped(pattern: Pattern) -> str:
    """The pattern of a rule, where a line may be wrapped at any of its blanks."""
    return pattern.expanded.replace(" ", r"\s+")


def _fields(head: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """What stands behind the head in the register: `Nội vụ, Tư pháp, KH&CN`."""

    def names() -> Iterator[str]:
        for entry in entries:
            yield from (n.removeprefix(head + " ") for n in (entry.name, *entry.aliases) if n.startswith(head + " "))

    return tuple(dict.fromkeys(names()))


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def vocabulary(grammars: Grammars) -> Vocabulary:
    """The vocabulary of these grammars, compiled at the first call."""
    found = grammars.cache.get("agencies.vocabulary")
    if not isinstance(found, Vocabulary):
        found = grammars.cache["agencies.vocabulary"] = Vocabulary(grammars)
    return found
