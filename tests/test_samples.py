"""The plans of samples/: what they hold was known before any parser read them.

Two nets. EXPECTED is written by hand from the text of each plan, so that a golden file cannot bless a wrong
reading. The golden files (samples/expected) hold the whole record and show, as a diff, whatever else moved.
"""

from __future__ import annotations

import datetime
import difflib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import khcchc
from khcchc.model import Plan, Task

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md")


class Fact(NamedTuple):
    """One task as a reader of the plan would tell it; `None` means that the plan does not say."""

    words: str
    """Words of its content that no other task has."""
    lead: str | None
    coordinating: str | None = None
    schedule: str | None = None


class Expected(NamedTuple):
    kind: str
    number: str | None
    issued_on: str | None
    fields: int
    table: int
    assignment: int
    facts: tuple[Fact, ...]


EXPECTED = {
    "ke-hoach-truong-thong-tin": Expected(
        "ke_hoach", "27/KH-UBND", "2019-01-18", 8, 0, 3,
        (
            Fact("Rà soát toàn bộ văn bản", "Phòng Tư pháp thành phố",
                 "Văn phòng HĐND và UBND thành phố; các phòng, ban có liên quan", "Quý I/2019"),
            Fact("Niêm yết lại bộ thủ tục", "Văn phòng HĐND và UBND thành phố", "UBND các xã, phường",
                 "Trước ngày 28/02/2019"),
            Fact("công khai kết quả đánh giá theo từng tháng để người dân theo dõi", "Văn phòng HĐND và UBND thành phố",
                 "Phòng Nội vụ, Phòng Văn hóa và Thông tin thành phố",
                 "Ban hành kế hoạch trong tháng 02/2019; báo cáo kết quả trước ngày 10/12/2019"),
            Fact("Trang bị máy quét", "Phòng Văn hóa và Thông tin thành phố",
                 "Phòng Tài chính - Kế hoạch thành phố, UBND phường Hòa An, Tân Lập, Cầu Mới",
                 "Từ tháng 4 đến tháng 8/2019"),
            Fact("theo dõi tiến độ, hằng quý", "Phòng Nội vụ thành phố", "Văn phòng HĐND và UBND thành phố"),
        ),
    ),
    "quyet-dinh-kem-ke-hoach": Expected(
        "quyet_dinh", "214/QĐ-UBND", "2021-02-05", 11, 0, 3,
        (
            Fact("Đánh giá tác động của thủ tục", "Các phòng, ban được giao soạn thảo văn bản", "Phòng Tư pháp huyện",
                 "Khi có phát sinh"),
            Fact("Tập huấn nghiệp vụ", "Văn phòng HĐND và UBND huyện", "Trung tâm Phục vụ hành chính công tỉnh",
                 "Quý II/2021 mở lớp thứ nhất; Quý IV/2021 mở lớp thứ hai"),
            Fact("Công khai hằng tháng danh sách", "Văn phòng HĐND và UBND huyện",
                 "Trung tâm Truyền thông - Văn hóa - Thể thao huyện", "Định kỳ hằng tháng"),
            Fact("Khảo sát, lấy phiếu đánh giá", "Phòng Nội vụ huyện", "Ủy ban MTTQ Việt Nam huyện và các đoàn thể",
                 "6 tháng đầu năm và 6 tháng cuối năm 2021"),
            Fact("thẩm định, trình UBND huyện cấp kinh phí", "Phòng Tài chính - Kế hoạch huyện"),
        ),
    ),
    "quyet-dinh-ke-hoach-trong-dieu-1": Expected(
        "quyet_dinh", "76/QĐ-UBND", "2015-01-14", 0, 10, 3,
        (
            Fact("Tổng kiểm tra văn bản", "Sở Tư pháp", "UBND các huyện, thị xã", "Quý III"),
            Fact("trong lĩnh vực lâm nghiệp", "Sở Nông nghiệp và Phát triển nông thôn",
                 "Chi cục Kiểm lâm; các đơn vị có liên quan", "Quý III"),
            Fact("quy định phân cấp quản lý viên chức", "Sở Nội vụ", "Các đơn vị sự nghiệp công lập", "Tháng 6"),
            Fact("Xây dựng trụ sở làm việc", "UBND các huyện Nam Trung, Đại Hà và thị xã Long Khê",
                 "Sở Kế hoạch và Đầu tư", "Quý IV"),
            Fact("căn cứ Kế hoạch này xây dựng kế hoạch", "Các Sở, Ban, ngành, UBND các huyện, thị xã", None,
                 "trước ngày 31 tháng 01 năm 2015"),
        ),
    ),
    "phu-luc-bang-tab": Expected(
        "ke_hoach", "58/KH-UBND", "2022-03-08", 0, 7, 10,
        (
            Fact("rà soát chất lượng đường truyền", "Phòng Văn hóa và Thông tin thị xã", "VNPT Phú Vinh"),
            Fact("kiểm tra đột xuất việc tiếp nhận", "Văn phòng HĐND và UBND thị xã", "Phòng Nội vụ thị xã"),
            Fact("Bố trí kinh phí mua sắm máy tính", "Phòng Tài chính - Kế hoạch thị xã"),
            Fact("thành lập tổ công nghệ số cộng đồng tại thôn", "UBND các xã, phường", None, "trước ngày 30/4/2022"),
            Fact("huy động đoàn viên tham gia", "Thị đoàn Phú Vinh"),
            Fact("Nâng cấp mạng nội bộ", "Phòng Văn hóa và Thông tin thị xã", "Phòng Tài chính - Kế hoạch thị xã",
                 "Quý III/2022"),
            Fact("Số hóa sổ hộ tịch bản giấy", "Phòng Tư pháp thị xã", "UBND các xã, phường", "Năm 2022"),
        ),
    ),
    "phan-cong-theo-co-quan": Expected(
        "ke_hoach", "112/KH-UBND", "2018-04-26", 0, 0, 24,
        (
            Fact("Quán triệt ý nghĩa", "Các sở, ban, ngành và UBND các huyện, thành phố"),
            Fact("khảo sát nhu cầu tiếp cận thông tin", "Ban Dân tộc tỉnh, Sở Lao động - Thương binh và Xã hội",
                 "UBND huyện Ba Tràng"),
            Fact("kiểm tra việc quản lý các quỹ", "Sở Tài chính", "Thanh tra tỉnh, Sở Nội vụ"),
            Fact("trong cùng dòng họ, cùng khu dân cư", "Sở Lao động - Thương binh và Xã hội"),
            Fact("đăng tải danh sách hộ nghèo", "Sở Lao động - Thương binh và Xã hội", "Sở Thông tin và Truyền thông"),
            Fact(
                "công bố quy hoạch sử dụng đất",
                "Sở Tài nguyên và Môi trường, UBND các huyện Ba Tràng, An Điền",
                schedule="ngay sau khi được phê duyệt",
            ),
            Fact("tăng cường giám sát việc thực hiện dân chủ", "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức thành viên"),
            Fact("nghiêm túc triển khai Kế hoạch này",
                 "Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố"),
        ),
    ),
    "bang-markdown": Expected(
        "ke_hoach", "09/KH-UBND", "2023-01-12", 0, 8, 3,
        (
            Fact("theo dõi tình hình thi hành pháp luật", "Phòng Tư pháp", "Các phòng, ban; UBND 12 phường",
                 "Tháng 01/2023"),
            Fact("đúng người xử lý và đúng thời hạn theo quyết định công bố", "Văn phòng HĐND và UBND quận",
                 "Phòng Văn hóa và Thông tin", "Trước ngày 30/6/2023"),
            Fact("Kiểm tra công vụ đột xuất", "Phòng Nội vụ", "Thanh tra quận", "Hằng tháng"),
            Fact("ứng dụng phản ánh hiện trường", "Phòng Văn hóa và Thông tin", "Không", "Thường xuyên"),
            Fact("sơ kết, tổng kết việc thực hiện", "Phòng Nội vụ", "các phòng, ban liên quan"),
        ),
    ),
    "bang-trai-dong": Expected(
        "ke_hoach", "265/KH-UBND", "2025-12-03", 2, 5, 5,
        (
            Fact("Kho dữ liệu được kết nối", "Sở Khoa học và Công nghệ",
                 "Sở Nội vụ, Văn phòng UBND tỉnh; UBND các xã, phường", "Quý II/2026"),
            Fact("Xây dựng Bộ tiêu chí", "Sở Nội vụ", "Văn phòng UBND tỉnh, Sở Tài chính",
                 "Trước ngày 31 tháng 3 năm 2026"),
            Fact("tổ chức cuộc thi tìm hiểu", "Sở Nội vụ",
                 "Sở Khoa học và Công nghệ, Báo và Phát thanh, Truyền hình Lam Giang"),
            Fact("Bố trí trợ lý ảo", "Sở Khoa học và Công nghệ", "VNPT Lam Giang", "Quý IV/2026"),
            Fact("Đào tạo kỹ năng số", "Sở Nội vụ", "Trường Chính trị tỉnh", "Tháng 4 - 6/2026"),
        ),
    ),
    "ke-hoach-cap-xa-2025": Expected(
        "ke_hoach", "34/KH-UBND", "2025-09-08", 4, 0, 10,
        (
            Fact("Bố trí điểm tiếp nhận hồ sơ lưu động", "Trung tâm Phục vụ hành chính công",
                 "Phòng Văn hóa - Xã hội, Công an xã", "Bắt đầu từ tháng 10/2025"),
            Fact("Đối chiếu, làm sạch dữ liệu", "Văn phòng HĐND và UBND", "Công an xã",
                 "Hoàn thành trước ngày 15/12/2025"),
            Fact("rà soát các thủ tục về đất đai", "Trung tâm Phục vụ hành chính công", "Phòng Kinh tế"),
            Fact("Tuyên truyền trên đài truyền thanh xã", "Phòng Văn hóa - Xã hội"),
            Fact("vận động đoàn viên, hội viên", "Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội"),
        ),
    ),
    "du-thao": Expected(
        "ke_hoach", None, None, 8, 0, 2,
        (
            Fact("Thành lập tổ rà soát", "Phòng Nội vụ huyện", "Văn phòng HĐND và UBND huyện", "Trước ngày 20/3/2024"),
            Fact("về đất đai, đầu tư công", "Phòng Tài nguyên và Môi trường huyện",
                 "Phòng Kinh tế và Hạ tầng huyện, Ban Quản lý dự án đầu tư xây dựng huyện", "Quý II/2024"),
            Fact("Sửa đổi quy chế làm việc", "Các phòng, ban huyện; UBND các xã, thị trấn", None,
                 "Trong vòng 60 ngày kể từ ngày phương án được phê duyệt"),
            Fact("tổng hợp kết quả báo cáo", "Văn phòng HĐND và UBND huyện", None, "trước ngày 05/12/2024"),
        ),
    ),
    "so-lieu-khong-co-nhiem-vu": Expected("thong_bao", "71/TB-UBND", "2025-10-17", 0, 0, 0, ()),
}  # fmt: skip


