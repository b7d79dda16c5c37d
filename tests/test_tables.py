"""Tables in text: every form becomes one grid; what stands where is read from the header and the cells."""

from __future__ import annotations

import pytest

import khcchc
from khcchc.actors import actor_scanner
from khcchc.blocks import split_blocks
from khcchc.clean import clean_lines
from khcchc.columns import aligned_tables
from khcchc.grammar import builtin_grammars
from khcchc.grid import Grid
from khcchc.rows import raw_rows
from khcchc.tables import TableReader

GRAMMARS = builtin_grammars()
SCANNER = actor_scanner(GRAMMARS)

TABS = """STT\tNội dung\tCơ quan chủ trì\tThời gian
I\tCẢI CÁCH THỂ CHẾ\t\t
1\tRà soát văn bản\tSở Tư pháp\tQuý I

2\tKiểm tra văn bản\tSở Nội vụ\tQuý II"""
PIPES = """| STT | Nội dung | Cơ quan chủ trì | Thời gian |
| --- | :-: | --- | --- |
| I | **CẢI CÁCH THỂ CHẾ** | | |
| 1 | Rà soát văn bản | Sở Tư pháp | Quý I |
| 2 | Kiểm tra văn bản | Sở Nội vụ | Quý II |"""
BARE = """STT | Nội dung | Cơ quan chủ trì | Thời gian
I | CẢI CÁCH THỂ CHẾ | |
1 | Rà soát văn bản | Sở Tư pháp | Quý I
2 | Kiểm tra văn bản | Sở Nội vụ | Quý II"""
STACKED = "\n\n".join(
    [
        "STT",
        "NỘI DUNG",
        "CƠ QUAN CHỦ TRÌ",
        "THỜI GIAN",
        "I",
        "CẢI CÁCH THỂ CHẾ",
        "1",
        "Rà soát văn bản",
        "Sở Tư pháp",
        "Quý I",
        "2",
        "Kiểm tra văn bản",
        "Sở Nội vụ",
        "Quý II",
    ]
)
UNROLLED = "|\n**STT**\n|\n**Nội dung**\n|\n**Cơ quan chủ\ntrì**\n|\n**Thời gian**\n|\n|\n**I. CẢI CÁCH THỂ CHẾ**\n|\n|\n1\n|\nRà soát văn\nbản\n|\nSở Tư pháp\n|\nQuý I\n|\n|\n2\n|\nKiểm tra văn bản\n|\nSở Nội vụ\n|\nQuý II\n|"


def grid(text: str) -> Grid:
    lines = clean_lines(tuple(text.split("\n")), GRAMMARS).lines
    block = next(b for b in split_blocks(lines, GRAMMARS) if b.form != "text")
    return TableReader(GRAMMARS, SCANNER).read(raw_rows(block, GRAMMARS, SCANNER))


def cells(read: Grid) -> list[list[str | None]]:
    return [
        [c.text + ("^" if c.inherited else "") if c else None for c in row.cells]
        for row in read.rows
        if row.kind == "data"
    ]


def test_rows_without_pipes_at_their_ends_keep_empty_cells_there() -> None:
    text = BARE.replace("2 | Kiểm", "| Kiểm").replace("Sở Nội vụ | Quý II", "Sở Nội vụ |")
    assert cells(grid(text))[1] == [None, "Kiểm tra văn bản", "Sở Nội vụ", None]


@pytest.mark.parametrize("text", ["UBND TỈNH | CỘNG HÒA\nSỞ NỘI VỤ | Độc lập", "Trang chủ | Giới thiệu | Liên hệ\nBài"])
def test_one_pipe_in_a_line_or_one_line_with_pipes_is_no_table(text: str) -> None:
    lines = clean_lines(tuple(text.split("\n")), GRAMMARS).lines
    assert {b.form for b in split_blocks(lines, GRAMMARS)} == {"text"}


@pytest.mark.parametrize(
    "text", [TABS, PIPES, BARE, STACKED, UNROLLED], ids=["tabs", "pipes", "bare pipes", "stacked", "unrolled"]
)
def test_every_form_gives_the_same_grid(text: str) -> None:
    read = grid(text)
    assert read.columns == ("number", "task", "lead", "schedule")
    assert read.holds_tasks
    assert [(r.number, r.title) for r in read.rows if r.kind == "group"] == [("I", "CẢI CÁCH THỂ CHẾ")]
    assert cells(read) == [
        ["1", "Rà soát văn bản", "Sở Tư pháp", "Quý I"],
        ["2", "Kiểm tra văn bản", "Sở Nội vụ", "Quý II"],
    ]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "TT\tNhiệm vụ, giải pháp\tChủ trì\tPhối hợp\tThời gian thực hiện\tSản phẩm đầu ra",
            ("number", "task", "lead", "coordinating", "schedule", "deliverables"),
        ),
        ("Đơn vị thực hiện\tNội dung công việc\tTiến độ", ("lead", "task", "schedule")),
        ("STT\tTên nhiệm vụ\tNội dung chính\tCơ quan chủ trì", ("number", "title", "task", "lead")),
        (
            "TT\tTên nhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\tGhi chú",
            ("number", "task", "lead", "schedule", "note"),
        ),
        (
            "TT\tNhiệm vụ\tCơ quan chủ trì\tKết quả dự kiến\tNguồn kinh phí",
            ("number", "task", "lead", "deliverables", "budget"),
        ),
    ],
)
def test_columns_are_read_from_the_header(header: str, columns: tuple[str, ...]) -> None:
    row = "\t".join("x" for _ in columns)
    assert grid(f"{header}\n{row}").columns == columns


@pytest.mark.parametrize(
    "header",
    [
        "TT\tChỉ tiêu\tĐơn vị\tKết quả\tCơ quan chủ trì theo dõi, đánh giá",
        "STT\tHọ và tên\tChức vụ\tNhiệm vụ\tThời gian",
        "STT\tNội dung\tĐơn vị tính\tNăm 2024\tNăm 2025\tNăm 2026",
        "TT\tChỉ tiêu\tTần suất\tSố điểm\tSố mẫu",
    ],
)
def test_tables_of_targets_persons_and_figures_hold_no_tasks(header: str) -> None:
    assert not grid(f"{header}\n{chr(9).join('1' for _ in header.split(chr(9)))}").holds_tasks


PASTED = (
    "STT\tNội dung\tCơ quan chủ trì\tThời gian\n"
    "1\tNhân giống:\n- Sâm đá;\n- Đảng sâm.\tTrung tâm Giống\tThường xuyên\n"
    "2\tTập huấn\tSở Y tế\tQuý I\n- đợt 1;\n- đợt 2\n"
    "3\tKiểm tra\tSở Nội vụ\tQuý II"
)
LEFT_APART: tuple[str, ...] = (
    "STT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tRà soát\tSở Y tế\n\n- Sâm đá.\tTrung tâm\tQuý I",
    "STT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tRà soát\tSở Y tế\nIII. KINH PHÍ\nSTT\tNội dung chi\tSố tiền",
)


def test_a_cell_pasted_with_tabs_goes_on_over_lines() -> None:
    assert cells(grid(PASTED)) == [
        ["1", "Nhân giống:\n- Sâm đá;\n- Đảng sâm.", "Trung tâm Giống", "Thường xuyên"],
        ["2", "Tập huấn", "Sở Y tế", "Quý I\n- đợt 1;\n- đợt 2"],
        ["3", "Kiểm tra", "Sở Nội vụ", "Quý II"],
    ]


@pytest.mark.parametrize("text", LEFT_APART)
def test_a_short_row_takes_no_line_from_behind_a_gap_or_a_heading(text: str) -> None:
    assert cells(grid(text))[0] == ["1", "Rà soát", "Sở Y tế", None]


def test_a_header_restated_on_the_next_page_brings_its_ruling() -> None:
    header = "| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n"
    read = grid(f"{header}| 1 | Rà soát | Sở Y tế | Quý I |\n\n{header}| 2 | Kiểm tra | Sở Nội vụ | Quý II |")
    assert [row.kind for row in read.rows] == ["header", "data", "header", "data"]


