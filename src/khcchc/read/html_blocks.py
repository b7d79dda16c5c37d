"""The elements of a page to blocks: an event at a time, so that no depth of nesting is too deep.

Source: HTML Standard, 13.2 (how missing end tags are closed) and 15.3 (what browsers show).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from khcchc.read.charsets import font_charset
from khcchc.read.docx_numbering import format_number
from khcchc.read.encodings import convert_old_font
from khcchc.read.html_tables import MAX_DEPTH, OpenTable, read_number
from khcchc.read.layout import Block, Paragraph, cut_lines, is_typed

_HIDDEN = frozenset((
    "script", "style", "noscript", "template", "title", "button", "select", "textarea", "svg", "iframe", "object",
    "canvas", "datalist",
))  # fmt: skip
_CHROME = {"nav": "navigation", "footer": "page footer", "aside": "navigation"}
_BOLD = frozenset((
    "b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "del", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "input", "o:p", "st1:place",
))  # fmt: skip
_STYLE_RE = re.compile(
    r"(display|visibility|font-weight|font-family|list-style(?:-type)?)\s*:\s*([^;]+)", re.IGNORECASE
)
_WHITE_RE = re.compile(r"[ \t\r\n\f]+")
_LIST_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
}  # fmt: skip
_MAX_LOOK = 500
"""How far up an end tag looks for its start: real pages nest some thirty deep."""


class _Open(NamedTuple):
    """An element that is open, with what holds for the words in it, inherited or its own."""

    tag: str = ""
    bold: bool = False
    hidden: bool = False
    pre: bool = False
    aside: str | None = None
    font: str | None = None


@dataclass(slots=True)
class _List:
    """A list that is open: its number format (`None` for bullets) and the number of the next item."""

    format: str | None
    next: int = 1
    depth: int = 0
    """How many lists of bullets are open, with this one."""


class PageBuilder(HTMLParser):
    """Feed it a page, then `finish` gives its blocks. `legacy` counts pieces in the fonts of old encodings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.legacy: dict[str, int] = {}
        self._blocks: list[Block] = []
        self._open: list[_Open] = [_Open()]
        self._count: Counter[str] = Counter()
        self._tables: list[OpenTable] = []
        self._lists: list[_List] = []
        self._pieces: list[tuple[str, bool]] = []
        self._place = (0, 0)
        """The first and the last line with words of the open paragraph."""
        self._mark = ""

    def finish(self) -> list[Block]:
        """The blocks of the whole page."""
        self.close()
        self._flush()
        while self._tables:
            self._end_table()
        return self._blocks

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![endif]>` as ever; `<![` with any other word is a comment, as in a browser, where Python stops."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    # --- events ----------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "br":
            self._pieces.append(("\n", False))
            return
        if tag not in _INLINE:
            self._flush()
            self._close("p")
        if tag == "table" and len(self._tables) < MAX_DEPTH:
            for table in self._tables[-1:]:
                table.nested = True
            self._tables.append(OpenTable(self._blocks))
        elif tag == "tr" and self._tables:
            self._close("tr")
            self._tables[-1].start_row()
        elif tag in ("td", "th") and self._tables:
            if not self._close("td"):
                self._close("th")
            self._mark = ""
            self._blocks = self._tables[-1].start_cell(known.get("colspan"), known.get("rowspan"))
        elif tag in ("ol", "ul"):
            listed = _start_list(tag, known)
            above = self._lists[-1].depth if self._lists else 0
            listed.depth = above + (listed.format is None)
            self._lists.append(listed)
        elif tag == "li":
            self._close("li", ("ol", "ul"))
            self._mark = self._next_mark(known)
        if tag not in _VOID:
            self._open.append(_inside(self._open[-1], tag, known))
            self._count[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _INLINE and tag not in _VOID:  # `<o:p/>`; of `<div/>` a browser sees the start only
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._flush()
        if not self._close(tag):
            return
        if tag == "table" and self._tables:
            self._end_table()
        elif tag == "tr" and self._tables:
            self._tables[-1].end_row()
        elif tag in ("td", "th", "li"):
            self._mark = ""
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        place = self._open[-1]
        if place.hidden:
            return
        text = data if place.pre else _WHITE_RE.sub(" ", data)
        kind = font_charset(place.font) if place.font else None
        if kind is not None:
            converted = convert_old_font(text, kind[0], capitals=kind[1])
            if converted is not None and converted != text:
                self.legacy[kind[0]] = self.legacy.get(kind[0], 0) + 1
                text = converted
        self._pieces.append((text, place.bold))
        if words := data.strip():
            first = self.getpos()[0] + data.count("\n", 0, len(data) - len(data.lstrip()))
            self._place = (self._place[0] or first, first + words.count("\n"))

    # --- what the events build -------------------------------------------------------------------------------

    def _flush(self) -> None:
        """End the paragraph that is open."""
        pieces, self._pieces = self._pieces, []
        (start, end), self._place = self._place, (0, 0)
        lines = cut_lines(pieces)
        while lines and not lines[0][0]:
            lines.pop(0)
        while lines and not lines[-1][0]:
            lines.pop()
        if not lines:
            return
        place = self._open[-1]
        if self._mark and not is_typed(lines[0][0]):
            lines[0] = (f"{self._mark} {lines[0][0]}", lines[0][1])
        self._mark = ""
        if place.pre:
            self._blocks += [Paragraph((line,), place.aside, start, end) for line in lines]
        else:
            self._blocks.append(Paragraph(tuple(lines), place.aside, start, end))

    def _next_mark(self, attrs: dict[str, str | None]) -> str:
        if not self._lists or self._lists[-1].format == "none":
            return ""
        listed = self._lists[-1]
        if listed.format is None:
            return "-" if listed.depth % 2 else "+"
        value = read_number(attrs.get("value"), listed.next, 100000)
        listed.next = value + 1
        number = format_number(value, listed.format)
        return f"{number})" if listed.format == "lowerLetter" else f"{number}."

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._blocks = table.outer
        self._blocks += table.finish()

    def _close(self, tag: str, until: tuple[str, ...] = ()) -> bool:
        """Close the nearest open element of this kind with all that was left open in it.

        A table, and a cell for all that is no part of a table, keep what is outside of them open.
        """
        if not self._count[tag]:
            return False
        for at in range(len(self._open) - 1, max(0, len(self._open) - _MAX_LOOK), -1):
            found = self._open[at].tag
            if found == tag:
                for item in self._open[at:]:
                    self._count[item.tag] -= 1
                del self._open[at:]
                return True
            if found == "table" or found in until or (found in ("td", "th") and tag not in ("tr", "table")):
                return False
        return False


def _inside(outer: _Open, tag: str, attrs: dict[str, str | None]) -> _Open:
    """What holds inside an element of this kind."""
    item = outer._replace(
        tag=tag,
        bold=outer.bold or tag in _BOLD,
        hidden=outer.hidden or tag in _HIDDEN or "hidden" in attrs,
        pre=outer.pre or tag == "pre",
        aside=outer.aside or _CHROME.get(tag),
        font=attrs.get("face") or outer.font,
    )
    style = attrs.get("style")
    if not style:
        return item
    for key, value in _STYLE_RE.findall(style):
        name, word = key.lower(), value.strip().lower()
        if (name, word) in (("display", "none"), ("visibility", "hidden")):
            item = item._replace(hidden=True)
        elif name == "font-weight":
            item = item._replace(bold=word in ("bold", "bolder") or (word.isdigit() and int(word) >= 600))
        elif name == "font-family":
            item = item._replace(font=word.split(",")[0].strip("'\" "))
    return item


def _start_list(tag: str, attrs: dict[str, str | None]) -> _List:
    style = _LIST_FORMATS.get(attrs.get("type") or "")
    for key, value in _STYLE_RE.findall(attrs.get("style") or ""):
        if key.lower().startswith("list-style"):
            style = next((_LIST_FORMATS[w.lower()] for w in value.split() if w.lower() in _LIST_FORMATS), style)
    if tag == "ul":
        return _List("none" if style == "none" else None)
    return _List(style or "decimal", read_number(attrs.get("start"), 1, 100000))
