"""STR003: no point letter is left out."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.siblings import numbered_lists
from khcchc.numbering import find_slips


def check(context: CheckContext) -> Iterator[Spot]:
    letters = context.grammars["markers"].words("point letters")
    for items in numbered_lists(context, "letter"):
        for slip in find_slips([item.place for item in items]):
            if slip.how == "repeated":
                continue
            item, before = items[slip.at], items[slip.at - 1]
            place = context.find(f"{item.written})", item.node.start, item.node.end)
            if slip.how == "missing":
                lost = ", ".join(f"{x})" for x in letters[before.place : item.place - 1])
                message = Text(
                    f"{item.written}) follows {before.written}): {lost} is missing",
                    f"{item.written}) đứng sau {before.written}): thiếu {lost}",
                )
            else:
                message = Text(
                    f"{item.written}) is out of order after {before.written})",
                    f"{item.written}) sai thứ tự, đứng sau {before.written})",
                )
            yield Spot(place, message)


RULE = Rule(
    id="STR003",
    name="letter-gap",
    severity="error",
    title=Text("Point letter missing", "Thiếu chữ cái của điểm"),
    what=Text(
        "Points follow the Vietnamese alphabet: a b c d đ e g h i k l m n o p q r s t u v x y. There is no f, j, w "
        "or z, "
        "and no ă, â, ê, ô, ơ or ư.",
        "Các điểm theo thứ tự bảng chữ cái tiếng Việt: a b c d đ e g h i k l m n o p q r s t u v x y; không dùng "
        "f, j, w, z "
        "và các chữ ă, â, ê, ô, ơ, ư.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. The letters i and đ are those most often forgotten.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. Chữ i và chữ đ là hai chữ hay bị quên nhất.",
    ),
    bad="1. Nhiệm vụ\n\na) Rà soát thủ tục.\n\nb) Công khai thủ tục.\n\nc) Số hóa hồ sơ.\n\nd) Trả kết quả.\n\ne) "
    "Lấy ý kiến.",
    good="1. Nhiệm vụ\n\na) Rà soát thủ tục.\n\nb) Công khai thủ tục.\n\nc) Số hóa hồ sơ.\n\nd) Trả kết quả.\n\nđ) "
    "Lấy ý kiến.",
    check=check,
    mistakes=Text(
        "Word counts a, b, c, d, e, f by itself: such a list is told as one without đ.",
        "Word tự đánh a, b, c, d, e, f: danh sách như vậy bị báo là thiếu đ.",
    ),
)
