"""Plans as CSV: RFC 4180 with CRLF, for machines as it stands, for Excel with a BOM and safe cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from khcchc.export.columns import TIDY, WIDE, Cell, Table
from khcchc.export.rows import name_documents
from khcchc.model import Plan

Headers = Literal["key", "vi"]

BOM = "\ufeff"
# White space and invisible characters are looked through, because importers drop them.
_FORMULA_RE = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200d\u2060]*[-=+@＝＋－＠]")


def to_csv(
    plans: Sequence[Plan],
    *,
    table: str | None = None,
    headers: Headers = "key",
    excel: bool = False,
) -> str:
    """One row per task, or the tidy `table` of that name; all plans in one sheet."""
    chosen = WIDE if table is None else TIDY[table]
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([column.vi if headers == "vi" else column.key for column in chosen.columns])
    for row in _rows(plans, chosen):
        cells = [_write(value) for value in row]
        writer.writerow([neutralise(cell) for cell in cells] if excel else cells)
    return f"{BOM if excel else ''}{sheet.getvalue()}"


def neutralise(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    `- Ban hành Kế hoạch` is an everyday cell here and an error in Excel; `=HYPERLINK(…)` is an attack.
    """
    return f"'{cell}" if _FORMULA_RE.match(cell) else cell


def _rows(plans: Sequence[Plan], table: Table) -> Iterator[list[Cell]]:
    for name, plan in zip(name_documents(plans), plans, strict=True):
        for row in table.rows(name, plan):
            yield [column.value(row) for column in table.columns]


def _write(value: Cell) -> str:
    if value is None:
        return ""
    return ("false", "true")[value] if isinstance(value, bool) else str(value)
