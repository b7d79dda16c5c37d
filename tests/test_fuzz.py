"""The short fuzz run: the kept corpus and a few mutations of it, the same at every run; fuzz/README.md has the long one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parents[1] / "fuzz"
sys.path.insert(0, str(FUZZ))

import replay  # noqa: E402
from fuzz_targets import TARGETS  # noqa: E402
from plan_claims import claim_all  # noqa: E402

from khcchc import parse_text  # noqa: E402

STEPS = {"whole": 15, "text": 80, "grammar": 20, "pdf": 60, "image": 40}
DEFAULT = 120


def test_every_target_has_a_corpus() -> None:
    assert {folder.name for folder in (FUZZ / "corpus").iterdir()} == set(TARGETS)


pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # of a damaged picture it warns before it fails


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_breaks(target: str) -> None:
    broken = list(replay.run(target, STEPS.get(target, DEFAULT), seed=1))
    assert not broken, f"{broken[0][0]!r}\n{broken[0][1]}"


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_breaks_for_long(target: str) -> None:
    broken = list(replay.run(target, STEPS.get(target, DEFAULT) * 40, seed=2))
    assert not broken, f"{broken[0][0]!r}\n{broken[0][1]}"


def test_mutations_are_the_same_at_every_run() -> None:
    first, again = (list(replay.mutations("text", 20, 1)) for _ in range(2))
    assert first == again
    assert first != list(replay.mutations("text", 20, 2))


def test_a_claim_that_does_not_hold_is_told() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Thời gian: Quý I/2024"
    plan = parse_text(text)
    claim_all(plan, text.split("\n"))
    with pytest.raises(AssertionError, match="places"):
        claim_all(plan.model_copy(update={"sections": plan.sections[1:]}), text.split("\n"))
    with pytest.raises(AssertionError, match="share an id"):
        claim_all(plan.model_copy(update={"tasks": plan.tasks * 2}), text.split("\n"))
