"""FLD004: a task has a time."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.uses import missing_field


def check(context: CheckContext) -> Iterator[Spot]:
    message = Text("this task has no time", "nhiệm vụ này không có thời gian thực hiện")
    yield from missing_field(context, "schedule", message)


RULE = Rule(
    id="FLD004",
    name="time-missing",
    severity="error",
    title=Text("Task without a time", "Nhiệm vụ không có thời gian thực hiện"),
    what=Text(
        "A task with its own fields, or a row of a table with a column for the time, says when it is due. Work "
        "given in prose is not asked.",
        "Nhiệm vụ có nhóm trường thông tin, hoặc dòng của bảng có cột thời gian, phải ghi thời gian. Nhiệm vụ giao "
        "bằng lời văn không bị xét.",
    ),
    why=Text(
        "Without a time the task never becomes late: “rõ tiến độ”.",
        "Không có thời gian thì không bao giờ bị coi là chậm: “rõ tiến độ”.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý "
    "I.\n\n2. Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Thời gian thực hiện: Quý II.\n\n3. Số hóa hồ sơ.\n- Cơ quan chủ trì: Văn "
    "phòng.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý "
    "I.\n\n2. Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Thời gian thực hiện: Quý II.",
    check=check,
    mistakes=Text(
        "An empty cell that stands for “as above” without a merge is told as missing.",
        "Ô để trống với ý “như trên” mà không gộp ô bị báo là thiếu.",
    ),
)
