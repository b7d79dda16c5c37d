"""`khcchc grammar`: the vocabulary that plans are read with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from khcchc.cli import output
from khcchc.cli.choices import choose_grammars
from khcchc.cli.options import Argument, Option
from khcchc.cli.session import Session
from khcchc.translation import in_language

_Folder = Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")]


def list_all(session: Session, folder: _Folder = None) -> int:
    from khcchc.export.vocabulary import list_grammars

    output.write(list_grammars(choose_grammars(folder), session.say).encode())
    return 0


def show(
    session: Session,
    name: Annotated[str, Argument(metavar="NAME", help="help.grammar_name")],
    folder: _Folder = None,
) -> int:
    from khcchc.export.vocabulary import show_grammar

    output.write(show_grammar(choose_grammars(folder)[name]).encode())
    return 0


def check(
    session: Session,
    folder: Annotated[str | None, Argument(metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.export.vocabulary import count_grammars

    if folder is not None and _tell_slow(session, Path(folder)):
        return 2  # before the examples are tried: a pattern without bound may never come back from one
    grammars = choose_grammars(folder)  # a broken one of the user's raises here
    failures = list(grammars.failures())
    for failure in failures:
        session.tell("grammar.broken", message=in_language(failure, session.say.language))
    if not failures:
        output.write(f"{session.say('grammar.holds', **count_grammars(grammars, session.say))}\n".encode())
    return 2 if failures else 0


def _tell_slow(session: Session, folder: Path) -> bool:
    """Tell of each pattern of the user's whose time no text bounds; whether there is one."""
    from khcchc.audit import audit_grammars
    from khcchc.grammar import builtin_grammars, read_grammars

    slow = list(audit_grammars(read_grammars(folder), known=builtin_grammars()))
    for one in slow:
        session.tell("grammar.slow", **one.told())
    if slow:
        session.tell("grammar.slow_hint")
    return bool(slow)


COMMANDS = {"list": list_all, "show": show, "check": check}
