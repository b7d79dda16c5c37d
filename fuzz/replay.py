"""The short run: every input of the kept corpus, then a fixed number of mutations of them, the same at every run.

    python fuzz/replay.py [--steps 200] [--seed 1] [TARGET…]

Needs no atheris and follows no branches: it holds what the long runs found, and catches what is broken at once.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from fuzz_targets import TARGETS  # noqa: E402

_ESCAPE_RE = re.compile(rb"\\x([0-9a-f]{2})")


def kept(target: str) -> list[bytes]:
    """The corpus of a target, in the order of its names."""
    return [path.read_bytes() for path in sorted((HERE / "corpus" / target).iterdir())]


def words() -> list[bytes]:
    """The dictionary of libFuzzer, as bytes."""
    rows = (HERE / "words.dict").read_bytes().splitlines()
    return [_ESCAPE_RE.sub(lambda m: bytes([int(m[1], 16)]), row[1:-1]) for row in rows]


def mutations(target: str, steps: int, seed: int) -> Iterator[bytes]:
    """So many inputs, each one of the corpus changed in one to four places."""
    chance = random.Random(f"{target} {seed}")
    corpus, known = kept(target), words()
    for _ in range(steps):
        data = chance.choice(corpus)
        for _ in range(chance.randint(1, 4)):
            data = _change(data, chance, corpus, known)
        yield data


def _change(data: bytes, chance: random.Random, corpus: list[bytes], known: list[bytes]) -> bytes:
    """One change: a byte, a piece dropped, doubled or moved, a known word, the tail of another input."""
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 4, 16, 64)))
    match chance.randrange(6):
        case 0:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:end] + data[at:end] * chance.choice((1, 2, 9)) + data[end:]
        case 3:
            other = chance.choice(corpus)
            return data[:at] + other[chance.randint(0, len(other)) :]
        case _:
            return data[:at] + chance.choice(known) + data[at:]


def run(target: str, steps: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """The inputs that break a target, each with the traceback."""
    for data in (*kept(target), *mutations(target, steps, seed)):
        try:
            TARGETS[target](data)
        except Exception:  # noqa: BLE001 - whatever leaves a target is what is looked for; it is reported, not lost
            yield data, traceback.format_exc()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    broken = 0
    for target in args.targets:
        for data, told in run(target, args.steps, args.seed):
            broken += 1
            print(f"{target}: {data!r}\n{told}", file=sys.stderr)
        print(f"{target}: {len(kept(target))} kept inputs, {args.steps} mutations")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
