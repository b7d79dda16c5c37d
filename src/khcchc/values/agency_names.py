"""What the name of an agency tells: its kind, its level, the key that all its spellings share, its successor.

The plan's own place counts: in a plan of UBND thành phố Quảng Ngãi `Thanh tra` is `Thanh tra thành phố`, and
`Công an tỉnh` is somebody else. Nothing is told that the name, the register and the issuer do not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from khcchc.grammar import Grammars
from khcchc.grammar_rows import Entry
from khcchc.kept import compiled
from khcchc.kept import tables as kept_tables
from khcchc.tones import early_tone
from khcchc.values.agency_vocabulary import Vocabulary, toned_re, vocabulary
from khcchc.word_trees import alternation

Level = Literal["trung_uong", "tinh", "huyen", "xa"]
TWO_TIERS = date(2025, 7, 1)
"""From this day there is no district (NQ 203/2025/QH15): a `thành phố` is a province."""
_LEVELS: dict[str, Level] = {
    "tỉnh": "tinh", "huyện": "huyen", "quận": "huyen", "thị xã": "huyen", "thị": "huyen",
    "xã": "xa", "phường": "xa", "thị trấn": "xa", "đặc khu": "xa",
}  # fmt: skip
_WORDS: dict[str, Level] = {"trung_uong": "trung_uong", "tinh": "tinh", "huyen": "huyen", "xa": "xa"}
_PLACE = r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|đặc khu|(?<!tác )(?<!tấn )xã(?! hội)|phường)"
_PLACE_RE = compiled(rf"(?<!\w){_PLACE}(?!\w)")
_LOCALITY_RE = compiled(rf"(?<!cấp) (?:(?:của|thuộc) )?(?P<type>{_PLACE})$")
_GROUP_PLACES_RE = compiled(
    rf" (?:\d+ )?(?:(?:các|cấp) )?(?P<places>{_PLACE}(?: {_PLACE})*)(?: trực thuộc trung ương)?$"
)
_LAST_PLACE_RE = compiled(rf"{_PLACE}$", re.IGNORECASE)
_NOT_A_MINISTRY_RE = compiled(r"địa phương|ủy ban nhân dân|chỉ huy|tư lệnh|bộ phận|bộ đội")
_CENTRAL_RE = compiled(r"trung ương|chính phủ|quốc hội|^tổng cục")
_SEAT_RE = compiled(rf"(?<!\w)(?P<type>{_PLACE}) (?P<name>.+)$")
_MARKS_RE = compiled(r"[,;:.&/()\"“”'‘’+*_]|\s[-–—]\s|[-–—]")
_LEADING_RE = compiled(r"^(?:(?:các|những|mỗi|từng|mọi|toàn thể|tất cả|toàn bộ) )+")
_SPACES_RE = compiled(r"\s+")
_JOINTS_RE = compiled(r"(?<!\w)(?:và|có(?= liên quan))(?!\w)")
_SO_RE, _BO_RE = compiled(r"sở(?!\w)"), compiled(r"bộ(?!\w)")
_OFFICE = "văn phòng hội đồng nhân dân ủy ban nhân dân"
_SPELT = "names in one spelling, layout 1\n"
_REMEMBERED = 8192  # spellings of names
_SHARING = ("phòng ", _OFFICE)
_FIELD_KINDS = frozenset({"so", "phong"})


class Facts(NamedTuple):
    kind: str | None
    level: Level | None
    key: str
    successor: str | None


class Spelling:
    """One way to write a name, whatever the plan writes: small letters, abbreviations in full, no marks."""

    def __init__(self, grammars: Grammars) -> None:
        entries = [e for e in grammars["agencies"].entries.values() if e.kind == "abbreviation"]
        self._full = {early_tone(alias).lower(): e.name for e in entries for alias in e.aliases}
        joined = alternation(list(self._full)).replace(r"\s+", " ")
        self._short_re = compiled(rf"(?<![\w&])(?:{joined})(?![\w])")
        self._glued_re = compiled(r"(?<=[a-zđ])(?=&)|(?<=&)(?=[a-zđ])")

        self._known: dict[str, str] = {}

    def plain(self, name: str) -> str:
        """The name so written; remembered, as a plan names the same few agencies over and over."""
        if (known := self._known.get(name)) is not None:
            return known
        plain = self._spell(name)
        if len(self._known) < _REMEMBERED:
            self._known[name] = plain
        return plain

    def plain_of(self, names: list[str]) -> list[str]:
        """The names so written; kept, as every process asks for those of the register."""
        told = repr((names, self._full))
        spelt: list[str] = kept_tables(_SPELT + told, lambda: [self._spell(name) for name in names])
        return spelt

    def _spell(self, name: str) -> str:
        text = _SPACES_RE.sub(" ", early_tone(name).lower().replace("–", "-").replace("—", "-")).strip()
        text = self._short_re.sub(lambda m: self._full[m[0]], text)
        text = self._short_re.sub(lambda m: self._full[m[0]], self._glued_re.sub(" ", text))
        text = _JOINTS_RE.sub(" ", _MARKS_RE.sub(" ", text))
        return _SPACES_RE.sub(" ", text).strip()


class Register:
    """The dated register by the plain spelling of names and aliases."""

    def __init__(self, grammars: Grammars, spelling: Spelling) -> None:
        named = [(n, e) for e in grammars["agency_register"].entries.values() for n in (e.name, *e.aliases)]
        self._entries: dict[str, Entry] = {}
        for plain, (_, entry) in zip(spelling.plain_of([name for name, _ in named]), named, strict=True):
            self._entries.setdefault(plain, entry)
        self._spelling = spelling

    def find(self, plain: str) -> Entry | None:
        return self._entries.get(plain)

    def main(self, plain: str) -> str:
        """The spelling of the register's own name for it: `phòng tài chính kế hoạch` for `phòng tckh`."""
        entry = self._entries.get(plain)
        return plain if entry is None else self._spelling.plain(entry.name)


