"""Plain command lines, read without Typer: importing it takes as long as reading a plan of thirty pages.

Guarantees:
 1. A line that is read here means what Typer would read in it.
 2. Whatever is not plain is left to Typer: help, a flag that no option has, a missing value, an odd number, an
    empty argument. It does it again from the start and explains what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from khcchc.cli.commands import COMMANDS, load_command
from khcchc.cli.options import Argument, Command, Option, Param, params_of

Call = tuple[Command, dict[str, Any]]
"""A command, and what the line says by the names of its parameters; those that it leaves out keep their defaults."""
_NUMBER_RES = {int: re.compile(r"-?[0-9]{1,15}"), float: re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")}


class _NotPlain(Exception):
    """The line is one for Typer."""


def read_call(args: Sequence[str]) -> Call | None:
    """The command that a plain line calls; `None` for any other line."""
    if not args or args[0] not in COMMANDS:
        return None
    command, rest = load_command(args[0]), args[1:]
    if isinstance(command, Mapping):
        if not rest or rest[0] not in command:
            return None
        command, rest = command[rest[0]], rest[1:]
    try:
        return command, _read(params_of(command), rest)
    except _NotPlain:
        return None


def _read(params: Sequence[Param], args: Sequence[str]) -> dict[str, Any]:
    options = {flag: param for param in params if isinstance(param.declared, Option) for flag in param.declared.flags}
    values: dict[str, Any] = {}
    words: list[str] = []
    queue = iter(args)
    for arg in queue:
        if arg == "--":
            words += queue
        elif not arg.startswith("-") or arg == "-":
            words.append(arg)
        else:
            _take_option(options, arg, queue, values)
    _take_arguments([param for param in params if isinstance(param.declared, Argument)], words, values)
    return values


def _take_option(options: Mapping[str, Param], arg: str, queue: Any, values: dict[str, Any]) -> None:
    flag, given, value = arg.partition("=")
    param = options.get(flag)
    if param is None or (given and not flag.startswith("--")):
        raise _NotPlain
    if param.type is bool:
        if given:
            raise _NotPlain
        values[param.name] = True
        return
    if not given:
        value = next(queue, "")
        if value.startswith("-") and value != "-":
            raise _NotPlain
    if param.many:
        values.setdefault(param.name, []).append(_value(param, value))
    else:
        values[param.name] = _value(param, value)


def _take_arguments(params: Sequence[Param], words: Sequence[str], values: dict[str, Any]) -> None:
    for place, param in enumerate(params):
        if param.many:
            if not words[place:] and param.required:
                raise _NotPlain
            if words[place:]:
                values[param.name] = [_value(param, word) for word in words[place:]]
            return
        if place < len(words):
            values[param.name] = _value(param, words[place])
        elif param.required:
            raise _NotPlain
    if len(words) > len(params):
        raise _NotPlain


def _value(param: Param, word: str) -> Any:
    if not word or (param.type in _NUMBER_RES and _NUMBER_RES[param.type].fullmatch(word) is None):
        raise _NotPlain
    return param.type(word)
