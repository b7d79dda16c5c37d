"""What is odd about a plan, in the language of the person."""

from __future__ import annotations

from khcchc.messages import Messages
from khcchc.model import Plan, Problem


def describe_problem(problem: Problem, say: Messages) -> str:
    """The words of one problem; its own, which are English, where the language has none for its code."""
    key = f"problem.{problem.code}"
    return say(key, message=problem.message) if say.has(key) else problem.message


def with_described_problems(plan: Plan, say: Messages) -> Plan:
    """The plan with these words in its problems, for an export that takes its cells from records."""
    told = tuple(p.model_copy(update={"message": describe_problem(p, say)}) for p in plan.problems)
    return plan.model_copy(update={"problems": told}) if told else plan
