"""Many plans: the rate of `khcchc convert` beside that of one process, and the memory it takes.

    python bench/convert.py [--plans 2000] [--jobs 2]

The plans are the text samples with their numbers, years and places changed, so that no two are alike. The plain loop
reads a tenth of them in one process, writes their JSON, and gives the rate that `--jobs` is held against.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.txt"))
_LOOP = """
import sys
from pathlib import Path
import khcchc
out = Path(sys.argv[2])
for path in sorted(Path(sys.argv[1]).iterdir())[: int(sys.argv[3])]:
    (out / f"{path.stem}.json").write_text(khcchc.parse(path).model_dump_json(indent=2), encoding="utf-8")
"""


def make_plans(folder: Path, count: int) -> None:
    """Samples with other days, numbers and quarters; the seed is fixed, so that every run has the same plans."""
    chance = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    for n in range(count):
        text = texts[n % len(texts)]
        text = re.sub(r"\b(\d{1,2})/(\d{1,2})\b", lambda m: f"{chance.randint(1, 28)}/{chance.randint(1, 12)}", text)
        text = re.sub(r"\b[Qq]uý (?:IV|I{1,3})\b", lambda m: f"Quý {chance.choice(['I', 'II', 'III', 'IV'])}", text)
        (folder / f"plan-{n:05}.txt").write_text(text.replace("số ", f"số {n} ", 1), encoding="utf-8")


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory (MiB) of all its processes together."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0.0
    stop = threading.Event()

    def watch() -> None:
        nonlocal most
        while not stop.wait(0.5):
            most = max(most, sum(map(_memory, _family(process.pid))) / 1024)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    stop.set()
    watcher.join()
    if code:
        raise SystemExit(f"{command}: exit code {code}")
    return time.perf_counter() - began, most


def _family(pid: int) -> list[int]:
    found = [pid]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue  # it has ended meanwhile
    return found


def _memory(pid: int) -> float:
    """Proportional share of memory in KiB; 0 for a process that has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    match = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return float(match[1]) if match else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        plans, loop, out = (Path(base) / name for name in ("plans", "loop", "out"))
        plans.mkdir()
        loop.mkdir()
        make_plans(plans, args.plans)
        tenth = max(1, args.plans // 10)
        seconds, memory = timed([sys.executable, "-c", _LOOP, str(plans), str(loop), str(tenth)])
        single = tenth / seconds
        print(f"one process   {single:6.1f} plans/s  {memory:6.0f} MiB")
        command = [sys.executable, "-m", "khcchc", "convert", str(plans), "--to", "json", "-o", str(out)]
        seconds, memory = timed([*command, "--jobs", str(args.jobs)])
        rate = args.plans / seconds
        share = rate / (single * args.jobs)
        print(
            f"--jobs {args.jobs}      {rate:6.1f} plans/s  {memory:6.0f} MiB  {share:.0%} of {args.jobs} x one process"
        )
        seconds, _ = timed([*command, "--jobs", str(args.jobs)])
        print(f"again         {seconds:6.1f} s, nothing changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
