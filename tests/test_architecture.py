"""Who may import whom, and what no stage may use: docs/architecture.md, held by machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "khcchc"
_ORDER = """
errors accents watch files kept tones word_trees collector messages error_words translation model numbering places workload diff_matching diff grammar_rows patterns grammar_file grammar
read values grid damaged_labels clean
actor_names actors line_layout paragraphs table_headers columns drawn_tables tagged wrapped_rows stacked_kinds stacked tabbed_lists blocks rows cell_columns cell_lending tables lines label_tables nodes section_ids bullets outline lost_tables citing head_words tail tasks
head records pipeline explain audit export check batch cli
"""
"""Each imports only what stands before it, so that a stage can be read with what it stands on and nothing more."""
ORDER = tuple(re.findall(r"\w+", _ORDER))
STAGES = frozenset(ORDER[ORDER.index("grammar") : ORDER.index("explain")]) - {"read"}
NOT_IN_STAGES = frozenset({"typer", "rich", "random", "time", "socket", "urllib", "subprocess", "os", "sys", "pathlib"})
CLOCK = frozenset({"now", "today", "utcnow"})


def list_imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def part(path: Path) -> str:
    """`values/schedule.py` belongs to `values`."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if part(p) not in ("__init__", "__main__"))


def test_every_part_has_its_place() -> None:
    assert {part(p) for p in MODULES} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    own = part(path)
    wanted = {m.split(".")[1] for m in list_imports(path) if m.startswith("khcchc.")} - {own}
    late = {m for m in wanted if ORDER.index(m) > ORDER.index(own)}
    assert not late, f"{own} stands before {', '.join(sorted(late))}"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) in STAGES], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_stage_touches_nothing_outside(path: Path) -> None:
    used = {m.partition(".")[0] for m in list_imports(path)}
    allowed = {"sys", "pathlib"} if path.name == "grammar.py" else set()  # reads its files
    assert used & NOT_IN_STAGES <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_reads_the_clock(path: Path) -> None:
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert not CLOCK & set(calls)
