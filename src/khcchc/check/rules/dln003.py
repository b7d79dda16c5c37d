"""DLN003: a deadline lies in the years of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule

_AFTERMATH = datetime.timedelta(days=90)
"""The report on a year is due in the first weeks of the next."""


def check(context: CheckContext) -> Iterator[Spot]:
    period = context.plan.document.period
    if period is None:
        return
    # A plan for 2026 that is issued in November 2025 may well ask for something in December.
    opening = min(period.start, context.plan.document.issued_on or period.start)
    for task in context.plan.tasks:
        if task.schedule is None or task.schedule.inherited:
            continue
        for stone in task.schedule.milestones:
            if stone.kind not in ("window", "deadline"):
                continue
            first = stone.start or stone.end
            before = stone.end is not None and stone.end < opening
            behind = period.end is not None and first is not None and first > period.end + _AFTERMATH
            if before or behind:
                years = (
                    str(period.start.year)
                    if period.end and period.end.year == period.start.year
                    else f"{period.start.year}-{period.end.year if period.end else ''}"
                )
                message = Text(
                    f"this deadline is not in the years of the plan ({years})",
                    f"thời hạn nằm ngoài thời kỳ của kế hoạch ({years})",
                )
                span = task.schedule.span
                yield Spot(context.find(stone.text, span.start_line, span.end_line), message, task=task.id)


RULE = Rule(
    id="DLN003",
    name="deadline-outside-plan",
    severity="warning",
    title=Text("Deadline outside the years of the plan", "Thời hạn nằm ngoài thời kỳ của kế hoạch"),
    what=Text(
        "A deadline before the first or well behind the last year that the title names. Reports due in the first "
        "three months after the "
        "plan, and years that are the topic of a task (`Kế hoạch năm 2026`), are left alone.",
        "Thời hạn trước năm đầu hoặc sau năm cuối ghi ở tên kế hoạch. Báo cáo trong ba tháng sau kỳ kế hoạch và "
        "năm là đối tượng của "
        "nhiệm vụ (`Kế hoạch năm 2026`) không bị báo.",
    ),
    why=Text(
        "Last year's plan was the model, and a date was not changed.",
        "Thường do dùng lại kế hoạch năm trước mà quên sửa thời hạn.",
    ),
    bad="KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư "
    "pháp.\n- Thời gian thực hiện: Quý I/2023.",
    good="KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng "
    "Tư pháp.\n- Thời gian thực hiện: Quý I/2024.",
    check=check,
)
