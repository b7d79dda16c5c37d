"""CIT001: one document has one number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khcchc.check.citations import Citation, citations
from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.names import same_issuer
from khcchc.check.rule import Rule

_ALIKE = 0.75
_FEWEST_WORDS = 5
_MOST = 50
"""So many documents of one kind, day and symbol are compared: more of them are a list, and no slip of one figure."""
_EMPTY = frozenset(
    ("về", "việc", "ban", "hành", "phê", "duyệt", "của", "và", "triển", "khai", "thực", "hiện", "kế", "hoạch")
)


class _Cited(NamedTuple):
    """What tells a document of one kind, day and symbol from another."""

    number: str
    issuer: str | None
    subject: frozenset[str]


def check(context: CheckContext) -> Iterator[Spot]:
    alike: dict[tuple[str, str, str], dict[_Cited, Citation]] = {}
    told: set[tuple[str, str]] = set()
    for citation in citations(context):
        date, kind = citation.reference.date, citation.reference.kind
        if date is None or not kind:
            continue
        second = _Cited(citation.number, citation.reference.issuer, frozenset(citation.subject) - _EMPTY)
        earlier = alike.setdefault((kind, date.isoformat(), _symbol(citation.reference.number)), {})
        first = next((first for first in earlier if _same_but_number(first, second)), None)
        if first is not None and (first.number, second.number) not in told:
            told.add((first.number, second.number))
            yield _spot(context, earlier[first], citation)
        if len(earlier) < _MOST:
            earlier.setdefault(second, citation)


def _spot(context: CheckContext, first: Citation, second: Citation) -> Spot:
    line, number = first.piece.start, first.reference.number
    message = Text(
        f"the same document is cited as {number} in line {line}",
        f"cùng một văn bản nhưng ở dòng {line} ghi số {number}",
    )
    place = context.find(second.reference.number or "", second.piece.start, second.piece.end)
    return Spot(place, message, related=(Related(line, Text("the other number", "số kia")),))


def _same_but_number(first: _Cited, second: _Cited) -> bool:
    if first.number == second.number:
        return False
    if first.issuer and second.issuer and not same_issuer(first.issuer, second.issuer):
        return False
    one, two = first.subject, second.subject
    if min(len(one), len(two)) < _FEWEST_WORDS:
        return False
    return len(one & two) >= _ALIKE * len(one | two)


def _symbol(number: str | None) -> str:
    return (number or "").partition("/")[2].casefold()


RULE = Rule(
    id="CIT001",
    name="two-numbers",
    severity="error",
    title=Text("One document cited with two numbers", "Một văn bản được viện dẫn bằng hai số khác nhau"),
    what=Text(
        "Two citations of the same kind, date, issuer and subject whose numbers differ, mostly by two figures "
        "changed about.",
        "Hai chỗ viện dẫn cùng loại, cùng ngày, cùng cơ quan và nội dung nhưng khác số, thường do đảo hai chữ số.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b. One of the two leads to another document; which one, only the source "
        "can tell.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b. Một trong hai số dẫn đến văn bản khác; cần đối chiếu bản gốc.",
    ),
    bad="I. CĂN CỨ\n\n1. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của UBND tỉnh về danh mục thủ tục hành chính "
    "lĩnh vực đất đai.\n\n"
    "2. Quyết định số 1243/QĐ-UBND ngày 10/01/2024 của UBND tỉnh về danh mục thủ tục hành chính lĩnh vực đất đai.",
    good="I. CĂN CỨ\n\n1. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của UBND tỉnh về danh mục thủ tục hành chính "
    "lĩnh vực đất đai.\n\n"
    "2. Quyết định số 1243/QĐ-UBND ngày 10/01/2024 của UBND tỉnh về kiểm tra công vụ tại các đơn vị sự nghiệp.",
    check=check,
)
