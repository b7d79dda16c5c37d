"""Grammars: every example of every rule holds; a broken file is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import regex  # type: ignore[import-untyped, unused-ignore]
from hypothesis import given
from hypothesis import strategies as st

import khcchc
from khcchc.errors import GrammarError
from khcchc.grammar import builtin_grammars, load_grammars
from khcchc.patterns import FirstOf, Pattern
from khcchc.word_trees import alternation

RULE = """version = 1
concept = "fields"
about = "own labels"
[[rule]]
id = "own lead"
gives = "lead"
mode = "whole"
pattern = '(?P<label>đầu mối thực hiện việc)\\s*(?P<sep>:)\\s*(?P<value>.*)'
examples = ["Đầu mối thực hiện việc: Sở Nội vụ"]
not_examples = ["Đầu mối"]
"""


@pytest.mark.parametrize("concept", sorted(builtin_grammars()))
def test_every_pattern_matches_its_examples_and_not_its_counterexamples(concept: str) -> None:
    assert list(builtin_grammars()[concept].failures()) == []


OPENED = [p for p in builtin_grammars()["schedule"].patterns.values() if p.rule.opens]
SYLLABLES = sorted(
    {w for p in OPENED for text in (p.expanded, *p.rule.examples) for w in re.findall(r"[^\W\d_]+", text.lower())}
    | {quarter + numeral for quarter in ("quý", "quí", "q") for numeral in ("i", "ii", "iv", "v", "l")}
)


@pytest.mark.parametrize("pattern", OPENED, ids=lambda p: p.rule.id)
def test_no_word_that_can_open_a_rule_is_left_out(pattern: Pattern) -> None:
    # `regex` tells whether the end of a text cut a match short; `re`, which reads the plans, does not.
    known = regex.compile(pattern.expanded)

    def opens(word: str) -> bool:
        if word.isdigit():  # the number may go on
            return known.match(word, partial=True) is not None
        whole = known.match(word)
        return bool(whole and whole.end() == len(word)) or any(known.match(word + c, partial=True) for c in " ,./-:(1")

    words = [*SYLLABLES, *"0123456789"]
    found = [w for w in words if opens(w)]
    assert found
    assert [w for w in found if not pattern.can_open(w)] == []


def test_a_folder_extends_the_built_in_grammars(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(RULE, encoding="utf-8")
    text = "I. A\n1. Rà soát\n- Đầu mối thực hiện việc: Sở Nội vụ\n- Thời gian: Quý I"
    assert [t.lead.text for t in khcchc.parse_text(text, grammars=load_grammars(tmp_path)).tasks if t.lead] == [
        "Sở Nội vụ"
    ]
    assert [t.lead for t in khcchc.parse_text(text).tasks] == [None]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (RULE.replace('examples = ["Đầu', 'exampels = ["Đầu'), "rule own lead: exampels: not a known key"),
        (RULE.replace("version = 1", "version = 9"), "version 9 is not 1"),
        (RULE.replace("đầu mối thực hiện việc", "{no_such_part}"), "no part 'no_such_part'"),
        (RULE.replace("(?P<label>", "(?P<label>("), "rule own lead"),
        (
            RULE.replace('not_examples = ["Đầu mối"]', 'not_examples = ["Đầu mối thực hiện việc: x"]'),
            "matches its not_example",
        ),
        (RULE.replace("pattern =", 'opens = ["đơn"]\npattern ='), "'opens' lacks the first word of its example"),
        (
            RULE.replace('mode = "whole"', 'mode = "whole"\nneeds = ["phối hợp"]'),
            "rule own lead: none of its needs stands in its example",
        ),
        ("version = ", "not TOML"),
        (
            RULE.replace('examples = ["Đầu mối thực hiện việc: Sở Nội vụ"]', "examples = []", 1),
            "rule own lead: examples: at least one",
        ),
        ('version = 1\nconcept = "x"\nabout = ""\nentry = [["a", "b"]]', "entry 0: input should be a valid dictionary"),
        ('version = 1\nconcept = "x"\nabout = ""\nlist = [["a", ["b"]]]', "list 0: input should be a valid dictionary"),
    ],
)
def test_a_broken_grammar_names_file_rule_and_reason(tmp_path: Path, broken: str, told: str) -> None:
    (tmp_path / "own.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        load_grammars(tmp_path)
    assert "own.toml" in caught.value.message
    assert told in caught.value.message


def test_the_folder_must_be_one_with_grammars(tmp_path: Path) -> None:
    with pytest.raises(GrammarError):
        load_grammars(tmp_path)
    with pytest.raises(GrammarError):
        load_grammars(tmp_path / "missing")


@given(
    st.lists(st.text(alphabet="aAbơ .-", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=12),
    st.text(alphabet="aAbơ .-", max_size=12),
    st.sampled_from([re.NOFLAG, re.IGNORECASE]),
)
def test_words_in_a_tree_match_as_words_in_a_row(words: list[str], text: str, flags: re.RegexFlag) -> None:
    row = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))
    for behind in ("", r"(?!\w)"):
        found = [re.compile(f"(?:{w}){behind}", flags).match(text) for w in (alternation(words), row)]
        assert [m and m.span() for m in found[:1]] == [m and m.span() for m in found[1:]]


@pytest.mark.slow
def test_patterns_asked_together_answer_as_one_by_one() -> None:
    """Every set of patterns that gives one thing, and all markers and all labels, on every example there is."""
    grammars = builtin_grammars()
    texts = {
        t for g in grammars.values() for p in g.patterns.values() for t in (*p.rule.examples, *p.rule.not_examples)
    }
    texts |= {text.upper() for text in texts} | {f"{text} x" for text in texts}
    joined = 0
    for grammar in grammars.values():
        kinds = {p.rule.gives for p in grammar.patterns.values()}
        for patterns in ([*grammar.patterns.values()], *(grammar.giving(kind) for kind in kinds)):
            first = FirstOf(patterns)
            joined += first._joined is not None
            for text in texts:
                expected = next(((p, m[0]) for p in patterns if (m := p.match(text))), None)
                found = first.find(text)
                assert (found and (found[0], found[1][0])) == expected, text
                assert bool(first.fits(text)) == (expected is not None)
    assert joined > 60
