"""Many files through the check: settings for each, baseline, repairs, and the exit code that it all means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from khcchc.check.baseline import Stale, apply_baseline
from khcchc.check.engine import Checked, check_source
from khcchc.check.findings import Severity, at_least
from khcchc.check.fixes import FIXERS, difference, fixed_name, is_protected
from khcchc.check.options import CheckOptions
from khcchc.check.settings import Settings, find_settings
from khcchc.check.suppression import read_sidecar
from khcchc.errors import KhcchcError, UnreadableFile
from khcchc.files import write_atomically
from khcchc.grammar import Grammars
from khcchc.read import read_bytes

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to check: its bytes, the name it is reported by, and its options."""

    name: str
    data: bytes
    options: CheckOptions
    path: Path | None
    from_format: str | None = None

    def check(self, grammars: Grammars, data: bytes | None = None) -> Checked:
        source = read_bytes(
            self.data if data is None else data, name=Path(self.name).name, from_format=self.from_format
        )
        suppressions = read_sidecar(self.path) if self.path else ()
        return check_source(source, self.options, name=self.name, grammars=grammars, suppressions=suppressions)


@dataclass(slots=True)
class Outcome:
    """What became of a run."""

    checked: list[Checked]
    hidden: int = 0
    stale: Sequence[Stale] = ()
    failed: int = 0

    def fails(self, threshold: Severity | None) -> bool:
        """Whether something new is as grave as the threshold; without one, whatever is shown."""
        return any(
            f.status == "new" and (threshold is None or at_least(f.severity, threshold))
            for one in self.checked
            for f in one.findings
        )


def make_job(
    name: str, given: Mapping[str, Any], *, stdin_name: str | None = None, from_format: str | None = None
) -> tuple[Job, Settings]:
    """Read one input with the settings that hold where it lies. Raises `KhcchcError`."""
    if name == STDIN:
        shown = stdin_name or STDIN
        settings = find_settings(Path(shown).parent if stdin_name else Path())
        data, path = sys.stdin.buffer.read(), (Path(stdin_name) if stdin_name else None)
    else:
        shown, path = Path(name).as_posix(), Path(name)
        data = _read(path)
        settings = find_settings(path.parent)
    return Job(shown, data, settings.options(given, path), path, from_format), settings


def run_checks(
    jobs: Sequence[Job], grammars: Grammars, tell: Callable[[KhcchcError], None], baseline: Path | None
) -> Outcome:
    """Check every job; a document that cannot be read is told and counted."""
    outcome = Outcome([])
    for job in jobs:
        try:
            outcome.checked.append(job.check(grammars))
        except KhcchcError as error:
            tell(error)
            outcome.failed += 1
    if baseline is not None:
        outcome.checked, outcome.stale = apply_baseline(outcome.checked, baseline)
    return outcome


def only_shown(outcome: Outcome, jobs: Sequence[Job]) -> Outcome:
    """The outcome without the findings below the severity asked for, which are counted."""
    severities = {job.name: job.options.severity for job in jobs}
    kept, hidden = [], 0
    for one in outcome.checked:
        threshold = severities[one.name]
        shown = tuple(f for f in one.findings if at_least(f.severity, threshold))
        hidden += sum(f.status == "new" for f in one.findings) - sum(f.status == "new" for f in shown)
        kept.append(replace(one, findings=shown))
    return Outcome(kept, hidden, outcome.stale, outcome.failed)


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair would write, and where; `target` is `None` where nothing may be written."""

    job: Job
    new: bytes
    target: Path | None
    why: str = ""
    """Key of the message that says why nothing is written."""
    difference: str = ""


def plan_repairs(jobs: Sequence[Job], outcome: Outcome) -> list[Repair]:
    """The repairs of all documents that change anything; nothing is written yet."""
    repairs: list[Repair] = []
    by_name = {one.name: one for one in outcome.checked}
    for job in jobs:
        one = by_name.get(job.name)
        if one is None or not any(f.edit is not None and f.status != "suppressed" for f in one.findings):
            continue
        form = one.context.source.source.format
        fixer = FIXERS.get(form)
        if fixer is None or one.context.source.source.encoding not in (None, "utf-8", "utf-8-sig"):
            repairs.append(Repair(job, job.data, None, "check.fix_format"))
            continue
        new = fixer(job.data, one)
        if new != job.data:
            repairs.append(_repair(job, one, form, new))
    return repairs


def _repair(job: Job, one: Checked, form: str, new: bytes) -> Repair:
    if form == "docx":
        old_lines = "\n".join(one.context.source.lines).encode()
        new_lines = "\n".join(read_bytes(new, name=Path(job.name).name).lines).encode()
        return Repair(
            job, new, fixed_name(job.path) if job.path else None, difference=difference(old_lines, new_lines, job.name)
        )
    shown = difference(job.data, new, job.name)
    if job.path is None or not job.path.exists():
        return Repair(job, new, None, "check.fix_stdin", shown)
    if is_protected(job.path):
        return Repair(job, new, None, "check.fix_read_only", shown)
    return Repair(job, new, job.path, difference=shown)


def write_repair(repair: Repair) -> Job:
    """Write one repair, and the job that checks its result."""
    assert repair.target is not None
    write_atomically(repair.target, repair.new)
    if repair.target == repair.job.path:
        return replace(repair.job, data=repair.new)
    return replace(repair.job, data=repair.new, name=repair.target.as_posix())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: no such file", hint="check the name") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", hint="check that you may read it") from None
