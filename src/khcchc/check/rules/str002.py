"""STR002: Arabic numbers follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.siblings import Numbered, numbered_lists, row_lists
from khcchc.numbering import find_slips


def check(context: CheckContext) -> Iterator[Spot]:
    lists = [*numbered_lists(context, "arabic"), *numbered_lists(context, "decimal"), *row_lists(context)]
    for items in lists:
        for slip in find_slips([item.place for item in items]):
            item = items[slip.at]
            yield Spot(context.find(item.written, item.node.start, item.node.end), _message(items, slip.at, slip.how))


def _message(items: tuple[Numbered, ...], index: int, how: str) -> Text:
    item, before = items[index], items[index - 1]
    if how == "missing":
        return Text(
            f"number {item.written} follows {before.written}: a number between them is missing",
            f"số {item.written} đứng ngay sau {before.written}: thiếu số ở giữa",
        )
    if how == "repeated":
        return Text(f"number {item.written} is used twice", f"số {item.written} bị dùng hai lần")
    return Text(
        f"number {item.written} is out of order after {before.written}",
        f"số {item.written} sai thứ tự, đứng sau {before.written}",
    )


RULE = Rule(
    id="STR002",
    name="number-order",
    severity="error",
    title=Text("Arabic number missing, repeated or out of order", "Số Ả Rập bị thiếu, bị lặp hoặc sai thứ tự"),
    what=Text(
        "Numbers of one list (1., 2., 3.; 2.1., 2.2.; the ordinal column of a table) go up by one.",
        "Số của một danh sách (1., 2., 3.; 2.1., 2.2.; cột STT của bảng) tăng dần từng đơn vị.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. A gap often shows that a task was lost when the plan was put together.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ. Số bị nhảy thường cho thấy một nhiệm vụ đã rơi mất khi tổng hợp.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n\n2. Công khai thủ tục.\n\n4. Số hóa hồ sơ.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n\n2. Công khai thủ tục.\n\n3. Số hóa hồ sơ.",
    check=check,
    mistakes=Text(
        "A list that begins with 1 again is taken for a new list, so a repeated 1 is not found.",
        "Danh sách bắt đầu lại từ 1 được coi là danh sách mới, nên số 1 bị lặp không được phát hiện.",
    ),
)