def test_an_empty_cell_at_the_end_of_the_last_row_is_no_merged_one() -> None:
    read = grid(UNROLLED.replace("Quý II\n|", "|"))
    assert cells(read)[-1] == ["2", "Kiểm tra văn bản", "Sở Nội vụ", None]


def test_a_header_pasted_with_tabs_goes_on_over_lines() -> None:
    text = "TT\tNội dung\tCơ quan\nchủ trì\tThời gian\nthực hiện\n1\tRà soát\tSở Y tế\tQuý I\n2\tKiểm tra\tSở Nội vụ\tQuý II"
    assert grid(text).columns == ("number", "task", "lead", "schedule")


STACKED_PLAN = (
    "KẾ HOẠCH\nNăm 2026\nII. NHIỆM VỤ\nSTT\nNội dung\nPhân công thực hiện\nThời gian\nKết quả\nChủ trì\nPhối hợp\n"
    "I\nTUYÊN TRUYỀN\n1\nViết tin bài\nSở Y tế\nSở Nội vụ\nQuý I\nTin bài\n2\nPhát thanh\nSở Tư pháp\nSở Y tế\nQuý II\nBản tin\n"
    "III. TỔ CHỨC THỰC HIỆN\nSở Nội vụ theo dõi, báo cáo kết quả."
)


def test_one_cell_a_line_below_a_header_of_two_rows_up_to_the_next_section() -> None:
    tasks = khcchc.parse_text(STACKED_PLAN).tasks
    told = [(t.content, t.lead and t.lead.text, t.coordinating and t.coordinating.text) for t in tasks]
    assert told == [
        ("Viết tin bài", "Sở Y tế", "Sở Nội vụ"),
        ("Phát thanh", "Sở Tư pháp", "Sở Y tế"),
        ("Sở Nội vụ theo dõi, báo cáo kết quả.", "Sở Nội vụ", None),
    ]


@pytest.mark.parametrize(
    ("head", "numbers", "schedule"),
    [
        ("Thời gian thực hiện (tháng)", ("1", "2", "3"), "tháng 1; tháng 3"),
        ("Quý", ("I", "II", "III"), "Quý I; Quý III"),
        ("Tiến độ", ("T1", "T2", "T3"), "T1; T3"),
        ("Tiến độ", ("1", "2", "3"), None),
    ],
)
def test_marks_below_the_months_of_a_second_header_row(
    head: str, numbers: tuple[str, str, str], schedule: str | None
) -> None:
    a, b, c = numbers
    text = f"TT\tNội dung\tPhụ trách\t{head}\t\t\n\t\t\t{a}\t{b}\t{c}\n1\tKhảo sát\tSở Y tế\tx\t\tx"
    (task,) = khcchc.parse_text(text).tasks
    assert (task.schedule and task.schedule.text) == schedule


def test_one_cell_a_line_with_cells_that_go_on_over_lines() -> None:
    text = (
        "TT\nNội dung công việc\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n"
        "1\nBan hành kế hoạch năm và các văn bản\nhướng dẫn thực hiện\nVăn phòng\ncác phòng\nQuý I\n"
        "2\nKiểm tra công vụ\nVăn phòng\n- Công an xã;\n- Phòng Kinh tế\nQuý III"
    )
    assert cells(grid(text)) == [
        ["1", "Ban hành kế hoạch năm và các văn bản hướng dẫn thực hiện", "Văn phòng", "các phòng", "Quý I"],
        ["2", "Kiểm tra công vụ", "Văn phòng", "- Công an xã;\n- Phòng Kinh tế", "Quý III"],
    ]


def test_a_group_row_that_names_an_agency_lends_it_to_its_rows() -> None:
    text = "TT\tNội dung\tPhối hợp\tThời gian\nI\tVăn phòng UBND chủ trì\n1\tRà soát\tSở Y tế\tQuý I"
    (task,) = khcchc.parse_text(text).tasks
    assert task.lead is not None
    assert (task.lead.text, task.lead.inherited) == ("Văn phòng UBND", True)


@pytest.mark.parametrize(
    "cell",
    ["Chủ trì: Văn phòng<br>Phối hợp: Sở Y tế", "Văn phòng<br>Phối hợp: Sở Y tế", "Văn phòng (chủ trì), Sở Y tế"],
)
def test_a_cell_that_names_both_roles(cell: str) -> None:
    text = f"| TT | Nội dung | Đơn vị thực hiện | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | {cell} | Quý I |"
    (task,) = khcchc.parse_text(text).tasks
    assert task.lead is not None
    assert task.coordinating is not None
    assert (task.lead.text, task.coordinating.text) == ("Văn phòng", "Sở Y tế")


def test_a_title_repeated_in_every_column_behind_its_number_is_a_group() -> None:
    read = grid(
        "| TT | Nội dung | Chủ trì | Thời gian |\n| I | Kiểm tra | Kiểm tra | Kiểm tra |\n| 1 | Rà soát | Sở Y tế | Quý I |"
    )
    assert [(row.kind, row.title) for row in read.rows[1:]] == [("group", "Kiểm tra"), ("data", None)]


@pytest.mark.parametrize("same", ["nt", "-nt-", "Như trên", '"'])
def test_the_same_as_above_is_lent_by_the_row_above(same: str) -> None:
    read = grid(f"TT\tNội dung\tChủ trì\tThời gian\n1\tRà soát\tSở Y tế\tQuý I\n2\tKiểm tra\t{same}\tQuý II")
    assert cells(read)[-1] == ["2", "Kiểm tra", "Sở Y tế^", "Quý II"]


GOING_ON: tuple[tuple[str, int], ...] = (
    ("B. NHIỆM VỤ THEO ĐỀ ÁN\n\n1\tXây dựng đề án\tSở Y tế\tQuý III\n2\tTrình đề án\tSở Y tế\tQuý IV", 4),
    ("4\n3\tSơ kết\tSở Y tế\tQuý III\n4\tTổng kết\tSở Y tế\tQuý IV", 4),
    ("B. KINH PHÍ\n\n1\tXây dựng đề án\t500\n2\tTrình đề án\t200", 2),
    ("B. THÀNH VIÊN\n\nTT\tHọ và tên\tChức vụ\tGhi chú\n1\tLê An\tPhó Giám đốc\tTrưởng ban", 2),
)


@pytest.mark.parametrize(("behind", "count"), GOING_ON)
def test_a_table_without_header_stands_below_the_columns_of_the_table_before(behind: str, count: int) -> None:
    text = "A. NHIỆM VỤ\n\nTT\tNội dung\tChủ trì\tThời gian\n1\tRà soát\tSở Y tế\tQuý I\n2\tKiểm tra\tSở Y tế\tQuý II"
    assert len(khcchc.parse_text(f"KẾ HOẠCH\nNăm 2026\n\n{text}\n\n{behind}").tasks) == count


def test_a_numbered_row_over_lettered_rows_is_their_group() -> None:
    read = grid("TT\tNội dung\tChủ trì\n1\tXây dựng văn bản\na\tQuy chế\tSở Y tế\n2\tKiểm tra\n3\tSơ kết\tSở Y tế")
    assert [row.kind for row in read.rows] == ["header", "group", "data", "data", "data"]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [("Đơn vị chủ trì/phối hợp", "Cục Viễn thông"), ("Đơn vị chủ trì", "Cục Viễn thông/Vụ Pháp chế")],
)
def test_a_column_of_both_roles_parts_them_by_a_slash(heading: str, lead: str) -> None:
    text = f"STT\tNội dung\t{heading}\tThời gian\n1\tRà soát\tCục Viễn thông/Vụ Pháp chế\tQuý I"
    (task,) = khcchc.parse_text(text).tasks
    assert task.lead is not None
    assert task.lead.text == lead


def test_a_row_cut_by_the_page_goes_on_in_the_next() -> None:
    text = PIPES + "\n| | theo thẩm quyền | | |"
    assert cells(grid(text))[-1] == ["2", "Kiểm tra văn bản theo thẩm quyền", "Sở Nội vụ", "Quý II"]


