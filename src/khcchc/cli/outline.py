"""`khcchc outline`: the section tree of a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from khcchc.cli import output
from khcchc.cli.choices import check_choice, choose_grammars
from khcchc.cli.inputs import choose_reading, read_plan
from khcchc.cli.layout import Command
from khcchc.cli.session import Session

_FORMATS = ("text", "json")


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("outline", cls=Command, help="help.outline")(outline)


def outline(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="help.file")],
    from_format: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="help.from")] = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="help.outline_format")
    ] = "text",
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="help.encoding")] = None,
    max_bytes: Annotated[int | None, typer.Option("--max-bytes", metavar="N", help="help.max_bytes")] = None,
    max_pages: Annotated[int | None, typer.Option("--max-pages", metavar="N", help="help.max_pages")] = None,
    ocr: Annotated[str, typer.Option("--ocr", metavar="auto|never|always", help="help.ocr")] = "auto",
    grammar: Annotated[str | None, typer.Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.export.outline import outline_json, outline_text
    from khcchc.read import FORMATS as READERS

    session: Session = ctx.obj
    check_choice(session, "--format", output_format, _FORMATS)
    check_choice(session, "--from", from_format, tuple(READERS))
    reading = choose_reading(session, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr)
    plan = read_plan(file, from_format=from_format, grammars=choose_grammars(grammar), options=reading)
    width = output.width() if output.on_terminal() else None
    output.write((outline_json(plan) if output_format == "json" else outline_text(plan, width=width)).encode())
    return 0
