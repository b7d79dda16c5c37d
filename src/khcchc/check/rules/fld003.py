"""FLD003: a task has a product."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.uses import missing_field, tables_without


def check(context: CheckContext) -> Iterator[Spot]:
    message = Text("this task names no product", "nhiệm vụ này không ghi sản phẩm")
    yield from missing_field(context, "deliverables", message)
    for node in tables_without(context, "deliverables"):
        yield Spot(
            context.line(node.start),
            Text("this table of tasks has no column for the product", "bảng nhiệm vụ này không có cột sản phẩm"),
        )


RULE = Rule(
    id="FLD003",
    name="product-missing",
    severity="warning",
    title=Text("Task without a product", "Nhiệm vụ không có sản phẩm"),
    what=Text(
        "A task says what it brings forth. Told at each task where its neighbours name theirs, and once for a "
        "table without such a column.",
        "Nhiệm vụ phải nêu sản phẩm. Báo ở từng nhiệm vụ khi các nhiệm vụ khác đều có, và báo một lần cho bảng "
        "không có cột sản phẩm.",
    ),
    why=Text(
        "What has no product cannot be reported as done.",
        "Không có sản phẩm thì không có căn cứ để đánh giá hoàn thành.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Sản phẩm: Báo cáo rà soát.\n\n2. "
    "Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Sản phẩm: Danh mục công khai.\n\n3. Số hóa hồ sơ.\n- Cơ quan chủ trì: Văn "
    "phòng.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tư pháp.\n- Sản phẩm: Báo cáo rà "
    "soát.\n\n2. Công khai thủ tục.\n"
    "- Cơ quan chủ trì: Văn phòng.\n- Sản phẩm: Danh mục công khai.",
    check=check,
)
