"""One document through all rules: findings in the order of the text, suppressed ones marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khcchc.check.context import CheckContext, read_context
from khcchc.check.findings import Finding, Text
from khcchc.check.fingerprint import with_fingerprints
from khcchc.check.options import CheckOptions
from khcchc.check.registry import select_remarks, select_rules
from khcchc.check.remarks import Remark
from khcchc.check.rule import Rule
from khcchc.check.suppression import Suppression, apply, read_comments
from khcchc.export.problems import describe_problem
from khcchc.grammar import Grammars
from khcchc.messages import Messages
from khcchc.read.source import SourceText


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one document, of every severity, with the lines they stand on by their numbers."""

    name: str
    findings: tuple[Finding, ...]
    lines: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class CheckedSource(Checked):
    """The same, and what they were found in: fifty times the text, so that of many documents it is not kept."""

    context: CheckContext

    def findings_only(self) -> Checked:
        return Checked(self.name, self.findings, self.lines)


def check_source(
    source: SourceText,
    options: CheckOptions | None = None,
    *,
    name: str | None = None,
    grammars: Grammars | None = None,
    suppressions: Sequence[Suppression] = (),
) -> CheckedSource:
    """All findings of one source. Raises `ConfigError` for a rule that does not exist, and nothing for content."""
    options = options or CheckOptions()
    rules = select_rules(options.select, options.ignore)
    comments: tuple[Suppression, ...] = ()
    faults: tuple[Finding, ...] = ()
    lines = source.lines
    if source.source.format in ("text", "markdown"):
        lines, comments, faults = read_comments(source.lines)
        if lines != source.lines:
            source = source._replace(lines=lines)
    context = read_context(source, options, grammars)
    remarks = select_remarks(options.select, options.ignore)
    found = sorted(
        (*_run(context, rules), *_told_by_reading(context, remarks)),
        key=lambda f: (f.place.line, f.place.column, f.rule, f.place.end_column),
    )
    ran = [*(r.id for r in rules), *(r.id for r in remarks)]
    judged = apply(found, (*comments, *suppressions), lines, today=options.today, ran=ran)
    every = sorted((*judged, *faults), key=lambda f: (f.place.line, f.place.column, f.rule))
    quoted = {f.place.line: lines[f.place.line - 1] for f in every if 0 < f.place.line <= len(lines)}
    return CheckedSource(name or source.source.name, tuple(with_fingerprints(every, lines)), quoted, context)


def _run(context: CheckContext, rules: Sequence[Rule]) -> Iterator[Finding]:
    pages = context.source.pages
    for rule in rules:
        seen: set[tuple[int, int, str]] = set()
        for spot in rule.check(context):
            key = (spot.place.line, spot.place.column, spot.message.en)
            if key in seen:
                continue
            seen.add(key)
            line = spot.place.line
            page = pages[line - 1] if 0 < line <= len(pages) else None
            severity = spot.severity or rule.severity
            yield Finding(
                rule.id, severity, spot.place, spot.message, spot.suggestion, spot.task, spot.related, spot.edit, page
            )


def _told_by_reading(context: CheckContext, remarks: Sequence[Remark]) -> Iterator[Finding]:
    """What reading told of the document: where a page or a table is missing, the silence of the rules means nothing."""
    codes = {remark.id for remark in remarks}
    say = Messages("vi")
    for problem in context.plan.problems:
        if problem.code in codes:
            place = context.line(problem.line or 1)
            message = Text(problem.message, describe_problem(problem, say))
            yield Finding(problem.code, problem.severity, place, message, task=problem.task, page=problem.page)
