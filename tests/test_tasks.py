"""What counts as a task and what its fields hold: by field groups, by tables, by assignment."""

from __future__ import annotations

import textwrap

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
        # a group deeper than its bullets is one for all of them, when the last alone has one
        (
            "1. Thể chế\n- Rà soát\n- Kiểm tra\n* Đơn vị chủ trì: Sở A\n* Thời gian: năm 2024",
            [(F, "- Rà soát\n- Kiểm tra", "Sở A", None, None, "năm 2024")],
        ),
        # a label with a mark of its own behind the last item is of them all, where no item above says that itself
        (
            "1. Rà soát\n- Chủ trì: Sở A\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", None, None, "Quý I"), (F, "Kiểm tra", "Sở B", None, None, "Quý I")],
        ),
        (
            "1. Rà soát\n- Kết quả: Báo cáo\n2. Kiểm tra\n- Kết quả: Biên bản\n* Cơ quan thực hiện: Sở A",
            [(F, "Rà soát", "Sở A", None, "Báo cáo", None), (F, "Kiểm tra", "Sở A", None, "Biên bản", None)],
        ),
        (
            "1. Rà soát\n- Chủ trì: Sở A\n- Thời gian: Quý II\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", None, None, "Quý II"), (F, "Kiểm tra", "Sở B", None, None, "Quý I")],
        ),
        (
            "1. Rà soát\n- Chủ trì: Sở A\n* Thời gian: Quý II\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", None, None, "Quý II"), (F, "Kiểm tra", "Sở B", None, None, "Quý I")],
        ),
        (
            "1. Rà soát\n- Chủ trì: Sở A\n2. Kiểm tra\n- Chủ trì: Sở B\n* Sản phẩm: Báo cáo",
            [(F, "Rà soát", "Sở A", None, None, None), (F, "Kiểm tra", "Sở B", None, "Báo cáo", None)],
        ),
        # where the list goes on, such a label is of the item above it alone
        (
            "1. Rà soát\n- Chủ trì: Sở A\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I\n3. Tập huấn\n- Chủ trì: Sở C",
            [
                (F, "Rà soát", "Sở A", None, None, None),
                (F, "Kiểm tra", "Sở B", None, None, "Quý I"),
                (F, "Tập huấn", "Sở C", None, None, None),
            ],
        ),
        # a paragraph between bullets: the list goes on, or the bullet has it, or it ends several items
        (
            "1. Đào tạo\n- Chủ trì: Sở A\n- Cơ quan phối hợp:\n+ Sở Nội vụ;\n(đầu mối)\n+ Sở Y tế.",
            [(F, "Đào tạo", "Sở A", "+ Sở Nội vụ;\n(đầu mối)\n+ Sở Y tế.", None, None)],
        ),
        (
            "1. Đất đai\n- Rà soát\n- Kiểm tra\nCác việc trên làm như sau\n+ Chủ trì: Sở A\n+ Thời gian: Quý I",
            [(F, "- Rà soát\n- Kiểm tra\nCác việc trên làm như sau", "Sở A", None, None, "Quý I")],
        ),
        (
            "1. Y tế\n- Tuyên truyền trên loa\n+ Chủ trì: Sở A\nPhát 2 lần mỗi tuần.\n+ Thời gian: Quý I",
            [(F, "Tuyên truyền trên loa", "Sở A", None, None, "Quý I")],
        ),
        # what is parted by a semicolon is a time only behind who does it; a slash parts labels of short fields
        (
            "1. Y tế\n- Chủ trì: Sở A\n- Sản phẩm: Báo cáo quý I; quý II; quý III",
            [(F, "Y tế", "Sở A", None, "Báo cáo quý I; quý II; quý III", None)],
        ),
        (
            "1. Y tế\n- Đơn vị chủ trì: Sở A / đơn vị phối hợp: Sở B / thời gian: tháng 5",
            [(F, "Y tế", "Sở A", "Sở B", None, "tháng 5")],
        ),
        (
            "1. Đào tạo\n- Chủ trì: Sở A\n+ Nội dung: Mở lớp\n- Thời gian: Quý I",
            [(F, "Mở lớp", "Sở A", None, None, "Quý I")],
        ),
        # the time of a heading that is work itself is that of its items too
        (
            "2. Kiểm tra\n- Thời gian: Quý III\na) Kiểm tra công vụ\n- Chủ trì: Sở A\nb) Báo cáo.",
            [(F, "Kiểm tra", None, None, None, "Quý III"), (F, "Kiểm tra công vụ", "Sở A", None, None, "Quý III")],
        ),
        # what a who or a when has below it is its own work
        (
            "1. Kiểm tra\n- Thời gian: Quý I\n+ Nội dung: Kiểm tra 5 xã\n+ Chủ trì: Sở A\n- Thời gian: Quý II\n+ Nội dung: Kiểm tra 7 xã\n+ Chủ trì: Sở B",
            [(F, "Kiểm tra 5 xã", "Sở A", None, None, "Quý I"), (F, "Kiểm tra 7 xã", "Sở B", None, None, "Quý II")],
        ),
        (
            "1. Rà soát\n- Chủ trì: Sở A\n- Phối hợp: Sở B\n+ Nhiệm vụ: cung cấp số liệu\n- Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", "Sở B\n+ Nhiệm vụ: cung cấp số liệu", None, "Quý I")],
        ),
        # a title among labels is work of its own; a deadline behind a product is one
        (
            "1. Thể chế\n- Rà soát\n- Chủ trì: Sở A\n- Phối hợp: Sở B\nBan hành quy chế\n- Thời gian: Quý II",
            [(F, "Rà soát", "Sở A", "Sở B", None, None), (F, "Ban hành quy chế", None, None, None, "Quý II")],
        ),
        ("1. Họp\n- Sản phẩm: Báo cáo; trước ngày 15/3", [(F, "Họp", None, None, "Báo cáo", "trước ngày 15/3")]),
        (
            "1. Sở Y tế\nYêu cầu: Rà soát hồ sơ.\n- Thời gian: Quý I",
            [(F, "Yêu cầu: Rà soát hồ sơ.", "Sở Y tế", None, None, "Quý I")],
        ),
        # behind a time that was lent, the product is that of the last item
        (
            "1. Rà soát\n- Chủ trì: Sở A\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I\n* Sản phẩm: Báo cáo",
            [(F, "Rà soát", "Sở A", None, None, "Quý I"), (F, "Kiểm tra", "Sở B", None, "Báo cáo", "Quý I")],
        ),
        # a time over items is their own where each has fields, and else the heading is work itself
        (
            "1. Sở A rà soát\n- Thời gian: Quý II\na) Lập danh mục\n- Kết quả: Danh mục\nb) Gửi danh mục\n- Kết quả: Công văn",
            [(F, "Sở A rà soát", "Sở A", None, None, "Quý II")],
        ),
        (
            "1. Tổ chức hội thi\nThời gian: Tháng 9\na) Vòng sơ khảo\n- Kết quả: Danh sách\nb) Vòng chung kết",
            [(F, "Tổ chức hội thi", None, None, None, "Tháng 9")],
        ),
        # what stands deeper below a label is of its value, unless it is a label of another field
        (
            "1. Hội nghị\n- Chủ trì: Sở A\n- Sản phẩm: Báo cáo\n+ Nội dung: khó khăn, kiến nghị",
            [(F, "Hội nghị", "Sở A", None, "Báo cáo\n+ Nội dung: khó khăn, kiến nghị", None)],
        ),
        (
            "1. Kiểm tra\n- Chủ trì: Sở A\n- Sản phẩm: Kế hoạch, nêu rõ:\n+ Thời gian: từng đợt",
            [(F, "Kiểm tra", "Sở A", None, "Kế hoạch, nêu rõ:\n+ Thời gian: từng đợt", None)],
        ),
        (
            "1. Lập biểu\n- Chủ trì: Sở A\n- Sản phẩm: Các cột tên việc / đơn vị thực hiện: ghi tên / thời gian: ghi ngày",
            [(F, "Lập biểu", "Sở A", None, "Các cột tên việc / đơn vị thực hiện: ghi tên / thời gian: ghi ngày", None)],
        ),
        # the number of a work is none of its words, once they have been read
        (
            "1. Nhiệm vụ 2: Sở A rà soát văn bản; hoàn thành trước 30/4/2026\n- Kết quả: Báo cáo\n- Phối hợp: Sở B",
            [
                (
                    F,
                    "Sở A rà soát văn bản; hoàn thành trước 30/4/2026",
                    "Sở A",
                    "Sở B",
                    "Báo cáo",
                    "hoàn thành trước 30/4/2026",
                )
            ],
        ),
        (
            "1. Tổng kết Công việc 2: Xây dựng phần mềm\n- Chủ trì: Sở A",
            [(F, "Tổng kết Công việc 2: Xây dựng phần mềm", "Sở A", None, None, None)],
        ),
        # lettered items that semicolons make one list share the group below the last
        (
            "1. Thể chế\na) Rà soát;\nb) Kiểm tra.\n- Đơn vị chủ trì: Sở A\n- Thời gian: Quý I",
            [(F, "Rà soát;", "Sở A", None, None, "Quý I"), (F, "Kiểm tra.", "Sở A", None, None, "Quý I")],
        ),
        (
            "1. Thể chế\na) Mở đầu\nb) Kiểm tra.\n- Đơn vị chủ trì: Sở A\n- Thời gian: Quý I",
            [(F, "Kiểm tra.", "Sở A", None, None, "Quý I")],
        ),
        # … or a value that tells which agency does which of them
        (
            "1. Thể chế\na) Rà soát.\nb) Kiểm tra.\nĐơn vị chủ trì: Sở Y tế (nội dung a), Sở Nội vụ (nội dung b).\nThời gian: Quý I",
            [(F, "Rà soát.", "Sở Y tế", None, None, "Quý I"), (F, "Kiểm tra.", "Sở Nội vụ", None, None, "Quý I")],
        ),
        # a content label in the item itself: its labels below it, or behind it in one paragraph
        (
            "1. Thể chế\na) Nhiệm vụ: Rà soát\nCơ quan chủ trì: Sở A\nThời gian: Quý I.",
            [(F, "Rà soát", "Sở A", None, None, "Quý I.")],
        ),
        (
            "1. Thể chế\na) Nhiệm vụ: Rà soát. Cơ quan chủ trì: Sở A. Thời gian: Quý I.",
            [(F, "Rà soát", "Sở A", None, None, "Quý I.")],
        ),
        # a further role ends no group
        (
            "1. Rà soát\n- Cơ quan chủ trì: Sở A\n- Cơ quan thẩm định: Sở B\n- Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", None, None, "Quý I")],
        ),
        (
            "1. Rà soát\n- Chủ trì: Sở A\n- Lãnh đạo phụ trách: Phó Chủ tịch UBND tỉnh\n- Thời gian: Quý I",
            [(F, "Rà soát", "Sở A", None, None, "Quý I")],
        ),
        # … nor does a field that no rule knows, between two labels of its kind
        (
            "1. Tập huấn\n- Chủ trì: Sở A\n- Đối tượng: công chức một cửa\n- Thời gian: Quý I",
            [(F, "Tập huấn", "Sở A", None, None, "Quý I")],
        ),
        # labels in brackets below their item, words of time without a colon behind labels, roles in lines of their own
        (
            "1. Rà soát.\n(Chủ trì: Sở A; phối hợp: Sở B; hoàn thành: Quý I/2024)",
            [(F, "Rà soát.", "Sở A", "Sở B", None, "Quý I/2024")],
        ),
        (
            "1. Rà soát văn bản. Cơ quan chủ trì: Sở A. Hoàn thành trong Quý I.",
            [(F, "Rà soát văn bản.", "Sở A", None, None, "trong Quý I")],
        ),
        (
            "1. Rà soát\n- Phân công thực hiện:\n+ Sở Y tế chủ trì.\n+ Các sở phối hợp.\n- Thời gian: Quý I",
            [(F, "Rà soát", "Sở Y tế", "Các sở", None, "Quý I")],
        ),
        # partners on a line of their own, without a label
        (
            "1. Rà soát\n- Đơn vị chủ trì, phối hợp: Phòng Tư pháp chủ trì;\nVăn phòng Sở phối hợp.\n- Thời gian: Quý I",
            [(F, "Rà soát", "Phòng Tư pháp", "Văn phòng Sở", None, "Quý I")],
        ),
        # the words of the item say when, where its group does not
        (
            "1. Tập huấn; hoàn thành trước 30/4.\n- Cơ quan chủ trì: Sở A",
            [(F, "Tập huấn; hoàn thành trước 30/4.", "Sở A", None, None, "hoàn thành trước 30/4")],
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
        # who comes before what: still one group; one leads, those behind the semicolon join
        (
            "1. Tài chính công\n- Đơn vị chủ trì: Phòng Kinh tế; các thôn phối hợp.\n- Nội dung: Khoán chi.\n- Thời gian: Quý I",
            [(F, "Khoán chi.", "Phòng Kinh tế", "các thôn", None, "Quý I")],
        ),
        # a starred label is of all the dash items above it; a time in brackets is the schedule
        (
            "1. Mô hình\n- Ngày không hẹn\n- Trả kết quả tại nhà\n* Đơn vị chủ trì: Sở A\n* Thời gian: Quý I",
            [(F, "- Ngày không hẹn\n- Trả kết quả tại nhà", "Sở A", None, None, "Quý I")],
        ),
        (
            "1. Rà soát thủ tục (hoàn thành trước ngày 15/8).\nChủ trì: Sở A",
            [(F, "Rà soát thủ tục (hoàn thành trước ngày 15/8).", "Sở A", None, None, "hoàn thành trước ngày 15/8")],
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
        # what the brackets tell of is no order
        "1. Thực hiện các kiến nghị (UBND tỉnh giao trước ngày 30/6/2025, Sở Tài chính phối hợp).",
        "1. Vận hành hệ thống (Sở Nội vụ đã tiếp nhận; Bưu điện tỉnh phối hợp; xong trước ngày 30/6/2025).",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the heading names who leads, each of its items when
        (
            "1. Sở Y tế\n- Giám sát bếp ăn.\n+ Thời gian: Quý I\n- Kiểm tra chợ.\n+ Thời gian: Quý II",
            [
                (F, "Giám sát bếp ăn.", "Sở Y tế", None, None, "Quý I"),
                (F, "Kiểm tra chợ.", "Sở Y tế", None, None, "Quý II"),
            ],
        ),
        (
            "1. Giao Sở Y tế\na) Nhiệm vụ: Giám sát bếp ăn\nb) Thời gian: Quý I",
            [(F, "Giám sát bếp ăn", "Sở Y tế", None, None, "Quý I")],
        ),
        (
            "1. Sở Y tế\n- Phối hợp với Công an tỉnh kiểm tra chợ.\n+ Thời gian: Quý I",
            [(F, "Phối hợp với Công an tỉnh kiểm tra chợ.", "Sở Y tế", "Công an tỉnh", None, "Quý I")],
        ),
        # the label of the lead is the heading
        (
            "1. Đơn vị thực hiện: Sở Y tế\n- Nội dung: Giám sát bếp ăn.\n- Thời gian: Quý I",
            [(F, "Giám sát bếp ăn.", "Sở Y tế", None, None, "Quý I")],
        ),
        # the item names its agency itself
        (
            "1. Sở Y tế chủ trì, phối hợp với Sở Công Thương kiểm tra chợ.\n- Thời gian: Quý I",
            [
                (
                    F,
                    "Sở Y tế chủ trì, phối hợp với Sở Công Thương kiểm tra chợ.",
                    "Sở Y tế",
                    "Sở Công Thương",
                    None,
                    "Quý I",
                )
            ],
        ),
        ("1. Sở Y tế: Kiểm tra chợ.\n- Thời gian: Quý I", [(F, "Kiểm tra chợ.", "Sở Y tế", None, None, "Quý I")]),
        # where and for whom is neither the work nor its schedule
        (
            "1. Hội thi\n- Địa điểm: Hội trường xã\n- Chủ trì: Sở A\n- Thời gian: Quý I",
            [(F, "Hội thi", "Sở A", None, None, "Quý I")],
        ),
        # a topic is no agency, and what the group says itself stays
        ("1. Y tế\n- Kiểm tra chợ.\n+ Thời gian: Quý I", [(F, "Kiểm tra chợ.", None, None, None, "Quý I")]),
        (
            "1. Sở Y tế\n- Kiểm tra chợ.\n+ Chủ trì: Chi cục A\n+ Thời gian: Quý I",
            [(F, "Kiểm tra chợ.", "Chi cục A", None, None, "Quý I")],
        ),
    ],
)
def test_a_group_without_a_lead_has_that_of_its_sentence_or_heading(
    text: str, expected: list[tuple[object, ...]]
) -> None:
    assert tasks(text) == expected