class Naming:
    """The answers for one plan: `issuer` and `issued_on` fill what a name leaves out."""

    def __init__(self, grammars: Grammars, issuer: str | None, issued_on: date | None) -> None:
        self._words: Vocabulary = vocabulary(grammars)
        self._spelling, self._register, self._cities, self._own_place_re = _shared(grammars)
        self._issued_on = issued_on
        self._facts: dict[tuple[str, bool], Facts] = {}
        seat = _SEAT_RE.search(self._spelling.plain(issuer[:200])) if issuer else None
        self._seat_type = seat["type"] if seat else None
        self._seat_name = seat["name"] if seat else None

    def facts(self, name: str, *, collective: bool) -> Facts:
        """What the name tells; remembered, as one agency leads many tasks, alone and among others."""
        known = self._facts.get((name, collective))
        if known is None:
            known = self._find_facts(name, collective)
            if len(self._facts) < _REMEMBERED:
                self._facts[name, collective] = known
        return known

    def _find_facts(self, name: str, collective: bool) -> Facts:
        full = self._without_person(self._spelling.plain(name))
        short = self._without_locality(full, self._kind(full, collective), collective)
        entry = self._register.find(short) or self._register.find(full)
        kind = self._kind(full, collective) if entry is None else entry.kind
        level = self._level(full, kind, entry, collective)
        return Facts(kind, level, self._register.main(short), self._successor(entry))

    def with_shared_locality(self, names: Iterable[str], collective: Iterable[bool]) -> list[str]:
        """`Văn phòng HĐND và UBND, Phòng Tư pháp huyện`: the last locality holds for both."""
        out, locality = [], ""
        for name, group in reversed(list(zip(names, collective, strict=True))):
            plain = self._spelling.plain(name)
            found = _LOCALITY_RE.search(plain)
            if group or not plain.startswith(_SHARING):
                locality = ""
            elif found:
                written = _LAST_PLACE_RE.search(name)
                locality = written[0] if written else name.split()[-1]  # `TP`
            elif locality and (self._register.find(plain) or plain == _OFFICE):
                name = f"{name} {locality}"
            out.append(name)
        return out[::-1]

    def _without_person(self, plain: str) -> str:
        """`chánh văn phòng X` → `văn phòng X`, `giám đốc sở` → `sở`."""
        plain = _LEADING_RE.sub("", plain)
        person = self._words.person_re.match(plain)
        if person is None or person.end() == len(plain):
            return plain
        rest = plain[person.end() :].strip()
        for office in ("văn phòng", "thanh tra", "công an", "phòng", "ban"):
            if person[0].endswith(office):
                return rest if rest.startswith(office) else f"{office} {rest}"
        return rest

    def _kind(self, plain: str, collective: bool) -> str | None:
        bare = _LEADING_RE.sub("", plain)
        match = self._words.kind_re.match(bare)
        if match is None or self._words.not_head_re.match(bare):
            return None
        behind = bare[match.end() :].strip()
        kind = self._words.kinds.get(match[0])
        if kind == "bo" and bare.startswith("bộ phận"):
            return None
        if collective and kind not in self._words.whole_heads and self._words.noun_re.match(behind):
            return None if not _PLACE_RE.match(behind) else kind
        return kind

    def _without_locality(self, plain: str, kind: str | None, collective: bool) -> str:
        text = _LEADING_RE.sub("", plain)
        places = _GROUP_PLACES_RE.search(text)
        if collective and places and self._own_place_re.match(text):
            level = _level_of_group(places["places"])
            return text if level is None else f"{text[: places.start()]} cấp {level}"
        if self._seat_name and text.endswith(f" {self._seat_name}"):
            text = text[: -len(self._seat_name) - 1]
        found = _LOCALITY_RE.search(text)
        if found and (found["type"] == self._seat_type or kind in _FIELD_KINDS):
            text = text[: found.start()]
        return text

    def _level(self, plain: str, kind: str | None, entry: Entry | None, collective: bool) -> Level | None:
        if kind == "phong" and (entry is None or self._issued_on is not None):
            return self._level_of_place(plain) or self._level_of_office(entry)
        if entry is not None and entry.level:
            return _WORDS.get(entry.level)
        text = _LEADING_RE.sub("", plain)
        if collective and (group := _GROUP_PLACES_RE.search(text)):
            word = _level_of_group(group["places"])
            if word is not None or " " in group["places"].replace("thành phố", ""):
                return _LEVELS.get(word) if word else None
        if kind == "so" or _SO_RE.match(text):
            return "tinh"
        if kind == "bo" or (_BO_RE.match(text) and not _NOT_A_MINISTRY_RE.search(text)):
            return "trung_uong"
        return self._level_of_place(text)

    def _level_of_office(self, entry: Entry | None) -> Level | None:
        """A phòng that existed on the day of the plan: of a district before 01/7/2025, of a commune since."""
        if entry is None or self._issued_on is None:
            return None
        day = self._issued_on.isoformat()
        if day < entry.valid_from or (entry.valid_to and day > entry.valid_to):
            return None
        return "huyen" if self._issued_on < TWO_TIERS else "xa"

    def _level_of_place(self, text: str) -> Level | None:
        """The level that the last kind of place in the name tells."""
        places = list(_PLACE_RE.finditer(text))
        if not places:
            return "trung_uong" if _CENTRAL_RE.search(text) else "tinh" if text.endswith("tỉnh ủy") else None
        last = places[-1]
        if last[0] != "thành phố":
            return _LEVELS[last[0]]
        name = text[last.end() :].strip() or (self._seat_name if self._seat_type == "thành phố" else None)
        if (name and name in self._cities) or (self._issued_on is not None and self._issued_on >= TWO_TIERS):
            return "tinh"
        return "huyen" if name else None

    def _successor(self, entry: Entry | None) -> str | None:
        if entry is None or not entry.successor or self._issued_on is None:
            return None
        return entry.successor if self._issued_on.isoformat() <= entry.valid_to else None


