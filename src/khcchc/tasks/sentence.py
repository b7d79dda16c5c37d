"""One sentence that gives work: who leads, who helps, by when, in whichever place the drafter put it."""

from __future__ import annotations

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import FirstOf, Pattern, first_match
from khcchc.tasks.brackets import BracketReader
from khcchc.tasks.due import DueReader
from khcchc.tasks.found import FoundField, Reading
from khcchc.tasks.partners import PartnerReader

_CUT_RE = compiled(r"[,;:]\s*|\.(?=\s)")
_NAMED_TOPIC_RE = compiled(r"(?:[^:.;,()]|\([^()]{2,40}\)|\d[.,]){3,60}:\s+")
_LED_TOPIC_RE = compiled(r"(?:[^:.;]|\d\.(?=\d)){3,200}:\s+")
_WORK_RE = compiled(r"[^:.()]{8,300}:\s+(?=[A-ZĐ]|các\s|đ/c\s|đồng chí\s|ông\s|bà\s)")
_SENTENCE_RE = compiled(r"(?:(?<=[^\W\d_])|(?<=[^\W\d_]\d)|(?<=\d{4})|(?<=[)”\"]))\.\s+(?=[A-ZĐỦ])")
_LEAST_WORK = 12
"""Characters before the clause of who leads, at the least."""
_APPOSITION_RE = compiled(r"\s*\([^()]*\s[^()]*\)$")
_CLAUSE_END = (". ", ".\n", "; ")
_MAX_NAME = 160
"""Characters in which the one who asks is named."""
_MAX_CLAUSE = 420
"""Characters of one clause: in so many its subject is sought."""


