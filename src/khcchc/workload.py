"""Who leads and who supports how much, per quarter: a count over the tasks of one or more plans."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khcchc.model import Agency, Plan, Task


@dataclass(frozen=True, slots=True)
class Load:
    """The work of one agency in one document.

    `quarters` counts the led tasks by the quarter in which they are due (`2024-Q1`); a task with several
    dates counts once in each of its quarters, one without a date under `""`.
    """

    document: str
    key: str
    name: str
    collective: bool
    leads: int
    supports: int
    quarters: tuple[tuple[str, int], ...]


def count_loads(plans: Iterable[Plan]) -> tuple[Load, ...]:
    """One row for each agency of each plan: most leading first, then by name."""
    rows: list[Load] = []
    for plan in plans:
        seen: dict[str, Agency] = {}
        leads: Counter[str] = Counter()
        supports: Counter[str] = Counter()
        due: dict[str, Counter[str]] = {}
        for task in plan.tasks:
            for key in _keys(task.lead.agencies if task.lead else (), seen):
                leads[key] += 1
                due.setdefault(key, Counter()).update(quarters_of(task) or {""})
            for key in _keys(task.coordinating.agencies if task.coordinating else (), seen):
                supports[key] += 1
        rows += [
            Load(
                plan.source.name,
                key,
                a.name,
                a.collective,
                leads[key],
                supports[key],
                tuple(sorted(due.get(key, Counter()).items())),
            )
            for key, a in seen.items()
        ]
    order = {plan.source.name: i for i, plan in enumerate(plans)}
    return tuple(sorted(rows, key=lambda r: (order[r.document], -r.leads, -r.supports, r.name)))


def _keys(agencies: Sequence[Agency], seen: dict[str, Agency]) -> list[str]:
    """The keys of the agencies, each once; the first spelling met gives the name."""
    for agency in agencies:
        seen.setdefault(agency.key, agency)
    return list(dict.fromkeys(a.key for a in agencies))


def quarters_of(task: Task) -> set[str]:
    """The quarters in which the dated milestones of a task end."""
    out = set()
    for m in task.schedule.milestones if task.schedule else ():
        if m.end is not None and m.kind in ("window", "deadline"):
            last = m.end if m.end_inclusive else m.end - datetime.timedelta(days=1)
            out.add(f"{last.year}-Q{(last.month + 2) // 3}")
    return out
