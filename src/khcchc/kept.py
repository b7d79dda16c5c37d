"""Compiled patterns, trees of words and checked grammar files, kept between processes as Python keeps compiled modules.

The word lists of the grammars make long patterns, and `re` compiles them anew in every process: half the time of
`khcchc parse plan.txt`. Their code is therefore written beside the package's own `.pyc` files, in `__pycache__`,
under the same conditions: only where that folder can be written, and not with `PYTHONDONTWRITEBYTECODE`. The record
of a plan never depends on it: what is kept is found by its whole text, in a file of the very same Python, and
whatever is not there is made as ever.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import khcchc
from khcchc.errors import ConfigError

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python than CPython: patterns are compiled in every process
    _sre = _compiler = _parser = None

_MOST = 1500  # patterns in the file; users' own grammars must not make it grow for ever
_MOST_TABLES = 600  # tables in it
_MAKERS = (
    "word_trees.py",
    "grammar_file.py",
    "grammar_rows.py",
    "values/agency_vocabulary.py",
    "values/agency_names.py",
)
_Key = tuple[str, int]
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, names of groups, groups by number."""
_Tables = Any
"""Strings, numbers, tuples, lists and dicts."""


@dataclass(slots=True, eq=False)
class _Kept:
    patterns: dict[_Key, _Code] = field(default_factory=dict)
    tables: dict[str | bytes, _Tables] = field(default_factory=dict)
    """What was made of a text: the content of a grammar file, checked; a list of words as a tree."""


class Store:
    """One file of what is kept. Nothing fails because of the file; `save` never raises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: _Kept | None = None
        self._fresh = _Kept()

    def compiled(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """As `re.compile`. Raises `re.error`."""
        key = (pattern, int(flags))
        if code := self._known().patterns.get(key):
            return _restored(pattern, code)
        made = re.compile(pattern, flags)
        self._fresh.patterns[key] = _NOT_YET
        return made

    def tables(self, text: str | bytes, make: Callable[[], _Tables]) -> _Tables:
        """What `make` gives for this text. Raises what `make` raises."""
        for kept in (self._known(), self._fresh):
            if (known := kept.tables.get(text)) is not None:
                return known
        if len(self._fresh.tables) >= _MOST_TABLES:
            self._fresh.tables.clear()  # a library that reads many grammars and saves nothing
        tables = self._fresh.tables[text] = make()
        return tables

    def save(self) -> bool:
        """Write what was made since; whether there was anything to write and a place for it."""
        known, fresh = self._known(), self._fresh
        if not (fresh.patterns or fresh.tables) or _compiler is None or sys.dont_write_bytecode:
            return False
        if not os.access(self._path.parent, os.W_OK):
            return False
        if len(known.patterns) >= _MOST or len(known.tables) >= _MOST_TABLES:
            known = _Kept()  # most of it is of grammars that have changed since; what is still in use comes back
        codes = {key: _code(*key) for key in fresh.patterns}
        self._kept = _Kept({**known.patterns, **codes}, {**known.tables, **fresh.tables})
        self._fresh = _Kept()
        data = marshal.dumps((_stamp(), self._kept.patterns, self._kept.tables))
        return _write(self._path, zlib.crc32(data).to_bytes(4, "little") + data)

    def _known(self) -> _Kept:
        if self._kept is None:
            self._kept = _load(self._path)
        return self._kept


_NOT_YET: _Code = (0, b"", 0, {}, ())


def _stamp() -> tuple[Any, ...]:
    """What all of this depends on: the Python, the layout of this file, the release, and the makers of the tables.

    Of the modules, as for their `.pyc` files, the times of change and the sizes. Another release has other patterns,
    and those of the last would only be carried along.
    """
    makers = [Path(__file__).parent / name for name in _MAKERS]
    found = (path.stat() for path in makers if path.is_file())
    changed = tuple((source.st_mtime_ns, source.st_size) for source in found)
    return f"3 {sys.version}", khcchc.__version__, _sre.MAGIC, changed


def _code(pattern: str, flags: int) -> _Code:
    """What `re.compile` hands to its engine in the end."""
    parsed = _parser.parse(pattern, flags)
    names: dict[str, int] = parsed.state.groupdict
    numbered: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbered[number] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(numbered)


def _restored(pattern: str, code: _Code) -> re.Pattern[str]:
    flags, words, groups, names, numbered = code
    made: re.Pattern[str] = _sre.compile(pattern, flags, array("I", words).tolist(), groups, names, numbered)
    return made


def _load(path: Path) -> _Kept:
    try:
        data = memoryview(path.read_bytes() if _compiler is not None else b"")
    except OSError:  # not written yet
        return _Kept()
    if len(data) < 4 or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "little"):
        return _Kept()
    stamp, patterns, tables = marshal.loads(data[4:])
    return _Kept(patterns, tables) if stamp == _stamp() else _Kept()


def _write(path: Path, data: bytes) -> bool:
    """Whether there is room for it; on a full disk the next process compiles again."""
    from khcchc.files import write_atomically  # only a run that compiled something needs it

    try:
        write_atomically(path, data)
    except ConfigError:
        return False
    return True


def _place() -> Path:
    """Beside the compiled form of this module: `PYTHONPYCACHEPREFIX` holds as well."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".bin")


_STORE = Store(_place())


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, without the work where an earlier process has done it. Raises `re.error`."""
    return _STORE.compiled(pattern, flags)


def tables(text: str | bytes, make: Callable[[], Any]) -> Any:
    """What `make` gives for this text, or gave an earlier process; it must not be changed.

    It holds strings, numbers, tuples, lists and dicts. Raises what `make` raises.
    """
    return _STORE.tables(text, make)


def save() -> bool:
    """Keep what this process had to make, for the next. The command line calls it; a library does not write."""
    return _STORE.save()
