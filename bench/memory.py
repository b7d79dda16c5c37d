"""What the parse of dense texts adds to the memory of a process, beside the text.

    python bench/memory.py

Each text of about one million letters is made and parsed in a process of its own, which has parsed a short plan before;
the growth is that of its peak. `bench/run.py` gives the figures of plans as offices write them.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable

LETTERS = 1_000_000
_PLAN = "I. NHIỆM VỤ\n1. Rà soát thủ tục\n- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian: Quý I/2024\n"


def _filled(piece: Callable[[int], str], head: str = "") -> str:
    """Pieces numbered from 1, as many as fit."""
    text = [head]
    length, number = len(head), 1
    while length < LETTERS:
        text.append(piece(number))
        length += len(text[-1])
        number += 1
    return "".join(text)


TEXTS: dict[str, Callable[[], str]] = {
    "one line of letters": lambda: _filled(lambda n: "văn"),
    "one line of dates": lambda: _filled(lambda n: "31/12/2024, "),
    "one line of agencies": lambda: _filled(lambda n: "Sở Nội vụ, "),
    "half a million lines of one letter": lambda: _filled(lambda n: "a\n"),
    "tasks with two labelled fields each": lambda: _filled(
        lambda n: f"{n}. Rà soát\n- Chủ trì: Sở A\n- Thời gian: Quý I\n", "I. NHIỆM VỤ\n"
    ),
    "a table of six short columns": lambda: _filled(
        lambda n: f"{n}\tRà soát {n}\tSở Nội vụ\tSở Tư pháp\tBáo cáo\tQuý I/2024\n",
        "STT\tNội dung\tChủ trì\tPhối hợp\tSản phẩm\tThời gian\n",
    ),
}


def _peak() -> int:
    """Bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def measure(name: str) -> dict[str, float]:
    """Growth for each byte of the text and for each line; meant for a fresh process."""
    import khcchc

    khcchc.parse_text(_PLAN)
    text = TEXTS[name]()
    size, lines = len(text.encode()), text.count("\n") or 1
    before = _peak()
    plan = khcchc.parse_text(text)
    grown = _peak() - before
    return {"bytes": grown / size, "line": grown / lines, "tasks": len(plan.tasks)}


def main() -> None:
    if len(sys.argv) == 2:
        print(json.dumps(measure(sys.argv[1])))
        return
    for name in TEXTS:
        done = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        line = found["line"] / 1024
        print(f"{name:36} {found['bytes']:4.0f} × the text  {line:9.2f} KiB a line  {found['tasks']} tasks")


if __name__ == "__main__":
    main()
