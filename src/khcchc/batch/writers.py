"""From plans to files, in two steps: a worker makes the part of each plan, the main process joins the parts.

Guarantee: a file of one plan, and one of many, hold what `khcchc parse` prints for the same plans.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khcchc.batch.job import Options
from khcchc.messages import Messages

if TYPE_CHECKING:
    from khcchc.model import Plan


class Writer(NamedTuple):
    """`part` makes the bytes of one plan (alone, a whole file), `join` the one file of many, part after part."""

    part: Callable[[Plan, Options], bytes]
    join: Callable[[Iterable[bytes], Path, Options], None]


def _render(plan: Plan, options: Options) -> bytes:
    from khcchc.export.formats import Rendering, render

    rendering = Rendering(
        format=options.format,
        table=options.table,
        headers=options.headers or "key",
        excel=options.excel,
        say=Messages(options.language),
    )
    return render([plan], rendering)


def _join_json(parts: Iterable[bytes], path: Path, options: Options) -> None:
    from khcchc.export.jsontext import array_pieces

    with path.open("wb") as file:
        file.writelines(piece.encode() for piece in array_pieces(part.decode().rstrip("\n") for part in parts))


def _join_lines(parts: Iterable[bytes], path: Path, options: Options) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


def _join_csv(parts: Iterable[bytes], path: Path, options: Options) -> None:
    """The header of the first part, the rows of all."""
    with path.open("wb") as file:
        for number, part in enumerate(parts):
            header, _, rows = part.partition(b"\r\n")
            if not number:
                file.write(header + b"\r\n")
            file.write(rows)


def _join_markdown(parts: Iterable[bytes], path: Path, options: Options) -> None:
    with path.open("wb") as file:
        for number, part in enumerate(parts):
            file.write(b"\n" + part if number else part)


def _ics_part(plan: Plan, options: Options) -> bytes:
    from khcchc.export.ics import list_entries, write_calendar

    entries = list_entries(plan, todo=options.todo, say=Messages(options.language))
    if options.combine:
        return json.dumps(entries, ensure_ascii=False).encode()
    return write_calendar(entries)


def _join_ics(parts: Iterable[bytes], path: Path, options: Options) -> None:
    from khcchc.export.ics import ENDING, OPENING

    seen: set[str] = set()
    with path.open("wb") as file:
        file.write(OPENING)
        for part in parts:
            for uid, text in json.loads(part):
                if uid not in seen:  # one document that lies in two folders
                    seen.add(uid)
                    file.write(text.encode())
        file.write(ENDING)


def _rows_part(plan: Plan, options: Options) -> bytes:
    from khcchc.export.relational import make_rows

    return json.dumps(make_rows(plan), ensure_ascii=False, separators=(",", ":")).encode()


def _xlsx_part(plan: Plan, options: Options) -> bytes:
    from khcchc.export.problems import with_described_problems
    from khcchc.export.xlsx import sheet_rows, write_workbook

    rows = sheet_rows(with_described_problems(plan, Messages(options.language)))
    if options.combine:
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return write_workbook([rows], headers=options.headers or "vi")


def _join_xlsx(parts: Iterable[bytes], path: Path, options: Options) -> None:
    from khcchc.export.xlsx import save_workbook

    save_workbook((json.loads(part) for part in parts), path, headers=options.headers or "vi")


def _join_tables(parts: Iterable[bytes], path: Path, options: Options) -> None:
    from khcchc.export.parquet import write_dataset

    write_dataset((json.loads(part) for part in parts), path, partition=options.partition)


def _keep_none(parts: Iterable[bytes], path: Path, options: Options) -> None:
    raise NotImplementedError("a database takes its parts one by one")


WRITERS: Mapping[str, Writer] = {
    "json": Writer(_render, _join_json),
    "jsonl": Writer(_render, _join_lines),
    "csv": Writer(_render, _join_csv),
    "markdown": Writer(_render, _join_markdown),
    "xlsx": Writer(_xlsx_part, _join_xlsx),
    "ics": Writer(_ics_part, _join_ics),
    "parquet": Writer(_rows_part, _join_tables),
    "sqlite": Writer(_rows_part, _keep_none),
}
