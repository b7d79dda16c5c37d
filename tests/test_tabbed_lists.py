"""Lists whose markers and indents are tabs, as Word writes them into plain text, against rows of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import khcchc
from khcchc.model import Plan

PLANS = Path(__file__).parent / "cases" / "plans"
MARKER = r"(?:[-+•]|(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,5}|[a-zđ]|[A-ZĐ])[.)]|\d{1,2}(?:\.\d{1,2})+)"
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2024\n\n"
LIST = """I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Cơ quan chủ trì: Sở Nội vụ.
- Thời gian: Quý I.
2. Tập huấn công chức một cửa
- Cơ quan chủ trì: Sở Tư pháp.
- Thời gian: Quý II."""
TABLE = "STT\tNội dung\tChủ trì\tThời gian"


def tab_behind(line: str) -> str:
    return re.sub(rf"^({MARKER}) +(?=\S)", r"\1\t", line)


def tab_before(line: str) -> str:
    return f"\t{line}" if re.match(rf"{MARKER} ", line) else line


def both(line: str) -> str:
    return f"\t{tab_behind(line)}" if re.match(rf"{MARKER} ", line) else line


def told(plan: Plan) -> list[tuple[str | None, ...]]:
    fields = ("lead", "coordinating", "deliverables", "schedule")
    return [(t.content, *(v.text if (v := getattr(t, name)) else None for name in fields)) for t in plan.tasks]


def changed(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(map(change, text.split("\n")))


@pytest.mark.parametrize("change", [tab_behind, tab_before, both])
def test_tabs_around_markers_change_nothing(change: Callable[[str], str]) -> None:
    plain = told(khcchc.parse_text(HEAD + LIST))
    assert [(task[0], task[1]) for task in plain] == [
        ("Rà soát thủ tục hành chính", "Sở Nội vụ."),
        ("Tập huấn công chức một cửa", "Sở Tư pháp."),
    ]
    assert told(khcchc.parse_text(HEAD + changed(LIST, change))) == plain


@pytest.mark.slow
@pytest.mark.parametrize("change", [tab_behind, tab_before, both])
def test_tabs_around_markers_change_no_plan(change: Callable[[str], str]) -> None:
    for path in sorted(PLANS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"[\t|]|\S {3,}\S", text):  # without tables
            assert told(khcchc.parse_text(changed(text, change))) == told(khcchc.parse_text(text)), path.name


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # titles between the rows of a table are rows, whatever their number looks like
        (f"{TABLE}\nI.\tTHỂ CHẾ\n1\tRà soát\tSở A\tQuý I\nII.\tTHỦ TỤC\n2\tTập huấn\tSở B\tQuý II", 2),
        # a list before a table and behind it is text
        (
            f"I.\tNHIỆM VỤ\n1.\tRà soát văn bản\n-\tChủ trì: Sở A\n-\tThời gian: Quý I\n{TABLE}\n1\tTập huấn\tSở B\tQuý II",
            2,
        ),
        (f"{TABLE}\n1\tTập huấn\tSở B\tQuý II\nII.\tTỔ CHỨC THỰC HIỆN\n1.\tSở Nội vụ\n-\tTheo dõi, đôn đốc.", 2),
        # bullets between two rows of a table stay rows
        (f"{TABLE}\n1\tRà soát\tSở A\tQuý I\n-\tHồ sơ đất đai\n-\tHồ sơ hộ tịch\n2\tTập huấn\tSở B\tQuý II", 4),
        # a row of several lines begins like an item
        (f"{TABLE}\n1.\tRà soát văn bản;\ntập huấn\tSở A\tQuý I\n2.\tKiểm tra\tSở B\tQuý II", 2),
    ],
)
def test_tasks_of_lists_and_of_tables_with_tabs(text: str, count: int) -> None:
    plan = khcchc.parse_text(HEAD + text)
    assert (len(plan.tasks), plan.coverage.unplaced) == (count, ())
    assert all(task.lead is not None for task in plan.tasks)


def test_labels_whose_colons_stand_below_one_another() -> None:
    text = "I.\tNHIỆM VỤ\n1.\tRà soát thủ tục hành chính\n\tChủ trì\t\t: Sở Nội vụ\n\tPhối hợp\t: Sở Tư pháp\n\tThời hạn\t: Quý I"
    (task,) = khcchc.parse_text(HEAD + text).tasks
    bulleted = text.replace("\n\t", "\n\t- ")
    assert told(khcchc.parse_text(HEAD + bulleted)) == told(khcchc.parse_text(HEAD + text))
    assert told(khcchc.parse_text(HEAD + text)) == [(task.content, "Sở Nội vụ", "Sở Tư pháp", None, "Quý I")]


def test_rows_with_tabs_that_all_go_on_over_lines_below_a_header_that_does() -> None:
    text = (
        "STT\tNội dung\tSản phẩm\ncần đạt\tĐơn vị thực hiện\tThời hạn\nI\tChỉ đạo\n"
        "1\tThành lập Ban\tQuyết định của\nChủ tịch\tChủ trì: Sở A\nPhối hợp: Sở B\tTrước\n25/7/2025\n"
        "2\tPhát động;\nbình xét\tKế hoạch\tChủ trì: Sở C\tTháng 8/2025\n3\tSơ kết\tBáo cáo\tSở D\tQuý IV/2025"
    )
    assert told(khcchc.parse_text(f"{HEAD}I. NHIỆM VỤ\n{text}")) == [
        ("Thành lập Ban", "Sở A", "Sở B", "Quyết định của\nChủ tịch", "Trước\n25/7/2025"),
        ("Phát động; bình xét", "Sở C", None, "Kế hoạch", "Tháng 8/2025"),
        ("Sơ kết", "Sở D", None, "Báo cáo", "Quý IV/2025"),
    ]


def test_the_second_column_of_a_signature_is_no_item() -> None:
    plan = khcchc.parse_text(
        f"{HEAD}{LIST}\n\nNơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Sở Nội vụ;\tCHỦ TỊCH\n- Lưu: VT.\n\t\tHà Văn An"
    )
    assert plan.document.recipients == ("Sở Nội vụ", "Lưu: VT")
