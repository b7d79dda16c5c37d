"""What belongs to which time: the parts of a field, the items of a part, the action of an item.

Drafters write *time + action* (`Quý II/2018 phê duyệt Đề án`), *action + time* (`ban hành kế hoạch trong quý I/2018`)
and several of them in one sentence, divided by a comma or `và`.
"""

from __future__ import annotations

from collections.abc import Sequence

from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.values.schedule_phrases import Phrase
from khcchc.word_trees import alternation

_PART_RE = compiled(r";|\n|(?<=[^\s.]{3})\.\s(?=\S)")
_SEPARATOR_RE = compiled(r",\s?(?:và\s)?|\s?\(|\s(?:và|hoặc|rồi|đồng\sthời)\s|\.\s")
_LEAD = " \t\n,;:.-–—+*•()"
_TRAIL = " \t\n,;:.-–—+*•/("
_CONNECTOR_RE = compiled(r"(?:(?:và|rồi|hoặc|đồng thời|thì|là)\s)+")
_MARKER_RE = compiled(r"(?:\d{1,2}[.)]|[a-zđ]\))\s")
_LETTER_RE = compiled(r"[^\W\d_]")
_TRAILING_RE = compiled(r"\s(?:và|hoặc|thì|là|vào|trong|từ)$")


class Words:
    """The lists of the grammar that decide what an action is, and what is the topic of a document."""

    def __init__(self, grammars: Grammars) -> None:
        grammar = grammars["schedule"]
        self.bare = frozenset(grammar.words("bare_verbs"))
        self.no_time = frozenset(grammar.words("no_time"))
        self.verb = compiled(rf"(?:{alternation(grammar.words('verbs'))})(?!\w)")
        self.noun = compiled(rf"(?<!\w)(?:{alternation(grammar.words('document_nouns'))})(?!\w)")
        nouns = alternation(grammar.words("pointer_nouns"))
        self.pointer = compiled(
            rf"(?:(?:đúng|từng|các|những|sự|mức|kết quả|phạm vi)\s){{0,3}}(?:\ue000|(?:{nouns})(?!\w))"
        )


def parts(low: str) -> list[tuple[int, int]]:
    """The parts of a field: what `;`, a new bullet or a full stop divides, without its bullets."""
    found = []
    start = 0
    for match in _PART_RE.finditer(low):
        if part := trimmed(low, start, match.start()):
            found.append(part)
        start = match.end()
    if part := trimmed(low, start, len(low)):
        found.append(part)
    return found


def trimmed(low: str, start: int, end: int) -> tuple[int, int] | None:
    """The same stretch without white space, bullets and final punctuation; `None` when nothing is left."""
    while start < end and low[start] in " \t\n,;:.-–—+*•":
        start += 1
    if marker := _MARKER_RE.match(low, start, end):
        start = marker.end()
    while end > start and (low[end - 1] in _TRAIL or (low[end - 1] == ")" and low.find("(", start, end) < 0)):
        end -= 1
    return (start, end) if start < end else None


def is_noise(low: str, start: int, end: int, words: Words) -> bool:
    """Whether the words in front of a time say nothing: a bullet, a bracket, `Hoàn thành`."""
    return end - start < 40 and low[start:end].strip(_LEAD) in words.bare | {""}


def item_bounds(low: str, start: int, end: int, phrases: Sequence[Phrase], words: Words) -> list[tuple[int, int]]:
    """The stretch of each phrase with its action, in order; two times of one action share theirs."""
    bounds: list[tuple[int, int]] = []
    item = start
    for k, phrase in enumerate(phrases):
        if k + 1 == len(phrases):
            bounds.append((item, end))
            break
        following = phrases[k + 1]
        if following.start <= phrase.end:
            cut = following.start
        else:
            cut = _cut(low, phrase, following, item, phrases[k + 2].start if k + 2 < len(phrases) else end, words)
        if cut < 0:  # both times belong to one action
            bounds.append((item, following.end))
            continue
        bounds.append((item, cut))
        item = cut
    return [trimmed_item(low, a, b) or (a, b) for a, b in bounds]


def _cut(low: str, phrase: Phrase, following: Phrase, item: int, limit: int, words: Words) -> int:
    """Where one item ends and the next begins; -1 when they are one."""
    separators = list(_SEPARATOR_RE.finditer(low, phrase.end, following.start))
    if is_noise(low, phrase.end, following.start, words):
        return separators[0].start() if separators else following.start
    time_first = is_noise(low, item, phrase.start, words)
    if not time_first:
        return separators[0].start() if separators else phrase.end
    if low[following.end : limit].strip(_TRAIL + ")và "):
        return following.start
    return separators[-1].start() if separators else -1


def trimmed_item(low: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = trimmed(low, start, end)
    if stretch is None:
        return None
    a, b = stretch
    if low[a] == "(" and low.find(")", a) == b - 1:
        a, b = a + 1, b - 1
    match = _CONNECTOR_RE.match(low, a, b)
    return match.end() if match else a, b


def action(
    text: str, item: tuple[int, int], spans: Sequence[tuple[int, int]], words: Words, several: bool
) -> str | None:
    """The words of the item without those of the time; `None` when they name no work.

    A lone `Hoàn thành` says nothing; beside other items (`Quý I: xây dựng; Quý II: triển khai`) it does.
    """
    left, at = "", item[0]
    for start, end in (*sorted(spans), (item[1], item[1])):
        if start > at and (clean := _bared(text[at:start])):
            comma = "," if left and text[at:start].lstrip().startswith(",") else ""
            left = f"{left}{comma} {clean}" if left else clean
        at = max(at, end)
    low = left.lower()
    bare = low in words.bare and not (several and words.verb.match(low))
    return None if bare or not _LETTER_RE.search(left) else left


def _bared(piece: str) -> str:
    piece = piece.strip(_TRAIL)
    if piece.endswith(")") and "(" not in piece:
        piece = piece.rstrip(") ")
    if piece.startswith(")"):
        piece = piece.lstrip(") ,.;:")
    piece = _TRAILING_RE.sub("", piece)
    match = _CONNECTOR_RE.match(piece.lower())
    return piece[match.end() :] if match else piece


def with_verb(found: str, previous: str | None, words: Words) -> str:
    """`văn bản hướng dẫn` behind `ban hành kế hoạch` is to be issued as well."""
    if previous is None or words.verb.match(found.lower()) or not words.noun.match(found.lower()):
        return found
    verb = words.verb.match(previous.lower())
    return f"{previous[: verb.end()].lower()} {found}" if verb else found
