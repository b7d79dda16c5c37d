"""Word documents (.docx): the text as Word shows it, with its automatic numbers, tables and notes.

The XML is walked here and not through python-docx, which drops inserted text, content controls, smart tags,
simple fields, text boxes and every automatic number, and takes several times as long.

Guarantees:
 1. Every paragraph that Word shows is there once, in order; text boxes follow the paragraph they hang on.
 2. An automatic number stands before its paragraph as a drafter types it; a typed number is untouched.
 3. Headers, footers, notes and tables of contents are set aside, never gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khcchc.kept import compiled
from khcchc.model import Source
from khcchc.read.docx_numbering import Numbering
from khcchc.read.docx_package import DocxPackage
from khcchc.read.docx_styles import Style, Styles, is_on, read_int
from khcchc.read.docx_tables import read_grid
from khcchc.read.docx_text import NO_WORDS, WordReader, Words
from khcchc.read.encodings import font_problem, repair_lines
from khcchc.read.layout import BLANK, Block, LineCollector, Paragraph, is_typed, tidy_tabs
from khcchc.read.options import ReadOptions
from khcchc.read.source import SourceText
from khcchc.read.xmltree import VAL, Element, W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_P, _TBL, _SECTION = f"{W}p", f"{W}tbl", f"{W}sectPr"
_PPR, _PSTYLE, _NUMPR, _RPR = (f"{W}{tag}" for tag in ("pPr", "pStyle", "numPr", "rPr"))
_NUMBER, _LEVEL = f"{W}numId", f"{W}ilvl"
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_TOC = "table of contents"
_PASSED = frozenset(
    f"{W}{tag}"
    for tag in ("sectPr", "del", "moveFrom", "bookmarkStart", "bookmarkEnd", "sdtPr", "sdtEndPr", "altChunk")
)
_LETTERHEAD_RE = compiled(r"Độc lập\s*-\s*Tự do|CỘNG H(?:ÒA|OÀ) XÃ HỘI|^Số\s*:.*/", re.IGNORECASE | re.MULTILINE)


def read_docx(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """Read one Word file. Raises `UnreadableFile`, `UnsupportedFormat` or `LimitExceeded`."""
    package = DocxPackage(data, name, options.limits)
    return _DocumentReader(package).read(Source(name=name, sha256=sha256, format="docx", lines=0, extractor="docx"))


class _DocumentReader:
    """Reads one package into one `SourceText`."""

    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        self._root = package.document()
        self._styles = Styles(package.styles())
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._words = WordReader(self._styles, old_fonts=package.mentions_old_fonts())
        self._carried: Words | None = None
        """Words of paragraphs whose mark was deleted: they open the next paragraph."""
        usual = self._styles.paragraph(None)
        self._blank_is_plain = usual.number is None and not usual.contents
        """A paragraph without anything in it is a blank line: it has no number by its style."""

    def read(self, source: Source) -> SourceText:
        body = self._root.find(f"{W}body")
        collector = LineCollector()
        heads, feet = self._margins()
        letterhead = [block for part in heads for block in part if _is_letterhead(part)]
        collector.add(letterhead)
        if body is not None:
            collector.add(self._flushed(self._read(body, [])))
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

    def _read(self, parent: Element, out: list[Block]) -> list[Block]:
        """The blocks in an element, added to `out`, which is given back."""
        for element in parent:
            tag = element.tag
            if tag == _P:
                self._read_paragraph(element, out)
            elif tag == _TBL:
                self._flushed(out)
                table = read_grid(element, self._read_cell)
                if table.rows:
                    out.append(table)
            elif tag not in _PASSED:
                self._read(element, out)  # content controls, custom XML, insertions around paragraphs
        return out

    def _read_paragraph(self, element: Element, out: list[Block]) -> None:
        children = element[:]
        if not children and self._carried is None and self._blank_is_plain:
            out.append(BLANK)
            return
        style_id: str | None = None
        listed: Element | None = None
        deleted = False
        if children and children[0].tag == _PPR:  # always the first
            for setting in children.pop(0)[:]:
                tag = setting.tag
                if tag == _PSTYLE:
                    style_id = setting.get(VAL)
                elif tag == _NUMPR:
                    listed = setting
                elif tag == _RPR:
                    deleted = len(setting) > 0 and any(mark.tag in _GONE for mark in setting)
        style = self._styles.paragraph(style_id)
        words = None
        lines = self._words.plain(children, style) if self._carried is None and not deleted else None
        if lines is None:
            words = self._collected(children, style)
            if deleted:  # the mark at its end was deleted: its words open the next paragraph
                self._carried = words
                return
            lines = self._words.lines(words) if words is not None else NO_WORDS
        number = ""
        if listed is not None or style.number is not None:
            number = self._number(listed, style, style_id)
        if lines is NO_WORDS and not number and not style.contents:
            out.append(BLANK)
        else:
            out.append(Paragraph(_numbered(lines, number), _TOC if style.contents else None))
        for box in words.boxes if words is not None else ():
            self._read(box, out)

    def _collected(self, children: Sequence[Element], style: Style) -> Words | None:
        """The words of a paragraph, behind those that an earlier one left to it; `None` where there are none."""
        words, self._carried = self._carried, None
        if children:
            words = words or Words()
            self._words.collect(children, style, words)
        return words

    def _flushed(self, out: list[Block]) -> list[Block]:
        """The blocks, with a paragraph of the words that no later paragraph took."""
        if self._carried is not None and self._carried.pieces:
            out.append(Paragraph(tuple((tidy_tabs(text), bold) for text, bold in self._words.lines(self._carried))))
        self._carried = None
        return out

    def _number(self, listed: Element | None, style: Style, style_id: str | None) -> str:
        """The automatic number of a paragraph, counted. A list number 0 takes away what the style gives."""
        number = level = None
        if listed is not None:
            for item in reversed(listed[:]):  # the first of each counts
                tag = item.tag
                if tag == _NUMBER:
                    number = item.get(VAL)
                elif tag == _LEVEL:
                    level = read_int(item)
        if number is None and style.number is not None:
            number = style.number
            if level is None:
                linked = self._numbering.level_of_style(number, style_id)
                level = style.level if linked is None else linked
        if number is None or number == "0":
            return ""
        return self._numbering.next(number, level or 0)

    def _read_cell(self, cell: Element) -> list[Block]:
        return self._flushed(self._read(cell, []))

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
                    blocks = self._read(root, []) if root is not None else []
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
            text = " ".join(text for p in paragraphs(self._read(known[mark], [])) for text, _ in p.lines if text)
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
    if number and not (first.startswith(number[0] if number in "-+" else number) and is_typed(first)):
        # `1 Mục đích` is no marker to a reader of plain text; drafters type the full stop.
        mark = f"{number}." if first and number.isalnum() and len(number) < 8 else number
        first = f"{mark} {first}".strip()
    if len(lines) == 1:
        return ((first, bold),)
    return ((first, bold), *((tidy_tabs(text), b) for text, b in lines[1:]))


def _is_letterhead(part: list[Block]) -> bool:
    """Some offices put the letterhead of the first page in its header; it is the head of the document all the same."""
    return any(_LETTERHEAD_RE.search(text) for p in paragraphs(part) for text, _ in p.lines)
