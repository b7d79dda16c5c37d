"""Paragraphs to marked lines: what each line is by itself, before its neighbours are asked.

Guarantees:
 1. One marked line for each paragraph, with the same first and last line.
 2. `marker` + `text` are the words of the paragraph: nothing is lost between them.
 3. A line is judged alone; whether `i)` is a letter or a numeral is left to `outline`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from khcchc.grammar import Grammar, Grammars
from khcchc.kept import compiled
from khcchc.paragraphs import Paragraph
from khcchc.patterns import FirstOf, Pattern, first_match

LineKind = Literal[
    "article", "division", "roman", "decimal", "arabic", "work", "letter", "capital", "dash", "plus", "bullet",
    "appendix", "title", "enacting", "prose",
]  # fmt: skip
_MAX_INLINE = 3000
"""Characters of a paragraph in which labels behind its sentence are looked for: each place to cut is tried."""
_MAX_BARE = 60
"""Characters of words of time that end a line behind other labels."""
_INLINE_RE = compiled(r"[.;]\s+(?:[-–+]\s+|[(\[])?|\s[(\[]|,\s+|\s[-–]\s")
_SENTENCE_END = "."
_CUT_RE = compiled(r"[;.,]\s+(?:[-+–]\s+)?|\s[-–|/]\s|\t")
_WHO = ("lead", "coordinating")
_SHORT = (*_WHO, "schedule")
"""Fields whose values hold no sentence, in which a slash may part other words."""
_BARE_LEADS = tuple(f"{body} {duty} " for body in ("ơ quan", "ơn vị") for duty in ("chủ trì", "thực hiện"))
_BARE_LABEL_RE = compiled(r"(?:[Cc]ơ quan|[Đđ]ơn vị)\s+(?:chủ trì|thực hiện|phối hợp)\s|[Tt]hời (?:gian|hạn)\s")
"""Words that may be a label without a colon."""
_DUE_RE = compiled(r"(?:xong|hoàn thành|trước|chậm nhất|muộn nhất|trong)\s")
_BULLETS = ("dash", "plus", "bullet")
_ORDER = (
    "appendix",
    "title",
    "enacting",
    "article",
    "division",
    "decimal",
    "work",
    "roman",
    "capital",
    "arabic",
    "letter",
    "dash",
    "plus",
    "bullet",
)


_IN_BRACKETS_RE = compiled(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[.;]?")
_BRACKETED_LABEL_RE = compiled(r"\[([^\[\]:]{2,60})\]\s*:")


class Label(NamedTuple):
    """A field label and its value: `role` is lead, coordinating, deliverables, schedule, content, budget, note.

    Beside them shortcoming and remedy, which `LineMarker.matter` gives.
    """

    role: str
    words: str
    value: str
    rule: str
    more: tuple[Label, ...] = ()
    """Further labels on the same line: `Chủ trì: Sở A; phối hợp: Sở B; thời gian: quý I`."""


class MarkedLine(NamedTuple):
    start: int
    end: int
    kind: LineKind
    marker: str | None
    number: str | None
    text: str
    """The words behind the marker."""
    bold: bool
    rule: str | None = None
    label: Label | None = None


def _may_end_in_time(role: str, rest: str) -> bool:
    """`Sở A; quý I` names a time; `Báo cáo quý I; quý II` lists products, but `Báo cáo; trước ngày 15/3` does not."""
    return role in _WHO or (role != "schedule" and _DUE_RE.match(rest) is not None)


def _assigns(labels: tuple[Label, ...], sign: str) -> bool:
    """Whether labels behind this sign give the work before it: `Chủ trì: …`, `Thời gian: … Đơn vị thực hiện: …`.

    Behind a full stop also `Thời gian: …`, `Sản phẩm: …`, for whoever a heading names; behind a comma or a dash none
    but who leads.
    """
    first = labels[0].role
    if first == "lead":
        return True
    if sign in (",", "-", "–"):
        return False
    whole = sign == _SENTENCE_END and first in ("schedule", "deliverables") and labels[0].words[:1].isupper()
    return whole or (first == "schedule" and any(label.role == "lead" for label in labels))


class LineMarker:
    """Marks lines by the patterns of `markers` and `fields`, each tried in one fixed order."""

    def __init__(self, grammars: Grammars) -> None:
        self._grammar: Grammar = grammars["markers"]
        self._markers = FirstOf(p for kind in _ORDER for p in self._grammar.giving(kind))
        fields = grammars["fields"]
        roles = ("coordinating", "lead", "schedule", "deliverables", "content", "budget", "note")
        self._labels = FirstOf(p for role in roles for p in fields.giving(role))
        self._matters = FirstOf(fields.giving("shortcoming") + fields.giving("remedy"))
        self._bare_times = (*fields.giving("bare_schedule"), *fields.giving("time_behind"))
        self._bare = FirstOf(p for role in ("schedule", "lead", "coordinating") for p in fields.giving(f"bare_{role}"))

    def mark(self, paragraph: Paragraph) -> MarkedLine:
        kind, marker, number, text, rule = self._marker(paragraph.text)
        return MarkedLine(
            paragraph.start, paragraph.end, kind, marker, number, text, paragraph.bold, rule, self.label(text)
        )

    def label(self, text: str) -> Label | None:
        """The field label that opens these words, with its value; `None` where there is none."""
        if text[:1] == "[":
            text = _BRACKETED_LABEL_RE.sub(r"\1:", text)
        if text[:1] == "(" and (inner := _IN_BRACKETS_RE.fullmatch(text)):
            label = self.label(inner[1])  # `(Chủ trì: Sở A; thời gian: quý I)` in a paragraph of its own
            return label if label is not None and label.more else None
        label = self._first_label(text)
        if label is None:
            return None
        if label.role == "lead" and ":" in label.value[:40]:
            nested = self._first_label(label.value)  # `Phân công: Chủ trì: Sở A; phối hợp: Sở B`
            label = label._replace(value=nested.value) if nested is not None and nested.role == "lead" else label
        value, more = self._split_value(label.value, label.role)
        return label._replace(value=value, more=more) if more else label

    def _first_label(self, text: str) -> Label | None:
        """The label that opens these words, its value not yet cut before the next."""
        found = (self._labels.find(text) if ":" in text[:90] else None) or self._bare.find(text)
        if found is None:
            return None
        pattern, match, at = found
        role = pattern.rule.gives.removeprefix("bare_")
        return Label(role, match[at["label"]].strip(), match[at["value"]].strip(), pattern.rule.id)

    def matter(self, text: str) -> Label | None:
        """`Hạn chế: …` (role shortcoming) and `Giải pháp khắc phục: …` (remedy), labels only beside each other."""
        found = self._matters.find(text) if ":" in text[:90] else None
        if found is None:
            return None
        pattern, match, at = found
        return Label(pattern.rule.gives, match[at["label"]].strip(), match[at["value"]].strip(), pattern.rule.id)

    def inline(self, text: str) -> tuple[str, tuple[Label, ...]] | None:
        """The words and the labels of `Mua máy. Chủ trì: Sở A; thời gian: quý I`; `None` without labels behind.

        A label alone may be words of the sentence: whether its value is one is for the caller to judge.
        """
        if len(text) > _MAX_INLINE or (":" not in text and not any(words in text for words in _BARE_LEADS)):
            return None
        for cut in _INLINE_RE.finditer(text, 12):
            rest = text[cut.end() :]
            label = self.label(rest[:-1].rstrip(" .;)]") if cut[0].endswith(("(", "[")) else rest)
            if label is not None and _assigns((label, *label.more), cut[0].strip()[:1]):
                first = Label(label.role, label.words, label.value.strip(" .;"), label.rule)
                return text[: cut.start() + (cut[0][0] == ".")].rstrip(" ;"), (first, *label.more)
        return None

    def _split_value(self, value: str, role: str) -> tuple[str, tuple[Label, ...]]:
        """Cut a value before the next label on the same line."""
        if len(value) > _MAX_INLINE:
            return value, ()
        for cut in _CUT_RE.finditer(value):
            rest = value[cut.end() :]
            if "/" in cut[0] and role not in _SHORT and not rest[:1].isupper():
                continue  # `các cột tên việc / đơn vị thực hiện: ghi rõ tên` lists words
            if ":" not in rest[:60]:
                if cut[0][0] in ";." and _may_end_in_time(role, rest) and (label := self._bare_time(rest)):
                    return value[: cut.start()].rstrip(), (label,)
                if cut[0][0] not in ";." or _BARE_LABEL_RE.match(rest) is None:
                    continue
            opened = self._first_label(rest)  # only what is kept is cut in its turn, or the time would double each time
            if opened is not None and opened.role not in (role, "content"):
                own, more = self._split_value(opened.value, opened.role)
                return value[: cut.start()].rstrip(), (opened._replace(value=own) if more else opened, *more)
        return value, ()

    def _bare_time(self, text: str) -> Label | None:
        """`Chủ trì: Sở A; hoàn thành trong quý I.`: the last words of a line, without a colon."""
        if len(text) > _MAX_BARE or not (match := first_match(self._bare_times, text)):
            return None
        return Label("schedule", match["label"].strip(), match["value"].strip(), "schedule without colon")

    def _marker(self, text: str) -> tuple[LineKind, str | None, str | None, str, str | None]:
        first = self._match(text)
        if first is None:
            return "prose", None, None, text, None
        pattern, kind, marker, number, rest = first
        if kind in _BULLETS:
            second = self._match(rest)
            # `- h) Tổ chức …`: the bullet is the invention of a text recogniser, the letter is the marker.
            if second is not None and second[1] in ("letter", "decimal", "arabic", "roman") and second[4]:
                pattern, kind, inner, number, rest = second
                marker = f"{marker} {inner}"
        return kind, marker, number, rest, pattern.rule.id

    def _match(self, text: str) -> tuple[Pattern, LineKind, str, str | None, str] | None:
        found = self._markers.find(text)
        if found is None:
            return None
        pattern, match, at = found
        kind: LineKind = pattern.rule.gives  # type: ignore[assignment]
        if kind in ("title", "enacting"):
            return pattern, kind, "", None, text
        marker = at["marker"]
        rest = text[match.end(marker) :].lstrip(" .:–-" if kind in ("appendix", "division") else " ")
        number = match[at["number"]] if "number" in at else None
        return pattern, kind, match[marker].strip(), number, rest
