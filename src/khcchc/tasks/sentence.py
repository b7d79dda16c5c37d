"""One sentence that gives work: who leads, who helps, by when, in whichever place the drafter put it."""

from __future__ import annotations

import re
from typing import NamedTuple

from khcchc.actors import ActorScanner
from khcchc.grammar import FirstOf, Grammars, Match, Pattern
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.tasks.found import FoundField

_CUT_RE = compiled(r"[,;:]\s*|\.(?=\s)")
_CLAUSE_RE = compiled(r"[;.]\s+")
_LABEL_START_RE = compiled(r"[;.,]\s+(?=[^:;.,]{3,40}:)")
_TOPIC_RE = compiled(r"(?:đối với|về|riêng)\s[^:.;]{3,160}:\s+", re.IGNORECASE)
"""`Đối với việc kiểm tra, giám sát: Thanh tra huyện …`: the colon ends the clause, whatever verbs it holds."""
_NAMED_TOPIC_RE = compiled(r"[^:.;,()]{3,60}:\s+")
_LED_TOPIC_RE = compiled(r"[^:.;]{3,200}:\s+")
_WORK_RE = compiled(r"[^:.()]{8,300}:\s+(?=[A-ZĐ]|các\s)")
_PIECE_RE = compiled(r"[;,]\s*")
_APPOSITION_RE = compiled(r"\s*\([^()]*\s[^()]*\)$")
_REGULARLY_RE = compiled(r"(?:định kỳ|thường xuyên|kịp thời)(?:\s+(?:hằng|hàng)\s+\w+)?", re.IGNORECASE)
_SENTENCE_END = (". ", ".\n")
_MAX_CLAUSE = 420
"""Characters of one clause: in so many its subject, the words of its label, or what its dates belong to are sought."""


class Reading(NamedTuple):
    """A sentence and its agency: where the name ends, and what stopped it (see `actors.Actors.stop`)."""

    lead: FoundField
    coordinating: FoundField | None
    stop: str
    rest: int
    why: str
    schedule: FoundField | None = None


