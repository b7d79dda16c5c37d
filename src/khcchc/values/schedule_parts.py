"""Which phrases of a part say when: without the topics of documents, each bound joined to what it bounds."""

from __future__ import annotations

from dataclasses import dataclass

from khcchc.kept import compiled
from khcchc.values.schedule_items import Words, is_noise
from khcchc.values.schedule_phrases import Phrase, read_phrases
from khcchc.values.schedule_tokens import Token
from khcchc.values.schedule_values import Years

_VERB_BEFORE_RE = compiled(r"(?:thực hiện|hoàn thành|triển khai|ban hành|giao|xong|tổ chức)\s$")
_ENDED_RE = compiled(r"\s?[,;:.)–—-]|\s?$")
_OPENERS = frozenset(
    {"before", "by", "from", "in", "to", "ongoing", "every", "quarter", "month", "date", "half", "part", "now"}
)
_BESIDE_RE = compiled(r"\s?(?:vào|trong)?\s?\(?\s?")
_COMMA_RE = compiled(r"\s?,\s?(?:và\s)?")


@dataclass(slots=True, eq=False)
class Part:
    """One part of a field: `low[start:end]`."""

    low: str
    start: int
    end: int
    words: Words

    def phrases(self, tokens: list[Token], years: Years) -> list[Phrase]:
        """The phrases that say when, without the topics of documents and without what a pointer covers."""

        def zone_end(index: int, opener: Token) -> int:
            return self._reach(tokens, index, opener)

        found = read_phrases(self.low, tokens, years, zone_end) if tokens else []
        if len(found) == 1 and found[0].source == "chain":  # most fields: `Quý I/2018`
            return [] if self._is_topic(found[0], self.start, others=False) else found
        if not found:
            return found
        found = self._uncovered(found)
        found = self._bounded(self._without_topics(found))
        return self._settled(found)

    def _reach(self, tokens: list[Token], index: int, opener: Token) -> int:
        """How far a condition or pointer reaches: to a comma with a time behind it, its bracket, or the end.

        0 for a `theo` in the middle of a sentence that points to no document, order or rule.
        """
        low, end = self.low, self.end
        noun = self.words.pointer.match(low, opener.end + 1) if opener.gives == "per" else None
        if opener.gives == "per" and noun is None and not is_noise(low, self.start, opener.start, self.words):
            return 0
        opened = low.rfind("(", max(self.start, opener.start - 200), opener.start)
        if opened >= 0 and low.find(")", opened, opener.start) < 0:
            closed = low.find(")", opener.end, min(end, opener.end + 400))
            end = closed if closed >= 0 else end
        if opener.text.startswith(("sau mỗi", "sau từng", "sau đợt", "sau các đợt", "sau lần")):
            joined = low.find(" và ", opener.end, end)
            end = joined if joined >= 0 else end
        for k in range(index + 1, len(tokens)):
            token = tokens[k]
            if token.start >= end:
                break
            if token.gives not in _OPENERS:
                continue
            if noun and low[noun.end() : noun.end() + 1] == ",":
                return noun.end()  # `kiểm tra theo kế hoạch, kiểm tra đột xuất trong năm 2024`
            comma = low.rfind(",", max(opener.end, token.start - 80), token.start)
            if comma >= 0 and (token.start - comma < 3 or self._new_clause(tokens, k, comma)):
                return comma
        return end

    def _new_clause(self, tokens: list[Token], k: int, comma: int) -> bool:
        """`sau khi có hướng dẫn, hoàn thành trong quý II`: a verb and its own time stand behind the comma."""
        token = tokens[k]
        if token.gives not in ("before", "by", "in") or k + 1 == len(tokens) or tokens[k + 1].start - token.end > 2:
            return False
        if not self.words.verb.match(self.low, comma + 2):
            return False
        return token.gives != "in" or tokens[k + 1].gives in ("date", "month", "quarter", "half", "part")

    def _uncovered(self, found: list[Phrase]) -> list[Phrase]:
        """Without the times inside `theo Kế hoạch … giai đoạn 2022 - 2025`, which belong to its name."""
        kept: list[Phrase] = []
        zone = -1
        for phrase in found:
            if phrase.source == "per":
                zone = phrase.end
            elif phrase.start < zone and not self._stands_alone(phrase):
                continue
            kept.append(phrase)
        return kept

    def _stands_alone(self, phrase: Phrase) -> bool:
        if phrase.source == "when":
            return True
        if phrase.source != "chain" or not phrase.mode or phrase.kind == "unspecified":
            return False
        verb = _VERB_BEFORE_RE.search(self.low, max(self.start, phrase.start - 12), phrase.start)
        return verb is not None or (phrase.level != "year" and phrase.mode != "edge")

    def _without_topics(self, found: list[Phrase]) -> list[Phrase]:
        timed = sum(p.source == "chain" and p.mode != "" for p in found)
        kept = []
        behind = self.start
        for phrase in found:
            others = timed - (phrase.source == "chain" and phrase.mode != "") > 0
            if not self._is_topic(phrase, min(behind, phrase.start), others):
                kept.append(phrase)
            behind = max(behind, phrase.end)
        return kept

    def _is_topic(self, phrase: Phrase, begin: int, others: bool) -> bool:
        """`kế hoạch năm 2025`: a period without a word of time in front names what the document is about.

        `begin`: where the words in front of it begin; `others`: whether the part says when elsewhere.
        """
        if phrase.source not in ("chain", "every") or (phrase.source == "every" and phrase.mode):
            return False
        initial = begin == phrase.start or is_noise(self.low, begin, phrase.start, self.words)
        if phrase.weak:
            return not initial or not _ENDED_RE.match(self.low, phrase.end)
        if initial or (phrase.mode and not (phrase.mode == "to" and phrase.level == "year")):
            return False
        before = self.low[max(begin, phrase.start - 300) : phrase.start].rstrip()
        if before.endswith((",", "(", ":")):
            return False
        noun_end = max((m.end() for m in self.words.noun.finditer(before)), default=-1)
        if phrase.source == "every":
            return noun_end >= 0 and others
        if phrase.level == "year":
            return noun_end >= 0 or (others and phrase.mode != "to")
        if noun_end == len(before) or (phrase.level == "day" and before.endswith(("ban hành", "ký")) and noun_end >= 0):
            return True
        return others and phrase.level != "day" and noun_end >= 0

    def _bounded(self, found: list[Phrase]) -> list[Phrase]:
        """`Thường xuyên trong năm, bắt đầu từ quý II` is one thing: the times beside it are its bounds."""
        kept: list[Phrase] = []
        k = 0
        while k < len(found):
            phrase = found[k]
            k += 1
            if phrase.source not in ("ongoing", "every", "periodic"):
                kept.append(phrase)
                continue
            if kept and self._bounds_before(kept[-1], phrase):
                phrase = _within(phrase, kept.pop())
            while k < len(found) and (self._goes_on(phrase, found[k]) or self._bounds_behind(phrase, found[k])):
                phrase = _within(phrase, found[k])
                k += 1
            kept.append(phrase)
        return kept

    def _bounds_behind(self, phrase: Phrase, other: Phrase) -> bool:
        if other.source != "chain" or len(other.values) != 1 or other.kind not in ("window", "deadline"):
            return False
        if _BESIDE_RE.fullmatch(self.low, phrase.end, other.start):
            return other.mode != "before" and (other.kind == "window" or other.mode in ("by", "to"))
        comma = _COMMA_RE.fullmatch(self.low, phrase.end, other.start) is not None
        return (
            comma
            and other.kind == "window"
            and (other.mode == "from" or (other.level == "year" and not self._leads(other)))
        )

    def _goes_on(self, phrase: Phrase, other: Phrase) -> bool:
        """`thường xuyên các năm tiếp theo`."""
        return other.source == "tail" and self.low[phrase.end : other.start].strip(" ,(") in ("", "và", "trong")

    def _leads(self, phrase: Phrase) -> bool:
        """Whether an action of its own follows: `thường xuyên, năm 2026 xây dựng …`."""
        return bool(self.low[phrase.end : min(self.end, phrase.end + 40)].strip(" ,.;)"))

    def _bounds_before(self, other: Phrase, phrase: Phrase) -> bool:
        if other.source != "chain" or len(other.values) != 1 or other.kind != "window" or other.level != "year":
            return False
        near = self.low[other.end : phrase.start].strip(" ,(") in ("", "và")
        return near and is_noise(self.low, self.start, other.start, self.words)

    def _settled(self, found: list[Phrase]) -> list[Phrase]:
        """Without what only accompanies a time: `định kỳ`, `theo quy định` beside a date."""
        sources = {p.source for p in found} - {"tail"}
        times = bool(sources - {"per", "periodic"})
        kept: list[Phrase] = []
        taken = set()
        for phrase in found:
            if phrase.source == "tail" or (phrase.source in taken and phrase.source in ("per", "periodic")):
                continue
            if phrase.source == "periodic" and times:
                continue
            if phrase.source == "per" and not self._pointer_counts(phrase, kept, times or "periodic" in sources):
                continue
            taken.add(phrase.source)
            kept.append(phrase)
        return kept

    def _pointer_counts(self, phrase: Phrase, earlier: list[Phrase], times: bool) -> bool:
        """Whether `theo …` is a milestone of its own: alone, at the head, or beside `Thường xuyên,`."""
        if self.low[phrase.start : min(phrase.end, phrase.start + 40)].strip(" .,") in self.words.no_time:
            return False
        if not times or is_noise(self.low, self.start, phrase.start, self.words):
            return True
        last = earlier[-1] if earlier else None
        return last is not None and last.source == "ongoing" and self.low[last.end : phrase.start].strip() == ","


def _within(phrase: Phrase, other: Phrase) -> Phrase:
    """The ongoing or recurring phrase with the bounds of the period beside it."""
    if other.source == "tail":
        opened = tuple(v._replace(end=None) for v in phrase.values)
        return phrase._replace(end=other.end, values=opened, level="open")
    bound = other.values[0]
    values = []
    for value in phrase.values:
        start = max(filter(None, (value.start, bound.start)), default=None)
        end = min(filter(None, (value.end, bound.end)), default=None)
        if start and end and start > end:
            end = None
        inferred = tuple(dict.fromkeys((*value.inferred, *bound.inferred)))
        values.append(value._replace(start=start, end=end, inferred=inferred))
    return phrase._replace(
        start=min(phrase.start, other.start), end=max(phrase.end, other.end), values=tuple(values), level="bounded"
    )
