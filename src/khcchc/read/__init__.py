"""Bytes to numbered source lines: one row of `FORMATS` for each format that is read.

Guarantees of every reader:
 1. Every line of the input is a line of the result, in order; nothing is repaired here.
 2. Nothing else is read than the bytes given: no other file, no network, no clock.
 3. What cannot be read raises `UnreadableFile`, `UnsupportedFormat` or `LimitExceeded`, with the next step.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from khcchc.errors import LimitExceeded, UnreadableFile, UnsupportedFormat
from khcchc.read.source import SourceText
from khcchc.read.text import read_text

__all__ = ["FORMATS", "SourceText", "read_bytes", "read_path", "read_stdin"]

MAX_BYTES = 256 * 1024 * 1024

FORMATS: Mapping[str, Callable[[bytes, str, str], SourceText]] = {
    "text": read_text,
    "markdown": read_text,
}
_SUFFIXES = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", "": "text"}
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word or ZIP"),
    (b"\xd0\xcf\x11\xe0", "legacy Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
)


def read_path(path: Path, *, from_format: str | None = None) -> SourceText:
    """Read one file; the record of it carries the file's name and never its path."""
    if path.is_dir():
        raise UnreadableFile(f"{path} is a folder", hint="name a file in it")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LimitExceeded(f"{path} is larger than {MAX_BYTES >> 20} MiB", hint="split the file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: no such file", hint="check the name") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", hint="check that you may read it") from None
    return read_bytes(data, name=path.name, from_format=from_format)


def read_stdin(*, from_format: str | None = None) -> SourceText:
    """Read standard input to its end; the name of the source is `-`."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return read_bytes(data, name="-", from_format=from_format or "text")


def read_bytes(data: bytes, *, name: str, from_format: str | None = None) -> SourceText:
    """Read bytes as `from_format`, or as the format that their name and first bytes show."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"{name} is larger than {MAX_BYTES >> 20} MiB", hint="split the file")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableFile(f"{name} is empty", hint="nothing to read; check how it was saved")
    chosen = from_format or _detect(data, name)
    if chosen not in FORMATS:
        raise UnsupportedFormat(f"{name}: unknown format {chosen!r}", hint=f"formats read: {', '.join(FORMATS)}")
    return FORMATS[chosen](data, name, hashlib.sha256(data).hexdigest())


def _detect(data: bytes, name: str) -> str:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{name} is a {what} file, which is not read yet", hint="save it as UTF-8 text first")
    suffix = Path(name).suffix.lower()
    return _SUFFIXES.get(suffix, "text")
