"""Many files through the check: settings for each, baseline, repairs, and the exit code that it all means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from khcchc.check.baseline import Stale, apply_baseline
from khcchc.check.engine import Checked, CheckedSource, check_source
from khcchc.check.findings import Severity, at_least
from khcchc.check.fixes import FIXERS, difference, fixed_name, is_protected
from khcchc.check.options import CheckOptions
from khcchc.check.settings import Settings, find_settings
from khcchc.check.suppression import read_sidecar
from khcchc.errors import KhcchcError
from khcchc.files import write_atomically
from khcchc.grammar import Grammars
from khcchc.read import ReadOptions, SourceText, load_path, load_stdin, read_bytes
from khcchc.read.options import DEFAULT_OPTIONS

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to check: where its bytes are, the name it is reported by, and its options."""

    name: str
    options: CheckOptions
    path: Path | None
    data: bytes | None = None
    """Its bytes, where no file has them."""
    from_format: str | None = None
    reading: ReadOptions = DEFAULT_OPTIONS

    def load(self) -> bytes:
        """Its bytes. Raises `UnreadableFile` or `LimitExceeded`."""
        if self.data is not None:
            return self.data
        assert self.path is not None  # what has no file has its bytes
        return load_path(self.path, self.reading)

    def check(self, grammars: Grammars, data: bytes | None = None) -> CheckedSource:
        source = self.read(self.load() if data is None else data)
        suppressions = read_sidecar(self.path) if self.path else ()
        return check_source(source, self.options, name=self.name, grammars=grammars, suppressions=suppressions)

    def read(self, data: bytes) -> SourceText:
        """These bytes, as the file is to be read."""
        return read_bytes(data, name=Path(self.name).name, from_format=self.from_format, options=self.reading)


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
    name: str,
    given: Mapping[str, Any],
    *,
    stdin_name: str | None = None,
    from_format: str | None = None,
    reading: ReadOptions = DEFAULT_OPTIONS,
) -> tuple[Job, Settings]:
    """One input with the settings that hold where it lies; a file is read when it is checked. Raises `KhcchcError`."""
    if name == STDIN:
        shown, data = stdin_name or STDIN, load_stdin(reading)
        path = Path(stdin_name) if stdin_name else None
        settings = find_settings(path.parent if path else Path())
    else:
        shown, data, path = Path(name).as_posix(), None, Path(name)
        settings = find_settings(path.parent)
    return Job(shown, settings.options(given, path), path, data, from_format, reading), settings


def run_checks(
    jobs: Sequence[Job], grammars: Grammars, tell: Callable[[KhcchcError], None], baseline: Path | None
) -> Outcome:
    """Check every job; a document that cannot be read is told and counted."""
    outcome = Outcome([])
    for job in jobs:
        try:
            outcome.checked.append(job.check(grammars).findings_only())
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


def plan_repairs(jobs: Sequence[Job], outcome: Outcome, grammars: Grammars) -> list[Repair]:
    """The repairs of all documents that change anything; nothing is written yet. Raises `KhcchcError`.

    Only these documents are read again, one at a time.
    """
    repairs: list[Repair] = []
    by_name = {one.name: one for one in outcome.checked}
    for job in jobs:
        known = by_name.get(job.name)
        if known is None or not any(f.edit is not None and f.status != "suppressed" for f in known.findings):
            continue
        data = job.load()
        one = job.check(grammars, data)
        origin = one.context.source.source
        fixer = FIXERS.get(origin.format)
        if fixer is None or origin.encoding not in (None, "utf-8", "utf-8-sig"):
            repairs.append(Repair(job, data, None, "check.fix_format"))
            continue
        new = fixer(data, one)
        if new != data:
            repairs.append(_repair(job, one, origin.format, data, new))
    return repairs


def _repair(job: Job, one: CheckedSource, form: str, data: bytes, new: bytes) -> Repair:
    if form == "docx":
        old_lines = "\n".join(one.context.source.lines).encode()
        new_lines = "\n".join(job.read(new).lines).encode()
        return Repair(
            job, new, fixed_name(job.path) if job.path else None, difference=difference(old_lines, new_lines, job.name)
        )
    shown = difference(data, new, job.name)
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
