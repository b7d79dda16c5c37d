"""Fields below a heading that are those of its items, and not of a work that the heading names.

`B. Rà soát thủ tục` ⏎ `Thời gian: Quý I` over items that say who does them is a chapter with a time; over a list of
details it is a work with a time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from khcchc.actors import ActorScanner
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.tasks.groups import Group
from khcchc.tasks.roles import RoleSplitter

_SEVERAL = 2
"""Items from which a list is one."""
_LAST_BRACKET_RE = compiled(r"\(([^()]{3,160})\)\W*$")


class ItemFields:
    """Tells whose the fields of a group are; `holders` are the nodes that have field lines below them."""

    def __init__(self, scanner: ActorScanner, roles: RoleSplitter) -> None:
        self._scanner = scanner
        self._roles = roles

    def are_of_items(self, parent: Node, group: Group, holders: Collection[int], *, of_parent: bool) -> bool:
        """Whether the fields are of the items alone; `of_parent`: they stand below the heading without other words."""
        if of_parent and self.is_time_above(parent, group):
            return self._is_chapter(parent, holders) or self._is_time_behind(group)
        return (of_parent and self._is_lead_above(parent, group, holders)) or self._is_time_behind(group)

    @staticmethod
    def is_time_above(parent: Node, group: Group) -> bool:
        """A time and nothing else, right below a heading: what stands under it and says no time is due then too."""
        return group.fields.keys() == {"schedule"} and group.nodes[0] is parent.children[0]

    def _is_lead_above(self, parent: Node, group: Group, holders: Collection[int]) -> bool:
        """Who leads, told right below a heading whose items say when each is due: these are the work."""
        if not {"lead"} <= group.fields.keys() <= {"lead", "coordinating"} or group.content or parent.kind == "root":
            return False
        if group.nodes[0] is not parent.children[0] or group.nodes != list(parent.children[: len(group.nodes)]):
            return False
        items = parent.children[len(group.nodes) :]
        if len(items) < _SEVERAL or any(c.marker is None or id(c) in holders for c in items):
            return False
        return sum(self._roles.tells_time(item.text) for item in items) * 2 > len(items)

    def _is_time_behind(self, group: Group) -> bool:
        """`- Thời gian: Quý II` behind bullets that name an agency each: `- Phòng A tuyên truyền …`, `- Đài B mở …`."""
        alone = group.fields.keys() == {"schedule"} and not group.content
        return alone and self._name_their_doers(group.before)

    def _is_chapter(self, parent: Node, holders: Collection[int]) -> bool:
        """`B. Rà soát thủ tục` ⏎ `Thời gian thực hiện: Quý I` over items with fields: a heading, and no work.

        One that opens with its agency is work itself, and so is one over a single item, or over items that say neither
        who does them nor when.
        """
        items = [child for child in parent.children if child.marker and child.label is None]
        shared = len(items) > 1 and all(id(child) in holders for child in items)
        return (shared or self._name_their_doers(items)) and not self._scanner.opens(parent.text)

    def _name_their_doers(self, items: Sequence[Node]) -> bool:
        """Whether most items say who does them: `- Phòng A tuyên truyền …`, `- Tập huấn (Phòng B)`."""
        named = sum(not node.children and self._names_doer(node.text) for node in items)
        return named >= _SEVERAL and 2 * named > len(items)

    def _names_doer(self, text: str) -> bool:
        reading = self._scanner.read(text)
        if reading is not None and reading.stop in ("verb", "colon"):
            return True
        bracket = _LAST_BRACKET_RE.search(text)
        return bracket is not None and self._scanner.opens(bracket[1])
