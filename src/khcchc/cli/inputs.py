"""Files and standard input to plans, telling of each that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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


class PlanQueue:
    """The plans of the files named, read one at a time when they are asked for.

    Who takes them need not keep them: a plan is sixty times its text. Of each, what a person should be told is noted.
    """

    def __init__(
        self,
        session: Session,
        names: Sequence[str],
        *,
        from_format: str | None,
        grammars: Grammars,
        options: ReadOptions | None = None,
    ) -> None:
        self._session = session
        self._names = names
        self._read = partial(read_plan, from_format=from_format, grammars=grammars, options=options)
        self._seen: list[_Seen] = []
        self._failed = 0

    def __iter__(self) -> Iterator[Plan]:
        """Each plan once; files that cannot be read are told and passed."""
        for name in self._names:
            try:
                plan = self._read(name)
            except KhcchcError as error:
                self._session.show_traceback()
                self._session.tell_error(error)
                self._failed += 1
                continue
            self._seen.append(_seen(plan, self._session))
            yield plan
            del plan  # before the next is read

    def report(self, *, strict: bool) -> int:
        """Tell what a person should know of the reading, and give the exit code that it means."""
        session, say = self._session, self._session.say
        code = 0
        for seen in self._seen:
            if not seen.tasks:
                lines, sections = say.count("lines", seen.lines), say.count("sections", seen.sections)
                session.tell("no_tasks", name=seen.name, lines=lines, sections=sections)
            if strict and seen.errors:
                session.tell("strict", name=seen.name, errors=say.count("error", seen.errors))
                code = 1
        if self._failed and self._seen:
            session.tell("some_failed", done=len(self._seen), total=len(self._seen) + self._failed)
            code = 1
        return code if self._seen else 2


class _Seen(NamedTuple):
    """What is told of a plan: its name, and how many it has of each."""

    name: str
    lines: int
    sections: int
    tasks: int
    errors: int


def _seen(plan: Plan, session: Session) -> _Seen:
    from khcchc.export.head import name_source

    errors = sum(problem.severity == "error" for problem in plan.problems)
    return _Seen(name_source(plan, session.say), plan.source.lines, len(plan.sections), len(plan.tasks), errors)
