"""One agency while it is read: its words, and the head that other places or fields may share with it.

`UBND | các huyện | Điện Bàn` remembers `UBND` for the places that follow, `các Sở: | Nội vụ` remembers `Sở` for the
fields. The name ends at the first verb; the clause behind it is said of the agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khcchc.kept import compiled
from khcchc.values.agency_pieces import Piece, Reading
from khcchc.values.agency_vocabulary import Family, Opening

_GROUP_WORD_RE = compiled(r"\s*(?:các|những)\s*$", re.IGNORECASE)
_GROUP_END_RE = compiled(r"(?<!\w)các\s+(?:tỉnh|huyện|quận|thị xã|xã|phường)$", re.IGNORECASE)
BETWEEN_RE = compiled(r"\s*:?\s*")


@dataclass(slots=True, eq=False)
class Draft:
    """One agency while its words are collected: places in the text of the reading."""

    start: int
    end: int
    opening: Opening | None
    shared: str = ""
    """Words of the agency before that go in front of this one: `UBND phường`."""
    tail: int | None = None
    """Where a verb ends the name."""
    families: frozenset[Family] = frozenset()
    closed: bool = False
    """A group that `có liên quan` ended: the next noun begins another."""
    places: str | None = None
    """The head to repeat before another place: `UBND`."""
    place: str = ""
    """The kind of place: `phường`, `cấp huyện`."""
    named: bool = False
    """The place has a name: `phường Chánh Lộ`."""
    many: bool = False
    """The place stands for a group: `các xã`, `xã, phường`, `cấp xã`."""
    fields: str | None = None
    """The head to repeat before another field: `Sở`, `Giám đốc Sở`."""
    cut: list[tuple[int, int]] = field(default_factory=list)
    """What leaves the name once its head is shared: `các`, or all in front of the first field."""
    person: bool = False
    """One person by name, whose office may stand behind a comma."""
    name_from: int | None = None
    """Where the name begins when `fields` is put before it."""


def begin(reading: Reading, piece: Piece, shared: str = "") -> Draft:
    draft = Draft(piece.start, piece.end, piece.opening, shared)
    opening = piece.opening
    draft.person = names_person(reading, piece)
    if opening is not None:
        draft.families = opening.families
        _note_places(reading, draft, piece)
        _note_fields(reading, draft, opening, piece)
    cut_tail(reading, draft, piece, first=True)
    _close(reading, draft, piece)
    return draft


def names_person(reading: Reading, piece: Piece) -> bool:
    """`Đồng chí Hà Văn A`: one person by name, not by an office (`Đồng chí Chủ tịch UBND xã`)."""
    address = reading.words.address_re.match(reading.text, piece.start, piece.end)
    if address is None:
        return False
    name, _ = reading.trimmed(address.end(), piece.end)
    office = reading.words.person_re.match(reading.text, name, piece.end)
    return office is None and reading.text[name : name + 1].isupper()


def extend(reading: Reading, draft: Draft, piece: Piece) -> None:
    draft.end = piece.end
    draft.person = False
    if piece.opening is not None:
        draft.families |= piece.opening.families
        draft.many |= piece.opening.sort == "place"
        if draft.fields is None and draft.opening is not None and draft.opening.word in reading.words.field_res:
            _note_fields(reading, draft, piece.opening, piece, head=draft.opening)
    cut_tail(reading, draft, piece, first=False)
    _close(reading, draft, piece)


def cut_tail(reading: Reading, draft: Draft, piece: Piece, *, first: bool) -> None:
    """Find the verb that ends the name. `Tổ kiểm tra`, `Đơn vị thực hiện` are names themselves."""
    opening, words = piece.opening, reading.words
    alone = not first or opening is None or opening.person or opening.sort == "group"
    alone = alone or words.kinds.get(opening.word if opening else "") in words.whole_heads
    at = piece.start if opening is None else opening.end
    while verb := words.verb(reading.text, at, piece.end):
        at = verb.end()
        front = piece.start if opening is None else opening.end
        part_of_name = not reading.text[front : verb.start()].strip() and (not alone or (first and opening is None))
        if not part_of_name and not reading.protected(verb.start()):
            draft.tail = verb.start()
            return


def _close(reading: Reading, draft: Draft, piece: Piece) -> None:
    end = piece.end if draft.tail is None else draft.tail
    place = piece.opening is not None and piece.opening.sort == "place"
    at = (
        piece.opening.end if piece.opening is not None and place else piece.start
    )  # in `các huyện` it is the noun itself
    draft.closed = any(p.search(reading.text, max(at, end - 40), end) for p in reading.words.closing)


def _note_places(reading: Reading, draft: Draft, piece: Piece) -> None:
    """Remember the head in front of a kind of place: `UBND | các huyện | Điện Bàn`."""
    text, words, opening = reading.text, reading.words, piece.opening
    assert opening is not None
    own = words.own_place_re.match(text, _own_start(reading, piece), piece.end)
    if own is None and opening.sort != "place":
        draft.many = _GROUP_END_RE.search(text, max(piece.start, piece.end - 20), piece.end) is not None
        return
    at = own.end() if own is not None else piece.start
    level = words.level_re.search(text, at, piece.end)
    place = level or _word_search(words.place_re, text, at, piece.end)
    if place is None:
        return
    group = _GROUP_WORD_RE.search(text, at, place.start())
    name = BETWEEN_RE.match(text, place.end(), piece.end)
    stop = name.end() if name is not None else place.end()
    draft.places = draft.shared or reading.plain(piece.start, group.start() if group else place.start())
    draft.place = reading.plain(*place.span())
    draft.named = stop < piece.end and text[stop].isupper()
    another = words.place_re.match(text, stop, piece.end)  # `UBND các phường xã`
    draft.many = not draft.named and any(m is not None for m in (group, level, another))
    if group is not None and draft.named:
        draft.cut = [(group.start(), place.start()), (place.end(), stop)]


def _own_start(reading: Reading, piece: Piece) -> int:
    person = reading.words.person_re.match(reading.text, piece.start, piece.end)
    return reading.trimmed(person.end(), piece.end)[0] if person else piece.start


def _word_search(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    for match in pattern.finditer(text, start, end):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            return match
    return None


def _note_fields(reading: Reading, draft: Draft, opening: Opening, piece: Piece, head: Opening | None = None) -> None:
    """Remember the head in front of a field: `các Sở: | Nội vụ` gives `Sở`."""
    source = head or opening
    fields = reading.words.field_res.get(source.word)
    if fields is None or source.sort not in ("head", "group", "noun"):
        return
    at = BETWEEN_RE.match(reading.text, opening.end, piece.end)
    start = at.end() if at is not None else opening.end
    if fields.match(reading.text, start, piece.end) is None:
        return
    word_start = source.end - len(source.word)
    front = _GROUP_WORD_RE.sub("", reading.text[draft.start : word_start]).strip()
    noun = reading.text[word_start : source.end]
    draft.fields = " ".join(w for w in (front, noun[0].upper() + noun[1:]) if w)
    if source.sort != "head":
        draft.name_from = start
