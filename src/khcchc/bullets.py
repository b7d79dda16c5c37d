"""Where a bullet stands among others, and what holds a paragraph between bullets.

Guarantees:
 1. A bullet stands beside the open one of its kind; one of a new kind below a bullet that heads a list stands under it.
 2. A label of another mark behind a list is of all its items, where none of them says the same itself.
 3. What stands behind a paragraph inside a list goes on with the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from khcchc.lines import MarkedLine
from khcchc.nodes import BULLETS, RANK, SEQUENCES, SHARED_ROLES, Element, Node

_LIST_LOOKED_AT = 50
"""Items of a list that are asked whether a label behind the last is of them all."""


def rank_bullet(stack: list[Node], node: Node) -> None:
    """Which bullet is the outer one is the drafter's choice: `* Sở A:` over `- …` as well as the reverse.

    A bullet stands beside the open one of its kind; one of a new kind below a bullet that heads a list stands
    under it.
    """
    for open_node in reversed(stack):
        if open_node.kind not in BULLETS:
            break
        if open_node.kind == node.kind:
            node.rank = open_node.rank
            return
    top = stack[-1]
    if _labels_several(top, node) or _goes_on_in_stars(top, node):
        node.rank = top.rank
        return
    if _labels_the_list(stack, node):
        node.rank = stack[-2].rank
        return
    heads = top.rank >= node.rank and top.label is None and is_short_heading(top.text)
    if top.kind in BULLETS and (top.text.endswith(":") or heads):
        node.rank = top.rank + 0.1


def owner_among_bullets(stack: Sequence[Node], text: str, behind: str | None) -> Node | None:
    """What holds the paragraph `text` between bullets, `behind` being that of the next line with a marker.

    `* Sở A:` over `- …`, a paragraph, `- …`: the list goes on. `* Sắp xếp trụ sở`, a paragraph, `+ Chủ trì: …`: the
    bullet has the paragraph and what stands deeper, unless it is one of several items that the paragraph ends.
    """
    if behind is None or stack[-1].kind not in BULLETS:
        return None
    open_bullets = takewhile(lambda n: n.kind in BULLETS, reversed(stack))
    same = next((n for n in open_bullets if n.kind == behind), None)
    if same is not None and same.parent is not None:
        # A title without a stop may head what follows: it is no part of a list inside a bullet.
        heads = same.parent.kind in BULLETS and is_short_heading(text) and not text.endswith(")")
        return None if heads else same.parent
    top = stack[-1]
    siblings = top.parent.children[-2:] if top.parent is not None else ()
    several = len(siblings) == 2 and siblings[0].kind == top.kind and not siblings[0].children and not siblings[0].label
    if RANK[behind] <= RANK[top.kind] or top.label is not None or top.children or several:
        return None
    return top


def bullets_behind(elements: Sequence[Element]) -> Iterator[str | None]:
    """For each element the bullet that opens the next line which is no prose; `None` where that is no bullet."""
    kinds: list[str | None] = []
    kind: str | None = None
    for element in reversed(elements):
        kinds.append(kind)
        if not isinstance(element, MarkedLine):
            kind = None
        elif element.kind != "prose":
            kind = element.kind if element.kind in BULLETS else None
    return reversed(kinds)


def _labels_several(top: Node, node: Node) -> bool:
    """`- …`, `- …`, `* Cơ quan thực hiện: …`: a label with a star behind dash items is of all of them."""
    if node.kind != "bullet" or node.label is None or top.kind != "dash" or top.parent is None:
        return False
    siblings = top.parent.children[-2:]
    return len(siblings) == 2 and all(c.kind == "dash" and c.label is None and not c.children for c in siblings)


def _goes_on_in_stars(top: Node, node: Node) -> bool:
    """`- Một.`, `- Hai.`, `* Ba.`: a star behind whole sentences is a slip of the pen, and no list below the last."""
    if node.kind != "bullet" or node.label is not None or top.kind != "dash" or top.parent is None:
        return False
    siblings = top.parent.children[-2:]
    return len(siblings) == 2 and all(
        c.kind == "dash" and c.label is None and c.text.endswith((".", ";")) for c in siblings
    )


def _labels_the_list(stack: Sequence[Node], node: Node) -> bool:
    """`* Thời gian: …` behind the `- Chủ trì: …` of the last item, where no item above says when: it is of them all."""
    top = stack[-1]
    if node.kind != "bullet" or node.label is None or top.kind != "dash" or top.label is None:
        return False
    if node.label.role not in SHARED_ROLES:
        return False
    item = stack[-2]
    if item.kind not in SEQUENCES or item.parent is None:
        return False
    items = item.parent.children[-_LIST_LOOKED_AT:]
    return len(items) > 1 and all(c.kind == item.kind and _labels_all_but(c, node.label.role) for c in items)


def _labels_all_but(item: Node, role: str) -> bool:
    """Whether all lines below the item are dash labels, none of this role."""
    labels = [child.label for child in item.children if child.kind == "dash"]
    return len(labels) == len(item.children) > 0 and all(label is not None and label.role != role for label in labels)


def is_short_heading(text: str) -> bool:
    """A few words without a stop: a heading rather than an item."""
    return len(text) < 90 and not text.endswith((".", ";", ",", "…", "/"))
