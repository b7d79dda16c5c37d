"""Options that only make sense together, settled before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khcchc.cli import output
from khcchc.cli.session import Session, bad_choice
from khcchc.errors import ConfigError
from khcchc.export.formats import FORMATS, HEADERS, SUFFIXES, TIDY_TABLES, Rendering

if TYPE_CHECKING:
    from khcchc.grammar import Grammars


def choose_rendering(
    session: Session,
    *,
    output_format: str | None,
    target: str | None,
    array: bool,
    table: str | None,
    headers: str | None,
    excel: bool,
) -> Rendering:
    """The format asked for, or the one that the other options show. Raises `ConfigError`."""
    say = session.say
    check_choice(session, "--table", table, TIDY_TABLES)
    check_choice(session, "--headers", headers, HEADERS)
    check_choice(session, "--format", output_format, tuple(FORMATS))
    if output_format is None:
        check_ending(session, target)
    sheet_options = {"--table": table, "--headers": headers, "--excel": excel}
    sheet_option = next((option for option, value in sheet_options.items() if value), None)
    if sheet_option and output_format not in (None, "csv"):
        raise ConfigError(say("usage.only_csv", option=sheet_option), hint=say("usage.only_csv_hint"))
    to_screen = target in (None, "-")
    return Rendering(
        format=output_format or ("csv" if sheet_option else _default_format(target)),
        array=array,
        table=table,
        headers="vi" if headers == "vi" else "key",
        excel=excel,
        width=output.width(),
        colour=to_screen and output.takes_colour(),
        say=say,
    )


_OTHER_ENDINGS = frozenset(
    {".xlsx", ".xls", ".ods", ".docx", ".doc", ".pdf", ".db", ".sqlite", ".ics", ".parquet", ".html", ".xml"}
)


def check_ending(session: Session, target: str | None) -> None:
    """Refuse to write JSON or a table into a file whose name promises another format."""
    ending = Path(target or "").suffix.lower()
    if ending in _OTHER_ENDINGS:
        raise ConfigError(session.say("usage.ending", ending=ending), hint=session.say("usage.ending_hint"))


def _default_format(target: str | None) -> str:
    if target in (None, "-"):
        return "table" if output.on_terminal() else "json"
    return SUFFIXES.get(Path(str(target)).suffix.lower(), "json")


def check_choice(session: Session, option: str, value: str | None, choices: Sequence[str]) -> None:
    """Raises `ConfigError` for a value that is none of the choices; no value is always well."""
    if value is not None and value not in choices:
        raise bad_choice(session.say, option, value, choices)


def check_files(session: Session, files: Sequence[str], target: str | None) -> None:
    """Refuse to overwrite what is to be read, and to read standard input twice."""
    say = session.say
    if files.count("-") > 1:
        raise ConfigError(say("usage.twice_stdin"), hint=say("usage.twice_stdin_hint"))
    if target is None or target == "-" or not Path(target).is_file():
        return
    for name in files:
        if name != "-" and Path(name).is_file() and Path(name).samefile(target):
            raise ConfigError(say("usage.same_file", name=target), hint=say("usage.same_file_hint"))


def choose_grammars(folder: str | None) -> Grammars:
    """The built-in grammars, with those of a user's folder. Raises `GrammarError`."""
    from khcchc.grammar import load_grammars

    return load_grammars(Path(folder) if folder is not None else None)
