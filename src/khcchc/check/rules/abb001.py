"""ABB001: an abbreviation is spelled out where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcchc.check.citations import citations
from khcchc.check.context import CheckContext, Piece
from khcchc.check.findings import Spot, Text
from khcchc.check.rule import Rule

# What stands in front is looked at behind the first letter: a search is fastest where a pattern begins with a letter.
_WORD_RE = re.compile(r"[A-ZĐ](?<![\w/&-].)[A-ZĐ&]{1,7}(?:-[A-ZĐ]{2,5})*(?![\w/&])")
_MOSTLY_CAPITALS = 0.6


def check(context: CheckContext) -> Iterator[Spot]:
    defined = _defined(context)
    for name, (piece, order) in _first_uses(context).items():
        place = context.find(name, piece.start, piece.end)
        if name not in defined:
            yield Spot(place, Text(f"{name} is nowhere spelled out", f"{name} không được giải thích ở đâu"))
        elif defined[name] > order:
            line = context.pieces[defined[name]].start
            yield Spot(
                place, Text(f"{name} is spelled out only in line {line}", f"{name} đến dòng {line} mới được giải thích")
            )


def _first_uses(context: CheckContext) -> dict[str, tuple[Piece, int]]:
    """The unknown abbreviations, each with the piece that uses it first and the place of that piece in their order."""
    known = set(context.words.words("known abbreviations"))
    numerals = context.words.pattern("numeral").re
    cited: dict[int, list[tuple[int, int]]] = {}
    for citation in citations(context):
        cited.setdefault(id(citation.piece), []).append((citation.reference.start, citation.reference.end))
    first: dict[str, tuple[Piece, int]] = {}
    for order, piece in enumerate(context.pieces):
        if piece.zone == "tail":
            continue
        matches = [m for m in _WORD_RE.finditer(piece.text) if m[0] not in known and m[0] not in first]
        if not matches or _in_capitals(piece.text):
            continue
        taken = cited.get(id(piece), [])
        for match in matches:
            name = match[0]
            if name not in first and not numerals.fullmatch(name) and not any(a <= match.start() < b for a, b in taken):
                first[name] = (piece, order)
    return first


def _defined(context: CheckContext) -> dict[str, int]:
    """The abbreviations that are spelled out, each with the place of the first piece that does it."""
    patterns = context.words.giving("definition")
    where: dict[str, int] = {}
    for order, fitting in context.likely(patterns):
        piece = context.pieces[order]
        for pattern in fitting if piece.zone != "tail" else ():
            for match in pattern.re.finditer(piece.text):
                where.setdefault(match["name"], order)
    return where


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
