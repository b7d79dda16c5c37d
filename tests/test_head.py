"""The head of the document, in the shapes in which it reaches text."""

from __future__ import annotations

import datetime

import pytest

import khcchc
from khcchc.head import ascii_name, tidy_number

LETTERHEAD = """|
**ỦY BAN NHÂN DÂN
TỈNH HẢI LĂNG**
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 14 /KH-UBND
|
*Hải Lăng, ngày 05
tháng 01 năm 2025*
|

**KẾ HOẠCH**

CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2026 - 2030

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;

Thực hiện Kế hoạch số 3/KH-UBND ngày 02/01/2025 của UBND tỉnh;

**I. NHIỆM VỤ**

1. Rà soát

|
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.
|
**TM. ỦY BAN NHÂN DÂN**
**KT. CHỦ TỊCH**
**PHÓ CHỦ TỊCH**
Trần Văn Bình
|"""


def test_a_letterhead_and_a_signature_in_tables() -> None:
    head = khcchc.parse_text(LETTERHEAD).document
    assert (head.kind, head.kind_name, head.number) == ("ke_hoach", "Kế hoạch", "14/KH-UBND")
    assert (head.issuer, head.place, head.issued_on) == (
        "ỦY BAN NHÂN DÂN TỈNH HẢI LĂNG",
        "Hải Lăng",
        datetime.date(2025, 1, 5),
    )
    assert head.title == "CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2026 - 2030"
    assert head.period is not None
    assert (head.period.start, head.period.end) == (datetime.date(2026, 1, 1), datetime.date(2030, 12, 31))
    assert head.signer is not None
    assert (head.signer.name, head.signer.position, head.signer.authority) == (
        "Trần Văn Bình",
        "PHÓ CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN",
    )
    assert head.recipients == ("Sở Nội vụ", "Lưu: VT")
    assert [b.references[0].number for b in head.legal_bases] == [None, "3/KH-UBND"]
    assert head.inferred == ()


def test_blanks_are_null() -> None:
    head = khcchc.parse_text(
        "Số: /KH-UBND\n\nBình An, ngày tháng năm 2024\n\nKẾ HOẠCH\n\nChuyển đổi số\n\nI. NHIỆM VỤ"
    ).document
    assert (head.number, head.issued_on, head.period, head.signer) == (None, None, None, None)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Cải cách hành chính năm 2024", "2024-01-01", "2024-12-31"),
        ("Chuyển đổi số giai đoạn 2021 – 2025", "2021-01-01", "2025-12-31"),
        ("Nâng cao chỉ số năm 2023 và những năm tiếp theo", "2023-01-01", None),
        ("Tuyển sinh năm học 2025-2026", "2025-09-01", "2026-05-31"),
        ("Phát triển đến năm 2030", "2024-01-01", "2030-12-31"),
    ],
)
def test_periods(title: str, start: str, end: str | None) -> None:
    period = khcchc.parse_text(
        f"Số: 1/KH-UBND\n\nBình An, ngày 05 tháng 01 năm 2024\n\nKẾ HOẠCH\n\n{title}\n\nI. NHIỆM VỤ"
    ).document.period
    assert period is not None
    assert (str(period.start), str(period.end) if period.end else None) == (start, end)


def test_the_date_of_a_cited_document_is_no_period() -> None:
    assert (
        khcchc.parse_text("KẾ HOẠCH\n\nThực hiện Chỉ thị số 5/CT-TTg ngày 21/10/2025\n\nI. NHIỆM VỤ").document.period
        is None
    )


def test_an_issuer_completed_from_the_preamble_is_marked() -> None:
    text = "Bình An, ngày 05 tháng 01 năm 2024\n\nKẾ HOẠCH\n\nNăm 2024\n\nCăn cứ Kế hoạch của UBND tỉnh ban hành năm 2023, UBND thị xã ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ"
    head = khcchc.parse_text(text).document
    assert (head.issuer, head.inferred) == ("UBND thị xã Bình An", ("issuer",))


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [("145 /KH-UBND", "145/KH-UBND"), ("12/QĐ- UBND", "12/QĐ-UBND"), ("/QĐ-UBND", None), (None, None), ("…/KH", None)],
)
def test_numbers(raw: str | None, tidy: str | None) -> None:
    assert tidy_number(raw) == tidy


