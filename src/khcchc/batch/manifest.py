"""What earlier runs did: input hash, program and grammar, output and status of every file, as JSON.

Guarantees:
 1. The file is replaced whole; after a crash it is that of some earlier moment.
 2. It holds no clock, no absolute path and no order of events: the same work gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from khcchc.batch.job import Options, Outcome
from khcchc.batch.storage import Store

VERSION = 1


@dataclass(frozen=True, slots=True)
class Maker:
    """Program, grammars and options: what besides the input decides the output."""

    program: str
    grammar: str
    options: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        return _hash(self.program, self.grammar, json.dumps(self.options, sort_keys=True))[:16]


def describe_maker(options: Options, grammar: str | None) -> Maker:
    """The maker of this run; `grammar` is the folder of the user's own files."""
    from khcchc import __version__
    from khcchc.grammar import builtin_folder

    folders = [builtin_folder(), *([Path(grammar)] if grammar else [])]
    files = [file for folder in folders for file in sorted(folder.glob("*.toml"))]
    return Maker(
        __version__, _hash(*(part for file in files for part in (file.name, file.read_bytes()))), asdict(options)
    )


def _hash(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@dataclass(slots=True)
class Manifest:
    """Entries by the name of the input; `joined` says from what the combined file was made."""

    maker: Maker
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    joined: dict[str, Any] | None = None

    def entry(self, name: str) -> dict[str, Any] | None:
        """The entry of an input that was done by the same maker."""
        entry = self.entries.get(name)
        usable = entry is not None and entry.get("status") == "done" and entry.get("made_by") == self.maker.fingerprint
        return entry if usable else None

    def record(self, outcome: Outcome) -> None:
        if outcome.status == "same":
            return
        entry = {key: value for key, value in asdict(outcome).items() if key != "name" and value is not None}
        self.entries[outcome.name] = {**entry, "made_by": self.maker.fingerprint}

    def keep(self, names: Iterable[str]) -> None:
        """Forget all other inputs."""
        wanted = set(names)
        self.entries = {name: entry for name, entry in self.entries.items() if name in wanted}

    def dump(self) -> bytes:
        value = {
            "manifest_version": VERSION,
            "program": self.maker.program,
            "grammar": self.maker.grammar,
            "options": dict(self.maker.options),
            "made_by": self.maker.fingerprint,
            "combined": self.joined,
            "inputs": {name: self.entries[name] for name in sorted(self.entries)},
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def load_manifest(store: Store, name: str, maker: Maker) -> Manifest:
    """The manifest of earlier runs; an empty one where there is none that this version understands."""
    manifest = Manifest(maker)
    try:
        value = json.loads(store.read(name) or b"{}")
        if value.get("manifest_version") == VERSION:
            manifest.entries = {str(key): dict(entry) for key, entry in value["inputs"].items()}
            manifest.joined = value["combined"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return Manifest(maker)
    return manifest
