"""khcchc reads Vietnamese administrative plans (kế hoạch cải cách hành chính) into validated records.

    import khcchc

    plan = khcchc.parse("ke-hoach.txt")
    for task in plan.tasks:
        print(task.id, task.lead.text if task.lead else "-", task.content)

Reading raises only children of `KhcchcError`; the content of a document never raises.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from khcchc.errors import (
    ConfigError,
    GrammarError,
    KhcchcError,
    LimitExceeded,
    MissingExtra,
    UnreadableFile,
    UnsupportedFormat,
)

if TYPE_CHECKING:
    from khcchc.check.library import check
    from khcchc.grammar import Grammars
    from khcchc.model import Plan, Problem, Section, Task
    from khcchc.read import ReadOptions, SourceText

__version__ = "0.1.0"
__all__ = [
    "ConfigError",
    "GrammarError",
    "KhcchcError",
    "LimitExceeded",
    "MissingExtra",
    "Plan",
    "Problem",
    "Section",
    "Task",
    "UnreadableFile",
    "UnsupportedFormat",
    "check",
    "parse",
    "parse_text",
]


def parse(
    path: str | Path,
    *,
    from_format: str | None = None,
    grammars: Grammars | None = None,
    options: ReadOptions | None = None,
) -> Plan:
    """Read one file into a plan.

    `from_format` names the format (`text`, `docx`, …) where neither the bytes nor the name of the file show
    it; `grammars` are those of `khcchc.grammar.load_grammars`; `options` force an encoding, set limits and
    say when to use OCR. Raises `UnreadableFile`, `UnsupportedFormat`, `MissingExtra`, `LimitExceeded`,
    `ConfigError` or `GrammarError`.
    """
    from khcchc.pipeline import parse_source
    from khcchc.read import ReadOptions, read_path

    # The parser lets go of the lines when it has read them; a name for them here would hold them.
    return parse_source(
        read_path(Path(path), from_format=from_format, options=options or ReadOptions()), grammars=grammars
    )


def parse_text(text: str, *, name: str = "text", grammars: Grammars | None = None) -> Plan:
    """Read a plan that is already text; `name` stands in the record as the name of its source.

    Raises `UnreadableFile` for a string that is no text: half of a surrogate pair, which no file can hold.
    """
    from khcchc.pipeline import parse_source

    return parse_source(_read_text(text, name), grammars=grammars)


def _read_text(text: str, name: str) -> SourceText:
    from khcchc.errors import UnreadableFile
    from khcchc.read import read_bytes

    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableFile(
            f"{name}: half of a surrogate pair at character {error.start + 1}",
            hint="decode the bytes it came from as UTF-8 or UTF-16",
        ) from None
    return read_bytes(data, name=name, from_format="text")


def __getattr__(name: str) -> Any:
    """The record types, imported when first asked for: pydantic costs as much as a whole parse."""
    if name in ("Plan", "Problem", "Section", "Task"):
        from khcchc import model

        return getattr(model, name)
    if name == "check":
        from importlib import import_module

        return import_module("khcchc.check")  # a package that can be called
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
