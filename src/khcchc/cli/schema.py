"""`khcchc schema`: the JSON Schema of a plan."""

from __future__ import annotations

from khcchc.cli import output
from khcchc.cli.session import Session


def schema(session: Session) -> int:
    from khcchc.export.jsontext import schema_text

    output.write(schema_text().encode())
    return 0