def test_a_partner_named_below_the_heading_holds_for_the_items() -> None:
    text = "1. Sở A\n1.1. Chủ trì, phối hợp với Sở B và các đơn vị liên quan:\n- Rà soát.\n- Thanh tra 30 doanh nghiệp."
    partner = "Sở B và các đơn vị liên quan"
    assert tasks(text) == [
        (A, words, "Sở A", partner, None, None) for words in ("Rà soát.", "Thanh tra 30 doanh nghiệp.")
    ]


@pytest.mark.parametrize(
    ("letter", "lead"),
    [
        ("Phòng Giáo dục đề nghị Hiệu trưởng các trường thực hiện một số nội dung sau:", "Hiệu trưởng các trường"),
        ("Chủ tịch UBND huyện yêu cầu:", None),
        ("Hiệu trưởng các trường báo cáo các nội dung sau:", None),
    ],
)
def test_a_letter_asks_those_it_names_for_its_items(letter: str, lead: str | None) -> None:
    plan = khcchc.parse_text(f"Số: 245/PGDĐT\n\nKính gửi: Các trường\n\n{letter}\n\n1. Kiểm tra phòng học.")
    assert [t.lead and t.lead.text for t in plan.tasks] == ([lead] if lead else [])


@pytest.mark.parametrize(
    ("sentence", "lead", "coordinating", "schedule"),
    [
        ("Giao Ban Dân tộc rà soát chính sách.", "Ban Dân tộc", None, None),
        ("Sở A chủ trì, Công an tỉnh và Sở B phối hợp, kiểm tra chợ.", "Sở A", "Công an tỉnh và Sở B", None),
        (
            "UBND huyện Lâm Khê bán đấu giá trụ sở cũ trong ngày 04/8/2023.",
            "UBND huyện Lâm Khê",
            None,
            "trong ngày 04/8/2023",
        ),
        ("UBND huyện Lâm Khê mài dao.", "UBND huyện Lâm Khê", None, None),
        ("Sở A treo băng rôn từ ngày 01/11 đến ngày 15/11/2024.", "Sở A", None, "từ ngày 01/11 đến ngày 15/11/2024"),
        ("Sở Y tế tổng hợp số liệu từ ngày 15/12/2023 đến ngày 14/12/2024.", "Sở Y tế", None, None),
        ("Sở A tổ chức phiên tòa giả định, thời gian: 08/11/2024.", "Sở A", None, "08/11/2024"),
        ("Đối với việc kiểm tra, giám sát: Sở Y tế mời các hội tham gia.", "Sở Y tế", None, None),
        ("Trưởng 9 ấp đi từng nhà hướng dẫn người dân.", "Trưởng 9 ấp", None, None),
        (
            "Tuyến xã: UBND các xã kiểm tra cơ sở, báo cáo trước ngày 25/3/2025.",
            "UBND các xã",
            None,
            "trước ngày 25/3/2025",
        ),
        (
            "Khai sinh, thường trú, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi tại các xã: Sở Tư pháp chủ trì.",
            "Sở Tư pháp",
            None,
            None,
        ),
        ("Chấm điểm các phòng thuộc Sở - Phòng Pháp chế chủ trì, Quý IV/2024.", "Phòng Pháp chế", None, "Quý IV/2024"),
        ("Sở A gửi đề cương cho các xã trước 07 ngày làm việc.", "Sở A", None, "trước 07 ngày làm việc"),
        ("Sở A phân tích kết quả ngay sau khi Bộ B công bố.", "Sở A", None, "ngay sau khi Bộ B công bố"),
        ("Treo băng rôn, phát tờ rơi: UBND các xã thực hiện trong tháng 3.", "UBND các xã", None, "trong tháng 3"),
        ("Bộ phận Một cửa, công chức Văn phòng cập nhật hồ sơ.", "Bộ phận Một cửa, công chức Văn phòng", None, None),
        ("Cán bộ, công chức thuộc xã nêu cao kỷ cương.", "Cán bộ, công chức thuộc xã", None, None),
        ("Đoàn kiểm tra có trách nhiệm thông báo kết quả.", "Đoàn kiểm tra", None, None),
        ("Ban điều hành các khu phố vận động Nhân dân.", "Ban điều hành các khu phố", None, None),
        ("Công an xã là lực lượng nòng cốt triển khai Đề án.", "Công an xã", None, None),
        (
            "Trên đây là Kế hoạch năm 2025. UBND xã yêu cầu các phòng triển khai thực hiện.",
            "các phòng",
            None,
            None,
        ),
        ("Các cấp công đoàn gửi báo cáo trước ngày 05/6.", "Các cấp công đoàn", None, "trước ngày 05/6"),
        (
            "Sở A phối hợp với các đơn vị đang quản lý, sử dụng kiểm tra.",
            "Sở A",
            "các đơn vị đang quản lý, sử dụng",
            None,
        ),
        ("Các cơ quan được giao chủ trì gửi báo cáo về Sở Nội vụ.", "Các cơ quan được giao chủ trì", None, None),
        ("Sở Nội vụ được giao chủ trì tổng hợp kết quả.", "Sở Nội vụ", None, None),
        (
            "Các cơ quan, đơn vị chủ trì nhiệm vụ có trách nhiệm lập lộ trình.",
            "Các cơ quan, đơn vị chủ trì nhiệm vụ",
            None,
            None,
        ),
        ("Đơn vị chủ trì từng nhiệm vụ chịu trách nhiệm.", "Đơn vị chủ trì từng nhiệm vụ", None, None),
        (
            "Toàn thể cán bộ, công chức và người lao động nêu gương.",
            "Toàn thể cán bộ, công chức và người lao động",
            None,
            None,
        ),
        ("Doanh nghiệp bưu chính trên địa bàn trả hồ sơ.", "Doanh nghiệp bưu chính trên địa bàn", None, None),
        ("Các Ủy viên Ban Chỉ đạo theo địa bàn được phân công đi xã.", "Các Ủy viên Ban Chỉ đạo", None, None),
        ("Các chi bộ, đảng bộ bộ phận rà soát.", "Các chi bộ, đảng bộ bộ phận", None, None),
        ("Trưởng phòng giáo dục và đào tạo các xã rà soát.", "Trưởng phòng giáo dục và đào tạo các xã", None, None),
        ("Chế độ báo cáo: Các sở gửi báo cáo trước ngày 25/02/2026.", "Các sở", None, "trước ngày 25/02/2026"),
        ("Sở A họp không giấy tờ từ quý IV/2025.", "Sở A", None, "từ quý IV/2025"),
        ("Sở A tổng hợp số liệu tính từ tháng 7/2025.", "Sở A", None, None),
        ("Yêu cầu các sở triển khai; nếu có vướng mắc, phản ánh về Sở A.", "các sở", None, None),
        (
            "Sở A kiểm tra từ ngày 15/12/2025 đến ngày 28/02/2026 theo ca.",
            "Sở A",
            None,
            "từ ngày 15/12/2025 đến ngày 28/02/2026",
        ),
        ("Sở A phun thuốc trong tháng 5 và tháng 8/2026.", "Sở A", None, "trong tháng 5 và tháng 8/2026"),
        ("Sở A tặng quà trước ngày 23 tháng Chạp.", "Sở A", None, "trước ngày 23 tháng Chạp"),
        ("Sở A báo cáo chậm nhất 30 ngày sau khi có kết luận.", "Sở A", None, "chậm nhất 30 ngày sau khi có kết luận"),
        ("Công chức văn phòng - thống kê rà soát hồ sơ.", "Công chức văn phòng - thống kê", None, None),
        ("Phòng Công chức, viên chức rà soát hồ sơ.", "Phòng Công chức, viên chức", None, None),
        ("Nội dung 1.1, 1.2: Giao Sở A rà soát hồ sơ.", "Sở A", None, None),
        ("Hội nghị tổng kết (dự kiến tháng 12): Sở A chuẩn bị hồ sơ.", "Sở A", None, None),
        (
            "Sửa đổi Nghị định (Vụ Pháp chế chủ trì; trình Chính phủ trong quý III năm 2026).",
            "Vụ Pháp chế",
            None,
            "trình Chính phủ trong quý III năm 2026",
        ),
        ("Chuyển đổi vị trí công tác (Phòng Nội vụ; Quý II/2021).", "Phòng Nội vụ", None, "Quý II/2021"),
        ("Bước 1: Các phòng tự chấm điểm.", "Các phòng", None, None),
        ("Các Chi cục Thuế khu vực bố trí công chức.", "Các Chi cục Thuế khu vực", None, None),
        ("Phó Chủ tịch UBND xã phụ trách nội dung tài chính, họp tổ.", "Phó Chủ tịch UBND xã", None, None),
        ("Sở A phối hợp với chính quyền cùng cấp tuyên truyền.", "Sở A", "chính quyền cùng cấp", None),
        ("Sở A phối hợp với Báo Đông Khê tuyên truyền.", "Sở A", "Báo Đông Khê", None),
        ("Sở A sơ kết Kế hoạch vào quý IV năm 2025.", "Sở A", None, "vào quý IV năm 2025"),
        ("Hàng năm, trước ngày 01/12, các đơn vị gửi báo cáo.", "các đơn vị", None, "Hàng năm, trước ngày 01/12"),
        ("Duy trì Hệ thống thông tin: Sở A, VNPT; hằng năm.", "Sở A, VNPT", None, "hằng năm"),
        (
            "Theo dõi thi hành (Sở A chủ trì tham mưu, các sở phối hợp; thời gian hoàn thành trong Quý III/2024).",
            "Sở A",
            "các sở",
            "trong Quý III/2024",
        ),
        ("Họp báo (Sở A; ít nhất 02 lần/năm).", "Sở A", None, "ít nhất 02 lần/năm"),
    ],
)
def test_sentences_that_give_work(sentence: str, lead: str, coordinating: str | None, schedule: str | None) -> None:
    assert [t[2:4] + t[5:] for t in tasks(f"1. {sentence}")] == [(lead, coordinating, schedule)]


