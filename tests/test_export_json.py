"""JSON and JSONL: identity, order, one line each; the published schema is that of the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_plans import make_full_plan, make_plan, make_task
from pydantic import TypeAdapter

from khcchc.export.jsontext import jsonl_pieces, schema_text, to_json
from khcchc.model import Plan

SCHEMA = Path(__file__).parents[1] / "docs" / "schema" / "plan.schema.json"
CONTRACT_KEYS = ["schema_version", "source", "document", "sections", "tasks", "problems", "coverage"]
TASK_KEYS = [
    *("id", "path", "number", "group", "basis", "title", "content", "lead", "coordinating", "deliverables"),
    *("schedule", "budget", "note", "references", "span"),
]


@pytest.mark.parametrize("plan", [make_plan(), make_full_plan()], ids=["empty", "full"])
def test_json_to_plan_to_json_is_the_identity(plan: Plan) -> None:
    text = to_json([plan])
    assert Plan.model_validate_json(text) == plan
    assert to_json([Plan.model_validate_json(text)]) == text


def test_keys_stand_in_the_order_of_the_contract() -> None:
    plan = json.loads(to_json([make_full_plan()]))
    assert list(plan) == CONTRACT_KEYS
    assert list(plan["tasks"][0]) == TASK_KEYS


def test_text_is_utf8_and_absent_is_null() -> None:
    text = to_json([make_full_plan()])
    assert "Cải cách hành chính năm 2018" in text
    assert json.loads(text)["tasks"][1]["deliverables"] is None


@pytest.mark.parametrize(
    ("count", "array", "kind"),
    [(1, None, dict), (2, None, list), (0, None, list), (1, True, list)],
)
def test_several_plans_are_an_array(count: int, array: bool | None, kind: type) -> None:
    assert isinstance(json.loads(to_json([make_plan()] * count, array=array)), kind)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_array_is_laid_out_as_pydantic_does(count: int) -> None:
    plans = [make_full_plan(), make_plan(), make_plan(make_task(content="một\nhai"))][:count]
    assert to_json(plans, array=True) == f"{TypeAdapter(list[Plan]).dump_json(plans, indent=2).decode()}\n"


def test_jsonl_has_one_line_a_plan_whatever_line_ends_the_text_holds() -> None:
    odd = make_plan(make_task(content="một\nhai\u2028ba\x85bốn"))
    lines = "".join(jsonl_pieces([odd, make_plan()])).splitlines()
    assert [Plan.model_validate_json(line) for line in lines] == [odd, make_plan()]


def test_the_published_schema_is_that_of_the_code() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), f"run: khcchc schema > {SCHEMA.relative_to(Path.cwd())}"


def test_the_schema_asks_for_every_key_of_the_contract() -> None:
    schema = json.loads(schema_text())
    assert schema["required"] == CONTRACT_KEYS
    assert schema["$defs"]["Task"]["required"] == TASK_KEYS
    assert schema["properties"]["schema_version"]["const"] == "1.0"
