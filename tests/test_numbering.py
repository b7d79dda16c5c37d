"""The order of numbers and the judgement of wrong ones."""

from __future__ import annotations

import pytest

from khcchc.grammar import builtin_grammars
from khcchc.numbering import Sequence23, find_slips, roman_value, to_roman

ORDER = Sequence23(builtin_grammars()["markers"].words("point letters"))


@pytest.mark.parametrize(("text", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("XCIX", 99)])
def test_roman_numerals(text: str, value: int) -> None:
    assert roman_value(text) == value
    assert to_roman(value) == text


@pytest.mark.parametrize("text", ["IIII", "VX", "IC", "ABC", ""])
def test_no_numerals(text: str) -> None:
    assert roman_value(text) is None


def test_there_are_23_letters_and_d_bar_has_its_own_place() -> None:
    assert len(ORDER.letters) == 23
    assert (ORDER.place("letter", "d"), ORDER.place("letter", "đ"), ORDER.place("letter", "e")) == (4, 5, 6)
    assert ORDER.place("letter", "i") == ORDER.place("letter", "h") + 1  # type: ignore[operator]
    assert ORDER.place("letter", "f") is None


@pytest.mark.parametrize(
    ("places", "slips"),
    [
        ([1, 2, 3], []),
        ([4, 5, 6], []),  # a list that runs on from an earlier table
        ([1, 2, 3, 4, 4, 6], [(4, 5, "repeated")]),  # c, d, d, e: the second d is đ
        ([1, 2, 3, 6, 4, 5], [(3, 4, "misplaced"), (4, 4, "repeated")]),  # III, VI, IV: VI stands for IV
        ([8, 10, 11], [(1, 10, "missing")]),  # h, k, l: no i
        ([1, 2, 2], [(2, 3, "repeated")]),
    ],
)
def test_slips(places: list[int], slips: list[tuple[int, int, str]]) -> None:
    assert [(s.at, s.place, s.how) for s in find_slips(places)] == slips


@pytest.mark.parametrize(
    ("kind", "place", "like", "written"),
    [("letter", 5, "d", "đ"), ("roman", 4, "VI", "IV"), ("decimal", 5, "2.6", "2.5"), ("arabic", 7, "8", "7")],
)
def test_a_place_is_written_like_its_siblings(kind: str, place: int, like: str, written: str) -> None:
    assert ORDER.written(kind, place, like) == written