def test_a_bare_agency_in_brackets_gives_work_beside_brackets_that_say_more() -> None:
    alone = "2. Duy trì đường dây nóng (Phòng B)."
    assert tasks(alone) == []
    found = tasks(f"1. Rà soát đề án (Phòng A chủ trì).\n{alone}")
    assert [t[2] for t in found] == ["Phòng A", "Phòng B"]


def test_brackets_in_a_line_of_their_own_speak_for_the_item_above() -> None:
    found = tasks("1.1. Kiểm tra đột xuất các xã.\n(Phòng A chủ trì, phối hợp với Phòng B; hoàn thành trong Quý II)")
    assert found == [(A, "Kiểm tra đột xuất các xã.", "Phòng A", "Phòng B", None, "hoàn thành trong Quý II")]


@pytest.mark.parametrize("heading", ["BÁO CÁO", "TỔ CHỨC", "PHÒNG CHÁY", "HỘI NGHỊ"])
def test_a_heading_in_capitals_that_begins_like_an_agency_is_none(heading: str) -> None:
    assert tasks(f"1. {heading}\n- Rà soát văn bản.\n- Cập nhật hồ sơ.") == []


def test_below_a_party_body_to_lead_is_what_it_does() -> None:
    item = "a) Lãnh đạo UBND phường rà soát quy chế."
    assert [t[2] for t in tasks(f"1. Đảng ủy UBND phường\n{item}")] == ["Đảng ủy UBND phường"]
    assert [t[2] for t in tasks(f"1. Văn phòng\n{item}")] == ["Lãnh đạo UBND phường"]


def test_roles_below_a_heading_of_their_own_belong_to_the_item() -> None:
    text = "1. Rà soát\n- Trách nhiệm:\n+ Chủ trì: Sở A;\n+ Phối hợp: Sở B.\n- Thời gian: Quý I"
    assert tasks(text) == [(F, "Rà soát", "Sở A;", "Sở B.", None, "Quý I")]


def test_telling_is_work_of_the_agency_above() -> None:
    assert [t[2] for t in tasks("1. Các trường học:\n- Báo ngay cho Trạm Y tế khi có dịch.")] == ["Các trường học"]


def test_a_heading_that_is_a_time_lends_it() -> None:
    plan = khcchc.parse_text("I. NHIỆM VỤ\n1. Quý II/2026\n- Sở A rà soát văn bản.\n- Sở B báo cáo trước ngày 05/4.")
    assert [(t.schedule.text, t.schedule.inherited) for t in plan.tasks if t.schedule] == [
        ("Quý II/2026", True),
        ("trước ngày 05/4", False),
    ]
    assert tasks("1. Kế hoạch quý II\n- Sở A rà soát văn bản.")[0][5] is None


def test_a_course_with_its_place_is_no_task() -> None:
    assert tasks("1. Nội dung: Kỹ năng số.\n2. Thời gian: tháng 6/2026.\n3. Địa điểm: Hội trường A.") == []


def test_lettered_sentences_share_the_group_below_the_last() -> None:
    found = tasks("1. Cắt giảm\na) Rút ngắn hạn.\nb) Bỏ bản sao.\n- Đơn vị chủ trì: Sở A\n- Thời gian: Quý I")
    assert found == [
        (F, "Rút ngắn hạn.", "Sở A", None, None, "Quý I"),
        (F, "Bỏ bản sao.", "Sở A", None, None, "Quý I"),
    ]


def test_issuing_is_work_of_the_agency_above() -> None:
    found = tasks("1. Công an xã:\n- Cấp căn cước cho công dân.\n- Hằng tuần, hằng tháng báo cáo tỉnh.")
    assert [(t[2], t[5]) for t in found] == [("Công an xã", None), ("Công an xã", "Hằng tuần, hằng tháng")]


def test_inherited_values_are_marked() -> None:
    plan = khcchc.parse_text("I. A\n1. Giao Sở Nội vụ:\n- Rà soát\n- Phòng Y tế báo cáo")
    assert [t.lead.inherited for t in plan.tasks if t.lead] == [True, False]


def test_a_heading_with_a_partner_and_a_verb_lends_its_partner() -> None:
    items = "+ Kiện toàn Trung tâm;\n+ Ban hành quy chế."
    text = f"1. Sở Nội vụ\n- Chủ trì, phối hợp với các sở, ban, ngành tham mưu UBND tỉnh:\n{items}"
    assert [t[2:4] for t in tasks(text)] == [("Sở Nội vụ", "các sở, ban, ngành")] * 2


def test_labels_of_form_and_frequency_are_notes() -> None:
    text = "1. Phát thanh\n- Nội dung: Thủ tục mới.\n- Hình thức: Phóng sự.\n- Tần suất: 02 số/tháng.\n- Thực hiện: Phòng A.\n"
    (task,) = khcchc.parse_text("I. NHIỆM VỤ\n\n" + text).tasks
    assert (task.content, task.lead and task.lead.text) == ("Thủ tục mới.", "Phòng A.")
    assert task.note and "Phóng sự" in task.note.text and "02 số/tháng" in task.note.text


def test_partners_beside_the_lead_and_in_a_line_of_their_own_are_both_partners() -> None:
    text = "1. Rà soát\n- Cơ quan thực hiện: Sở A chủ trì, phối hợp với Sở B;\n- Các sở phối hợp.\n- Thời gian: Quý I"
    assert tasks(text) == [(F, "Rà soát", "Sở A", "Sở B\nCác sở", None, "Quý I")]


@pytest.mark.parametrize("lead", ["Các cục có chức năng giải quyết thủ tục", "Các đơn vị có thủ tục hành chính"])
def test_a_heading_may_tell_which_agencies_by_what_they_do(lead: str) -> None:
    assert [t[2] for t in tasks(f"1. {lead}\n1.1. Công khai hồ sơ.\n1.2. Rà soát quy trình.")] == [lead, lead]


