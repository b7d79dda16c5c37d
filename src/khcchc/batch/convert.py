"""One item to one result: what every worker does, on this machine or another.

Guarantees:
 1. Content never raises: whatever happens to an item is its `Outcome`.
 2. The result is whole or not there, and depends on nothing but the bytes of the item and the job.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from khcchc.batch.archives import read_member
from khcchc.batch.job import Assignment, Item, Job, Outcome
from khcchc.batch.storage import is_url, open_filesystem, open_store
from khcchc.batch.writers import WRITERS
from khcchc.errors import KhcchcError, LimitExceeded, UnreadableFile

if TYPE_CHECKING:
    from khcchc.grammar import Grammars
    from khcchc.model import Plan


_CHUNK = 1 << 20


def convert_item(job: Job, assignment: Assignment) -> Outcome:
    """Read, parse and write one item. Only `KeyboardInterrupt` and `SystemExit` pass through."""
    item = assignment.item
    try:
        return _convert(job, assignment)
    except KhcchcError as error:
        return failure(item, type(error).__name__, str(error))
    except MemoryError:
        return failure(item, "memory", _too_much(job))
    except Exception as error:  # noqa: BLE001 - the guard that keeps one file from ending the run
        words = next(iter(str(error).splitlines()), "")[:200]
        return failure(item, "fault", f"unexpected {type(error).__name__}: {words}")


def failure(item: Item, cause: str, reason: str) -> Outcome:
    """The outcome of an item that could not be converted."""
    reason = " ".join(reason.split()).removeprefix(item.name).removeprefix(":").strip()
    return Outcome(name=item.name, status="failed", cause=cause, reason=reason)


def _too_much(job: Job) -> str:
    limit = f"{job.max_memory >> 20} MiB" if job.max_memory else "this machine has"
    return f"needs more memory than {limit} — split the file or raise --max-memory"


def _convert(job: Job, assignment: Assignment) -> Outcome:
    item = assignment.item
    if item.refused:
        return failure(item, "LimitExceeded", item.refused)
    data = read_item(item, job.options.reading().limits.max_bytes)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == assignment.known:
        return Outcome(name=item.name, status="same", sha256=sha256)
    plan = parse_item(job, item, data)
    written = WRITERS[job.options.format].part(plan, job.options)
    open_store(job.out, job.scratch).write(assignment.output, written)
    return Outcome(
        name=item.name,
        status="done",
        sha256=sha256,
        output=assignment.output,
        size=len(written),
        tasks=len(plan.tasks),
        errors=sum(problem.severity == "error" for problem in plan.problems),
    )


def read_item(item: Item, limit: int) -> bytes:
    """The bytes of one item, at most `limit`, wherever it lies. Raises `KhcchcError`."""
    if item.member is not None:
        return read_member(item.url, item.member, limit)
    try:
        if is_url(item.url):
            filesystem, path = open_filesystem(item.url)
            with filesystem.open(path, "rb") as file:
                data = _read(file, limit)
        else:
            with Path(item.url).open("rb") as file:
                data = _read(file, limit)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(f"{item.name}: {reason}", hint="check that you may read it") from None
    if len(data) > limit:
        raise LimitExceeded(f"{item.name} is larger than {limit >> 20} MiB", hint="split the file")
    return data


def _read(file: BinaryIO, limit: int) -> bytes:
    """At most a byte more than `limit`, a chunk at a time: `read(limit)` would set all of it aside at once."""
    chunks, size = [], 0
    while size <= limit and (chunk := file.read(min(_CHUNK, limit + 1 - size))):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def parse_item(job: Job, item: Item, data: bytes) -> Plan:
    """The plan in these bytes, with the tasks of the agencies that the job asks for."""
    from khcchc.batch.selection import select_agencies
    from khcchc.pipeline import parse_source
    from khcchc.read import read_bytes

    source = read_bytes(data, name=item.name, from_format=job.options.from_format, options=job.options.reading())
    plan = parse_source(source, grammars=_grammars(job.grammar))
    return select_agencies(plan, job.options.agencies) if job.options.agencies else plan


def _grammars(folder: str | None) -> Grammars:
    global _loaded  # one worker serves one run; the built-in grammars are kept by their own module
    from khcchc.grammar import load_grammars

    if folder is None:
        return load_grammars(None)
    if _loaded is None or _loaded[0] != folder:
        _loaded = (folder, load_grammars(Path(folder)))
    return _loaded[1]


_loaded: tuple[str, Grammars] | None = None
