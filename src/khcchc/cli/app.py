"""The tree of commands, and the way into it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.main import get_group

from khcchc.cli.layout import Group, explain_usage
from khcchc.cli.session import Session

# One module a command, of its name; a new one is added here, in the order of the help page.
COMMANDS = (
    "parse", "outline", "explain", "agencies", "time", "schema", "grammar", "convert", "diff", "check", "rule",
)  # fmt: skip

# The class of all complaints about a command line; Typer exports only this child of it.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]


def build_command(commands: Sequence[str] = COMMANDS) -> Any:
    """The tree of these commands. Help texts are still keys: the language is the session's."""
    app = typer.Typer(
        cls=Group,
        help="help.app",
        epilog="help.app_end",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for name in commands:
        import_module(f"khcchc.cli.{name}").register(app)
    return get_group(app)


def run_command(session: Session, args: Sequence[str]) -> int:
    """Run the command that `args` name. Errors go to the caller, complaints about `args` as `ConfigError`."""
    # The others would be a third of the start-up time of the one that is run.
    command = build_command(args[:1] if args and args[0] in COMMANDS else COMMANDS)
    # Without Typer's own main: it would turn interrupts, closed pipes and errors into its codes and words.
    try:
        with command.make_context("khcchc", list(args), obj=session) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code
    except _UsageError as error:
        command_path = " ".join(["khcchc", *args[:1]])
        raise explain_usage(error, session.say, command_path) from error
