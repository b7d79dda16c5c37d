"""TXT005: every letter is a Vietnamese one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Edit, Spot, Text
from khcchc.check.rule import Rule
from khcchc.clean import repair_letters

# Cyrillic, Greek, small capitals, Ð/ð/Ɖ, and characters without width. Cyrillic words of their own are left alone.
_ODD_RE = re.compile("[\u0370-\u03ff\u0400-\u04ff\u1d00-\u1d2bÐðƉ\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD_RE = re.compile(r"[^\s]+")


def edits(context: CheckContext, raw: str) -> Iterator[Edit]:
    """Look-alikes within words that are Vietnamese otherwise, and characters without width."""
    if raw.isascii() or not _ODD_RE.search(raw):
        return
    for word in _WORD_RE.finditer(raw):
        foreign = [m for m in _ODD_RE.finditer(word[0]) if m[0].isalpha()]
        latin = sum(1 for c in word[0] if c.isalpha() and not _ODD_RE.match(c))
        for match in _ODD_RE.finditer(word[0]):
            if match[0].isalpha() and (latin < 1 and not _whole_word(word[0])):
                continue
            right = repair_letters(match[0])
            if right != match[0] and (
                latin >= len(foreign) or match[0] in "ÐðƉ" or not match[0].isalpha() or _whole_word(word[0])
            ):
                yield Edit(word.start() + match.start(), word.start() + match.end(), right)


def _whole_word(word: str) -> bool:
    return len(word) == 1 and word in "ÐðƉ"


def check(context: CheckContext) -> Iterator[Spot]:
    for number in context.lines.matching(_ODD_RE):
        raw = context.source.lines[number]
        for edit in edits(context, raw):
            letter = raw[edit.start : edit.end]
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            hint = (
                Text(f"write {edit.words}", f"sửa thành {edit.words}") if edit.words else Text("take it out", "xóa bỏ")
            )
            yield Spot(
                context.span(number + 1, edit.start, edit.end),
                Text(
                    f"U+{ord(letter):04X} ({name}) is no Vietnamese letter",
                    f"U+{ord(letter):04X} ({name}) không phải chữ tiếng Việt",
                ),
                hint,
                edit=edit,
            )


RULE = Rule(
    id="TXT005",
    name="look-alike",
    severity="warning",
    title=Text("Look-alike letter of another alphabet", "Chữ trông giống nhưng thuộc bảng chữ khác"),
    what=Text(
        "A Cyrillic, Greek or Icelandic letter within a Vietnamese word, or a character without width. They look "
        "right and are found by no search. Repaired by --fix.",
        "Chữ Kirin, Hy Lạp hoặc Iceland nằm trong từ tiếng Việt, hoặc ký tự không hiển thị. Nhìn đúng nhưng tìm "
        "kiếm không ra. Sửa bằng --fix.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Phụ lục I, I.2. Such letters come from web sites that guard their texts against copying.",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, I.2. Các chữ này thường từ trang web chèn vào để chống sao chép.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát thủ tục ᴠà công khai ngàу 15.",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục và công khai ngày 15.",
    check=check,
    edits=edits,
)
