"""Lines of running text to paragraphs: what a page, a web page or a column width cut is one again.

Guarantees:
 1. Every non-blank line is in exactly one paragraph, in order; a paragraph names its first and last line.
 2. A line joins the one before it only when it carries no marker and no label of its own.
 3. A page break (a blank line inside a sentence) is joined when the sentence shows it: it ends without a
    stop and goes on in lower case, or ends in a word that cannot end it.
 4. A marker alone on its line is joined to its words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from khcchc.actors import actor_scanner
from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.line_layout import PARAGRAPH_ENDS, measure_layout, unfinished
from khcchc.patterns import FirstOf

_YEAR_END_RE = compiled(r"(?:\d{4}|\d)$")
_NUMBER_START_RE = compiled(r"[-–]\s*\d{2,4}(?:\D|$)")
_YEAR_RE = compiled(r"(?:19|20)\d\d(?!\d)")
_FIGURE_RE = compiled(r"\d+(?![\d%])")
"""The number that a line end waits for; `100%` is of the next sentence."""
_CITED = ("Phụ lục", "phụ lục", "Nhiệm vụ ", "Hoạt động ", "Giải pháp ")
"""What has a number as a heading and where a sentence cites it."""
_CLOSING_RE = compiled(r"[^()\[\]]*[)\]]")
_BULLETS = "-–—+•"
_LAST_CLAUSE_RE = compiled(r"[;.]\s([^;.:]{3,40}:)$")
_BRACKET_LINES = 3
"""Lines that a bracket may run over before a page ends."""

_PAGE_WIDTHS = (70, 112)
"""The longest line of a text that was cut at a width."""
_NO_MARGIN = 1 << 30
_QUARTER_RE = compiled(r"(?:IV|I{1,3})(?:[.,;/]|\s|$)")
_NAME_LINES = 3
"""Lines of a heading that names agencies, at most."""
_ITEM_RE = compiled(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s+(?:(?:Đề nghị|Giao|Yêu cầu)\s+)?")
"""`3. Đề nghị Sở A`: what stands before the names in such a heading."""


class Paragraph(NamedTuple):
    """One paragraph of running text, on one line."""

    start: int
    end: int
    text: str
    bold: bool


class ParagraphJoiner:
    """Joins the lines of text blocks; built once for a document, since its layout decides."""

    def __init__(
        self, lines: Sequence[CleanLine], grammars: Grammars, *, complete: bool = False, soft: Collection[int] = ()
    ) -> None:
        """`complete` and `soft` are those of `SourceText`."""
        self._soft = frozenset(soft)
        hard = [line for line in lines if line.number not in self._soft]
        # A page that is cut by soft breaks all through has no paragraphs to judge by but its lines.
        judged = hard if 2 * len(hard) > len(lines) else lines
        self._layout = measure_layout(judged)
        longest = max((len(line.text) for line in judged), default=0)
        self._margin = longest if _PAGE_WIDTHS[0] <= longest <= _PAGE_WIDTHS[1] else _NO_MARGIN
        markers = grammars["markers"]
        self._markers = FirstOf(markers.patterns.values())
        self._titles = FirstOf(markers.giving("title"))
        roles = ("lead", "coordinating", "schedule", "deliverables", "content", "budget", "shortcoming", "remedy")
        self._labels = FirstOf(pattern for role in roles for pattern in grammars["fields"].giving(role))
        self._scanner = actor_scanner(grammars)
        joins = grammars["joins"]
        self._open_end = joins.pattern("open end")
        self._number_end = joins.pattern("number follows")
        self._label_cut = joins.pattern("label cut in two")
        self._hyphen_follows = joins.pattern("hyphen inside a name")
        self._starts = FirstOf(joins.giving("paragraph_start"))
        # A text that was cut at a width and then put in Word, a paragraph a line, is still a cut text.
        self._complete = complete and not (self._layout.wrapped and self._is_cut(judged))

    def join(self, lines: Sequence[CleanLine]) -> tuple[Paragraph, ...]:
        out: list[list[CleanLine]] = []
        gap = page = False
        for line in lines:
            if not line.text:
                gap, page = True, page or line.ends_page
                continue
            if out and (self._continues(out[-1], line, gap) or (page and self._runs_over(out[-1], line))):
                out[-1].append(line)
            else:
                out.append([line])
            gap = page = False
        return tuple(_paragraph(group) for group in out)

    def _continues(self, group: list[CleanLine], line: CleanLine, gap: bool) -> bool:
        before = group[-1].text
        if len(group) == 1 and self._is_bare_marker(before):
            return True
        if not gap and line.bold and group[-1].bold_goes_on and self._has_marker(group[0].text):
            return not self._has_marker(line.text)  # `**III. TỔ` ⏎ `CHỨC THỰC HIỆN**`
        if (gap or not self._layout.wrapped) and not unfinished(before) and not _is_in_brackets(group):
            return False
        if (gap or line.text[0].islower()) and self._titles.fits(before):
            return False  # `KẾ HOẠCH` over `thực hiện Chỉ thị …`: party documents write their titles small
        broken = self._is_broken_number(group, line.text)
        if not broken and (self._has_marker(line.text) or self._is_bare_marker(line.text)):
            return False
        if gap:
            return self._page_break(group, line)
        if self._complete and line.number not in self._soft:
            return False
        if not self._layout.wrapped:
            return unfinished(before) and (
                line.text[0].islower() or self._is_open(before, line.text) or self._at_margin(before, line.text)
            )
        if _is_in_brackets(group[-1:]) and _CLOSING_RE.match(line.text):
            return True  # `[Văn phòng;` ⏎ `phối hợp: Phòng Nghiệp vụ; 02 lần/năm]`
        if line.text[0].islower() and _is_in_brackets(group):
            return True  # `(Đơn vị thực hiện: Sở A;` ⏎ `đơn vị phối hợp: Sở B)`
        if self._is_label(line.text) or self._starts.fits(line.text):
            cut = line.text[0].islower() and self._label_cut.match(before)  # `…; Thời gian` ⏎ `hoàn thành: Quý I`
            on = line.text[0].islower() and before[-1] == ";" and ":" in before  # `phụ trách: A;` ⏎ `phối hợp: B`
            return bool(cut) or on or self._number_end.match(before) is not None
        if self._layout.begins(line) and line.text[0].isupper():
            return False
        if self._layout.spaced:
            return True
        return self._dense_continues(group, line)

    def _is_open(self, before: str, text: str) -> bool:
        """Whether a line ends in words that cannot end a paragraph: `… của`, `… trước ngày` ⏎ `15/12`."""
        return bool(self._open_end.match(before) or (_FIGURE_RE.match(text) and self._wants_number(before, text)))

    def _at_margin(self, before: str, text: str) -> bool:
        """Whether the line ends where its next word had no room, in a text whose longest line is that of a page."""
        return (
            len(before) >= 60
            and not self._is_label(text)
            and not self._starts.fits(text)
            and len(before) + 1 + len(text.partition(" ")[0]) > self._margin - 3
        )

    def _dense_continues(self, group: list[CleanLine], line: CleanLine) -> bool:
        """Paragraphs stand without blank lines between: length and punctuation must tell."""
        before = group[-1].text
        if line.bold and not group[-1].bold and line.text[0].isupper():
            return False
        if line.text[0].islower() or self._is_open(before, line.text):
            return True
        if _is_in_brackets(group[-1:]) and _CLOSING_RE.match(line.text):
            return True  # `báo cáo UBND tỉnh (qua Văn phòng` ⏎ `UBND tỉnh)`
        full = self._is_full(group, line)
        if full and self._is_duty_of(group, line.text):
            return False
        if before.endswith(PARAGRAPH_ENDS):
            ended = before.endswith((":", ";", "./.")) and not self._ends_in_label(before)
            return full and not ended
        return full and group[-1].bold == line.bold

    def _is_duty_of(self, group: list[CleanLine], text: str) -> bool:
        """`3. Ủy ban MTTQ tỉnh và các tổ chức chính trị - xã hội` ⏎ `Phối hợp tuyên truyền …`: a name, and its duty."""
        if len(group) > _NAME_LINES or text.isupper() or not self._scanner.begins_duty(text):
            return False
        names = _ITEM_RE.sub("", " ".join(line.text for line in group))
        actors = self._scanner.read(names, listed=True) if names != group[0].text else None
        return actors is not None and actors.stop == "end"

    def _gives_work(self, text: str) -> bool:
        """`1. Sở Nội vụ xây dựng Kế hoạch`: an agency and what it does, and no title."""
        actors = self._scanner.read(_ITEM_RE.sub("", text))
        return actors is not None and actors.stop == "verb"

    def _runs_over(self, group: list[CleanLine], line: CleanLine) -> bool:
        """`… gửi Văn phòng`, a page number, `HĐND và UBND xã …`: the line is full, and no sentence ends there."""
        before = group[-1].text
        if not self._layout.wrapped or not unfinished(before) or before.isupper() or line.text.isupper():
            return False
        if group[-1].bold != line.bold or self._has_marker(line.text) or self._is_label(line.text):
            return False
        if len(group) == 1 and before[0] not in _BULLETS and self._has_marker(before) and not self._gives_work(before):
            return False  # a title of one line: what stands on the next page is its text
        return self._is_full(group, line) and not self._starts.fits(line.text) and not self._titles.fits(before)

    def _is_full(self, group: list[CleanLine], line: CleanLine) -> bool:
        """Whether the width cut the last line where its next word had no room; a paragraph ends where it ends."""
        room = self._layout.first if len(group) == 1 else self._layout.width
        return self._layout.length(group[-1]) + 1 + len(line.text.partition(" ")[0]) > room - 3

    def _page_break(self, group: list[CleanLine], line: CleanLine) -> bool:
        before = group[-1].text
        if self._is_label(line.text):
            return False
        if _is_in_brackets(group) and line.text[0].islower() and _CLOSING_RE.match(line.text):
            return True  # `(Sở A chủ trì;` before a page number, `hoàn thành trong quý I).` behind it
        if not unfinished(before):
            return False
        if line.text[0].islower():
            return True
        if group[-1].bold and not line.bold:
            return False  # `**2. Ký số**` over a paragraph: a sentence that a page cuts keeps its emphasis
        if self._is_open(before, line.text) and not line.text.isupper():
            return True
        # A heading in bold that a conversion cut in two paragraphs, both in bold.
        return (
            self._layout.wrapped
            and line.bold
            and group[0].bold
            and before[-1] not in PARAGRAPH_ENDS
            and self._has_marker(group[0].text)
            and not line.text.isupper()
        )

    def _is_cut(self, lines: Sequence[CleanLine]) -> bool:
        """Do sentences run over line ends? `a)` begins in lower case too, but goes on from nothing."""
        filled = [line.text for line in lines if line.text]
        cut = sum(
            len(a) > 20 and unfinished(a) and b[0].islower() and not self._has_marker(b) for a, b in pairwise(filled)
        )
        return cut > 0.08 * len(filled)

    def _has_marker(self, text: str) -> bool:
        return bool(self._markers.fits(text))

    def _is_bare_marker(self, text: str) -> bool:
        if len(text) > 6:
            return False
        return any(
            (m := p.match(text)) and not text[m.end("marker") :].strip()
            for p in self._markers.patterns
            if "marker" in p.re.groupindex
        )

    def _is_label(self, text: str) -> bool:
        if text[0] == "[" and "]:" in text[:70]:
            return True
        return ":" in text[:70] and bool(self._labels.fits(text))

    def _ends_in_label(self, text: str) -> bool:
        """`…; Thời gian:` at the end of a line, its value on the next."""
        clause = _LAST_CLAUSE_RE.search(text)
        return clause is not None and bool(self._labels.fits(clause[1]))

    def _is_broken_number(self, group: list[CleanLine], text: str) -> bool:
        """`giai đoạn 2021` ⏎ `- 2025`, `Tư pháp` ⏎ `- Hộ tịch` are no bullets; `Điều` ⏎ `5.`, `số` ⏎ `12.` no items."""
        before = group[-1].text
        if text.startswith(_CITED):
            return bool(self._open_end.match(before))  # `… đã được giao tại` ⏎ `Phụ lục II.`
        wide = self._layout.wrapped and len(before) > self._layout.width * 0.5
        if text[0] in _BULLETS:
            if wide and unfinished(before) and self._hyphen_follows.match(f"{before[-40:]}\n{text[:40]}"):
                return True
            if wide and self._is_full_name(before, text) and self._is_label(group[0].text):
                return True
            return bool(_NUMBER_START_RE.match(text)) and bool(_YEAR_END_RE.search(before))
        if before.endswith((" quý", " Quý")) and _QUARTER_RE.match(text):
            return True
        return wide and text[0].isdigit() and self._wants_number(before, text)

    def _wants_number(self, before: str, text: str) -> bool:
        """`trước ngày` ⏎ `15/12`; `cuối năm` ends a sentence as well, and goes on only with a year."""
        year = before.endswith(" năm") and _YEAR_RE.match(text)
        return (year is not None and year is not False) or self._number_end.match(before) is not None

    def _is_full_name(self, before: str, text: str) -> bool:
        """`Đơn vị thực hiện: Đội Kê khai` ⏎ `- Kế toán thuế`: a name, and no room for its dash on the line."""
        full = len(before) + 2 > self._layout.width and unfinished(before)
        if not full or not any(word[0].isupper() for word in before.split()[-2:]) or not text[1:3].strip().isupper():
            return False
        words = text[1:].lstrip()
        part = " - " in words or not self._scanner.opens(words)  # a part of a name, and no bullet of another agency
        return part and not self._scanner.holds_verb(words[0].lower() + words[1:])


def _is_in_brackets(group: list[CleanLine]) -> bool:
    """Whether a bracket is open behind the last lines of a paragraph."""
    for line in reversed(group[-_BRACKET_LINES:]):
        opened = max(line.text.rfind("("), line.text.rfind("["))
        closed = max(line.text.rfind(")"), line.text.rfind("]"))
        if opened != closed:  # one of them stands here
            return opened > closed
    return False


def _paragraph(group: list[CleanLine]) -> Paragraph:
    first = group[0]
    if len(group) == 1:
        bold = first.bold and any(map(str.isalnum, first.text))
        return Paragraph(first.number, first.number, first.text.strip(), bold)
    text = " ".join([line.text.strip() for line in group])
    return Paragraph(first.number, group[-1].number, text, _is_bold(group))


def _is_bold(group: list[CleanLine]) -> bool:
    """Whether all of its words are in bold."""
    words = [line for line in group if any(c.isalnum() for c in line.text)]
    return bool(words) and all(line.bold for line in words)
