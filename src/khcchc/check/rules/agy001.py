"""AGY001: who leads does not coordinate with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.names import fold_name
from khcchc.check.rule import Rule
from khcchc.model import Agency, AgencyField

_FEWEST_WORDS = 2
_SENTENCE_END_RE = re.compile(r"[.;](?=\s|$)")


def check(context: CheckContext) -> Iterator[Spot]:
    for task in context.plan.tasks:
        if task.lead is None or task.coordinating is None or task.coordinating.inherited:
            continue  # a cell merged over several rows names who helps in all of them, the lead of each among others
        span = task.coordinating.span
        for lead, partners in _side_by_side(task.content, task.lead, task.coordinating):
            for agency in _leading(lead, partners):
                message = Text("this agency leads the task already", "cơ quan này đã là cơ quan chủ trì")
                yield Spot(context.find(agency.text, span.start_line, span.end_line), message, task=task.id)


def _leading(lead: Sequence[Agency], partners: Sequence[Agency]) -> Iterator[Agency]:
    """The partners that lead."""
    leading = {fold_name(a.name) for a in lead if not a.collective}
    noted = [fold_name(a.note) for a in lead if a.note]
    for agency in partners:
        key = fold_name(agency.name)
        if agency.collective or len(key.split()) < _FEWEST_WORDS:
            continue
        # `UBND huyện (Phòng X chủ trì tham mưu)`: the office in the parenthesis leads too.
        if key in leading or any(_opens_with(note, key) for note in noted):
            yield agency


def _side_by_side(
    content: str, lead: AgencyField, partners: AgencyField
) -> list[tuple[Sequence[Agency], Sequence[Agency]]]:
    """Who leads and who helps with each piece of work of a task.

    A row may hold several, a sentence and a line of each cell for each: who leads the first helps with the second.
    """
    count = lead.text.count("\n") + 1
    if count == 1 or partners.text.count("\n") + 1 != count or len(_SENTENCE_END_RE.findall(content)) != count:
        return [(lead.agencies, partners.agencies)]
    return list(zip(_by_line(lead), _by_line(partners), strict=True))


def _by_line(field: AgencyField) -> list[list[Agency]]:
    """The agencies of a field, line by line."""
    found: list[list[Agency]] = [[] for _ in field.text.split("\n")]
    at = 0
    for agency in field.agencies:
        at = max(field.text.find(agency.text, at), at)
        found[field.text.count("\n", 0, at)].append(agency)
    return found


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