_FURTHER = "STT\tNội dung\tCơ quan chủ trì\tPhối hợp\tSản phẩm\tThời gian\n1\tSố hóa dữ liệu\tSở Tư pháp\tCông an tỉnh\tDữ liệu hộ tịch\tQuý II\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # a lead of its own: the work above, and nobody's partner
        ("\t\tSở Y tế\t\tHồ sơ sức khỏe\tQuý IV", ("Số hóa dữ liệu", "Sở Y tế", None, "Hồ sơ sức khỏe", "Quý IV")),
        # a product and a time of its own: the work and the lead above
        ("\t\t\t\tBáo cáo\tQuý IV", ("Số hóa dữ liệu", "Sở Tư pháp", "Công an tỉnh", "Báo cáo", "Quý IV")),
        # a work of its own below the same number
        ("\tTập huấn cán bộ\t\t\tLớp học\tQuý IV", ("Tập huấn cán bộ", "Sở Tư pháp", None, "Lớp học", "Quý IV")),
    ],
)
def test_a_row_without_number_goes_on_from_the_one_above(row: str, expected: tuple[str | None, ...]) -> None:
    plan = khcchc.parse_text("I. NHIỆM VỤ\n" + _FURTHER + row)
    first, second = plan.tasks
    assert first.schedule and first.schedule.text == "Quý II"
    fields = (second.lead, second.coordinating, second.deliverables, second.schedule)
    assert (second.content, *(f.text if f else None for f in fields)) == expected
    assert second.lead is not None
    assert second.lead.inherited == (expected[1] == "Sở Tư pháp")


@pytest.mark.parametrize("row", ["\t\t\t\tvà hồ sơ\tQuý IV", "\t\t\t\tHồ sơ sức khỏe\t", "\t\t\tSở Y tế\t\t"])
def test_a_row_that_only_ends_cells_is_of_the_one_above(row: str) -> None:
    assert len(khcchc.parse_text("I. NHIỆM VỤ\n" + _FURTHER + row).tasks) == 1


def test_cells_dropped_by_a_vertical_merge_are_lent_and_marked() -> None:
    text = UNROLLED + "\n|\nTập huấn nghiệp vụ cho công chức\n|\nSở Tư pháp\n|"
    assert cells(grid(text))[-1] == [None, "Tập huấn nghiệp vụ cho công chức", "Sở Tư pháp", "Quý II^"]


def test_a_cell_kept_empty_lends_nothing() -> None:
    text = UNROLLED + "\n|\n3\n|\nTập huấn nghiệp vụ\n|\nSở Tư pháp\n|\n \n|"
    assert cells(grid(text))[-1] == ["3", "Tập huấn nghiệp vụ", "Sở Tư pháp", None]


def test_a_table_ordered_by_time_names_each_month_once() -> None:
    text = "| Tháng | Công việc | Phụ trách | Phối hợp |\n|---|---|---|---|\n| 8/2025 | Biên chế lớp | Văn phòng | |\n| | Tập huấn | Tổ Tin | |"
    assert cells(grid(text)) == [
        ["8/2025", "Biên chế lớp", "Văn phòng", None],
        ["8/2025^", "Tập huấn", "Tổ Tin", None],
    ]


def test_the_one_column_that_all_others_answer_is_the_task() -> None:
    text = "| TT | Nhóm thủ tục | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
    text += "| I | LĨNH VỰC ĐẤT ĐAI | | | |\n| 1 | Cấp đổi giấy chứng nhận | Sở A | Sở B | Quý I |"
    (task,) = khcchc.parse_text(text).tasks
    assert (task.content, task.group) == ("Cấp đổi giấy chứng nhận", "LĨNH VỰC ĐẤT ĐAI")


ALIGNED = """ TT   Nội dung                  Cơ quan           Thời gian
                                chủ trì
 I    CẢI CÁCH THỂ CHẾ VÀ NÂNG CAO HIỆU LỰC QUẢN LÝ
 1    Rà soát văn bản quy       Sở Tư pháp        Quý I
      phạm pháp luật

 2    Kiểm tra văn bản          Sở Nội vụ         Quý II"""


def test_columns_of_spaces_below_a_header_of_two_rows() -> None:
    text = (
        "STT  Nội dung                  Phân công thực hiện                 Thời hạn       Sản phẩm\n"
        "                               Chủ trì            Phối hợp\n"
        "1    Rà soát thủ tục           Văn phòng          Công an xã       Quý I/2026     Danh mục\n"
        "     nội bộ\n"
        "2    Tập huấn nghiệp vụ        Phòng Kinh tế                       Tháng 5/2026   Báo cáo\n"
    )
    told = [
        (t.content, t.lead and t.lead.text, t.coordinating and t.coordinating.text, t.schedule and t.schedule.text)
        for t in khcchc.parse_text(text).tasks
    ]
    assert told == [
        ("Rà soát thủ tục nội bộ", "Văn phòng", "Công an xã", "Quý I/2026"),
        ("Tập huấn nghiệp vụ", "Phòng Kinh tế", None, "Tháng 5/2026"),
    ]


def test_columns_of_spaces_below_a_number_cut_in_two_and_again_on_the_next_page() -> None:
    header = "Số   Nội dung công việc        Sản phẩm       Thời gian      Đơn vị\nTT                                             hoàn thành     chủ trì\n"
    text = (
        f"{header}I    Thể chế\n1    Rà soát văn bản quy        Danh mục       Quý I/2023     Văn phòng\n     phạm pháp luật\n\n"
        f"                                  2\n\n{header}2    Kiểm tra văn bản           Báo cáo        Quý II/2023    Thanh tra\n"
    )
    found = [(t.content, t.lead and t.lead.text, t.schedule and t.schedule.text) for t in khcchc.parse_text(text).tasks]
    assert found == [
        ("Rà soát văn bản quy phạm pháp luật", "Văn phòng", "Quý I/2023"),
        ("Kiểm tra văn bản", "Thanh tra", "Quý II/2023"),
    ]


CENTRED = """ STT        NỘI DUNG                   TRÁCH NHIỆM THỰC HIỆN          THỜI GIAN
                                       Chủ trì           Phối hợp     HOÀN THÀNH

 I     THỂ CHẾ

       Rà soát văn bản quy
 1     phạm pháp luật thuộc            Văn phòng         Công an      Quý I/2023
       thẩm quyền

                                       Phòng Bưu chính,               Trước ngày
 2     Mở lớp bồi dưỡng kỹ             Viễn thông                     30/6/2023
       năng cho

                                  2

 STT        NỘI DUNG                   TRÁCH NHIỆM THỰC HIỆN          THỜI GIAN
                                       Chủ trì           Phối hợp     HOÀN THÀNH

       công chức các xã

 3     Kiểm tra công vụ                Thanh tra         Văn phòng    Quý IV/2023"""


def test_columns_of_spaces_with_numbers_in_the_middle_of_rows_that_stand_apart() -> None:
    plan = khcchc.parse_text(f"I. NHIỆM VỤ\n\n{CENTRED}\n\nII. KINH PHÍ\n")
    assert [
        (t.content, t.lead and t.lead.text, t.coordinating and t.coordinating.text, t.schedule and t.schedule.text)
        for t in plan.tasks
    ] == [
        ("Rà soát văn bản quy phạm pháp luật thuộc thẩm quyền", "Văn phòng", "Công an", "Quý I/2023"),
        ("Mở lớp bồi dưỡng kỹ năng cho công chức các xã", "Phòng Bưu chính, Viễn thông", None, "Trước ngày 30/6/2023"),
        ("Kiểm tra công vụ", "Thanh tra", "Văn phòng", "Quý IV/2023"),
    ]
    assert plan.coverage.unplaced == ()


def test_parts_of_a_header_below_an_empty_heading() -> None:
    text = (
        "| STT | Nội dung | Lộ trình | Trách nhiệm thực hiện | |\n|---|---|---|---|---|\n"
        "| | | | Đơn vị chịu trách nhiệm chính | Đơn vị tham gia |\n| 1 | Rà soát | 2023 - 2024 | Phòng A | Phòng B |"
    )
    assert grid(text).columns == ("number", "task", "schedule", "lead", "coordinating")


