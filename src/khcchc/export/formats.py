"""The formats that plans are written in: one row each, so that a new one is a row and a module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """The plans in the format asked for, as UTF-8; JSON of other than one plan is an array."""
    rendering = rendering._replace(array=rendering.array or len(plans) != 1)
    return b"".join(render_each(plans, rendering))


def render_each(plans: Iterable[Plan], rendering: Rendering) -> Iterator[bytes]:
    """The same in pieces, for plans that are read while they are written: none is kept."""
    return (piece.encode() for piece in FORMATS[rendering.format](plans, rendering))


def _json(plans: Iterable[Plan], rendering: Rendering) -> Iterator[str]:
    from khcchc.export.jsontext import json_pieces

    return json_pieces(plans, array=rendering.array)


def _jsonl(plans: Iterable[Plan], rendering: Rendering) -> Iterator[str]:
    from khcchc.export.jsontext import jsonl_pieces

    return jsonl_pieces(plans)


def _csv(plans: Iterable[Plan], rendering: Rendering) -> Iterator[str]:
    from khcchc.export.csvtext import csv_pieces

    return csv_pieces(plans, table=rendering.table, headers=rendering.headers, excel=rendering.excel)


def _markdown(plans: Iterable[Plan], rendering: Rendering) -> Iterator[str]:
    from khcchc.export.markdown import markdown_pieces

    return markdown_pieces(plans, rendering.say)


def _table(plans: Iterable[Plan], rendering: Rendering) -> Iterator[str]:
    from khcchc.export.terminal import terminal_pieces

    return terminal_pieces(plans, rendering.say, width=rendering.width, colour=rendering.colour)


FORMATS: Mapping[str, Callable[[Iterable[Plan], Rendering], Iterator[str]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "table": _table,
    "markdown": _markdown,
}
