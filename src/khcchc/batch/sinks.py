"""Where outcomes go, in input order: a tree of files, one combined file, or a database.

A sink says which earlier results are still there (`known`), takes outcomes (`add`), makes sure they are kept before
the manifest says so (`flush`), and completes the output (`finish`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Protocol

from khcchc.batch.inputs import name_outputs
from khcchc.batch.job import ENDINGS, Item, Options, Outcome
from khcchc.batch.manifest import Manifest
from khcchc.batch.storage import Store
from khcchc.batch.writers import WRITERS
from khcchc.errors import ConfigError

_LOT = 16


class Sink(Protocol):
    def outputs(self, items: Sequence[Item]) -> list[str]: ...
    def known(self, name: str, output: str) -> str | None: ...
    def add(self, outcome: Outcome, output: str) -> Outcome: ...
    def flush(self) -> None: ...
    def finish(self, done: Sequence[tuple[str, str]]) -> None: ...
    def close(self) -> None: ...


class TreeSink:
    """A file for each plan, at the same place below the output folder."""

    def __init__(self, store: Store, manifest: Manifest, options: Options) -> None:
        self._store = store
        self._manifest = manifest
        self._ending = ENDINGS[options.format]

    def outputs(self, items: Sequence[Item]) -> list[str]:
        return name_outputs(items, self._ending)

    def known(self, name: str, output: str) -> str | None:
        return _whole_result(self._store, self._manifest, name, output)

    def add(self, outcome: Outcome, output: str) -> Outcome:
        before = self._manifest.entries.get(outcome.name, {}).get("output")
        gone = outcome.status == "failed" or (outcome.status == "done" and before != outcome.output)
        others = (entry.get("output") for name, entry in self._manifest.entries.items() if name != outcome.name)
        if before and gone and before not in set(others):
            self._store.remove(before)  # an output always says what its input says now
        self._manifest.record(outcome)
        return outcome

    def flush(self) -> None:
        """Each file was whole when its outcome came."""

    def finish(self, done: Sequence[tuple[str, str]]) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is open."""


class TableSink:
    """One file (or data set) of all plans, joined at the end from a part for each, which the next run uses again."""

    def __init__(self, store: Store, manifest: Manifest, options: Options, *, name: str, state: str) -> None:
        self._store = store
        self._manifest = manifest
        self._options = options
        self._name = name
        self._state = state

    def outputs(self, items: Sequence[Item]) -> list[str]:
        return [f"{self._state}/parts/{hashlib.sha256(item.name.encode()).hexdigest()[:32]}" for item in items]

    def known(self, name: str, output: str) -> str | None:
        return _whole_result(self._store, self._manifest, name, output)

    def add(self, outcome: Outcome, output: str) -> Outcome:
        if outcome.status == "failed":
            self._store.remove(output)
        self._manifest.record(outcome)
        return outcome

    def flush(self) -> None:
        """Each part was whole when its outcome came."""

    def finish(self, done: Sequence[tuple[str, str]]) -> None:
        """Join the parts of these (input, part), in this order, unless the output is already made of them."""
        if not done:
            return  # nothing to make a table of: an earlier one stays
        names = {name for name, _ in done}
        for name, entry in self._manifest.entries.items():
            if name not in names and entry.get("output"):
                self._store.remove(entry["output"])
        self._manifest.keep({*names, *self._failed()})
        made_of = self._fingerprint(done)
        joined = self._manifest.joined or {}
        if joined.get("made_of") == made_of and self._is_whole(joined):
            return
        self._manifest.joined = {"output": self._name, "made_of": made_of, **self._join([part for _, part in done])}

    def close(self) -> None:
        """Nothing is open."""

    def _failed(self) -> Iterator[str]:
        return (name for name, entry in self._manifest.entries.items() if entry.get("status") == "failed")

    def _fingerprint(self, done: Sequence[tuple[str, str]]) -> str:
        inputs = [(name, self._manifest.entries[name]["sha256"]) for name, _ in done]
        return hashlib.sha256(json.dumps([self._manifest.maker.fingerprint, inputs]).encode()).hexdigest()

    def _is_whole(self, joined: dict[str, Any]) -> bool:
        if "files" in joined:
            return all(self._store.size(f"{self._name}/{file}") == size for file, size in joined["files"].items())
        return self._store.size(self._name) == joined.get("size")

    def _join(self, parts: Sequence[str]) -> dict[str, Any]:
        writer = WRITERS[self._options.format]
        if self._options.format == "parquet":
            return {"files": self._join_files(parts)}
        with self._store.put_file(self._name, self._state) as path:
            writer.join(self._read(parts), path, self._options)
            size = path.stat().st_size
        return {"size": size}

    def _join_files(self, parts: Sequence[str]) -> dict[str, int]:
        """A data set of several files: each takes its place whole, and those of an earlier set go."""
        import tempfile
        from pathlib import Path

        sizes = {}
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            WRITERS[self._options.format].join(self._read(parts), root, self._options)
            for file in sorted(path for path in root.rglob("*") if path.is_file()):
                name = file.relative_to(root).as_posix()
                self._store.write(f"{self._name}/{name}", file.read_bytes())
                sizes[name] = file.stat().st_size
        for name in (self._manifest.joined or {}).get("files", {}):
            if name not in sizes:
                self._store.remove(f"{self._name}/{name}")
        return sizes

    def _read(self, parts: Sequence[str]) -> Iterator[bytes]:
        for part in parts:
            data = self._store.read(part)
            if data is None:
                raise ConfigError(f"{part} vanished while it was needed", hint="run again")
            yield data


