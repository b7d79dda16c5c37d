"""TXT003: what a scanner or a text recogniser leaves behind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.grammar import Pattern

_LEADING_RE = re.compile(r"\(\?<!\\w\)")
_CASE_MATTERS_RE = re.compile(r"\\[A-Z]|\(\?P|\(\?<[!=]")


def check(context: CheckContext) -> Iterator[Spot]:
    lines = context.source.lines
    whole = "\n".join(lines)
    low = whole.lower()
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for pattern, plainer in _patterns(context):
        if plainer is not None and plainer.search(low if pattern.rule.case == "ignore" else whole) is None:
            continue
        for match in pattern.re.finditer(whole):
            if "\n" in match[0]:
                continue
            number = bisect_right(starts, match.start())
            at = starts[number - 1]
            right = pattern.rule.about
            hint = Text(f"read as {right}", f"có thể là {right}") if right else None
            place = context.span(number, match.start() - at, match.end() - at)
            message = Text(f"looks like a misreading: {match[0]!r}", f"có vẻ là lỗi nhận dạng: {match[0]!r}")
            yield Spot(place, message, hint)


def _patterns(context: CheckContext) -> list[tuple[Pattern, re.Pattern[str] | None]]:
    """The patterns of noise, each with a simpler one that finds all it finds, and more, at the speed of a plain search.

    A pattern that begins with a letter is searched for by that letter; one that looks behind first, or minds no
    case, is tried at every place.
    """
    key = "noise"
    if key not in context.grammars.cache:
        context.grammars.cache[key] = [(p, _hint(p)) for p in context.words.giving("noise")]
    found: list[tuple[Pattern, re.Pattern[str] | None]] = context.grammars.cache[key]
    return found


def _hint(pattern: Pattern) -> re.Pattern[str] | None:
    text = (
        _LEADING_RE.sub("", pattern.expanded, count=1) if pattern.expanded.startswith("(?<!\\w)") else pattern.expanded
    )
    if pattern.rule.case != "ignore":
        return re.compile(text)
    return None if _CASE_MATTERS_RE.search(text) else re.compile(text.lower())


RULE = Rule(
    id="TXT003",
    name="scan-noise",
    severity="warning",
    title=Text("Noise of a scan or of text recognition", "Lỗi quét hoặc nhận dạng chữ"),
    what=Text(
        "Words that no plan means (`Noi nhận`, `Phân đấu`), placeholders of recognition programs, small l for "
        "capital I within an abbreviation. "
        "The list is data: rules that give `noise` in grammars/checks.toml; a folder of your own adds to it.",
        "Từ không có nghĩa trong kế hoạch (`Noi nhận`, `Phân đấu`), ký hiệu do phần mềm nhận dạng chèn vào, chữ l "
        "thường thay cho I hoa trong chữ viết tắt. "
        "Danh sách là dữ liệu: các luật `noise` trong grammars/checks.toml; có thể bổ sung bằng thư mục riêng.",
    ),
    why=Text(
        "Names and dates beside such noise are to be read again against the original.",
        "Tên và ngày tháng gần các lỗi này cần đối chiếu lại bản gốc.",
    ),
    bad="I. MỤC TIÊU\n\n1. Phân đấu hoàn thành 100% nhiệm vụ.",
    good="I. MỤC TIÊU\n\n1. Phấn đấu hoàn thành 100% nhiệm vụ; phân tích, đánh giá kết quả.",
    check=check,
    mistakes=Text(
        "Only known misreadings are found; a wrong word that exists is not.",
        "Chỉ phát hiện lỗi đã biết; từ sai nhưng có nghĩa thì không.",
    ),
)
