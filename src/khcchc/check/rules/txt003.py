"""TXT003: what a scanner or a text recogniser leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.patterns import Match, Pattern

_AHEAD = 200
"""How many characters behind a line a pattern may look at: `phân đầu` at the end of a line, `tư` on the next."""


def check(context: CheckContext) -> Iterator[Spot]:
    lines = context.lines
    for pattern in context.words.giving("noise"):
        for match in _matches(context, pattern):
            if "\n" in match[0]:
                continue
            number = lines.number(match.start())
            at = lines.start(number)
            right = pattern.rule.about
            hint = Text(f"read as {right}", f"có thể là {right}") if right else None
            place = context.span(number + 1, match.start() - at, match.end() - at)
            message = Text(f"looks like a misreading: {match[0]!r}", f"có vẻ là lỗi nhận dạng: {match[0]!r}")
            yield Spot(place, message, hint)


def _matches(context: CheckContext, pattern: Pattern) -> Iterator[Match]:
    """What a pattern finds in the joined lines, tried only on those that hold what it needs."""
    lines, needs = context.lines, pattern.rule.needs
    if not needs:
        yield from pattern.re.finditer(lines.whole)
        return
    for number in context.low_lines.holding_any(needs):
        end = lines.end(number)
        for match in pattern.re.finditer(lines.whole, lines.start(number), end + _AHEAD):
            if match.start() >= end:
                break
            yield match


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
