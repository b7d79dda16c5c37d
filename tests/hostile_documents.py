"""Files that no office sends: one element of HTML, Word or PDF repeated or nested, old encodings line after line.

Each case is a function from a count to the name of a file and its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import docx_made as word
from made_pdfs import Page, pdf

File = tuple[str, bytes]


def _page(make: Callable[[int], str]) -> Callable[[int], File]:
    return lambda count: ("a.html", f"<html><body>{make(count)}</body></html>".encode())


def _nested(start: str, end: str) -> Callable[[int], File]:
    return _page(lambda count: start * count + "x" + end * count)


def _again(piece: str, start: str = "", end: str = "") -> Callable[[int], File]:
    return _page(lambda count: start + piece * count + end)


def _word(make: Callable[[int], str], **parts: Callable[[int], str]) -> Callable[[int], File]:
    return lambda count: ("a.docx", word.make_docx(make(count), **{name: part(count) for name, part in parts.items()}))


def _drawn(draw: Callable[[Page, int], object]) -> Callable[[int], File]:
    def make(count: int) -> File:
        page = Page().text(85, 60, "KẾ HOẠCH")
        for number in range(count):
            draw(page, number)
        return "a.pdf", pdf(page)

    return make


def _bytes(name: str, piece: bytes, head: bytes = b"", end: bytes = b"") -> Callable[[int], File]:
    return lambda count: (name, head + piece * count + end)


def _style(number: int) -> str:
    return f'<w:style w:type="paragraph" w:styleId="s{number}"><w:basedOn w:val="s{number - 1}"/></w:style>'


_ROW = ("1", "Rà soát", "Sở Y tế")
DOCUMENTS: Mapping[str, Callable[[int], File]] = {
    "html: blocks in blocks": _nested("<div>", "</div>"),
    "html: tables in tables": _nested("<table><tr><td>", "</td></tr></table>"),
    "html: lists in lists": _nested("<ul><li>", "</ul>"),
    "html: bold in bold": _nested("<b>", "</b>"),
    "html: paragraphs left open": _again("<p>a"),
    "html: rows": _again("<tr><td>1<td>Rà soát<td>Sở Y tế</tr>", "<table>", "</table>"),
    "html: columns": _again("<td>a", "<table><tr>", "</table>"),
    "html: cells that reach down": _again("<tr><td rowspan=65000>a", "<table>", "</table>"),
    "html: cells that reach far": _again("<tr><td colspan=1000>a", "<table>", "</table>"),
    "html: entities": _again("&amp;"),
    "html: attributes": _again("a=1 ", "<p ", ">x"),
    "html: comments left open": _again("<!--"),
    "html: open brackets": _again("<"),
    "html: a long style": _again("a:b;", '<p style="', '">x'),
    "html: line breaks": _again("a<br>"),
    "html: numbered items": _again("<li>a", "<ol>", "</ol>"),
    "docx: paragraphs": _word(lambda n: word.p("a") * n),
    "docx: runs": _word(lambda n: f"<w:p>{word.r('a ') * n}</w:p>"),
    "docx: numbered items": _word(
        lambda n: word.p("a", listed=(1, 0)) * n, numbering=lambda n: word.abstract(0, "decimal|%1.") + word.num(1, 0)
    ),
    "docx: lists": _word(
        lambda n: "".join(word.p("a", listed=(i, 0)) for i in range(1, n)),
        numbering=lambda n: word.abstract(0, "decimal|%1.") + "".join(word.num(i, 0) for i in range(1, n)),
    ),
    "docx: styles on styles": _word(
        lambda n: word.p("a", style=f"s{n - 1}") * 50, styles=lambda n: "".join(map(_style, range(n)))
    ),
    "docx: rows": _word(lambda n: word.table(*[word.row(*_ROW)] * n)),
    "docx: columns": _word(lambda n: word.table(word.row(*["a"] * n), word.row(*["b"] * n))),
    "docx: wide cells": _word(lambda n: word.table(*[word.row("span=500:a")] * n)),
    "docx: a cell merged down": _word(
        lambda n: word.table(word.row("merge=start:a", "x"), *[word.row("merge=on:", "b")] * n)
    ),
    "docx: tables": _word(lambda n: word.table(word.row("a", "b")) * n),
    "docx: line breaks": _word(lambda n: f"<w:p><w:r>{'<w:t>a</w:t><w:br/>' * n}</w:r></w:p>"),
    "docx: footnotes": _word(
        lambda n: word.p("a") + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * n,
        footnotes=lambda n: f'<w:footnote w:id="1">{word.p("b")}</w:footnote>',
    ),
    "pdf: pages": lambda n: ("a.pdf", pdf(*[Page().lines(85, 100, ["I. A", "1. Rà soát"])] * (n // 20))),
    "pdf: pieces of text": _drawn(lambda page, i: page.text(60 + i * 7 % 480, 60 + i * 3 % 740, "a")),
    "pdf: text in one place": _drawn(lambda page, i: page.text(100, 100, "a")),
    "pdf: rulings": _drawn(lambda page, i: page.line(60, 60 + i % 700, 530, 60 + i % 700)),
    "pdf: one long line": lambda n: ("a.pdf", pdf(Page().text(85, 100, "a " * n))),
    "markdown: quotes in quotes": _bytes("a.md", b"> ", end=b"a"),
    "markdown: fences": _bytes("a.md", b"```\na\n"),
    "text: UTF-16": _bytes("a.txt", "KẾ HOẠCH\n".encode("utf-16-le"), head=b"\xff\xfe"),
    "text: TCVN3": _bytes("a.txt", b"K\xd5 ho\xb9ch c\xb6i c\xb8ch h\xb5nh ch\xddnh \xae\xd3 th\xf9c hi\xd6n\n"),
    "text: UTF-8 read as Latin-1": _bytes("a.txt", "Kế hoạch cải cách\n".encode().decode("latin-1").encode()),
}
