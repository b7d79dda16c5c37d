"""Agency fields (cơ quan chủ trì, phối hợp) to agencies, without losing a word.

Guarantees of `split_agencies`:
 1. Never raises on content, and takes time in proportion to the text.
 2. Every word of the text is in the `text` or the `note` of an agency, unless it is a separator (`và`), a bullet,
    a number of a list, or the whole text says that there is nobody (`Không`).
 3. `text` is a slice of the input; `name` adds nothing but a head or a locality written beside it.
 4. Old names stay: `successor` stands beside them, only for a plan issued before the change.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.model import Agency
from khcchc.tones import early_tone
from khcchc.values.agency_draft import Draft
from khcchc.values.agency_lists import drafts
from khcchc.values.agency_names import Naming, naming
from khcchc.values.agency_pieces import Reading, pieces
from khcchc.values.agency_vocabulary import Vocabulary, vocabulary

_LETTER_RE = compiled(r"\w")
_GROUP_INSIDE_RE = compiled(r"(?<!\w)(?:các|những)\s+$", re.IGNORECASE)


class AgencyContext(NamedTuple):
    """What the plan says of itself: who issued it, and when."""

    issuer: str | None = None
    issued_on: date | None = None


def split_agencies(text: str, context: AgencyContext, grammars: Grammars) -> tuple[Agency, ...]:
    """The agencies that the words of a field name, in their order."""
    words = vocabulary(grammars)
    if early_tone(text).strip(" \n\t.-–/").lower() in words.nothing or _LETTER_RE.search(text) is None:
        return ()
    reading = Reading(text, words)
    found = drafts(reading, pieces(reading))
    if not found:  # all of it stands in parentheses
        reading = Reading(text, words, keep_parentheses=True)
        found = drafts(reading, pieces(reading))
    named = naming(grammars, context.issuer, context.issued_on)
    alone = [_name(reading, found, k) for k in range(len(found))]
    names = named.with_shared_locality(alone, [_collective(reading, draft) for draft in found])
    return tuple(_agency(reading, found, k, name, named) for k, name in enumerate(names))


def _agency(reading: Reading, found: list[Draft], k: int, name: str, named: Naming) -> Agency:
    draft = found[k]
    start, end = _extent(reading, draft)
    collective = _collective(reading, draft)
    facts = named.facts(name, collective=collective)
    return Agency(
        text=reading.slice(start, end),
        name=name,
        collective=collective,
        note=_note(reading, found, k),
        kind=facts.kind,
        level=facts.level,
        key=facts.key,
        successor=facts.successor,
    )


def _extent(reading: Reading, draft: Draft) -> tuple[int, int]:
    """Where the words of the name stand, without the clause behind it."""
    start, end = reading.trimmed(draft.start, draft.end if draft.tail is None else draft.tail)
    return (start, end) if start < end else (draft.start, draft.end)


def _name(reading: Reading, found: list[Draft], k: int) -> str:
    """The full name: `các` gone where a list repeats the head, the shared head put in front."""
    draft = found[k]
    start, end = _extent(reading, draft)
    follower = found[k + 1] if k + 1 < len(found) else None
    repeats = follower is not None and follower.shared != ""
    if repeats and draft.name_from is not None and draft.fields is not None:
        return f"{draft.fields} {reading.plain(draft.name_from, end)}"
    own, at = [], start
    for cut_from, cut_to in draft.cut if repeats or draft.shared else ():
        if at <= cut_from and cut_to <= end:
            own.append(reading.plain(at, cut_from))
            at = cut_to
    own.append(reading.plain(at, end))
    return " ".join(part for part in (draft.shared, *own) if part)


def _note(reading: Reading, found: list[Draft], k: int) -> str | None:
    """The parentheses of the name and the clause behind it."""
    draft = found[k]
    limit = found[k + 1].start if k + 1 < len(found) else len(reading.text)
    start = draft.start if k else 0
    name_end = draft.tail if draft.tail is not None else limit
    parts = [reading.slice(a + 1, b - 1) for a, b in reading.notes if start <= a < name_end]
    if draft.tail is not None:
        inside = [b for a, b in reading.notes if draft.tail <= a < limit]
        parts.append(reading.slice(draft.tail, max([draft.end, *inside])))
    clean = [part.strip(" \n\t.,;:") for part in parts]
    return "; ".join(part for part in clean if part) or None


def _collective(reading: Reading, draft: Draft) -> bool:
    opening = draft.opening
    if draft.fields is not None and (draft.shared or draft.name_from is not None):
        return False
    if draft.many:
        return True
    if opening is None or draft.named:
        return False
    if opening.sort in ("group", "noun", "det", "level"):
        return True
    if opening.sort == "place":
        return not draft.named
    return _over_places(reading, draft)


def _over_places(reading: Reading, draft: Draft) -> bool:
    """`Trung tâm Y tế các huyện`, `UBND các địa phương`: one head in many places."""
    words: Vocabulary = reading.words
    start, end = _extent(reading, draft)
    own = words.own_place_re.match(reading.text, start, end)
    for match in (words.noun_re if own else words.place_re).finditer(reading.text, own.end() if own else start, end):
        if _GROUP_INSIDE_RE.search(reading.text, max(start, match.start() - 12), match.start()):
            return not reading.text[match.end() : match.end() + 2].strip()[:1].isupper()
    return False
