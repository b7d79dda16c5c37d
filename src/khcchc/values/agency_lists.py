"""Pieces to names: which piece begins an agency, which goes on with the one before, which shares its head.

`UBND phường A, B` repeats the head for each place, `các Sở: Nội vụ, Tài chính` for each field, and
`UBND cấp huyện, cấp xã` for each level; `các sở, ban, ngành` is one group; `Thể thao và Du lịch` goes on with
the name before it; behind a verb everything is said of the agency (note).
"""

from __future__ import annotations

from collections.abc import Iterable

from khcchc.values.agency_draft import BETWEEN_RE, Draft, begin, cut_tail, extend, names_person
from khcchc.values.agency_pieces import HARD, Piece, Reading
from khcchc.values.agency_vocabulary import Family, Opening

_ONE_STATE: frozenset[Family] = frozenset({"state"})


def drafts(reading: Reading, pieces: Iterable[Piece]) -> list[Draft]:
    """The agencies of the text, in order; together they hold every piece."""
    out: list[Draft] = []
    for piece in pieces:
        current = out[-1] if out else None
        new = begin(reading, piece) if current is None else _next(reading, current, piece)
        if new is not None:
            out.append(new)
    return out


def _next(reading: Reading, current: Draft, piece: Piece) -> Draft | None:
    """A new agency, or None when the piece went to the current one."""
    if current.tail is not None:
        if _after_tail(reading, current, piece):
            return begin(reading, piece)
        current.end = piece.end
        return None
    if names_person(reading, piece):
        return begin(reading, piece)
    new = _same_head(reading, current, piece)
    if new is not None:
        return new
    if _goes_on(reading, current, piece):
        extend(reading, current, piece)
        return None
    return begin(reading, piece)


def _after_tail(reading: Reading, current: Draft, piece: Piece) -> bool:
    """Behind a clause a new agency needs a hard stop, or a clause that only says `chủ trì`."""
    if piece.opening is None or piece.opening.sort in ("det", "level") or piece.separator == "with":
        return False  # `chủ trì, phối hợp với Sở Y`: the partner is said of the one who leads
    if piece.separator in HARD:
        return piece.opening.sort == "head" or piece.opening.sort == "group" or piece.separator != "."
    start, end = reading.trimmed(current.tail if current.tail is not None else current.end, current.end)
    only_role = reading.words.role_re.fullmatch(reading.text, start, end) is not None
    return only_role and piece.opening.sort in ("head", "group")


def _same_head(reading: Reading, current: Draft, piece: Piece) -> Draft | None:
    """The piece as an agency that shares the head of the one before, if it does."""
    if piece.separator in (".", "line"):
        return None
    return _next_field(reading, current, piece) or _next_place(reading, current, piece)


def _next_field(reading: Reading, current: Draft, piece: Piece) -> Draft | None:
    if current.fields is None:
        return None
    word = current.fields.rpartition(" ")[2].lower()
    match = reading.words.field_res[word].match(reading.text, piece.start, piece.end)
    rest = reading.text[match.end() : piece.end].strip() if match else ""
    if match is None:
        listed = current.name_from is not None or bool(current.shared)
        if not (listed and piece.opening is None and piece.separator != "and" and reading.text[piece.start].isupper()):
            return None
    elif rest and (piece.opening is not None or not (rest[0].islower() or reading.words.place_re.match(rest))):
        return None
    draft = Draft(piece.start, piece.end, None, current.fields, fields=current.fields)
    cut_tail(reading, draft, piece, first=False)
    return draft


def _next_place(reading: Reading, current: Draft, piece: Piece) -> Draft | None:
    head, opening, text = current.places, piece.opening, reading.text
    if head is None:
        return None
    if opening is None:
        if not (current.named and text[piece.start].isupper() and _looks_like_place(reading, piece)):
            return None
        draft = begin(reading, piece, f"{head} {current.place}".strip())
        draft.places, draft.place, draft.named = head, current.place, True
        return draft
    if opening.sort == "level":
        return begin(reading, piece, head) if head else None
    if opening.sort != "place":
        return None
    name = BETWEEN_RE.match(text, opening.end, piece.end)
    named = name is not None and name.end() < piece.end and text[name.end()].isupper()
    grouped = piece.start < opening.end - len(opening.word)  # `các huyện đồng bằng`
    if named or (grouped and piece.separator not in HARD and head) or (current.named and head):
        return begin(reading, piece, head)
    if current.place.lower().startswith("cấp") and not grouped:
        draft = begin(reading, piece, f"{head} cấp")
        draft.places, draft.many = head, True
        return draft
    return None


def _looks_like_place(reading: Reading, piece: Piece) -> bool:
    end = verb.start() if (verb := reading.words.verb(reading.text, piece.start, piece.end)) else piece.end
    return len(reading.text[piece.start : min(end, piece.start + 60)].split()) <= 5


def _goes_on(reading: Reading, current: Draft, piece: Piece) -> bool:
    """Whether the piece belongs to the agency before it."""
    opening = piece.opening
    if opening is None:
        verb = reading.words.verb_re.match(reading.text, piece.start, piece.end)
        return piece.separator in ("", ",", "and", ".") or (verb is not None and reading.text[piece.start].islower())
    if piece.separator in HARD:
        return False
    if opening.person:
        return current.person and piece.separator == ","  # `Đồng chí Hà Văn A, Chủ tịch UBND xã`
    if opening.sort not in ("noun", "place"):
        return False
    return _grows(reading, current, piece, opening)


def _grows(reading: Reading, current: Draft, piece: Piece, opening: Opening) -> bool:
    """Whether a group takes one more noun: `các sở, ban` + `ngành`; not `doanh nghiệp` + `sở`."""
    before = current.opening
    if opening.end - len(opening.word) > piece.start + 1:  # `các` stands before the noun: a group of its own
        return False
    if opening.sort == "place" and (current.places is not None or current.many):
        return not current.named
    if before is None or before.sort == "head" or before.sort == "level" or current.closed:
        return False
    if reading.words.alone_re.match(reading.text, piece.start, piece.end):
        return False
    first, more = before.families, opening.families
    if before.sort in ("group", "det"):  # `các` holds for the whole list: `các cơ quan, tổ chức, doanh nghiệp`
        if more == _ONE_STATE:
            return bool(first & {"state", "any", "place"})
        small = reading.text[piece.start].islower() or piece.end == opening.end  # `Các Cục, Vụ, Viện`
        return small or more == first or ("state" in first and "any" in more)
    return more == first or bool(first & {"state", "any"} and more & {"state", "any"})
