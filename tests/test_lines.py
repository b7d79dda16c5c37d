"""Markers and labels of single lines."""

from __future__ import annotations

import pytest

from khcchc.grammar import builtin_grammars
from khcchc.lines import LineMarker
from khcchc.paragraphs import Paragraph

MARKER = LineMarker(builtin_grammars())


@pytest.mark.parametrize(
    ("text", "kind", "marker", "number", "words"),
    [
        ("I. MỤC ĐÍCH", "roman", "I.", "I", "MỤC ĐÍCH"),
        ("III- TỔ CHỨC", "roman", "III-", "III", "TỔ CHỨC"),
        ("1. Mục đích", "arabic", "1.", "1", "Mục đích"),
        ("1.Mục đích", "arabic", "1.", "1", "Mục đích"),
        ("3) Rà soát", "arabic", "3)", "3", "Rà soát"),
        ("(2) Tỷ lệ", "arabic", "(2)", "2", "Tỷ lệ"),
        ("2.10. Rà soát", "decimal", "2.10.", "2.10", "Rà soát"),
        ("1.1.1 Rà soát", "decimal", "1.1.1", "1.1.1", "Rà soát"),
        ("đ) Công bố", "letter", "đ)", "đ", "Công bố"),
        ("- h) Tổ chức", "letter", "- h)", "h", "Tổ chức"),
        ("- Rà soát", "dash", "-", None, "Rà soát"),
        ("+ Rà soát", "plus", "+", None, "Rà soát"),
        ("• Rà soát", "bullet", "•", None, "Rà soát"),
        ("Điều 1. Ban hành", "article", "Điều 1.", "1", "Ban hành"),
        ("Phần I. MỤC TIÊU", "division", "Phần I", "I", "MỤC TIÊU"),
        ("PHỤ LỤC II", "appendix", "PHỤ LỤC II", "II", ""),
        ("QUYẾT ĐỊNH:", "enacting", "", None, "QUYẾT ĐỊNH:"),
        ("KẾ HOẠCH", "title", "", None, "KẾ HOẠCH"),
    ],
)
def test_marked(text: str, kind: str, marker: str, number: str | None, words: str) -> None:
    line = MARKER.mark(Paragraph(1, 1, text, False))
    assert (line.kind, line.marker, line.number, line.text) == (
        kind,
        marker or ("" if kind in ("enacting", "title") else None),
        number,
        words,
    )


@pytest.mark.parametrize(
    "text",
    [
        "5.000 hồ sơ",
        "15/9/2024",
        "2026 - 2030",
        "214/NQ-CP",
        "Điều kiện",
        "VI phạm",
        "Mục tiêu",
        "a",
        "Phần mềm một cửa",
        "Phụ lục kèm theo Kế hoạch này",
    ],
)
def test_left_alone(text: str) -> None:
    assert MARKER.mark(Paragraph(1, 1, text, False)).kind == "prose"


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        ("Cơ quan chủ trì: Sở Nội vụ", "lead", "Sở Nội vụ"),
        ("Đơn vị chủ trì (tham mưu) (thực hiện): Sở Y tế", "lead", "Sở Y tế"),
        ("Cơ quan chủ trì thực hiện tiếp nhận: UBND xã", "lead", "UBND xã"),
        ("Cơ quan phối hợp, theo dõi, thực hiện báo cáo: Văn phòng", "coordinating", "Văn phòng"),
        ("Thời hạn ban hành: trước 01/3", "schedule", "trước 01/3"),
        ("Thời gian thực hiện sau khi có hướng dẫn", "schedule", "sau khi có hướng dẫn"),
        ("Sản phẩm/kết quả: Báo cáo", "deliverables", "Báo cáo"),
        ("Nội dung thực hiện: rà soát", "content", "rà soát"),
        ("Nguồn kinh phí: ngân sách", "budget", "ngân sách"),
        ("Sản phẩm:", "deliverables", ""),
    ],
)
def test_labels(text: str, role: str, value: str) -> None:
    label = MARKER.label(text)
    assert label is not None
    assert (label.role, label.value) == (role, value)


@pytest.mark.parametrize(
    "text",
    [
        "Thời hạn giải quyết: 05 ngày",
        "Kết quả thực hiện: đạt 95%",
        "Thời gian hỗ trợ: từ nay",
        "Sở Nội vụ: tham mưu",
        "Tổ chức thực hiện:",
        "Phối hợp với Sở Y tế: rà soát",
    ],
)
def test_false_friends(text: str) -> None:
    assert MARKER.label(text) is None
