"""`khcchc explain`: why a line became what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khcchc.cli import output
from khcchc.cli.choices import choose_grammars
from khcchc.cli.options import Argument, Option
from khcchc.cli.reading import EncodingOption, FromOption, MaxBytesOption, MaxPagesOption, OcrOption, choose_reading
from khcchc.cli.session import Session
from khcchc.errors import ConfigError
from khcchc.messages import Messages

if TYPE_CHECKING:
    from khcchc.explain import Fact


def explain(
    session: Session,
    file: Annotated[str, Argument(metavar="FILE", help="help.file")],
    line: Annotated[int, Argument(metavar="LINE", help="help.explain_line")],
    from_format: FromOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = None,
    max_pages: MaxPagesOption = None,
    ocr: OcrOption = "auto",
    grammar: Annotated[str | None, Option("--grammar", metavar="DIR", help="help.grammar_dir")] = None,
) -> int:
    from khcchc.explain import explain_line
    from khcchc.read import read_path, read_stdin

    reading = choose_reading(
        session, from_format=from_format, encoding=encoding, max_bytes=max_bytes, max_pages=max_pages, ocr=ocr
    )
    if file == "-":
        source = read_stdin(from_format=from_format, options=reading)
    else:
        source = read_path(Path(file), from_format=from_format, options=reading)
    if not 1 <= line <= len(source.lines):
        last = len(source.lines)
        raise ConfigError(
            session.say("explain.outside", line=line), hint=session.say("explain.outside_hint", last=last)
        )
    facts = explain_line(source, line, choose_grammars(grammar))
    output.write("".join(_say(session.say, fact) + "\n" for fact in facts).encode())
    return 0


_WORDS = ("kind", "zone", "role", "basis", "why", "what")
"""The values that are words of the program. The others are words of the document, names of rules, and numbers."""


def _say(say: Messages, fact: Fact) -> str:
    """One fact as a sentence, with its words in the language of the session."""
    values = dict(fact.values)
    for name in _WORDS:
        if name in values:
            values[name] = ", ".join(map(say.word, str(values[name]).split(", ")))
    return say(f"explain.{fact.key}", **values)
