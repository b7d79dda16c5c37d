"""Cleaning: letters, spaces, emphasis, what is set aside; and the guarantees of each."""

from __future__ import annotations

import unicodedata

import pytest

from khcchc.clean import clean_lines, repair_letters
from khcchc.grammar import builtin_grammars


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (unicodedata.normalize("NFD", "Thời gian thực hiện"), "Thời gian thực hiện"),
        ("tha\u0301\u0302p", "thấp"),  # the tone typed before the circumflex
        ("QUY\u00caT \u00d0ỊNH", "QUYÊT ĐỊNH"),  # Icelandic eth
        ("ngàу хem ѕở", "ngày xem sở"),  # Cyrillic у, х, ѕ
        ("Phòng\u00a0Nội  vụ", "Phòng Nội vụ"),
        ("**Đơn vị phối hợp: **Sở", "Đơn vị phối hợp: Sở"),
        ("*- Đơn vị chủ trì: *Sở Tư", "- Đơn vị chủ trì: Sở Tư"),
        ("**I. MỤC", "I. MỤC"),
        ("* rà soát văn bản", "* rà soát văn bản"),
        ("*\trà soát văn bản", "* rà soát văn bản"),
        ("## II. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("**# II. NHIỆM VỤ**", "II. NHIỆM VỤ"),
        ("*#", ""),
        ("TTHC nội bộ[^1] trong cơ quan [2].", "TTHC nội bộ trong cơ quan [2]."),
        ("theo Điều [5] Luật Tổ chức", "theo Điều [5] Luật Tổ chức"),
        ("[2] Luật số 76/2015/QH13", "[2] Luật số 76/2015/QH13"),
        (r"1\. Rà soát", "1. Rà soát"),
        ("a\tb \t c", "a\tb\tc"),
        ("3*5 = 15", "3*5 = 15"),
        ("Ghi chú (*): không tính", "Ghi chú (*): không tính"),
    ],
)
def test_text_is_repaired(raw: str, clean: str) -> None:
    assert clean_lines((raw,), builtin_grammars()).lines[0].text == clean


@pytest.mark.parametrize("text", ["Quý I/2024", "NC_{abc}", "hoà", "hòa", "“một cửa”", "Số: 12/KH-UBND", "a_b_c"])
def test_text_is_left_alone(text: str) -> None:
    assert clean_lines((text,), builtin_grammars()).lines[0].text == text


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("-------", "rule"),
        ("=====", "rule"),
        ("** **", "emphasis mark"),
        ("Đang tải nội dung...", "web loading notice"),
        ("Trang chủ", "web site name"),
    ],
)
def test_furniture_is_listed_with_its_words(raw: str, why: str) -> None:
    clean = clean_lines(("trên", raw, "dưới"), builtin_grammars())
    assert [(f.line, f.text, f.why) for f in clean.furniture] == [(2, raw, why)]
    assert [line.text for line in clean.lines] == ["trên", "", "dưới"]


def test_bold_is_kept_over_lines_and_closed_by_a_blank_one() -> None:
    lines = clean_lines(("**I. MỤC", "ĐÍCH**", "thường", "", "**chưa đóng", "", "thường"), builtin_grammars()).lines
    assert [line.bold for line in lines] == [True, True, False, False, True, False, False]


def test_letters_are_composed() -> None:
    assert unicodedata.is_normalized("NFC", repair_letters("o\u0323\u0302 o\u0302\u0323"))


