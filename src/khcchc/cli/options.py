"""What a command takes, said once: in the signature of its function, whose parameters after `session` carry an
`Argument` or an `Option`. Both readers of a command line go by it, the quick one and Typer.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

Command = Callable[..., int]
"""Takes the session, and what the command line says by name; returns the exit code."""


class Argument(NamedTuple):
    """What stands in its place: `metavar` in help pages; `help` is a key of `khcchc.messages`."""

    metavar: str
    help: str


class Option:
    """What stands behind one of its flags, or the flag alone where the parameter is a bool."""

    def __init__(self, *flags: str, help: str, metavar: str | None = None) -> None:  # noqa: A002 - Typer's word
        self.flags = flags
        self.metavar = metavar
        self.help = help


class Param(NamedTuple):
    """One parameter of a command."""

    name: str
    hint: Any
    """The type without what is declared of it: `str`, `int | None`, `list[str] | None`, `bool` …"""
    declared: Argument | Option
    default: Any
    """`Parameter.empty` where there is none."""

    @property
    def required(self) -> bool:
        return self.default is Parameter.empty

    @property
    def many(self) -> bool:
        return get_origin(self._type()) is list

    @property
    def type(self) -> Any:
        """Of one value: `str`, `int`, `float` or `bool`."""
        kind = self._type()
        return get_args(kind)[0] if get_origin(kind) is list else kind

    def _type(self) -> Any:
        kinds = [kind for kind in get_args(self.hint) if kind is not type(None)]
        return self.hint if get_origin(self.hint) is list or not kinds else kinds[0]


def params_of(command: Command) -> tuple[Param, ...]:
    """The parameters of a command, in order."""
    hints = get_type_hints(command, include_extras=True)
    defaults = {name: parameter.default for name, parameter in signature(command).parameters.items()}
    del defaults["session"]
    found = []
    for name, default in defaults.items():
        hint, declared = get_args(hints[name])
        found.append(Param(name, hint, declared, default))
    return tuple(found)
