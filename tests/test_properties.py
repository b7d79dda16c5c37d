"""What holds for any input whatever: nothing raises, no line is lost, records are whole."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import khcchc
from khcchc.clean import clean_lines, repair_letters
from khcchc.errors import UnreadableFile
from khcchc.export.jsontext import schema_text
from khcchc.grammar import builtin_grammars
from khcchc.model import Plan

jsonschema = pytest.importorskip("jsonschema")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fuzz"))

from plan_claims import claim_all  # noqa: E402

WORDS = (
    "Sở Nội vụ", "UBND các xã", "các cơ quan, đơn vị", "chủ trì, phối hợp với", "tham mưu", "Rà soát thủ tục", "Kế hoạch số 12/KH-UBND ngày 05/3/2024",
    "trước ngày 30/6/2024", "Quý I/2024", "thường xuyên", "và", "của", "“", "(", ")", "…", "./.", "2026", "- 2030", "MỤC ĐÍCH", "Đ", "ngày   tháng   năm",
)  # fmt: skip
MARKS = (
    "I.", "II-", "VI.", "1.", "2)", "1.1.", "1.1.1", "a)", "đ)", "i)", "- ", "+ ", "• ", "- h)", "**1.**", "*- Đơn vị chủ trì: *", "Điều 1.", "Phần I", "PHỤ LỤC", "PHỤ LỤC II",
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Cơ quan chủ trì:", "Thời gian thực hiện:", "- Sản phẩm:", "Nội dung:", "STT", "NỘI DUNG",
    "CƠ QUAN CHỦ TRÌ", "THỜI GIAN", "|", "||", "| a | b |", "|---|---|", "| STT | Nội dung | Chủ trì |", "1\tRà soát\tSở Nội vụ\tQuý I", "STT\tNội dung\tChủ trì\tThời gian", "\t\t", "-----", "- 3 -",
    "3", "\u00a0", "Số: /QĐ-UBND", "Căn cứ Luật", "Giao Sở Y tế:", "Đề nghị", "(1)", "A.", "C.", "Nhiệm vụ 1.", "* Thời gian: Quý I", "Nhiệm vụ\tRà soát", "Chủ trì\tSở A", "Thời gian\tQuý I", "#", "## 1. Mục", "** **",
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
    starts = [s.span.start_line for s in plan.sections]
    assert starts == sorted(starts)
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


@settings(max_examples=200)
@example("* \x85")
@example("*#")
@example("*\t")
@example("#\n0")
@example("a*\u0301")
@given(st.text(st.characters(exclude_characters="\\"), max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """But for an escaped `\\*`: that is a star of the text once it is clean, and would be emphasis to a second reading."""
    once = repair_letters(text)
    assert repair_letters(once) == once
    grammars = builtin_grammars()
    lines = tuple(line.text for line in clean_lines((text,), grammars).lines)
    assert tuple(line.text for line in clean_lines(lines, grammars).lines) == lines


# --- soups of the pieces of plans ------------------------------------------------------------------------------

AGENCIES = (
    "Sở Nội vụ",
    "UBND các xã, phường",
    "Văn phòng UBND tỉnh",
    "các sở, ban, ngành",
    "Công an tỉnh",
    "Phòng Y tế (thường trực)",
    "Bộ",
    "đ/c Chủ tịch",
    "",
)
TIMES = (
    "Quý I/2024", "trước ngày 30/6/2024", "Thường xuyên", "hằng tháng, trước ngày 25", "2024-2025", "6 tháng đầu năm", "từ ngày 31/12 đến 01/01", "Quý IV đến Quý I", "ngày 30 tháng 02",
    "tháng 12/2023 - tháng 01/2024", "năm 0000", "31/04/2024", "sau khi có hướng dẫn", "",
)  # fmt: skip
LABELS = ("Cơ quan chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm", "Nội dung", "Ghi chú", "Kinh phí")
MARKERS = (
    "I.",
    "II.",
    "IX.",
    "1.",
    "2)",
    "1.1.",
    "1.1.1.1",
    "a)",
    "đ)",
    "-",
    "+",
    "•",
    "A.",
    "(1)",
    "Điều 1.",
    "Phần II",
    "",
)
agency, when = st.sampled_from(AGENCIES), st.sampled_from(TIMES)
some_words = st.sampled_from(
    ("Rà soát thủ tục", "NHIỆM VỤ", "MỤC ĐÍCH", "Báo cáo kết quả", "và các", "Xây dựng Kế hoạch; báo cáo", "")
)
heading = st.builds(lambda mark, words: f"{mark} {words}", st.sampled_from(MARKERS), some_words)
field = st.builds(
    lambda bullet, label, value: f"{bullet}{label}: {value}",
    st.sampled_from(("", "- ", "+ ", "a) ", "**")), st.sampled_from(LABELS), st.one_of(agency, when, some_words),
)  # fmt: skip
order = st.builds(
    lambda verb, who, role, partner, time: f"{verb} {who} {role} {partner} {time}.",
    st.sampled_from(("Giao", "Đề nghị", "", "-")), agency, st.sampled_from(("chủ trì, phối hợp với", "tham mưu", ":")), agency, when,
)  # fmt: skip
row = st.lists(st.one_of(agency, when, some_words, st.just("1"), st.just("a|b")), min_size=1, max_size=5)
table = st.lists(row, min_size=1, max_size=4).flatmap(
    lambda rows: st.sampled_from(
        (
            "\n".join(
                "| " + " | ".join(cells) + " |"
                for cells in [["STT", "Nội dung", "Chủ trì", "Thời gian"], ["---"] * 4, *rows]
            ),
            "\n".join("\t".join(cells) for cells in [["STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"], *rows]),
            "\n\n".join(cell for cells in [["STT", "Nội dung", "Chủ trì"], *rows] for cell in cells),
        )
    )
)
furniture = st.sampled_from(
    (
        "KẾ HOẠCH",
        "Số: 12/KH-UBND",
        "Nơi nhận:",
        "- Như trên;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "2",
        "- 3 -",
        "\f",
        "PHỤ LỤC II",
        "Căn cứ Luật số 5/2024;",
        "-----",
        "",
        "QUYẾT ĐỊNH:",
    )
)
PIECES = st.lists(st.one_of(heading, field, order, table, furniture), min_size=1, max_size=25).map("\n".join)


@cache
def schema() -> Any:
    return jsonschema.Draft202012Validator(json.loads(schema_text()))


def lines_of(text: str) -> list[str]:
    """As the reader of text cuts them."""
    lines = re.split(r"\r\n|\n|\r", text)
    return lines if lines[-1] else lines[:-1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_what_holds_for_every_plan(text: str) -> None:
    plan = parse(text)
    if plan is not None:
        claim_all(plan, lines_of(text))
        assert parse(text) == plan


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_the_published_schema_holds(text: str) -> None:
    plan = parse(text)
    if plan is not None:
        schema().validate(json.loads(plan.model_dump_json()))
