"""The commands there are: one module each, of its name, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from khcchc.cli.options import Command

# In the order of the help page. A module holds the function of its name, or the `COMMANDS` below it.
COMMANDS = (
    "parse", "outline", "explain", "agencies", "time", "schema", "grammar", "convert", "diff", "check", "rule",
)  # fmt: skip


def load_command(name: str) -> Command | Mapping[str, Command]:
    """The function of a command, or the functions of those below it."""
    module = import_module(f"khcchc.cli.{name}")
    found: Command | Mapping[str, Command] = getattr(module, "COMMANDS", None) or getattr(module, name)
    return found
