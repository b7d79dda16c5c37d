"""Units of time that stand together: `từ quý II đến quý IV/2025`, `tháng 3, 6 và 9`, and the words in front of them."""

from __future__ import annotations

from dataclasses import dataclass

from khcchc.kept import compiled
from khcchc.values.schedule_calendar import Unit
from khcchc.values.schedule_tokens import MODIFIERS, UNITS, Token

_BLANK_RE = compiled(r"\s?[:(]?\s?(?:\([^()]{0,24}\)\s?)?")
_RANGE_GAP_RE = compiled(r"\s?(?:\([^()]{0,24}\)\s?)?[-–—‑]\s?")
_LIST_GAP_RE = compiled(r"\s?(?:,|&|/|\+)\s?|,?\s(?:và|hoặc)\s|\s")
_LONGEST = 24  # units in one list: twelve months and some to spare
_SUBYEAR = frozenset({"month", "quarter", "half", "part"})


def touching(low: str, a: int, b: int) -> bool:
    """Whether nothing but a space, a colon or a short parenthesis stands between two tokens."""
    return (b - a == 1 and low[a] == " ") or (b - a < 30 and _BLANK_RE.fullmatch(low, a, b) is not None)


def adjacent(low: str, tokens: list[Token], i: int) -> bool:
    """Whether the token behind token `i` touches it."""
    return i + 1 < len(tokens) and touching(low, tokens[i].end, tokens[i + 1].start)


@dataclass(slots=True, eq=False)
class Run:
    """Units that stand together and how they are joined, with the words in front of them."""

    mods: list[Token]
    tokens: list[Token]
    units: list[Unit]
    ranges: list[bool]
    stop: int
    """Index of the first token behind."""


def read_run(low: str, tokens: list[Token], i: int) -> Run | None:
    """The modifiers at `i` and the units behind them; `None` when no unit follows them."""
    mods: list[Token] = []
    while (
        i < len(tokens) and tokens[i].gives in MODIFIERS and (not mods or touching(low, mods[-1].end, tokens[i].start))
    ):
        mods.append(tokens[i])
        i += 1
    if i >= len(tokens) or tokens[i].gives not in UNITS or (mods and not touching(low, mods[-1].end, tokens[i].start)):
        return None
    edge = mods[-1].edge if mods else None
    first = tokens[i]
    run = Run(mods, [first], [u.at(edge) for u in first.units], list(first.ranges), i + 1)
    while run.stop < len(tokens) and 0 < len(run.units) < _LONGEST and (joined := _joined(low, tokens, run)):
        index, edge, ranged = joined
        token = tokens[index]
        run.ranges += [ranged, *token.ranges]
        run.units += [u.at(edge) for u in token.units]
        run.tokens.append(token)
        run.stop = index + 1
    return run


def _joined(low: str, tokens: list[Token], run: Run) -> tuple[int, str | None, bool] | None:
    """The next unit of the run: its index, its edge, whether a range ends with it."""
    k, last = run.stop, run.tokens[-1]
    if last.gives in ("year", "day", "broken"):
        return far_end(low, tokens, k, last.end)
    if tokens[k].start - last.end >= 32:
        return None
    gap, edge = low[last.end : tokens[k].start], None
    ranged = _RANGE_GAP_RE.fullmatch(gap) is not None
    if not ranged and not _LIST_GAP_RE.fullmatch(gap):
        return None
    if tokens[k].gives == "to":
        return far_end(low, tokens, k, last.end)
    if tokens[k].gives == "edge" and adjacent(low, tokens, k):
        edge, k = tokens[k].edge, k + 1
    token = tokens[k]
    if token.gives not in UNITS or not token.units or token.gives == "year":
        return None
    if not ranged and not _alike(run.units[-1], token.units[0]):
        return None
    return k, edge, ranged


def _alike(a: Unit, b: Unit) -> bool:
    return a.level == b.level or (a.level in _SUBYEAR and b.level in _SUBYEAR)


def far_end(low: str, tokens: list[Token], k: int, behind: int) -> tuple[int, str | None, bool] | None:
    """`… đến hết tháng 6/2024`: the far end of a range."""
    if k >= len(tokens) or tokens[k].gives != "to" or not touching(low, behind, tokens[k].start):
        return None
    edge = None
    while adjacent(low, tokens, k):
        k += 1
        token = tokens[k]
        if token.gives == "edge":
            edge = token.edge
        elif token.gives in UNITS:
            return (k, edge, True) if token.units else None
        elif token.gives not in ("by", "in"):
            return None
    return None
