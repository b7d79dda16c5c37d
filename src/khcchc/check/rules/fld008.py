"""FLD008: field and task texts end with one full stop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from khcchc.check.context import CheckContext
from khcchc.check.findings import Edit, Place, Spot, Text
from khcchc.check.rule import Rule
from khcchc.outline import Node
from khcchc.tasks import FoundTask

_USUAL = 0.7
"""Share of the lines that must end with a full stop before the others are told."""
_CLOSED = (".", "…", "./.", ":", ".”", ".)", "!", "?")


def check(context: CheckContext) -> Iterator[Spot]:
    starts: dict[int, list[int]] = {}
    lines = {n.start: n for task in context.found if task.basis == "fields" for n in _texts(task, starts)}
    nodes = [lines[n] for n in sorted(lines)]
    good = sum(1 for n in nodes if n.text.endswith(".") and not n.text.endswith(".."))
    if len(nodes) < 4 or good < _USUAL * len(nodes):
        return
    for node in nodes:
        if (slip := _slip(node.text)) is not None:
            place = _end(context, node)
            edit = None
            if place.excerpt.endswith("..") and not place.excerpt.endswith("..."):
                edit = Edit(place.end_column - 2, place.end_column - 1, "")
            yield Spot(place, slip, edit=edit)


def _texts(task: FoundTask, starts: dict[int, list[int]]) -> Iterator[Node]:
    """The item itself and the lines of its fields, but no heading over other lines.

    `starts` keeps the first lines of the children of a node, by its `id`: a thousand tasks may be siblings.
    """
    node = task.node
    for candidate in (node, *node.children, *_siblings(task, starts)):
        label = candidate.label
        if not task.start <= candidate.start <= task.end or candidate.row is not None or not candidate.text:
            continue
        if (label is not None and label.value) or (label is None and candidate.kind != "roman"):
            yield candidate


def _siblings(task: FoundTask, starts: dict[int, list[int]]) -> Sequence[Node]:
    """The children of the task's parent that begin within the task."""
    parent = task.node.parent
    if parent is None:
        return []
    if id(parent) not in starts:
        starts[id(parent)] = [child.start for child in parent.children]
    begins = starts[id(parent)]
    return parent.children[bisect_left(begins, task.start) : bisect_right(begins, task.end)]


def _slip(text: str) -> Text | None:
    if text.endswith("..") and not text.endswith("..."):
        return Text("two full stops at the end", "thừa dấu chấm ở cuối")
    if text.endswith(_CLOSED):
        return None
    if text.endswith((",", ";")):
        return Text(f"ends with {text[-1]!r} instead of a full stop", f"kết thúc bằng {text[-1]!r} thay vì dấu chấm")
    return Text("no full stop at the end", "thiếu dấu chấm ở cuối")


def _end(context: CheckContext, node: Node) -> Place:
    whole = context.line(node.end)
    last = whole.excerpt.split()[-1] if whole.excerpt else ""
    return Place(whole.line, whole.end_column - len(last), whole.end_column, last)


RULE = Rule(
    id="FLD008",
    name="final-stop",
    severity="info",
    title=Text("Field or task text without its final full stop", "Nội dung không kết thúc bằng một dấu chấm"),
    what=Text(
        "Where most task and field lines of a plan end with a full stop, those that end with nothing, with `..`, "
        "`;` or `,` are told.",
        "Khi phần lớn dòng nhiệm vụ và trường thông tin kết thúc bằng dấu chấm, các dòng thiếu dấu chấm hoặc kết "
        "thúc bằng `..`, `;`, `,` được báo.",
    ),
    why=Text(
        "Consistency; a line that stops in a comma has often lost its end.",
        "Tính thống nhất; dòng kết thúc bằng dấu phẩy thường bị mất phần cuối.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Sản phẩm: Báo cáo.\n- Thời gian "
    "thực hiện: Quý I.\n\n"
    "2. Công khai thủ tục.\n- Cơ quan chủ trì: Văn phòng\n- Sản phẩm: Danh mục.\n- Thời gian thực hiện: Quý II.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Sản phẩm: Báo cáo.\n- Thời gian "
    "thực hiện: Quý I.\n\n"
    "2. Công khai thủ tục.\n- Cơ quan chủ trì: Văn phòng.\n- Sản phẩm: Danh mục.\n- Thời gian thực hiện: Quý II.",
    check=check,
)