@cache
def parsed(name: str) -> Plan:
    return khcchc.parse(next(path for path in FILES if path.stem == name))


def fold(text: str | None) -> str | None:
    """White space folded, final punctuation off: what tasks.md leaves to the reader."""
    return None if text is None else " ".join(text.split()).rstrip(" .;,")


def task_with(plan: Plan, words: str) -> Task:
    found = [task for task in plan.tasks if words in " ".join(task.content.split())]
    assert len(found) == 1, f"{len(found)} tasks hold {words!r}"
    return found[0]


def line_of(name: str, words: str) -> int:
    """The line of the sample that holds these words; the last one where several do."""
    text = next(path for path in FILES if path.stem == name).read_text(encoding="utf-8")
    return max(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def golden_text(plan: Plan) -> str:
    return json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def test_every_sample_is_expected() -> None:
    assert {path.stem for path in FILES} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_golden(name: str, samples: Path, update_golden: bool) -> None:
    golden = samples / "expected" / f"{name}.json"
    now = golden_text(parsed(name))
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(now, encoding="utf-8")
        return
    assert golden.exists(), f"{golden.name} is missing: pytest --update-golden writes it; read it before keeping it"
    before = golden.read_text(encoding="utf-8")
    if now != before:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), golden.name, "now", lineterm="", n=4)
        pytest.fail("\n".join([*lines][:120]) + "\n(pytest --update-golden rewrites the file)", pytrace=False)


