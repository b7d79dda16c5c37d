"""Plans as CSV: RFC 4180 with CRLF, for machines as it stands, for Excel with a BOM and safe cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from khcchc.export.columns import TIDY, WIDE, Cell
from khcchc.export.rows import DocumentNames
from khcchc.model import Plan

Headers = Literal["key", "vi"]

BOM = "\ufeff"
# White space and invisible characters are looked through, because importers drop them.
_FORMULA_RE = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200d\u2060]*[-=+@＝＋－＠]")


def to_csv(
    plans: Iterable[Plan],
    *,
    table: str | None = None,
    headers: Headers = "key",
    excel: bool = False,
) -> str:
    """One row per task, or the tidy `table` of that name; all plans in one sheet."""
    return "".join(csv_pieces(plans, table=table, headers=headers, excel=excel))


def csv_pieces(
    plans: Iterable[Plan], *, table: str | None = None, headers: Headers = "key", excel: bool = False
) -> Iterator[str]:
    """The same: the headings, then the rows of one plan after the other."""
    chosen = WIDE if table is None else TIDY[table]
    yield BOM if excel else ""
    yield _lines([[column.vi if headers == "vi" else column.key for column in chosen.columns]])
    name = DocumentNames()
    for plan in plans:
        rows = ([_write(column.value(row)) for column in chosen.columns] for row in chosen.rows(name(plan), plan))
        yield _lines([neutralise(cell) for cell in row] if excel else row for row in rows)


def neutralise(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    `- Ban hành Kế hoạch` is an everyday cell here and an error in Excel; `=HYPERLINK(…)` is an attack.
    """
    return f"'{cell}" if _FORMULA_RE.match(cell) else cell


def _lines(rows: Iterable[list[str]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\r\n").writerows(rows)
    return sheet.getvalue()


def _write(value: Cell) -> str:
    if value is None:
        return ""
    return ("false", "true")[value] if isinstance(value, bool) else str(value)
