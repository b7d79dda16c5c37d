"""All rules, in one explicit tuple; a test fails when a rule file is missing from it."""

from __future__ import annotations

from collections.abc import Sequence

from khcchc.check.remarks import REMARKS, Remark
from khcchc.check.rule import Rule
from khcchc.check.rules import (
    abb001,
    agy001,
    agy003,
    cit001,
    cit002,
    cit003,
    dln001,
    dln002,
    dln003,
    dln004,
    dln006,
    dln007,
    dln009,
    doc001,
    doc002,
    doc003,
    doc004,
    doc005,
    doc006,
    doc007,
    doc008,
    fld001,
    fld003,
    fld004,
    fld005,
    fld008,
    fld010,
    str001,
    str002,
    str003,
    str004,
    str006,
    str008,
    str010,
    tsk001,
    tsk002,
    txt001,
    txt002,
    txt003,
    txt004,
    txt005,
)
from khcchc.errors import ConfigError

RULES: tuple[Rule, ...] = (
    str001.RULE, str002.RULE, str003.RULE, str004.RULE, str006.RULE, str008.RULE, str010.RULE,
    fld001.RULE, fld003.RULE, fld004.RULE, fld005.RULE, fld008.RULE, fld010.RULE,
    dln001.RULE, dln002.RULE, dln003.RULE, dln004.RULE, dln006.RULE, dln007.RULE, dln009.RULE,
    doc001.RULE, doc002.RULE, doc003.RULE, doc004.RULE, doc005.RULE, doc006.RULE, doc007.RULE, doc008.RULE,
    cit001.RULE, cit002.RULE, cit003.RULE,
    agy001.RULE, agy003.RULE, tsk001.RULE, tsk002.RULE, abb001.RULE,
    txt001.RULE, txt002.RULE, txt003.RULE, txt004.RULE, txt005.RULE,
)  # fmt: skip
_ALL: tuple[Rule | Remark, ...] = (*RULES, *REMARKS)


def find_rule(name: str) -> Rule:
    """The rule of this id or readable name. Raises `ConfigError`."""
    for rule in RULES:
        if name.upper() == rule.id or name.lower() == rule.name:
            return rule
    raise ConfigError(f"no rule {name!r}", hint=_nearest(name))


def select_rules(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that begin with, or are named by, a word of `select` and none of `ignore`; all without `select`."""
    for word in (*select, *ignore):
        if not any(_fits(rule, word) for rule in _ALL) and word.upper() not in ("ALL", "SUP"):
            raise ConfigError(f"no rule {word!r}", hint=_nearest(word))
    return tuple(r for r in RULES if _is_chosen(r, select, ignore))


def select_remarks(select: Sequence[str], ignore: Sequence[str]) -> tuple[Remark, ...]:
    """The codes of reading that are told, chosen by the same words."""
    return tuple(r for r in REMARKS if _is_chosen(r, select, ignore))


def _is_chosen(rule: Rule | Remark, select: Sequence[str], ignore: Sequence[str]) -> bool:
    return (not select or any(_fits(rule, w) for w in select)) and not any(_fits(rule, w) for w in ignore)


def _fits(rule: Rule | Remark, word: str) -> bool:
    named = isinstance(rule, Rule) and rule.name == word.lower()
    return word.upper() == "ALL" or rule.id.startswith(word.upper()) or named


def _nearest(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.upper(), [r.id for r in _ALL]) or get_close_matches(
        word.lower(), [r.name for r in RULES]
    )
    return f"did you mean {', '.join(close)}?" if close else "'khcchc rule --all' lists them"
