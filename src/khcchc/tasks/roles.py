"""One value that names both who leads and who joins: `A chủ trì, phối hợp với B`, `Chủ trì: A; phối hợp: B`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from khcchc.actors import ActorScanner
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.outline import Node
from khcchc.tasks.due import DueReader

_LONGEST_TIME = 200
"""Characters behind the agencies in which their time is sought."""
_CITED_RE = compiled(r"\bsố\s\d{1,6}/\S{1,40}$")
"""Behind the number of a document stands its date."""
_DUTY_RE = compiled(r"\s(?:chủ\s+trì|phối\s+hợp)")
_COUNT_RE = compiled(r"\d{1,3}\s+")
_WORD = 6
"""Characters in which the word behind a name stands."""
_PART_RE = compiled(r"[,;]")


class BothRoles(NamedTuple):
    """The words of the lead and of its partners; `rest` are the lines behind the first."""

    lead: str
    coordinating: str
    rest: str = ""


class RoleSplitter:
    """Built once for a set of grammars."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner, dues: DueReader) -> None:
        prose = grammars["assignment"]
        self._duty = prose.pattern("duty behind the name of who leads").re
        self._order = prose.pattern("order before the name of who leads").re
        self._behind_who = prose.pattern("between who does it and when").re
        self._numbered_time = prose.pattern("a time in numbers").re
        self._reports = prose.pattern("reporting beside a time").re
        self._made = prose.pattern("product in a label of time").re
        self._product = prose.pattern("product behind who and when").re
        self._sent = prose.pattern("what ends at a time").re
        self._which = prose.pattern("which of them is meant").re
        self._having = prose.pattern("those that have something").re
        self._labelled = grammars["fields"].giving("labelled_roles")
        self._told = grammars["fields"].giving("both_roles")
        self._columns = grammars["tables"].giving("column_both")
        self._scanner = scanner
        self._dues = dues

    def without_duty(self, text: str) -> str:
        """`Sở A chủ trì;`, `Sở A (chủ trì)` as the value of who leads: the name alone."""
        return self._duty.sub("", text)

    def names_product(self, label: str) -> bool:
        """Whether the label of a time speaks of what comes of the work too."""
        return self._made.search(label) is not None

    def split_product(self, text: str) -> tuple[str, str] | None:
        """`Sở A chủ trì thực hiện trong quý II; sản phẩm là báo cáo`: the words before, and the product."""
        match = self._product.search(text)
        return None if match is None else (text[: match.start()], match["product"].strip(" .;"))

    def split_time(self, text: str) -> tuple[str, str] | None:
        """`Sở A chủ trì, phối hợp với Sở B thực hiện trong quý II`: the words of who does it, and those of when."""
        cuts = list(self._behind_who.finditer(text, max(0, len(text) - _LONGEST_TIME)))
        cut = next((cut for cut in cuts if self._is_time(text[cut.end() :].strip(" .;"))), None)
        if cut is None or self._numbered_time.search(text, 0, cut.start()) or _CITED_RE.search(text, 0, cut.start()):
            return None
        if any(self._scanner.opens(part.strip()) for part in _PART_RE.split(text[cut.end() :])):
            return None  # `Sở A, trong quý I; Sở B, trong quý II`: each has a time of its own
        duty = _DUTY_RE.match(cut[0])
        return text[: cut.start()] + (duty[0] if duty else ""), text[cut.end() :].strip(" .;")

    def tells_time(self, text: str) -> bool:
        """Whether a sentence says by when: `…: hoàn thành trong tháng 6/2019`."""
        return self._dues.inside(text) is not None

    def heads_months(self, node: Node) -> bool:
        """`Tháng 9/2025:` over bullets."""
        return self._dues.of_heading(node) is not None

    def is_time(self, words: str) -> bool:
        """Whether the words are a time: `Trước 30/6 (đợt 1)`, but not `Báo cáo quý II`."""
        return self._dues.piece(words.strip(" .;")) is not None

    def _is_time(self, words: str) -> bool:
        """Whether the words are a time and nothing else, but for `xong`, `gửi kết quả` before it."""
        if self._reports.search(words):
            return False  # `định kỳ 6 tháng, năm báo cáo UBND tỉnh`
        bare = self._sent.sub("", words, count=1)
        return self._dues.piece(words) is not None or self._dues.inside(bare) == bare

    def split_cell(self, text: str, headings: Sequence[str], signs: str = "/") -> BothRoles | None:
        """The same for a cell; below `Đơn vị chủ trì/phối hợp` a slash parts `Cục A/Vụ B`, behind a label `;` too."""
        both = self.split(text)
        clean = [" ".join(heading.split()).strip(" .:*") for heading in headings]
        sign = next((sign for sign in signs if sign in text), "")
        if both is None and sign and any(p.match(heading) for p in self._columns for heading in clean):
            lead, _, partners = text.partition(sign)
            if self._scanner.opens(lead) and self._scanner.opens(partners) and not partners.strip()[0].islower():
                return BothRoles(lead.strip(" ,;"), partners.strip(" ,;"))
        return both

    def split(self, text: str) -> BothRoles | None:
        """`None` when the value names one role alone, or names no agency where one must stand."""
        text = self._order.sub("", text, count=1)
        lines = [" ".join(line.split()) for line in text.split("\n")]
        # A line end parts like a semicolon where the words alone mislead: `Chủ trì: Văn phòng` ⏎ `Phối hợp: …`.
        readings = (" ".join(lines), "; ".join(lines)) if len(lines) > 1 else lines
        for pattern, words in product(self._labelled, readings):
            match = pattern.match(words)
            if match and self._scanner.opens(match["lead"]) and self._scanner.read(match["coordinating"], listed=True):
                return BothRoles(self.without_duty(match["lead"].strip(" ,;.-")), match["coordinating"].strip(" ,;"))
        first, _, rest = text.partition("\n")
        for pattern in self._told:
            match = pattern.match(first.lstrip("+- "))
            if match is None or not self._scanner.opens(match["lead"]):
                continue
            partners = match["coordinating"]
            count = _COUNT_RE.match(partners)  # `03 sở được chọn thí điểm`
            read = self._scanner.read(partners, count.end() if count else 0, listed=True)
            if read is None or (rest and not all(self._scanner.opens(x) for x in rest.split("\n"))):
                continue
            which = self._which.search(partners, 0, read.end + _WORD) or self._having.match(partners, read.end)
            ended = read.stop in ("verb", "colon") and which is None
            joined = partners[: read.end] if ended else partners
            return BothRoles(match["lead"].strip(" ,;"), joined, rest)
        return None
