"""The command line: `main` is the entry point; each command is a module of its own.

A command takes its arguments, calls the library, and returns an exit code: 0 done and clean, 1 done and
something was found, 2 could not run. Only `output` writes to the streams.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from khcchc import watch
from khcchc.cli import output
from khcchc.cli.session import Session, split_common
from khcchc.collector import collect_seldom
from khcchc.errors import KhcchcError
from khcchc.messages import Messages, choose_language

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Nothing is raised, whatever happens.

    As a program of its own (without `argv`) it does not wait for native code that hangs (`watch`), and ends here when
    some was left behind: Python would take the library away under it. All output is written by then.
    """
    if argv is not None:
        return _guarded(argv)
    collect_seldom()
    watch.arm()
    code = _guarded(None)
    if watch.was_left():
        os._exit(code)
    return code


def _guarded(argv: Sequence[str] | None) -> int:
    output.prepare()
    session = Session(Messages(choose_language(os.environ)))
    try:
        session, args = split_common(sys.argv[1:] if argv is None else argv, session)
        code = _run(session, args)
        output.flush()
        _keep_compiled()
    except BrokenPipeError:
        # `khcchc parse plan.txt | head`: who reads has seen enough, which is no failure.
        output.discard()
        return 0
    except KeyboardInterrupt:
        return 130
    except KhcchcError as error:
        session.show_traceback()
        session.tell_error(error)
        return 2
    except Exception as error:  # noqa: BLE001 - the last guard: a person sees a sentence, never a traceback
        session.show_traceback()
        session.tell_unexpected(error)
        return 2
    return code


def _keep_compiled() -> None:
    """What this run had to compile, if it read a plan at all, need not be compiled by the next."""
    if kept := sys.modules.get("khcchc.kept"):
        kept.save()


def _run(session: Session, args: Sequence[str]) -> int:
    if session.version:
        from importlib.metadata import version  # before Typer, which takes most of the start-up time

        output.write(f"khcchc {version('khcchc')}\n".encode())
        return 0
    from khcchc.cli.quick import read_call

    if call := read_call(args):
        command, values = call
        return command(session, **values)
    from khcchc.cli.app import run_command

    return run_command(session, args)
