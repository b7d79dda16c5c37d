"""Which task of one plan is which of another, by their words: numbers and places do not count.

Guarantees:
 1. The same two plans give the same pairs; swapping them gives the same pairs swapped.
 2. A task is in one pair at most (`match_tasks`), or is compared with its best counterpart (`match_best`).
 3. Work grows with the number of tasks, not with its square: only tasks that share a rare pair of words are compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from khcchc.model import Task

# Words of Vietnamese are one or two syllables: a pair of neighbours says more than both alone.
_WORD_RE = re.compile(r"\w+")
_YEAR_RE = re.compile(r"(?<![\w/])(?:19|20)\d\d(?![\w/])")
_DATE_RE = re.compile(r"(?<!\d)\d{1,2}\s?/\s?\d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)")

ALIKE = 0.55
"""From here on two tasks are one task reworded. Two tasks of one plan that differ stay well below."""
_FEW_WORDS = 12
_STRICTER = 0.02
"""For each word that is missing to so many: `Xây dựng kế hoạch kiểm tra` is not `Xây dựng kế hoạch tuyên truyền`."""
_RARE_PAIRS = 10
_MOST_HOLDERS = 40
_COMPARED = 6


class Match(NamedTuple):
    old: int
    new: int
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """A task as a matcher sees it: its words without years and dates, and their neighbouring pairs."""

    words: tuple[str, ...]
    pairs: frozenset[str]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def words_of(task: Task) -> Words:
    """The words of title and content; `năm 2018` and `năm 2019` are the same words."""
    return split_words(f"{task.title or ''}\n{task.content}")


def split_words(text: str) -> Words:
    """Small letters, punctuation off, dates and years masked."""
    masked = _YEAR_RE.sub("#", _DATE_RE.sub("#", text.casefold()))
    words = tuple(_WORD_RE.findall(masked.replace("#", " 0 ")))
    return Words(words, frozenset(f"{a} {b}" for a, b in pairwise(words)) or frozenset(words))


def match_tasks(old: Sequence[Task], new: Sequence[Task]) -> list[Match]:
    """Pairs, each task in one at most: equal words first, then the best likeness first."""
    olds, news = [words_of(task) for task in old], [words_of(task) for task in new]
    matches = list(_match_equal(old, new, olds, news))
    taken_old = {match.old for match in matches}
    taken_new = {match.new for match in matches}
    scored = [match for match in _score(olds, news, taken_old, taken_new) if _is_one_task(match, olds, news)]
    for match in sorted(scored, key=lambda m: (-m.score, m.old + m.new, m.old)):
        if match.old not in taken_old and match.new not in taken_new:
            taken_old.add(match.old)
            taken_new.add(match.new)
            matches.append(match)
    return sorted(matches)


def match_best(old: Sequence[Task], new: Sequence[Task]) -> list[Match]:
    """For each task of `old` its best counterpart, which others may share; none where none is alike.

    One task may take up several of the superior's, and a short task counts as taken up by a longer one that holds
    its words.
    """
    olds, news = [words_of(task) for task in old], [words_of(task) for task in new]
    best: dict[int, Match] = {}
    for match in _score(olds, news, set(), set(), contained=True):
        known = best.get(match.old)
        if _is_one_task(match, olds, news) and (known is None or (match.score, -match.new) > (known.score, -known.new)):
            best[match.old] = match
    return sorted(best.values())


def _is_one_task(match: Match, olds: Sequence[Words], news: Sequence[Words]) -> bool:
    fewest = min(len(olds[match.old].words), len(news[match.new].words))
    return match.score >= ALIKE + _STRICTER * max(0, _FEW_WORDS - fewest)


def _match_equal(old: Sequence[Task], new: Sequence[Task], olds: Sequence[Words], news: Sequence[Words]) -> list[Match]:
    """Equal words; of several equal ones, those of the same id, then in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(news):
        places[words.text].append(n)
    matches: list[Match] = []
    for same_id in (True, False):
        taken = {match.old for match in matches}
        for n, words in enumerate(olds):
            free = places.get(words.text, [])
            chosen = next((m for m in free if not same_id or new[m].id == old[n].id), None)
            if n not in taken and chosen is not None:
                free.remove(chosen)
                matches.append(Match(n, chosen, 1.0))
    return matches


def _score(
    olds: Sequence[Words], news: Sequence[Words], skip_old: set[int], skip_new: set[int], *, contained: bool = False
) -> list[Match]:
    """The likeness of every two tasks that share rare pairs of words."""
    held = Counter(pair for words in (*olds, *news) for pair in words.pairs)
    weight = {pair: math.log(1 + (len(olds) + len(news)) / count) for pair, count in held.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(news):
        if n not in skip_new:
            for pair in words.pairs:
                holders[pair].append(n)
    scores = []
    for n, words in enumerate(olds):
        if n in skip_old:
            continue
        for m in _candidates(words, holders, weight):
            scores.append(Match(n, m, _likeness(words, news[m], weight, contained=contained)))
    return scores


def _candidates(words: Words, holders: dict[str, list[int]], weight: dict[str, float]) -> list[int]:
    """The few tasks that share most of the rarest pairs."""
    known = sorted((pair for pair in words.pairs if pair in holders), key=lambda pair: (len(holders[pair]), pair))
    shared: dict[int, float] = defaultdict(float)
    for pair in known[: _RARE_PAIRS * 2]:
        if len(holders[pair]) <= _MOST_HOLDERS:
            for m in holders[pair]:
                shared[m] += weight[pair]
    ranked = sorted(shared, key=lambda m: (-shared[m], m))
    return ranked[:_COMPARED]


def _likeness(old: Words, new: Words, weight: dict[str, float], *, contained: bool) -> float:
    """0 to 1: half the weighted pairs that both have, half the words in the same order."""
    common = sum(sorted(weight[pair] for pair in old.pairs & new.pairs))
    of_old, of_new = (sum(sorted(weight[pair] for pair in words.pairs)) for words in (old, new))
    overlap = 2 * common / (of_old + of_new)
    # SequenceMatcher depends on the order of its arguments: a fixed one keeps the result symmetric.
    first, second = sorted((old.words, new.words))
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    score = (overlap + ratio) / 2
    return max(score, 0.9 * common / of_old) if contained and of_old else score
