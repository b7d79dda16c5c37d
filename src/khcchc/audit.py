"""Are the patterns of a grammar bounded? Each is tried on texts made from itself, and judged by how its time grows.

A pattern such as `(a+ ?)+:` needs twice the time for each letter more, and one line of a plan can make it run for ever.
Such a text is made from the pattern: what leads to a repetition, then what the repetition takes, over and over, then
something that it does not take. Three sizes, each the double of the one before, give the growth.

Guarantees:
 1. What is told grows faster than its text over three sizes that double; a slow machine alone tells nothing.
 2. The audit itself ends: sizes go up in small steps, and a pattern that is too slow is tried no further.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from khcchc.grammar import Grammars
from khcchc.patterns import Pattern

_COUNTS = tuple(range(6, 40, 3))
_SIZES = (250, 1000, 4000)
_TOO_LONG = 0.03
"""Seconds for one text of at most 4 kB. A linear pattern takes less than one thousandth, a heavy one ten."""
_HEAVY = 0.15
"""Seconds up to which the largest text is made larger still, because a wide bound may be all that makes it slow."""
_NOTABLE = 0.002
_GROWN = 7.0
"""Times as long for four times the text, from which a pattern is looked at more closely: 4 is linear, 16 quadratic."""
_DOUBTS = 6
"""Texts of one pattern that are looked at more closely although it is quick on them."""
_UNBOUNDED = 1.6
"""Exponent over three sizes that double from which a pattern is told."""
_RUNS = 3
_MANY = 400
_WORDS = 40
_SUFFIXES = ("\x00", "", " x:")
_SPACES_RE = re.compile(r"\s{2,}")


Match = Callable[[str], object]
Times = tuple[tuple[int, float], ...]
"""(letters of the text, seconds), the sizes going up."""


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern that is not bounded: the text that shows it, and the times at sizes that double."""

    source: str
    rule: str
    prefix: str
    pump: str
    suffix: str
    times: Times

    @property
    def growth(self) -> float:
        """The exponent: 2 where twice the text takes four times as long; infinite beyond any power."""
        return _exponent(self.times)

    def told(self) -> dict[str, object]:
        """What a message says of it."""
        (fewer, before), (letters, after) = self.times[0], self.times[-1]
        milliseconds = {"before": f"{before * 1000:.1f}", "after": f"{after * 1000:.1f}"}
        place = {"source": self.source, "rule": self.rule, "family": self.family}
        return {**place, **milliseconds, "letters": letters, "fewer": fewer}

    @property
    def family(self) -> str:
        """The texts in one line: `'(' + 'a ' × n + '\\x00'`."""
        parts = [repr(self.prefix)] if self.prefix else []
        parts.append(f"{self.pump!r} × n")
        return " + ".join([*parts, repr(self.suffix)] if self.suffix else parts)


def audit_grammars(grammars: Grammars, *, known: Grammars | None = None) -> Iterator[Slow]:
    """The patterns that are not bounded, in the order of the grammars; those that `known` has too are not tried."""
    tried = {_same(pattern) for grammar in known.values() for pattern in grammar.patterns.values()} if known else set()
    for grammar in grammars.values():
        for pattern in grammar.patterns.values():
            slow = None if _same(pattern) in tried else audit_pattern(pattern)
            if slow is not None:
                yield slow


def _same(pattern: Pattern) -> tuple[str, str, str]:
    """What makes two patterns take the same time: a part that the user changed makes another one of a built-in rule."""
    return pattern.expanded, pattern.rule.mode, pattern.rule.case


def audit_pattern(pattern: Pattern) -> Slow | None:
    """The worst that was found of one rule, or `None` where it is bounded."""
    words = [*pattern.rule.examples, *pattern.rule.not_examples]
    return audit_regex(pattern.re, pattern.match, source=pattern.source, rule=pattern.rule.id, words=words)


def audit_regex(
    compiled: re.Pattern[str],
    match: Match,
    *,
    source: str,
    rule: str,
    words: Sequence[str] = (),
) -> Slow | None:
    """The same for any pattern; `match` is how it is used, `words` are texts that it knows."""
    trial = _Trial(match)
    for prefix, pump in islice(_attacks(compiled, words), _MANY):
        for suffix in _SUFFIXES:
            times = trial.grow(prefix, pump, suffix)
            if times and _exponent(times) >= _UNBOUNDED:
                return Slow(source, rule, prefix, pump, suffix, times)
    return None


