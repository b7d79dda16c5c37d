"""Whole runs with real workers: what is written, what is done again, and what a bad file can do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from khcchc import parse
from khcchc.batch.inputs import find_items
from khcchc.batch.job import ALWAYS_COMBINED, Assignment, Item, Job, Options, Outcome
from khcchc.batch.lock import locked
from khcchc.batch.run import Request, convert, in_order
from khcchc.batch.storage import open_store
from khcchc.batch.workers import Crew
from khcchc.errors import ConfigError
from khcchc.export.formats import Rendering, render

PLAN = """KẾ HOẠCH
Cải cách hành chính xã {name} năm 2024

I. NHIỆM VỤ

1. Rà soát thủ tục hành chính của xã {name}.
- Cơ quan chủ trì: Văn phòng UBND xã.
- Thời gian thực hiện: Quý I/2024.

2. Niêm yết thủ tục tại nhà văn hóa thôn.
- Cơ quan chủ trì: Công chức Tư pháp - Hộ tịch.
- Thời gian thực hiện: trước ngày 30/6/2024.
"""
# A grammar of the user's own whose pattern takes for ever on one line: a file that really hangs, inside C.
HANGING = """version = 1
concept = "furniture"
about = "A slow pattern."

[[rule]]
id = "slow"
gives = "chrome"
mode = "whole"
pattern = '(?:a|a)+b'
examples = ["aab"]
not_examples = ["c"]
"""


def plant(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(name=name), encoding="utf-8")
    return folder


def run(source: Path, out: Path, form: str = "json", **values: Any) -> list[Outcome]:
    """Convert a folder and give back what was reported."""
    combine = values.pop("combine", form in ALWAYS_COMBINED)
    names = ("table", "headers", "excel", "agencies", "todo", "partition")
    options = Options(format=form, combine=combine, **{name: values.pop(name) for name in names if name in values})
    outcomes: list[Outcome] = []
    items = find_items([str(source)], output=str(out))
    convert(Request(items=items, out=str(out), options=options, **{"jobs": 2, **values}), outcomes.append)
    return outcomes


def states(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.name: outcome.cause or outcome.status for outcome in outcomes}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file but those that a run leaves unfinished."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def rendered(paths: list[Path], form: str, **values: Any) -> bytes:
    return render([parse(path) for path in paths], Rendering(format=form, **values))


FORMS = [("json", "json"), ("jsonl", "jsonl"), ("csv", "csv"), ("markdown", "md")]


def test_each_file_is_what_parse_prints_and_so_is_the_combined_one(tmp_path: Path) -> None:
    source = plant(tmp_path / "in", "a", "b", "c")
    paths = sorted(source.glob("*.txt"))
    for form, ending in FORMS:
        run(source, tmp_path / form, form)
        for path in paths:
            assert (tmp_path / form / f"{path.stem}.{ending}").read_bytes() == rendered([path], form)
        run(source, tmp_path / f"all.{ending}", form, combine=True)
        assert (tmp_path / f"all.{ending}").read_bytes() == rendered(paths, form, array=True)


def test_csv_options_reach_the_combined_table(tmp_path: Path) -> None:
    source = plant(tmp_path / "in", "a", "b")
    run(source, tmp_path / "all.csv", "csv", combine=True, table="milestones", headers="vi", excel=True)
    wanted = rendered(sorted(source.glob("*")), "csv", table="milestones", headers="vi", excel=True)
    assert (tmp_path / "all.csv").read_bytes() == wanted


def test_unchanged_inputs_are_not_done_again(tmp_path: Path) -> None:
    source, out = plant(tmp_path / "in", "a", "b", "c"), tmp_path / "out"
    assert states(run(source, out)) == {"a.txt": "done", "b.txt": "done", "c.txt": "done"}
    before = snapshot(out)
    assert set(states(run(source, out)).values()) == {"same"}
    assert snapshot(out) == before
    (source / "b.txt").write_text(PLAN.format(name="khác"), encoding="utf-8")
    (out / "c.json").write_bytes(b"")  # as a pulled plug leaves it
    assert states(run(source, out)) == {"a.txt": "same", "b.txt": "done", "c.txt": "done"}
    assert states(run(source, out, agencies=("tu phap",))) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), "done")
    assert set(states(run(source, out, agencies=("tu phap",), force=True)).values()) == {"done"}


def test_the_combined_file_is_that_of_the_inputs_as_they_are(tmp_path: Path) -> None:
    source, out = plant(tmp_path / "in", "a", "b", "c"), tmp_path / "x" / "all.jsonl"
    run(source, out, "jsonl", combine=True)
    first = out.stat().st_ino
    run(source, out, "jsonl", combine=True)
    assert out.stat().st_ino == first, "not written again"
    (source / "a.txt").unlink()
    (source / "b.txt").write_bytes(b"")
    assert states(run(source, out, "jsonl", combine=True)) == {"b.txt": "UnreadableFile", "c.txt": "same"}
    assert out.read_bytes() == rendered([source / "c.txt"], "jsonl")
    assert len(list((out.parent / ".all.jsonl.khcchc" / "parts").iterdir())) == 1


def test_a_result_goes_when_its_input_cannot_be_read_any_more(tmp_path: Path) -> None:
    source, out = plant(tmp_path / "in", "a", "b"), tmp_path / "out"
    run(source, out)
    (source / "a.txt").write_bytes(b"")
    assert states(run(source, out)) == {"a.txt": "UnreadableFile", "b.txt": "same"}
    assert sorted(path.name for path in out.glob("*.json")) == ["b.json"]


def test_the_manifest_says_all_and_holds_no_clock_or_path(tmp_path: Path) -> None:
    source = plant(tmp_path / "in", "a")
    (source / "bad.txt").write_bytes(b"")
    for out in (tmp_path / "one", tmp_path / "two"):
        run(source, out)
    texts = [(tmp_path / name / ".khcchc" / "manifest.json.json").read_bytes() for name in ("one", "two")]
    assert texts[0] == texts[1]
    assert str(tmp_path).encode() not in texts[0]
    manifest = json.loads(texts[0])
    assert {"program", "grammar", "options", "inputs"} <= set(manifest)
    good, bad = manifest["inputs"]["a.txt"], manifest["inputs"]["bad.txt"]
    assert (good["status"], good["output"], good["tasks"]) == ("done", "a.json", 2)
    assert (bad["status"], bad["cause"]) == ("failed", "UnreadableFile")


def hostile(folder: Path) -> Path:
    """One of each kind that readers refuse, between two good plans."""
    import zipfile

    plant(folder, "a", "z")
    kinds = {
        "empty.txt": b"",
        "blank.txt": b" \n\n",
        "image.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(99),
        "binary.txt": bytes(range(256)) * 9,
        "half.pdf": b"%PDF-1.7\n1 0 obj\n<<",
        "half.docx": b"PK\x03\x04half",
        "half.zip": b"PK\x03\x04half",
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
    }
    for name, data in kinds.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.txt", bytes(30 << 20))
        archive.writestr("good.txt", PLAN.format(name="nén"))
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    return folder


def test_a_folder_of_hostile_files_converts_the_good_ones(tmp_path: Path) -> None:
    outcomes = run(hostile(tmp_path / "in"), tmp_path / "out", timeout=60)
    done = {outcome.name for outcome in outcomes if outcome.status == "done"}
    assert done == {"a.txt", "z.txt", "bomb.zip/good.txt"}
    bad = [outcome for outcome in outcomes if outcome.status == "failed"]
    assert len(bad) == 11
    assert all(outcome.reason and "\n" not in outcome.reason for outcome in bad)
    assert not [outcome for outcome in bad if outcome.cause in ("fault", "died")], states(bad)


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[Path]:
    grammar = tmp_path / "grammar"
    grammar.mkdir()
    (grammar / "slow.toml").write_text(HANGING, encoding="utf-8")
    yield grammar


@pytest.mark.slow
def test_a_hanging_file_is_killed_alone(tmp_path: Path, hanging: Path) -> None:
    source = plant(tmp_path / "in", "a", "b", "d", "e", "f")
    (source / "c.txt").write_text("I. NHIỆM VỤ\n" + "a" * 60 + "\n", encoding="utf-8")
    start = time.monotonic()
    outcomes = run(
        source, tmp_path / "out", grammar=str(hanging), timeout=3.0, jobs=1
    )  # a busy machine needs a second for one file
    assert time.monotonic() - start < 60
    assert [outcome.name for outcome in outcomes] == [f"{letter}.txt" for letter in "abcdef"]
    assert states(outcomes) == {**dict.fromkeys((f"{letter}.txt" for letter in "abdef"), "done"), "c.txt": "timeout"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process")
def test_a_file_that_eats_memory_is_given_up_alone(tmp_path: Path) -> None:
    source = plant(tmp_path / "in", "a", "c", "d")
    (source / "b.txt").write_text(PLAN.format(name="b" * 9_000_000), encoding="utf-8")
    outcomes = run(source, tmp_path / "out", max_memory=48 << 20, jobs=1)
    assert states(outcomes) == {"a.txt": "done", "b.txt": "memory", "c.txt": "done", "d.txt": "done"}
    assert "48 MiB" in str(outcomes[1].reason)


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_one_file(tmp_path: Path, hanging: Path) -> None:
    source = plant(tmp_path / "in", "b", "c")
    (source / "a.txt").write_text("a" * 60 + "\n", encoding="utf-8")
    job = Job(
        options=Options(format="json"), out=str(tmp_path / "out"), scratch=".tmp", grammar=str(hanging), timeout=60
    )
    assignments = [Assignment(item=item, output=f"{item.name}.json") for item in find_items([str(source)])]
    with Crew(job, 1) as crew:
        killer = threading.Timer(1.5, lambda: crew._workers[0].process.kill())
        killer.start()
        outcomes = dict(crew.convert(assignments))
    assert [outcomes[n].cause for n in range(3)] == ["died", None, None]
    assert "SIGKILL" in str(outcomes[0].reason)


def test_results_come_in_input_order() -> None:
    made = [Outcome(name=str(n), status="done") for n in range(5)]
    ordered = list(in_order((n, made[n]) for n in (3, 0, 4, 1, 2)))
    assert ordered == list(enumerate(made))
    assert list(in_order(iter([(1, made[1])]))) == [], "the first never came"


def command(source: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "khcchc", "convert", str(source), "-o", str(out), *more]


SLOW_KILLS = (("json", "SIGTERM"), ("all.csv", "SIGKILL"), ("plans.db", "SIGKILL"), ("plans.db", "SIGINT"))
KILLS = [
    ("json", "SIGKILL"),
    ("all.csv", "SIGINT"),
    *(pytest.param(form, name, marks=pytest.mark.slow) for form, name in SLOW_KILLS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("form", "name"), KILLS)
def test_stopped_in_the_middle_the_next_run_ends_with_the_same_bytes(tmp_path: Path, form: str, name: str) -> None:
    kill = signal.Signals[name]
    source = plant(tmp_path / "in", *(f"{n:03}" for n in range(60)))
    more = ("--to", "json") if form == "json" else ()
    calm, stormy = tmp_path / "calm" / form, tmp_path / "stormy" / form
    assert subprocess.run(command(source, calm, *more), capture_output=True, check=False, timeout=60).returncode == 0
    process = subprocess.Popen(command(source, stormy, *more), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    wait_for_results(stormy.parent, process)
    process.send_signal(kill)
    told = process.communicate(timeout=30)[1].decode()
    if kill != signal.SIGKILL:
        assert process.returncode == 130
        assert "goes on from here" in told
        assert "Traceback" not in told
    again = subprocess.run(command(source, stormy, *more), capture_output=True, check=False, timeout=60)
    assert again.returncode == 0, again.stderr.decode()
    assert snapshot(stormy.parent) == snapshot(calm.parent)


def wait_for_results(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Until some results are there, and before all are."""
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end:
        if sum(path.is_file() for path in folder.rglob("*")) > 8:
            return
        time.sleep(0.005)


