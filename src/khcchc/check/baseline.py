"""Findings that were there before the linter came: known, still shown where formats can, and no reason to fail.

The file holds fingerprints by document; a fixed finding leaves a stale entry, which is told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from khcchc.check.engine import Checked
from khcchc.check.findings import Finding
from khcchc.errors import ConfigError

VERSION = 1


@dataclass(frozen=True, slots=True)
class Stale:
    """A known finding that is no longer there."""

    document: str
    rule: str
    message: str


def baseline_text(checked: Sequence[Checked]) -> bytes:
    """The baseline file for these documents: stable from run to run."""
    documents = {
        one.name: [
            {"fingerprint": f.fingerprint, "rule": f.rule, "line": f.line, "message": f.message.en}
            for f in one.findings
            if f.status != "suppressed" and not f.rule.startswith("SUP")
        ]
        for one in sorted(checked, key=lambda c: c.name)
    }
    data = {"version": VERSION, "documents": {name: entries for name, entries in documents.items() if entries}}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def apply_baseline(checked: Sequence[Checked], path: Path) -> tuple[list[Checked], list[Stale]]:
    """The documents with their known findings marked, and the entries that matched nothing. Raises `ConfigError`."""
    documents = _read(path)
    marked: list[Checked] = []
    stale: list[Stale] = []
    for one in checked:
        known = {str(e["fingerprint"]): e for e in documents.get(one.name, [])}
        found = {f.fingerprint for f in one.findings}
        marked.append(replace(one, findings=tuple(_marked(f, known) for f in one.findings)))
        stale += [
            Stale(one.name, str(e.get("rule", "")), str(e.get("message", "")))
            for k, e in known.items()
            if k not in found
        ]
    return marked, stale


def _marked(finding: Finding, known: dict[str, dict[str, object]]) -> Finding:
    return replace(finding, status="known") if finding.fingerprint in known and finding.status == "new" else finding


def _read(path: Path) -> dict[str, list[dict[str, object]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}", hint="make it with --write-baseline") from None
    except ValueError as error:
        raise ConfigError(f"{path}: not JSON: {error}", hint="make it again with --write-baseline") from None
    documents = data.get("documents") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(documents, dict) or not all(_is_list(v) for v in documents.values()):
        raise ConfigError(f"{path}: no baseline of version {VERSION}", hint="make it again with --write-baseline")
    return documents


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(e, dict) and "fingerprint" in e for e in value)
