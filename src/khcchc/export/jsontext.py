"""Plans as JSON: the keys in the order of the contract, UTF-8, and a parse gives the same plan back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khcchc.model import Plan

# Legal in JSON strings, but line ends to many a reader of lines.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def to_json(plans: Sequence[Plan], *, array: bool | None = None) -> str:
    """One plan as an object, several as an array; `array` forces either (one object takes one plan)."""
    as_array = len(plans) != 1 if array is None else array
    if as_array:
        from pydantic import TypeAdapter

        return f"{TypeAdapter(list[Plan]).dump_json(list(plans), indent=2).decode()}\n"
    return f"{plans[0].model_dump_json(indent=2)}\n"


def to_jsonl(plans: Sequence[Plan]) -> str:
    """One plan a line, without line ends of any kind inside."""
    import json  # one plan is written without it

    lines = (json.dumps(plan.model_dump(mode="json"), ensure_ascii=False) for plan in plans)
    return "".join(f"{line.translate(_LINE_ENDS)}\n" for line in lines)


def dump(value: Any) -> str:
    """The way all JSON of this package is written."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def schema_text() -> str:
    """The JSON Schema (2020-12) of one plan, as `docs/schema/plan.schema.json` holds it."""
    schema = Plan.model_json_schema(mode="serialization")
    for record in (schema, *schema["$defs"].values()):
        record["required"] = list(record["properties"])  # what is written has every key, absent values as null
    schema["properties"]["schema_version"]["const"] = Plan.model_fields["schema_version"].default
    return f"{dump({'$schema': 'https://json-schema.org/draft/2020-12/schema', **schema})}\n"
