"""TXT001: letters are composed (Unicode NFC)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Edit, Spot, Text
from khcchc.check.rule import Rule
from khcchc.clean import repair_letters

_MARK_RE = re.compile("[\u0300-\u036f]")


def edits(context: CheckContext, raw: str) -> Iterator[Edit]:
    """Words with free marks, composed; a tone typed before its vowel mark is put behind it."""
    if not _MARK_RE.search(raw):
        return
    at = 0
    for word in raw.split(" "):
        if _MARK_RE.search(word) and (whole := _compose(word)) != word:
            yield Edit(at, at + len(word), whole)
        at += len(word) + 1


def _compose(word: str) -> str:
    """Only marks are touched here: look-alikes are the business of TXT005."""
    latin = [c for c in word if unicodedata.combining(c) or c.isascii() or "LATIN" in unicodedata.name(c, "")]
    return repair_letters(word) if len(latin) == len(word) else unicodedata.normalize("NFC", word)


def check(context: CheckContext) -> Iterator[Spot]:
    for number in context.lines.matching(_MARK_RE):
        found = list(edits(context, context.source.lines[number]))
        if found:
            message = Text(
                f"{len(found)} words of this line are not composed (NFC)",
                f"{len(found)} từ ở dòng này chưa ở dạng dựng sẵn (NFC)",
            )
            place = context.span(number + 1, found[0].start, found[0].end)
            yield Spot(
                place,
                message,
                Text("save the text with composed letters", "chuyển sang Unicode dựng sẵn"),
                edit=found[0],
            )


RULE = Rule(
    id="TXT001",
    name="not-nfc",
    severity="warning",
    title=Text("Letters are not composed (Unicode NFC)", "Chữ không ở dạng Unicode dựng sẵn (NFC)"),
    what=Text(
        "Vietnamese letters stand as base letter and separate marks. They look the same and are found by no "
        "search. Repaired by --fix.",
        "Chữ tiếng Việt ở dạng tổ hợp (chữ cái và dấu rời). Nhìn giống nhau nhưng tìm kiếm không ra. Sửa bằng --fix.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, I.2: Unicode according to TCVN 6909:2001, composed letters.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, I.2: bộ mã Unicode theo TCVN 6909:2001, dạng dựng sẵn.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thu\u0309 tục ha\u0300nh chính.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục hành chính.",
    check=check,
    edits=edits,
)
