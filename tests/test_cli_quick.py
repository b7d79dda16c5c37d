"""Plain command lines read without Typer mean what Typer reads in them; all others are left to it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcchc.cli import app
from khcchc.cli.commands import COMMANDS, load_command
from khcchc.cli.options import Command, params_of
from khcchc.cli.quick import read_call
from khcchc.cli.session import Session
from khcchc.errors import ConfigError
from khcchc.messages import Messages


def _paths() -> list[tuple[str, ...]]:
    """Every command by its words."""
    out: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = load_command(name)
        out += [(name, below) for below in command] if isinstance(command, Mapping) else [(name,)]
    return out


def _function(path: tuple[str, ...]) -> Command:
    command = load_command(path[0])
    return command[path[1]] if isinstance(command, Mapping) else command


PATHS = _paths()
FLAGS = sorted(
    {flag for p in PATHS for param in params_of(_function(p)) for flag in getattr(param.declared, "flags", ())}
)
WORDS = [
    "a.txt",
    "-",
    "--",
    "",
    "3",
    "-3",
    "1.5",
    "１",
    "json",
    "-x",
    "--no-such",
    "-ofile",
    "--help",
    "=",
    "--=",
    "ngày",
]


def _by_typer(path: tuple[str, ...], args: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any] | None:
    """What Typer hands to the command; `None` where it complains or shows a help page."""
    seen: list[dict[str, Any]] = []

    def watched(function: Command) -> Command:
        @functools.wraps(function)
        def watch(session: Session, **values: Any) -> int:
            seen.append(values)
            return 0

        return watch

    def load(name: str) -> Command | Mapping[str, Command]:
        command = load_command(name)
        if isinstance(command, Mapping):
            return {below: watched(function) for below, function in command.items()}
        return watched(command)

    monkeypatch.setattr(app, "load_command", load)
    try:
        app.run_command(Session(Messages()), [*path, *args])
    except ConfigError:
        return None
    return seen[0] if seen else None


SOUP = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(FLAGS),
        st.builds("{}={}".format, st.sampled_from(FLAGS), st.sampled_from(WORDS)),
    ),
    max_size=6,
)


def _likely(path: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], list[str]]]:
    """A command with some of its own options, their values, and a few words."""
    flags = [flag for param in params_of(_function(path)) for flag in getattr(param.declared, "flags", ())] or ["--"]
    values = st.sampled_from(["7", "2.5", "a.txt", "json", "-"])
    pieces = st.one_of(
        st.builds(lambda value: [value], values),
        st.builds(lambda flag: [flag], st.sampled_from(flags)),
        st.builds(lambda flag, value: [flag, value], st.sampled_from(flags), values),
        st.builds(lambda flag, value: [f"{flag}={value}"], st.sampled_from(flags), values),
    )
    return st.lists(pieces, max_size=4).map(lambda lists: (path, [word for words in lists for word in words]))


@given(st.one_of(st.tuples(st.sampled_from(PATHS), SOUP), st.sampled_from(PATHS).flatmap(_likely)))
def test_what_is_read_quickly_is_what_typer_reads(line: tuple[tuple[str, ...], list[str]]) -> None:
    path, args = line
    call = read_call([*path, *args])
    if call is None:
        return
    command, values = call
    assert command is _function(path)
    with pytest.MonkeyPatch.context() as monkeypatch:
        expected = _by_typer(path, args, monkeypatch)
    assert expected == {**{param.name: param.default for param in params_of(command)}, **values}


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_line_with_every_option_is_read_quickly(path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    args: list[str] = []
    for param in params_of(_function(path)):
        value = {int: "7", float: "2.5"}.get(param.type, "word")
        flags = getattr(param.declared, "flags", None)
        if flags is None:
            args += [value, value] if param.many else [value]
        else:
            args += [flags[-1]] if param.type is bool else [flags[-1], value]
    call = read_call([*path, *args])
    assert call is not None
    assert call[1] == _by_typer(path, args, monkeypatch)


@pytest.mark.parametrize(
    "args",
    [
        [], ["prse"], ["--help"], ["parse"], ["parse", "--help"], ["parse", "a.txt", "-h"], ["parse", "a.txt", "--fromat", "x"],
        ["parse", "a.txt", "--format"], ["parse", "a.txt", "--strict=1"], ["parse", "a.txt", "--max-pages", "many"],
        ["explain", "a.txt"], ["explain", "a.txt", "x"], ["explain", "a.txt", "3", "4"], ["grammar"], ["grammar", "lst"],
        ["schema", "a.txt"], ["parse", ""], ["parse", "a.txt", "-ob.json"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_any_other_line_is_left_to_typer(args: list[str]) -> None:
    assert read_call(args) is None
