"""STR001: Roman section numbers follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.siblings import numbered_lists
from khcchc.numbering import to_roman


def check(context: CheckContext) -> Iterator[Spot]:
    for items in numbered_lists(context, "roman"):
        seen = {items[0].place}
        twice = False
        for before, item in pairwise(items):
            expected = before.place + 1
            right = item.place == expected or (twice and item.place == expected + 1)  # IV, IV, VI: the second IV is V
            twice = item.place == before.place
            if item.place in seen:
                message = Text(f"section number {item.written} is used twice", f"số mục {item.written} bị dùng hai lần")
            elif not right:
                message = Text(
                    f"section {item.written} follows {before.written}; {to_roman(expected)} was expected",
                    f"mục {item.written} đứng sau {before.written}; lẽ ra là {to_roman(expected)}",
                )
            else:
                seen.add(item.place)
                continue
            seen.add(item.place)
            yield Spot(context.find(item.written, item.node.start, item.node.end), message)


RULE = Rule(
    id="STR001",
    name="roman-order",
    severity="error",
    title=Text("Roman section number out of order or repeated", "Số La Mã của mục sai thứ tự hoặc bị lặp"),
    what=Text(
        "Sections with Roman numbers under one heading count I, II, III … without a gap, a step back or a "
        "repetition. "
        "Group rows of a table are sections too.",
        "Các mục đánh số La Mã trong cùng một phần phải liên tục I, II, III …, không nhảy số, không lùi, không lặp. "
        "Dòng nhóm trong bảng cũng là mục.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ asks for an ordinal number. A wrong one sends every reference to that "
        "section astray.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ yêu cầu mục có số thứ tự. Số sai làm mọi dẫn chiếu đến mục đó sai theo.",
    ),
    bad="I. MỤC TIÊU\n\nNâng cao chất lượng phục vụ.\n\nII. NHIỆM VỤ\n\nSố hóa hồ sơ.\n\nIV. KINH PHÍ\n\nTừ ngân sách.",
    good="I. MỤC TIÊU\n\nNâng cao chất lượng phục vụ.\n\nII. NHIỆM VỤ\n\nSố hóa hồ sơ.\n\nIII. KINH PHÍ\n\nTừ ngân "
    "sách.",
    check=check,
    mistakes=Text(
        "One slip in the middle (III, VI, IV, V) is told at each number that breaks the order.",
        "Một lỗi ở giữa (III, VI, IV, V) được báo ở từng số phá vỡ thứ tự.",
    ),
)
