"""What the rows of each table of plans are made from, in document order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from khcchc.model import Plan, Reference, Task


class TaskRow(NamedTuple):
    document: str
    plan: Plan
    task: Task


class PartRow(NamedTuple):
    """The `n`th `part` of a task's field, from 1; `task` is `None` for a part of the document itself."""

    document: str
    task: Task | None
    role: str
    n: int
    part: Any
    field: Any


class PlanRow(NamedTuple):
    document: str
    plan: Plan
    part: Any = None


class DocumentNames:
    """A name for each plan: that of its source, numbered where two files are called the same."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, plan: Plan) -> str:
        name = plan.source.name
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name} ({self._seen[name]})"


def each_task(document: str, plan: Plan) -> Iterator[TaskRow]:
    return (TaskRow(document, plan, task) for task in plan.tasks)


def each_agency(document: str, plan: Plan) -> Iterator[PartRow]:
    for task in plan.tasks:
        for role, field in (("lead", task.lead), ("coordinating", task.coordinating)):
            for n, agency in enumerate(field.agencies if field else (), 1):
                yield PartRow(document, task, role, n, agency, field)


def each_milestone(document: str, plan: Plan) -> Iterator[PartRow]:
    for task in plan.tasks:
        for n, milestone in enumerate(task.schedule.milestones if task.schedule else (), 1):
            yield PartRow(document, task, "schedule", n, milestone, task.schedule)


def each_reference(document: str, plan: Plan) -> Iterator[PartRow]:
    cited: list[Reference] = [ref for basis in plan.document.legal_bases for ref in basis.references]
    for n, reference in enumerate(cited, 1):
        yield PartRow(document, None, "legal_basis", n, reference, None)
    for task in plan.tasks:
        for n, reference in enumerate(task.references, 1):
            yield PartRow(document, task, "task", n, reference, None)


def each_section(document: str, plan: Plan) -> Iterator[PlanRow]:
    return (PlanRow(document, plan, section) for section in plan.sections)


def each_document(document: str, plan: Plan) -> Iterator[PlanRow]:
    yield PlanRow(document, plan)
