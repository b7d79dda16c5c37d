"""Lines of a page to paragraphs, by geometry: where the next word would have fitted, a paragraph ended.

Guarantees:
 1. Every line is in exactly one paragraph, in order.
 2. A paragraph cut by a page break is one again; what was set aside between its parts stays aside.
 3. Columns are never joined across.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import sub
from typing import NamedTuple

from khcchc.read.pdf_furniture import usual_pitch
from khcchc.read.pdf_lines import CellLines, Line, PageText, ends_in_hyphen, glue, has_marker, is_bare_marker

_STOPS = (".", ";", ":", "!", "?", "…")
_INDENT = 6.0
"""Points: less is no indentation."""
_PLAY = 2.0
"""Points by which a word may be wider than it looks."""


class Frame(NamedTuple):
    """The body of a page: its edges, the pitch of its lines, and whether its paragraphs are indented."""

    left: float
    right: float
    pitch: float
    indented: bool


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph. `tight`: no blank line before it, as between the lines of a title."""

    lines: list[Line]
    page: int
    frame: Frame
    column: bool
    tight: bool
    text: str

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.text = glue(self.text, line.text)

    @property
    def bold(self) -> bool:
        return self.lines[0].bold and all(line.bold for line in self.lines)

    @property
    def confidence(self) -> float:
        return min([line.confidence for line in self.lines])


def measure_frame(page: PageText, aside: Iterable[int], before: Frame | None) -> Frame:
    """The frame of one page; a page of few lines takes that of the page before."""
    skip = {*aside, *page.columns}
    items = [item for i, item in enumerate(page.items) if i not in skip] if skip else page.items
    lines = [item for item in items if isinstance(item, Line)]
    texts, lefts, tops, rights, _, sizes, *_ = zip(*lines, strict=True) if lines else ((),) * 6
    widths = list(map(sub, rights, lefts))
    least = 0.35 * page.width
    wide = [width > least for width in widths]
    if sum(wide) < 4 and before is not None:
        return before
    if not any(wide):
        return Frame(0.12 * page.width, 0.92 * page.width, 18.0, True)
    left = _usual_left(list(compress(lefts, wide)))
    right = _usual_right(sorted(compress(rights, wide)))
    marked = [i for i, is_marked in enumerate(map(has_marker, texts)) if is_marked]
    opened = [lefts[i] for i in marked if widths[i] > 0.2 * page.width]
    indented = before.indented if before else True
    if opened:
        inside = sum([x0 > left + _INDENT for x0 in opened])
        indented = inside > 0.6 * len(opened) and _hanging(lefts, marked) <= 0.3 * len(opened)
    return Frame(left, right, usual_pitch(tops, sizes), indented)


def _usual_right(rights: Sequence[float]) -> float:
    """The edge that most lines come up to, given their ends in order."""
    ends = _places(rights)
    count, end = max(zip(ends.values(), ends, strict=True))
    return max(end * 4.0 + 2 if count >= 3 else rights[-1], rights[int(0.9 * (len(rights) - 1))])


def _usual_left(lefts: Sequence[float]) -> float:
    starts = _places(lefts)
    return min([start for start, count in starts.items() if count >= 2] or starts) * 4.0


def _places(xs: Sequence[float]) -> dict[int, int]:
    """How many of the edges stand at each place of 4 points. For few numbers a `Counter` takes longer to make."""
    places: dict[int, int] = {}
    for place in map(round, [x / 4 for x in xs]):
        places[place] = places.get(place, 0) + 1
    return places


def _hanging(lefts: Sequence[float], marked: Sequence[int]) -> int:
    """How many of the lines that open with a marker are followed by one without, and further in."""
    opening = {*marked, len(lefts)}
    return sum([lefts[i] < lefts[i + 1] - _INDENT for i in marked if i + 1 not in opening])


def join_lines(
    lines: Sequence[tuple[Line, bool]], page: PageText, frame: Frame, before: Paragraph | None
) -> list[Paragraph]:
    """The paragraphs that begin on this page. `before` may still go on: the first lines are then added to it.

    `lines` are the lines with whether they stand in a column of a band.
    """
    out: list[Paragraph] = []
    current = before
    number, width = page.number, page.width
    for line, column in lines:
        tight = False
        if current is not None:
            if current.column == column and _continues(current, line, frame, width, crossing=current is before):
                current.add(line)
                continue
            tight = bool(out) and _is_tight(current, line, column, width)
        current = Paragraph([line], number, frame, column, tight, line.text)
        out.append(current)
    return out


