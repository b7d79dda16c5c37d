"""The words of the head and of the tail of a part: paragraphs and cells, with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import NamedTuple

from khcchc.outline import Node, Part


class Words(NamedTuple):
    """A paragraph or a cell of the head or the tail, with its lines."""

    text: str
    start: int
    end: int
    kind: str = "prose"


def words_of(part: Part, zone: str) -> Iterator[Words]:
    """The words of one zone of a part, `head` or `tail`, in order."""
    nodes = (node for node in part.root.walk() if node.zone == zone and node is not part.root)
    for _, group in groupby(nodes, key=lambda node: id(node.grid)):
        together = list(group)
        yield from _line_words(together) if together[0].grid is None else _column_words(together)


def _column_words(nodes: Iterable[Node]) -> Iterator[Words]:
    """The cells of one table, column by column: the issuer above its second line, not beside the national name."""
    rows = [node.row for node in nodes if node.row is not None]
    for cells in zip_longest(*(row.cells for row in rows)):
        for row, cell in zip(rows, cells, strict=True):
            if cell is not None:
                yield Words(cell.text, cell.start, cell.end, "prose" if row.kind != "header" else "heading")


def _line_words(nodes: Iterable[Node]) -> Iterator[Words]:
    for node in nodes:
        bare = node.marker is None or node.kind in ("dash", "appendix")
        first, *beside = (node.text if bare else f"{node.marker} {node.text}").split("\t")
        yield Words(first, node.start, node.end, _word_kind(node))
        for text in beside:
            yield Words(text, node.start, node.end)


def _word_kind(node: Node) -> str:
    return node.kind if node.kind in ("title", "enacting", "appendix", "dash") else "prose"
