"""The report of accuracy: what it counts, on a plan of this repository and on counts made by hand."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
import test_unseen_plans as gold

import khcchc

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

import accuracy

ONE = next(d for d in accuracy.documents() if d.gold.stem.startswith("03-"))


def test_figures() -> None:
    assert accuracy.figures(Counter(tp=3, fp=1, fn=2)) == pytest.approx((0.75, 0.6, 2 / 3))
    assert accuracy.figures(Counter(fn=2)) == (0.0, 0.0, 0.0)
    assert accuracy.figures(Counter()) is None


def test_every_gold_task_is_counted_once() -> None:
    misses: list[str] = []
    counts = accuracy.measure(ONE, misses)
    wanted = [g for g in gold.read_gold(ONE.gold) if not g.optional]
    tasks = accuracy.total(counts, field="tasks", judge="soft")
    assert tasks["tp"] + tasks["fn"] == len(wanted)
    for field in accuracy.FIELDS[2:]:
        found = accuracy.total(counts, field=field, judge="soft")
        told = [g.fields[field] for g in wanted if g.fields[field]]
        must = sum("" not in readings for readings in told)  # a field that may be absent counts where it is found
        assert must <= found["tp"] + found["fn"] <= len(told)
        strict = accuracy.total(counts, field=field, judge="strict")
        assert strict["tp"] <= found["tp"]


def test_a_wrong_field_is_missed_and_too_much() -> None:
    task = khcchc.parse_text("I. A\n1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Thời gian: Quý I/2024").tasks[0]
    fields = {"lead": ("sở b",), "coordinating": ("sở c",), "deliverables": (), "schedule": ("quý i/2024",)}
    wanted = gold.Gold("I.1", "fields", 2, ("rà soát",), fields, optional=False)
    judged = {f: accuracy._judge(f, wanted, task, strict=False, told=True) for f in accuracy.FIELDS}
    assert judged["tasks"] == judged["content"] == judged["schedule"] == Counter(tp=1)
    assert judged["lead"] == Counter(fn=1, fp=1)
    assert +judged["coordinating"] == Counter(fn=1)
    assert not judged["deliverables"]


def test_the_kept_figures_are_of_layouts_and_fields_that_exist() -> None:
    kept = json.loads(accuracy.KEPT.read_text(encoding="utf-8"))
    assert kept["version"]
    for key, value in kept["f1"].items():
        assert key.rpartition(": ")[2] in accuracy.FIELDS
        assert 0 <= value <= 1
