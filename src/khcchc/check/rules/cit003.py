"""CIT003: the first citation of a document is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from khcchc.check.citations import Citation, citations
from khcchc.check.context import CheckContext
from khcchc.check.findings import Place, Related, Spot, Text
from khcchc.check.rule import Rule

_BY_NAME = ("luat", "bo_luat", "phap_lenh", "hien_phap")
"""Cited by name and date, without number and issuer (Phụ lục I, II.6.a)."""


def check(context: CheckContext) -> Iterator[Spot]:
    cited = citations(context)
    dated = {c.number for c in cited if c.reference.date is not None}
    if own := context.plan.document.number:
        dated.add(own.casefold().lstrip("0"))
    undated = context.words.pattern("no date behind").re
    series = context.words.pattern("series of documents").re
    own_number = context.words.pattern("own number").re
    own_lines = {id(p) for head in context.head_pieces.values() for p in head if own_number.search(p.text)}
    told: set[str] = set()
    alike: dict[str, list[Citation]] = defaultdict(list)
    for citation in cited:
        alike[citation.number].append(citation)
    for citation in cited:
        reference = citation.reference
        if reference.kind in _BY_NAME or id(citation.piece) in own_lines:
            continue
        known = citation.number in dated or citation.number in told
        if not known and not undated.match(citation.piece.text, reference.end):
            told.add(citation.number)
            if series.search(citation.before):
                continue
            yield Spot(
                _place(context, citation),
                Text(f"{reference.number} is cited without its date", f"viện dẫn {reference.number} không ghi ngày"),
                related=tuple(
                    Related(c.piece.start, Text("cited again", "viện dẫn lại"))
                    for c in alike[citation.number]
                    if c is not citation
                ),
            )
        elif _lacks_word(context, citation):
            yield Spot(
                _place(context, citation),
                Text("the word “số” before the number is missing", "thiếu chữ “số” trước số văn bản"),
                severity="info",
            )


def _place(context: CheckContext, citation: Citation) -> Place:
    return context.find(citation.reference.text, citation.piece.start, citation.piece.end)


def _lacks_word(context: CheckContext, citation: Citation) -> bool:
    return context.words.pattern("kind at once before a number").match(citation.reference.text) is not None


RULE = Rule(
    id="CIT003",
    name="citation-incomplete",
    severity="warning",
    title=Text("Citation without its date, or without “số”", "Viện dẫn thiếu ngày hoặc thiếu chữ “số”"),
    what=Text(
        "A document that is nowhere in the text cited with its date is told at its first mention. `Nghị định "
        "61/2018/NĐ-CP` without “số” is a remark.",
        "Văn bản không có chỗ nào ghi ngày thì được báo ở lần nhắc đầu tiên. `Nghị định 61/2018/NĐ-CP` thiếu chữ "
        "“số” chỉ là lưu ý.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b: the first citation gives kind, number and symbol, date, issuer and "
        "title; later ones kind, number and symbol.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b: viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian ban "
        "hành, tên cơ quan và trích yếu; lần sau chỉ ghi tên loại và số, ký hiệu.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát quy định thay cho Quyết định số 12/2015/QĐ-UBND của UBND tỉnh.",
    good="I. NHIỆM VỤ\n\n1. Rà soát quy định thay cho Quyết định số 12/2015/QĐ-UBND ngày 10/4/2015 của UBND "
    "tỉnh.\n\n2. Công khai Quyết định số 12/2015/QĐ-UBND.",
    check=check,
    mistakes=Text(
        "A date far behind the number, beyond other words, is not seen.",
        "Ngày ghi cách xa số văn bản có thể không được nhận ra.",
    ),
)
