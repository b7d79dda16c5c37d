"""Work in native code that does not come back: from Python it cannot be stopped, but it can be left behind.

A PDF of 40 KB can keep pdfium busy for hours on one page, and no check between pages is ever reached. The command
line therefore lets such work run in a thread of its own and waits for it, so that the other files of a run are still
read, what was read is written, and a person is told. Nothing else could do that: a signal waits for the native code
too, and to end the process would lose what is not written yet.

Guarantees:
 1. Without `arm`, which the command line calls as a program of its own, work runs in the thread of the caller, and
    nothing here ends it.
 2. Watched work gives or raises what it would give or raise by itself.
 3. Work that takes longer than its limit and a margin is left behind with `LimitExceeded`, and so it is when the
    wait is interrupted. From then on watched work is refused, because pdfium is not made for two threads, and
    `was_left` says that the process must end without tidying up (`os._exit`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from khcchc.errors import LimitExceeded

_Result = TypeVar("_Result")

_MARGIN = 0.1
"""The part of a limit by which work may pass it: between pages it is kept to the second, with better words."""
_LEAST_MARGIN = 1.0
_STEP = 0.5
"""Seconds after which the wait looks up, because Ctrl-C does not end a wait on every system."""
_GOODBYE = 1.0
"""Seconds for the work to end by itself once it is told to: it removes its files and stops its programs."""
_STACK = 8 << 20
"""Bytes, as the main thread has; on some systems a thread has too few for forms within forms."""


class _State:
    armed = False
    left = ""
    """The file whose reading was left behind."""


def arm() -> None:
    """Watch what is given to `watched` from now on."""
    _State.armed = True


def was_left() -> bool:
    """Whether some work was left behind and may still be running."""
    return bool(_State.left)


def watched(work: Callable[[], _Result], seconds: float, name: str) -> _Result:
    """The result of `work`, which reads the file `name` in native code and should take at most `seconds`."""
    if not _State.armed:
        return work()
    if _State.left:
        raise LimitExceeded(
            f"{name} was not read, because the reading of {_State.left} could not be stopped",
            hint="read it in a run of its own",
        )
    task = _Task(work)
    number = task.start()
    try:
        task.wait(seconds + max(_MARGIN * seconds, _LEAST_MARGIN))
    finally:
        if not task.ended:
            _leave(task, number, name)
    if not task.done:
        raise LimitExceeded(
            f"{name} takes longer than {seconds:g} seconds to read", hint="split the file, or read fewer pages"
        )
    result: _Result = task.result()
    return result


class _Task:
    """Work in a thread of its own, and what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        import threading

        self._work = work
        self._results: list[Any] = []
        self._error: BaseException | None = None
        self._end = threading.Event()  # a thread that was joined and interrupted calls itself ended in Python 3.11
        self.done = False
        """The work gave or raised something by itself."""

    def start(self) -> int:
        """Begin; gives the number of the thread."""
        import threading

        before = threading.stack_size(_STACK)
        try:
            thread = threading.Thread(target=self._run, daemon=True)
            thread.start()
        finally:
            threading.stack_size(before)
        return thread.ident or 0

    def _run(self) -> None:
        try:
            self._results.append(self._work())
            self.done = True
        except KeyboardInterrupt:  # sent by `_leave`; the caller knows
            pass
        except BaseException as error:  # noqa: BLE001 - the caller raises it
            self._error = error
            self.done = True
        finally:
            self._end.set()

    @property
    def ended(self) -> bool:
        return self._end.is_set()

    def wait(self, seconds: float) -> None:
        """Until the work has ended, and at most so long."""
        while seconds > 0 and not self._end.wait(min(seconds, _STEP)):
            seconds -= _STEP

    def result(self) -> Any:
        if self._error is not None:
            raise self._error
        return self._results[0]


def _leave(task: _Task, number: int, name: str) -> None:
    """Tell the work to end, and leave it behind where it cannot hear."""
    import ctypes

    _State.left = name
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(number), ctypes.py_object(KeyboardInterrupt))
    task.wait(_GOODBYE)
    if task.ended:
        _State.left = ""
