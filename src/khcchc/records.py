"""Found tasks, outline and head to the records of the contract: words get their values and their places.

Guarantees:
 1. Every section, field and task names the lines it stands on.
 2. Sections together hold every non-blank line that is not furniture: `unplaced` is empty.
 3. Ids are unique in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcchc.citing import cite
from khcchc.grammar import Grammars
from khcchc.model import (
    Agency,
    AgencyField,
    Coverage,
    DeliverableField,
    Document,
    Furniture,
    Milestone,
    Problem,
    Reference,
    ScheduleField,
    Section,
    Span,
    Task,
    TextField,
)
from khcchc.outline import Node, Outline
from khcchc.places import Places
from khcchc.tasks.found import FoundField, FoundTask
from khcchc.values.agencies import AgencyContext, split_agencies
from khcchc.values.deliverables import split_deliverables
from khcchc.values.schedule import TimeContext, read_schedule

_HEADING_KINDS = ("roman", "article", "division", "capital", "group", "appendix", "title", "enacting")


class Recorder:
    """Gives values to the fields of found tasks; what the document's head says is the context of them all."""

    def __init__(self, document: Document, grammars: Grammars, places: Places) -> None:
        self.document = document
        self.places = places
        self.problems: list[Problem] = []
        self._grammars = grammars
        self._agencies = AgencyContext(issuer=document.issuer, issued_on=document.issued_on)
        period = document.period
        year = period.start.year if period else (document.issued_on.year if document.issued_on else None)
        self._time = TimeContext(
            year=year,
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            issued_on=document.issued_on,
        )
        # One list of agencies leads many tasks, and many are due at the end of the same quarter.
        self._agencies_of: dict[str, tuple[Agency, ...]] = {}
        self._milestones_of: dict[str, tuple[Milestone, ...]] = {}

    def tasks(self, found: Sequence[FoundTask]) -> tuple[Task, ...]:
        taken: set[str] = set()
        return tuple(self._task(task, taken) for task in found)

    def sections(self, outline: Outline) -> tuple[Section, ...]:
        """Every node of the tree as a section, in document order."""
        return tuple(_section(node, self.places) for node in outline.nodes())

    def _task(self, task: FoundTask, taken: set[str]) -> Task:
        fields = task.fields
        task_id = _unique(task.node.id, taken)
        self._complain(task, task_id)
        span = self.places.span(task.start, task.end)
        return Task(
            id=task_id,
            path=_path(task.node),
            number=task.node.number,
            group=_group(task.node),
            basis=task.basis,
            title=task.title,
            content=task.content,
            lead=self._agency_field(fields.get("lead")),
            coordinating=self._agency_field(fields.get("coordinating")),
            deliverables=self._deliverables(fields.get("deliverables")),
            schedule=self._schedule(fields.get("schedule")),
            budget=self._text_field(fields.get("budget")),
            note=self._text_field(fields.get("note")),
            references=self._references(task, span),
            span=span,
        )

    def _agency_field(self, found: FoundField | None) -> AgencyField | None:
        if found is None:
            return None
        if found.text not in self._agencies_of:
            self._agencies_of[found.text] = split_agencies(found.text, self._agencies, self._grammars)
        return AgencyField(
            text=found.text, agencies=self._agencies_of[found.text], inherited=found.inherited, span=self._span(found)
        )

    def _deliverables(self, found: FoundField | None) -> DeliverableField | None:
        if found is None:
            return None
        items, kinds = split_deliverables(found.text, self._grammars)
        return DeliverableField(
            text=found.text, items=items, kinds=kinds, inherited=found.inherited, span=self._span(found)
        )

    def _schedule(self, found: FoundField | None) -> ScheduleField | None:
        if found is None:
            return None
        if found.text not in self._milestones_of:
            self._milestones_of[found.text] = read_schedule(found.text, self._time, self._grammars)
        milestones = self._milestones_of[found.text]
        return ScheduleField(text=found.text, milestones=milestones, inherited=found.inherited, span=self._span(found))

    def _span(self, found: FoundField) -> Span:
        return self.places.span(found.start, found.end, found.cell)

    def _text_field(self, found: FoundField | None) -> TextField | None:
        return TextField(text=found.text, inherited=found.inherited, span=self._span(found)) if found else None

    def _references(self, task: FoundTask, span: Span) -> tuple[Reference, ...]:
        texts = [(task.content, span)]
        texts += [(f.text, self._span(f)) for role, f in task.fields.items() if role in ("deliverables", "schedule")]
        out: list[Reference] = []
        for text, place in texts:
            known = {(r.kind, r.number, r.date, None if r.number else r.text) for r in out}
            out += [
                r
                for r in cite(text, place, self._grammars)
                if (r.kind, r.number, r.date, None if r.number else r.text) not in known
            ]
        return tuple(out)

    def _complain(self, task: FoundTask, task_id: str) -> None:
        for role, line in task.doubled:
            message = f"the field {role!r} is given twice; both texts are kept"
            self.problems.append(
                Problem(code="FLD005", severity="error", message=message, line=line, column=1, task=task_id)
            )
        if not task.certain:
            message = "cells of this row were dropped by the conversion; their columns were told from their content"
            self.problems.append(
                Problem(code="TAB001", severity="warning", message=message, line=task.start, column=1, task=task_id)
            )
        if task.led_by_above:
            message = "this row names no lead: the one of the row above was taken, as from a merged cell"
            self.problems.append(
                Problem(code="TAB007", severity="warning", message=message, line=task.start, column=1, task=task_id)
            )


