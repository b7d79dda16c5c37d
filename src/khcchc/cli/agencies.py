"""`khcchc agencies`: who leads and who supports how much, per quarter."""

from __future__ import annotations

from typing import Annotated

from khcchc.cli import output
from khcchc.cli.choices import check_choice, choose_grammars
from khcchc.cli.inputs import PlanQueue
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session

_FORMATS = ("table", "csv", "json")


def agencies(
    session: Session,
    files: Annotated[list[str], Argument(metavar="FILE…", help="help.files")],
    output_format: Annotated[
        str | None, Option("--format", metavar="|".join(_FORMATS), help="help.agencies_format")
    ] = None,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.export.loads import loads_csv, loads_json, loads_table
    from khcchc.workload import count_loads

    check_choice(session, "--format", output_format, _FORMATS)
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    queue = PlanQueue(session, files, from_format=from_format, grammars=choose_grammars(grammar), options=reading)
    loads = count_loads(queue)
    chosen = output_format or ("table" if output.on_terminal() else "json")
    if chosen == "table":
        text = loads_table(loads, session.say, output.width())
    else:
        text = loads_csv(loads) if chosen == "csv" else loads_json(loads)
    output.write(text.encode())
    return queue.report(strict=False)
