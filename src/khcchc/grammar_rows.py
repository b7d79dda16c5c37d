"""The rows of a grammar file: rules, lists of words, dated entries."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple


class Rule(NamedTuple):
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
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    mode: Literal["start", "whole", "search"] = "start"
    case: Literal["ignore", "exact"] = "ignore"
    opens: tuple[str, ...] = ()
    about: str = ""
    needs: tuple[str, ...] = ()


class WordList(NamedTuple):
    """Plain words, longest first when they are tried."""

    id: str
    words: tuple[str, ...]
    about: str = ""


class Entry(NamedTuple):
    """One dated fact, such as an agency that existed in a period."""

    id: str
    name: str
    kind: str = ""
    level: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""


Row = tuple[Any, ...]
Checked = tuple[str, str, dict[str, str], list[Row], list[Row], list[Row]]
"""A file: concept, what it is about, parts, and the rows of `Rule`, `WordList` and `Entry` in their order."""
LAYOUT = repr([kind._fields for kind in (Rule, WordList, Entry)]).encode()
"""Rows that were kept by a version with other fields are not those of this one."""
