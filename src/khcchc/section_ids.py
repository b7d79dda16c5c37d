"""Numbers put right and ids given: the last step of the outline.

Guarantees:
 1. A wrong number keeps its words (`marker`) and takes the place that its siblings show; a problem names its line.
 2. Ids are unique in the document and made of the numbers above: `II.2.2.1`; they do not change with other sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from khcchc.model import Problem
from khcchc.nodes import BULLETS, SEQUENCES, Node, Part
from khcchc.numbering import Sequence23, find_slips

_SIGNS = {
    "dash": "-",
    "bullet": "-",
    "plus": "+",
    "group": "g",
    "heading": "h",
    "title": "h",
    "enacting": "h",
    "appendix": "h",
}
"""What the ids of sections without a number of their own are made of; `p` for all others."""


def repair_numbers(root: Node, order: Sequence23) -> Iterator[Problem]:
    """Judge the numbers of every list of siblings below `root`, and put the slips right."""
    for parent in root.walk():
        runs: dict[tuple[str, str], list[Node]] = {}
        for child in parent.children:
            if not child.number or child.zone != "body":
                continue
            if child.kind == "group":
                runs.setdefault((_group_kind(child), "group"), []).append(child)
            elif child.row is None and child.kind in SEQUENCES:
                runs.setdefault((child.kind, "bracketed" if child.bracketed else ""), []).append(child)
        for (kind, _), siblings in runs.items():
            yield from _repair_run(kind, siblings, order)


def _repair_run(kind: str, run: Sequence[Node], order: Sequence23) -> Iterator[Problem]:
    known = [(n, place) for n in run if (place := order.place(kind, n.number or "")) is not None]
    for slip in find_slips([place for _, place in known]):
        node = known[slip.at][0]
        written = node.number or ""
        if slip.how != "missing":
            node.number = order.written(kind, slip.place, written)
        yield _slip_problem(kind, node, written, slip.how)


def _group_kind(node: Node) -> str:
    number = (node.number or "").rpartition(".")[2]
    if number.isdigit():
        return "arabic"
    return "roman" if all(c in "IVXLC" for c in number) else ("letter" if number.islower() else "capital")


def name_parts(parts: list[Part]) -> None:
    """The plan's sections keep their plain numbers; a covering decision and the appendices get a prefix."""
    bodies = [p for p in parts if p.kind == "part"]
    main = next((p for p in bodies[1:] if _is_body(p)), bodies[0]) if bodies else None
    others = appendices = 0
    count = sum(1 for p in parts if p.kind == "appendix")
    taken: Counter[str] = Counter()
    passed = False
    for part in parts:
        if part is main:
            passed = True
            continue
        if part.kind == "appendix":
            appendices += 1
            prefix = f"PL{part.number or (appendices if count > 1 else '')}"
        else:
            others += 1
            prefix = "QĐ" if main is not None and not passed else f"P{others + 1}"
        taken[prefix] += 1
        part.prefix = f"{prefix}{_again(taken[prefix])}"


def _again(times: int) -> str:
    """`PL1`, `PL1'`, `PL1''`, and then by number, so that a number given a thousand times makes no long ids."""
    return "'" * (times - 1) if times <= 3 else f"'{times}"


def _is_body(part: Part) -> bool:
    return any(n.kind in ("roman", "arabic", "capital") and n.zone == "body" for n in part.root.walk())


class Ids:
    """The ids given in one document; a second of a name gets `#2`: the `1.` below `I.` beside an `I.1.`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._again: dict[str, int] = {}

    def unique(self, name: str) -> str:
        unique = name
        while unique in self._taken:
            self._again[name] = self._again.get(name, 1) + 1
            unique = f"{name}#{self._again[name]}"
        self._taken.add(unique)
        return unique


def number_nodes(part: Part, ids: Ids) -> None:
    """Ids from the numbers of the ancestors: `II.2.2.1`; bullets, paragraphs and rows are counted."""
    part.root.id = part.prefix
    first = part.root.children[0] if part.root.children else None
    named = part.prefix and first is not None and first.kind in ("appendix", "title")
    for parent in part.root.walk():
        counts: dict[str, int] = {}
        for child in parent.children:
            if named and child is first:
                child.id = ids.unique(part.prefix)
                continue
            name = _own_name(child, counts)
            child.id = ids.unique(f"{parent.id}.{name}" if parent.id else name)


def _own_name(node: Node, counts: dict[str, int]) -> str:
    if node.kind == "article":
        return f"Đ{node.number}"
    if node.kind == "division":
        return "".join((node.marker or "").split()).rstrip(".:")
    if node.number and node.zone == "body" and node.kind not in BULLETS and node.kind != "appendix":
        return node.number
    sign = _SIGNS.get(node.kind, "p")
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
