"""DOC005: the date of issue has its leading zeros."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.heading import find_line, main_head
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    piece = find_line(context, main_head(context), "date", anywhere=True)
    if piece is None:
        return
    match = context.words.pattern("date without zeros").match(piece.text)
    if match is None:
        return
    day, month = match["day"] or match["day_two"], match["month"] or match["month_one"]
    wanted = f"ngày {int(day):02d} tháng {month.zfill(2) if int(month) < 3 else month}"
    yield Spot(
        context.find(match[0].lstrip(", "), piece.start, piece.end),
        Text(
            f"day below ten, or month 1 or 2, without its leading zero; asked for by {context.law}",
            f"ngày nhỏ hơn 10 hoặc tháng 1, 2 thiếu số 0 phía trước; theo {context.law}",
        ),
        Text(f"write {wanted}", f"sửa thành {wanted}"),
    )


RULE = Rule(
    id="DOC005",
    name="date-zeros",
    severity="error",
    title=Text("Date of issue without leading zeros", "Ngày ban hành thiếu số 0"),
    what=Text(
        "In the line of place and date, days 1 to 9 and months 1 and 2 take a leading 0. Other dates in the text "
        "are free.",
        "Ở dòng địa danh và thời gian ban hành, ngày 1 đến 9 và tháng 1, 2 phải ghi thêm số 0. Ngày khác trong văn "
        "bản không xét.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.4; TT 01/2011/TT-BNV, Điều 9.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.4; TT 01/2011/TT-BNV, Điều 9.",
    ),
    bad="Số: 15/KH-UBND\n\nBình An, ngày 6 tháng 2 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM "
    "VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/KH-UBND\n\nBình An, ngày 06 tháng 02 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
)