class DatabaseSink:
    """A SQLite file: each plan replaces its rows as soon as it is its turn; one that failed loses them.

    Plans are kept in equal lots, whatever moment a run is stopped at, so that a run that goes on writes the same bytes.
    """

    def __init__(self, store: Store, manifest: Manifest, *, name: str, state: str) -> None:
        from khcchc.export.sqlite import Database

        if store.local is None:
            raise ConfigError("a SQLite file must lie on this machine", hint="name a local file with -o, and copy it")
        store.local.mkdir(parents=True, exist_ok=True)
        self._store = store
        self._manifest = manifest
        self._parts = f"{state}/parts"
        self._database = Database(store.local / name)
        self._lot: list[tuple[Outcome, str]] = []
        store.clear(self._parts)

    def outputs(self, items: Sequence[Item]) -> list[str]:
        return [f"{self._parts}/{hashlib.sha256(item.name.encode()).hexdigest()[:32]}" for item in items]

    def known(self, name: str, output: str) -> str | None:
        entry = self._manifest.entry(name)
        sha256 = entry["sha256"] if entry else None
        return sha256 if sha256 is not None and self._database.hash_of(name) == sha256 else None

    def add(self, outcome: Outcome, output: str) -> Outcome:
        if outcome.status == "done":
            outcome = self._bring_in(outcome, output)
        if outcome.status == "failed" and self._database.hash_of(outcome.name) is not None:
            self._database.remove(outcome.name)
        if outcome.status != "same":
            self._lot.append((outcome, output))
        if len(self._lot) >= _LOT:
            self._commit()
        return outcome

    def _bring_in(self, outcome: Outcome, output: str) -> Outcome:
        data = self._store.read(output)
        if data is None:
            raise ConfigError(f"{output} vanished while it was needed", hint="run again")
        try:
            self._database.replace(json.loads(data))
        except sqlite3.IntegrityError as error:
            return Outcome(name=outcome.name, status="failed", cause="fault", reason=str(error))
        return outcome

    def _commit(self) -> None:
        self._database.commit()
        for outcome, part in self._lot:
            self._manifest.record(outcome)
            self._store.remove(part)
        self._lot = []

    def flush(self) -> None:
        """The manifest knows nothing yet of what is not committed."""

    def finish(self, done: Sequence[tuple[str, str]]) -> None:
        self._commit()

    def close(self) -> None:
        self._database.close()


def _whole_result(store: Store, manifest: Manifest, name: str, output: str) -> str | None:
    """The hash of the input that the result at `output` was made from, where it is there, whole and up to date."""
    entry = manifest.entry(name)
    if entry is None or entry.get("output") != output or store.size(output) != entry.get("size"):
        return None
    return str(entry["sha256"])


def split_output(place: str, *, one_file: bool) -> tuple[str, str, str]:
    """(root, name, state folder) of an output: a folder, or a file in its folder with the state beside it."""
    if not one_file:
        return place, "", ".khcchc"
    if "://" in place:
        root, _, name = place.rpartition("/")
    else:
        path = PurePosixPath(place.replace("\\", "/"))
        root, name = str(path.parent), path.name
    return root, name, f".{name}.khcchc"
