"""What makes the rules fast: searching texts as one, and time that grows with the text and no faster."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processor_time import Work, grows_within

from khcchc.check.context import read_context
from khcchc.check.engine import check_source
from khcchc.check.joined import JoinedTexts
from khcchc.check.options import CheckOptions
from khcchc.check.registry import find_rule
from khcchc.grammar import builtin_grammars
from khcchc.read import read_bytes
from khcchc.read.source import SourceText

HEAD = (
    "Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n"
)
WORK = (
    "rà soát, hệ thống hóa văn bản quy phạm pháp luật do cấp xã ban hành và báo cáo kết quả với cấp trên trong quý này"
)
WHO = "- Cơ quan chủ trì: Phòng Tư pháp.\n- Cơ quan phối hợp: Phòng Nội vụ.\n- Thời gian thực hiện: Quý I.\n\n"


def source(text: str) -> SourceText:
    return read_bytes(text.encode(), name="plan.txt", from_format="text")


@given(st.lists(st.text(alphabet="abc \n", max_size=8), max_size=8), st.sampled_from(["a", "ab", "c a", " "]))
def test_joined_texts_find_what_each_text_holds(texts: list[str], words: str) -> None:
    joined = JoinedTexts(texts)
    assert list(joined.holding(words)) == [n for n, text in enumerate(texts) if words in text]
    assert joined.holding_any([words, "b"]) == [n for n, text in enumerate(texts) if words in text or "b" in text]
    letter = re.compile("[bc]")
    assert list(joined.matching(letter)) == [n for n, text in enumerate(texts) if letter.search(text)]
    assert [joined.whole[joined.start(n) : joined.end(n)] for n in range(len(texts))] == texts


# Words that the patterns are made of, so that random texts meet them often.
CHECKS = builtin_grammars()["checks"]
FRAGMENTS = sorted({w for p in CHECKS.patterns.values() if p.rule.needs for e in p.rule.examples for w in e.split(" ")})


@given(st.lists(st.sampled_from([*FRAGMENTS, *"\n()/.,", "  "]), max_size=12).map(" ".join))
def test_where_a_pattern_fits_one_of_its_needs_stands(text: str) -> None:
    for pattern in CHECKS.patterns.values():
        if pattern.rule.needs and pattern.re.search(text):
            assert any(need in text.lower() for need in pattern.rule.needs), pattern.rule.id


REPEATED = [
    "của của",
    "(của của các cấp)",
    "hướng dẫn và/của của cấp trên",
    "Của\ncủa cấp trên;",
    "UBND huyện cấp huyện, cấp xã",
    "“thực hiện thực hiện”",
]


@pytest.mark.parametrize("words", REPEATED)
def test_a_repeated_word_is_found_between_punctuation(words: str) -> None:
    found = check_source(source(f"{HEAD}1. Việc {words} theo kế hoạch.\n"), CheckOptions(select=("TXT004",))).findings
    assert len(found) == 1


def numbered(count: int, work: Callable[[int], str]) -> str:
    return HEAD + "".join(f"{n}. Tổ chức {work(n)}.\n{WHO}" for n in range(1, count + 1))


LONG = {
    "one task again and again": lambda n: numbered(n, lambda _: WORK),
    "tasks with one other word": lambda n: numbered(n, lambda i: WORK.replace("cấp xã", f"cấp xã {i}")),
    "tasks in pairs": lambda n: numbered(n, lambda i: " ".join(f"{w}{i // 2}" for w in WORK.split()) + " thêm" * (i % 2)),
    "citations of one day": lambda n: numbered(n, lambda i: f"việc theo Quyết định số {i}/QĐ-UBND ngày 15/01/2024 về {WORK}"),
    "citations without date": lambda n: numbered(n, lambda i: f"việc theo Quyết định số {i}/QĐ-UBND của tỉnh"),
    "one long line": lambda n: f"{HEAD}1. Giao Phòng Tư pháp {'rà soát của của CSDL, Phân đấu ngày 31/2/2024, ' * n}.\n",
    "suppressions": lambda n: "".join(f"<!-- khcchc: ignore TXT{i:03} đã xem -->\n" for i in range(n)) + "1. Việc\n",
    "annexes": lambda n: HEAD + "".join(f"PHỤ LỤC {i}\nDANH MỤC\n\n1. Giao Phòng Tư pháp rà soát.\n\n" for i in range(n)),
}  # fmt: skip


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_the_rules_take_linear_time(make: Callable[[int], str]) -> None:
    def checking(count: int) -> Work:
        text = source(make(count))
        return lambda: check_source(text)

    # Eight times the text; twice that leaves room for the noise of a busy machine, sixty-four times would not pass.
    held, told = grows_within(checking, 50, 400, ratio=16)
    assert held, told


def test_tasks_that_cannot_be_one_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word by word is the costly comparison: a shared half sentence does not call for it."""
    from khcchc.check.rules import tsk001

    text = (
        f"{HEAD}1. {WORK}.\n{WHO}2. Xây dựng phần mềm quản lý hồ sơ điện tử dùng chung để báo cáo kết quả với cấp "
        f"trên trong quý này.\n{WHO}"
    )
    context = read_context(source(text), CheckOptions())
    monkeypatch.setattr(tsk001, "SequenceMatcher", None)
    assert not list(find_rule("TSK001").check(context))


WORDS = st.lists(st.sampled_from(["một", "hai", "ba", "bốn"]), min_size=8, max_size=24)


@given(WORDS, WORDS, st.integers(0, 24), st.integers(0, 2))
def test_what_spares_the_comparison_changes_no_answer(own: list[str], other: list[str], shared: int, skip: int) -> None:
    """A pair that is set aside without comparing word by word is one that the comparison refuses too."""
    from khcchc.check.rules import tsk001

    second = [*other[:skip], *own[:shared], *other[skip:]]
    text = f"{HEAD}1. {' '.join(own)}.\n{WHO}2. {' '.join(second)}.\n{WHO}"
    context = read_context(source(text), CheckOptions())
    works = [tsk001._Work(task) for task in context.plan.tasks]
    assert len(works) == 2
    quick = tsk001._same(context, *works)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tsk001, "_may_share", lambda a, b: True)
        assert tsk001._same(context, *works) == quick
