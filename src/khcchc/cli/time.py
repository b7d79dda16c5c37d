"""`khcchc time`: the reading of one time expression, in words or as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from khcchc.cli import output
from khcchc.cli.choices import check_choice, choose_grammars
from khcchc.cli.options import Argument, Option
from khcchc.cli.session import Session
from khcchc.errors import ConfigError

if TYPE_CHECKING:
    from khcchc.model import Milestone

_FORMATS = ("text", "json")
_ANY_YEAR = 2000
"""Stands for the year that is not given: do the words say more with one?"""


def time(
    session: Session,
    words: Annotated[str, Argument(metavar="WORDS", help="help.time_words")],
    year: Annotated[int | None, Option("--year", metavar="YEAR", help="help.time_year")] = None,
    issued: Annotated[str | None, Option("--issued", metavar="YYYY-MM-DD", help="help.time_issued")] = None,
    output_format: Annotated[str, Option("--format", metavar="|".join(_FORMATS), help="help.time_format")] = "text",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.clean import fold_spaces, repair_letters
    from khcchc.export.milestones import describe_milestones, milestones_json
    from khcchc.values.schedule import TimeContext, read_schedule

    check_choice(session, "--format", output_format, _FORMATS)
    issued_on = _day(session, issued)
    if year is not None and not 1900 <= year <= 2200:
        raise ConfigError(session.say("time.year", year=year), hint=session.say("time.year_hint"))
    start, end = (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else (None, None)
    context = TimeContext(
        year=year or (issued_on.year if issued_on else None), period_start=start, period_end=end, issued_on=issued_on
    )
    grammars = choose_grammars(grammar)
    text = fold_spaces(repair_letters(words))
    milestones = read_schedule(text, context, grammars)
    if context.year is None and _count_dated(milestones) < _count_dated(
        read_schedule(text, TimeContext(year=_ANY_YEAR), grammars)
    ):
        session.tell("time.no_year")
    told = milestones_json(milestones) if output_format == "json" else describe_milestones(milestones, session.say)
    output.write(told.encode())
    return 0


def _count_dated(milestones: Sequence[Milestone]) -> int:
    return sum(1 for m in milestones if m.start or m.end)


def _day(session: Session, text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigError(session.say("time.no_day", text=text), hint=session.say("time.no_day_hint")) from None
