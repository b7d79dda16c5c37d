"""Two plans compared: what is one task, what changed, and how it is told."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from made_plans import make_agencies, make_document, make_milestone, make_plan, make_section, make_task, span
from processor_time import Work, grows_within

from khcchc.cli import main
from khcchc.diff import Difference, compare, compare_cascade
from khcchc.diff_matching import match_tasks
from khcchc.export.difftext import render_difference
from khcchc.messages import Messages
from khcchc.model import DeliverableField, Period, Plan, ScheduleField, Task

TEXTS = (
    "Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền của tỉnh",
    "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
    "Xây dựng kế hoạch kiểm tra công tác cải cách hành chính năm 2024",
    "Khảo sát sự hài lòng của người dân đối với dịch vụ công trực tuyến",
    "Nâng cấp cổng thông tin điện tử của các sở, ngành",
)


def tasks(*texts: str, **values: Any) -> list[Task]:
    return [make_task(f"II.{n}", content=text, **values) for n, text in enumerate(texts, 1)]


def plan(*texts: str, year: int = 2024, **values: Any) -> Plan:
    period = Period.model_validate({"start": f"{year}-01-01", "end": f"{year}-12-31"})
    return make_plan(*tasks(*texts, **values), document=make_document(period=period))


def due(text: str, **values: Any) -> ScheduleField:
    return ScheduleField(text=text, milestones=(make_milestone(text, **values),), span=span(4))


SAME = [
    ("Rà soát thủ tục hành chính năm 2023", "Rà soát thủ tục hành chính năm 2024"),
    ("Báo cáo trước ngày 15/12/2023 về kết quả", "báo cáo trước ngày 15/12/2024 về kết quả."),
    (TEXTS[0], "Rà soát, đơn giản hóa các thủ tục hành chính thuộc thẩm quyền giải quyết của tỉnh"),
    (TEXTS[3], "Khảo sát mức độ hài lòng của người dân, doanh nghiệp đối với dịch vụ công trực tuyến"),
]
OTHER = [
    (TEXTS[0], TEXTS[1]),
    ("Tổ chức tập huấn kỹ năng số cho cán bộ", "Tổ chức hội nghị tổng kết công tác năm"),
    ("Xây dựng kế hoạch kiểm tra", "Xây dựng kế hoạch tuyên truyền"),
    ("Nâng cấp cổng thông tin điện tử", "Sửa chữa trụ sở làm việc"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_one_task_in_other_words(old: str, new: str) -> None:
    assert len(match_tasks(tasks(old, *TEXTS[1:3]), tasks("Một việc chẳng liên quan", new))) == 1


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_two_tasks_that_share_words(old: str, new: str) -> None:
    assert match_tasks(tasks(old), tasks(new)) == []


def found(difference: Difference) -> dict[str, list[str]]:
    return {pair.new.id: [change.aspect for change in pair.changes] for pair in difference.changed}


def test_equal_plans_differ_in_nothing() -> None:
    difference = compare(plan(*TEXTS), plan(*TEXTS))
    assert not difference.found
    assert difference.unchanged == len(TEXTS)


def test_numbers_do_not_count() -> None:
    difference = compare(plan(*TEXTS), plan(*reversed(TEXTS)))
    assert not difference.found


def test_new_and_dropped() -> None:
    difference = compare(plan(*TEXTS[:4]), plan(*TEXTS[1:]))
    assert [note.content for note in difference.dropped] == [TEXTS[0]]
    assert [note.content for note in difference.added] == [TEXTS[4]]
    assert found(difference) == {}


CHANGES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"lead": make_agencies("Sở Nội vụ")}, {"lead": make_agencies("Sở Tư pháp")}, ["lead"]),
    ({"lead": make_agencies("Sở Nội vụ")}, {"lead": None}, ["lead"]),
    ({"lead": make_agencies("UBND xã A")}, {"lead": make_agencies("Ủy ban nhân dân xã A")}, []),
    ({"lead": make_agencies("HĐND tỉnh")}, {"lead": make_agencies("Hội đồng nhân dân tỉnh")}, []),
    ({"lead": make_agencies("A và B", "A", "B")}, {"lead": make_agencies("B; A", "B", "A")}, []),
    ({"coordinating": None}, {"coordinating": make_agencies("Sở Y tế")}, ["coordinating"]),
    ({"group": "Cải cách thể chế"}, {"group": "Cải cách thủ tục"}, ["moved"]),
    ({"group": "Cải cách thể chế năm 2024"}, {"group": "CẢI CÁCH THỂ CHẾ năm 2025"}, []),
    ({"schedule": due("Quý I", end="2024-03-31")}, {"schedule": due("Tháng 3", end="2024-03-31")}, []),
    ({"schedule": due("Quý I", end="2024-03-31")}, {"schedule": due("Quý II", end="2024-06-30")}, ["schedule"]),
    ({"schedule": None}, {"schedule": due("Quý II", end="2024-06-30")}, ["schedule"]),
]


@pytest.mark.parametrize(("old", "new", "aspects"), CHANGES)
def test_what_changed(old: dict[str, Any], new: dict[str, Any], aspects: list[str]) -> None:
    difference = compare(plan(TEXTS[0], **old), plan(TEXTS[0], **new))
    assert found(difference) == ({"II.1": aspects} if aspects else {})


def product(*items: str) -> DeliverableField:
    return DeliverableField(text="; ".join(items), items=items, span=span(3))


def test_products_in_another_order_are_the_same() -> None:
    old = plan(TEXTS[0], deliverables=product("Kế hoạch năm 2024", "Báo cáo"))
    assert not compare(old, plan(TEXTS[0], deliverables=product("báo cáo", "Kế hoạch năm 2025"))).found
    assert found(compare(old, plan(TEXTS[0], deliverables=product("Báo cáo")))) == {"II.1": ["deliverables"]}


def test_dates_of_two_years_are_compared_by_their_distance() -> None:
    old = plan(TEXTS[0], year=2023, schedule=due("trước 15/12/2023", kind="deadline", end="2023-12-15"))
    same = plan(TEXTS[0], year=2024, schedule=due("trước 15/12/2024", kind="deadline", end="2024-12-15"))
    later = plan(TEXTS[0], year=2024, schedule=due("trước 20/12/2024", kind="deadline", end="2024-12-20"))
    assert not compare(old, same).found
    assert found(compare(old, later)) == {"II.1": ["schedule"]}
    assert compare(old, later).shift_years == 1


def test_a_task_under_another_heading_has_moved() -> None:
    def under(title: str) -> Plan:
        sections = (make_section("II", title), make_section("II.1", None, parent="II"))
        return plan(TEXTS[0]).model_copy(update={"sections": sections})

    assert found(compare(under("Cải cách thể chế"), under("Chuyển đổi số"))) == {"II.1": ["moved"]}
    assert not compare(under("Cải cách thể chế"), under("CẢI CÁCH THỂ CHẾ")).found


def shuffled(texts: Sequence[str], seed: int) -> list[str]:
    texts = list(texts)
    random.Random(seed).shuffle(texts)
    return texts


def test_swapped_plans_give_swapped_pairs() -> None:
    old = tasks(*(f"{text} giai đoạn {n}" for n, text in enumerate(TEXTS * 3)))
    new = tasks(*shuffled([f"{text} trong giai đoạn {n}" for n, text in enumerate(TEXTS * 3)], 3))
    forth = match_tasks(old, new)
    assert forth
    assert sorted((m.new, m.old, m.score) for m in match_tasks(new, old)) == sorted(
        (m.old, m.new, m.score) for m in forth
    )


SYLLABLES = [
    "an",
    "bình",
    "cao",
    "đông",
    "giang",
    "hà",
    "khánh",
    "lâm",
    "minh",
    "nam",
    "phú",
    "quang",
    "sơn",
    "tân",
    "thanh",
    "trung",
    "vĩnh",
    "xuân",
    "yên",
    "đức",
]


def test_work_grows_with_the_tasks_and_not_with_their_square() -> None:
    rng = random.Random(1)

    def matching(count: int) -> Work:
        texts = [" ".join(rng.choices(SYLLABLES, k=20)) for _ in range(count)]
        old, new = tasks(*texts), tasks(*(f"{text} {rng.choice(SYLLABLES)}" for text in texts))
        assert len(match_tasks(old, new)) > 0.95 * count
        return lambda: match_tasks(old, new)

    held, told = grows_within(matching, 150, 600, ratio=4 * 2.5)
    assert held, told


def test_cascade() -> None:
    superior = plan(
        "Rà soát thủ tục hành chính",
        "Tổ chức tập huấn kỹ năng số cho công chức cấp xã",
        "Xây dựng nhà văn hóa thôn kiểu mẫu",
        schedule=due("Quý II", end="2024-06-30"),
    )
    ours = make_plan(
        make_task(
            "I.1",
            content="Rà soát thủ tục hành chính và niêm yết công khai tại bộ phận một cửa của xã",
            schedule=due("Quý III", end="2024-09-30"),
        ),
        make_task(
            "I.2",
            content="Tổ chức tập huấn kỹ năng số cho công chức cấp xã",
            schedule=due("trước 01/7", kind="deadline", end="2024-07-01", end_inclusive=False),
        ),
    )
    difference = compare_cascade(superior, ours)
    assert [note.id for note in difference.dropped] == ["II.3"]
    assert [(pair.old.id, pair.new.id) for pair in difference.changed] == [("II.1", "I.1")]
    (change,) = difference.changed[0].changes
    assert (change.before, change.after) == ("2024-06-30", "2024-09-30")
    assert difference.unchanged == 1


def full_difference() -> Difference:
    old = plan(*TEXTS[:4], lead=make_agencies("Sở Nội vụ"))
    return compare(old, plan("Rà soát, đơn giản hóa các thủ tục hành chính của tỉnh", *TEXTS[2:], year=2025))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_texts_for_people(language: Any) -> None:
    say = Messages(language)
    for width in (60, 100):
        table = render_difference(full_difference(), "table", say, width=width)
        assert all(len(line) <= width for line in table.splitlines())
    assert "[-thuộc" in table
    assert "+ II.4" in table
    assert "- II.2" in table
    markdown = render_difference(full_difference(), "markdown", say)
    assert markdown.count("\n## ") == 3
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}


def test_json_is_the_record_whole() -> None:
    difference = full_difference()
    read = Difference.model_validate(json.loads(render_difference(difference, "json", Messages("en"))))
    assert read == difference


OLD = """KẾ HOẠCH
Cải cách hành chính năm 2023
I. NHIỆM VỤ
1. Rà soát thủ tục hành chính của huyện.
- Cơ quan chủ trì: Phòng Nội vụ.
- Thời gian thực hiện: trước ngày 30/6/2023.
2. Tổ chức hội thi tìm hiểu pháp luật.
- Cơ quan chủ trì: Phòng Tư pháp.
- Thời gian thực hiện: Quý II/2023.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("2023", "2024").replace("Phòng Nội vụ", "Văn phòng UBND"), encoding="utf-8")
    return str(old), str(new)


