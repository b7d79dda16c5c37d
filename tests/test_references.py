"""Cited documents: text first, what was found last."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import Work, grows_within

from khcchc.grammar import builtin_grammars
from khcchc.values.references import find_references

GRAMMARS = builtin_grammars()

NUMBERS = [
    ("Kế hoạch 12/KH-UBND", "ke_hoach", "12/KH-UBND"),
    ("Quyết định số 20/2013/QĐ-UBND", "quyet_dinh", "20/2013/QĐ-UBND"),
    ("Nghị quyết 30c/NQ-CP", "nghi_quyet", "30c/NQ-CP"),
    ("Công văn số 79/SNV-CCHC", "cong_van", "79/SNV-CCHC"),
    ("theo 703/PNV", "cong_van", "703/PNV"),
    ("Công văn số 8935/BNV-CTTN&BĐG", "cong_van", "8935/BNV-CTTN&BĐG"),
    ("số 05-NQ/TU", "nghi_quyet", "05-NQ/TU"),
    ("Kế hoạch hành động số 459-KHHĐ/TU", "ke_hoach", "459-KHHĐ/TU"),
    ("Chương trình hành động số 39-CTr/TU", "chuong_trinh", "39-CTr/TU"),
    ("Thông tư liên tịch số 43/2015/TTLT-BNNPTNT-BKHĐT", "thong_tu_lien_tich", "43/2015/TTLT-BNNPTNT-BKHĐT"),
    ("Nghị quyết số 66.2/2025/NQ-CP", "nghi_quyet", "66.2/2025/NQ-CP"),
    ("Luật Dữ liệu số 60/2024/QH15", "luat", "60/2024/QH15"),
    ("Tờ trình số 66/TTr-SNV", "to_trinh", "66/TTr-SNV"),
    ("Thông tri số 02-TT/TU", "thong_tri", "02-TT/TU"),
    ("Nghị định 158/2007", "nghi_dinh", "158/2007"),
    ("Kế hoạch số 231", "ke_hoach", "231"),
    ("Kế hoạch số 145 /KH-UBND", "ke_hoach", "145/KH-UBND"),  # a stray space
    ("số 20/2007/QĐ- UBND", "quyet_dinh", "20/2007/QĐ-UBND"),
    ("số 10- CTr/TU", "chuong_trinh", "10-CTr/TU"),
    ("Thông báo 99- TB/TW", "thong_bao", "99-TB/TW"),
    ("1961/QĐUBND", "quyet_dinh", "1961/QĐUBND"),  # a lost hyphen
    ("QUYẾT ĐỊNH SỐ 06/QĐ-TTG", "quyet_dinh", "06/QĐ-TTG"),
    ("theo kế hoạch số 23/kh-ubnd", "ke_hoach", "23/kh-ubnd"),
    ("Văn bản số 12/UBND-NC", "cong_van", "12/UBND-NC"),
    ("báo cáo Sở tại 796/SNV-CCHC", "cong_van", "796/SNV-CCHC"),
]

LEFT_ALONE = [
    "trước ngày 24/02/2017",
    "20/63 tỉnh",
    "02 lần/năm",
    "3/lớp",
    "5/UBND xã",
    "Quý I/2018 ban hành",
    "tháng 12/2024",
    "giai đoạn 2021-2025",
    "văn bản quy phạm pháp luật năm 2024",
    "Luật có hiệu lực từ ngày 01/01/2026",
    "Kế hoạch này",
    "Kế hoạch trên địa bàn tỉnh",
    "QĐ-UBND",
]

WHOLE = [
    (
        "theo Quyết định số 17/QĐ-UBND ngày 24/02/2017 của UBND tỉnh Quảng Ngãi về việc giao",
        "Quyết định số 17/QĐ-UBND ngày 24/02/2017 của UBND tỉnh Quảng Ngãi",
        "2017-02-24",
        "UBND tỉnh Quảng Ngãi",
    ),
    (
        "Kế hoạch số 9/KH-BNV ngày 29 tháng 12 năm 2017 của Bộ trưởng Bộ Nội vụ ban hành",
        "Kế hoạch số 9/KH-BNV ngày 29 tháng 12 năm 2017 của Bộ trưởng Bộ Nội vụ",
        "2017-12-29",
        "Bộ trưởng Bộ Nội vụ",
    ),
    (
        "Chỉ thị số 8/CT-TTg, ngày 05/3/2020 của Thủ tướng Chính phủ, các sở",
        "Chỉ thị số 8/CT-TTg, ngày 05/3/2020 của Thủ tướng Chính phủ",
        "2020-03-05",
        "Thủ tướng Chính phủ",
    ),
    (
        "Kế hoạch số 3/KH-BVHTTDL ngày 1/2/2025 của Bộ Văn hóa, Thể thao và Du lịch, Sở Nội vụ tham mưu",
        "Kế hoạch số 3/KH-BVHTTDL ngày 1/2/2025 của Bộ Văn hóa, Thể thao và Du lịch",
        "2025-02-01",
        "Bộ Văn hóa, Thể thao và Du lịch",
    ),
    (
        "Quyết định số 81/2005/QĐ-TTg của Thủ tướng Chính phủ ngày 18/4/2005 về",
        "Quyết định số 81/2005/QĐ-TTg của Thủ tướng Chính phủ ngày 18/4/2005",
        "2005-04-18",
        "Thủ tướng Chính phủ",
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
        "2015-06-19",
        None,
    ),
    (
        "Nghị quyết số 3/NQ-CP ngày 09/01/2025 của Chính phủ Ban hành Chương trình",
        "Nghị quyết số 3/NQ-CP ngày 09/01/2025 của Chính phủ",
        "2025-01-09",
        "Chính phủ",
    ),
    (
        "Thông tư số 1/2023/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ quy định",
        "Thông tư số 1/2023/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        None,
        "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
    ),
    ("theo Bộ luật Dân sự năm 2015.", "Bộ luật Dân sự năm 2015", None, None),
    ("Nghị quyết số 7/NQ-CP ngày 31/02/2020", "Nghị quyết số 7/NQ-CP ngày 31/02/2020", None, None),
    (
        "kèm theo Quyết định số     /QĐ-UBND ngày     tháng    năm 2023 của UBND huyện",
        "Quyết định số     /QĐ-UBND ngày     tháng    năm 2023 của UBND huyện",
        None,
        "UBND huyện",
    ),
    (
        "thực hiện Nghị quyết số 5-NQ/TU ngày 3/3/2021 của Ban Thường vụ Tỉnh ủy trước ngày 15/12/2024",
        "Nghị quyết số 5-NQ/TU ngày 3/3/2021 của Ban Thường vụ Tỉnh ủy",
        "2021-03-03",
        "Ban Thường vụ Tỉnh ủy",
    ),
]


@pytest.mark.parametrize(("text", "kind", "number"), NUMBERS)
def test_numbers_and_kinds(text: str, kind: str, number: str) -> None:
    [found] = find_references(text, GRAMMARS)
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert find_references(text, GRAMMARS) == ()


@pytest.mark.parametrize(("text", "cited", "date", "issuer"), WHOLE)
def test_whole_citation(text: str, cited: str, date: str | None, issuer: str | None) -> None:
    [found] = find_references(text, GRAMMARS)
    assert (found.text, found.issuer) == (cited, issuer)
    assert found.date == (datetime.date.fromisoformat(date) if date else None)
    assert text[found.start : found.end] == found.text


def test_a_list_gives_each_document() -> None:
    text = "Công điện số 15/CĐ-TTg ngày 17/11/2025, Công điện số 25/CĐ-TTg ngày 20/11/2025, số 26/CĐ-TTg"
    found = find_references(text, GRAMMARS)
    assert [(r.kind, r.number) for r in found] == [("cong_dien", f"{n}/CĐ-TTg") for n in (15, 25, 26)]


def test_decomposed_text_keeps_its_own_letters() -> None:
    text = unicodedata.normalize("NFD", "Quyết định số 17/QĐ-UBND ngày 24/02/2017 của UBND tỉnh")
    [found] = find_references(text, GRAMMARS)
    assert found.text == text[found.start : found.end] == text
    assert (found.kind, found.number) == ("quyet_dinh", "17/QĐ-UBND")


def test_grammar_bears_out_its_examples() -> None:
    assert list(GRAMMARS["references"].failures()) == []


PIECES = st.sampled_from(
    ["Quyết định", "Kế hoạch", "số", "12", "/", "-", "KH", "UBND", "/QĐ-UBND", "5-NQ/TU", "ngày", "24/02/2017",
     "31/02/2017", "của", "UBND tỉnh", "và", ",", "Luật", "Đất đai", "năm", "2024", "này", ";", "trước"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=50)))
def test_any_text_gives_disjoint_slices_in_order(text: str) -> None:
    behind = 0
    for found in find_references(text, GRAMMARS):
        assert text[found.start : found.end] == found.text
        assert behind <= found.start < found.end
        behind = found.end


@pytest.mark.parametrize(
    "unit", ["Luật ", "số 12/", "5/KH-", "số 1/KH-UBND của Bộ và ", "1/QĐ-", "luật một hai ", "số ....", "12-"]
)
def test_long_odd_input_takes_linear_time(unit: str) -> None:
    def finding(size: int) -> Work:
        return lambda: find_references(unit * (size // len(unit)), GRAMMARS)

    held, told = grows_within(finding, 5_000, 20_000, ratio=8)
    assert held, told
