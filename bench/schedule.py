"""How the schedule fields of real plans are read: this project beside general date libraries.

    python bench/schedule.py [--markdown]

Needs the hand-checked plans beside the checkout (../shared) and, for the comparison, `pip install dateparser`.
A field is *right* when every milestone the gold has is found with its bounds and nothing dated is added;
*silently wrong* when a date is given that the gold does not have; else *not read* (nothing, or marked as unread).
Speed is the length of all fields over the processor time of reading them once, the best of 20 rounds. This project
remembers a field that it has met (`Quý I` stands in every other row), so its speed is given with that memory and
without.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import khcchc
from khcchc.grammar import builtin_grammars
from khcchc.values.schedule import TimeContext, read_schedule

GRAMMARS = builtin_grammars()
SHARED = Path(__file__).resolve().parents[2] / "shared"
sys.path.insert(0, str(SHARED / "eval"))


@dataclass(frozen=True)
class Field:
    text: str
    gold: list[tuple[tuple[Any, ...], bool]]
    context: TimeContext


def judge_of_meaning() -> Any:
    """The reader of the gold; it lies beside the checkout."""
    return importlib.import_module("score_values")


def fields() -> Iterator[Field]:
    """The schedule fields of the five plans that the gold reads."""
    gold = judge_of_meaning()

    specs = {
        (doc, line): [gold.gold_milestone(x) for x in spec.split(";")]
        for doc, lines, spec in gold.rows(SHARED / "eval" / "gold_values", "schedule.tsv")
        for line in lines.split(",")
    }
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        plan = khcchc.parse(path)
        period = plan.document.period
        for task in plan.tasks:
            if task.schedule is None or task.basis != "fields":
                continue
            spec = specs.get((path.name[:3], str(task.schedule.span.start_line)))
            if spec is not None and "\n" not in task.schedule.text:
                year = period.start.year if period else 2000
                first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
                yield Field(task.schedule.text, spec, TimeContext(year, first, last, None))


def ours(field: Field) -> Any:
    return read_schedule(field.text, field.context, GRAMMARS)


def our_milestones(found: Any) -> list[tuple[Any, ...]]:
    gold = judge_of_meaning()
    return [gold.got_milestone(json.loads(m.model_dump_json())) for m in found]


def forget() -> None:
    """Lose what was read: the next field is read afresh."""
    reader = GRAMMARS.cache["schedule.reader"]
    reader.read.clear()
    reader.scanner.forget()


def ours_afresh(field: Field) -> Any:
    forget()
    return ours(field)


def by_dateparser(field: Field) -> Any:
    """What `search_dates` finds, as deadlines; it knows no periods, and today is what it falls back to."""
    search_dates = importlib.import_module("dateparser.search").search_dates
    return search_dates(field.text, languages=["vi"], settings={"PREFER_DAY_OF_MONTH": "last"}) or []


def their_milestones(found: Any) -> list[tuple[Any, ...]]:
    return [("deadline", None, day.date().isoformat(), True) for _, day in found]


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[Field], Any]
    milestones: Callable[[Any], list[tuple[Any, ...]]]
    rounds: int = 1


def judge(reader: Reader, cases: list[Field]) -> tuple[int, int, float]:
    """Fields read rightly, fields with a wrong date, seconds of the best round; only the reading is timed."""
    gold = judge_of_meaning()
    right = wrong = 0
    best = float("inf")
    for _ in range(reader.rounds):
        forget()
        began = time.process_time()
        results = [reader.read(case) for case in cases]
        best = min(best, time.process_time() - began)
    for case, got in zip(cases, results, strict=True):
        _, missing, extra, dated = gold.compare(case.gold, reader.milestones(got))
        right += not missing and not extra
        wrong += dated > 0
    return right, wrong, best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/time-expressions.md")
    args = parser.parse_args()
    if not (SHARED / "eval").is_dir():
        print("bench/schedule.py: the hand-checked plans are not beside this checkout", file=sys.stderr)
        return 2
    cases = list(fields())
    size = sum(len(case.text.encode()) for case in cases)
    readers = [
        Reader("khcchc", ours, our_milestones, rounds=20),
        Reader("khcchc, nothing remembered", ours_afresh, our_milestones, rounds=20),
    ]
    if importlib.util.find_spec("dateparser"):
        readers.append(Reader("dateparser (search_dates)", by_dateparser, their_milestones))
    else:
        print("dateparser is not installed: pip install dateparser", file=sys.stderr)
    for case in cases:
        ours(case)  # patterns are compiled once, before the clock starts
    rows = [(reader.name, *judge(reader, cases)) for reader in readers]
    bar = "|" if args.markdown else ""
    print(f"{bar} reader {bar} right {bar} silently wrong {bar} MB/s {bar}".strip())
    if args.markdown:
        print("| --- | ---: | ---: | ---: |")
    for name, right, wrong, spent in rows:
        cells = [
            name,
            f"{right}/{len(cases)} ({right / len(cases):.0%})",
            f"{wrong} ({wrong / len(cases):.0%})",
            f"{size / spent / 1e6:.2f}",
        ]
        print(f"| {' | '.join(cells)} |" if args.markdown else "  ".join(c.ljust(26) for c in cells))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
