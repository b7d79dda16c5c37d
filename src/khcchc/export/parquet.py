"""Plans as Parquet: the tables of `relational`, one file each, or a folder a year for engines that read partitions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from khcchc.errors import MissingExtra
from khcchc.export.relational import RELATIONS, Relation, type_of

# What Hive, Spark, DuckDB and Arrow take for "no value" in the name of a folder.
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_ROWS_A_GROUP = 20_000


def write_dataset(
    plans: Iterable[Mapping[str, Sequence[Sequence[Any]]]], folder: Path, *, partition: str | None
) -> None:
    """`folder/tasks.parquet` and its siblings, or `folder/tasks/year=2024/part.parquet` where `partition` is `year`.

    Rows are written in groups as they come, so memory does not grow with the plans. Raises `MissingExtra`.
    """
    try:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore] # noqa: F401
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow", hint="pip install 'khcchc[parquet]'") from None
    with ExitStack() as stack:
        tables: dict[str, _Table] = {}
        for rows in plans:
            year = _year(rows) if partition == "year" else None
            for relation in RELATIONS:
                name = f"{relation.name}/year={year}/part.parquet" if partition else f"{relation.name}.parquet"
                if name not in tables:
                    tables[name] = stack.enter_context(_Table(relation, folder / name))
                tables[name].add(rows[relation.name])
        for relation in RELATIONS if not partition else ():
            if f"{relation.name}.parquet" not in tables:
                stack.enter_context(_Table(relation, folder / f"{relation.name}.parquet"))


def _year(rows: Mapping[str, Sequence[Sequence[Any]]]) -> str:
    """The first year that the plan covers, else that of its issue."""
    columns = RELATIONS[0].columns
    document = dict(zip(columns, rows["documents"][0], strict=True))
    date = document["period_start"] or document["issued_on"]
    return str(date)[:4] if date else _NO_VALUE


class _Table:
    """One file being written."""

    def __init__(self, relation: Relation, path: Path) -> None:
        import pyarrow.parquet  # type: ignore[import-untyped, import-not-found, unused-ignore]

        self._types = [type_of(column) for column in relation.columns]
        self._schema = make_schema(relation)
        self._rows: list[Sequence[Any]] = []
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._write()
        self._writer.close()

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _ROWS_A_GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        if not self._rows:
            return
        columns = [
            pyarrow.array([_cell(row[n], kind) for row in self._rows], type=field.type)
            for n, (kind, field) in enumerate(zip(self._types, self._schema, strict=True))
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(columns, schema=self._schema))
        self._rows = []


def make_schema(relation: Relation) -> Any:
    """The Arrow schema of one table."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    types = {"text": pyarrow.string(), "integer": pyarrow.int32(), "boolean": pyarrow.bool_(), "date": pyarrow.date32()}
    fields = [
        pyarrow.field(column, types[type_of(column)], nullable=column not in relation.key or column == "task")
        for column in relation.columns
    ]
    return pyarrow.schema(fields)


def _cell(value: Any, kind: str) -> Any:
    return datetime.date.fromisoformat(value) if kind == "date" and value is not None else value