class SentenceReader:
    """Reads the words of nodes; built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self._orders = prose.giving("order") + prose.giving("duty_heading")
        self._handovers = prose.giving("handed")
        self._requests = prose.giving("request")
        self._no_work_topics = FirstOf(prose.giving("no_task_section") + prose.giving("report"))
        self._lead_ins = FirstOf(prose.giving("lead_in"))
        self._openers = self._orders + prose.giving("advice")
        self._clauses = prose.giving("opening_clause")
        self._partners = prose.giving("partner")
        self._subjects = prose.giving("partner_subject")
        self._brackets = prose.giving("bracketed")
        self._bracket_duty = prose.giving("bracket_duty")
        self._bracket_partners = prose.giving("bracket_partner")
        self._bracket_time = prose.giving("bracket_time")
        self._deadline = prose.giving("sentence_deadline")
        self._finished = prose.giving("finished")
        self._spans = prose.giving("sentence_span")
        self._no_spans = prose.giving("no_span")
        self._events = prose.giving("sentence_event")
        self._time_labels = grammars["fields"].giving("schedule")
        self._difficulties = prose.pattern("difficulties")
        self._times = grammars["tables"].giving("cell_time")
        self._read: dict[Node, Reading | None] = {}

    def read(self, node: Node) -> Reading | None:
        """The agency that opens the words of a node: after an order, at once, or behind an opening clause."""
        if node not in self._read:  # a heading is asked for itself, for its list and for what stands under it
            self._read[node] = self._opening(node)
        return self._read[node]

    def _opening(self, node: Node) -> Reading | None:
        for pattern in self._openers:
            if match := pattern.match(node.text):
                reading = self._actors(node, match.end(), pattern.rule.id, listed=True)
                if reading is not None:
                    return reading
        reading = self._actors(node, 0, "an agency opens the sentence")
        if reading is not None:
            return self._asked(node, reading) or reading
        behind = next((r for p in self._clauses if (r := self._behind_clause(node, p)) is not None), None)
        return behind or self._handed(node) or self._behind_topic(node) or self._behind_work(node)

    def _behind_topic(self, node: Node) -> Reading | None:
        """`b) Tuyến xã: UBND các xã kiểm tra …`: the words before the colon say of what; aims give no work."""
        topic = _LED_TOPIC_RE.match(node.text) if node.label is None else None
        if topic is None or self._no_work_topics.fits(node.text):
            return None
        led = not (node.marker and _NAMED_TOPIC_RE.match(node.text))
        if led and any(p.match(node.text) for p in self._partners):
            return None  # `Phối hợp với các cơ quan: Sở A, Sở B tham mưu …` names partners
        name = node.text[topic.end() :]
        if not name[:1].isupper() or name.lower().startswith("các "):
            return None  # `Nhiệm vụ chung: Các sở, ngành …` speaks to everybody
        reading = self._actors(node, topic.end(), "an agency behind a topic", bare=False)
        if reading is None or reading.stop != "verb":
            return None
        # A long topic, or one in a paragraph without a marker, is one where the agency leads: `…: Sở A chủ trì`.
        return reading if not led or self._duty_at(node.text, reading.rest) else None

    def _behind_work(self, node: Node) -> Reading | None:
        """`4. Treo băng rôn, phát tờ rơi: UBND các xã thực hiện trong tháng 3.`: the work first, then who does it."""
        work = _WORK_RE.match(node.text) if node.marker and node.label is None else None
        if work is None or not self._scanner.begins_work(node.text[0].lower() + node.text[1:], 0):
            return None
        reading = self._actors(node, work.end(), "an agency behind its work", bare=False)
        if reading is None or reading.stop != "verb" or self.partner(node, 0) is not None:
            return None  # `Chủ trì, phối hợp với các cơ quan: Sở A, Sở B tham mưu …` names partners
        return reading._replace(rest=0) if self._duty_at(node.text, reading.rest) else None

    def _handed(self, node: Node) -> Reading | None:
        """`Việc thẩm định do Sở A chủ trì`, `… được giao cho Sở A`, `…; giao Sở A thực hiện`: the agency comes last."""
        for pattern in self._handovers:
            match = pattern.re.match(node.text)
            reading = self._actors(node, match.end(), pattern.rule.id, listed=True) if match else None
            if reading is not None:
                return reading._replace(stop="verb", rest=0)
        return None

    def _asked(self, node: Node, reading: Reading) -> Reading | None:
        """`Sở Y tế yêu cầu Trưởng các phòng … thực hiện`: the work is of those who are asked."""
        if reading.stop != "verb":
            return None
        at = len(node.text) - len(node.text[reading.rest :].lstrip())
        for order in self._requests:
            if match := order.re.match(node.text, at):
                asked = self._actors(node, match.end(), order.rule.id, listed=True)
                if asked is not None and asked.stop == "verb":
                    return asked
        return None

    def asked_before_items(self, node: Node) -> Reading | None:
        """`…, UBND tỉnh yêu cầu Thủ trưởng các sở thực hiện các nội dung sau:` before the items of a letter."""
        if node.marker is not None or not self._lead_ins.fits(node.text):
            return None
        for order in self._requests:
            for match in order.re.finditer(node.text):
                asked = self._actors(node, match.end(), order.rule.id, listed=True)
                if asked is not None and asked.stop == "verb":
                    return asked
        return None

    def named_alone(self, node: Node) -> Reading | None:
        """A heading that names an agency and no work: `Sở A`, `BỘ NỘI VỤ CHỦ TRÌ`, `A chủ trì, phối hợp với B:`."""
        reading = self.read(node)
        if reading is None or self._scanner.is_field_of_work(reading.lead.text):
            return None
        rest = node.text[reading.rest :].strip(" :.")
        if reading.coordinating is not None and rest.endswith(reading.coordinating.text):
            return reading
        return reading if not rest or self.is_duty(rest) else None

    def is_duty(self, words: str) -> bool:
        """`chủ trì`, `phụ trách`: a role and nothing that is done."""
        return any(p.re.fullmatch(words.strip(" :.")) for p in self._bracket_duty)

    def _duty_at(self, text: str, at: int) -> Match | None:
        """`chủ trì`, `phụ trách` right behind a name."""
        return next((m for p in self._bracket_duty if (m := p.re.match(text, at))), None)

    def in_brackets(self, node: Node, *, alone: bool = False) -> Reading | None:
        """`Rà soát văn bản (Sở A chủ trì, phối hợp với Sở B; hoàn thành trong Quý II).`

        `alone`: an agency and nothing else in the brackets gives work too, as beside items that say more.
        """
        text = node.text
        for pattern in self._brackets:
            match = pattern.match(text)
            actors = self._scanner.read(text, match.start("inner")) if match else None
            if match is None or actors is None or actors.end > match.end("inner"):
                continue
            duty = self._duty_at(text, actors.end)
            pieces = _PIECE_RE.split(text[duty.end() if duty else actors.end : match.end("inner")])
            times = [self._bracket_due(x.strip(" .;:")) for x in pieces]
            due = next((t for t in times if t), None)
            whole = alone and actors.stop == "other" and not text[actors.end : match.end("inner")].strip(" .;")
            timed = due and all(t or not x.strip() for t, x in zip(times, pieces, strict=True))
            if duty is None and not timed and not whole:
                continue  # `(Sở Tư pháp; quý II/2026)` gives work; `(Sở Tư pháp)` alone may only tell whose text it is
            lead = FoundField(text[actors.start : actors.end].strip(" ,;-–"), node.start, node.end)
            schedule = FoundField(due, node.start, node.end) if due else None
            partner = self.partner(node, actors.end) or self._bracket_partner(node, pieces)
            return Reading(lead, partner, "verb", 0, pattern.rule.id, schedule)
        return None

    def _bracket_partner(self, node: Node, pieces: list[str]) -> FoundField | None:
        """`(Sở A chủ trì, Sở B phối hợp)`."""
        for piece in pieces:
            match = next((m for p in self._bracket_partners if (m := p.match(piece.strip(" .;:")))), None)
            if match is not None and self._scanner.opens(match["partner"]):
                return FoundField(match["partner"], node.start, node.end)
        return None

    def _bracket_due(self, piece: str) -> str | None:
        """The words of time in one piece of a bracket: `hoàn thành trong Quý II`, `thời gian: tháng 3`."""
        if any(p.match(piece) for p in self._times):
            return piece
        match = next((m for p in self._bracket_time if (m := p.match(piece))), None)
        if match is None or not any(p.match(match["time"] or match["when"]) for p in self._times):
            return None
        return match["time"] or piece

    def request_behind(self, node: Node) -> Reading | None:
        """`Trên đây là Kế hoạch …, yêu cầu các phòng, đơn vị triển khai thực hiện` gives work all the same."""
        for cut in _CUT_RE.finditer(node.text):
            if cut[0] == "." and self.reports_difficulties(node.text[cut.end() :].lstrip()):
                return None
            at = cut.end() + (cut[0] == ".")
            for order in self._orders:
                match = order.re.match(node.text, at)
                reading = self._actors(node, match.end(), order.rule.id, listed=True) if match else None
                if reading is not None and reading.stop == "verb":
                    return reading
        return None

    def reports_difficulties(self, text: str) -> bool:
        """The closing request to report difficulties, in the first sentence."""
        for stop in _SENTENCE_END:
            text = text.partition(stop)[0]
        return self._difficulties.match(text) is not None

    def partner(self, node: Node, at: int) -> FoundField | None:
        """`chủ trì, phối hợp với A, B <verb>`: the agencies that help, when the first clause names them."""
        text = node.text[at:]
        for pattern in self._partners:
            if match := pattern.match(text):
                # `phối hợp tổ chức …` names nobody: without `với`, only a name that begins like one counts.
                joined = match[0].rstrip().endswith(("với", "cùng"))
                read = self._scanner.read_partner if joined else self._scanner.read
                actors = read(text, match.end())
                if actors is not None:
                    return FoundField(text[actors.start : actors.end].strip(" ,;-–"), node.start, node.end)
        return self._partner_as_subject(node, at)

    def _partner_as_subject(self, node: Node, at: int) -> FoundField | None:
        """`Sở A chủ trì, Công an tỉnh và Sở B phối hợp, rà soát …`: the partners have a verb of their own."""
        for pattern in self._subjects:
            match = pattern.re.match(node.text, at)
            actors = self._scanner.read(node.text, match.start("partner")) if match else None
            if match is not None and actors is not None and actors.end >= match.end("partner"):
                return FoundField(match["partner"], node.start, node.end)
        return None

    def due(self, node: Node) -> FoundField | None:
        """The words that say when the work of the sentence is due; dates of cited documents are none."""
        match = next((m for p in self._deadline if (m := p.match(node.text))), None)
        words = self._labelled_due(node.text) or (match[0] if match else self._bracketed_due(node.text))
        words = words or self._span(node.text) or self._event(node.text)
        return FoundField(words, node.start, node.end) if words else None

    def finished_by(self, node: Node) -> FoundField | None:
        """Of the words that say when, only `hoàn thành trước 30/4`: other days in a title are of its matter."""
        due = self.due(node)
        return due if due is not None and any(p.match(due.text) for p in self._finished) else None

    def due_in_brackets(self, node: Node) -> FoundField | None:
        """`Rà soát văn bản (hoàn thành trước ngày 15/8/2026).`, whoever does it."""
        words = self._bracketed_due(node.text)
        return FoundField(words, node.start, node.end) if words else None

    def _event(self, text: str) -> str | None:
        """`… phân tích kết quả ngay sau khi Bộ Nội vụ công bố.`"""
        match = next((m for p in self._events if (m := p.match(text))), None)
        return match[0].rstrip(" /") if match else None

    def _span(self, text: str) -> str | None:
        """`… treo băng rôn từ ngày 01/11 đến ngày 15/11`; days that figures and reports are counted from are none."""
        for pattern in self._spans:
            for match in pattern.re.finditer(text):
                before = text[max(0, match.start() - _MAX_CLAUSE) : match.start()].rpartition(";")[2]
                if not any(p.match(before) for p in self._no_spans):
                    return match[0]
        return None

    def _bracketed_due(self, text: str) -> str | None:
        """`Sở A rà soát văn bản (thực hiện thường xuyên).`"""
        match = next((m for p in self._brackets if (m := p.match(text))), None)
        return self._bracket_due(match["inner"].strip(" .;")) if match else None

    def _labelled_due(self, text: str) -> str | None:
        """`Sở A chủ trì …; thời gian thực hiện: thường xuyên.`: a label behind the sentence says when."""
        for start in _LABEL_START_RE.finditer(text) if ":" in text else ():
            clause = _CLAUSE_RE.split(text[start.end() : start.end() + _MAX_CLAUSE], maxsplit=1)[0]
            match = next((m for p in self._time_labels if (m := p.match(clause))), None)
            if match and (value := match["value"].strip(" .;)")):
                return value
        return None

    def _behind_clause(self, node: Node, pattern: Pattern) -> Reading | None:
        """`Căn cứ Kế hoạch này và tình hình thực tế, các sở …`: the subject stands behind one of the commas."""
        text = node.text
        if not pattern.match(text):
            return None
        when = next((m.end() for p in self._deadline if (m := p.re.match(text))), None)
        when = when or ((m := _REGULARLY_RE.match(text)) and m.end())
        if when and self._scanner.begins_work(text, when + len(text[when:]) - len(text[when:].lstrip())):
            return None  # `Trước ngày 15/12 hằng năm báo cáo Bộ Y tế; Bộ Y tế tổng hợp`: the heading is the subject
        if topic := _TOPIC_RE.match(text):
            reading = self._actors(node, topic.end(), pattern.rule.id, bare=False)
            if reading is not None and reading.stop == "verb":
                return reading
        for cut in _CUT_RE.finditer(text, 0, _MAX_CLAUSE):
            if cut[0] == ".":
                return None
            at = cut.end()
            for order in self._orders:
                if match := order.re.match(text, at):
                    at = match.end()
            reading = self._actors(node, at, pattern.rule.id, bare=False)
            if reading is not None and reading.stop == "verb":
                return reading
            if self._scanner.begins_work(text, at) and not pattern.re.match(text, at):
                return None  # the clause goes on to the work itself: the heading is the subject
        return None

    def _actors(self, node: Node, at: int, why: str, *, listed: bool = False, bare: bool = True) -> Reading | None:
        actors = self._scanner.read(node.text, at, listed=listed, bare=bare)
        if actors is None or actors.stop == "other":
            return None
        words = _APPOSITION_RE.sub("", node.text[actors.start : actors.end].strip(" ,;-–"))
        lead = FoundField(words, node.start, node.end)
        return Reading(lead, self.partner(node, actors.end), actors.stop, actors.end, why)
