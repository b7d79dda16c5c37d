"""The report of performance: that it measures what it says, without the names of a machine or its folders."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import run  # noqa: E402


def test_processes_take_turns_and_give_medians() -> None:
    spent = run.in_turns(
        {"short": [sys.executable, "-c", "pass"], "long": [sys.executable, "-c", "sum(range(3*10**6))"]}, 1
    )
    assert list(spent) == ["short", "long"]
    assert spent["long"].cpu > spent["short"].cpu > 0
    assert spent["short"].peak > 1


def test_a_process_that_fails_is_no_measure() -> None:
    with pytest.raises(SystemExit, match="exit code 3"):
        run.run_once([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_long_text_is_as_long_as_a_plan(tmp_path: Path) -> None:
    assert run.LENGTH <= run.long_text(tmp_path).stat().st_size < 1.3 * run.LENGTH


def test_a_tool_that_is_not_installed_is_told() -> None:
    assert run.in_process(("import no_such_tool_of_ours", "pass"), Path(__file__), 2) is None
    took = run.in_process(("import json", "json.loads('[1]')"), Path(__file__), 3)
    assert took is not None
    assert all(milliseconds >= 0 for milliseconds in took)


def test_the_machine_is_told_without_its_name_or_places() -> None:
    told = run.machine()
    assert platform.python_version() in told
    kept = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    for text in (told, kept):
        assert platform.node() not in text or len(platform.node()) < 4
        assert str(Path.home()) not in text or len(str(Path.home())) < 4
        assert str(ROOT) not in text


def test_every_section_is_in_the_report() -> None:
    kept = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert [line for line in kept.splitlines() if line.startswith("## ")] == [
        f"## {t}" for t, _ in run.SECTIONS.values()
    ]
