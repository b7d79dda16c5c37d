"""Lines joined to paragraphs, and lines left apart."""

from __future__ import annotations

import pytest

import khcchc
from khcchc.blocks import set_page_numbers_aside, split_blocks
from khcchc.clean import clean_lines
from khcchc.grammar import builtin_grammars
from khcchc.line_layout import measure_layout
from khcchc.paragraphs import ParagraphJoiner

GRAMMARS = builtin_grammars()
# Enough running lines of one width for the layout to be judged as hard-wrapped.
FILLER = "\n\n".join(
    "Các cơ quan rà soát văn bản thuộc lĩnh vực được giao và báo cáo kết\nquả về cơ quan đầu mối theo đúng thời hạn của kế hoạch này."
    for _ in range(6)
)


def paragraphs(text: str) -> list[str]:
    lines = clean_lines(tuple(text.split("\n")), GRAMMARS).lines
    blocks, _ = set_page_numbers_aside(split_blocks(lines, GRAMMARS), GRAMMARS)
    joiner = ParagraphJoiner(lines, GRAMMARS)
    return [p.text for b in blocks if b.form == "text" for p in joiner.join(b.lines)]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("thuộc thẩm quyền của UBND cấp\n\nhuyện, UBND cấp xã.", ["thuộc thẩm quyền của UBND cấp huyện, UBND cấp xã."]),
        ("do Trung tâm Y tế và\n\nTrạm y tế thực hiện.", ["do Trung tâm Y tế và Trạm y tế thực hiện."]),
        ("các tổ chức, cá\n\n- 3 -\n\nnhân có liên quan.", ["các tổ chức, cá nhân có liên quan."]),
        (
            "Rà soát văn bản (Sở Tư pháp chủ trì;\n\nhoàn thành trong quý I).",
            ["Rà soát văn bản (Sở Tư pháp chủ trì; hoàn thành trong quý I)."],
        ),
        ("hoàn thành trước ngày\n15/12/2025.", ["hoàn thành trước ngày 15/12/2025."]),
        ("các nhiệm vụ được giao tại\nPhụ lục II.", ["các nhiệm vụ được giao tại Phụ lục II."]),
        ("1.\nRà soát văn bản", ["1. Rà soát văn bản"]),
        ("-\nTham mưu", ["- Tham mưu"]),
    ],
)
def test_joined_in_any_layout(text: str, joined: list[str]) -> None:
    assert paragraphs(text) == joined


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Mục đích\n\na) rà soát", ["Mục đích", "a) rà soát"]),
        ("Kết thúc câu.\n\nviết thường", ["Kết thúc câu.", "viết thường"]),
        ("Rà soát (nếu có;\n\na) kiểm tra (lại)", ["Rà soát (nếu có;", "a) kiểm tra (lại)"]),
        ("1. Nhiệm vụ cuối năm\nSở Nội vụ rà soát.", ["1. Nhiệm vụ cuối năm", "Sở Nội vụ rà soát."]),
        ("1. Chuyển đổi số\nSở Nội vụ rà soát.", ["1. Chuyển đổi số", "Sở Nội vụ rà soát."]),
        ("Nơi nhận như trên.\nPhụ lục II", ["Nơi nhận như trên.", "Phụ lục II"]),
        (
            "- Cơ quan chủ trì: Sở Nội vụ\n- Cơ quan phối hợp: Sở Y tế",
            ["- Cơ quan chủ trì: Sở Nội vụ", "- Cơ quan phối hợp: Sở Y tế"],
        ),
        ("theo đề nghị của Sở Nội vụ,\n\nQUYẾT ĐỊNH:", ["theo đề nghị của Sở Nội vụ,", "QUYẾT ĐỊNH:"]),
    ],
)
def test_apart_in_any_layout(text: str, apart: list[str]) -> None:
    assert paragraphs(text) == apart


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("- Thời\ngian thực hiện: quý I", ["- Thời gian thực hiện: quý I"]),
        ("*Đơn vị phối hợp: *Các\nSở, ngành", ["Đơn vị phối hợp: Các Sở, ngành"]),
        ("Trong giai đoạn 2026\n- 2030 phấn đấu đạt 10%", ["Trong giai đoạn 2026 - 2030 phấn đấu đạt 10%"]),
        (
            "khẩn trương khắc phục hậu quả do cơn bão số\n12. Các địa phương",
            ["khẩn trương khắc phục hậu quả do cơn bão số 12. Các địa phương"],
        ),
        ("- Rà soát\n- Tổng hợp", ["- Rà soát", "- Tổng hợp"]),
        ("**3. Đề nghị Hội Liên hiệp**\n\n**Phụ nữ tỉnh**", ["3. Đề nghị Hội Liên hiệp Phụ nữ tỉnh"]),
    ],
)
def test_hard_wrapped(text: str, last: list[str]) -> None:
    assert measure_layout(clean_lines(tuple(FILLER.split("\n")), GRAMMARS).lines).wrapped
    assert paragraphs(f"{FILLER}\n\n{text}")[6:] == last


@pytest.mark.parametrize(("lines_of_a_page", "found"), [(20, [21, 42]), (4, [])])
def test_numbers_without_blank_lines_are_page_numbers_when_a_page_apart(lines_of_a_page: int, found: list[int]) -> None:
    page = ["Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh."] * lines_of_a_page
    lines = clean_lines((*page, "2", *page, "3", *page), GRAMMARS).lines
    _, furniture = set_page_numbers_aside(split_blocks(lines, GRAMMARS), GRAMMARS)
    assert [f.line for f in furniture] == found