@pytest.mark.parametrize(
    ("sentence", "schedule"),
    [
        (
            "Sở A báo cáo kết quả thực hiện trong 6 tháng đầu năm 2026, gửi trước ngày 15/6/2026.",
            "trước ngày 15/6/2026",
        ),
        (
            "Sở A tổng hợp các sai phạm được phát hiện vào năm 2024, báo cáo trước ngày 30/6/2026.",
            "trước ngày 30/6/2026",
        ),
        (
            "Sở A kiểm tra hàng hóa lưu thông trước Tết Nguyên đán, báo cáo trước ngày 20/01/2026.",
            "trước ngày 20/01/2026",
        ),
        ("Sở A đôn đốc thực hiện Kế hoạch đã ban hành vào tháng 3/2025.", None),
        ("Sở A xóa điểm lõm sóng trong 6 tháng đầu năm 2026.", "trong 6 tháng đầu năm 2026"),
        ("Sở A kiểm tra xong trước dịp nghỉ lễ 30/4.", "xong trước dịp nghỉ lễ 30/4"),
    ],
)
def test_times_of_the_matter_are_no_deadline(sentence: str, schedule: str | None) -> None:
    assert [t[5] for t in tasks(f"1. {sentence}")] == [schedule]


@pytest.mark.parametrize("duty", ["chủ trì họp giao ban.", "báo cáo tiến độ hằng tuần."])
def test_leaders_below_a_party_body_have_duties_of_their_own(duty: str) -> None:
    found = tasks(f"1. Đảng ủy phường\n- Lãnh đạo UBND phường {duty}")
    assert [t[2] for t in found] == ["Lãnh đạo UBND phường"]


def test_a_work_with_a_rhythm_of_its_own_has_not_the_time_of_its_heading() -> None:
    assert [t[5] for t in tasks("1. Tháng 3/2026\n- Sở A báo cáo hằng quý.\n- Sở A rà soát.")] == [None, "Tháng 3/2026"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Tổ chức hội nghị\n- Chủ trì Hội nghị tổng kết; thời gian: tháng 12/2026.",  # no agency
        "1. Doanh nghiệp vận tải hoạt động trái phép bị xử lý nghiêm.",
    ],
)
def test_what_begins_like_an_agency_at_work_and_is_none(text: str) -> None:
    assert tasks(text) == []


def test_two_notes_are_no_field_given_twice() -> None:
    text = "I. A\n1. Họp\n- Chủ trì: Sở A\n- Hình thức: trực tuyến\n- Địa điểm: Hội trường\n- Thời gian: Quý I"
    plan = khcchc.parse_text(text)
    assert plan.problems == ()
    assert plan.tasks[0].note and plan.tasks[0].note.text == "trực tuyến\nHội trường"


def test_numbered_sentences_do_not_share_the_group_of_the_last() -> None:
    found = tasks("1. Rút ngắn hạn.\n2. Bỏ bản sao.\n- Đơn vị chủ trì: Sở A\n- Thời gian: Quý I")
    assert [t[1] for t in found] == ["Bỏ bản sao."]


def test_a_sentence_over_items_is_work_itself() -> None:
    text = "1. Sở A xây dựng kế hoạch kiểm tra.\n- Kiểm tra 05 xã.\n- Kiểm tra 03 phòng."
    assert tasks(text) == [(A, "Sở A xây dựng kế hoạch kiểm tra.", "Sở A", None, None, None)]


def test_work_behind_the_colon_of_an_agency_that_leads_further_items() -> None:
    found = tasks("1. Sở Tài chính: bố trí kinh phí.\n- Hướng dẫn thanh toán.")
    assert [t[1:3] for t in found] == [("bố trí kinh phí.", "Sở Tài chính"), ("Hướng dẫn thanh toán.", "Sở Tài chính")]


@pytest.mark.parametrize("duty", ["chủ trì, phối hợp thực hiện", "có trách nhiệm", "chủ trì tham mưu"])
def test_a_heading_with_duties_alone_lends_its_agency(duty: str) -> None:
    assert [t[2] for t in tasks(f"1. Sở Y tế {duty}\na) Rà soát quy trình.\nb) Kiểm tra.")] == ["Sở Y tế", "Sở Y tế"]


@pytest.mark.parametrize(
    ("headings", "leads"),
    [
        (("1. Thể chế (Sở Tư pháp chủ trì)", "2. Bộ máy"), ["Sở Tư pháp"]),
        (("1. Thể chế (Sở Tư pháp chủ trì)", "2. Bộ máy [Sở Nội vụ]"), ["Sở Tư pháp", "Sở Nội vụ"]),
        (("1. Bộ máy (Bộ Nội vụ)", "2. Hộ tịch (Bộ Tư pháp)"), []),  # which may tell whose matter it is
        (("1. Chỉ số hài lòng (Bộ Nội vụ)", "2. Thể chế (Sở Tư pháp chủ trì)"), ["Sở Tư pháp"]),
        (("1. Mục tiêu chung (Sở Nội vụ chủ trì)", "2. Thể chế (Sở Tư pháp chủ trì)"), ["Sở Tư pháp"]),
        (("1. Thể chế (giao Sở Tư pháp chủ trì):", "2. Bộ máy (02 nhiệm vụ)"), ["Sở Tư pháp"]),
        (("1. Điểm cầu (UBND tỉnh)", "2. Bộ máy"), []),  # alone in brackets, beside headings that name nobody
    ],
)
def test_an_agency_in_the_brackets_of_a_heading_leads_what_stands_below(
    headings: tuple[str, str], leads: list[str]
) -> None:
    text = "\n".join(f"{heading}\n- Rà soát văn bản, quy định hiện hành." for heading in headings)
    assert [t[2] for t in tasks(text)] == leads


def test_times_in_a_bracket_that_follow_each_other_are_one_schedule() -> None:
    found = tasks("1. Kiểm tra các xã (Sở Nội vụ chủ trì; thực hiện quý I/2026, quý III/2026; có báo cáo).")
    assert [t[5] for t in found] == ["thực hiện quý I/2026, quý III/2026"]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các ông (bà): Hà Văn An, Lê Thị Bình theo dõi các thôn.", "Các ông (bà): Hà Văn An, Lê Thị Bình"),
        ("Ông Hà Văn An - Phó Chủ tịch UBND xã: chỉ đạo chung.", "Ông Hà Văn An - Phó Chủ tịch UBND xã"),
        ("Giao bà Lê Thị Bình, Trưởng phòng Kinh tế phụ trách thu ngân sách.", "bà Lê Thị Bình, Trưởng phòng Kinh tế"),
        ("Đ/c: Hà Văn An theo dõi công tác tài chính.", "Đ/c: Hà Văn An"),
    ],
)
def test_persons_are_given_work_by_their_names(sentence: str, lead: str) -> None:
    assert [t[2] for t in tasks(f"1. {sentence}")] == [lead]


@pytest.mark.parametrize("item", ["Ông Hà Văn An, Trưởng ban: thôn Đông.", "Bà Rịa: Sở Y tế", "Sở Y tế: 05 chỉ tiêu."])
def test_what_stands_behind_a_name_and_a_colon_may_be_no_work(item: str) -> None:
    assert tasks(f"1. {item}") == []


def test_a_line_of_time_speaks_for_each_bullet_of_an_agency() -> None:
    text = "1. Phòng Nội vụ\n- Rà soát văn bản.\n- Kiểm tra hồ sơ.\nThời gian: Quý I/2026."
    assert tasks(text) == [
        (F, "Rà soát văn bản.", "Phòng Nội vụ", None, None, "Quý I/2026."),
        (F, "Kiểm tra hồ sơ.", "Phòng Nội vụ", None, None, "Quý I/2026."),
    ]


def test_labels_that_a_tab_parts_are_labels() -> None:
    text = "1. Rà soát\nChủ trì: Sở A.\tPhối hợp: Sở B.\nSản phẩm: Báo cáo.\tThời gian: Quý I."
    assert tasks(text) == [(F, "Rà soát", "Sở A", "Sở B.", "Báo cáo", "Quý I.")]


def test_shortcomings_stand_before_their_remedy_as_notes() -> None:
    text = "1. Tiêu chí\n- Hạn chế: Báo cáo muộn.\n- Giải pháp khắc phục: Đôn đốc.\n- Chủ trì: Sở A\n- Thời gian: Quý I"
    plan = khcchc.parse_text("I. NHIỆM VỤ\n" + text)
    assert [brief(t) for t in plan.tasks] == [(F, "Đôn đốc.", "Sở A", None, None, "Quý I")]
    assert plan.tasks[0].note and plan.tasks[0].note.text == "Hạn chế: Báo cáo muộn."


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Văn phòng Điều phối xây dựng nông thôn mới tỉnh", "Văn phòng Điều phối xây dựng nông thôn mới tỉnh"),
        ("Các tổ chuyên môn, tổ văn phòng", "Các tổ chuyên môn, tổ văn phòng"),
        ("Đội Công trình, Hợp tác xã dịch vụ Tân Lý", "Đội Công trình, Hợp tác xã dịch vụ Tân Lý"),
        ("Sở Tư pháp tham mưu UBND tỉnh", "Sở Tư pháp"),  # a sentence, and work itself
    ],
)
def test_a_heading_among_headings_of_agencies_is_one(heading: str, lead: str) -> None:
    found = tasks(f"1. Sở Nội vụ\n- Rà soát.\n2. Sở Tài chính\n- Rà soát.\n3. {heading}\n- Rà soát.")
    assert [t[2] for t in found] == ["Sở Nội vụ", "Sở Tài chính", lead]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a numbered shortcoming is a heading, and no note of a task
        ("1. Tồn tại: Công khai chậm\n- Đơn vị thực hiện: Sở A\n- Thời gian: Quý I", "Tồn tại: Công khai chậm"),
        ("1. Chỉ số\n- Hạn chế: a.\n- Hạn chế: b.\n- Giải pháp khắc phục: Rà soát.\n- Giải pháp khắc phục: Đôn đốc.\n- Chủ trì: Sở A", "Rà soát.\nĐôn đốc."),
        ("1. Chỉ số\nTồn tại: a.\nBiện pháp khắc phục:\n- Rà soát.\n- Kiểm tra.\nChủ trì: Sở A\nThời gian: Quý I", "- Rà soát.\n- Kiểm tra."),
        # a remedy behind other work is no label
        ("1. Chỉ số\n2. Giải pháp thực hiện: Sở A rà soát; thời gian: Quý II.", "Giải pháp thực hiện: Sở A rà soát; thời gian: Quý II."),
    ],
)  # fmt: skip
def test_shortcomings_and_remedies(text: str, expected: str) -> None:
    assert [t[1] for t in tasks(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Hà Văn An, thôn Đông: khiếu nại quyết định thu hồi đất.",
        "Bà Lê Thị Bình đề nghị giải quyết chế độ.",
        "Ông Hà Văn An: số điện thoại 0912345678.",
        "Bà Rịa Vũng Tàu tổ chức hội nghị.",
        "Lập đề án (Phòng Nội vụ phối hợp, Phòng Tư pháp chủ trì; quý I).",
        "Công bố (Sở Nội vụ phối hợp với Sở Tư pháp chủ trì; quý II/2024).",
        "Sở Nội vụ - công tác tổ chức cán bộ: rà soát biên chế.",
        "Các thị trường xuất khẩu duy trì kim ngạch.",
    ],
)
def test_what_names_somebody_and_gives_no_work(text: str) -> None:
    assert tasks(f"1. {text}") == []


