"""Workflow commands of GitHub Actions: annotations on the lines of a pull request."""

from __future__ import annotations

from khcchc.check.report import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report) -> str:
    return "".join(
        f"::{_LEVELS[f.severity]} "
        f"file={_value(one.name)},line={f.line},col={f.place.column},endColumn={f.place.end_column},"
        f"title={_value(f.rule)}::{_data(f.message.spoken(report.language))}\n"
        for one, f in report.new()
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
