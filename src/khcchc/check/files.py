"""Which files a check is asked for: files, folders and patterns, each file once and in a fixed order."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from khcchc.check.suppression import SIDECAR
from khcchc.errors import UnreadableFile
from khcchc.read.detect import FORMAT_OF_SUFFIX

SUFFIXES = tuple(suffix for suffix, form in FORMAT_OF_SUFFIX.items() if form != "image")
_SKIPPED = ("readme", "license", "changelog", "contributing")


def find_files(inputs: Sequence[str]) -> list[Path]:
    """The files that the inputs name. Raises `UnreadableFile` for a pattern or folder that holds none."""
    files: dict[Path, None] = {}
    for name in inputs:
        found = list(_expand(name))
        if not found:
            raise UnreadableFile(f"{name}: no plan there", hint=f"files read: {', '.join(SUFFIXES)}")
        files.update(dict.fromkeys(found))
    return list(files)


def _expand(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from sorted(f for f in path.rglob("*") if _is_plan(f, path))
    elif path.exists() or not glob.has_magic(name):
        yield path
    else:
        for match in sorted(glob.glob(name, recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            if not match.endswith(SIDECAR) and Path(match).is_file():
                yield Path(match)


def _is_plan(file: Path, root: Path) -> bool:
    inside = file.relative_to(root).parts
    hidden = any(part.startswith((".", "~$")) for part in inside)
    return (
        not hidden
        and file.suffix.lower() in SUFFIXES
        and file.is_file()
        and file.stem.lower() not in _SKIPPED
        and not file.stem.endswith(".fixed")
    )
