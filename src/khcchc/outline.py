"""Marked lines and grids to the section tree.

Guarantees:
 1. Every line of the document that is not furniture is in exactly one node.
 2. What a marker means is settled by its neighbours: a letter continues its letters, a numeral its numerals,
    a number that begins again under a line ending in a colon is a list of its own.
 3. A wrong number keeps its words and takes the place that the sequence shows; a problem names its line.
 4. A decision, the plan attached to it and each appendix are parts with their own numbering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khcchc.grammar import Grammars
from khcchc.grid import Grid, Row
from khcchc.lines import Label, MarkedLine
from khcchc.model import Problem
from khcchc.numbering import Sequence23, find_slips

_RANK = {"division": 1.0, "article": 5.0, "capital": 11.0, "roman": 12.0, "arabic": 20.0, "decimal": 21.0, "letter": 40.0, "dash": 50.0, "bullet": 55.0, "plus": 60.0}
_BRACKETED_RANK = 45.0
_DIVISION_RANK = (("phần", 1.0), ("chương", 2.0), ("mục", 3.0), ("tiểu mục", 4.0))
_BULLETS = ("dash", "plus", "bullet")
_SEQUENCES = ("roman", "arabic", "decimal", "letter", "capital")
_SECTION_KINDS = {"division": "part", "capital": "roman", "bullet": "dash", "prose": "paragraph", "title": "heading", "enacting": "heading"}


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
    children: list[Node] = field(default_factory=list)
    grid: Grid | None = None
    row: Row | None = None
    rule: str | None = None

    def add(self, child: Node) -> Node:
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def bracketed(self) -> bool:
        """`1)` and `(1)` are a list of another style than `1.`, and stand below it."""
        return self.kind == "arabic" and (self.marker or "").endswith(")")

    def section_kind(self) -> str:
        return _SECTION_KINDS.get(self.kind, self.kind)


@dataclass(slots=True, eq=False)
class Part:
    """A decision, a plan or an appendix: `root` holds its nodes and is no section of its own."""

    kind: str
    root: Node
    prefix: str = ""
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    def nodes(self) -> Iterator[Node]:
        for part in self.parts:
            nodes = part.root.walk()
            next(nodes)
            yield from nodes


@dataclass(frozen=True, slots=True)
class TableElement:
    grid: Grid
    start: int
    end: int


Element = MarkedLine | TableElement


class OutlineBuilder:
    """Builds the tree of one document; made for it, since it keeps the open sections."""

    def __init__(self, grammars: Grammars) -> None:
        self._order = Sequence23(grammars["markers"].words("point letters"))
        head = grammars["head"]
        self._tail = head.giving("tail")
        self._problems: list[Problem] = []

    def build(self, elements: Sequence[Element]) -> Outline:
        groups = list(_split_parts(elements))
        if not groups:  # nothing but furniture
            return Outline((Part("part", Node("root", "", 1, 1, rank=0.0)),), ())
        parts = [self._build_part(group) for group in groups]
        _name_parts(parts)
        for part in parts:
            self._repair(part.root)
            _number_nodes(part)
        return Outline(tuple(parts), tuple(self._problems))

    def _build_part(self, elements: Sequence[Element]) -> Part:
        first = elements[0]
        kind = "appendix" if isinstance(first, MarkedLine) and first.kind == "appendix" else "part"
        part = Part(kind, Node("root", "", first.start, elements[-1].end, rank=0.0))
        stack = [part.root]
        zone = "head"
        for element in elements:
            if isinstance(element, TableElement):
                if zone == "body" and self._is_tail_table(element.grid):
                    zone = "tail"
                if zone == "head" and (element.grid.holds_tasks or part.kind == "appendix"):
                    zone = "body"
                self._add_table(part, stack, element, zone)
                continue
            if element.kind in ("article", "division", "roman", "capital", "arabic", "decimal") and zone == "head":
                zone = "body"
            elif zone == "body" and any(p.match(element.text if element.kind == "prose" else "") for p in self._tail):
                zone = "tail"
            node = _node(element, zone)
            if element.kind == "appendix":
                part.number = element.number
            if zone == "body" and element.kind not in ("prose", "title", "enacting", "appendix"):
                self._push(stack, node)
            else:
                _owner(stack, zone, part).add(node)
        return part

    def _is_tail_table(self, grid: Grid) -> bool:
        """The recipients and the signature side by side are a table on paper, and no table of work."""
        cells = [c for row in grid.rows for c in row.cells if c is not None]
        return not grid.holds_tasks and len(cells) <= 8 and any(p.match(c.text) for c in cells for p in self._tail)

    def _push(self, stack: list[Node], node: Node) -> None:
        """Close what the node ends, and open it."""
        self._settle_capital(stack, node)
        if node.bracketed and any(n.kind in ("arabic", "decimal", "letter") and not n.bracketed for n in stack):
            node.rank = _BRACKETED_RANK
        if node.kind in _SEQUENCES and node.number:
            sibling = self._predecessor(stack, node)
            if sibling is not None:
                while stack[-1] is not sibling:
                    stack.pop()
                stack.pop()
                node.rank = sibling.rank
                stack[-1].add(node)
                stack.append(node)
                return
            if self._begins_inside(stack, node):
                node.rank = stack[-1].rank + 0.5
                stack[-1].add(node)
                stack.append(node)
                return
        while stack[-1].rank >= node.rank:
            stack.pop()
        stack[-1].add(node)
        stack.append(node)

    def _predecessor(self, stack: list[Node], node: Node) -> Node | None:
        place = self._order.place(node.kind, node.number or "")
        for open_node in reversed(stack[1:]):
            if open_node.kind != node.kind or open_node.bracketed != node.bracketed:
                continue
            if not open_node.number or _depth(open_node) != _depth(node):
                continue
            before = self._order.place(open_node.kind, open_node.number)
            if before is not None and place == before + 1:
                return open_node
        return None

    def _begins_inside(self, stack: list[Node], node: Node) -> bool:
        """`1.` under `b) …:` begins a list there, although numbers usually stand above letters."""
        top = stack[-1]
        first = self._order.place(node.kind, node.number or "") == 1
        return first and node.kind != "decimal" and top.rank > node.rank and top.text.endswith(":") and top.kind not in _BULLETS

    def _settle_capital(self, stack: list[Node], node: Node) -> None:
        """`C.` behind `B.` is the letter, not one hundred."""
        if node.kind == "roman" and node.number == "C":
            last = next((n for n in reversed(stack) if n.kind == "capital"), None)
            if last is not None and last.number == "B":
                node.kind, node.rank = "capital", _RANK["capital"]

    def _add_table(self, part: Part, stack: list[Node], element: TableElement, zone: str) -> None:
        holder = _owner(stack, zone, part)
        grid = element.grid
        groups: list[Node] = []
        for row in grid.rows:
            node = _row_node(row, grid, zone)
            if row.kind == "group":
                while groups and groups[-1].rank >= node.rank:
                    groups.pop()
                (groups[-1] if groups else holder).add(node)
                groups.append(node)
            else:
                (groups[-1] if groups else holder).add(node)

    def _repair(self, node: Node) -> None:
        for parent in node.walk():
            for kind in _SEQUENCES:
                run = [c for c in parent.children if c.kind == kind and c.number and c.zone == "body" and not _numbered_row(c)]
                groups = [c for c in parent.children if c.kind == "group" and c.number and _group_kind(c) == kind]
                self._repair_run(kind, [n for n in run if not n.bracketed])
                self._repair_run(kind, [n for n in run if n.bracketed])
                self._repair_run(kind, groups)

    def _repair_run(self, kind: str, run: list[Node]) -> None:
        places = [self._order.place(kind, n.number or "") for n in run]
        known = [(n, p) for n, p in zip(run, places, strict=True) if p is not None]
        for slip in find_slips([p for _, p in known]):
            node = known[slip.index][0]
            written = node.number or ""
            if slip.how != "missing":
                node.number = self._order.written(kind, slip.place, written)
            self._problems.append(_slip_problem(kind, node, written, slip.how))


def _node(line: MarkedLine, zone: str) -> Node:
    rank = _RANK.get(line.kind, 99.0)
    if line.kind == "division" and line.marker:
        rank = next(r for word, r in reversed(_DIVISION_RANK) if line.marker.lower().startswith(word))
    if line.kind == "decimal":
        rank = 20.0 + _depth_of(line.number or "")
    return Node(
        line.kind, line.text, line.start, line.end, line.marker or None, line.number, line.bold, line.label, zone, rank, rule=line.rule
    )


def _depth_of(number: str) -> int:
    """`I.1` stands where `1.` stands, `1.1` below it."""
    dots = number.count(".")
    return dots - 1 if number[:1].isalpha() else dots


def _depth(node: Node) -> int:
    return _depth_of(node.number or "") if node.kind == "decimal" else 0


def _row_node(row: Row, grid: Grid, zone: str) -> Node:
    words = " | ".join(" ".join(c.text.split()) for c in row.cells if c is not None and not c.inherited)
    kinds = {"group": "group", "header": "heading", "data": "paragraph", "other": "paragraph"}
    node = Node(kinds[row.kind], words, row.start, row.end, row.number, row.number, zone=zone, grid=grid, row=row)
    if row.kind == "group":
        node.text = row.title or words
        node.rank = _group_rank(row.number)
    return node


def _group_rank(number: str | None) -> float:
    if number is None:
        return 30.0
    if "." in number:
        return 12.0 + number.count(".") + (8.0 if number[0].isdigit() else 0.0)
    if number.isdigit():
        return 20.0
    return 12.0 if all(c in "IVXLC" for c in number) else (11.0 if number.isupper() else 40.0)


def _group_kind(node: Node) -> str:
    number = (node.number or "").rpartition(".")[2]
    if number.isdigit():
        return "arabic"
    return "roman" if all(c in "IVXLC" for c in number) else ("letter" if number.islower() else "capital")


def _numbered_row(node: Node) -> bool:
    return node.row is not None


def _owner(stack: list[Node], zone: str, part: Part) -> Node:
    """What holds a line without a marker: the open section, but not the bullet above it."""
    if zone != "body":
        return part.root
    return next(n for n in reversed(stack) if n.kind not in _BULLETS)


def _split_parts(elements: Sequence[Element]) -> Iterator[list[Element]]:
    group: list[Element] = []
    body = False
    for element in elements:
        if isinstance(element, MarkedLine):
            if group and (element.kind == "appendix" or (element.kind == "title" and body)):
                yield group
                group, body = [], element.kind == "appendix"
            body = body or element.kind in ("article", "roman", "arabic", "division", "capital")
        group.append(element)
    if group:
        yield group


def _name_parts(parts: list[Part]) -> None:
    """The plan's sections keep their plain numbers; a covering decision and the appendices get a prefix."""
    bodies = [p for p in parts if p.kind == "part"]
    main = next((p for p in bodies[1:] if _is_body(p)), bodies[0]) if bodies else None
    others = appendices = 0
    count = sum(1 for p in parts if p.kind == "appendix")
    taken: set[str] = set()
    for part in parts:
        if part is main:
            continue
        if part.kind == "appendix":
            appendices += 1
            prefix = f"PL{part.number or (appendices if count > 1 else '')}"
        else:
            others += 1
            prefix = "QĐ" if main is not None and parts.index(part) < parts.index(main) else f"P{others + 1}"
        while prefix in taken:
            prefix += "'"
        taken.add(prefix)
        part.prefix = prefix


