"""What a caller may ask of a reader; the same options go to every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from khcchc.read.limits import Limits

Ocr = Literal["auto", "never", "always"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read one file.

    `encoding` forces the encoding of text, HTML and legacy fonts (see `encodings.ENCODINGS`); `None` finds
    it out. `ocr` says when page images are read: `auto` for pages without a text layer, `never`, or
    `always`. `progress` is called with (pages done, pages in all) by readers that take long.
    """

    encoding: str | None = None
    ocr: Ocr = "auto"
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[int, int], None] | None = None


DEFAULT_OPTIONS = ReadOptions()
