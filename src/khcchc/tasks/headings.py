"""Headings that name an agency: by themselves, in brackets, or by what stands beside them.

Guarantees:
 1. A name is longer than its words tell only where most headings of the list are agencies.
 2. An agency alone in brackets leads only beside one whose brackets say that it does; beside items that name theirs
    before a colon or as subjects, where the words before the bracket do not lead up to it (`mô hình của tỉnh bạn
    (…)`); or below a time, where all items name one. Alone behind a dash it leads beside an item that names a time
    there too.
 3. What is asked of all items of a list is found out once.
"""

from __future__ import annotations

from typing import NamedTuple

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.patterns import FirstOf
from khcchc.tasks.found import Reading
from khcchc.tasks.sentence import SentenceReader

NO_TITLE_ENDS = (".", ";", ":", ",")
TITLE_LIMIT = 160
"""Letters from which an item is no title."""
_LIST_END = 60
"""Characters of the end of a list before its colon."""
_WHOSE_RE = compiled(r"(?<!\w)(?:của|do|với|qua|về|từ|tại|cho|theo|gửi)\s+[^,;.]{1,60}$")
"""Before a bracket: words that its name may explain."""
_CITED_RE = compiled(r"(?:(?:Thông tư|Nghị định|Luật|Pháp lệnh)\b|\bsố\s+\d)[^,;.()]{0,80}\s*\([^()]*\)\W*$")
_PLACE_END_RE = compiled(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)$")


class _Brackets(NamedTuple):
    """What the items of one list say in brackets behind their words."""

    with_duty: bool
    """One of them names an agency and what it does: `(Sở A chủ trì)`."""
    with_name: bool
    """One of them names its agency before a colon, or most do as subjects: `Sở A: rà soát`, `Sở A rà soát`."""
    headings: int
    """How many of those over further items name an agency."""
    timed: bool
    """They stand below a heading that is a time, and all name an agency."""
    dashed: bool
    """One of them ends in its doer and its time, a dash before each."""


