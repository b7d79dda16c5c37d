"""The workbook: sheets, headings, real dates, no formula; read back with openpyxl and with LibreOffice."""

from __future__ import annotations

import csv
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from made_plans import make_full_plan, make_plan, make_task, span

from khcchc.export import xlsx
from khcchc.export.relational import type_of
from khcchc.model import Plan, Problem, TextField

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def book(*plans: Plan, **values: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(*plans, **values)))


def workbook(*plans: Plan, **values: Any) -> bytes:
    return xlsx.write_workbook([xlsx.sheet_rows(plan) for plan in plans], **values)


def column(sheet: Any, title: str) -> list[Any]:
    titles = [cell.value for cell in sheet[1]]
    return [row[titles.index(title)].value for row in sheet.iter_rows(min_row=2)]


def test_sheets_headings_and_view() -> None:
    made = book(make_full_plan())
    assert made.sheetnames == [sheet.vi for sheet in xlsx.SHEETS]
    assert {"Nhiệm vụ", "Vấn đề", "Mốc thời gian"} <= set(made.sheetnames)
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert column(made["Nhiệm vụ"], "Mã nhiệm vụ") == ["II.1", "II.2"]
    assert column(made["Vấn đề"], "Mức độ") == ["warning", "error"]
    assert made["Nhiệm vụ"]["I2"].alignment.wrap_text
    assert book(make_full_plan(), headers="key").sheetnames == [sheet.key for sheet in xlsx.SHEETS]


def test_dates_are_dates() -> None:
    made = book(make_full_plan())
    assert column(made["Mốc thời gian"], "Đến ngày")[1] == datetime.datetime(2018, 12, 15)
    assert column(made["Văn bản"], "Ngày ban hành") == [datetime.datetime(2017, 12, 29)]
    assert column(made["Nhiệm vụ"], "Từ ngày")[0] == datetime.datetime(2018, 1, 1)
    assert column(made["Nhiệm vụ"], "Đến ngày")[0] == datetime.datetime(2018, 12, 15)


ATTACKS = [
    "=1+1",
    '=HYPERLINK("x")',
    "+1",
    "-2",
    "@SUM(A1)",
    "{=1}",
    "http://example.org",
    "\t=1",
    "a\x00\x0bb",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_runs(text: str) -> None:
    plan = make_plan(make_task(content=text, title=text, note=TextField(text=text, span=span(3))))
    with zipfile.ZipFile(io.BytesIO(workbook(plan))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)
    made = book(plan)
    cells = [cell for row in made["Nhiệm vụ"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    if "\x00" not in text:
        assert column(made["Nhiệm vụ"], "Nội dung") == [text]


def test_same_plans_same_bytes() -> None:
    assert workbook(make_full_plan()) == workbook(make_full_plan())


def test_several_plans_go_below_each_other(tmp_path: Path) -> None:
    plans = [make_full_plan(), make_plan(make_task(), name="b.txt")]
    xlsx.save_workbook((xlsx.sheet_rows(plan) for plan in plans), tmp_path / "all.xlsx")
    assert (tmp_path / "all.xlsx").read_bytes() == workbook(*plans)
    assert column(book(*plans)["Nhiệm vụ"], "Tệp") == ["plan.txt", "plan.txt", "b.txt"]


def test_what_is_too_long_is_cut_with_a_mark_and_told() -> None:
    made = book(make_plan(make_task(content="dài " * 9_000)))
    assert column(made["Nhiệm vụ"], "Nội dung")[0].endswith(xlsx.CUT_MARK)
    assert len(column(made["Nhiệm vụ"], "Nội dung")[0]) == xlsx.MAX_TEXT
    assert set(column(made["Vấn đề"], "Mã")) == {"cell-cut"}
    assert "36000" in column(made["Vấn đề"], "Vấn đề")[0]


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    tasks = [make_task(f"II.{n}") for n in range(5)]
    made = book(make_plan(*tasks))
    titles = [name for name in made.sheetnames if re.fullmatch(r"Nhiệm vụ( \(\d\))?", name)]
    assert titles == ["Nhiệm vụ", "Nhiệm vụ (2)", "Nhiệm vụ (3)"]
    found = [task for title in titles for task in column(made[title], "Mã nhiệm vụ")]
    assert found == [task.id for task in tasks]


# Commas, quotes, UTF-8, from the first line, cells as shown, all sheets.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    plan = make_full_plan().model_copy(
        update={"problems": (Problem(code="x", severity="info", message="=1+1\n- dòng hai", line=1),)}
    )
    (tmp_path / "plan.xlsx").write_bytes(workbook(plan))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", TO_CSV]
    done = subprocess.run(
        [*command, "plan.xlsx"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    if "could not be loaded" in done.stderr:
        pytest.skip("LibreOffice is installed without Calc")
    for sheet in xlsx.SHEETS:
        text = (tmp_path / f"plan-{sheet.vi}.csv").read_bytes().decode()
        read = list(csv.reader(io.StringIO(text, newline="")))
        assert read == expected(sheet, plan), sheet.vi


def expected(sheet: xlsx.Sheet, plan: Plan) -> list[list[str]]:
    kinds = [type_of(column.key) for column in sheet.table.columns]
    rows = [
        [show(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in xlsx.sheet_rows(plan)[sheet.key]
    ]
    return [[column.vi for column in sheet.table.columns], *rows]


def show(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "date":
        return datetime.date.fromisoformat(value).strftime("%d/%m/%Y")
    if kind == "boolean":
        return "x" if value else ""
    return str(value)
