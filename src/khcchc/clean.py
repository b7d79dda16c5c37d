"""Source lines to clean lines: repaired once, here, so that everything after matches plain text.

Guarantees:
 1. One clean line for every source line, with its number; the raw words stay in the source.
 2. Text is NFC; a tone typed before its vowel mark is put behind it; look-alike letters are Vietnamese ones.
 3. White space is folded to single spaces; only tabs between cells stay tabs, and the wide gap between the two
    columns of a letterhead or of a signature becomes one.
 4. Emphasis and the marks of footnotes are gone; whether a whole line stood in bold is kept in `bold`.
 5. A line set aside (a rule, web chrome) is blank here and listed as furniture: never gone.
 6. Cleaning clean text changes nothing, but for signs that had stood escaped (`\\*`, `&amp;nbsp;`).
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from khcchc.damaged_labels import LabelMender
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.model import Furniture
from khcchc.patterns import FirstOf, fits_any

_LOOKALIKES = str.maketrans(
    {
        "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ᴠ": "v", "ᴄ": "c", "ᴏ": "o", "ѕ": "s", "у": "y", "х": "x", "а": "a", "е": "e",
        "о": "o", "р": "p", "с": "c", "і": "i", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H",
        "О": "O", "Р": "P", "С": "C", "Т": "T", "Х": "X", "У": "Y",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff\u2060"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\f\v\u2028\u2029\x85", " "),
        "\u2010": "-", "\u2011": "-",
        **dict.fromkeys("│┃║┆┇┊┋╎╏", "|"), **dict.fromkeys("├┼┤┬┴┌┐└┘╞╪╡╤╧╟╢╔╗╚╝╠╣╦╩╬═━", "─"),
    }
)  # fmt: skip
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
_TONE_FIRST_RE = compiled("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")
_ODD_LETTER_RE = compiled(f"[{''.join(map(chr, _LOOKALIKES))}{_MARKS}]")
_HAS_MARK_RE = compiled(f"[{_MARKS}]")
_SPACES_RE = compiled(r"[ \r\n]+")
_TABS_RE = compiled(r" ?\t ?")
_STAR = "\ue0f0"
_ESCAPE_RE = compiled(r"\\([-*_.+()\[\]#!|~])")
_HASHES_RE = compiled(r"^ {0,3}#{1,6}(?:[ \r\n]|$)")
_STARS_RE = compiled(r"\*+")
_UNDERLINE_RE = compiled(r"(?<!\w)_{1,2}(?=\S)([^_]+)(?<=\S)_{1,2}(?!\w)")
_NOTE_RE = compiled(r"\s*\[(\d{1,3})\]")
_BARE_NOTE_RE = compiled(r"\s*\[?(\d{1,3})\]?(?![\d/.,])")
_FOOTNOTE_RE = compiled(r"(?<=[\w.,;:)”\"]) ?\[(\^?)(\d{1,3})\](?![\w/(-])")
"""`nội bộ[2]` where a line `[2] …` is the note, and `nội bộ[^2]`: the mark of a footnote is no word of the text."""
_SENTENCE_ENDS = ".!?"
_RULE_RE = compiled(r"[-_=~─—–.·*\s]{3,}")
_GAP = "   "
_WIDE_GAP_RE = compiled(r" {3,}")
_CENTRED = 20
"""Spaces before a page number in the middle of a page."""
_TAIL_LINES = 20
"""Lines from `Nơi nhận` on in which the recipients stand beside the signature."""
_TOGETHER = 200
"""Lines in which the signs of a web site are sought at once."""
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


class CleanLine(NamedTuple):
    """One source line, repaired. `text` is "" for a blank line and for furniture."""

    number: int
    text: str
    bold: bool = False
    spaced: bool = False
    """Blank, but not empty: an NBSP line is how a scrape keeps an empty table cell (`STT` of a sub-row)."""
    ends_page: bool = False
    """Blank now: the number of a page stood here."""
    centred: bool = False
    """A letter or a few, and nothing else, far from the margin, or beside the form feed between two pages."""
    chrome: bool = False
    """Blank now: words that a web site put around the text stood here."""
    bold_goes_on: bool = False
    """Its emphasis is not closed on it."""
    indent: int = 0
    """Spaces before its words, in the source."""


class CleanText(NamedTuple):
    lines: tuple[CleanLine, ...]
    furniture: tuple[Furniture, ...]
    mended: tuple[tuple[int, str], ...] = ()
    """Lines whose label had wrong marks, and what was read instead."""


def repair_letters(text: str) -> str:
    """NFC, tones behind vowel marks, look-alikes and odd spaces replaced."""
    if text.isascii():
        return text.replace("\f", " ").replace("\v", " ")
    if _ODD_LETTER_RE.search(text):  # few lines have any
        text = text.translate(_LOOKALIKES)
        if _HAS_MARK_RE.search(text):
            text = _TONE_FIRST_RE.sub(r"\2\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text)


def fold_spaces(text: str) -> str:
    """Single spaces; a tab stays a tab, without spaces around it."""
    if "  " in text or "\n" in text or "\r" in text:  # most lines have but single spaces
        text = _SPACES_RE.sub(" ", text)
    return (_TABS_RE.sub("\t", text) if "\t" in text else text).strip(" ")


class _Emphasis:
    """Drops `*` and `**` while keeping count of what they open; a blank line closes everything."""

    def __init__(self) -> None:
        self.bold = False

    def strip(self, text: str) -> tuple[str, bool]:
        """The text without its marks, and whether all of its letters stood in bold."""
        if "*" not in text:
            return text, self.bold and bool(text)
        if _is_bullet(text):
            return "* " + text.lstrip()[1:].lstrip(), False
        out: list[str] = []
        plain = False
        at = 0
        for match in _STARS_RE.finditer(text):
            piece = text[at : match.start()]
            plain = plain or (not self.bold and any(c.isalnum() for c in piece))
            out.append(piece)
            at = match.end()
            around = text[max(0, match.start() - 1) : match.start()] + text[at : at + 1]
            if around == "()" or (len(around) == 2 and around.isdigit()):
                out.append(match[0])  # 3*5 is arithmetic, (*) the sign of a footnote
            elif len(match[0]) % 4 in (2, 3):
                self.bold = not self.bold
        piece = text[at:]
        plain = plain or (not self.bold and any(c.isalnum() for c in piece))
        out.append(piece)
        bare = "".join(out)
        return bare, not plain and any(c.isalnum() for c in bare)


def without_markup(text: str) -> tuple[str, bool]:
    """Words that were cut out of a line, without the marks of Markdown, and whether all stood in bold."""
    emphasis = _Emphasis()
    lines = [_strip_markup(line, emphasis, ()) for line in text.split("\n")]
    return "\n".join(line for line, _ in lines), all(bold for _, bold in lines)


class _Columns:
    """The two columns of the letterhead and of the signature, which plain text holds apart by spaces only."""

    def __init__(self, grammars: Grammars) -> None:
        head = grammars["head"]
        self._right = head.giving("national_name") + head.giving("motto") + head.giving("date")
        self._recipients = head.pattern("recipients")
        self._next_part = grammars["markers"].giving("title") + grammars["markers"].giving("appendix")
        self._last: deque[str] = deque(maxlen=_TAIL_LINES)

    def split(self, text: str) -> str:
        """`XÃ A      Độc lập - Tự do - Hạnh phúc` with a tab between its columns; any other line as it is."""
        self._last.append(text)
        halves = _WIDE_GAP_RE.split(text.strip()) if _GAP in text and "\t" not in text else ()
        if len(halves) != 2 or not (fits_any(self._right, halves[1]) or self._beside_recipients()):
            return text
        return "\t".join(halves)

    def _beside_recipients(self) -> bool:
        """Whether the line stands behind `Nơi nhận`, or is that line, and in the same part of the document."""
        beside = False
        for text in self._last:
            if self._recipients.match(text.lstrip()):
                beside = True
            elif beside and fits_any(self._next_part, text.strip()):
                beside = False
        return beside


def _is_bullet(text: str) -> bool:
    """`* item` in Markdown; `*emphasis* …` has an even number of stars."""
    bare = text.strip()
    return bare.startswith(("* ", "*\t")) and bare.count("*") % 2 == 1


def clean_lines(
    lines: tuple[str, ...], grammars: Grammars, aside: Mapping[int, str] | None = None, bold_lines: Collection[int] = ()
) -> CleanText:
    """All lines of one source, repaired, with what was set aside.

    `aside` names lines, with the reason, that the reader already knows to be furniture; `bold_lines` those
    that the format itself sets in bold.
    """
    emphasis = _Emphasis()
    notes = frozenset((*_notes(lines), *_set_aside_notes(lines, aside or {})))
    columns, labels = _Columns(grammars), LabelMender(grammars)
    mended: list[tuple[int, str]] = []
    # Where every line begins or ends in a space, those of blank lines are the margin of a page and no empty cells.
    padded = all(raw[:1] == " " for raw in lines) or all(raw[-1:] == " " for raw in lines)
    out: list[CleanLine] = []
    furniture: list[Furniture] = []
    for number, raw in enumerate(lines, 1):
        text = repair_letters(raw)
        if not text or text.isspace():
            emphasis.bold = False
            if raw.strip():  # nothing but soft hyphens or zero-width spaces
                furniture.append(Furniture(line=number, text=raw, why="invisible signs"))
            out.append(CleanLine(number, "", spaced=bool(raw.strip(" ") if padded else raw)))
        elif why := (aside or {}).get(number) or _furniture_reason(text):
            furniture.append(Furniture(line=number, text=raw, why=why))
            out.append(CleanLine(number, ""))
        else:
            seen = text
            text, bold = _strip_markup(columns.split(text), emphasis, notes)
            if text != seen and (left := _furniture_reason(text) if text.strip() else "emphasis mark"):
                furniture.append(Furniture(line=number, text=raw, why=left))  # `*#`, `**---**`
                text = ""
            if better := labels.mend(text):
                text, what = better
                mended.append((number, what))
            apart = raw[:_CENTRED].isspace() and not (out and out[-1].text.endswith(":"))
            line = CleanLine(
                number,
                text,
                bool(text) and (bold or number in bold_lines),
                not text,
                centred=0 < len(text) < 4 and (apart or _ends_page(lines, number - 1)),
                bold_goes_on=emphasis.bold,
                indent=len(raw) - len(raw.lstrip(" ")) if raw[0] == " " else 0,
            )
            out.append(line)
    for number, why in _site_chrome(out, grammars):
        furniture.append(Furniture(line=number, text=lines[number - 1], why=why))
        out[number - 1] = CleanLine(number, "", chrome=True)
    return CleanText(tuple(out), tuple(sorted(furniture, key=lambda f: f.line)), tuple(mended))


def _ends_page(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the first of a page or the last, by the form feed that a converter put between two."""
    return lines[at][:1] == "\f" or (at + 1 < len(lines) and lines[at + 1][:1] == "\f")


