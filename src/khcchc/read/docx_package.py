"""The parts of a Word file: which one is the document, and what belongs to it.

Source: ECMA-376 Part 2 (packages, relationships) and Part 1, 11.3 (parts of WordprocessingML).
"""

from __future__ import annotations

import posixpath
import re
import zipfile

from khcchc.errors import UnreadableFile, UnsupportedFormat
from khcchc.read.docx_sheet import StyleSheet
from khcchc.read.limits import Limits
from khcchc.read.xmltree import Element, parse_xml
from khcchc.read.zips import check_zip, read_entry

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FONTS = b"rFonts"
"""The local name of the element that gives a run its fonts."""
_OLD_FONT_RE = re.compile(rb'"(?:\.Vn|VNI-)', re.IGNORECASE)


class DocxPackage:
    """An open Word file; parts are unpacked when they are asked for."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._archive: zipfile.ZipFile = check_zip(data, limits, name)
        self._raw: dict[str, bytes] = {}
        self._left = limits.max_bytes
        """Bytes that may still be unpacked, all parts together: the directory may lie about sizes."""
        self.main = self._main_part()
        self._relations = self._read_relations(self.main)

    def document(self) -> Element:
        """The root of the main part."""
        root = self._parse(self.main)
        if root is None:
            raise UnreadableFile(
                f"{self._name} is damaged: its text ({self.main!r}) is missing",
                hint="open it in Word and save it again",
            )
        return root

    def styles(self) -> StyleSheet:
        """The style sheet, which may be missing."""
        part = self._target("styles")
        return StyleSheet(None if part is None else self._read(part), part or "", self._name)

    def related(self, kind: str) -> Element | None:
        """The part that the document uses as its `numbering`, `footnotes` …; `None` where it has none."""
        part = self._target(kind)
        return None if part is None else self._parse(part)

    def by_id(self, relation: str) -> Element | None:
        """The part behind a relation of the document, such as a header."""
        if relation not in self._relations:
            return None
        return self._parse(self._relations[relation][1])

    def mentions_old_fonts(self) -> bool:
        """Does an attribute of the document, or of its style sheet, begin as the name of an ABC or VNI font does?"""
        text = self._raw.get(self.main, b"")
        if _FONTS in text:  # without it the fonts are those of the styles
            text = text.lower()
            if b'".vn' in text or b'"vni-' in text:
                return True
        return _has_old_font(self._raw.get(self._target("styles") or "", b""))

    def _target(self, kind: str) -> str | None:
        return next((target for type_, target in self._relations.values() if type_ == kind), None)

    def _parse(self, part: str) -> Element | None:
        data = self._read(part)
        return None if data is None else parse_xml(data, part, self._name)

    def _read(self, part: str) -> bytes | None:
        data = read_entry(self._archive, part, Limits(max_bytes=self._left), self._name)
        self._left -= len(data or b"")
        if data is not None and not part.endswith(".rels"):
            self._raw[part] = data
        return data

    def _main_part(self) -> str:
        names = set(self._archive.namelist())
        for type_, target in self._read_relations("").values():
            if type_ == "officeDocument" and target in names:
                if not target.startswith("word/") and not target.endswith("document.xml"):
                    break
                return target
        if "word/document.xml" in names:
            return "word/document.xml"
        raise UnsupportedFormat(f"{self._name} is {zip_kind(names)}", hint="give a Word document (.docx)")

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations: dict[str, tuple[str, str]] = {}
        for rel in root.iter(_REL) if root is not None else ():
            type_ = rel.get("Type", "")
            # An external target is a place in the network or on a disk: never followed.
            if rel.get("TargetMode") == "External" or not type_.startswith((_TYPES, _STRICT_TYPES)):
                continue
            target = rel.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            relations[rel.get("Id", "")] = (type_.rpartition("/")[2], path)
        return relations


def _has_old_font(sheet: bytes) -> bool:
    """The same of a style sheet, which is long, and where the full stops and hyphens of these names are rare."""
    for sign, before in ((b".", 1), (b"-", 4)):
        at = sheet.find(sign)
        while at >= 0:
            if _OLD_FONT_RE.match(sheet, max(0, at - before)):
                return True
            at = sheet.find(sign, at + 1)
    return False


def zip_kind(names: set[str]) -> str:
    """What a ZIP container is, by the names in it, in words for a message."""
    for marks, kind in (
        (("xl/workbook.xml",), "an Excel workbook, not a Word document"),
        (("ppt/presentation.xml",), "a PowerPoint file, not a Word document"),
        (("META-INF/container.xml",), "an e-book (EPUB), not a Word document"),
        (("mimetype", "content.xml"), "an OpenDocument file, not a Word document"),
    ):
        if all(mark in names for mark in marks):
            return kind
    return "a ZIP archive, not a Word document"