def test_command(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = files
    assert main(["diff", old, new, "--lang", "en", "--format", "table"]) == 1
    assert "lead:" in capsys.readouterr().out
    assert main(["diff", old, old]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 2
    assert main(["diff", old, new, "--agency", "phong tu phap"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1
    assert main(["diff", old, new, "--agency", "phong tu phapp"]) == 0
    assert "no task names phong tu phapp" in capsys.readouterr().err
    assert main(["diff", old, "missing.txt"]) == 2
    assert main(["diff", "-", "-"]) == 2


def test_command_takes_records_and_writes_files(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = files
    record, page = str(tmp_path / "old.json"), str(tmp_path / "diff.md")
    assert main(["parse", old, "-o", record]) == 0
    assert main(["diff", record, old, "--format", "json"]) == 0
    assert main(["diff", record, new, "-o", page]) == 1
    assert Path(page).read_text(encoding="utf-8").startswith("# old.txt → new.txt")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    assert main(["diff", str(tmp_path / "list.json"), new]) == 2
    assert "not the record of one plan" in capsys.readouterr().err


def test_command_cascade(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = files
    assert main(["diff", old, new, "--cascade", "--format", "json"]) == 1, "our dates are a year later"
    assert len(json.loads(capsys.readouterr().out)["changed"]) == 2
    assert main(["diff", old, old, "--cascade", "--format", "json"]) == 0
