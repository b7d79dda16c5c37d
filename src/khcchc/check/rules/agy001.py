"""AGY001: who leads does not coordinate with itself."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.names import fold_name
from khcchc.check.rule import Rule

_FEWEST_WORDS = 2


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.plan.tasks:
        lead, partners = task.lead, task.coordinating
        if lead is None or partners is None:
            continue
        leading = {fold_name(a.name) for a in lead.agencies if not a.collective}
        noted = [fold_name(a.note) for a in lead.agencies if a.note]
        for agency in partners.agencies:
            key = fold_name(agency.name)
            if agency.collective or len(key.split()) < _FEWEST_WORDS:
                continue
            # `UBND huyện (Phòng X chủ trì tham mưu)`: the office in the parenthesis leads too.
            inside = any(_opens_with(note, key) for note in noted)
            if key in leading or inside:
                message = Text("this agency leads the task already", "cơ quan này đã là cơ quan chủ trì")
                span = partners.span
                yield Spot(context.find(agency.text, span.start_line, span.end_line), message, task=task.id)


def _opens_with(note: str, key: str) -> bool:
    words = key.split()
    return any(note.startswith(" ".join(words[:n]) + " ") for n in range(len(words), 3, -1))


RULE = Rule(
    id="AGY001",
    name="lead-coordinates",
    severity="warning",
    title=Text("Lead agency also listed as coordinating", "Cơ quan chủ trì đồng thời là cơ quan phối hợp"),
    what=Text(
        "The same single agency stands in both fields of a task. Lists such as `các cơ quan liên quan` are left alone.",
        "Cùng một cơ quan có ở cả hai trường của nhiệm vụ. Các cụm chung như `các cơ quan liên quan` không xét.",
    ),
    why=Text(
        "Nobody coordinates with himself; another name was meant.",
        "Không cơ quan nào phối hợp với chính mình; có thể định ghi tên khác.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Cơ quan phối hợp: Phòng Tư pháp, "
    "Phòng Nội vụ.\n- Thời gian thực hiện: Quý I.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Cơ quan phối hợp: Phòng Nội "
    "vụ.\n- Thời gian thực hiện: Quý I.",
    check=check,
)
