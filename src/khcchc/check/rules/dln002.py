"""DLN002: a year has four quarters."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    pattern = context.words.pattern("impossible quarter")
    for number, _ in context.likely([pattern]):
        piece = context.pieces[number]
        for match in pattern.re.finditer(piece.text):
            message = Text(f"{match[0]!r}: there are four quarters", f"{match[0]!r}: một năm chỉ có bốn quý")
            yield Spot(context.find(match[0], piece.start, piece.end), message)


RULE = Rule(
    id="DLN002",
    name="impossible-quarter",
    severity="error",
    title=Text("Impossible quarter", "Quý không tồn tại"),
    what=Text("Quarters are I, II, III and IV (or 1 to 4).", "Quý chỉ có I, II, III, IV (hoặc 1 đến 4)."),
    why=Text(
        "`Quý V` is mostly a slip for IV, and a date for nobody.",
        "`Quý V` thường là gõ nhầm của IV, không xác định được thời hạn.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý V năm 2024.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Thời gian thực hiện: Quý IV năm "
    "2024.",
    check=check,
)
