"""The formats that plans are written in: one row each, so that a new one is a row and a module."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from khcchc.messages import Messages

if TYPE_CHECKING:
    from khcchc.model import Plan

# Named here, and not read from the modules that make them, so that help and options load none of those.
TIDY_TABLES = ("tasks", "agencies", "milestones", "sections", "references", "documents")
HEADERS = ("key", "vi")
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "markdown", ".txt": "table"}


class Rendering(NamedTuple):
    """How plans are to be written; each format takes what concerns it."""

    format: str
    array: bool = False
    """JSON: an array, even of one plan."""
    table: str | None = None
    headers: Literal["key", "vi"] = "key"
    excel: bool = False
    width: int = 80
    colour: bool = False
    say: Messages = Messages()


def render(plans: Sequence[Plan], rendering: Rendering) -> bytes:
    """The plans in the format asked for, as UTF-8."""
    return FORMATS[rendering.format](plans, rendering).encode()


def _json(plans: Sequence[Plan], rendering: Rendering) -> str:
    from khcchc.export.jsontext import to_json

    return to_json(plans, array=rendering.array or len(plans) != 1)


def _jsonl(plans: Sequence[Plan], rendering: Rendering) -> str:
    from khcchc.export.jsontext import to_jsonl

    return to_jsonl(plans)


def _csv(plans: Sequence[Plan], rendering: Rendering) -> str:
    from khcchc.export.csvtext import to_csv

    return to_csv(plans, table=rendering.table, headers=rendering.headers, excel=rendering.excel)


def _markdown(plans: Sequence[Plan], rendering: Rendering) -> str:
    from khcchc.export.markdown import to_markdown

    return to_markdown(plans, rendering.say)


def _table(plans: Sequence[Plan], rendering: Rendering) -> str:
    from khcchc.export.terminal import to_terminal

    return to_terminal(plans, rendering.say, width=rendering.width, colour=rendering.colour)


FORMATS: Mapping[str, Callable[[Sequence[Plan], Rendering], str]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "table": _table,
    "markdown": _markdown,
}