@pytest.mark.parametrize("work", ["Hậu cần.", "Trực cấp cứu.", "Chữa cháy rừng."])
def test_short_work_behind_an_agency_and_a_colon(work: str) -> None:
    assert [t[1:3] for t in tasks(f"1. Trạm Y tế xã: {work}")] == [(work, "Trạm Y tế xã")]


@pytest.mark.parametrize(
    ("sentence", "schedule"),
    [
        ("Sở A bàn giao mặt bằng trong năm 2026.", "trong năm 2026"),
        ("Sở A trả lời các kiến nghị nhận được trong năm 2023.", None),
        ("Sở A khắc phục hư hỏng do bão số 3 gây ra trong năm 2023.", None),
        ("Sở A thu hồi các khoản tạm ứng trong năm 2022.", None),
        ("Sở A rà soát công trình hư hỏng vào tháng 9/2023 và lập phương án.", None),
        ("Rà soát (Sở A chủ trì, các hồ sơ tiếp nhận trước ngày 01/01/2024).", None),
        ("Sở A quyết toán các dự án hoàn thành trong năm 2025.", None),
        ("Sở A phấn đấu các công trình khởi công trong năm 2026.", "trong năm 2026"),
        ("Sở A hướng dẫn người dân cách ly trong 14 ngày kể từ ngày tiếp xúc.", None),
        ("Sở A giải quyết hồ sơ trong 24 giờ kể từ khi tiếp nhận; xong trước 30/6/2026.", "xong trước 30/6/2026"),
        ("Sở A giải quyết kiến nghị phát sinh trước quý I/2025 trong tháng 6/2026.", "trong tháng 6/2026"),
        ("Sở A rà soát các văn bản ban hành trước quý II năm 2020 để bãi bỏ.", None),
        ("Sở A bố trí thiết bị trước quý II năm 2026.", "trước quý II năm 2026"),
        ("Sở A quyết toán các dự án bàn giao trong năm 2025; gửi Bộ Tài chính.", None),
        ("Sở A rà soát các công trình khởi công trong năm 2024 để xử lý vướng mắc.", None),
        ("Sở A yêu cầu các xã hoàn thành trong năm 2026.", "hoàn thành trong năm 2026"),
    ],
)
def test_when_something_arose_is_no_deadline(sentence: str, schedule: str | None) -> None:
    assert [t[5] for t in tasks(f"1. {sentence}")] == [schedule]


def test_to_go_digital_is_what_an_agency_does() -> None:
    assert [t[2] for t in tasks("1. Sở Thông tin và Truyền thông chuyển đổi số cho doanh nghiệp.")] == [
        "Sở Thông tin và Truyền thông"
    ]


def test_labels_that_a_tab_alone_parts() -> None:
    assert tasks("1. Rà soát\nChủ trì: Sở A\tThời gian: Quý I\nPhối hợp: Sở B\tSản phẩm: Báo cáo") == [
        (F, "Rà soát", "Sở A", "Sở B", "Báo cáo", "Quý I")
    ]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Sở Ngoại vụ dịch và hiệu đính tài liệu.", "Sở Ngoại vụ"),
        ("Trung tâm Dịch vụ hành chính công dịch tài liệu.", "Trung tâm Dịch vụ hành chính công"),
        ("Giám đốc các Phòng giao dịch tổ chức đối thoại.", "Giám đốc các Phòng giao dịch"),
        ("Hợp tác xã dịch vụ Tân Lý tổ chức thu gom rác.", "Hợp tác xã dịch vụ Tân Lý"),
        ("Từ nguồn ngân sách được giao, Sở Tài chính phân bổ kinh phí.", "Sở Tài chính"),
        ("Duy trì mô hình (Sở Y tế phối hợp với Sở Nội vụ phụ trách chung; quý I/2026).", None),
    ],
)
def test_names_and_words_that_look_like_their_end(sentence: str, lead: str | None) -> None:
    assert [t[2] for t in tasks(f"1. {sentence}")] == ([lead] if lead else [])


def test_a_line_of_roles_below_a_report_is_no_work_of_it() -> None:
    text = "1. Đã sáp nhập thôn năm 2025\nSở A chủ trì, Sở B phối hợp; hoàn thành tháng 11/2025."
    assert "Đã sáp nhập thôn năm 2025" not in [t[1] for t in tasks(text)]


@pytest.mark.parametrize(
    "labels",
    [
        "Đơn vị chủ trì: Sở A; phối hợp: Sở B; thời gian: Quý I.",
        "(Chủ trì: Sở A; phối hợp: Sở B; Quý I).",
        "[Chủ trì: Sở A. Phối hợp: Sở B. Thời gian: Quý I].",
        "– Đơn vị chủ trì: Sở A – Phối hợp: Sở B – Thời gian thực hiện: Quý I",
        "Đơn vị chủ trì Sở A; đơn vị phối hợp Sở B; thời gian trong Quý I.",
        "ĐVCT: Sở A; ĐVPH: Sở B; TG: Quý I.",
        "Đơn vị chủ chì: Sở A; Đơn vị phối hơp: Sở B; Thời gian: Quý I.",
    ],
)
def test_labels_behind_a_sentence(labels: str) -> None:
    [task] = tasks(f"1. Lắp đặt bổ sung biển báo trên đường xã. {labels}")
    assert task[2:4] == ("Sở A", "Sở B")
    assert (task[5] or "").removeprefix("trong ") == "Quý I"


def test_a_numbered_work_ends_the_letters_of_the_one_before() -> None:
    text = (
        "Nhiệm vụ 1. Rà soát biểu mẫu\n\na) Mục tiêu: Giảm 40%.\n\nb) Nội dung: Rà soát 620 biểu mẫu.\n\n"
        "c) Phân công: Chủ trì: Sở A; Phối hợp: Sở B.\n\nd) Tiến độ: Quý I.\n\n"
        "Nhiệm vụ 2. Nâng cấp Trợ lý ảo\nBổ sung kho tri thức.\n\na) Mục tiêu: Trả lời đúng 90%.\n\n"
        "b) Phân công: Chủ trì: Sở C.\n\nc) Tiến độ: tháng 9."
    )
    assert tasks(text) == [
        (F, "Rà soát 620 biểu mẫu.", "Sở A", "Sở B.", None, "Quý I."),
        (F, "Bổ sung kho tri thức.", "Sở C.", None, None, "tháng 9."),
    ]


def test_agencies_in_brackets_lead_beside_items_that_name_theirs_before_a_colon() -> None:
    items = "- Sở A: Ban hành kế hoạch.\n- Ký cam kết thi đua (Sở Y tế)"
    assert [t[2] for t in tasks(items)] == ["Sở A", "Sở Y tế"]
    assert tasks("- Ký cam kết thi đua (Sở Y tế)\n- Rà soát văn bản (Sở Nội vụ)") == []


def test_a_paragraph_behind_the_last_item_of_an_agency_leaves_it_work() -> None:
    text = "1. Sở A\n- Rà soát văn bản.\n1.1. Kết nối dữ liệu (Quý II/2024)\n\nCác cơ quan báo cáo trước ngày 15/12."
    assert "Kết nối dữ liệu (Quý II/2024)" in [t[1] for t in tasks(text)]


def test_what_an_inspection_looks_at_is_a_note() -> None:
    text = "1. Kiểm tra hai chi bộ.\n- Mốc kiểm tra: năm 2025.\n- Thời gian: Quý II\n- Cơ quan tham mưu: UBKT Đảng ủy."
    assert tasks(text) == [(F, "Kiểm tra hai chi bộ.", "UBKT Đảng ủy.", None, None, "Quý II")]


def test_a_paragraph_inside_a_list_leaves_what_stands_behind_it_in_the_list() -> None:
    text = (
        "* Văn phòng UBND xã:\n- Theo dõi, đôn đốc.\nĐịnh kỳ báo cáo Chủ tịch.\n- Kiểm tra kỷ luật.\n"
        "* Phòng Kinh tế:\n- Bố trí kinh phí.\n- Hướng dẫn quyết toán."
    )
    assert [t[2] for t in tasks(text)] == ["Văn phòng UBND xã"] * 2 + ["Phòng Kinh tế"] * 2
    text = "1. Giao các sở:\n- Sở Nội vụ\nLà cơ quan thường trực.\n+ Kiểm tra việc thực hiện.\n+ Tổng hợp báo cáo."
    assert {t[2] for t in tasks(text)} == {"Sở Nội vụ"}


@pytest.mark.parametrize(
    "text",
    [
        "- Sở Nội vụ:\nNhiệm vụ 1: Rà soát văn bản.\nNhiệm vụ 2: Báo cáo kết quả.\n- Sở Tư pháp:\nNhiệm vụ 1: Thẩm định văn bản.",
        "1. Các sở\na) Sở Nội vụ\nNhiệm vụ 1: Rà soát văn bản.\nNhiệm vụ 2: Báo cáo kết quả.\nb) Sở Tư pháp\nNhiệm vụ 1: Thẩm định văn bản.",
    ],
)
def test_numbered_works_below_an_agency_are_its_own(text: str) -> None:
    assert [t[2] for t in tasks(text)] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Tư pháp"]


def test_a_bracket_that_explains_the_words_before_it_gives_no_work() -> None:
    text = "- Văn phòng Sở: Ban hành kế hoạch.\n- Học tập mô hình của tỉnh bạn (UBND tỉnh Quảng Ninh).\n- Gửi hồ sơ về cơ quan thường trực (Sở Nội vụ)."
    assert [t[2] for t in tasks(text)] == ["Văn phòng Sở"]


