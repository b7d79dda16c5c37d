"""The style sheet of a Word file, cut into its styles: only those that the document names are parsed.

A sheet holds hundreds of styles, a plan names a handful, and the sheet is often longer than the plan. Whatever writes
Word files puts the styles one behind the other under the root; such a sheet is cut at the ends of these elements. Any
other sheet (UTF-16, comments, other prefixes, a style in a style) is parsed whole.

Guarantees:
 1. `defaults` and `style` give what parsing the whole sheet gives.
 2. A sheet that is cut short, has no end or declares a document type is refused as ever; damage inside a style is
    told when the style is asked for.
 3. The work is bounded: a document that names very many styles has its sheet parsed whole, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khcchc.errors import KhcchcError
from khcchc.read.xmltree import Element, W, parse_xml

_NAME_SPACE = W[1:-1].encode()
_HEAD_RE = re.compile(
    rb"(?:<\?xml version=['\"]1\.0['\"](?: encoding=['\"][Uu][Tt][Ff]-8['\"])?(?: standalone=['\"](?:yes|no)['\"])?"
    rb" ?\?>)?\s*(<w:styles [^<>]{1,8000}[^<>/]>)"
)
_PART_RE = re.compile(
    rb"\s*<w:(?:(docDefaults|latentStyles)(?: [^<>]*[^<>/])?|"
    rb"style((?: w:(?:type|default|customStyle)=\"\w*\")*) w:styleId=\"([^\"<>&\t\r\n]*)\")>"
)
_DEFAULT_RE = re.compile(rb"w:default=\"(?:1|true)\"")
_END, _CLOSE = b"</w:styles>", ord(">")
_FEW = 64
"""So many styles are parsed one by one."""
_Place = tuple[int, int]
"""First byte of a part, and the byte behind it."""


@dataclass(slots=True)
class _Cuts:
    """Where the parts of a sheet stand in its bytes, and the bytes that open it."""

    head: bytes
    defaults: _Place = (0, 0)
    paragraph: str | None = None
    styles: dict[str, _Place] = field(default_factory=dict)


class StyleSheet:
    """The `w:style` elements of one document by their ids; without a sheet there are none.

    `defaults` is its `w:docDefaults`; `paragraph` is the id of the style of paragraphs that name none.
    """

    def __init__(self, data: bytes | None, part: str = "", name: str = "") -> None:
        self._data = data or b""
        self._origin = part, name
        self._elements: dict[str, Element] = {}
        self._cuts = _cut(self._data)
        self.defaults: Element | None = None
        self.paragraph: str | None = None
        if self._cuts is not None:
            self.paragraph = self._cuts.paragraph
            self.defaults = self._parsed(self._cuts.defaults)
        elif data is not None:
            self._read_whole()

    def __contains__(self, style_id: str | None) -> bool:
        return style_id in self._elements or (self._cuts is not None and style_id in self._cuts.styles)

    def style(self, style_id: str) -> Element | None:
        """The style of this id."""
        found = self._elements.get(style_id)
        if found is not None or self._cuts is None or style_id not in self._cuts.styles:
            return found
        if len(self._elements) < _FEW:
            found = self._parsed(self._cuts.styles[style_id])
        else:
            self._read_whole()
        if self._cuts is None:
            return self._elements.get(style_id)
        self._elements[style_id] = found
        return found

    def _parsed(self, place: _Place) -> Element | None:
        """One part of the sheet, under the root it stands under."""
        assert self._cuts is not None
        try:
            root = parse_xml(self._cuts.head + self._data[slice(*place)] + _END, *self._origin)
        except KhcchcError:
            self._read_whole()  # raises, with the line in the sheet
            raise
        return root[0] if len(root) else None

    def _read_whole(self) -> None:
        self._cuts = None
        self._elements = {}
        for element in parse_xml(self._data, *self._origin):
            if element.tag == f"{W}style":
                style_id = element.get(f"{W}styleId", "")
                self._elements[style_id] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                    self.paragraph = style_id
            elif element.tag == f"{W}docDefaults":
                self.defaults = element


def _cut(data: bytes) -> _Cuts | None:
    """The parts of a sheet that is as Word writes it; `None` for every other.

    A part inside one of its own kind leaves an end behind that is no part.
    """
    head = _HEAD_RE.match(data)
    if head is None or b"!" in data or data.find(b"?", head.start(1)) >= 0:  # comments, entities, instructions
        return None
    if head[1].count(_NAME_SPACE) != 1 or b' xmlns:w="%b"' % _NAME_SPACE not in head[1]:
        return None
    cuts = _Cuts(head[1])
    at = head.end()
    while (part := _PART_RE.match(data, at)) is not None:
        end = b"</w:%b" % (part[1] or b"style")
        start, at = at, data.find(end, part.end()) + len(end) + 1
        if at < part.end() or data[at - 1] != _CLOSE:
            return None
        if part[1] is None and not _add_style(cuts, part[3], part[2], (start, at)):
            return None
        if part[1] == b"docDefaults":
            cuts.defaults = (start, at)
    return cuts if data[at:].strip() == _END else None


def _add_style(cuts: _Cuts, name: bytes, attributes: bytes, place: _Place) -> bool:
    """Note where a style stands; `False` where its name is no UTF-8."""
    try:
        style_id = name.decode()
    except UnicodeDecodeError:
        return False
    cuts.styles[style_id] = place
    if b'w:type="paragraph"' in attributes and _DEFAULT_RE.search(attributes):
        cuts.paragraph = style_id
    return True