@pytest.mark.parametrize("name", EXPECTED)
def test_json_comes_back_as_it_went(name: str) -> None:
    plan = parsed(name)
    assert Plan.model_validate_json(golden_text(plan)) == plan


@pytest.mark.parametrize("name", EXPECTED)
def test_no_line_is_lost(name: str) -> None:
    assert parsed(name).coverage.unplaced == ()


@pytest.mark.parametrize("name", EXPECTED)
def test_head(name: str) -> None:
    document, expected = parsed(name).document, EXPECTED[name]
    issued_on = datetime.date.fromisoformat(expected.issued_on) if expected.issued_on else None
    assert (document.kind, document.number, document.issued_on) == (expected.kind, expected.number, issued_on)


@pytest.mark.parametrize("name", EXPECTED)
def test_number_of_tasks(name: str) -> None:
    expected = EXPECTED[name]
    wanted = {"fields": expected.fields, "table": expected.table, "assignment": expected.assignment}
    tasks = parsed(name).tasks
    found = Counter(task.basis for task in tasks)
    listing = "\n".join(f"{task.id}\t{task.basis}\t{' '.join(task.content.split())[:70]}" for task in tasks)
    assert {basis: found[basis] for basis in ("fields", "table", "assignment")} == wanted, listing


@pytest.mark.parametrize("name", EXPECTED)
def test_task_ids_are_unique(name: str) -> None:
    ids = [task.id for task in parsed(name).tasks]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "fact"),
    [pytest.param(name, fact, id=f"{name}:{fact.words[:30]}") for name, e in EXPECTED.items() for fact in e.facts],
)
def test_task_says_what_the_plan_says(name: str, fact: Fact) -> None:
    task = task_with(parsed(name), fact.words)
    found = (
        fold(task.lead.text if task.lead else None),
        fold(task.coordinating.text if task.coordinating else None),
        fold(task.schedule.text if task.schedule else None),
    )
    assert found == (fact.lead, fact.coordinating, fact.schedule)


