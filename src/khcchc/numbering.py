"""The order of numbers: what follows `IV`, `2.9`, `d)`; and which place a wrong number really has.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ and V.6.b; the 23 letters of points are practice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CAPITALS = "ABCDEFGH"


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 199; `None` for anything else."""
    total = previous = 0
    for letter in reversed(text.upper()):
        value = _ROMAN_VALUES.get(letter)
        if value is None:
            return None
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total > 0 and to_roman(total) == text.upper() else None


def to_roman(value: int) -> str:
    """A number from 1 to 3999 as a Roman numeral in capitals."""
    out = []
    for step, letters in _ROMAN_STEPS:
        while value >= step:
            out.append(letters)
            value -= step
    return "".join(out)


class Sequence23(NamedTuple):
    """The order of point letters, as the grammar gives it."""

    letters: tuple[str, ...]

    def place(self, kind: str, number: str) -> int | None:
        """The place of a number in its sequence, from 1; `None` when it has none."""
        last = number.rpartition(".")[2]
        if kind == "roman":
            return roman_value(last)
        if kind == "letter":
            return self.letters.index(last) + 1 if last in self.letters else None
        if kind == "capital":
            return _CAPITALS.index(last) + 1 if last in _CAPITALS else None
        return int(last) if last.isdigit() else roman_value(last)

    def written(self, kind: str, place: int, like: str) -> str:
        """The number of a place, written like its sibling `like` (`2.4` keeps its `2.`)."""
        head = like.rpartition(".")[0]
        if kind == "roman":
            last = to_roman(place)
        elif kind == "letter":
            last = self.letters[place - 1] if place <= len(self.letters) else str(place)
        elif kind == "capital":
            last = _CAPITALS[place - 1] if place <= len(_CAPITALS) else str(place)
        else:
            last = str(place)
        return f"{head}.{last}" if head else last


class Slip(NamedTuple):
    """A number out of order: `at` is its place among its siblings, the place it really has, and how it is wrong."""

    at: int
    place: int
    how: str
    """`repeated`, `misplaced` (its place is another), or `missing` (a number before it is left out)."""


def find_slips(places: Sequence[int]) -> list[Slip]:
    """Judge the numbers of one list of siblings.

    A number that breaks the order is a slip when its follower goes on as if it had been right
    (III, VI, IV: the first VI stands for IV; c, d, d, e: the second d for đ), and a gap when the
    follower goes on from it (h, k, l).
    """
    slips: list[Slip] = []
    before = 0
    for i, place in enumerate(places):
        expected = before + 1
        follower = places[i + 1] if i + 1 < len(places) else None
        if place == expected or i == 0:
            before = place
        elif follower is not None and follower in (expected, expected + 1) and follower != place + 1:
            slips.append(Slip(i, expected, "repeated" if place == before else "misplaced"))
            before = expected
        elif place == before:
            last = follower is None
            slips.append(Slip(i, expected if last else place, "repeated"))
            before = expected if last else place
        elif place > expected:
            slips.append(Slip(i, place, "missing"))
            before = place
        else:
            slips.append(Slip(i, place, "misplaced"))
            before = place
    return slips
