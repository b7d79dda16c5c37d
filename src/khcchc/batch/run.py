"""A run, whole: lock, manifest, workers, sink, in the order in which the sentence is told.

Guarantees:
 1. Outcomes are taken in the order of the items, whatever is finished first.
 2. Stopped at any moment, by Ctrl-C or by pulling the plug, the next run goes on and ends with the same bytes.
 3. What the manifest says is done is kept; what was done and not said is done again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from khcchc.batch.job import ALWAYS_COMBINED, Assignment, Item, Job, Options, Outcome
from khcchc.batch.lock import locked
from khcchc.batch.manifest import Manifest, describe_maker, load_manifest
from khcchc.batch.sinks import DatabaseSink, Sink, TableSink, TreeSink, split_output
from khcchc.batch.storage import Store, open_store

Report = Callable[[Outcome], None]

_MIN_BETWEEN_SAVES = 2.0
_SAVE_SHARE = 30
"""Saving takes at most a thirtieth of the time, however long the manifest is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to convert, where to, and with what."""

    items: Sequence[Item]
    out: str
    options: Options
    grammar: str | None = None
    jobs: int | None = None
    timeout: float | None = 300.0
    max_memory: int | None = 2 << 30
    force: bool = False
    scheduler: str | None = None


def convert(request: Request, report: Report) -> None:
    """Convert the items, telling `report` of each in order. Raises `KhcchcError` when no run is possible."""
    options = request.options
    one_file = options.combine and options.format != "parquet"
    root, name, state = split_output(request.out, one_file=one_file)
    if options.format == "parquet":
        name = "."
    job = Job(
        options=options,
        out=root,
        scratch=f"{state}/tmp",
        grammar=request.grammar,
        timeout=request.timeout,
        max_memory=request.max_memory,
    )
    maker = describe_maker(options, request.grammar)
    job = replace(job, made_by=maker.fingerprint)
    engine = _engine(request, job)  # the workers load the parser while the rest is prepared
    store = open_store(root, job.scratch)
    with engine as run_all, locked(store, state):
        store.clear(job.scratch)
        manifest_name = f"{state}/manifest.{options.format}.json"
        manifest = load_manifest(store, manifest_name, maker)
        with closing(_open_sink(store, manifest, options, name=name, state=state)) as sink:
            _run(request, sink, manifest, _Saver(store, manifest_name, manifest, sink), run_all, report)


def _open_sink(store: Store, manifest: Manifest, options: Options, *, name: str, state: str) -> Any:
    if options.format == "sqlite":
        return DatabaseSink(store, manifest, name=name, state=state)
    if options.combine or options.format in ALWAYS_COMBINED:
        return TableSink(store, manifest, options, name=name, state=state)
    return TreeSink(store, manifest, options)


class _Saver:
    """Writes the manifest now and then, and always when leaving."""

    def __init__(self, store: Store, name: str, manifest: Manifest, sink: Sink) -> None:
        self._store, self._name, self._manifest, self._sink = store, name, manifest, sink
        self._next = time.monotonic() + _MIN_BETWEEN_SAVES
        self._last: bytes | None = None

    def save_sometimes(self) -> None:
        start = time.monotonic()
        if start >= self._next:
            self.save()
            now = time.monotonic()
            self._next = now + max(_MIN_BETWEEN_SAVES, (now - start) * _SAVE_SHARE)

    def save(self) -> None:
        self._sink.flush()
        data = self._manifest.dump()
        if data != self._last:
            self._store.write(self._name, data)
            self._last = data


def _run(
    request: Request,
    sink: Sink,
    manifest: Manifest,
    saver: _Saver,
    run_all: Callable[[Iterable[Assignment]], Iterator[tuple[int, Outcome]]],
    report: Report,
) -> None:
    outputs = sink.outputs(request.items)
    assignments = (
        Assignment(item=item, output=output, known=None if request.force else sink.known(item.name, output))
        for item, output in zip(request.items, outputs, strict=True)
    )
    done: list[tuple[str, str]] = []
    try:
        for place, outcome in in_order(run_all(assignments)):
            output = outputs[place]
            outcome = sink.add(outcome, output)
            if outcome.status != "failed":
                done.append((outcome.name, output))
            report(outcome)
            saver.save_sometimes()
        sink.finish(done)
    finally:
        saver.save()


def in_order(results: Iterable[tuple[int, Outcome]]) -> Iterator[tuple[int, Outcome]]:
    """Results by their place, each as soon as all before it are there."""
    early: dict[int, Outcome] = {}
    turn = 0
    for place, outcome in results:
        early[place] = outcome
        while turn in early:
            yield turn, early.pop(turn)
            turn += 1


@contextmanager
def _engine(request: Request, job: Job) -> Iterator[Callable[[Iterable[Assignment]], Iterator[tuple[int, Outcome]]]]:
    if request.scheduler is not None:
        from khcchc.batch.schedulers import connect, convert_on

        with connect(request.scheduler) as (executor, window):
            yield lambda assignments: convert_on(executor, job, assignments, window=window)
        return
    from khcchc.batch.workers import Crew

    size = min(request.jobs or count_cores(), max(len(request.items), 1))
    crew: AbstractContextManager[Crew] = Crew(job, size)
    with crew as workers:
        yield workers.convert


def count_cores() -> int:
    """The cores that this process may use, which a container or `taskset` may have cut."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
