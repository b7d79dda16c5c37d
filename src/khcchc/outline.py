"""Marked lines and grids to the section tree.

Guarantees:
 1. Every line of the document that is not furniture is in exactly one node.
 2. What a marker means is settled by its neighbours: a letter continues its letters, a numeral its numerals,
    a number that begins again under a line ending in a colon is a list of its own.
 3. A wrong number keeps its words and takes the place that the sequence shows; a problem names its line.
 4. Walked through, the tree is in the order of the lines.
 5. A decision, the plan attached to it and each appendix are parts with their own numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from khcchc.bullets import bullets_behind, is_short_heading, owner_among_bullets, rank_bullet
from khcchc.grammar import Grammars
from khcchc.grid import Grid, Row
from khcchc.kept import compiled
from khcchc.lines import MarkedLine
from khcchc.model import Problem
from khcchc.nodes import BULLETS, RANK, SEQUENCES, SHARED_ROLES, Element, Node, Outline, Part, TableElement
from khcchc.numbering import Sequence23
from khcchc.patterns import FirstOf
from khcchc.section_ids import Ids, name_parts, number_nodes, repair_numbers

__all__ = ["Element", "Node", "Outline", "OutlineBuilder", "Part", "TableElement"]

_BODY = ("article", "division", "roman", "capital", "arabic", "decimal", "work")
"""Kinds of lines with which the head of a document ends."""
_BRACKETED_RANK = 45.0
_BARE_NUMBER_RE = compiled(r"(\d{1,2})\s+(?=[A-ZĐÀ-Ỹ])")
_COUNTED_RE = compiled(
    r"(?:xã|phường|thị trấn|trường|lớp|cuộc|đợt|hội nghị|mô hình|tổ|đội|trạm|điểm|công trình|dự án|thôn|bản)(?!\w)",
    re.IGNORECASE,
)
"""What a number before it counts."""
_STOPS = (".", ";", "/")
_BELOW = 0.01
"""How much deeper than its item a label stands that heads the lines of its value."""
_LISTED_ROLES = (*SHARED_ROLES, "deliverables")
_DIVISION_RANK = (("phần", 1.0), ("chương", 2.0), ("mục", 3.0), ("tiểu mục", 4.0))


class OutlineBuilder:
    """Builds the tree of one document; made for it, since it keeps the open sections."""

    def __init__(self, grammars: Grammars) -> None:
        self._order = Sequence23(grammars["markers"].words("point letters"))
        head = grammars["head"]
        self._tail = FirstOf(head.giving("tail"))

    def build(self, elements: Sequence[Element]) -> Outline:
        groups = list(_split_parts(elements))
        if not groups:  # nothing but furniture
            return Outline((Part("part", Node("root", "", 1, 1, rank=0.0)),), ())
        parts = [self._build_part(group) for group in groups]
        name_parts(parts)
        problems: list[Problem] = []
        ids = Ids()
        for part in parts:
            problems += repair_numbers(part.root, self._order)
            number_nodes(part, ids)
        return Outline(tuple(parts), tuple(problems))

    def _build_part(self, elements: Sequence[Element]) -> Part:
        first = elements[0]
        kind = "appendix" if isinstance(first, MarkedLine) and first.kind == "appendix" else "part"
        part = Part(kind, Node("root", "", first.start, elements[-1].end, rank=0.0))
        stack = [part.root]
        zone = "head"
        inner = _letters_below_romans(elements)
        around = zip_longest(elements, bullets_behind(elements), elements[1:], _numbers_ahead(elements))
        for element, behind, after, ahead in around:
            element = self._with_number(stack, element, ahead)
            if isinstance(element, TableElement):
                if zone == "body" and self._is_tail_table(element.grid):
                    zone = "tail"
                if zone == "head" and (element.grid.holds_tasks or part.kind == "appendix"):
                    zone = "body"
                self._add_table(part, stack, element, zone)
                continue
            if zone == "head" and element.kind in _BODY:
                zone = "body"
            elif zone == "body" and element.kind == "prose" and self._tail.fits(element.text):
                zone = "tail"
            node = _node(element, zone)
            if element.kind == "appendix":
                part.number = element.number
            if zone == "body" and element.kind not in ("prose", "title", "enacting", "appendix"):
                if id(element) in inner:
                    node.rank = RANK["roman"] + 0.5
                self._push(stack, node)
            else:
                owner = _owner(stack, zone, part)
                listed = zone == "body" and _lists_its_value(element, after)
                if zone == "body":
                    if owner.kind not in BULLETS and not listed:
                        owner = owner_among_bullets(stack, element.text, behind) or owner
                    while stack[-1] is not owner:
                        stack.pop()
                owner.add(node)
                if listed:
                    node.rank = owner.rank + _BELOW
                    stack.append(node)
        return part

    def _is_tail_table(self, grid: Grid) -> bool:
        """The recipients and the signature side by side are a table on paper, and no table of work."""
        cells = [c for row in grid.rows for c in row.cells if c is not None]
        opening = cells if len(cells) <= 8 else [c for c in grid.rows[0].cells if c is not None]
        return not grid.holds_tasks and any(self._tail.fits(c.text) for c in opening)

    def _push(self, stack: list[Node], node: Node) -> None:
        """Close what the node ends, and open it."""
        self._settle_capital(stack, node)
        if node.kind == "work":
            _rank_work(stack, node)
        if node.bracketed and any(n.kind in ("arabic", "decimal", "letter") and not n.bracketed for n in stack):
            node.rank = _BRACKETED_RANK
        if node.kind in SEQUENCES and node.number:
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
        if node.kind in BULLETS:
            rank_bullet(stack, node)
        while stack[-1].rank >= node.rank:
            stack.pop()
        stack[-1].add(node)
        stack.append(node)

    def _with_number(self, stack: Sequence[Node], element: Element, ahead: str | None) -> Element:
        """`2 Trưởng các phòng …` between `1.` and `3.` is the second item, its stop forgotten."""
        if not isinstance(element, MarkedLine) or element.kind != "prose" or element.label is not None:
            return element
        match = _BARE_NUMBER_RE.match(element.text) if ahead is not None else None
        if match is None or ahead != str(int(match[1]) + 1):
            return element
        before = str(int(match[1]) - 1)
        above = next((node for node in stack if node.kind == "arabic" and node.number == before), None)
        if above is None or not above.text.endswith(_STOPS) or _COUNTED_RE.match(element.text, match.end()):
            return element
        return element._replace(kind="arabic", marker=match[1], number=match[1], text=element.text[match.end() :])

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
        """`1.` under `b) …:` begins a list there, although numbers usually stand above letters; some levels deep.

        So does `a)` under `* Đảng ủy xã:`.
        """
        top = stack[-1]
        first = self._order.place(node.kind, node.number or "") == 1
        return (
            first
            and node.kind != "decimal"
            and node.rank < top.rank
            and top.text.endswith(":")
            and (top.rank < _BRACKETED_RANK if top.kind not in BULLETS else node.kind == "letter" and top.label is None)
        )

    def _settle_capital(self, stack: list[Node], node: Node) -> None:
        """`C.` behind `B.` is the letter, not one hundred."""
        if node.kind == "roman" and node.number == "C":
            last = next((n for n in reversed(stack) if n.kind == "capital"), None)
            if last is not None and last.number == "B":
                node.kind, node.rank = "capital", RANK["capital"]

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


def _rank_work(stack: Sequence[Node], node: Node) -> None:
    """`Nhiệm vụ 2` stands beside `Nhiệm vụ 1`; the first below `a) Sở Nội vụ` or `- Sở Nội vụ:` stands under it."""
    beside = next((n for n in reversed(stack) if n.kind == "work"), None)
    top = stack[-1]
    if beside is not None:
        node.rank = beside.rank
        return
    heads = top.text.endswith(":") or (top.kind == "letter" and is_short_heading(top.text))
    if top.rank >= node.rank and top.label is None and heads:
        node.rank = top.rank + 0.5


def _letters_below_romans(elements: Sequence[Element]) -> set[int]:
    """`II.`, then `A.` to `D.`, then `III.`: letters that a plan uses inside its numerals, and not above them.

    The numerals behind `A.` tell: below letters that stand above them they begin again.
    """
    inside: set[int] = set()
    run: list[int] = []
    below: bool | None = False  # whether the letters now read stand below numerals; not known before the next numeral
    numeral = False
    for element in elements:
        if not isinstance(element, MarkedLine):
            continue
        if element.kind == "capital":
            if element.number == "A":
                run, below = [], None if numeral else False
            if below:
                inside.add(id(element))
            run.append(id(element))
        elif element.kind == "roman" and not (element.number == "C" and run):
            numeral = True
            if below is None:
                below = element.number != "I"
                inside.update(run if below else ())
    return inside.union(run if below is None else ())


def _node(line: MarkedLine, zone: str) -> Node:
    rank = RANK.get(line.kind, 99.0)
    if line.kind == "division" and line.marker:
        rank = next(r for word, r in reversed(_DIVISION_RANK) if line.marker.lower().startswith(word))
    if line.kind == "decimal":
        rank = 20.0 + _depth_of(line.number or "")
    return Node(
        line.kind,
        line.text,
        line.start,
        line.end,
        line.marker or None,
        line.number,
        line.bold,
        line.label,
        zone,
        rank,
        rule=line.rule,
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


def _owner(stack: list[Node], zone: str, part: Part) -> Node:
    """What holds a line without a marker: the open section, but not the bullet above it, unless it heads a list."""
    if zone != "body":
        return part.root
    top = stack[-1]
    if top.kind in BULLETS and top.text.endswith(":") and top.label is None and not top.children:
        return top
    return next(n for n in reversed(stack) if n.kind not in (*BULLETS, "prose"))


def _numbers_ahead(elements: Sequence[Element]) -> list[str | None]:
    """For each element the number of the next item that is numbered `1.`, `2.`."""
    numbers: list[str | None] = []
    ahead: str | None = None
    for element in reversed(elements):
        numbers.append(ahead)
        if isinstance(element, MarkedLine) and element.kind == "arabic":
            ahead = element.number
    return numbers[::-1]


def _lists_its_value(line: MarkedLine, after: Element | None) -> bool:
    """`Cơ quan thực hiện:` without a mark, over `+ Sở A`, `+ Sở B`: these are its value, and no items beside it."""
    label = line.label
    if label is None or label.value or label.more or label.role not in _LISTED_ROLES:
        return False
    return isinstance(after, MarkedLine) and after.kind in BULLETS and after.label is None


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
