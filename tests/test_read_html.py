"""Web pages: what a browser shows, as lines and tables; page first, lines last."""

from __future__ import annotations

import pytest

from khcchc.errors import UnreadableFile
from khcchc.pipeline import parse_source
from khcchc.read import SourceText, read_bytes

VN = "Kế hoạch thực hiện nhiệm vụ cải cách"


def read(page: str | bytes, name: str = "plan.html") -> SourceText:
    return read_bytes(page if isinstance(page, bytes) else page.encode(), name=name, from_format="html")


PAGES = [
    ("<p>một<p>hai", ["một", "hai"]),
    ("<p>một<![if !supportLists]>hai<![endif]><![lạ [x]>ba<![ ]>", ["mộthaiba"]),
    ("<p>một\n   hai</p>", ["một hai"]),
    ("<p>dòng một<br>dòng hai<br/><br>dòng ba", ["dòng một", "dòng hai", "dòng ba"]),
    ("<h1>A</h1>chữ rời<div>B</div>", ["A", "chữ rời", "B"]),
    ("<p>a &amp; b &lt;c&gt; &#7871; &ecirc;", ["a & b <c> ế ê"]),
    ("<script>var a='<p>x</p>'</script><style>p{}</style><title>t</title><p>chữ", ["chữ"]),
    ("<p hidden>x<p style='display:none'>y<p>z", ["z"]),
    ("<noscript>x</noscript><svg><text>y</text></svg><button>z</button><p>chữ", ["chữ"]),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["- a", "+ b", "- c"]),
    ("<ul><li>- a<li>+ b</ul>", ["- a", "+ b"]),
    ("<ul style='list-style: none'><li>a</ul>", ["a"]),
    ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
    ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
    ("<ol type=I><li>a<ol type=a><li>b</li></ol><li>c</ol>", ["I. a", "a) b", "II. c"]),
    ("<ol style='list-style-type:upper-alpha'><li>a<li><p>b</p></ol>", ["A. a", "B. b"]),
    ("<ol><li>1. gõ tay<li>b</ol>", ["1. gõ tay", "2. b"]),
    ("<pre>dòng 1\n  dòng 2</pre>", ["dòng 1", "dòng 2"]),
    ("</p></td></table><p>thừa thẻ đóng", ["thừa thẻ đóng"]),
    ("<p><b>a<p>b</b> c", ["a", "b c"]),
    ("<!DOCTYPE html><!-- x --><html><body>chữ", ["chữ"]),
    ("<p>cắt <", ["cắt <"]),
    ("<![CDATA[x]]><p>y", ["y"]),
    ("<table><caption>Bảng</caption><tr><td>một ô</table>", ["Bảng", "một ô"]),
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_lines(page: str, expected: list[str]) -> None:
    assert list(read(page).lines) == expected


def grid(source: SourceText) -> list[list[str | None]]:
    return [
        [None if c is None else ("=" if c.merged else "") + "/".join(source.lines[c.start - 1 : c.end]) for c in cells]
        for native in source.tables
        for cells in native.rows
    ]


