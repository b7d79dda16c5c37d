"""`khcchc parse`: plans in, records out."""

from __future__ import annotations

from typing import Annotated

import typer

from khcchc.cli import output
from khcchc.cli.choices import check_files, choose_grammars, choose_rendering
from khcchc.cli.inputs import read_plans, report
from khcchc.cli.layout import Command
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session
from khcchc.export.formats import FORMATS, HEADERS, TIDY_TABLES, render


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("parse", cls=Command, help="help.parse")(parse)


def parse(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="help.files")],
    output_format: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="help.format")
    ] = None,
    target: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="help.output")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="help.strict")] = False,
    table: Annotated[str | None, typer.Option("--table", metavar="|".join(TIDY_TABLES), help="help.table")] = None,
    headers: Annotated[str | None, typer.Option("--headers", metavar="|".join(HEADERS), help="help.headers")] = None,
    excel: Annotated[bool, typer.Option("--excel", help="help.excel")] = False,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, typer.Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:

    session: Session = ctx.obj
    check_files(session, files, target)
    rendering = choose_rendering(
        session,
        output_format=output_format,
        target=target,
        array=len(files) > 1,
        table=table,
        headers=headers,
        excel=excel,
    )
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    plans, failed = read_plans(
        session, files, from_format=from_format, grammars=choose_grammars(grammar), options=reading
    )
    if plans:
        output.save(render(plans, rendering), target)
    return report(session, plans, failed, strict=strict)