def test_names_without_marks() -> None:
    assert [ascii_name(n) for n in ("Kế hoạch", "Quyết định", "Đề án")] == ["ke_hoach", "quyet_dinh", "de_an"]


@pytest.mark.parametrize(
    ("letterhead", "title", "issuer", "period"),
    [
        ("SỞ GDĐT NINH BÌNH\n\n**TRƯỜNG THPT A**", "Dạy học năm 2026", "TRƯỜNG THPT A", ("2026-01-01", "2026-12-31")),
        (
            "BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH A",
            "Công tác 6 tháng cuối năm 2025",
            "BẢO HIỂM XÃ HỘI TỈNH A",
            ("2025-07-01", "2025-12-31"),
        ),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH A",
            "Công tác 6 tháng đầu năm 2026",
            "ỦY BAN NHÂN DÂN TỈNH A",
            ("2026-01-01", "2026-06-30"),
        ),
    ],
)
def test_the_unit_below_its_superior_issues(letterhead: str, title: str, issuer: str, period: tuple[str, str]) -> None:
    document = khcchc.parse_text(f"{letterhead}\n\n**KẾ HOẠCH**\n\n{title}\n\nI. NHIỆM VỤ\n\n1. Rà soát.").document
    assert document.issuer == issuer
    assert document.period and (str(document.period.start), str(document.period.end)) == period


def test_a_letterhead_whose_columns_stand_apart_by_spaces() -> None:
    text = """ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH MINH                       Độc lập - Tự do - Hạnh phúc
Số: 47/KH-UBND               Bình Minh, ngày 03 tháng 11 năm 2025

KẾ HOẠCH
Xây dựng nông thôn mới năm 2026

I. NHIỆM VỤ
1. Rà soát tiêu chí.

Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Các thôn;                                       CHỦ TỊCH
- Lưu: VT.                                    Trần Văn Bình
"""
    document = khcchc.parse_text(text).document
    assert (document.number, document.issuer) == ("47/KH-UBND", "ỦY BAN NHÂN DÂN XÃ BÌNH MINH")
    assert (document.place, document.issued_on) == ("Bình Minh", datetime.date(2025, 11, 3))
    assert document.recipients == ("Các thôn", "Lưu: VT")
    assert document.signer and document.signer.name == "Trần Văn Bình"
    assert document.signer.authority == "TM. ỦY BAN NHÂN DÂN"


def test_a_party_document_writes_its_title_small() -> None:
    document = khcchc.parse_text(
        "**TỈNH ỦY A**\n\nSố 77-KH/TU\n\n**KẾ HOẠCH**\n\n**chuyển đổi số năm 2026**\n\n**I- NHIỆM VỤ**"
    ).document
    assert (document.kind, document.number, document.title) == ("ke_hoach", "77-KH/TU", "chuyển đổi số năm 2026")


def test_a_small_title_that_carries_out_a_resolution_is_no_ground() -> None:
    text = """HUYỆN ỦY SƠN TRÀ
Số 31-KH/HU
Sơn Trà, ngày 02 tháng 4 năm 2025

KẾ HOẠCH
thực hiện Nghị quyết số 18-NQ/TW về tổ chức bộ máy

Căn cứ Chương trình số 9-CTr/TU ngày 03/3/2025 của Tỉnh ủy;

I. NHIỆM VỤ
1. Ban Tổ chức Huyện ủy chủ trì rà soát.

Nơi nhận:
- Các chi bộ;
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hồ Minh Châu
"""
    document = khcchc.parse_text(text).document
    assert document.title == "thực hiện Nghị quyết số 18-NQ/TW về tổ chức bộ máy"
    assert [ground.text for ground in document.legal_bases] == [
        "Căn cứ Chương trình số 9-CTr/TU ngày 03/3/2025 của Tỉnh ủy;"
    ]
    assert document.signer is not None
    assert document.signer.authority == "T/M BAN THƯỜNG VỤ"
    assert document.signer.position == "PHÓ BÍ THƯ"
    assert document.signer.name == "Hồ Minh Châu"
