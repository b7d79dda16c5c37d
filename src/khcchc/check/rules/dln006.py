"""DLN006: work that goes on for ever has no end."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.plan.tasks:
        if task.schedule is None or task.schedule.inherited:
            continue
        stones = task.schedule.milestones
        ongoing = next((m for m in stones if m.kind == "ongoing" or (m.kind == "recurring" and len(stones) == 1)), None)
        if ongoing is None:
            continue
        end = f" ({ongoing.end:%d/%m/%Y})" if ongoing.end else ""
        message = Text(
            f"ongoing work without a date of its own; the end of the plan is assumed{end}",
            f"việc thường xuyên, không có mốc riêng; coi là kết thúc cùng kế hoạch{end}",
        )
        span = task.schedule.span
        yield Spot(context.find(ongoing.text, span.start_line, span.end_line), message, task=task.id)


RULE = Rule(
    id="DLN006",
    name="ongoing",
    severity="info",
    title=Text("Ongoing work without an end", "Việc thường xuyên, không có mốc kết thúc"),
    what=Text(
        "`Thường xuyên`, `định kỳ` and the like give no day on which the work can be looked at.",
        "`Thường xuyên`, `định kỳ` … không cho ngày nào để kiểm tra kết quả.",
    ),
    why=Text(
        "A remark for the drafter, no slip: where there is a product, a day for it helps.",
        "Lưu ý cho người soạn, không phải lỗi: nếu có sản phẩm thì nên ghi mốc.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Thường xuyên.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý I năm "
    "2024.",
    check=check,
)
