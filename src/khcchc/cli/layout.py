"""Help pages and usage errors in the language of the session.

Commands and options carry keys of `khcchc.messages` as their help; they become words when they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from khcchc.cli import output
from khcchc.cli.session import COMMON_OPTIONS, Session
from khcchc.errors import ConfigError
from khcchc.messages import Messages

_Rows = list[tuple[str, str]]
_EXTRA_RE = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
_HELP_FLAGS = frozenset({"--help", "-h"})


class _Localised:
    """Sets a help page from the command's own parameters, with nothing of Typer's English in it."""

    params: list[Any]
    help: str | None
    epilog: str | None

    def get_help_option(self, ctx: Any) -> None:
        """None of Typer's: its help option alone costs the import of pydantic, even where it is not given."""

    def show_help(self, ctx: Any) -> NoReturn:
        """Print the help page and end."""
        output.write(f"{ctx.get_help()}\n".encode())
        raise typer.Exit

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        say = _messages(ctx)
        pieces = [say("help.options_metavar")]
        pieces += [_name_argument(param) for param in self.params if param.param_type_name == "argument"]
        if isinstance(self, TyperGroup):
            pieces.append(say("help.command_metavar"))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("help.usage"))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        _write_text(formatter, _messages(ctx)(self.help or ""))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        say = _messages(ctx)
        arguments = [p for p in self.params if p.param_type_name == "argument"]
        options = [p for p in self.params if p.param_type_name == "option"]
        _write_rows(formatter, say("help.arguments"), [(p.metavar, say(p.help)) for p in arguments])
        _write_rows(formatter, say("help.options"), [(_name_option(p), say(p.help)) for p in options])
        if isinstance(self, TyperGroup):
            commands = [(name, say(command.help or "")) for name, command in self.commands.items()]
            _write_rows(formatter, say("help.commands"), commands)
        common = [(f"{flag} {metavar}".rstrip(), say(key)) for flag, metavar, key in COMMON_OPTIONS]
        if ctx.parent is not None:
            common = [row for row in common if row[0] != "--version"]
        _write_rows(formatter, say("help.global"), [*common, ("-h, --help", say("help.help"))])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        if self.epilog:
            _write_text(formatter, _messages(ctx)(self.epilog))


class Command(_Localised, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        options = args[: args.index("--")] if "--" in args else args
        if _HELP_FLAGS & set(options):
            self.show_help(ctx)
        return super().parse_args(ctx, args)


class Group(_Localised, TyperGroup):
    """A command with commands below it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args:
            output.tell(ctx.get_help())
            raise typer.Exit(2)
        if args[0] in _HELP_FLAGS:
            self.show_help(ctx)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        say = _messages(ctx)
        close = get_close_matches(args[0], list(self.commands))
        hint = ("usage.similar", close) if close else ("usage.commands", list(self.commands))
        raise ConfigError(say("usage.command", name=args[0]), hint=say(hint[0], names=", ".join(hint[1])))


def explain_usage(error: Any, say: Messages, command: str) -> ConfigError:
    """Typer's complaint about a command line, in our words and the language of the session."""
    param = getattr(error, "param", None)
    name = _name_for_errors(param) if param is not None else getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            message = say("usage.option", name=name)
        case "MissingParameter":
            message = say("usage.missing", name=name)
        case "BadOptionUsage" if name:
            takes_none = "does not take" in error.message
            message = say("usage.no_value" if takes_none else "usage.needs_value", name=name)
        case "BadParameter":
            message = _explain_value(error.message, say, name)
        case _:
            message = _explain_other(error.message, say)
    hint = say("usage.hint", command=error.ctx.command_path if error.ctx else command)
    similar: Sequence[str] = getattr(error, "possibilities", None) or ()
    if similar:
        hint = f"{say('usage.similar', names=', '.join(similar))} {hint}"
    return ConfigError(message, hint=hint)


def _explain_value(words: str, say: Messages, name: str) -> str:
    """What is wrong with a value: Typer says it in the words of pydantic or of Click, by its version."""
    if "integer" in words:
        return say("usage.integer", name=name)
    if "number" in words or "float" in words:
        return say("usage.number", name=name)
    return say("usage.value", name=name, message=words)


def _explain_other(words: str, say: Messages) -> str:
    if extra := _EXTRA_RE.search(words):
        return say("usage.extra", names=extra[1])
    return say("usage.other", message=words[:1].lower() + words[1:].rstrip("."))


def _messages(ctx: Any) -> Messages:
    return ctx.obj.say if isinstance(ctx.obj, Session) else Messages()


def _name_argument(param: Any) -> str:
    return str(param.metavar) if param.required else f"[{param.metavar}]"


def _name_option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar}"


def _name_for_errors(param: Any) -> str:
    return str(param.metavar if param.param_type_name == "argument" else max(param.opts, key=len))


def _write_text(formatter: Any, text: str) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def _write_rows(formatter: Any, title: str, rows: _Rows) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)
