"""What one file may cost: limits that every reader keeps, checked before the work is done.

Guarantees:
 1. A container is measured by its directory before any of it is unpacked; a directory that lies is caught
    while unpacking.
 2. A limit that is passed raises `LimitExceeded` with the limit, what was met, and the option that changes it.
"""

from __future__ import annotations

import io
import time
import zipfile
from typing import NamedTuple

from khcchc.errors import LimitExceeded, UnreadableFile

_CHUNK = 1 << 20


class Limits(NamedTuple):
    """Limits for one file: `max_bytes` of the file and of what it unpacks to, `max_pages`, `seconds`.

    `seconds` bounds what may run away: outside programs (LibreOffice, OCR) and page loops. A plan of
    40 pages is read in well under a second, so the limit never decides what a normal file gives.
    """

    max_bytes: int = 256 * 1024 * 1024
    max_pages: int = 2000
    seconds: float = 300.0
    max_entries: int = 5000
    """Entries of a ZIP container; a plan in Word has about fifteen, and a few hundred with many pictures."""
    max_ratio: int = 200
    """Unpacked to packed size of one entry above `ratio_from` bytes; WordprocessingML packs about 10 to 40 times."""
    ratio_from: int = 16 * 1024 * 1024


class Deadline:
    """The time limit of one file, started when it is made.

    The only clock in the package. It never enters a record: it can only stop the reading.
    """

    def __init__(self, limits: Limits, name: str) -> None:
        self._limits = limits
        self._name = name
        self._end = time.monotonic() + limits.seconds

    def left(self) -> float:
        """Seconds that remain, never below 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self, where: str = "") -> None:
        """Raise `LimitExceeded` when the time is up; `where` tells how far the reading came."""
        if self.left() <= 0:
            at = f" ({where})" if where else ""
            raise LimitExceeded(
                f"{self._name} takes longer than {self._limits.seconds:g} seconds to read{at}",
                hint="split the file, or read fewer pages",
            )


def check_size(size: int, limits: Limits, name: str) -> None:
    """Raise `LimitExceeded` for a file of more than `max_bytes` bytes."""
    if size > limits.max_bytes:
        raise LimitExceeded(
            f"{name} is larger than {_size(limits.max_bytes)}", hint="split the file, or raise --max-bytes"
        )


def check_zip(data: bytes, limits: Limits, name: str = "file") -> zipfile.ZipFile:
    """Open a ZIP container whose directory keeps within the limits.

    Raises `UnreadableFile` for a damaged or encrypted container, `LimitExceeded` for a bomb: too many
    entries, too much in all, or an entry that packs better than any document does.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise UnreadableFile(
            f"{name} is damaged: its ZIP directory cannot be read",
            hint="open it in Word and save it again, or fetch it again",
        ) from None
    if len(entries) > limits.max_entries:
        raise LimitExceeded(
            f"{name} holds {len(entries)} parts, more than {limits.max_entries}",
            hint="this is no ordinary document; check where it comes from",
        )
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.flag_bits & 1:
            raise UnreadableFile(f"{name} is encrypted", hint="remove the password and save it again")
        if entry.file_size > limits.ratio_from and entry.file_size > limits.max_ratio * max(1, entry.compress_size):
            raise LimitExceeded(
                f"{name}: {entry.filename!r} would unpack to {_size(entry.file_size)}, "
                f"{entry.file_size // max(1, entry.compress_size)} times its size",
                hint="this is no ordinary document; check where it comes from",
            )
    if total > limits.max_bytes:
        raise LimitExceeded(
            f"{name} would unpack to {_size(total)}, more than {_size(limits.max_bytes)}",
            hint="split the file, or raise --max-bytes",
        )
    return archive


def read_entry(archive: zipfile.ZipFile, entry_name: str, limits: Limits, name: str = "file") -> bytes | None:
    """One part of a container, or `None` where it has none of that name.

    Read in steps, because the size in the directory may be a lie. Raises as `check_zip`.
    """
    try:
        entry = archive.getinfo(entry_name)
    except KeyError:
        return None
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limits.max_bytes:
                    raise LimitExceeded(
                        f"{name}: {entry_name!r} unpacks to more than {_size(limits.max_bytes)}",
                        hint="this is no ordinary document; check where it comes from",
                    )
                parts.append(chunk)
    except LimitExceeded:
        raise
    except Exception as error:  # noqa: BLE001 - zlib.error, BadZipFile, EOFError, NotImplementedError, RuntimeError …
        raise UnreadableFile(
            f"{name} is damaged: {entry_name!r} cannot be unpacked ({type(error).__name__})",
            hint="open it in Word and save it again, or fetch it again",
        ) from None
    return b"".join(parts)


def _size(count: int) -> str:
    if count < 1 << 10:
        return f"{count} bytes"
    return f"{count / (1 << 20):.0f} MiB" if count >= 1 << 20 else f"{count / (1 << 10):.0f} KiB"
