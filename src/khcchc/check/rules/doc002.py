"""DOC002: an issued document has its date."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Severity, Spot, Text
from khcchc.check.heading import main_head, part_head
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    severity: Severity | None = "info" if context.options.draft else None
    blank = context.words.pattern("blank date")
    for piece in main_head(context):
        if "," in piece.text[:60] and len(piece.text) < 120 and (match := blank.match(piece.text)):
            yield Spot(
                context.find(match[0].lstrip(", "), piece.start, piece.end),
                Text("the date is blank or incomplete", "ngày tháng để trống hoặc chưa đủ"),
                severity=severity,
            )
            break
    # An electronic original may leave these open, once the document itself has its date (PL III, note 2).
    cited_severity: Severity | None = "info" if context.plan.document.issued_on else severity
    cited = context.words.pattern("blank date of the decision")
    for part in context.outline.parts[1:]:
        head = [p for p in part_head(context, part) if p.text.lstrip().startswith("(")]
        for piece in head[:1]:
            if match := cited.match(piece.text):
                message = Text(
                    "the date of the issuing document is blank", "ngày của văn bản ban hành kèm theo để trống"
                )
                yield Spot(context.find(match["blank"], piece.start, piece.end), message, severity=cited_severity)


RULE = Rule(
    id="DOC002",
    name="date-blank",
    severity="error",
    title=Text("Date left blank or incomplete", "Ngày tháng để trống hoặc chưa đủ"),
    what=Text(
        "`…, ngày     tháng     năm 2024` without day or month, in the head or behind `Kèm theo`. With --draft "
        "this is a remark.",
        "`…, ngày     tháng     năm 2024` thiếu ngày hoặc tháng, ở đầu văn bản hoặc sau `Kèm theo`. Với --draft "
        "chỉ là lưu ý.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I, II.4: the date is that of the signature and is written in full.",
        "NĐ 30/2020/NĐ-CP, Điều 8 và Phụ lục I, II.4: ngày, tháng, năm ban hành phải ghi đầy đủ.",
    ),
    bad="Số: 15/KH-UBND\n\nBình An, ngày     tháng     năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. "
    "NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
)