def test_empty_label_takes_the_lines_below() -> None:
    task = task_with(parsed("ke-hoach-truong-thong-tin"), "đánh giá mức độ hài lòng")
    assert task.deliverables
    assert [fold(item) for item in task.deliverables.items] == [
        "Kế hoạch khảo sát của UBND thành phố",
        "Bộ phiếu khảo sát dùng chung",
        "Báo cáo kết quả khảo sát 6 tháng và cả năm",
    ]


def test_doubled_field_keeps_both_texts_and_is_told() -> None:
    name = "ke-hoach-truong-thong-tin"
    task = task_with(parsed(name), "Kiểm tra việc thực hiện chức năng")
    assert task.schedule
    assert "Quý II/2019" in task.schedule.text
    assert "chậm nhất ngày 30/9/2019" in task.schedule.text
    assert line_of(name, "chậm nhất ngày 30/9/2019") in {problem.line for problem in parsed(name).problems}


def test_page_break_inside_a_field_is_no_paragraph() -> None:
    task = task_with(parsed("ke-hoach-truong-thong-tin"), "Lấy ý kiến người dân")
    assert task.deliverables
    assert "từng tiểu thương đã tham gia góp ý" in " ".join(task.deliverables.text.split())


def test_page_number_is_furniture() -> None:
    furniture = parsed("ke-hoach-truong-thong-tin").coverage.furniture
    assert "2" in {item.text.strip() for item in furniture}


