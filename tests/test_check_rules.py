"""Every rule over two tables: what it finds, and what it leaves alone. The cases are in `cases/check`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from khcchc.check.context import read_context
from khcchc.check.engine import check_source
from khcchc.check.options import CheckOptions
from khcchc.check.page import page_files
from khcchc.check.registry import RULES, find_rule, select_rules
from khcchc.check.remarks import REMARKS
from khcchc.check.rule import FAMILIES, Rule
from khcchc.errors import ConfigError
from khcchc.grammar import builtin_grammars
from khcchc.pipeline import parse_source
from khcchc.read import read_bytes

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "check"
HEAD_RE = re.compile(r"=== (?P<rule>[A-Z]{3}\d{3}) (?:found (?P<lines>[\d, ]+)|left alone): (?P<name>.+)")


@dataclass(frozen=True)
class Case:
    rule: str
    name: str
    lines: tuple[int, ...]
    text: str


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(CASES.glob("*.txt")):
        for block in re.split(r"(?m)^(?==== )", path.read_text(encoding="utf-8"))[1:]:
            head, _, text = block.partition("\n")
            match = HEAD_RE.fullmatch(head)
            assert match, f"{path.name}: {head}"
            lines = tuple(int(n) for n in (match["lines"] or "").split(",") if n.strip())
            cases.append(Case(match["rule"], match["name"], lines, text))
    return cases


ALL_CASES = read_cases()


def found_lines(rule: str, text: str) -> tuple[int, ...]:
    source = read_bytes(text.encode(), name="case.txt", from_format="text")
    checked = check_source(source, CheckOptions(select=(rule,), severity="info"))
    return tuple(dict.fromkeys(f.line for f in checked.findings))


@pytest.mark.parametrize("case", [c for c in ALL_CASES if c.lines], ids=lambda c: f"{c.rule} {c.name}")
def test_found(case: Case) -> None:
    assert found_lines(case.rule, case.text) == case.lines


@pytest.mark.parametrize("case", [c for c in ALL_CASES if not c.lines], ids=lambda c: f"{c.rule} {c.name}")
def test_left_alone(case: Case) -> None:
    assert found_lines(case.rule, case.text) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_both_tables_hold_every_rule(rule: Rule) -> None:
    own = [c for c in ALL_CASES if c.rule == rule.id]
    assert any(c.lines for c in own) and any(not c.lines for c in own)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_examples_of_the_page_hold(rule: Rule) -> None:
    assert found_lines(rule.id, rule.bad)
    assert not found_lines(rule.id, rule.good)


def test_the_registry_holds_every_rule_file() -> None:
    folder = ROOT / "src" / "khcchc" / "check" / "rules"
    files = sorted(p.stem.upper() for p in folder.glob("*.py") if p.stem != "__init__")
    assert sorted(rule.id for rule in RULES) == files
    assert len(RULES) == 41
    assert len({rule.name for rule in RULES}) == 41


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_well_made(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2,3}\d{3}", rule.id) and rule.family in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for text in (rule.title, rule.what, rule.why):
        assert text.en and text.vi and text.en[-1:] != " "


def test_published_pages_are_those_of_the_code() -> None:
    folder = ROOT / "docs" / "rules"
    pages = dict(page_files())
    assert {p.name for p in folder.glob("*.md")} == set(pages)
    for name, text in pages.items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"{name}: khcchc rule --all --write docs/rules"


def test_every_code_of_a_record_has_a_page() -> None:
    written = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src" / "khcchc").rglob("*.py"))
    codes = set(re.findall(r'(?:code=|_problem\()"([A-Z]{3}\d{3})"', written))
    remarks = {remark.id for remark in REMARKS}
    assert remarks <= codes and codes <= remarks | {rule.id for rule in RULES}


SELECTIONS = [
    ((), (), 41),
    (("STR",), (), 7),
    (("STR", "doc001"), ("STR010",), 7),
    (("roman-order",), (), 1),
    ((), ("STR", "FLD", "DLN", "DOC"), 13),
    (("ALL",), ("TXT",), 36),
]


@pytest.mark.parametrize(("select", "ignore", "count"), SELECTIONS)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], count: int) -> None:
    assert len(select_rules(select, ignore)) == count


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ConfigError, match="STR999"):
        select_rules(("STR999",), ())
    with pytest.raises(ConfigError, match="did you mean"):
        find_rule("STR01")


REGIMES = [("12 tháng 5 năm 2017", "tt01"), ("04 tháng 3 năm 2020", "tt01"), ("05 tháng 3 năm 2020", "nd30")]


@pytest.mark.parametrize(("date", "regime"), REGIMES)
def test_regime_by_date_of_issue(date: str, regime: str) -> None:
    text = f"Số: 27/KH-UBND\n\nBình An, ngày {date}\n\nKẾ HOẠCH\nLưu trữ hồ sơ\n\n1. Lập danh mục.\n"
    context = read_context(read_bytes(text.encode(), name="x.txt"), CheckOptions())
    assert context.regime is not None and context.regime.id == regime
    forced = read_context(read_bytes(text.encode(), name="x.txt"), CheckOptions(regime="nd30"))
    assert forced.regime is not None and forced.regime.id == "nd30"


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda p: p.name)
def test_the_context_holds_the_plan_that_parse_gives(path: Path) -> None:
    source = read_bytes(path.read_bytes(), name=path.name)
    assert read_context(source, CheckOptions()).plan == parse_source(source)


def test_a_draft_may_leave_number_and_date_open() -> None:
    text = "Số:     /KH-UBND\n\nBình An, ngày     tháng     năm 2024\n\nKẾ HOẠCH\nLưu trữ\n\n1. Lập danh mục.\n"
    source = read_bytes(text.encode(), name="x.txt")
    for draft, severity in ((False, "error"), (True, "info")):
        checked = check_source(source, CheckOptions(select=("DOC001", "DOC002"), draft=draft))
        assert [f.severity for f in checked.findings] == [severity] * 2


MERGED = """<p>KẾ HOẠCH</p><p>Cơ sở dữ liệu năm 2026</p><p>I. NHIỆM VỤ</p><table>
<tr><th>STT</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Phối hợp</th><th>Thời gian</th></tr>
<tr><td>1</td><td>Thu thập dữ liệu.</td><td>Sở Nội vụ</td><td{span}>Sở Tài chính; Sở Y tế</td><td>2026</td></tr>
<tr><td>2</td><td>Vận hành hệ thống.</td><td>Sở Y tế</td>{own}<td>2026</td></tr></table>"""


def test_a_merged_cell_may_name_the_leads_of_its_rows() -> None:
    merged = MERGED.format(span=" rowspan=2", own="")
    single = MERGED.format(span="", own="<td>Sở Tài chính; Sở Y tế</td>")
    for text, count in ((merged, 0), (single, 1)):
        source = read_bytes(text.encode(), name="plan.html")
        checked = check_source(source, CheckOptions(select=("AGY001",)))
        assert len(checked.context.plan.tasks) == 2
        assert len(checked.findings) == count


NO_TASKS = [
    ("Danh sách đi chợ\n\n- 2 kg gạo\n", "warning", "right file"),
    ("KẾ HOẠCH\nLưu trữ\n\nI. MỤC TIÊU\n\nNâng cao chất lượng.\n", "warning", "in this plan"),
    ("BÁO CÁO\nKết quả lưu trữ\n\nI. KẾT QUẢ\n\nĐã lập danh mục.\n", "info", "in this document"),
    ("Số: 27/SNV-VTLT\n\nKính gửi: UBND các xã\n\nĐã nhận được văn bản.\n", "info", "in this document"),
]


@pytest.mark.parametrize(("text", "severity", "words"), NO_TASKS)
def test_a_file_without_tasks_is_told_by_what_it_is(text: str, severity: str, words: str) -> None:
    [found] = check_source(read_bytes(text.encode(), name="x.txt"), CheckOptions(select=("TSK002",))).findings
    assert found.severity == severity and words in found.message.en


def test_what_reading_tells_is_told_and_can_be_chosen() -> None:
    text = "II. NHIỆM VỤ\nSTT Nội dung Cơ quan chủ trì Thời gian\n1 Rà soát Sở Tư pháp Quý I\n"
    source = read_bytes(text.encode(), name="x.txt")
    [found] = [f for f in check_source(source).findings if f.rule == "TAB002"]
    assert (found.severity, found.line) == ("warning", 2)
    assert "columns are lost" in found.message.en and "mất ranh giới cột" in found.message.vi
    assert [f.rule for f in check_source(source, CheckOptions(select=("TAB",))).findings] == ["TAB002"]
    assert "TAB002" not in [f.rule for f in check_source(source, CheckOptions(ignore=("TAB002",))).findings]
    commented = read_bytes(
        text.replace("STT", "<!-- khcchc: ignore TAB002 xem tệp Word -->\nSTT").encode(), name="x.txt"
    )
    [let] = [f for f in check_source(commented).findings if f.rule == "TAB002"]
    assert let.status == "suppressed"


def test_a_page_that_was_not_read_is_told() -> None:
    from khcchc.model import Problem

    source = read_bytes("I. NHIỆM VỤ\n\n1. Rà soát.\n".encode(), name="x.txt")
    unread = source._replace(
        problems=(Problem(code="PDF001", severity="error", message="page 2 is a picture", page=2),)
    )
    [found] = check_source(unread, CheckOptions(select=("PDF001",))).findings
    assert (found.severity, found.page, found.line) == ("error", 2, 1)


def test_every_line_break_and_every_rule_bears_odd_text() -> None:
    odd = [
        "",
        "\n",
        "(",
        "I.\n\nI.\n",
        "Số:\n",
        "KẾ HOẠCH",
        "1.\n2.\n",
        "a)\nb)\na)",
        "TM. ",
        "|a|b|\n|-|-|\n",
        "\u200b",
        "Phụ lục",
    ]
    grammars = builtin_grammars()
    for text in odd:
        source = read_bytes(f"x{text}".encode(), name="x.txt", from_format="text")
        check_source(source, CheckOptions(), grammars=grammars)
