"""`khcchc diff`: two plans, compared by what their tasks say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khcchc.cli import output
from khcchc.cli.choices import check_choice, check_ending, choose_grammars
from khcchc.cli.inputs import read_plan
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session
from khcchc.errors import ConfigError, UnreadableFile

if TYPE_CHECKING:
    from khcchc.grammar import Grammars
    from khcchc.model import Plan
    from khcchc.read import ReadOptions

_FORMATS = ("table", "json", "markdown")


def diff(
    session: Session,
    old: Annotated[str, Argument(metavar="OLD", help="help.diff.old")],
    new: Annotated[str, Argument(metavar="NEW", help="help.diff.new")],
    cascade: Annotated[bool, Option("--cascade", help="help.diff.cascade")] = False,
    agency: Annotated[list[str] | None, Option("--agency", metavar="NAME", help="help.diff.agency")] = None,
    output_format: Annotated[
        str | None, Option("--format", metavar="|".join(_FORMATS), help="help.diff.format")
    ] = None,
    target: Annotated[str | None, Option("-o", "--output", metavar="FILE", help="help.output")] = None,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.batch.selection import select_agencies
    from khcchc.diff import compare, compare_cascade
    from khcchc.export.difftext import render_difference

    check_choice(session, "--format", output_format, _FORMATS)
    if output_format is None:
        check_ending(session, target)
    if old == new == "-":
        raise ConfigError(session.say("usage.twice_stdin"), hint=session.say("usage.twice_stdin_hint"))
    grammars = choose_grammars(grammar)
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    first, second = (_read(name, from_format, grammars, reading) for name in (old, new))
    if agency:
        first = select_agencies(first, agency)
        second = second if cascade else select_agencies(second, agency)
        if not (first.tasks or second.tasks) or (cascade and not first.tasks):
            session.tell("no_agency", names=", ".join(agency))
    difference = compare_cascade(first, second) if cascade else compare(first, second)
    chosen = output_format or ("table" if target in (None, "-") and output.on_terminal() else _default(target))
    text = render_difference(difference, chosen, session.say, width=output.width())
    output.save(text.encode(), target)
    return 1 if difference.found else 0


def _default(target: str | None) -> str:
    return "markdown" if target is not None and Path(target).suffix.lower() in (".md", ".markdown") else "json"


def _read(name: str, from_format: str | None, grammars: Grammars, reading: ReadOptions) -> Plan:
    """A plan from any document that is read, or from the records that `khcchc parse` wrote of one."""
    if from_format is None and Path(name).suffix.lower() == ".json":
        return _read_record(name)
    return read_plan(name, from_format=from_format, grammars=grammars, options=reading)


def _read_record(name: str) -> Plan:
    from pydantic import ValidationError

    from khcchc.model import Plan

    try:
        return Plan.model_validate_json(Path(name).read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{name}: {error.strerror or error}", hint="check the name") from None
    except ValidationError as error:
        reason = error.errors(include_url=False)[0]["msg"]
        raise UnreadableFile(f"{name} is not the record of one plan: {reason}", hint="give one plan a file") from None
