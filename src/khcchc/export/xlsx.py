"""Plans as a workbook for Excel and LibreOffice: tasks, each tidy table, and the problems, a sheet each.

Guarantees:
 1. No cell is a formula or a link, whatever a document says: texts are written as texts.
 2. Dates are dates. Nothing is dropped: a text longer than a cell holds is cut with a mark, and the sheet of problems
    says where the rest stands; rows beyond the end of a sheet go on in a second one.
 3. The same plans give the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from khcchc.errors import MissingExtra
from khcchc.export.columns import TIDY, WIDE, Cell, Column, Table
from khcchc.export.relational import PROBLEMS, list_rows, type_of
from khcchc.model import Plan, Task

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
CUT_MARK = " […]"
_CREATED = datetime.datetime(2000, 1, 1)
_WIDE_TEXT = frozenset({"content", "text", "message", "deliverables", "schedule", "document_title", "recipients"})
_NAMES = frozenset(
    {"group", "title", "lead", "coordinating", "lead_agencies", "coordinating_agencies", "name", "action"}
)


def _start(row: Any) -> Cell:
    days = [day.isoformat() for day in _days(row.task, "start")]
    return min(days, default=None)


def _end(row: Any) -> Cell:
    days = [day.isoformat() for day in _days(row.task, "end")]
    return max(days, default=None)


def _days(task: Task, side: str) -> list[datetime.date]:
    milestones = task.schedule.milestones if task.schedule else ()
    return [day for milestone in milestones if (day := getattr(milestone, side)) is not None]


def _with_dates(table: Table) -> Table:
    """The first and the last day of a task beside its schedule, to sort and filter by."""
    columns: list[Column] = []
    for column in table.columns:
        columns.append(column)
        if column.key == "schedule_short":
            columns += [Column("start", "Từ ngày", _start), Column("end", "Đến ngày", _end)]
    return Table(tuple(columns), table.rows)


class Sheet(NamedTuple):
    key: str
    vi: str
    table: Table


SHEETS = (
    Sheet("plan_tasks", "Nhiệm vụ", _with_dates(WIDE)),
    Sheet("tasks", "Nhiệm vụ chuẩn hoá", TIDY["tasks"]),
    Sheet("agencies", "Cơ quan", TIDY["agencies"]),
    Sheet("milestones", "Mốc thời gian", TIDY["milestones"]),
    Sheet("sections", "Đề mục", TIDY["sections"]),
    Sheet("references", "Viện dẫn", TIDY["references"]),
    Sheet("documents", "Văn bản", TIDY["documents"]),
    Sheet("problems", "Vấn đề", PROBLEMS),
)


def sheet_rows(plan: Plan) -> dict[str, list[list[Cell]]]:
    """The cells of one plan in each sheet, dates as ISO text."""
    return {sheet.key: list_rows(sheet.table, plan) for sheet in SHEETS}


def write_workbook(
    plans: Iterable[Mapping[str, Sequence[Sequence[Any]]]], *, headers: Literal["key", "vi"] = "vi"
) -> bytes:
    """The workbook of these plans (see `sheet_rows`) as bytes."""
    file = io.BytesIO()
    _write(plans, file, headers)
    return file.getvalue()


def save_workbook(
    plans: Iterable[Mapping[str, Sequence[Sequence[Any]]]], path: Path, *, headers: Literal["key", "vi"] = "vi"
) -> None:
    """The same into a file, plan after plan: memory does not grow with their number."""
    with path.open("wb") as file:
        _write(plans, file, headers)


def _write(
    plans: Iterable[Mapping[str, Sequence[Sequence[Any]]]], file: BinaryIO, headers: Literal["key", "vi"]
) -> None:
    try:
        import xlsxwriter  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise MissingExtra("workbooks need XlsxWriter", hint="pip install 'khcchc[xlsx]'") from None
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties({"created": _CREATED})
    # With its language named, a date reads day/month everywhere; LibreOffice turns a bare dd/mm/yyyy to its own order.
    formats = {
        "head": workbook.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        ),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "[$-42A]dd/mm/yyyy", "valign": "top", "align": "left"}),
        "integer": workbook.add_format({"valign": "top"}),
    }
    sheets = {sheet.key: _Rows(workbook, sheet, headers, formats) for sheet in SHEETS}
    problems = sheets["problems"]
    for rows in plans:
        count = len(rows["problems"])
        for key, sheet in sheets.items():
            for row in rows[key]:
                for column, words in sheet.add(row):
                    count += 1
                    problems.add(
                        [row[0], count, "cell-cut", "warning", _explain(sheet, column, words), None, None, None, None]
                    )
    for sheet in sheets.values():
        sheet.close()
    workbook.close()


def _explain(sheet: _Rows, column: Column, words: str) -> str:
    place = f"{sheet.title}, {column.vi}"
    return f"Ô quá dài ({len(words)} ký tự) nên bị cắt: {place}; toàn văn có trong CSV, JSON"


class _Rows:
    """One sheet, and those that go on from it when it is full, written from top to bottom."""

    def __init__(self, workbook: Any, sheet: Sheet, headers: str, formats: Mapping[str, Any]) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._titles = [column.vi if headers == "vi" else column.key for column in sheet.table.columns]
        self._kinds = [type_of(column.key) for column in sheet.table.columns]
        self._formats = formats
        self._count = 0
        self.title = sheet.vi if headers == "vi" else sheet.key
        self._open(self.title)

    def _open(self, title: str) -> None:
        self._page = self._workbook.add_worksheet(title)
        self._page.freeze_panes(1, 0)
        for n, column in enumerate(self._sheet.table.columns):
            self._page.set_column(n, n, _width(column.key))
        for n, text in enumerate(self._titles):
            self._page.write_string(0, n, text, self._formats["head"])
        self._row = 1

    def add(self, cells: Sequence[Any]) -> list[tuple[Column, str]]:
        """Write one row; what was too long for its cell comes back."""
        if self._row >= MAX_ROWS:
            self.close()
            self._count += 1
            self._open(f"{self.title} ({self._count + 1})")
        cut = []
        for n, (value, kind) in enumerate(zip(cells, self._kinds, strict=True)):
            if value is None:
                continue
            if kind == "date":
                self._page.write_datetime(self._row, n, datetime.date.fromisoformat(value), self._formats["date"])
            elif kind == "boolean":
                self._page.write_string(self._row, n, "x" if value else "", self._formats["text"])
            elif kind == "integer":
                self._page.write_number(self._row, n, value, self._formats["integer"])
            else:
                text = str(value)
                if len(text) > MAX_TEXT:
                    cut.append((self._sheet.table.columns[n], text))
                    text = text[: MAX_TEXT - len(CUT_MARK)] + CUT_MARK
                self._page.write_string(self._row, n, text, self._formats["text"])
        self._row += 1
        return cut

    def close(self) -> None:
        self._page.autofilter(0, 0, max(self._row - 1, 1), len(self._titles) - 1)


def _width(key: str) -> int:
    if key in _WIDE_TEXT:
        return 60
    return 30 if key in _NAMES else 14
