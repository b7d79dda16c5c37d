"""DLN009: each step of a schedule has its time."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.model import Milestone

_DATED = ("window", "deadline", "ongoing")


def check(context: CheckContext) -> Iterator[Spot]:
    report = context.words.pattern("step without a time")
    for task in context.plan.tasks:
        if task.schedule is None or task.schedule.inherited:
            continue
        stones = task.schedule.milestones
        if not any(m.kind in _DATED for m in stones):
            continue
        words = next((m.text for m in stones if _is_open(m, len(stones))), None)
        if words is None and (match := report.match(task.schedule.text)) and all(m.kind == "ongoing" for m in stones):
            words = match["step"]
        if words is not None:
            message = Text(
                "this step of the schedule has no date", "bước này trong thời gian thực hiện không có mốc cụ thể"
            )
            span = task.schedule.span
            yield Spot(context.find(words, span.start_line, span.end_line), message, task=task.id)


def _is_open(stone: Milestone, count: int) -> bool:
    """A step with neither date nor rhythm; `theo Kế hoạch số …` beside a date only says whose plan it is."""
    if count < 2:
        return False
    if stone.kind == "recurring":
        return stone.recurrence is None and stone.end is None
    if stone.kind == "reference":
        return "báo cáo" in stone.text.lower() or bool(stone.action)
    return stone.kind == "unspecified"


RULE = Rule(
    id="DLN009",
    name="step-without-time",
    severity="warning",
    title=Text("One step of a schedule has no time", "Một bước trong thời gian thực hiện không có mốc"),
    what=Text(
        "A schedule of several steps, of which at least one has a date and another none: `Quý I ban hành kế hoạch; "
        "báo cáo theo quy định`.",
        "Thời gian thực hiện có nhiều bước, có bước ghi mốc, có bước không: `Quý I ban hành kế hoạch; báo cáo theo "
        "quy định`.",
    ),
    why=Text(
        "Mostly the report: the plan is made on time, and nobody knows when its result is due.",
        "Thường là bước báo cáo: kế hoạch ban hành đúng hạn nhưng không rõ bao giờ phải báo cáo kết quả.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Ban hành kế "
    "hoạch trong Quý I/2024; thực hiện báo cáo theo quy định.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Ban hành "
    "kế hoạch trong Quý I/2024; báo cáo kết quả trước ngày 15/12/2024.",
    check=check,
    mistakes=Text(
        "A step bound to an event (`báo cáo sau mỗi đợt kiểm tra`) counts as timed.",
        "Bước gắn với sự kiện (`báo cáo sau mỗi đợt kiểm tra`) được coi là có mốc.",
    ),
)
