"""FLD001: a task has a lead agency."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.uses import missing_field


def check(context: CheckContext) -> Iterator[Spot]:
    message = Text("this task has no lead agency", "nhiệm vụ này không có cơ quan chủ trì")
    yield from missing_field(context, "lead", message)


RULE = Rule(
    id="FLD001",
    name="lead-missing",
    severity="error",
    title=Text("Task without a lead agency", "Nhiệm vụ không có cơ quan chủ trì"),
    what=Text(
        "A task with its own fields, or a row of a table with a column for the lead, names who leads. The rule is "
        "silent where the plan "
        "as a whole does not use the field.",
        "Nhiệm vụ có nhóm trường thông tin, hoặc dòng của bảng có cột chủ trì, phải ghi cơ quan chủ trì. Quy tắc "
        "không báo khi cả kế hoạch "
        "không dùng trường này.",
    ),
    why=Text(
        "Work without a name beside it is done by nobody: “rõ người, rõ việc, rõ trách nhiệm”.",
        "Việc không có người chịu trách nhiệm thì không ai làm: “rõ người, rõ việc, rõ trách nhiệm”.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý "
    "I.\n\n2. Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Thời gian thực hiện: Quý II.\n\n3. Số hóa hồ sơ.\n- Thời gian thực hiện: Quý "
    "III.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý "
    "I.\n\n2. Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Thời gian thực hiện: Quý II.",
    check=check,
    mistakes=Text(
        "An empty cell that stands for “as above” without a merge is told as missing.",
        "Ô để trống với ý “như trên” mà không gộp ô bị báo là thiếu.",
    ),
)
