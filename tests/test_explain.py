"""Why a line became what it is."""

from __future__ import annotations

import pytest

from khcchc.explain import explain_line
from khcchc.grammar import builtin_grammars
from khcchc.read import read_bytes

TEXT = """I. NHIỆM VỤ

1. Rà soát văn bản

- Cơ quan chủ trì: Sở Tư pháp

-----

2. Kiểm tra
"""


def keys(line: int) -> list[str]:
    source = read_bytes(TEXT.encode(), name="t.txt")
    return [fact.key for fact in explain_line(source, line, builtin_grammars())]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (1, ["line", "marker", "section", "no_task_heading"]),
        (2, ["line", "blank"]),
        (3, ["line", "marker", "section", "task"]),
        (5, ["line", "marker", "label", "section", "task"]),
        (7, ["line", "furniture"]),
        (9, ["line", "marker", "section", "no_task_lead"]),
    ],
)
def test_every_decision_is_told(line: int, told: list[str]) -> None:
    assert [k for k in keys(line) if k != "also"] == told


def test_other_possible_rules_are_named() -> None:
    source = read_bytes(b"I. A\n1. B\na) B\nh) C\ni) D", name="t.txt")
    facts = explain_line(source, 5, builtin_grammars())
    assert {f.values["rule"] for f in facts if f.key == "marker"} == {"letter"}


def test_a_line_outside_is_refused() -> None:
    with pytest.raises(IndexError):
        keys(99)
