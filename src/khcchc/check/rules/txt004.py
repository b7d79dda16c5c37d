"""TXT004: no word is written twice."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    patterns = context.words.giving("repeated")
    for piece in context.pieces:
        for pattern in patterns:
            for match in pattern.re.finditer(piece.text):
                place = context.find(match[0], piece.start, piece.end)
                yield Spot(place, Text(f"repeated: {match[0]!r}", f"lặp từ: {match[0]!r}"))


RULE = Rule(
    id="TXT004",
    name="repeated-word",
    severity="warning",
    title=Text("Repeated word", "Lặp từ"),
    what=Text(
        "A function word twice in a row (`của của`), two words twice in a row (`thực hiện thực hiện`), or a level "
        "twice (`huyện cấp huyện`). Single syllables "
        "of compounds are left alone, since they meet rightly: `cơ quan quan trọng`.",
        "Hư từ lặp liền nhau (`của của`), cụm hai tiếng lặp liền nhau (`thực hiện thực hiện`) hoặc cấp hành chính "
        "ghi hai lần (`huyện cấp huyện`). Tiếng đơn "
        "trong từ ghép không xét vì có thể đứng cạnh nhau hợp lệ: `cơ quan quan trọng`.",
    ),
    why=Text("A trace of editing.", "Dấu vết của việc sửa bản thảo."),
    bad="I. NHIỆM VỤ\n\n1. Thực hiện hướng dẫn của của cấp trên.",
    good="I. NHIỆM VỤ\n\n1. Thực hiện hướng dẫn của cơ quan quan trọng cấp trên.",
    check=check,
)
