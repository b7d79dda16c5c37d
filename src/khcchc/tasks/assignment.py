"""Tasks given in prose: a heading that is an agency, or a sentence that begins with one.

Guarantees:
 1. Only leaf items are tasks; an item that ends in a colon over others is their heading.
 2. An item's own subject and partner go before those of its heading, which are marked inherited.
 3. Aims, requirements, targets, grounds, the articles of a covering decision and the closing request to
    report difficulties are never tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars, Pattern
from khcchc.outline import Node
from khcchc.tasks.found import FoundField, FoundTask, own_lines

_SENTENCE_END = (". ", ".\n")
_CUT_RE = re.compile(r"[,;:]\s*|\.(?=\s)")
_APPOSITION_RE = re.compile(r"\s*\([^()]*\)$")
_MAX_CLAUSE = 420
"""Characters in which the subject behind an opening clause is looked for."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the headings above say: who leads, who helps, and whether work may be given here at all."""

    lead: FoundField | None = None
    coordinating: FoundField | None = None
    open: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence opened by its agency: where the name is, and where its verb begins."""

    lead: FoundField | None
    coordinating: FoundField | None
    stop: str
    rest: int
    why: str


class AssignmentTasks:
    """Reads the prose of a tree; `consumed` are the nodes that field groups already took."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner, consumed: set[int]) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self._consumed = consumed
        self._orders = prose.giving("order") + prose.giving("duty_heading")
        self._clauses = prose.giving("opening_clause")
        self._partners = prose.giving("partner")
        self._difficulties = prose.pattern("difficulties")
        self._not_tasks = tuple(p for p in prose.giving("not_task") if p is not self._difficulties)
        self._closed = prose.giving("no_task_section")
        self._lead_ins = prose.giving("lead_in")
        self._advice = prose.giving("advice")
        self._deadline = prose.giving("sentence_deadline")

    def search(self, root: Node) -> Iterator[FoundTask]:
        yield from self._children(root, _Context())

    def _children(self, parent: Node, context: _Context) -> Iterator[FoundTask]:
        """A paragraph ending in a colon speaks for the marked items behind it."""
        current = context
        items = False
        for child in parent.children:
            if child.row is not None or child.zone != "body":
                continue
            if id(child) in self._consumed:
                yield from self._children(child, current)
                continue
            marked = child.marker is not None
            items = items or marked
            if not marked and child.text.endswith(":") and not child.children:
                current = self._heading(child, context)
                continue
            yield from self._visit(child, current if marked or not items else self._without_lead(current))

    @staticmethod
    def _without_lead(context: _Context) -> _Context:
        """An unnumbered paragraph behind items belongs to them: it is work only when it names its own agency."""
        return _Context(None, None, context.open)

    def _visit(self, node: Node, context: _Context) -> Iterator[FoundTask]:
        below = [c for c in node.children if c.row is None and id(c) not in self._consumed]
        if not any(c.marker for c in below) and not node.text.endswith(":") and not self._is_heading_over(node, below):
            task = self._task(node, context)
            if task is not None:
                yield task
                yield from self._children(node, self._without_lead(_Context(open=context.open)))
                return
        if self._heads(node, below):
            yield from self._children(node, self._heading(node, context))
            return
        if below:
            task = self._task(node, context)
            if task is not None:
                yield task
            yield from self._children(node, self._without_lead(context))

    def _is_heading_over(self, node: Node, below: list[Node]) -> bool:
        """A heading that is an agency alone, over paragraphs without markers."""
        if not below:
            return False
        reading = self._read(node)
        return reading is not None and reading.stop in ("end", "colon") and not node.text[reading.rest :].strip(" :.")

    def _heads(self, node: Node, below: list[Node]) -> bool:
        if not below and not node.children:
            return False
        if not node.text.endswith(":") and len(node.text) > 160:
            reading = self._read(node)
            if reading is not None and reading.stop == "verb":
                return False  # a whole sentence with its subject is work itself
        return node.text.endswith(":") or len(node.text) < 160 or not node.text.endswith((".", ";", "./."))

    def _heading(self, node: Node, context: _Context) -> _Context:
        """The context for what stands under a heading."""
        reading = self._read(node)
        if (reading is None or reading.lead is None) and self._is_closed(node, node.text.rstrip(" :.")):
            return _Context(open=False)
        if reading is None or reading.lead is None:
            return context
        if reading.stop == "verb" and not node.text.endswith(":"):
            return context
        if not context.open and not any(p.match(node.text) for p in self._lead_ins):
            return context
        lead = FoundField(reading.lead.text, node.start, node.end, inherited=True)
        partner = reading.coordinating
        coordinating = FoundField(partner.text, node.start, node.end, inherited=True) if partner else None
        return _Context(lead, coordinating, True, f"heading on line {node.start} names {lead.text}")

    def _is_closed(self, node: Node, title: str) -> bool:
        """Aims, requirements, targets …: the whole section gives no work."""
        if node.kind in ("dash", "plus", "bullet", "prose") or len(title) > 160:
            return False
        return any(p.match(title) for p in self._closed)

    def _task(self, node: Node, context: _Context) -> FoundTask | None:
        text = node.text
        if node.kind == "article":
            return None  # what an article of the covering decision orders is its carrying out
        if not context.open or not text or self._is_excluded(text):
            return None
        reading = self._read(node)
        start = 0
        lead, partner, why = context.lead, None, context.why
        if reading is not None and reading.lead is not None and reading.stop in ("verb", "colon"):
            lead, partner, why, start = reading.lead, reading.coordinating, reading.why, reading.rest
        elif lead is not None:
            partner = self._partner(node, 0)
        if lead is None or not text[start:].strip(" :.;,"):
            return None
        content = "\n".join(own_lines(node)) if not node.children else text
        if reading is not None and reading.stop == "colon" and lead is reading.lead:
            content = text[reading.rest :].lstrip(" :")
        fields = {"lead": lead}
        coordinating = partner or (context.coordinating if lead is context.lead else None)
        if coordinating is not None:
            fields["coordinating"] = coordinating
        if deadline := self._due(node):
            fields["schedule"] = deadline
        return FoundTask("assignment", node, content, node.start, node.end, None, fields, why=why)

    def _is_excluded(self, text: str) -> bool:
        first = text
        for stop in _SENTENCE_END:
            first = first.partition(stop)[0]
        return bool(self._difficulties.match(first)) or any(p.match(text) for p in self._not_tasks)

    def _read(self, node: Node) -> _Reading | None:
        """The agency that opens the words of a node: after an order, at once, or behind an opening clause."""
        text = node.text
        for pattern in (*self._orders, *self._advice):
            if match := pattern.match(text):
                reading = self._actors(node, match.end(), pattern.rule.id, listed=True)
                if reading is not None:
                    return reading
        reading = self._actors(node, 0, "an agency opens the sentence")
        if reading is not None:
            return reading
        for pattern in self._clauses:
            reading = self._behind_clause(node, pattern)
            if reading is not None:
                return reading
        return None

    def _behind_clause(self, node: Node, pattern: Pattern) -> _Reading | None:
        """`Căn cứ Kế hoạch này và tình hình thực tế, các sở …`: the subject stands behind one of the commas."""
        text = node.text
        if not pattern.match(text):
            return None
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

    def _actors(self, node: Node, at: int, why: str, *, listed: bool = False, bare: bool = True) -> _Reading | None:
        text = node.text
        actors = self._scanner.read(text, at, listed=listed, bare=bare)
        if actors is None or actors.stop == "other":
            return None
        words = _APPOSITION_RE.sub("", text[actors.start : actors.end].strip(" ,;"))
        lead = FoundField(words, node.start, node.end)
        return _Reading(lead, self._partner(node, actors.end), actors.stop, actors.end, why)

    def _partner(self, node: Node, at: int) -> FoundField | None:
        """`chủ trì, phối hợp với A, B <verb>`: the agencies that help, when the first clause names them."""
        text = node.text[at:]
        for pattern in self._partners:
            if match := pattern.match(text):
                # `phối hợp tổ chức …` names nobody: without `với`, only a name that begins like one counts.
                joined = match[0].rstrip().endswith(("với", "cùng"))
                actors = self._scanner.read(text, match.end(), listed=joined)
                if actors is not None:
                    words = text[actors.start : actors.end].strip(" ,;")
                    return FoundField(words, node.start, node.end)
        return None

    def _due(self, node: Node) -> FoundField | None:
        for pattern in self._deadline:
            if match := pattern.match(node.text):
                return FoundField(match[0], node.start, node.end)
        return None
