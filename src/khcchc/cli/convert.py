"""`khcchc convert`: many plans into a tree of files, one table, a workbook, a calendar or a database."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from khcchc.batch.job import ALWAYS_COMBINED, ENDINGS, Options
from khcchc.cli import output
from khcchc.cli.choices import check_choice
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session
from khcchc.errors import ConfigError, UnreadableFile
from khcchc.export.formats import HEADERS, TIDY_TABLES

if TYPE_CHECKING:
    from khcchc.batch.run import Request

_PARTITIONS = ("year",)
_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_LEAST_MEMORY = 16 << 20


def convert(
    session: Session,
    inputs: Annotated[list[str] | None, Argument(metavar="INPUTS…", help="help.convert.inputs")] = None,
    to: Annotated[str | None, Option("--to", metavar="|".join(ENDINGS), help="help.convert.to")] = None,
    out: Annotated[str | None, Option("-o", "--output", metavar="OUT", help="help.convert.out")] = None,
    combine: Annotated[bool, Option("--combine", help="help.convert.combine")] = False,
    exclude: Annotated[list[str] | None, Option("--exclude", metavar="PATTERN", help="help.convert.exclude")] = None,
    from_list: Annotated[str | None, Option("--from-list", metavar="FILE", help="help.convert.from_list")] = None,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    agency: Annotated[list[str] | None, Option("--agency", metavar="NAME", help="help.convert.agency")] = None,
    table: Annotated[str | None, Option("--table", metavar="|".join(TIDY_TABLES), help="help.table")] = None,
    headers: Annotated[str | None, Option("--headers", metavar="|".join(HEADERS), help="help.convert.headers")] = None,
    excel: Annotated[bool, Option("--excel", help="help.excel")] = False,
    todo: Annotated[bool, Option("--todo", help="help.convert.todo")] = False,
    partition: Annotated[
        str | None, Option("--partition", metavar="|".join(_PARTITIONS), help="help.convert.partition")
    ] = None,
    jobs: Annotated[int | None, Option("--jobs", metavar="N", help="help.convert.jobs")] = None,
    timeout: Annotated[float, Option("--timeout", metavar="SECONDS", help="help.convert.timeout")] = 300.0,
    max_memory: Annotated[str, Option("--max-memory", metavar="SIZE", help="help.convert.max_memory")] = "2G",
    force: Annotated[bool, Option("--force", help="help.convert.force")] = False,
    scheduler: Annotated[str | None, Option("--scheduler", metavar="URL", help="help.convert.scheduler")] = None,
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    check_choice(session, "--table", table, TIDY_TABLES)
    check_choice(session, "--headers", headers, HEADERS)
    check_choice(session, "--partition", partition, _PARTITIONS)
    _check_grammar(grammar)
    place = _check_output(session, out)
    chosen = _choose_format(session, to, place)
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    options = Options(
        format=chosen,
        combine=combine or chosen in ALWAYS_COMBINED or _names_a_file(chosen, place),
        table=table,
        headers=None if headers is None else ("vi" if headers == "vi" else "key"),
        excel=excel,
        agencies=tuple(agency or ()),
        todo=todo,
        partition=partition,
        language=session.say.language,
        from_format=from_format,
        encoding=encoding,
        ocr=reading.ocr,
        max_bytes=max_bytes,
        max_pages=max_pages,
    )
    _check_together(session, options)
    request = _make_request(
        session,
        [*(inputs or []), *_read_list(session, from_list)],
        place,
        options,
        exclude=exclude or [],
        limits={"jobs": jobs, "timeout": timeout, "max_memory": max_memory},
        more={"force": force, "scheduler": scheduler, "grammar": grammar},
    )
    return _run(session, request)


def _check_grammar(folder: str | None) -> None:
    """A broken grammar is told once and at the start, not once a file."""
    if folder is not None:
        from khcchc.cli.choices import choose_grammars

        choose_grammars(folder)


def _check_output(session: Session, out: str | None) -> str:
    if out in (None, "", "-"):
        raise ConfigError(session.say("convert.no_output"), hint=session.say("convert.no_output_hint"))
    return str(out)


def _choose_format(session: Session, to: str | None, out: str) -> str:
    if to is not None:
        check_choice(session, "--to", to, tuple(ENDINGS))
        return to
    for name, ending in ENDINGS.items():
        if out.lower().endswith(ending):
            return name
    raise ConfigError(session.say("convert.no_format"), hint=", ".join(ENDINGS))


def _names_a_file(chosen: str, out: str) -> bool:
    """`-o all.csv` means one file, unless there is a folder of that name."""
    return out.lower().endswith(ENDINGS[chosen]) and not Path(out).is_dir()


def _check_together(session: Session, options: Options) -> None:
    """Options that would be ignored without a word are refused."""
    csv_like = {"--table": options.table, "--excel": options.excel}
    only = [
        *((option, value, ("csv",)) for option, value in csv_like.items()),
        ("--headers", options.headers, ("csv", "xlsx")),
        ("--todo", options.todo, ("ics",)),
        ("--partition", options.partition, ("parquet",)),
    ]
    for option, value, formats in only:
        if value and options.format not in formats:
            names = ", ".join(formats)
            raise ConfigError(
                session.say("convert.only", option=option, formats=names), hint=session.say("usage.only_csv_hint")
            )


def _read_list(session: Session, place: str | None) -> list[str]:
    """Names of files, one a line."""
    if place is None:
        return []
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return [line for line in data.decode("utf-8-sig").splitlines() if line.strip()]
    except OSError as error:
        raise UnreadableFile(f"{place}: {error.strerror or error}", hint=session.say("convert.list_hint")) from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"{place}: not UTF-8", hint=session.say("convert.list_hint")) from None


def _make_request(
    session: Session,
    inputs: list[str],
    out: str,
    options: Options,
    *,
    exclude: list[str],
    limits: dict[str, Any],
    more: dict[str, Any],
) -> Request:
    from khcchc.batch.inputs import find_items
    from khcchc.batch.run import Request

    if not inputs:
        raise ConfigError(session.say("convert.no_inputs"), hint=session.say("convert.no_inputs_hint"))
    if limits["jobs"] is not None and limits["jobs"] < 1:
        raise ConfigError(session.say("convert.at_least", option="--jobs", least=1), hint=str(limits["jobs"]))
    if not options.combine and any(
        Path(name).is_dir() and Path(name).resolve() == Path(out).resolve() for name in inputs
    ):
        raise ConfigError(session.say("convert.inside", name=out), hint=session.say("convert.inside_hint"))
    items = find_items(inputs, exclude=exclude, output=out)
    if not items:
        raise UnreadableFile(session.say("convert.nothing"), hint=session.say("convert.nothing_hint"))
    return Request(
        items=items,
        out=out,
        options=options,
        jobs=limits["jobs"],
        timeout=limits["timeout"] or None,
        max_memory=_read_size(session, limits["max_memory"]),
        **more,
    )


def _read_size(session: Session, text: str) -> int | None:
    """`512M`, `2G`, or 0 for no limit."""
    digits, unit = (text[:-1], _UNITS[text[-1].lower()]) if text[-1:].lower() in _UNITS else (text, 1)
    try:
        size = int(float(digits) * unit)
    except (ValueError, OverflowError):
        size = -1
    if size == 0:
        return None
    if size < _LEAST_MEMORY:
        raise ConfigError(session.say("convert.size", value=text), hint=session.say("convert.size_hint"))
    return size


def _run(session: Session, request: Request) -> int:
    from khcchc.batch.progress import Progress, summarise
    from khcchc.batch.run import convert as convert_all

    bar = sys.stderr is not None and sys.stderr.isatty()
    joined = request.out if request.options.combine and request.options.format != "sqlite" else None
    with Progress(len(request.items), session.say, output.tell, bar=bar, joined=joined) as progress:
        stopped = False
        try:
            with _termination_as_interrupt():
                convert_all(request, progress)
        except KeyboardInterrupt:
            stopped = True
    if stopped:
        session.tell("convert.stopped", done=progress.tally.seen, total=progress.tally.total)
        return 130
    for line in summarise(progress.tally, session.say):
        output.tell(line)
    if request.options.agencies and progress.tally.done and not (progress.tally.tasks or progress.tally.same):
        session.tell("no_agency", names=", ".join(request.options.agencies))
    failed = len(progress.tally.failures)
    return 0 if not failed else (1 if failed < len(request.items) else 2)


@contextmanager
def _termination_as_interrupt() -> Iterator[None]:
    """A polite kill stops as cleanly as Ctrl-C."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
