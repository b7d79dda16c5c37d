"""The READMEs show what the program really prints, and say the same in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGLISH, VIETNAMESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md"))


def test_outputs_are_those_of_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, "tools/fill_readme.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_languages_have_the_same_parts() -> None:
    def parts(page: str) -> list[str]:
        return re.findall(r"^(#+) |<!-- output:(\w+)|^```(\w+)", page, re.MULTILINE)

    assert parts(ENGLISH) == parts(VIETNAMESE)


def test_links_lead_to_files() -> None:
    for page in (ENGLISH, VIETNAMESE):
        for target in re.findall(r"\]\(([^)#:]+)\)", page):
            assert (ROOT / target).exists(), target


def test_library_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", ENGLISH, re.DOTALL)
    assert code is not None
    done = subprocess.run([sys.executable, "-c", code[1]], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("II.1.1.1 Phòng Tư pháp thành phố")
