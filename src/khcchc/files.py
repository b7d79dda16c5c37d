"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from khcchc.errors import ConfigError


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, whole or in pieces, at `path` so that a reader sees the old file or the new one, never a part.

    A link keeps pointing where it pointed, an existing file keeps its permissions, and a device or pipe
    (`/dev/stdout`) is written to directly. Raises `ConfigError` when the place cannot be written.
    """
    with told_when_unwritable(path):
        target = path.resolve()
        if target.is_dir():
            raise ConfigError(f"{path} is a folder", hint="name a file in it")
        pieces = (data,) if isinstance(data, bytes) else data
        if target.exists() and not target.is_file():
            with target.open("wb") as place:
                place.writelines(pieces)
        else:
            _replace(target, pieces)


@contextlib.contextmanager
def told_when_unwritable(place: object) -> Iterator[None]:
    """Tells a failure of the file system as `ConfigError`, with the place and the next step."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot write {place}: {reason}", hint="name another place with -o") from error


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    # In the same folder, because os.replace cannot cross from one file system to another.
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or those that a new file would get here."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    return new_file_mode()


@lru_cache(maxsize=1)
def new_file_mode() -> int:
    """The permissions that a new file gets; `mkstemp` gives fewer."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
