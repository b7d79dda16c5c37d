"""The head of the document (thể thức văn bản): kind, number, place, date, issuer, title, signer, recipients, grounds.

Sources: NĐ 30/2020/NĐ-CP Điều 8 and Phụ lục I; the same elements under TT 01/2011/TT-BNV.

Guarantees:
 1. A blank in the document is `None` here; a value completed from the body is named in `inferred`.
 2. The date of a cited document is never the date of this one, nor its period.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from khcchc.accents import without_accents
from khcchc.citing import cite
from khcchc.grammar import Grammar, Grammars
from khcchc.head_words import Words, words_of
from khcchc.kept import compiled
from khcchc.model import Attached, Document, IssuedWith, LegalBasis, Period
from khcchc.numbering import roman_value
from khcchc.outline import Outline
from khcchc.patterns import fits_any
from khcchc.places import Places
from khcchc.tail import TailReader
from khcchc.values.references import find_references
from khcchc.values.schedule_calendar import months

_LINES_APART = 2
"""From one line of the issuer's name to the next: a blank line may stand between them."""
_NUMBER_LABEL_RE = compiled(r"\s*Số\s*:")
_OFFICE_RE = compiled(r"^(?:CHỦ TỊCH|GIÁM ĐỐC)\s+")
_PLACE_TYPE_RE = compiled(r"^(?:TP\.?|Thành phố|Tỉnh|Huyện|Xã|Phường)\s*")
_GAP_RE = compiled(r"\s+")
_SLASH_RE = compiled(r"\s*([/-])\s*")
_LOWER_HEAD_RE = compiled(r"\s(?=(?:SỞ|PHÒNG|CHI CỤC|TRUNG TÂM|BAN QUẢN LÝ|THANH TRA|VĂN PHÒNG)\s)")


