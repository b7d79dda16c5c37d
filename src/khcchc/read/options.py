"""What a caller may ask of a reader; the same options go to every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from khcchc.read.limits import Limits

Ocr = Literal["auto", "never", "always"]
OCR_CHOICES: tuple[Ocr, ...] = get_args(Ocr)
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "cp1252", "tcvn3", "vni", "mojibake")
"""Encodings that can be forced. `mojibake` is UTF-8 that was once read as cp1252 and saved again."""


class ReadOptions(NamedTuple):
    """How to read one file.

    `encoding` forces the encoding of text, HTML and legacy fonts (see `encodings.ENCODINGS`); `None` finds
    it out. `ocr` says when page images are read: `auto` for pages without a text layer, `never`, or
    `always`. `progress` is called with (pages done, pages in all) by readers that take long.
    """

    encoding: str | None = None
    ocr: Ocr = "auto"
    limits: Limits = Limits()
    progress: Callable[[int, int], None] | None = None

    @classmethod
    def chosen(cls, *, encoding: str | None, ocr: Ocr, max_bytes: int | None, max_pages: int | None) -> ReadOptions:
        """What a person chose; the usual limit for each that is not given."""
        usual = Limits()
        limits = Limits(max_bytes=max_bytes or usual.max_bytes, max_pages=max_pages or usual.max_pages)
        return cls(encoding=encoding, ocr=ocr, limits=limits)


DEFAULT_OPTIONS = ReadOptions()
