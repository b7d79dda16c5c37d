"""STR010: a page break cut a paragraph in two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.rule import Rule
from khcchc.clean import CleanLine
from khcchc.line_layout import measure_layout

_MOST = 20
"""More breaks than this are the layout of the file, not its slips: they are told once."""


def check(context: CheckContext) -> Iterator[Spot]:
    if context.source.pages:
        return  # they cut every text
    breaks = list(_breaks(context))
    if not breaks or measure_layout(_plain(context)).wrapped:
        return  # a column width cuts every text too
    for before, after in breaks[:1] if len(breaks) > _MOST else breaks:
        place = context.line(before)
        message = Text(
            f"this paragraph goes on in line {after}: a page break cut it",
            f"đoạn này tiếp tục ở dòng {after}: bị ngắt trang cắt đôi",
        )
        if len(breaks) > _MOST:
            message = Text(
                f"{len(breaks)} paragraphs are cut by blank lines", f"{len(breaks)} đoạn văn bị dòng trống cắt đôi"
            )
        yield Spot(place, message, related=(Related(after, Text("goes on here", "tiếp tục ở đây")),))


def _breaks(context: CheckContext) -> Iterator[tuple[int, int]]:
    """The lines before and behind each gap within a paragraph."""
    lines = context.source.lines
    for node in context.outline.nodes():
        if node.row is not None or node.end == node.start:
            continue
        filled = [n for n in range(node.start, node.end + 1) if n in context.filled]
        yield from ((a, b) for a, b in pairwise(filled) if b > a + 1 and len(lines[a - 1].strip()) > 6)


def _plain(context: CheckContext) -> list[CleanLine]:
    return [CleanLine(n, raw.strip() if n in context.filled else "") for n, raw in enumerate(context.source.lines, 1)]


RULE = Rule(
    id="STR010",
    name="broken-paragraph",
    severity="warning",
    title=Text("Paragraph broken in two by a page break", "Đoạn văn bị ngắt trang cắt đôi"),
    what=Text(
        "A paragraph that stops inside a sentence and goes on behind a blank line was cut when the file was made "
        "from pages. "
        "In texts wrapped at a column width and in formats with pages the rule is silent.",
        "Đoạn văn dừng giữa câu rồi tiếp tục sau dòng trống là do bị cắt khi chuyển từ trang giấy. Quy tắc không "
        "áp dụng cho văn bản "
        "xuống dòng theo độ rộng cột hoặc định dạng có trang.",
    ),
    why=Text(
        "Other programs take the two halves for two paragraphs. khcchc joins them by itself.",
        "Các chương trình khác sẽ coi hai nửa là hai đoạn. khcchc tự nối lại.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát các thủ tục thuộc thẩm quyền của Ủy ban nhân dân xã và các đơn vị trực thuộc, "
    "bảo đảm mọi thủ tục được\n\ncông khai đầy đủ, kịp thời.",
    good="I. NHIỆM VỤ\n\n1. Rà soát các thủ tục thuộc thẩm quyền của Ủy ban nhân dân xã và các đơn vị trực thuộc, "
    "bảo đảm mọi thủ tục được công khai đầy đủ, kịp thời.",
    check=check,
)
