"""Every citation of a document in the text, with its place and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khcchc.check.context import CheckContext, Piece
from khcchc.values.references import FoundReference, find_references

_SUBJECT_RE = re.compile(r"[^;.()“”\n]{0,220}")
_WORD_RE = re.compile(r"\w+")
_DIGIT_RE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document; `subject` are the words behind it, as far as the next stop."""

    reference: FoundReference
    piece: Piece
    subject: tuple[str, ...]
    before: str

    @property
    def number(self) -> str:
        """The number without differences of case, spaces and leading zeros."""
        return (self.reference.number or "").casefold().lstrip("0")


def citations(context: CheckContext) -> tuple[Citation, ...]:
    """All citations with a number, in the order of the text."""
    if "citations" not in context.cache:
        context.cache["citations"] = _collect(context)
    found: tuple[Citation, ...] = context.cache["citations"]
    return found


def _collect(context: CheckContext) -> tuple[Citation, ...]:
    out: list[Citation] = []
    for piece, low in zip(context.pieces, context.low_pieces.texts, strict=True):
        if not (("/" in low or "số" in low) and _DIGIT_RE.search(low)):
            continue  # a number has a digit, and a slash or `số` in front
        found = find_references(piece.text, context.grammars)
        for i, reference in enumerate(found):
            if reference.number is None:
                continue
            stop = found[i + 1].start if i + 1 < len(found) else len(piece.text)
            match = _SUBJECT_RE.match(piece.text, reference.end, max(reference.end, stop))
            words = tuple(w.lower() for w in _WORD_RE.findall(match[0] if match else ""))
            out.append(Citation(reference, piece, words, piece.text[max(0, reference.start - 40) : reference.start]))
    return tuple(out)
