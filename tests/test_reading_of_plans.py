"""Real plans beside the project, with hand-checked gold: skipped where they are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import khcchc

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "eval").is_dir(), reason="the corpus of real plans is not beside this checkout"
)


def score(tmp_path: Path, corpus: Path, gold: Path, floors: list[str]) -> subprocess.CompletedProcess[str]:
    for path in sorted(gold.glob("*.tsv")):
        document = next(corpus.glob(f"{path.stem}.*"))
        (tmp_path / f"{path.stem}.json").write_text(khcchc.parse(document).model_dump_json(), encoding="utf-8")
    command = [
        sys.executable,
        str(SHARED / "eval" / "score.py"),
        "--gold",
        str(gold),
        "--corpus",
        str(corpus),
        "--pred",
        str(tmp_path),
    ]
    return subprocess.run(
        command + [x for f in floors for x in ("--min", f)], capture_output=True, text=True, check=False
    )


@needs_shared
@pytest.mark.parametrize(
    ("corpus", "gold", "floors"),
    [
        (
            "corpus",
            "gold",
            ["tasks=0.99", "content=0.99", "lead=0.99", "coordinating=0.99", "deliverables=0.99", "schedule=0.99"],
        ),
        (
            "corpus2025",
            "gold2025",
            ["tasks=0.98", "content=0.98", "lead=0.98", "coordinating=0.98", "deliverables=0.98", "schedule=0.98"],
        ),
    ],
)
def test_gold(tmp_path: Path, corpus: str, gold: str, floors: list[str]) -> None:
    done = score(tmp_path, SHARED / corpus, SHARED / "eval" / gold, floors)
    assert done.returncode == 0, done.stdout


@needs_shared
def test_no_row_of_a_table_of_figures_is_a_task() -> None:
    for path in (SHARED / "corpus2025" / "no-task-tables").glob("*.md"):
        assert [t.id for t in khcchc.parse(path).tasks if t.basis == "table"] == []


@needs_shared
@pytest.mark.parametrize(
    ("start", "rows", "groups"), [("002", 37, 8), ("08", 94, None), ("18", 75, None), ("09", 28, 6)]
)
def test_table_tasks_are_counted(start: str, rows: int, groups: int | None) -> None:
    path = next(p for folder in ("corpus", "corpus2025") for p in (SHARED / folder).glob(f"{start}*"))
    plan = khcchc.parse(path)
    assert sum(t.basis == "table" for t in plan.tasks) == rows
    assert groups is None or sum(s.kind == "group" for s in plan.sections) == groups
    assert plan.coverage.unplaced == ()
