"""PDF: what stands on the page, in the order in which it is read; and what is done with files that are no plans."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from made_pdfs import LEFT, RIGHT, Page, pdf

import khcchc
from khcchc.clean import clean_lines
from khcchc.errors import KhcchcError, LimitExceeded, UnreadableFile
from khcchc.grammar import builtin_grammars
from khcchc.read.limits import Limits
from khcchc.read.options import ReadOptions
from khcchc.read.pdf import read_pdf
from khcchc.read.pdf_pages import PageReader
from khcchc.read.source import SourceText

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NEVER = ReadOptions(ocr="never")
XS = (85.0, 120.0, 300.0, 420.0, 539.0)
HEADER = ("STT", "Nội dung", "Chủ trì", "Thời gian")
LONG = (
    "Các sở, ban, ngành và Ủy ban nhân dân các huyện rà soát toàn bộ thủ tục hành chính thuộc phạm vi quản lý, "
    "kiến nghị bãi bỏ những thủ tục không còn phù hợp"
)


def read(*pages: Page, options: ReadOptions = NEVER) -> SourceText:
    return read_pdf(pdf(*pages), "plan.pdf", "0" * 64, options)


def words(source: SourceText) -> list[str]:
    """The lines that are not blank."""
    return [line for line in source.lines if line]


def aside(source: SourceText) -> dict[str, str]:
    return {source.lines[number - 1]: why for number, why in source.aside}


def rows(source: SourceText, table: int = 0) -> list[list[str | None]]:
    """The cells of a table; a merged one with a `^` before its words."""
    return [
        [
            None if cell is None else "^" * cell.merged + " / ".join(source.lines[cell.start - 1 : cell.end])
            for cell in row
        ]
        for row in source.tables[table].rows
    ]


# --- order and paragraphs ---------------------------------------------------------------------------------


def test_the_columns_of_a_letterhead_are_read_one_after_the_other() -> None:
    page = Page().text(90, 60, "UBND TỈNH TRƯỜNG GIANG").text(320, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    page.text(110, 76, "SỞ NỘI VỤ").text(345, 76, "Độc lập - Tự do - Hạnh phúc")
    page.text(90, 106, "Số: 25/KH-SNV").text(330, 106, "Trường Giang, ngày 27 tháng 3 năm 2020")
    page.center(150, "KẾ HOẠCH").center(166, "Cải cách hành chính năm 2020")
    assert words(read(page)) == [
        "UBND TỈNH TRƯỜNG GIANG", "SỞ NỘI VỤ", "Số: 25/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do - Hạnh phúc", "Trường Giang, ngày 27 tháng 3 năm 2020",
        "KẾ HOẠCH", "Cải cách hành chính năm 2020",
    ]  # fmt: skip


def test_two_columns_on_one_line_of_the_file_are_cut_apart() -> None:
    page = Page().text(90, 60, "Nơi nhận:").text(190, 60, " ")
    page.parts.append("BT /F 12 Tf 1 0 0 1 90 700 Tm [<" + "Số: 5/KH".encode("utf-16-be").hex() + "> -12000 <")
    page.parts[-1] += "Ngày 3 tháng 4".encode("utf-16-be").hex() + ">] TJ ET"
    for y in range(200, 400, 16):
        page.text(LEFT, y, "mỗi dòng dài bằng nhau để biết chữ rộng bao nhiêu")
    assert "Số: 5/KH" in words(read(page)) and "Ngày 3 tháng 4" in words(read(page))


def test_the_recipients_stand_before_the_signature_beside_them() -> None:
    page = Page()
    page.paragraph(100, LONG + "./.")
    page.lines(LEFT, 200, ["Nơi nhận:", "- Như trên;", "- Các phòng thuộc Sở;", "- Lưu: VT."], 11, 14)
    page.text(380, 200, "KT. GIÁM ĐỐC").text(374, 216, "PHÓ GIÁM ĐỐC").text(380, 290, "Nguyễn Văn Thêm")
    assert words(read(page))[1:] == [
        "Nơi nhận:", "- Như trên;", "- Các phòng thuộc Sở;", "- Lưu: VT.",
        "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Thêm",
    ]  # fmt: skip


def test_the_lines_of_a_paragraph_are_one_line_and_paragraphs_are_apart() -> None:
    page = Page()
    y = page.paragraph(100, f"1. {LONG}.")
    page.paragraph(y, f"2. {LONG}.")
    assert read(page).lines == (f"1. {LONG}.", "", f"2. {LONG}.")


def test_a_paragraph_goes_on_over_the_page_and_its_page_number() -> None:
    first, second = Page(), Page()
    first.lines(LEFT, 740, [LONG[:70], LONG[71:140]]).center(810, "1")
    second.paragraph(70, "cải cách thủ tục hành chính.", indent=0)
    second.paragraph(100, f"3. {LONG}.")
    second.center(810, "2")
    source = read(first, second)
    joined = words(source)[0]
    assert joined.startswith("Các sở") and joined.endswith("cải cách thủ tục hành chính.")
    assert aside(source) == {"1": "page number", "2": "page number"}
    assert [source.pages[source.lines.index(text)] for text in (joined, "2")] == [1, 2]
    assert source.source.pages == 2 and source.source.extractor == "pypdfium2" and not source.source.ocr


JOINS = [
    ("số 6138/UBND-", "KGVX ngày 13/11/2024", "số 6138/UBND-KGVX ngày 13/11/2024"),
    ("giai đoạn 2021 -", "2025 và định hướng", "giai đoạn 2021 - 2025 và định hướng"),
]


@pytest.mark.parametrize(("end", "start", "joined"), JOINS)
def test_a_hyphen_at_the_end_of_a_line(end: str, start: str, joined: str) -> None:
    before = "x" * (int((RIGHT - LEFT) / 6) - len(end) - 1)
    page = Page().lines(LEFT, 100, [f"{before} {end}", start])
    assert words(read(page)) == [f"{before} {joined}"]


GLYPHS = [
    ("\uf0b7 Sở Nội vụ", "- Sở Nội vụ"),
    ("\uf02d Sở Nội vụ", "- Sở Nội vụ"),
    ("• Sở Nội vụ", "- Sở Nội vụ"),
    ("đạt \uf0b3 90%", "đạt ≥ 90%"),
]


@pytest.mark.parametrize(("drawn", "text"), GLYPHS)
def test_private_signs_become_public_ones(drawn: str, text: str) -> None:
    assert words(read(Page().text(LEFT, 100, drawn))) == [text]


def test_text_drawn_twice_for_bold_is_read_once() -> None:
    page = Page().text(LEFT, 100, "I. MỤC TIÊU").text(LEFT, 140, "Nội dung")
    page.text(LEFT + 0.4, 100, "I. MỤC TIÊU")
    assert words(read(page)) == ["I. MỤC TIÊU", "Nội dung"]


def test_bold_lines_are_told() -> None:
    source = read(Page().text(LEFT, 100, "I. MỤC TIÊU", bold=True).text(LEFT, 140, "Nội dung"))
    assert [source.lines[n - 1] for n in source.bold] == ["I. MỤC TIÊU"]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    page = Page(rotate=90)
    for x, text in ((100, "dòng thứ nhất"), (130, "dòng thứ hai")):
        page.parts.append(f"BT /F 12 Tf 0 1 -1 0 {x} 100 Tm <{text.encode('utf-16-be').hex()}> Tj ET")
    assert words(read(page)) == ["dòng thứ nhất", "dòng thứ hai"]


# --- what is set aside ------------------------------------------------------------------------------------


def test_running_heads_are_set_aside_and_heads_of_appendices_are_not() -> None:
    pages = []
    for number in range(1, 5):
        page = Page().text(LEFT, 40, "Kế hoạch cải cách hành chính").center(70, "PHỤ LỤC")
        page.paragraph(120, f"{number}. {LONG}.")
        pages.append(page.text(480, 815, f"Trang {number}/4"))
    source = read(*pages)
    assert aside(source) == {
        "Kế hoạch cải cách hành chính": "running head",
        **{f"Trang {n}/4": "page number" for n in range(1, 5)},
    }
    assert words(source).count("PHỤ LỤC") == 4


def test_a_line_that_stands_at_the_same_height_of_many_pages_may_be_text() -> None:
    pages = [Page().text(LEFT, 760, "Cơ quan thực hiện như trên") for _ in range(4)]
    for number, page in enumerate(pages, 1):
        page.paragraph(120, f"{number}. {LONG}.")
        page.text(LEFT, 790, f"Nội dung thứ {['nhất', 'hai', 'ba', 'tư'][number - 1]}")
    assert aside(read(*pages)) == {}


def test_a_signature_stamp_is_set_aside_and_a_field_is_not() -> None:
    page = Page()
    stamp = ["Người ký: Trung tâm Công báo", "Cơ quan: Văn phòng UBND tỉnh", "Thời gian ký: 27.12.2021 17:22:11 +07:00"]
    page.lines(380, 20, stamp, 7, 8)
    page.paragraph(120, f"1. {LONG}.")
    page.text(LEFT + 28, 190, "- Cơ quan: Sở Nội vụ.").text(LEFT, 230, "chữ ký số công cộng.")
    source = read(page)
    assert aside(source) == dict.fromkeys(stamp, "signature stamp")
    assert "- Cơ quan: Sở Nội vụ." in words(source)


@pytest.mark.parametrize(("field", "line", "loads"), [("565", "Số: 565 /KH-UBND", 2), ("", "Số:", 1)])
def test_words_in_a_field_are_read_and_for_the_picture_of_a_signature_no_page_is_loaded_twice(
    monkeypatch: pytest.MonkeyPatch, field: str, line: str, loads: int
) -> None:
    page = Page().text(LEFT, 80, "Số:").text(LEFT + 48, 80, "/KH-UBND").fill_in(LEFT + 24, 80, field)
    page.paragraph(120, f"1. {LONG}.")
    load, calls = PageReader._load, []

    def counted(reader: PageReader, number: int) -> int:
        calls.append(number)
        return load(reader, number)

    monkeypatch.setattr(PageReader, "_load", counted)
    assert words(read(page))[0] == line
    assert len(calls) == loads


def test_a_page_of_very_many_lines_is_measured_whole() -> None:
    page = Page(height=2400).lines(LEFT, 20, [f"{number}) Việc thứ {number}" for number in range(1, 400)], 4, 5.9)
    assert words(read(page, page)) == 2 * [f"{number}) Việc thứ {number}" for number in range(1, 400)]


def test_a_footnote_is_set_aside_and_its_mark_is_told_from_the_word() -> None:
    page = Page()
    y = page.paragraph(100, f"1. {LONG}.")
    page.text(LEFT + 28, y, "Theo Quyết định của Bộ GDĐT").text(LEFT + 28 + 27 * 6, y - 4, "1", 7)
    page.text(LEFT, 700 - 3, "1", 6).text(LEFT + 4, 700, "Đánh giá các cấp quản lý.", 10)
    source = read(page)
    assert words(source)[1] == "Theo Quyết định của Bộ GDĐT[1]"
    assert list(aside(source).values()) == ["footnote"]


def test_the_mark_behind_a_year_is_no_figure_of_it_and_its_note_may_have_a_large_number() -> None:
    page = Page()
    y = page.paragraph(100, f"1. {LONG}.")
    page.text(LEFT + 28, y, "Theo Luật Đất đai năm 2024").text(LEFT + 28 + 26 * 6, y - 4, "2", 7)
    page.text(LEFT, 700, "2", 12).text(LEFT + 9, 700, "Luật được thông qua năm 2024.", 9)
    source = read(page)
    assert words(source)[1] == "Theo Luật Đất đai năm 2024[2]"
    assert list(aside(source).values()) == ["footnote"]
    assert "năm 2024[2]" not in clean_lines(source.lines, builtin_grammars(), dict(source.aside)).lines[1].text


def test_rows_in_a_small_face_behind_large_numbers_are_no_footnotes() -> None:
    page = Page()
    page.paragraph(100, f"1. {LONG}.")
    for k, row in enumerate(("Sở Tư pháp rà soát văn bản.", "Sở Y tế công bố danh mục."), 1):
        page.text(LEFT, 700 + 18 * k, str(k), 14).text(LEFT + 12, 700 + 18 * k, row, 10)
    assert not aside(read(page))


def test_the_figures_of_a_smaller_face_stay_whole() -> None:
    page = Page()
    page.text(LEFT, 100, "Sở Nội vụ ", 14).text(LEFT + 70, 100, "số hóa 20500 hồ sơ, 109912 trang.", 11)
    assert words(read(page)) == ["Sở Nội vụ số hóa 20500 hồ sơ, 109912 trang."]


# --- tables -----------------------------------------------------------------------------------------------


def table_page(ys: tuple[float, ...], *cells: tuple[str, ...]) -> Page:
    page = Page().grid(XS, ys)
    for y, row in zip(ys, cells, strict=False):
        page.row(XS, y + 14, row)
    return page


def test_a_ruled_table_is_native_and_its_cells_are_paragraphs() -> None:
    page = Page().text(LEFT, 60, "PHỤ LỤC").grid(XS, (100, 130, 190))
    page.row(XS, 114, HEADER)
    page.row(
        XS,
        144,
        ("1", ("Xây dựng kế hoạch rà soát văn bản", "quy phạm pháp luật;", "- Báo cáo."), "Sở Tư pháp", "Quý I"),
    )
    source = read(page.text(LEFT, 240, "Nơi nhận:"))
    assert rows(source) == [
        list(HEADER),
        ["1", "Xây dựng kế hoạch rà soát văn bản quy phạm pháp luật; / - Báo cáo.", "Sở Tư pháp", "Quý I"],
    ]
    assert words(source)[0] == "PHỤ LỤC" and words(source)[-1] == "Nơi nhận:"


def test_borders_drawn_as_thin_boxes_and_dashes() -> None:
    page = Page()
    for y in (100, 130, 160):
        for x0, x1 in pairwise(XS):
            page.box(x0, y, x1, y + 0.5)
    for x in XS:
        for y in range(100, 160, 4):
            page.box(x, y, x + 0.5, y + 3)
    page.row(XS, 114, HEADER).row(XS, 144, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    assert rows(read(page)) == [list(HEADER), ["1", "Rà soát", "Sở Y tế", "Quý I"]]


def test_a_table_without_its_outer_borders() -> None:
    page = Page()
    for y in (100, 130, 160):
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, 100, x, 160)
    page.row(XS, 114, HEADER).row(XS, 144, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    assert rows(read(page)) == [list(HEADER), ["1", "Rà soát", "Sở Y tế", "Quý I"]]


def test_a_wide_cell_stands_in_its_first_column_and_a_tall_one_in_each_row() -> None:
    page = Page().line(XS[0], 200, XS[2], 200).line(XS[3], 200, XS[4], 200)
    for y in (100, 130, 160, 240):
        page.line(XS[0], y, XS[-1], y)
    for x in (XS[0], XS[1], XS[-1]):
        page.line(x, 100, x, 240)
    for x in XS[2:4]:
        page.line(x, 100, x, 130).line(x, 160, x, 240)
    page.row(XS, 114, HEADER).row(XS, 144, ("I", "CẢI CÁCH THỂ CHẾ"))
    page.row(XS, 174, ("1", "Rà soát văn bản")).row(XS, 214, ("2", "Tự kiểm tra"))
    page.text(XS[2] + 4, 205, "Sở Tư pháp", 10).text(XS[3] + 4, 174, "Quý I", 10).text(XS[3] + 4, 214, "Quý II", 10)
    assert rows(read(page))[1:] == [
        ["I", "CẢI CÁCH THỂ CHẾ", None, None],
        ["1", "Rà soát văn bản", "Sở Tư pháp", "Quý I"],
        ["2", "Tự kiểm tra", "^Sở Tư pháp", "Quý II"],
    ]


def test_a_rule_a_frame_and_a_seal_are_no_tables() -> None:
    page = Page().text(LEFT, 100, "ỦY BAN NHÂN DÂN").line(LEFT, 104, LEFT + 80, 104)
    page.grid((300, 420), (200, 260)).text(310, 230, "CÔNG VĂN ĐẾN")
    source = read(page)
    assert source.tables == () and words(source) == ["ỦY BAN NHÂN DÂN", "CÔNG VĂN ĐẾN"]


def test_a_table_over_pages_is_one_its_header_dropped_and_a_cut_row_whole() -> None:
    first = (
        Page().grid(XS, (700, 720, 740, 780)).row(XS, 714, HEADER).row(XS, 734, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    )
    first.row(XS, 754, ("2", ("Xây dựng kế hoạch kiểm tra", "việc chấp hành kỷ luật của cán"), "Sở Nội vụ", "Quý II"))
    second = Page().grid(XS, (60, 80, 110, 140)).row(XS, 74, HEADER)
    second.row(XS, 94, ("", "bộ, công chức.", "", "")).row(XS, 124, ("3", "Sơ kết", "Sở Nội vụ", "Quý III"))
    source = read(first.center(815, "1"), second.center(815, "2"))
    assert rows(source) == [
        list(HEADER),
        ["1", "Rà soát", "Sở Y tế", "Quý I"],
        ["2", "Xây dựng kế hoạch kiểm tra việc chấp hành kỷ luật của cán bộ, công chức.", "Sở Nội vụ", "Quý II"],
        ["3", "Sơ kết", "Sở Nội vụ", "Quý III"],
    ]
    assert aside(source) == {
        "stt nội dung chủ trì thời gian": "repeated table header",
        "1": "page number",
        "2": "page number",
    }
    assert len(source.tables) == 1


CUT = [
    ("Rà soát thủ tục cấp phép xây", "Bộ Khoa học", "2025-", "dựng", "và Công nghệ", "2030", 2),
    ("Đơn giản hóa thủ tục do Sở Tài", "Sở Tài chính và", "Quý", "Chính phụ trách", "Sở Tư pháp", "", 2),
    ("Rà soát văn bản", "Sở Tài chính", "Quý I", "Rà soát thủ tục đất đai", "Sở Xây dựng", "Quý II", 3),
    ("Đơn giản hóa thủ tục về đầu", "Sở Tài chính", "Quý I", "Tự kiểm tra", "Sở Xây dựng", "Quý II", 3),
]


@pytest.mark.parametrize(("task", "lead", "time", "next_task", "next_lead", "next_time", "count"), CUT)
def test_a_row_without_number_after_a_page_break(
    task: str, lead: str, time: str, next_task: str, next_lead: str, next_time: str, count: int
) -> None:
    """It goes on with the row above when each of its cells does; else it is a row of its own."""
    first = table_page((700, 720, 780), HEADER, ("2", task, lead, time))
    second = table_page((60, 100), ("", next_task, next_lead, next_time))
    assert len(rows(read(first, second))) == count


def test_a_merged_cell_goes_on_over_the_page() -> None:
    first = table_page((700, 720, 780), HEADER, ("1", "Rà soát văn bản", "Sở Tư pháp", "Quý I"))
    second = Page()
    second.grid((XS[0], XS[1], XS[2]), (60, 90, 120)).grid((XS[3], XS[4]), (60, 90, 120))
    second.line(XS[2], 60, XS[3], 60).line(XS[2], 120, XS[3], 120)
    second.row(XS, 74, ("2", "Tự kiểm tra", "", "Quý II")).row(XS, 104, ("3", "Báo cáo", "", "Quý III"))
    assert [row[2] for row in rows(read(first, second))] == ["Chủ trì", "Sở Tư pháp", "^Sở Tư pháp", "^Sở Tư pháp"]


def test_pdfplumber_is_asked_only_where_the_rulings_are_hidden() -> None:
    page = table_page((100, 130, 160), HEADER, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    assert read(page).source.extractor == "pypdfium2"
    page.form = True
    source = read(page)
    assert source.source.extractor == "pypdfium2+pdfplumber"
    assert rows(source) == [list(HEADER), ["1", "Rà soát", "Sở Y tế", "Quý I"]]


def test_words_side_by_side_without_rulings_stay_text() -> None:
    page = Page().row(XS, 100, HEADER).row(XS, 120, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    assert read(page).tables == ()


# --- files that are no plans, and hostile ones ------------------------------------------------------------


def test_pictures_alone_are_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=r"no text layer: its 2 pages are pictures.*--ocr auto"):
        read(Page().image(), Page().image())


def test_a_stamp_over_a_picture_is_no_text() -> None:
    page = Page().image().lines(380, 20, ["Người ký: Trung tâm Công báo", "27.12.2021 17:22:11 +07:00"], 7, 8)
    with pytest.raises(UnreadableFile, match="pictures"):
        read(page)


def test_one_picture_among_pages_is_a_problem_of_that_page() -> None:
    text = Page()
    text.paragraph(100, f"1. {LONG}.")
    source = read(text, Page().image())
    assert [(p.code, p.severity, p.page) for p in source.problems] == [("PDF001", "error", 2)]


def test_a_text_without_marks_is_told() -> None:
    page = Page()
    page.paragraph(100, "Cac so, ban, nganh va Uy ban nhan dan cac huyen ra soat toan bo thu tuc hanh chinh " * 4)
    assert [(p.code, p.severity, p.page) for p in read(page).problems] == [("PDF002", "warning", 1)]


def test_an_empty_page_among_others_is_no_problem() -> None:
    assert read(Page().text(LEFT, 100, "Kế hoạch"), Page()).problems == ()


def test_too_many_pages() -> None:
    with pytest.raises(LimitExceeded, match=r"3 pages, more than 2.*--max-pages"):
        read(Page(), Page(), Page(), options=ReadOptions(limits=Limits(max_pages=2)))


def test_the_time_limit_holds() -> None:
    with pytest.raises(LimitExceeded, match="seconds"):
        read(Page(), options=ReadOptions(limits=Limits(seconds=0)))


def test_an_encrypted_file() -> None:
    data = pdf(Page().text(LEFT, 100, "Mật"))
    key = b"<" + b"41" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00> <00>] /Root" % (key, key)
    with pytest.raises(UnreadableFile, match=r"encrypted.*without the password"):
        read_pdf(data.replace(b"/Root", lock), "mat.pdf", "", NEVER)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.5\n" + bytes(range(256)) * 8, b"%PDF" + b"[" * 50_000])
def test_a_damaged_file(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_pdf(data, "hong.pdf", "", NEVER)


def test_a_torn_file_gives_lines_or_an_error_and_nothing_else() -> None:
    page = table_page((100, 130, 160), HEADER, ("1", "Rà soát", "Sở Y tế", "Quý I"))
    data = pdf(page, Page().image(), Page(form=True, parts=page.parts))
    chance = random.Random(5)
    for _ in range(60):
        torn = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            torn[chance.randrange(9, len(torn))] = chance.randrange(256)
        del torn[chance.randrange(len(torn) // 2, len(torn) + 1) :]
        try:
            read_pdf(bytes(torn), "x.pdf", "", NEVER)
        except KhcchcError as error:
            assert error.hint


def test_a_page_full_of_drawings_is_read_in_bounded_time() -> None:
    chance = random.Random(7)
    page = Page().text(LEFT, 100, "Kế hoạch")
    for _ in range(30_000):
        page.line(x := chance.uniform(0, 500), y := chance.uniform(0, 800), x + chance.uniform(0, 90), y)
    assert "Kế hoạch" in words(read(page, options=ReadOptions(ocr="never", limits=Limits(seconds=20))))


# --- the samples ------------------------------------------------------------------------------------------

PDFS = sorted(path for path in (SAMPLES / "formats").glob("*.pdf") if not path.stem.endswith("-scan"))


def told(plan: khcchc.Plan) -> list[tuple[str, ...]]:
    """Each task with its fields, white space folded."""
    fields = ("lead", "coordinating", "deliverables", "schedule")
    return [
        (task.id, " ".join(task.content.split()), *(" ".join(getattr(task, f).text.split()) if getattr(task, f) else "" for f in fields))
        for task in plan.tasks
    ]  # fmt: skip


def test_there_are_samples() -> None:
    assert len(PDFS) >= 4


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_sample_gives_the_tasks_of_its_text(path: Path) -> None:
    text = next(SAMPLES.glob(f"{path.stem}.*"))
    plan = khcchc.parse(path)
    assert told(plan) == told(khcchc.parse(text))
    assert plan.coverage.unplaced == ()
    assert plan.source.pages and all(task.span.page for task in plan.tasks)


def test_words_above_the_upper_edge_are_words_too() -> None:
    page = Page().text(85, -40, "ngoài trang").text(85, 100, "trong trang")
    assert [line for line in read(page).lines if line] == ["ngoài trang", "trong trang"]
