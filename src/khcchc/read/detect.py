"""What a file is, by its bytes first and its name second.

Guarantees:
 1. A file whose first bytes show its format is read as that, whatever its name says; the difference is told.
 2. A format that no reader takes is named, with what to do.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from khcchc.errors import UnreadableFile, UnsupportedFormat
from khcchc.read.limits import Limits

FORMAT_OF_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "html", ".mhtml": "html",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".doc": "doc", ".dot": "doc", ".rtf": "rtf", ".odt": "odt", ".ott": "odt", ".pdf": "pdf",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image",
}  # fmt: skip
_SCANS = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_IMAGES = ((b"GIF8", "a GIF image"), (b"BM", "a bitmap image"))
_OTHERS = (
    (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"\x1f\x8b", "a gzip archive"),
    (b"%!PS", "a PostScript file"), (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
)  # fmt: skip
_HTML_RE = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_MHTML_RE = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n[ \t]?){0,20}?MIME-Version:", re.IGNORECASE)
_WORD_XML_RE = re.compile(rb"<\?mso-application|schemas\.microsoft\.com/office/word/2003|/xmlPackage")
_ODT = b"application/vnd.oasis.opendocument.text"
_OLE_KINDS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "an Excel workbook (.xls)"),
    ("PowerPoint Document", "a PowerPoint file (.ppt)"),
)


class Detected(NamedTuple):
    """The format, and whether the name of the file says another one."""

    format: str
    misnamed: bool = False


def detect(data: bytes, name: str, limits: Limits) -> Detected:
    """The format of these bytes. Raises `UnsupportedFormat`, or `UnreadableFile` for what is encrypted."""
    suffix = PurePath(name).suffix.lower()
    named = FORMAT_OF_SUFFIX.get(suffix)
    shown = _by_content(data, name, limits)
    if shown is None:
        # A binary format always shows itself; what does not is text, whatever its name says.
        binary = named not in (None, "text", "markdown", "html")
        if binary and b"\x00" in data[:4096]:
            raise UnreadableFile(f"{name} is damaged: it does not begin as a {suffix} file does", hint="fetch it again")
        if not binary and _is_binary(data[:4096]):
            raise UnreadableFile(f"{name} is a binary file and no document", hint="give the document itself")
        return Detected("text" if binary or named is None else named, misnamed=binary)
    return Detected(shown, misnamed=named is not None and named != shown)


def _is_binary(head: bytes) -> bool:
    """Control signs that no text has, more than a slip would leave; UTF-16 has zero bytes at every other place."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or not head:
        return False
    zeros = head.count(0)
    if zeros and max(head[::2].count(0), head[1::2].count(0)) > 0.9 * zeros and zeros > 0.2 * len(head):
        return False
    controls = sum(1 for b in head if b < 9 or 13 < b < 27 or 27 < b < 32)
    return controls > 0.04 * len(head)


def _by_content(data: bytes, name: str, limits: Limits) -> str | None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data, name, limits)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_format(data, name)
    if data.startswith(_SCANS):
        return "image"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _HTML_RE.match(data[:4096].lstrip(b"\xef\xbb\xbf")) or _MHTML_RE.match(head):
        return "html"
    if data.startswith(b"<?xml") and _WORD_XML_RE.search(data[:4096]):
        return "doc"
    for marks, hint in (
        (_IMAGES, "save the picture as PNG, JPEG, TIFF or PDF: scans are read in these"),
        (_OTHERS, "give the document itself"),
    ):
        for magic, what in marks:
            if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:32]):
                raise UnsupportedFormat(f"{name} is {what}", hint=hint)
    return None


def _zip_format(data: bytes, name: str, limits: Limits) -> str:
    from khcchc.read.zips import check_zip

    archive = check_zip(data, limits, name)
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        if archive.getinfo("mimetype").file_size < 200 and archive.read("mimetype").startswith(_ODT):
            return "odt"
        raise UnsupportedFormat(f"{name} is an OpenDocument file, but no text", hint="give a document (.odt, .docx)")
    if "[Content_Types].xml" in names or "word/document.xml" in names:
        return "docx"
    raise UnsupportedFormat(f"{name} is a ZIP archive", hint="unpack it and give the documents in it")


def _ole_format(data: bytes, name: str) -> str:
    """What an OLE container holds: the names of its streams are UTF-16 in its directory."""
    for stream, kind in _OLE_KINDS:
        if stream.encode("utf-16-le") not in data:
            continue
        if kind == "encrypted":
            raise UnreadableFile(
                f"{name} is encrypted with a password", hint="open it in Word, remove the password and save it"
            )
        if kind != "doc":
            raise UnsupportedFormat(f"{name} is {kind}", hint="give a Word document (.docx)")
        # [MS-DOC] 2.5.2: the FIB begins with A5EC; bit 8 of the flags at offset 10 is fEncrypted.
        fib = next(
            (at for at in range(512, min(len(data) - 12, 1 << 20), 512) if data[at : at + 2] == b"\xec\xa5"), None
        )
        if fib is not None and data[fib + 11] & 1:
            raise UnreadableFile(
                f"{name} is encrypted with a password", hint="open it in Word, remove the password and save it"
            )
        return "doc"
    raise UnsupportedFormat(f"{name} is an Office file of an unknown kind", hint="save it as .docx or PDF")
