"""Word documents (.docx): the text as Word shows it, with its automatic numbers, tables and notes.

The XML is walked here and not through python-docx, which drops inserted text, content controls, smart tags,
simple fields, text boxes and every automatic number, and is seven times slower.

Guarantees:
 1. Every paragraph that Word shows is there once, in order; text boxes follow the paragraph they hang on.
 2. An automatic number stands before its paragraph as a drafter types it; a typed number is untouched.
 3. Headers, footers, notes and tables of contents are set aside, never gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcchc.model import Source
from khcchc.read.docx_numbering import Numbering
from khcchc.read.docx_package import DocxPackage
from khcchc.read.docx_styles import VAL, Style, Styles, W, is_on, read_int
from khcchc.read.docx_tables import read_grid
from khcchc.read.docx_text import WordReader, Words, row_hidden
from khcchc.read.encodings import font_problem, repair_lines
from khcchc.read.layout import Block, LineCollector, Paragraph, Table, is_typed, tidy_tabs
from khcchc.read.options import ReadOptions
from khcchc.read.source import SourceText
from khcchc.read.xmltree import Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_P, _TBL, _SECTION = f"{W}p", f"{W}tbl", f"{W}sectPr"
_PPR, _PSTYLE, _NUMPR, _RPR, _DEL, _MOVED = (
    f"{W}{tag}" for tag in ("pPr", "pStyle", "numPr", "rPr", "del", "moveFrom")
)
_TOC = "table of contents"
_PASSED = frozenset(
    f"{W}{tag}"
    for tag in ("sectPr", "del", "moveFrom", "bookmarkStart", "bookmarkEnd", "sdtPr", "sdtEndPr", "altChunk")
)
_LETTERHEAD_RE = re.compile(r"Độc lập\s*-\s*Tự do|CỘNG H(?:ÒA|OÀ) XÃ HỘI|^Số\s*:.*/", re.IGNORECASE | re.MULTILINE)
_OLD_FONT_RE = re.compile(rb'"(?:\.Vn|VNI-)', re.IGNORECASE)


def read_docx(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """Read one Word file. Raises `UnreadableFile`, `UnsupportedFormat` or `LimitExceeded`."""
    package = DocxPackage(data, name, options.limits)
    return _DocumentReader(package).read(Source(name=name, sha256=sha256, format="docx", lines=0, extractor="docx"))


class _DocumentReader:
    """Reads one package into one `SourceText`."""

    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        self._root = package.document()
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._words = WordReader(self._styles, old_fonts=package.mentions(_OLD_FONT_RE))
        self._carried = Words()
        """Words of paragraphs whose mark was deleted: they open the next paragraph."""

    def read(self, source: Source) -> SourceText:
        body = self._root.find(f"{W}body")
        collector = LineCollector()
        heads, feet = self._margins()
        letterhead = [block for part in heads for block in part if _is_letterhead(part)]
        collector.add(letterhead)
        collector.add(self._blocks(body if body is not None else ()))
        collector.add(self._flushed())
        for why, parts in (("running head", [p for p in heads if not _is_letterhead(p)]), ("running foot", feet)):
            for part in parts:
                collector.add(Paragraph(p.lines, why) for p in paragraphs(part))
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            collector.add(self._notes(kind, tag))
        lines, problems = repair_lines(collector.lines)
        collector.lines[:] = lines
        fonts = [font_problem(charset, count) for charset, count in sorted(self._words.legacy.items())]
        return collector.source_text(source, (*fonts, *problems))

    # --- blocks ----------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag == _P:
                yield from self._paragraph(element)
            elif tag == _TBL:
                yield from self._flushed()
                table = self._table(element)
                if table.rows:
                    yield table
            elif tag not in _PASSED:
                yield from self._blocks(element)  # content controls, custom XML, insertions around paragraphs

    def _paragraph(self, element: Element) -> Iterator[Block]:
        style_id = listed = None
        deleted = False
        if len(element) and element[0].tag == _PPR:  # always the first
            for setting in element[0]:
                tag = setting.tag
                if tag == _PSTYLE:
                    style_id = setting.get(VAL)
                elif tag == _NUMPR:
                    listed = setting
                elif tag == _RPR:
                    deleted = setting.find(_DEL) is not None or setting.find(_MOVED) is not None
        style = self._styles.paragraph(style_id)
        words = Words()
        if self._carried.pieces or self._carried.boxes:
            words, self._carried = self._carried, words
        self._words.collect(element, style, words)
        if deleted:  # the mark at its end was deleted: its words open the next paragraph
            self._carried = words
            return
        number = ""
        if listed is not None or style.number is not None:
            number = self._number(listed, style, style_id)
        yield Paragraph(_numbered(self._words.lines(words), number), _TOC if style.contents else None)
        for box in words.boxes:
            yield from self._blocks(box)

    def _flushed(self) -> Iterator[Block]:
        if self._carried.pieces:
            yield Paragraph(tuple((tidy_tabs(text), bold) for text, bold in self._words.lines(self._carried)))
        self._carried = Words()

    def _number(self, listed: Element | None, style: Style, style_id: str | None) -> str:
        """The automatic number of a paragraph, counted. A list number 0 takes away what the style gives."""
        number = level = None
        if listed is not None:
            own = listed.find(f"{W}numId")
            number = own.get(VAL) if own is not None else None
            level = read_int(listed.find(f"{W}ilvl"))
        if number is None and style.number is not None:
            number = style.number
            if level is None:
                linked = self._numbering.level_of_style(number, style_id)
                level = style.level if linked is None else linked
        if number is None or number == "0":
            return ""
        return self._numbering.next(number, level or 0)

    def _table(self, element: Element) -> Table:
        return read_grid(element, self._cell_blocks, row_hidden)

    def _cell_blocks(self, cell: Element) -> list[Block]:
        return [*self._blocks(cell), *self._flushed()]

    # --- what stands outside the text ------------------------------------------------------------------------

    def _margins(self) -> tuple[list[list[Block]], list[list[Block]]]:
        """Headers and footers that a section uses, each once."""
        heads: list[list[Block]] = []
        feet: list[list[Block]] = []
        seen: set[str] = set()
        for section in self._root.iter(_SECTION):
            first = is_on(section.find(f"{W}titlePg"))
            for tag, parts in ((f"{W}headerReference", heads), (f"{W}footerReference", feet)):
                for reference in section.findall(tag):
                    relation = reference.get(_R, "")
                    if relation in seen or (reference.get(f"{W}type") == "first" and not first):
                        continue
                    seen.add(relation)
                    root = self._package.by_id(relation)
                    blocks = list(self._blocks(root)) if root is not None else []
                    if any(text for p in paragraphs(blocks) for text, _ in p.lines) and blocks not in parts:
                        parts.append(blocks)
        return heads, feet

    def _notes(self, kind: str, tag: str) -> Iterator[Block]:
        """Footnotes or endnotes in the order of their marks in the text: `[1] words`."""
        root = self._package.related(kind)
        if root is None:
            return
        known = {note.get(f"{W}id"): note for note in root.findall(f"{W}{tag}")}
        marks = [reference.get(f"{W}id") for reference in self._root.iter(f"{W}{tag}Reference")]
        for count, mark in enumerate(dict.fromkeys(m for m in marks if m in known), 1):
            text = " ".join(text for p in paragraphs(list(self._blocks(known[mark]))) for text, _ in p.lines if text)
            if text:
                yield Paragraph(((f"[{count}] {text}", False),), tag)


def paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """All paragraphs of these blocks, those of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def _numbered(lines: tuple[tuple[str, bool], ...], number: str) -> tuple[tuple[str, bool], ...]:
    """The lines with the automatic number before the first; the mark of an empty paragraph stays alone."""
    first, bold = lines[0]
    if "\t" in first:
        first = tidy_tabs(first)
    elif len(lines) == 1 and not number:
        return lines
    if number and not (is_typed(first) and first.startswith((number, number[0] if number in "-+" else number))):
        # `1 Mục đích` is no marker to a reader of plain text; drafters type the full stop.
        mark = f"{number}." if first and number.isalnum() and len(number) < 8 else number
        first = f"{mark} {first}".strip()
    return ((first, bold), *((tidy_tabs(text), b) for text, b in lines[1:]))


def _is_letterhead(part: list[Block]) -> bool:
    """Some offices put the letterhead of the first page in its header; it is the head of the document all the same."""
    return any(_LETTERHEAD_RE.search(text) for p in paragraphs(part) for text, _ in p.lines)
