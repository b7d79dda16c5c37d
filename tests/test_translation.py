"""Errors in Vietnamese: every one has its words, and nothing English is left in what a person is told."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

import khcchc
from khcchc.error_words import OTHERS_WORDS, SYSTEM_WORDS, VIETNAMESE
from khcchc.errors import KhcchcError
from khcchc.read import detect, legacy
from khcchc.read.docx_package import zip_kind
from khcchc.translation import in_language, line_in_language

PACKAGE = Path(khcchc.__file__).parent
ERRORS = {KhcchcError.__name__, *(error.__name__ for error in KhcchcError.__subclasses__())}
NEXT_STEP = " — "

ELSEWHERE: dict[str, tuple[str, ...]] = {
    # Words that a loop or an argument brings to the call: what stands there in the code, and what it can be.
    "hint": (
        "save the picture as PNG, JPEG, TIFF or PDF: scans are read in these",
        "give the document itself",
    ),
    "failure": (
        "{}: rule {}: does not match its example {}",
        "{}: rule {}: 'opens' lacks the first word of its example {}",
        "{}: rule {}: matches its not_example {}",
    ),
    # Passed on as they came, or names and numbers alone.
    "error.hint": (),
    "str(error)": (),
    "item.refused": (),
    "', '.join(ENDINGS)": (),
    "str(limits['jobs'])": (),
    "reason": (),
}
INSIDE = (
    # Words that other sentences are filled with.
    "{} bytes", "page {}", "text recognition", "text recognition, page {}", "cut short", "byte 0x{} at offset {}",
    "process {} on {}", "an unreadable lock", "not a known key", "this machine has",
    "section {} stands under one that is not there", *legacy._NAMES.values(),
)  # fmt: skip
KINDS = (
    *(what for _, what in (*detect._IMAGES, *detect._OTHERS)),
    *(kind for _, kind in detect._OLE_KINDS if " " in kind),
    *map(
        zip_kind,
        ({"xl/workbook.xml"}, {"ppt/presentation.xml"}, {"META-INF/container.xml"}, {"mimetype", "content.xml"}, {""}),
    ),
)


class Scope:
    """The sentences of one function: what it raises, and what it gives as the reason that a file failed."""

    def __init__(self, module: ast.Module, function: ast.FunctionDef) -> None:
        self._nodes = list(ast.walk(function))
        self._functions = {node.name: node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
        self._assigned: dict[str, list[ast.expr]] = {}
        for node in (*module.body, *self._nodes):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._assigned.setdefault(node.targets[0].id, []).append(node.value)

    def sentences(self) -> Iterator[str]:
        for node in self._nodes:
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ERRORS:
                parts = [node.args[0], *(k.value for k in node.keywords if k.arg == "hint")]
            elif name in ("failure", "_give_up"):
                parts = [node.args[2]]
            else:
                parts = [k.value for k in node.keywords if k.arg == "refused"]
            for part in parts:
                yield from self.ways(part)

    def ways(self, node: ast.expr) -> set[str]:
        """The templates that an expression can give."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.Constant(value=None):
                return set()
            case ast.JoinedStr(values=parts):
                return {"".join(way) for way in product(*map(self._filled, parts))}
            case ast.BinOp(left=left, right=right):
                return {"".join(way) for way in product(self.ways(left), self.ways(right))}
            case ast.IfExp(body=one, orelse=other):
                return self.ways(one) | self.ways(other)
            case ast.Call(func=ast.Name(id="say") | ast.Attribute(attr="say")):
                return set()  # in the language of the session already
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in self._functions:
                inside = ast.walk(self._functions[name])
                return {way for n in inside if isinstance(n, ast.Return) and n.value for way in self.ways(n.value)}
            case ast.Name(id=name) if name in self._assigned:
                return {way for value in self._assigned[name] for way in self.ways(value)}
        return set(ELSEWHERE[ast.unparse(node)])

    def _filled(self, node: ast.expr) -> set[str]:
        """A piece of an f-string: its words, `{}` for a value, both ways of a clause that may be left out."""
        if not isinstance(node, ast.FormattedValue):
            return self.ways(node)
        values = self._assigned.get(node.value.id, []) if isinstance(node.value, ast.Name) else [node.value]
        for value in values:
            if isinstance(value, ast.IfExp) and isinstance(value.orelse, ast.Constant) and value.orelse.value == "":
                return self.ways(value)
        return {"{}"}


def list_sentences() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
            for sentence in Scope(module, function).sentences():
                yield from sentence.split(NEXT_STEP)
    yield from INSIDE
    yield from (f"{{}} is {kind}" for kind in KINDS)