TABLES = [
    ("<tr><th>STT<th>Việc<tr><td>1<td>Làm", [["STT", "Việc"], ["1", "Làm"]]),
    ("<tr><td colspan=2>I. NHÓM<td>x</tr><tr><td>1<td>2<td>3", [["I. NHÓM", None, "x"], ["1", "2", "3"]]),
    ("<tr><td rowspan=2>1<td>a<tr><td>b<tr><td>2<td>c", [["1", "a"], ["=1", "b"], ["2", "c"]]),
    ("<tr><td>1<td rowspan=3>x<tr><td>2<tr><td>3", [["1", "x"], ["2", "=x"], ["3", "=x"]]),
    ("<tr><td rowspan=0>1<td>a<tr><td>b<tr><td>c", [["1", "a"], ["=1", "b"], ["=1", "c"]]),
    (
        "<tr><td rowspan=2 colspan=2>1<td>a<tr><td>b<tr><td>x<td>y<td>z",
        [["1", None, "a"], ["=1", None, "b"], ["x", "y", "z"]],
    ),
    ("<thead><tr><td>a<td>b</thead><tbody><tr><td><p>c<p>d</td><td></td></tbody>", [["a", "b"], ["c/d", None]]),
    ("<tr><td>a<br>b<td>c", [["a/b", "c"]]),
    ("<tr><td colspan=x rowspan=-3>a<td>b", [["a", "b"]]),
    ("<td>a<td>b", [["a", "b"]]),
    # a table around a table lays out the page
    ("<tr><td>menu<td><table><tr><td>1<td>2</table>", [["1", "2"]]),
    ("<tr><td>một cột<tr><td>hai", []),
    # an item of a list whose bullet has a cell of its own
    (
        "<tr><th>STT<th>Việc<th>Ai<tr><td>1<td><table><tr><td>-<td>x<tr><td>-<td>y</table><td>b<tr><td>2<td>c<td>d"
        "<tr><td>3<td>e<td>f<tr><td>4<td>g<td>h",
        [["STT", "Việc", "Ai"], ["1", "- x/- y", "b"], ["2", "c", "d"], ["3", "e", "f"], ["4", "g", "h"]],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_tables(rows: str, expected: list[list[str | None]]) -> None:
    assert grid(read(f"<p>trước</p><table>{rows}</table><p>sau</p>")) == expected


def test_bold_soft_and_chrome_are_told() -> None:
    source = read(
        "<nav><a>Trang chủ</a></nav><p><b>A<br>B</b><p>c <b>d</b><p style='font-weight:700'>E</p>"
        "<p>f<footer>Bản quyền</footer>"
    )
    assert source.lines == ("Trang chủ", "A", "B", "c d", "E", "f", "Bản quyền")
    assert (source.bold, source.soft) == ((2, 3, 5), (3,))
    assert source.aside == ((1, "navigation"), (7, "page footer"))
    assert source.complete


ENCODINGS = [
    (f"<p>{VN}".encode(), "utf-8", []),
    (f"<meta charset=utf-8><p>{VN}".encode(), "utf-8", []),
    (b"\xff\xfe" + f"<p>{VN}".encode("utf-16-le"), "utf-16", []),
    (b"<meta charset='windows-1258'><p>" + b"K\xea\xec hoa\xf2ch", "cp1258", []),
    (
        '<p><font face=".VnTime">KÕ ho¹ch</font> và <font face="VNI-Times">nhaân daân</font>'.encode(),
        "utf-8",
        ["ENC001"] * 2,
    ),
    ("<p>Uû ban nh©n d©n thùc hiÖn kÕ ho¹ch, nhiÖm vô c¶i c¸ch".encode(), "utf-8", ["ENC001"]),
    (b"<meta charset=iso-8859-1><p>" + "Uû ban nh©n d©n thùc hiÖn kÕ ho¹ch".encode("latin-1"), "cp1252", ["ENC001"]),
]


@pytest.mark.parametrize(("page", "encoding", "problems"), ENCODINGS)
def test_encodings(page: bytes, encoding: str, problems: list[str]) -> None:
    source = read(page)
    assert source.source.encoding == encoding
    assert [problem.code for problem in source.problems] == problems
    assert source.lines[0].startswith(("Kế hoạch", "Uỷ ban nhân dân thực hiện kế hoạch"))


def test_web_archive() -> None:
    page = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>K=E1=BA=BF ho=E1=BA=A1ch"
    archive = (
        f"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n{page}\n--b--\n".encode()
    )
    assert read_bytes(archive, name="a.doc").lines == ("Kế hoạch",)
    with pytest.raises(UnreadableFile, match="without a page"):
        read(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "đáy",
        "<table><tr><td>" * 3_000 + "đáy",
        "<b>" * 20_000 + "đáy" + "</i>" * 20_000,
        "<ul><li>" * 5_000 + "đáy",
        "<td>" * 20_000 + "đáy",
        "<table>" + "<tr><td rowspan=5000 colspan=200>x" * 30 + "đáy",
    ],
    ids=["div", "table", "inline", "list", "cells", "spans"],
)
def test_no_depth_is_too_deep(page: str) -> None:
    assert any("đáy" in line for line in read(page).lines)


def test_a_row_of_lent_cells_alone_adds_no_line() -> None:
    page = "<table><tr><td rowspan=3>1</td><td>a</td></tr><tr></tr><tr><td>b</td></tr></table><p>c</p>"
    plan = parse_source(read_bytes(page.encode(), name="a.html"))
    held = [n for s in plan.sections for n in range(s.span.start_line, s.span.end_line + 1)]
    assert sorted(held) == [1, 2, 3, 4]


def test_cells_that_all_reach_down_do_not_fill_the_memory() -> None:
    page = "<table>" + "<tr><td rowspan=65000>a" * 300 + "</table>"
    (table,) = read(page).tables
    assert sum(cell is not None for row in table.rows for cell in row) < 300 * 70