def test_a_number_in_the_middle_of_a_line_is_a_page_number() -> None:
    plan = khcchc.parse_text(f"1. Sở A rà soát.\n{' ' * 30}1\n2. Sở B kiểm tra.")
    assert [t.content for t in plan.tasks] == ["Sở A rà soát.", "Sở B kiểm tra."]
    assert [(f.line, f.why) for f in plan.coverage.furniture] == [(2, "page number")]


def test_page_numbers_in_order_are_set_aside() -> None:
    lines = clean_lines(("Câu một.", "", "1", "", "Câu hai.", "", "2", "", "Câu ba."), GRAMMARS).lines
    _, furniture = set_page_numbers_aside(split_blocks(lines, GRAMMARS), GRAMMARS)
    assert [(f.line, f.why) for f in furniture] == [(3, "page number"), (7, "page number")]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "1. Theo dõi, tổng hợp, báo cáo UBND tỉnh (qua Văn phòng\nUBND tỉnh).",
            ["1. Theo dõi, tổng hợp, báo cáo UBND tỉnh (qua Văn phòng UBND tỉnh)."],
        ),
        # a hyphen of a name, and a label that the width cut in two
        (
            "Phối hợp: Bưu điện huyện; Ngân hàng Nông nghiệp và Phát triển nông thôn\n- Chi nhánh Châu Hòa.",
            ["Phối hợp: Bưu điện huyện; Ngân hàng Nông nghiệp và Phát triển nông thôn - Chi nhánh Châu Hòa."],
        ),
        (
            "Đơn vị thực hiện: Trung tâm Chuyển đổi số và Thông tin dữ liệu; Thời gian\nhoàn thành: 28/02/2026.",
            ["Đơn vị thực hiện: Trung tâm Chuyển đổi số và Thông tin dữ liệu; Thời gian hoàn thành: 28/02/2026."],
        ),
        (
            "Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính và Văn phòng UBND tỉnh Sơn\n- Kiểm tra việc sắp xếp tổ chức.",
            [
                "Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính và Văn phòng UBND tỉnh Sơn",
                "- Kiểm tra việc sắp xếp tổ chức.",
            ],
        ),
        # a day with a name, and a number that a line end waits for
        (
            "Sở Khoa học và Công nghệ tổ chức các hoạt động hưởng ứng Ngày\nChuyển đổi số quốc gia năm 2026.",
            ["Sở Khoa học và Công nghệ tổ chức các hoạt động hưởng ứng Ngày Chuyển đổi số quốc gia năm 2026."],
        ),
        # a time that waits for no number
        (
            "- Phòng Kế hoạch tổng hợp các nội dung trên và báo cáo Sở Y tế trước ngày 12 tháng cuối quý\n2. Phòng Quản lý",
            [
                "- Phòng Kế hoạch tổng hợp các nội dung trên và báo cáo Sở Y tế trước ngày 12 tháng cuối quý",
                "2. Phòng Quản lý",
            ],
        ),
        # items stay items, labels stay labels, and the title of a document stands alone
        (
            "Trách nhiệm của Trưởng các phòng, ban chuyên môn thuộc Sở Tư pháp\n- Rà soát văn bản.",
            ["Trách nhiệm của Trưởng các phòng, ban chuyên môn thuộc Sở Tư pháp", "- Rà soát văn bản."],
        ),
        ("**KẾ HOẠCH**\n\n**Thực hành tiết kiệm năm 2026**", ["KẾ HOẠCH", "Thực hành tiết kiệm năm 2026"]),
    ],
)
def test_hyphens_labels_and_titles_in_a_wrapped_text(text: str, joined: list[str]) -> None:
    assert paragraphs(f"{FILLER}\n\n{text}")[-len(joined) :] == joined


def test_an_indent_tells_where_a_paragraph_begins() -> None:
    one = "     Công chức Văn phòng - Thống kê rà soát thủ tục, tổng hợp báo cáo\nỦy ban nhân dân huyện trước ngày 10 của tháng cuối quý, gửi đúng hạn\nvà đầy đủ số liệu theo mẫu kèm theo kế hoạch này của huyện.\n"
    two = "     Trưởng các thôn phổ biến Kế hoạch này đến từng hộ gia đình tại hội.\n     Đề nghị các đoàn thể vận động nhân dân tham gia góp ý, giám sát thái\nđộ phục vụ của cán bộ, công chức.\n"
    told = paragraphs((one + two) * 4)
    assert len(told) == 12
    assert told[0].startswith("Công chức Văn phòng - Thống kê") and told[0].endswith("kế hoạch này của huyện.")
    assert told[1].endswith("tại hội.") and told[2].startswith("Đề nghị các đoàn thể")


def test_a_sentence_that_a_page_cuts_goes_on_behind_its_number() -> None:
    told = paragraphs(
        f"{FILLER}\n1. Thủ trưởng các phòng, ban, Chủ tịch UBND các xã xây dựng Kế hoạch\n\n- 4 -\n\nCCHC của đơn vị mình trước ngày 28/02/2017."
    )
    assert told[-1].endswith("xây dựng Kế hoạch CCHC của đơn vị mình trước ngày 28/02/2017.")
