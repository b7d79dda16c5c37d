"""Items of a list that tabs set apart, as Word writes them into plain text: `1.⇥Rà soát`, `⇥- Cơ quan chủ trì: …`.

Guarantees:
 1. Only the tabs before the words and the one behind their marker become blanks; every word stays on its line.
 2. A line with further tabs has cells and is left alone, and so is an item between two rows of a wide table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from khcchc.clean import CleanLine
from khcchc.grammar import Grammars
from khcchc.kept import compiled
from khcchc.patterns import FirstOf
from khcchc.wrapped_rows import wrapped_rows

_BULLET = "[-–—+*•o▪●·◦]"
_NUMBER = (
    r"(?:(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]{1,2})(?:[.):/]|\.?-)"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}|\((?:\d{1,2}|[a-zđ])\))"
)
_ITEM_RE = compiled(rf"\t*(?:{_BULLET}|{_NUMBER})\t[^\t]+")
_LABEL_RE = compiled(r"\t*((?:[-+•]\s)?)([^\t:]{3,50}?)\t+:\t*([^\t]+)")
"""`⇥Chủ trì⇥⇥: Sở Nội vụ`: the colons of several labels stand below one another."""
_INDENTED_RE = compiled(rf"\t{{1,2}}(?:(?:{_BULLET}|{_NUMBER})\s+[^\t]+|[^\t]{{60,}}|[^\t]*[.;:])")
"""Tabs before an item or a sentence; before a few words they hold the second column of a signature."""
_LABELS = ("lead", "coordinating", "schedule", "deliverables")
_WIDE = 2
"""Tabs behind the first cell of a row of a table, at the least."""


def field_labels(grammars: Grammars) -> FirstOf:
    """The labels of who does a work, what comes of it and when."""
    fields = grammars["fields"]
    return FirstOf(p for role in _LABELS for p in fields.giving(role))


def without_list_tabs(lines: Sequence[CleanLine], taken: Sequence[int], grammars: Grammars) -> Sequence[CleanLine]:
    """The lines, items of lists with a blank behind their markers; `taken` are lines of tables found before."""
    tabbed = [i for i, line in enumerate(lines) if "\t" in line.text and not taken[i]]
    if not tabbed:
        return lines
    out = list(lines)
    labels = field_labels(grammars)
    for i in tabbed:
        if (label := _LABEL_RE.fullmatch(lines[i].text)) and labels.fits(words := f"{label[2]}: {label[3]}"):
            out[i] = lines[i]._replace(text=label[1] + words)
    tabbed = [i for i in tabbed if "\t" in out[i].text]
    wrapped = [span.start for span in wrapped_rows(grammars, "\t").find(out, tabbed)]
    for i in _loose(out, tabbed, frozenset(wrapped), FirstOf(grammars["tables"].giving("number"))):
        out[i] = _as_item(out[i])
    return out


def _as_item(line: CleanLine) -> CleanLine:
    return line._replace(text=line.text.lstrip("\t").replace("\t", " "))


def _loose(
    lines: Sequence[CleanLine], tabbed: Sequence[int], wrapped: Collection[int], heading: FirstOf
) -> Iterator[int]:
    """The lines that are items of lists, or indented, and no rows; rows that go on over lines begin at `wrapped`."""
    waiting: list[int] = []
    inside = False  # whether the last line with cells is of a wide table
    for i in tabbed:
        text = lines[i].text
        if i not in wrapped and (_ITEM_RE.fullmatch(text) or _INDENTED_RE.fullmatch(text)):
            waiting.append(i)
        else:
            wide = i in wrapped or text.count("\t") >= _WIDE
            if not (wide and inside) or heading.fits(text.partition("\t")[0].strip()):
                yield from waiting
            waiting, inside = [], wide
    yield from waiting
