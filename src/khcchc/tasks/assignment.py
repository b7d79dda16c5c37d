"""Tasks given in prose: a heading that is an agency, or a sentence that begins with one.

Guarantees:
 1. Only leaf items are tasks; an item that ends in a colon over others is their heading.
 2. An item's own subject and partner go before those of its heading, which are marked inherited.
 3. Aims, requirements, targets, grounds, the articles of a covering decision and the closing request to
    report difficulties are never tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.nodes import BULLETS
from khcchc.outline import Node
from khcchc.patterns import FirstOf
from khcchc.tasks.found import FoundField, FoundTask, Reading, join_nodes, own_lines
from khcchc.tasks.headings import NO_TITLE_ENDS, TITLE_LIMIT, HeadingNames
from khcchc.tasks.of_all import SaidOfAll
from khcchc.tasks.sentence import SentenceReader

_STANDING_RE = compiled(r"Thường trực (?:Tổ|Ban Chỉ đạo|Ban chỉ đạo|BCĐ|Đoàn kiểm tra|Tiểu ban)\b")
"""What an agency does for a body, and no agency; `Thường trực HĐND xã` is one."""


class _Context(NamedTuple):
    """What the headings above say: who leads, who helps, and whether work may be given here at all."""

    lead: FoundField | None = None
    coordinating: FoundField | None = None
    open: bool = True
    why: str = ""


class AssignmentTasks:
    """Reads the prose of a tree; `consumed` are the nodes that field groups already took."""

    def __init__(
        self,
        grammars: Grammars,
        scanner: ActorScanner,
        sentences: SentenceReader,
        said: SaidOfAll,
        consumed: set[int],
    ) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self._consumed = consumed
        self._sentences = sentences
        self._said = said
        self._names = HeadingNames(grammars, scanner, sentences)
        self._not_tasks = FirstOf(prose.giving("closing_formula") + prose.giving("article_formula"))
        self._closed = FirstOf(prose.giving("no_task_section"))
        self._reports = FirstOf(prose.giving("report"))
        self._no_work = FirstOf(prose.giving("no_work"))
        self._own_duty = FirstOf(prose.giving("own_duty"))
        self._party = FirstOf(prose.giving("party_body"))
        self._lead_ins = FirstOf(prose.giving("lead_in"))
        self._points_back = FirstOf(prose.giving("points_back"))
        self._details = FirstOf(prose.giving("detail"))

    def search(self, root: Node) -> Iterator[FoundTask]:
        yield from self._children(root, _Context())

    def _children(self, parent: Node, context: _Context) -> Iterator[FoundTask]:
        """A paragraph ending in a colon speaks for the marked items behind it."""
        if "lead" in (shared := self._said.of(parent)):
            context = _Context(shared["lead"], shared.get("coordinating"), context.open, "said of all")
        current = context
        items = False
        led: Node | None = None  # what stands right below a name in bold
        listed: list[Node] = []
        pointed: Node | None = None  # the sentence that says who does what stands above it
        for child, behind in zip_longest(parent.children, parent.children[1:]):
            if child.zone == "head" and (asked := self._sentences.asked_before_items(child)) is not None:
                current = _under(child, asked, context)
            if child.row is not None or child.zone != "body":
                continue
            if listed and (reading := self._bracket_behind(child)) is not None:
                yield _give(listed[0], join_nodes(listed), reading, start=listed[0].start, end=child.end)
                listed = []
                continue
            if child is pointed:
                continue
            task = self._told_behind(child, behind) if behind is not None and context.open else None
            if task is not None:
                pointed = behind
                yield task
                continue
            if child.marker is not None and not child.children:
                listed.append(child)
            else:
                listed = []
            if id(child) in self._consumed:
                yield from self._children(child, current)
                continue
            marked = child.marker is not None
            items = items or marked
            if not marked and child.text.endswith(":") and not child.children:
                current = self._heading(child, context)
                continue
            if behind is not None and _is_bold_heading(child) and self._may_be_duty(behind):
                named = self._bold_name(child, parent)
                current = context if named is None else _under(child, named, context)
                if named is not None:
                    led = behind
                    continue
            chapter = current is not context and marked and any(c.marker for c in child.children)
            lent = (marked and not chapter) or not items or child is led
            own = current if lent else self._without_lead(current)
            yield from self._visit(child, own)

    def _told_behind(self, node: Node, behind: Node) -> FoundTask | None:
        """`Xây dựng tin, bài …` over `Việc này do Đài Truyền thanh chủ trì …`: the work, and below it who does it."""
        if behind.marker is not None or behind.children or node.children or id(node) in self._consumed:
            return None
        reading = self._sentences.read(behind) if self._points_back.fits(behind.text) else None
        if reading is None:
            return None
        return _give(node, node.text, reading, self._sentences.dues.read(behind), end=behind.end)

    def _may_be_duty(self, node: Node) -> bool:
        """A bullet, or a paragraph that opens with what is done: `Mở chuyên mục …`."""
        plain = node.kind == "prose" and not node.bold and not node.children
        return node.kind in BULLETS or (plain and self._scanner.begins_duty(node.text))

    def _bold_name(self, node: Node, parent: Node) -> Reading | None:
        """`**Phòng Giám sát, xử lý sau thanh tra**` over bullets: the number of a heading was left out."""
        if (named := self._sentences.named_alone(node)) is not None:
            return named
        reading = self._sentences.read(node)
        if reading is None or node.text[reading.rest :][:1] != "," or not self._names.are_agencies(parent):
            return None
        whole = FoundField(node.text, node.start, node.end)
        return Reading(whole, None, "end", len(node.text), "a name in bold")

    def _bracket_behind(self, node: Node) -> Reading | None:
        """`(Phòng Y tế chủ trì; thời gian: quý I)` in a paragraph of its own speaks for the items above it."""
        if node.marker is not None or not node.text.startswith("(") or node.children:
            return None
        reading = self._sentences.brackets.read(node)
        return reading if reading is not None and node.text.count("(") == 1 else None

    @staticmethod
    def _without_lead(context: _Context) -> _Context:
        """An unnumbered paragraph behind items belongs to them: it is work only when it names its own agency."""
        return _Context(None, None, context.open)

    def _visit(self, node: Node, context: _Context) -> Iterator[FoundTask]:
        below = [c for c in node.children if c.row is None and id(c) not in self._consumed]
        if context.open and node.marker and len(node.children) == 1 == len(below):
            behind = below[0]
            if (told := self._told_behind(_alone(node), behind)) is not None:
                yield told._replace(node=node)
                return
            reading = None if node.text.endswith(":") else self._bracket_behind(behind)
            plain = behind.kind in (*BULLETS, "prose") and not behind.children
            if reading is None and plain and self._is_work(node):
                reading = self._sentences.brackets.read_line(behind)
            if reading is not None:
                yield _give(node, node.text, reading, end=behind.end)
                return
        if (
            not any(c.marker for c in node.children if c.row is None)
            and not node.text.endswith(":")
            and not self._is_heading_over(node, below, context)
        ):
            task = self._task(node, context)
            if task is not None:
                yield task
                yield from self._children(node, self._without_lead(_Context(open=context.open)))
                return
        if self._heads(node, below):
            if below and (own := self._own_work(node, context)) is not None:
                yield own
            yield from self._children(node, self._heading(node, context))
            return
        if below:
            task = self._task(node, context)
            if task is not None:
                yield task
            yield from self._children(node, self._without_lead(context))

    def _is_work(self, node: Node) -> bool:
        """Whether an item may be what the line of roles below it gives: no report, no title in capitals, no agency."""
        told = self._reports.fits(node.text) or self._no_work.fits(node.text) or node.text.isupper()
        return not told and self._sentences.named_alone(node) is None

    def _own_work(self, node: Node, context: _Context) -> FoundTask | None:
        """`3. Sở Tài chính: bố trí kinh phí.` over further items names the agency of all, and gives work itself."""
        reading = self._sentences.read(node)
        if reading is None or reading.stop != "colon" or node.text.endswith(":"):
            return None
        rest = node.text[reading.rest :].lstrip(" :")
        begins = bool(rest) and self._scanner.begins_work(rest[0].lower() + rest[1:], 0)
        return self._task(node, context) if begins else None

    def _is_heading_over(self, node: Node, below: list[Node], context: _Context) -> bool:
        """A heading over paragraphs without markers: an agency alone, or a title whose work another agency does.

        Below the heading of an agency an item is its work, and the paragraph behind the last closes the plan.
        """
        if not below:
            return False
        reading = self._sentences.read(node)
        if reading is None and not node.text.endswith(NO_TITLE_ENDS):
            if context.lead is not None and self._scanner.begins_work(node.text[:1].lower() + node.text[1:], 0):
                return False
            work = self._sentences.read(below[0])
            return work is not None and work.stop == "verb"
        return reading is not None and reading.stop in ("end", "colon") and not node.text[reading.rest :].strip(" :.")

    def _heads(self, node: Node, below: list[Node]) -> bool:
        if not below and not node.children:
            return False
        if not node.text.endswith(":") and (len(node.text) > TITLE_LIMIT or len(below) == len(node.children)):
            reading = self._sentences.read(node)
            if reading is not None and reading.stop == "verb" and not self._names.lend(node, reading):
                return False  # a whole sentence with its subject is work itself
        return node.text.endswith(":") or len(node.text) < TITLE_LIMIT or not node.text.endswith((".", ";", "./."))

    def _heading(self, node: Node, context: _Context) -> _Context:
        """The context for what stands under a heading."""
        named = self._sentences.named_alone(node)
        reading = named or self._sentences.read(node)
        if reading is None and self._is_closed(node, node.text.rstrip(" :.")):
            return _Context(open=False)
        reading = reading or self._names.over_items(node)
        if reading is None:
            return self._with_partner(node, context)
        if named is not None and self._names.are_below(node):
            return context  # `II. NHIỆM VỤ CỦA CÁC ĐƠN VỊ` over `1. Văn phòng`, `2. Thanh tra`
        rest = node.text[reading.rest :].strip()
        whole = reading.stop == "verb" and not node.text.endswith(":") and not self._sentences.partners.is_duty(rest)
        if named is None and whole:
            if not self._names.lend(node, reading):
                return context
            reading = reading._replace(lead=FoundField(node.text, node.start, node.end), coordinating=None, stop="end")
        which = node.text.endswith(":") and " có " in reading.lead.text and not self._scanner.holds_verb(rest)
        if self._names.goes_on_in_capitals(node, rest) or (
            reading.stop == "comma" and (which or self._names.is_name(node, rest))
        ):
            names = node.text[node.text.find(reading.lead.text) :].rstrip(" :")
            reading = reading._replace(lead=FoundField(names, node.start, node.end), stop="end")
        if reading.stop != "verb" and self._scanner.is_field_of_work(reading.lead.text):
            return context
        if not context.open and not self._lead_ins.fits(node.text):
            return context
        return _under(node, reading, context)

    def _with_partner(self, node: Node, context: _Context) -> _Context:
        """`1.2. Chủ trì, phối hợp với A, B:` below the heading of an agency: what stands under it is done with A, B."""
        partner = self._sentences.partners.read(node, 0) if context.lead and node.text.endswith(":") else None
        return context if partner is None else context._replace(coordinating=partner._replace(inherited=True))

    def _is_closed(self, node: Node, title: str) -> bool:
        """Aims, requirements, targets …: the whole section gives no work."""
        if node.kind in ("dash", "plus", "bullet", "prose") or len(title) > 160:
            return False
        return bool(self._closed.fits(title))

    def _task(self, node: Node, context: _Context) -> FoundTask | None:
        if node.kind == "article":
            return None  # what an article of the covering decision orders is its carrying out
        if not context.open or not node.text or self._sentences.reports_difficulties(node.text):
            return None
        if self._reports.fits(node.text):
            return None
        if self._not_tasks.fits(node.text):
            reading = self._sentences.request_behind(node)
            return _give(node, node.text, reading) if reading else None
        names, brackets = self._names, self._sentences.brackets
        reading = brackets.read(node) or brackets.read_dashed(node) or names.like_siblings(node) or names.as_above(node)
        if reading is not None:
            # `…, báo cáo trước ngày 20/9 (Phòng Nội vụ)`: days inside the brackets are no part of the sentence.
            due = self._sentences.dues.inside(node.text.rpartition("(")[0])
            told = FoundField(due, node.start, node.end) if due else None
            return self._with_product(_give(node, reading.work or node.text, reading, told))
        return self._sentence(node, context)

    def _with_product(self, task: FoundTask) -> FoundTask:
        """The task with what its sentence says comes of it."""
        product = self._sentences.product(task.node)
        return task if product is None else task._replace(fields={**task.fields, "deliverables": product})

    def _sentence(self, node: Node, context: _Context) -> FoundTask | None:
        """The sentence's own subject, or the one of the heading above it."""
        directs = self._directs(node, context)
        reading = None if directs else self._sentences.read(node)
        if reading is None and context.lead is None:
            reading = self._sentences.led_behind(node) or self._sentences.sentence_behind(node)
        if reading is None or reading.stop not in ("verb", "colon"):
            if context.lead is None or (reading is None and not directs and self._scanner.opens(node.text)):
                return None  # whoever opens the sentence, it is not the agency of the heading
            partner = self._sentences.partners.read(node, 0) or context.coordinating
            reading = Reading(context.lead, partner, "verb", 0, context.why)
        rest = node.text[reading.rest :]
        if not rest.strip(" :.;,") or (reading.rest and self._no_work.fits(rest)):
            return None
        if any(c.row is not None for c in node.children) and self._sentences.partners.is_duty(rest):
            return None  # `I. Bộ Nội vụ chủ trì` over a table: the work is in its rows
        if reading.stop == "colon" and self._lists(rest.strip(" :.;")):
            return None
        content = node.text if node.children else "\n".join(own_lines(node))
        if reading.stop == "colon":
            content = node.text[reading.rest :].lstrip(" :")
        named = reading.lead.text if reading.rest else ""
        return self._with_product(_give(node, content, reading, self._sentences.dues.read(node, named)))

    def _lists(self, words: str) -> bool:
        """`Trưởng ban: Giám đốc Sở Y tế` lists a member, `Ông Hà Văn A: thôn Đông` a place: no work."""
        named = self._scanner.read(words)
        return (named is not None and named.stop == "end") or bool(self._details.fits(words))

    def _directs(self, node: Node, context: _Context) -> bool:
        """`Lãnh đạo UBND phường xây dựng …` below `Đảng ủy`: what a party body does, not who does it.

        `Thường trực Tổ công tác, theo dõi …` below `Công an phường` is its duty too.
        """
        if context.lead is None:
            return False
        reading = self._sentences.read(node)
        if _STANDING_RE.match(node.text):
            return reading is not None and node.text[reading.rest :].lstrip().startswith(",")
        if not node.text.startswith("Lãnh đạo ") or not self._party.fits(context.lead.text):
            return False
        return reading is None or not self._own_duty.fits(node.text[reading.rest :])


def _alone(node: Node) -> Node:
    """The node without what stands below it."""
    return Node(node.kind, node.text, node.start, node.start, node.marker)


def _is_bold_heading(node: Node) -> bool:
    if not node.bold or node.marker is not None or node.children or node.label is not None:
        return False
    return len(node.text) <= TITLE_LIMIT and not node.text.endswith(NO_TITLE_ENDS) and not node.text.isupper()


def _under(node: Node, reading: Reading, context: _Context) -> _Context:
    """What a heading that names its agency says to those below it."""
    lead = FoundField(reading.lead.text, node.start, node.end, inherited=True)
    partner = reading.coordinating
    coordinating = FoundField(partner.text, node.start, node.end, inherited=True) if partner else None
    return _Context(lead, coordinating, True, f"heading on line {node.start} names {lead.text}")


def _give(
    node: Node, content: str, reading: Reading, due: FoundField | None = None, *, start: int = 0, end: int = 0
) -> FoundTask:
    found = {"lead": reading.lead, "coordinating": reading.coordinating, "schedule": reading.schedule or due}
    fields = {role: value for role, value in found.items() if value is not None}
    return FoundTask("assignment", node, content, start or node.start, end or node.end, None, fields, why=reading.why)
