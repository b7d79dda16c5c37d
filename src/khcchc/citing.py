"""The documents that a text cites, as records."""

from __future__ import annotations

from khcchc.grammar import Grammars
from khcchc.model import Reference, Span
from khcchc.values.references import find_references


def cite(text: str, span: Span, grammars: Grammars) -> tuple[Reference, ...]:
    """The documents cited in a text, each once, all at the place of the text."""
    out: list[Reference] = []
    seen: set[tuple[str | None, str | None]] = set()
    for found in find_references(text, grammars):
        key = (
            (found.number, found.date.isoformat() if found.date else None)
            if found.number
            else (found.text.lower(), None)
        )
        if key not in seen:
            seen.add(key)
            out.append(
                Reference(
                    text=found.text,
                    kind=found.kind,
                    number=found.number,
                    date=found.date,
                    issuer=found.issuer,
                    span=span,
                )
            )
    return tuple(out)
