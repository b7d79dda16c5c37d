"""Plans inside zip archives, within limits that keep a crafted archive from filling the machine."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO

from khcchc.batch.job import Item
from khcchc.batch.storage import is_url, open_filesystem
from khcchc.errors import LimitExceeded, UnreadableFile

MAX_MEMBERS = 20_000
MAX_TOTAL = 4 << 30
MAX_RATIO = 200
"""Texts shrink to a tenth; what shrinks to a two-hundredth was made to do harm."""
_RATIO_FROM = 10 << 20
_ENCRYPTED = 0x1
_UTF8 = 0x800


def list_members(url: str, name: str) -> list[Item]:
    """An item for each file of the archive; one that is refused where the archive as a whole cannot be used."""
    try:
        with _opened(url) as file, zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        return [Item(name, url, refused=f"{name} is not a whole zip archive ({error}) — pack it again")]
    if len(members) > MAX_MEMBERS:
        return [Item(name, url, refused=f"{name} holds more than {MAX_MEMBERS} files — unpack it first")]
    if sum(member.file_size for member in members) > MAX_TOTAL:
        return [Item(name, url, refused=f"{name} unpacks to more than {MAX_TOTAL >> 30} GiB — unpack it first")]
    return list(_items(url, name, members))


def _items(url: str, name: str, members: list[zipfile.ZipInfo]) -> Iterator[Item]:
    for member in sorted(members, key=lambda member: member.filename):
        inside = PurePosixPath(_readable(member).replace("\\", "/"))
        kept = [part for part in inside.parts if part not in ("/", ".", "..") and not part.endswith(":")]
        if not kept or kept[0] == "__MACOSX" or any(part.startswith((".", "~$")) for part in kept):
            continue
        yield Item("/".join([name, *kept]), url, member.filename, refused=_refuse(member, inside.name))


def _refuse(member: zipfile.ZipInfo, name: str) -> str | None:
    if member.flag_bits & _ENCRYPTED:
        return f"{name} is locked with a password — unpack it first"
    if member.file_size > _RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return f"{name} unpacks to more than {MAX_RATIO} times its size — unpack it first"
    return None


def _readable(member: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 names without saying so, and Python then reads them as code page 437."""
    if not member.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeError):
            return member.filename.encode("cp437").decode("utf-8")
    return member.filename


def read_member(url: str, member: str, limit: int) -> bytes:
    """The bytes of one file of an archive, at most `limit` of them, whatever size it claims."""
    try:
        with _archive(url).open(member) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, KeyError, EOFError) as error:
        raise UnreadableFile(f"{member}: damaged in its archive ({error})", hint="pack it again") from None
    if len(data) > limit:
        raise LimitExceeded(f"{member} is larger than {limit >> 20} MiB", hint="split the file")
    return data


@lru_cache(maxsize=2)
def _archive(url: str) -> zipfile.ZipFile:
    """Kept open from one file to the next: the list of a large archive is long to read."""
    return zipfile.ZipFile(_opened(url))


def _opened(url: str) -> IO[bytes]:
    if is_url(url):
        filesystem, path = open_filesystem(url)
        opened: IO[bytes] = filesystem.open(path, "rb")
        return opened
    return open(url, "rb")  # noqa: PTH123 - the caller closes it
