"""Plain text and Markdown: UTF-8 with or without a byte order mark; LF, CRLF or CR."""

from __future__ import annotations

import re

from khcchc.errors import UnreadableFile
from khcchc.model import Source
from khcchc.read.source import SourceText

# Only these end a line. `str.splitlines` also cuts at form feeds and U+2028, which would shift every
# line number against what an editor shows.
_LINE_END_RE = re.compile(r"\r\n|\n|\r")


def read_text(data: bytes, name: str, sha256: str) -> SourceText:
    """Decode strictly: a byte that is not UTF-8 is told with its place, never replaced."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"{name} is UTF-16 text", hint="save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{name}: line {line} is not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start})",
            hint="save it as UTF-8",
        ) from None
    if "\x00" in text:
        raise UnreadableFile(f"{name} is a binary file, not text", hint="give a text file")
    lines = _LINE_END_RE.split(text)
    if lines and not lines[-1]:
        lines.pop()
    source = Source(name=name, sha256=sha256, format="text", encoding="utf-8", lines=len(lines), extractor="text")
    return SourceText(tuple(lines), source)
