"""Labels and quarters damaged by text recognition, repaired: `Cơ quan phổi hợp;` is `Cơ quan phối hợp:`.

Guarantees:
 1. Of labels only the words before the colon of a line are touched, and only when the result is a label that
    the grammar of fields knows and what stood there is not.
 2. A word changes by its marks and at most one letter.
 3. The numeral of a quarter changes only from what no quarter has: `quý 11` is `quý II`, `quý 1` stays.
 4. Every repair is told (OCR001), as is every line and page that was hard to read (OCR002).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from khcchc.accents import plain_letters
from khcchc.grammar import Grammars, builtin_grammars
from khcchc.model import Problem
from khcchc.patterns import Pattern, fits_any
from khcchc.read.pdf_assembly import AssembledText

_ROLES = ("lead", "coordinating", "schedule", "deliverables", "content", "budget", "note")
_COLUMNS = ("number", "coordinating", "lead", "schedule", "deliverables", "budget", "note", "title", "task")
_BULLETS = ("-", "+", "–", "—", "•", "*")
_POOR = 60.0
"""Percent: below, about every second line holds a wrong word."""
_MOST_LINES = 12
_NUMERAL_RE = re.compile(r"[Il1|]+V?")
_STROKE_RE = re.compile(r"[l1|]")


def repair_labels(text: AssembledText, recognised: Collection[int]) -> list[Problem]:
    """Repair the labels of recognised pages in place; what was repaired, and what was hard to read."""
    if not recognised:
        return []
    repairer = LabelRepairer(builtin_grammars())
    problems: list[Problem] = []
    for i, line in enumerate(text.lines):
        if text.pages[i] not in recognised or not line:
            continue
        for repair in (repairer.repair, repairer.repair_quarters):
            repaired = repair(text.lines[i])
            if repaired is None:
                continue
            text.lines[i], message = repaired
            problems.append(Problem(code="OCR001", severity="info", message=message, line=i + 1, page=text.pages[i]))
    for i in _header_lines(text, recognised):
        heading = repairer.repair_heading(text.lines[i])
        if heading is not None:
            message = f"heading {text.lines[i]!r} read as {heading!r}"
            text.lines[i] = heading
            problems.append(Problem(code="OCR001", severity="info", message=message, line=i + 1, page=text.pages[i]))
    return [*problems, *_hard_to_read(text)]


class LabelRepairer:
    """Repairs one line at a time; built once for a set of grammars."""

    def __init__(self, grammars: Grammars) -> None:
        fields = grammars["fields"]
        self._labels: tuple[Pattern, ...] = tuple(p for role in _ROLES for p in fields.giving(role))
        self._headings: tuple[Pattern, ...] = tuple(p for role in _COLUMNS for p in grammars["tables"].giving(role))
        self._damaged = grammars["ocr"].pattern("damaged label")
        self._quarters = grammars["ocr"].pattern("quarters")
        self._words = _word_patterns(grammars["ocr"].words("label words"))

    def repair(self, line: str) -> tuple[str, str] | None:
        """The line with its label repaired, and what was done; `None` where nothing is to be done."""
        line = unicodedata.normalize("NFC", line)
        match = self._damaged.match(line)
        # `Chủ trì; phối hợp` may be a sentence, `Thời gian thực hiện;` is a label.
        if match is None or (match["sep"] != ":" and len(match["head"]) < 8):
            return None
        head, value = match["head"], match["value"]
        whole = match["sep"] == ":" and self._is_label(f"{head}: {value}")
        bullet = match["bullet"].strip()
        if whole and bullet in ("", *_BULLETS):
            return None
        better = head if whole else self._mend(head)
        if not self._is_label(f"{better}: {value}"):
            return None
        mark = f"{bullet if bullet in _BULLETS else '-'} " if bullet else ""
        was, now = line[: match.end("sep")].strip(), f"{mark}{better}:"
        return f"{now} {value}".rstrip(), f"label {was!r} read as {now!r}"

    def repair_quarters(self, line: str) -> tuple[str, str] | None:
        """The line with its quarters in Roman numerals where I was misread, and what was done; else `None`."""
        line = unicodedata.normalize("NFC", line)
        told: list[str] = []

        def repair(match: re.Match[str]) -> str:
            now = match["word"] + _NUMERAL_RE.sub(_as_roman, match["numerals"])
            if now != match[0]:
                told.append(f"quarter {match[0]!r} read as {now!r}")
            return now

        better = self._quarters.re.sub(repair, line)
        return (better, "; ".join(told)) if told else None

    def repair_heading(self, heading: str) -> str | None:
        """The heading of a column as one that the grammar of tables knows: `CƠQUAN PHỐIHỢP`; else `None`."""
        heading = unicodedata.normalize("NFC", heading)
        if len(heading) > 60 or fits_any(self._headings, heading):
            return None
        better = self._mend(heading)
        return better if better != heading and fits_any(self._headings, better) else None

    def _is_label(self, text: str) -> bool:
        return fits_any(self._labels, text)

    def _mend(self, head: str) -> str:
        """Each known word put in the place of what comes nearest to it."""
        for pattern, words in self._words:
            folded = plain_letters(head)
            if len(folded) != len(head):
                return head
            found = pattern.search(folded)
            if found is None:
                continue
            start, end = found.span()
            old = head[start:end]
            new = words.upper() if old.isupper() else words[0].upper() + words[1:] if old[0].isupper() else words
            after = " " if end < len(head) and head[end].isalnum() else ""
            before = " " if start and head[start - 1].isalnum() else ""
            head = head[:start] + before + new + after + head[end:]
        return head


def _as_roman(numeral: re.Match[str]) -> str:
    """`lI` and `11` are `II`, `1V` is `IV`; a lone 1 says the same as I."""
    return numeral[0] if numeral[0] == "1" else _STROKE_RE.sub("I", numeral[0])


@lru_cache(maxsize=4)
def _word_patterns(words: tuple[str, ...]) -> tuple[tuple[Any, str], ...]:
    import regex  # type: ignore[import-untyped, unused-ignore]

    ordered = sorted(words, key=lambda w: (-len(w), w))
    # The space is free: narrow letters run together on a scan (`CƠQUAN CHỦTRÌ`).
    return tuple((regex.compile(rf"(?b)(?:{plain_letters(w).replace(' ', ' ?')}){{e<=1}}"), w) for w in ordered)


def _header_lines(text: AssembledText, recognised: Collection[int]) -> Iterator[int]:
    """Indexes of the lines in the first two rows of tables: where headings stand."""
    for table in text.tables:
        for row in table.rows[:2]:
            for cell in row:
                if (
                    cell is not None
                    and not cell.merged
                    and cell.start == cell.end
                    and text.pages[cell.start - 1] in recognised
                ):
                    yield cell.start - 1


def _hard_to_read(text: AssembledText) -> Iterator[Problem]:
    """One warning for each page that holds lines of low confidence."""
    poor: dict[int, list[int]] = defaultdict(list)
    for line, confidence in sorted(text.confidence.items()):
        if confidence < _POOR and any(map(str.isalnum, text.lines[line - 1])):
            poor[text.pages[line - 1]].append(line)
    for page, lines in sorted(poor.items()):
        named = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if len(lines) > _MOST_LINES else "")
        message = f"page {page}: hard to read, check {'line' if len(lines) == 1 else 'lines'} {named}"
        yield Problem(code="OCR002", severity="warning", message=message, line=lines[0], page=page)
