"""`khcchc check`: the rules over plans, for people and for CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from khcchc.check.report import FORMATS
from khcchc.cli import output
from khcchc.cli.choices import check_choice, choose_grammars
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session, bad_choice
from khcchc.errors import ConfigError

if TYPE_CHECKING:
    from khcchc.check.run import Job, Outcome
    from khcchc.check.settings import Settings
    from khcchc.grammar import Grammars

_SEVERITIES = ("error", "warning", "info")
_REGIMES = ("auto", "tt01", "nd30")
_TODAY = "KHCCHC_TODAY"


def check(
    session: Session,
    inputs: Annotated[list[str] | None, Argument(metavar="INPUT…", help="help.check_inputs")] = None,
    formats: Annotated[
        list[str] | None, Option("-f", "--format", metavar="FORMAT[=FILE]", help="help.check_format")
    ] = None,
    select: Annotated[list[str] | None, Option("--select", metavar="RULES", help="help.check_select")] = None,
    ignore: Annotated[list[str] | None, Option("--ignore", metavar="RULES", help="help.check_ignore")] = None,
    severity: Annotated[
        str | None, Option("--severity", metavar="|".join(_SEVERITIES), help="help.check_severity")
    ] = None,
    fail_on: Annotated[
        str | None, Option("--fail-on", metavar="|".join(_SEVERITIES), help="help.check_fail_on")
    ] = None,
    exit_zero: Annotated[bool, Option("--exit-zero", help="help.check_exit_zero")] = False,
    draft: Annotated[bool, Option("--draft", help="help.check_draft")] = False,
    regime: Annotated[str | None, Option("--regime", metavar="|".join(_REGIMES), help="help.check_regime")] = None,
    statistics: Annotated[bool, Option("--statistics", help="help.check_statistics")] = False,
    fix: Annotated[bool, Option("--fix", help="help.check_fix")] = False,
    diff: Annotated[bool, Option("--diff", help="help.check_diff")] = False,
    baseline: Annotated[str | None, Option("--baseline", metavar="FILE", help="help.check_baseline")] = None,
    write_baseline: Annotated[
        str | None, Option("--write-baseline", metavar="FILE", help="help.check_write_baseline")
    ] = None,
    stdin_filename: Annotated[
        str | None, Option("--stdin-filename", metavar="NAME", help="help.check_stdin_name")
    ] = None,
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    today: Annotated[str | None, Option("--today", metavar="YYYY-MM-DD", help="help.check_today")] = None,
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
    show_settings: Annotated[bool, Option("--show-settings", help="help.check_show_settings")] = False,
) -> int:
    from khcchc.check.run import make_job, only_shown, run_checks

    check_choice(session, "--severity", severity, _SEVERITIES)
    check_choice(session, "--fail-on", fail_on, _SEVERITIES)
    check_choice(session, "--regime", regime, _REGIMES)
    outputs = _choose_outputs(session, formats or [])
    names = inputs or []
    if show_settings:
        said = _given(select, ignore, severity, draft, regime, today)
        said |= {"fail_on": fail_on, "baseline": baseline, "grammar": grammar}
        flags = {"severity": "--severity" if severity else "--select", "today": "--today" if today else _TODAY}
        _show_settings(session, [stdin_filename or n if n == "-" else n for n in names], said, flags)
        return 0
    if not names or names.count("-") > 1:
        raise ConfigError(
            session.say("check.no_input" if not names else "usage.twice_stdin"),
            hint=session.say("usage.hint", command="khcchc check"),
        )
    given = _given(select, ignore, severity, draft, regime, today)
    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    make = partial(make_job, given=given, stdin_name=stdin_filename, from_format=from_format, reading=reading)
    jobs, main = _find_jobs(names, make)
    root = main.root or Path()
    grammars = choose_grammars(grammar or (str(root / main.grammar) if main.grammar else None))
    known = Path(baseline) if baseline else (root / main.baseline if main.baseline and not write_baseline else None)
    outcome = run_checks(jobs, grammars, session.tell_error, known)
    if write_baseline is not None:
        return _write_baseline(session, outcome, jobs, write_baseline)
    if fix or diff:
        jobs, outcome, differs = _repair(session, jobs, outcome, grammars, known, diff=diff)
        if diff:
            return 2 if outcome.failed and not outcome.checked else int(differs or bool(outcome.failed))
    shown = only_shown(outcome, jobs)
    _write(session, shown, outputs, statistics=statistics)
    threshold: Any = fail_on or main.fail_on
    return _exit_code(shown, threshold, exit_zero=exit_zero)


def _show_settings(session: Session, names: Sequence[str], given: Mapping[str, Any], flags: Mapping[str, str]) -> None:
    """The settings that hold for each input, or for the folder one stands in."""
    from khcchc.check.settings import find_settings
    from khcchc.check.shown_settings import show_settings

    shown = []
    for name in names or ["."]:
        place = Path("." if name == "-" else name)
        settings = find_settings(place if place.is_dir() else place.parent)
        shown.append(show_settings(settings, place, given, flags, session.say.language))
    output.write("\n".join(shown).encode())


def _find_jobs(names: Sequence[str], make: Callable[[str], tuple[Job, Settings]]) -> tuple[list[Job], Settings]:
    """The documents that the inputs name, and the settings of the first."""
    from khcchc.check.files import find_files
    from khcchc.check.settings import find_settings

    every = [str(n) for given_name in names for n in (["-"] if given_name == "-" else find_files([given_name]))]
    made = [make(name) for name in dict.fromkeys(every)]
    return [job for job, _ in made], made[0][1] if made else find_settings(Path())


def _exit_code(outcome: Outcome, threshold: Any, *, exit_zero: bool) -> int:
    if outcome.failed and not outcome.checked:
        return 2
    found = outcome.fails(threshold) and not exit_zero
    return int(found or outcome.failed > 0)


def _given(
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    severity: str | None,
    draft: bool,
    regime: str | None,
    today: str | None,
) -> dict[str, Any]:
    """What the command line itself says; `None` leaves it to the settings."""
    chosen = _split(select)
    return {
        "select": chosen,
        "ignore": _split(ignore),
        # Who asks for a rule by name wants to see what it finds, remarks too.
        "severity": severity or ("info" if chosen else None),
        "draft": True if draft else None,
        "regime": regime,
        "today": today or os.environ.get(_TODAY) or None,
    }


def _split(words: Sequence[str] | None) -> tuple[str, ...] | None:
    return tuple(w.strip() for word in words for w in word.split(",") if w.strip()) if words else None


def _choose_outputs(session: Session, wanted: Sequence[str]) -> list[tuple[str, str | None]]:
    """(format, file) of each report; at most one goes to standard output. Raises `ConfigError`."""
    outputs: list[tuple[str, str | None]] = []
    for word in wanted:
        name, _, file = word.partition("=")
        if name not in FORMATS:
            raise bad_choice(session.say, "--format", name, FORMATS)
        outputs.append((name, file if file and file != "-" else None))
    if sum(file is None for _, file in outputs) > 1:
        raise ConfigError(session.say("check.one_stdout"), hint=session.say("check.one_stdout_hint"))
    if os.environ.get("GITHUB_ACTIONS") == "true" and all(file is not None for _, file in outputs):
        outputs.append(("github", None))
    return outputs or [("full", None)]


def _write(session: Session, outcome: Outcome, outputs: Sequence[tuple[str, str | None]], *, statistics: bool) -> None:
    from khcchc.check.report import Report, write_report

    for name, file in outputs:
        colour = file is None and name == "full" and output.takes_colour()
        report = Report(outcome.checked, session.say.language, outcome.hidden, outcome.stale, statistics, colour)
        output.save(write_report(report, name), file)
    for entry in outcome.stale:
        session.tell("check.stale", name=entry.document, rule=entry.rule, message=entry.message)
    if outcome.hidden:
        session.tell("check.hidden", n=outcome.hidden)


def _write_baseline(session: Session, outcome: Outcome, jobs: Sequence[Job], file: str) -> int:
    from khcchc.check.baseline import baseline_text
    from khcchc.check.run import only_shown

    shown = only_shown(outcome, jobs)
    output.save(baseline_text(shown.checked), file)
    total = sum(f.status != "suppressed" for one in shown.checked for f in one.findings)
    session.tell("check.baseline_written", name=file, n=total)
    return 2 if outcome.failed and not outcome.checked else int(outcome.failed > 0)


def _repair(
    session: Session, jobs: list[Job], outcome: Outcome, grammars: Grammars, known: Path | None, *, diff: bool
) -> tuple[list[Job], Outcome, bool]:
    """Write the repairs, or show them; then what is left to be reported."""
    from khcchc.check.run import plan_repairs, run_checks, write_repair

    read = {one.name for one in outcome.checked}
    jobs = [job for job in jobs if job.name in read]
    repairs = plan_repairs(jobs, outcome, grammars)
    if diff:
        output.write("".join(r.difference for r in repairs).encode())
        return jobs, outcome, any(r.difference for r in repairs)
    after = {id(job): job for job in jobs}
    for repair in repairs:
        if repair.target is None:
            session.tell(repair.why, name=repair.job.name)
            continue
        after[id(repair.job)] = write_repair(repair)
        session.tell("check.fixed", name=repair.target.as_posix())
    jobs = list(after.values())
    failed = outcome.failed
    outcome = run_checks(jobs, grammars, session.tell_error, known)
    outcome.failed = failed
    return jobs, outcome, bool(repairs)
