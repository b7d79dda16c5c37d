"""Patterns whose time no text bounds: found in a table of known ones, none among the built-in grammars and the code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import khcchc
from khcchc.audit import Slow, audit_pattern, audit_regex
from khcchc.grammar import builtin_grammars
from khcchc.patterns import Pattern

WITHOUT_BOUND = [
    # pattern, how it is used, least exponent of the growth
    (r"(?:a+)+:", "match", 3),
    (r"(?:cơ quan|đơn vị)(?:\s*,?\s*(?:cơ quan|đơn vị))*:", "match", 3),
    (r"(?:\s+(?:trình|ban hành|trình ban hành))*:", "match", 3),
    (r"(?:\w+\s?)*:", "match", 3),
    (r"(?=(?:\w+|x)*!)x", "match", 3),
    (r"(?:a|b|ab)*:", "fullmatch", 3),
    (r"[\s,]*[\d.,]+ người", "match", 1.6),
    (r"\d+\.\d+", "search", 1.6),
]
BOUNDED = [
    (r"(?:a+:)+", "match"),
    (r"(?:cơ quan|đơn vị)(?:\s*(?:,\s*)?(?:cơ quan|đơn vị)){0,12}:", "match"),
    (r"(?:\s+(?:trình|ban hành))*:", "match"),
    (r"\w++(?:\s\w++)*+:", "match"),
    (r"[^;]{2,300}?;\s+giao", "match"),
    (r"[^.;]{12,300}[.;]\s+giao", "search"),
    (r"(?<!\d)\d{1,2}/\d{1,2}(?!\d)", "search"),
    (r"(?>[^;]*báo cáo)[^;]*!", "match"),
]


def audit(pattern: str, use: str) -> Slow | None:
    compiled = re.compile(pattern, re.IGNORECASE)
    return audit_regex(compiled, getattr(compiled, use), source="x.toml", rule="x")


@pytest.mark.slow  # twelve seconds
def test_told_of_what_only_long_texts_show() -> None:
    test_told(r"[^;]*báo cáo[^;]*báo cáo[^;]*!", "match", 1.8)


@pytest.mark.parametrize(("pattern", "use", "growth"), WITHOUT_BOUND, ids=[p for p, _, _ in WITHOUT_BOUND])
def test_told(pattern: str, use: str, growth: float) -> None:
    slow = audit(pattern, use)
    assert slow is not None
    assert slow.growth >= growth
    assert slow.pump.strip()
    letters = [size for size, _ in slow.times]
    assert letters == sorted(set(letters))


@pytest.mark.parametrize(("pattern", "use"), BOUNDED, ids=[p for p, _ in BOUNDED])
def test_left_alone(pattern: str, use: str) -> None:
    assert audit(pattern, use) is None


@pytest.mark.slow  # every pattern against every kind of hostile text: CI runs it beside the everyday tests
@pytest.mark.parametrize("concept", sorted(builtin_grammars()))
def test_the_built_in_patterns_are_bounded(concept: str) -> None:
    found = [audit_pattern(pattern) for pattern in builtin_grammars()[concept].patterns.values()]
    assert [f"{slow.rule}: {slow.family} {slow.times}" for slow in found if slow] == []


def patterns_of_the_code() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of text that modules hold by name; those of bytes look at the first letters of a file only."""
    for module in pkgutil.walk_packages(khcchc.__path__, "khcchc."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


CODE = dict(sorted(patterns_of_the_code()))


def test_the_code_has_patterns() -> None:
    assert len(CODE) > 100


@pytest.mark.parametrize("name", CODE)
def test_the_patterns_of_the_code_are_bounded(name: str) -> None:
    slow = audit_regex(CODE[name], CODE[name].match, source="code", rule=name)
    assert slow is None, f"{slow.family} {slow.times}" if slow else ""


def test_a_rule_made_of_parts_within_parts_stays_small() -> None:
    from khcchc.errors import GrammarError
    from khcchc.grammar_rows import Rule

    parts = {letter: f"{{{below}}}" * 12 for letter, below in zip("abcdef", "bcdefg", strict=True)} | {"g": "x"}
    rule = Rule(id="many", gives="x", pattern="{a}", examples=("x",), not_examples=("y",))
    with pytest.raises(GrammarError, match=r"own\.toml: rule many: longer than"):
        _ = Pattern(rule, "own.toml", parts).expanded