def _is_body(part: Part) -> bool:
    return any(n.kind in ("roman", "arabic", "capital") and n.zone == "body" for n in part.root.walk())


def _number_nodes(part: Part) -> None:
    """Ids from the numbers of the ancestors: `II.2.2.1`; bullets, paragraphs and rows are counted."""
    part.root.id = part.prefix
    first = part.root.children[0] if part.root.children else None
    named = part.prefix and first is not None and first.kind in ("appendix", "title")
    for parent in part.root.walk():
        counts: dict[str, int] = {}
        taken: set[str] = set()
        for child in parent.children:
            if named and child is first:
                child.id = part.prefix
                continue
            name = _own_name(child, counts)
            base = f"{parent.id}.{name}" if parent.id else name
            unique, n = base, 2
            while unique in taken:
                unique, n = f"{base}#{n}", n + 1
            taken.add(unique)
            child.id = unique


def _own_name(node: Node, counts: dict[str, int]) -> str:
    if node.kind == "article":
        return f"Đ{node.number}"
    if node.kind == "division":
        return "".join((node.marker or "").split()).rstrip(".:")
    if node.number and node.zone == "body" and node.kind not in _BULLETS and node.kind != "appendix":
        return node.number
    sign = {"dash": "-", "bullet": "-", "plus": "+", "group": "g", "heading": "h", "title": "h", "enacting": "h", "appendix": "h"}.get(node.kind, "p")
    if node.row is not None and node.row.kind == "data":
        sign = "r"
    counts[sign] = counts.get(sign, 0) + 1
    return f"{sign}{counts[sign]}"


_CODES = {"roman": "STR001", "capital": "STR001", "arabic": "STR002", "decimal": "STR002"}


def _slip_problem(kind: str, node: Node, written: str, how: str) -> Problem:
    code = _CODES.get(kind) or ("STR004" if how == "repeated" else "STR003")
    if how == "missing":
        message = f"numbering jumps to {written!r}: a number before it is missing"
    elif node.number != written:
        message = f"number {written!r} is out of order: read as {node.number!r}"
    else:
        message = f"number {written!r} is {how}"
    return Problem(code=code, severity="warning", message=message, line=node.start, column=1)
