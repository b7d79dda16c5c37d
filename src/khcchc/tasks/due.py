"""When the work of a sentence is due: by its words, in its brackets, behind a label, or after an event.

Guarantee: the dates of cited documents, and the days that figures are counted from, are no schedule.
"""

from __future__ import annotations

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import FirstOf, Match, first_match, fits_any
from khcchc.tasks.found import FoundField

_CLAUSE_END_RE = compiled(r"[;,]")
_CLAUSE_RE = compiled(r"[;.]\s+")
_LABEL_START_RE = compiled(r"[;.,]\s+(?=[^:;.,]{3,40}:)")
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
        self._ended_in_a_year = prose.giving("ended_in_a_year")
        self._told_of_a_year = prose.giving("told_of_a_year")
        self._finished = prose.giving("finished")
        self._spans = prose.giving("sentence_span")
        self._no_spans = prose.giving("no_span")
        self._events = prose.giving("sentence_event")
        self._labels = grammars["fields"].giving("schedule")
        self._times = grammars["tables"].giving("cell_time")
        self._rhythms = prose.giving("rhythm")
        self._headings = FirstOf(prose.giving("time_heading"))

    def read(self, node: Node, lead: str = "") -> FoundField | None:
        """The words that say when the work of the sentence is due; dates of cited documents are none.

        Nor are those that tell which agencies lead: `Các xã có tỷ lệ giải ngân đến hết tháng 6 dưới 40% báo cáo …`.
        """
        match = first_match(self._deadline, node.text)
        if match is not None and self._tells_which(node.text, match, lead):
            later = (m for p in self._deadline for m in p.re.finditer(node.text, match.end()))
            match = next((m for m in later if not self._tells_which(node.text, m, lead)), None)
        words = self._labelled(node.text) or (match[0] if match else self._bracketed(node.text))
        words = words or self._span(node.text) or self._event(node.text) or self._weak(node.text)
        return FoundField(words, node.start, node.end) if words else None

    def finished_by(self, node: Node) -> FoundField | None:
        """Of the words that say when, only `hoàn thành trước 30/4`: other days in a title are of its matter."""
        due = self.read(node)
        return due if due is not None and fits_any(self._finished, due.text) else None

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
        if not self._headings.fits(node.text):
            return None
        return FoundField(node.text.strip(" :."), node.start, node.end, inherited=True)

    def recurs(self, text: str) -> bool:
        """`Sở A báo cáo hằng quý`, `kiểm tra định kỳ`: it has a rhythm of its own."""
        return fits_any(self._rhythms, text)

    def ahead(self, text: str) -> int:
        """Where a deadline that opens the sentence ends; 0 where none does."""
        return next((m.end() for p in self._deadline if (m := p.re.match(text))), 0)

    def _tells_which(self, text: str, match: Match, lead: str) -> bool:
        """Whether the words say which agency or which things are meant, and not when."""
        return match[0] in lead or self._tells_of_a_year(text, match)

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
        before = text[max(0, match.start() - _MAX_CLAUSE) : match.start()] if match else ""
        if match is None or fits_any(self._no_deadlines, before):
            return None
        ended = fits_any(self._ended_in_a_year, before) and not fits_any(self._told_of_a_year, before)
        return match[0] if ended or not match["year"] else None

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
