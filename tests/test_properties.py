"""What holds for any input whatever: nothing raises, no line is lost, records are whole."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khcchc
from khcchc.clean import clean_lines, repair_letters
from khcchc.errors import UnreadableFile
from khcchc.grammar import builtin_grammars
from khcchc.model import Plan

WORDS = (
    "Sở Nội vụ", "UBND các xã", "các cơ quan, đơn vị", "chủ trì, phối hợp với", "tham mưu", "Rà soát thủ tục", "Kế hoạch số 12/KH-UBND ngày 05/3/2024",
    "trước ngày 30/6/2024", "Quý I/2024", "thường xuyên", "và", "của", "“", "(", ")", "…", "./.", "2026", "- 2030", "MỤC ĐÍCH", "Đ", "ngày   tháng   năm",
)  # fmt: skip
MARKS = (
    "I.", "II-", "VI.", "1.", "2)", "1.1.", "1.1.1", "a)", "đ)", "i)", "- ", "+ ", "• ", "- h)", "**1.**", "*- Đơn vị chủ trì: *", "Điều 1.", "Phần I", "PHỤ LỤC", "PHỤ LỤC II",
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Cơ quan chủ trì:", "Thời gian thực hiện:", "- Sản phẩm:", "Nội dung:", "STT", "NỘI DUNG",
    "CƠ QUAN CHỦ TRÌ", "THỜI GIAN", "|", "||", "| a | b |", "|---|---|", "| STT | Nội dung | Chủ trì |", "1\tRà soát\tSở Nội vụ\tQuý I", "STT\tNội dung\tChủ trì\tThời gian", "\t\t", "-----", "- 3 -",
    "3", "\u00a0", "Số: /QĐ-UBND", "Căn cứ Luật", "Giao Sở Y tế:", "Đề nghị", "(1)", "A.", "C.", "#", "## 1. Mục", "** **",
)  # fmt: skip
LINE = (
    st.lists(st.sampled_from(WORDS + MARKS), max_size=5).map(" ".join) | st.sampled_from(MARKS) | st.text(max_size=30)
)
SOUP = st.lists(LINE, min_size=1, max_size=40).map("\n".join)


def parse(text: str) -> Plan | None:
    try:
        return khcchc.parse_text(text)
    except UnreadableFile:  # blank, or a lone surrogate: told as such
        return None


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_every_line_has_exactly_one_place(text: str) -> None:
    plan = parse(text.encode("utf-8", "ignore").decode())
    if plan is None:
        return
    assert plan.coverage.unplaced == ()
    assert plan.coverage.structured + len(plan.coverage.furniture) == plan.coverage.lines
    aside = {f.line for f in plan.coverage.furniture}
    held = Counter(n for s in plan.sections for n in range(s.span.start_line, s.span.end_line + 1) if n not in aside)
    filled = {
        i
        for i, line in enumerate(
            text.encode("utf-8", "ignore").decode().replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1
        )
        if line.strip()
    }
    assert {n for n, times in held.items() if times > 1} & filled == set()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_records_are_whole(text: str) -> None:
    plan = parse(text.encode("utf-8", "ignore").decode())
    if plan is None:
        return
    ids = [s.id for s in plan.sections]
    assert len(ids) == len(set(ids))
    assert {s.parent for s in plan.sections} <= {None, *ids}
    assert len({t.id for t in plan.tasks}) == len(plan.tasks)
    assert all(t.content.strip() for t in plan.tasks)
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = repair_letters(text)
    assert repair_letters(once) == once
    grammars = builtin_grammars()
    lines = tuple(line.text for line in clean_lines((text,), grammars).lines)
    assert tuple(line.text for line in clean_lines(lines, grammars).lines) == lines
