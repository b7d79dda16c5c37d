"""What a rule may ask: the plan, the source lines, the outline, the words with their places, the regime.

Everything that more than one rule needs is made once, when first asked for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from khcchc.check.findings import Place
from khcchc.check.options import CheckOptions
from khcchc.grammar import Entry, Grammar, Grammars, builtin_grammars
from khcchc.model import Furniture, Plan
from khcchc.outline import Node, Outline, Part
from khcchc.pipeline import run_stages
from khcchc.read.source import SourceText
from khcchc.tasks import FoundTask

_LOST_NUMBERS = "NUM"
"""Problems of a reader with this beginning say that automatic numbers of the format could not be restored."""

_EMPTY_RE = re.compile(r"[\s*_]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph without its marker, or a cell of a table: clean words and their lines."""

    text: str
    start: int
    end: int
    node: Node
    part: Part
    role: str | None = None
    """The column of a cell: task, lead, schedule …"""

    @property
    def zone(self) -> str:
        return self.node.zone


@dataclass(frozen=True)
class CheckContext:
    """One document as the rules see it."""

    source: SourceText
    plan: Plan
    outline: Outline
    furniture: tuple[Furniture, ...]
    found: tuple[FoundTask, ...]
    grammars: Grammars
    options: CheckOptions
    cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What several rules share and one of them made first."""

    @property
    def words(self) -> Grammar:
        """The vocabulary of the rules."""
        return self.grammars["checks"]

    @cached_property
    def regime(self) -> Entry | None:
        """The rules of form in force on the date of issue; `None` when neither date nor year is known."""
        regimes = [e for e in self.words.entries.values() if e.kind == "regime"]
        if self.options.regime != "auto":
            return next((e for e in regimes if e.id == self.options.regime), None)
        issued = self.plan.document.issued_on
        period = self.plan.document.period
        day = issued or (period.start if period else None)
        return next((e for e in regimes if day and _holds(e, day)), None)

    @property
    def law(self) -> str:
        """The rules of form that a finding about form appeals to."""
        return self.regime.name if self.regime else "Nghị định 30/2020/NĐ-CP"

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All words of the document, paragraph by paragraph and cell by cell; furniture is not among them."""
        return tuple(self._pieces())

    @cached_property
    def filled(self) -> frozenset[int]:
        """The numbers of the lines that hold words: neither blank nor set aside."""
        aside = {f.line for f in self.furniture}
        return frozenset(
            n for n, raw in enumerate(self.source.lines, 1) if n not in aside and not _EMPTY_RE.fullmatch(raw)
        )

    @cached_property
    def numbers_lost(self) -> bool:
        return any(p.code.startswith(_LOST_NUMBERS) for p in self.source.problems)

    def line(self, number: int) -> Place:
        """A whole line, without the space around it."""
        raw = self._raw(number)
        words = raw.strip()
        start = len(raw) - len(raw.lstrip())
        return Place(number, start + 1, start + 1 + len(words), words)

    def span(self, number: int, start: int, end: int) -> Place:
        """The characters `start` to `end` (from 0) of a line."""
        return Place(number, start + 1, end + 1, self._raw(number)[start:end])

    def find(self, words: str, start: int, end: int | None = None) -> Place:
        """Where the words stand in the source lines `start` to `end`; the first line where they are not found.

        The words come from clean text, so that white space and emphasis marks may differ.
        """
        last = min(end or start, len(self.source.lines))
        tokens = words.split()
        for size in (len(tokens), 6, 3, 2):
            if not tokens or size > len(tokens):
                continue
            pattern = re.compile(r"[\s*_\\]+".join(re.escape(t) for t in tokens[:size]))
            for number in range(start, last + 1):
                if match := pattern.search(self._raw(number)):
                    return Place(number, match.start() + 1, match.end() + 1, match[0])
        return self.line(start)

    def _raw(self, number: int) -> str:
        return self.source.lines[number - 1] if 0 < number <= len(self.source.lines) else ""

    def _pieces(self) -> Iterator[Piece]:
        for part in self.outline.parts:
            nodes = part.root.walk()
            next(nodes)
            for node in nodes:
                if node.row is None:
                    if node.text:
                        yield Piece(node.text, node.start, node.end, node, part)
                    continue
                columns = node.grid.columns if node.grid else ()
                for i, cell in enumerate(node.row.cells):
                    if cell is not None and cell.text and not cell.inherited:
                        role = columns[i] if i < len(columns) else None
                        yield Piece(cell.text, cell.start, cell.end, node, part, role)


def read_context(source: SourceText, options: CheckOptions, grammars: Grammars | None = None) -> CheckContext:
    """All stages of the parser, once, keeping what the rules need beside the plan."""
    grammars = grammars or builtin_grammars()
    parsed = run_stages(source, grammars)
    return CheckContext(source, parsed.plan, parsed.outline, parsed.furniture, parsed.found, grammars, options)


def _holds(entry: Entry, day: datetime.date) -> bool:
    text = day.isoformat()
    return (not entry.valid_from or entry.valid_from <= text) and (not entry.valid_to or text <= entry.valid_to)
