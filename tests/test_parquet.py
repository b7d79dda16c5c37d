"""Parquet: the tables of the database, typed, in one file each or a folder a year."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from made_plans import make_document, make_full_plan, make_plan, make_task

from khcchc.export import parquet
from khcchc.export.relational import RELATIONS, make_rows
from khcchc.model import Plan

arrow = pytest.importorskip("pyarrow.parquet")


def write(folder: Path, *plans: Plan, partition: str | None = None) -> Path:
    parquet.write_dataset((json.loads(json.dumps(make_rows(plan))) for plan in plans), folder, partition=partition)
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    return list(arrow.read_table(path).to_pylist())


def test_the_tables_are_those_of_the_database(tmp_path: Path) -> None:
    plans = [make_full_plan(), make_plan(make_task(), name="b.txt")]
    write(tmp_path, *plans)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{r.name}.parquet" for r in RELATIONS)
    for relation in RELATIONS:
        read = rows(tmp_path / f"{relation.name}.parquet")
        wanted = [row for plan in plans for row in make_rows(plan)[relation.name]]
        assert [[plain(value) for value in row.values()] for row in read] == wanted


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_types(tmp_path: Path) -> None:
    write(tmp_path, make_full_plan())
    schema = arrow.read_schema(tmp_path / "milestones.parquet")
    assert str(schema.field("end").type) == "date32[day]"
    assert str(schema.field("end_inclusive").type) == "bool"
    assert str(schema.field("start_line").type) == "int32"
    assert not schema.field("document").nullable


def test_a_folder_for_each_year(tmp_path: Path) -> None:
    undated = make_plan(make_task(), name="b.txt", document=make_document(period=None, issued_on=None))
    write(tmp_path, make_full_plan(), undated, partition="year")
    assert sorted(path.name for path in (tmp_path / "tasks").iterdir()) == [
        "year=2018",
        "year=__HIVE_DEFAULT_PARTITION__",
    ]
    table = arrow.read_table(tmp_path / "tasks")
    assert table.num_rows == 3
    assert set(table.column("year").to_pylist()) == {2018, None}


def test_no_plans_give_empty_tables(tmp_path: Path) -> None:
    write(tmp_path)
    assert all(rows(tmp_path / f"{relation.name}.parquet") == [] for relation in RELATIONS)


def test_same_plans_same_bytes_and_groups_do_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (write(tmp_path / "a", make_full_plan()) / "tasks.parquet").read_bytes()
    assert (write(tmp_path / "b", make_full_plan()) / "tasks.parquet").read_bytes() == first
    monkeypatch.setattr(parquet, "_ROWS_A_GROUP", 2)
    write(tmp_path / "c", *(make_plan(make_task(), name=f"{n}.txt") for n in range(5)))
    assert arrow.ParquetFile(tmp_path / "c" / "tasks.parquet").metadata.num_row_groups == 3
