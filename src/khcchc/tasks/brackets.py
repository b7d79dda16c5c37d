"""Work that is given in brackets behind its words: `Rà soát văn bản (Sở A chủ trì; hoàn thành trong Quý II).`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from khcchc.actors import Actors, ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import Match, first_match, fits_any
from khcchc.tasks.due import DueReader
from khcchc.tasks.found import FoundField, Reading
from khcchc.tasks.partners import PartnerReader

_MAX_LINE = 260
"""Characters of a line of roles, as many as the rules read in a bracket."""
_PAIR_RE = compiled(
    r"(?<!\w)(?:giữa\s|(?:liên thông|liên kết|[Ss]áp nhập|[Hh]ợp nhất)\s+(?=[A-ZĐ])(?![^,;]*\svào\s))[^,;]*$"
)
"""Before a dash: words of two, the second of which stands behind it."""
_PIECE_RE = compiled(r"([;,]\s*)")
_PRODUCT_RE = compiled(r"\s*(?:sản phẩm|kết quả)\s*:", re.IGNORECASE)


class BracketReader:
    """Reads the brackets that end a sentence; built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner, dues: DueReader, partners: PartnerReader) -> None:
        self._brackets = grammars["assignment"].giving("bracketed")
        self._dashed = grammars["assignment"].giving("dashed")
        self._dashed_alone = grammars["assignment"].giving("dashed_alone")
        self._ditto = grammars["tables"].giving("cell_ditto")
        self._led = grammars["assignment"].giving("led_in_brackets")
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
            actors = self._actors(text, match) if match else None
            if match is None or actors is None or actors.end > match.end("inner"):
                continue
            duty = self._partners.duty_at(text, actors.end)
            cut = _PIECE_RE.split(text[duty.end() if duty else actors.end : match.end("inner")])
            cut = _without_product(cut)
            pieces, signs = cut[::2], cut[1::2]
            times = [self._dues.piece(x.strip(" .;:")) for x in pieces]
            due = _first_run(times, signs) or self._due_among(cut)
            whole = alone and actors.stop == "other" and not text[actors.end : match.end("inner")].strip(" .;")
            timed = due and all(t or not x.strip() or self._dues.inside(x) for t, x in zip(times, pieces, strict=True))
            partner = self._partners.read(node, actors.end) or self._partners.among(node, [*_segments(cut), *pieces])
            parted = actors.stop == "other" or (due and self._partners.opens(text[actors.end :].lstrip(" ,")))
            helped = partner and (parted or alone) and not self._led_by_another(text, actors.end, match)
            if duty is None and not timed and not whole and not helped:
                continue  # `(Sở Tư pháp; quý II/2026)` gives work; `(Sở Tư pháp)` alone may only tell whose text it is
            lead = FoundField(text[actors.start : actors.end].strip(" ,;-–"), node.start, node.end)
            schedule = FoundField(due, node.start, node.end) if due else None
            return Reading(lead, partner, "verb", 0, pattern.rule.id, schedule)
        return None

    def read_dashed(self, node: Node) -> Reading | None:
        """`Kiểm tra 09 xã – Phòng Nội vụ (phối hợp: Phòng Tư pháp) – Quý II, III.`"""
        match = first_match(self._dashed, node.text) if _has_dash(node) else None
        if match is None or _PAIR_RE.search(match["work"]) or not self._tells_when(match["when"]):
            return None
        who = "; ".join(words for words in (match["names"], match["helped"]) if words)
        reading = self.read(Node(node.kind, f"({who})", node.start, node.end), alone=True)
        when = FoundField(match["when"], node.start, node.end)
        return None if reading is None else reading._replace(work=match["work"], schedule=when)

    def read_dashed_alone(self, node: Node) -> Reading | None:
        """`Cung cấp 45 dịch vụ công – Phòng Văn hóa.`: who does it and nothing else behind the dash."""
        match = first_match(self._dashed_alone, node.text) if _has_dash(node) else None
        actors = self._scanner.read(match["names"]) if match is not None else None
        if match is None or actors is None or actors.stop != "end" or _PAIR_RE.search(match["work"]):
            return None
        lead = FoundField(match["names"], node.start, node.end)
        return Reading(lead, None, "verb", 0, "who behind a dash", work=match["work"])

    def _tells_when(self, words: str) -> bool:
        """`Quý II, III`, `02 lớp, quý II`; not `Theo dõi, đôn đốc`."""
        return any(self._dues.piece(part.strip(" .;")) for part in words.split(","))

    def is_ditto(self, node: Node) -> bool:
        """`… (như trên; trước ngày 30/9/2026)`: who does it stands in the brackets of an item above."""
        return self._behind_ditto(node) is not None

    def read_ditto(self, node: Node, above: Reading) -> Reading:
        """Who does the item `above` does this one, at its own time or the same."""
        pieces = self._behind_ditto(node) or []
        due = next((due for piece in pieces if (due := self._dues.piece(piece.strip(" .;:")))), None)
        own = FoundField(due, node.start, node.end) if due else None
        lent = [None if f is None else f._replace(inherited=True) for f in (above.coordinating, above.schedule)]
        lead = above.lead._replace(inherited=True)
        return above._replace(lead=lead, coordinating=lent[0], schedule=own or lent[1])

    def _behind_ditto(self, node: Node) -> list[str] | None:
        """The pieces behind `như trên` in the brackets of a node that says so."""
        for pattern in self._brackets:
            if match := pattern.match(node.text):
                same, *pieces = _PIECE_RE.split(match["inner"])[::2]
                if fits_any(self._ditto, same.strip(" .;:")):
                    return pieces
        return None

    def read_line(self, node: Node) -> Reading | None:
        """`Sở A chủ trì, các đơn vị phối hợp; hoàn thành tháng 11/2024.`: a line of roles and times, and no work."""
        words = node.text.rstrip(" .;")
        actors = self._scanner.read(words) if len(words) < _MAX_LINE and "(" not in words else None
        duty = self._partners.duty_at(words, actors.end) if actors is not None else None
        if duty is None:
            return None
        pieces = [piece.strip(" .;:") for piece in _PIECE_RE.split(words[duty.end() :])[::2]]
        if not all(not p or self._dues.piece(p) or self._partners.is_partner(p) for p in pieces) or not any(pieces):
            return None
        return self.read(Node(node.kind, f"({words})", node.start, node.end))

    def _actors(self, text: str, match: Match) -> Actors | None:
        """The names that open the bracket, with a verb inside one: `(Phòng Quản lý quy hoạch, xây dựng chủ trì)`."""
        start, end = match.span("inner")
        actors = self._scanner.read(text, start)
        first = text.find(";", start, end)
        named = actors is not None and first > 0 and not text[actors.end : first].strip()
        if named and self._partners.is_partner(text[first + 1 : end].partition(";")[0]):
            return Actors(start, first, "other")  # `(Sở A; các sở liên quan phối hợp)`
        if actors is not None and actors.end < first and self._is_named_with_time(text, start, actors.end, first, end):
            return Actors(start, first, "other")  # `(Hội đồng tuyển dụng công chức tỉnh; quý III/2026)`
        led = next((m for p in self._led if (m := p.re.match(text, start, end))), None)
        if actors is None or led is None or led.end("names") <= actors.end:
            return actors
        rest = text[actors.end : led.end("names")]
        listed = rest.startswith(", ") and rest[2].islower() and not self._scanner.holds_verb(rest)  # `Cấp sổ, thẻ`
        named = listed or self._scanner.goes_on_as_name(rest)
        return Actors(start, led.end("names"), "verb") if named else actors

    def _is_named_with_time(self, text: str, start: int, at: int, first: int, end: int) -> bool:
        """Whether all up to the semicolon is a name, though a verb or a comma stands in it, and a time is behind."""
        rest = text[at:first]
        if "phối hợp" in rest or self._partners.duty_at(text, at) or any(p.re.search(rest) for p in self._led):
            return False
        own = self._scanner.goes_on_as_name(rest) and not self._scanner.is_whole(text, start, at)
        if not own and (not rest.startswith(",") or self._scanner.holds_verb(rest)):
            return False  # `(Bộ Tài chính ban hành Thông tư số 61; năm 2017)`
        return self._dues.piece(_PIECE_RE.split(text[first + 1 : end])[0].strip(" .;:")) is not None

    def _led_by_another(self, text: str, at: int, match: Match) -> bool:
        """`(Sở A phối hợp với Sở B chủ trì)`: who leads is told behind the first name."""
        return any(pattern.re.search(text, at, match.end("inner")) for pattern in self._led)

    def _due_among(self, cut: Sequence[str]) -> str | None:
        """Deadlines among other words: pieces, the signs between them at odd places. Several are one schedule, with all
        the words between.
        """
        told = [(k, due) for k in range(0, len(cut), 2) if (due := self._dues.inside(cut[k]))]
        if len(told) < 2:
            return told[0][1] if told else None
        return "".join(cut[told[0][0] : told[-1][0] + 1]).strip()  # `xong 60% trong quý II, phần còn lại trong quý III`


def _has_dash(node: Node) -> bool:
    return " – " in node.text or " - " in node.text


def _segments(cut: Sequence[str]) -> list[str]:
    """What stands between semicolons: `UBND các phường Hà An, Tân Lĩnh phối hợp` holds a comma."""
    return [part.lstrip(" ,") for part in "".join(cut).split(";")]


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


def _without_product(cut: list[str]) -> list[str]:
    """The pieces and the signs between them without the last piece, where it names the product: that is no time."""
    return cut[:-2] if len(cut) > 2 and _PRODUCT_RE.match(cut[-1]) else cut
