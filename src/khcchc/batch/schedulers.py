"""The same work on an engine that already runs elsewhere, through the executor interface it offers.

Any `concurrent.futures.Executor` will do; `--scheduler tcp://…` takes the one of dask.distributed. The machines need
this package in the same version and must reach inputs and output under the same names (a shared folder, or URLs).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import Any

from khcchc.batch.convert import failure
from khcchc.batch.job import Assignment, Job, Outcome
from khcchc.batch.workers import Crew
from khcchc.errors import ConfigError, MissingExtra

_local = threading.local()


def convert_isolated(job: Job, assignment: Assignment) -> Outcome:
    """One assignment in a process of its own on whatever machine this is, with the limits of the job."""
    crew: Crew | None = getattr(_local, "crew", None)
    if crew is None or _local.job != job:
        if crew is not None:
            crew.__exit__()
        _allow_children()
        crew = _local.crew = Crew(job, 1)
        _local.job = job
    return next(outcome for _, outcome in crew.convert([assignment]))


def _allow_children() -> None:
    # Engines start their workers as daemons, which multiprocessing lets have no children. Ours end with their pipe.
    getattr(multiprocessing.current_process(), "_config", {}).pop("daemon", None)


def convert_on(
    executor: Executor, job: Job, assignments: Iterable[Assignment], *, window: int
) -> Iterator[tuple[int, Outcome]]:
    """(place, outcome) as they are done, never more than `window` assignments with the engine at a time."""
    waiting = enumerate(assignments)
    given: dict[Future[Outcome], tuple[int, Assignment]] = {}
    while True:
        for place, assignment in islice(waiting, window - len(given)):
            given[executor.submit(convert_isolated, job, assignment)] = (place, assignment)
        if not given:
            return
        for future in wait(given, return_when=FIRST_COMPLETED).done:
            place, assignment = given.pop(future)
            yield place, _result(future, assignment)


def _result(future: Future[Outcome], assignment: Assignment) -> Outcome:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - an engine may raise anything when a machine is gone
        words = next(iter(str(error).splitlines()), "")[:200]
        return failure(assignment.item, "engine", f"the cluster gave it back: {type(error).__name__}: {words}")


@contextlib.contextmanager
def connect(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor of the dask cluster at `address`, and how much to give it at a time."""
    try:
        import distributed  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise MissingExtra("--scheduler needs dask.distributed", hint="pip install 'khcchc[dask]'") from None
    engine: Any = distributed
    try:
        client = engine.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ConfigError(f"no dask scheduler at {address}: {error}", hint="check --scheduler") from None
    with client:
        cores = sum(client.ncores().values())
        if not cores:
            raise ConfigError(f"the scheduler at {address} has no workers", hint="start some with 'dask worker'")
        yield client.get_executor(pure=False), 4 * cores
