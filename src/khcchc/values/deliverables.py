"""Deliverable fields (sản phẩm, kết quả) to items and the kind of document each of them is.

Guarantees of `split_deliverables`:
 1. Never raises on content, and takes time in proportion to the text.
 2. Every word of the text is in an item, unless it is a bullet or the `và` between two documents.
 3. Items stand in the order of the text; the kinds run beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.word_trees import alternation, words_re

_TRIM = " \t\n.,;:-–—+•*·"
_BULLET_RE = compiled(r"\s*(?:[-–—+•*·]\s+|\d{1,2}[.)]\s+|[a-zđ]\)\s+)?")
_PARENTHESIS_RE = compiled(r"[()]")
_CUT_RE = compiled(r"[;,\n/]|\.(?=\s)|(?<!\w)và(?!\w)|\s[-–—+•]\s", re.IGNORECASE)
_SHORT_RE = compiled(r"(?:^|\W)(?:TP|Tp|TX|TT|Q|P|\w)$")


class Kinds:
    """The words that name a kind of document, and those that only begin like one."""

    def __init__(self, grammars: Grammars) -> None:
        grammar = grammars["deliverables"]
        kinds = {k.removeprefix("kind."): words for k, words in grammar.lists.items() if k.startswith("kind.")}
        self._kinds = {word.lower(): kind for kind, words in kinds.items() for word in words.words}
        some = alternation(grammar.words("determiners"))
        kind, front = alternation(list(self._kinds)), rf"(?:(?:{some})\s+)*"
        self._kind_re = compiled(rf"{front}(?P<kind>{kind})(?!\w)", re.IGNORECASE)
        self._not_re = words_re(grammar.words("not_kinds"))
        self.atomic_re = words_re(grammar.words("atomic"), before=r"(?<!\w)")
        about = alternation(grammar.words("about"))
        acts_on = rf"(?:{alternation(grammar.words('actions'))})\s+{front}(?:{kind})"
        self._subject_re = compiled(rf"(?<!\w)(?:(?:{about})|{acts_on})(?!\w)", re.IGNORECASE)

    def of(self, text: str, start: int = 0, end: int | None = None) -> str | None:
        """The kind of document that the text begins with: `Các báo cáo …` → bao_cao."""
        stop = len(text) if end is None else end
        if self._not_re.match(text, start, stop):
            return None
        match = self._kind_re.match(text, start, stop)
        return None if match is None else self._kinds[" ".join(match["kind"].lower().split())]

    def open_ended(self, text: str, start: int, end: int) -> bool:
        """Whether the words tell what the document is about, so that a comma behind them belongs to that."""
        return self._subject_re.search(text, start, end) is not None


def split_deliverables(text: str, grammars: Grammars) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """The products that a field names, and the kind of document of each (`None`: it does not say).

    `Kế hoạch, báo cáo kết quả` are two; a comma inside one product (`Báo cáo đánh giá thực trạng, giải pháp`) is kept.
    """
    kinds = _kinds(grammars)
    items = [" ".join(text[start:end].split()) for start, end in _items(text, kinds)]
    return tuple(items), tuple(kinds.of(item) for item in items)


def _items(text: str, kinds: Kinds) -> Iterator[tuple[int, int]]:
    """Where the items stand: the cuts that hold, and what lies between them."""
    depths: list[int] | None = None
    start = _after_bullet(text, 0)
    bulleted = start > 0 and text[:start].strip() != ""
    for match in _CUT_RE.finditer(text):
        if match.start() < start:
            continue
        if not _cuts(text, match, start, kinds, bulleted):
            continue
        depths = depths or _depths(text, kinds)
        if depths[match.start()]:
            continue
        item = _trimmed(text, start, match.start())
        if item is not None:
            yield item
        start = _after_bullet(text, match.end()) if match[0].strip() in ("", ";") else match.end()
        bulleted = bulleted or (match[0] == "\n" and text[match.end() : start].strip() != "")
    item = _trimmed(text, start, len(text))
    if item is not None:
        yield item


def _cuts(text: str, match: re.Match[str], start: int, kinds: Kinds, bulleted: bool) -> bool:
    """Whether this sign stands between two products."""
    sign, right = match[0].strip().lower(), match.end()
    if sign == ";":
        return True
    if sign == "/" and text[match.start() - 1 : match.start()].isdigit():
        return False  # `Quyết định số 15/QĐ-UBND`
    bullet = _BULLET_RE.match(text, right)
    behind = bullet.end() if bullet else right
    starts = kinds.of(text, behind) is not None
    capital = starts and text[behind].isupper()
    if match[0] == "\n":
        return text[right:behind].strip() != "" or capital
    if sign == ".":
        return capital and _SHORT_RE.search(text, max(0, match.start() - 4), match.start()) is None
    if not starts:
        return False
    if sign in ("-", "–", "—", "+", "•"):
        return bulleted
    return _lists(text, start, match.start(), behind, kinds)


def _lists(text: str, start: int, stop: int, behind: int, kinds: Kinds) -> bool:
    """Whether a comma or `và` stands between two documents: the left one is one too, and its subject has not begun.

    `Kế hoạch triển khai và Báo cáo` are two; `Quyết định ban hành Quy chế chi tiêu, Quy chế quản lý tài sản` is one.
    """
    first = _trim_start(text, start, stop)
    return kinds.of(text, first, stop) is not None and not kinds.open_ended(text, max(first, stop - 200), stop)


def _depths(text: str, kinds: Kinds) -> list[int]:
    """How many parentheses or fixed pairs are open at each place; a `(` without its `)` opens none."""
    opened: list[int] = []
    change = [0] * (len(text) + 1)
    for pair in kinds.atomic_re.finditer(text):
        change[pair.start()] += 1
        change[pair.end()] -= 1
    for sign in _PARENTHESIS_RE.finditer(text):
        if sign[0] == "(":
            opened.append(sign.start())
        elif opened:
            change[opened.pop()] += 1
            change[sign.start()] -= 1
    return list(accumulate(change[:-1]))


def _after_bullet(text: str, at: int) -> int:
    match = _BULLET_RE.match(text, at)
    return match.end() if match else at


def _trim_start(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip(_TRIM))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    start = _trim_start(text, start, end)
    end = start + len(text[start:end].rstrip(_TRIM))
    return (start, end) if start < end else None


def _kinds(grammars: Grammars) -> Kinds:
    found = grammars.cache.get("deliverables.kinds")
    if not isinstance(found, Kinds):
        found = grammars.cache["deliverables.kinds"] = Kinds(grammars)
    return found
