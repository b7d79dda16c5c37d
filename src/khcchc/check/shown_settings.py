"""The settings that hold for a file, each with who says so, as `khcchc check --show-settings` prints them.

What is printed is a settings file again: the origins stand in its comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from khcchc.check.findings import Text
from khcchc.check.registry import RULES, select_rules
from khcchc.check.settings import Resolved, Settings

_DEFAULT = Text("default", "mặc định")
_NO_FILE = Text("no settings file", "không có tệp cấu hình")
_UNSET = {
    "fail_on": Text("whatever is shown", "mọi phát hiện được hiển thị"),
    "baseline": Text("none", "không có"),
    "grammar": Text("the built-in one", "từ vựng có sẵn"),
    "today": Text("none", "không có"),
}
_WIDTH = 40


def show_settings(
    settings: Settings, path: Path, given: Mapping[str, Any], flags: Mapping[str, str], language: str
) -> str:
    """The settings for one file or folder.

    `given` is what the caller says, by the names of `CheckOptions` and `Settings`; `flags` are the options of the
    command line that said it. Raises `ConfigError` for a rule that does not exist.
    """
    resolved = [*settings.resolve(given, None if path.is_dir() else path), *_of_the_run(settings, given)]
    source = settings.source.as_posix() if settings.source else _NO_FILE.spoken(language)
    lines = [f"# {path.as_posix()}", f"# {source}"]
    lines += [_line(one, settings, flags, language) for one in resolved]
    lines += _rules({one.key: one.value for one in resolved}, language)
    for pattern, values in settings.per_file if path.is_dir() else ():
        lines += ["", f'[per-file."{pattern}"]', *(f"{key} = {_toml(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _of_the_run(settings: Settings, given: Mapping[str, Any]) -> Iterator[Resolved]:
    """What holds for all files of a run."""
    for key in ("fail_on", "baseline", "grammar"):
        own = getattr(settings, key)
        if given.get(key) is not None:
            yield Resolved(key, given[key], "given")
        else:
            yield Resolved(key, own, "default" if own is None else "file")


def _line(one: Resolved, settings: Settings, flags: Mapping[str, str], language: str) -> str:
    key = one.key.replace("_", "-")
    file = settings.source.name if settings.source else ""
    origin = {
        "given": flags.get(one.key, f"--{key}"),
        "per-file": f'{file}, per-file "{one.pattern}"',
        "file": file,
        "default": _DEFAULT.spoken(language),
    }[one.origin]
    if one.value is None:  # a settings file cannot say this
        return f"{f'# {key}: {_UNSET[one.key].spoken(language)}':{_WIDTH}} # {origin}"
    # The day is an option of the command line alone.
    shown = f"# {key}: {one.value}" if one.key == "today" else f"{key} = {_toml(one.value)}"
    return f"{shown:{_WIDTH}} # {origin}"


def _rules(values: Mapping[str, Any], language: str) -> Iterator[str]:
    chosen = select_rules(values["select"], values["ignore"])
    head = Text(f"{len(chosen)} of {len(RULES)} rules", f"{len(chosen)} trên {len(RULES)} quy tắc").spoken(language)
    yield ""
    yield f"# {head}:"
    for start in range(0, len(chosen), 10):
        yield f"#   {' '.join(rule.id for rule in chosen[start : start + 10])}"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{v}"' for v in value) + "]"
    return f'"{value}"'
