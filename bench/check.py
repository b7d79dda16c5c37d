"""What the linter costs beside the parser it runs: each document, then all of them as one plan of a hundred pages.

    python bench/check.py [FILE…]

Without files: the plans beside the checkout (../shared), or else the samples. The long plan is the documents one
behind the other, again and again, as far as a hundred pages. Parsing and checking take turns within one process, and
each counts with the processor time of its best round, since other work on the machine disturbs neither for long.
The table of the rules is of the long plan: what a rule costs by itself, once the words that all of them share are
ready; those stand in rows of their own, in small letters.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

from khcchc.check.citations import citations
from khcchc.check.context import CheckContext, read_context
from khcchc.check.engine import check_source
from khcchc.check.fingerprint import with_fingerprints
from khcchc.check.options import CheckOptions
from khcchc.check.registry import RULES
from khcchc.check.rule import Rule
from khcchc.grammar import builtin_grammars
from khcchc.pipeline import parse_source
from khcchc.read import read_bytes, read_path
from khcchc.read.source import SourceText

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GRAMMARS = builtin_grammars()
PAGES = 100
PAGE = 3000
"""Characters on a page."""
ROUNDS = 10


def default_files() -> list[Path]:
    """The plans beside the checkout, the samples where there are none."""
    found = [*(SHARED / "corpus").glob("*.txt"), *(SHARED / "corpus2025").glob("*.md")]
    files = found or [p for p in (ROOT / "samples").iterdir() if p.suffix in (".txt", ".md")]
    return sorted(p for p in files if p.stem != "README")


def long_plan(sources: Sequence[SourceText]) -> SourceText:
    """The documents one behind the other, as far as a hundred pages."""
    texts: list[str] = []
    for source in cycle(sources):
        texts.append("\n".join(source.lines))
        if sum(map(len, texts)) >= PAGES * PAGE:
            break
    return read_bytes("\n\n".join(texts).encode(), name="plan.txt", from_format="text")


def best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Milliseconds of each, which take turns: the best of several rounds."""
    found = [float("inf")] * len(works)
    for _ in range(rounds):
        for n, work in enumerate(works):
            begin = time.process_time()
            work()
            found[n] = min(found[n], (time.process_time() - begin) * 1000)
    return found


def ratio_row(name: str, source: SourceText) -> str:
    """Parse, check and the ratio of one document."""
    parse, check = best(
        ROUNDS,
        lambda: parse_source(source, grammars=GRAMMARS),
        lambda: check_source(source, grammars=GRAMMARS),
    )
    pages = sum(map(len, source.lines)) / PAGE
    return f"{name[:40]:40} {pages:6.1f} {parse:9.1f} {check:9.1f} {check / parse:6.2f}"


def rule_costs(source: SourceText) -> dict[str, float]:
    """Milliseconds of each rule, and of what they share, on documents that no rule has seen."""
    costs: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, work in _works(read_context(source, CheckOptions(), GRAMMARS)):
            begin = time.process_time()
            work()
            costs[name] = min(costs.get(name, float("inf")), (time.process_time() - begin) * 1000)
    return costs


def _works(context: CheckContext) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the rules share, then each rule, then what is done with the findings."""
    yield "pieces of the text", lambda: context.pieces
    yield "joined lines and pieces", lambda: (context.lines, context.low_lines, context.low_pieces)
    yield "lines that hold words", lambda: context.filled
    yield "citations", lambda: citations(context)
    for rule in RULES:
        yield f"{rule.id} {rule.name}", partial(_run, rule, context)
    findings = check_source(context.source, grammars=GRAMMARS).findings
    yield "fingerprints", lambda: list(with_fingerprints(findings, context.source.lines))


def _run(rule: Rule, context: CheckContext) -> None:
    for _ in rule.check(context):
        pass


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or default_files()
    sources = [read_path(path) for path in files]
    check_source(sources[0], grammars=GRAMMARS)  # patterns are compiled once, before the clock starts
    print(f"{'document':40} {'pages':>6} {'parse ms':>9} {'check ms':>9} {'ratio':>6}")
    for path, source in zip(files, sources, strict=True):
        print(ratio_row(path.name, source))
    whole = long_plan(sources)
    print(ratio_row("all, as one plan", whole))
    [parse] = best(ROUNDS, lambda: parse_source(whole, grammars=GRAMMARS))
    costs = rule_costs(whole)
    print(f"\n{'rule, on the long plan':40} {'ms':>6} {'of parse':>9}")
    for name, spent in sorted(costs.items(), key=lambda row: -row[1]):
        print(f"{name:40} {spent:6.1f} {spent / parse:9.1%}")
    print(f"{'all':40} {sum(costs.values()):6.1f} {sum(costs.values()) / parse:9.1%}")


if __name__ == "__main__":
    main()
