"""What starting up loads: heavy libraries wait until a command needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = frozenset({"rich", "docx", "lxml", "pdfplumber", "pdfminer", "pypdfium2", "pydantic", "regex"})
SAMPLE = str(Path(__file__).parents[1] / "samples" / "du-thao.txt")
LIGHT = [
    ("import khcchc", HEAVY | {"typer"}),
    ("from khcchc.cli import main; main(['--version'])", HEAVY | {"typer"}),
    ("from khcchc.cli import main; main(['--help'])", HEAVY),
    ("from khcchc.cli import main; main(['parse', '--help'])", HEAVY),
    ("from khcchc.cli import main; main(['grammar', 'check', '--help'])", HEAVY),
    ("from khcchc.cli import main; main(['prse'])", HEAVY),
    ("from khcchc.cli import main; main(['schema'])", HEAVY - {"pydantic"} | {"typer"}),
    (f"from khcchc.cli import main; main(['parse', {SAMPLE!r}, '--format', 'json'])", HEAVY - {"pydantic"} | {"typer"}),
    ("from khcchc.export import jsontext, csvtext, markdown, outline", HEAVY - {"pydantic"}),
]


@pytest.mark.parametrize(("code", "unwanted"), LIGHT)
def test_start_stays_light(code: str, unwanted: frozenset[str]) -> None:
    script = f"{code}\nimport sys; print(*sorted(sys.modules), file=sys.stderr, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    loaded = {line.partition(".")[0] for line in done.stderr.splitlines()}
    assert loaded & unwanted == set()
