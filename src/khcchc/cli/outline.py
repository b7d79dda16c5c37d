"""`khcchc outline`: the section tree of a plan."""

from __future__ import annotations

from typing import Annotated

from khcchc.cli import output
from khcchc.cli.choices import check_choice, choose_grammars
from khcchc.cli.inputs import read_plan
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session

_FORMATS = ("text", "json")


def outline(
    session: Session,
    file: Annotated[str, Argument(metavar="FILE", help="help.file")],
    output_format: Annotated[str, Option("--format", metavar="|".join(_FORMATS), help="help.outline_format")] = "text",
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.export.outline import outline_json, outline_text

    check_choice(session, "--format", output_format, _FORMATS)
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    plan = read_plan(file, from_format=from_format, grammars=choose_grammars(grammar), options=reading)
    width = output.width() if output.on_terminal() else None
    output.write((outline_json(plan) if output_format == "json" else outline_text(plan, width=width)).encode())
    return 0
