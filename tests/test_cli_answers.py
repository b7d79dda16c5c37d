"""The commands that answer one question: `explain`, `time`, `agencies`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khcchc.cli import main
from khcchc.messages import text_keys
from khcchc.model import Milestone

SAMPLE = str(Path(__file__).parents[1] / "samples" / "ke-hoach-truong-thong-tin.txt")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHCCHC_LANG", "en")


def test_explain_names_rule_section_and_task(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SAMPLE, "38"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("line 38: ")
    assert any("gives lead (fields: lead" in line for line in out)
    assert any(line.startswith("  task II.1.1.1 (fields): lead") for line in out)


def test_explain_speaks_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "vi", "explain", SAMPLE, "34"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("dòng 34: ")
    assert "không là nhiệm vụ: đây là đề mục" in out


def test_explain_refuses_a_line_outside(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SAMPLE, "4000"]) == 2
    assert "there is no line 4000 — lines are 1 to 158" in capsys.readouterr().err


TIMES = [
    (["Quý I năm 2024 ban hành kế hoạch"], "window  Q1 2024  2024-01-01 – 2024-03-31  ban hành kế hoạch\n"),
    (["trước ngày 15/3", "--year", "2025"], "deadline  before 15/03/2025  … – 2025-03-15  (inferred: year)\n"),
    (
        ["từ nay đến 30/6/2025", "--issued", "2025-02-01"],
        "window  01/02/2025–30/06/2025  2025-02-01 – 2025-06-30  (inferred: start)\n",
    ),
    (["--lang", "vi", "Quý II/2024"], "khoảng thời gian  Quý II/2024  2024-04-01 – 2024-06-30\n"),
    (["không rõ"], "unread"),
]


@pytest.mark.parametrize(("args", "start"), TIMES)
def test_time_reads_one_expression(capsys: pytest.CaptureFixture[str], args: list[str], start: str) -> None:
    words = ["time", *args] if args[0] != "--lang" else [*args[:2], "time", *args[2:]]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(start)


def test_time_as_json_is_a_list_of_milestones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", "Quý I/2024; thường xuyên", "--format", "json"]) == 0
    read = [Milestone.model_validate(m) for m in json.loads(capsys.readouterr().out)]
    assert [m.kind for m in read] == ["window", "ongoing"]


def test_time_refuses_what_is_no_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", "quý I", "--issued", "2024-02-30"]) == 2
    assert capsys.readouterr().err.startswith("error: --issued")


@pytest.mark.parametrize("kind", Milestone.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
def test_every_kind_of_milestone_has_its_words(kind: str) -> None:
    assert f"kind.{kind}" in text_keys()


def test_agencies_counts_the_work_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agencies", SAMPLE, "--format", "json"]) == 0
    loads = json.loads(capsys.readouterr().out)
    assert len({load["key"] for load in loads}) == len(loads)
    assert max(load["leads"] for load in loads) >= 3
    assert main(["parse", SAMPLE, "--format", "json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    named = [{a["name"] for a in t["lead"]["agencies"]} for t in plan["tasks"] if t["lead"]]
    assert sum(load["leads"] for load in loads) == sum(map(len, named))
