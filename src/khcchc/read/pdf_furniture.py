"""What belongs to the pages and not to the document: page numbers, running heads, signature stamps, footnotes.

Guarantees:
 1. Nothing is dropped: each such line is named with its reason, and stays a line of the source.
 2. A line is a running head only where the same words stand at the same height of three pages or more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from operator import sub
from statistics import median

from khcchc.kept import compiled
from khcchc.read.pdf_lines import Line, PageText, lines_of

_PAGE_NUMBER_RE = compiled(
    r"[-–—]?\s*(?:(?:Trang|Page)\s+)?(\d{1,4})\s*(?:(?:/|of|trên)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_NUMBER_RE = compiled(r"\d+")
# The head of an appendix stands at the same height of every page that opens one.
_HEADING_RE = compiled(
    r"(?:phụ lục|biểu|mẫu|danh mục|chương|phần|mục|điều|[IVX]+\.|\d+\.|[a-zđ]\)|[-+]|[^:]*:$)", re.IGNORECASE
)
_STAMP_RE = compiled(
    r"(?:(?:ký bởi|người ký|thời gian ký|ngày ký|ký ngày|ký số bởi)\s*:"
    r"|signature (?:not )?(?:verified|valid)|digitally signed by|signed by\s*:)",
    re.IGNORECASE,
)
_STAMP_STARTS = frozenset("kKnNtTsSdD\u212a\u017f")  # without regard to case, the Kelvin sign is a k
_STAMP_LABEL_RE = compiled(
    r"(?:email|cơ quan|thời gian ký|ngày ký|reason|date|location|dn|tổ chức|chức vụ|mst)\s*:", re.IGNORECASE
)
_STAMP_TIME_RE = compiled(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}[ T]\d{1,2}:\d{2}:\d{2}(?:\s*(?:[+-]\d{2}[:']?\d{2}|Z))?")
_MARGIN = 0.12
"""The part of a page's height, at its top and bottom, where heads, feet and page numbers stand."""
_UNSURE = 70.0
"""Percent: below, text recognition may have read a speck."""

Aside = Mapping[tuple[int, int], str]
"""(page, index of the item) → why."""


def find_furniture(pages: Sequence[PageText], body: float) -> dict[int, dict[int, str]]:
    """All lines to set aside: number of the page → place in its items → why.

    `body` is the size of the body face in points.
    """
    out: dict[tuple[int, int], str] = {}
    lines = [_numbered(page) for page in pages]
    for page, numbered in zip(pages, lines, strict=True):
        for index in _stamps(numbered, body):
            out[page.number, index] = "signature stamp"
        for index, line in numbered:
            if line.confidence < _UNSURE and is_noise(line):
                out.setdefault((page.number, index), "scan noise")
    for number, index, why in _page_marks(pages, lines, out):
        out.setdefault((number, index), why)
    for page, numbered in zip(pages, lines, strict=True):
        for index in _footnotes(page, numbered, body, out):
            out.setdefault((page.number, index), "footnote")
    by_page: dict[int, dict[int, str]] = {}
    for (number, index), why in out.items():
        by_page.setdefault(number, {})[index] = why
    return by_page


Numbered = list[tuple[int, Line]]
"""Lines outside of tables with their place in `items` of the page."""


def _numbered(page: PageText) -> Numbered:
    return [(index, item) for index, item in enumerate(page.items) if isinstance(item, Line)]


def _page_marks(pages: Sequence[PageText], lines: Sequence[Numbered], aside: Aside) -> Iterator[tuple[int, int, str]]:
    """Page numbers and running heads: (page, index, why). `aside` is what was set aside before."""
    margins: list[tuple[PageText, int, Line]] = []
    for page, numbered in zip(pages, lines, strict=True):
        top, foot = _MARGIN * page.height, (1 - _MARGIN) * page.height
        outer = [(i, line) for i, line in numbered if line.y1 < top or line.y0 > foot]
        margins += [(page, i, line) for i, line in outer if (page.number, i) not in aside]
    why = dict.fromkeys(_running(margins), "running head")
    for page, index, line in margins:
        if _PAGE_NUMBER_RE.fullmatch(line.text.strip()):
            why[page.number, index] = "page number"
    known: dict[int, set[int]] = defaultdict(set)
    for number, index in (*aside, *why):
        known[number].add(index)
    for page in pages:
        for index in _outermost(page, known[page.number]):
            if (page.number, index) in why:
                yield page.number, index, why[page.number, index]


