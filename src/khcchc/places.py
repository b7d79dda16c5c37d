"""Pages for the spans of a plan whose format has pages: the page of the first line of each span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khcchc.model import Plan, Problem, Record, Span


def place_on_pages(plan: Plan, pages: Sequence[int]) -> Plan:
    """The same plan with `page` set in every span and problem; `pages[0]` is the page of line 1."""
    placed: Plan = _placed(plan, pages)
    return placed


def _placed(value: Any, pages: Sequence[int]) -> Any:
    if isinstance(value, Span):
        return value.model_copy(update={"page": _page(value.start_line, pages)})
    if isinstance(value, Problem):
        return value.model_copy(update={"page": value.page or (_page(value.line, pages) if value.line else None)})
    if isinstance(value, Record):
        update = {name: _placed(getattr(value, name), pages) for name in type(value).model_fields}
        return value.model_copy(update=update)
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(_placed(item, pages) for item in value)
    return value


def _page(line: int, pages: Sequence[int]) -> int | None:
    return pages[line - 1] if 0 < line <= len(pages) else None