class SentenceReader:
    """Reads the words of nodes; built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self.dues = DueReader(grammars)
        self.partners = PartnerReader(grammars, scanner)
        self.brackets = BracketReader(grammars, scanner, self.dues, self.partners)
        self._orders = prose.giving("order") + prose.giving("duty_heading")
        self._products = prose.giving("sentence_product")
        self._handovers = prose.giving("handed")
        self._requests = prose.giving("request")
        self._no_work_topics = FirstOf(prose.giving("no_task_section") + prose.giving("report"))
        self._report_topics = FirstOf(prose.giving("report_topic"))
        self._lead_ins = FirstOf(prose.giving("lead_in"))
        self._openers = self._orders + prose.giving("advice")
        self._clauses = prose.giving("opening_clause")
        self._nobody = frozenset(prose.words("nouns that name nobody"))
        self._difficulties = prose.pattern("difficulties")
        self._topic = prose.pattern("topic before a colon").re
        self._regularly = prose.pattern("regularity that opens the sentence").re
        self._headed = prose.pattern("who heads a body").re
        self._told = prose.pattern("telling of an agency").re
        self._does = prose.pattern("work of a later sentence").re
        self._states = prose.pattern("figures of a later sentence").re
        self._everybody = prose.pattern("everybody").re
        self._led_clause = prose.pattern("clause of who leads, behind the work").re
        self._leads = prose.pattern("leading, in a clause behind the work").re
        self._leads_alone = prose.pattern("leading alone, behind a comma").re
        self._given = prose.pattern("giving, in a clause behind the work").re
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
        reports = bool(self._report_topics.fits(node.text))
        led = not reports and not (node.marker and _NAMED_TOPIC_RE.match(node.text))
        if led and self.partners.opens(node.text):
            return None  # `Phối hợp với các cơ quan: Sở A, Sở B tham mưu …` names partners
        name = node.text[topic.end() :]
        if not name[:1].isupper() or (name.lower().startswith("các ") and not reports):
            return None  # `Nhiệm vụ chung: Các sở, ngành …` speaks to everybody
        at = next((m.end() for order in self._orders if (m := order.re.match(node.text, topic.end()))), topic.end())
        reading = self._actors(node, at, "an agency behind a topic", bare=False)
        if reading is None or reading.stop != "verb":
            return None
        # A long topic, or one in a paragraph without a marker, is one where the agency leads: `…: Sở A chủ trì`.
        return reading if not led or self.partners.duty_at(node.text, reading.rest) else None

    def _behind_work(self, node: Node) -> Reading | None:
        """`4. Treo băng rôn, phát tờ rơi: UBND các xã thực hiện trong tháng 3.`: the work first, then who does it."""
        work = _WORK_RE.match(node.text) if node.marker and node.label is None else None
        if work is None or not self._scanner.begins_work(node.text[0].lower() + node.text[1:], 0):
            return None
        reading = self._actors(node, work.end(), "an agency behind its work", bare=False)
        if reading is None or reading.stop != "verb" or self.partners.read(node, 0) is not None:
            return None  # `Chủ trì, phối hợp với các cơ quan: Sở A, Sở B tham mưu …` names partners
        return reading._replace(rest=0) if self.partners.duty_at(node.text, reading.rest) else None

    def led_behind(self, node: Node) -> Reading | None:
        """`Rà soát thủ tục hành chính; Văn phòng chủ trì, phối hợp với các sở.`: who leads has a clause of its own.

        So have `…, giao Văn phòng thực hiện` and `…, do Văn phòng chủ trì`.
        """
        text = node.text
        for cut in self._led_clause.finditer(text, _LEAST_WORK, _MAX_CLAUSE):
            if text.count("(", 0, cut.start()) > text.count(")", 0, cut.start()):
                continue
            given = self._given.match(text, cut.end())
            at = given.end() if given else cut.end()
            reading = self._actors(node, at, "who leads, behind the work", bare=False, listed=given is not None)
            if reading is None:
                continue
            named = given is not None and given[0].endswith("là ") and reading.stop in ("end", "other")
            leads = (self._leads_alone if cut[0][0] == "," and given is None else self._leads).match(text, reading.rest)
            told = leads or (given is not None and given["order"])
            if named or (reading.stop == "verb" and told):
                partner = reading.coordinating or self.partners.read(node, 0)
                return reading._replace(coordinating=partner, stop="verb", rest=0)
        return None

    def sentence_behind(self, node: Node) -> Reading | None:
        """`Kinh phí lấy từ ngân sách huyện. Phòng Tài chính tham mưu bố trí.`: a later sentence names who does it."""
        text = node.text
        for stop in _SENTENCE_RE.finditer(text, _LEAST_WORK):
            at = stop.end()
            opening = next((m for order in self._orders if (m := order.re.match(text, at))), None)
            reading = self._actors(node, opening.end() if opening else at, "a later sentence", bare=False)
            if reading is None or reading.stop != "verb" or self._told.match(text, reading.rest):
                continue
            ends = text.find(". ", reading.rest)
            sentence = text[reading.rest : ends if ends > 0 else len(text)]
            who = reading.lead.text
            duty = self._does.match(sentence) and text.startswith(who, at) and not self._everybody.match(who)
            if (opening or duty) and not self._states.search(sentence):
                return (self._asked(node, reading) or reading)._replace(rest=0)
        return None

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

    def product(self, node: Node) -> FoundField | None:
        """`… hoàn thành trong quý II. Sản phẩm là danh mục thủ tục.`: what comes of the work."""
        match = first_match(self._products, node.text)
        return None if match is None else FoundField(match["product"].strip(), node.start, node.end)

    def named_alone(self, node: Node) -> Reading | None:
        """A heading that names an agency and no work: `Sở A`, `BỘ NỘI VỤ CHỦ TRÌ`, `A chủ trì, phối hợp với B:`."""
        reading = self.read(node)
        if reading is None or self._scanner.is_field_of_work(reading.lead.text):
            return None
        rest = node.text[reading.rest :].strip(" :.")
        if reading.coordinating is not None and rest.endswith(reading.coordinating.text):
            return reading
        return reading if not rest or self.partners.is_duty(rest) else None

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
            if (asked := self._asked_by(node, at)) is not None:
                return asked
        return None

    def _asked_by(self, node: Node, at: int) -> Reading | None:
        """`… . Giám đốc Sở yêu cầu Trưởng các phòng triển khai`: those whom the one who signs asks, in that clause."""
        for order in self._requests:
            request = order.re.search(node.text, at, at + _MAX_NAME)
            if request is not None and not _CUT_RE.search(node.text, at, request.start()):
                asks = self._actors(node, at, "who asks", bare=False)
                return None if asks is None else self._asked(node, asks)
        return None

    def reports_difficulties(self, text: str) -> bool:
        """The closing request to report difficulties, in the first clause."""
        for stop in _CLAUSE_END:
            text = text.partition(stop)[0]
        return self._difficulties.match(text) is not None

    def _behind_clause(self, node: Node, pattern: Pattern) -> Reading | None:
        """`Căn cứ Kế hoạch này và tình hình thực tế, các sở …`: the subject stands behind one of the commas."""
        text = node.text
        if not pattern.match(text):
            return None
        when = self.dues.ahead(text) or ((m := self._regularly.match(text)) and m.end())
        if when and self._scanner.begins_work(text, when + len(text[when:]) - len(text[when:].lstrip())):
            return None  # `Trước ngày 15/12 hằng năm báo cáo Bộ Y tế; Bộ Y tế tổng hợp`: the heading is the subject
        if topic := self._topic.match(text):
            reading = self._actors(node, topic.end(), pattern.rule.id, bare=False)
            if reading is not None and reading.stop == "verb":
                return reading
        for cut in _CUT_RE.finditer(text, 0, _MAX_CLAUSE):
            if cut[0] == ".":
                return None
            at = cut.end()
            if text.count("(", 0, at) > text.count(")", 0, at):
                continue
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
        words = self._headed.sub("", _APPOSITION_RE.sub("", node.text[actors.start : actors.end].strip(" ,;-–")))
        if words in self._nobody:
            return None
        lead = FoundField(words, node.start, node.end)
        return Reading(lead, self.partners.read(node, actors.end), actors.stop, actors.end, why)
