"""STR004: no point letter is used twice."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.siblings import numbered_lists
from khcchc.numbering import find_slips


def check(context: CheckContext) -> Iterator[Spot]:
    letters = context.grammars["markers"].words("point letters")
    for items in numbered_lists(context, "letter"):
        for slip in find_slips([item.place for item in items]):
            if slip.how != "repeated":
                continue
            item, before = items[slip.at], items[slip.at - 1]
            right = letters[slip.place - 1] if 0 < slip.place <= len(letters) else ""
            hint = Text(f"write {right})", f"sửa thành {right})") if right and right != item.written else None
            yield Spot(
                context.find(f"{item.written})", item.node.start, item.node.end),
                Text(f"point {item.written}) is used twice", f"điểm {item.written}) bị dùng hai lần"),
                hint,
                related=(Related(before.node.start, Text("the first one", "lần đầu")),),
            )


RULE = Rule(
    id="STR004",
    name="letter-twice",
    severity="error",
    title=Text("Point letter repeated", "Chữ cái của điểm bị lặp"),
    what=Text("Each letter names one point of a list.", "Mỗi chữ cái chỉ đặt cho một điểm trong danh sách."),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. A second d) is nearly always đ) whose stroke was lost in typing or "
        "scanning.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. Chữ d) thứ hai hầu như luôn là đ) bị mất gạch khi gõ hoặc quét.",
    ),
    bad="1. Nhiệm vụ\n\na) Rà soát.\n\nb) Công khai.\n\nc) Số hóa.\n\nd) Trả kết quả.\n\nd) Lấy ý kiến.\n\ne) Tổng "
    "kết.",
    good="1. Nhiệm vụ\n\na) Rà soát.\n\nb) Công khai.\n\nc) Số hóa.\n\nd) Trả kết quả.\n\nđ) Lấy ý kiến.\n\ne) "
    "Tổng kết.",
    check=check,
)
