"""Web pages and HTML that Word saved: paragraphs, lists with their numbers, tables with their spans.

Guarantees:
 1. Text that a browser shows is there once, in order; scripts, styles and hidden elements are not.
 2. Navigation and page footers are set aside, never gone.
 3. Any bytes give lines: missing and crossed end tags are closed as a browser closes them, at any depth.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from khcchc.errors import UnreadableFile
from khcchc.model import Source
from khcchc.read.encodings import Decoded, decode_text, font_problem, repair_lines
from khcchc.read.html_blocks import PageBuilder
from khcchc.read.layout import LineCollector
from khcchc.read.options import ReadOptions
from khcchc.read.source import SourceText

_META_RE = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MHTML_RE = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n[ \t]?){0,20}?MIME-Version:", re.IGNORECASE)


def read_html(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """Read one page, or the page inside a web archive (.mht). Raises `UnreadableFile`."""
    if _MHTML_RE.match(data[:4096].lstrip()):
        data, charset = _unpack_archive(data, name)
    else:
        match = _META_RE.search(data[:4096])
        charset = match[1].decode("ascii") if match else ""
    decoded = _decode(data, name, charset, options.encoding)
    builder = PageBuilder()
    builder.feed(decoded.text)
    blocks = builder.finish()
    collector = LineCollector()
    collector.add(blocks)
    lines, problems = repair_lines(collector.lines)
    collector.lines[:] = lines
    fonts = [font_problem(kind, count) for kind, count in sorted(builder.legacy.items())]
    source = Source(
        name=name, sha256=sha256, format="html", encoding=decoded.encoding, lines=len(lines), extractor="html"
    )
    return collector.source_text(source, (*decoded.problems, *fonts, *problems))


def _decode(data: bytes, name: str, charset: str, forced: str | None) -> Decoded:
    """As forced, as a byte order mark or UTF-8 shows, as the page says, or as it is found out."""
    if forced is not None:
        return decode_text(data, name, forced)
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            # Old fonts are told apart in the text of the page, where entities are letters: see `repair_lines`.
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
        codec = _known_codec(charset)
        if codec not in (None, "utf-8"):
            try:
                return Decoded(unicodedata.normalize("NFC", data.decode(codec or "")), codec or "")
            except UnicodeDecodeError:
                pass
    return decode_text(data, name)


def _known_codec(charset: str) -> str | None:
    try:
        info = codecs.lookup(charset)
    except (LookupError, ValueError):
        return None
    # `base64` and the like are codecs too, but of no text.
    return {"iso8859-1": "cp1252"}.get(info.name, info.name) if info._is_text_encoding else None


def _unpack_archive(data: bytes, name: str) -> tuple[bytes, str]:
    """The page of a web archive (MHTML), which Word and old browsers save as one file."""
    from email import message_from_bytes

    message = message_from_bytes(data.lstrip())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page, part.get_content_charset() or ""
    raise UnreadableFile(f"{name} is a web archive without a page", hint="save the page as .html")
