"""The words of the head and of the tail of a part: paragraphs and cells, with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khcchc.outline import Node, Part


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or a cell of the head or the tail, with its lines."""

    text: str
    start: int
    end: int
    kind: str = "prose"


def words_of(part: Part, zone: str) -> Iterator[Words]:
    """The words of one zone of a part, `head` or `tail`, in order."""
    for node in part.root.walk():
        if node.zone != zone or node is part.root:
            continue
        if node.row is not None:
            for cell in node.row.cells:
                if cell is not None:
                    yield Words(cell.text, cell.start, cell.end, "prose" if node.row.kind != "header" else "heading")
        else:
            text = (
                f"{node.text}"
                if node.marker is None or node.kind in ("dash", "appendix")
                else f"{node.marker} {node.text}"
            )
            yield Words(text, node.start, node.end, _word_kind(node))


def _word_kind(node: Node) -> str:
    return node.kind if node.kind in ("title", "enacting", "appendix", "dash") else "prose"
