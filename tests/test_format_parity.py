"""Every sample made into Word, OpenDocument and PDF by LibreOffice gives the tasks of its text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from khcchc.read.legacy import find_program

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".txt", ".md") and p.stem != "README")


@pytest.mark.slow
@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("form", "least"), [("odt", 1.0), ("pdf", 0.98)])
def test_samples_by_libreoffice(form: str, least: float) -> None:
    command = [sys.executable, "bench/formats.py", *map(str, SAMPLES), "--to", form, "--least", str(least)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " tasks the same" in done.stdout
