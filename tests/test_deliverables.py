"""Deliverable fields: items and the kinds of document they are."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import within

from khcchc.grammar import builtin_grammars
from khcchc.values.deliverables import split_deliverables

GRAMMARS = builtin_grammars()

SPLIT = [
    ("Kế hoạch; báo cáo kết quả", "Kế hoạch | báo cáo kết quả", "ke_hoach bao_cao"),
    ("Kế hoạch, báo cáo của UBND huyện", "Kế hoạch | báo cáo của UBND huyện", "ke_hoach bao_cao"),
    ("Kế hoạch, Kết luận, các văn bản xử lý", "Kế hoạch | Kết luận | các văn bản xử lý", "ke_hoach ket_luan van_ban"),
    ("Kế hoạch triển khai và Báo cáo đo lường", "Kế hoạch triển khai | Báo cáo đo lường", "ke_hoach bao_cao"),
    ("Kế hoạch (Sở A, Sở B). Báo cáo kết quả", "Kế hoạch (Sở A, Sở B) | Báo cáo kết quả", "ke_hoach bao_cao"),
    ("- Tờ trình\n- Dự thảo Nghị quyết\n+ Trạm", "Tờ trình | Dự thảo Nghị quyết | Trạm", "to_trinh nghi_quyet -"),
    ("Nghị quyết/Quyết định", "Nghị quyết | Quyết định", "nghi_quyet quyet_dinh"),
    ("Quyết định\nBáo cáo năm", "Quyết định | Báo cáo năm", "quyet_dinh bao_cao"),
    ("Các cơ chế; hệ thống phần mềm", "Các cơ chế | hệ thống phần mềm", "- -"),
]  # fmt: skip

LEFT_WHOLE = [
    ("Báo cáo đánh giá thực trạng, giải pháp", "bao_cao"),
    ("Quyết định ban hành Quy chế chi tiêu, Quy chế quản lý tài sản", "quyet_dinh"),
    ("Kế hoạch triển khai Nghị quyết, Kết luận của Trung ương", "ke_hoach"),
    ("Báo cáo kết quả (Kế hoạch; Quyết định)", "bao_cao"),
    ("Văn bản trả lời phản ánh, kiến nghị", "van_ban"),
    ("Kế hoạch và tổ chức thực hiện", "ke_hoach"),
    ("Các văn bản hướng dẫn, chỉ đạo", "van_ban"),
    ("Các văn bản chỉ đạo, hướng dẫn, đôn đốc", "van_ban"),
    ("Quyết định số 15/QĐ-UBND ngày 05/01/2024 của UBND tỉnh", "quyet_dinh"),
    ("Đề án của UBND TP. Huế", "de_an"),
    ("Cổng xác thực, xác nhận quốc gia", None),
    ("100% hồ sơ được giải quyết", None),
    ("Kế hoạch\nnăm 2026", "ke_hoach"),
]


@pytest.mark.parametrize(("text", "items", "kinds"), SPLIT)
def test_split(text: str, items: str, kinds: str) -> None:
    found, of = split_deliverables(text, GRAMMARS)
    assert " | ".join(found) == items
    assert " ".join(kind or "-" for kind in of) == kinds


@pytest.mark.parametrize(("text", "kind"), LEFT_WHOLE)
def test_left_whole(text: str, kind: str | None) -> None:
    assert split_deliverables(text, GRAMMARS) == ((text.replace("\n", " "),), (kind,))


@pytest.mark.parametrize("text", ["", " ", ";;", "- "])
def test_nothing(text: str) -> None:
    assert split_deliverables(text, GRAMMARS) == ((), ())


def test_grammar_bears_out_its_examples() -> None:
    assert list(GRAMMARS["deliverables"].failures()) == []


SOUP = [
    "Kế hoạch", "báo cáo", "Các văn bản", "ban hành", "Quy chế", ",", ";", "và", "(", ")", "\n", "\n- ", ". ",
    "/", "1. ", "của UBND", "x",
]  # fmt: skip


@settings(max_examples=200)
@given(st.one_of(st.lists(st.sampled_from(SOUP), max_size=12).map(" ".join), st.text(max_size=40)))
def test_no_word_is_lost(text: str) -> None:
    items, kinds = split_deliverables(text, GRAMMARS)
    assert len(items) == len(kinds)
    held = Counter(word for item in items for word in re.findall(r"\w+", item))
    want = Counter(re.findall(r"\w+", text))
    assert [
        w for w, n in want.items() if held[w] < n and w.lower() != "và" and not re.fullmatch(r"\d{1,2}|[a-zđ]", w)
    ] == []


@pytest.mark.parametrize(
    "text", [", " * 20000, "Kế hoạch, " * 4000, "(" * 20000, "các " * 5000, "Kế hoạch " * 5000, "\n" * 20000]
)
def test_time_grows_with_the_text(text: str) -> None:
    held, told = within(lambda: split_deliverables(text, GRAMMARS), seconds=3)
    assert held, told
