"""Who acts: the words of a sentence or a heading that name an agency, or a list of agencies.

This finds where a name begins and where it ends (before the verb, the colon, the full stop). What the
single names in it are is left to `values.agencies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khcchc.actor_names import NameEnds
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.tones import both_tones
from khcchc.word_trees import alternation, words_re

_WORD_RE = compiled(r"[^\s,;:.()\[\]]+")
_SPACE_RE = compiled(r"\s+")
_JOINT_RE = compiled(r"\s*(?:,|;|/|và\b)\s*")
_QUALIFIER_RE = compiled(r"\s+(?:(?:có\s+)?liên quan|(?:trực\s+)?thuộc)\b")
_MAX_WORDS = 90
_BELONGS = r"(?:trực\s+)?thuộc\s*[,/]\s*(?:trực\s+)?thuộc\b"
_GRANTED = (
    r"(?:được|có)\s+(?:giao|phân công|ủy quyền|kiểm tra|giám sát|thanh tra|chọn|lựa chọn|đánh giá"
    r"|liên quan|thẩm quyền|chức năng)(?!\w)"
    r"|chủ trì\s+(?:(?:từng|mỗi|các|những)\s+)?nhiệm vụ(?=\s+(?:có|chịu)\s+trách nhiệm)"
    r"|(?:(?<=cơ quan )|(?<=đơn vị ))chủ trì\s+(?:(?:từng|mỗi|các|những)\s+)?(?:nội dung|tiêu chí|lĩnh vực|nhiệm vụ)"
    r"(?:\s+(?:CCHC|cải cách hành chính|thành phần))?(?=\s+(?:xây dựng|tổng hợp|báo cáo|rà soát|gửi|chủ động)(?!\w))"
    r"|(?P<now>đang)\s+{now}(?:(?:\s*,\s*|\s+và\s+|\s+)(?:{now}|trực tiếp))*(?!\w)".format(
        now=r"(?:quản lý|sử dụng|hoạt động|sinh sống|khai thác|vận hành|công tác|làm việc|học tập|cư trú|thi công)"
    )
)
_MEASURE = r"theo\s+(?:địa bàn|lĩnh vực|chức năng|nhiệm vụ|phạm vi|thẩm quyền|trách nhiệm|(?:sự\s+)?phân công)(?!\w)"
_GIVEN_ROLE_RE = compiled(r"(?:\s+(?:chủ\s+trì|phụ\s+trách|theo\s+dõi|nhiệm\s+vụ))+(?!\w)")
_CLAUSE_END_RE = compiled(r"[;.:]")
_MAX_GRANT = 160
"""Characters behind `được giao` in which the duty is sought."""
_NEXT_SENTENCE_RE = compiled(r"\.\s?(?=[A-ZĐ])")
_APPOSED_RE = compiled(r",\s+(?:với (?:vai trò|tư cách|trách nhiệm)|là (?:cơ quan|đơn vị))\s[^,;.:]{3,90},\s+")
_OF_RE = compiled(r"(?:trực\s+)?thuộc\s+")
_QUOTES = '“"'
_QUOTED_RE = compiled(r"[“\"][^“”\"]{3,80}[”\"]\s*")
_SEVERAL_RE = compiled(r"(?:các|những)\s+")
_PERSONS_RE = compiled(r"(?:các\s+)?(?:thành viên|đồng chí|ủy viên|uỷ viên)(?!\w)", re.IGNORECASE)
_OFFICE_RE = compiled(r"(?:Phòng|Khoa|Ban|Vụ|Cục|Chi cục|Tổ|Đội)\s+[A-ZĐÀ-Ỹ][^,;:]*(?:,[^,;:]{1,20})*$")
_LISTED_RE = compiled(r"(?:,|\s+(?:và|-|–)\s)(?=\s*[A-ZĐÀ-Ỹ])")
"""Behind a word of a list of fields: the next one."""
_CONNECTORS = ("và", "hoặc", "cùng", "-", "–", "&")


class Actors(NamedTuple):
    """A phrase that names agencies: `text[start:end]`, and what stopped it."""

    start: int
    end: int
    stop: str
    """`verb`, `colon`, `comma`, `end` or `other` (a word that no agency's name holds)."""


class ActorScanner:
    """Built once for a set of grammars; `scanner(grammars)` keeps it."""

    def __init__(self, grammars: Grammars) -> None:
        names, prose = grammars["agencies"], grammars["assignment"]

        def words(list_id: str) -> list[str]:
            return both_tones(prose.words(list_id))

        exact = both_tones((*names.words("heads"), *prose.words("officials")))
        heads = _and_capitals(exact)
        quantifier = alternation(prose.words("quantifiers"))
        nouns = alternation(both_tones((*names.words("collectives"), *prose.words("collective nouns in prose"))))
        self._comma_name = words_re(words("names with a comma"), before=r"(?<!\w)")
        self._official = words_re(words("officials"))
        self._field = words_re(words("fields of work"))
        self._weak = words_re(words("weak nouns"))
        short = "|".join(p.expanded for p in prose.giving("short_head"))
        self._head = compiled(rf"{short}|(?:{alternation(heads)})(?!\w)")
        register = grammars["agency_register"].entries.values()
        known = {n for e in register for n in (e.name, *e.aliases) if " " in n} | set(prose.words("known names"))
        known = set(both_tones(known))
        fields = {" ".join(n.split()[1:]) for n in known if n.split()[0] in ("Bộ", "Sở", "Phòng")}
        self._known = words_re(sorted(known))
        self._known_field = compiled(rf"(?:{alternation(sorted(fields))})(?!\w)")
        self._abstract = words_re(words("abstract nouns"))
        self._ends = NameEnds(grammars, known, compiled(rf"(?:{nouns})(?!\w)", re.IGNORECASE))
        self._person = words_re(both_tones(names.words("persons")))
        self._collective = compiled(rf"(?:{quantifier})\s+(?P<noun>{nouns})(?!\w)", re.IGNORECASE)
        self._noun = self._ends.noun
        verbs = rf"(?:{alternation(words('verbs'))})(?!\w)"
        no_heads = "|".join(p.expanded for p in prose.giving("false_head"))
        self._false = compiled(rf"(?:{alternation(_and_capitals(words('false heads')))})(?!\w)|{no_heads}")
        drafting = "|".join(p.expanded for p in prose.giving("granted_duty"))
        self._drafting = compiled(rf"\s+(?:{drafting})", re.IGNORECASE)
        self._no_name = compiled("|".join(p.expanded for p in prose.giving("no_name")), re.IGNORECASE)
        self._false_noun = words_re(words("false nouns"))
        self._any_verb = compiled(verbs, re.IGNORECASE)
        self._named_verb = words_re(words("verbs inside names"))
        addresses = alternation(both_tones(names.words("addresses")))
        self._address = compiled(rf"(?:các\s+)?(?:{addresses})", re.IGNORECASE)
        inner = words_re(words("tail verbs")).pattern
        # What a word behind a name may be instead of a part of it, in one look.
        self._behind = compiled(
            rf"(?P<belongs>{_BELONGS})|(?P<measure>{_MEASURE})|(?P<granted>{_GRANTED})|(?P<inner>(?i:{inner}))|(?P<verb>{verbs})"
        )
        self._duty = compiled(
            r"(?:có trách nhiệm|chịu trách nhiệm|chủ động|phải|cần|nghiêm túc|khẩn trương"
            r"|căn cứ|định kỳ|phối hợp với)(?!\w)"
        )

    def opens(self, text: str) -> bool:
        """Whether the words begin with an agency, an office or a collective."""
        at = len(text) - len(text.lstrip(" -+–•\t"))
        return self._start(text, at, listed=True) is not None

    def read(self, text: str, at: int = 0, *, listed: bool = False, bare: bool = True) -> Actors | None:
        """The agencies named from `at` on.

        `listed` also takes a lone noun (`đơn vị`) as a beginning; `bare` takes a list of nouns without
        `các` (`Sở, ban, ngành`), which inside a sentence is the rest of another name.
        """
        while at < len(text) and text[at].isspace():
            at += 1
        end = self._start(text, at, listed=listed, bare=bare)
        if end is None:
            return None
        return self._follow(text, at, end)

    def read_partner(self, text: str, at: int) -> Actors | None:
        """Who stands behind `phối hợp với`: here an official may be written small (`giáo viên chủ nhiệm`)."""
        official = self._official.match(text, at)
        return self._follow(text, at, official.end()) if official else self.read(text, at, listed=True)

    def is_field_of_work(self, text: str) -> bool:
        """`Các ngành, lĩnh vực khác` as a heading names fields, not agencies."""
        return self._field.search(text) is not None

    def begins_work(self, text: str, at: int) -> bool:
        """Whether a verb that does work stands here, so that no subject follows."""
        return self._any_verb.match(text, at) is not None

    def begins_duty(self, text: str) -> bool:
        """Whether a line opens with a verb, its first letter large, that no name of an office holds: `Phối hợp …`."""
        if not text[:1].isupper():
            return False
        words = text[0].lower() + text[1:]
        return self._any_verb.match(words) is not None and self._named_verb.match(words) is None

    def holds_verb(self, text: str) -> bool:
        """Whether a verb that does work stands at one of the words."""
        return next(self._verbs(text, 0, len(text)), None) is not None

    def goes_on_as_name(self, text: str) -> bool:
        """`xây dựng nông thôn mới huyện` behind `Văn phòng Điều phối`: a verb that names hold, and no other verb."""
        words = text.lstrip(" ,")
        verbs = list(self._verbs(words, 0, len(words)))
        return verbs[:1] == [0] and all(self._named_verb.match(words, at) for at in verbs)

    def is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether the words are a name of the register, or one closed by its place: no verb behind is a part of it."""
        return self._ends.is_whole(text, start, end)

    def is_verb(self, text: str) -> bool:
        """Whether the words are a verb and nothing more: behind a name, they are the end of that name."""
        return self._any_verb.fullmatch(text) is not None

    def _start(self, text: str, at: int, *, listed: bool, bare: bool = True) -> int | None:
        if self._false.match(text, at) or self._false_noun.match(text, at):
            return None
        for pattern in (self._collective, self._person, self._head):
            if match := pattern.match(text, at):
                if pattern is self._collective:
                    noun = match.start("noun")
                    weak = self._weak.fullmatch(text, noun, match.end())
                    if self._false_noun.match(text, noun) or (weak and not listed):
                        continue
                if pattern is self._person and text[at].islower() and not listed:
                    return (
                        match.end()
                        if text.startswith("người đứng đầu", at) or text.startswith("thủ trưởng", at)
                        else None
                    )
                if pattern is self._head and (known := self._known.match(text, at)):
                    return known.end()
                return match.end()
        if text[at : at + 1].islower() and (known := self._known.match(text, at)):
            return known.end()  # `phòng GD&ĐT các huyện`
        if (listed or (bare and self._bare_list(text, at))) and (match := self._noun.match(text, at)):
            return match.end()
        return None

    def _bare_list(self, text: str, at: int) -> bool:
        """`Sở, ban, ngành có liên quan`, `Doanh nghiệp; Sở …`: a list without `các` that opens a phrase."""
        match = self._noun.match(text, at)
        if match is None:
            return False
        if _QUALIFIER_RE.match(text, match.end()):
            return True
        joint = _JOINT_RE.match(text, match.end())
        return joint is not None and self._noun.match(text, joint.end()) is not None

    def _follow(self, text: str, start: int, at: int) -> Actors:
        """From the end of a name's first noun to where the phrase ends, a word or a mark at a time."""
        words = charge = 0
        while at < len(text):
            gap = _SPACE_RE.match(text, at)
            i = gap.end() if gap else at
            if i >= len(text):
                break
            if text[i] in "(,;/:.":
                step = self._past_mark(text, start, at, i)
            else:
                step = self._past_word(text, start, at, i)
                words += 1
            if isinstance(step, str):
                # `Phó Chủ tịch phụ trách tài chính, …` is what he does, `… phụ trách lĩnh vực chỉ đạo …` which of them
                return Actors(start, charge, "verb") if charge and text[i] in ",;." else Actors(start, at, step)
            if text.startswith("phụ trách ", i) and (
                self._person.match(text, start)
                or _PERSONS_RE.match(text, start)
                or self._ends.is_whole(text, start, at)
            ):
                charge = at
            if words > _MAX_WORDS:
                return Actors(start, at, "other")
            at = step
        return Actors(start, len(text.rstrip()), "end")

    def _past_mark(self, text: str, start: int, at: int, i: int) -> int | str:
        """Where the phrase goes on behind the mark at `i`, or what stops it at `at`."""
        mark = text[i]
        if mark == "(":
            close = text.find(")", i, i + 300)
            return "other" if close < 0 else close + 1
        if mark == ":":
            names = self._distributed(text, start, i)
            return "colon" if names is None else names
        if mark == ".":
            shortened = text[max(0, i - 2) : i] in ("TP", "Tp", "TX", " P", "VP")
            if shortened and (name := _NEXT_SENTENCE_RE.match(text, i)):
                return name.end()
            return "end" if i >= len(text) - 2 else "other"
        if (apposed := _APPOSED_RE.match(text, i)) and self._any_verb.match(text, apposed.end()):
            return "verb"  # `Sở Nội vụ, với vai trò là cơ quan thường trực, theo dõi …`
        after = self._after_separator(text, i)
        return self._stop_at(text, i + 1) if after is None else after

    def _past_word(self, text: str, start: int, at: int, i: int) -> int | str:
        """Where the phrase goes on behind the word at `i`, or what stops it at `at`."""
        word = _WORD_RE.match(text, i)
        if word is None:
            return "other"
        quoted = _QUOTED_RE.match(text, i) if text[i] in _QUOTES else None
        if quoted and self._any_verb.match(text, quoted.end()):
            return "verb"  # `Tổ công nghệ số cộng đồng “đi từng ngõ, gõ từng nhà” hướng dẫn …`: how they do it
        if behind := self._behind.match(text, i):
            if behind.lastgroup == "granted":
                duty = behind["now"] or behind[0].endswith(("giao", "phân công", "nhiệm vụ"))
                if duty and self._ends.is_whole(text, start, at):
                    return "verb"  # `Sở Nội vụ được giao chủ trì …`
                return self._skip_grant(text, behind)
            if behind.lastgroup == "measure":
                return "verb"  # `Các Ủy viên theo địa bàn được phân công kiểm tra …`
            if behind.lastgroup != "verb":
                return behind.end()  # `các đơn vị thuộc, trực thuộc Bộ`
            if not self._ends.is_inside(text, start, i, at):
                return "verb"
        if i > at and (
            (word[0] == "có" and not self._ends.goes_on.match(text, i)) or self._ends.is_complete(text, start, at, i)
        ):
            return "verb"
        if word[0] not in _CONNECTORS:
            return word.end()
        if text[word.end() + 1 : word.end() + 2].islower() and self._abstract.match(text, word.end() + 1):
            return "other"  # `Bộ Y tế và công tác quản lý` is a topic
        nested = self._start(text, word.end() + 1, listed=True) if word.end() < len(text) else None
        return word.end() if nested is None else nested

    def _distributed(self, text: str, start: int, colon: int) -> int | None:
        """`Các Sở: Tài chính, Xây dựng`, `Đ/c: Hà Văn A` name each behind the colon; `Các sở: Chủ trì …` gives work."""
        person = self._person.match(text, start, colon)
        if person and (gap := _SPACE_RE.match(text, person.end())):
            start = gap.end()  # `Bộ trưởng các Bộ: Công an, Quốc phòng`
        end = len(text[:colon].rstrip())
        listed = self._collective.fullmatch(text, start, end) or self._address.fullmatch(text, start, end)
        after = _SPACE_RE.match(text, colon + 1)
        if listed is None or after is None:
            return None
        if known := self._known_field.match(text, after.end()):
            return known.end()
        word = _WORD_RE.match(text, after.end())
        if (
            word is None
            or not word[0][0].isupper()
            or self._any_verb.match(text, word.start())
            or self._false.match(text, word.start())
        ):
            return None
        return word.end()

    def _after_separator(self, text: str, at: int) -> int | None:
        """Where the list goes on behind a comma or semicolon; `None` when it does not."""
        i = at + 1
        while i < len(text) and text[i].isspace():
            i += 1
        if i >= len(text):
            return i
        of = _OF_RE.match(text, i)  # `Kho bạc Nhà nước, thuộc Bộ Tài chính, thanh toán …`
        nested = self._start(text, of.end() if of else i, listed=True)
        if nested is not None:
            return nested
        if field := self._known_field.match(text, i):
            return field.end()
        word = _WORD_RE.match(text, i)
        if word is None:
            return None
        if name := next(
            (m for m in self._comma_name.finditer(text, max(0, at - 40), at + 40) if m.start() < at < m.end()), None
        ):
            return name.end()
        if self._no_name.match(text, i):
            return None
        if verb := self._any_verb.match(text, i):
            # `Phòng Nghiệp vụ, Dự toán, Pháp chế`: behind a comma work begins in small letters and has an object
            office = _OFFICE_RE.search(text, max(0, at - 60), at) if text[at] == "," and text[i].isupper() else None
            listed = office and _LISTED_RE.match(text, verb.end())
            return verb.end() if listed else None
        if several := _SEVERAL_RE.match(text, i):  # `Sở Y tế, các phòng khám …`: some nouns stand in no list
            noun = _WORD_RE.match(text, several.end())
            known = noun is None or self._any_verb.match(text, noun.start()) or self._false_noun.match(text, i)
            return None if known or self._abstract.match(text, several.end()) else noun and noun.end()
        return word.end() if word[0][0].isupper() else None

    def _stop_at(self, text: str, at: int) -> str:
        while at < len(text) and text[at].isspace():
            at += 1
        return "verb" if self._any_verb.match(text, at) else "comma"

    def _skip_grant(self, text: str, granted: re.Match[str]) -> int:
        """`được giao chủ trì thực hiện những nội dung … có trách nhiệm`: the duty ends the name."""
        if "giao" not in granted[0] and "phân công" not in granted[0]:
            return granted.end()
        stop = _CLAUSE_END_RE.search(text, granted.end(), granted.end() + _MAX_GRANT)
        end = stop.start() if stop else min(len(text), granted.end() + _MAX_GRANT)
        if duty := self._duty.search(text, granted.end(), end):
            return len(text[: duty.start()].rstrip(" ,"))
        if drafting := self._drafting.match(text, granted.end()):
            return drafting.end()
        role = _GIVEN_ROLE_RE.match(text, granted.end())  # `Các cơ quan được giao chủ trì | gửi báo cáo`
        if role is None:
            return granted.end()
        verb = next(self._verbs(text, role.end(), end), None)  # `… phụ trách tiêu chí, … tại Mục III | xây dựng`
        return role.end() if verb is None else len(text[:verb].rstrip())

    def _verbs(self, text: str, start: int, end: int) -> Iterator[int]:
        """The words at which a verb stands that is no part of a name."""
        for word in _WORD_RE.finditer(text, start, end):
            at = word.start()
            if self._any_verb.match(text, at) is not None and not self._ends.is_inside(text, 0, at, at - 1):
                yield at


def _and_capitals(words: Iterable[str]) -> list[str]:
    """The words, and the same in capitals, as a heading writes them."""
    return sorted({form for word in words for form in (word, word.upper())})


def actor_scanner(grammars: Grammars) -> ActorScanner:
    """The scanner of these grammars, made once."""
    if "actors" not in grammars.cache:
        grammars.cache["actors"] = ActorScanner(grammars)
    scanner: ActorScanner = grammars.cache["actors"]
    return scanner
