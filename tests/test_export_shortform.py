"""Milestones in few words: what has a short form, and what keeps its own words."""

from __future__ import annotations

from typing import Any

import pytest
from made_plans import make_milestone, span

from khcchc.export.shortform import shorten_milestone, shorten_schedule
from khcchc.messages import Messages
from khcchc.model import ScheduleField

WINDOW = [
    ("2018-01-01", "2018-01-31", "Tháng 1/2018"),
    ("2024-02-01", "2024-02-29", "Tháng 2/2024"),
    ("2018-01-01", "2018-03-31", "Quý I/2018"),
    ("2018-10-01", "2018-12-31", "Quý IV/2018"),
    ("2018-01-01", "2018-06-30", "6 tháng đầu năm 2018"),
    ("2018-07-01", "2018-12-31", "6 tháng cuối năm 2018"),
    ("2018-01-01", "2018-09-30", "9 tháng năm 2018"),
    ("2024-01-01", "2024-12-31", "cả năm 2024"),
    ("2021-01-01", "2025-12-31", "2021–2025"),
    ("2018-03-05", "2018-04-10", "05/03/2018–10/04/2018"),
    ("2018-02-01", "2018-04-30", "01/02/2018–30/04/2018"),
    ("2024-02-01", "2024-02-28", "01/02/2024–28/02/2024"),
    ("2018-12-15", "2018-12-15", "15/12/2018"),
    ("2018-04-01", None, "từ 01/04/2018"),
    (None, "2018-04-01", "≤ 01/04/2018"),
    (None, None, "lời"),
]

OTHER: list[tuple[dict[str, Any], str]] = [
    ({"kind": "deadline", "end": "2024-10-30"}, "≤ 30/10/2024"),
    ({"kind": "deadline", "end": "2024-10-30", "end_inclusive": False}, "trước 30/10/2024"),
    ({"kind": "deadline"}, "lời"),
    ({"kind": "ongoing", "start": "2024-01-01", "end": "2024-12-31"}, "thường xuyên năm 2024"),
    ({"kind": "ongoing", "start": "2018-04-01", "end": "2018-12-31"}, "thường xuyên, 01/04/2018–31/12/2018"),
    ({"kind": "ongoing"}, "thường xuyên"),
    ({"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20241231"}, "hằng tháng"),
    ({"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"}, "hằng quý"),
    ({"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"}, "6 tháng một lần"),
    ({"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"}, "hằng năm"),
    ({"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=15"}, "ngày 15 hằng tháng"),
    (
        {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=7", "end_inclusive": False},
        "trước ngày 7 hằng tháng",
    ),
    ({"kind": "recurring", "recurrence": "FREQ=WEEKLY;BYDAY=MO"}, "lời"),
    ({"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"}, "lời"),
    ({"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=-1"}, "lời"),
    ({"kind": "recurring"}, "lời"),
    ({"kind": "conditional", "condition": "Sau khi tỉnh triển khai"}, "Sau khi tỉnh triển khai"),
    ({"kind": "conditional"}, "lời"),
    ({"kind": "reference", "start": "2024-01-01", "end": "2024-12-31"}, "lời"),
    ({"kind": "unspecified"}, "lời"),
]


@pytest.mark.parametrize(("start", "end", "short"), WINDOW)
def test_window(start: str | None, end: str | None, short: str) -> None:
    assert shorten_milestone(make_milestone(start=start, end=end), Messages("vi")) == short


@pytest.mark.parametrize(("values", "short"), OTHER)
def test_other_kinds(values: dict[str, Any], short: str) -> None:
    assert shorten_milestone(make_milestone(**values), Messages("vi")) == short


@pytest.mark.parametrize(
    ("start", "end", "short"),
    [
        ("2018-01-01", "2018-03-31", "Q1 2018"),
        ("2024-01-01", "2024-12-31", "all of 2024"),
        ("2024-05-01", "2024-05-31", "5/2024"),
    ],
)
def test_english(start: str, end: str, short: str) -> None:
    assert shorten_milestone(make_milestone(start=start, end=end), Messages("en")) == short


def test_what_is_inferred_is_starred_where_that_is_asked_for() -> None:
    milestone = make_milestone(start="2018-01-01", end="2018-03-31", inferred=("year",))
    assert shorten_milestone(milestone, Messages("vi"), mark=True) == "Quý I/2018*"
    assert shorten_milestone(milestone, Messages("vi")) == "Quý I/2018"


def test_schedule_without_milestones_keeps_its_words() -> None:
    say = Messages("vi")
    assert shorten_schedule(ScheduleField(text="Theo quy định", span=span(1)), say) == "Theo quy định"
    assert shorten_schedule(None, say) == ""


def test_actions_are_told_where_there_are_several_milestones() -> None:
    first = make_milestone(action="ban hành", start="2018-01-01", end="2018-03-31")
    second = make_milestone("tổ chức thực hiện", action="tổ chức thực hiện", kind="unspecified")
    say = Messages("vi")
    both = ScheduleField(text="x", milestones=(first, second), span=span(1))
    assert shorten_schedule(both, say) == "Quý I/2018: ban hành; tổ chức thực hiện"
    assert shorten_schedule(ScheduleField(text="x", milestones=(first,), span=span(1)), say) == "Quý I/2018"