def test_the_deadline_behind_a_year_that_tells_which_works_are_meant() -> None:
    [task] = tasks("1. Sở A tổng hợp số liệu các dự án hoàn thành trong năm 2024, gửi UBND tỉnh trước ngày 30/6/2025.")
    assert task[5] == "trước ngày 30/6/2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a label without a mark takes the bullets below it, and labels behind them are of the same work
        (
            "1. Khám sức khỏe định kỳ\nCơ quan thực hiện:\n+ Trạm y tế tổ chức khám;\n+ Bệnh viện hỗ trợ.\nThời gian: Quý I",
            [(F, "Khám sức khỏe định kỳ", "+ Trạm y tế tổ chức khám;\n+ Bệnh viện hỗ trợ.", None, None, "Quý I")],
        ),
        (
            "1. Khám bệnh\n- Khám định kỳ.\nSản phẩm:\n+ Hồ sơ;\n+ Báo cáo.\nThời gian: Quý I",
            [(F, "Khám định kỳ.", None, None, "+ Hồ sơ;\n+ Báo cáo.", "Quý I")],
        ),
        # who and when in one value
        (
            "1. Rà soát\nPhân công: Sở A chủ trì, phối hợp với Sở B thực hiện trong quý II/2026. Sản phẩm: Báo cáo.",
            [(F, "Rà soát", "Sở A", "Sở B", "Báo cáo.", "trong quý II/2026")],
        ),
        ("1. Rà soát\n- Chủ trì: Sở A, thường xuyên", [(F, "Rà soát", "Sở A", None, None, "thường xuyên")]),
        (
            "1. Rà soát\n- Chủ trì: Sở A, trong quý I; Sở B, trong quý II",
            [(F, "Rà soát", "Sở A, trong quý I; Sở B, trong quý II", None, None, None)],
        ),
        # bullets right before one with labels of its own share them
        (
            "1. Thể chế\n- Rà soát.\n- Kiểm tra.\n+ Chủ trì: Sở A\n+ Thời gian: Quý I\n- Họp.\n+ Chủ trì: Sở B\n+ Thời gian: Quý II",
            [(F, "- Rà soát.\n- Kiểm tra.", "Sở A", None, None, "Quý I"), (F, "Họp.", "Sở B", None, None, "Quý II")],
        ),
        (
            "1. Sở A\n- Rà soát hồ sơ.\n- Kiểm tra hồ sơ.\n* Bố trí công chức.",
            [
                (A, work, "Sở A", None, None, None)
                for work in ("Rà soát hồ sơ.", "Kiểm tra hồ sơ.", "Bố trí công chức.")
            ],
        ),
        # a number whose stop was forgotten
        (
            "1. Sở A rà soát.\n2 Sở B kiểm tra.\n3. Sở C báo cáo.",
            [
                (A, work, lead, None, None, None)
                for work, lead in (("Sở A rà soát.", "Sở A"), ("Sở B kiểm tra.", "Sở B"), ("Sở C báo cáo.", "Sở C"))
            ],
        ),
    ],
)
def test_groups_and_items_as_offices_write_them(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert tasks(text) == expected


@pytest.mark.parametrize(
    ("sentence", "lead", "schedule"),
    [
        ("Các Tổ công tác do đồng chí Phó Chủ tịch làm Tổ trưởng kiểm tra các xã.", "Các Tổ công tác", None),
        ("Kho bạc Nhà nước, thuộc Bộ Tài chính, thanh toán trực tuyến.", "Kho bạc Nhà nước, thuộc Bộ Tài chính", None),
        (
            "Các xã có tỷ lệ giải ngân đến hết tháng 6 năm 2026 dưới 40% gửi giải trình trước ngày 10/7/2026.",
            "Các xã có tỷ lệ giải ngân đến hết tháng 6 năm 2026 dưới 40%",
            "trước ngày 10/7/2026",
        ),
        ("Tổ công nghệ số cộng đồng “đi từng ngõ, gõ từng nhà” hướng dẫn người dân.", "Tổ công nghệ số cộng đồng", None),
        ("Các đơn vị không thuộc danh sách kiểm tra tự tổ chức kiểm tra.", "Các đơn vị không thuộc danh sách kiểm tra", None),
        ("Thanh tra tỉnh thanh tra việc đấu thầu; kết luận trong năm 2026.", "Thanh tra tỉnh", "trong năm 2026"),
        ("Thành viên Đoàn kiểm tra gửi báo cáo trong vòng 03 ngày làm việc sau mỗi cuộc.", "Thành viên Đoàn kiểm tra", "trong vòng 03 ngày làm việc sau mỗi cuộc"),
        ("Rà soát hồ sơ (Hội đồng tuyển dụng công chức tỉnh; Quý III/2026).", "Hội đồng tuyển dụng công chức tỉnh", "Quý III/2026"),
        ("Rà soát hồ sơ (Thanh tra, pháp chế Sở; theo yêu cầu của Bộ Nội vụ).", "Thanh tra, pháp chế Sở", "theo yêu cầu của Bộ Nội vụ"),
        ("Cập nhật phần mềm (Văn phòng Sở; thường xuyên, chốt số liệu vào ngày 25 hằng tháng).", "Văn phòng Sở", "thường xuyên"),
    ],
)  # fmt: skip
def test_who_and_when_in_one_sentence(sentence: str, lead: str, schedule: str | None) -> None:
    assert [(t[2], t[5]) for t in tasks(f"1. {sentence}")] == [(lead, schedule)]


@pytest.mark.parametrize("sentence", ["Phân công lãnh đạo theo dõi từng dự án.", "Giao đơn vị chủ trì từng nhiệm vụ."])
def test_a_noun_alone_names_nobody(sentence: str) -> None:
    assert tasks(f"1. {sentence}") == []


def test_items_below_a_time_with_their_doers_in_brackets() -> None:
    found = tasks(
        "1. Tháng 02/2026\n- Họp Đoàn kiểm tra (đồng chí Mai Xuân Lực, Trưởng đoàn).\n"
        "- Gửi đề cương cho các xã (Văn phòng Sở).\n- Báo cáo trước ngày 20/02/2026 (Phòng Nội vụ)."
    )
    assert [(t[2], t[5]) for t in found] == [
        ("đồng chí Mai Xuân Lực, Trưởng đoàn", "Tháng 02/2026"),
        ("Văn phòng Sở", "Tháng 02/2026"),
        ("Phòng Nội vụ", "trước ngày 20/02/2026"),
    ]


def test_brackets_that_point_to_those_above() -> None:
    found = khcchc.parse_text(
        "I. NHIỆM VỤ\n\n1. Rà soát hồ sơ cấp tỉnh (Sở A chủ trì, phối hợp với Sở B; quý II).\n"
        "2. Rà soát hồ sơ cấp xã (như trên; quý III).\n3. Báo cáo kết quả (như trên)."
    ).tasks
    assert [(t.lead and t.lead.text, t.lead and t.lead.inherited, t.schedule and t.schedule.text) for t in found] == [
        ("Sở A", False, "quý II"), ("Sở A", True, "quý III"), ("Sở A", True, "quý III"),
    ]  # fmt: skip


def test_a_heading_in_bold_that_a_width_cut_is_no_agency() -> None:
    paragraph = (
        "Đẩy mạnh cải cách\nhành chính, coi đây là nhiệm vụ thường xuyên; gắn cải cách với chuyển đổi số, nâng cao\n"
        "chất lượng phục vụ người dân và doanh nghiệp trên địa bàn.\n\n"
    )
    text = f"{paragraph * 6}**III. TỔ\nCHỨC THỰC HIỆN**\n\n**1. **Sở B tham\nmưu bố trí kinh phí thực hiện Kế hoạch.\n"
    assert [t[2] for t in tasks(text)] == ["Sở B"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Ban hành kế hoạch – Phòng Nội vụ – Tháng 01/2019.",
            ("Ban hành kế hoạch", "Phòng Nội vụ", None, "Tháng 01/2019"),
        ),
        (
            "Kiểm tra 09 xã – Phòng Nội vụ (phối hợp: Phòng Tư pháp) – Quý II, III.",
            ("Kiểm tra 09 xã", "Phòng Nội vụ", "Phòng Tư pháp", "Quý II, III"),
        ),
        (
            "Sửa chữa trụ sở – Phòng Tài chính – Kế hoạch – Xong trong quý III.",
            ("Sửa chữa trụ sở", "Phòng Tài chính – Kế hoạch", None, "Xong trong quý III"),
        ),
    ],
)
def test_who_and_when_behind_dashes(item: str, expected: tuple[str | None, ...]) -> None:
    assert [(t[1], t[2], t[3], t[5]) for t in tasks(f"1. Thể chế\n- {item}")] == [expected]


def test_partners_behind_a_label_in_brackets() -> None:
    text = "1. Rà soát hồ sơ. [Phòng Nghiệp vụ; phối hợp: Phòng Thuế, Văn phòng; quý II/2026]"
    assert [(t[2], t[3], t[5]) for t in tasks(text)] == [("Phòng Nghiệp vụ", "Phòng Thuế, Văn phòng", "quý II/2026")]


def test_letters_below_a_star_that_names_an_agency() -> None:
    text = (
        "* Văn phòng Tỉnh ủy:\na) Rà soát hồ sơ.\nb) Báo cáo kết quả.\n* Sở Nội vụ phối hợp với Sở Y tế kiểm tra.\n"
        "* Sở Tư pháp:\na) Thẩm định văn bản."
    )
    assert [(t[1], t[2]) for t in tasks(text)] == [
        ("Rà soát hồ sơ.", "Văn phòng Tỉnh ủy"),
        ("Báo cáo kết quả.", "Văn phòng Tỉnh ủy"),
        ("Sở Nội vụ phối hợp với Sở Y tế kiểm tra.", "Sở Nội vụ"),
        ("Thẩm định văn bản.", "Sở Tư pháp"),
    ]


def test_a_time_that_opens_the_sentence() -> None:
    found = tasks(
        "1. Tháng 10/2026, Sở A tổ chức đối thoại.\n2. Thường xuyên trong năm, Sở B rà soát.\n"
        "3. Hằng tuần, vào thứ Năm: Sở C kiểm tra.\n4. Ngày 05 hằng tháng, Sở D công bố danh sách."
    )
    assert [(t[2], t[5]) for t in found] == [
        ("Sở A", "Tháng 10/2026"), ("Sở B", "Thường xuyên trong năm"), ("Sở C", "Hằng tuần, vào thứ Năm"),
        ("Sở D", "Ngày 05 hằng tháng"),
    ]  # fmt: skip


def test_labels_of_one_work_in_any_order() -> None:
    text = "1. Tuyên truyền\nThời gian: Quý I\nHình thức: Tin, bài\nNội dung: Phản ánh kết quả\nĐơn vị thực hiện: Sở A"
    assert [(t[1], t[2], t[5]) for t in tasks(text)] == [("Phản ánh kết quả", "Sở A", "Quý I")]


@pytest.mark.parametrize("name", ["Sở Văn hóa; Báo Hải Đông", "Phòng Giám sát, xử lý sau thanh tra"])
def test_a_name_in_bold_over_bullets_is_a_heading_whose_number_was_left_out(name: str) -> None:
    text = (
        f"1. Sở A\n\n- Rà soát hồ sơ.\n\n2. Sở B\n\n- Kiểm tra hồ sơ.\n\n**{name}**\n\n- Tuyên truyền kết quả.\n\n"
        "- Báo cáo kết quả.\n\n**Nhiệm vụ chung**\n\n- Tham gia hội nghị."
    )
    assert [t[2] for t in tasks(text)] == ["Sở A", "Sở B", name, name, "Sở B"]


def test_a_pumping_station_is_no_agency() -> None:
    text = "1. Sở Xây dựng:\n- Đẩy nhanh các công trình sau:\n+ Trạm bơm Ông Lãnh: vận hành trước ngày 30/6/2026."
    assert [t[2] for t in tasks(text)] == ["Sở Xây dựng"]


