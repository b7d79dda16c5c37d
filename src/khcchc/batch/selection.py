"""The tasks that concern an agency, found by its name however it is accented, cased or shortened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khcchc.accents import without_accents
from khcchc.model import Agency, AgencyField, Plan, Task

_SHORT = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"), ("ubmttq", "uy ban mat tran to quoc"))
_WORD_RE = re.compile(r"\w+")


def _words(text: str) -> str:
    words = " ".join(_WORD_RE.findall(without_accents(text)))
    for short, full in _SHORT:
        words = re.sub(rf"\b{short}\b", full, words)
    return f" {words} "


def select_agencies(plan: Plan, agencies: Sequence[str]) -> Plan:
    """The plan with the tasks that one of `agencies` leads or joins in, and without the problems of the others."""
    wanted = [_words(name) for name in agencies]
    tasks = tuple(task for task in plan.tasks if concerns(task, wanted))
    dropped = {task.id for task in plan.tasks} - {task.id for task in tasks}
    problems = tuple(problem for problem in plan.problems if problem.task not in dropped)
    return plan.model_copy(update={"tasks": tasks, "problems": problems})


def concerns(task: Task, wanted: Sequence[str]) -> bool:
    """Does the task name one of these (folded) agencies as lead or coordinating?"""
    return any(_names(field, words) for field in (task.lead, task.coordinating) if field for words in wanted)


def _names(field: AgencyField, words: str) -> bool:
    # Whole words, so that `so tu phap` is not found in `Phó Sở…` and `xa` not in `xây`.
    return words in _words(field.text) or any(words in _agency_words(agency) for agency in field.agencies)


def _agency_words(agency: Agency) -> str:
    return "|".join(_words(text) for text in (agency.key, agency.name, agency.text) if text)
