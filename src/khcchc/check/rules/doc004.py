"""DOC004: numbers are written without spaces, and below ten with a leading zero."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Edit, Spot, Text
from khcchc.check.heading import main_head
from khcchc.check.rule import Rule


def edits(context: CheckContext, raw: str) -> Iterator[Edit]:
    """Spaces within a number and symbol, taken out."""
    if "/" not in raw:
        return
    for match in context.words.pattern("spaced number").re.finditer(raw):
        words = match["number"]
        tight = "".join(words.split())
        if tight != words:
            yield Edit(match.start("number"), match.end("number"), tight)


def check(context: CheckContext) -> Iterator[Spot]:
    aside = {f.line for f in context.furniture}
    for index in context.low_lines.holding_any(context.words.pattern("spaced number").rule.needs):
        number, raw = index + 1, context.source.lines[index]
        if number in aside:
            continue
        for edit in edits(context, raw):
            words = raw[edit.start : edit.end]
            place = context.span(number, edit.start, edit.end)
            yield Spot(
                place,
                Text(f"space within the number {words!r}", f"thừa dấu cách trong số, ký hiệu {words!r}"),
                _write(edit.words),
                edit=edit,
            )
    single = context.words.pattern("number below ten")
    for piece in main_head(context):
        if match := single.match(piece.text):
            place = context.find(match[0], piece.start, piece.end)
            yield Spot(
                place,
                Text("a number below ten takes a leading zero", "số nhỏ hơn 10 phải thêm số 0 phía trước"),
                _write(f"0{match['digit']}"),
            )
            return


def _write(words: str) -> Text:
    return Text(f"write {words}", f"sửa thành {words}")


RULE = Rule(
    id="DOC004",
    name="number-format",
    severity="warning",
    title=Text("Space within a number, or no leading zero", "Số, ký hiệu có dấu cách thừa hoặc thiếu số 0"),
    what=Text(
        "`15 /KH-UBND`, `QĐ- UBND`: number and symbol are written in one; `Số: 5/KH-UBND` is `Số: 05/KH-UBND`. "
        "Spaces are repaired by --fix.",
        "`15 /KH-UBND`, `QĐ- UBND`: số và ký hiệu viết liền; `Số: 5/KH-UBND` phải là `Số: 05/KH-UBND`. Dấu cách "
        "thừa được sửa bằng --fix.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.3: `/` between number and symbol, `-` between groups, no spaces; below 10 "
        "a leading 0. TT 01/2011/TT-BNV, Điều 8 said the same.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.3: giữa số và ký hiệu có dấu `/`, giữa các nhóm chữ có dấu `-` không cách "
        "chữ; số nhỏ hơn 10 phải ghi thêm số 0. TT 01/2011/TT-BNV, Điều 8 quy định như vậy.",
    ),
    bad="Số: 15 /KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
    edits=edits,
)
