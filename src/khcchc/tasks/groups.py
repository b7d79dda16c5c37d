"""A group of field lines while it is read, and what it says in the end: its title, its content, its owner.

Guarantees:
 1. Every line below a label is in its value, or a field of its own.
 2. `Nhiệm vụ 2:` before the words of a work is left out of its content only once the words have been read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khcchc.grammar import Grammars
from khcchc.lines import Label
from khcchc.nodes import BULLETS
from khcchc.outline import Node
from khcchc.tasks.found import FoundField, FoundTask, join_nodes, joined, last_line, own_lines


@dataclass(slots=True, eq=False)
class Group:
    """The field lines met since the last task, and the text that stood before them."""

    before: list[Node] = field(default_factory=list)
    fields: dict[str, FoundField] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    doubled: list[tuple[str, int]] = field(default_factory=list)
    content: list[tuple[Node, Label | None]] = field(default_factory=list)
    """Lines that tell the work, each with its label; bullets below a bare label have none."""
    matters: list[Node] = field(default_factory=list)
    """Those of `nodes` that are shortcomings or remedies."""


def opens_with_who(group: Group) -> bool:
    """`- Đơn vị chủ trì: …`, then `- Nội dung: …` and `- Thời gian: …` are one group."""
    return group.fields.keys() == {"lead"} or group.fields.keys() == {"lead", "coordinating"}


def is_listed_content(group: Group, node: Node) -> bool:
    """`- Rà soát hồ sơ` below a bare `Biện pháp khắc phục:` that stands beside it, not over it."""
    if not group.content or node.kind not in BULLETS or group.nodes[-1] is not group.content[-1][0]:
        return False
    label = group.content[0][1]
    return label is not None and not label.value


def field_value(node: Node, label: Label) -> FoundField:
    """The words behind the label, with the bullets under it, one a line; labels of other fields are fields."""
    lines = [label.value] if label.value else []
    for child in node.children:
        if is_listed_value(child, label):
            lines += _listed(child)
    return FoundField("\n".join(lines), node.start, last_line(node))


def is_listed_value(child: Node, label: Label) -> bool:
    """Whether a line below a label is a part of its value; it is none where it is a label of another field.

    `- Sản phẩm: Kế hoạch, nêu rõ:` over `+ Thời gian: từng đợt` lists what the product holds.
    """
    told = child.label is not None and child.label.role == "content" and label.role not in ("lead", "schedule")
    return child.label is None or told or label.value.endswith(":")


def _listed(node: Node) -> list[str]:
    """The lines of a bullet, its marker before the first."""
    words = own_lines(node)
    return [f"{node.marker} {words[0]}", *words[1:]] if words and node.marker else words


class GroupWords:
    """What the words of a group are: its work, the number of it, what it is for. Built once for a document."""

    def __init__(self, grammars: Grammars) -> None:
        prose = grammars["assignment"]
        self._number = prose.pattern("numbered work").re
        self._head = prose.pattern("heading of what is done")
        self._aim = prose.pattern("what the work is for")

    def without_number(self, task: FoundTask) -> FoundTask:
        """The task once its words were read: the number of the work is a marker and none of them."""
        return task._replace(content=self._number.sub("", task.content))

    def without_aims(self, group: Group) -> None:
        """`a) Mục tiêu: Giảm 40%` before the labels of a work says what it is for, not what is done: a note."""
        aims: list[Node] = []
        others: list[Node] = []
        for node in group.before:
            (aims if self._aim.match(node.text) else others).append(node)
        if not aims:
            return
        group.before, group.nodes = others, [*aims, *group.nodes]
        told = FoundField("\n".join(node.text for node in aims), aims[0].start, last_line(aims[-1]))
        group.fields["note"] = joined(told, group.fields["note"]) if "note" in group.fields else told

    def content_of(self, parent: Node, group: Group) -> tuple[str | None, str, Node]:
        """(title, content, owner) of a group."""
        heading = parent.text if parent.kind != "root" else None
        if group.content:
            lines: list[str] = []
            for node, label in group.content:
                lines += field_value(node, label).text.split("\n") if label else _listed(node)
            above = group.before[-1].text if group.before else heading
            owner = group.before[-1] if group.before else (parent if parent.kind != "root" else group.content[0][0])
            return above, "\n".join(x for x in lines if x), owner
        if group.before:
            over = group.before[0]
            if len(group.before) == 1 and over.children and parent.kind != "root" and self._head.match(over.text):
                return heading, join_nodes(over.children), parent  # `a) Nội dung` over its bullets
            return heading, join_nodes(group.before), over
        if parent.label is not None and parent.label.role == "content" and parent.label.value:
            return None, parent.label.value, parent  # `a) Nhiệm vụ: Rà soát văn bản` over its labels
        return None, parent.text, parent
