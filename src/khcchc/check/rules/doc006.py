"""DOC006: the plan is called the same in the decision and on itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.heading import main_head, part_head
from khcchc.check.rule import Rule
from khcchc.outline import Part

_LETTERS_RE = re.compile(r"\w+")
_LEAST_ALIKE = 0.6
"""Below this the two titles are of different documents, which is no slip of one word."""


def check(context: CheckContext) -> Iterator[Spot]:
    title = context.plan.document.title
    if not title:
        return
    opening = context.words.pattern("issues a plan").re
    issued = opening.match(title)
    if issued is None:
        return
    for part in context.outline.parts[1:]:
        attached = next(
            (a for a in context.plan.document.attached if a.span.start_line == part.root.children[0].start), None
        )
        if part.kind == "appendix" or attached is None or not attached.title:
            continue
        first = _without_kind(_words(title[issued.end() :]), context, part)
        second = _words(opening.sub("", attached.title, count=1))
        if first == second or SequenceMatcher(None, first, second).ratio() < _LEAST_ALIKE:
            continue
        here = next((p for p in part_head(context, part) if p.node.kind == "prose" and p.text), None)
        there = next(
            (p for p in main_head(context) if p.node.kind == "prose" and p.text and opening.match(p.text)), None
        )
        message = Text(
            "the plan is called otherwise in the decision that issues it",
            "tên kế hoạch khác với tên ghi ở quyết định ban hành",
        )
        related = (Related(there.start, Text("its title there", "tên ở quyết định")),) if there else ()
        yield Spot(context.line(here.start if here else attached.span.start_line), message, related=related)


def _without_kind(words: list[str], context: CheckContext, part: Part) -> list[str]:
    """A title without the kind of document that stands above the other: `CHƯƠNG TRÌNH HÀNH ĐỘNG`."""
    heading = next((p.text for p in part_head(context, part) if p.node.kind == "title"), "")
    kind = _words(heading)
    return words[len(kind) :] if kind and words[: len(kind)] == kind else words


def _words(title: str) -> list[str]:
    words = _LETTERS_RE.findall(title.lower())
    return [w for w in words if w not in ("của", "về", "việc", "trên", "địa", "bàn")]


RULE = Rule(
    id="DOC006",
    name="title-mismatch",
    severity="warning",
    title=Text("Plan and decision give different titles", "Tên kế hoạch ở quyết định và ở bản kèm theo khác nhau"),
    what=Text(
        "`Ban hành Kế hoạch X` over a plan that is called Y, where X and Y differ in a few words.",
        "`Ban hành Kế hoạch X` nhưng bản kế hoạch kèm theo mang tên Y, khác nhau vài chữ.",
    ),
    why=Text("Who cites the plan must know its name.", "Người viện dẫn kế hoạch cần biết tên đúng."),
    bad="Số: 15/QĐ-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch nâng cao chỉ số cải "
    "cách hành chính năm 2024\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch "
    "nâng cao chỉ số cải cách hành chính năm 2024.\n\nKẾ HOẠCH\nChỉ số cải cách hành chính năm 2024\n(Kèm theo "
    "Quyết định số 15/QĐ-UBND ngày 15/3/2024 của Chủ tịch UBND xã)\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    good="Số: 15/QĐ-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch nâng cao chỉ số cải "
    "cách hành chính năm 2024\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch "
    "nâng cao chỉ số cải cách hành chính năm 2024.\n\nKẾ HOẠCH\nNâng cao chỉ số cải cách hành chính năm 2024\n(Kèm "
    "theo Quyết định số 15/QĐ-UBND ngày 15/3/2024 của Chủ tịch UBND xã)\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục.",
    check=check,
)
