"""The head and tail of the document line by line: number, date, letterhead, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khcchc.check.context import CheckContext, Piece
from khcchc.outline import Part
from khcchc.patterns import Pattern

_PREFIX_RE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.")


def main_head(context: CheckContext) -> tuple[Piece, ...]:
    """The pieces around the text of the first part: the letterhead, the title, the grounds."""
    return part_head(context, context.outline.parts[0])


def part_head(context: CheckContext, part: Part) -> tuple[Piece, ...]:
    """The pieces around the text of a part."""
    return context.head_pieces.get(id(part), ())


def find_line(context: CheckContext, pieces: tuple[Piece, ...], what: str, *, anywhere: bool = False) -> Piece | None:
    """The first piece that a pattern of the head grammar knows."""
    patterns: tuple[Pattern, ...] = context.grammars["head"].giving(what)
    for piece in pieces:
        for pattern in patterns:
            if pattern.match(piece.text) or (anywhere and pattern.re.search(piece.text)):
                return piece
    return None


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What stands above the name: prefixes in order, and whether an office is among the lines."""

    line: int
    prefixes: tuple[str, ...]
    office: str | None
    named: bool


def signature(context: CheckContext) -> SignatureBlock | None:
    """The block from `TM.`, `KT.` or the office on; `None` when there is none."""
    office = context.grammars["head"].pattern("signature position")
    line, prefixes, found = 0, [], None
    for text, number in _tail_lines(context):
        if text.startswith(("-", "+")):
            continue
        opens = _PREFIX_RE.match(text)
        position = office.re.search(text)
        if opens and text.split(".", 1)[-1].strip().isupper():
            prefixes += [m[0] for m in _PREFIX_RE.finditer(text)]
        elif not (position and text.isupper()):
            continue
        line = line or number
        found = position[0] if position else found
    if not line:
        return None
    signer = context.plan.document.signer
    return SignatureBlock(line, tuple(prefixes), found, bool(signer and signer.name))


def _tail_lines(context: CheckContext) -> Iterator[tuple[str, int]]:
    for piece in context.tail_pieces:
        for offset, text in enumerate(piece.text.split("\n")):
            if text.strip():
                yield text.strip(), min(piece.start + offset, piece.end)