def test_codes_are_numbers_and_the_code_of_a_group_its_number() -> None:
    text = "| Mã số | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| PL | Nhóm pháp lý | | |\n| PL-01 | Rà soát | Sở A | Quý I |\n| | Sửa đổi | Sở B | Quý II |"
    assert [(row.kind, row.number, row.title) for row in grid(text).rows[1:3]] == [
        ("group", "PL", "Nhóm pháp lý"),
        ("data", "PL-01", None),
    ]


def test_columns_held_apart_by_spaces() -> None:
    text = f"I. NHIỆM VỤ\n\n{ALIGNED}\n\nII. KINH PHÍ"
    found = [(t.content, t.lead and t.lead.text, t.schedule and t.schedule.text) for t in khcchc.parse_text(text).tasks]
    assert found == [
        ("Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Quý I"),
        ("Kiểm tra văn bản", "Sở Nội vụ", "Quý II"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # the number stands in the middle of its row: where the rows begin cannot be told
        " TT   Nội dung                  Chủ trì           Thời gian\n      Rà soát văn bản quy\n 1    phạm pháp luật            Sở Tư pháp        Quý I",
        # a row whose cells stand under none of the columns
        " TT   Nội dung                  Chủ trì           Thời gian\n 1    Rà soát văn bản           Sở Tư pháp        Quý I\n 2    Kiểm tra văn bản quy phạm pháp luật   Sở Nội vụ   Quý II",
        # rows that stand apart, two numbers in one of them
        " TT   Nội dung                  Chủ trì           Thời gian\n\n      Rà soát văn bản           Sở Tư pháp        Quý I\n 1    quy phạm                  Hà Nội            2024\n 2    Kiểm tra                  Sở Nội vụ         Quý II",
        # rows that stand apart, one of them cut by a blank line
        " TT   Nội dung                  Chủ trì           Thời gian\n\n      Rà soát văn bản           Sở Tư pháp        Quý I\n 1    quy phạm                  Hà Nội            2024\n\n      Kiểm tra                  Sở Nội vụ         Quý II\n 2    công vụ\n\n      theo kế hoạch             và các sở\n\n 3    Tập huấn                  Sở Y tế           Quý III",
        # no heading of columns
        " 1    Rà soát văn bản           Sở Tư pháp        Quý I\n 2    Kiểm tra văn bản          Sở Nội vụ         Quý II",
    ],
)
def test_columns_of_spaces_that_are_left_as_text(text: str) -> None:
    assert list(aligned_tables(text.split("\n"), GRAMMARS)) == []


def test_a_table_that_lost_its_columns_is_told_and_not_guessed() -> None:
    text = "II. NHIỆM VỤ\nSTT Nội dung Cơ quan chủ trì Thời gian\n1 Rà soát văn bản Sở Tư pháp Quý I\n"
    plan = khcchc.parse_text(text)
    assert plan.tasks == ()
    assert [(p.code, p.severity, p.line) for p in plan.problems] == [("TAB002", "warning", 2)]
    assert plan.coverage.unplaced == ()
    assert (
        khcchc.parse_text("II. NHIỆM VỤ\n1. TT Phục vụ hành chính công rà soát văn bản, thời gian: Quý I.").problems
        == ()
    )


def test_an_empty_line_in_a_row_of_one_cell_a_line_is_its_empty_cell() -> None:
    header = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    rows = ["1", "Rà soát", "Sở A", "\u00a0", "Quý I", "\u00a0", "Kiểm tra", "Sở B", "Sở C", "Quý II"]
    assert cells(grid("\n\n".join([*header, *rows]))) == [
        ["1", "Rà soát", "Sở A", None, "Quý I"],
        [None, "Kiểm tra", "Sở B", "Sở C", "Quý II"],
    ]


def test_a_row_goes_on_below_the_page_number_and_the_headings_said_again() -> None:
    header = "STT\tNội dung\tCơ quan chủ trì\tThời gian\tSản phẩm"
    text = f"II. NHIỆM VỤ\n{header}\n1\tRà soát; vận động\tSở A\tQuý I\t02 giấy\n  4\n\n{header}\n"
    plan = khcchc.parse_text(text + "\thộ có uy tín\t\t\tchứng nhận\n2\tKiểm tra\tSở B\tQuý II\tBáo cáo\n")
    assert [(t.content, t.deliverables.text) for t in plan.tasks if t.deliverables] == [
        ("Rà soát; vận động hộ có uy tín", "02 giấy chứng nhận"),
        ("Kiểm tra", "Báo cáo"),
    ]
    assert [(f.line, f.why) for f in plan.coverage.furniture] == [(4, "page number")]


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ("STT;Nhiệm vụ;Chủ trì;Thời gian\n1;Rà soát;Sở Tư pháp;Quý I", "TAB002", 2),
        ("Nội dung\nĐơn vị chủ trì\nThời gian\nRà soát\nSở Tư pháp\nQuý I", "TAB002", 2),
        ("<table>\n<tr><td>1</td><td>Rà soát</td></tr>\n", "TAB004", 2),
        ("STT\tViệc\tAi làm\tBao giờ\n1\tRà soát\tSở Y tế\tQuý I\n2\tKiểm tra\tSở Y tế\tQuý II", "TAB003", 2),
    ],
)
def test_what_a_table_lost_is_told(table: str, code: str, line: int) -> None:
    plan = khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n")
    assert plan.tasks == ()
    assert [(p.code, p.line) for p in plan.problems] == [(code, line)]


