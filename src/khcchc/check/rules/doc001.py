"""DOC001: an issued document has its number."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Severity, Spot, Text
from khcchc.check.heading import main_head, part_head
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    severity: Severity | None = "info" if context.options.draft else None
    blank = context.words.pattern("blank number")
    for piece in main_head(context):
        if match := blank.match(piece.text):
            yield Spot(
                context.find(match[0], piece.start, piece.end),
                Text("the number is blank", "số văn bản để trống"),
                severity=severity,
            )
            break
    # An electronic original may leave these open, once the document itself has its number (PL III, note 2).
    cited_severity: Severity | None = "info" if context.plan.document.number else severity
    cited = context.words.pattern("blank number of the decision")
    for part in context.outline.parts[1:]:
        for piece in part_head(context, part):
            if match := cited.match(piece.text):
                message = Text(
                    "the number of the issuing document is blank", "số của văn bản ban hành kèm theo để trống"
                )
                yield Spot(context.find(match[0], piece.start, piece.end), message, severity=cited_severity)
                break


RULE = Rule(
    id="DOC001",
    name="number-blank",
    severity="error",
    title=Text("Number left blank", "Số văn bản để trống"),
    what=Text(
        "`Số:      /KH-UBND` without its number, in the head or behind `Kèm theo Quyết định số`. With --draft, and "
        "behind `Kèm theo` in a document that has its number, this is a remark.",
        "`Số:      /KH-UBND` chưa có số, ở đầu văn bản hoặc sau `Kèm theo Quyết định số`. Với --draft, hoặc sau "
        "`Kèm theo` khi văn bản đã có số, chỉ là lưu ý.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Điều 8 and 15: the number is given after the signature; an issued document has one.",
        "NĐ 30/2020/NĐ-CP, Điều 8 và 15: số được cấp sau khi ký; văn bản đã ban hành phải có số.",
    ),
    bad="Số:      /KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
)