def _notes(lines: Sequence[str]) -> Iterator[str]:
    """The numbers of footnotes that stand in the text: `[2] Luật được …`."""
    for raw in lines:
        if "[" in raw[:40] and (note := _NOTE_RE.match(raw)):
            yield note[1]


def _set_aside_notes(lines: Sequence[str], aside: Mapping[int, str]) -> Iterator[str]:
    """The numbers of footnotes that the reader found at the foot of a page: `2 Luật được …`."""
    for number, why in aside.items():
        if why == "footnote" and (note := _BARE_NOTE_RE.match(lines[number - 1])):
            yield note[1]


def _site_chrome(lines: Sequence[CleanLine], grammars: Grammars) -> Iterator[tuple[int, str]]:
    """The lines that a web site put around the text, with the rule that says so."""
    rules = grammars["furniture"].giving("chrome")
    alone = grammars["furniture"].giving("chrome_apart")
    apart = FirstOf(alone)
    opening = FirstOf(p for p in rules if p.rule.mode != "search")
    inside = [p for p in rules if p.rule.mode == "search"]
    needs = [need for p in inside for need in p.rule.needs]
    anywhere = [p for p in inside if not p.rule.needs]
    goes_on = False  # whether the line above may be the beginning of a sentence that this one ends
    for first in range(0, len(lines), _TOGETHER):
        group = lines[first : first + _TOGETHER]
        # What the rules need inside a line is sought in many lines at once: most texts hold none of it.
        together = "\n".join([line.text for line in group]).lower()
        present = [need for need in needs if need in together]
        may_stand_apart = any(need in together for p in alone for need in p.rule.needs)
        for line in group:
            text = line.text
            if not text:
                goes_on = False
                continue
            why = None
            likely = opening.fits(text) or (present and _holds(text.lower(), present))
            if likely or (anywhere and fits_any(anywhere, text)):
                why = next((p.rule.id for p in rules if p.match(text)), None)
            if may_stand_apart and why is None and not goes_on and (found := apart.find(text)):
                why = found[0].rule.id
            if why is not None:
                yield line.number, why
            goes_on = why is None and text[-1] not in _SENTENCE_ENDS


