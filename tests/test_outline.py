"""The section tree: what a marker means among its neighbours, wrong numbers, parts."""

from __future__ import annotations

import pytest

import khcchc
from khcchc.model import Plan


def tree(text: str) -> list[str]:
    return [s.id for s in khcchc.parse_text(text).sections]


def slips(plan: Plan) -> list[tuple[str, int | None]]:
    return [(p.code, p.line) for p in plan.problems if p.code.startswith("STR")]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "I. Một\n1. Hai\n1.1. Ba\na) Bốn\n- Năm\n+ Sáu\n2. Bảy\nII. Tám",
            ["I", "I.1", "I.1.1.1", "I.1.1.1.a", "I.1.1.1.a.-1", "I.1.1.1.a.-1.+1", "I.2", "II"],
        ),
        ("I. Một\n1. Hai\na) Ba\nh) Bốn\ni) Năm", ["I", "I.1", "I.1.a", "I.1.h", "I.1.i"]),  # a letter, not Roman one
        ("A. Một\nB. Hai\nC. Ba\nI. Bốn", ["A", "B", "C", "C.I"]),  # the letter, not one hundred
        (
            "1. Một\na) Gồm các bước:\n1. Bước một\n2. Bước hai\nb) Hai\n2. Ba",
            ["1", "1.a", "1.a.1", "1.a.2", "1.b", "2"],
        ),
        ("1. Một\n- Hai\n\nĐoạn văn thuộc mục một.", ["1", "1.-1", "1.p1"]),
        (
            "Chương I\nMục 1. Một\nĐiều 1. Hai\n1. Ba",
            ["ChươngI", "ChươngI.Mục1", "ChươngI.Mục1.Đ1", "ChươngI.Mục1.Đ1.1"],
        ),
        ("1. Một\n1) Hai\n2) Ba\n2. Bốn", ["1", "1.1", "1.2", "2"]),
        ("I. Một\n1) Hai\na) Ba\n2) Bốn", ["I", "I.1", "I.1.a", "I.2"]),
        ("1. Một\na) Hai\n(1) Ba\n(2) Bốn\nb) Năm", ["1", "1.a", "1.a.1", "1.a.2", "1.b"]),
        # letters inside the numerals, which go on behind them; and above them, where the numerals begin again
        ("I. Một\nII. Hai\nA. Ba\n1. Bốn\nB. Năm\nIII. Sáu", ["I", "II", "II.A", "II.A.1", "II.B", "III"]),
        ("I. Một\nII. Hai\nA. Ba\nB. Bốn\nC. Năm", ["I", "II", "II.A", "II.B", "II.C"]),
        ("I. Một\nA. Hai\nI. Ba\nII. Bốn\nB. Năm\nI. Sáu", ["I", "A", "A.I", "A.II", "B", "B.I"]),
        ("A. Một\nI. Hai\nII. Ba\nB. Bốn\nII. Năm\nD. Sáu", ["A", "A.I", "A.II", "B", "B.II", "D"]),
        # a paragraph between a bullet and the labels below it
        (
            "1. Một\n* Việc đầu\nRà soát trụ sở.\n+ Chủ trì: Sở A\n* Việc sau",
            ["1", "1.-1", "1.-1.p1", "1.-1.+1", "1.-2"],
        ),
        ("1. Một\n* Việc đầu.\nRà soát trụ sở.\n+ Chủ trì: Sở A", ["1", "1.-1", "1.-1.p1", "1.-1.+1"]),
        ("I.1. Một\nI. Hai\n1. Ba", ["I.1", "I", "I.1#2"]),  # one name for places on two levels
    ],
)
def test_trees(text: str, ids: list[str]) -> None:
    assert tree(text) == ids


@pytest.mark.parametrize(
    ("text", "numbers", "problems"),
    [
        ("1. M\na) x\nb) x\nc) x\nd) x\nd) x\ne) x", ["a", "b", "c", "d", "đ", "e"], [("STR004", 6)]),
        ("1. M\ng) x\nh) x\nk) x", ["g", "h", "k"], [("STR003", 4)]),
        ("I. M\n1. x\n2. x\n4. x\n5. x", ["1", "2", "4", "5"], [("STR002", 4)]),
        ("I. M\n1. x\n2. x\n3. x", ["1", "2", "3"], []),
    ],
)
def test_wrong_numbers_take_their_place_and_are_told(
    text: str, numbers: list[str], problems: list[tuple[str, int]]
) -> None:
    plan = khcchc.parse_text(text)
    assert [s.number for s in plan.sections[1:]] == numbers
    assert slips(plan) == problems


def test_a_misplaced_roman_numeral() -> None:
    plan = khcchc.parse_text("I. a\nII. b\nIII. c\nVI. d\nV. e")
    assert [s.number for s in plan.sections] == ["I", "II", "III", "IV", "V"]
    assert [s.marker for s in plan.sections][3] == "VI."
    assert slips(plan) == [("STR001", 4)]


DECISION = """Số: 12/QĐ-UBND

QUYẾT ĐỊNH

Ban hành Kế hoạch năm 2024

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch năm 2024.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

TM. ỦY BAN NHÂN DÂN

KẾ HOẠCH

Cải cách hành chính năm 2024

(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2024 của UBND huyện)

I. NHIỆM VỤ

1. Rà soát

PHỤ LỤC I

I. DANH MỤC

PHỤ LỤC II

I. BIỂU MẪU"""


def test_a_decision_its_plan_and_its_appendices_have_numbers_of_their_own() -> None:
    plan = khcchc.parse_text(DECISION)
    ids = {s.id for s in plan.sections}
    assert {"QĐ.Đ1", "QĐ.Đ2", "I", "I.1", "PLI", "PLI.I", "PLII", "PLII.I"} <= ids
    assert next((a.kind, a.title) for a in plan.document.attached) == ("ke_hoach", "Cải cách hành chính năm 2024")
    issued = plan.document.attached[0].issued_with
    assert issued is not None
    assert (issued.number, str(issued.date)) == ("12/QĐ-UBND", "2024-01-05")
    assert plan.tasks == ()


def test_an_appendix_number_given_again_and_again_makes_no_long_ids() -> None:
    ids = [s.id for s in khcchc.parse_text("PHỤ LỤC II\n1. Rà soát\n" * 6).sections]
    assert ids[::2] == ["PLII", "PLII'", "PLII''", "PLII'4", "PLII'5", "PLII'6"]
