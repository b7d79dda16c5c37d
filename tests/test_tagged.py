"""Tables in HTML inside a text: the same rows as with pipes, at the lines of the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import khcchc
from khcchc.model import Plan
from khcchc.pipeline import parse_source
from khcchc.read import read_bytes

PAGES = sorted((Path(__file__).parent / "cases" / "html").glob("*.html"))
TABLES = {
    f"{page.stem}-{k}": table
    for page in PAGES
    for k, table in enumerate(re.findall(r"<table\b.*?</table>", page.read_text(encoding="utf-8"), re.DOTALL))
    if table.count("<table") == 1
}
ROWS = [
    ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"],
    ["1", "Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ", "Quý I/2026"],
    ["2", "Kiểm tra công vụ", "Sở Nội vụ", "", "Trước 30/6/2026"],
]


def tagged(rows: list[list[str]], between: str) -> str:
    return "".join(f"{between}<tr>{between}{''.join(f'<td>{cell}</td>{between}' for cell in row)}</tr>" for row in rows)


def fields(plan: Plan) -> list[tuple[object, ...]]:
    values = [(t.lead, t.coordinating, t.deliverables, t.schedule) for t in plan.tasks]
    return [
        (task.content, task.group, *((value.text, value.inherited) if value else None for value in told))
        for task, told in zip(plan.tasks, values, strict=True)
    ]


@pytest.mark.parametrize("between", ["", "\n", "\n\n  "])
@pytest.mark.parametrize("around", ["{}", "<html><body>{}</body></html>", '<div class="bang">\n{}</div>'])
def test_a_table_is_read_like_one_with_pipes(between: str, around: str) -> None:
    pipes = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    table = around.replace("\n", "").format(f"<table>{tagged(ROWS, between)}</table>")
    found = fields(khcchc.parse_text(f"II. NHIỆM VỤ\n\n{table}\n\nIII. TỔ CHỨC THỰC HIỆN\n"))
    assert found == fields(khcchc.parse_text(f"II. NHIỆM VỤ\n\n{pipes}\n\nIII. TỔ CHỨC THỰC HIỆN\n"))
    assert len(found) == 2


def test_cells_know_their_lines_and_merged_ones_hold_for_all_their_rows() -> None:
    text = (
        "II. NHIỆM VỤ\n<table>\n"
        "<tr><th>STT</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Thời gian</th></tr>\n"
        "<tr><td>1</td>\n<td>Rà soát văn bản\nthuộc lĩnh vực nội vụ</td>\n"
        '<td rowspan="2">Sở Tư pháp</td><td>Quý I/2026</td></tr>\n'
        "<tr><td>2</td><td>- Kiểm tra<br>- Báo cáo</td><td>Quý II/2026</td></tr>\n"
        "</table>\n"
    )
    first, second = khcchc.parse_text(text).tasks
    assert (first.content, first.span.start_line, first.span.end_line) == (
        "Rà soát văn bản thuộc lĩnh vực nội vụ", 4, 7,
    )  # fmt: skip
    assert first.lead and second.lead
    assert (first.lead.span.start_line, first.lead.span.end_line, first.lead.inherited) == (7, 7, False)
    assert (second.content, second.lead.text, second.lead.inherited) == ("- Kiểm tra\n- Báo cáo", "Sở Tư pháp", True)


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{tagged(ROWS, '')}",
        f"<table>{tagged(ROWS, '')}</table> và các nhiệm vụ khác",
        f"<table><tr><td><table>{tagged(ROWS, '')}</table></td><td>2</td></tr></table>",
        f"<table>{tagged(ROWS, '')}</table><table>{tagged(ROWS, '')}</table>",
    ],
    ids=["never closed", "words behind", "a table in a cell", "two on a line"],
)
def test_what_is_no_single_table_is_told(table: str) -> None:
    plan = khcchc.parse_text(f"II. NHIỆM VỤ\n{table}\n")
    assert plan.tasks == ()
    assert [(p.code, p.line) for p in plan.problems] == [("TAB004", 2)]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_tables_of_a_page_say_the_same_inside_a_text(table: str) -> None:
    page = read_bytes(f"<p>II. NHIỆM VỤ</p>{table}".encode(), name="trang.html", from_format="html")
    assert fields(khcchc.parse_text(f"II. NHIỆM VỤ\n\n{table}\n")) == fields(parse_source(page))
