"""Settings of a project: the nearest `khcchc.toml`, or `[tool.khcchc]` of `pyproject.toml`, upward from a file.

    ignore = ["ABB001"]
    severity = "warning"

    [per-file."du-thao/*"]
    draft = true

A key that is not known is refused with those that are.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

from khcchc.check.findings import SEVERITIES
from khcchc.check.options import REGIMES, CheckOptions
from khcchc.errors import ConfigError

_LISTS = ("select", "ignore")
_CHOICES: Mapping[str, tuple[str, ...]] = {"severity": SEVERITIES, "fail-on": SEVERITIES, "regime": REGIMES}
_FLAGS = ("draft",)
_NAMES = ("baseline", "grammar")
_PER_FILE = (*_LISTS, "severity", "regime", *_FLAGS)
KEYS = (*_LISTS, *_CHOICES, *_FLAGS, *_NAMES, "per-file")


Origin = Literal["given", "per-file", "file", "default"]
"""Who says what a setting is: the caller, a table for some files, the file of the project, or nobody."""


class Resolved(NamedTuple):
    """One setting as it holds; `pattern` is that of the table for some files."""

    key: str
    value: Any
    origin: Origin
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file says; `None` where it is silent. `source` is the file, `root` its folder."""

    source: Path | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: str | None = None
    fail_on: str | None = None
    regime: str | None = None
    draft: bool | None = None
    baseline: str | None = None
    grammar: str | None = None
    per_file: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())

    @property
    def root(self) -> Path | None:
        return self.source.parent if self.source else None

    def options(self, given: Mapping[str, Any], path: Path | None) -> CheckOptions:
        """The options for one file: the command line first, then its own settings, then those of the project."""
        return CheckOptions(**{one.key: one.value for one in self.resolve(given, path)})

    def resolve(self, given: Mapping[str, Any], path: Path | None) -> Iterator[Resolved]:
        """Each option of a check with what it is for one file, and who said so."""
        own = self._own(path)
        default = CheckOptions()
        for option in fields(CheckOptions):
            key = option.name
            if given.get(key) is not None:
                yield Resolved(key, given[key], "given")
            elif key in own:
                yield Resolved(key, *own[key])
            elif getattr(self, key, None) is not None:
                yield Resolved(key, getattr(self, key), "file")
            else:
                yield Resolved(key, getattr(default, key), "default")

    def _own(self, path: Path | None) -> dict[str, tuple[Any, Origin, str]]:
        """What the tables for some files say of one, each with the pattern of the last that speaks."""
        if path is None or self.root is None:
            return {}
        place = path.resolve()
        root = self.root.resolve()
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
        own: dict[str, tuple[Any, Origin, str]] = {}
        for pattern, values in self.per_file:
            if fnmatch.fnmatchcase(name, pattern):
                own |= {key: (value, "per-file", pattern) for key, value in values.items()}
        return own


def find_settings(start: Path) -> Settings:
    """The nearest settings from a folder upward; empty ones when there are none. Raises `ConfigError`."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        own = place / "khcchc.toml"
        if own.is_file():
            return read_settings(own)
        shared = place / "pyproject.toml"
        if shared.is_file() and (table := _load(shared).get("tool", {}).get("khcchc")) is not None:
            return _settings(shared, table)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings of one file. Raises `ConfigError`."""
    data = _load(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("khcchc", {})
    return _settings(path, data)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}", hint="check the name") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}", hint="save it as TOML in UTF-8") from None


def _settings(path: Path, data: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in KEYS:
            raise ConfigError(f"{path.name}: unknown key {key!r}", hint=f"known: {', '.join(KEYS)}")
        if key == "per-file":
            values["per_file"] = tuple(_per_file(path, value))
        else:
            values[key.replace("-", "_")] = _value(path, key, value)
    return Settings(source=path, **values)


def _per_file(path: Path, table: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(table, dict) or not all(isinstance(v, dict) for v in table.values()):
        raise ConfigError(f"{path.name}: per-file is no table of tables", hint='write [per-file."drafts/*"]')
    out = []
    for pattern, values in table.items():
        if unknown := [k for k in values if k not in _PER_FILE]:
            raise ConfigError(
                f"{path.name}: per-file {pattern!r}: unknown key {unknown[0]!r}", hint=f"known: {', '.join(_PER_FILE)}"
            )
        out.append((pattern, {k: _value(path, k, v) for k, v in values.items()}))
    return out


def _value(path: Path, key: str, value: Any) -> Any:
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise ConfigError(f"{path.name}: {key} is no list of rules", hint=f'{key} = ["STR", "DOC001"]')
    if key in _FLAGS:
        if isinstance(value, bool):
            return value
        raise ConfigError(f"{path.name}: {key} is neither true nor false", hint=f"{key} = true")
    if not isinstance(value, str):
        raise ConfigError(f"{path.name}: {key} is no text", hint=f'{key} = "…"')
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(
            f"{path.name}: {key} = {value!r} is none of {', '.join(_CHOICES[key])}", hint="choose one of them"
        )
    return value
