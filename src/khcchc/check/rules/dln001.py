"""DLN001: every date exists."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule

_DIGIT_RE = re.compile(r"\d")
_LEAP_YEAR = 2024
"""Where no year is written, 29 February is given the benefit of the doubt."""


def check(context: CheckContext) -> Iterator[Spot]:
    for number, patterns in context.likely(context.words.giving("date")):
        piece = context.pieces[number]
        if not _DIGIT_RE.search(piece.text):
            continue
        seen: set[int] = set()
        for pattern in patterns:
            for match in pattern.re.finditer(piece.text):
                if match.start() in seen or _exists(match):
                    continue
                seen.add(match.start())
                message = Text(f"{match[0]!r} does not exist in the calendar", f"{match[0]!r} không có trong lịch")
                yield Spot(context.find(match[0], piece.start, piece.end), message)


def _exists(match: re.Match[str]) -> bool:
    parts = {k: int(v) for k, v in match.groupdict().items() if v}
    try:
        datetime.date(parts.get("year", _LEAP_YEAR), parts["month"], parts.get("day", 1))
    except ValueError:
        return False
    return True


RULE = Rule(
    id="DLN001",
    name="impossible-date",
    severity="error",
    title=Text("Impossible date", "Ngày tháng không tồn tại"),
    what=Text(
        "A day or month that no calendar has: 31/6, 30 February, month 13. Dates of cited documents are looked at too.",
        "Ngày hoặc tháng không có trong lịch: 31/6, 30 tháng 02, tháng 13. Xét cả ngày của văn bản được viện dẫn.",
    ),
    why=Text(
        "Nobody can keep such a deadline, nor find such a document.",
        "Không ai thực hiện được thời hạn đó, cũng không tìm được văn bản đó.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Trước ngày "
    "31/6/2024.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Trước ngày "
    "30/6/2024.",
    check=check,
)
