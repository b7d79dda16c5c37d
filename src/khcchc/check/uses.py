"""Whether a plan uses a field at all: a field that no task has is a choice, not a slip."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.outline import Node
from khcchc.tasks import FoundTask

_USUAL = 0.6
"""Share of the tasks with field groups that must have a field before its absence is told."""


def without_field(context: CheckContext, role: str) -> Iterator[FoundTask]:
    """Tasks with field groups that lack the field most of their kind have."""
    tasks = [t for t in context.found if t.basis == "fields"]
    having = sum(1 for t in tasks if role in t.fields)
    if tasks and having >= _USUAL * len(tasks) and having > 1:
        yield from (t for t in tasks if role not in t.fields)


def empty_cells(context: CheckContext, role: str) -> Iterator[FoundTask]:
    """Rows of tables whose cell of this column is empty, where the row itself is certain."""
    for task in context.found:
        grid = task.node.grid
        if (
            task.basis == "table"
            and grid is not None
            and role in grid.columns
            and role not in task.fields
            and task.certain
        ):
            yield task


def missing_field(context: CheckContext, role: str, message: Text) -> Iterator[Spot]:
    """A finding for each task that lacks the field, in a group of fields or in its cell."""
    for task in (*without_field(context, role), *empty_cells(context, role)):
        yield Spot(context.find(task.content.split("\n")[0], task.start, task.end), message, task=task.node.id)


def tables_without(context: CheckContext, role: str) -> Iterator[Node]:
    """The first row of each table of tasks that has no such column."""
    seen: set[int] = set()
    having: set[int] = {id(t.node.grid) for t in context.found if t.basis == "table" and role in t.fields}
    for node in context.outline.nodes():
        grid = node.grid
        if grid is None or not grid.holds_tasks or id(grid) in seen:
            continue
        seen.add(id(grid))
        if role not in grid.columns and id(grid) not in having:
            yield node
