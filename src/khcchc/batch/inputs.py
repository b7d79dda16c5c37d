"""What is to be converted: files, folders, patterns, archives and lists, as items in a fixed order.

Guarantees:
 1. The same files give the same items in the same order, wherever the folder lies.
 2. Names are relative and unique, and never lead upwards, whatever an archive claims.
 3. A file is taken once, however often it was named; what was written by an earlier run is not taken at all.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from khcchc.batch.archives import list_members
from khcchc.batch.job import Item
from khcchc.batch.storage import is_url, open_filesystem
from khcchc.errors import UnreadableFile

# What editors and systems leave in folders: no document of anybody's.
_DEBRIS = ("~$*", ".*", "Thumbs.db", "desktop.ini", "*.part", "*.tmp")
_GLOB_CHARS = frozenset("*?[")


def find_items(inputs: Sequence[str], *, exclude: Sequence[str] = (), output: str | None = None) -> list[Item]:
    """All plans that `inputs` name, in the order given, folders by name. Raises `UnreadableFile` for an idle pattern.

    `exclude` holds patterns for a relative name or any part of it; `output` is left out where it lies inside.
    """
    found = [(root, file) for name in inputs for root, file in _expand(name, output)]
    labels = _label_roots(dict.fromkeys(root for root, _ in found if root is not None))
    items, seen = [], set()
    for root, url in found:
        identity = url if is_url(url) else os.path.realpath(url)
        name = PurePosixPath(url).name if root is None else f"{labels[root]}{_below(root, url)}"
        if identity in seen or _excluded(name, exclude):
            continue
        seen.add(identity)
        items += list_members(url, name) if url.lower().endswith(".zip") else [Item(name, url)]
    return _make_unique([item for item in items if not _excluded(item.name, exclude)])


def name_outputs(items: Sequence[Item], ending: str) -> list[str]:
    """Where the result of each item goes: its name with the new ending, or both where that tells two apart."""
    plain = [str(PurePosixPath(item.name).with_suffix(ending)) for item in items]
    shared = Counter(name.casefold() for name in plain)
    return [
        f"{item.name}{ending}" if shared[name.casefold()] > 1 else name for item, name in zip(items, plain, strict=True)
    ]


def _expand(name: str, output: str | None) -> Iterator[tuple[str | None, str]]:
    """(root, file): the folder that names are relative to, or `None` for a file named by itself."""
    if is_url(name):
        yield from _expand_url(name)
        return
    if Path(name).is_dir():
        yield from ((name, file) for file in _sort(_walk(Path(name), output)))
    elif not Path(name).exists() and _GLOB_CHARS & set(name):
        root = _fixed_part(name)
        files = _sort(file for file in glob.glob(name, recursive=True) if Path(file).is_file())  # noqa: PTH207
        if not files:
            raise UnreadableFile(f"{name}: no file matches", hint="check the pattern")
        yield from ((root, Path(file).as_posix()) for file in files if not _is_output(Path(file), output))
    else:
        yield None, name  # one that is not there fails by itself, in its turn


def _expand_url(url: str) -> Iterator[tuple[str | None, str]]:
    filesystem, path = open_filesystem(url)
    if _GLOB_CHARS & set(path):
        files, root = filesystem.glob(path), _fixed_part(path)
    elif filesystem.isdir(path):
        files, root = filesystem.find(path), path
    else:
        yield None, filesystem.unstrip_protocol(path)
        return
    for file in _sort(files):
        if not any(_is_debris(part) for part in PurePosixPath(_below(root, file)).parts):
            yield filesystem.unstrip_protocol(root), filesystem.unstrip_protocol(file)


def _sort(files: Iterable[str]) -> list[str]:
    """By name, folder by folder: the same order on every machine and in every kind of storage."""
    return sorted(files, key=lambda file: PurePosixPath(file).parts)


def _walk(folder: Path, output: str | None) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_debris(name) and not _is_output(Path(place, name), output)]
        for name in files:
            if not _is_debris(name) and not _is_output(Path(place, name), output):
                yield Path(place, name).as_posix()


def _is_debris(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _DEBRIS)


def _is_output(path: Path, output: str | None) -> bool:
    return output is not None and not is_url(output) and os.path.realpath(path) == os.path.realpath(output)


def _fixed_part(pattern: str) -> str:
    """The folders of a pattern before the first that has a wildcard."""
    parts = []
    for part in pattern.split("/")[:-1]:
        if _GLOB_CHARS & set(part):
            break
        parts.append(part)
    return "/".join(parts) or ("/" if pattern.startswith("/") else ".")


def _below(root: str, file: str) -> str:
    prefix = f"{root.rstrip('/')}/"
    if file.startswith(prefix):
        return file[len(prefix) :]
    return file if is_url(file) else PurePosixPath(os.path.relpath(file, root)).as_posix()


def _label_roots(roots: Iterable[str]) -> dict[str, str]:
    """What stands before the names of each root: nothing for one alone, else its last folders that tell it apart."""
    known = list(roots)
    if len(known) == 1:
        return {known[0]: ""}
    parts = {root: [part for part in _absolute(root).split("/") if part] for root in known}
    for depth in range(1, max((len(part) for part in parts.values()), default=1) + 1):
        labels = {root: "/".join(part[-depth:]) for root, part in parts.items()}
        if len(set(labels.values())) == len(known):
            return {root: f"{label}/" for root, label in labels.items()}
    return {root: f"{number}/" for number, root in enumerate(known, 1)}


def _absolute(root: str) -> str:
    return root.partition("://")[2] if is_url(root) else Path(os.path.abspath(root)).as_posix()  # noqa: PTH100


def _excluded(name: str, patterns: Sequence[str]) -> bool:
    parts = PurePosixPath(name).parts
    return any(fnmatchcase(name, p) or any(fnmatchcase(part, p.rstrip("/")) for part in parts) for p in patterns)


def _make_unique(items: Sequence[Item]) -> list[Item]:
    """Two files of one name, named by themselves, are told apart by a number."""
    seen: Counter[str] = Counter()
    unique = []
    for item in items:
        seen[item.name] += 1
        count = seen[item.name]
        path = PurePosixPath(item.name)
        name = item.name if count == 1 else str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        unique.append(item if name == item.name else replace(item, name=name))
    return unique
