"""Documents cited in a text (viện dẫn): kind, number, date and issuer, with their place.

Number grammars: NĐ 30/2020/NĐ-CP PL III (`145/KH-UBND`, `796/SNV-CCHC`), normative documents
(`20/2013/QĐ-UBND`), the Party (`05-NQ/TU`, Hướng dẫn 36-HD/VPTW), laws by name and date (PL I, II.6.a).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.values.schedule_text import FieldText, is_folded
from khcchc.word_trees import alternation

_SYMBOL_HINT_RE = compiled(r"/ ?(?:[12]\d{3} ?/ ?)?[^\W\d_]")
_YEAR_HINT_RE = compiled(r" \d{1,5}/\d{4}(?<!tháng \d/\d{4})(?<!tháng \d\d/\d{4})")
_NUMBER_HINT_RE = compiled(r"số:? ?\d")
_BLANK_RE, _SPACE_RE = compiled(r"[\s.…_]"), compiled(r"\s")
_JOINTS_RE = compiled(r"[\s/&‐‑–—-]+")
_PARTY_RE = compiled(r"\d+[^\W\d_]? ?[-‐‑–—]")
_ASSEMBLY_RE = compiled(r"(?:QH|UBTVQH)\d", re.IGNORECASE)
_LAW_NUMBER_RE = compiled(r"QH\d", re.IGNORECASE)
_LAWS = ("luật", "pháp lệnh", "hiến pháp")
_NEEDED = ("số", "luật", "pháp", "hiến")
"""Without a slash, one of these stands in every text that `_may_cite`."""
_NUMBER_WORD_RE = compiled(r"(?:^| )số ?:? ?$")
_WORD_RE = compiled(r"[^\W_]+(?:[/-][^\W_]+)*")
_GAP_RE = compiled(r"(?:,? [^\W\d_]+){0,4}")
_LAW_GAP_RE = compiled(r"(?:,? [^\W\d_]+){0,40}")
_OF_RE = compiled(r"[ ,]{0,2}của ")
_REACH = 220  # characters in front of a number that may hold the name of a law


class FoundReference(NamedTuple):
    """One citation: `text` is `given[start:end]`, from the kind of document to its issuer."""

    text: str
    start: int
    end: int
    kind: str | None
    number: str | None
    date: datetime.date | None
    issuer: str | None


class _Reader:
    """The patterns of the grammar, compiled once."""

    def __init__(self, grammars: Grammars) -> None:
        grammar = grammars["references"]
        forms = "|".join(f"(?:{p.expanded})" for p in grammar.giving("number"))
        self.number = compiled(rf"(?<![\w/.-])(?:{forms})(?!\w)|(?<=số) ?[.…_ ]{{0,12}}/ ?[^\W\d_]+(?:-[^\W\d_]+)+")
        entries = grammar.entries.values()
        self.kinds = {e.name.lower(): e.kind or e.id for e in entries}
        self.symbols = {a: (e.kind or e.id) for e in entries for a in e.aliases}
        self.upper_symbols = {symbol.upper(): kind for symbol, kind in self.symbols.items()}
        self.kind = compiled(rf"(?<!\w)(?:{alternation(tuple(self.kinds))})(?!\w)")
        names = alternation(tuple(e.name.lower() for e in entries if e.kind != "any"))
        bare = r"(?:số:? ?(?P<n>\d{1,5})|(?P<m>\d{1,5}/[12]\d{3}))(?![\w/.,-]{0,40}[\w/])(?! ?%)"
        self.plain = compiled(rf"(?<!\w)(?P<kind>{names}) {bare}")
        self.dates = tuple(p.re for p in grammar.giving("date"))
        self.law = grammar.pattern("law").re
        self.stops = frozenset(grammar.words("issuer_stop"))
        self.capital_stops = frozenset(grammar.words("issuer_stop_capital"))
        self.commas = frozenset(w.lower() for w in grammar.words("issuer_commas"))
        self.localities = frozenset(w.split()[0] for w in grammar.words("issuer_localities"))
        heads = grammars["agencies"].words("heads") + grammars["agencies"].words("persons")
        self.heads = frozenset(w.lower().split()[0] for w in heads)


def _reader(grammars: Grammars) -> _Reader:
    found = grammars.cache.get("references.reader")
    if not isinstance(found, _Reader):
        found = grammars.cache["references.reader"] = _Reader(grammars)
    return found


def find_references(text: str, grammars: Grammars) -> tuple[FoundReference, ...]:
    """The documents cited in `text`, in its order.

    Never raises on content; an impossible date is `None`. Linear in the length of the text.
    """
    if _cites_nothing(text):
        return ()
    return tuple(cited(FieldText(text), grammars))


def _cites_nothing(text: str) -> bool:
    """Whether a text as given surely holds no citation: most need not even be folded to tell."""
    small = text.lower()
    if "/" in small or any(map(small.__contains__, _NEEDED)):
        return is_folded(text) and not _may_cite(small)
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def cited(view: FieldText, grammars: Grammars) -> list[FoundReference]:
    """As `find_references`, for a text already folded; `start` and `end` count in the text as given."""
    if not _may_cite(view.low):
        return []
    reader = _reader(grammars)
    found: list[tuple[int, int, FoundReference]] = []
    for candidate in _candidates(view, reader):
        if not found or candidate[0] >= found[-1][1]:
            found.append(candidate)
    return [reference for _, _, reference in found]


def _may_cite(low: str) -> bool:
    """Whether a text holds anything that a citation cannot be without: most texts do not, and are read no further."""
    if "/" in low and (_SYMBOL_HINT_RE.search(low) or _YEAR_HINT_RE.search(low)):
        return True
    if "số" in low and _NUMBER_HINT_RE.search(low):
        return True
    return any(word in low for word in _LAWS)


def view_spans(view: FieldText, grammars: Grammars) -> list[tuple[int, int]]:
    """Where citations stand in `view.text`."""
    if not _may_cite(view.low):
        return []
    return [(start, end) for start, end, _ in _candidates(view, _reader(grammars))]


def _candidates(view: FieldText, reader: _Reader) -> list[tuple[int, int, FoundReference]]:
    """All readings by place, the longer first where two begin together."""
    found = list(_numbered(view, reader))
    taken = [(start, end) for start, end, _ in found]
    found += [c for c in _laws(view, reader) if not _overlaps(c, taken)]
    return sorted(found, key=lambda c: (c[0], -c[1]))


def _overlaps(candidate: tuple[int, int, FoundReference], taken: list[tuple[int, int]]) -> bool:
    low, high = 0, len(taken)  # `taken` is in order and disjoint: look only at its neighbours
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if taken[middle][1] <= candidate[0] else (low, middle)
    return low < len(taken) and taken[low][0] < candidate[1]


def _numbered(view: FieldText, reader: _Reader) -> Iterator[tuple[int, int, FoundReference]]:
    text, low, behind = view.text, view.low, 0
    matches = [*((m, m.start(), m.end(), m[0]) for m in reader.number.finditer(text))]
    matches += [(m, m.start("n" if m["n"] else "m"), m.end(), m["n"] or m["m"]) for m in reader.plain.finditer(low)]
    for _, at, end, number in sorted(matches, key=lambda m: (m[1], -m[2])):
        if at < behind:
            continue
        symbol_kind, known = _symbol_kind(number, reader)
        start, word = _front(low, max(behind, at - _REACH), at, symbol_kind, number, reader)
        said = word is not None or known or _NUMBER_WORD_RE.search(low, max(0, at - 6), at) is not None
        if not said and not _looks_official(number, view, end, reader):
            continue
        kind = symbol_kind if word in (None, "any") else word
        date, issuer, end = _behind(view, end, reader)
        blank = _BLANK_RE if number.lstrip(" .…_").startswith("/") else _SPACE_RE
        clean = blank.sub("", number)
        yield start, end, _made(view, start, end, kind, None if clean.startswith("/") else clean, date, issuer)
        behind = end


def _symbol_kind(number: str, reader: _Reader) -> tuple[str | None, bool]:
    """The kind a number tells of itself, and whether its symbol is a known one."""
    groups = [g for g in _JOINTS_RE.split(number) if g and not g[0].isdigit()]
    if not groups:
        return None, False
    party = _PARTY_RE.match(number) is not None
    head = groups[0]
    if party and head == "TT":
        return "thong_tri", True
    for size in range(len(head), 1, -1):  # `QĐUBND`: a hyphen was lost
        if (kind := reader.symbols.get(head[:size])) and (size == len(head) or head[size:].isupper()):
            return (kind, True) if size == len(head) or len(head) - size > 1 else (None, False)
    if (len(groups) > 1 or party) and (kind := reader.upper_symbols.get(head.upper())):
        return kind, True
    return (None, True) if _ASSEMBLY_RE.match(head) else ("cong_van", False)


def _looks_official(number: str, view: FieldText, end: int, reader: _Reader) -> bool:
    """`703/PNV` needs no word in front; `5/UBND xã` (five committees) is no number at all."""
    symbol = number[number.find("/") + 1 :].strip()
    behind = _WORD_RE.match(view.low, end + 1)
    counted = behind is not None and behind[0] in reader.localities
    return symbol[:1].isupper() and sum(c.isupper() for c in symbol) >= 3 and not counted


def _front(low: str, floor: int, at: int, kind: str | None, number: str, reader: _Reader) -> tuple[int, str | None]:
    """Where the citation begins, and the kind that the words in front of the number name."""
    law = _LAW_NUMBER_RE.search(number) is not None
    start = at
    if match := _NUMBER_WORD_RE.search(low, max(floor, at - 6), at):
        start = match.start() + (low[match.start()] == " ")
    last = None
    for match in reader.kind.finditer(low, floor, at):
        last = match
    if last is None:
        return start, None
    gap = low[last.end() : max(start - 1, last.end())]
    word = reader.kinds[last[0]]
    if gap and not (_LAW_GAP_RE if law and "luat" in word else _GAP_RE).fullmatch(gap):
        return start, None
    if gap and not law and word != "any" and word != kind:
        return start, None  # `báo cáo UBND tỉnh tại 796/SNV-CCHC` does not make it a report
    return last.start(), word


def _behind(view: FieldText, end: int, reader: _Reader) -> tuple[datetime.date | None, str | None, int]:
    """Date and issuer behind a number, in either order, and where they end."""
    date, end = _date(view.low, end, reader)
    issuer = None
    if match := _OF_RE.match(view.low, end):
        stop = _issuer_end(view, match.end(), reader)
        if stop > match.end():
            issuer, end = view.text[match.end() : stop], stop
            if date is None:
                date, end = _date(view.low, end, reader)
    return date, issuer, end


def _date(low: str, at: int, reader: _Reader) -> tuple[datetime.date | None, int]:
    for pattern in reader.dates:
        if match := pattern.match(low, at):
            return _calendar_date(match.groupdict()), match.end()
    return None, at


def _calendar_date(parts: dict[str, str | None]) -> datetime.date | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    try:
        return datetime.date(int(year), int(month), int(day)) if year and month and day else None
    except ValueError:
        return None


def _issuer_end(view: FieldText, at: int, reader: _Reader) -> int:
    """Where the agency's name ends: at punctuation, a verb, or `và` with another agency."""
    text, low, end = view.text, view.low, at
    folded = view.folded
    for count, word in enumerate(_WORD_RE.finditer(text, at)):
        gap, lower = text[end : word.start()], word[0].lower()
        if count == 0 and (gap or not (word[0][0].isupper() or lower in reader.localities or lower in reader.heads)):
            return at
        if count > 18 or (count and not _joins(gap, low[at:end], reader)):
            break
        following = _WORD_RE.match(low, word.end() + 1)
        pair = f"{lower} {following[0]}" if following else lower
        plain = folded or word[0][0].islower() or word[0].isupper()
        if pair in reader.capital_stops or (plain and (lower in reader.stops or pair in reader.stops)):
            break
        if lower == "và" and not _goes_on(view, word.end() + 1, reader):
            break
        if lower == "của" and not text[word.end() + 1 : word.end() + 2].isupper():
            break
        end = word.end()
    return end


