"""The tables of the database and of Parquet: the tidy tables, typed, keyed and joined, with the problems beside them.

Each table has the columns of the tidy CSV table of the same facts (`--table`), so that a query reads the same
everywhere: `document` and `task` join them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from khcchc.export.columns import TIDY, Cell, Column, Table
from khcchc.export.rows import PartRow
from khcchc.model import Plan

Type = Literal["text", "integer", "boolean", "date"]
Rows = dict[str, list[list[Cell]]]

_INTEGERS = frozenset(
    {"position", "start_line", "end_line", "page", "pages", "lines", "tasks", "errors", "warnings", "remarks"}
    | {"line", "column"}
)
_BOOLEANS = frozenset({"ocr", "collective", "inherited", "end_inclusive"})
_DATES = frozenset({"issued_on", "period_start", "period_end", "start", "end", "date"})


def _each_problem(document: str, plan: Plan) -> Iterator[PartRow]:
    for n, problem in enumerate(plan.problems, 1):
        yield PartRow(document, None, "problem", n, problem, None)


PROBLEMS = Table(
    (
        Column("document", "Tệp", lambda row: row.document),
        Column("position", "Thứ tự", lambda row: row.n),
        Column("code", "Mã", lambda row: row.part.code),
        Column("severity", "Mức độ", lambda row: row.part.severity),
        Column("message", "Vấn đề", lambda row: row.part.message),
        Column("line", "Dòng", lambda row: row.part.line),
        Column("column", "Cột", lambda row: row.part.column),
        Column("page", "Trang", lambda row: row.part.page),
        Column("task", "Mã nhiệm vụ", lambda row: row.part.task),
    ),
    _each_problem,
)


@dataclass(frozen=True)
class Relation:
    """One table: its key, what its rows point to, the columns that are looked up, and a sentence about it."""

    name: str
    table: Table
    about: str
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.table.columns)


_OF_DOCUMENT = (("document",), "documents", ("document",))
_OF_TASK = (("document", "task"), "tasks", ("document", "task"))

RELATIONS = (
    Relation(
        "documents",
        TIDY["documents"],
        "One row a document. `document` is its name below the folder that was converted, with `/`.",
        key=("document",),
        indexes=(("number",), ("issued_on",), ("period_start",), ("sha256",)),
    ),
    Relation(
        "sections",
        TIDY["sections"],
        "The tree of headings and paragraphs; every line of a document is in one.",
        key=("document", "section"),
        refers=(_OF_DOCUMENT, (("document", "parent"), "sections", ("document", "section"))),
        indexes=(("document", "parent"),),
    ),
    Relation(
        "tasks",
        TIDY["tasks"],
        "One row a task. `task` keeps when other parts of the document change.",
        key=("document", "task"),
        refers=(_OF_DOCUMENT,),
    ),
    Relation(
        "task_agencies",
        TIDY["agencies"],
        "One row for each agency that leads a task or joins in; `key` is equal for all spellings of one agency.",
        key=("document", "task", "role", "position"),
        refers=(_OF_TASK,),
        indexes=(("key", "role"), ("name",)),
    ),
    Relation(
        "milestones",
        TIDY["milestones"],
        "One row for each moment or period of a task; `end_inclusive` is 0 for `trước X`.",
        key=("document", "task", "position"),
        refers=(_OF_TASK,),
        indexes=(("end",), ("kind",)),
    ),
    Relation(
        "references",
        TIDY["references"],
        "One row for each document cited; `task` is null in the legal bases of the document itself.",
        key=("document", "place", "task", "position"),
        refers=(_OF_DOCUMENT, _OF_TASK),
        indexes=(("document", "task"), ("number",)),
    ),
    Relation(
        "problems",
        PROBLEMS,
        "What is odd in a document or in its reading.",
        key=("document", "position"),
        refers=(_OF_DOCUMENT,),
        indexes=(("code",),),
    ),
)


def type_of(column: str) -> Type:
    """The type of a column, by its name, equal in all tables."""
    if column in _DATES:
        return "date"
    if column in _BOOLEANS or column.endswith("_inherited"):
        return "boolean"
    return "integer" if column in _INTEGERS else "text"


def make_rows(plan: Plan) -> Rows:
    """The rows of one plan in each table, dates as ISO text; the name of its source stands for the document."""
    return {relation.name: list_rows(relation.table, plan) for relation in RELATIONS}


def list_rows(table: Table, plan: Plan) -> list[list[Cell]]:
    """The cells of one table, row by row."""
    return [[column.value(row) for column in table.columns] for row in table.rows(plan.source.name, plan)]


def name_of(rows: Mapping[str, Sequence[Sequence[Any]]]) -> str:
    """The document that rows made by `make_rows` belong to."""
    return str(rows["documents"][0][0])
