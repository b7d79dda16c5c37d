"""STR008: an annex is announced, and an announced annex is there."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext, Piece
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule
from khcchc.patterns import Pattern


def check(context: CheckContext) -> Iterator[Spot]:
    annexes = [p for p in context.outline.parts if p.kind == "appendix"]
    announced = context.words.pattern("annex announced")
    annex = context.words.pattern("annex")
    foreign = context.words.pattern("annex of another document").re
    if not annexes:
        for piece in _likely_body(context, announced):
            for match in announced.re.finditer(piece.text):
                if not foreign.match(piece.text, match.start()):
                    message = Text(
                        "an annex is announced, but there is none",
                        "có nhắc đến phụ lục kèm theo nhưng không có phụ lục",
                    )
                    yield Spot(context.find(match[0], piece.start, piece.end), message)
                    return
    elif any(map(_is_body, context.pieces)) and not any(annex.re.search(p.text) for p in _likely_body(context, annex)):
        first = annexes[0].root.children[0]
        message = Text("this annex is nowhere announced in the text", "phần lời văn không nhắc đến phụ lục này")
        yield Spot(context.line(first.start), message)


def _is_body(piece: Piece) -> bool:
    return piece.part.kind != "appendix" and piece.zone != "tail"


def _likely_body(context: CheckContext, pattern: Pattern) -> Iterator[Piece]:
    """The pieces of the text proper on which the pattern is worth trying."""
    return filter(_is_body, (context.pieces[number] for number, _ in context.likely([pattern])))


RULE = Rule(
    id="STR008",
    name="annex-announced",
    severity="error",
    title=Text(
        "Annex announced but absent, or present but not announced",
        "Phụ lục được nhắc đến nhưng không có, hoặc có nhưng không được nhắc đến",
    ),
    what=Text(
        "A text that says `(có Phụ lục kèm theo)` has an annex behind it, and a text with an annex mentions it.",
        "Văn bản ghi `(có Phụ lục kèm theo)` thì phải có phụ lục; văn bản có phụ lục thì lời văn phải nhắc đến.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, III.1.a: the text must refer to its annexes.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, III.1.a: văn bản có phụ lục thì phải có chỉ dẫn về phụ lục đó.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Các nhiệm vụ chi tiết (có Phụ lục kèm theo).\n\n2. Kinh phí bảo đảm từ ngân sách.",
    good="I. NHIỆM VỤ\n\n1. Các nhiệm vụ chi tiết nêu tại Mục II.\n\n2. Kinh phí bảo đảm từ ngân sách.",
    check=check,
    mistakes=Text(
        "An annex kept in a file of its own counts as absent.",
        "Phụ lục lưu ở tệp riêng bị coi là không có.",
    ),
)