def test_the_verb_of_a_name_in_a_heading_among_agencies() -> None:
    text = (
        "1. Văn phòng:\na) Rà soát.\n2. Phòng Quản lý, Hỗ trợ doanh nghiệp số 1:\na) Giải đáp vướng mắc.\n"
        "3. Phòng Nghiệp vụ:\na) Báo cáo."
    )
    assert [t[2] for t in tasks(text)] == ["Văn phòng", "Phòng Quản lý, Hỗ trợ doanh nghiệp số 1", "Phòng Nghiệp vụ"]


@pytest.mark.parametrize(
    ("sentence", "lead", "schedule"),
    [
        ("Sửa đổi các quy định ban hành trước ngày 01/01/2020 (Phòng Nội vụ chủ trì).", "Phòng Nội vụ", None),
        ("Giải quyết hồ sơ tiếp nhận đến hết ngày 31/12/2025 (Phòng Nội vụ chủ trì).", "Phòng Nội vụ", None),
        ("Thực hiện quy định về công khai (Bộ Tài chính ban hành Thông tư số 61; năm 2017).", None, None),
        ("Kiểm tra các đơn vị (Sở Nội vụ, Sở Y tế đã kiểm tra; năm 2025).", None, None),
        ("Triển khai kế hoạch (UBND tỉnh giao Sở Nội vụ; quý I/2026).", None, None),
        ("Ký kết quy chế giữa Công an - Ban Chỉ huy Quân sự - Năm 2026.", None, None),
        ("Nâng cao chất lượng tham mưu – Phòng Nội vụ – Theo dõi, đôn đốc các đơn vị.", None, None),
        ("Đào tạo cán bộ kỹ thuật – Khoa Kinh tế – Trong và ngoài nước.", None, None),
    ],
)
def test_brackets_and_dashes_that_give_no_work_or_no_time(
    sentence: str, lead: str | None, schedule: str | None
) -> None:
    assert [(t[2], t[5]) for t in tasks(f"1. {sentence}")] == ([(lead, schedule)] if lead else [])


@pytest.mark.parametrize(
    "value",
    [
        "Tổ công tác theo Quyết định số 12/QĐ-UBND, ngày 15/3/2026",
        "Các sở, ban, ngành; UBND các xã, gửi báo cáo về Sở Nội vụ trước ngày 15/12/2026",
        "Sở Nội vụ ban hành trong tháng 3/2026; các sở thực hiện, trước ngày 30/6/2026",
        "Thanh tra tỉnh (quý I), Sở Nội vụ, quý II/2026",
        "Sở Nội vụ, định kỳ 6 tháng, năm báo cáo UBND tỉnh",
    ],
)
def test_a_value_that_is_more_than_who_and_when_stays_whole(value: str) -> None:
    assert [(t[2], t[5]) for t in tasks(f"1. Rà soát\n- Cơ quan thực hiện: {value}")] == [(value, None)]


def test_bullets_that_name_their_own_agency_are_no_part_of_the_next() -> None:
    text = (
        "1. Thể chế\n- Sở Nội vụ có trách nhiệm rà soát văn bản.\n- UBND các xã có kế hoạch tuyên truyền.\n"
        "- Công bố danh mục.\n+ Chủ trì: Sở Y tế.\n+ Thời gian: Quý III."
    )
    assert [t[2] for t in tasks(text)] == ["Sở Nội vụ", "UBND các xã", "Sở Y tế."]


def test_a_citation_in_brackets_below_a_time_gives_no_work() -> None:
    assert tasks("1. Quý II/2026\n- Thực hiện Thông tư số 01 (Bộ Nội vụ).\n- Thực hiện Đề án (UBND tỉnh).") == []


def test_the_standing_members_of_a_council_lead_themselves() -> None:
    assert [t[2] for t in tasks("1. Đảng ủy xã\n- Thường trực HĐND xã, chỉ đạo giám sát việc thực hiện.")] == [
        "Thường trực HĐND xã"
    ]


@pytest.mark.parametrize("second", ["2 Xã đạt chuẩn nông thôn mới.", "2 Trường đạt chuẩn quốc gia trong năm 2026."])
def test_a_number_that_counts_is_no_number_of_an_item(second: str) -> None:
    plan = khcchc.parse_text(f"III. TỔ CHỨC THỰC HIỆN\n1. Sở A báo cáo.\n{second}\n3. Sở B rà soát.")
    assert [t.lead and t.lead.text for t in plan.tasks] == ["Sở A", "Sở B"]
    assert [(p.code, p.line) for p in plan.problems] == [("STR002", 4)]


def test_a_heading_in_bold_cut_in_a_short_text() -> None:
    text = "**III. TỔ\nCHỨC THỰC HIỆN**\n\n1. Sở Nội vụ\n\n- Tham mưu kế hoạch.\n"
    assert [(t.content, t.lead and t.lead.text) for t in khcchc.parse_text(text).tasks] == [
        ("Tham mưu kế hoạch.", "Sở Nội vụ")
    ]


