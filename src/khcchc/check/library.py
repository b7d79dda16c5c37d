"""The check as a function."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khcchc.check.engine import check_source
from khcchc.check.findings import Finding, Severity, at_least
from khcchc.check.options import CheckOptions, RegimeChoice
from khcchc.check.suppression import read_sidecar
from khcchc.read import ReadOptions, read_path

if TYPE_CHECKING:
    from khcchc.grammar import Grammars


def check(
    path: str | Path,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity = "info",
    draft: bool = False,
    regime: RegimeChoice = "auto",
    today: str | None = None,
    from_format: str | None = None,
    grammars: Grammars | None = None,
    reading: ReadOptions | None = None,
) -> tuple[Finding, ...]:
    """The findings in one file, of at least `severity`, in the order of its lines.

    A sidecar file and comments in the text mark findings as suppressed; they are given all the same, with
    their `status`. Raises what `khcchc.parse` raises, and `ConfigError` for a rule that does not exist.
    """
    path = Path(path)
    options = CheckOptions(tuple(select), tuple(ignore), severity, draft, regime, today)
    source = read_path(path, from_format=from_format, options=reading or ReadOptions())
    checked = check_source(source, options, grammars=grammars, suppressions=read_sidecar(path))
    return tuple(f for f in checked.findings if at_least(f.severity, severity))
