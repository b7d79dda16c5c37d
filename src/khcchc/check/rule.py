"""What a rule is: a stable id, a readable name, its page of the manual, and the function that checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khcchc.check.findings import Edit, Severity, Spot, Text

if TYPE_CHECKING:
    from khcchc.check.context import CheckContext

FAMILIES = {
    "STR": Text("Structure", "Bố cục"),
    "FLD": Text("Fields of a task", "Trường thông tin của nhiệm vụ"),
    "DLN": Text("Deadlines", "Thời hạn"),
    "DOC": Text("Identity of the document", "Thể thức văn bản"),
    "CIT": Text("Citations", "Viện dẫn"),
    "AGY": Text("Agencies", "Cơ quan"),
    "TSK": Text("Tasks", "Nhiệm vụ"),
    "ABB": Text("Abbreviations", "Chữ viết tắt"),
    "TXT": Text("Letters and wording", "Chữ và câu"),
    "SUP": Text("Suppressions", "Bỏ qua phát hiện"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and its manual page.

    `bad` and `good` are little plans of their own: a test runs the rule on both. `mistakes` says where the
    rule is known to be wrong. `edits` gives the safe repairs of one raw line, where there are any.
    """

    id: str
    name: str
    severity: Severity
    title: Text
    what: Text
    why: Text
    bad: str
    good: str
    check: Callable[[CheckContext], Iterator[Spot]]
    mistakes: Text | None = None
    edits: Callable[[CheckContext, str], Iterator[Edit]] | None = None

    @property
    def family(self) -> str:
        return self.id[:3]
