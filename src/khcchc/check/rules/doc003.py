"""DOC003: an attachment names the document it was issued with as that document names itself."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.heading import find_line, main_head
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    document = context.plan.document
    for attached in document.attached:
        issued = attached.issued_with
        if issued is None:
            continue
        span = attached.span
        if issued.number and document.number and issued.number.casefold() != document.number.casefold():
            message = Text(
                f"number {issued.number}; the document itself is {document.number}",
                f"ghi số {issued.number}, còn văn bản mang số {document.number}",
            )
            related = _own_line(context, "number", Text("its own number", "số của văn bản"))
            yield Spot(context.find(issued.number, span.start_line, span.end_line), message, related=related)
        if issued.date and document.issued_on and issued.date != document.issued_on:
            shown = _as_written(context, span.start_line, span.end_line)
            message = Text(
                f"date {issued.date:%d/%m/%Y}; the document itself is of {document.issued_on:%d/%m/%Y}",
                f"ghi ngày {issued.date:%d/%m/%Y}, còn văn bản ban hành ngày {document.issued_on:%d/%m/%Y}",
            )
            related = _own_line(context, "date", Text("its own date", "ngày của văn bản"))
            yield Spot(context.find(shown, span.start_line, span.end_line), message, related=related)


def _own_line(context: CheckContext, what: str, message: Text) -> tuple[Related, ...]:
    """The line where the document itself gives its number or date, where there is one."""
    line = find_line(context, main_head(context), what, anywhere=True)
    return (Related(line.start, message),) if line is not None else ()


def _as_written(context: CheckContext, start: int, end: int) -> str:
    """The words of the date in the lines of the attachment's head."""
    date = context.words.pattern("date in words or figures")
    for number in range(end, start - 1, -1):
        if match := date.re.search(context.line(number).excerpt):
            return match[0]
    return ""


RULE = Rule(
    id="DOC003",
    name="attachment-mismatch",
    severity="error",
    title=Text(
        "Attachment names another number or date than the issuing document",
        "Số, ngày ở phần kèm theo khác với văn bản ban hành",
    ),
    what=Text(
        "`(Kèm theo Quyết định số … ngày …)` on an attached plan or an annex repeats number and date of the "
        "document it belongs to.",
        "`(Kèm theo Quyết định số … ngày …)` ở kế hoạch kèm theo hoặc phụ lục phải đúng số, ngày của văn bản ban hành.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, III.1.c and the models of Phụ lục III. With another date the attachment "
        "belongs to no document.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, III.1.c và các mẫu ở Phụ lục III. Sai ngày thì phần kèm theo không thuộc văn "
        "bản nào.",
    ),
    bad="Số: 15/QĐ-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch cải cách hành chính "
    "năm 2024\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch "
    "cải cách hành chính năm 2024.\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n(Kèm theo Quyết định số 15/QĐ-UBND "
    "ngày 25/3/2024 của Chủ tịch UBND xã)\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/QĐ-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch cải cách hành chính "
    "năm 2024\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch "
    "cải cách hành chính năm 2024.\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n(Kèm theo Quyết định số 15/QĐ-UBND "
    "ngày 15/3/2024 của Chủ tịch UBND xã)\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
)