def _continues(paragraph: Paragraph, line: Line, frame: Frame, width: float, *, crossing: bool) -> bool:
    lines = paragraph.lines
    last, text = lines[-1], line.text
    before, size = last.text, last.size
    if paragraph.column:
        near = 0 < line.y0 - last.y0 < 1.6 * size and abs(line.size - size) < 1
        return near and not crossing and _is_lower(text) and not before.endswith(_STOPS)
    if len(before) <= 8 and len(lines) == 1 and is_bare_marker(before) and not crossing and not _is_lower(text):
        return True
    if before[-1:] == "-" and ends_in_hyphen(before, text) and (crossing or line.y0 - last.y0 < 2 * frame.pitch):
        return True
    room = (paragraph.frame if crossing else frame).right - last.x1
    ragged = 3.0 if last.confidence < 100 else 0.0  # the edge of a scan is not quite straight
    # The first word of the line would have fitted behind `last`: a word takes more than its play.
    if room >= _PLAY and room >= first_word(line) + ragged:
        return False
    if abs(line.size - size) > 0.12 * size:
        return False
    lower = _is_lower(text)
    if crossing:
        return _continues_over_page(paragraph, line, frame, lower=lower)
    step = line.y0 - last.y0
    usual = lines[1].y0 - lines[0].y0 if len(lines) > 1 else frame.pitch
    if step > 1.3 * max(usual, 0.8 * frame.pitch) and not (lower and step < 2 * frame.pitch):
        return False
    # Most lines begin too far out to be centered.
    inner = line.x0 > frame.left + 2 * _INDENT
    if inner and _is_centered(line, frame, width) and _is_centered(last, frame, width):
        return not before.endswith(_STOPS) and before.isupper() == text.isupper()
    return _keeps_edge(paragraph, line, frame, lower=lower, stopped=before.endswith(_STOPS))


def _is_lower(text: str) -> bool:
    """The line goes on in the middle of a sentence."""
    return text[:1].islower() and not has_marker(text)


def _keeps_edge(paragraph: Paragraph, line: Line, frame: Frame, *, lower: bool, stopped: bool) -> bool:
    """Whether the left edge of `line` is that of a following line of the paragraph."""
    last = paragraph.lines[-1]
    shift = line.x0 - last.x0
    if len(paragraph.lines) > 1:
        back = shift < 0 and abs(line.x0 - frame.left) <= _INDENT
        return abs(shift) <= _INDENT or lower or (back and not has_marker(line.text))
    if shift < -_INDENT:
        return frame.indented or not has_marker(line.text)
    if shift > _INDENT:
        return (has_marker(last.text) and shift < 60 and not has_marker(line.text)) or lower
    if lower:
        return True
    if has_marker(line.text):
        return False
    if frame.indented and last.x0 > frame.left + _INDENT:
        return False
    return not stopped or not frame.indented


def _continues_over_page(paragraph: Paragraph, line: Line, frame: Frame, *, lower: bool) -> bool:
    last = paragraph.lines[-1]
    if lower:
        return True
    if has_marker(line.text) and not (frame.indented and line.x0 <= frame.left + _INDENT):
        return False
    if last.text.endswith(("./.", ":")):
        return False
    if frame.indented:
        return line.x0 <= frame.left + _INDENT
    return not last.text.endswith(_STOPS)


def _is_centered(line: Line, frame: Frame, width: float) -> bool:
    if line.x0 <= frame.left + 2 * _INDENT:
        return False
    middle, center = (frame.left + frame.right) / 2, line.center
    return min(abs(center - middle), abs(center - width / 2)) < 0.02 * width


def _is_tight(before: Paragraph, line: Line, column: bool, width: float) -> bool:
    """Lines of a letterhead, a title or a list of recipients follow each other without a blank line."""
    last = before.lines[-1]
    if column != before.column or not 0 < line.y0 - last.y0 < 1.8 * max(last.size, line.size):
        return False
    if column:
        return True
    return _is_centered(last, before.frame, width) and _is_centered(line, before.frame, width)


def cell_paragraphs(lines: Sequence[Line], room: float) -> list[tuple[str, bool]]:
    """The paragraphs of one cell and whether they stand in bold; `room` is how wide a line of it can be."""
    out = [(lines[0].text, lines[0].bold)]
    for last, line in pairwise(lines):
        bullet = line.text[:2] in ("- ", "+ ", "• ") and not line.text[2:3].isdigit()
        if (not bullet and room - (last.x1 - last.x0) < first_word(line)) or (
            _is_lower(line.text) and not last.text.endswith(_STOPS)
        ):
            out[-1] = (glue(out[-1][0], line.text), out[-1][1] and line.bold)
        else:
            out.append((line.text, line.bold))
    return out


def cell_room(cell: CellLines) -> float:
    """How wide a line of the cell can be: its width without margins, or what its widest line shows."""
    left = min([line.x0 for line in cell.lines])
    return max(max([line.x1 for line in cell.lines]) - left, cell.width - 14)


def first_word(line: Line) -> float:
    """The width of the first word with the space before it, and some play."""
    text = line.text
    letters = text.find(" ")
    if letters < 0:
        letters = len(text)
    return (letters + 1) * (line.x1 - line.x0) / (len(text) or 1) + _PLAY
