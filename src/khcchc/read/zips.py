"""ZIP containers (docx, odt) within the limits of one file.

A container is measured by its directory before any of it is unpacked; a directory that lies is caught while unpacking.
"""

from __future__ import annotations

import io
import zipfile

from khcchc.errors import LimitExceeded, UnreadableFile
from khcchc.read.limits import Limits, in_bytes

_CHUNK = 1 << 20


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
                f"{name}: {entry.filename!r} would unpack to {in_bytes(entry.file_size)}, "
                f"{entry.file_size // max(1, entry.compress_size)} times its size",
                hint="this is no ordinary document; check where it comes from",
            )
    if total > limits.max_bytes:
        raise LimitExceeded(
            f"{name} would unpack to {in_bytes(total)}, more than {in_bytes(limits.max_bytes)}",
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
                        f"{name}: {entry_name!r} unpacks to more than {in_bytes(limits.max_bytes)}",
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