@pytest.mark.parametrize(
    ("lines", "clean"),
    [
        (["XÃ A       Độc lập - Tự do - Hạnh phúc"], ["XÃ A\tĐộc lập - Tự do - Hạnh phúc"]),
        (["Số: 4/KH-UBND    Tân An, ngày 05 tháng 8 năm 2025"], ["Số: 4/KH-UBND\tTân An, ngày 05 tháng 8 năm 2025"]),
        (
            ["Nơi nhận:     TM. ỦY BAN NHÂN DÂN", "- Lưu: VT.     CHỦ TỊCH"],
            ["Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Lưu: VT.\tCHỦ TỊCH"],
        ),
        # a gap of the body, and a number left blank behind the signature, are white space
        (["1.      Mục đích"], ["1. Mục đích"]),
        (
            ["Nơi nhận:", "KẾ HOẠCH", "(Kèm theo Quyết định số      /QĐ-UBND)"],
            ["Nơi nhận:", "KẾ HOẠCH", "(Kèm theo Quyết định số /QĐ-UBND)"],
        ),
    ],
)
def test_two_columns_of_letterhead_and_signature_are_kept_apart(lines: list[str], clean: list[str]) -> None:
    assert [line.text for line in clean_lines(tuple(lines), builtin_grammars()).lines] == clean


def test_a_mark_of_a_note_that_stands_in_the_text_is_no_word() -> None:
    lines = ("TTHC nội bộ[1] trong cơ quan[2], ngày [1]/6.", "[1] Quyết định số 5/QĐ-TTg.")
    assert [line.text for line in clean_lines(lines, builtin_grammars()).lines] == [
        "TTHC nội bộ trong cơ quan[2], ngày [1]/6.",
        "[1] Quyết định số 5/QĐ-TTg.",
    ]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("- Bộ phân thực hiện: Sở Tư pháp", "- Bộ phận thực hiện: Sở Tư pháp"),
        ("Thòi gian: Quý I", "Thời gian: Quý I"),
        ("CƠ QUAN CHỦ TRI: Sở A", "CƠ QUAN CHỦ TRÌ: Sở A"),
        ("Thời gian: Quý I", None),  # a label as it stands
        ("Thời giạn nan: Quý I", None),  # no label once its marks are right
        ("Sở Y tế: chu tri họp", None),
    ],
)
def test_a_label_with_wrong_marks_is_mended_and_told(line: str, mended: str | None) -> None:
    clean = clean_lines((line,), builtin_grammars())
    assert clean.lines[0].text == (mended or line)
    assert len(clean.mended) == (mended is not None)


@pytest.mark.parametrize(
    "line",
    [
        "- Sản phẩm: Bộ hỏi đáp tiếng Việt - tiếng Anh",
        "- Gửi báo cáo qua thư điện tử, địa chỉ [email protected] trước ngày 15/12.",
        "- Duy trì thư viện pháp luật, tủ sách pháp luật, xử lý vi phạm.",
        "- Niêm yết số điện thoại nóng để tiếp nhận ý kiến của quý khách.",
        "- Hạn chế: Trang thông tin chưa cập nhật nội dung.",
        "Mỗi quý thành viên Tổ công tác họp một lần.",
        "Đón tiếp quý khách đến làm việc tại Bộ phận Một cửa.",
        "- Gửi báo cáo qua thư điện tử: [email protected].",
    ],
)
def test_words_of_web_sites_inside_a_line_of_the_plan_set_nothing_aside(line: str) -> None:
    assert clean_lines((line,), builtin_grammars()).furniture == ()


def test_a_choice_of_language_is_of_the_web_site_where_no_sentence_ends_in_it() -> None:
    site = clean_lines(("Tải về", "Tiếng Anh", "Cải cách hành chính"), builtin_grammars())
    assert [f.line for f in site.furniture] == [1, 2]
    plan = clean_lines(("- Cổng thông tin bổ sung các", "nội dung tiếng Anh"), builtin_grammars())
    assert plan.furniture == ()


def test_the_spaces_of_a_padded_text_keep_no_empty_cells() -> None:
    lines = ("I. NHIỆM VỤ", "", "1. Rà soát")
    assert [line.spaced for line in clean_lines(("I. NHIỆM VỤ", " ", "1. Rà soát"), builtin_grammars()).lines] == [
        False,
        True,
        False,
    ]
    for padded in (tuple(f"{line}  " for line in lines), tuple(f"  {line}" for line in lines)):
        assert not any(line.spaced for line in clean_lines(padded, builtin_grammars()).lines)
