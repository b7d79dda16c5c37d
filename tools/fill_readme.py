"""Put the real output of the commands into README.md and README.vi.md: `python tools/fill_readme.py [--check]`.

What stands between `<!-- output:NAME -->` and `<!-- /output:NAME -->` is made again: a console block with the
command and the first lines it prints, or the record of a plan with its long values cut.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "samples/ke-hoach-truong-thong-tin.txt"
COMMANDS = {
    "demo": (f"parse {SAMPLE} --format table", 31),
    "outline": (f"outline {SAMPLE}", 12),
    "explain": (f"explain {SAMPLE} 38", 12),
    "check": ("check samples/du-thao.txt", 14),
    "time": ('time "Quý I năm 2024 ban hành kế hoạch; báo cáo trước ngày 30/10/2024"', 6),
}
"""Name of the block → the command, and how many lines of it are shown."""
SHOWN = {
    "source": ("name", "format", "lines"),
    "document": ("kind", "number", "issued_on", "title"),
    "sections": ("id", "parent", "kind", "marker", "title"),
    "tasks": ("id", "number", "group", "basis", "content", "lead", "coordinating", "deliverables", "schedule"),
    "agencies": ("name", "kind"),
    "items": ("text",),
    "milestones": ("kind", "start", "end"),
    "problems": ("code", "severity", "message", "line"),
    "furniture": ("line", "text", "why"),
}
"""The keys of each record that the abridged JSON shows."""


def run(command: str, language: str) -> list[str]:
    """The lines that the command prints in a terminal of 80 columns."""
    environment = {**os.environ, "COLUMNS": "80", "KHCCHC_LANG": language, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "khcchc", *shlex.split(command)],
        capture_output=True, encoding="utf-8", cwd=ROOT, env=environment,
    )  # fmt: skip
    if done.returncode > 1:  # 1 says that something was found
        raise RuntimeError(f"{command}: {done.stderr}")
    return [line.rstrip() for line in done.stdout.splitlines()]


def show_command(name: str, language: str) -> str:
    """A console block."""
    command, most = COMMANDS[name]
    lines = run(command, language)
    return "\n".join(["```console", f"$ khcchc {command}", *lines[:most], *(["…"] if len(lines) > most else []), "```"])


def show_record(_name: str, _language: str) -> str:
    """The record of the sample: one of each list, long words cut."""
    plan = json.loads("\n".join(run(f"parse {SAMPLE} --format json", "en")))
    lines = [f"  {json.dumps(key)}: {abridge(key, plan[key])}" for key in plan if plan[key] not in (None, [])]
    return "\n".join(["```jsonc", "{", ",\n".join(lines), "}", "```"])


def abridge(key: str, value: Any) -> str:
    """One value on one line; `…` stands for what is left out."""
    if isinstance(value, list):
        if not value:
            return "[]"
        return f"[ {abridge(key, value[0])}{', …' if len(value) > 1 else ''} ]"
    if isinstance(value, dict):
        keys = [k for k in SHOWN.get(key, tuple(value)) if k in value and k != "span"]
        inner = [f"{json.dumps(k)}: {abridge(k, value[k])}" for k in keys]
        if key == "tasks":
            return "{\n" + ",\n".join(f"    {i}" for i in inner) + ", …\n  }"
        return f"{{ {', '.join(inner)}{', …' if len(keys) < len(value) else ''} }}"
    if isinstance(value, str) and len(value) > 48:
        value = value[:47].rstrip() + "…"
    return json.dumps(value, ensure_ascii=False)


BLOCKS: dict[str, Callable[[str, str], str]] = {**dict.fromkeys(COMMANDS, show_command), "json": show_record}


def fill(text: str, language: str) -> str:
    """The page with every known block filled."""
    for name, show in BLOCKS.items():
        begin, end = f"<!-- output:{name} -->", f"<!-- /output:{name} -->"
        if begin in text:
            before, _, rest = text.partition(begin)
            text = f"{before}{begin}\n{show(name, language)}\n{end}{rest.partition(end)[2]}"
    return text


def main() -> int:
    """Write the pages; with `--check` only say which of them are stale (exit code 1)."""
    stale = []
    for name, language in (("README.md", "en"), ("README.vi.md", "vi")):
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = fill(old, language)
        if new != old:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"{', '.join(stale)}: the output shown is not what the commands print; run python tools/fill_readme.py")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
