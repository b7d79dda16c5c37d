"""Make samples/formats/*.pdf from the text samples, as an office would: letterhead in two columns, justified text,
page numbers, ruled tables that go on over pages, a scan.

    pip install fpdf2                 # for this script only; khcchc itself does not need it
    python tools/make_pdf_samples.py [FOLDER]

fpdf2 was chosen because its files are the same byte for byte on every machine (LibreOffice writes times and
random names into them), and because it embeds only the letters that are used. The face is DejaVu Serif
Condensed of Debian's fonts-dejavu.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from fpdf import FPDF, FontFace  # type: ignore[import-untyped, import-not-found, unused-ignore]

from khcchc.actors import actor_scanner
from khcchc.blocks import Block, set_page_numbers_aside, split_blocks
from khcchc.clean import clean_lines
from khcchc.grammar import builtin_grammars
from khcchc.paragraphs import Paragraph, ParagraphJoiner
from khcchc.rows import raw_rows

ROOT = Path(__file__).resolve().parents[1]
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SAMPLES = ("ke-hoach-truong-thong-tin", "quyet-dinh-ke-hoach-trong-dieu-1", "phu-luc-bang-tab", "ke-hoach-cap-xa-2025")
SCANNED = ("ke-hoach-truong-thong-tin", "phan-cong-theo-co-quan")
LEFT_HEAD = ("ỦY BAN", "THÀNH PHỐ", "HUYỆN", "TỈNH", "XÃ", "PHƯỜNG", "SỞ", "Số:")
RIGHT_HEAD = ("CỘNG HÒA", "Độc lập")


class Page(FPDF):  # type: ignore[misc, unused-ignore]
    """A4 with the margins and the page number of NĐ 30/2020, Phụ lục I."""

    def __init__(self) -> None:
        super().__init__(format="A4", unit="mm")
        self.set_creation_date(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        self.set_margins(30, 20, 20)
        self.set_auto_page_break(True, margin=20)
        self.add_font("serif", "", FONTS / "DejaVuSerifCondensed.ttf")
        self.add_font("serif", "B", FONTS / "DejaVuSerifCondensed-Bold.ttf")
        self.set_font("serif", size=12)
        self.add_page()

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("serif", size=12)
            self.set_y(11)
            self.cell(0, 5, str(self.page_no()), align="C")
            self.set_y(20)


def make(name: str) -> bytes:
    """One sample as a PDF with a text layer."""
    source = next(path for path in (ROOT / "samples").glob(f"{name}.*"))
    grammars = builtin_grammars()
    clean = clean_lines(tuple(source.read_text(encoding="utf-8").split("\n")), grammars)
    blocks, _ = set_page_numbers_aside(split_blocks(clean.lines, grammars), grammars)
    joiner = ParagraphJoiner(clean.lines, grammars)
    page = Page()
    for block in blocks:
        if block.form == "text":
            _text(page, joiner.join(block.lines))
        else:
            _table(page, block)
    out = BytesIO()
    page.output(out)
    return out.getvalue()


def _text(page: Page, paragraphs: Sequence[Paragraph]) -> None:
    head: list[str] = []
    for i, paragraph in enumerate(paragraphs):
        if page.page_no() == 1 and paragraph.start < 16 and _is_head(paragraph.text):
            head.append(paragraph.text)
            continue
        if head:
            _letterhead(page, head)
            head = []
        tight = i + 1 < len(paragraphs) and paragraphs[i + 1].start == paragraph.end + 1
        _paragraph(page, paragraph.text, bold=paragraph.bold, tight=tight)


def _is_head(text: str) -> bool:
    return text.startswith(LEFT_HEAD) or text.startswith(RIGHT_HEAD) or ", ngày " in text[:40]


def _letterhead(page: Page, head: Sequence[str]) -> None:
    """Issuer and number on the left, the country's name, motto and date on the right."""
    left = [text for text in head if text.startswith(LEFT_HEAD)]
    right = [text for text in head if not text.startswith(LEFT_HEAD)]
    top = page.get_y()
    page.set_font("serif", size=10)
    for x, column in ((30, left), (100, right)):
        page.set_y(top)
        for text in column:
            page.set_x(x)
            page.cell(70 if x == 30 else 90, 6, text, align="C", new_x="LEFT", new_y="NEXT")
    page.set_y(top + 6 * max(len(left), len(right)) + 6)
    page.set_font("serif", size=12)


def _paragraph(page: Page, text: str, *, bold: bool, tight: bool) -> None:
    page.set_font("serif", "B" if bold or text.isupper() else "", 12)
    if text.isupper() and len(text) < 60:
        page.multi_cell(0, 6, text, align="C", new_x="LMARGIN", new_y="NEXT")
    else:
        _justify(page, text)
    page.set_font("serif", size=12)
    if not tight:
        page.ln(2)


def _justify(page: Page, text: str) -> None:
    """Lines filled word by word, the first one indented; all but the last reach the right margin."""
    space, width = page.get_string_width(" "), page.epw
    line: list[str] = []
    x, room = page.l_margin + 10, width - 10
    for word in [*text.split(), ""]:
        used = sum(map(page.get_string_width, line)) + space * len(line)
        if line and (not word or used + page.get_string_width(word) > room):
            if page.get_y() + 6 > page.page_break_trigger:
                page.add_page()
            wide = space if not word or len(line) < 2 else space + (room - used + space) / (len(line) - 1)
            for piece in line:
                page.set_x(x)
                page.cell(page.get_string_width(piece), 6, piece)
                x += page.get_string_width(piece) + wide
            page.ln(6)
            line, x, room = [], page.l_margin, width
        line.append(word)


def _table(page: Page, block: Block) -> None:
    grammars = builtin_grammars()
    rows = [row for row in raw_rows(block, grammars, actor_scanner(grammars)) if row.filled]
    width = max(len(row.cells) for row in rows)
    page.set_font("serif", size=10)
    widths = (9, *[30] * (width - 1))
    with page.table(
        col_widths=widths, headings_style=FontFace(emphasis="BOLD"), line_height=5, text_align="LEFT"
    ) as table:
        for row in rows:
            cells = [*row.cells, *[None] * (width - len(row.cells))]
            table.row([cell.text if cell else "" for cell in cells])
    page.set_font("serif", size=12)
    page.ln(4)


def scan(data: bytes) -> bytes:
    """The same pages as black and white pictures of 200 dots an inch, a little askew, without a text layer."""
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    document = pypdfium2.PdfDocument(data)
    images = []
    for i in range(len(document)):
        grey = document[i].render(scale=200 / 72, grayscale=True).to_pil()
        images.append(
            grey.rotate((0.4, -0.6, 0.8)[i % 3], fillcolor=255, resample=3).point(lambda v: 255 * (v > 150), "1")
        )
    out = BytesIO()
    fixed = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).timetuple()
    images[0].save(
        out, "PDF", save_all=True, append_images=images[1:], resolution=200, creationDate=fixed, modDate=fixed
    )
    return out.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        (folder / f"{name}.pdf").write_bytes(make(name))
    for name in SCANNED:
        (folder / f"{name}-scan.pdf").write_bytes(scan(make(name)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "formats")