def _section(node: Node, places: Places) -> Section:
    return Section.checked(
        {
            "id": node.id,
            "parent": _section_above(node),
            "kind": node.section_kind(),
            "marker": node.marker,
            "number": node.number,
            "title": node.text if _is_heading(node) else None,
            "text": node.text,
            "span": places.span(node.start, node.end),
        }
    )


def _section_above(node: Node) -> str | None:
    above = node.parent
    if above is None:
        return None
    if above.kind != "root":
        return above.id or None
    # The root of a part is no section; the first line of a part with a name of its own stands for it.
    first = above.children[0]
    return (above.id or None) if first is not node and first.id == above.id else None


def _is_heading(node: Node) -> bool:
    if node.kind == "group":
        return True
    if not node.text or node.row is not None:
        return False
    if node.kind in _HEADING_KINDS:
        return True
    return bool(node.children) and any(c.label is None for c in node.children)


def filled_lines(lines: Sequence[str]) -> bytes:
    """One byte for each line: 1 where it holds more than white space."""
    return bytes(bool(line) and not line.isspace() for line in lines)


def account_lines(filled: bytes, sections: Sequence[Section], furniture: tuple[Furniture, ...]) -> Coverage:
    """Count where every non-blank line went; what nothing took would be listed as unplaced."""
    listed = tuple(f for f in furniture if filled[f.line - 1])
    left = bytearray(filled)  # 1 where nothing has taken it yet
    for f in listed:
        left[f.line - 1] = False
    due = sum(left)
    for section in sections:
        span = section.span
        for line in range(span.start_line - 1, span.end_line):
            left[line] = False
    unplaced = tuple(number for number, free in enumerate(left, 1) if free)
    return Coverage(lines=sum(filled), structured=due - len(unplaced), unplaced=unplaced, furniture=listed)


def _unique(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}~{n}", n + 1
    taken.add(name)
    return name


def _ancestors(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None and above.kind != "root":
        yield above
        above = above.parent


def _path(node: Node) -> tuple[str, ...]:
    """The numbers from the part down to the task; bullets and paragraphs have none."""
    chain = [n for n in (node, *_ancestors(node)) if n.number and n.kind not in ("article", "appendix")]
    root = next((n.parent for n in (*_ancestors(node), node) if n.parent is not None and n.parent.kind == "root"), None)
    prefix = (root.id,) if root is not None and root.id else ()
    return (*prefix, *(n.number or "" for n in reversed(chain)))


def _group(node: Node) -> str | None:
    """The title of the nearest heading above."""
    for above in _ancestors(node):
        if above.text and above.kind not in ("dash", "plus", "bullet", "prose", "paragraph"):
            return above.text.rstrip(" :")
    return None
