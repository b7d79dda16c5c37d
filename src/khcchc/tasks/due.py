"""When the work of a sentence is due: by its words, in its brackets, behind a label, or after an event.

Guarantee: the dates of cited documents, and the days that figures are counted from, are no schedule.
"""

from __future__ import annotations

import re

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import FirstOf, Match, first_match, fits_any
from khcchc.tasks.found import FoundField

_CLAUSE_END_RE = compiled(r"[;,]")
_CLAUSE_RE = compiled(r"[;.]\s+")
_LABEL_START_RE = compiled(r"[;.,]\s+(?=[^:;.,]{3,40}:)")
_DAY_RE = compiled(r"ngày\s|thứ\s|\d/\d")
_YEAR_RE = compiled(r"\d{4}")
_GOES_ON_RE = compiled(r"(?:,|\s+và)\s(?P<words>[^,;.:()]{0,80})")
_OF_ANOTHER_RE = compiled(r"(?<!\w)(?:theo|ban hành|công văn|quyết định|dự án|hồ sơ|sinh)(?!\w)", re.IGNORECASE)
"""Between two times: the second is that of a document or a thing."""
_SAME_CLAUSE_RE = compiled(r",?[^,;.]*(?<!đến )")
_MAX_CLAUSE = 420
"""Characters of one clause: in so many the words of its label, or what its dates belong to are sought."""


