"""Lists of words as regular expressions that read what the words share once.

They prefer what a plain alternation of the words prefers, longest first, and are smaller and quicker: a list of three
hundred verbs is one look at a letter for most places of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from khcchc.kept import compiled
from khcchc.kept import tables as kept_tables

_TREE = "words of a tree, layout 2\n"
_DEEPEST = 20
"""Groups within groups of one list of words."""
_TOKEN_RE = compiled(r"\\s\+|\\.|.", re.DOTALL)


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """The words as one alternation, longest first, so that `đơn vị sự nghiệp` is tried before `đơn vị`."""

    def plant() -> str:
        ordered = sorted(set(words), key=lambda w: (-len(w), w))
        return _tree([_TOKEN_RE.findall(re.escape(word).replace(r"\ ", r"\s+")) for word in ordered])

    tree: str = kept_tables(_TREE + repr(words), plant)
    return tree


def words_re(words: Iterable[str], *, before: str = "", behind: str = r"(?!\w)") -> re.Pattern[str]:
    """One of the words, longest first, in capitals or not, with nothing of a word behind it."""
    return compiled(f"{before}(?:{alternation([word.lower() for word in words])}){behind}", re.IGNORECASE)


def by_first_letter(patterns: Iterable[str]) -> str:
    """The patterns, each beginning with a letter or an escape, as one alternation that means the same.

    Those that begin alike stand together in their order, so that one look at a letter passes them all.
    """
    return _tree([_after_first(pattern) for pattern in patterns], _DEEPEST)


def _after_first(pattern: str) -> list[str]:
    """The first letter or escape, and the rest as one token: nothing more of it is shared."""
    cut = 2 if pattern.startswith("\\") else 1
    return [pattern[:cut], pattern[cut:]]


def _tree(words: list[list[str]], deep: int = 0) -> str:
    """Words, in tokens, as an alternation that reads what they share once; it prefers what a plain one prefers.

    Words that begin with different letters do not match at the same place, so that only the order of those that begin
    alike counts, and it stays. Where they begin with the same letter in two cases, they are left side by side. (White
    space beside a blank, and letters such as `ſ` that are equal but for their case, are no beginnings of words here.)
    """
    groups: dict[str, list[list[str]]] = {}
    for word in words:
        groups.setdefault(word[0].lower() if word else "", []).append(word)
    return "|".join(_branch(group, deep) for group in groups.values())


def _branch(group: list[list[str]], deep: int) -> str:
    """Words that begin alike."""
    shared = _shared(group)
    if len(group) > 1 and shared and deep < _DEEPEST:
        return f"{''.join(group[0][:shared])}(?:{_tree([word[shared:] for word in group], deep + 1)})"
    plain = "|".join("".join(word) for word in group)
    return plain if len(group) == 1 else f"(?:{plain})"


def _shared(words: list[list[str]]) -> int:
    """How many tokens all of them begin with."""
    first, last = min(words), max(words)
    return next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
