"""Writes the kept corpus, fuzz/corpus/TARGET/*: small inputs of our own that each show one feature to the fuzzer.

    python fuzz/make_seeds.py

Crashes that were mended are kept beside them by hand, as `crash-*`; this script leaves those alone.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "fuzz" / "corpus"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "fuzz")]

import docx_made as word  # noqa: E402
import made_pdfs  # noqa: E402
from fuzz_targets import PART_END, SHORT_PLAN  # noqa: E402

from khcchc.read.options import ENCODINGS  # noqa: E402

PLAN = """ỦY BAN NHÂN DÂN TỈNH A
Số: 12/KH-UBND
A, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Cải cách hành chính năm 2024
Căn cứ Quyết định số 05/QĐ-TTg ngày 02/01/2024 của Thủ tướng Chính phủ;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: nâng cao chất lượng
II. NHIỆM VỤ
1. Rà soát thủ tục
a) Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp tham mưu trước ngày 30/6/2024.
- Cơ quan chủ trì: Văn phòng UBND tỉnh; các sở, ban, ngành
+ Sản phẩm: Kế hoạch; báo cáo
- Thời gian thực hiện: Thường xuyên, hằng quý
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""
TABLES = (
    "| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Sở Y tế | Quý II |\n|| a | | |\n",
    "STT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tRà soát\tSở Y tế\tQuý I\n\tBáo cáo\t\t\n",
    "STT\n\nNội dung\n\nChủ trì\n\n1\n\nRà soát\n\nSở Y tế\n",
    "STT\nNội dung\nChủ trì\nPhối hợp\nThời gian\n1\nRà soát trong lĩnh\nvực đất đai\nSở A\nSở B\nQuý I\n2\nTập huấn\nSở C\nQuý II\n",
    "+-----+----------+---------+\n| STT | Nội dung | Chủ trì |\n+=====+==========+=========+\n| 1   | Rà soát  | Sở A    |\n|     | - a      |         |\n+-----+----------+         +\n| 2   | b        |         |\n+-----+----------+---------+\n",
    "-----------------------------\nSTT  Nội dung  Chủ trì  Thời gian\n---- --------- -------- ---------\n1    Rà soát   Sở A     Quý I\n\n2    Tập huấn  Sở B     Quý II\n-----------------------------\n",
    " STT    Nội dung      Chủ trì     Thời gian\n\n        Rà soát       Sở A        Quý I\n  1     văn bản       Sở B        2024\n\n  2     Tập huấn      Sở C        Quý II\n",
    "I.\tNHIỆM VỤ\n1.\tRà soát\n\tChủ trì\t\t: Sở A\n-\tThời gian: Quý I\n\t2.\tTập huấn\no\tCơ quan chủ trì: Sở B\n",
)
TIMES = (
    "Quý I/2024", "trước ngày 30/6/2024", "từ 01/01 đến 31/12/2024", "hằng tháng, trước ngày 25", "2024-2025",
    "6 tháng đầu năm", "chậm nhất 05 ngày sau khi có hướng dẫn", "thứ Sáu hằng tuần", "Tháng 3, 6, 9; Quý IV",
)  # fmt: skip
HTML = (
    "<html><body><p>KẾ HOẠCH</p><table><tr><td rowspan=2>1</td><td>Rà soát</td></tr><tr><td>a<br>b</td></tr></table>"
    "<ol type=I start=3><li>Một<ol><li>hai</ol></ol>&#7871;&nbsp;<b>x</b><!-- y --></body></html>"
)
GRAMMAR = """version = 1
concept = "fields"
about = "own labels"
[parts]
word = 'đầu mối'
[[rule]]
id = "own lead"
gives = "lead"
mode = "whole"
pattern = '(?P<label>{word})\\s*(?P<sep>:)\\s*(?P<value>.*)'
examples = ["Đầu mối: Sở Nội vụ"]
not_examples = ["Đầu mối"]
[[list]]
id = "heads"
words = ["Sở"]
"""
CONFIG = """select = ["STR", "DOC001"]
severity = "warning"
draft = true
baseline = "known.json"
[per-file."du-thao/*"]
ignore = ["ABB001"]
"""
SIDECAR = '[[ignore]]\nrule = "DOC003"\ntask = "II.1"\ntext = "lời"\nreason = "đã xem"\nuntil = 2030-01-31\n'


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Target, name of the file, bytes."""
    for target in ("text", "whole"):
        yield target, "plan", PLAN.encode()
        yield from ((target, f"table{n}", table.encode()) for n, table in enumerate(TABLES))
    for number, encoding in enumerate(ENCODINGS):
        codec = encoding if encoding.startswith(("utf", "cp")) else "utf-8"
        yield "encodings", encoding, bytes([number]) + SHORT_PLAN.encode(codec, "replace")
    yield "html", "page", HTML.encode()
    yield "docx", "plan", _docx()
    yield "docx_parts", "plan", _parts()
    yield "pdf", "lines", _pdf()
    for number, start in enumerate(
        (b"PK\x03\x04", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.5", b"<?xml ")
    ):
        yield "kind", f"start{number}", bytes([number]) + start + bytes(20)
    yield from _images()
    yield "grammar", "own", GRAMMAR.encode()
    yield "config", "settings", CONFIG.encode()
    yield "config", "sidecar", SIDECAR.encode()
    yield from (("schedule", f"time{n}", words.encode()) for n, words in enumerate(TIMES))


def _docx() -> bytes:
    body = (
        word.p("KẾ HOẠCH")
        + word.p("Rà soát", listed=(1, 0))
        + word.table(word.row("1", "span=2:a/b"), word.row("merge=start:x", "y", "z"))
    )
    return word.make_docx(body, numbering=word.abstract(0, "upperRoman|%1.", "decimal|%1.%2") + word.num(1, 0))


def _parts() -> bytes:
    numbering = word.abstract(0, "upperRoman|%1.", "decimal|%1.%2.|2") + word.num(1, 0, word.restart(0, 3))
    roots = {
        "document": "<w:body>"
        + word.p("Phần", listed=(1, 0))
        + word.table(word.row("1", "span=2:a/b"))
        + "<w:p><w:r><w:t>c</w:t><w:br/><w:tab/><w:noBreakHyphen/></w:r>"
        + "<w:ins><w:r><w:t>d</w:t></w:r></w:ins></w:p></w:body>",
        "numbering": numbering,
        "styles": '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        "footnotes": '<w:footnote w:id="1">' + word.p("chú thích") + "</w:footnote>",
        "hdr": word.p("đầu trang"),
    }
    parts = [f'<w:{name} xmlns:w="{word.W}">{inner}</w:{name}>'.encode() for name, inner in roots.items()]
    return PART_END.join([*parts, b"<Relationships/>"])


def _pdf() -> bytes:
    page = made_pdfs.Page().center(80, "KẾ HOẠCH").lines(85, 120, ["I. NHIỆM VỤ", "1. Rà soát", "- Chủ trì: Sở Y tế"])
    page.grid((85, 120, 300, 400), (300, 330, 360)).row((85, 120, 300), 320, ["1", "Rà soát", "Sở Y tế"])
    return made_pdfs.pdf(page)


def _images() -> Iterator[tuple[str, str, bytes]]:
    from PIL import Image

    for form in ("PNG", "JPEG", "TIFF"):
        out = io.BytesIO()
        Image.new("L", (40, 56), 255).save(out, form)
        yield "image", form.lower(), out.getvalue()


WORDS = (
    "I. ", "II- ", "1. ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "• ", "Điều 1. ", "Phần I", "PHỤ LỤC II", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "Nơi nhận:", "TM. ", "CHỦ TỊCH",
    "Cơ quan chủ trì: ", "Đơn vị phối hợp: ", "Thời gian thực hiện: ", "Sản phẩm: ", "Sở Nội vụ", "UBND các xã", "chủ trì, phối hợp với ", "Giao ", "trước ngày ", "30/6/2024",
    "Quý I", "hằng tháng", "Căn cứ ", "Số: 12/KH-UBND", "STT\t", "| STT | ", "|---|", "./.", "**", "\u0301", "\u00a0", "\u200b", "\u2028", "\f", "\r\n", "\n\n", "====\n",
    "<w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:t>", "<w:gridSpan w:val=\"", "<w:vMerge/>", "<table>", "<tr>", "<td rowspan=", "<br>", "<li>", "&#x1EBF;",
    "[[rule]]", "[[list]]", "[parts]", "pattern = '", "{upper}", "(?P<value>", "[per-file.", "[[ignore]]", "until = ", "endobj", "/Kids [", "stream", " Tj ET",
)  # fmt: skip


def dictionary() -> str:
    """The words in the form of libFuzzer, each byte that is no plain letter as a number."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .:-|<>/[]{}()?=*"
    rows = ("".join(chr(b) if b in plain else f"\\x{b:02x}" for b in word.encode()) for word in WORDS)
    return "".join(f'"{row}"\n' for row in rows)


def main() -> None:
    (CORPUS.parent / "words.dict").write_text(dictionary(), encoding="ascii")
    for target, name, data in seeds():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
