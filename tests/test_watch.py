"""Reading that hangs in native code: the command line leaves it behind, goes on and ends; a library never does."""

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

import pytest
from made_pdfs import Page, endless_pdf, pdf

import khcchc
from khcchc import watch
from khcchc.errors import LimitExceeded, UnreadableFile
from khcchc.watch import watched

pytestmark = pytest.mark.slow  # each waits for a limit of time; CI runs them beside the everyday tests
MOST = 20.0
"""Seconds that any of these runs may take on a busy machine; each waits for about two."""
PLAN = "KẾ HOẠCH\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát hồ sơ. Hoàn thành trước ngày 30/6/2025.\n"
SHORT = """\
import sys
from khcchc import watch
from khcchc.cli import main
from khcchc.read import pdf
pdf.watched = lambda work, seconds, name: watch.watched(work, 0.5, name)
if __name__ == "__main__":
    sys.exit(main())
"""
"""The command line with a limit of half a second for a file."""
SLEEPING = """\
import ctypes
from khcchc.read import pdf
sleep = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_uint)(("sleep", ctypes.CDLL(None)))
pdf._open = lambda data, name: sleep(3600)
"""
"""Every PDF hangs in a function of C."""


@pytest.fixture
def armed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(watch._State, "armed", True)
    yield
    assert not watch.was_left()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.joinpath("good.txt").write_text(PLAN, encoding="utf-8")
    tmp_path.joinpath("last.txt").write_text(PLAN, encoding="utf-8")
    tmp_path.joinpath("endless.pdf").write_bytes(endless_pdf())
    tmp_path.joinpath("stamp.pdf").write_bytes(endless_pdf(stamp=True))
    tmp_path.joinpath("later.pdf").write_bytes(pdf(Page().text(85, 60, "KẾ HOẠCH")))
    return tmp_path


def run(folder: Path, *arguments: str, script: str = SHORT, interrupt: float | None = None) -> tuple[int, str, str]:
    """Exit code and both streams of the command line, interrupted after so many seconds."""
    command = [sys.executable, "-c", script, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(khcchc.__file__).parents[1])}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, encoding="utf-8", env=environment) as process:
        try:
            if interrupt is not None:
                time.sleep(interrupt)
                process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=MOST)
        finally:
            process.kill()
    return process.returncode, out, err


def test_unless_armed_work_is_done_where_it_is_called() -> None:
    assert watched(threading.get_ident, 0.0, "a.pdf") == threading.get_ident()


@pytest.mark.usefixtures("armed")
def test_watched_work_gives_what_it_gives_by_itself() -> None:
    assert watched(threading.get_ident, 9.0, "a.pdf") != threading.get_ident()
    assert watched(lambda: None, 9.0, "a.pdf") is None
    error = UnreadableFile("a.pdf is damaged")

    def fail() -> None:
        raise error

    with pytest.raises(UnreadableFile) as raised:
        watched(fail, 9.0, "a.pdf")
    assert raised.value is error


@pytest.mark.usefixtures("armed")
def test_work_that_hears_ends_and_tidies_up() -> None:
    tidied = threading.Event()

    def work() -> None:
        try:
            while True:
                time.sleep(0.01)
        finally:
            tidied.set()

    with pytest.raises(LimitExceeded, match=r"a\.pdf takes longer than 0\.1 seconds to read"):
        watched(work, 0.1, "a.pdf")
    assert tidied.is_set()
    assert watched(lambda: 1, 9.0, "b.pdf") == 1


@pytest.mark.usefixtures("armed")
def test_watching_costs_next_to_nothing() -> None:
    spent = []
    for _ in range(200):
        began = time.perf_counter()
        watched(lambda: None, 9.0, "a.pdf")
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.001


@pytest.mark.parametrize(
    ("name", "script"),
    [("endless.pdf", SHORT), ("stamp.pdf", SHORT), ("later.pdf", SLEEPING + SHORT)],
    ids=["page", "stamp", "sleep"],
)
def test_a_page_that_never_ends_is_given_up(folder: Path, name: str, script: str) -> None:
    code, out, err = run(folder, "--lang", "en", "parse", name, script=script)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"error: {name} takes longer than 0.5 seconds to read — split the file, or read fewer pages"
    ]


def test_the_other_files_are_read_and_written(folder: Path) -> None:
    names = ["good.txt", "endless.pdf", "last.txt", "later.pdf"]
    code, out, err = run(folder, "--lang", "en", "parse", *names, "--format", "jsonl")
    assert code == 1
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == ["good.txt", "last.txt"]
    told = err.splitlines()
    assert "endless.pdf takes longer than 0.5 seconds" in told[0]
    assert "later.pdf was not read, because the reading of endless.pdf could not be stopped" in told[1]


@pytest.mark.parametrize(
    "command", [["check"], ["outline"], ["explain", "1"], ["diff", "good.txt"]], ids=lambda c: c[0]
)
def test_every_command_ends(folder: Path, command: list[str]) -> None:
    arguments = [command[0], "endless.pdf", *command[1:]]
    code, _, err = run(folder, "--lang", "en", *arguments)
    assert code == 2
    assert "endless.pdf takes longer than 0.5 seconds to read" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of its own")
def test_an_interrupt_ends_it_at_once(folder: Path) -> None:
    patient = SHORT.replace("0.5", "600")
    assert run(folder, "parse", "endless.pdf", script=patient, interrupt=3.0) == (130, "", "")


def test_convert_goes_on(folder: Path) -> None:
    """Its workers are processes: the one that hangs is ended, and the file named."""
    code, _, err = run(folder, "--lang", "en", "convert", ".", "--to", "json", "-o", "out", "--timeout", "2")
    assert code == 1
    assert "took longer than 2 s" in err
    done = {path.name.partition(".")[0] for path in (folder / "out").rglob("*.json")}
    assert {"good", "last", "later"} <= done
