"""Worker processes of this machine, each of which can die without the others or the run.

Fresh processes come from a fork server (`spawn` where there is none): it is started once with the parser loaded, so a
worker costs milliseconds and shares its memory, yet inherits no thread, lock or open pipe of the main process. A plain
fork would hand every worker the ends of the other workers' pipes, and none would notice that the main process is gone;
`concurrent.futures` gives up its whole pool when one process dies. So each worker has a pipe of its own here.

Guarantees:
 1. Every assignment gives one outcome, also when its worker hangs, is killed or runs out of memory.
 2. Only the assignment that did it fails; those waiting behind it go to another worker.
 3. When the main process dies, however it dies, the workers end: at once, or when the file they read is done.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from khcchc.batch.convert import convert_item, failure
from khcchc.batch.job import Assignment, Job, Outcome

# One assignment in work and one waiting, so that a worker never waits for the main process.
_AHEAD = 2
_GRACE = 2.0


def serve(pipe: Connection, job: Job) -> None:
    """The life of a worker: assignments in, outcomes out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the main process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if job.max_memory:
        _limit_memory(job.max_memory)
    with contextlib.suppress(EOFError, OSError):
        while True:
            assignment: Assignment = pipe.recv()
            _set_alarm(job.timeout)
            outcome = convert_item(job, assignment)
            _set_alarm(None)
            pipe.send(outcome)
            if outcome.cause == "memory":
                return  # what else failed for want of memory is unknown: a new process goes on


def _limit_memory(limit: int) -> None:
    """Let the process take `limit` bytes beyond what it has; a platform without such limits goes without."""
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            own = int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        own = 512 << 20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (own + limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _set_alarm(timeout: float | None) -> None:
    """The worker's own limit, should nobody be there to keep it: the alarm ends the process."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0 if timeout is None else timeout + _GRACE)


def process_context() -> Any:
    """How processes are started; the fork server begins loading the parser at once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["khcchc.batch.warm"])
    from multiprocessing.forkserver import ensure_running

    with _deaf_to_interrupts():
        ensure_running()
    return context


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started in here does not hear Ctrl-C, not even while it is still loading."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread, which alone may say so
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    queue: deque[tuple[int, Assignment]] = field(default_factory=deque)
    deadline: float = float("inf")


class Crew:
    """`size` workers. Use it in a `with`: leaving it ends them."""

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._size = size
        self._context = process_context()
        self._workers: list[_Worker] = []
        self._again: deque[tuple[int, Assignment]] = deque()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers = []

    def convert(self, assignments: Iterable[Assignment]) -> Iterator[tuple[int, Outcome]]:
        """(place, outcome) of each assignment as it is done, in any order."""
        waiting = enumerate(assignments)
        while self._hand_out(waiting):
            busy = [worker.pipe for worker in self._workers if worker.queue]
            ready = set(wait(busy, self._patience()))
            for worker in list(self._workers):
                if worker.pipe in ready:
                    yield from self._collect(worker)
                elif worker.queue and time.monotonic() >= worker.deadline:
                    yield self._give_up(worker, "timeout", self._too_long())

    def _hand_out(self, waiting: Iterator[tuple[int, Assignment]]) -> bool:
        """Fill the workers up, breadth first; is anything being worked on?"""
        for depth in range(_AHEAD):
            for number in range(self._size):
                if number < len(self._workers) and len(self._workers[number].queue) > depth:
                    continue
                given = self._again.popleft() if self._again else next(waiting, None)
                if given is None:
                    return any(worker.queue for worker in self._workers)
                self._send(self._workers[number] if number < len(self._workers) else self._start(), given)
        return True

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._job), daemon=False)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, given: tuple[int, Assignment]) -> None:
        if not worker.queue:
            worker.deadline = self._deadline()
        worker.queue.append(given)
        with contextlib.suppress(OSError):  # a worker that has just died is noticed when its pipe is read
            worker.pipe.send(given[1])

    def _too_long(self) -> str:
        return f"took longer than {self._job.timeout:g} s — split the file or raise --timeout"

    def _deadline(self) -> float:
        return float("inf") if self._job.timeout is None else time.monotonic() + self._job.timeout

    def _patience(self) -> float | None:
        nearest = min(worker.deadline for worker in self._workers if worker.queue)
        return None if nearest == float("inf") else max(0.0, nearest - time.monotonic())

    def _collect(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            if hasattr(signal, "SIGALRM") and code == -signal.SIGALRM:
                yield self._give_up(worker, "timeout", self._too_long())
            else:
                yield self._give_up(worker, "died", _explain_death(code))
            return
        place, _ = worker.queue.popleft()
        worker.deadline = self._deadline()
        if outcome.cause == "memory":
            self._dismiss(worker)
        yield place, outcome

    def _give_up(self, worker: _Worker, cause: str, reason: str) -> tuple[int, Outcome]:
        place, assignment = worker.queue.popleft()
        self._dismiss(worker)
        return place, failure(assignment.item, cause, reason)

    def _dismiss(self, worker: _Worker) -> None:
        """End one worker; what waits behind goes to the others."""
        self._again.extend(worker.queue)
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def _explain_death(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-code).name
            return f"its worker was killed ({name})" + (" — out of memory?" if name == "SIGKILL" else "")
    return f"its worker ended unexpectedly (exit {code})"
