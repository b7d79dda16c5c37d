"""FLD010: the lead field names agencies and does not tell a story."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.model import AgencyField


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.plan.tasks:
        if task.basis == "assignment":
            continue
        for field in (task.lead, task.coordinating):
            if field is not None and not field.inherited:
                yield from _field(context, field, task.id)


def _field(context: CheckContext, field: AgencyField, task: str) -> Iterator[Spot]:
    verb = context.words.pattern("work in an agency field")
    twice = context.words.pattern("level twice")
    start, end = field.span.start_line, field.span.end_line
    for agency in field.agencies:
        if agency.note and verb.match(agency.note):
            message = Text("an agency field holds a sentence", "trường cơ quan chứa cả câu, không chỉ tên cơ quan")
            hint = Text("move the work to the content of the task", "chuyển phần việc sang nội dung nhiệm vụ")
            yield Spot(context.find(agency.note, start, end), message, hint, task=task)
    if match := twice.re.search(field.text):
        message = Text("this name has two levels of government", "tên cơ quan ghi hai cấp hành chính")
        yield Spot(context.find(match[0], start, end), message, task=task)


RULE = Rule(
    id="FLD010",
    name="sentence-in-agency-field",
    severity="warning",
    title=Text("Agency field holds a sentence", "Trường cơ quan chứa câu văn"),
    what=Text(
        "Fields for the lead and the coordinating agencies hold names. What the agency shall do belongs to the "
        "content of the task; "
        "a name with two levels (`UBND huyện cấp huyện`) is told too.",
        "Trường cơ quan chủ trì, cơ quan phối hợp chỉ ghi tên cơ quan. Việc phải làm thuộc nội dung nhiệm vụ; tên "
        "ghi hai cấp "
        "(`UBND huyện cấp huyện`) cũng được báo.",
    ),
    why=Text(
        "Lists of tasks by agency are made from these fields; a sentence in them makes a task that nobody finds.",
        "Danh sách việc theo cơ quan được lập từ các trường này; câu văn nằm trong đó làm việc bị bỏ sót.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp theo dõi, đôn đốc, tổng hợp báo cáo "
    "kết quả thực hiện.\n- Thời gian thực hiện: Quý I.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý I.",
    check=check,
)
