"""The long run: every target in turn under atheris, round after round, with a line of account for each turn.

    nice -n 19 python fuzz/campaign.py WORK [--hours 1.5] [--turn 120] [--targets text,whole]

WORK keeps what was learnt (WORK/corpus/TARGET), what broke (WORK/broken/TARGET-…) and the account (WORK/account.jsonl),
so that a run can be gone on with. `--sum` prints the account in one table and runs nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = tuple(sorted(folder.name for folder in (HERE / "corpus").iterdir()))
_DONE_RE = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_SEEN_RE = re.compile(r"^#(\d+)\s", re.MULTILINE)
_COVER_RE = re.compile(r"cov: (\d+)")


def take_turn(target: str, work: Path, seconds: int) -> dict[str, object]:
    """One target for so many seconds, in a process of its own; it ends early at the first thing that breaks."""
    corpus, broken = work / "corpus" / target, work / "broken"
    corpus.mkdir(parents=True, exist_ok=True)
    broken.mkdir(exist_ok=True)
    command = [sys.executable, str(HERE / "guided.py"), target, str(corpus), str(HERE / "corpus" / target)]
    command += [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=20000"]
    command += [f"-dict={HERE / 'words.dict'}", f"-artifact_prefix={broken / target}-", "-print_final_stats=1"]
    before = set(broken.iterdir())
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    found = sorted(path.name for path in set(broken.iterdir()) - before)
    if done.returncode:
        (broken / f"{target}-{int(time.time())}.log").write_text(said[-20000:], encoding="utf-8")
    return {
        "target": target,
        "seconds": round(time.monotonic() - began, 1),
        "executions": executions(said),
        "coverage": int((_COVER_RE.findall(said) or ["0"])[-1]),
        "code": done.returncode,
        "broken": found,
    }


def executions(said: str) -> int:
    """From the final account of libFuzzer, or from its last line where it broke off."""
    final = _DONE_RE.search(said)
    return int(final[1]) if final else max(map(int, _SEEN_RE.findall(said)), default=0)


def summary(work: Path) -> Iterator[str]:
    """A line for each target, and their sum."""
    hours: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    reached: dict[str, int] = defaultdict(int)
    for line in (work / "account.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        for key in (turn["target"], "all"):
            hours[key] += turn["seconds"] / 3600
            counts[key] += turn["executions"]
            broken[key] += len(turn["broken"])
        reached[turn["target"]] = max(reached[turn["target"]], turn["coverage"])
    yield "| target | hours | executions | branches reached | inputs that broke it |"
    yield "|---|--:|--:|--:|--:|"
    for key in (*sorted(k for k in hours if k != "all"), "all"):
        yield f"| {key} | {hours[key]:.2f} | {counts[key]:,} | {reached.get(key, '')} | {broken[key]} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--turn", type=int, default=120, metavar="SECONDS")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--sum", action="store_true")
    args = parser.parse_args()
    if args.sum:
        print("\n".join(summary(args.work)))
        return 0
    args.work.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + args.hours * 3600
    for target in cycle(args.targets.split(",")):
        left = end - time.monotonic()
        if left < 5:
            return 0
        turn = take_turn(target, args.work, max(1, min(args.turn, int(left))))
        with (args.work / "account.jsonl").open("a", encoding="utf-8") as account:
            account.write(json.dumps(turn) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
