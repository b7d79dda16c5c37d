"""Findings that somebody looked at and lets stand, each with the reason.

A signed document is not edited: beside `plan.docx` stands `plan.docx.khcchc.toml` with `[[ignore]]`
entries. In text and Markdown a line `<!-- khcchc: ignore DOC003 reason -->` speaks for the next line,
and at the end of a line for that line. What suppresses nothing is told.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from pathlib import Path
from typing import Any

from khcchc.check.findings import Finding, Place, Severity, Text
from khcchc.errors import ConfigError

SIDECAR = ".khcchc.toml"
_KEYS = ("rule", "task", "text", "reason", "until")
_COMMENT_RE = re.compile(
    r"<!--\s*khcchc:\s*(?P<what>ignore-file|ignore)\b\s*+(?P<rules>[A-Za-z]{2,3}\d*(?:\s*,\s*[A-Za-z]{2,3}\d*)*)?\s*+(?P<reason>(?:(?!-->|<!--).)*+)-->"
)


@dataclass(slots=True)
class Suppression:
    """One entry; `used` counts what it let stand."""

    rule: str
    reason: str
    line: int
    """Of the comment, or of the entry's place in the sidecar (counted from 1)."""
    target: int | None = None
    """The line that a comment speaks for; `None` for the whole document."""
    task: str | None = None
    text: str | None = None
    until: datetime.date | None = None
    sidecar: bool = False
    used: int = field(default=0)

    def covers(self, finding: Finding, lines: Sequence[str]) -> bool:
        if not finding.rule.startswith(self.rule.upper()) or (self.target is not None and finding.line != self.target):
            return False
        if self.task is not None and finding.task != self.task:
            return False
        return self.text is None or self.text in lines[finding.line - 1]


def read_sidecar(plan: Path) -> tuple[Suppression, ...]:
    """The entries beside a plan; none when there is no such file. Raises `ConfigError`."""
    for path in (plan.with_name(plan.name + SIDECAR), plan.with_name(plan.stem + SIDECAR)):
        if path.is_file():
            return tuple(_entries(path))
    return ()


def _entries(path: Path) -> Iterator[Suppression]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}", hint="see docs/check.md") from None
    if unknown := [k for k in data if k != "ignore"]:
        raise ConfigError(f"{path.name}: unknown key {unknown[0]!r}", hint="known: ignore")
    entries = data.get("ignore", [])
    if not isinstance(entries, list):
        raise ConfigError(f"{path.name}: 'ignore' is not a list", hint="write [[ignore]]")
    for n, entry in enumerate(entries, 1):
        yield _entry(path.name, n, entry)


def _entry(name: str, n: int, entry: Any) -> Suppression:
    where = f"{name}: ignore {n}"
    if not isinstance(entry, dict):
        raise ConfigError(f"{where}: is no table", hint="write [[ignore]]")
    if unknown := [k for k in entry if k not in _KEYS]:
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}", hint=f"known: {', '.join(_KEYS)}")
    if wrong := [k for k in _KEYS if k != "until" and not isinstance(entry.get(k, ""), str)]:
        raise ConfigError(f"{where}: {wrong[0]} is no text", hint=f'{wrong[0]} = "…"')
    if "rule" not in entry or not entry.get("reason", "").strip():
        raise ConfigError(f"{where}: needs a rule and a reason", hint='rule = "DOC003", reason = "…"')
    until = entry.get("until")
    if isinstance(until, str):
        try:
            until = datetime.date.fromisoformat(until)
        except ValueError:
            raise ConfigError(f"{where}: until {until!r} is no date", hint="write it as 2026-12-31") from None
    if until is not None and type(until) is not datetime.date:  # a moment of a day is a date too, and no day
        raise ConfigError(f"{where}: until is no date", hint="write it as 2026-12-31")
    return Suppression(
        entry["rule"], entry["reason"].strip(), n, None, entry.get("task"), entry.get("text"), until, sidecar=True
    )


