"""Who helps, and what says that somebody leads: the words right behind the name of an agency."""

from __future__ import annotations

from collections.abc import Iterable

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import FirstOf, Match, first_match, fits_any
from khcchc.tasks.found import FoundField

_IN_WHICH_RE = compiled(r"\s+(?:trong|về|để)$")
"""`phối hợp với lực lượng chức năng trong | tuần tra`: behind the names, before what is done with them."""


class PartnerReader:
    """Reads the words behind a name; built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self._openers = prose.giving("partner")
        self._subjects = prose.giving("partner_subject")
        self._duties = prose.giving("bracket_duty")
        self._duty_alone = FirstOf(prose.giving("duty_alone"))
        self._in_brackets = prose.giving("bracket_partner")

    def read(self, node: Node, at: int) -> FoundField | None:
        """`chủ trì, phối hợp với A, B <verb>`: the agencies that help, when the first clause names them."""
        text = node.text[at:]
        for pattern in self._openers:
            if match := pattern.match(text):
                # `phối hợp tổ chức …` names nobody: without `với`, only a name that begins like one counts.
                joined = match[0].rstrip().endswith(("với", "cùng"))
                read = self._scanner.read_partner if joined else self._scanner.read
                actors = read(text, match.end())
                if actors is not None:
                    words = _IN_WHICH_RE.sub("", text[actors.start : actors.end].strip(" ,;-–"))
                    return FoundField(words, node.start, node.end)
        return self._as_subject(node, at)

    def among(self, node: Node, pieces: Iterable[str]) -> FoundField | None:
        """`(Sở A chủ trì, Sở B phối hợp)`: the piece of a bracket that names who helps."""
        partner = next((told for piece in pieces if (told := self._partner_in(piece))), None)
        return None if partner is None else FoundField(partner, node.start, node.end)

    def is_partner(self, piece: str) -> bool:
        """`Sở B phối hợp`, and nothing else."""
        return self._partner_in(piece) is not None

    def _partner_in(self, piece: str) -> str | None:
        match = first_match(self._in_brackets, piece.strip(" .;:"))
        return match["partner"] if match is not None and self._scanner.opens(match["partner"]) else None

    def opens(self, text: str) -> bool:
        """`Phối hợp với …` at the beginning: the names that follow are partners."""
        return fits_any(self._openers, text)

    def is_duty(self, words: str) -> bool:
        """`chủ trì`, `phụ trách`: a role and nothing that is done."""
        words = words.strip(" :.")
        return bool(self._duty_alone.fits(words)) or any(p.re.fullmatch(words) for p in self._duties)

    def duty_at(self, text: str, at: int) -> Match | None:
        """`chủ trì`, `phụ trách` right behind a name."""
        return next((m for p in self._duties if (m := p.re.match(text, at))), None)

    def _as_subject(self, node: Node, at: int) -> FoundField | None:
        """`Sở A chủ trì, Công an tỉnh và Sở B phối hợp, rà soát …`: the partners have a verb of their own."""
        for pattern in self._subjects:
            match = pattern.re.match(node.text, at)
            actors = self._scanner.read(node.text, match.start("partner")) if match else None
            if match is not None and actors is not None and actors.end >= match.end("partner"):
                return FoundField(match["partner"], node.start, node.end)
        return None
