"""`khcchc schema`: the JSON Schema of a plan."""

from __future__ import annotations

import typer

from khcchc.cli import output
from khcchc.cli.layout import Command


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("schema", cls=Command, help="help.schema")(schema)


def schema() -> int:
    from khcchc.export.jsontext import schema_text

    output.write(schema_text().encode())
    return 0
