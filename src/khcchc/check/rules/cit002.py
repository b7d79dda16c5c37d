"""CIT002: one document has one issuer."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.citations import Citation, citations
from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.names import same_issuer
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    first: dict[tuple[str, str], Citation] = {}
    told: set[tuple[str, str]] = set()
    for citation in citations(context):
        reference = citation.reference
        if reference.date is None or not reference.issuer:
            continue
        key = (citation.number, reference.date.isoformat())
        known = first.setdefault(key, citation)
        other = known.reference.issuer or ""
        if known is citation or key in told or same_issuer(other, reference.issuer):
            continue
        told.add(key)
        message = Text(
            f"{reference.number} is of {reference.issuer} here and of {other} in line {known.piece.start}",
            f"{reference.number} ở đây ghi của {reference.issuer}, ở dòng {known.piece.start} ghi của {other}",
        )
        yield Spot(
            context.find(reference.text, citation.piece.start, citation.piece.end),
            message,
            related=(Related(known.piece.start, Text("the other issuer", "cơ quan kia")),),
        )


RULE = Rule(
    id="CIT002",
    name="two-issuers",
    severity="warning",
    title=Text("One document cited with two issuers", "Một văn bản được viện dẫn với hai cơ quan ban hành"),
    what=Text(
        "The same number and date stand once with `UBND huyện`, once with `Chủ tịch UBND huyện`. A place added to "
        "the name makes no other issuer.",
        "Cùng số, cùng ngày nhưng nơi ghi `UBND huyện`, nơi ghi `Chủ tịch UBND huyện`. Thêm địa danh vào tên không "
        "tính là khác.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b: a citation names the issuer.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b: viện dẫn phải ghi tên cơ quan ban hành.",
    ),
    bad="I. CĂN CỨ\n\n1. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của Chủ tịch UBND huyện về kiểm tra công "
    "vụ.\n\n2. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của UBND huyện.",
    good="I. CĂN CỨ\n\n1. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của UBND huyện Bình An về kiểm tra công "
    "vụ.\n\n2. Quyết định số 1234/QĐ-UBND ngày 10/01/2024 của UBND huyện.",
    check=check,
)