class _Trial:
    """One pattern under trial."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._doubts = _DOUBTS

    def grow(self, prefix: str, pump: str, suffix: str) -> Times:
        """Times at three sizes that double, or nothing where the pattern is quick or plainly linear."""
        for count in _COUNTS:  # small steps: where each letter doubles the time, a size that doubles would never end
            if _time(self._match, prefix + pump * count + suffix) > _TOO_LONG:
                return _times(self._match, prefix, pump, suffix, (count - 6, count - 3, count))
        spent = 0.0
        for size in _SIZES:
            before, spent = spent, _time(self._match, prefix + pump * max(1, size // len(pump)) + suffix)
            if spent > _TOO_LONG:
                break
        if spent < _NOTABLE or (spent <= _TOO_LONG and spent < _GROWN * before):
            return ()
        quick = size == _SIZES[-1] and spent <= _HEAVY
        return self._look_closer(prefix, pump, suffix, max(4, size // len(pump)), quick=quick)

    def _look_closer(self, prefix: str, pump: str, suffix: str, count: int, *, quick: bool) -> Times:
        """The times that decide. A bound such as `{2,300}` grows like a square below it and like a line above."""
        if quick:
            self._doubts -= 1
            if self._doubts < 0:
                return ()
            count *= 4
        return _times(self._match, prefix, pump, suffix, (count // 4, count // 2, count))


def _times(match: Match, prefix: str, pump: str, suffix: str, counts: Sequence[int]) -> Times:
    """The best of several runs at each count; what takes long is not run again, since noise is small beside it."""
    texts = [prefix + pump * max(1, count) + suffix for count in counts]
    out = []
    for text in texts:
        best = _time(match, text)
        for _ in range(_RUNS - 1):
            best = min(best, _time(match, text)) if best < _HEAVY else best
        out.append((len(text), best))
    return tuple(out)


def _time(match: Match, text: str) -> float:
    began = time.process_time()
    match(text)
    return time.process_time() - began


def _exponent(times: Times) -> float:
    """The power of the size that the time grows with, of the smaller of two steps: one hiccup tells nothing."""
    if times[-1][1] < _NOTABLE:
        return 0.0
    return min(
        math.log(after / max(before, 1e-6)) / math.log(large / small)
        for (small, before), (large, after) in pairwise(times)
    )


# --- texts made from a pattern ------------------------------------------------------------------------------------


def _attacks(compiled: re.Pattern[str], words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(prefix, pump) for every repetition of the pattern, without those that differ in nothing."""
    seen: set[tuple[str, str]] = set()
    tree = _parser.parse(compiled.pattern, compiled.flags & ~re.UNICODE)
    found = [*_repetitions(tree, ""), *(("", word) for word in (*words, "a ", "A", "1", ", ", "("))]
    for prefix, pump in found:
        attack = (_tidy(prefix), _tidy(pump))
        if attack[1].strip() and attack not in seen:
            seen.add(attack)
            yield attack


def _tidy(text: str) -> str:
    """As text arrives: no two spaces in a row."""
    return _SPACES_RE.sub(" ", text)


def _repetitions(tree: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Every repetition below, with a text that leads to it and texts that it takes."""
    fixed, start = "", prefix  # what stands between two repetitions may be what both of them take
    for operator, argument in tree:
        for inner in _inner(operator, argument):
            if operator in _REPEATS and argument[1] > 3:
                yield from ((prefix, word) for word in _samples(inner) if word)
            yield from _repetitions(inner, prefix)
        if operator in _REPEATS:
            fixed, start = "", prefix
        else:
            fixed += _samples_of(operator, argument)[0]
            yield start, fixed
        prefix += _samples_of(operator, argument)[0]


def _inner(operator: Any, argument: Any) -> list[Any]:
    """The patterns within one element."""
    if operator in _REPEATS:
        return [argument[2]]
    if operator is _constants.BRANCH:
        return list(argument[1])
    if operator is _constants.SUBPATTERN:
        return [argument[3]]
    if operator is _constants.ATOMIC_GROUP:
        return [argument]
    if operator in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [argument[1]]
    if operator is _constants.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


def _samples(tree: Any) -> list[str]:
    """Texts that a sequence takes: the plainest, then others with one element changed."""
    elements = [_samples_of(operator, argument) for operator, argument in tree]
    plain = [element[0] for element in elements]
    out = ["".join(plain)]
    for at, element in enumerate(elements):
        out += ["".join((*plain[:at], other, *plain[at + 1 :])) for other in element[1:]]
    return list(dict.fromkeys(out))[:_WORDS]


def _samples_of(operator: Any, argument: Any) -> list[str]:
    """Texts that one element takes, the plainest first; at least one."""
    if operator is _constants.LITERAL:
        return [chr(argument)]
    if operator is _constants.NOT_LITERAL:
        return ["a" if argument != ord("a") else "b"]
    if operator is _constants.ANY:
        return ["a", " "]
    if operator is _constants.IN:
        return _letters_of(argument)
    if operator is _constants.BRANCH:
        every = [_samples(part) for part in argument[1]]
        return list(dict.fromkeys([part[0] for part in every] + [w for part in every for w in part[1:2]])) or [""]
    if operator in _REPEATS:
        words = _samples(argument[2])
        least = argument[0]
        return [words[0] * least, *(word * max(1, least) for word in words)]
    if operator in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
        return _samples(argument[3] if operator is _constants.SUBPATTERN else argument)
    return [""]


def _letters_of(parts: Sequence[tuple[Any, Any]]) -> list[str]:
    """A few signs that a class takes; where it excludes signs, some that it does not."""
    wanted = [letter for letter in _TRIED if _holds(parts, letter)]
    named = [chr(value) for kind, value in parts if kind is _constants.LITERAL]
    negated = bool(parts) and parts[0][0] is _constants.NEGATE
    return (wanted[:3] if negated else [*wanted[:2], *named[:3]]) or named[:1] or ["a"]


def _holds(parts: Sequence[tuple[Any, Any]], letter: str) -> bool:
    negated = False
    found = False
    for kind, value in parts:
        if kind is _constants.NEGATE:
            negated = True
        elif kind is _constants.LITERAL:
            found |= ord(letter) == value
        elif kind is _constants.RANGE:
            found |= value[0] <= ord(letter) <= value[1]
        elif kind is _constants.CATEGORY:
            found |= re.match(_CATEGORIES[value], letter) is not None
    return found != negated


_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_TRIED = "a 1A.,-(:\n"
_CATEGORIES = {
    _constants.CATEGORY_SPACE: r"\s", _constants.CATEGORY_NOT_SPACE: r"\S", _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D", _constants.CATEGORY_WORD: r"\w", _constants.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
