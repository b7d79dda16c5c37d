"""What one run is to do (`Job`), one file of it (`Item`), and what came of that file (`Outcome`).

All three travel between processes and machines, so they hold plain values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from khcchc.messages import Language

if TYPE_CHECKING:
    from khcchc.read.options import Ocr, ReadOptions

Status = Literal["done", "same", "failed"]

# The format's name, and how its files end. `sqlite` and `parquet` are always one result of all plans.
ENDINGS = {
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "sqlite": ".db",
    "parquet": ".parquet",
    "ics": ".ics",
    "markdown": ".md",
}
ALWAYS_COMBINED = frozenset({"sqlite", "parquet"})


@dataclass(frozen=True, slots=True)
class Item:
    """One plan to convert.

    `name` is its place in the output and its name in every row: relative, with `/`, unique in a run. `url` is the
    file (a path, or a URL that fsspec opens), `member` the name inside it where it is an archive. `refused` says why
    it is not even to be opened.
    """

    name: str
    url: str
    member: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What changes the bytes of an output, and so decides whether an earlier one is still good."""

    format: str
    combine: bool = False
    table: str | None = None
    headers: Literal["key", "vi"] | None = None
    excel: bool = False
    agencies: tuple[str, ...] = ()
    todo: bool = False
    partition: str | None = None
    language: Language = "en"
    from_format: str | None = None
    encoding: str | None = None
    ocr: Ocr = "auto"
    max_bytes: int | None = None
    max_pages: int | None = None

    def reading(self) -> ReadOptions:
        """How each file is read."""
        from khcchc.read.options import ReadOptions

        return ReadOptions.chosen(
            encoding=self.encoding, ocr=self.ocr, max_bytes=self.max_bytes, max_pages=self.max_pages
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to know, the same for every item: where results go and how they are made."""

    options: Options
    out: str
    """Folder (path or URL) that the output names of the items are relative to."""
    scratch: str
    """Folder below `out` for files that are not whole yet."""
    grammar: str | None = None
    made_by: str = ""
    """Fingerprint of program, grammars and options: equal means that the same input gives the same bytes."""
    timeout: float | None = None
    max_memory: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One item, where its result goes, and the hash of the input that the result there was made from."""

    item: Item
    output: str
    known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one item; `reason` is one line for people, `cause` the machine's word for it."""

    name: str
    status: Status
    sha256: str | None = None
    output: str | None = None
    size: int | None = None
    tasks: int = 0
    errors: int = 0
    cause: str | None = None
    reason: str | None = None
