"""Why a line became what it is: which rule claimed it, for what, and what else it could have been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khcchc.clean import clean_lines
from khcchc.grammar import Grammars
from khcchc.outline import Node
from khcchc.pipeline import build_outline
from khcchc.read.source import SourceText
from khcchc.tasks import find_tasks
from khcchc.tasks.found import FoundTask


@dataclass(frozen=True, slots=True)
class Fact:
    """One step of the explanation: `key` names the sentence (`explain.…` in the messages), `values` fill it."""

    key: str
    values: dict[str, str | int]


def explain_line(source: SourceText, line: int, grammars: Grammars) -> tuple[Fact, ...]:
    """Every decision that touched a line, in the order of the stages. Raises `IndexError` outside the text."""
    if not 1 <= line <= len(source.lines):
        raise IndexError(line)
    return tuple(_facts(source, line, grammars))


def _facts(source: SourceText, line: int, grammars: Grammars) -> Iterator[Fact]:
    raw = source.lines[line - 1]
    yield Fact("line", {"n": line, "text": raw.strip()})
    clean = clean_lines(source.lines, grammars, dict(source.aside)).lines[line - 1].text
    if clean != raw.strip() and clean:
        yield Fact("clean", {"text": clean})
    outlined = build_outline(source, grammars)
    aside = next((f for f in outlined.furniture if f.line == line), None)
    if aside is not None or not raw.strip():
        yield Fact("furniture", {"why": aside.why}) if aside else Fact("blank", {})
        return
    node = next(n for n in outlined.outline.nodes() if n.start <= line <= n.end)
    yield from _place(node)
    yield from _alternatives(clean, node, grammars)
    tasks = find_tasks(outlined.outline, grammars)
    claims = list(_claims(tasks, line))
    yield from claims or [_why_not(node)]


def _place(node: Node) -> Iterator[Fact]:
    if node.start != node.end and node.row is None:
        yield Fact("joined", {"first": node.start, "last": node.end})
    if node.row is not None and node.grid is not None:
        columns = " | ".join(c or "?" for c in node.grid.columns) or "?"
        yield Fact("row", {"kind": node.row.kind, "columns": columns})
        if not node.row.certain:
            yield Fact("uncertain", {})
    elif node.rule is not None:
        yield Fact("marker", {"marker": node.marker or node.text, "kind": node.section_kind(), "rule": node.rule})
    else:
        yield Fact("prose", {})
    if node.label is not None:
        yield Fact("label", {"words": node.label.words, "role": node.label.role, "rule": node.label.rule})
    parent = node.parent.id if node.parent is not None and node.parent.id else "–"
    yield Fact("section", {"id": node.id, "parent": parent, "zone": node.zone})


def _alternatives(text: str, node: Node, grammars: Grammars) -> Iterator[Fact]:
    """The other rules of markers and labels that match the same words."""
    used = {node.rule, node.label.rule if node.label else None}
    for concept, words in (("markers", text), ("fields", node.text)):
        for pattern in grammars[concept].patterns.values():
            if pattern.rule.id not in used and pattern.match(words):
                yield Fact("also", {"grammar": concept, "rule": pattern.rule.id, "gives": pattern.rule.gives})


def _claims(tasks: tuple[FoundTask, ...], line: int) -> Iterator[Fact]:
    for task in tasks:
        roles = [role for role, f in task.fields.items() if f.start <= line <= f.end]
        if roles or task.start <= line <= task.end:
            what = ", ".join(roles) or "content"
            yield Fact("task", {"id": task.node.id, "basis": task.basis, "what": what, "why": task.why})


def _why_not(node: Node) -> Fact:
    if node.zone != "body":
        return Fact("no_task_zone", {"zone": node.zone})
    if node.children:
        return Fact("no_task_heading", {})
    if node.row is None:
        return Fact("no_task_lead", {})
    if node.grid is None or not node.grid.holds_tasks:
        return Fact("no_task_table", {})
    return Fact("no_task_row", {"kind": node.row.kind})