class HeadReader:
    """Reads the head of one outline."""

    def __init__(self, grammars: Grammars, places: Places) -> None:
        self._grammars = grammars
        self._places = places
        self._grammar: Grammar = grammars["head"]
        self._tail = TailReader(grammars)
        self._kinds = {name.upper(): name for name in self._grammar.words("kinds")}

    def read(self, outline: Outline) -> Document:
        first = outline.parts[0]
        head = [w for w in words_of(first, "head") if w.text]
        tail = list(words_of(first, "tail"))
        number, place, issued_on = self._number(head), *self._place_and_date(head)
        kind_name, title = self._title(head, number)
        issuer, inferred = self._issuer(head, place)
        plan_title = title or ""
        main = next((p for p in outline.parts[1:] if p.kind == "part"), None)
        if main is not None:
            plan_title = f"{plan_title} {self._title(list(words_of(main, 'head')), None)[1] or ''}"
        return Document(
            kind=ascii_name(kind_name) if kind_name else None,
            kind_name=kind_name,
            number=number,
            issuer=issuer,
            place=place,
            issued_on=issued_on,
            title=title,
            period=self._period(plan_title, issued_on),
            signer=self._tail.signer(tail),
            recipients=tuple(self._tail.recipients(tail)),
            legal_bases=tuple(self._grounds(head)),
            attached=tuple(self._attached(outline)),
            inferred=inferred,
        )

    def _number(self, head: Sequence[Words]) -> str | None:
        for words in head:
            for pattern in self._grammar.giving("number"):
                if match := pattern.re.search(words.text):
                    return tidy_number(match["number"])
        return None

    def _place_and_date(self, head: Sequence[Words]) -> tuple[str | None, datetime.date | None]:
        for words in head:
            for pattern in self._grammar.giving("date"):
                if match := pattern.re.search(words.text):
                    return " ".join(match["place"].split()) or None, _date(match["day"], match["month"], match["year"])
        return None, None

    def _title(self, head: Sequence[Words], number: str | None) -> tuple[str | None, str | None]:
        """The kind of document and its title: the lines right behind the line that names the kind."""
        name = next((w.text.strip() for w in head if w.kind == "title"), None)
        if name is None:
            kind = next((k for k in self._kinds.values() if number and _symbol(k) in number), None)
            return kind, None
        lines = self._title_lines(head)
        title = _GAP_RE.sub(" ", " ".join(w.text for w in lines)).strip()
        for pattern in self._grammar.giving("issued_with"):
            if match := pattern.match(title):
                title = title[: match.start()].strip(" (")
        return self._kinds.get(name.upper(), name.capitalize()), title or None

    def _title_lines(self, head: Sequence[Words]) -> list[Words]:
        at = next((i for i, w in enumerate(head) if w.kind == "title"), len(head))
        lines: list[Words] = []
        for words in head[at + 1 :]:
            if self._ends_title(words) or (lines and words.start > lines[-1].end + 1):
                break
            lines.append(words)
        return lines

    def _ends_title(self, words: Words) -> bool:
        text = words.text
        enders = ["authority", "national_name", "motto", "date", "number"]
        # `KẾ HOẠCH` over `thực hiện Nghị quyết số …`: in small letters it goes on, and is no ground of its own.
        if not text[:1].islower() or text.startswith("căn cứ"):
            enders.append("ground")
        if words.kind != "prose" or text.endswith(":") or text.startswith("("):
            return True
        return any(p.match(text) for name in enders for p in self._grammar.giving(name))

    def _issuer(self, head: Sequence[Words], place: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The name in the letterhead; else the authority that decides, or the preamble's words."""
        authority = self._grammar.giving("authority")
        names = authority + self._grammar.giving("unit")
        at = next((i for i, w in enumerate(head) if w.kind == "title"), len(head))
        for i, words in enumerate(head[:at]):
            text = " ".join(_NUMBER_LABEL_RE.split(words.text)[0].split())
            if text.isupper() and fits_any(names, text):
                for after in head[i + 1 : at]:
                    if (
                        not 0 < after.start - words.end <= _LINES_APART
                        or not after.text.isupper()
                        or self._ends_issuer(after.text)
                    ):
                        break
                    text, words = (
                        (after.text if fits_any(names, after.text) else f"{text} {after.text}"),
                        after,
                    )
                return _LOWER_HEAD_RE.split(text)[-1], ()
        for words in head[at:]:
            if fits_any(authority, words.text) and words.text.isupper():
                return _OFFICE_RE.sub("", words.text), ("issuer",)
        for words in head[at:]:
            if words.text.rstrip(" :.").endswith(("như sau", "sau đây", "sau")):
                name = self._preamble_issuer(words.text, place)
                if name:
                    return name, ("issuer",)
        return None, ()

    def _preamble_issuer(self, text: str, place: str | None) -> str | None:
        """`…, UBND thành phố ban hành Kế hoạch … như sau:`; `của UBND tỉnh ban hành …` speaks of another document."""
        for pattern in self._grammar.giving("body_issuer"):
            own = [m for m in pattern.re.finditer(text) if not text[: m.start()].rstrip().endswith("của")]
            if own:
                name = own[-1]["issuer"].strip()
                town = _PLACE_TYPE_RE.sub("", place or "")
                return f"{name} {town}" if town and town not in name else name
        return None

    def _ends_issuer(self, text: str) -> bool:
        return any(p.match(text) for name in ("national_name", "motto", "number") for p in self._grammar.giving(name))

    def _period(self, title: str, issued_on: datetime.date | None) -> Period | None:
        """What the plan covers, from its title; the dates of documents cited there do not count."""
        for pattern in self._grammar.giving("cited_date"):
            title = pattern.re.sub(" ", title)
        for what in ("open_period", "school_year", "period", "until_year", "quarter", "half", "year"):
            for pattern in self._grammar.giving(what):
                match = pattern.match(title)
                if match is None:
                    continue
                groups = match.groupdict()
                first = int(groups.get("first") or (issued_on.year if issued_on else 0))
                last = int(groups.get("last") or first)
                if not first or last < first:
                    continue
                if what == "school_year":
                    return Period(start=datetime.date(first, 9, 1), end=datetime.date(last, 5, 31))
                if what in ("quarter", "half"):
                    return _part_of_year(first, quarter=groups.get("quarter"), half=groups.get("half"))
                end = None if what == "open_period" else datetime.date(last, 12, 31)
                return Period(start=datetime.date(first, 1, 1), end=end)
        return None

    def _grounds(self, head: Sequence[Words]) -> Iterator[LegalBasis]:
        title = {words.start for words in self._title_lines(head)}
        for words in head:
            if words.start in title:
                continue
            at = next(
                (
                    m.start()
                    for p in self._grammar.giving("ground")
                    if (m := p.re.search(words.text)) and _opens(words.text, m.start())
                ),
                None,
            )
            if at is not None:
                text = words.text[at:].strip()
                span = self._places.span(words.start, words.end)
                yield LegalBasis(text=text, references=cite(text, span, self._grammars), span=span)

    def _attached(self, outline: Outline) -> Iterator[Attached]:
        for part in outline.parts[1:]:
            words = [w for w in words_of(part, "head") if w.text or w.kind == "appendix"]
            if not words:
                continue
            appendix = part.kind == "appendix"
            kind, title = ("Phụ lục", self._appendix_title(words)) if appendix else self._title(words, None)
            span = self._places.span(words[0].start, words[-1].end)
            yield Attached(
                kind=ascii_name(kind or "Phụ lục"), title=title or "", issued_with=self._issued_with(words), span=span
            )

    def _appendix_title(self, words: Sequence[Words]) -> str | None:
        lines = [w.text for w in words if w.text and not w.text.startswith("(") and w.kind != "heading"]
        return " ".join(lines) or None

    def _issued_with(self, words: Sequence[Words]) -> IssuedWith | None:
        for line in words:
            for pattern in self._grammar.giving("issued_with"):
                if match := pattern.match(line.text):
                    found = find_references(match["what"].capitalize() + match["rest"], self._grammars)
                    number = found[0].number if found else None
                    return IssuedWith(
                        number=number if number and number[0].isdigit() else None, date=found[0].date if found else None
                    )
        return None


def ascii_name(name: str) -> str:
    """`Kế hoạch` → `ke_hoach`."""
    return "_".join(without_accents(name).split())


def tidy_number(raw: str | None) -> str | None:
    """A number without stray spaces; `None` when it was left blank."""
    number = _SLASH_RE.sub(r"\1", (raw or "").strip())
    return _GAP_RE.sub("", number) if (number[:1].isdigit() and "/" in number) or number[:1].isdigit() else None


def _part_of_year(year: int, *, quarter: str | None, half: str | None) -> Period:
    """`quý IV` or `6 tháng cuối năm`."""
    if quarter is not None:
        number = roman_value(quarter) or int(quarter)
        start, end = months(year, 3 * number - 2, 3 * number)
    else:
        start, end = months(year, 1, 6) if half is not None and half.lower() == "đầu" else months(year, 7, 12)
    return Period(start=start, end=end)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[:at].rstrip().endswith((":", ";", "|"))


def _symbol(kind: str) -> str:
    return {
        "Kế hoạch": "/KH-",
        "Quyết định": "/QĐ-",
        "Chương trình": "/CTr-",
        "Chỉ thị": "/CT-",
        "Nghị quyết": "/NQ-",
    }.get(kind, "\0")


def _date(day: str, month: str, year: str | None) -> datetime.date | None:
    try:
        return datetime.date(int(year or ""), int(month), int(day))
    except ValueError:
        return None
