"""The elements of a page to blocks: an event at a time, so that no depth of nesting is too deep.

Source: HTML Standard, 4.3 to 4.9 and 15.3 (what browsers show), 13.2 (how missing end tags are closed).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from khcchc.read.charsets import font_charset
from khcchc.read.docx_numbering import format_number
from khcchc.read.encodings import convert_old_font
from khcchc.read.layout import Block, Paragraph, Table, TableCell, fold, is_typed

_HIDDEN = frozenset(("script", "style", "noscript", "template", "title", "button", "select", "textarea", "svg", "iframe", "object", "canvas", "datalist", "math"))  # fmt: skip
_CHROME = {"nav": "navigation", "footer": "page footer", "aside": "navigation"}
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_INLINE = frozenset(("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "o:p", "st1:place"))  # fmt: skip
_SCOPES = frozenset(("td", "th", "table"))
_STYLE_RE = re.compile(
    r"(display|visibility|font-weight|font-family|list-style(?:-type)?)\s*:\s*([^;]+)", re.IGNORECASE
)
_WHITE_RE = re.compile(r"[ \t\r\n\f]+")
_LIST_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
}  # fmt: skip
_MAX_SPAN = 200


@dataclass(slots=True)
class _Open:
    """An element that is open, and what it changes for the words in it."""

    tag: str
    bold: bool | None = None
    hidden: bool = False
    aside: str | None = None
    font: str | None = None


@dataclass(slots=True)
class _List:
    """A list that is open: its number format (`None` for bullets) and the number of the next item."""

    format: str | None
    next: int = 1


@dataclass(slots=True)
class _Grid:
    """A table that is open. `below` has, for each column, how many rows its cell still reaches down."""

    rows: list[list[TableCell]] = field(default_factory=list)
    row: list[TableCell] | None = None
    below: dict[int, int] = field(default_factory=dict)
    column: int = 0
    outer: list[Block] = field(default_factory=list)
    nested: bool = False


class PageBuilder(HTMLParser):
    """Feed it a page, then `finish` gives its blocks. `legacy` counts pieces in the fonts of old encodings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.legacy: dict[str, int] = {}
        self._blocks: list[Block] = []
        self._open: list[_Open] = []
        self._grids: list[_Grid] = []
        self._lists: list[_List] = []
        self._pieces: list[tuple[str, bool]] = []
        self._mark = ""

    def finish(self) -> list[Block]:
        """The blocks of the whole page."""
        self.close()
        self._flush()
        while self._grids:
            self._end_table()
        return self._blocks

    # --- events ----------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._pieces.append(("\n", False))
            return
        if tag not in _INLINE:
            self._flush()
        if tag == "table":
            self._grids.append(_Grid(outer=self._blocks))
            self._blocks = []
        elif tag in ("tr", "td", "th") and self._grids:
            self._start_part(tag, dict(attrs))
        elif tag in ("ol", "ul", "li"):
            self._start_list(tag, dict(attrs))
        if tag not in _VOID:
            self._open.append(_look(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in ("table", "tr", "td", "th", "ol", "ul", "li", "p", "div"):
            self.handle_endtag(tag)  # `<o:p/>`; a browser takes `<div/>` for a start

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not any(item.tag == "p" for item in self._open[-8:]):
            self._flush()
        if tag not in _INLINE:
            self._flush()
        if not self._close(tag):
            return
        if tag == "table" and self._grids:
            self._end_table()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self._grids:
            self._end_row()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not data or any(item.hidden for item in self._open):
            return
        if any(item.tag == "pre" for item in self._open):
            text = data.expandtabs(8) if "\t" in data and data.count("\t") == 1 else data
        else:
            text = _WHITE_RE.sub(" ", data)
        font = next((item.font for item in reversed(self._open) if item.font), None)
        kind = font_charset(font) if font else None
        if kind is not None:
            converted = convert_old_font(text, kind[0], capitals=kind[1])
            if converted is not None and converted != text:
                self.legacy[kind[0]] = self.legacy.get(kind[0], 0) + 1
                text = converted
        bold = next((item.bold for item in reversed(self._open) if item.bold is not None), False)
        self._pieces.append((text, bold))

    # --- paragraphs and lists --------------------------------------------------------------------------------

    def _flush(self) -> None:
        """End the paragraph that is open."""
        pieces, self._pieces = self._pieces, []
        lines = _lines(pieces)
        while lines and not lines[0][0]:
            lines.pop(0)
        while lines and not lines[-1][0]:
            lines.pop()
        if not lines:
            return
        if self._mark and not is_typed(lines[0][0]):
            lines[0] = (f"{self._mark} {lines[0][0]}", lines[0][1])
        self._mark = ""
        aside = next((item.aside for item in self._open if item.aside), None)
        if any(item.tag == "pre" for item in self._open):
            self._blocks += [Paragraph((line,), aside) for line in lines]
        else:
            self._blocks.append(Paragraph(tuple(lines), aside))

    def _start_list(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "li":
            self._close("li", ("ol", "ul"))
            if self._lists:
                self._mark = self._next_mark(self._lists[-1], attrs)
            return
        style = _list_style(attrs)
        if tag == "ul":
            self._lists.append(_List("none" if style == "none" else None))
        else:
            self._lists.append(_List(style or "decimal", _number(attrs.get("start"), 1, 100000)))

    def _next_mark(self, listed: _List, attrs: dict[str, str | None]) -> str:
        if listed.format == "none":
            return ""
        if listed.format is None:
            depth = sum(item.format is None for item in self._lists)
            return "-" if depth % 2 else "+"
        value = _number(attrs.get("value"), listed.next, 100000)
        listed.next = value + 1
        number = format_number(value, listed.format)
        return f"{number})" if listed.format == "lowerLetter" else f"{number}."

    # --- tables ----------------------------------------------------------------------------------------------

    def _start_part(self, tag: str, attrs: dict[str, str | None]) -> None:
        grid = self._grids[-1]
        if tag == "tr":
            self._close("tr", ("table",))
            self._end_row()
            grid.row, grid.column = [], 0
            return
        self._end_cell()
        if grid.row is None:
            grid.row, grid.column = [], 0
        self._pass_spanned(grid)
        cell = TableCell(grid.column, _number(attrs.get("colspan"), 1, _MAX_SPAN))
        down = _number(attrs.get("rowspan"), 1, 5000) - 1
        for column in range(cell.column, cell.column + cell.span):
            grid.below[column] = max(down, 0)
        grid.column += cell.span
        grid.row.append(cell)
        self._blocks = cell.blocks

    def _pass_spanned(self, grid: _Grid, *, to_end: bool = False) -> None:
        """Stand-ins for the cells that reach down into this row; only the first column of each counts."""
        while grid.below.get(grid.column, 0) > 0 or (
            to_end and any(n > 0 for c, n in grid.below.items() if c > grid.column)
        ):
            if grid.below.get(grid.column, 0) > 0:
                grid.below[grid.column] -= 1
                if grid.row is not None:
                    grid.row.append(TableCell(grid.column, continues=True))
            grid.column += 1

    def _end_cell(self) -> None:
        self._flush()
        self._mark = ""
        while self._open and self._grids and self._open[-1].tag in ("td", "th"):
            self._open.pop()

    def _end_row(self) -> None:
        grid = self._grids[-1]
        self._end_cell()
        if grid.row is not None:
            started = {
                c for cell in grid.row if not cell.continues for c in range(cell.column, cell.column + cell.span)
            }
            held = {c: grid.below.pop(c) for c in started if c in grid.below}
            self._pass_spanned(grid, to_end=True)
            grid.below.update(held)
            if grid.row:
                grid.rows.append(grid.row)
        grid.row = None

    def _end_table(self) -> None:
        self._end_row()
        grid = self._grids.pop()
        self._blocks = grid.outer
        if self._grids:
            self._grids[-1].nested = True
        if grid.nested:  # a table around tables lays out the page, as old sites do
            self._blocks += [block for row in grid.rows for cell in row for block in cell.blocks]
        elif grid.rows:
            self._blocks.append(Table(grid.rows))

    def _close(self, tag: str, until: tuple[str, ...] = ()) -> bool:
        """Close the nearest open element of this kind, with what was left open in it; a table holds its own."""
        for at in range(len(self._open) - 1, -1, -1):
            found = self._open[at].tag
            if found == tag:
                del self._open[at:]
                return True
            if found in until or (found in _SCOPES and tag not in ("td", "th", "tr", "table")) or found == "table":
                return False
        return False


def _look(tag: str, attrs: dict[str, str | None]) -> _Open:
    item = _Open(
        tag, True if tag in _BOLD else None, tag in _HIDDEN or "hidden" in attrs, _CHROME.get(tag), attrs.get("face")
    )
    for key, value in _STYLE_RE.findall(attrs.get("style") or ""):
        key, value = key.lower(), value.strip().lower()
        if (key, value) in (("display", "none"), ("visibility", "hidden")):
            item.hidden = True
        elif key == "font-weight":
            item.bold = value in ("bold", "bolder") or (value.isdigit() and int(value) >= 600)
        elif key == "font-family":
            item.font = value.split(",")[0].strip("'\" ")
    return item


def _list_style(attrs: dict[str, str | None]) -> str | None:
    for key, value in _STYLE_RE.findall(attrs.get("style") or ""):
        if key.lower().startswith("list-style"):
            for word in value.split():
                if word.lower() in _LIST_FORMATS:
                    return _LIST_FORMATS[word.lower()]
    return _LIST_FORMATS.get(attrs.get("type") or "")


def _number(value: str | None, default: int, most: int) -> int:
    try:
        return min(int(value or ""), most)
    except ValueError:
        return default


def _lines(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = []
    text, plain, lettered = "", False, False
    for piece, bold in [*pieces, ("\n", False)]:
        for i, part in enumerate(piece.split("\n")):
            if i:
                out.append((fold(text), lettered and not plain))
                text, plain, lettered = "", False, False
            text += part
            if any(map(str.isalnum, part)):
                lettered, plain = True, plain or not bold
    return out