def is_noise(line: Line) -> bool:
    """A speck, a piece of the seal or of a signature that recognition took for a letter or two."""
    return line.confidence < _UNSURE and sum(map(str.isalnum, line.text)) < 4


def body_size(pages: Sequence[PageText]) -> float:
    """The size in which most letters are set."""
    faces: dict[float, int] = {}
    for page in pages:
        for line in lines_of(page):
            faces[line.size] = faces.get(line.size, 0) + len(line.text)
    letters: Counter[float] = Counter()
    for size, count in faces.items():
        letters[round(size * 2) / 2] += count
    return letters.most_common(1)[0][0] if letters else 14.0


def _outermost(page: PageText, wanted: Set[int]) -> set[int]:
    """Those of `wanted` that have none but their like between them and the edge of the page."""
    if not wanted:
        return set()
    tops = [item.middle if isinstance(item, Line) else item.y0 for item in page.items]
    ends = [item.middle if isinstance(item, Line) else item.y1 for item in page.items]
    others = [i for i in range(len(tops)) if i not in wanted]
    if not others:
        return set(wanted)
    top = min([(tops[i], ends[i], i) for i in others])
    end = min([(-ends[i], i) for i in others])
    return {i for i in wanted if (tops[i], ends[i], i) < top or (-ends[i], i) < end}


def _running(margins: Sequence[tuple[PageText, int, Line]]) -> Iterator[tuple[int, int]]:
    """The same words at the same height of three pages or more, their numbers counting with the pages."""
    places: dict[tuple[str, int], list[tuple[PageText, int, Line]]] = defaultdict(list)
    for page, index, line in margins:
        if not _HEADING_RE.match(line.text):
            places[_NUMBER_RE.sub("#", line.text), round(line.middle / 6)].append((page, index, line))
    for (words, _), found in places.items():
        numbers = {page.number for page, _, _ in found}
        span = max(numbers) - min(numbers) + 1
        if len(numbers) < 3 or len(numbers) < 0.4 * span:
            continue
        if "#" in words and len({line.text for _, _, line in found}) > 1 and not _counts_pages(found):
            continue
        for page, index, _ in found:
            yield page.number, index


def _counts_pages(found: Sequence[tuple[PageText, int, Line]]) -> bool:
    """The numbers that change are the page's own."""
    steps = {int(_NUMBER_RE.findall(line.text)[-1][:6]) - page.number for page, _, line in found}
    firsts = {int(_NUMBER_RE.findall(line.text)[0][:6]) - page.number for page, _, line in found}
    return len(steps) == 1 or len(firsts) == 1


def _stamps(lines: Numbered, body: float) -> set[int]:
    """Blocks of a digital signature: a label or a time of day to the second, and the small lines around it."""
    small = 0.9 * body
    taken = {
        i
        for i, line in lines
        if (line.text[:1] in _STAMP_STARTS and _STAMP_RE.match(line.text))
        or (line.size < small and _STAMP_TIME_RE.search(line.text))
    }
    grown = bool(taken)
    while grown:
        grown = False
        for i, line in lines:
            if i in taken or not (
                line.size < 0.85 * body or _STAMP_LABEL_RE.match(line.text) or _STAMP_TIME_RE.fullmatch(line.text)
            ):
                continue
            if any(_touches(line, other) for j, other in lines if j in taken):
                taken.add(i)
                grown = True
    return taken


def _touches(line: Line, other: Line) -> bool:
    """Directly above or below, in the same face."""
    gap = max(line.y0, other.y0) - min(line.y1, other.y1)
    overlap = min(line.x1, other.x1) - max(line.x0, other.x0)
    return gap < 0.5 * other.size and overlap > 0 and abs(line.size - other.size) < 0.15 * other.size


def _footnotes(page: PageText, numbered: Numbered, body: float, aside: Aside) -> Iterator[int]:
    """From the first small line that opens a footnote to the foot of the page."""
    if not any(line.note for _, line in numbered):
        return
    lines = [(i, line) for i, line in numbered if (page.number, i) not in aside]
    lines.sort(key=lambda pair: pair[1].y0)
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place][1]
        if line.size > 0.93 * body or line.y0 < 0.3 * page.height:
            break
        if line.note:
            start = place
    for index, _ in lines[start:]:
        yield index


def usual_pitch(tops: Sequence[float], sizes: Sequence[float]) -> float:
    """The distance from line to line inside paragraphs, in points."""
    steps = [step for step, size in zip(map(sub, tops[1:], tops), sizes, strict=False) if 0 < step < 3 * size]
    return median(steps) if steps else 1.3 * (sizes[0] if sizes else 14.0)
