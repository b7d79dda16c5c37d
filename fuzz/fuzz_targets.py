"""What is fuzzed: one function a target, from bytes to nothing. Only a fault of ours leaves it as an exception.

A `KhcchcError` is an answer and not a fault; anything else that is raised, and any claim of `plan_claims` that
does not hold, is one. Whether an input is slow or large is watched by who calls the target.
"""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from plan_claims import claim_all

from khcchc.check import report
from khcchc.check.engine import Checked, check_source
from khcchc.check.settings import read_settings
from khcchc.check.suppression import read_sidecar
from khcchc.errors import KhcchcError
from khcchc.explain import explain_line
from khcchc.export.formats import FORMATS, Rendering, render
from khcchc.export.ics import to_calendar
from khcchc.export.outline import outline_text
from khcchc.export.relational import make_rows
from khcchc.export.sqlite import Database
from khcchc.export.xlsx import sheet_rows, write_workbook
from khcchc.grammar import builtin_grammars, load_grammars
from khcchc.messages import Messages
from khcchc.model import Plan
from khcchc.pipeline import parse_source
from khcchc.read import SourceText, ocr, read_bytes
from khcchc.read.detect import detect
from khcchc.read.limits import Deadline, Limits
from khcchc.read.ocr_image import prepare
from khcchc.read.options import ENCODINGS, ReadOptions
from khcchc.values.schedule import TimeContext, read_schedule
from khcchc.workload import count_loads

Target = Callable[[bytes], None]
LIMITS = Limits(max_bytes=4 << 20, max_pages=20, seconds=20.0)
PARTS = ("document", "numbering", "styles", "footnotes", "header1", "_rels/document.xml.rels")
"""The parts of a Word file that `docx_parts` fills, in the order of the pieces of its input."""
PART_END = b"\n====\n"
_SAY = Messages("vi")
_NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.doc", "a.rtf", "a.odt", "a.pdf", "a.png", "a")


def _read(data: bytes, name: str, form: str | None, encoding: str | None = None) -> SourceText | None:
    """What the reader makes of the bytes; `None` where it refuses them, which it must do with a next step."""
    options = ReadOptions(encoding=encoding, ocr="never", limits=LIMITS)
    try:
        return read_bytes(data, name=name, from_format=form, options=options)
    except KhcchcError as error:
        assert error.message and "\n" not in error.message, f"not one line: {error.message!r}"
        return None


def _parse(source: SourceText | None) -> Plan | None:
    if source is None:
        return None
    plan = parse_source(source)
    claim_all(plan, source.lines)
    return plan


def text(data: bytes) -> None:
    """Bytes as a text whose encoding is found out, then parsed."""
    _parse(_read(data, "a.txt", "text"))


def encodings(data: bytes) -> None:
    """Bytes as a text in an encoding that is forced: the first byte says which."""
    if data:
        _parse(_read(data[1:], "a.txt", "text", ENCODINGS[data[0] % len(ENCODINGS)]))


def html(data: bytes) -> None:
    """Bytes as a page of HTML."""
    _parse(_read(data, "a.html", "html"))


def docx(data: bytes) -> None:
    """Bytes as a Word file, container and all."""
    _parse(_read(data, "a.docx", "docx"))


def docx_parts(data: bytes) -> None:
    """Pieces of bytes as the parts of a Word file, so that a mutation is one of XML and not of the container."""
    pieces = data.split(PART_END)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, piece in zip(PARTS, pieces, strict=False):
            archive.writestr(f"word/{name}" if name.endswith("rels") else f"word/{name}.xml", piece)
    docx(packed.getvalue())


def pdf(data: bytes) -> None:
    """Bytes as a PDF."""
    _parse(_read(data, "a.pdf", "pdf"))


def kind(data: bytes) -> None:
    """Bytes under a name that the first byte chooses: what are they? Old formats stop here, before LibreOffice."""
    if data:
        with contextlib.suppress(KhcchcError):
            detect(data[1:], _NAMES[data[0] % len(_NAMES)], LIMITS)


