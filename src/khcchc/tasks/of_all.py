"""What a plan says once for all items of a section: `Cơ quan chủ trì các nhiệm vụ tại mục này: Sở Nội vụ`.

Guarantees:
 1. Such a line is no work, and no field of the item that it happens to stand below.
 2. It speaks for the nearest section whose items stand beside or around it, or for the one whose number it names;
    where there is none it is left as text.
 3. What an item says itself goes before; what is lent is marked inherited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.lines import Label, LineMarker
from khcchc.nodes import BULLETS
from khcchc.outline import Node
from khcchc.patterns import FirstOf
from khcchc.tasks.found import FoundField
from khcchc.tasks.roles import RoleSplitter

_ROLES = ("lead", "coordinating", "schedule")
_BARE = {"lead": "Chủ trì", "coordinating": "Phối hợp", "schedule": "Thời gian"}
"""Role → its plainest label."""
_BEHIND_RE = compiled(r"(?<!\w)trên(?!\w)")
_BEFORE_RE = compiled(r"dưới đây|sau(?!\w)|chung")
_POINT_RE = compiled(r"[a-zđ]|[IVX]+")
_HEADING_RE = compiled(r"(?<!\w)(?:mục|phần)(?!\w)")
"""A section is called so that has points, and is no point."""
_DEEPEST = 4
"""Headings above a line that its number may name."""

Shared = dict[str, FoundField]
"""Role → what is said of it, inherited."""


class _List(NamedTuple):
    """What is asked of the children of a node more than once: their places, those with marks, and their numbers."""

    places: Mapping[int, int]
    marked: int
    last: int
    """The place of the last one with a mark."""
    numbers: frozenset[str]


class SaidOfAll:
    """What the sections of a document say once; `of` is asked by whoever reads their items."""

    def __init__(self, grammars: Grammars, roles: RoleSplitter, marker: LineMarker) -> None:
        fields = grammars["fields"]
        self._labels = FirstOf(p for role in _ROLES for p in fields.giving(f"{role}_of_all"))
        self._sentences = FirstOf(fields.giving("sentence_of_all"))
        self._roles = roles
        self._marker = marker
        self._shared: dict[int, Shared] = {}
        self._lists: dict[int, _List] = {}

    def of(self, node: Node) -> Shared:
        """What stands once for all that is below this node."""
        return self._shared.get(id(node), {})

    def add(self, section: Node, fields: Shared) -> None:
        """Let fields hold for all items of a section; what was said of it before stays."""
        lent = {role: value._replace(inherited=True) for role, value in fields.items()}
        self._shared[id(section)] = {**lent, **self.of(section)}

    def search(self, root: Node) -> Iterator[Node]:
        """The lines of a tree that speak for a whole section; what they say is kept."""
        for node in root.walk():
            if node.children or node.row is not None or node.zone != "body":
                continue
            told = self._read(node)
            section = None if told is None else self._section(node, told[0])
            if told is None or section is None or self._contradicts(section, told[1]):
                continue
            self.add(section, told[1])
            yield node
            for further in self._labels_behind(node):
                fields = self._labelled(further)
                if self._contradicts(section, fields):
                    break
                self.add(section, fields)
                yield further

    def _contradicts(self, section: Node, fields: Shared) -> bool:
        """Whether something else was said of the section before: then the line is left where it stands."""
        said = self.of(section)
        return any(role in said and said[role].text != value.text for role, value in fields.items())

    def _read(self, node: Node) -> tuple[str, Shared] | None:
        """Which section a line speaks for, in its words, and what it says."""
        if found := self._labels.find(node.text):
            pattern, match, at = found
            role = pattern.rule.gives.removesuffix("_of_all")
            bare = self._marker.label(f"{_BARE[role]}: {match[at['value']].strip(' .;')}")
            return (match[at["which"]], self._fields(node, (bare, *bare.more))) if bare is not None else None
        if found := self._sentences.find(node.text):
            _, match, at = found
            return match[at["which"]], self._who(match[at["who"]].strip(" .;"), node)
        return None

    def _labelled(self, node: Node) -> Shared:
        """What an ordinary line of labels says."""
        return self._fields(node, (node.label, *node.label.more)) if node.label is not None else {}

    def _fields(self, node: Node, labels: Sequence[Label]) -> Shared:
        out: Shared = {}
        for label in labels:
            words = label.value.strip(" .;")
            if label.role == "lead":
                out.update(self._who(words, node))
            elif label.role in _ROLES:
                out[label.role] = FoundField(words, node.start, node.end)
        return out

    def _who(self, words: str, node: Node) -> Shared:
        both = self._roles.split(words)
        if both is None:
            return {"lead": FoundField(self._roles.without_duty(words), node.start, node.end)}
        lead = FoundField(both.lead, node.start, node.end)
        return {"lead": lead, "coordinating": lead._replace(text=both.coordinating)}

    def _labels_behind(self, node: Node) -> Iterator[Node]:
        """The lines of labels right behind a line that speaks for a section: they do too."""
        if node.parent is None:
            return
        at = self._list_of(node.parent).places[id(node)] + 1
        for further in node.parent.children[at : at + len(_ROLES)]:
            role = further.label.role if further.label is not None else None
            if role not in _ROLES or further.children or further.kind != node.kind:
                return
            yield further

    def _section(self, node: Node, which: str) -> Node | None:
        """The section whose items a line speaks for: the one that it names by its number, or the one around it.

        A line may stand below the last item, as a paragraph behind the list does; below another item it is of that one.
        `nêu trên` is behind all items, `dưới đây` and `chung` before them.
        """
        words = which.replace(",", " ").split()
        numbers = {word.rstrip(".") for word in words if word[0].isdigit() or _POINT_RE.fullmatch(word)}
        below, above = node, node.parent
        for _ in range(_DEEPEST):
            if above is None or above.kind == "root":
                return None
            if self._is_named(above, numbers) or (not numbers and self._is_around(above, below, node, which)):
                return above
            beside = self._list_of(above)
            if below.marker is not None and beside.places[id(below)] < beside.last:
                return None
            below, above = above, above.parent
        return None

    def _is_named(self, section: Node, numbers: Set[str]) -> bool:
        """Whether the numbers are that of the section, or those of all its items: `các nhiệm vụ 6.1, 6.2, 6.3`."""
        items = self._list_of(section).numbers
        return (len(numbers) == 1 and section.number in numbers) or (len(items) > 1 and items <= numbers)

    def _is_around(self, section: Node, child: Node, node: Node, which: str) -> bool:
        """Whether the section has the items that a line without a number means; its child is the line or holds it."""
        beside = self._list_of(section)
        items = beside.marked - (child is node and node.marker is not None)
        if items < 2 or section.kind in BULLETS or (section.kind == "letter" and _HEADING_RE.search(which)):
            return False
        place = beside.places[id(child)]
        if child is not node:
            return place == beside.last and (_BEHIND_RE.search(which) is not None or not _BEFORE_RE.search(which))
        return place >= beside.last or not _BEHIND_RE.search(which)

    def _list_of(self, parent: Node) -> _List:
        if id(parent) not in self._lists:
            marked = [child for child in parent.children if child.marker is not None]
            numbers = frozenset(child.number for child in marked if child.number)
            places = {id(child): k for k, child in enumerate(parent.children)}
            last = max((places[id(child)] for child in marked), default=-1)
            self._lists[id(parent)] = _List(places, len(marked), last, numbers)
        return self._lists[id(parent)]
