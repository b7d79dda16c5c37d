"""ABB001: an abbreviation is spelled out where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcchc.check.citations import citations
from khcchc.check.context import CheckContext, Piece
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule

_WORD_RE = re.compile(r"(?<![\w/&-])[A-ZĐ][A-ZĐ&]{1,7}(?:-[A-ZĐ]{2,5})*(?![\w/&])")
_MOSTLY_CAPITALS = 0.6


def check(context: CheckContext) -> Iterator[Spot]:
    known = set(context.words.words("known abbreviations"))
    numerals = context.words.pattern("numeral").re
    first: dict[str, tuple[Piece, int]] = {}
    cited: dict[int, list[tuple[int, int]]] = {}
    for citation in citations(context):
        cited.setdefault(id(citation.piece), []).append((citation.reference.start, citation.reference.end))
    defined: dict[str, tuple[int, int]] = {}
    for order, piece in enumerate(context.pieces):
        if piece.zone == "tail":
            continue
        for name, at in _definitions(context, piece):
            defined.setdefault(name, (order, at))
        matches = [m for m in _WORD_RE.finditer(piece.text) if m[0] not in known and m[0] not in first]
        if not matches or _in_capitals(piece.text):
            continue
        taken = cited.get(id(piece), [])
        for match in matches:
            name = match[0]
            if name not in first and not numerals.fullmatch(name) and not any(a <= match.start() < b for a, b in taken):
                first[name] = (piece, order)
    for name, (piece, order) in first.items():
        place = context.find(name, piece.start, piece.end)
        if name not in defined:
            yield Spot(place, Text(f"{name} is nowhere spelled out", f"{name} không được giải thích ở đâu"))
        elif defined[name][0] > order:
            line = context.pieces[defined[name][0]].start
            yield Spot(
                place, Text(f"{name} is spelled out only in line {line}", f"{name} đến dòng {line} mới được giải thích")
            )


def _definitions(context: CheckContext, piece: Piece) -> Iterator[tuple[str, int]]:
    if "(" not in piece.text and "viết tắt" not in piece.text and "gọi" not in piece.text:
        return
    for pattern in context.words.giving("definition"):
        for match in pattern.re.finditer(piece.text):
            yield match["name"], match.start()


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > _MOSTLY_CAPITALS * len(letters)


RULE = Rule(
    id="ABB001",
    name="abbreviation",
    severity="info",
    title=Text(
        "Abbreviation used before, or without, its definition", "Chữ viết tắt dùng trước hoặc không có giải thích"
    ),
    what=Text(
        "A word of capitals in running text that is spelled out later or never, told at its first use. Names that "
        "everybody knows (UBND, HĐND, QĐ, NĐ …) "
        "are listed in grammars/checks.toml and left alone.",
        "Cụm chữ hoa trong lời văn được giải thích muộn hơn hoặc không được giải thích, báo ở lần dùng đầu. Các "
        "chữ ai cũng biết (UBND, HĐND, QĐ, NĐ …) "
        "nằm trong grammars/checks.toml và không bị báo.",
    ),
    why=Text(
        "Good practice: only usual terms are abbreviated, and each is explained where it first stands.",
        "Chỉ viết tắt những cụm từ thông dụng, và giải thích ở lần dùng đầu tiên.",
    ),
    bad="I. NHIỆM VỤ\n\n1. Rà soát TTHC thuộc thẩm quyền.\n\n2. Công khai thủ tục hành chính (TTHC).",
    good="I. NHIỆM VỤ\n\n1. Rà soát thủ tục hành chính (TTHC) thuộc thẩm quyền.\n\n2. Công khai TTHC.",
    check=check,
)