class HeadingNames:
    """Built once for a document."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner, sentences: SentenceReader) -> None:
        prose = grammars["assignment"]
        self._scanner = scanner
        self._sentences = sentences
        self._described = FirstOf(prose.giving("described"))
        self._things = FirstOf(prose.giving("title_of_a_thing"))
        self._bracketed: dict[int, _Brackets] = {}
        self._agencies_beside: dict[int, bool] = {}
        self._lent: dict[int, dict[int, Reading]] = {}
        """For each list asked for the items that point to the brackets of those above them, with what these say."""

    def lend(self, node: Node, reading: Reading) -> bool:
        """Whether the words behind the agency of a heading are a duty, or still tell who is meant."""
        rest = node.text[reading.rest :].strip()
        named = self._names_to_the_end(node.text) or self._scanner.is_verb(rest) or self.is_name(node, rest)
        return named or self._sentences.partners.is_duty(rest) or self._tells_which(node.text, reading.lead.text, rest)

    def is_name(self, node: Node, rest: str) -> bool:
        """`10. Đội Công trình đô thị, Hợp tác xã dịch vụ Tân Lý` between `9. Phòng Y tế` and `11. Công an huyện`.

        What looks like the end of the name (`rest` stands behind it) is a part of it where it goes on with a list that
        holds no verb, or with a verb that names hold and an end that names have; and most headings beside it name
        agencies.
        """
        listed = rest.startswith(",") and rest.endswith(":") and len(rest) <= _LIST_END
        if listed and not self._scanner.holds_verb(rest):
            return True  # `Yêu cầu các chủ hồ thủy điện, thủy lợi:`
        if not rest or node.text.endswith(NO_TITLE_ENDS) or len(node.text) > TITLE_LIMIT:
            return False
        if rest.startswith(","):
            return not self._scanner.holds_verb(rest) and self.are_agencies(node)
        ends = rest.split()[-1][0].isupper() or _PLACE_END_RE.search(rest) is not None
        return ends and self._scanner.goes_on_as_name(rest) and self.are_agencies(node)

    def goes_on_in_capitals(self, node: Node, rest: str) -> bool:
        """`3. Phòng Quản lý, Hỗ trợ doanh nghiệp số 1:` among headings that name agencies: a verb inside the name."""
        words = rest.lstrip(" ,")
        return node.text.endswith(":") and rest.startswith(",") and words[:1].isupper() and self.are_agencies(node)

    def are_agencies(self, node: Node) -> bool:
        """Whether most of the headings beside this one name an agency alone; asked once for a list."""
        above = node.parent
        if above is None or node.marker is None:
            return False
        if id(above) not in self._agencies_beside:
            headings = [c for c in above.children if c.marker and c.children]
            named = sum(self._sentences.named_alone(c) is not None for c in headings)
            self._agencies_beside[id(above)] = named > 1 and 2 * named > len(headings)
        return self._agencies_beside[id(above)]

    def are_below(self, node: Node) -> bool:
        """Whether most of the headings below this one name an agency alone; asked once for a list."""
        return bool(node.children) and self.are_agencies(next((c for c in node.children if c.marker), node.children[0]))

    def _tells_which(self, text: str, lead: str, rest: str) -> bool:
        """`Các cục có chức năng giải quyết thủ tục`, `Các sở có thủ tục`: the verb tells which, not what to do."""
        return not text.endswith(NO_TITLE_ENDS) and (rest.startswith("có ") or bool(self._described.fits(lead)))

    def _names_to_the_end(self, text: str) -> bool:
        """`Học viện Chiến lược, bồi dưỡng cán bộ, Báo Xây dựng`: a verb inside a name, and names behind it."""
        last = text.rpartition(", ")[2]
        actors = self._scanner.read(last) if last != text and not text.endswith((".", ";")) else None
        return actors is not None and actors.stop == "end"

    def like_siblings(self, node: Node) -> Reading | None:
        """`2.3. Duy trì đường dây nóng (Phòng Y tế).` below `2.1. Rà soát hồ sơ (Phòng Nội vụ chủ trì).`

        So too below a heading that is a time (`Tháng 3/2026`): what is done then, and who does it.
        """
        beside = self._in_brackets(node)
        if beside.dashed and (reading := self._sentences.brackets.read_dashed_alone(node)) is not None:
            return reading
        named = beside.with_name and _WHOSE_RE.search(node.text.rpartition("(")[0]) is None
        return self._sentences.brackets.read(node, alone=True) if beside.with_duty or beside.timed or named else None

    def as_above(self, node: Node) -> Reading | None:
        """`2.3. Thẩm định hồ sơ xã (như trên; quý III)` below `2.2. Thẩm định hồ sơ tỉnh (Phòng Nội vụ; quý II)`."""
        if node.parent is None or node.marker is None or not self._sentences.brackets.is_ditto(node):
            return None
        if id(node.parent) not in self._lent:
            lent: dict[int, Reading] = {}
            above: Reading | None = None
            for child in node.parent.children:
                own = self._sentences.brackets.read(child)
                if own is None and above is not None and self._sentences.brackets.is_ditto(child):
                    lent[id(child)] = above = self._sentences.brackets.read_ditto(child, above)
                above = own or above
            self._lent[id(node.parent)] = lent
        return self._lent[id(node.parent)].get(id(node))

    def over_items(self, node: Node) -> Reading | None:
        """`2. Tổ chức bộ máy (Sở Nội vụ chủ trì)` over its items, or `(Sở Nội vụ)` beside one that says more."""
        if node.marker is None or len(node.text) > TITLE_LIMIT or self._things.fits(node.text):
            return None
        beside = self._in_brackets(node)
        reading = self._sentences.brackets.read(node, alone=beside.with_duty and beside.headings > 1)
        return None if reading is None else reading._replace(stop="end", rest=len(node.text))

    def _names_before_colon(self, node: Node) -> bool:
        """`- Văn phòng Sở: Ban hành Kế hoạch …`: items of the list give work to those they name."""
        reading = self._sentences.read(node) if ":" in node.text[:TITLE_LIMIT] else None
        return reading is not None and reading.stop == "colon"

    def _in_brackets(self, node: Node) -> _Brackets:
        """What the items beside a node, and the node, say in brackets; asked once for a list."""
        above = node.parent
        if above is None or node.marker is None:
            return _Brackets(False, False, 0, False, False)
        if id(above) not in self._bracketed:
            read, marked = self._sentences.brackets.read, [c for c in above.children if c.marker]
            headings = sum(read(c, alone=True) is not None for c in marked if c.children)
            duty, name = any(map(read, marked)), any(map(self._names_before_colon, marked))
            subjects = sum((reading := self._sentences.read(c)) is not None and reading.stop == "verb" for c in marked)
            name = name or (subjects > 1 and 2 * subjects > len(marked))
            timed = self._sentences.dues.of_heading(above) is not None and not any(map(_cites, marked))
            timed = timed and all(read(c, alone=True) for c in marked)
            dashed = any(map(self._sentences.brackets.read_dashed, marked))
            self._bracketed[id(above)] = _Brackets(duty, name, headings, timed, dashed)
        return self._bracketed[id(above)]


def _cites(node: Node) -> bool:
    """`Thực hiện Thông tư số 01 (Bộ Nội vụ)`: whose document it is stands in the brackets."""
    return _CITED_RE.search(node.text) is not None
