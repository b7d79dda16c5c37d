"""Plans for the eyes: the head, the tasks under their headings, the problems, in whatever width there is.

Guarantees:
 1. No line is wider than `width`, and no word is shortened or dropped (one longer than its column is folded).
 2. Without `colour` there is no escape sequence; with it there are none but our own: the control
    characters of a document never reach the terminal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.console import Group as Stack
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khcchc.export.grid import fit_columns, tabulate
from khcchc.export.grouping import Group, group_tasks
from khcchc.export.head import describe_head, name_plan
from khcchc.export.problems import describe_problem
from khcchc.export.shortform import shorten_schedule
from khcchc.messages import Messages
from khcchc.model import Plan, Problem, Task

FIELDS = ("lead", "coordinating", "deliverables", "schedule", "budget", "note")
_SHOWN_PROBLEMS = 8
_SEVERITIES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
# C0 and C1 controls but line ends, and the marks that reverse the direction of text.
_UNSAFE_RE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def to_terminal(plans: Iterable[Plan], say: Messages, *, width: int = 80, colour: bool = False) -> str:
    """The plans one under the other, ready to be written."""
    return "".join(terminal_pieces(plans, say, width=width, colour=colour))


def terminal_pieces(plans: Iterable[Plan], say: Messages, *, width: int = 80, colour: bool = False) -> Iterator[str]:
    """The same, a piece for each plan."""
    between = ""
    for plan in plans:
        page = io.StringIO()
        console = Console(
            file=page,
            width=max(width, 40),
            force_terminal=colour,
            color_system="standard" if colour else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        for part in _plan(plan, say, console.width):
            console.print(part)
        yield between + re.sub(r"[ \t]+$", "", page.getvalue(), flags=re.MULTILINE)
        between = "\n"


def safe(text: str) -> str:
    """The words without what could steer a terminal."""
    return _UNSAFE_RE.sub(" ", text)


def _plan(plan: Plan, say: Messages, width: int) -> Iterator[RenderableType]:
    yield Text(safe(name_plan(plan, say)), style="bold")
    yield _labelled([(label, Text(safe(value))) for label, value in describe_head(plan, say)])
    rows = {task.id: _cells(task, say) for task in plan.tasks}
    widths = fit_columns(list(rows.values()), width)
    margin = max((cell_len(line) for row in rows.values() for line in row[0].plain.split("\n")), default=0)
    for group in group_tasks(plan):
        yield from _headings(group)
        yield Text()
        own = [rows[task.id] for task in group.tasks]
        yield tabulate(own, widths, say) if widths else _stack(own, min(margin, 12), say)
    yield Text()
    yield Text(say.count("tasks", len(plan.tasks)), style="bold")
    if any(m.inferred for task in plan.tasks if task.schedule for m in task.schedule.milestones):
        yield Text(say("inferred"), style="dim")
    yield from _problems(plan.problems, say)


def _headings(group: Group) -> Iterator[RenderableType]:
    for heading in group.new:
        indent = min(heading.level, 3) * 2
        if heading is group.new[0]:
            yield Text()
        yield Padding(Text(safe(heading.text), style="bold cyan"), (0, 0, 0, indent))


def _stack(rows: Sequence[Sequence[Text]], margin: int, say: Messages) -> RenderableType:
    """Each task as a block: its words, then a labelled line a field."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=margin, overflow="fold")
    grid.add_column(overflow="fold")
    labels = [say(f"col.{name}") for name in FIELDS]
    for n, (place, content, *fields) in enumerate(rows):
        told = [(label, text) for label, text in zip(labels, fields, strict=True) if text.plain]
        if n:
            grid.add_row()
        grid.add_row(place, Stack(content, _labelled(told, max(map(cell_len, labels)))))
    return grid


def _labelled(rows: Sequence[tuple[str, Text]], width: int | None = None) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, width=width)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, value)
    return grid


def _cells(task: Task, say: Messages) -> list[Text]:
    """Number and line, content and the six fields of a task, ready to be set in either layout."""
    place = Text(safe(task.number or "–"), style="bold")
    place.append(f"\n{say('line', n=task.span.start_line)}", style="not bold dim")
    content = Text()
    if task.title:
        content.append(f"{safe(task.title)}\n", style="bold")
    content.append(safe(task.content))
    return [place, content, *(_field(task, name, say) for name in FIELDS)]


def _field(task: Task, name: str, say: Messages) -> Text:
    field = getattr(task, name)
    if field is None:
        return Text()
    words = shorten_schedule(field, say, mark=True, separator="\n") if name == "schedule" else field.text
    text = Text(safe(words), style="bold" if name == "lead" else "")
    if field.inherited:
        text.append(f" {say('inherited')}", style="not bold dim")
    return text


def _problems(problems: Sequence[Problem], say: Messages) -> Iterator[RenderableType]:
    """How many of each severity, then the first few, the worst ones first."""
    if not problems:
        return
    ranked = sorted(problems, key=lambda problem: list(_SEVERITIES).index(problem.severity))
    counts = Text(f"{say('head.problems')}: ", style="bold")
    found = [severity for severity in _SEVERITIES if any(p.severity == severity for p in problems)]
    for n, severity in enumerate(found):
        number = sum(problem.severity == severity for problem in problems)
        counts.append(", " if n else "").append(say.count(severity, number), style=_SEVERITIES[severity])
    yield counts
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for problem in ranked[:_SHOWN_PROBLEMS]:
        place = "" if problem.line is None else say("line", n=problem.line)
        message = Text(safe(describe_problem(problem, say))).append(f" [{safe(problem.code)}]", style="dim")
        grid.add_row(Text(say(f"severity.{problem.severity}"), style=_SEVERITIES[problem.severity]), place, message)
    yield Padding(grid, (0, 0, 0, 2))
    if len(ranked) > _SHOWN_PROBLEMS:
        yield Padding(Text(say("more_problems", n=len(ranked) - _SHOWN_PROBLEMS), style="dim"), (0, 0, 0, 2))
