"""The tree of commands, and the way into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer
from typer.main import get_command

from khcchc.cli import agencies, check, convert, diff, explain, grammar, outline, parse, rule, schema, time
from khcchc.cli.layout import Group, explain_usage
from khcchc.cli.session import Session

# One module a command; a new one is added here, in the order of the help page.
COMMANDS = (parse, outline, explain, agencies, time, schema, grammar, convert, diff, check, rule)

# The class of all complaints about a command line; Typer exports only this child of it.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]


def build_command() -> Any:
    """The whole tree. Help texts are still keys: the language is the session's."""
    app = typer.Typer(
        cls=Group,
        help="help.app",
        epilog="help.app_end",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for module in COMMANDS:
        module.register(app)
    return get_command(app)


def run_command(session: Session, args: Sequence[str]) -> int:
    """Run the command that `args` name. Errors go to the caller, complaints about `args` as `ConfigError`."""
    command = build_command()
    # Without Typer's own main: it would turn interrupts, closed pipes and errors into its codes and words.
    try:
        with command.make_context("khcchc", list(args), obj=session) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code
    except _UsageError as error:
        command_path = " ".join(["khcchc", *args[:1]])
        raise explain_usage(error, session.say, command_path) from error
