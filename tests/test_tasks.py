"""What counts as a task and what its fields hold: by field groups, by tables, by assignment."""

from __future__ import annotations

import pytest

import khcchc
from khcchc.model import Task


def brief(task: Task) -> tuple[str, str, str | None, str | None, str | None, str | None]:
    fields = (task.lead, task.coordinating, task.deliverables, task.schedule)
    texts = tuple(f.text if f else None for f in fields)
    return (task.basis, task.content, texts[0], texts[1], texts[2], texts[3])


def tasks(text: str) -> list[tuple[str, str, str | None, str | None, str | None, str | None]]:
    return [brief(t) for t in khcchc.parse_text("I. NHIỆM VỤ\n\n" + text).tasks]


F, A = "fields", "assignment"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Thời gian: Quý I", [(F, "Rà soát", "Sở A", None, None, "Quý I")]),
        # the paragraph is the content, the heading the title; several bullets above one group are one task
        (
            "1. Thể chế\n- Rà soát\n- Kiểm tra\nĐơn vị chủ trì: Sở A\nThời gian: năm 2024",
            [(F, "- Rà soát\n- Kiểm tra", "Sở A", None, None, "năm 2024")],
        ),
        # several tasks under one number
        (
            "1. Thể chế\n- Rà soát\nĐơn vị chủ trì: Sở A\n- Kiểm tra\nĐơn vị chủ trì: Sở B",
            [(F, "Rà soát", "Sở A", None, None, None), (F, "Kiểm tra", "Sở B", None, None, None)],
        ),
        # an empty label takes the lines under it
        (
            "1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Sản phẩm:\n+ Kế hoạch\n+ Báo cáo",
            [(F, "Rà soát", "Sở A", None, "+ Kế hoạch\n+ Báo cáo", None)],
        ),
        # three lettered items are one task
        (
            "1. Dữ liệu\na) Nhiệm vụ: Rà soát\nb) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở A\n- Đơn vị phối hợp: Sở B\nc) Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", "Sở B", None, "Quý I")],
        ),
        # one label holds both roles
        (
            "a) Hoạt động 1\n- Nội dung: Rà soát\n- Cơ quan thực hiện: Sở A chủ trì, phối hợp với Sở B",
            [(F, "Rà soát", "Sở A", "Sở B", None, None)],
        ),
        # a field given twice keeps both texts
        (
            "1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Thời gian: Quý I\n- Thời gian: Quý II",
            [(F, "Rà soát", "Sở A", None, None, "Quý I\nQuý II")],
        ),
    ],
)
def test_field_groups(text: str, expected: list[tuple[object, ...]]) -> None:
    assert tasks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- Sở Nội vụ tham mưu ban hành kế hoạch.",
            [(A, "Sở Nội vụ tham mưu ban hành kế hoạch.", "Sở Nội vụ", None, None, None)],
        ),
        (
            "1. Giao Sở Nội vụ:\n- Rà soát\n- Báo cáo",
            [(A, "Rà soát", "Sở Nội vụ", None, None, None), (A, "Báo cáo", "Sở Nội vụ", None, None, None)],
        ),
        ("1. Sở Y tế: Chủ trì triển khai.", [(A, "Chủ trì triển khai.", "Sở Y tế", None, None, None)]),
        (
            "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính, các cơ quan liên quan xây dựng đề án.",
            [
                (
                    A,
                    "Sở Y tế chủ trì, phối hợp với Sở Tài chính, các cơ quan liên quan xây dựng đề án.",
                    "Sở Y tế",
                    "Sở Tài chính, các cơ quan liên quan",
                    None,
                    None,
                )
            ],
        ),
        # an item that names its own agency overrides the heading; a partner of its own replaces the heading's
        (
            "1. Các phòng, ban\n- UBND các xã rà soát.\n- Phối hợp với Công an huyện kiểm tra.",
            [
                (A, "UBND các xã rà soát.", "UBND các xã", None, None, None),
                (A, "Phối hợp với Công an huyện kiểm tra.", "Các phòng, ban", "Công an huyện", None, None),
            ],
        ),
        ("1. Sở A chủ trì, phối hợp với Sở B:\n- Rà soát", [(A, "Rà soát", "Sở A", "Sở B", None, None)]),
        (
            "1. Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng kế hoạch.",
            [(A, "Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng kế hoạch.", "các sở, ban, ngành", None, None, None)],
        ),
        (
            "1. Đề nghị Hội Nông dân tỉnh vận động hội viên.",
            [(A, "Đề nghị Hội Nông dân tỉnh vận động hội viên.", "Hội Nông dân tỉnh", None, None, None)],
        ),
        (
            "1. Sở Tài chính (cơ quan thường trực)\nBố trí kinh phí.",
            [(A, "Bố trí kinh phí.", "Sở Tài chính", None, None, None)],
        ),
        (
            "- Sở Nội vụ báo cáo trước ngày 15/12/2024.",
            [(A, "Sở Nội vụ báo cáo trước ngày 15/12/2024.", "Sở Nội vụ", None, None, "trước ngày 15/12/2024")],
        ),
        # an official in small letters is a partner; posts in a list open a sentence, a field of work does not
        (
            "1. Hội phụ huynh\n2. Kế toán, văn thư lưu trữ hồ sơ.\n3. Văn thư, lưu trữ được số hóa.",
            [(A, "Kế toán, văn thư lưu trữ hồ sơ.", "Kế toán, văn thư", None, None, None)],
        ),
        (
            "- Khoa Nội phối hợp với điều dưỡng trưởng rà soát.",
            [(A, "Khoa Nội phối hợp với điều dưỡng trưởng rà soát.", "Khoa Nội", "điều dưỡng trưởng", None, None)],
        ),
        # a label behind the sentence says when, before any other words of time
        (
            "- Sở Nội vụ xây dựng đề án trước ngày họp; thời gian thực hiện: Quý I/2024.",
            [
                (
                    A,
                    "Sở Nội vụ xây dựng đề án trước ngày họp; thời gian thực hiện: Quý I/2024.",
                    "Sở Nội vụ",
                    None,
                    None,
                    "Quý I/2024",
                )
            ],
        ),
        (
            "- Sở Nội vụ rà soát văn bản (thực hiện thường xuyên).",
            [
                (
                    A,
                    "Sở Nội vụ rà soát văn bản (thực hiện thường xuyên).",
                    "Sở Nội vụ",
                    None,
                    None,
                    "thực hiện thường xuyên",
                )
            ],
        ),
        # a title over the sentence of another agency gives nothing to the one of the preamble
        (
            "Các đơn vị rà soát thủ tục theo nhóm sau:\n1. Nhóm thủ tục về đất đai\nSở B rà soát.",
            [(A, "Sở B rà soát.", "Sở B", None, None, None)],
        ),
    ],
)
def test_assignments(text: str, expected: list[tuple[object, ...]]) -> None:
    assert tasks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. Rà soát thủ tục hành chính.",  # names nobody
        "1. Báo cáo kết quả định kỳ.",  # Báo cáo is no newspaper
        "1. Ban hành kế hoạch.",
        "1. Tổ chức đối thoại với người dân.",
        "1. Kết quả: đạt 95%.",  # a lone label
        "Điều 1.\nCơ quan chủ trì:\nSở Nội vụ",  # a label under a heading without words
        "a) Chủ đề\nb) Thời gian: Từ ngày 15/11/2025\nc) Địa điểm",  # the time of the whole
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan báo cáo UBND tỉnh.",
        "Trên đây là Kế hoạch của UBND tỉnh.",
        "Điều 1.\nCơ quan chủ trì: Sở Nội vụ",  # a label below a marker without words
    ],
)
def test_no_tasks(text: str) -> None:
    assert tasks(text) == []


