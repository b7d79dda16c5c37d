"""The section tree of a plan, as lines with their numbers or as nested JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from khcchc.export.grouping import label_section
from khcchc.export.jsontext import dump
from khcchc.model import Plan, Section


def outline_text(plan: Plan, *, width: int | None = None) -> str:
    """One line a section: its line number, then its label, indented by depth.

    `width` cuts a label between two words, for a screen; without it nothing is cut.
    """
    digits = len(str(max((section.span.start_line for section in plan.sections), default=0)))
    lines = []
    for depth, section in _walk(plan.sections):
        start = f"{section.span.start_line:>{digits}}  {'  ' * depth}"
        lines.append(start + _cut(_printable(label_section(section)), width and width - len(start)) + "\n")
    return "".join(lines)


def outline_json(plan: Plan) -> str:
    """`{"source": name, "sections": [{…, "children": […]}]}`."""
    children: dict[str | None, list[Section]] = {}
    for section in plan.sections:
        children.setdefault(section.parent, []).append(section)
    return f"{dump({'source': plan.source.name, 'sections': _nest(None, children)})}\n"


def _nest(parent: str | None, children: Mapping[str | None, list[Section]]) -> list[dict[str, Any]]:
    return [
        {
            "id": section.id,
            "kind": section.kind,
            "marker": section.marker,
            "number": section.number,
            "title": section.title,
            "span": section.span.model_dump(mode="json"),
            "children": _nest(section.id, children),
        }
        for section in children.get(parent, ())
    ]


def _walk(sections: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    depths: dict[str | None, int] = {None: -1}
    for section in sections:
        depth = depths[section.id] = depths.get(section.parent, -1) + 1
        yield depth, section


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _cut(text: str, width: int | None) -> str:
    if width is None or len(text) <= width:
        return text
    # Never less than a few words, however deep the section stands.
    kept = text[: max(width, 20) - 1].rpartition(" ")[0] or text[: max(width, 20) - 1]
    return f"{kept} …"
