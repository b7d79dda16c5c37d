"""What a rule may ask: the plan, the source lines, the outline, the words with their places, the regime.

Everything that more than one rule needs is made once, when first asked for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from khcchc.check.findings import Place
from khcchc.check.joined import JoinedTexts
from khcchc.check.options import CheckOptions
from khcchc.grammar import Grammar, Grammars, builtin_grammars
from khcchc.grammar_rows import Entry
from khcchc.model import Furniture, Plan
from khcchc.outline import Node, Outline, Part
from khcchc.patterns import Pattern, fits_any
from khcchc.pipeline import run_stages
from khcchc.read.source import SourceText
from khcchc.tasks import FoundTask

_WEB = "web "
"""Furniture of a web site is set aside for reasons with this beginning."""

_EMPTY_RE = re.compile(r"[\s*_]*")
_BETWEEN_WORDS_RE = re.compile(r"[\s*_\\]+")
_EMPHASIS = "*_\\"


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
        """All words of the document, paragraph by paragraph and cell by cell.

        Furniture is not among them, nor what a web page says behind the document.
        """
        return tuple(self._pieces())

    @cached_property
    def head_pieces(self) -> Mapping[int, tuple[Piece, ...]]:
        """The pieces of the letterhead, title and grounds, by the `id` of their part."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            if piece.zone == "head":
                found.setdefault(id(piece.part), []).append(piece)
        return {part: tuple(pieces) for part, pieces in found.items()}

    @cached_property
    def tail_pieces(self) -> tuple[Piece, ...]:
        """Recipients and signature, of whichever part holds them."""
        return tuple(piece for piece in self.pieces if piece.zone == "tail")

    @cached_property
    def lines(self) -> JoinedTexts:
        """The source lines as one text; line 1 has the number 0."""
        return JoinedTexts(self.source.lines)

    @cached_property
    def low_lines(self) -> JoinedTexts:
        """The source lines in small letters."""
        return JoinedTexts([line.lower() for line in self.source.lines])

    @cached_property
    def low_pieces(self) -> JoinedTexts:
        """The texts of the pieces in small letters."""
        return JoinedTexts([piece.text.lower() for piece in self.pieces])

    def likely(self, patterns: Iterable[Pattern]) -> Iterator[tuple[int, list[Pattern]]]:
        """The places in `pieces` of those that hold what a pattern needs, in order, with the patterns to try there."""
        by_piece: dict[int, list[Pattern]] = {}
        for pattern in patterns:
            needs = pattern.rule.needs
            for number in self.low_pieces.holding_any(needs) if needs else range(len(self.pieces)):
                by_piece.setdefault(number, []).append(pattern)
        yield from sorted(by_piece.items())

    @cached_property
    def filled(self) -> frozenset[int]:
        """The numbers of the lines that hold words: neither blank nor set aside."""
        aside = {f.line for f in self.furniture}
        return frozenset(
            n for n, raw in enumerate(self.source.lines, 1) if n not in aside and not _EMPTY_RE.fullmatch(raw)
        )

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

        The words come from clean text, so that white space and emphasis marks may differ. Words that go on in
        the next line are shown as far as the end of theirs. An answer is remembered: a paragraph that says one
        thing a thousand times is asked a thousand times for it.
        """
        known: dict[tuple[str, int, int | None], Place] = self.cache.setdefault("places", {})
        key = (words, start, end)
        if key not in known:
            known[key] = self._find(words, start, end)
        return known[key]

    def _find(self, words: str, start: int, end: int | None) -> Place:
        last = min(end or start, len(self.source.lines))
        tokens = words.split()
        if not tokens:
            return self.line(start)
        place = self._find_in_line(tokens, start, last) or self._find_across(tokens, start, last)
        for size in (6, 3, 2):  # words that the document has otherwise: their beginning will do
            if place is None and size < len(tokens):
                place = self._find_in_line(tokens[:size], start, last)
        return place or self.line(start)

    def _find_in_line(self, tokens: list[str], start: int, last: int) -> Place | None:
        for number in range(start, last + 1):
            if (found := _find_words(tokens, self._raw(number))) is not None:
                return self.span(number, *found)
        return None

    def _find_across(self, tokens: list[str], start: int, last: int) -> Place | None:
        if last <= start:
            return None
        lines = [self._raw(number) for number in range(start, last + 1)]
        found = _find_words(tokens, "\n".join(lines))
        if found is None:
            return None
        at = found[0]
        for number, raw in enumerate(lines, start):
            if at < len(raw):
                return self.span(number, at, len(raw.rstrip()))
            at -= len(raw) + 1
        return None

    def _raw(self, number: int) -> str:
        return self.source.lines[number - 1] if 0 < number <= len(self.source.lines) else ""

    @cached_property
    def _site_begins(self) -> int:
        """The line from which on a web page speaks for itself; behind the last line where there is none.

        It is a notice of the web site with no number, no task and no signature of the document behind it.
        """
        notices = [f.line for f in self.furniture if f.why.startswith(_WEB)]
        if not notices:
            return len(self.source.lines) + 1
        last = max((node.end for node in self.outline.nodes() if self._is_certain(node)), default=0)
        return min((line for line in notices if line > last), default=len(self.source.lines) + 1)

    def _is_certain(self, node: Node) -> bool:
        """Whether a node is the document's own: numbered, a row of tasks, or what opens recipients and signature."""
        if node.row is not None:
            return node.grid is not None and node.grid.holds_tasks
        tail = self.grammars["head"].giving("tail")
        return node.number is not None or (node.zone == "tail" and fits_any(tail, node.text))

    def _pieces(self) -> Iterator[Piece]:
        for part in self.outline.parts:
            for node in part.root.walk()[1:]:
                if node.start > self._site_begins:
                    continue
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


def _find_words(tokens: list[str], raw: str) -> tuple[int, int] | None:
    """Where the tokens first stand behind each other, with white space and emphasis marks between them."""
    at = raw.find(tokens[0])
    while at >= 0:
        end = _end_of(tokens, raw, at)
        if end is not None:
            return at, end
        at = raw.find(tokens[0], at + 1)
    return None


def _end_of(tokens: list[str], raw: str, at: int) -> int | None:
    """Where the tokens end that begin at a place; no pattern is made of them, since making one takes longer."""
    end = at + len(tokens[0])
    for token in tokens[1:]:
        gap = _BETWEEN_WORDS_RE.match(raw, end)
        if gap is None:
            return None
        # A token may begin with such a mark itself: `*a` behind ` **`.
        marks = len(token) - len(token.lstrip(_EMPHASIS))
        start = gap.end() - marks if marks and gap.end() - marks > end else gap.end()
        if not raw.startswith(token, start):
            return None
        end = start + len(token)
    return end
