"""Safe repairs: Unicode, look-alikes, tone placement, spaces in numbers, doubled full stops.

Guarantees:
 1. Only the characters of the edits change; line ends, byte order mark and everything else stay as they are.
 2. Repairing twice is repairing once.
 3. A Word file is never written over: `plan.docx` gives `plan.fixed.docx`, of which only the words in
    `word/document.xml` differ.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from khcchc.check.context import CheckContext
from khcchc.check.engine import CheckedSource
from khcchc.check.findings import Edit
from khcchc.check.registry import RULES

_LINE_END_RE = re.compile(r"\r\n|\n|\r")
_WORDS_RE = re.compile(rb"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_PASSES = 4
BODY = "word/document.xml"


def fix_text(data: bytes, checked: CheckedSource) -> bytes:
    """The bytes of a text or Markdown file, repaired."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data[len(mark) :].decode("utf-8")
    wanted = {f.rule for f in checked.findings if f.edit is not None and f.status != "suppressed"}
    held = {f.line for f in checked.findings if f.status == "suppressed"}
    single = {f.line: [] for f in checked.findings}  # type: dict[int, list[Edit]]
    for finding in checked.findings:
        if finding.edit is not None and finding.rule not in _line_rules() and finding.status != "suppressed":
            single[finding.line].append(finding.edit)
    out: list[str] = []
    at = 0
    ends = [*_LINE_END_RE.finditer(text)]
    for number, end in enumerate([*ends, None], 1):
        stop = end.start() if end else len(text)
        line = text[at:stop]
        if number not in held:
            line = repair(apply_edits(line, single.get(number, [])), checked.context, wanted)
        out.append(line + (end[0] if end else ""))
        at = end.end() if end else stop
    return mark + "".join(out).encode()


def fix_docx(data: bytes, checked: CheckedSource) -> bytes:
    """A copy of a Word file with the words of its body repaired; every other part keeps its bytes."""
    wanted = {f.rule for f in checked.findings if f.edit is not None and f.status != "suppressed"}
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == BODY:
                content = _WORDS_RE.sub(lambda m: m[1] + _repair_node(m[2], checked.context, wanted) + m[3], content)
            new.writestr(info, content, compress_type=info.compress_type)
    return result.getvalue()


def repair(line: str, context: CheckContext, wanted: set[str]) -> str:
    """One line, repaired by the rules that work on lines, until nothing changes."""
    for _ in range(_PASSES):
        before = line
        for rule in RULES:
            if rule.edits is not None and rule.id in wanted:
                line = apply_edits(line, [*rule.edits(context, line)])
        if line == before:
            break
    return line


def apply_edits(line: str, edits: Sequence[Edit]) -> str:
    """The edits made from the last to the first; of two that overlap the first is made."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    for edit in reversed(chosen):
        line = line[: edit.start] + edit.words + line[edit.end :]
    return line


def difference(old: bytes, new: bytes, name: str) -> str:
    """What a repair changes, as a unified diff."""
    before, after = (x.decode("utf-8-sig").splitlines(keepends=True) for x in (old, new))
    return "".join(_ended(unified_diff(before, after, f"a/{name}", f"b/{name}", n=1)))


def is_protected(path: Path) -> bool:
    """A file without write permission is left alone, even by a user who may write everything."""
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def fixed_name(path: Path) -> Path:
    """Where the repaired copy of a Word file goes."""
    return path.with_name(f"{path.stem}.fixed{path.suffix}")


FIXERS: dict[str, Callable[[bytes, CheckedSource], bytes]] = {"text": fix_text, "markdown": fix_text, "docx": fix_docx}


def _repair_node(words: bytes, context: CheckContext, wanted: set[str]) -> bytes:
    text = unescape(words.decode("utf-8"))
    fixed = repair(text, context, wanted)
    return words if fixed == text else escape(fixed).encode("utf-8")


def _line_rules() -> set[str]:
    return {rule.id for rule in RULES if rule.edits is not None}


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
