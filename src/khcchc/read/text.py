"""Plain text and Markdown in any encoding that `encodings` knows; LF, CRLF or CR."""

from __future__ import annotations

from khcchc.kept import compiled
from khcchc.model import Source
from khcchc.read.encodings import decode_text
from khcchc.read.options import ReadOptions
from khcchc.read.source import SourceText

# Only these end a line. `str.splitlines` also cuts at form feeds and U+2028, which would shift every
# line number against what an editor shows.
_LINE_END_RE = compiled(r"\r\n|\n|\r")


def read_text(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """Decode strictly: a byte of no known encoding is told with its place, never replaced unasked."""
    decoded = decode_text(data, name, options.encoding)
    lines = _LINE_END_RE.split(decoded.text) if "\r" in decoded.text else decoded.text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    source = Source(
        name=name, sha256=sha256, format="text", encoding=decoded.encoding, lines=len(lines), extractor="text"
    )
    return SourceText(tuple(lines), source, problems=decoded.problems)
