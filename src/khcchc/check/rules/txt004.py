"""TXT004: no word is written twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress, count, islice
from operator import eq

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.patterns import Pattern

_DISTANCES = (1, 2)
"""How many words on a word stands again: `của của`; `huyện cấp huyện`, `thực hiện thực hiện`."""
_OPENING_RE = re.compile(r"^\w+")
_CLOSING_RE = re.compile(r"\w+$")


def check(context: CheckContext) -> Iterator[Spot]:
    patterns = context.words.giving("repeated")
    # A pattern of somebody's own may reach further than the built-in ones: it is tried everywhere.
    far = [p for p in patterns if not _is_near(p)]
    near = _repeating(context.low_pieces.texts)
    for number in range(len(context.pieces)) if far else sorted(near):
        piece = context.pieces[number]
        for pattern in patterns if number in near else far:
            for match in pattern.re.finditer(piece.text):
                place = context.find(match[0], piece.start, piece.end)
                yield Spot(place, Text(f"repeated: {match[0]!r}", f"lặp từ: {match[0]!r}"))


def _is_near(pattern: Pattern) -> bool:
    """Whether all that a pattern finds is a word that stands again within the distances."""
    return all(_repeating([example.lower()]) for example in pattern.rule.examples)


def _repeating(texts: Sequence[str]) -> set[int]:
    """The numbers of the texts, in small letters, in which a word stands again within the distances."""
    split = [text.split() for text in texts]
    starts = [0, *accumulate(map(len, split))]
    found = _repeats(list(chain.from_iterable(split)))
    return {bisect_right(starts, at) - 1 for at in found}


def _repeats(tokens: Sequence[str]) -> Iterator[int]:
    """Where the word that closes a token opens another a little behind it: `(của` and `của;`."""
    closing = {t: t if t.isalnum() else _word(_CLOSING_RE, t) or " " for t in set(tokens)}
    opening = {t: t if t.isalnum() else _word(_OPENING_RE, t) for t in closing}
    ends, begins = list(map(closing.__getitem__, tokens)), list(map(opening.__getitem__, tokens))
    for distance in _DISTANCES:
        for at in compress(count(), map(eq, ends, islice(begins, distance, None))):
            if all(map(str.isalnum, tokens[at + 1 : at + distance])):  # no stop between: `hội nghị, hội thảo`
                yield at


def _word(pattern: re.Pattern[str], token: str) -> str:
    match = pattern.search(token)
    return match[0] if match else ""


RULE = Rule(
    id="TXT004",
    name="repeated-word",
    severity="warning",
    title=Text("Repeated word", "Lặp từ"),
    what=Text(
        "A function word twice in a row (`của của`), two words twice in a row (`thực hiện thực hiện`), or a level "
        "twice (`huyện cấp huyện`). Single syllables "
        "of compounds are left alone, since they meet rightly: `cơ quan quan trọng`.",
        "Hư từ lặp liền nhau (`của của`), cụm hai tiếng lặp liền nhau (`thực hiện thực hiện`) hoặc cấp hành chính "
        "ghi hai lần (`huyện cấp huyện`). Tiếng đơn "
        "trong từ ghép không xét vì có thể đứng cạnh nhau hợp lệ: `cơ quan quan trọng`.",
    ),
    why=Text("A trace of editing.", "Dấu vết của việc sửa bản thảo."),
    bad="I. NHIỆM VỤ\n\n1. Thực hiện hướng dẫn của của cấp trên.",
    good="I. NHIỆM VỤ\n\n1. Thực hiện hướng dẫn của cơ quan quan trọng cấp trên.",
    check=check,
)
