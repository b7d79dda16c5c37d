"""The options that say how files are read; every command that reads plans has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from khcchc.cli.choices import check_choice
from khcchc.cli.options import Option
from khcchc.cli.session import Session
from khcchc.errors import ConfigError

if TYPE_CHECKING:
    from khcchc.read import ReadOptions

FromOption = Annotated[str | None, Option("--from", metavar="FORMAT", help="help.from")]
EncodingOption = Annotated[str | None, Option("--encoding", metavar="NAME", help="help.encoding")]
MaxBytesOption = Annotated[int | None, Option("--max-bytes", metavar="N", help="help.max_bytes")]
MaxPagesOption = Annotated[int | None, Option("--max-pages", metavar="N", help="help.max_pages")]
OcrOption = Annotated[str, Option("--ocr", metavar="auto|never|always", help="help.ocr")]


def choose_reading(
    session: Session,
    *,
    from_format: str | None,
    encoding: str | None,
    max_bytes: int | None,
    max_pages: int | None,
    ocr: str,
) -> ReadOptions:
    """How the files are to be read. Raises `ConfigError` for a value that an option cannot have."""
    from khcchc.read import FORMATS
    from khcchc.read.options import ENCODINGS, OCR_CHOICES, ReadOptions

    check_choice(session, "--from", from_format, tuple(FORMATS))
    check_choice(session, "--encoding", encoding, ENCODINGS)
    check_choice(session, "--ocr", ocr, OCR_CHOICES)
    for option, value in (("--max-bytes", max_bytes), ("--max-pages", max_pages)):
        if value is not None and value < 1:
            raise ConfigError(session.say("usage.positive", option=option, value=value))
    known_ocr = next(choice for choice in OCR_CHOICES if choice == ocr)
    return ReadOptions.chosen(encoding=encoding, ocr=known_ocr, max_bytes=max_bytes, max_pages=max_pages)