@pytest.mark.parametrize("heading", ["MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "QUAN ĐIỂM, PHẠM VI"])
def test_aims_give_no_work(heading: str) -> None:
    assert khcchc.parse_text(f"I. {heading}\n\n- Các cơ quan, đơn vị nắm rõ nhiệm vụ.\n").tasks == ()


def test_a_field_given_twice_is_a_problem_at_its_line() -> None:
    plan = khcchc.parse_text("I. A\n1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Thời gian: Quý I\n- Thời gian: Quý II")
    assert [(p.code, p.line, p.task) for p in plan.problems] == [("FLD005", 5, "I.1")]


@pytest.mark.parametrize(
    "heading", ["1. Bộ Nội vụ chủ trì", "1. Bộ Nội vụ", "1. Bộ Nội vụ chủ trì, phối hợp với Bộ Y tế:"]
)
def test_a_heading_lends_its_agency_to_a_table_without_one(heading: str) -> None:
    table = "| Nội dung | Thời hạn | Sản phẩm |\n|---|---|---|\n| Sửa đổi thủ tục | Quý I/2026 | Nghị định |"
    (task,) = khcchc.parse_text(f"I. NHIỆM VỤ\n\n{heading}\n\n{table}").tasks
    assert task.lead and (task.lead.text, task.lead.inherited) == ("Bộ Nội vụ", True)
    assert (task.coordinating is not None) == ("Bộ Y tế" in heading)


def test_inherited_values_are_marked() -> None:
    plan = khcchc.parse_text("I. A\n1. Giao Sở Nội vụ:\n- Rà soát\n- Phòng Y tế báo cáo")
    assert [t.lead.inherited for t in plan.tasks if t.lead] == [True, False]
