"""The section tree while it is built: nodes, and the parts of a document that have their own numbering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khcchc.grid import Grid, Row
from khcchc.lines import Label, MarkedLine
from khcchc.model import Problem, SectionKind

BULLETS = ("dash", "plus", "bullet")
SEQUENCES = ("roman", "arabic", "decimal", "letter", "capital")
RANK = {
    "division": 1.0,
    "article": 5.0,
    "capital": 11.0,
    "roman": 12.0,
    "arabic": 20.0,
    "decimal": 21.0,
    "work": 30.0,
    "letter": 40.0,
    "dash": 50.0,
    "bullet": 55.0,
    "plus": 60.0,
}
"""How deep a kind of line stands where its neighbours do not tell; a division has the rank of its word."""
SHARED_ROLES = ("lead", "coordinating", "schedule")
"""What one line may say of a whole list; what comes of the work, and its money, are each item's own."""
_SECTION_KINDS = {
    "division": "part",
    "work": "heading",
    "capital": "roman",
    "bullet": "dash",
    "prose": "paragraph",
    "title": "heading",
    "enacting": "heading",
}


@dataclass(slots=True, eq=False)
class Node:
    """One place in the tree. `kind` is the kind of its line; `row` is set for the rows of tables."""

    kind: str
    text: str
    start: int
    end: int
    marker: str | None = None
    number: str | None = None
    bold: bool = False
    label: Label | None = None
    zone: str = "body"
    """`head`, `body` or `tail` of its part."""
    rank: float = 99.0
    id: str = ""
    parent: Node | None = None
    children: Sequence[Node] = ()
    """Most nodes have none, and share one empty sequence; `add` begins a list."""
    grid: Grid | None = None
    row: Row | None = None
    rule: str | None = None

    def add(self, child: Node) -> Node:
        child.parent = self
        if isinstance(self.children, list):
            self.children.append(child)
        else:
            self.children = [child]
        return child

    def walk(self) -> list[Node]:
        """The node itself and all below it, in document order."""
        if not self.children:
            return [self]
        out: list[Node] = []
        stack = [self]
        while stack:
            node = stack.pop()
            out.append(node)
            if node.children:
                stack += node.children[::-1]
        return out

    @property
    def bracketed(self) -> bool:
        """`1)` and `(1)` are a list of another style than `1.`, and stand below it."""
        return self.kind == "arabic" and (self.marker or "").endswith(")")

    def section_kind(self) -> SectionKind:
        kind: SectionKind = _SECTION_KINDS.get(self.kind, self.kind)  # type: ignore[assignment]
        return kind


@dataclass(slots=True, eq=False)
class Part:
    """A decision, a plan or an appendix: `root` holds its nodes and is no section of its own."""

    kind: str
    root: Node
    prefix: str = ""
    number: str | None = None


class Outline(NamedTuple):
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    def nodes(self) -> Iterator[Node]:
        for part in self.parts:
            yield from part.root.walk()[1:]


class TableElement(NamedTuple):
    grid: Grid
    start: int
    end: int


Element = MarkedLine | TableElement