NO = None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a law that comes into force is matter of the work, and no article of the plan
        (
            "1. Sở Xây dựng triển khai Luật Nhà ở có hiệu lực từ ngày 01/8/2024.",
            [("Sở Xây dựng", NO, NO)],
        ),
        ("1. Các đơn vị chịu trách nhiệm thi hành Kế hoạch này.", []),
        # who leads has a clause of its own behind the work
        (
            "1. Đẩy mạnh rà soát thủ tục; Văn phòng UBND tỉnh chủ trì, phối hợp với các sở thực hiện.",
            [("Văn phòng UBND tỉnh", "các sở", NO)],
        ),
        (
            "1. Kinh phí bố trí trong dự toán. Sở Tài chính chủ trì thẩm định trước ngày 15/3/2024.",
            [("Sở Tài chính", NO, "trước ngày 15/3/2024")],
        ),
        (
            "1. Thanh toán trực tuyến phí, lệ phí, giao Văn phòng chủ trì, các ngân hàng phối hợp.",
            [("Văn phòng", "các ngân hàng", NO)],
        ),
        ("1. Nghiệm thu đề tài trực tuyến, do Phòng Khoa học chủ trì.", [("Phòng Khoa học", NO, NO)]),
        (
            "1. Rà soát văn bản của xã cũ. Nhiệm vụ này do Văn phòng chủ trì, hoàn thành trước 31/3.",
            [("Văn phòng", NO, "hoàn thành trước 31/3")],
        ),
        (
            "1. Phổ cập kỹ năng số cho người dân, đơn vị thực hiện là Đoàn Thanh niên xã.",
            [("Đoàn Thanh niên xã", NO, NO)],
        ),
        # an agency inside open brackets, or one that only publishes what is told of, leads nothing
        ("1. Lập đề án (Phòng Nội vụ phối hợp, Phòng Tư pháp chủ trì; quý I).", []),
        ("1. Theo dõi Chỉ số hài lòng do Bộ Nội vụ công bố.", []),
        ("1. Dịch bệnh diễn biến phức tạp. Sở Y tế ghi nhận 20 ca mắc trong tháng 01.", []),
        ("1. Triển khai Đề án 06 của Chính phủ, Bộ Công an chủ trì trên địa bàn tỉnh.", []),
        # days that tell since when something is
        (
            "1. Sở Tư pháp số hóa sổ hộ tịch lập trước ngày 01/01/2016, hoàn thành trước 31/12/2024.",
            [("Sở Tư pháp", NO, "hoàn thành trước 31/12/2024")],
        ),
        ("1. Sở Tư pháp rà soát các văn bản ban hành trước ngày 01/01/2024.", [("Sở Tư pháp", NO, NO)]),
        ("1. Văn phòng giải quyết hồ sơ tồn đọng trước ngày 30/6/2024.", [("Văn phòng", NO, "trước ngày 30/6/2024")]),
        # a rhythm before the work, its day behind it
        (
            "1. Hằng tháng, UBND các xã báo cáo Phòng Nội vụ trước ngày 20.",
            [("UBND các xã", NO, "Hằng tháng, trước ngày 20")],
        ),
        (
            "1. Hằng quý, các đơn vị báo cáo trước ngày 10 của tháng cuối quý.",
            [("các đơn vị", NO, "trước ngày 10 của tháng cuối quý")],
        ),
        ("1. Định kỳ hằng quý, Sở A báo cáo, tổng kết trước ngày 05/12/2024.", [("Sở A", NO, "Định kỳ hằng quý")]),
        # two deadlines of one clause
        (
            "1. Sở A thí điểm trong quý II/2024, mở rộng ra toàn tỉnh trong quý IV/2024.",
            [("Sở A", NO, "trong quý II/2024, mở rộng ra toàn tỉnh trong quý IV/2024")],
        ),
        (
            "1. Sở A sơ kết vào năm 2024 và tổng kết Kế hoạch vào năm 2026.",
            [("Sở A", NO, "vào năm 2024 và tổng kết Kế hoạch vào năm 2026")],
        ),
        (
            "1. Sở A báo cáo trước ngày 15/3/2024, mẫu theo Công văn ban hành trước ngày 01/01/2024.",
            [("Sở A", NO, "trước ngày 15/3/2024")],
        ),
        (
            "1. UBND các xã báo cáo trước ngày 20/6/2024, UBND tỉnh tổng hợp trước ngày 30/6/2024.",
            [("UBND các xã", NO, "trước ngày 20/6/2024")],
        ),
        (
            "1. Công an tỉnh cấp căn cước cho người sinh trước ngày 01/01/2012 và hoàn thành trước ngày 30/9/2024.",
            [("Công an tỉnh", NO, "hoàn thành trước ngày 30/9/2024")],
        ),
        (
            "1. Sở A rà soát xong trước ngày 15/3/2024; các xã báo cáo trước ngày 20/3/2024.",
            [("Sở A", NO, "xong trước ngày 15/3/2024")],
        ),
        # a later sentence says who does it, and does not tell what was
        (
            "1. Kinh phí lấy từ ngân sách huyện năm 2024. Phòng Tài chính tham mưu bố trí.",
            [("Phòng Tài chính", NO, NO)],
        ),
        (
            "1. Việc số hóa còn chậm. Giao Văn phòng đôn đốc xong trước ngày 15/3/2024.",
            [("Văn phòng", NO, "xong trước ngày 15/3/2024")],
        ),
        ("1. Dịch bệnh diễn biến phức tạp. Sở Y tế đã công bố dịch.", []),
        ("1. Thiên tai phức tạp. Đài Khí tượng thủy văn tỉnh dự báo có 5 cơn bão.", []),
        ("1. Kiểm tra theo Thông tư của Bộ Y tế. Bộ Y tế quy định danh mục gồm 10 bệnh.", []),
        ("1. Nguồn thu giảm. Chi cục Thuế tổ chức thu đạt 80% dự toán.", []),
        ("1. Kinh phí lấy từ ngân sách tỉnh. Các sở, ngành bố trí trong dự toán.", []),
        ("1. Thành viên gồm lãnh đạo Sở A. Sở B, Phòng Hành chính, Lưu trữ thuộc Văn phòng.", []),
        (
            "1. Chủ tịch UBND xã giao Công chức Tài chính phối hợp với Công an xã rà soát đối tượng.",
            [("Công chức Tài chính", "Công an xã", NO)],
        ),
        ("1. Văn phòng tiếp công dân vào sáng thứ Hai và thứ Năm hằng tuần.", [("Văn phòng", NO, "vào sáng thứ Hai và thứ Năm hằng tuần")]),
        ("- Từ ngày 15/11 đến ngày 30/11: Sở Nội vụ thẩm định.", [("Sở Nội vụ", NO, "Từ ngày 15/11 đến ngày 30/11")]),
        # roles that are told in other words
        ("1. Sở A, với vai trò là cơ quan thường trực, theo dõi, đôn đốc.", [("Sở A", NO, NO)]),
        ("1. Sở Nội vụ chủ trì, Sở Tài chính phối hợp xây dựng đề án.", [("Sở Nội vụ", "Sở Tài chính", NO)]),
        ("1. Công an tỉnh cấp căn cước cho công dân.", [("Công an tỉnh", NO, NO)]),
        ("1. Phòng Nội vụ có công văn đôn đốc các xã.", [("Phòng Nội vụ", NO, NO)]),
        ("1. Công an xã\n- Thường trực 24/24 giờ, tiếp nhận tin báo.", [("Công an xã", NO, NO)]),
        ("1. Yêu cầu các chủ hồ thủy điện, thủy lợi:\n- Vận hành đúng quy trình.", [("các chủ hồ thủy điện, thủy lợi", NO, NO)]),
    ],
)  # fmt: skip
def test_sentences_as_offices_write_them(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [(t[2], t[3], t[5]) for t in tasks(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a label alone behind the sentence gives work where its value is nothing but agencies
        ("1. Tập huấn cho công chức (Chủ trì: Sở Nội vụ).", [("Tập huấn cho công chức", "Sở Nội vụ", NO)]),
        ("1. Tập huấn cho công chức - Chủ trì: Sở A; thời gian: quý I.", [("Tập huấn cho công chức", "Sở A", "quý I")]),
        ("1. Chỉ tiêu: 60% đạt chuẩn. Cơ quan chịu trách nhiệm: rà soát.", []),
        # bullets that name their doers share the time below them
        (
            "1. Tuyên truyền\n- Phòng A mở chuyên mục.\n- Đài B phát thanh nội dung.\n- Thời gian: Quý II.",
            [("Phòng A mở chuyên mục.", "Phòng A", "Quý II."), ("Đài B phát thanh nội dung.", "Đài B", "Quý II.")],
        ),
        # said once for a whole section, before its items or behind them
        (
            "1. Thể chế\nCơ quan chủ trì các nhiệm vụ tại mục này: Sở A; thời gian: quý I.\n1.1. Rà soát\n1.2. Kiểm tra",
            [("Rà soát", "Sở A", "quý I"), ("Kiểm tra", "Sở A", "quý I")],
        ),
        (
            "1. Thể chế\na) Rà soát văn bản\nb) Kiểm tra\nThời gian hoàn thành các nội dung trên: quý II.",
            [],
        ),
        (
            "6. Số hóa\n6.1. Nâng cấp cổng\n6.2. Kết nối\nCác nhiệm vụ tại mục 6 do Sở A chủ trì, phối hợp với Sở B.",
            [("Nâng cấp cổng", "Sở A", NO), ("Kết nối", "Sở A", NO)],
        ),
        (
            "6. Số hóa\n6.1. Nâng cấp cổng\n6.2. Kết nối\nĐơn vị chủ trì các nhiệm vụ 6.1, 6.2: Sở A\nThời gian: quý I",
            [("Nâng cấp cổng", "Sở A", "quý I"), ("Kết nối", "Sở A", "quý I")],
        ),
        # who leads below a heading whose items say when each is due
        (
            "3. Vị trí việc làm\nĐơn vị chủ trì: Sở A.\na) Trình đề án: xong trong tháng 6/2024.\n"
            "b) Ban hành bộ tiêu chí: xong trước ngày 15/5/2024.",
            [
                ("Trình đề án: xong trong tháng 6/2024.", "Sở A.", "xong trong tháng 6/2024"),
                ("Ban hành bộ tiêu chí: xong trước ngày 15/5/2024.", "Sở A.", "xong trước ngày 15/5/2024"),
            ],
        ),
        # the sentence below a work says who does it
        (
            "4. Tuyên truyền\nXây dựng tin, bài về kết quả.\nViệc này do Đài B chủ trì, xong trước 30/4.",
            [("Xây dựng tin, bài về kết quả.", "Đài B", "xong trước 30/4")],
        ),
        # `a) Nội dung` without a colon over its bullets
        (
            "1. Công khai\na) Nội dung\n- Niêm yết thủ tục.\n- Gỡ bỏ văn bản cũ.\nb) Cơ quan thực hiện: Sở A.\nc) Thời gian: Quý I.",
            [("- Niêm yết thủ tục.\n- Gỡ bỏ văn bản cũ.", "Sở A.", "Quý I.")],
        ),
        # a heading that speaks of everybody, over headings that name one
        (
            "1. NHIỆM VỤ CỦA CÁC ĐƠN VỊ\na) Văn phòng\n- Rà soát.\nb) Thanh tra\n- Kiểm tra.",
            [("Rà soát.", "Văn phòng", NO), ("Kiểm tra.", "Thanh tra", NO)],
        ),
    ],
)  # fmt: skip
def test_what_is_said_once_or_in_another_place(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [(t[1], t[2], t[5]) for t in tasks(text)] == expected


def test_the_product_of_a_sentence() -> None:
    assert tasks("1. Giao Sở A rà soát, xong trong quý II. Sản phẩm là danh mục thủ tục.")[0][4] == "danh mục thủ tục"


def test_lists_that_have_their_fields_once_below_their_last_items() -> None:
    lists = "\n".join(
        f"{n}. Nhóm {n}\n{n}.1. Rà soát {n}.\n{n}.2. Kiểm tra {n}.\n- Đơn vị chủ trì: Sở A\n- Thời gian: Quý I"
        for n in (1, 2)
    )
    assert [t[1] for t in tasks(lists)] == ["Rà soát 1.", "Kiểm tra 1.", "Rà soát 2.", "Kiểm tra 2."]
    own = lists + "\n3. Nhóm 3\n3.1. Tập huấn.\n- Chủ trì: Sở B\n- Thời gian: Quý II\n3.2. Báo cáo."
    assert [t[1] for t in tasks(own)] == ["Kiểm tra 1.", "Kiểm tra 2.", "Tập huấn."]


def test_the_duty_of_an_agency_in_a_text_cut_at_a_width() -> None:
    paragraphs = (
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ theo dõi, đôn đốc, hướng dẫn các cơ quan, đơn vị triển khai thực hiện Kế hoạch này; tổng hợp kết "
        "quả, báo cáo Ủy ban nhân dân tỉnh và Bộ Nội vụ theo quy định.",
        "2. Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        "Phối hợp tuyên truyền, vận động đoàn viên, hội viên và các tầng lớp nhân dân tích cực tham gia cải cách hành "
        "chính, giám sát việc thực hiện của các cơ quan.",
        "3. Giám đốc các sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các huyện",
        "Chịu trách nhiệm trước UBND tỉnh về kết quả thực hiện của cơ quan, đơn vị, địa phương do mình quản lý trong "
        "năm kế hoạch.",
    )
    text = "\n".join(line for p in paragraphs for line in textwrap.wrap(p, 75))
    leads = [t.lead and t.lead.text for t in khcchc.parse_text(text).tasks]
    assert leads == [
        "Sở Nội vụ",
        "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        "Giám đốc các sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các huyện",
    ]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            "Phân công: Phòng A chủ trì, phối hợp với Phòng B hoàn thành trong quý I; sản phẩm là báo cáo.",
            ("Phòng A", "Phòng B", "báo cáo", "trong quý I"),
        ),
        (
            "Thời gian và sản phẩm: Quý II/2017; Báo cáo kết quả.\nCơ quan thực hiện: Phòng A chủ trì; Phòng B phối hợp.",
            ("Phòng A", "Phòng B", "Báo cáo kết quả", "Quý II/2017"),
        ),
        (
            "Thời gian và sản phẩm: Trước 30/6 (đợt 1); trước 30/12 (đợt 2); Báo cáo.\nChủ trì: Phòng A.",
            ("Phòng A.", None, "Báo cáo", "Trước 30/6 (đợt 1); trước 30/12 (đợt 2)"),
        ),
        (
            "Nhiệm vụ này hoàn thành trước ngày 31/7/2017, kết quả là Đề án được thông qua, do Phòng A chủ trì.",
            ("Phòng A", None, "Đề án được thông qua", "hoàn thành trước ngày 31/7/2017"),
        ),
    ],
)
def test_time_and_product_beside_who_does_it(labels: str, expected: tuple[str | None, ...]) -> None:
    text = (
        f"II. NHIỆM VỤ\n1. Rà soát thủ tục hành chính.{' ' if labels.startswith('Nhiệm vụ này') else chr(10)}{labels}"
    )
    (task,) = khcchc.parse_text(text).tasks
    fields = (task.lead, task.coordinating, task.deliverables, task.schedule)
    assert tuple(field.text if field else None for field in fields) == expected


def test_a_month_over_bullets_is_the_time_of_its_list_alone() -> None:
    text = (
        "II. NHIỆM VỤ\nTháng 3/2024:\n- Sở A tổ chức hội nghị. \n- Rà soát hồ sơ. Phụ trách: Phòng B.\n"
        "- Tập huấn công chức.\n- Sở C kiểm tra các xã.\nViệc khác làm theo quy định.\n- Sở D lập quy hoạch.\n"
        "Tháng 4/2024:\n- Sở E sơ kết.\n1. Sở G tổng kết."
    )
    told = [
        (t.lead.text if t.lead else None, t.schedule.text if t.schedule else None)
        for t in khcchc.parse_text(text).tasks
    ]
    assert told == [
        ("Sở A", "Tháng 3/2024"), ("Phòng B", "Tháng 3/2024"), ("Sở C", "Tháng 3/2024"), ("Sở D", None),
        ("Sở E", "Tháng 4/2024"), ("Sở G", None),
    ]  # fmt: skip


def test_a_label_below_bullets_leads_those_that_name_no_lead() -> None:
    text = "II. NHIỆM VỤ\n1. Việc\n- Tập huấn công chức. Phụ trách: Phòng B.\n- Rà soát hồ sơ.\n- Phụ trách: Phòng C."
    assert [(t.content, t.lead and t.lead.text) for t in khcchc.parse_text(text).tasks] == [
        ("Tập huấn công chức.", "Phòng B"),
        ("Rà soát hồ sơ.", "Phòng C."),
    ]
