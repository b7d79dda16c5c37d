"""The records of one plan, as the contract fixes them: frozen, validated, JSON in field order.

Every value keeps the words it came from and the place where they stand. `None` means that the
document does not say; an empty string never stands for "absent".
"""

import datetime  # no postponed annotations here: pydantic would evaluate each of them again
from functools import cache
from operator import is_
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Severity = Literal["error", "warning", "info"]
Basis = Literal["fields", "table", "assignment"]
SectionKind = Literal[
    "roman",
    "arabic",
    "decimal",
    "letter",
    "dash",
    "plus",
    "article",
    "appendix",
    "part",
    "heading",
    "paragraph",
    "group",
]
MilestoneKind = Literal["window", "deadline", "ongoing", "recurring", "conditional", "reference", "unspecified"]
Date = datetime.date


class Record(BaseModel):
    """Frozen, and strict about names: a key that the contract does not know is refused.

    A field that is left out says the same as its default, so every field counts as set. The records of a type share
    one set of their names: a set each would be two thirds of the memory of a plan.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def model_fields_set(self) -> set[str]:
        """The names of all fields, in a set of the caller's own."""
        return set(_names_of(type(self)))

    @classmethod
    def checked(cls, fields: dict[str, object]) -> Self:
        """As `cls(**fields)`, in two thirds of the time: for the records of which a plan has thousands."""
        record: Self = cls.__pydantic_validator__.validate_python(fields)
        return record


@cache
def _names_of(record: type[Record]) -> set[str]:
    return set(record.model_fields)


def _shared_names(record: Record) -> set[str]:
    return _names_of(type(record))


# Where pydantic keeps the set of the fields that were given, one stands for all records of a type. Each record is made
# with a set of its own, which `is_` takes and lets go: no call of Python for every record.
_names = property(_shared_names, is_)  # type: ignore[arg-type]
type.__setattr__(Record, "__pydantic_fields_set__", _names)  # in the class body it would be a field


class Span(Record):
    """Where words stand: 1-based lines of the text that was read, both ends included."""

    start_line: int
    end_line: int
    page: int | None = None
    """1-based page, where the format has pages."""
    cell: tuple[int, int, int] | None = None
    """(table, row, column), each counted from 1, where the words stand in a table."""


class Source(Record):
    """What was read, without any path or clock: the same bytes give the same record."""

    name: str
    sha256: str
    format: str
    encoding: str | None = None
    pages: int | None = None
    lines: int
    extractor: str
    ocr: bool = False


class Reference(Record):
    """One document cited in the text (viện dẫn)."""

    text: str
    kind: str | None = None
    """ASCII snake_case: one of the 29 kinds of NĐ 30/2020, or luat, nghi_dinh, thong_tu, phap_lenh …"""
    number: str | None = None
    """Number and symbol with stray spaces repaired: `1648/QĐ-UBND`."""
    date: Date | None = None
    issuer: str | None = None
    span: Span


class Agency(Record):
    """One agency, or one collective of agencies, named in a lead or coordinating field."""

    text: str
    """The words as written."""
    name: str
    """The full name: a shared head or locality repeated, nothing else added."""
    collective: bool
    note: str | None = None
    """What the text says of its part: a parenthesis, or the clause behind the name."""
    kind: str | None = None
    """ubnd, so, phong, bo, cong_an, …; `None` where the name does not say."""
    level: Literal["trung_uong", "tinh", "huyen", "xa"] | None = None
    key: str = ""
    """Equal for all spellings of one agency within a document."""
    successor: str | None = None
    """Today's name, where a later reorganisation gave the work to another agency."""


class AgencyField(Record):
    text: str
    agencies: tuple[Agency, ...] = ()
    inherited: bool = False
    """Not written here: taken from the heading above or from a merged cell."""
    span: Span


class DeliverableField(Record):
    text: str
    items: tuple[str, ...] = ()
    kinds: tuple[str | None, ...] = ()
    """The kind of document each item is, beside it; `None` where it does not say."""
    inherited: bool = False
    span: Span


class Milestone(Record):
    """One moment or period that a schedule names."""

    text: str
    """The words, a slice of the field."""
    action: str | None = None
    """What is due then, where the words say so."""
    kind: MilestoneKind
    start: Date | None = None
    end: Date | None = None
    end_inclusive: bool = True
    """False for `trước X`: the last good day is the one before `end`."""
    recurrence: str | None = None
    """RFC 5545 RRULE, without the leading `RRULE:`."""
    condition: str | None = None
    """The event, or the document, that decides."""
    inferred: tuple[str, ...] = ()
    """What was not written and came from the plan: year, start, end, day …"""


class ScheduleField(Record):
    text: str
    milestones: tuple[Milestone, ...] = ()
    inherited: bool = False
    span: Span


class TextField(Record):
    text: str
    inherited: bool = False
    span: Span


class Task(Record):
    """One piece of work that the plan gives to somebody."""

    id: str
    path: tuple[str, ...]
    number: str | None
    group: str | None
    basis: Basis
    title: str | None
    content: str
    lead: AgencyField | None
    coordinating: AgencyField | None
    deliverables: DeliverableField | None
    schedule: ScheduleField | None
    budget: TextField | None
    note: TextField | None
    references: tuple[Reference, ...]
    span: Span


class Section(Record):
    """One node of the section tree; `span` is its own lines, without those of its children."""

    id: str
    parent: str | None
    kind: SectionKind
    marker: str | None
    """As written, `- h)` and all; `None` for a line without one."""
    number: str | None
    """The place in the sequence, repaired where the marker is a slip: `đ` for a second `d)`."""
    title: str | None
    text: str
    span: Span


class Problem(Record):
    """Something odd in the document or in its reading, at a line."""

    code: str
    severity: Severity
    message: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    task: str | None = None


class Furniture(Record):
    """A line set aside as belonging to the page, not to the document."""

    line: int
    text: str
    why: str


class Coverage(Record):
    """The account of every non-blank line."""

    lines: int
    structured: int
    unplaced: tuple[int, ...]
    """Line numbers that no section, field, head element or furniture took: always empty."""
    furniture: tuple[Furniture, ...]


class Period(Record):
    start: Date
    end: Date | None


class Signer(Record):
    name: str | None
    position: str | None
    authority: str | None


class LegalBasis(Record):
    text: str
    references: tuple[Reference, ...]
    span: Span


class IssuedWith(Record):
    number: str | None
    date: Date | None


class Attached(Record):
    kind: str
    title: str
    issued_with: IssuedWith | None
    span: Span


class Document(Record):
    """The head (thể thức) of the document, NĐ 30/2020 Điều 8; blanks are `None`."""

    kind: str | None
    kind_name: str | None
    number: str | None
    issuer: str | None
    place: str | None
    issued_on: Date | None
    title: str | None
    period: Period | None
    signer: Signer | None
    recipients: tuple[str, ...]
    legal_bases: tuple[LegalBasis, ...]
    attached: tuple[Attached, ...]
    inferred: tuple[str, ...] = ()
    """Names of the fields above that were completed from the body of the text."""


def _only_known(version: object) -> object:
    if version != SCHEMA_VERSION:
        raise ValueError(f"schema_version {version!r} is not {SCHEMA_VERSION!r}")
    return version


class Plan(Record):
    """One plan, whole."""

    schema_version: Annotated[str, BeforeValidator(_only_known)] = Field(default=SCHEMA_VERSION)
    source: Source
    document: Document
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]
    coverage: Coverage
