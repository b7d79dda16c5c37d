"""DLN007: a schedule that names only a condition or another document."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule

_UNDATED = ("conditional", "reference", "unspecified")


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.plan.tasks:
        if task.schedule is None or task.schedule.inherited:
            continue
        stones = task.schedule.milestones
        # `Theo Kế hoạch số … đối với các nhiệm vụ thực hiện trong năm 2024` still leaves the day to the cited plan.
        decided = (
            bool(stones)
            and stones[0].kind in ("reference", "conditional")
            and all(m.kind in _UNDATED or m.text.startswith("trong năm") for m in stones)
        )
        if stones and (decided or all(m.kind in _UNDATED for m in stones)):
            message = Text(
                "no date: a condition or another document decides",
                "không có ngày cụ thể: phụ thuộc điều kiện hoặc văn bản khác",
            )
            span = task.schedule.span
            yield Spot(context.find(stones[0].text, span.start_line, span.end_line), message, task=task.id)


RULE = Rule(
    id="DLN007",
    name="no-date",
    severity="info",
    title=Text("Time field without a date", "Trường thời gian không có mốc cụ thể"),
    what=Text(
        "The time field holds a condition (`Sau khi tỉnh ban hành …`) or a reference (`Theo quy định`) and no date.",
        "Trường thời gian chỉ có điều kiện (`Sau khi tỉnh ban hành …`) hoặc dẫn chiếu (`Theo quy định`), không có "
        "ngày.",
    ),
    why=Text(
        "A remark: the task can be watched only together with the other document.",
        "Lưu ý: chỉ theo dõi được nhiệm vụ cùng với văn bản kia.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Sau khi "
    "tỉnh ban hành hướng dẫn.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý II năm "
    "2024.",
    check=check,
)
