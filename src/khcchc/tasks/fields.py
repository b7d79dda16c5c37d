"""Tasks given by field groups: an item, and under or behind it `Cơ quan chủ trì: …`, `Thời gian: …`.

Guarantees:
 1. A field line belongs to one task at most; a field given twice keeps both texts.
 2. The owner of a group is the text before it under the same heading, else the heading itself; a lone time before
    items that all have fields of their own is of those items.
 3. A label with a mark of its own behind the last item (`* Thời gian: …`) is of all items; there it is inherited.
 4. A lone label is no task: `Kết quả: …` alone, or `Thời gian: …` among letters that are no labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.lines import Label, LineMarker
from khcchc.nodes import BULLETS, SEQUENCES, SHARED_ROLES
from khcchc.outline import Node
from khcchc.patterns import FirstOf
from khcchc.tasks.found import FoundField, FoundTask, joined, last_line, own_lines
from khcchc.tasks.groups import (
    Group,
    GroupWords,
    field_value,
    is_listed_content,
    is_listed_value,
    opens_with_who,
)
from khcchc.tasks.item_fields import ItemFields
from khcchc.tasks.of_all import SaidOfAll
from khcchc.tasks.roles import RoleSplitter

_PLACE = "place of an event"
_FEW_LABELS = 12
"""Labels of one work, at most."""
_PAST_RE = compiled(
    r"^[^,;.]{0,60}(?<!\w)đã\s+(?:tổ chức|thực hiện|triển khai|hoàn thành|mở|cử|phối hợp|chỉ đạo)(?!\w)"
)
_NAMED_LINE_RE = compiled(r"[^\W\d_][^:.;()]{2,40}:\s+\S[^:]*")


class FieldTasks:
    """Finds the field groups of a tree; `consumed` then holds every node that a task took."""

    def __init__(
        self, grammars: Grammars, scanner: ActorScanner, marker: LineMarker, roles: RoleSplitter, said: SaidOfAll
    ) -> None:
        self._role_headings = FirstOf(grammars["fields"].giving("role_heading"))
        self._reports = FirstOf(grammars["assignment"].giving("report"))
        self._closed = FirstOf(grammars["assignment"].giving("no_task_section"))
        self._words = GroupWords(grammars)
        self._marker = marker
        self._roles = roles
        self._scanner = scanner
        self.consumed: set[int] = set()
        self.found: list[FoundTask] = []
        self._free: list[Node] = []
        self._said = said
        self._items = ItemFields(scanner, roles)
        self._lent: dict[int, dict[str, FoundField]] = {}
        """For items: the fields that stand once behind the last of their list."""
        self._holders: set[int] = set()
        """The nodes that have field lines below them."""

    def search(self, root: Node) -> list[FoundTask]:
        nodes = root.walk()
        self._holders = _holders_of_fields(nodes)
        self.consumed.update(map(id, self._said.search(root)))
        self._visit(root)
        for node in nodes:
            if node.zone == "body" and node.label is None and id(node) not in self.consumed:
                self._inline(node)
        return self.found

    def _visit(self, parent: Node) -> None:
        group = Group()
        adopted = self._lend_to_items(parent)
        for child, behind in zip_longest(parent.children, parent.children[1:]):
            if id(child) in adopted or id(child) in self.consumed:
                continue
            if child.zone != "body" or child.row is not None or _leads_what_is_below(child):
                group = self._close(parent, group)
                self._visit(child)
            elif (matter := self._matter(group, child, behind)) is not None:
                group = self._take_matter(parent, group, child, matter)
            elif child.label is not None and not (child.label.role == "content" and id(child) in self._holders):
                group = self._take(parent, group, child)
                if behind is not None and self._is_value_of(child, behind):
                    assert child.label is not None
                    words = FoundField("\n".join(own_lines(behind)), behind.start, last_line(behind))
                    self._give(group, child.label.role, words)
                    group.nodes.append(behind)
                    adopted.add(id(behind))
            elif self._heads_roles(parent, child):
                group.nodes.append(child)
                for role in child.children:
                    group = self._take(parent, group, role)
            elif is_listed_content(group, child) and id(child) not in self._holders:
                group.content.append((child, None))
                group.nodes.append(child)
            elif self._is_further_field(group, child, behind):
                group.nodes.append(child)
                self._give(group, "note", FoundField(child.text, child.start, child.end))
            else:
                if group.nodes:
                    group = self._close(parent, group)
                if id(child) in self._holders:
                    group = Group()
                    self._visit(child)
                elif child.kind == "prose" and self._roles.heads_months(child) and not (behind and behind.label):
                    group = Group()
                else:
                    group.before.append(child)
        self._close(parent, group)

    def _names_lead(self, node: Node) -> bool:
        """Whether a bullet says behind its own words who leads it: `Họp lớp. Phụ trách: Tổ Văn phòng.`"""
        inline = self._marker.inline(node.text) if node.kind in BULLETS and ":" in node.text else None
        return inline is not None and any(label.role == "lead" for label in inline[1])

    def _lend_to_items(self, parent: Node) -> set[int]:
        """Read `* Thời gian: …` behind numbered items for them all; the nodes that say so are of no one item."""
        read: set[int] = set()
        items: list[Node] = []
        group = Group()
        for child in parent.children:
            role = child.label.role if child.label is not None and child.kind in BULLETS else None
            if items and (role in SHARED_ROLES or (group.nodes and role not in (None, "content"))):
                group = self._take(parent, group, child)
            else:
                if group.nodes:  # where the list goes on, the label is of the item above it
                    read |= self._lend(items[-1:] if child.kind == items[-1].kind else items, group)
                    items, group = [], Group()
                if child.kind not in SEQUENCES or id(child) not in self._holders:
                    items = []
                else:
                    items.append(child)
        return read | self._lend(items, group) if group.nodes else read

    def _lend(self, items: Sequence[Node], group: Group) -> set[int]:
        fields = self._both_roles(group)
        if len(items) > 1:
            shared = {role: value._replace(inherited=True) for role, value in fields.items() if role in SHARED_ROLES}
            self._lent.update((id(item), shared) for item in items)
            fields = {**fields, **shared}
        if items:
            self._lent[id(items[-1])] = fields
        self.consumed.update(id(n) for node in group.nodes for n in node.walk())
        return {id(node) for node in group.nodes}

    def _heads_roles(self, parent: Node, node: Node) -> bool:
        """`- Trách nhiệm:` over `+ Chủ trì: …` and `+ Phối hợp: …`, below the item whose labels these are."""
        if parent.kind == "root" or not parent.text or not node.children or not self._role_headings.fits(node.text):
            return False
        return all(c.label is not None and c.label.role in ("lead", "coordinating") for c in node.children)

    def _is_further_field(self, group: Group, node: Node, behind: Node | None) -> bool:
        """`- Đối tượng: công chức một cửa` between the labels of a group: a field that no rule knows, and no item.

        So is a paragraph between two bullets with labels of one work.
        """
        if not group.nodes or "lead" not in group.fields or node.children or behind is None or behind.label is None:
            return False
        sentence = node.kind == "prose" and node.text.endswith((".", ";"))
        between = sentence and group.nodes[-1].kind == behind.kind in BULLETS
        same = node.kind == group.nodes[-1].kind == behind.kind and node.kind in (*BULLETS, "prose")
        if not between and not same:
            return False
        role = behind.label.role
        named = role in ("coordinating", "deliverables", "schedule") and role not in group.fields
        worded = between or _NAMED_LINE_RE.fullmatch(node.text) is not None
        return named and worded and not self._scanner.opens(node.text)

    def _inline(self, node: Node) -> None:
        """A task in one paragraph, its labels behind its sentence."""
        inline = self._marker.inline(node.text) if not node.children and node.row is None else None
        if inline is None:
            return
        content, labels = inline
        if self._tells_of_aims_or_past(node, content) and all(label.role != "lead" for label in labels):
            return
        if len(labels) == 1 and not self._gives_work_alone(node, labels[0]):
            return
        group = Group()
        for label in labels:
            self._give(group, label.role, FoundField(label.value.strip(" .;"), node.start, node.end))
        fields = self._both_roles(group)
        why = "fields: " + ", ".join(label.rule for label in labels)
        self.consumed.add(id(node))
        self.found.append(
            FoundTask("fields", node, content, node.start, node.end, None, fields, tuple(group.doubled), why=why)
        )

    def _gives_work_alone(self, node: Node, label: Label) -> bool:
        """`… (Chủ trì: Sở A)`: a value that is nothing but agencies, and no target of which somebody is in charge."""
        if label.role != "lead" or self._tells_of_aims_or_past(node, node.text):
            return False
        words = label.value.strip(" .;")
        timed = self._roles.split_time(words)  # `(thực hiện: Sở A; trong 05 ngày)`
        who = timed[0] if timed else words
        both = self._roles.split(who.partition(";")[0])
        if both is not None:
            return not self._scanner.holds_verb(both.lead)
        actors = self._scanner.read(who) or self._scanner.read(who[:1].upper() + who[1:])  # `phụ trách: giáo viên …`
        return actors is not None and actors.stop == "end"

    def _tells_of_aims_or_past(self, node: Node, content: str) -> bool:
        """Whether an item stands below aims, or tells what was done: `Năm 2025 đã tổ chức 02 lớp`."""
        above: Node | None = node
        while above is not None and above.kind != "root":
            if self._closed.fits(above.text.rstrip(" :.")):
                return True
            above = above.parent
        return bool(self._reports.fits(content)) or _PAST_RE.search(content) is not None

    def _is_value_of(self, node: Node, behind: Node) -> bool:
        """Whether a paragraph is the value of the label above it: `Đơn vị chủ trì:`, and below it `Sở Xây dựng.`"""
        label = node.label
        if label is None or label.value or node.children or label.role == "content":
            return False
        if behind.marker or behind.label or behind.children or behind.row is not None or len(behind.text) > 300:
            return False
        return label.role not in ("lead", "coordinating") or self._scanner.opens(behind.text)

    def _take(self, parent: Node, group: Group, node: Node, nested: bool = False) -> Group:
        label = node.label
        assert label is not None
        if label.role == "content":
            opens = opens_with_who(group) or _tells_work_once(parent)
            if group.nodes and (group.content or (not nested and (group.before or not opens))):
                group = self._close(parent, group)
            group.content.append((node, label))
            group.nodes.append(node)
            for other in label.more:
                self._give(group, other.role, FoundField(other.value, node.start, node.end))
            return group
        if not label.value and any(c.label is not None for c in node.children):
            group.nodes.append(node)  # `b) Cơ quan thực hiện:` over `- Đơn vị chủ trì: …`
            for child in node.children:
                if child.label is not None and child.label.role != "content":
                    group = self._take(parent, group, child)
                elif child.label is None and not child.children:
                    self._give(group, label.role, FoundField(child.text, child.start, child.end))
            return group
        if group.content and any(_tells_work(child, label) for child in node.children):
            group = self._close(parent, group)  # `- Thời gian: Quý II` over its own `+ Nội dung: …`
        group.nodes.append(node)
        self._give(group, label.role, field_value(node, label))
        for child in node.children:  # `* Thời gian: …` that stands deeper than `- Phối hợp: …` is a field of its own
            if child.label is not None and not is_listed_value(child, label):
                group = self._take(parent, group, child, nested=True)
        for other in label.more:
            self._give(group, other.role, FoundField(other.value, node.start, node.end))
        return group

    def _matter(self, group: Group, node: Node, behind: Node | None) -> Label | None:
        """A shortcoming, or a remedy behind one or right before who does it and when; never a numbered item."""
        if node.label is not None or node.kind not in (*BULLETS, "prose") or id(node) in self._holders:
            return None
        label = self._marker.matter(node.text)
        if label is None or label.role == "shortcoming":
            return label
        if group.matters and group.nodes[-1] is group.matters[-1]:
            return label
        first = not group.nodes and not group.before
        told = behind.label.role if behind is not None and behind.label is not None else None
        return label if first and told not in (None, "content", "note") else None

    def _take_matter(self, parent: Node, group: Group, node: Node, label: Label) -> Group:
        """Shortcomings, then remedies, are one task; a shortcoming behind who does it begins another."""
        if label.role == "shortcoming" and (group.content or group.fields.keys() - {"note"}):
            group = self._close(parent, group)
        if label.role == "shortcoming":
            self._give(group, "note", field_value(node, label))
        else:
            group.content.append((node, label))
        group.nodes.append(node)
        group.matters.append(node)
        return group

    @staticmethod
    def _give(group: Group, role: str, value: FoundField) -> None:
        if not value.text:
            return
        if role in group.fields:
            group.fields[role] = joined(group.fields[role], value)
            if role != "note":  # `Hình thức: …` and `Địa điểm: …` are two notes, and no field given twice
                group.doubled.append((role, value.start))
        else:
            group.fields[role] = value

    def _close(self, parent: Node, group: Group) -> Group:
        if not group.nodes:
            return group
        if parent.kind != "root" and parent.text and not self._scanner.opens(parent.text):
            self._words.without_aims(group)
        if "lead" in group.fields and len(group.before) > 1:  # it leads what no one leads yet
            group.before = [n for n in group.before[:-1] if not self._names_lead(n)] + group.before[-1:]
        title, content, owner = self._words.content_of(parent, group)
        alone = owner is parent and not group.before
        of_items = self._items.are_of_items(parent, group, self._holders, of_parent=alone)
        if of_items or (alone and self._items.is_time_above(parent, group)):
            self._said.add(parent, self._both_roles(group))
        if of_items:
            self.consumed.update(id(node) for node in group.nodes)
            return Group()
        if not content.strip() or not self._is_task(parent, group):
            # Labels without a task, or below a bare `Điều 1.`, are ordinary text: they may be the content of the next.
            return Group(before=[*group.before, *group.nodes])
        self._free = []
        fields = {**self._lent.get(id(parent), {}), **self._both_roles(group)}
        start = min((n.start for n in [*group.before, *group.nodes]), default=parent.start)
        if alone:
            start = parent.start
        for node in (*group.nodes, *group.before):
            self.consumed.update(id(n) for n in node.walk())
        self.consumed.difference_update(id(n) for n in self._free)
        if owner is parent:
            self.consumed.add(id(parent))
        end = max(last_line(n) for n in group.nodes)
        why = "fields: " + ", ".join(f"{n.label.rule}:{n.start}" for n in group.nodes if n.label)
        self.found.append(FoundTask("fields", owner, content, start, end, title, fields, tuple(group.doubled), why=why))
        return Group()

    def _is_task(self, parent: Node, group: Group) -> bool:
        roles = group.fields.keys() | self._lent.get(id(parent), {}).keys()
        if not roles & {"lead", "schedule"} and not {"coordinating", "deliverables"} <= roles:
            return False
        lettered = [n for n in group.nodes if n.kind in ("letter", "arabic", "decimal", "roman")]
        if lettered and len(roles - {"note"}) + bool(group.content) < 2:
            return False
        if lettered and "lead" not in roles and any(n.label and n.label.rule == _PLACE for n in group.nodes):
            return False  # `1. Nội dung: …`, `2. Thời gian: …`, `3. Địa điểm: …` tell of a course
        return (parent.kind != "root" and bool(parent.text)) or bool(group.before or group.content)

    def _part_time_and_product(self, group: Group) -> None:
        """`Thời gian và sản phẩm: Quý II/2017; Báo cáo kết quả` holds both, in the order of its label."""
        when = group.fields.get("schedule")
        if when is None or "deliverables" in group.fields or ";" not in when.text:
            return
        labels = (n.label.words for n in group.nodes if n.label is not None and n.label.role == "schedule")
        if not any(map(self._roles.names_product, labels)):
            return
        parts = when.text.split(";")
        times = list(takewhile(self._roles.is_time, parts))
        if 0 < len(times) < len(parts):
            time, product = (";".join(some).strip(" .;") for some in (times, parts[len(times) :]))
            group.fields.update(schedule=when._replace(text=time), deliverables=when._replace(text=product))

    def _both_roles(self, group: Group) -> dict[str, FoundField]:
        """`Cơ quan thực hiện: Sở X chủ trì, phối hợp với Y` holds the lead and its partners.

        Where the label heads several lines and only the first has partners, the lines behind it give work
        to agencies of their own: they are left to be read as assignments.
        """
        self._part_time_and_product(group)
        lead = group.fields.get("lead")
        if lead is None:
            return group.fields
        if "deliverables" not in group.fields and (made := self._roles.split_product(lead.text)) is not None:
            lead = lead._replace(text=made[0])
            group.fields.update(lead=lead, deliverables=lead._replace(text=made[1]))
        if "schedule" not in group.fields and (timed := self._roles.split_time(lead.text)) is not None:
            who, when = timed
            lead = lead._replace(text=self._roles.without_duty(who))
            group.fields.update(lead=lead, schedule=lead._replace(text=when))
        if "coordinating" in group.fields:
            if (
                words := self._roles.without_duty(lead.text)
            ) != lead.text:  # `Sở A chủ trì;` over a line `Sở B phối hợp.`
                return {**group.fields, "lead": lead._replace(text=words)}
            both = self._roles.split(lead.text) if "phối hợp" in lead.text.lower() else None
            if both is None or both.rest:
                return group.fields
            # `Sở A chủ trì, phối hợp với Sở B;` over a line `Các sở phối hợp.`
            partners = joined(lead._replace(text=both.coordinating.rstrip(" ;,.")), group.fields["coordinating"])
            return {**group.fields, "lead": lead._replace(text=both.lead), "coordinating": partners}
        told = [n.label.words for n in group.nodes if n.label is not None and n.label.role == "lead"]
        both = self._roles.split_cell(lead.text, told, signs="/;")
        if both is None:
            return {**group.fields, "lead": lead._replace(text=self._roles.without_duty(lead.text))}
        if both.rest:
            self._free = [c for n in group.nodes if n.label and n.label.role == "lead" for c in n.children[1:]]
        out = dict(group.fields)
        out["lead"] = FoundField(both.lead, lead.start, lead.end)
        out["coordinating"] = FoundField(both.coordinating, lead.start, lead.end)
        return out


def _holders_of_fields(nodes: Sequence[Node]) -> set[int]:
    """Which of these nodes, a tree in document order, have a field line somewhere below them."""
    holders: set[int] = set()
    for node in reversed(nodes):
        label = node.label if node.row is None else None
        field_line = label is not None and (label.role != "content" or label.more != ())
        if node.parent is not None and (field_line or id(node) in holders):
            holders.add(id(node.parent))
    return holders


def _tells_work_once(parent: Node) -> bool:
    """`Thời gian: …`, `Hình thức: …`, `Nội dung: …` below a heading: one work, in whichever order it is told."""
    if parent.kind not in SEQUENCES or len(parent.children) > _FEW_LABELS:
        return False
    return [c.label.role for c in parent.children if c.label is not None].count("content") == 1


def _tells_work(child: Node, label: Label) -> bool:
    return child.label is not None and child.label.role == "content" and not is_listed_value(child, label)


def _leads_what_is_below(node: Node) -> bool:
    """`1. Đơn vị thực hiện: Sở A` over `- Nội dung: …` and its labels is a heading."""
    if node.label is None or node.label.role != "lead" or not node.label.value:
        return False
    labels = [c.label.role for c in node.children if c.label is not None]
    return "content" in labels and (len(labels) > 1 or node.kind not in BULLETS)
