"""What holds for the plan of any input whatever. A claim that fails raises `AssertionError` with its words.

The fuzz targets and the properties of tests/test_properties.py make the same claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from khcchc.model import AgencyField, DeliverableField, Plan, ScheduleField, Span, Task, TextField

Field = AgencyField | DeliverableField | ScheduleField | TextField


def claim_all(plan: Plan, lines: Sequence[str]) -> None:
    """Every claim, of the plan that was read from these lines."""
    claim_every_line_once(plan, lines)
    claim_places(plan)
    claim_dates(plan)
    claim_identities(plan)
    assert Plan.model_validate_json(plan.model_dump_json()) == plan, "the record does not survive JSON"


def claim_every_line_once(plan: Plan, lines: Sequence[str]) -> None:
    """Each line with words stands in exactly one section, or among the furniture."""
    coverage = plan.coverage
    assert coverage.unplaced == (), f"lines without a place: {coverage.unplaced}"
    assert coverage.structured + len(coverage.furniture) == coverage.lines, "the account of lines does not add up"
    aside = Counter(f.line for f in coverage.furniture)
    held = Counter(n for s in plan.sections for n in range(s.span.start_line, s.span.end_line + 1) if n not in aside)
    for number, line in enumerate(lines, 1):
        if line.strip():
            times = held[number] + aside[number]
            assert times == 1, f"line {number} has {times} places: {line!r}"


def claim_places(plan: Plan) -> None:
    """Every span lies inside the text, its end not before its start."""
    for span in spans(plan):
        assert 1 <= span.start_line <= span.end_line <= plan.source.lines, f"{span} of {plan.source.lines} lines"
    for problem in plan.problems:
        assert problem.line is None or 1 <= problem.line <= plan.source.lines, f"{problem}"


def claim_dates(plan: Plan) -> None:
    """No milestone ends before it starts, and each is a slice of the words of its field."""
    for task in plan.tasks:
        for milestone in task.schedule.milestones if task.schedule else ():
            if milestone.start and milestone.end:
                assert milestone.start <= milestone.end, f"{task.id}: {milestone}"
            assert milestone.text in task.schedule.text if task.schedule else True, f"{task.id}: {milestone}"
    period = plan.document.period
    assert not period or not period.end or period.start <= period.end, f"{period}"


def claim_identities(plan: Plan) -> None:
    """Ids are unique, parents exist, and no task is empty."""
    ids = [section.id for section in plan.sections]
    assert len(ids) == len(set(ids)), "two sections share an id"
    assert {section.parent for section in plan.sections} <= {None, *ids}, "a parent is missing"
    assert len({task.id for task in plan.tasks}) == len(plan.tasks), "two tasks share an id"
    assert all(task.content.strip() for task in plan.tasks), "a task has no words"


def spans(plan: Plan) -> Iterator[Span]:
    """Every span that the plan holds."""
    yield from (section.span for section in plan.sections)
    yield from (basis.span for basis in plan.document.legal_bases)
    yield from (attached.span for attached in plan.document.attached)
    for task in plan.tasks:
        yield task.span
        yield from (reference.span for reference in task.references)
        yield from (field.span for field in _fields(task))


def _fields(task: Task) -> Iterator[Field]:
    for name in ("lead", "coordinating", "deliverables", "schedule", "budget", "note"):
        if (field := getattr(task, name)) is not None:
            yield field
