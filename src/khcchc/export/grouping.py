"""Tasks under the headings that they stand under, for the exports that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khcchc.model import Plan, Section, Task


@dataclass(frozen=True)
class Heading:
    """One heading above tasks; `level` counts from 0."""

    id: str
    level: int
    text: str


@dataclass(frozen=True)
class Group:
    """Consecutive tasks under the same headings; `new` are those that the group before did not have."""

    new: tuple[Heading, ...]
    tasks: tuple[Task, ...]


def group_tasks(plan: Plan) -> Iterator[Group]:
    """The groups in document order. Every task is in one; a plan without headings is one group."""
    sections = {section.id: section for section in plan.sections}
    shown: tuple[Heading, ...] = ()
    chain: tuple[Heading, ...] = ()
    tasks: list[Task] = []
    for task in plan.tasks:
        above = _headings_above(task, plan, sections)
        if tasks and above != chain:
            yield Group(_unshared(chain, shown), tuple(tasks))
            shown, tasks = chain, []
        chain = above
        tasks.append(task)
    if tasks:
        yield Group(_unshared(chain, shown), tuple(tasks))


def _unshared(chain: tuple[Heading, ...], shown: tuple[Heading, ...]) -> tuple[Heading, ...]:
    same = 0
    while same < min(len(chain), len(shown)) and chain[same] == shown[same]:
        same += 1
    return chain[same:]


def _headings_above(task: Task, plan: Plan, sections: Mapping[str, Section]) -> tuple[Heading, ...]:
    own = sections.get(task.id)
    parent = own.parent if own else _nearest(task, plan, sections)
    texts: list[tuple[str, str]] = []
    while parent is not None and (section := sections.get(parent)):
        if section.title and section.kind != "paragraph":
            texts.append((section.id, label_section(section)))
        parent = section.parent
    if task.group and not any(_same(task.group, text) for _, text in texts):
        texts.insert(0, (f"{task.id}/group", task.group) if not texts else (texts[0][0] + "/group", task.group))
    return tuple(Heading(id_, level, text) for level, (id_, text) in enumerate(reversed(texts)))


def _nearest(task: Task, plan: Plan, sections: Mapping[str, Section]) -> str | None:
    """The section that holds a task which is none itself (a row, a bullet): by its id, else by its line."""
    prefix = task.id
    while "." in prefix:
        prefix = prefix.rpartition(".")[0]
        if prefix in sections:
            return prefix
    before = [section for section in plan.sections if section.span.start_line <= task.span.start_line]
    return before[-1].id if before else None


def _same(group: str, text: str) -> bool:
    return " ".join(group.split()).casefold() in " ".join(text.split()).casefold()


def label_section(section: Section) -> str:
    """Marker and title in one line: `II. NHIỆM VỤ CỤ THỂ`; the first words stand in for a title."""
    words = section.title or section.text
    marker = section.marker or ""
    label = words if not marker or words.startswith(marker) else f"{marker} {words}"
    return " ".join(label.split())