def read_comments(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Suppression, ...], tuple[Finding, ...]]:
    """The lines without their suppression comments, the suppressions, and the comments that say too little."""
    kept, entries, faults = list(lines), [], []
    following: int | None = None
    """The next line below that holds words of the document."""
    for number in range(len(lines), 0, -1):
        raw = lines[number - 1]
        match = _COMMENT_RE.search(raw) if "<!--" in raw else None
        if match is None:
            following = number if raw.strip() else following
            continue
        reason = match["reason"].strip()
        kept[number - 1] = raw[: match.start()].rstrip() + raw[match.end() :]
        rules = [r.strip().upper() for r in (match["rules"] or "").split(",") if r.strip()]
        if rules and reason:
            alone = not kept[number - 1].strip()
            target = None if match["what"] == "ignore-file" else ((following or number) if alone else number)
            entries += [Suppression(rule, reason, number, target) for rule in reversed(rules)]
        else:
            place = Place(number, match.start() + 1, match.end() + 1, match[0])
            message = Text("a suppression needs a rule and a reason", "chú thích bỏ qua phải ghi mã quy tắc và lý do")
            faults.append(Finding("SUP004", "warning", place, message))
        if _COMMENT_RE.fullmatch(raw.strip()) is None:
            following = number
    return tuple(kept), tuple(reversed(entries)), tuple(reversed(faults))


def apply(
    findings: Iterable[Finding],
    entries: Sequence[Suppression],
    lines: Sequence[str],
    *,
    today: str | None,
    ran: Sequence[str],
) -> Iterator[Finding]:
    """The findings, those let stand marked; then what is to be said of the suppressions themselves.

    `ran` are the rules that were run: a suppression of another rule cannot be called unused.
    """
    try:
        day = datetime.date.fromisoformat(today) if today else None
    except ValueError:
        raise ConfigError(f"--today {today}: no date", hint="write it as 2026-12-31") from None
    live = [not (day and e.until and e.until < day) for e in entries]
    by_line: dict[int | None, list[tuple[int, Suppression]]] = {}
    for order, (entry, lives) in enumerate(zip(entries, live, strict=True)):
        if lives:
            by_line.setdefault(entry.target, []).append((order, entry))
    for finding in findings:
        fitting = merge(by_line.get(None, ()), by_line.get(finding.line, ()), key=_order)
        let = next((e for _, e in fitting if e.covers(finding, lines)), None)
        if let is None:
            yield finding
        else:
            let.used += 1
            yield replace(finding, status="suppressed", reason=let.reason, noted_in_text=not let.sidecar)
    for entry, lives in zip(entries, live, strict=True):
        if any(rule.startswith(entry.rule.upper()) for rule in ran):
            yield from _told(entry, lives, day)


def _order(entry: tuple[int, Suppression]) -> int:
    return entry[0]


def _told(entry: Suppression, live: bool, day: datetime.date | None) -> Iterator[Finding]:
    where = Text("in the sidecar file", "trong tệp đi kèm") if entry.sidecar else Text("here", "ở đây")
    place = Place(1 if entry.sidecar else entry.line, 1, 1, "")
    if not live:
        yield _finding(
            "SUP002",
            "warning",
            place,
            Text(
                f"the suppression of {entry.rule} {where.en} ran out on {entry.until}",
                f"việc bỏ qua {entry.rule} {where.vi} đã hết hạn ngày {entry.until}",
            ),
        )
    elif not entry.used:
        yield _finding(
            "SUP001",
            "warning",
            place,
            Text(
                f"the suppression of {entry.rule} {where.en} suppresses nothing",
                f"việc bỏ qua {entry.rule} {where.vi} không còn tác dụng",
            ),
        )
    elif entry.until and day is None:
        message = Text(
            f"the suppression of {entry.rule} runs until {entry.until}; give --today to hold it to that",
            f"việc bỏ qua {entry.rule} có hạn {entry.until}; dùng --today để đối chiếu",
        )
        yield _finding("SUP003", "info", place, message)


def _finding(rule: str, severity: Severity, place: Place, message: Text) -> Finding:
    return Finding(rule, severity, place, message)