def test_blank_number_and_date_of_the_attachment_are_null() -> None:
    attached = parsed("quyet-dinh-kem-ke-hoach").document.attached
    assert [item.kind for item in attached] == ["ke_hoach"]
    issued = attached[0].issued_with
    assert issued is None or (issued.number, issued.date) == (None, None)


def test_letters_behind_false_bullets_keep_their_place() -> None:
    tasks = [task for task in parsed("quyet-dinh-kem-ke-hoach").tasks if task.basis == "fields"]
    assert [task.number for task in tasks] == ["a", "b", "c", "a", "b", "c", "d", "đ", "e", "h", "i"]


def test_missing_letter_is_told() -> None:
    name = "quyet-dinh-kem-ke-hoach"
    assert line_of(name, "- h) Công khai hằng tháng") in {problem.line for problem in parsed(name).problems}


def test_group_with_the_wrong_roman_number_keeps_its_rows() -> None:
    name = "quyet-dinh-ke-hoach-trong-dieu-1"
    rows = [task for task in parsed(name).tasks if task.basis == "table"]
    groups = Counter(task.group for task in rows)
    assert groups == {
        "CẢI CÁCH THỂ CHẾ": 2,
        "CẢI CÁCH THỦ TỤC HÀNH CHÍNH": 4,
        "CẢI CÁCH TỔ CHỨC BỘ MÁY": 2,
        "HIỆN ĐẠI HÓA HÀNH CHÍNH": 2,
    }
    line = line_of(name, "CẢI CÁCH TỔ CHỨC BỘ MÁY")
    assert {problem.line for problem in parsed(name).problems} & {line, line - 2}


def test_notes_column_is_the_note() -> None:
    name = "phu-luc-bang-tab"
    notes = [fold(task.note.text) if task.note else None for task in parsed(name).tasks if task.basis == "table"]
    expected = ["Theo lộ trình của tỉnh", None, "Lồng ghép nguồn vốn chương trình mục tiêu", None, "Mỗi lớp 80 người"]
    assert notes == [*expected, None, None]


def test_second_d_is_the_letter_after_it() -> None:
    name = "phan-cong-theo-co-quan"
    numbers = [(section.marker, section.number) for section in parsed(name).sections if section.kind == "letter"]
    assert ("d)", "d") in numbers
    assert ("d)", "đ") in numbers
    assert line_of(name, "d) *Dịch vụ giáo dục tiểu học:*") in {problem.line for problem in parsed(name).problems}


def test_table_of_amounts_gives_no_task() -> None:
    assert not [task for task in parsed("bang-markdown").tasks if "Tập huấn, bồi dưỡng" in task.content]


def test_table_of_targets_gives_no_task() -> None:
    assert not [task for task in parsed("bang-trai-dong").tasks if task.content.startswith("Tỷ lệ")]


def test_merged_cell_holds_for_the_row_below() -> None:
    rows = [task for task in parsed("bang-trai-dong").tasks if task.basis == "table"]
    assert [(fold(task.budget.text), task.budget.inherited) if task.budget else None for task in rows] == [
        ("Chi thường xuyên", False),
        ("Chi thường xuyên", True),
        ("Sự nghiệp khoa học và công nghệ", False),
        ("Sự nghiệp khoa học và công nghệ", True),
        ("Chi thường xuyên", False),
    ]


def test_wrapped_range_of_years_is_no_bullet() -> None:
    dashes = [section.text for section in parsed("bang-trai-dong").sections if section.kind == "dash"]
    assert not [text for text in dashes if "2030 được rà soát" in text]
