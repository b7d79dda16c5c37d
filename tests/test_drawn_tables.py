"""Tables that a text draws with signs: grids of bars and borders, and columns below a ruling."""

from __future__ import annotations

import pytest

import khcchc
from khcchc.drawn_tables import drawn_tables
from khcchc.grammar import builtin_grammars

GRID = """+-----+------------------------------+------------------+----------------+
| STT | Nội dung công việc           | Đơn vị chủ trì   | Thời gian      |
+=====+==============================+==================+================+
| I   | **CẢI CÁCH THỂ CHẾ**                                             |
+-----+------------------------------+------------------+----------------+
| 1   | Rà soát văn bản quy phạm     | Sở Tư pháp       | Quý I/2024     |
|     | pháp luật                    |                  |                |
+-----+------------------------------+                  +----------------+
| 2   | Kiểm tra công vụ:            |                  | Trước ngày     |
|     |                              |                  | 30/6/2024      |
|     | - Đợt 1;                     |                  |                |
|     | - Đợt 2.                     |                  |                |
+-----+------------------------------+------------------+----------------+"""
BOXES = str.maketrans({"|": "│", "-": "─", "+": "┼", "=": "═"})
MULTILINE = """  ------------------------------------------------------------------------
  STT   Nội dung công việc             Đơn vị             Thời gian
                                       chủ trì
  ----- ------------------------------ ------------------ ----------------
  1     Rà soát văn bản quy phạm       Sở Tư pháp         Quý I/2024
        pháp luật

  2     Kiểm tra công vụ               Sở Nội vụ          Trước ngày
                                                          30/6/2024
  ------------------------------------------------------------------------"""
SIMPLE = """STT   Nội dung công việc                 Chủ trì      Thời gian
===== ================================== ============ ====================
1     Rà soát văn bản quy phạm pháp luật Sở Tư pháp   Quý I/2024
2     Kiểm tra công vụ                   Sở Nội vụ    Trước ngày 30/6/2024"""


def told(table: str) -> list[tuple[str, str | None, str | None]]:
    plan = khcchc.parse_text(f"KẾ HOẠCH\nNăm 2024\n\nII. NHIỆM VỤ\n\n{table}\n\nIII. KINH PHÍ\n\nNgân sách bảo đảm.")
    assert plan.coverage.unplaced == ()
    assert any(section.number == "III" for section in plan.sections)
    return [(t.content, t.lead.text if t.lead else None, t.schedule.text if t.schedule else None) for t in plan.tasks]


@pytest.mark.parametrize("table", [MULTILINE, SIMPLE, SIMPLE.replace("=", "-")])
def test_columns_below_a_ruling(table: str) -> None:
    assert told(table) == [
        ("Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Quý I/2024"),
        ("Kiểm tra công vụ", "Sở Nội vụ", "Trước ngày 30/6/2024"),
    ]


@pytest.mark.parametrize("table", [GRID, "\n".join(f"    {line}" for line in GRID.split("\n"))])
def test_a_grid_with_cells_over_lines_rows_and_columns(table: str) -> None:
    assert told(table) == [
        ("Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Quý I/2024"),
        ("Kiểm tra công vụ:\n- Đợt 1;\n- Đợt 2.", "Sở Tư pháp", "Trước ngày 30/6/2024"),
    ]


def test_a_cell_whose_words_go_on_beside_the_border_of_others() -> None:
    table = GRID.replace("| Sở Tư pháp       | Quý I/2024     |", "| Sở Tư pháp,      | Quý I/2024     |")
    table = table.replace("+                  +", "+ Sở Y tế và       +").replace(
        "công vụ:            |                  |", "công vụ:            | Sở Nội vụ        |"
    )
    plan = khcchc.parse_text(f"KẾ HOẠCH\nNăm 2024\n\nII. NHIỆM VỤ\n\n{table}\n")
    assert [(t.lead.text, t.lead.inherited) for t in plan.tasks if t.lead] == [
        ("Sở Tư pháp,\nSở Y tế và Sở Nội vụ", False),
        ("Sở Tư pháp,\nSở Y tế và Sở Nội vụ", True),
    ]


def test_a_grid_of_box_signs() -> None:
    table = "\n".join(
        line.translate(BOXES) if line[0] == "+" else line.replace("|", "│")
        for line in GRID.replace("| CẢI", "CẢI").split("\n")
    )
    assert [task[1:] for task in told(table)] == [("Sở Tư pháp", "Quý I/2024"), ("Sở Tư pháp", "Trước ngày 30/6/2024")]


FRAME = """+-----+-------------------+------------+------------+
| STT | Nội dung          | Chủ trì    | Thời gian  |
+-----+-------------------+------------+------------+
| 1   | Rà soát văn bản   | Sở Tư pháp | Quý I/2024 |
|     | quy phạm          |            |            |
| 2   | Kiểm tra công vụ  | Sở Nội vụ  | Quý II     |
+-----+-------------------+------------+------------+"""
EQUALS = """=====  ========================  ============  ===========
STT    Nội dung                  Chủ trì       Thời gian
=====  ========================  ============  ===========
1      Rà soát văn bản quy phạm  Sở Tư pháp    Quý I/2024
2      Kiểm tra công vụ          Sở Nội vụ     Quý II
=====  ========================  ============  ==========="""


@pytest.mark.parametrize("table", [FRAME, EQUALS])
def test_frames_without_borders_between_their_rows_and_rulings_above_the_header(table: str) -> None:
    assert told(table) == [
        ("Rà soát văn bản quy phạm", "Sở Tư pháp", "Quý I/2024"),
        ("Kiểm tra công vụ", "Sở Nội vụ", "Quý II"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # a bar inside a column, numbers in the middle of their rows, more columns than a table has
        FRAME.replace("| Sở Nội vụ  |", "| Sở Xây dựng A|"),
        FRAME.replace("| 1   | Rà soát văn bản   |", "|     | Rà soát văn bản   |").replace(
            "|     | quy phạm", "| 1   | quy phạm"
        ),
        "+" + "--+" * 40 + "\n|" + " a|" * 40 + "\n+" + "--+" * 40,
        # several numbers between two rulings, columns that go on behind a blank line
        MULTILINE.replace("\n\n", "\n"),
        SIMPLE.replace("\n2 ", "\n\n2 "),
        "STT   Nội dung   Chủ trì\n----- ---------- --------\n1     Rà soát thủ tục   Sở A",  # words over a column
        "------------------------------\nSTT   Nội dung   Chủ trì\n----- ---------- --------\n1     Rà soát    Sở A",  # no end
        "----- ---------- --------\n1     Rà soát    Sở A",  # no header
        "+-----+----------+--------+\n| 1   | Rà soát  | Sở A   |\n+-----+----------+--------+",
        "+---+---+---+",
    ],
)
def test_what_is_no_table_of_work_is_left_as_text(text: str) -> None:
    assert list(drawn_tables(text.split("\n"), builtin_grammars())) == []
