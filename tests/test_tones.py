"""`hóa, ủy` and `hoá, uỷ` are the same words: a plan in either spelling gives the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

import khcchc
from khcchc.model import Task
from khcchc.tones import both_tones, early_tone, either_tone

PLANS = Path(__file__).resolve().parent / "cases" / "plans"
CASES = sorted(p for p in PLANS.iterdir() if p.suffix in (".txt", ".md"))[::4]  # each fourth: the run stays short


def late(text: str) -> str:
    return both_tones([text])[-1]


def told(task: Task) -> list[str | None]:
    fields = (task.lead, task.coordinating, task.deliverables, task.schedule)
    return [early_tone(task.content), *(early_tone(f.text) if f else None for f in fields)]


@pytest.mark.parametrize("plan", CASES, ids=lambda p: p.stem)
def test_a_plan_in_either_spelling_gives_the_same_tasks(plan: Path) -> None:
    text = early_tone(plan.read_text(encoding="utf-8"))
    assert [told(t) for t in khcchc.parse_text(late(text)).tasks] == [told(t) for t in khcchc.parse_text(text).tasks]


@pytest.mark.parametrize(
    ("early", "written_late"),
    [
        ("Ủy ban", "Uỷ ban"),
        ("số hóa", "số hoá"),
        ("TÒA ÁN", "TOÀ ÁN"),
        ("Quý I", "Quý I"),
        ("QUý I", "QUý I"),
        ("của", "của"),
        ("hoàn", "hoàn"),
    ],
)
def test_the_two_places_of_a_tone(early: str, written_late: str) -> None:
    assert late(early) == written_late
    assert early_tone(written_late) == early


def test_patterns_match_both_spellings_and_keep_sets_of_letters() -> None:
    assert either_tone(r"(?:ủy|UBND)\s[óa]x hóa? Tòa án") == r"(?:(?:ủy|uỷ)|UBND)\s[óa]x hóa? T(?:òa|oà) án"
