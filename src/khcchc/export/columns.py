"""The tables of a plan: what each column is called and where its value comes from.

`WIDE` has one row per task with everything a spreadsheet needs. The tables of `TIDY` hold each fact once;
`document` and `task` join them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from khcchc.export.rows import (
    PlanRow,
    TaskRow,
    each_agency,
    each_document,
    each_milestone,
    each_reference,
    each_section,
    each_task,
)
from khcchc.export.shortform import shorten_milestone, shorten_schedule
from khcchc.messages import Messages
from khcchc.model import AgencyField, Plan, Span

Cell = str | int | bool | None

# Values are the same wherever they are made: cells never follow the locale of a machine.
_SAY = Messages("vi")


class Column(NamedTuple):
    """`key` is the machine's name of the column, `vi` the clerk's; `value` reads it from a row's source."""

    key: str
    vi: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """Columns, and what `rows` yields for each row of a plan (given the name that stands for the plan)."""

    columns: tuple[Column, ...]
    rows: Callable[[str, Plan], Iterator[Any]]


def _text(field: Any) -> str | None:
    return None if field is None else field.text


def _inherited(field: Any) -> bool | None:
    return None if field is None else field.inherited


def _join(parts: Sequence[str]) -> str | None:
    return "; ".join(parts) or None


def _agencies(field: AgencyField | None) -> str | None:
    return _join([agency.name for agency in field.agencies]) if field else None


def _codes(row: TaskRow) -> str | None:
    codes = (problem.code for problem in row.plan.problems if problem.task == row.task.id)
    return _join(list(dict.fromkeys(codes)))


def _count(severity: str) -> Callable[[PlanRow], int]:
    return lambda row: sum(problem.severity == severity for problem in row.plan.problems)


def _span_columns(span: Callable[[Any], Span]) -> tuple[Column, ...]:
    return (
        Column("start_line", "Dòng đầu", lambda row: span(row).start_line),
        Column("end_line", "Dòng cuối", lambda row: span(row).end_line),
        Column("page", "Trang", lambda row: span(row).page),
    )


def _text_columns(name: str, vi: str) -> tuple[Column, ...]:
    return (
        Column(name, vi, lambda row: _text(getattr(row.task, name))),
        Column(f"{name}_inherited", f"{vi} (kế thừa)", lambda row: _inherited(getattr(row.task, name))),
    )


_DOCUMENT = Column("document", "Tệp", lambda row: row.document)
_TASK = Column("task", "Mã nhiệm vụ", lambda row: row.task.id if row.task else None)
_TASK_COLUMNS = (
    _TASK,
    Column("path", "Vị trí", lambda row: " > ".join(row.task.path) or None),
    Column("number", "TT", lambda row: row.task.number),
    Column("group", "Nhóm", lambda row: row.task.group),
    Column("basis", "Căn cứ nhận dạng", lambda row: row.task.basis),
    Column("title", "Tên nhiệm vụ", lambda row: row.task.title),
    Column("content", "Nội dung", lambda row: row.task.content),
)
_TASK_SPAN = _span_columns(lambda row: row.task.span)
_PART_COLUMNS = (_DOCUMENT, _TASK, Column("position", "Thứ tự", lambda row: row.n))

WIDE = Table(
    (
        _DOCUMENT,
        Column("document_number", "Số văn bản", lambda row: row.plan.document.number),
        Column("document_title", "Tên văn bản", lambda row: row.plan.document.title),
        *_TASK_COLUMNS,
        Column("lead", "Chủ trì", lambda row: _text(row.task.lead)),
        Column("lead_agencies", "Các cơ quan chủ trì", lambda row: _agencies(row.task.lead)),
        Column("coordinating", "Phối hợp", lambda row: _text(row.task.coordinating)),
        Column("coordinating_agencies", "Các cơ quan phối hợp", lambda row: _agencies(row.task.coordinating)),
        Column("deliverables", "Sản phẩm", lambda row: _text(row.task.deliverables)),
        Column("schedule", "Thời gian", lambda row: _text(row.task.schedule)),
        Column("schedule_short", "Thời gian (gọn)", lambda row: shorten_schedule(row.task.schedule, _SAY) or None),
        Column("budget", "Kinh phí", lambda row: _text(row.task.budget)),
        Column("note", "Ghi chú", lambda row: _text(row.task.note)),
        *_TASK_SPAN,
        Column("problems", "Vấn đề", _codes),
    ),
    each_task,
)

_TASKS = Table(
    (
        _DOCUMENT,
        *_TASK_COLUMNS,
        *_text_columns("lead", "Chủ trì"),
        *_text_columns("coordinating", "Phối hợp"),
        *_text_columns("deliverables", "Sản phẩm"),
        *_text_columns("schedule", "Thời gian"),
        *_text_columns("budget", "Kinh phí"),
        *_text_columns("note", "Ghi chú"),
        *_TASK_SPAN,
    ),
    each_task,
)