def _joins(gap: str, name: str, reader: _Reader) -> bool:
    if gap == ", ":
        return any(name.endswith(word) for word in reader.commas)
    return gap in (" ", " - ", " – ", "-", "–")


def _goes_on(view: FieldText, at: int, reader: _Reader) -> bool:
    """`Giáo dục và Đào tạo`, but not `Bộ Nội vụ và Sở …` or `và hướng dẫn`."""
    word = _WORD_RE.match(view.text, at)
    if word is None or not (view.folded or word[0][0].isupper()):
        return False
    return word[0].lower() not in reader.heads and not reader.kind.match(view.low, at)


def _laws(view: FieldText, reader: _Reader) -> Iterator[tuple[int, int, FoundReference]]:
    folded = view.folded
    for match in reader.law.finditer(view.low):
        if not (folded or view.text[match.start()].isupper()):
            continue
        kind = reader.kinds[" ".join(match["kind"].split())]
        date = _calendar_date(match.groupdict())
        yield match.start(), match.end(), _made(view, match.start(), match.end(), kind, None, date, None)


def _made(
    view: FieldText,
    start: int,
    end: int,
    kind: str | None,
    number: str | None,
    date: datetime.date | None,
    issuer: str | None,
) -> FoundReference:
    return FoundReference(view.slice(start, end), view.place(start), view.place(end), kind, number, date, issuer)
