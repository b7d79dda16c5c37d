"""AGY003: one agency is spelled one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.names import fold_name
from khcchc.check.rule import Rule
from khcchc.model import AgencyField


@dataclass(frozen=True, slots=True)
class _Use:
    """One mention of an agency: how it is spelled, and the words and the field where it stands."""

    spelling: str
    text: str
    field: AgencyField


def check(context: CheckContext) -> Iterator[Spot]:
    for uses in _by_agency(context):
        counts = Counter(use.spelling for use in uses)
        if len(counts) < 2:
            continue
        first = {use.spelling: use for use in reversed(uses)}
        usual = max(counts, key=lambda spelling: counts[spelling])  # the first of those that are alike frequent
        usual_line = first[usual].field.span.start_line
        for spelling in counts:
            if spelling == usual:
                continue
            span = first[spelling].field.span
            yield Spot(
                context.find(first[spelling].text, span.start_line, span.end_line),
                Text(
                    f"spelled {usual!r} elsewhere ({counts[usual]} times)",
                    f"nơi khác viết {usual!r} ({counts[usual]} lần)",
                ),
                related=(Related(usual_line, Text("the usual spelling", "cách viết thường dùng")),),
            )


def _by_agency(context: CheckContext) -> Iterable[list[_Use]]:
    """The mentions of each agency; one in a heading stands once, for however many tasks."""
    spellings: dict[str, tuple[str, str]] = {}
    seen: set[tuple[int, str]] = set()
    uses: dict[str, list[_Use]] = {}
    for task in context.plan.tasks:
        for field in (task.lead, task.coordinating):
            for agency in field.agencies if field is not None else ():
                if agency.name not in spellings:
                    spelling = _spelling(context, agency.name)
                    spellings[agency.name] = spelling, fold_name(spelling)
                spelling, key = spellings[agency.name]
                if field is None or (field.span.start_line, spelling) in seen:
                    continue
                seen.add((field.span.start_line, spelling))
                uses.setdefault(key, []).append(_Use(spelling, agency.text, field))
    return uses.values()


def _spelling(context: CheckContext, name: str) -> str:
    """The name without `các`, `có liên quan` and the level behind a department: what differs then is a slip."""
    words = context.words.pattern("around a name").re.sub("", name).strip(" ,;.")
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
