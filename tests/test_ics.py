"""The calendar, read back with icalendar, its rules expanded with dateutil."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from made_plans import day, make_agencies, make_document, make_milestone, make_plan, make_task, span

from khcchc import parse
from khcchc.export.ics import first_occurrence, to_calendar
from khcchc.messages import Messages
from khcchc.model import Milestone, Plan, ScheduleField, Task

icalendar = pytest.importorskip("icalendar")
SAY = Messages("vi")
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


def plan_of(*milestones: Milestone, **values: Any) -> Plan:
    schedule = ScheduleField(text="lời", milestones=milestones, span=span(3))
    return make_plan(make_task(schedule=schedule, **values))


def entries(*plans: Plan, todo: bool = False) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(to_calendar(plans, todo=todo, say=SAY))
    return list(calendar.walk("VTODO" if todo else "VEVENT"))


def dates(entry: Any) -> tuple[str | None, ...]:
    return tuple(entry[name].dt.isoformat() if name in entry else None for name in ("DTSTART", "DTEND"))


CASES = [
    ({"kind": "deadline", "end": "2018-12-15"}, ("2018-12-15", "2018-12-16")),
    ({"kind": "deadline", "end": "2018-12-15", "end_inclusive": False}, ("2018-12-14", "2018-12-15")),
    ({"kind": "deadline", "start": "2018-12-01", "end": "2018-12-15"}, ("2018-12-15", "2018-12-16")),
    ({"kind": "window", "start": "2018-01-01", "end": "2018-03-31"}, ("2018-01-01", "2018-04-01")),
    ({"kind": "ongoing", "start": "2018-01-01"}, ("2018-01-01", "2018-01-02")),
]


@pytest.mark.parametrize(("values", "wanted"), CASES)
def test_events(values: dict[str, Any], wanted: tuple[str, str]) -> None:
    (event,) = entries(plan_of(make_milestone(**values)))
    assert dates(event) == wanted
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("kind", ["unspecified", "conditional", "reference"])
def test_no_date_no_entry(kind: str) -> None:
    assert entries(plan_of(make_milestone(kind=kind))) == []


def test_todos() -> None:
    window = make_milestone(start="2018-01-01", end="2018-03-31")
    one_day = make_milestone(kind="deadline", end="2018-12-15")
    first, second = entries(plan_of(window, one_day), todo=True)
    assert (first["DTSTART"].dt.isoformat(), first["DUE"].dt.isoformat()) == ("2018-01-01", "2018-03-31")
    assert ("DTSTART" in second, second["DUE"].dt.isoformat()) == (False, "2018-12-15")


def expand(event: Any, until: datetime.date) -> list[str]:
    from dateutil.rrule import rrulestr

    start = datetime.datetime.combine(event["DTSTART"].dt, datetime.time())
    rule = event["RRULE"].to_ical().decode()
    end = datetime.datetime.combine(until, datetime.time())
    return [moment.date().isoformat() for moment in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


RULES = [
    (
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20181231",
        ["2018-03-31", "2018-06-30", "2018-09-30", "2018-12-31"],
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20180331", ["2018-01-15", "2018-02-15", "2018-03-15"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20180301", ["2018-01-31", "2018-02-28"]),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", ["2018-12-31"]),
    ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20180120", ["2018-01-05", "2018-01-12", "2018-01-19"]),
    ("FREQ=WEEKLY;UNTIL=20180115", ["2018-01-01", "2018-01-08", "2018-01-15"]),
]


@pytest.mark.parametrize(("rule", "days"), RULES)
def test_rules_expand_from_an_occurrence_of_their_own(rule: str, days: list[str]) -> None:
    (event,) = entries(plan_of(make_milestone(kind="recurring", start="2018-01-01", end="2018-12-31", recurrence=rule)))
    assert expand(event, datetime.date(2018, 12, 31)) == days


def test_a_rule_that_never_holds() -> None:
    assert first_occurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", datetime.date(2018, 3, 1)) == datetime.date(
        2020, 2, 29
    )
    assert first_occurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", datetime.date(2018, 1, 1)) is None
    assert first_occurrence("FREQ=DAILY;UNTIL=20171231", datetime.date(2018, 1, 1)) is None


def uids(plan: Plan) -> list[str]:
    return [str(event["UID"]) for event in entries(plan)]


def test_uids_stay_when_dates_and_words_change() -> None:
    before = plan_of(make_milestone(start="2018-01-01", end="2018-03-31"), make_milestone(end="2018-06-30"))
    after = plan_of(
        make_milestone(start="2018-04-01", end="2018-05-31"), make_milestone(end="2018-07-01"), content="Khác"
    )
    assert uids(before) == uids(after)
    assert len(set(uids(before))) == 2
    other = before.model_copy(update={"document": make_document(number="9/KH-UBND")})
    next_year = before.model_copy(update={"document": make_document(issued_on=day("2019-01-05"))})
    assert not {*uids(other), *uids(next_year)} & set(uids(before))
    assert len(entries(before, before)) == 2, "a document that lies in two folders"


def test_the_stamp_is_that_of_the_document() -> None:
    (event,) = entries(plan_of(make_milestone(end="2018-06-30")))
    assert event["DTSTAMP"].dt.isoformat() == "2017-12-29T00:00:00+00:00"
    draft = plan_of(make_milestone(end="2018-06-30")).model_copy(update={"document": make_document(issued_on=None)})
    assert entries(draft)[0]["DTSTAMP"].dt.year == 1970


TEXTS = ["a;b,c\\d", "dòng một\ndòng hai", "END:VEVENT\r\nBEGIN:VEVENT", "ô" * 300, "\x00\x07\u2028", "𠀀" * 99]


@pytest.mark.parametrize("text", TEXTS)
def test_words_stay_words_and_lines_short(text: str) -> None:
    task: dict[str, Any] = {"content": text, "title": "Việc", "lead": make_agencies(text)}
    data = to_calendar([plan_of(make_milestone(end="2018-06-30"), **task)], say=SAY)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r" not in data.replace(b"\r\n", b"")
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    clean = text.translate({0: " ", 7: " ", 0x2028: " ", 13: " "})
    assert str(event["DESCRIPTION"]).startswith(clean)
    data.decode("utf-8")


def test_an_entry_shows_so_much_of_a_long_field_and_says_so() -> None:
    quote = "trước 30/6/2018"
    long = "Hằng tháng rà soát, báo cáo. " * 200
    schedule = ScheduleField(text=long + quote, milestones=(make_milestone(quote, end="2018-06-29"),), span=span(3))
    (event,) = entries(make_plan(make_task(schedule=schedule, title=long, content=long, lead=make_agencies(long))))
    content, lead, when, _ = str(event["DESCRIPTION"]).splitlines()
    for words in (content, lead.partition(": ")[2], str(event["SUMMARY"])):
        assert words.endswith("…") and words.rstrip("…") in long and 200 < len(words) <= 1001
    assert f": {quote} (Hằng tháng rà soát, báo cáo." in when
    assert when.endswith("…)") and len(when) < 1100


def test_many_dates_in_one_field_grow_in_step() -> None:
    def size(count: int) -> int:
        dates = tuple(make_milestone(f"ngày {n}", end="2018-06-30") for n in range(count))
        text = "; ".join(date.text for date in dates)
        plan = make_plan(make_task(schedule=ScheduleField(text=text, milestones=dates, span=span(3)), content=text))
        return len(to_calendar([plan], say=SAY))

    assert size(2000) < 2.2 * size(1000)


@pytest.mark.parametrize("width", range(60, 90))
@pytest.mark.parametrize("letter", ["a", "ă", "ạ", "𠀀"])
def test_lines_are_as_long_as_they_may_be(letter: str, width: int) -> None:
    words = "b" * width + letter * 100
    data = to_calendar([plan_of(make_milestone(end="2018-06-30"), content=words, title=None)], say=SAY)
    folded = data.partition(b"SUMMARY:")[2].partition(b"\r\nDESCRIPTION")[0].split(b"\r\n ")
    assert b"".join(folded).decode() == words
    room = len(letter.encode()) - 1
    assert all(74 - room <= len(line) <= 74 for line in folded[1:-1])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    plan = parse(path)
    found = entries(plan)
    milestones = [m for task in plan.tasks for m in milestones_of(task) if m.start or m.end]
    assert len(found) == len(milestones)
    assert len({str(event["UID"]) for event in found}) == len(found)
    for event in found:
        if "RRULE" in event:
            assert expand(event, datetime.date(2040, 1, 1))[0] == event["DTSTART"].dt.isoformat()
    assert to_calendar([plan], say=SAY) == to_calendar([parse(path)], say=SAY)


def milestones_of(task: Task) -> tuple[Milestone, ...]:
    return task.schedule.milestones if task.schedule else ()
