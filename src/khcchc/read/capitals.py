"""The capitals that text in an old font lost: its letters with a tone come back small inside words in capitals."""

from __future__ import annotations

from bisect import bisect_left

from khcchc.kept import compiled
from khcchc.read.charsets import TCVN3
from khcchc.read.syllables import is_syllable

_TCVN3_WORD_RE = compiled(r"[^\W\d_]+")
_SMALL_ONLY = frozenset(letter for letter in TCVN3.values() if letter.islower())


def repair_capitals(text: str) -> str:
    """Give TCVN3 its capitals back: `QUYếT ĐịNH` is `QUYẾT ĐỊNH`, `Uỷ ban` stays.

    ABC fonts have no capital with a tone. Inside a word in capitals a small letter is one of those; a word
    that does not say (`Về`, `ở`) goes by the words beside it.
    """
    return "\n".join(_repair_line_capitals(line) for line in text.split("\n"))


def _repair_line_capitals(line: str) -> str:
    if not any(c in _SMALL_ONLY for c in line):
        return line
    matches = list(_TCVN3_WORD_RE.finditer(line))
    cases = [_case(match[0]) for match in matches]
    telling = [i for i, case in enumerate(cases) if case in ("capitals", "small")]
    out: list[str] = []
    at = 0
    for i, match in enumerate(matches):
        word = match[0]
        if cases[i] == "capitals" or (cases[i] == "unclear" and _among_capitals(cases, telling, i)):
            word = word.upper()
        out += (line[at : match.start()], word)
        at = match.end()
    out.append(line[at:])
    return "".join(out)


def _case(word: str) -> str:
    """`capitals`, `small`, `unclear`, or `sign` for an abbreviation, which says nothing of the words beside it."""
    plain = [c for c in word if c not in _SMALL_ONLY]
    if any(c.islower() for c in plain):
        return "small"
    if len(plain) == len(word):
        return "capitals" if len(word) > 1 and is_syllable(word) else "sign"
    return "capitals" if len(plain) > 1 or (plain and not word[0].isupper()) else "unclear"


def _among_capitals(cases: list[str], telling: list[int], at: int) -> bool:
    """Do the nearest words that show their case (`telling`), two on each side, all stand in capitals?"""
    place = bisect_left(telling, at)
    near = [cases[i] for i in telling[max(0, place - 2) : place + 2]]
    return bool(near) and "small" not in near
