"""The work of agencies as a table for people, CSV or JSON."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence

from khcchc.messages import Messages
from khcchc.workload import Load


def loads_json(loads: Sequence[Load]) -> str:
    rows = [{**dataclasses.asdict(row), "quarters": dict(row.quarters)} for row in loads]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def loads_csv(loads: Sequence[Load]) -> str:
    """One row an agency, one column a quarter; `undated` counts the led tasks without a date."""
    quarters = _quarters(loads)
    head = ["document", "key", "name", "collective", "leads", "supports", *(q or "undated" for q in quarters)]
    rows = [
        [
            r.document,
            r.key,
            r.name,
            str(r.collective).lower(),
            r.leads,
            r.supports,
            *(dict(r.quarters).get(q, 0) for q in quarters),
        ]
        for r in loads
    ]
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\r\n").writerows([head, *rows])
    return sheet.getvalue()


def loads_table(loads: Sequence[Load], say: Messages, width: int) -> str:
    """A table as wide as the terminal, words never cut."""
    from rich.console import Console
    from rich.table import Table

    quarters = _quarters(loads)
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, force_terminal=False, color_system=None)
    for document in dict.fromkeys(r.document for r in loads):
        table = Table(title=document, title_justify="left", box=None, pad_edge=False)
        table.add_column(say("agencies.name"), overflow="fold", ratio=1, min_width=20)
        for heading in (say("agencies.leads"), say("agencies.supports"), *(_quarter(q, say) for q in quarters)):
            table.add_column(heading, justify="right", no_wrap=True)
        for row in (r for r in loads if r.document == document):
            counts = dict(row.quarters)
            table.add_row(
                row.name, str(row.leads or "–"), str(row.supports or "–"), *(str(counts.get(q, "–")) for q in quarters)
            )
        console.print(table)
        console.print()
    return buffer.getvalue()


def _quarters(loads: Sequence[Load]) -> list[str]:
    found = {q for r in loads for q, _ in r.quarters}
    return [*sorted(found - {""}), *([""] if "" in found else [])]


def _quarter(quarter: str, say: Messages) -> str:
    return f"{quarter[-2:]}/{quarter[:4]}" if quarter else say("agencies.undated")
