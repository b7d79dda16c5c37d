"""AGY003: one agency is spelled one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.names import fold_name
from khcchc.check.rule import Rule
from khcchc.model import Agency, AgencyField


def check(context: CheckContext) -> Iterator[Spot]:
    seen: set[tuple[int, str]] = set()
    spelled: dict[str, list[tuple[str, str, AgencyField]]] = {}
    for task in context.plan.tasks:
        for field in (task.lead, task.coordinating):
            for agency in field.agencies if field is not None else ():
                spelling = _spelling(context, agency)
                if field is None or (field.span.start_line, spelling) in seen:
                    continue  # a heading's agency stands once, for however many tasks
                seen.add((field.span.start_line, spelling))
                spelled.setdefault(fold_name(spelling), []).append((spelling, agency.text, field))
    for uses in spelled.values():
        counts = Counter(use[0] for use in uses)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda s: (counts[s], -next(i for i, u in enumerate(uses) if u[0] == s)))
        first = next(use[2] for use in uses if use[0] == usual)
        told: set[str] = {usual}
        for spelling, text, field in uses:
            if spelling in told:
                continue
            told.add(spelling)
            yield Spot(
                context.find(text, field.span.start_line, field.span.end_line),
                Text(
                    f"spelled {usual!r} elsewhere ({counts[usual]} times)",
                    f"nơi khác viết {usual!r} ({counts[usual]} lần)",
                ),
                related=(Related(first.span.start_line, Text("the usual spelling", "cách viết thường dùng")),),
            )


def _spelling(context: CheckContext, agency: Agency) -> str:
    """The name without `các`, `có liên quan` and the level behind a department: what differs then is a slip."""
    words = context.words.pattern("around a name").re.sub("", agency.name).strip(" ,;.")
    words = context.words.pattern("committee in full").re.sub("UBND", words)
    if match := context.words.pattern("department and level").match(words):
        words = match["name"]
    return words[:1].upper() + words[1:]


RULE = Rule(
    id="AGY003",
    name="agency-spelling",
    severity="info",
    title=Text("One agency spelled several ways", "Một cơ quan được viết nhiều cách"),
    what=Text(
        "Names that differ only by `và`, a hyphen or dash, commas or capitals are one agency; the less frequent "
        "spelling is told once.",
        "Tên chỉ khác nhau ở `và`, gạch nối, dấu phẩy hoặc chữ hoa là một cơ quan; cách viết ít gặp hơn được báo "
        "một lần.",
    ),
    why=Text(
        "Counting tasks by agency needs one name. NĐ 30/2020/NĐ-CP, Phụ lục II, gives the capitals.",
        "Thống kê việc theo cơ quan cần một tên thống nhất. Viết hoa theo NĐ 30/2020/NĐ-CP, Phụ lục II.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tài chính - Kế hoạch.\n- Thời gian thực "
    "hiện: Quý I.\n\n2. Công khai ngân sách.\n- Cơ quan chủ trì: Phòng Tài chính – Kế hoạch.\n- Thời gian thực "
    "hiện: Quý I.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Phòng Tài chính - Kế hoạch.\n- Thời gian thực "
    "hiện: Quý I.\n\n2. Công khai ngân sách.\n- Cơ quan chủ trì: Phòng Tài chính - Kế hoạch.\n- Thời gian thực "
    "hiện: Quý I.",
    check=check,
)
