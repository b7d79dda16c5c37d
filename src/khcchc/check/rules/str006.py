"""STR006: siblings wear the same marker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.rule import Rule
from khcchc.check.siblings import Numbered, numbered_lists

_WORD_RE = re.compile(r"\w+(?:\.\w+)*")
_LONGEST_HEADING = 160


def check(context: CheckContext) -> Iterator[Spot]:
    for kind in ("roman", "arabic", "decimal", "letter"):
        for items in numbered_lists(context, kind):
            plain = [i for i in items if i.node.row is None]
            yield from _odd(context, plain, [_style(i) for i in plain], "marker")
            headings = [i for i in plain if _is_heading(i)]
            if len(headings) == len(plain) and len(plain) > 2:
                yield from _odd(context, headings, [":" if i.node.text.endswith(":") else "" for i in headings], "end")


def _style(item: Numbered) -> str:
    """`- h)` gives `- N)`: the marker with its number taken out."""
    return _WORD_RE.sub("N", "".join((item.node.marker or "").split()), count=1)


def _is_heading(item: Numbered) -> bool:
    return bool(item.node.children) and len(item.node.text) < _LONGEST_HEADING and item.node.text[-1:] not in ".;"


def _odd(context: CheckContext, items: Sequence[Numbered], styles: Sequence[str], what: str) -> Iterator[Spot]:
    if len(set(styles)) < 2:
        return
    counts = Counter(styles)
    usual = max(counts, key=lambda s: counts[s])  # the first of those that are alike frequent
    others = tuple(
        Related(i.node.start, Text("the usual style", "kiểu thường dùng"))
        for i, s in zip(items, styles, strict=True)
        if s == usual
    )[:3]
    for item, style in zip(items, styles, strict=True):
        if style == usual:
            continue
        marker = item.node.marker or ""
        if what == "marker":
            place = context.find(marker, item.node.start, item.node.end)
            message = Text(
                f"marker {marker!r} differs from its siblings", f"ký hiệu {marker!r} khác với các mục cùng cấp"
            )
        else:
            place = context.find(item.node.text, item.node.start, item.node.end)
            message = Text(
                "heading ends with a colon, its siblings do not"
                if style
                else "heading ends without the colon of its siblings",
                "đề mục có dấu hai chấm, các mục cùng cấp thì không"
                if style
                else "đề mục thiếu dấu hai chấm như các mục cùng cấp",
            )
        yield Spot(place, message, related=others)


RULE = Rule(
    id="STR006",
    name="marker-style",
    severity="warning",
    title=Text("Marker style changes between siblings", "Kiểu đánh số khác nhau giữa các mục cùng cấp"),
    what=Text(
        "Sections of one level are marked alike: `I.` beside `I-`, `h)` beside `- h)`, or headings of which only "
        "some end with a colon, "
        "are told at the less frequent form.",
        "Các mục cùng cấp dùng chung một kiểu ký hiệu. `I.` lẫn với `I-`, `h)` lẫn với `- h)`, hoặc chỉ một số đề "
        "mục có dấu hai chấm, "
        "được báo ở kiểu ít dùng hơn.",
    ),
    why=Text(
        "Consistency: NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ gives each level one form. A bullet before a letter "
        "mostly comes from a text recogniser.",
        "Tính thống nhất: NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ quy định mỗi cấp một kiểu. Gạch đầu dòng trước chữ "
        "cái thường do nhận dạng chữ sinh ra.",
    ),
    bad="I. MỤC TIÊU\n\nNâng cao chất lượng.\n\nII- NHIỆM VỤ\n\nSố hóa hồ sơ.\n\nIII. KINH PHÍ\n\nTừ ngân sách.",
    good="I. MỤC TIÊU\n\nNâng cao chất lượng.\n\nII. NHIỆM VỤ\n\nSố hóa hồ sơ.\n\nIII. KINH PHÍ\n\nTừ ngân sách.",
    check=check,
)
