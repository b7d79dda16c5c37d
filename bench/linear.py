"""How time and memory grow with the text: one plan at 1, 10 and 100 times its length.

    python bench/linear.py [FILE]

The text is the plan with its Roman sections repeated and numbered on (I. II. III. IV. …), so that its depth stays and
its breadth grows. A file without Roman sections is written down as often as needed, one copy behind the other.
Every size runs in a process of its own; the processor time is the best of several runs, without the import. Linear
means a ratio near the one of the lines: at most 11 for ten times the text.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

DEFAULT = Path(__file__).resolve().parents[1] / "samples" / "ke-hoach-truong-thong-tin.txt"
SIZES = (1, 10, 100)
RUNS = {1: 20, 10: 10, 100: 5, 1000: 1}
SECTION_RE = re.compile(r"^([IVXLCDM]+)([.\-]\s)", re.MULTILINE)
END_RE = re.compile(r"^(?:Trên đây là|Nơi nhận|Noi nhận)", re.MULTILINE)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """4 → IV."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def repeated(text: str, times: int) -> str:
    """The plan with its sections `times` over, numbered through; head and closing stand once."""
    first = SECTION_RE.search(text)
    if first is None:
        return "\n".join([text] * times)
    closing = END_RE.search(text, first.start())
    end = closing.start() if closing else len(text)
    head, body, tail = text[: first.start()], text[first.start() : end], text[end:]
    number = 0

    def renumber(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{roman(number)}{match[2]}"

    return head + SECTION_RE.sub(renumber, body.rstrip() + "\n\n" + (body.rstrip() + "\n\n") * (times - 1)) + tail


def measure(path: Path, times: int) -> dict[str, float]:
    """Seconds, peak memory in MiB, lines and tasks; meant for a fresh process."""
    import khcchc

    text = repeated(path.read_text(encoding="utf-8"), times)
    khcchc.parse_text("Warm up.\n")
    best = float("inf")
    for _ in range(RUNS[times]):
        start = time.process_time()
        plan = khcchc.parse_text(text)
        best = min(best, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"seconds": best, "peak": peak / unit, "lines": text.count("\n") + 1, "tasks": len(plan.tasks)}


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        print(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    print(path.name)
    print(f"{'text':>6} {'lines':>8} {'tasks':>7} {'seconds':>9} {'ratio':>7} {'peak MiB':>9} {'ratio':>7}")
    before: dict[str, float] | None = None
    for times in SIZES:
        command = [sys.executable, __file__, "--one", str(path), str(times)]
        now: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        ratios = ("", "") if before is None else tuple(f"{now[key] / before[key]:.1f}" for key in ("seconds", "peak"))
        print(
            f"{times:>5}x {now['lines']:>8.0f} {now['tasks']:>7.0f} {now['seconds']:>9.4f} {ratios[0]:>7}"
            f" {now['peak']:>9.1f} {ratios[1]:>7}"
        )
        before = now


if __name__ == "__main__":
    main()
