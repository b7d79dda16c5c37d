"""`khcchc parse` and `outline`: formats, files, messages and exit codes, with readers made for the test."""

from __future__ import annotations

import csv
import gc
import io
import json
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from made_plans import make_full_plan, make_plan, make_section, make_task

from khcchc.cli import inputs, main, output
from khcchc.cli import outline as outline_command
from khcchc.errors import KhcchcError, UnreadableFile
from khcchc.export.formats import FORMATS as WRITTEN
from khcchc.model import Plan


class Run(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Run]


def read_made(name: str, **_: Any) -> Plan:
    """A plan by the name of its file, or the error that such a file would raise."""
    stem = Path(name).stem
    if stem == "missing":
        raise UnreadableFile(f"{name}: no such file", hint="check the name")
    if stem == "crash":
        raise RuntimeError("first line\nsecond line")
    if stem == "stop":
        raise KeyboardInterrupt
    if stem == "empty":
        return make_plan(name=name, sections=(make_section("I", "MỤC"),))
    if stem == "clean":
        return make_plan(make_task(), name=name)
    return make_full_plan()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Runner:
    for name in ("KHCCHC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(inputs, "read_plan", read_made)
    monkeypatch.setattr(outline_command, "read_plan", read_made)

    def run_main(*args: str) -> Run:
        code = main(args)
        captured = capfdbinary.readouterr()
        return Run(code, captured.out.decode(), captured.err.decode())

    return run_main


CODES = [
    (["a.txt"], 0),
    (["a.txt", "b.txt"], 0),
    (["empty.txt"], 0),
    (["a.txt", "missing.txt"], 1),
    (["missing.txt"], 2),
    (["missing.txt", "missing.txt"], 2),
    (["a.txt", "--strict"], 1),
    (["clean.txt", "--strict"], 0),
    (["clean.txt", "a.txt", "--strict"], 1),
    (["crash.txt"], 2),
    (["stop.txt"], 130),
    ([], 2),
    (["a.txt", "--format", "xml"], 2),
    (["a.txt", "--from", "nothing"], 2),
    (["a.txt", "--table", "nothing"], 2),
    (["a.txt", "--headers", "fr"], 2),
    (["a.txt", "--format", "json", "--excel"], 2),
    (["a.txt", "--format", "markdown", "--table", "tasks"], 2),
    (["a.txt", "--nonsense"], 2),
    (["a.txt", "--format"], 2),
    (["a.txt", "--strict=1"], 2),
    (["a.txt", "--lang", "fr"], 2),
    (["a.txt", "--lang"], 2),
    (["-", "-"], 2),
    (["a.txt", "-o", "/nowhere/at/all"], 2),
    (["a.txt", "--grammar", "/nowhere"], 2),
]


@pytest.mark.parametrize(("args", "code"), CODES, ids=[" ".join(args) for args, _ in CODES])
def test_exit_code_and_no_traceback(run: Runner, args: list[str], code: int) -> None:
    result = run("parse", *args)
    assert result.code == code
    assert "Traceback" not in result.err
    assert all(line.strip() for line in result.err.splitlines())
    assert bool(result.out) is (code in (0, 1))
    if code == 2:
        assert result.err.startswith("error: ")


FORMATS = [
    ([], '{\n  "schema_version"'),
    (["--format", "jsonl"], '{"schema_version"'),
    (["--format", "csv"], "document,"),
    (["--excel"], "\ufeffdocument,"),
    (["--headers", "vi"], "Tệp,"),
    (["--table", "agencies"], "document,task,role"),
    (["--format", "markdown"], "# Kế hoạch"),
    (["--format", "table"], "Kế hoạch"),
]


@pytest.mark.parametrize(("options", "start"), FORMATS)
def test_format(run: Runner, options: list[str], start: str) -> None:
    assert run("parse", "a.txt", *options).out.startswith(start)


SUFFIXES = [
    ("x.json", "{\n"),
    ("x.jsonl", '{"'),
    ("x.csv", "document,"),
    ("x.md", "# "),
    ("x.txt", "Kế hoạch"),
    ("x", "{\n"),
]


@pytest.mark.parametrize(("name", "start"), SUFFIXES)
def test_the_ending_of_the_output_file_decides(run: Runner, tmp_path: Path, name: str, start: str) -> None:
    result = run("parse", "a.txt", "-o", str(tmp_path / name))
    assert result == (0, "", "")
    assert (tmp_path / name).read_bytes().decode().startswith(start)


def test_on_a_terminal_a_table_is_shown_in_colour(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1mPhòng Nội vụ" in run("parse", "a.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("parse", "a.txt").out


def test_several_files_are_an_array_even_when_one_is_left(run: Runner) -> None:
    assert len(json.loads(run("parse", "a.txt", "b.txt").out)) == 2
    result = run("parse", "a.txt", "missing.txt")
    assert len(json.loads(result.out)) == 1
    assert result.err == "error: missing.txt: no such file — check the name\n1 of 2 files read\n"


def test_csv_of_several_files_is_one_table(run: Runner) -> None:
    text = run("parse", "a.txt", "clean.txt", "--format", "csv").out
    assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == 3


def test_no_tasks_is_stated_plainly(run: Runner) -> None:
    assert run("parse", "empty.txt").err == "empty.txt: no tasks found; 40 lines and 1 section were read\n"
    result = run("parse", "empty.txt", "--lang", "vi")
    assert result.err == "empty.txt: không tìm thấy nhiệm vụ nào; đã đọc 40 dòng, 1 mục\n"


def test_strict_says_why(run: Runner) -> None:
    assert run("parse", "a.txt", "--strict").err == "plan.txt: 1 error, and --strict was asked for\n"


def test_unexpected_error_is_one_line_and_debug_shows_where(run: Runner) -> None:
    result = run("parse", "crash.txt")
    assert result.err.count("\n") == 1
    assert "RuntimeError: first line" in result.err
    assert "--debug" in result.err
    assert "Traceback" in run("parse", "crash.txt", "--debug").err
    assert "Traceback" in run("--debug", "parse", "missing.txt").err


def test_output_file_is_kept_when_nothing_could_be_read(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "old.json"
    target.write_text("old")
    assert run("parse", "missing.txt", "-o", str(target)).code == 2
    assert target.read_text() == "old"


def test_output_file_is_kept_when_the_exporter_fails(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise KhcchcError("cannot")

    monkeypatch.setattr("khcchc.export.jsontext.json_pieces", fail)
    target = tmp_path / "old.json"
    target.write_text("old")
    assert run("parse", "a.txt", "-o", str(target)).code == 2
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("form", list(WRITTEN))
def test_of_many_plans_one_is_held(form: str, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan is sixty times its text: it is written, and let go, before the next is read."""
    made: list[weakref.ref[Plan]] = []
    most = 0

    def watched(*args: Any, **values: Any) -> Plan:
        nonlocal most
        gc.collect()
        most = max(most, sum(one() is not None for one in made))
        plan = read_made(*args, **values)
        made.append(weakref.ref(plan))
        return plan

    monkeypatch.setattr(inputs, "read_plan", watched)
    result = run("parse", *(f"clean/{n}/clean.txt" for n in range(5)), "missing.txt", "--format", form)
    assert result.code == 1
    assert len(made) == 5
    assert "missing.txt" in result.err
    assert most <= 2  # the first of all, and the one that is being written


def test_input_is_not_overwritten(run: Runner, tmp_path: Path) -> None:
    plan = tmp_path / "a.txt"
    plan.write_text("words")
    result = run("parse", str(plan), "-o", f"{tmp_path}/../{tmp_path.name}/a.txt")
    assert result.code == 2
    assert "one of the files to read" in result.err
    assert plan.read_text() == "words"


def test_minus_o_minus_is_standard_output(run: Runner) -> None:
    assert run("parse", "a.txt", "-o", "-").out.startswith("{")


def test_outline(run: Runner) -> None:
    assert run("outline", "a.txt").out == " 9  II. NHIỆM VỤ CỤ THỂ\n10    1. x\n"
    tree = json.loads(run("outline", "a.txt", "--format", "json").out)
    assert tree["sections"][0]["children"][0]["id"] == "II.1"
    assert run("outline", "missing.txt").code == 2
    assert run("outline", "a.txt", "--format", "csv").code == 2


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_file_names_cannot_steer_the_terminal(run: Runner, debug: list[str]) -> None:
    assert "\x1b" not in run("parse", "\x1b[31m/missing.txt", *debug).err
