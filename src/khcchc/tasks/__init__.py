"""Sections and grids to tasks: by field groups, by tables, by assignment in prose."""

from __future__ import annotations

from khcchc.actors import actor_scanner
from khcchc.grammar import Grammars
from khcchc.lines import LineMarker
from khcchc.outline import Outline
from khcchc.tasks.assignment import AssignmentTasks
from khcchc.tasks.fields import FieldTasks
from khcchc.tasks.found import FoundField, FoundTask
from khcchc.tasks.groups import GroupWords
from khcchc.tasks.lending import with_lent_leads, with_lent_times
from khcchc.tasks.of_all import SaidOfAll
from khcchc.tasks.roles import RoleSplitter
from khcchc.tasks.sentence import SentenceReader
from khcchc.tasks.sharing import SharedGroups
from khcchc.tasks.table import table_tasks

__all__ = ["FoundField", "FoundTask", "find_tasks"]


def find_tasks(outline: Outline, grammars: Grammars) -> tuple[FoundTask, ...]:
    """Every task of the document, in the order of its lines."""
    scanner = actor_scanner(grammars)
    marker = LineMarker(grammars)
    sentences = SentenceReader(grammars, scanner)
    roles = RoleSplitter(grammars, scanner, sentences.dues)
    said = SaidOfAll(grammars, roles, marker)
    words = GroupWords(grammars)
    found = table_tasks(outline, marker, roles, sentences)
    for part in outline.parts:
        groups = FieldTasks(grammars, scanner, marker, roles, said)
        own = groups.search(part.root)
        shared = SharedGroups(grammars, sentences, groups.consumed)
        found += map(words.without_number, with_lent_leads(shared.spread(own), sentences, said))
        found += AssignmentTasks(grammars, scanner, sentences, said, groups.consumed).search(part.root)
    return tuple(sorted(with_lent_times(found, sentences, said), key=lambda t: (t.start, t.end)))
