"""Styles of a Word file: what a paragraph or run inherits, as far as its words depend on it.

Source: ECMA-376 Part 1, 17.7 (styles). Looks are ignored but for those that change what is read: hidden
text, capitals, bold, the font (an ABC or VNI font is an encoding), the list a heading is numbered by.
"""

from __future__ import annotations

from typing import NamedTuple

from khcchc.read.docx_sheet import StyleSheet
from khcchc.read.xmltree import VAL, Element, W, children_by_tag

_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 32
"""Styles are based on others a few levels deep; a circle of them is damage."""
_B, _VANISH, _CAPS, FONTS, _RSTYLE = (f"{W}{tag}" for tag in ("b", "vanish", "caps", "rFonts", "rStyle"))
_ASCII, _HANSI = f"{W}ascii", f"{W}hAnsi"
_NAME, _BASE, _PPR, _RPR, _NUMPR = (f"{W}{tag}" for tag in ("name", "basedOn", "pPr", "rPr", "numPr"))
_NUMBER, _LEVEL = f"{W}numId", f"{W}ilvl"
LOOK_TAGS = frozenset((_B, _VANISH, _CAPS, FONTS, _RSTYLE))
"""The run properties that matter."""


class RunLook(NamedTuple):
    """What run properties say; `None` where they say nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None
    style: str | None = None
    """The character style it names, still to be looked up."""

    def over(self, below: RunLook) -> RunLook:
        """These properties, completed by those below them."""
        if self is PLAIN or below is PLAIN:
            return below if self is PLAIN else self
        return RunLook(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.capitals if self.capitals is None else self.capitals,
            below.font if self.font is None else self.font,
        )


PLAIN = RunLook()


class Style(NamedTuple):
    """One style with all that it inherits. `number` and `level` are its list, where it has one."""

    name: str = ""
    look: RunLook = PLAIN
    number: str | None = None
    level: int | None = None
    contents: bool = False
    """Is it a style of a table of contents?"""


def read_look(properties: Element | None, looked_at: frozenset[str] = LOOK_TAGS) -> RunLook:
    """The look that a `w:rPr` sets itself; tags that are not `looked_at` are passed over."""
    bold = hidden = capitals = font = style = None
    for item in properties[:] if properties is not None else ():
        tag = item.tag
        if tag not in looked_at:
            continue
        if tag == _B:
            bold = is_on(item)
        elif tag == _VANISH:
            hidden = is_on(item)
        elif tag == _CAPS:
            capitals = is_on(item)
        elif tag == _RSTYLE:
            style = item.get(VAL)
        else:
            font = item.get(_ASCII) or item.get(_HANSI)
    if bold is None and hidden is None and capitals is None and font is None and style is None:
        return PLAIN
    return RunLook(bold, hidden, capitals, font, style)


def is_on(element: Element | None) -> bool:
    """A switch such as `<w:b/>` or `<w:b w:val="0"/>`."""
    return element is not None and element.get(VAL, "1") not in _OFF


def read_int(element: Element | None, attribute: str = VAL) -> int | None:
    """A whole number in an attribute; `None` where it is missing or none."""
    try:
        return None if element is None else int(element.get(attribute, ""))
    except ValueError:
        return None


class Styles:
    """The styles of one document, each resolved once, when it is first named; an unknown style is the default one."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._known: dict[str, Style] = {}
        self._paragraphs: dict[str | None, Style] = {}
        self._looks: dict[tuple[RunLook, RunLook], RunLook] = {}
        self._default = PLAIN
        if sheet.defaults is not None:
            self._default = read_look(sheet.defaults.find(f"{W}rPrDefault/{W}rPr"))

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph, down to the defaults of the document."""
        known = self._paragraphs.get(style_id)
        if known is None:
            named = style_id if style_id in self._sheet else self._sheet.paragraph
            known = self._paragraphs[style_id] = self._resolved(named, self._default)
        return known

    def look(self, own: RunLook, below: RunLook) -> RunLook:
        """What a run shows: its own look, then that of the character style it names, then that of its paragraph."""
        if own is PLAIN:
            return below
        known = self._looks.get((own, below))
        if known is None:
            named = own if own.style is None else own.over(self._run(own.style))
            known = self._looks[own, below] = below if named is PLAIN else named.over(below)
        return known

    def _run(self, style_id: str | None) -> RunLook:
        """The look that a character style sets; it says nothing where there is none."""
        return self._resolved(style_id, PLAIN).look if style_id in self._sheet else PLAIN

    def numbering(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        return self._resolved(style_id, PLAIN).number

    def _resolved(self, style_id: str | None, base: RunLook) -> Style:
        key = f"{style_id}/{base is PLAIN}"
        if key not in self._known:
            self._known[key] = self._resolve(style_id, base)
        return self._known[key]

    def _resolve(self, style_id: str | None, base: RunLook) -> Style:
        name, look, number, level = "", PLAIN, None, None
        current = self._sheet.style(style_id or "")
        for _ in range(_MAX_CHAIN):
            if current is None:
                break
            parts = children_by_tag(current)
            name = name or value(parts.get(_NAME)) or ""
            look = look.over(read_look(parts.get(_RPR)))
            listed = current.find(f"{W}pPr/{W}numPr")
            if listed is not None:
                number = number or value(listed.find(_NUMBER))
                level = read_int(listed.find(_LEVEL)) if level is None else level
            current = self._sheet.style(value(parts.get(_BASE)) or "")
        contents = name.lower().startswith(("toc ", "table of figures"))
        return Style(name, look.over(base), number, level, contents)


def value(element: Element | None) -> str | None:
    """What a property such as `<w:numId w:val="3"/>` holds."""
    return None if element is None else element.get(VAL)
