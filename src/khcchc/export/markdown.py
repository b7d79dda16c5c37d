"""Plans as Markdown that reads well on a git forge: the head, then a table of tasks per heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from khcchc.export.grouping import Group, group_tasks
from khcchc.export.head import describe_head, name_plan
from khcchc.export.problems import describe_problem
from khcchc.messages import Messages
from khcchc.model import Plan, Task

# All that GitHub or GitLab would take for markup inside a line; `<` and `&` because raw HTML passes through.
_MARKUP_RE = re.compile(r"([\\`*_\[\]|~$])")
_COLUMNS = ("lead", "coordinating", "deliverables", "schedule", "budget", "note")
_ALWAYS = _COLUMNS[:4]


def to_markdown(plans: Iterable[Plan], say: Messages) -> str:
    """One first-level heading a plan."""
    return "".join(markdown_pieces(plans, say))


def markdown_pieces(plans: Iterable[Plan], say: Messages) -> Iterator[str]:
    """The same, a piece for each plan."""
    between = ""
    for plan in plans:
        yield between + _plan(plan, say)
        between = "\n\n"
    yield "\n"


def escape(text: str) -> str:
    """Words that stay words: markup escaped, line ends as `<br>`, so that a cell stays a cell."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<br>".join(" ".join(_MARKUP_RE.sub(r"\\\1", line).split()) for line in text.splitlines())


def _plan(plan: Plan, say: Messages) -> str:
    blocks = [f"# {escape(name_plan(plan, say))}"]
    blocks.append("\n".join(f"- **{label}:** {escape(value)}" for label, value in describe_head(plan, say)))
    blocks.append(f"## {say('head.tasks')} ({len(plan.tasks)})")
    for group in group_tasks(plan):
        blocks.extend(_group(group, say))
    if plan.problems:
        blocks.append(f"## {say('head.problems')} ({len(plan.problems)})")
        blocks.append(_problems(plan, say))
    return "\n\n".join(blocks)


def _group(group: Group, say: Messages) -> list[str]:
    headings = [f"{'#' * min(3 + heading.level, 6)} {escape(heading.text)}" for heading in group.new]
    used = [name for name in _COLUMNS if name in _ALWAYS or any(getattr(task, name) for task in group.tasks)]
    titles = [say("col.number"), say("col.content"), *(say(f"col.{name}") for name in used), say("col.line")]
    rows = [titles, ["---"] * len(titles), *(_row(task, used, say) for task in group.tasks)]
    return [*headings, "\n".join(f"| {' | '.join(row)} |" for row in rows)]


def _row(task: Task, used: Sequence[str], say: Messages) -> list[str]:
    content = escape(task.content)
    if task.title:
        content = f"**{escape(task.title)}**<br>{content}"
    fields = [_field(task, name, say) for name in used]
    return [escape(task.number or ""), content, *fields, str(task.span.start_line)]


def _field(task: Task, name: str, say: Messages) -> str:
    field = getattr(task, name)
    if field is None:
        return ""
    text = escape(field.text)
    return f"{text} *{say('inherited')}*" if field.inherited else text


def _problems(plan: Plan, say: Messages) -> str:
    lines = []
    for problem in plan.problems:
        place = [say(f"severity.{problem.severity}")]
        if problem.line is not None:
            place.append(say("line", n=problem.line))
        if problem.task:
            place.append(escape(problem.task))
        lines.append(f"- {', '.join(place)}: {escape(describe_problem(problem, say))} (`{problem.code}`)")
    return "\n".join(lines)
