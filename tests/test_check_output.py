"""The reports: one golden file a format, and what the formats themselves demand."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from khcchc import __version__
from khcchc.check.baseline import Stale
from khcchc.check.engine import Checked, check_source
from khcchc.check.findings import Finding
from khcchc.check.options import CheckOptions
from khcchc.check.registry import RULES
from khcchc.check.report import FORMATS, Report, write_report
from khcchc.check.suppression import Suppression
from khcchc.read import read_bytes

CASES = Path(__file__).parent / "cases" / "check"
SUFFIXES = {"json": "json", "sarif": "sarif", "junit": "xml", "gitlab": "json", "markdown": "md"}


def make_checked() -> Checked:
    data = (CASES / "plan.md").read_bytes()
    source = read_bytes(data, name="plan.md", from_format="markdown")
    entries = (Suppression("CIT003", "the number stands in the signed original", 1, sidecar=True),)
    return check_source(source, CheckOptions(), name="plans/plan 1.md", suppressions=entries)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return make_checked()


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("format_name", FORMATS)
def test_golden(checked: Checked, format_name: str, language: str, update_golden: bool) -> None:
    report = Report([checked], language, hidden=2, stale=[Stale("old.md", "STR001", "gone")], statistics=True)
    # A release changes its version, and no golden file with it.
    written = write_report(report, format_name).replace(f'ersion": "{__version__}"'.encode(), b'ersion": "0"')
    path = CASES / "golden" / f"{format_name}.{language}.{SUFFIXES.get(format_name, 'txt')}"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written)
    assert written == path.read_bytes()


@pytest.mark.parametrize("format_name", FORMATS)
def test_nothing_found_is_written_too(format_name: str) -> None:
    source = read_bytes("1. Lập danh mục.\n".encode(), name="x.txt")
    report = Report([check_source(source, CheckOptions())])
    assert isinstance(write_report(report, format_name), bytes)


def load_sarif(checked: Checked) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(write_report(Report([checked]), "sarif"))
    return data


def test_sarif_keeps_to_its_schema(checked: Checked) -> None:
    """The parts of the published schema of SARIF 2.1.0 that this report uses, by hand: no network in tests."""
    data = load_sarif(checked)
    assert data["version"] == "2.1.0" and set(data) == {"$schema", "version", "runs"}
    run = data["runs"][0]
    assert set(run) <= {"tool", "results", "columnKind", "language"} and run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert set(driver) <= {"name", "version", "semanticVersion", "rules", "informationUri"} and driver["name"]
    allowed = {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"}
    for rule in driver["rules"]:
        assert set(rule) <= allowed and rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert all(set(rule[k]) == {"text"} for k in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        check_result(result, driver["rules"])


def check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    allowed = {
        "ruleId",
        "ruleIndex",
        "level",
        "message",
        "locations",
        "relatedLocations",
        "partialFingerprints",
        "baselineState",
        "suppressions",
    }
    assert set(result) <= allowed
    assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
    assert result["baselineState"] in ("new", "unchanged", "updated", "absent")
    if "ruleIndex" in result:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for location in (*result["locations"], *result.get("relatedLocations", [])):
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w./%~-]+", place["artifactLocation"]["uri"])
        region = place["region"]
        assert region["startLine"] >= 1 and region.get("endColumn", 2) > region.get("startColumn", 1) >= 1
    assert all(isinstance(v, str) and v for v in result["partialFingerprints"].values())
    for entry in result.get("suppressions", []):
        assert entry["kind"] in ("inSource", "external") and entry["justification"]


def test_sarif_tells_suppressed_from_new(checked: Checked) -> None:
    results = load_sarif(checked)["runs"][0]["results"]
    kinds = {r["ruleId"]: r["suppressions"][0]["kind"] for r in results if "suppressions" in r}
    assert kinds == {"CIT003": "external", "STR002": "inSource"}
    assert len(load_sarif(checked)["runs"][0]["tool"]["driver"]["rules"]) == len(RULES)


def test_junit_counts_itself(checked: Checked) -> None:
    root = ET.fromstring(write_report(Report([checked]), "junit"))
    assert root.tag == "testsuites" and {s.tag for s in root} == {"testsuite"}
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == sum(c.find("failure") is not None for c in cases)
        assert int(suite.attrib["skipped"]) == sum(c.find("skipped") is not None for c in cases)
        assert all({"name", "classname"} <= set(c.attrib) for c in cases)
    assert int(root.attrib["tests"]) == sum(int(s.attrib["tests"]) for s in root)


def test_gitlab_has_its_documented_keys(checked: Checked) -> None:
    entries = json.loads(write_report(Report([checked, checked]), "gitlab"))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(entry["location"]) == {"path", "lines"} and entry["location"]["lines"]["begin"] >= 1
    assert len({e["fingerprint"] for e in entries}) == len(entries) // 2


def test_github_escapes(checked: Checked) -> None:
    lines = write_report(Report([checked]), "github").decode().splitlines()
    assert lines and all(re.match(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,", line) for line in lines)


def test_the_place_is_marked_under_the_words(checked: Checked) -> None:
    text = write_report(Report([checked]), "full").decode()
    for finding in checked.findings:
        if finding.status == "new" and finding.place.excerpt:
            check_mark(text, finding)


def check_mark(text: str, finding: Finding) -> None:
    block = text[text.index(f":{finding.line}:{finding.place.column}: ") :].splitlines()
    shown, mark = block[2], block[3]
    words = shown[mark.index("^") : mark.rindex("^") + 1]
    assert finding.place.excerpt.startswith(words.rstrip("…"))


def test_fingerprints_do_not_move_with_the_lines() -> None:
    text = (CASES / "plan.md").read_text(encoding="utf-8")
    moved = text.replace("I. NHIỆM VỤ", "Lời nói đầu của kế hoạch này.\n\nI. NHIỆM VỤ", 1)
    prints = [
        {
            f.fingerprint
            for f in check_source(read_bytes(t.encode(), name="p.md"), CheckOptions()).findings
            if f.rule[:3] != "SUP"
        }
        for t in (text, moved)
    ]
    assert prints[0] == prints[1] and len(prints[0]) > 5