_AGENCIES = Table(
    (
        *_PART_COLUMNS[:2],
        Column("role", "Vai trò", lambda row: row.role),
        _PART_COLUMNS[2],
        Column("text", "Nguyên văn", lambda row: row.part.text),
        Column("name", "Tên đầy đủ", lambda row: row.part.name),
        Column("key", "Khoá", lambda row: row.part.key or None),
        Column("kind", "Loại", lambda row: row.part.kind),
        Column("level", "Cấp", lambda row: row.part.level),
        Column("collective", "Tập hợp", lambda row: row.part.collective),
        Column("note", "Ghi chú", lambda row: row.part.note),
        Column("successor", "Cơ quan kế thừa", lambda row: row.part.successor),
        Column("inherited", "Kế thừa", lambda row: row.field.inherited),
        *_span_columns(lambda row: row.field.span),
    ),
    each_agency,
)

_MILESTONES = Table(
    (
        *_PART_COLUMNS,
        Column("text", "Nguyên văn", lambda row: row.part.text),
        Column("short", "Gọn", lambda row: shorten_milestone(row.part, _SAY)),
        Column("action", "Việc", lambda row: row.part.action),
        Column("kind", "Loại", lambda row: row.part.kind),
        Column("start", "Từ ngày", lambda row: row.part.start and row.part.start.isoformat()),
        Column("end", "Đến ngày", lambda row: row.part.end and row.part.end.isoformat()),
        Column("end_inclusive", "Tính cả ngày cuối", lambda row: row.part.end_inclusive),
        Column("recurrence", "Lặp lại", lambda row: row.part.recurrence),
        Column("condition", "Điều kiện", lambda row: row.part.condition),
        Column("inferred", "Suy ra", lambda row: _join(row.part.inferred)),
        Column("inherited", "Kế thừa", lambda row: row.field.inherited),
        *_span_columns(lambda row: row.field.span),
    ),
    each_milestone,
)

_SECTIONS = Table(
    (
        _DOCUMENT,
        Column("section", "Mã mục", lambda row: row.part.id),
        Column("parent", "Mục cha", lambda row: row.part.parent),
        Column("kind", "Loại", lambda row: row.part.kind),
        Column("marker", "Ký hiệu", lambda row: row.part.marker),
        Column("number", "Số", lambda row: row.part.number),
        Column("title", "Tiêu đề", lambda row: row.part.title),
        Column("text", "Nguyên văn", lambda row: row.part.text),
        *_span_columns(lambda row: row.part.span),
    ),
    each_section,
)

_REFERENCES = Table(
    (
        *_PART_COLUMNS[:2],
        Column("place", "Nơi dẫn", lambda row: row.role),
        _PART_COLUMNS[2],
        Column("text", "Nguyên văn", lambda row: row.part.text),
        Column("kind", "Loại", lambda row: row.part.kind),
        Column("number", "Số", lambda row: row.part.number),
        Column("date", "Ngày", lambda row: row.part.date and row.part.date.isoformat()),
        Column("issuer", "Cơ quan ban hành", lambda row: row.part.issuer),
        *_span_columns(lambda row: row.part.span),
    ),
    each_reference,
)


def _signer(name: str) -> Callable[[PlanRow], Cell]:
    return lambda row: getattr(row.plan.document.signer, name) if row.plan.document.signer else None


def _period(name: str) -> Callable[[PlanRow], Cell]:
    def value(row: PlanRow) -> Cell:
        day = row.plan.document.period and getattr(row.plan.document.period, name)
        return day.isoformat() if day else None

    return value


_DOCUMENTS = Table(
    (
        _DOCUMENT,
        Column("sha256", "SHA-256", lambda row: row.plan.source.sha256),
        Column("format", "Định dạng", lambda row: row.plan.source.format),
        Column("encoding", "Bảng mã", lambda row: row.plan.source.encoding),
        Column("pages", "Số trang", lambda row: row.plan.source.pages),
        Column("lines", "Số dòng", lambda row: row.plan.source.lines),
        Column("extractor", "Bộ đọc", lambda row: row.plan.source.extractor),
        Column("ocr", "OCR", lambda row: row.plan.source.ocr),
        Column("kind", "Loại", lambda row: row.plan.document.kind),
        Column("kind_name", "Tên loại", lambda row: row.plan.document.kind_name),
        Column("number", "Số", lambda row: row.plan.document.number),
        Column("issuer", "Cơ quan ban hành", lambda row: row.plan.document.issuer),
        Column("place", "Nơi ban hành", lambda row: row.plan.document.place),
        Column(
            "issued_on",
            "Ngày ban hành",
            lambda row: row.plan.document.issued_on and row.plan.document.issued_on.isoformat(),
        ),
        Column("title", "Trích yếu", lambda row: row.plan.document.title),
        Column("period_start", "Thời kỳ từ", _period("start")),
        Column("period_end", "Thời kỳ đến", _period("end")),
        Column("signer_name", "Người ký", _signer("name")),
        Column("signer_position", "Chức vụ", _signer("position")),
        Column("signer_authority", "Thẩm quyền ký", _signer("authority")),
        Column("recipients", "Nơi nhận", lambda row: _join(row.plan.document.recipients)),
        Column("tasks", "Số nhiệm vụ", lambda row: len(row.plan.tasks)),
        Column("errors", "Số lỗi", _count("error")),
        Column("warnings", "Số cảnh báo", _count("warning")),
        Column("remarks", "Số lưu ý", _count("info")),
    ),
    each_document,
)

TIDY: Mapping[str, Table] = {
    "tasks": _TASKS,
    "agencies": _AGENCIES,
    "milestones": _MILESTONES,
    "sections": _SECTIONS,
    "references": _REFERENCES,
    "documents": _DOCUMENTS,
}
