"""`khcchc convert` as a command: options that go together, lists, archives, agencies, summaries, every format."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from khcchc.batch.job import Outcome
from khcchc.batch.progress import Progress, Tally, summarise
from khcchc.cli import main
from khcchc.messages import Messages

SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE = SAMPLES / "ke-hoach-cap-xa-2025.txt"


class Run(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("KHCCHC_LANG", "en")

    def run_main(*args: object) -> Run:
        code = main(["convert", *map(str, args)])
        captured = capfd.readouterr()
        return Run(code, captured.out, captured.err)

    return run_main


USAGE = [
    (["x"], "-o OUT is missing"),
    (["x", "-o", "-"], "-o OUT is missing"),
    (["x", "-o", "out"], "--to is missing"),
    (["x", "-o", "out", "--to", "docx"], "--to docx: not one of json, jsonl, csv"),
    (["-o", "out", "--to", "json"], "nothing to convert"),
    (["x", "-o", "out", "--to", "json", "--excel"], "--excel goes with --to csv"),
    (["x", "-o", "out", "--to", "json", "--headers", "vi"], "--headers goes with --to csv, xlsx"),
    (["x", "-o", "out", "--to", "csv", "--todo"], "--todo goes with --to ics"),
    (["x", "-o", "out", "--to", "csv", "--partition", "year"], "--partition goes with --to parquet"),
    (["x", "-o", "out", "--to", "csv", "--jobs", "0"], "--jobs must be at least 1"),
    (["x", "-o", "out", "--to", "csv", "--max-memory", "1M"], "--max-memory 1M: not a size"),
    (["x", "-o", "out", "--to", "csv", "--max-memory", "much"], "--max-memory much: not a size"),
    ([".", "-o", ".", "--to", "csv"], "is the folder to be read"),
    (["x", "-o", "out", "--to", "csv", "--grammar", "no-such-folder"], "no such folder"),
]


@pytest.mark.parametrize(("args", "told"), USAGE)
def test_usage(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*args)
    assert done.code == 2
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_empty_folders_are_told(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert "no file found" in run(tmp_path / "in", "-o", tmp_path / "out", "--to", "json").err


def test_summary_and_exit_codes(run: Runner, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    good = run(SAMPLE, "-o", tmp_path / "one", "--to", "json")
    assert (good.code, good.out) == (0, "")
    assert good.err.startswith("1 converted; 14 tasks")
    mixed = run(SAMPLE, bad, tmp_path / "missing.txt", "-o", tmp_path / "one", "--to", "json")
    assert mixed.code == 1
    lines = mixed.err.splitlines()
    assert lines[:2] == [
        "failed: bad.txt: is empty — nothing to read; check how it was saved",
        "failed: missing.txt: No such file or directory — check that you may read it",
    ]
    assert lines[2] == "0 converted; 1 unchanged; 2 failed"
    assert [line.split()[0] for line in lines[3:]] == ["File", "bad.txt", "missing.txt"]
    assert run(bad, "-o", tmp_path / "two", "--to", "json").code == 2


def test_lists_of_names(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = f"{SAMPLE}\n\n{SAMPLES / 'du-thao.txt'}\n"
    (tmp_path / "list").write_text(names, encoding="utf-8")
    assert run("--from-list", tmp_path / "list", "-o", tmp_path / "a", "--to", "json").code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(names.encode())))
    assert run("--from-list", "-", "-o", tmp_path / "b", "--to", "json").code == 0
    for folder in ("a", "b"):
        found = sorted(path.name for path in (tmp_path / folder).glob("*.json"))
        assert found == ["du-thao.json", "ke-hoach-cap-xa-2025.json"]


def test_an_archive_becomes_a_folder(run: Runner, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.write(SAMPLE, "xã/kế hoạch.txt")
    assert run(tmp_path / "plans.zip", "-o", tmp_path / "out", "--to", "json").code == 0
    record = json.loads((tmp_path / "out" / "plans.zip" / "xã" / "kế hoạch.json").read_text(encoding="utf-8"))
    assert record["source"]["name"] == "plans.zip/xã/kế hoạch.txt"


AGENCIES = [("Công an xã", True), ("cong an xa", True), ("CONG AN XA", True), ("an xa", True), ("ng an xa", False)]


@pytest.mark.parametrize(("agency", "some"), AGENCIES)
def test_agency(tmp_path: Path, agency: str, some: bool) -> None:
    from made_plans import make_agencies, make_plan, make_task

    from khcchc.batch.selection import select_agencies

    own = make_task("I.1", lead=None, coordinating=make_agencies("Công an xã; Trạm Y tế"))
    plan = make_plan(own, make_task("I.2", lead=make_agencies("Phòng Nội vụ")))
    assert [task.id for task in select_agencies(plan, [agency]).tasks] == (["I.1"] if some else [])
    assert len(select_agencies(plan, [agency, "phong noi vu"]).tasks) == 1 + some


def test_agency_short_and_long(tmp_path: Path) -> None:
    from made_plans import make_agencies, make_plan, make_task

    from khcchc.batch.selection import select_agencies

    plan = make_plan(make_task(lead=make_agencies("Ủy ban nhân dân xã Đông Hà")))
    assert select_agencies(plan, ["ubnd xa dong ha"]).tasks


FORMATS = ["json", "jsonl", "csv", "xlsx", "ics", "markdown", "sqlite", "parquet"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_an_agency(run: Runner, tmp_path: Path, form: str) -> None:
    modules = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
    if form in modules:
        pytest.importorskip(modules[form])
    done = run(SAMPLE, "-o", tmp_path / "out", "--to", form, "--agency", "cong an xa")
    assert done.code == 0
    tasks = int((re.search(r"(\d+) tasks", done.err) or ["", "0"])[1])
    assert 0 < tasks < 14
    assert f"1 converted; {tasks} tasks" in done.err


def test_an_agency_that_no_task_names_is_told(run: Runner, tmp_path: Path) -> None:
    done = run(SAMPLE, "-o", tmp_path / "out", "--to", "json", "--agency", "cong an xaa")
    assert done.code == 0
    assert "no task names cong an xaa as lead or coordinating agency" in done.err


def test_files_are_read_as_the_options_say(run: Runner, tmp_path: Path) -> None:
    old = tmp_path / "in" / "a.txt"
    old.parent.mkdir()
    old.write_bytes("KẾ HOẠCH\nI. MỤC TIÊU\n1. Rà soát".encode("utf-16-le"))
    out = tmp_path / "out"
    assert run(old.parent, "-o", out, "--to", "json", "--encoding", "utf-16-le").code == 0
    record = json.loads((out / "a.json").read_text(encoding="utf-8"))
    assert (record["source"]["encoding"], record["source"]["lines"]) == ("utf-16-le", 3)
    again = run(old.parent, "-o", out, "--to", "json", "--encoding", "utf-16-le", "--max-bytes", "20")
    assert again.code == 2
    assert "larger than" in again.err, "another option is another output: nothing is taken from the manifest"


def test_the_ending_of_the_output_says_the_format_and_that_it_is_one_file(run: Runner, tmp_path: Path) -> None:
    assert run(SAMPLE, SAMPLES / "du-thao.txt", "-o", tmp_path / "all.csv", "--headers", "vi", "--excel").code == 0
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Tệp"] for row in rows} == {"ke-hoach-cap-xa-2025.txt", "du-thao.txt"}
    assert run(SAMPLE, "-o", tmp_path / "plans.db").code == 0
    db = sqlite3.connect(tmp_path / "plans.db")
    assert db.execute("SELECT count(*) FROM tasks").fetchone() == (14,)
    db.close()


def test_quiet_lines_elsewhere_than_on_a_terminal() -> None:
    told: list[str] = []
    with Progress(2, Messages("vi"), told.append, bar=False) as progress:
        progress(Outcome(name="a", status="done", tasks=3))
        progress(Outcome(name="b", status="failed", cause="timeout", reason="lâu quá"))
    assert told == ["lỗi: b: lâu quá"]
    assert (
        summarise(progress.tally, Messages("vi"))[0]
        == "1 tệp đã chuyển đổi; 1 tệp lỗi; 3 nhiệm vụ trong các tệp đã chuyển đổi"
    )


def test_a_bar_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    with Progress(3, Messages("en"), lambda line: None, bar=True) as progress:
        progress(Outcome(name="a", status="done"))
        progress(Outcome(name="b\x1b[2J", status="failed", cause="died", reason="[bold]x"))
        progress(Outcome(name="c", status="done"))
    shown = capsys.readouterr().err
    assert "files/s" in shown
    assert "3/3" in shown
    assert "\x1b[2J" not in shown
    assert "[bold]x" in shown


def test_a_long_list_of_failures_is_cut() -> None:
    tally = Tally(99, failures=[Outcome(name=str(n), status="failed", cause="fault", reason="x") for n in range(60)])
    lines = summarise(tally, Messages("en"))
    assert lines[0] == "0 converted; 60 failed; 39 not looked at"
    assert len(lines) == 1 + 1 + 50 + 1


def test_urls_through_fsspec(run: Runner, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    source = tmp_path / "in"
    (source / "2025").mkdir(parents=True)
    (source / "2025" / "a.txt").write_bytes(SAMPLE.read_bytes())
    (source / "b.txt").write_bytes(SAMPLE.read_bytes())
    for place, root in (("local", f"local://{tmp_path}"), ("plain", str(tmp_path))):
        assert run(f"{root}/in", "-o", f"{root}/{place}/tree", "--to", "json").code == 0
        assert run(f"{root}/in", "-o", f"{root}/{place}/all.csv").code == 0
        assert "2 unchanged" in run(f"{root}/in", "-o", f"{root}/{place}/tree", "--to", "json").err
    for path in (tmp_path / "plain").rglob("*"):
        other = tmp_path / "local" / path.relative_to(tmp_path / "plain")
        if path.is_file() and "part" not in path.name:
            assert other.read_bytes() == path.read_bytes(), path
    assert not list(tmp_path.rglob("lock*"))
