"""`khcchc parse`: plans in, records out."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

from khcchc.cli import output
from khcchc.cli.choices import check_files, choose_grammars, choose_rendering
from khcchc.cli.inputs import PlanQueue
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session
from khcchc.export.formats import FORMATS, HEADERS, TIDY_TABLES, render_each


def parse(
    session: Session,
    files: Annotated[list[str], Argument(metavar="FILE…", help="help.files")],
    output_format: Annotated[str | None, Option("--format", metavar="|".join(FORMATS), help="help.format")] = None,
    target: Annotated[str | None, Option("-o", "--output", metavar="FILE", help="help.output")] = None,
    strict: Annotated[bool, Option("--strict", help="help.strict")] = False,
    table: Annotated[str | None, Option("--table", metavar="|".join(TIDY_TABLES), help="help.table")] = None,
    headers: Annotated[str | None, Option("--headers", metavar="|".join(HEADERS), help="help.headers")] = None,
    excel: Annotated[bool, Option("--excel", help="help.excel")] = False,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
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
    queue = PlanQueue(session, files, from_format=from_format, grammars=choose_grammars(grammar), options=reading)
    plans = iter(queue)
    first = next(plans, None)
    if first is not None:  # where nothing can be read, nothing is written
        output.save(render_each(chain((first,), plans), rendering), target)
    return queue.report(strict=strict)
