"""Bytes to numbered source lines: one row of `FORMATS` for each format that is read.

Guarantees of every reader:
 1. Every line of the input is a line of the result, in order; nothing is repaired here but the encoding.
 2. Nothing else is read than the bytes given: no other file, no network. The only clock is the time limit.
 3. What cannot be read raises `UnreadableFile`, `UnsupportedFormat`, `MissingExtra` or `LimitExceeded`, with
    the next step.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from khcchc.errors import UnreadableFile, UnsupportedFormat
from khcchc.read.limits import check_size
from khcchc.read.options import DEFAULT_OPTIONS, ReadOptions
from khcchc.read.source import SourceText

__all__ = ["FORMATS", "ReadOptions", "SourceText", "load_path", "load_stdin", "read_bytes", "read_path", "read_stdin"]

Reader = Callable[[bytes, str, str, ReadOptions], SourceText]
"""Bytes, name of the file, SHA-256 of the bytes, options."""


def _lazy(module: str, function: str) -> Reader:
    """A reader whose module, with the libraries that it needs, is imported when it is first used."""

    def read(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
        reader: Reader = getattr(import_module(f"khcchc.read.{module}"), function)
        return reader(data, name, sha256, options)

    return read


FORMATS: Mapping[str, Reader] = {
    "text": _lazy("text", "read_text"),
    "markdown": _lazy("text", "read_text"),
    "html": _lazy("html", "read_html"),
    "docx": _lazy("docx", "read_docx"),
    "doc": _lazy("legacy", "read_doc"),
    "rtf": _lazy("legacy", "read_rtf"),
    "odt": _lazy("legacy", "read_odt"),
    "pdf": _lazy("pdf", "read_pdf"),
    "image": _lazy("ocr", "read_image"),
}


def read_path(path: Path, *, from_format: str | None = None, options: ReadOptions = DEFAULT_OPTIONS) -> SourceText:
    """Read one file; the record of it carries the file's name and never its path."""
    return read_bytes(load_path(path, options), name=path.name, from_format=from_format, options=options)


def load_path(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> bytes:
    """The bytes of one file. Raises `UnreadableFile`, or `LimitExceeded` before anything of a larger file is read."""
    if path.is_dir():
        raise UnreadableFile(f"{path} is a folder", hint="name a file in it")
    try:
        check_size(path.stat().st_size, options.limits, str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: no such file", hint="check the name") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", hint="check that you may read it") from None


def read_stdin(*, from_format: str | None = None, options: ReadOptions = DEFAULT_OPTIONS) -> SourceText:
    """Read standard input to its end; the name of the source is `-`."""
    return read_bytes(load_stdin(options), name="-", from_format=from_format, options=options)


def load_stdin(options: ReadOptions = DEFAULT_OPTIONS) -> bytes:
    """The bytes of standard input: all of them, or one more than may be read."""
    return sys.stdin.buffer.read(options.limits.max_bytes + 1)


def read_bytes(
    data: bytes, *, name: str, from_format: str | None = None, options: ReadOptions = DEFAULT_OPTIONS
) -> SourceText:
    """Read bytes as `from_format`, or as the format that their first bytes and their name show."""
    check_size(len(data), options.limits, name)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise UnreadableFile(f"{name} is empty", hint="nothing to read; check how it was saved")
    if from_format is not None and from_format not in FORMATS:
        raise UnsupportedFormat(f"{name}: unknown format {from_format!r}", hint=f"formats read: {', '.join(FORMATS)}")
    sha256 = hashlib.sha256(data).hexdigest()
    if from_format is not None:
        return FORMATS[from_format](data, name, sha256, options)
    return _read_detected(data, name, sha256, options)


def _read_detected(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """Read as what the bytes are; a name that says otherwise is told."""
    from khcchc.read.detect import detect

    found = detect(data, name, options.limits)
    source = FORMATS[found.format](data, name, sha256, options)
    if not found.misnamed:
        return source
    from khcchc.model import Problem

    message = f"the name says {Path(name).suffix}, but the file is {found.format}: read as that"
    return source._replace(problems=(Problem(code="SRC001", severity="info", message=message), *source.problems))
