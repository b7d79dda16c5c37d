"""Field groups below the last item of a list that speak for the items above it too.

Guarantees:
 1. Items that another task took, or that have lines below them, share nothing: a group is theirs alone.
 2. Bullets over one group are one task; lettered and numbered items are a task each, what they share marked inherited.
 3. Bullets under the heading of an agency, over one line of time, are a task each; the time is marked inherited.
 4. Where the value names the items (`Sở A (nội dung a), Sở B (nội dung b)`), each has its own agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.nodes import BULLETS, SEQUENCES
from khcchc.outline import Node
from khcchc.patterns import Pattern
from khcchc.tasks.found import FoundTask, join_nodes
from khcchc.tasks.sentence import SentenceReader

_FEW = 3
_STATES_RE = compiled(r"(?:có\s+(?:tối thiểu|ít nhất|trên|từ|\d)|đạt)(?!\w)")
"""What is to be, not what is done."""
_ITEMS_RE = compiled(r"[a-zđ](?![^\W\d_])|\d+(?:\.\d+)*")


class SharedGroups:
    """Gives the tasks of field groups, and those that share them; `consumed` then holds their nodes as well."""

    def __init__(self, grammars: Grammars, sentences: SentenceReader, consumed: set[int]) -> None:
        self._sentences = sentences
        self._named = grammars["fields"].giving("items_named")
        self._consumed = consumed
        self._always_last = False
        self._last: dict[int, dict[str, Node]] = {}
        """For each parent asked for the last child of each kind: a list of thousands is looked through once."""
        self._at: dict[int, dict[int, int]] = {}
        """For each parent asked for the place of each child."""

    def spread(self, found: Iterable[FoundTask]) -> Iterator[FoundTask]:
        tasks = list(found)
        self._always_last = self._is_habit(tasks)
        for task in tasks:
            above = self._items_above(task)
            if items := self._timed_items(task):
                time = {role: value._replace(inherited=True) for role, value in task.fields.items()}
                for item in items:
                    yield FoundTask("fields", item, item.text, item.start, item.end, task.title, time, why=task.why)
            elif not above:
                yield task
            elif task.node.kind in BULLETS:
                yield self._as_one(task, above)
            else:
                yield from self._to_each(task, above)

    def _is_habit(self, tasks: Sequence[FoundTask]) -> bool:
        """Whether each list of the plan has its fields once, below its last item: then they are of all its items.

        One list is no habit, and neither is one of which an item before the last has fields of its own.
        """
        lists = 0
        for task in tasks:
            parent = task.node.parent
            if parent is None or task.node.kind not in SEQUENCES or task.content != task.node.text:
                continue
            beside = [c for c in parent.children if c.kind == task.node.kind]
            if len(beside) > 1 and beside[-1] is not task.node:
                return False
            lists += len(beside) > 1 and all(map(self._is_free, beside[:-1]))
        return lists > 1

    def _items_above(self, task: FoundTask) -> list[Node]:
        """The items before the last one of a list, when it alone has a group and none of them is work of its own.

        Of bullets, those right before one with a group, whatever stands before and behind.
        """
        node, parent = task.node, task.node.parent
        roles = task.fields.keys() - {"note", "budget"}
        if parent is None or task.content != node.text or len(roles) < 2 or "lead" not in roles:
            return []
        if node.kind in BULLETS:
            return self._bullets_above(node, parent)
        if id(parent) not in self._last:
            self._last[id(parent)] = {child.kind: child for child in parent.children}
        if self._last[id(parent)][node.kind] is not node:
            return []
        items = [c for c in parent.children if c.kind == node.kind]
        at = parent.children.index(node)
        above = parent.children[at - len(items) + 1 : at]
        if len(items) < 2 or list(above) != items[:-1]:
            return []
        if not all(map(self._is_free, above)) or any(map(self._gives_work, above)):
            return []
        return list(above) if self._is_shared(task, above) else []

    def _bullets_above(self, node: Node, parent: Node) -> list[Node]:
        if id(parent) not in self._at:
            self._at[id(parent)] = {id(child): k for k, child in enumerate(parent.children)}
        above: list[Node] = []
        for k in range(self._at[id(parent)][id(node)] - 1, -1, -1):
            child = parent.children[k]
            if child.kind != node.kind or not self._is_free(child):
                break
            above.append(child)
        return [] if any(map(self._gives_work, above)) else above[::-1]

    def _is_free(self, item: Node) -> bool:
        """Whether an item has nothing below it and is of no task."""
        return not (item.children or item.label or id(item) in self._consumed or item.zone != "body")

    def _timed_items(self, task: FoundTask) -> list[Node]:
        """The bullets under the heading of an agency that one line of time below the last speaks for: a task each."""
        heading = task.node.parent
        if heading is None or task.fields.keys() != {"schedule"} or task.node.kind not in BULLETS:
            return []
        if "\n" not in task.content:  # one bullet: the others need not be looked through for each of them
            return []
        last = task.fields["schedule"].start
        items = [c for c in heading.children if c.kind == task.node.kind and task.start <= c.start and c.end < last]
        if len(items) < 2 or task.content != join_nodes(items) or self._sentences.named_alone(heading) is None:
            return []
        return items

    def _gives_work(self, item: Node) -> bool:
        """`- Sở Y tế xây dựng kế hoạch;` names its agency itself; `- Mỗi sở có một sáng kiến.` says what is to come."""
        reading = self._sentences.read(item) or self._sentences.brackets.read(item)
        if reading is None or reading.stop not in ("verb", "colon"):
            return False
        return _STATES_RE.match(item.text[reading.rest :].lstrip()) is None

    def _is_shared(self, task: FoundTask, above: Sequence[Node]) -> bool:
        """The items are sentences of one list, or the value says which agency does which of them."""
        named = {item for name in ("lead", "coordinating") for _, items in self._parts(task, name) for item in items}
        # Full stops end the points of one item as well; numbered items, and many points, are each a work of its own.
        few = task.node.kind == "letter" and len(above) <= _FEW
        stops = (";", ",", ".") if few else (";", ",")
        return self._always_last or all(c.text.endswith(stops) for c in above) or any(c.number in named for c in above)

    def _as_one(self, task: FoundTask, above: list[Node]) -> FoundTask:
        self._consumed.update(map(id, above))
        heading = task.node.parent
        title = heading.text if heading is not None and heading.kind != "root" else None
        return task._replace(content=join_nodes([*above, _bare(task.node)]), start=above[0].start, title=title)

    def _to_each(self, task: FoundTask, above: list[Node]) -> Iterator[FoundTask]:
        for node in above:
            self._consumed.add(id(node))
            fields = {role: value._replace(inherited=True) for role, value in task.fields.items()}
            own = FoundTask("fields", node, node.text, node.start, node.end, task.title, fields, why=task.why)
            yield self._own_agency(own)
        yield self._own_agency(task)

    def _own_agency(self, task: FoundTask) -> FoundTask:
        fields = dict(task.fields)
        for role in ("lead", "coordinating"):
            names = [name for name, items in self._parts(task, role) if task.node.number in items]
            if names:
                fields[role] = fields[role]._replace(text=", ".join(names))
        return task._replace(fields=fields)

    def _parts(self, task: FoundTask, role: str) -> list[tuple[str, list[str]]]:
        """The agencies of a value with the letters of their items, when it is made of nothing else."""
        words = task.fields[role].text if role in task.fields else ""
        return next((parts for pattern in self._named if (parts := _cut(pattern, words))), [])


def _cut(pattern: Pattern, text: str) -> list[tuple[str, list[str]]]:
    parts: list[tuple[str, list[str]]] = []
    at = 0
    while at < len(text):
        match = pattern.re.match(text, at)
        if match is None:
            return []
        parts.append((match["names"].strip(" ,;"), _ITEMS_RE.findall(match["items"])))
        at = match.end()
    return parts


def _bare(node: Node) -> Node:
    """The item without the group below it."""
    return Node(node.kind, node.text, node.start, node.end, node.marker)
