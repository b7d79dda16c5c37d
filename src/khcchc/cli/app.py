"""The tree of commands in Typer: help pages, and every command line that is not plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer
from typer.main import get_group

from khcchc.cli import layout
from khcchc.cli.commands import COMMANDS, load_command
from khcchc.cli.layout import explain_usage
from khcchc.cli.options import Argument, Command, Param, params_of
from khcchc.cli.session import Session

# The class of all complaints about a command line; Typer exports only this child of it.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]


def build_command(commands: Sequence[str] = COMMANDS) -> Any:
    """The tree of these commands. Help texts are still keys: the language is the session's."""
    app = typer.Typer(
        cls=layout.Group,
        help="help.app",
        epilog="help.app_end",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for name in commands:
        command = load_command(name)
        if isinstance(command, Mapping):
            group = typer.Typer(cls=layout.Group, help=f"help.{name}", rich_markup_mode=None)
            for below, function in command.items():
                _add(group, below, f"help.{name}.{below}", function)
            app.add_typer(group, name=name)
        else:
            _add(app, name, f"help.{name}", command)
    return get_group(app)


def _add(app: typer.Typer, name: str, help_key: str, command: Command) -> None:
    def run(ctx: typer.Context, **values: Any) -> int:
        return command(ctx.obj, **values)

    parameters = [Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)]
    parameters += [_parameter(param) for param in params_of(command)]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(name, cls=layout.Command, help=help_key)(run)


def _parameter(param: Param) -> Parameter:
    said = param.declared
    if isinstance(said, Argument):
        declared = typer.Argument(metavar=said.metavar, help=said.help)
    else:
        declared = typer.Option(*said.flags, metavar=said.metavar, help=said.help)
    return Parameter(
        param.name, Parameter.KEYWORD_ONLY, default=param.default, annotation=Annotated[param.hint, declared]
    )


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
