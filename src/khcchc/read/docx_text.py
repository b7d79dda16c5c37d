"""The words of a Word paragraph, as Word shows them with all changes accepted.

Source: ECMA-376 Part 1, 17.3 (paragraphs and runs), 17.13 (annotations), 17.16 (fields), Part 3 (AlternateContent).

Guarantees:
 1. Inserted and moved-in text is there, deleted, moved-away and hidden text is not.
 2. Of a field the result is read, never its code; of alternate content one branch, never two.
 3. What is not known is walked into: an unknown element loses no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from khcchc.read.charsets import font_charset
from khcchc.read.docx_styles import FONTS, LOOK_TAGS, PLAIN, RunLook, Style, Styles, read_look
from khcchc.read.encodings import convert_old_font
from khcchc.read.layout import cut_lines, fold
from khcchc.read.xmltree import Element, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOX = f"{W}txbxContent"
_RUN, _TEXT, _RPR = f"{W}r", f"{W}t", f"{W}rPr"
_SYM, _PLACEHOLDER = f"{W}sym", f"{W}sdtPr/{W}showingPlcHdr"
_ALTERNATE = f"{MC}AlternateContent"
_FIELD, _FIELD_TYPE, _SDT = f"{W}fldChar", f"{W}fldCharType", f"{W}sdt"
_FIXED = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-", f"{W}softHyphen": "", f"{W}lastRenderedPageBreak": "",
}  # fmt: skip
_SKIPPED = frozenset(
    f"{W}{tag}"
    for tag in (
        "pPr", "rPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "proofErr", "bookmarkStart", "bookmarkEnd", "rt", "ffData", "footnoteRef", "endnoteRef",
        "footnoteReference", "endnoteReference", "annotationRef", "commentReference", "fldData",
    )
)  # fmt: skip
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_BLANKS = " \t\r\n"
Lines = tuple[tuple[str, bool], ...]
"""Lines of a paragraph as (text, stands in bold)."""
NO_WORDS: Lines = (("", False),)
"""The lines of a paragraph without words."""
_SYMBOLS = {0x2D: "-", 0x2B: "+", 0xB7: "•", 0xA7: "▪", 0xBE: "-", 0xFC: "✓", 0xA8: "☐", 0xFE: "☑", 0x6F: "☐"}


@dataclass(slots=True)
class Words:
    """Pieces of one paragraph as (text, look), and the text boxes that hang on it."""

    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class WordReader:
    """Reads paragraphs of one document. `legacy` counts the pieces that were in the fonts of an old encoding."""

    def __init__(self, styles: Styles, *, old_fonts: bool) -> None:
        self._styles = styles
        self._old_fonts = old_fonts
        self._looked_at = LOOK_TAGS if old_fonts else LOOK_TAGS - {FONTS}
        self._look = PLAIN
        self._words = Words()
        self._codes: list[bool] = []
        """For each open field: are we still in its code?"""
        self._in_code = 0
        """How many of them are."""
        self.legacy: dict[str, int] = {}

    def plain(self, children: Sequence[Element], style: Style) -> Lines | None:
        """The one line of a paragraph that is a run of one text, as most are: the same as by the long way.

        `None` for every other paragraph.
        """
        if len(children) != 1 or children[0].tag != _RUN or self._old_fonts:
            return None
        parts = children[0][:]
        self._look = look = style.look
        if len(parts) == 2 and parts[0].tag == _RPR:
            look = self._run_look(parts[0])
        elif len(parts) != 1:
            return None
        text = parts[-1].text if parts[-1].tag == _TEXT and not look.hidden else None
        if not text:
            return None
        text = fold(_tidied(text, parts[-1]))
        if look.capitals:
            text = text.upper()
        return ((text, look.bold is True and any(map(str.isalnum, text))),)

    def collect(self, children: Iterable[Element], style: Style, words: Words) -> None:
        """Add the words of a paragraph, given by its children, to `words`; a field may not reach over its end."""
        self._look = style.look
        self._words = words
        if self._codes:
            self._codes, self._in_code = [], 0
        for element in children:
            if element.tag == _RUN:
                self._run(element)
            else:
                self._walk((element,))

    def lines(self, words: Words) -> Lines:
        """The lines between soft breaks as (text, stands in bold), with tabs kept."""
        pieces = words.pieces
        if not pieces:
            return NO_WORDS
        if self._old_fonts:
            pieces = list(self._converted(pieces))
        if len(pieces) == 1:
            text, look = pieces[0]
            if "\n" not in text:
                return ((fold(text), look.bold is True and any(map(str.isalnum, text))),)
        elif not any(look.bold for _, look in pieces):
            text = "".join([text for text, _ in pieces])
            if "\n" not in text:
                return ((fold(text), False),)
        return tuple(cut_lines([(text, bool(look.bold)) for text, look in pieces]))

    def _converted(self, pieces: list[tuple[str, RunLook]]) -> Iterator[tuple[str, RunLook]]:
        """The pieces in Unicode. Neighbours in fonts of one encoding are read as one: VNI splits a letter in two."""
        at = 0
        while at < len(pieces):
            text, look = pieces[at]
            kind = font_charset(look.font or "")
            at += 1
            if kind is None:
                yield text, look
                continue
            while (
                at < len(pieces) and pieces[at][1].bold == look.bold and font_charset(pieces[at][1].font or "") == kind
            ):
                text += pieces[at][0]
                at += 1
            yield self._convert(text, *kind), look

    def _convert(self, text: str, charset: str, capitals: bool) -> str:
        converted = convert_old_font(text, charset, capitals=capitals)
        if converted is None:
            return text
        if converted != text:
            self.legacy[charset] = self.legacy.get(charset, 0) + 1
        return converted

    # --- the walk over one paragraph ---------------------------------------------------------------------------

    def _walk(self, elements: Iterable[Element]) -> None:
        for element in elements:
            tag = element.tag
            if tag == _RUN:
                self._run(element)
            elif tag in _SKIPPED:
                continue
            elif tag == BOX:
                self._words.boxes.append(element)
            elif tag == _ALTERNATE:
                self._alternate(element)
            elif tag == _SDT and element.find(_PLACEHOLDER) is not None:
                continue  # "Click here to enter text"
            elif tag == _MATH_TEXT:
                self._add(element.text or "", self._look)
            else:
                self._walk(element)

    def _run(self, run: Element) -> None:
        look = self._look
        for element in run[:]:
            tag = element.tag
            if tag == _TEXT:
                text = element.text
                if text:
                    self._add(_tidied(text, element), look)
            elif tag == _RPR:  # always the first
                look = self._run_look(element)
                if look.hidden:
                    return
            elif tag in _FIXED:
                self._add(_FIXED[tag], look)
            elif tag not in _SKIPPED:
                self._special(tag, element, look)

    def _run_look(self, properties: Element) -> RunLook:
        """What a run shows."""
        if not len(properties):
            return self._look
        return self._styles.look(read_look(properties, self._looked_at), self._look)

    def _special(self, tag: str, element: Element, look: RunLook) -> None:
        """What few runs hold."""
        if tag == _FIELD:
            self._field(element.get(_FIELD_TYPE, ""))
        elif tag == _SYM:
            self._add(_symbol(element), look)
        elif tag == _ALTERNATE:
            self._alternate(element)
        elif tag in _DRAWN:
            self._words.boxes += _boxes(element)
        else:
            self._walk(element)

    def _add(self, text: str, look: RunLook) -> None:
        if text and not self._in_code:
            self._words.pieces.append((text.upper() if look.capitals else text, look))

    def _field(self, type_: str) -> None:
        if type_ == "begin":
            self._codes.append(True)
            self._in_code += 1
        elif type_ == "separate" and self._codes:
            self._in_code -= self._codes[-1]
            self._codes[-1] = False
        elif type_ == "end" and self._codes:
            self._in_code -= self._codes.pop()

    def _alternate(self, element: Element) -> None:
        before = len(self._words.pieces), len(self._words.boxes)
        for branch in (f"{MC}Choice", f"{MC}Fallback"):
            for found in element.findall(branch):
                self._words.boxes += _boxes(found)
                self.walk_inline(found)
                if (len(self._words.pieces), len(self._words.boxes)) != before:
                    return

    def walk_inline(self, branch: Element) -> None:
        """Runs and text of a branch that are not in a drawing: these were taken as boxes."""
        for element in branch:
            if element.tag in _DRAWN or element.tag == BOX:
                continue
            if element.tag == _TEXT:
                self._add(element.text or "", self._look)
            elif element.tag in _FIXED:
                self._add(_FIXED[element.tag], self._look)
            elif element.tag == _RUN:
                self._run(element)


def _tidied(text: str, element: Element) -> str:
    """The text of a `w:t`: white space at its ends counts only where it says so, and breaks have their own elements."""
    if text[0] not in _BLANKS and text[-1] not in _BLANKS and "\n" not in text and "\t" not in text:
        return text
    if element.get(_SPACE) != "preserve":
        text = text.strip(_BLANKS)
    return text.replace("\n", " ").replace("\t", " ")


def _boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing, outermost only, each from one branch of its alternates."""
    out: list[Element] = []
    for child in element:
        if child.tag == BOX:
            out.append(child)
        elif child.tag == _ALTERNATE:
            for branch in (f"{MC}Choice", f"{MC}Fallback"):
                found = [box for part in child.findall(branch) for box in _boxes(part)]
                if found:
                    out += found
                    break
        else:
            out += _boxes(child)
    return out


def _symbol(element: Element) -> str:
    """A glyph of a symbol font; the bullets and ticks that plans use have characters of their own."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    low = code & 0xFF if code >= 0xF000 else code
    if low in _SYMBOLS:
        return _SYMBOLS[low]
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
