"""CSV: RFC 4180, the tidy tables and how they join, cells that would run as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from made_plans import make_full_plan, make_plan, make_task

from khcchc.export.columns import TIDY, WIDE, Table
from khcchc.export.csvtext import neutralise, to_csv
from khcchc.export.formats import TIDY_TABLES
from khcchc.export.rows import DocumentNames
from khcchc.model import Plan


def read_rows(plans: Sequence[Plan], table: str | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(plans, table=table), newline="")))


RUN = [
    "=1+1",
    "+84 255",
    "-5",
    "- Ban hành",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\ufeff=1",
]
LEFT_ALONE = ["", "a=1", "Kế hoạch", "1-2", "'=1", "• Ban hành", "– Ban hành", " x", "(=1)"]


@pytest.mark.parametrize("cell", RUN)
def test_formula_is_neutralised(cell: str) -> None:
    assert neutralise(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", LEFT_ALONE)
def test_ordinary_cell_is_left_alone(cell: str) -> None:
    assert neutralise(cell) == cell


@pytest.mark.parametrize("table", [None, *TIDY_TABLES])
def test_no_cell_of_an_excel_file_runs(table: str | None) -> None:
    bad = make_task(content="=HYPERLINK(1)", title="- x", number="-")
    text = to_csv([make_full_plan(), make_plan(bad)], table=table, excel=True)
    assert text.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@\t\r") and cell.strip()]


def test_without_excel_the_words_are_untouched() -> None:
    text = to_csv([make_full_plan()])
    assert not text.startswith("\ufeff")
    assert read_rows([make_full_plan()])[0]["content"] == "- Ban hành Kế hoạch *năm* 2018\n- Tổ chức <thực hiện>"


def test_rows_end_as_rfc_4180_says() -> None:
    text = to_csv([make_plan(make_task(content='nói "có", rồi\nxuống dòng'))])
    assert text.count("\r\n") == 2
    assert '"nói ""có"", rồi\nxuống dòng"' in text


def test_one_row_a_task() -> None:
    row, other = read_rows([make_full_plan()])
    assert row["document_number"] == "145/KH-UBND"
    assert row["path"] == "II > 1"
    assert row["coordinating_agencies"] == "UBND các xã, phường; Phòng Tư pháp"
    assert row["schedule_short"] == "Quý I/2018: ban hành Kế hoạch; trước 15/12/2018: báo cáo"
    assert row["problems"] == "schedule-twice"
    assert (other["start_line"], other["end_line"], other["deliverables"]) == ("18", "20", "")


@pytest.mark.parametrize("table", [WIDE, *TIDY.values()])
def test_columns_have_names_of_their_own_in_both_kinds(table: Table) -> None:
    for names in ([column.key for column in table.columns], [column.vi for column in table.columns]):
        assert len(names) == len(set(names))
        assert all(names)


def test_vietnamese_headers() -> None:
    assert to_csv([make_plan()], headers="vi").startswith("Tệp,Số văn bản,Tên văn bản,Mã nhiệm vụ")


def test_tables_named_on_the_command_line_are_those_there_are() -> None:
    assert tuple(TIDY) == TIDY_TABLES


@pytest.mark.parametrize(
    ("table", "rows"),
    [("tasks", 2), ("agencies", 4), ("milestones", 3), ("sections", 2), ("references", 2), ("documents", 1)],
)
def test_tidy_table_has_a_row_a_fact(table: str, rows: int) -> None:
    assert len(read_rows([make_full_plan()], table)) == rows


def test_tidy_tables_join_by_document_and_task() -> None:
    plans = [make_full_plan(), make_full_plan()]
    tasks = {(row["document"], row["task"]) for row in read_rows(plans, "tasks")}
    assert len(tasks) == 4
    for table in ("agencies", "milestones", "references"):
        assert {(row["document"], row["task"]) for row in read_rows(plans, table) if row["task"]} <= tasks
    documents = {row["document"] for row in read_rows(plans, "documents")}
    assert documents == {document for document, _ in tasks}


def test_values_of_the_tidy_tables() -> None:
    plan = make_full_plan()
    roles = [(row["role"], row["position"], row["name"]) for row in read_rows([plan], "agencies")]
    assert roles == [
        ("lead", "1", "Phòng Nội vụ"),
        ("coordinating", "1", "UBND các xã, phường"),
        ("coordinating", "2", "Phòng Tư pháp"),
        ("lead", "1", "Phòng Nội vụ"),
    ]
    milestone = read_rows([plan], "milestones")[1]
    assert (milestone["kind"], milestone["start"], milestone["end"]) == ("deadline", "", "2018-12-15")
    assert milestone["end_inclusive"] == "false"
    assert [row["place"] for row in read_rows([plan], "references")] == ["legal_basis", "task"]
    (document,) = read_rows([plan], "documents")
    assert (document["issued_on"], document["period_end"], document["errors"]) == ("2017-12-29", "2018-12-31", "1")


def test_two_files_of_one_name_are_told_apart() -> None:
    name = DocumentNames()
    assert [name(make_plan(name=source)) for source in ("a", "b", "a", "a")] == ["a", "b", "a (2)", "a (3)"]