class DueReader:
    """Finds the words that say when; built once for a document."""

    def __init__(self, grammars: Grammars) -> None:
        prose = grammars["assignment"]
        self._brackets = prose.giving("bracketed")
        self._bracket_time = prose.giving("bracket_time")
        self._deadline = prose.giving("sentence_deadline")
        self._weak_deadlines = prose.giving("weak_deadline")
        self._no_deadlines = prose.giving("no_deadline")
        self._of_the_matter = prose.giving("day_of_the_matter")
        self._ended_in_a_year = prose.giving("ended_in_a_year")
        self._told_of_a_year = prose.giving("told_of_a_year")
        self._finished = prose.giving("finished")
        self._spans = prose.giving("sentence_span")
        self._no_spans = prose.giving("no_span")
        self._events = prose.giving("sentence_event")
        self._labels = grammars["fields"].giving("schedule")
        self._times = grammars["tables"].giving("cell_time")
        self._rhythms = prose.giving("rhythm")
        self._groups = prose.giving("time_of_group")
        self._bare_day = prose.pattern("a bare day").re
        self._of_period = prose.pattern("part of a period").re
        self._headings = FirstOf(prose.giving("time_heading"))

    def read(self, node: Node, lead: str = "") -> FoundField | None:
        """The words that say when the work of the sentence is due; dates of cited documents are none.

        Nor are those that tell which agencies lead: `Các xã có tỷ lệ giải ngân đến hết tháng 6 dưới 40% báo cáo …`.
        """
        match = first_match(self._deadline, node.text)
        if match is not None and self._tells_which(node.text, match, lead):
            match = self._later(node.text, match, lead)
        if match is not None and match.end() < len(node.text) and self._is_rhythm(match):
            return self._day_of_rhythm(node, match, lead)
        text = node.text
        told = self._up_to(text, match, self._later(text, match, lead)) if match else self._bracketed(text)
        words = self._labelled(node.text) or told
        words = words or self._span(node.text) or self._event(node.text) or self._weak(node.text)
        return FoundField(words, node.start, node.end) if words else None

    def _later(self, text: str, match: Match, lead: str) -> Match | None:
        """The next deadline behind this one that tells when."""
        later = (m for p in self._deadline for m in p.re.finditer(text, match.end()))
        return next((m for m in later if not self._tells_which(text, m, lead)), None)

    def _up_to(self, text: str, first: Match, later: Match | None) -> str:
        """`thí điểm trong quý II, mở rộng trong quý IV`: the words of a time, and of one that goes on with it."""
        return first[0] if later is None or not self._goes_on(text, first, later) else text[first.start() : later.end()]

    def _goes_on(self, text: str, first: Match, later: Match) -> bool:
        """Whether a further time of the clause is one of the same work: no other agency, no document between them."""
        between = text[first.end() : later.start()]
        joint = _GOES_ON_RE.fullmatch(between)
        if joint is None or joint["words"][:1].isupper() or _OF_ANOTHER_RE.search(joint["words"]):
            return False
        verb = later[0].partition(" trước ")[0]
        return not fits_any(self._told_of_a_year, between + verb)

    def _is_rhythm(self, match: Match) -> bool:
        """Whether the words are `Hằng tháng`, `Định kỳ hằng quý` at the beginning, and no day in them."""
        return match.start() == 0 and _DAY_RE.search(match[0]) is None and fits_any(self._rhythms, match[0])

    def _day_of_rhythm(self, node: Node, match: Match, lead: str) -> FoundField:
        """`Hằng tháng, UBND các xã báo cáo trước ngày 20`: the day stands behind the work, the rhythm before it."""
        later = self._later(node.text, match, lead) or self._bare_day.search(node.text, match.end())
        if later is None or not _SAME_CLAUSE_RE.fullmatch(node.text, match.end(), later.start()):
            return FoundField(match[0], node.start, node.end)
        words = later[0]
        if not fits_any(self._rhythms, words) and not self._of_period.search(words):
            # A single day of a year does not come again, and one of a month comes once a year.
            once = _YEAR_RE.search(words) or (_DAY_RE.search(words[-5:]) and "năm" not in match[0])
            words = match[0] if once else f"{match[0]}, {words}"
        return FoundField(words, node.start, node.end)

    def finished_by(self, node: Node) -> FoundField | None:
        """Of the words that say when, only `hoàn thành trước 30/4`, `hạn: 30/4`: others in a title are its matter."""
        due = self.read(node)
        named = due is not None and (fits_any(self._finished, due.text) or self._labelled(node.text) == due.text)
        return due if named else None

    def in_brackets(self, node: Node) -> FoundField | None:
        """`Rà soát văn bản (hoàn thành trước ngày 15/8/2026).`, whoever does it."""
        words = self._bracketed(node.text)
        return FoundField(words, node.start, node.end) if words else None

    def piece(self, words: str) -> str | None:
        """The words of time in one piece of a bracket: `hoàn thành trong Quý II`, `thời gian: tháng 3`."""
        if fits_any(self._times, words):
            return words
        match = first_match(self._bracket_time, words)
        if match is None or not fits_any(self._times, match["time"] or match["when"]):
            return None
        return match["time"] or words

    def inside(self, words: str) -> str | None:
        """A deadline inside other words: `phối hợp với các đơn vị thực hiện trong quý III/2019`."""
        match = first_match(self._deadline, words)
        return None if match is None or fits_any(self._no_deadlines, words[: match.start()]) else match[0]

    def of_heading(self, node: Node) -> FoundField | None:
        """`Quý II/2026` over a list of work: the time of all that stands below and says none."""
        if self._headings.fits(node.text):
            return FoundField(node.text.strip(" :."), node.start, node.end, inherited=True)
        group = first_match(self._groups, node.text) if node.kind == "group" else None
        return FoundField(group["time"], node.start, node.end, inherited=True) if group is not None else None

    def recurs(self, text: str) -> bool:
        """`Sở A báo cáo hằng quý`, `kiểm tra định kỳ`: it has a rhythm of its own."""
        return fits_any(self._rhythms, text)

    def ahead(self, text: str) -> int:
        """Where a deadline that opens the sentence ends; 0 where none does."""
        return next((m.end() for p in self._deadline if (m := p.re.match(text))), 0)

    def _tells_which(self, text: str, match: Match, lead: str) -> bool:
        """Whether the words say which agency or which things are meant, and not when."""
        before = text[max(0, match.start() - _MAX_CLAUSE) : match.start()]
        of_the_matter = match[0].startswith("trước ") and fits_any(self._of_the_matter, before)
        return match[0] in lead or of_the_matter or self._tells_of_a_year(text, match)

    def _tells_of_a_year(self, text: str, match: Match) -> bool:
        """`quyết toán các dự án hoàn thành trong năm 2025`: which of them are meant."""
        verb, within, _ = match[0].partition(" trong năm ")
        before = text[max(0, match.start() - _MAX_CLAUSE) : match.start()]
        return bool(within) and fits_any(self._told_of_a_year, before + verb)

    def _event(self, text: str) -> str | None:
        """`… phân tích kết quả ngay sau khi Bộ Nội vụ công bố.`"""
        match = first_match(self._events, text)
        return match[0].rstrip(" /") if match else None

    def _weak(self, text: str) -> str | None:
        """`… tổ chức sơ kết vào quý IV năm 2025`; not `… các sai phạm phát hiện vào năm 2024`."""
        match = first_match(self._weak_deadlines, text)
        if match is None or not self._says_when(text, match):
            return None
        later = next((m for p in self._weak_deadlines for m in p.re.finditer(text, match.end())), None)
        return self._up_to(text, match, later if later is not None and self._says_when(text, later) else None)

    def _says_when(self, text: str, match: Match) -> bool:
        """Whether words that as often tell of the matter say when the work is due."""
        before = text[max(0, match.start() - _MAX_CLAUSE) : match.start()]
        if fits_any(self._no_deadlines, before):
            return False
        ended = fits_any(self._ended_in_a_year, before) and not fits_any(self._told_of_a_year, before)
        return ended or not match["year"]

    def _span(self, text: str) -> str | None:
        """`… treo băng rôn từ ngày 01/11 đến ngày 15/11`; days that figures and reports are counted from are none."""
        for pattern in self._spans:
            for match in pattern.re.finditer(text):
                before = _CLAUSE_END_RE.split(text[max(0, match.start() - _MAX_CLAUSE) : match.start()])[-1]
                if not fits_any(self._no_spans, before):
                    return match[0]
        return None

    def _bracketed(self, text: str) -> str | None:
        """`Sở A rà soát văn bản (thực hiện thường xuyên).`"""
        match = first_match(self._brackets, text)
        return self.piece(match["inner"].strip(" .;")) if match else None

    def _labelled(self, text: str) -> str | None:
        """`Sở A chủ trì …; thời gian thực hiện: thường xuyên.`: a label behind the sentence says when."""
        for start in _LABEL_START_RE.finditer(text) if ":" in text else ():
            clause = _CLAUSE_RE.split(text[start.end() : start.end() + _MAX_CLAUSE], maxsplit=1)[0]
            match = first_match(self._labels, clause)
            if match and (value := match["value"].strip(" .;)")):
                return value
        return None