def _level_of_group(places: str) -> str | None:
    """`xã phường` → xã; `huyện thị xã thành phố` → huyện; `tỉnh thành phố` → tỉnh; None for a mixture."""
    found = {_LEVELS[p] for p in _PLACE_RE.findall(places) if p != "thành phố"}
    if len(found) != 1:
        return None
    return {"tinh": "tỉnh", "huyen": "huyện", "xa": "xã", "trung_uong": None}[found.pop()]


def _shared(grammars: Grammars) -> tuple[Spelling, Register, frozenset[str], re.Pattern[str]]:
    """What does not depend on the plan, built once for these grammars."""
    found = grammars.cache.get("agencies.naming")
    if found is None:
        spelling, grammar = Spelling(grammars), grammars["agencies"]
        cities = frozenset(spelling.plain(city) for city in grammar.words("cities"))
        own_places = toned_re(spelling.plain(head) for head in grammar.words("own_places"))
        found = (spelling, Register(grammars, spelling), cities, own_places)
        grammars.cache["agencies.naming"] = found
    spelling, register, cities, own_places = found
    return spelling, register, cities, own_places


def naming(grammars: Grammars, issuer: str | None, issued_on: date | None) -> Naming:
    """What names tell in a plan of this issuer and day; that of the last plan is at hand."""
    last: tuple[tuple[str | None, date | None], Naming] | None = grammars.cache.get("agencies.last_naming")
    if last is None or last[0] != (issuer, issued_on):
        last = (issuer, issued_on), Naming(grammars, issuer, issued_on)
        grammars.cache["agencies.last_naming"] = last
    return last[1]