def _holds(text: str, needs: Sequence[str]) -> bool:
    return any(need in text for need in needs)


def _furniture_reason(text: str) -> str | None:
    bare = text.strip()
    if bare[:1].isalnum():
        return None
    drawn = _RULE_RE.fullmatch(bare) is not None and any(c in "-_=~─—–" for c in bare)
    return "rule" if drawn or not bare.strip("#") else None


def _strip_markup(text: str, emphasis: _Emphasis, notes: Collection[str]) -> tuple[str, bool]:
    if "&" in text:
        for entity, letter in _ENTITIES.items():
            text = text.replace(entity, letter)
    escaped = "\\" in text
    if escaped:  # an escaped star is a star of the text, not of its emphasis
        text = text.replace("\\*", _STAR)
    marked = text
    text, bold = emphasis.strip(text)
    heading = "#" in text and _HASHES_RE.match(text) is not None
    if heading:
        text = _HASHES_RE.sub("", text)
    if escaped:
        text = _ESCAPE_RE.sub(r"\1", text).replace(_STAR, "*")
    if "[" in text:
        text = _FOOTNOTE_RE.sub(lambda mark: "" if mark[1] or mark[2] in notes else mark[0], text)
    if "_" in text:
        text = _UNDERLINE_RE.sub(r"\1", text)
    if text is not marked:
        text = repair_letters(text)  # the mark stood between a letter and its tone
    return fold_spaces(text), bold or heading
