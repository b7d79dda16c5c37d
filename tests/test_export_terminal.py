"""The table for the eyes: width, words, colour, and texts that would steer the terminal."""

from __future__ import annotations

import re

import pytest
from made_plans import make_agencies, make_full_plan, make_plan, make_section, make_task
from rich.cells import cell_len

from khcchc.export.grouping import group_tasks
from khcchc.export.terminal import to_terminal
from khcchc.messages import Language, Messages
from khcchc.model import Plan, Problem

LONG = (
    "Chủ động đề xuất tham mưu UBND thành phố kịp thời thể chế hóa và tổ chức triển khai thực hiện theo thẩm quyền "
    "các cơ chế, chính sách của Trung ương, chủ trương của Tỉnh ủy, HĐND tỉnh theo Quyết định số 1648/QĐ-UBND-VHXH-KTTH"
)
WIDTHS = [40, 80, 110, 120, 200]


def make_long_plan() -> Plan:
    tasks = [
        make_task(
            f"II.{n}", content=LONG, lead=make_agencies(LONG[:90]), coordinating=make_agencies(LONG[60:]), title=LONG
        )
        for n in range(1, 4)
    ]
    return make_plan(*tasks, sections=(make_section("II", LONG.upper()),))


def words_of(plan: Plan) -> set[str]:
    texts = [plan.document.title or "", *(section.title or "" for section in plan.sections)]
    for task in plan.tasks:
        fields = (task.lead, task.coordinating, task.deliverables, task.budget, task.note)
        texts += [task.title or "", task.content, *(field.text for field in fields if field)]
    return set(" ".join(texts).split())


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("plan", [make_plan(), make_full_plan(), make_long_plan()], ids=["empty", "full", "long"])
def test_no_line_is_too_wide(plan: Plan, width: int, language: Language) -> None:
    text = to_terminal([plan], Messages(language), width=width)
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS[1:])
@pytest.mark.parametrize("plan", [make_full_plan(), make_long_plan()], ids=["full", "long"])
def test_no_word_is_lost_or_split(plan: Plan, width: int) -> None:
    text = to_terminal([plan], Messages("vi"), width=width)
    shown = set(text.split())
    # "x" is the title of a section that is itself a task: its words stand in the task.
    assert words_of(plan) - shown - {"x"} == set()
    assert "…" not in text


def test_wide_terminals_get_a_table_and_narrow_ones_blocks() -> None:
    assert "─────" in to_terminal([make_full_plan()], Messages("vi"), width=120)
    assert "─────" not in to_terminal([make_full_plan()], Messages("vi"), width=80)


def test_a_word_too_long_for_a_table_gives_blocks() -> None:
    plan = make_plan(make_task(lead=make_agencies("x" * 90)))
    text = to_terminal([plan], Messages("vi"), width=120)
    assert "x" * 90 in text


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in to_terminal([make_full_plan()], Messages("vi"))
    coloured = to_terminal([make_full_plan()], Messages("vi"), colour=True)
    assert "\x1b[1mPhòng Nội vụ" in coloured


@pytest.mark.parametrize("colour", [False, True])
def test_texts_cannot_steer_the_terminal(colour: bool) -> None:
    evil = "a\x1b]0;pwned\x07b\x9b31mc\u202ed\re\x08f"
    plan = make_plan(make_task(content=evil, lead=make_agencies(evil)), name=evil)
    problem = Problem(code="x", severity="info", message=evil)
    text = to_terminal([plan.model_copy(update={"problems": (problem,)})], Messages("en"), colour=colour)
    assert (
        not re.sub(r"\x1b\[[\d;]*m", "", text)
        .strip("\n")
        .translate({ord(char): None for char in text if char.isprintable() or char == "\n"})
    )


def test_markup_of_rich_is_only_text() -> None:
    text = to_terminal([make_plan(make_task(content="[bold]đậm[/bold] :smile: [/]"))], Messages("en"))
    assert "[bold]đậm[/bold] :smile: [/]" in text


def test_head_groups_and_problems() -> None:
    text = to_terminal([make_full_plan()], Messages("vi"), width=80)
    for expected in (
        "Kế hoạch Cải cách hành chính năm 2018",
        "145/KH-UBND",
        "II. NHIỆM VỤ CỤ THỂ",
        "Chủ trì    Phòng Nội vụ",
        "Quý I/2018: ban hành Kế hoạch",
        "trước 15/12/2018: báo cáo",
        "thường xuyên năm 2018*",
        "(theo mục trên)",
        "2 nhiệm vụ",
        "Vấn đề: 1 lỗi, 1 cảnh báo",
    ):
        assert expected in text, expected
    assert text.index("Số mục sai thứ tự") < text.index("Hai trường thời gian"), "errors come first"


def test_many_problems_are_counted_and_the_first_few_told() -> None:
    problems = tuple(Problem(code="c", severity="info", message=f"số {n}") for n in range(20))
    text = to_terminal([make_plan(problems=problems)], Messages("en"))
    assert "20 remarks" in text
    assert "số 7" in text
    assert "số 8" not in text
    assert "and 12 more" in text


def test_tasks_stand_under_their_headings_once() -> None:
    plan = make_plan(
        make_task("II.1.a"),
        make_task("II.1.b"),
        make_task("II.2.a"),
        make_task("III.7", group="Nhóm việc"),
        sections=(
            make_section("II", "NHIỆM VỤ", line=1),
            make_section("II.1", "Thể chế", line=2),
            make_section("II.2", "Thủ tục", line=4),
            make_section("III", "PHỤ LỤC", line=6),
        ),
    )
    groups = [
        ([heading.text for heading in group.new], [task.id for task in group.tasks]) for group in group_tasks(plan)
    ]
    assert groups == [
        (["II. NHIỆM VỤ", "1. Thể chế"], ["II.1.a", "II.1.b"]),
        (["2. Thủ tục"], ["II.2.a"]),
        (["III. PHỤ LỤC", "Nhóm việc"], ["III.7"]),
    ]
