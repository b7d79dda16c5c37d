"""Work that is given in brackets behind its words: `Rà soát văn bản (Sở A chủ trì; hoàn thành trong Quý II).`"""

from __future__ import annotations

from collections.abc import Sequence

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.tasks.due import DueReader
from khcchc.tasks.found import FoundField, Reading
from khcchc.tasks.partners import PartnerReader

_PIECE_RE = compiled(r"([;,]\s*)")


class BracketReader:
    """Reads the brackets that end a sentence; built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner, dues: DueReader, partners: PartnerReader) -> None:
        self._brackets = grammars["assignment"].giving("bracketed")
        self._scanner = scanner
        self._dues = dues
        self._partners = partners

    def read(self, node: Node, *, alone: bool = False) -> Reading | None:
        """`Rà soát văn bản (Sở A chủ trì, phối hợp với Sở B; hoàn thành trong Quý II).`

        `alone`: an agency and nothing else in the brackets gives work too, as beside items that say more.
        """
        text = node.text
        for pattern in self._brackets:
            match = pattern.match(text)
            actors = self._scanner.read(text, match.start("inner")) if match else None
            if match is None or actors is None or actors.end > match.end("inner"):
                continue
            duty = self._partners.duty_at(text, actors.end)
            cut = _PIECE_RE.split(text[duty.end() if duty else actors.end : match.end("inner")])
            pieces, signs = cut[::2], cut[1::2]
            times = [self._dues.piece(x.strip(" .;:")) for x in pieces]
            due = _first_run(times, signs) or self._dues.among(text[actors.end : match.end("inner")])
            whole = alone and actors.stop == "other" and not text[actors.end : match.end("inner")].strip(" .;")
            timed = due and all(t or not x.strip() for t, x in zip(times, pieces, strict=True))
            if duty is None and not timed and not whole:
                continue  # `(Sở Tư pháp; quý II/2026)` gives work; `(Sở Tư pháp)` alone may only tell whose text it is
            lead = FoundField(text[actors.start : actors.end].strip(" ,;-–"), node.start, node.end)
            schedule = FoundField(due, node.start, node.end) if due else None
            partner = self._partners.read(node, actors.end) or self._partners.among(node, pieces)
            return Reading(lead, partner, "verb", 0, pattern.rule.id, schedule)
        return None


def _first_run(times: Sequence[str | None], signs: Sequence[str]) -> str | None:
    """`quý I/2026, quý III/2026`: the first time, with those that follow it at once; `signs` stand between them."""
    first = next((i for i, time in enumerate(times) if time), None)
    if first is None:
        return None
    words = times[first] or ""
    for sign, time in zip(signs[first:], times[first + 1 :], strict=True):
        if not time:
            break
        words += sign + time
    return words
