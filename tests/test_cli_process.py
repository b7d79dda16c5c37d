"""The command line as a process of its own: streams, locales, closed pipes, real plans."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from khcchc.model import Plan

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


def run(
    *args: str, data: bytes | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "khcchc", *args],
        input=data,
        stdin=subprocess.DEVNULL if data is None else None,
        capture_output=True,
        env={**os.environ, "KHCCHC_LANG": "en", **(environ or {})},
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "environ",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
def test_output_is_utf8_whatever_the_locale(environ: dict[str, str]) -> None:
    done = run("--help", "--lang", "vi", environ=environ)
    assert done.returncode == 0
    assert "Cách dùng" in done.stdout.decode("utf-8")


def test_closed_pipe_ends_quietly() -> None:
    shell = f"{sys.executable} -m khcchc schema | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams_are_no_traceback() -> None:
    for redirect in (">&-", "2>&-", "<&-"):
        shell = f"{sys.executable} -m khcchc parse missing.txt {redirect}"
        done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False, timeout=60)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_give_records(sample: Path) -> None:
    done = run("parse", str(sample))
    assert (done.returncode, done.stderr) == (0, b"")
    plan = Plan.model_validate_json(done.stdout)
    assert plan.tasks
    piped = run("parse", "-", data=sample.read_bytes())
    assert json.loads(piped.stdout)["tasks"] == json.loads(done.stdout)["tasks"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("columns", ["80", "120", "200"])
def test_samples_fit_the_screen(sample: Path, columns: str) -> None:
    done = run("parse", str(sample), "--format", "table", environ={"COLUMNS": columns})
    lines = done.stdout.decode().splitlines()
    assert lines
    assert max(map(cell_len, lines)) <= int(columns)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"", "empty"), (b"%PDF-1.7\n", "PDF"), (b"\x00\x01\x02" * 99, "error: "), ("Kế hoạch".encode("utf-16"), "")],
    ids=["empty", "pdf", "binary", "utf-16"],
)
def test_bad_input_is_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    done = run("parse", str(path))
    assert done.returncode in (0, 2)
    assert done.stderr.count(b"\n") == 1
    assert told in done.stderr.decode()


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        done = run("parse", str(path))
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.startswith(b"error: ")
        assert done.stderr.count(b"\n") == 1


def test_outline_of_a_sample() -> None:
    done = run("outline", str(SAMPLES[0]))
    assert done.returncode == 0
    assert all(line.split()[0].isdigit() for line in done.stdout.decode().splitlines())
