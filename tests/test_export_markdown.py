"""Markdown: words stay words, a cell stays a cell; the outline as text and as JSON."""

from __future__ import annotations

import json

import pytest
from made_plans import make_full_plan, make_plan, make_section, make_task

from khcchc.export.markdown import escape, to_markdown
from khcchc.export.outline import outline_json, outline_text
from khcchc.messages import Messages

ESCAPED = [
    ("a | b", r"a \| b"),
    ("*đậm* _nghiêng_ `mã`", r"\*đậm\* \_nghiêng\_ \`mã\`"),
    ("<script>", "&lt;script&gt;"),
    ("A & B", "A &amp; B"),
    ("[1](http://x)", r"\[1\](http://x)"),
    ("một\n  hai", "một<br>hai"),
    ("C:\\x", r"C:\\x"),
]
LEFT_ALONE = ["Kế hoạch số 145/KH-UBND", "100%", "1. Mục", "- việc", "quý I/2018; (a)"]


@pytest.mark.parametrize(("text", "escaped"), ESCAPED)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_plain_words_are_left_alone(text: str) -> None:
    assert escape(text) == text


def test_every_row_of_a_table_has_the_columns_of_its_head() -> None:
    text = to_markdown([make_full_plan()], Messages("vi"))
    rows = [line.replace(r"\|", "") for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert len({row.count("|") for row in rows}) == 1


def test_whole_page() -> None:
    text = to_markdown([make_full_plan()], Messages("vi"))
    assert text.startswith("# Kế hoạch Cải cách hành chính năm 2018\n\n- **Số:** 145/KH-UBND\n")
    assert "## Nhiệm vụ (2)\n\n### II. NHIỆM VỤ CỤ THỂ\n\n| TT | Nhiệm vụ |" in text
    assert "Phòng Nội vụ *(theo mục trên)*" in text
    assert "- cảnh báo, dòng 14, II.1: Hai trường thời gian (`schedule-twice`)" in text
    assert text.endswith("\n")


def test_outline_shows_depth_and_line() -> None:
    plan = make_plan(
        make_task(),
        sections=(
            make_section("I", "MỤC ĐÍCH", line=9),
            make_section("I.1", "Mục đích", line=10),
            make_section("II", None, line=12, text="dòng không tiêu đề", marker=None),
        ),
    )
    assert outline_text(plan) == " 9  I. MỤC ĐÍCH\n10    1. Mục đích\n12  dòng không tiêu đề\n"
    tree = json.loads(outline_json(plan))
    assert [section["id"] for section in tree["sections"]] == ["I", "II"]
    assert tree["sections"][0]["children"][0]["span"]["start_line"] == 10


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (None, "1  I. một hai ba bốn năm sáu bảy"),
        (80, "1  I. một hai ba bốn năm sáu bảy"),
        (26, "1  I. một hai ba bốn năm …"),
    ],
)
def test_outline_is_cut_between_words_and_only_for_a_screen(width: int | None, line: str) -> None:
    plan = make_plan(sections=(make_section("I", "một hai ba bốn năm sáu bảy"),))
    assert outline_text(plan, width=width) == f"{line}\n"
