"""The words of a Word paragraph, as Word shows them with all changes accepted.

Source: ECMA-376 Part 1, 17.3 (paragraphs and runs), 17.13 (annotations), 17.16 (fields), Part 3 (AlternateContent).

Guarantees:
 1. Inserted and moved-in text is there, deleted, moved-away and hidden text is not.
 2. Of a field the result is read, never its code; of alternate content one branch, never two.
 3. What is not known is walked into: an unknown element loses no words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from khcchc.read.charsets import font_charset
from khcchc.read.docx_styles import PLAIN, VAL, RunLook, Style, Styles, W, is_on, read_look
from khcchc.read.encodings import convert_old_font
from khcchc.read.layout import fold
from khcchc.read.xmltree import Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOX = f"{W}txbxContent"
_RUN, _TEXT, _RPR, _RSTYLE = f"{W}r", f"{W}t", f"{W}rPr", f"{W}rStyle"
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
        self.legacy: dict[str, int] = {}

    def collect(self, paragraph: Element, style: Style, words: Words) -> None:
        """Add the words of a paragraph to `words`; a field may not reach over its end."""
        _Walk(self._styles, style.look, words).walk(paragraph)

    def lines(self, words: Words) -> tuple[tuple[str, bool], ...]:
        """The lines between soft breaks as (text, stands in bold), with tabs kept."""
        out: list[tuple[str, bool]] = []
        text, plain, lettered = "", False, False
        for piece, look in self._converted(words.pieces):
            for i, part in enumerate(piece.split("\n")):
                if i:
                    out.append((fold(text), lettered and not plain))
                    text, plain, lettered = "", False, False
                text += part
                if any(map(str.isalnum, part)):
                    lettered = True
                    plain = plain or not look.bold
        out.append((fold(text), lettered and not plain))
        return tuple(out)

    def _converted(self, pieces: list[tuple[str, RunLook]]) -> Iterator[tuple[str, RunLook]]:
        """The pieces in Unicode. Neighbours in fonts of one encoding are read as one: VNI splits a letter in two."""
        if not self._old_fonts:
            yield from pieces
            return
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


class _Walk:
    """One walk over one paragraph; keeps the fields that are open in it."""

    def __init__(self, styles: Styles, look: RunLook, words: Words) -> None:
        self._styles = styles
        self._look = look
        self._words = words
        self._codes: list[bool] = []
        """For each open field: are we still in its code?"""

    def walk(self, parent: Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element)
            elif tag in _SKIPPED:
                continue
            elif tag == BOX:
                self._words.boxes.append(element)
            elif tag == f"{MC}AlternateContent":
                self._alternate(element)
            elif tag == _SDT and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue  # "Click here to enter text"
            elif tag == _MATH_TEXT:
                self._add(element.text or "", self._look)
            else:
                self.walk(element)

    def _run(self, run: Element) -> None:
        properties = run.find(_RPR)
        look = self._look if properties is None else self._run_look(properties)
        if look.hidden:
            return
        for element in run:
            tag = element.tag
            if tag == _TEXT:
                text = element.text or ""
                if element.get(_SPACE) != "preserve":
                    text = text.strip(" \t\r\n")
                self._add(text.replace("\n", " ").replace("\t", " "), look)
            elif tag in _FIXED:
                self._add(_FIXED[tag], look)
            elif tag == _FIELD:
                self._field(element.get(_FIELD_TYPE, ""))
            elif tag in _SKIPPED:
                continue
            elif tag == f"{W}sym":
                self._add(_symbol(element), look)
            elif tag == f"{MC}AlternateContent":
                self._alternate(element)
            elif tag in _DRAWN:
                self._words.boxes += _boxes(element)
            else:
                self.walk(element)

    def _run_look(self, properties: Element) -> RunLook:
        named = properties.find(_RSTYLE)
        own = read_look(properties)
        if named is not None:
            own = own.over(self._styles.run(named.get(VAL)))
        return own if own is PLAIN and self._look is PLAIN else own.over(self._look)

    def _add(self, text: str, look: RunLook) -> None:
        if text and not any(self._codes):
            self._words.pieces.append((text.upper() if look.capitals else text, look))

    def _field(self, type_: str) -> None:
        if type_ == "begin":
            self._codes.append(True)
        elif type_ == "separate" and self._codes:
            self._codes[-1] = False
        elif type_ == "end" and self._codes:
            self._codes.pop()

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


def _boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing, outermost only, each from one branch of its alternates."""
    out: list[Element] = []
    for child in element:
        if child.tag == BOX:
            out.append(child)
        elif child.tag == f"{MC}AlternateContent":
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


def mark_deleted(paragraph: Element) -> bool:
    """Was the mark at the end of this paragraph deleted? Then its words open the next one."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and (
        properties.find(f"{W}del") is not None or properties.find(f"{W}moveFrom") is not None
    )


def row_hidden(row: Element) -> bool:
    """A row that was deleted, or that is hidden."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False
    return properties.find(f"{W}del") is not None or is_on(properties.find(f"{W}hidden"))
