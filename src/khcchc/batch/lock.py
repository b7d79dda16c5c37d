"""One run at a time into one output: a lock file that a dead run does not leave behind for ever."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khcchc.batch.storage import Store
from khcchc.errors import ConfigError

LOCK = "lock"
_MOMENT = 1.0


@contextlib.contextmanager
def locked(store: Store, state: str) -> Iterator[None]:
    """Hold the lock of an output. Raises `ConfigError` when another run holds it."""
    name = f"{state}/{LOCK}"
    own = json.dumps({**_identify(os.getpid()), "run": uuid.uuid4().hex}).encode()
    for _ in range(3):
        if store.create(name, own):
            break
        holder = store.read(name)
        if holder is None:
            continue
        if not holder:  # made, but not yet written to: a moment later it is, or its run is dead
            time.sleep(_MOMENT)
            holder = store.read(name) or b""
        if not _is_stale(holder):
            raise ConfigError(f"another run is writing there ({_describe(holder)})", hint=_next_step(store, name))
        _take_away(store, name, holder)
    else:
        raise ConfigError("another run took the output at the same moment", hint="try again")
    try:
        yield
    finally:
        if store.read(name) == own:
            store.remove(name)


def _take_away(store: Store, name: str, stale: bytes) -> None:
    """Remove a stale lock and no other.

    Of two runs that both found it stale, the second could otherwise remove the new lock of the first. A rename
    happens once: whoever has the file in hand looks at it again, and puts back one that is not the stale one.
    """
    if store.local is None:
        if store.read(name) == stale:
            store.remove(name)
        return
    path = store.local / name
    taken = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    with contextlib.suppress(FileNotFoundError):
        path.rename(taken)
        if taken.read_bytes() != stale:
            with contextlib.suppress(FileExistsError):
                os.link(taken, path)
        taken.unlink()


def _identify(pid: int) -> dict[str, Any]:
    return {"host": socket.gethostname(), "pid": pid, "started": _start_of(pid)}


def _start_of(pid: int) -> str | None:
    """When the process started, in ticks since boot: another process may have taken the number of a dead one."""
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    return None


def _is_stale(holder: bytes) -> bool:
    try:
        known = json.loads(holder)
        pid, host, started = int(known["pid"]), known["host"], known["started"]
    except (ValueError, KeyError, TypeError):
        return holder == b""
    if host != socket.gethostname():
        return False
    return not _is_alive(pid) or (started is not None and _start_of(pid) != started)


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        return True  # os.kill would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _describe(holder: bytes) -> str:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        known = json.loads(holder)
        return f"process {known['pid']} on {known['host']}"
    return "an unreadable lock"


def _next_step(store: Store, name: str) -> str:
    place = store.local / name if store.local is not None else name
    return f"wait for it; if it is gone for certain, remove {place}"