@pytest.mark.slow
def test_workers_end_when_the_main_process_is_killed(tmp_path: Path, hanging: Path) -> None:
    source = plant(tmp_path / "in", "b")
    (source / "a.txt").write_text("a" * 60 + "\n", encoding="utf-8")
    more = ("--to", "json", "--grammar", str(hanging), "--jobs", "2", "--timeout", "1")
    process = subprocess.Popen(command(source, tmp_path / "out", *more), start_new_session=True)
    wait_until(lambda: (tmp_path / "out" / "b.json").exists(), 20)
    process.kill()
    process.wait()
    # The idle worker sees its pipe close; the hanging one has an alarm behind its time.
    wait_until(lambda: count_group(process.pid) == 0, 8)


def count_group(group: int) -> int:
    """Processes of the session that the run was the first of."""
    count = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        count += int(fields[3]) == group and fields[0] != "Z"
    return count


def wait_until(holds: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "lock"), "tmp")
    with locked(store, "state"), pytest.raises(ConfigError, match=f"process {os.getpid()}"), locked(store, "state"):
        pass
    with locked(store, "state"):
        pass  # given back
    assert store.read("state/lock") is None


@pytest.mark.parametrize("change", [{"pid": 2**22 + 1}, {"started": "1"}], ids=["dead", "number taken again"])
def test_the_lock_of_a_dead_run_is_taken_over(tmp_path: Path, change: dict[str, Any]) -> None:
    store = open_store(str(tmp_path), "tmp")
    with locked(store, "state"):
        held = json.loads(store.read("state/lock") or b"")
    if held["started"] is None:
        pytest.skip("no /proc here")
    store.write("state/lock", json.dumps({**held, **change}).encode())
    with locked(store, "state"):
        assert json.loads(store.read("state/lock") or b"")["pid"] == os.getpid()
    store.write("state/lock", json.dumps({**held, "host": "another machine"}).encode())
    with pytest.raises(ConfigError, match="another machine"), locked(store, "state"):
        pass


def test_names_cannot_lead_out_of_the_output(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "safe"), "tmp")
    for name in ("../x", "/x", "a/../../x"):
        with pytest.raises(ConfigError):
            store.write(name, b"")


def test_an_engine_that_raises_costs_one_file() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from khcchc.batch import schedulers

    def fail(job: Job, assignment: Assignment) -> Outcome:
        if assignment.item.name == "b":
            raise OSError("lost a machine")
        return Outcome(name=assignment.item.name, status="done")

    job = Job(options=Options(format="json"), out="x", scratch="x")
    assignments = [Assignment(item=Item(name, name), output=name) for name in "abcde"]
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as executor:
        patch.setattr(schedulers, "convert_isolated", fail)
        outcomes = dict(schedulers.convert_on(executor, job, assignments, window=2))
    assert [outcomes[n].cause for n in range(5)] == [None, "engine", None, None, None]
