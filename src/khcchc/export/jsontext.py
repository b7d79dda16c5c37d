"""Plans as JSON: the keys in the order of the contract, UTF-8, and a parse gives the same plan back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from khcchc.model import Plan

# Legal in JSON strings, but line ends to many a reader of lines.
_LINE_ENDS = {char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def to_json(plans: Sequence[Plan], *, array: bool | None = None) -> str:
    """One plan as an object, several as an array; `array` forces either (one object takes one plan)."""
    return "".join(json_pieces(plans, array=len(plans) != 1 if array is None else array))


def json_pieces(plans: Iterable[Plan], *, array: bool) -> Iterator[str]:
    """The same, a piece for each plan; of plans that are made one by one, none is kept."""
    if not array:
        (plan,) = plans
        yield f"{plan.model_dump_json(indent=2)}\n"
        return
    yield from array_pieces(plan.model_dump_json(indent=2) for plan in plans)


def array_pieces(values: Iterable[str]) -> Iterator[str]:
    """Values laid out as JSON, as one array in the same layout."""
    before = ""
    for value in values:
        # No string of JSON holds a line end, so every line is one of the layout.
        inner = value.replace("\n", "\n  ")
        yield f"{before or '['}\n  {inner}"
        before = ","
    yield "\n]\n" if before else "[]\n"


def jsonl_pieces(plans: Iterable[Plan]) -> Iterator[str]:
    """One plan a line, without line ends of any kind inside."""
    for plan in plans:
        line = plan.model_dump_json()
        for end, escaped in _LINE_ENDS.items():
            line = line.replace(end, escaped)
        yield f"{line}\n"


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
