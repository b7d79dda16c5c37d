"""Where results lie: a folder of this machine, or any place that fsspec reaches.

Guarantees:
 1. A reader of a result sees the old one or the new one, never a part.
 2. A name never leads out of the root of its store.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from khcchc.errors import ConfigError, MissingExtra
from khcchc.files import new_file_mode, told_when_unwritable

# Stores that put an object whole or not at all. Elsewhere a result is written beside its place and moved there.
_WHOLE_PUTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "oss", "memory"})


class Store(Protocol):
    """Results by their name below one root."""

    local: Path | None
    """The root, where it is a folder of this machine."""

    def read(self, name: str) -> bytes | None: ...
    def write(self, name: str, data: bytes) -> None: ...
    def size(self, name: str) -> int | None: ...
    def remove(self, name: str) -> None: ...
    def create(self, name: str, data: bytes) -> bool: ...
    def clear(self, name: str) -> None: ...
    def put_file(self, name: str, scratch: str) -> contextlib.AbstractContextManager[Path]: ...


def is_url(place: str) -> bool:
    """Is this a URL (`s3://…`) and not a path?"""
    return "://" in place


@lru_cache(maxsize=8)
def open_store(place: str, scratch: str) -> Store:
    """The store at a path or URL; `scratch` is the folder in it for unfinished files."""
    if place.startswith("file://"):
        place = place.removeprefix("file://")
    return _Remote(place) if is_url(place) else _Local(Path(place), scratch)


def open_filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path in it. Raises `MissingExtra` or `ConfigError`."""
    try:
        import fsspec  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise MissingExtra(f"{url}: reading URLs needs fsspec", hint="pip install 'khcchc[remote]'") from None
    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise MissingExtra(f"{url}: {error}", hint="install the package named there") from None
    except (ValueError, OSError) as error:
        raise ConfigError(f"{url}: {error}", hint="check the URL") from None
    return filesystem, str(path)


def _checked(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ConfigError(f"{name!r} leads out of the output folder", hint="rename the file")
    return name


class _Local:
    def __init__(self, root: Path, scratch: str) -> None:
        self.local: Path | None = root
        self._root = root
        self._scratch = root / scratch

    def read(self, name: str) -> bytes | None:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return (self._root / _checked(name)).read_bytes()
        return None

    def write(self, name: str, data: bytes) -> None:
        with self._placing(name) as part:
            part.write_bytes(data)

    def size(self, name: str) -> int | None:
        with contextlib.suppress(OSError):
            return (self._root / _checked(name)).stat().st_size
        return None

    def remove(self, name: str) -> None:
        (self._root / _checked(name)).unlink(missing_ok=True)

    def create(self, name: str, data: bytes) -> bool:
        """Make a file that must not exist yet; `False` where it does."""
        path = self._root / _checked(name)
        with told_when_unwritable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
            except FileExistsError:
                return False
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        return True

    def clear(self, name: str) -> None:
        shutil.rmtree(self._root / _checked(name), ignore_errors=True)

    @contextlib.contextmanager
    def put_file(self, name: str, scratch: str) -> Iterator[Path]:
        with self._placing(name) as part:
            yield part
            with part.open("rb") as file:
                os.fsync(file.fileno())

    @contextlib.contextmanager
    def _placing(self, name: str) -> Iterator[Path]:
        """A new file that takes its place when all went well. The scratch folder is on the same file system."""
        target = self._root / _checked(name)
        with told_when_unwritable(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            self._scratch.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(prefix="part.", dir=self._scratch)
            os.close(handle)
            try:
                yield Path(part)
                Path(part).chmod(new_file_mode())
                Path(part).replace(target)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise


class _Remote:
    def __init__(self, url: str) -> None:
        self.local: Path | None = None
        self._fs, self._root = open_filesystem(url)
        protocol = self._fs.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        self._whole = bool(names & _WHOLE_PUTS)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{_checked(name)}"

    def read(self, name: str) -> bytes | None:
        with contextlib.suppress(FileNotFoundError):
            return bytes(self._fs.cat_file(self._path(name)))
        return None

    def write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        with told_when_unwritable(path):
            self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            if self._whole:
                self._fs.pipe_file(path, data)
                return
            self._fs.pipe_file(f"{path}.part", data)
            self._fs.mv(f"{path}.part", path)

    def size(self, name: str) -> int | None:
        with contextlib.suppress(OSError):
            return int(self._fs.info(self._path(name))["size"])
        return None

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._path(name))

    def create(self, name: str, data: bytes) -> bool:
        path = self._path(name)
        if self._fs.exists(path):
            return False
        self.write(name, data)
        # Few stores create exclusively. Of two that wrote at once, the one whose words stayed goes on.
        return self.read(name) == data

    def clear(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._fs.rm(self._path(name), recursive=True)

    @contextlib.contextmanager
    def put_file(self, name: str, scratch: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / "part"
            part.touch()
            yield part
            self.write(name, part.read_bytes())
