"""Numbered sections and rows as they stand beside each other, with the numbers as written.

The outline repairs a wrong number; here the slip itself is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khcchc.check.context import CheckContext
from khcchc.grid import Row
from khcchc.numbering import Sequence23
from khcchc.outline import Node

_NUMBER_RE = re.compile(r"(?:[IVXLC]+|\d+|[^\W\d_])(?:\.\d+)*(?=\W*$)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One item of a list: its number as written, and its place in the sequence, from 1."""

    node: Node
    written: str
    place: int


def numbered_lists(context: CheckContext, kind: str) -> tuple[tuple[Numbered, ...], ...]:
    """Every list of siblings numbered in one way (`roman`, `arabic`, `decimal`, `letter`).

    A number one begins a new list: two lists may stand under one heading with a paragraph between them.
    """
    key = f"siblings.{kind}"
    if key not in context.cache:
        context.cache[key] = tuple(_lists(context, kind))
    lists: tuple[tuple[Numbered, ...], ...] = context.cache[key]
    return lists


def _lists(context: CheckContext, kind: str) -> Iterator[tuple[Numbered, ...]]:
    order = Sequence23(context.grammars["markers"].words("point letters"))
    for part in context.outline.parts:
        for parent in part.root.walk():
            children = [c for c in parent.children if c.zone == "body"]
            if not children:
                continue
            plain = [c for c in children if c.row is None and c.kind == kind and c.marker]
            for bracketed in (False, True):  # `(1)` stands below `1)`, whatever the outline made of it
                same = [c for c in plain if (c.marker or "").lstrip("-+ ").startswith("(") is bracketed]
                yield from _split(order, kind, [(c, written_number(c)) for c in same])
            groups = [
                c for c in children if c.kind == "group" and c.row and c.row.number and c.grid and c.grid.holds_tasks
            ]
            yield from _split(order, kind, [(c, _group_number(c, kind)) for c in groups])


def row_lists(context: CheckContext) -> Iterator[tuple[Numbered, ...]]:
    """The ordinal numbers of the rows of tables of tasks, between one group and the next."""
    order = Sequence23(context.grammars["markers"].words("point letters"))
    for part in context.outline.parts:
        for parent in part.root.walk():
            rows: list[tuple[Node, str | None]] = []
            for child in parent.children:
                if child.row is None or child.row.kind != "data" or child.grid is None or not child.grid.holds_tasks:
                    continue
                number = (child.row.number or "").strip(" .")
                if (
                    not number.isdigit()
                    or not _says_more(child.row, number)
                    or (rows and rows[-1][1] == number and any(c and c.inherited for c in child.row.cells))
                ):
                    continue
                rows.append((child, number))
            yield from _split(order, "arabic", rows)


def _says_more(row: Row, number: str) -> bool:
    """Whether a row holds more than its number: the figure of a sum alone is no number of a row."""
    return any(c is not None and not c.inherited and c.text.strip(" .") != number for c in row.cells)


def written_number(node: Node) -> str | None:
    """The number within a marker: `- h)` gives `h`, `2.1.` gives `2.1`."""
    match = _NUMBER_RE.search(node.marker or "")
    return match[0] if match else None


def _group_number(node: Node, kind: str) -> str | None:
    number = ((node.row.number if node.row else None) or "").strip(" .)")
    roman = bool(number) and all(c in "IVXLC" for c in number) and number not in ("C", "L")  # C stands behind B
    fits = {"roman": roman, "arabic": number.isdigit(), "letter": len(number) == 1 and number.islower()}
    return number if fits.get(kind, False) else None


def _split(order: Sequence23, kind: str, items: list[tuple[Node, str | None]]) -> Iterator[tuple[Numbered, ...]]:
    run: list[Numbered] = []
    for node, number in items:
        place = order.place(kind, number) if number else None
        if place is None or number is None:
            continue
        if place == 1 and run:
            yield tuple(run)
            run = []
        run.append(Numbered(node, number, place))
    if run:
        yield tuple(run)
