"""TSK002: what is checked is a plan, and work was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.heading import main_head
from khcchc.check.rule import Rule

_PLANS = frozenset({"ke_hoach", "chuong_trinh"})
"""Kinds of documents that are there to give work; a report or a decision on one matter need not hold any."""


def check(context: CheckContext) -> Iterator[Spot]:
    document = context.plan.document
    if context.plan.tasks:
        return
    place = context.line(min(filter(_has_letters(context), context.filled), default=1))
    kinds = {document.kind, *(attached.kind for attached in document.attached)}
    headed = any(kinds) or document.number or any(piece.node.kind == "title" for piece in main_head(context))
    if not headed:
        message = Text(
            "neither a task nor the heading of a plan was found: is this the right file? Next to nothing was checked",
            "không thấy nhiệm vụ và cũng không thấy tiêu đề của kế hoạch: có đúng tệp không? Gần như chưa kiểm tra gì",
        )
        yield Spot(place, message)
    elif kinds & _PLANS:
        message = Text(
            "no task was found in this plan: the rules about tasks, agencies and deadlines had nothing to check",
            "không thấy nhiệm vụ nào trong kế hoạch này: chưa kiểm tra được nhiệm vụ, cơ quan và thời hạn",
        )
        yield Spot(place, message)
    else:
        message = Text(
            "no task was found in this document: the rules about tasks, agencies and deadlines had nothing to check",
            "không thấy nhiệm vụ nào trong văn bản này: chưa kiểm tra được nhiệm vụ, cơ quan và thời hạn",
        )
        yield Spot(place, message, severity="info")


def _has_letters(context: CheckContext) -> Callable[[int], bool]:
    return lambda number: any(map(str.isalnum, context.source.lines[number - 1]))


RULE = Rule(
    id="TSK002",
    name="no-task",
    severity="warning",
    title=Text("No task, or no plan at all", "Không có nhiệm vụ hoặc không phải kế hoạch"),
    what=Text(
        "Nothing in the file gives work to anybody. Without a heading either (kind of document, number) it is no "
        "plan, and silence of the other rules says nothing. A document of another kind without tasks, such as a "
        "report, gets a remark.",
        "Không có chỗ nào trong tệp giao việc cho ai. Nếu cũng không có tiêu đề (tên loại, số ký hiệu) thì đây không "
        "phải kế hoạch, và việc các quy tắc khác không báo gì không có ý nghĩa. Văn bản loại khác không có nhiệm vụ, "
        "ví dụ báo cáo, chỉ được lưu ý.",
    ),
    why=Text(
        "“No findings” about the wrong file, or about a plan whose tasks could not be read, misleads.",
        "Kết quả “không có phát hiện nào” đối với tệp nhầm, hoặc kế hoạch không đọc được nhiệm vụ, dễ gây hiểu lầm.",
    ),
    bad="Danh sách mua sắm\n\n- 2 kg gạo\n\n- 1 chai nước mắm",
    good="KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục hành chính.\n\n"
    "- Cơ quan chủ trì: Phòng Tư pháp.\n\n- Thời gian thực hiện: Quý I.",
    check=check,
    mistakes=Text(
        "A part of a plan, cut out without its heading and without tasks, is taken for no plan.",
        "Một phần của kế hoạch được cắt ra, không có tiêu đề và không có nhiệm vụ, bị coi là không phải kế hoạch.",
    ),
)
