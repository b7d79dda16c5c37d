"""What the three ways of finding tasks have in common: a task in words and places, before its values are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from khcchc.outline import Node

Basis = Literal["fields", "table", "assignment"]
ROLES = ("lead", "coordinating", "deliverables", "schedule", "budget", "note")


class FoundField(NamedTuple):
    """The words of one field, its lines, and whether they stand here or are taken from above."""

    text: str
    start: int
    end: int
    inherited: bool = False
    cell: tuple[int, int, int] | None = None


class FoundTask(NamedTuple):
    """`node` is where the task stands; `fields` holds at most one field of each role."""

    basis: Basis
    node: Node
    content: str
    start: int
    end: int
    title: str | None
    fields: dict[str, FoundField]
    doubled: tuple[tuple[str, int], ...] = ()
    """Roles given twice, with the line of the second."""
    certain: bool = True
    why: str = ""
    """The rule that made it a task, for `explain`."""
    led_by_above: bool = False
    """Its lead stands in the row above; that their cells are merged is only likely."""


class Reading(NamedTuple):
    """A sentence and its agency: where the name ends, and what stopped it (see `actors.Actors.stop`)."""

    lead: FoundField
    coordinating: FoundField | None
    stop: str
    rest: int
    why: str
    schedule: FoundField | None = None
    work: str | None = None
    """The words of the work, where they are not all of the sentence."""


def joined(first: FoundField, second: FoundField) -> FoundField:
    """A field given twice keeps both texts."""
    return FoundField(
        f"{first.text}\n{second.text}", first.start, max(first.end, second.end), first.inherited, first.cell
    )


def own_lines(node: Node, *, marked: bool = True) -> list[str]:
    """The words of a node and of all below it, a line each; those below keep their markers."""
    out = [node.text] if node.text else []
    for child in node.children:
        lines = own_lines(child)
        if marked and child.marker and lines:
            lines[0] = f"{child.marker} {lines[0]}"
        out += lines
    return out


def last_line(node: Node) -> int:
    return max(n.end for n in node.walk()) if node.children else node.end


def join_nodes(nodes: Sequence[Node]) -> str:
    """The words of several items as one text, a line each, with their bullets."""
    lines: list[str] = []
    for node in nodes:
        words = own_lines(node)
        if len(nodes) > 1 and node.marker and words:
            words[0] = f"{node.marker} {words[0]}"
        lines += words
    return "\n".join(lines)
