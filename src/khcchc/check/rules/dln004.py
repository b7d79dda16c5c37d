"""DLN004: a deadline is not over when the plan is issued."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    issued = context.plan.document.issued_on
    if issued is None:
        return
    for task in context.plan.tasks:
        if task.schedule is None or task.schedule.inherited:
            continue
        for stone in task.schedule.milestones:
            if task.basis == "assignment" and stone.inferred:
                continue  # `định kỳ trước ngày 01/6 hằng năm`: the year of a sentence is not that of a field
            if stone.kind in ("window", "deadline") and stone.end is not None and stone.end < issued:
                message = Text(
                    f"this deadline was over when the plan was issued ({issued:%d/%m/%Y})",
                    f"thời hạn đã qua khi kế hoạch được ban hành ({issued:%d/%m/%Y})",
                )
                span = task.schedule.span
                yield Spot(context.find(stone.text, span.start_line, span.end_line), message, task=task.id)


RULE = Rule(
    id="DLN004",
    name="deadline-before-issue",
    severity="error",
    title=Text("Deadline before the date of issue", "Thời hạn trước ngày ban hành"),
    what=Text(
        "The last day of a deadline lies before the day on which the plan was issued. A quarter that is still "
        "running is left alone; a month "
        "without a year takes the year of the plan.",
        "Ngày cuối của thời hạn trước ngày ban hành kế hoạch. Quý đang diễn ra không bị báo; tháng không ghi năm "
        "lấy năm của kế hoạch.",
    ),
    why=Text("The task is late before it is given.", "Nhiệm vụ đã quá hạn ngay khi được giao."),
    bad="Bình An, ngày 06 tháng 02 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát "
    "thủ tục.\n"
    "- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Tháng 01.",
    good="Bình An, ngày 06 tháng 02 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà "
    "soát thủ tục.\n"
    "- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý I.",
    check=check,
)
