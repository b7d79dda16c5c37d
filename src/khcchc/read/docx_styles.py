"""Styles of a Word file: what a paragraph or run inherits, as far as its words depend on it.

Source: ECMA-376 Part 1, 17.7 (styles). Looks are ignored but for those that change what is read: hidden
text, capitals, bold, the font (an ABC or VNI font is an encoding), the list a heading is numbered by.
"""

from __future__ import annotations

from dataclasses import dataclass

from khcchc.read.xmltree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 32
"""Styles are based on others a few levels deep; a circle of them is damage."""


@dataclass(frozen=True, slots=True)
class RunLook:
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


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it inherits. `number` and `level` are its list, where it has one."""

    name: str = ""
    look: RunLook = PLAIN
    number: str | None = None
    level: int | None = None
    contents: bool = False
    """Is it a style of a table of contents?"""


def read_look(properties: Element | None, *, fonts: bool = True) -> RunLook:
    """The look that a `w:rPr` sets itself; without `fonts` they are passed over, as hardly any document needs them."""
    bold = hidden = capitals = font = style = None
    for item in properties if properties is not None else ():
        tag = item.tag
        if tag == _B:
            bold = is_on(item)
        elif tag == _VANISH:
            hidden = is_on(item)
        elif tag == _CAPS:
            capitals = is_on(item)
        elif tag == _RSTYLE:
            style = item.get(VAL)
        elif fonts and tag == _FONTS:
            font = item.get(_ASCII) or item.get(_HANSI)
    if bold is None and hidden is None and capitals is None and font is None and style is None:
        return PLAIN
    return RunLook(bold, hidden, capitals, font, style)


_B, _VANISH, _CAPS, _FONTS, _RSTYLE = f"{W}b", f"{W}vanish", f"{W}caps", f"{W}rFonts", f"{W}rStyle"
_ASCII, _HANSI = f"{W}ascii", f"{W}hAnsi"


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
    """The style sheet of one document; an unknown style is the default one."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._paragraphs: dict[str | None, Style] = {}
        self._default = PLAIN
        self._paragraph: str | None = None
        for element in root if root is not None else ():
            if element.tag == f"{W}style":
                style_id = element.get(f"{W}styleId", "")
                self._elements[style_id] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                    self._paragraph = style_id
            elif element.tag == f"{W}docDefaults":
                self._default = read_look(element.find(f"{W}rPrDefault/{W}rPr"))

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph, down to the defaults of the document."""
        known = self._paragraphs.get(style_id)
        if known is None:
            known = self._paragraphs[style_id] = self._paragraph_style(style_id)
        return known

    def _paragraph_style(self, style_id: str | None) -> Style:
        return self._resolved(style_id if style_id in self._elements else self._paragraph, self._default)

    def run(self, style_id: str | None) -> RunLook:
        """The look that a character style sets; it says nothing where there is none."""
        return self._resolved(style_id, PLAIN).look if style_id in self._elements else PLAIN

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
        current = self._elements.get(style_id or "")
        for _ in range(_MAX_CHAIN):
            if current is None:
                break
            named = current.find(f"{W}name")
            name = name or (named.get(VAL, "") if named is not None else "")
            look = look.over(read_look(current.find(f"{W}rPr")))
            listed = current.find(f"{W}pPr/{W}numPr")
            if listed is not None:
                number = number or _value(listed.find(f"{W}numId"))
                level = read_int(listed.find(f"{W}ilvl")) if level is None else level
            parent = _value(current.find(f"{W}basedOn"))
            current = self._elements.get(parent or "")
        contents = name.lower().startswith(("toc ", "table of figures"))
        return Style(name, look.over(base), number, level, contents)


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(VAL)