@pytest.mark.parametrize(
    "table",
    [
        "STT\tĐơn vị được thăm\tNgày\tNơi\n1\tSở Y tế\tNgày 12/5\tTrụ sở\n2\tSở Nội vụ\tNgày 14/5\tTrụ sở",
        "STT\tHọ tên\tChức vụ\n1\tTrần An\tGiám đốc Sở Y tế\n2\tLê Bình\tPhó Giám đốc Sở Nội vụ",
        "Nội dung\nCơ quan chủ trì: Sở Y tế\nThời gian: Quý I",
    ],
)
def test_what_is_no_table_of_work_is_not_told(table: str) -> None:
    codes = {p.code for p in khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n").problems}
    assert not codes & {"TAB002", "TAB003"}


@pytest.mark.parametrize(
    "table",
    [
        "Nội dung công việc\tThời gian thực hiện\nRà soát văn bản\tTháng 01/2026\nSơ kết\tTháng 6/2026",
        "Nội dung công việc | Thời gian thực hiện\nRà soát văn bản | Tháng 01/2026\nSơ kết | Tháng 6/2026",
        "STT | Nội dung | Thời gian\n1 | Rà soát\nvăn bản | Tháng 01/2026\n2 | Sơ kết | Tháng 6/2026",
        "| STT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Rà soát\nvăn bản | Tháng 01/2026 |\n| 2 | Sơ kết | Tháng 6/2026 |",
        "│ STT │ Nội dung │ Thời gian │\n├─────┼──────────┼───────────┤\n│ 1 │ Rà soát văn bản │ Tháng 01/2026 │\n│ 2 │ Sơ kết │ Tháng 6/2026 │",
    ],
    ids=["two columns", "two columns with a pipe", "wrapped rows", "wrapped rows in a frame", "drawn"],
)
def test_tables_of_few_columns_wrapped_rows_and_drawn_lines(table: str) -> None:
    found = khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n").tasks
    assert [(t.content, t.schedule and t.schedule.text) for t in found] == [
        ("Rà soát văn bản", "Tháng 01/2026"),
        ("Sơ kết", "Tháng 6/2026"),
    ]


def test_an_agenda_of_two_columns_is_no_table_of_work() -> None:
    agenda = "Nội dung\tThời gian\nĐón tiếp đại biểu\t7h30 - 8h00\nKhai mạc hội nghị\t8h00"
    assert khcchc.parse_text(f"II. CHƯƠNG TRÌNH\n{agenda}\n").tasks == ()


@pytest.mark.parametrize(
    "heading", ["Tiêu chí, tiêu chí thành phần", "Nhóm thủ tục được rà soát\tLĩnh vực", "Tên quy trình"]
)
def test_what_is_asked_who_with_whom_and_when_is_work_whatever_its_heading(heading: str) -> None:
    more = heading.count("\t")
    header = f"STT\t{heading}\tĐiểm\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn"
    rows = (
        "1\tCHỈ ĐẠO" + "\tĐất đai" * more + "\t10\t\t\t\n1.1\tRà soát" + "\tĐất đai" * more + "\t3\tSở A\tSở B\tQuý I\n"
    )
    found = khcchc.parse_text(f"II. NHIỆM VỤ\n{header}\n{rows}").tasks
    assert [(t.content, t.lead and t.lead.text) for t in found][-1] == ("Rà soát", "Sở A")


def test_a_shortcoming_is_the_title_of_its_remedy() -> None:
    table = (
        "TT\tTồn tại, hạn chế\tGiải pháp khắc phục\tCơ quan chủ trì\tThời gian\n1\tHồ sơ trễ\tĐiều động\tSở A\tQuý I"
    )
    (task,) = khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n").tasks
    assert (task.title, task.content) == ("Hồ sơ trễ", "Điều động")


def test_a_title_without_a_number_is_no_row_and_no_end_of_the_row_above() -> None:
    header = "STT\tNội dung\tCơ quan chủ trì\tThời gian"
    rows = "\tThể chế\t\t\n1\tRà soát\tSở A\tQuý I\n\tThủ tục\t\t\n2\tKiểm tra\tSở B\tQuý II\n"
    found = khcchc.parse_text(f"II. NHIỆM VỤ\n{header}\n{rows}").tasks
    assert [(t.group, t.content) for t in found] == [("Thể chế", "Rà soát"), ("Thủ tục", "Kiểm tra")]


def test_columns_of_spaces_go_on_below_a_page_number() -> None:
    rows = """TT    Nhiệm vụ                     Cơ quan chủ trì    Phối hợp     Thời gian

1     Niêm yết công khai điện      Phòng Nội vụ       Các phòng    Quý I
      thoại đường dây nóng, địa

                                  2


      chỉ tiếp nhận phản ánh

2     Xây dựng đề án               Phòng Tư pháp      Các phòng    Quý II
"""
    found = khcchc.parse_text(f"II. NHIỆM VỤ\n\n{rows}").tasks
    assert [t.content for t in found] == [
        "Niêm yết công khai điện thoại đường dây nóng, địa chỉ tiếp nhận phản ánh",
        "Xây dựng đề án",
    ]


HEADER = "STT\tNội dung\tCơ quan chủ trì\tThời gian"


def contents(table: str) -> list[tuple[str | None, str]]:
    return [(t.group, t.content) for t in khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n").tasks]


def test_a_row_that_ends_in_a_connecting_word_goes_on_in_capitals() -> None:
    rows = "1\tRà soát văn bản và\tSở A\tQuý I\n\tLuật Đất đai năm 2024\t\t\n2\tTập huấn\tSở B\tQuý II"
    assert [c for _, c in contents(f"{HEADER}\n{rows}")] == ["Rà soát văn bản và Luật Đất đai năm 2024", "Tập huấn"]


def test_the_work_is_the_column_with_a_name_not_its_field() -> None:
    header = "STT\tLĩnh vực\tTên thủ tục\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian"
    assert [c for _, c in contents(f"{header}\n1\tHộ tịch\tCấp trích lục\tSở A\tSở B\tQuý I")] == ["Cấp trích lục"]


def test_a_shortcoming_without_a_remedy_is_no_work() -> None:
    assert contents("STT\tTồn tại, hạn chế\tNguyên nhân\tCơ quan chủ trì\tThời gian\n1\tTrễ\tMáy\tSở A\tQuý I") == []


def test_a_task_in_capitals_with_a_figure_is_no_group() -> None:
    header = "STT\tNội dung\tĐiểm\tCơ quan chủ trì\tThời gian"
    rows = "1\tRà soát\t5\tSở A\tQuý I\n2\tBAN HÀNH KẾ HOẠCH\t5\t\t\n3\tTập huấn\t5\tSở B\tQuý I"
    assert len(contents(f"{header}\n{rows}")) == 3


def test_an_agenda_with_persons_is_no_table_of_work() -> None:
    assert contents("Nội dung\tNgười thực hiện\nGiải lao\tĐại biểu\nKhai mạc\tMC") == []


def test_digits_right_below_a_cell_are_its_words() -> None:
    table = """STT   Nội dung                     Cơ quan chủ trì      Phối hợp             Thời gian

1     Rà soát văn bản quy phạm     Sở Tư pháp           Các sở, ngành        Trước tháng
      pháp luật                                                              12/2026

2     Tập huấn                     Sở Y tế              Các xã               Quý II năm
                                                                             2026
"""
    found = khcchc.parse_text(f"II. NHIỆM VỤ\n\n{table}").tasks
    assert [t.schedule and t.schedule.text for t in found] == ["Trước tháng 12/2026", "Quý II năm 2026"]


@pytest.mark.parametrize(
    ("headings", "rows", "told"),
    [
        ("TT|Nội dung|Ai làm|Thời gian", ("Sở Y tế|Quý I", "Công an tỉnh|Quý II"), ["column 'Ai làm' holds agencies"]),
        ("TT|Nội dung|Chủ trì|Bao giờ", ("Sở Y tế|Quý I", "Công an tỉnh|Quý II"), ["column 'Bao giờ' holds times"]),
        ("TT|Nội dung|Địa bàn|Thời gian", ("UBND xã A|Quý I", "UBND xã B|Quý II"), []),  # what the work is about
        ("TT|Nội dung|Chủ trì|Cho ý kiến|Thời gian", ("Sở A|Sở Y tế|Quý I", "Sở B|Sở Nội vụ|Quý II"), []),
        ("TT|Nội dung|Ai làm|Thời gian", ("toàn huyện|Quý I", "khu vực II|Quý II", "Sở Y tế|Quý II"), []),
    ],
)
def test_a_column_that_is_not_read_is_told(headings: str, rows: tuple[str, ...], told: list[str]) -> None:
    table = [headings, *(f"{n}|Rà soát văn bản {n}|{row}" for n, row in enumerate(rows, 1))]
    plan = khcchc.parse_text("II. NHIỆM VỤ\n" + "\n".join(line.replace("|", "\t") for line in table))
    assert len(plan.tasks) == len(rows)
    assert [p.code for p in plan.problems] == ["TAB005"] * len(told)
    assert all(words in p.message for words, p in zip(told, plan.problems, strict=True))


def test_a_table_goes_on_over_a_page_below_the_title_of_a_group() -> None:
    head = "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
    first = head + "| 1 | Rà soát | Sở A | Sở B | Quý I |\n"
    for number, tasks in (("2", 2), ("7", 1)):  # a number that does not go on is no row of this table
        more = f"| II. Thể chế | | | | |\n| {number} | Kiểm tra | Sở A | Sở B | Quý II |\n"
        assert len(khcchc.parse_text(f"I. NHIỆM VỤ\n\n{first}\n(chú thích)\n\n{more}").tasks) == tasks


_CUT = "PHỤ LỤC\n\nSTT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n1\nRà soát\nSở A\nSở B\nQuý I\n2\n{row}\n3\nTập huấn\nSở C\nSở D\nQuý III"


@pytest.mark.parametrize(
    ("row", "expected", "told"),
    [
        # a cell that goes on in capitals on its next line
        ("Đánh giá tác động của quy định do\nUBND tỉnh được giao\nSở Y tế\nSở Nội vụ\nQuý II", "Sở Y tế", False),
        ("Đánh giá tác động trong dự thảo\nUBND tỉnh ban hành\nSở Y tế\nSở Nội vụ\nQuý II", "Sở Y tế", True),
    ],
)
def test_a_cell_cut_in_a_table_of_one_cell_a_line(row: str, expected: str, told: bool) -> None:
    plan = khcchc.parse_text(_CUT.format(row=row))
    task = plan.tasks[1]
    assert task.lead and task.coordinating and task.schedule
    assert (task.lead.text, task.coordinating.text, task.schedule.text) == (expected, "Sở Nội vụ", "Quý II")
    assert [p.code for p in plan.problems] == (["TAB001"] if told else [])


def test_a_lead_that_looks_like_the_end_of_a_cell_is_told() -> None:
    plan = khcchc.parse_text(_CUT.format(row="Giải quyết hồ\nsơ tồn đọng\nSở Y tế\nSở Nội vụ"))
    assert [p.code for p in plan.problems] == ["TAB001"]


def test_a_number_without_end_is_no_row_that_goes_on() -> None:
    first = (
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tRà soát\tSở A\tQuý I\n" + "9" * 5000 + "\tCông bố\tSở B\tQuý II"
    )
    second = "\n\nPhần sau\n\tCẢI CÁCH\t\t\n2\tTập huấn\tSở C\tQuý III"
    assert [t.content for t in khcchc.parse_text(first + second).tasks][:2] == ["Rà soát", "Công bố"]


def test_a_row_that_names_no_work_is_told() -> None:
    plan = khcchc.parse_text("STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tRà soát\tSở A\tQuý I\n2\t\tSở B\tQuý II")
    assert [(p.code, p.line) for p in plan.problems] == [("TAB006", 3)]


def test_another_table_as_wide_is_no_table_that_goes_on() -> None:
    text = "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Sở A | Quý I |\n\nKinh phí:\n\n| 2 | Sở Y tế | 150 triệu đồng | Ngân sách tỉnh |\n| 3 | Sở C | 90 triệu đồng | Ngân sách tỉnh |"
    assert [t.content for t in khcchc.parse_text(text).tasks] == ["Rà soát"]


@pytest.mark.parametrize("work", ["UBND các xã kiểm tra công vụ", "Các xã, phường tự đánh giá"])
def test_a_row_that_names_its_own_agency_is_lent_no_other(work: str) -> None:
    plan = khcchc.parse_text(f"I. NHIỆM VỤ\n{_FURTHER}\t{work}\t\t\tBáo cáo\tQuý III")
    assert plan.tasks[1].lead is None


def test_rows_without_any_number_lend_no_lead() -> None:
    plan = khcchc.parse_text(f"I. NHIỆM VỤ\n{_FURTHER.replace('1', '', 1)}\tTập huấn cán bộ\t\t\tLớp học\tQuý III")
    assert [t.lead is None for t in plan.tasks] == [False, True]


_LABELS = "Nhiệm vụ\tRà soát thủ tục\nChủ trì\tPhòng Nghiệp vụ, Dự toán, Pháp chế\nPhối hợp\tCông an tỉnh\nThời gian\tQuý I\nSản phẩm\tBáo cáo"


@pytest.mark.parametrize(
    "text",
    [
        _LABELS,
        "Nội dung\tThông tin\n" + _LABELS,  # headings of what the labels say
        "\n".join(f"| {line.replace(chr(9), ' | ')} |" for line in _LABELS.split("\n")),
        _LABELS.replace("\t", ":\t"),
        _LABELS.replace("Chủ trì", "Mã số\t12\nChủ trì"),  # one row that is no label
    ],
)
def test_a_table_of_labels_is_one_work(text: str) -> None:
    [task] = khcchc.parse_text("I. NHIỆM VỤ\n" + text).tasks
    assert task.content == "Rà soát thủ tục"
    fields = (task.lead, task.coordinating, task.schedule, task.deliverables)
    assert [f.text if f else None for f in fields] == [
        "Phòng Nghiệp vụ, Dự toán, Pháp chế",
        "Công an tỉnh",
        "Quý I",
        "Báo cáo",
    ]


def test_a_table_of_labels_may_hold_several_works() -> None:
    text = f"{_LABELS}\n{_LABELS.replace('Rà soát', 'Công bố').replace('Quý I', 'Quý II')}"
    tasks = khcchc.parse_text("I. NHIỆM VỤ\n" + text).tasks
    assert [(t.content, t.schedule and t.schedule.text) for t in tasks] == [
        ("Rà soát thủ tục", "Quý I"),
        ("Công bố thủ tục", "Quý II"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian\tNội dung\n08h00\tKhai mạc\n09h00\tThảo luận",
        "Chủ trì\tĐồng chí A\nThư ký\tĐồng chí B\nThành phần\tCác phòng",
        "Họ tên\tNguyễn Văn A\nChức vụ\tTrưởng phòng\nThời gian\tQuý I\nĐiện thoại\t0912",
    ],
)
def test_other_tables_of_two_columns_are_no_work(text: str) -> None:
    assert khcchc.parse_text("I. NHIỆM VỤ\n" + text).tasks == ()


_SIX = "PHỤ LỤC\n\nSTT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\nSản phẩm\n1\n{row}\n2\nTập huấn\nSở C\nSở D\nQuý III\nLớp học"


@pytest.mark.parametrize(
    ("row", "content", "lead", "coordinating", "product"),
    [
        ("Rà soát\nSở A\nSở B\nQuý I\nBáo cáo\nCẢI CÁCH THỦ TỤC", "Rà soát", "Sở A", "Sở B", "Báo cáo"),
        (
            "Rà soát\nSở Y tế\nSở Nội vụ\nSở Tư pháp\nQuý I\nBáo cáo",
            "Rà soát",
            "Sở Y tế",
            "Sở Nội vụ\nSở Tư pháp",
            "Báo cáo",
        ),
        (
            "Tổng kết\nNghị quyết số 18\nSở A\nSở B\nQuý I\nBáo cáo",
            "Tổng kết Nghị quyết số 18",
            "Sở A",
            "Sở B",
            "Báo cáo",
        ),
    ],
)
def test_which_line_is_one_too_many(row: str, content: str, lead: str, coordinating: str, product: str) -> None:
    task = khcchc.parse_text(_SIX.format(row=row)).tasks[0]
    assert task.lead and task.coordinating and task.deliverables
    got = (task.content, task.lead.text, task.coordinating.text, task.deliverables.text)
    assert got == (content, lead, coordinating, product)


@pytest.mark.parametrize(
    ("row", "content", "fields", "told"),
    [
        (
            "Rà soát, kiến nghị đơn giản hóa trong lĩnh\nvực đất đai\nCác Sở: Tư pháp, Xây dựng,\nY tế\nVăn phòng UBND tỉnh\nQuý I\nBáo cáo và dự thảo\nQuyết định",
            "Rà soát, kiến nghị đơn giản hóa trong lĩnh vực đất đai",
            ("Các Sở: Tư pháp, Xây dựng, Y tế", "Văn phòng UBND tỉnh", "Quý I", "Báo cáo và dự thảo Quyết định"),
            [],
        ),
        (
            "Niêm yết công khai tại trụ sở, Bộ phận Một\ncửa bằng bảng gắn tường\nUBND cấp huyện\nThường xuyên\nBảng niêm yết",
            "Niêm yết công khai tại trụ sở, Bộ phận Một cửa bằng bảng gắn tường",
            ("UBND cấp huyện", None, "Thường xuyên", "Bảng niêm yết"),
            ["TAB001"],
        ),
    ],
)
def test_cells_cut_at_a_width_are_told_by_what_their_lines_are(
    row: str, content: str, fields: tuple[str | None, ...], told: list[str]
) -> None:
    plan = khcchc.parse_text(_SIX.format(row=row))
    task = plan.tasks[0]
    found = (task.lead, task.coordinating, task.schedule, task.deliverables)
    assert (task.content, tuple(f.text if f else None for f in found)) == (content, fields)
    assert [problem.code for problem in plan.problems] == told
    assert len(plan.tasks) == 2


def test_the_last_row_is_joined_where_its_time_shows_that_it_was_cut() -> None:
    text = _SIX.format(row="Rà soát\nSở A\nSở B\nQuý I\nBáo cáo").replace(
        "Tập huấn", "Tập huấn công chức\nMới của tỉnh"
    )
    task = khcchc.parse_text(text).tasks[-1]
    assert (task.content, task.lead and task.lead.text) == ("Tập huấn công chức Mới của tỉnh", "Sở C")
    behind = _SIX.format(row="Rà soát\nSở A\nSở B\nQuý I\nBáo cáo") + "\nCác đơn vị gửi báo cáo về Sở A."
    task = khcchc.parse_text(behind).tasks[1]
    assert task.deliverables and task.deliverables.text == "Lớp học"


def test_labels_over_work_and_not_over_names_are_no_task() -> None:
    text = (
        "Nội dung\tRà soát\nĐơn vị thực hiện\tLập báo cáo tháng\nĐơn vị phối hợp\tGửi số liệu\nThời gian\tLàm ngoài giờ"
    )
    assert khcchc.parse_text("I. NHIỆM VỤ\n" + text).tasks == ()


SEVEN_COLUMNS = "|\nSTT\n|\nNội dung\n|\nChủ trì\n|\nPhối hợp\n|\nSản phẩm\n|\nThời gian\n|\nKinh phí\n|\n|\n"


def unrolled(*rows: str) -> list[tuple[str | None, ...]]:
    """(content, lead, coordinating, deliverables, schedule) of each row; cells between `;`, `_` an empty line."""
    table = "".join("\n|\n".join(["", *row.split(";"), ""]).lstrip("\n") + "|\n" for row in rows).replace("_\n", "")
    read = khcchc.parse_text("II. NHIỆM VỤ\n\n" + SEVEN_COLUMNS + table).tasks
    told = [(t.content, t.lead, t.coordinating, t.deliverables, t.schedule) for t in read]
    return [(content, *(f.text if f else None for f in fields)) for content, *fields in told]


def test_cells_behind_an_empty_one_are_of_the_row_where_the_time_stands_below_its_heading() -> None:
    first = "1;Rà soát văn bản;Sở A;Sở B;Báo cáo;Quý I;Ngân sách tỉnh"
    assert unrolled(first, "2;Kiểm tra công vụ;Sở C;_;Kết luận;Quý II")[1] == (
        "Kiểm tra công vụ", "Sở C", None, "Kết luận", "Quý II",
    )  # fmt: skip


def test_those_concerned_join_and_do_not_lead_where_one_cell_of_agencies_is_left() -> None:
    first = "1;Rà soát văn bản;Sở Tài chính;Sở Tư pháp;Báo cáo;Tháng 5;Ngân sách tỉnh"
    second = unrolled(first, "2;Sửa đổi phân cấp;Các sở có liên quan;Nghị quyết;Kỳ họp giữa năm 2026")[1]
    assert second == ("Sửa đổi phân cấp", "Sở Tài chính", "Các sở có liên quan", "Nghị quyết", "Kỳ họp giữa năm 2026")


def test_a_composed_number_over_a_title_is_a_group_though_the_title_begins_like_an_agency() -> None:
    first = "1;Rà soát văn bản;Sở A;Sở B;Báo cáo;Quý I;Ngân sách tỉnh"
    assert len(unrolled(first, "III.2;Lĩnh vực nông nghiệp và môi trường", first)) == 2


def test_both_roles_in_one_cell_stand_below_the_column_of_who_does_it() -> None:
    table = (
        "|\nSTT\n|\nNội dung\n|\nCơ quan thực hiện\n|\nTiến độ\n|\nSản phẩm\n|\n|\n"
        "1\n|\nLập quy hoạch\n|\n- Chủ trì: Sở A\n- Phối hợp: Sở B\n|\nQuý I\n|\nĐồ án\n|\n|\n"
        "2\n|\nLập thiết kế\n|\n- Chủ trì: Sở C\n|\nBộ mẫu\n|\n"
    )
    second = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks[1]
    assert second.lead and second.deliverables and second.schedule
    assert (second.lead.text, second.deliverables.text) == ("Sở C", "Bộ mẫu")
    assert (second.schedule.text, second.schedule.inherited, second.coordinating) == ("Quý I", True, None)


def test_what_a_restated_header_cut_goes_on_with_the_row_above() -> None:
    head = "|\nSTT\n|\nNội dung\n|\nChủ trì\n|\nThời gian\n|\n|\n"
    row = "1\n|\nRà soát, trả lại quyền sử dụng đất cho\n|\nSở A\n|\nQuý I\n|\n|\n"
    table = head + row + head.removeprefix("|\n") + "người dân.\n|\n|\n|\n|\n2\n|\nKiểm tra\n|\nSở B\n|\nQuý II\n|\n"
    found = [t.content for t in khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks]
    assert found == ["Rà soát, trả lại quyền sử dụng đất cho người dân.", "Kiểm tra"]


def test_words_of_the_web_site_end_the_table() -> None:
    table = "|\nSTT\n|\nNội dung\n|\nChủ trì\n|\nThời gian\n|\n|\n1\n|\nRà soát\n|\nSở A\n|\nQuý I\n|\n"
    site = "Quyết định 12/QĐ-UBND năm 2026\nVăn bản này chưa cập nhật nội dung Tiếng Anh\nHiệu lực: Đã biết\n|\nPhố Huế\n|\n"
    found = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table + site).tasks
    assert [t.content for t in found] == ["Rà soát"]


def test_two_headings_over_others_have_the_parts_that_are_theirs() -> None:
    words = (
        "STT|Nội dung|Đơn vị thực hiện|Thời gian thực hiện|Sản phẩm||Chủ trì|Phối hợp|Bắt đầu|Hoàn thành||"
        "1|Rà soát văn bản|Sở A|Sở B|Tháng 02|Tháng 4|Báo cáo||2|Kiểm tra|Sở C|Sở D|Tháng 3|Tháng 5|Kết luận"
    )
    table = "|\n" + words.replace("|", "\n|\n").replace("|\n\n|", "|\n|") + "\n|\n"
    read = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks
    told = [[f and f.text for f in (t.lead, t.coordinating, t.deliverables, t.schedule)] for t in read]
    assert told == [
        ["Sở A", "Sở B", "Báo cáo", "Tháng 02 - Tháng 4"],
        ["Sở C", "Sở D", "Kết luận", "Tháng 3 - Tháng 5"],
    ]


def test_a_time_that_is_not_below_its_heading_tells_of_a_dropped_cell() -> None:
    table = (
        "|\nTT\n|\nNội dung\n|\nChủ trì\n|\nPhối hợp\n|\nKết quả\n|\nThời gian\n|\n|\n"
        "1\n|\nRà soát\n|\nSở A\n|\nSở B\n|\nBáo cáo\n|\nQuý I\n|\n|\n"
        "2\n|\nBan hành bộ chỉ số\n|\nSở C\n|\nQuyết định\n|\nQuý II\n|\n|\n|\nCông bố kết quả\n|\nSở D\n|\nSở E\n|\nTin\n|\nQuý III\n|\n"
    )
    second = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks[1]
    assert second.lead and second.coordinating and second.deliverables and second.schedule
    assert (second.lead.text, second.coordinating.inherited) == ("Sở C", True)
    assert (second.deliverables.text, second.schedule.text) == ("Quyết định", "Quý II")


def test_a_row_without_number_pasted_with_tabs_goes_on_over_lines() -> None:
    table = (
        "STT\tNội dung\tChủ trì\tPhối hợp\tThời gian\n1\tRà soát\tSở A\tSở B\tQuý I\n"
        "\tKiểm tra\tSở C\tVăn phòng UBND tỉnh;\nUBND các xã\tQuý II\n2\tBáo cáo\tSở D\tSở E\tQuý III\n"
    )
    read = khcchc.parse_text("II. NHIỆM VỤ\n" + table).tasks
    assert [(t.content, t.coordinating and t.coordinating.text) for t in read] == [
        ("Rà soát", "Sở B"), ("Kiểm tra", "Văn phòng UBND tỉnh;\nUBND các xã"), ("Báo cáo", "Sở E"),
    ]  # fmt: skip


def test_a_letter_below_a_row_is_no_end_of_its_work() -> None:
    first = "1;Tổng kết;Sở A;Sở B;Báo cáo;Quý IV;Ngân sách tỉnh"
    assert unrolled(first, "b) cải cách công vụ")[0][0] == "Tổng kết"


def told(table: str) -> list[tuple[str | None, ...]]:
    """Content, lead, deliverables and schedule of each task of a table."""
    read = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks
    return [
        (
            t.content,
            t.lead.text if t.lead else None,
            t.deliverables.text if t.deliverables else None,
            t.schedule.text if t.schedule else None,
        )
        for t in read
    ]


def one_a_line(rows: str) -> str:
    """`1|Rà soát||2|Kiểm tra` as cells between lines of a single pipe; a cell of one space is an empty one."""
    lines = [cell for row in rows.split("||") for cell in (*row.split("|"), "|")]
    return "|\n" + "\n".join(f"{cell}\n|" if cell != "|" else "|" for cell in lines) + "\n"


HEAD = "STT|Nhiệm vụ|Cơ quan thực hiện|Sản phẩm|Thời hạn|Ghi chú||Chủ trì|Phối hợp"


def test_a_last_column_that_is_empty_everywhere_leaves_the_parts_of_a_header_in_place() -> None:
    rows = "||1|Rà soát văn bản|Sở A|Sở B|Báo cáo|Quý I|||2|Kiểm tra|Sở C|Sở D|Kết luận|Quý II|"
    assert told(one_a_line(HEAD + rows).replace("\n\n|", "\n|")) == [
        ("Rà soát văn bản", "Sở A", "Báo cáo", "Quý I"), ("Kiểm tra", "Sở C", "Kết luận", "Quý II"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("STT | Đơn vị chủ trì/Nhiệm vụ | Lãnh đạo Bộ phụ trách | Phối hợp | Thời gian | Sản phẩm", "1 | Rà soát | Thứ trưởng A | Cục B | Quý I | Báo cáo"),
        ("STT | Công trình, nhiệm vụ | Đơn vị chịu trách nhiệm | Thời hạn", "1 | Rà soát | Vụ X | Quý I"),
        ("TT | Nội dung kiểm tra | Đơn vị chủ trì | Thành phần tham gia | Thời gian", "1 | Rà soát | Vụ X | Cục B | Quý I"),
        ("TT | Nhiệm vụ | Chủ trì | Sản phẩm; thời gian hoàn thành", "1 | Rà soát | Vụ X | Báo cáo; quý I"),
    ],
)  # fmt: skip
def test_headings_that_say_two_things(header: str, row: str) -> None:
    group = "| I | Vụ X |" + " |" * (header.count("|") - 1) + "\n" if "/Nhiệm vụ" in header else ""
    task = khcchc.parse_text(
        f"II. NHIỆM VỤ\n\n| {header} |\n|{'---|' * (header.count('|') + 1)}\n{group}| {row} |\n"
    ).tasks[0]
    assert task.lead and task.schedule
    assert (task.content, task.lead.text, task.schedule.text.lower()) == ("Rà soát", "Vụ X", "quý i")
    assert task.coordinating is None or task.coordinating.text == "Cục B"


def test_a_group_that_names_its_lead_lends_it_to_its_rows() -> None:
    table = (
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
        "| I | CẢI CÁCH THỂ CHẾ | Sở A | | |\n| 1 | Rà soát | | Các sở | Quý I |\n| 2 | Kiểm tra | Sở B | | Quý II |\n"
        "| II | Thủ tục (Sở C chủ trì) | | | |\n| 1 | Công bố | | | Quý III |\n"
    )
    assert [(t[0], t[1]) for t in told(table)] == [("Rà soát", "Sở A"), ("Kiểm tra", "Sở B"), ("Công bố", "Sở C")]
    assert khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks[0].group == "CẢI CÁCH THỂ CHẾ"


def test_an_empty_lead_is_taken_from_the_row_above_and_told() -> None:
    table = "TT\tNội dung\tChủ trì\tThời gian\n1\tRà soát\tSở A\tQuý I\n2\tKiểm tra\t\tQuý II\n"
    plan = khcchc.parse_text("II. NHIỆM VỤ\n" + table)
    second = plan.tasks[1]
    assert second.lead and (second.lead.text, second.lead.inherited) == ("Sở A", True)
    assert [(p.code, p.task) for p in plan.problems] == [("TAB007", second.id)]


def test_rows_without_a_number_are_no_fragments_of_the_row_above() -> None:
    rows = "STT|Nội dung|Chủ trì|Phối hợp|Kết quả|Thời gian||1|Rà soát|Sở A|Sở B|Báo cáo|Quý I"
    fragment = rows + "||2|Kiểm tra thủ tục| ||Kết luận|Quý II"
    assert [t[0] for t in told(one_a_line(fragment))] == ["Rà soát", "Kiểm tra thủ tục"]
    own = rows + "||2|CÔNG KHAI||Niêm yết thủ tục|Sở C|Sở D|Bảng|Quý II||Gỡ bỏ văn bản|Sở C|Sở D|Tin|Quý III"
    assert [t[0] for t in told(one_a_line(own))] == ["Rà soát", "Niêm yết thủ tục", "Gỡ bỏ văn bản"]


def test_a_start_and_an_end_are_one_stretch_of_time() -> None:
    table = (
        "| TT | Nội dung | Thời gian | Thời gian | Chủ trì |\n|---|---|---|---|---|\n| TT | Nội dung | Từ | Đến | Chủ trì |\n"
        "| 1 | Rà soát | 01/3/2024 | 30/6/2024 | Sở A |\n| 2 | Kiểm tra | | 15/9/2024 | Sở B |\n"
    )
    assert [t[3] for t in told(table)] == ["01/3/2024 - 30/6/2024", "15/9/2024"]
    schedule = khcchc.parse_text("II. NHIỆM VỤ\n\n" + table).tasks[0].schedule
    assert schedule is not None
    (window,) = schedule.milestones
    assert (str(window.start), str(window.end)) == ("2024-03-01", "2024-06-30")


def test_a_page_number_over_the_header_of_a_table_of_one_cell_a_line() -> None:
    head = "TT\nNhiệm vụ\nSản phẩm\nChủ trì\nPhối hợp\nThời gian\n"
    table = (
        head + "1\nRà soát văn bản\nBáo cáo\nVăn phòng\n\nQuý I\n2\n" + head
        + "2\nLấy ý kiến\n- Phiếu;\n- Báo cáo\nVăn phòng\nThanh tra\nQuý II\n3\nCông khai\nTin\nVăn phòng\nThanh tra\nQuý III\n"
    )  # fmt: skip
    plan = khcchc.parse_text("II. NHIỆM VỤ\n" + table)
    assert [(t.content, t.coordinating and t.coordinating.text) for t in plan.tasks] == [
        ("Rà soát văn bản", None), ("Lấy ý kiến", "Thanh tra"), ("Công khai", "Thanh tra"),
    ]  # fmt: skip
    assert ("2", "page number") in [(f.text, f.why) for f in plan.coverage.furniture]


def test_a_table_by_months_pasted_with_tabs_goes_on_over_lines() -> None:
    table = (
        "Thời gian\tTT\tNội dung\tChủ trì\tSản phẩm\nTháng 4\t1\tTập huấn\tPhòng A\t- 01 lớp;\n- 65 người\n"
        "\t2\tRà soát\tPhòng B\tBáo cáo\nTháng 6\t3\tSơ kết\tPhòng C\tBáo cáo\n"
    )
    assert told(table) == [
        ("Tập huấn", "Phòng A", "- 01 lớp;\n- 65 người", "Tháng 4"), ("Rà soát", "Phòng B", "Báo cáo", "Tháng 4"),
        ("Sơ kết", "Phòng C", "Báo cáo", "Tháng 6"),
    ]  # fmt: skip


def test_a_group_of_rows_that_tells_its_time() -> None:
    table = (
        "| TT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n| A | Nhiệm vụ hoàn thành năm 2026 | | |\n"
        "| 1 | Rà soát | Sở A | |\n| 2 | Kiểm tra | Sở B | Quý II |\n| B | Nhiệm vụ khác | | |\n| 3 | Sơ kết | Sở C | |\n"
    )
    assert [t[3] for t in told(table)] == ["năm 2026", "Quý II", None]
