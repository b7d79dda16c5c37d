"""Files and standard input to plans, telling of each that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khcchc.cli.session import Session
from khcchc.errors import KhcchcError

if TYPE_CHECKING:
    from khcchc.grammar import Grammars
    from khcchc.model import Plan
    from khcchc.read import ReadOptions, SourceText


def read_plan(
    name: str, *, from_format: str | None, grammars: Grammars | None = None, options: ReadOptions | None = None
) -> Plan:
    """One plan; `-` is standard input. Raises `KhcchcError`."""
    from khcchc.pipeline import parse_source

    # The parser lets go of the lines when it has read them; a name for them here would hold them.
    return parse_source(_read_source(name, from_format, options), grammars=grammars)


def _read_source(name: str, from_format: str | None, options: ReadOptions | None) -> SourceText:
    from khcchc.read import ReadOptions, read_path, read_stdin

    options = options or ReadOptions()
    if name == "-":
        return read_stdin(from_format=from_format, options=options)
    return read_path(Path(name), from_format=from_format, options=options)


def read_plans(
    session: Session,
    names: Sequence[str],
    *,
    from_format: str | None,
    grammars: Grammars,
    options: ReadOptions | None = None,
) -> tuple[list[Plan], int]:
    """The plans that could be read, in the order given, and how many files could not."""
    plans: list[Plan] = []
    failed = 0
    for name in names:
        try:
            plans.append(read_plan(name, from_format=from_format, grammars=grammars, options=options))
        except KhcchcError as error:
            session.show_traceback()
            session.tell_error(error)
            failed += 1
    return plans, failed


def report(session: Session, plans: Sequence[Plan], failed: int, *, strict: bool) -> int:
    """Tell what a person should know of the reading, and give the exit code that it means."""
    from khcchc.export.head import name_source

    say = session.say
    code = 0
    for plan in plans:
        name = name_source(plan, say)
        errors = sum(problem.severity == "error" for problem in plan.problems)
        if not plan.tasks:
            lines, sections = say.count("lines", plan.source.lines), say.count("sections", len(plan.sections))
            session.tell("no_tasks", name=name, lines=lines, sections=sections)
        if strict and errors:
            session.tell("strict", name=name, errors=say.count("error", errors))
            code = 1
    if failed and plans:
        session.tell("some_failed", done=len(plans), total=len(plans) + failed)
        code = 1
    return code if plans else 2