def image(data: bytes) -> None:
    """Bytes as a scan, as far as the page that Tesseract would be given."""
    with mock.patch.object(ocr, "find_tesseract", lambda: "tesseract"), mock.patch.object(ocr, "recognise", _draw):
        _read_image(data)


def _read_image(data: bytes) -> None:
    with contextlib.suppress(KhcchcError):
        ocr.read_image(data, "a.png", "", ReadOptions(limits=LIMITS))


def _draw(
    program: str, images: Iterable[ocr.PageImage], total: int, deadline: Deadline, progress: object
) -> tuple[dict[int, Any], set[int]]:
    """Stands for the recognition: makes each page ready and knows no word on it."""
    for _, draw, scale in images:
        prepare(draw(), scale)
    return {}, set()


def grammar(data: bytes) -> None:
    """Bytes as a grammar file of the user, and a text read with it."""
    if _nests_repetitions(data):
        return  # such a pattern may be slow on its own examples: `khcchc grammar check` tells of it
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "own.toml").write_bytes(data)
        with contextlib.suppress(KhcchcError):
            grammars = load_grammars(Path(folder))
            source = read_bytes(SHORT_PLAN.encode(), name="a.txt")
            claim_all(parse_source(source, grammars=grammars), source.lines)


def _nests_repetitions(data: bytes) -> bool:
    return re.search(rb"[*+}][^'\"]{0,40}\)\s*[*+{]", data) is not None


def config(data: bytes) -> None:
    """Bytes as the settings of a project and as the entries beside a plan."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "a.txt"
        settings = Path(folder) / "khcchc.toml"
        settings.write_bytes(data)
        plan.with_name("a.txt.khcchc.toml").write_bytes(data)
        with contextlib.suppress(KhcchcError):
            read_settings(settings).options({}, plan)
        with contextlib.suppress(KhcchcError):
            read_sidecar(plan)


def schedule(data: bytes) -> None:
    """Text as words of time."""
    words = data.decode("utf-8", "replace").strip()
    found = read_schedule(words, TimeContext(2024, None, None, None), builtin_grammars())
    for milestone in found:
        assert milestone.text in words, f"{milestone.text!r} is no slice"
        assert not milestone.start or not milestone.end or milestone.start <= milestone.end, f"{milestone}"


def whole(data: bytes) -> None:
    """Text through everything: parsed twice, written in every format, checked, reported, explained."""
    source = _read(data, "a.md", "text")
    plan = _parse(source)
    if source is None or plan is None:
        return
    assert parse_source(source) == plan, "the second reading differs"
    export(plan)
    checked = check_source(source)
    for name in report.FORMATS:
        report.write_report(report.Report([_shortened(checked)]), name)
    count_loads([plan])
    explain_line(source, 1, builtin_grammars())


def export(plan: Plan) -> None:
    """The plan in every format."""
    for name in FORMATS:
        render([plan], Rendering(format=name, say=_SAY))
    for todo in (False, True):
        to_calendar([plan], todo=todo, say=_SAY)
    write_workbook([sheet_rows(plan)], headers="vi")
    outline_text(plan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plans.db"
        database = Database(path)
        database.replace(make_rows(plan))
        database.commit()
        database.close()
        with contextlib.closing(sqlite3.connect(path)) as db:
            (count,) = db.execute("SELECT count(*) FROM tasks").fetchone()
    assert count == len(plan.tasks), "the database lost tasks"


def _shortened(checked: Checked) -> Checked:
    return Checked(checked.name, checked.findings[:50], checked.lines)


SHORT_PLAN = """KẾ HOẠCH
I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Cơ quan chủ trì: Sở Nội vụ
- Thời gian thực hiện: Quý I/2024
"""
TARGETS: Mapping[str, Target] = {
    function.__name__: function
    for function in (
        text, encodings, html, docx, docx_parts, pdf, kind, image, grammar, config, schedule, whole,
    )
}  # fmt: skip
