"""FLD005: no field is given twice."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.rule import Rule

_NAMES = {
    "lead": Text("lead agency", "cơ quan chủ trì"),
    "coordinating": Text("coordinating agency", "cơ quan phối hợp"),
    "deliverables": Text("product", "sản phẩm"),
    "schedule": Text("time", "thời gian thực hiện"),
    "budget": Text("budget", "kinh phí"),
    "note": Text("note", "ghi chú"),
}


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.found:
        for role, line in task.doubled:
            name = _NAMES.get(role, Text(role, role))
            first = task.fields[role].start
            yield Spot(
                context.line(line),
                Text(f"the {name.en} of this task is given twice", f"{name.vi} của nhiệm vụ này được ghi hai lần"),
                task=task.node.id,
                related=(Related(first, Text("the first one", "lần đầu")),),
            )


RULE = Rule(
    id="FLD005",
    name="field-twice",
    severity="error",
    title=Text("The same field twice in one task", "Một trường thông tin bị ghi hai lần trong cùng nhiệm vụ"),
    what=Text(
        "A task has one lead, one product and one time field.",
        "Mỗi nhiệm vụ chỉ có một trường chủ trì, một trường sản phẩm, một trường thời gian.",
    ),
    why=Text(
        "Two time fields mostly contradict each other, and each reader picks another. khcchc keeps both texts.",
        "Hai trường thời gian thường mâu thuẫn nhau, mỗi người đọc hiểu một kiểu. khcchc giữ lại cả hai.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý I.\n- "
    "Thời gian thực hiện: Trong năm.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý I.",
    check=check,
)
