"""Where the name of an agency ends: is it whole before the next word, or is that word a part of it?"""

from __future__ import annotations

import re
from collections.abc import Collection

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.tones import both_tones
from khcchc.word_trees import words_re

_WORD_RE = compiled(r"[^\s,;:.()]+")
_MAX_NAME = 9
"""Words of the longest known name."""
_OWN_NAMES = (
    "công ty",
    "tổng công ty",
    "tập đoàn",
    "đài",
    "trường",
    "học viện",
    "nhà máy",
    "bệnh viện",
    "cảng vụ",
    "vườn",
)
"""Heads of names that end in a proper name of two words: `Công ty Điện lực Lâm Đồng`."""
_PLACE_RE = compiled(
    r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|đặc khu|phường|xã)((?:\s+\w+){1,4})$", re.IGNORECASE
)
_PROPER_RE = compiled(r"(?:Biên|Quốc|Dân)\s$")
_SHORTENED_RE = compiled(r"(?<!\w)(?:P|VP|TT)\.\s?[A-ZĐ][A-ZĐ&-]+$")
"""`P.VH-XH`, which has no more words."""
_HELD_TOGETHER = frozenset(
    both_tones(
        (
            "xã hội",
            "xã viên",
            "tỉnh ủy",
            "tỉnh đoàn",
            "huyện ủy",
            "huyện đoàn",
            "huyện đảo",
            "xã đảo",
            "quận ủy",
            "xã đoàn",
            "phường đội",
            "xã đội",
            "ủy viên",
        )
    )
)
"""A word of place and the one that makes another word of it."""
_SEVERAL = frozenset({"các", "những", "một"})


class NameEnds:
    """Built once for a set of grammars. `known`: names of agencies; `noun`: what a group of agencies is called."""

    def __init__(self, grammars: Grammars, known: Collection[str], noun: re.Pattern[str]) -> None:
        prose = grammars["assignment"]
        self.noun = noun
        two_part = [v for v in prose.words("verbs") if " " in v]  # `đào tạo` holds the verb `tạo`, and is another
        self._closers = frozenset(n.lower() for n in known) | frozenset(
            both_tones(prose.words("words that close a name"))
        )
        self.goes_on = words_re(both_tones(prose.words("words behind a name")))
        self._looks_like_verb = words_re(both_tones(prose.words("no verbs")))
        self._compound = words_re(both_tones([*prose.words("compounds"), *two_part]))

    def is_complete(self, text: str, start: int, end: int, following: int) -> bool:
        """Whether the name is whole before a word in small letters that no name holds: `Sở Y tế ứng trực …`.

        No list holds every verb. A name of the register, or one closed by its place, ends before any word that is
        neither a connector nor a noun of levels.
        """
        if not text[following].islower() or self.goes_on.match(text, following):
            return False
        if text.startswith("có ", following):
            return True  # `Mỗi hộ dân có hố ủ phân` says what it has
        if self._looks_like_verb.match(text, following) or self.noun.match(text, following):
            return False
        word = _WORD_RE.match(text, following)
        last = text[start:end].rpartition(" ")[2].lower()
        if word is None or f"{last} {word[0]}" in _HELD_TOGETHER:
            return False
        return self.is_whole(text, start, end)

    def is_whole(self, text: str, start: int, end: int) -> bool:
        """A name of the register, or one closed by its place or a bracket."""
        if text[end - 1] == ")" or _SHORTENED_RE.search(text, start, end):
            return True
        own = text[start:end].rpartition(", ")[2].split()[-9:]
        proper = len(own) > 3 and all(w[0].isupper() and not w.isupper() for w in own[-2:])
        if proper and " ".join(own).lower().startswith(_OWN_NAMES):
            return True
        words = text[max(start, end - 90) : end].lower().split()
        if _SEVERAL & set(words[-4:-1]):
            return False  # `các huyện đồng bằng`: more words tell which of them
        if any(" ".join(words[-n:]) in self._closers for n in range(1, min(_MAX_NAME, len(words)) + 1)):
            return True
        place = _PLACE_RE.search(text, max(start, end - 60), end) if own and own[-1][0].isupper() else None
        return place is not None and all(w[0].isupper() for w in place[1].split())  # `UBND huyện Lâm Khê`

    def is_inside(self, text: str, start: int, at: int, before: int) -> bool:
        """Whether a verb's syllables are part of a name here: `Đào tạo`, `công lập`, `các tổ chức`."""
        if self.noun.match(text, at) and text[:before].rstrip().endswith((",", "và", "các", "hoặc", "/", "những")):
            return True
        if self._looks_like_verb.match(text, at):
            return True
        word = max(text.rfind(" ", 0, before) + 1, start)  # a bracket may stand before the first word
        if not text[before:at].isspace():
            return False
        if text[word].islower() and _PROPER_RE.search(text, max(start, word - 12), word):
            return False  # `Biên phòng kiểm tra`: the syllable is the end of a proper name, no `phòng kiểm tra`
        return self._compound.match(text, word) is not None