SENTENCES = sorted(set(list_sentences()) - {"{} is {}", "{} {}"})
"""All but two that say nothing of their own: one stands here with each of `KINDS`, one joins two translated halves."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_error_has_its_vietnamese(sentence: str) -> None:
    assert sentence in VIETNAMESE, "add it to khcchc.error_words"


def test_the_sentences_are_really_found() -> None:
    assert len(SENTENCES) > 190
    assert {"{}: no such file", "{} takes longer than {} seconds to read ({})", "out of memory?"} <= set(SENTENCES)


def test_no_translation_is_unused() -> None:
    assert set(VIETNAMESE) - set(OTHERS_WORDS) <= set(SENTENCES)


@pytest.mark.parametrize("english", VIETNAMESE)
def test_a_translation_holds_the_values_of_its_sentence(english: str) -> None:
    names = [f"«{n}»" for n in range(english.count("{}"))]
    told = in_language(english.format(*names), "vi")
    assert told != english.format(*names) or english == "{}: {}"
    assert told == VIETNAMESE[english].format(*map(_Plain, names)), "another sentence fits it better"
    assert NEXT_STEP not in english + VIETNAMESE[english]
    assert told.endswith(".") is english.endswith(".") is False
    used = {field for _, field, _, _ in Formatter().parse(VIETNAMESE[english]) if field is not None}
    assert used <= {str(n) for n in range(len(names))}


class _Plain(str):
    def __format__(self, how: str) -> str:
        return str(self)


TRANSLATED = [
    ("a.docx is damaged: its ZIP directory cannot be read", "a.docx bị hỏng: không đọc được mục lục ZIP"),
    ("a.xls is an Excel workbook (.xls)", "a.xls là bảng tính Excel (.xls)"),
    ("cannot write /a/b: permission denied", "không ghi được /a/b: không có quyền truy cập"),
    ("/a/b: Permission denied", "/a/b: không có quyền truy cập"),
    ("p.txt is larger than 900 bytes", "p.txt có dung lượng lớn hơn 900 byte"),
    ("g.toml: rule lead: examples: at least one is needed", "g.toml: quy tắc lead: examples: phải có ít nhất một mục"),
    ("g.toml: rule lead: exampels: not a known key", "g.toml: quy tắc lead: exampels: khoá không hợp lệ"),
    ("p.pdf takes longer than 3 seconds to read (page 4)", "p.pdf đọc quá 3 giây (trang 4)"),
]


@pytest.mark.parametrize(("english", "vietnamese"), TRANSLATED)
def test_values_are_filled_in(english: str, vietnamese: str) -> None:
    assert in_language(english, "vi") == vietnamese
    assert in_language(english, "en") == english


LEFT_ALONE = ["", "x", "no words of ours", "a is b", "không đọc được: a", ": ", "a: b: c", "{}", "{0} is empty? {1}"]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_not_in_the_table_stays(text: str) -> None:
    assert in_language(text, "vi") == text


NAMES = ["check the name", "a is a folder", "x: no such file", "{0}", "%s", "Permission denied", "a — b.docx", ""]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_never_translated(name: str) -> None:
    assert in_language(f"{name} is empty", "vi") == f"{name} là tệp rỗng"


LINES = [
    ("a.txt: no such file — check the name", "a.txt: không có tệp này — hãy kiểm tra lại tên"),
    ("a — b.txt: no such file — check the name", "a — b.txt: không có tệp này — hãy kiểm tra lại tên"),
    (
        "took longer than 30 s — split the file or raise --timeout",
        "đọc quá 30 giây — hãy chia nhỏ tệp hoặc tăng --timeout",
    ),
    ("cannot be said", "cannot be said"),
]


@pytest.mark.parametrize(("english", "vietnamese"), LINES)
def test_message_and_next_step_in_one_line(english: str, vietnamese: str) -> None:
    assert line_in_language(english, "vi") == vietnamese


LONG = ["a: rule ", "a: ", "a: rule b: ", "a is damaged: b, line ", "x (at line 1, column 2)", ": : ", " — "]


@pytest.mark.parametrize("piece", LONG)
def test_a_text_may_be_long(piece: str) -> None:
    text = piece * 20_000
    assert in_language(text, "vi")
    assert line_in_language(f"{text}: no such file{text}", "vi")


@pytest.mark.skipif(os.name == "nt", reason="Windows has words of its own")
def test_words_of_the_system_are_its_words() -> None:
    assert set(SYSTEM_WORDS) <= {os.strerror(number) for number in range(200)}


TOML = ["a = ?", "a", "a = 1 b", "[a", 'a = "\\d"', 'a = "x', "a = [1", "a = 1\na = 2", "[t]\n[t]", "a = 'b\nc'"]


@pytest.mark.parametrize("text", TOML)
def test_what_is_wrong_with_a_toml_file_is_told(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    told = in_language(f"g.toml: not TOML: {error.value}", "vi")
    assert not re.search(r"\b(line|column|at|of|a|in|value|key|not)\b", told)
