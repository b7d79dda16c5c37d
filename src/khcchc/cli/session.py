"""What holds for one run of any command: the language, `--debug`, and how people are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khcchc.cli import output
from khcchc.errors import ConfigError, KhcchcError
from khcchc.messages import LANGUAGES, Messages

STDIN = "-"
"""What standard input is called on the command line, and as the source of a record."""

# The options of every command, wherever they stand: flag, metavar, key of the help text. They are taken
# before the command is known, because the language is needed to build its help.
COMMON_OPTIONS = (
    ("--lang", "|".join(reversed(LANGUAGES)), "help.lang"),
    ("--debug", "", "help.debug"),
    ("--version", "", "help.version"),
)


class Session(NamedTuple):
    say: Messages
    debug: bool = False
    version: bool = False

    def tell(self, key: str, **values: object) -> None:
        """One line on standard error."""
        output.tell(self.say(key, **values))

    def tell_error(self, error: KhcchcError) -> None:
        """What is wrong and the next step, in one line."""
        kind = f"error.{type(error).__name__}"
        message = self._put(error.message)
        message = self.say(kind, message=message) if self.say.has(kind) else message
        self.tell("error", message=f"{message} — {self._put(error.hint)}" if error.hint else message)

    def _put(self, words: str) -> str:
        """What an error says, in the language of the session; what was read from standard input goes by that name."""
        for mark in (" ", ": "):
            if words.startswith(STDIN + mark):
                words = self.say("stdin") + words.removeprefix(STDIN)
        from khcchc.translation import in_language

        return in_language(words, self.say.language)

    def tell_unexpected(self, error: Exception) -> None:
        """One line about a fault of ours."""
        message = next(iter(str(error).splitlines()), "")
        self.tell("error", message=self.say("unexpected", kind=type(error).__name__, message=message[:200]))

    def show_traceback(self) -> None:
        """The traceback of the exception being handled, when `--debug` asked for it."""
        if self.debug:
            import traceback

            output.tell(traceback.format_exc().rstrip())


def split_common(args: Sequence[str], session: Session) -> tuple[Session, list[str]]:
    """Take the common options out of `args`, as far as `--`. Raises `ConfigError`."""
    rest: list[str] = []
    queue = list(args)
    while queue:
        arg = queue.pop(0)
        flag, given, value = arg.partition("=")
        if arg == "--":
            return session, [*rest, arg, *queue]
        if flag == "--lang":
            session = _speak(session, value if given else (queue.pop(0) if queue else ""))
        elif arg == "--debug":
            session = session._replace(debug=True)
        elif arg == "--version" and not rest:
            session = session._replace(version=True)
        else:
            rest.append(arg)
    return session, rest


def _speak(session: Session, language: str) -> Session:
    for known in LANGUAGES:
        if language == known:
            return session._replace(say=Messages(known))
    raise bad_choice(session.say, "--lang", language, LANGUAGES)


def bad_choice(say: Messages, option: str, value: str, choices: Sequence[str]) -> ConfigError:
    """The error for a value that is none of the choices."""
    message = say("usage.choice", option=option, value=value, choices=", ".join(choices))
    return ConfigError(message, hint=say("usage.choice_hint"))
