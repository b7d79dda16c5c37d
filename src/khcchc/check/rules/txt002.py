"""TXT002: tone marks are placed one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Edit, Spot, Text
from khcchc.check.joined import JoinedTexts
from khcchc.check.rule import Rule

# First the mark on the first vowel (hòa, thủy), then on the second (hoà, thuỷ).
_PAIRS = tuple(
    (a, b)
    for old, new in (("òóỏõọ", "àáảãạ"), ("òóỏõọ", "èéẻẽẹ"), ("ùúủũụ", "ỳýỷỹỵ"))
    for a, b in zip(
        [c + {"à": "a", "è": "e", "ỳ": "y"}[new[0]] for c in old],
        [{"à": "o", "è": "o", "ỳ": "u"}[new[0]] + c for c in new],
        strict=True,
    )
)
_FIRST = dict(_PAIRS)
_SECOND = {b: a for a, b in _PAIRS}
# A consonant behind fixes the place (hoàn, thuyền), and so does q before (quý).
_TONE_RE = re.compile(rf"(?<![qQ\W\d_])(?:{'|'.join([*_FIRST, *_SECOND])})(?!\w)", re.IGNORECASE)
# The same in the joined lines in small letters: a search is fastest where a pattern begins with a letter.
_LOW_TONE_RE = re.compile(
    r"[oòóỏõọuùúủũụ](?:(?<![q\W\d_].)|(?<=\n.))"
    r"(?:(?<=[òóỏõọ])[ae]|(?<=o)[àáảãạèéẻẽẹ]|(?<=[ùúủũụ])y|(?<=u)[ỳýỷỹỵ])(?!\w)"
)
_OLD_QUARTER = "quí "
_OLD_QUARTER_RE = re.compile(r"(?<!\w)(?P<word>[Qq]uí)(?=\s+(?:[IVX]+|[1-4])\b)")


def edits(context: CheckContext, raw: str) -> Iterator[Edit]:
    """The less frequent placement of the document, changed to the usual one; `Quí I` to `Quý I`."""
    rare, _ = _placement(context)
    for match in _TONE_RE.finditer(raw) if rare else ():
        other = rare.get(match[0].lower())
        if other:
            yield Edit(match.start(), match.end(), _like(other, match[0]))
    for match in _OLD_QUARTER_RE.finditer(raw) if _OLD_QUARTER in raw.lower() else ():
        yield Edit(match.end() - 1, match.end(), "ý")


def _placement(context: CheckContext) -> tuple[dict[str, str], frozenset[int]]:
    """From the placement that is rarer in the document to the other, and the lines that hold it, from 0.

    Empty when the document agrees with itself.
    """
    if "tone placement" not in context.cache:
        context.cache["tone placement"] = _measure(context.low_lines)
    found: tuple[dict[str, str], frozenset[int]] = context.cache["tone placement"]
    return found


def _measure(lines: JoinedTexts) -> tuple[dict[str, str], frozenset[int]]:
    first: list[int] = []
    second: list[int] = []
    for match in _LOW_TONE_RE.finditer(lines.whole):
        (first if match[0] in _FIRST else second).append(match.start())
    if not first or not second:
        return {}, frozenset()
    rare, where = (_SECOND, second) if len(first) >= len(second) else (_FIRST, first)
    return rare, frozenset(map(lines.number, where))


def _like(words: str, model: str) -> str:
    return "".join(c.upper() if m.isupper() else c for c, m in zip(words, model, strict=True))


def check(context: CheckContext) -> Iterator[Spot]:
    _, rare = _placement(context)
    for number in sorted(rare | set(context.low_lines.holding(_OLD_QUARTER))):
        raw = context.source.lines[number]
        for edit in edits(context, raw):
            start, stop = _word_around(raw, edit)
            word = raw[start:stop]
            right = raw[start : edit.start] + edit.words + raw[edit.end : stop]
            yield Spot(
                context.span(number + 1, start, stop),
                Text(
                    f"{word!r}: placed otherwise than in most of the document",
                    f"{word!r}: cách đặt dấu hoặc chính tả khác với phần lớn văn bản",
                ),
                Text(f"write {right}", f"sửa thành {right}"),
                edit=edit,
            )


def _word_around(raw: str, edit: Edit) -> tuple[int, int]:
    start, stop = edit.start, edit.end
    while start and raw[start - 1].isalpha():
        start -= 1
    while stop < len(raw) and raw[stop].isalpha():
        stop += 1
    return start, stop


RULE = Rule(
    id="TXT002",
    name="tone-placement",
    severity="info",
    title=Text("Tone marks placed in two ways", "Đặt dấu thanh không thống nhất"),
    what=Text(
        "`hóa` beside `hoá`, `thủy` beside `thuỷ`: both are accepted, one document keeps to one. The rarer form is "
        "told; so is `Quí I` for `Quý I`. Repaired by --fix.",
        "`hóa` lẫn với `hoá`, `thủy` lẫn với `thuỷ`: cách nào cũng được chấp nhận, nhưng một văn bản nên dùng một "
        "cách. Dạng ít gặp hơn được báo; "
        "`Quí I` được báo để viết `Quý I`. Sửa bằng --fix.",
    ),
    why=Text(
        "QĐ 1989/QĐ-BGDĐT (2018), Điều 8, prefers the main vowel; a search finds only one of the two.",
        "QĐ 1989/QĐ-BGDĐT (2018), Điều 8, ưu tiên đặt dấu trên âm chính; tìm kiếm chỉ ra một trong hai dạng.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Số hóa hồ sơ, văn hóa công sở.\n\n2. Đơn giản hoá thủ tục.",
    good="I. NHIỆM VỤ\n\n1. Số hóa hồ sơ, văn hóa công sở.\n\n2. Đơn giản hóa thủ tục, hoàn thành trong quý II.",
    check=check,
    edits=edits,
)
