"""Pieces of a plan to a Word file, as drafters make them: automatic numbers from `numbering.xml`, merged cells.

A number that Word cannot count (`đ)`, a repeated `d)`, a second `II.`) is typed, or begun anew in a list of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from sample_plan import Piece, Rows

_FORMATS = {"roman": "upperRoman", "arabic": "decimal", "letter": "lowerLetter", "capital": "upperLetter"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MARKER_RE = re.compile(r"(\(?)([\w.]+?)([.)/:-]*)$")


def make_docx(pieces: Sequence[Piece | Rows], *, automatic: bool) -> bytes:
    """The bytes of a .docx."""
    document = Document()
    numbering = _Numbering(document.part.numbering_part.element)
    for piece in pieces:
        if isinstance(piece, Piece):
            if piece.gap:
                document.add_paragraph()
            paragraph = document.add_paragraph()
            listed = numbering.place(piece) if automatic else None
            marker = "" if listed else piece.marker
            paragraph.add_run(f"{marker} {piece.text}".strip()).bold = piece.bold or None
            if listed:
                _set_number(paragraph, *listed)
        else:
            _add_table(document, piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_number(paragraph: Paragraph, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    listed = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", number)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(value))
        listed.append(element)
    properties.append(listed)


class _Numbering:
    """Lists as they are needed: one definition for each form of marker, a new list where counting begins anew."""

    def __init__(self, root: object) -> None:
        self._root = root
        for child in list(root):  # type: ignore[call-overload]
            root.remove(child)  # type: ignore[attr-defined]
        self._definitions: dict[tuple[str, str, str], int] = {}
        self._lists: dict[int, int] = {}
        self._counts: dict[int, list[int]] = {}
        self._next = 1

    def place(self, piece: Piece) -> tuple[int, int] | None:
        """The list and level that give this marker; `None` where it must be typed."""
        if piece.kind in ("dash", "plus") and piece.marker in ("-", "+"):
            definition = self._definition("bullet", "", piece.marker)
            return self._lists.get(definition) or self._add_list(definition, None), 0
        match = _MARKER_RE.fullmatch(piece.marker)
        if match is None or not piece.number or match[2] != piece.number:
            return None
        if piece.kind in ("arabic", "decimal") and piece.number.replace(".", "").isdigit():
            wanted = [int(part) for part in piece.number.split(".")]
            definition = self._definition("decimal", match[1], match[3])
        elif piece.kind in _FORMATS and (value := _value(piece.kind, piece.number)):
            wanted = [value]
            definition = self._definition(_FORMATS[piece.kind], match[1], match[3])
        else:
            return None
        return self._count(definition, wanted)

    def _count(self, definition: int, wanted: list[int]) -> tuple[int, int] | None:
        counts = self._counts.setdefault(definition, [])
        level = len(wanted) - 1
        if level > 3 or counts[:level] != wanted[:level]:
            return None
        goes_on = len(counts) > level and wanted[level] == counts[level] + 1
        begins = len(counts) == level and wanted[level] == 1
        number = self._lists.get(definition)
        if number is None or not (goes_on or begins):
            number = self._add_list(definition, (level, wanted[level]))
        self._counts[definition] = wanted
        return number, level

    def _definition(self, format_: str, before: str, behind: str) -> int:
        key = (format_, before, behind)
        if key not in self._definitions:
            self._definitions[key] = len(self._definitions)
            texts = (
                [behind]
                if format_ == "bullet"
                else [before + ".".join(f"%{i}" for i in range(1, depth + 1)) + behind for depth in range(1, 5)]
            )
            definition = OxmlElement("w:abstractNum")
            definition.set(qn("w:abstractNumId"), str(self._definitions[key]))
            for at, text in enumerate(texts):
                level = OxmlElement("w:lvl")
                level.set(qn("w:ilvl"), str(at))
                for tag, value in (("w:start", "1"), ("w:numFmt", format_), ("w:lvlText", text)):
                    element = OxmlElement(tag)
                    element.set(qn("w:val"), value)
                    level.append(element)
                definition.append(level)
            first = next((i for i, e in enumerate(self._root) if e.tag == qn("w:num")), len(self._root))  # type: ignore
            self._root.insert(first, definition)  # type: ignore[attr-defined]
        return self._definitions[key]

    def _add_list(self, definition: int, start: tuple[int, int] | None) -> int:
        number = self._lists[definition] = self._next
        self._next += 1
        element = OxmlElement("w:num")
        element.set(qn("w:numId"), str(number))
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), str(definition))
        element.append(link)
        if start is not None:
            override, value = OxmlElement("w:lvlOverride"), OxmlElement("w:startOverride")
            override.set(qn("w:ilvl"), str(start[0]))
            value.set(qn("w:val"), str(start[1]))
            override.append(value)
            element.append(override)
        self._root.append(element)  # type: ignore[attr-defined]
        return number


def _value(kind: str, number: str) -> int:
    """The place of a number in Word's own count: its letters are those of the English alphabet."""
    if kind == "roman":
        worths = [_ROMAN.get(c, 0) for c in number]
        return sum(-a if a < b else a for a, b in zip(worths, [*worths[1:], 0], strict=True)) if all(worths) else 0
    letter = number.lower()
    return ord(letter) - 96 if len(letter) == 1 and "a" <= letter <= "z" else 0


def _add_table(document: object, rows: Rows) -> None:
    width = max(sum(place.span for place in row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")  # type: ignore[attr-defined]
    for at, row in enumerate(rows):
        column = 0
        for place in row:
            cell = table.cell(at, column)
            if place.span > 1:
                cell = cell.merge(table.cell(at, min(column + place.span, width) - 1))
            if place.continues:
                cell = table.cell(at - 1, column).merge(cell)
            else:
                for i, line in enumerate(place.lines):
                    paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
                    paragraph.add_run(line).bold = place.bold or None
            column += place.span
