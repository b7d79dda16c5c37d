"""Tasks that leave out who leads, or when: the sentence of the item says it, or the heading above does.

Guarantees:
 1. A lead that the group gives itself stays; a task that nobody above it leads has none.
 2. A group that does not say when takes the words of its item: `…; hoàn thành trước 30/4`.
 3. A task that says nothing of its time, whatever it was found by, has that of the nearest heading that is one
    (`Quý II/2026`) or that has one for all its items.
 4. What a section says once for all its items (`of_all`) goes before its heading, and behind what an item says itself.
 5. The agency of the item's own sentence goes before that of a heading, which is marked inherited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from khcchc.outline import Node
from khcchc.tasks.found import FoundField, FoundTask, Reading
from khcchc.tasks.of_all import SaidOfAll
from khcchc.tasks.sentence import SentenceReader

_DEEPEST = 8
"""Headings above an item that may lend it their agency."""


def with_lent_leads(tasks: Iterable[FoundTask], sentences: SentenceReader, said: SaidOfAll) -> Iterator[FoundTask]:
    """The same tasks in their order, each that names no lead with the one that its words or headings lend it."""
    for task in tasks:
        led = task if "lead" in task.fields else _lent(task, sentences, said)
        led = _helped(led, said)
        yield led if "schedule" in led.fields else _due(led, sentences)


def with_lent_times(tasks: Iterable[FoundTask], sentences: SentenceReader, said: SaidOfAll) -> Iterator[FoundTask]:
    """The same tasks, each without a time with that of the nearest heading that is or has one, marked inherited."""
    lists: dict[int, dict[int, FoundField]] = {}
    for task in tasks:
        told = "schedule" in task.fields or sentences.dues.recurs(task.content)
        time = None if told else next(_times_over(task.node, sentences, said, lists), None)
        yield task if time is None else task._replace(fields={**task.fields, "schedule": time})


def _times_over(
    node: Node, sentences: SentenceReader, said: SaidOfAll, lists: dict[int, dict[int, FoundField]]
) -> Iterator[FoundField]:
    """The times that headings over the node are or have, the nearest first; `lists` keeps those of lines in a list."""
    for below in _headings(node):
        above = below.parent
        if above is None:
            return
        if id(above) not in lists:
            lists[id(above)] = _times_in(above, sentences)
        if (time := lists[id(above)].get(id(below))) is not None:
            yield time
        if above.kind != "root" and (time := said.of(above).get("schedule") or sentences.dues.of_heading(above)):
            yield time


def _times_in(parent: Node, sentences: SentenceReader) -> dict[int, FoundField]:
    """For each child the line before it, without a marker, that is a time: `Tháng 9/2025:` over bullets."""
    times: dict[int, FoundField] = {}
    time: FoundField | None = None
    kind: str | None = None  # of the first line below the time: another one ends its list
    for child in parent.children:
        if child.label is not None and child.kind == "prose":
            continue
        if child.kind == "prose":
            time, kind = sentences.dues.of_heading(child), None
        elif time is not None and kind in (None, child.kind):
            times[id(child)], kind = time, child.kind
        else:
            time = None
    return times


def _due(task: FoundTask, sentences: SentenceReader) -> FoundTask:
    """`Rà soát văn bản (hoàn thành trước 15/8).`, `- Tập huấn; hoàn thành trước 30/4.` over a group without a time."""
    if task.content != task.node.text:
        return task
    due = sentences.dues.in_brackets(task.node) or sentences.dues.finished_by(task.node)
    return task if due is None else task._replace(fields={**task.fields, "schedule": due})


def _helped(task: FoundTask, said: SaidOfAll) -> FoundTask:
    """Partners that a section names once for all of its items, whoever leads each."""
    if "coordinating" in task.fields:
        return task
    for heading in _above(task.node):
        shared = said.of(heading)
        if "coordinating" in shared and "lead" not in shared:
            return task._replace(fields={**task.fields, "coordinating": shared["coordinating"]})
    return task


def _lent(task: FoundTask, sentences: SentenceReader, said: SaidOfAll) -> FoundTask:
    node = task.node
    whole = task.content.startswith(node.text) or node.text.startswith(task.content)
    own = sentences.read(node) if whole or task.title == node.text else None
    if own is not None and own.stop == "verb":
        return _give(task, own, inherited=not whole)
    if own is not None and whole and own.stop == "colon" and (rest := node.text[own.rest :].strip(" :")):
        # `Sở X: rà soát …`: the name is no part of the work
        return _give(task._replace(content=rest + task.content[len(node.text) :]), own, inherited=False)
    for heading in _headings(node):
        if (shared := said.of(heading)).keys() & {"lead", "coordinating"} and heading is not node:
            task = task._replace(fields={**shared, **task.fields})
            if "lead" in task.fields:
                return task
        if heading.label is not None and heading.label.role == "lead" and heading.label.value:
            value = FoundField(heading.label.value, heading.start, heading.end, inherited=True)
            return task._replace(fields={**task.fields, "lead": value})
        reading = sentences.named_alone(heading)
        if reading is None and heading.text.endswith(":"):
            reading = sentences.read(heading)
        if reading is not None and reading.stop != "comma":
            partner = sentences.partners.read(node, 0) if heading is not node else None
            if partner is not None and "coordinating" not in task.fields:
                task = task._replace(fields={**task.fields, "coordinating": partner})
            return _give(task, reading, inherited=True)
    return task


def _headings(node: Node) -> Iterator[Node]:
    """The node and what it stands under."""
    above: Node | None = node
    for _ in range(_DEEPEST):
        if above is None or above.kind == "root":
            return
        yield above
        above = above.parent


def _above(node: Node) -> Iterator[Node]:
    """What the node stands under, without itself."""
    return islice(_headings(node), 1, None)


def _give(task: FoundTask, reading: Reading, *, inherited: bool) -> FoundTask:
    fields = dict(task.fields)
    fields["lead"] = _as(reading.lead, inherited)
    if reading.coordinating is not None and "coordinating" not in fields:
        fields["coordinating"] = _as(reading.coordinating, inherited)
    return task._replace(fields=fields)


def _as(value: FoundField, inherited: bool) -> FoundField:
    return value._replace(inherited=inherited)
