"""Word files: what Word shows is read, with its automatic numbers; XML first, lines last."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx_made import abstract, make_docx, make_zip, num, p, r, restart, row, t, table

import khcchc
from khcchc.model import Plan
from khcchc.pipeline import parse_source
from khcchc.read import SourceText, read_bytes
from khcchc.read.docx_numbering import bullet, format_number
from khcchc.read.layout import tidy_tabs

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import make_samples

B = "<w:b/>"


def read(body: str, **parts: str) -> SourceText:
    return read_bytes(make_docx(body, **parts), name="plan.docx")


def lines(body: str, **parts: str) -> list[str]:
    return list(read(body, **parts).lines)


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{r(result)}{char('end')}"


RUNS = [
    (r("một ") + r("hai"), ["một hai"]),
    (f"<w:ins>{r('thêm')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", ["thêm"]),
    (f"<w:moveTo>{r('đến')}</w:moveTo><w:moveFrom>{r('đi')}</w:moveFrom>", ["đến"]),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('trong ô')}</w:sdtContent></w:sdt>", ["trong ô"]),
    (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>" + r("x"),
        ["x"],
    ),
    (f"<w:smartTag>{r('thẻ')}</w:smartTag><w:customXml>{r(' riêng')}</w:customXml>", ["thẻ riêng"]),
    (f'<w:hyperlink r:id="rId9">{r("liên kết")}</w:hyperlink>', ["liên kết"]),
    (f'<w:fldSimple w:instr="REF x">{r("kết quả")}</w:fldSimple>', ["kết quả"]),
    (field("DATE", "01/01/2024"), ["01/01/2024"]),
    (field("IF a = b", r"ngoài " + "x"), ["ngoài x"]),
    (r("trước ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("hỏng"), ["trước"]),
    ("<w:r>" + t("8") + "<w:noBreakHyphen/>" + t("NQ") + "</w:r>", ["8-NQ"]),
    ("<w:r>" + t("chia") + "<w:softHyphen/>" + t("đôi") + "</w:r>", ["chiađôi"]),
    ("<w:r>" + t("dòng một") + "<w:br/>" + t("dòng hai") + "</w:r>", ["dòng một", "dòng hai"]),
    ("<w:r>" + t("1.") + "<w:tab/>" + t("Mục đích") + "</w:r>", ["1. Mục đích"]),
    ("<w:r><w:tab/>" + t("thụt đầu dòng") + "</w:r>", ["thụt đầu dòng"]),
    ("<w:r>" + t("STT") + "<w:tab/>" + t("Nội dung") + "<w:tab/>" + t("Hạn") + "</w:r>", ["STT\tNội dung\tHạn"]),
    (r("hiện") + r(" ẩn", "<w:vanish/>") + r(" rõ", '<w:vanish w:val="0"/>'), ["hiện rõ"]),
    (r("kế hoạch", "<w:caps/>"), ["KẾ HOẠCH"]),
    ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + r(" ý"), ["- ý"]),
    (r("chú thích") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" tiếp"), ["chú thích tiếp"]),
    ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", ["a+b"]),
    ("<w:unknown>" + r("không mất") + "</w:unknown>", ["không mất"]),
    (r("đoạn ") + r("") + "<w:r><w:t> sát </w:t></w:r>" + r(" nhau"), ["đoạn sát nhau"]),
    (
        f"<w:r><w:pict><v:shape><v:textbox>{box('trong khung')}</v:textbox></v:shape></w:pict></w:r>",
        ["", "trong khung"],
    ),
    (
        r("neo")
        + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        + box("MẬT")
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        + box("MẬT")
        + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ["neo", "MẬT"],
    ),
]


@pytest.mark.parametrize(("runs", "expected"), RUNS)
def test_words_of_a_paragraph(runs: str, expected: list[str]) -> None:
    assert lines(f"<w:p>{runs}</w:p>") == expected


def test_deleted_paragraph_mark_joins_with_the_next() -> None:
    deleted = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('một ')}</w:p>"
    assert lines(deleted + p("hai")) == ["một hai"]
    assert lines(deleted) == ["một"]


def test_blocks_in_content_controls_and_custom_xml() -> None:
    assert lines(f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:customXml>{p('b')}</w:customXml>") == [
        "a",
        "b",
    ]


def test_bold_and_soft_lines_are_told() -> None:
    source = read(
        p("Đậm", run=B) + f"<w:p>{r('nửa', B)}{r(' kia')}</w:p><w:p>{r('a', B)}<w:r><w:br/></w:r>{r('b', B)}</w:p>"
    )
    assert source.lines == ("Đậm", "nửa kia", "a", "b")
    assert (source.bold, source.soft, source.complete) == ((1, 3, 4), (4,), True)


# --- numbering -------------------------------------------------------------------------------------------------

OUTLINE = (
    abstract(0, "upperRoman|%1.", "decimal|%2.", "lowerLetter|%3)") + num(1, 0) + num(2, 0) + num(3, 0, restart(1, 1))
)
NUMBERED = [
    # levels, restarts behind a higher level, lists that share a definition
    (
        OUTLINE,
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "a)"],
    ),
    (OUTLINE, [(1, 1), (2, 1), (3, 1), (3, 1), (2, 1)], ["1.", "2.", "1.", "2.", "3."]),
    # a level without the one above it counts that one
    (abstract(0, "decimal|%1.", "decimal|%1.%2.") + num(1, 0), [(1, 1), (1, 0), (1, 1)], ["1.1.", "2.", "2.1."]),
    # start values; overrides of a whole level; the start of an override holds for later restarts too
    (abstract(0, "decimal|Điều %1.|5") + num(1, 0), [(1, 0), (1, 0)], ["Điều 5.", "Điều 6."]),
    (
        abstract(0, "decimal|%1.")
        + num(
            1,
            0,
            '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>',
        ),
        [(1, 0), (1, 0)],
        ["B)", "C)"],
    ),
    (
        abstract(0, "decimal|%1.", "decimal|%2.") + num(1, 0, restart(1, 3)),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1.", "3.", "2.", "3."],
    ),
    # a level that never restarts, and one that restarts behind the first level only
    (
        abstract(0, "decimal|%1.", 'decimal|%2)||<w:lvlRestart w:val="0"/>') + num(1, 0),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1.", "1)", "2.", "2)"],
    ),
    (
        abstract(0, "decimal|%1.", "decimal|%2.", 'decimal|%3)||<w:lvlRestart w:val="1"/>') + num(1, 0),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        ["1.", "1.", "1)", "2.", "2)", "2.", "1)"],
    ),
    # a legal level writes the Roman number above it as 2
    (
        abstract(0, "upperRoman|%1.", "decimal|%1.%2.||<w:isLgl/>") + num(1, 0),
        [(1, 0), (1, 0), (1, 1)],
        ["I.", "II.", "2.1."],
    ),
    # bullets by their glyph, else by their level
    (abstract(0, "bullet|\uf0b7", "bullet|o", "bullet|\uf0a7") + num(1, 0), [(1, 0), (1, 1), (1, 2)], ["-", "+", "-"]),
    (abstract(0, "bullet|+", "bullet|–") + num(1, 0), [(1, 0), (1, 1)], ["+", "-"]),
    # a number without punctuation gets the full stop that drafters type; no list, no number
    (abstract(0, "decimal|%1", "decimal|%1.%2") + num(1, 0), [(1, 0), (1, 1)], ["1.", "1.1"]),
    (OUTLINE, [(0, 0), (9, 0)], ["", ""]),
    # a definition that points at a style which has the list; a circle of such links
    (
        abstract(0, "decimal|%1/") + abstract(1, extra='<w:numStyleLink w:val="L"/>') + num(1, 0) + num(2, 1),
        [(2, 0), (2, 0)],
        ["1/", "2/"],
    ),
    (abstract(0, extra='<w:numStyleLink w:val="C"/>') + num(1, 0) + num(2, 0), [(1, 0)], [""]),
]
STYLES = (
    '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="C"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="character" w:styleId="Hide"><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(("numbering", "places", "expected"), NUMBERED)
def test_automatic_numbers(numbering: str, places: list[tuple[int, int]], expected: list[str]) -> None:
    body = "".join(p("x", listed=place) for place in places)
    got = lines(body, numbering=numbering, styles=STYLES)
    assert [line.removesuffix("x").strip() for line in got] == expected


def test_numbers_of_styles() -> None:
    numbering = abstract(0, "upperRoman|%1.", "decimal|%2.", 'lowerLetter|%3)||<w:pStyle w:val="H3"/>') + num(1, 0)
    body = (
        p("a", style="H1")
        + p("b", style="H2")
        + p("c", style="H3")
        + p("d", style="H1", listed=(0, 0))
        + p("e", style="H1")
    )
    source = read(body, numbering=numbering, styles=STYLES)
    assert source.lines == ("I. a", "1. b", "a) c", "d", "II. e")
    assert source.bold == (1, 2, 3, 4, 5)


def test_typed_numbers_are_untouched_and_not_doubled() -> None:
    numbering = abstract(0, "decimal|%1.") + abstract(1, "bullet|-") + num(1, 0) + num(2, 1)
    body = (
        p("1. gõ tay")
        + p("1. vừa gõ vừa tự động", listed=(1, 0))
        + p("- ý", listed=(2, 0))
        + p("tự động", listed=(1, 0))
    )
    assert lines(body, numbering=numbering) == ["1. gõ tay", "1. vừa gõ vừa tự động", "- ý", "2. tự động"]


FORMATS = [
    (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"), (3949, "upperRoman", "MMMCMXLIX"), (4000, "upperRoman", "4000"), (3, "lowerLetter", "c"), (27, "upperLetter", "AA"),
    (5, "decimalZero", "05"), (5, "decimalEnclosedParen", "(5)"), (5, "ordinal", "5"), (5, "unheardOf", "5"),
    (0, "upperRoman", "0"), (9999, "lowerLetter", "9999"), (5, "none", ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "written"), FORMATS)
def test_number_formats(value: int, form: str, written: str) -> None:
    assert format_number(value, form) == written


def test_bullets() -> None:
    assert [bullet(glyph, 1) for glyph in ("-", "–", "\uf02d", "+", "•", "")] == ["-", "-", "-", "+", "+", "+"]


def test_tabs() -> None:
    texts = ["\tthụt", "-\tý", "a)\tđiểm", "1.1.\tmục", "TM.\tKT.", "1\tLàm\tSở", "\tLàm\tSở", "hết\t"]
    assert [tidy_tabs(x) for x in texts] == [
        "thụt",
        "- ý",
        "a) điểm",
        "1.1. mục",
        "TM.\tKT.",
        "1\tLàm\tSở",
        "Làm\tSở",
        "hết",
    ]


# --- tables ----------------------------------------------------------------------------------------------------


def grid(source: SourceText) -> list[list[str | None]]:
    """The tables as words; `=` marks a place that a merge covers."""
    out: list[list[str | None]] = []
    for native in source.tables:
        for cells in native.rows:
            out.append(
                [
                    None
                    if cell is None
                    else ("=" if cell.merged else "") + "/".join(source.lines[cell.start - 1 : cell.end])
                    for cell in cells
                ]
            )
    return out


HEAD = row("STT", "Nhiệm vụ", "Chủ trì")
TABLES = [
    (table(HEAD, row("1", "Làm A/Làm B", "Sở X")), [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Làm A/Làm B", "Sở X"]]),
    (table(HEAD, row("span=3:I. NHÓM")), [["STT", "Nhiệm vụ", "Chủ trì"], ["I. NHÓM", None, None]]),
    (
        table(row("1", "merge=start:Sở X", "a"), row("2", "merge=on:", "b"), row("3", "merge=on:", "")),
        [["1", "Sở X", "a"], ["2", "=Sở X", "b"], ["3", "=Sở X", None]],
    ),
    # a two-row header: merged cells stand in both rows
    (
        table(
            row("merge=start:STT", "merge=start:Việc", "span=2:Đơn vị"),
            row("merge=on:", "merge=on:", "Chủ trì", "Phối hợp"),
        ),
        [["STT", "Việc", "Đơn vị", None], ["=STT", "=Việc", "Chủ trì", "Phối hợp"]],
    ),
    # a merge that has nothing above it is an empty cell
    (table(row("1", "merge=on:", "a")), [["1", None, "a"]]),
    # dragged borders: a grid finer than the table
    (
        table(row("1", "span=2:Làm", "x"), row("2", "Làm", "span=2:y"), widths=(1000, 100, 2000, 900)),
        [["1", "Làm", "x"], ["2", "Làm", "y"]],
    ),
    (table(row("a", "b", properties="<w:del/>"), row("c", "d")), [["c", "d"]]),
    (
        table(row("a", "b", properties='<w:gridBefore w:val="1"/>'), row("x", "y", "z")),
        [[None, "a", "b"], ["x", "y", "z"]],
    ),
    (table(f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>"), [["a", "b"]]),
    # a table inside a cell is lines of the cell; a frame of one cell is no table
    (table(row("1", table(row("x", "y"), row("z", "t")) + p("sau"))), [["1", "x | y/z | t/sau"]]),
    (table(row(p("khung") + table(row("1", "2")) + p("cuối"))), [["1", "2"]]),
    (table(row("", ""), row("", "")), []),
]


@pytest.mark.parametrize(("body", "expected"), TABLES)
def test_tables(body: str, expected: list[list[str | None]]) -> None:
    source = read(body)
    assert grid(source) == expected
    for native in source.tables:
        assert native.start <= native.end <= len(source.lines)


def test_numbers_in_cells_are_counted_down_the_column_and_not_in_merged_cells() -> None:
    listed = (1, 0)
    body = table(
        row(p("", listed=listed), "a"),
        row("merge=start:" + p("", listed=listed), "b"),
        row("merge=on:" + p("", listed=listed), "c"),
        row(p("", listed=listed), "d"),
    )
    source = read(body, numbering=abstract(0, "decimal|%1.") + num(1, 0))
    assert [cells[0] for cells in grid(source)] == ["1.", "2.", "=2.", "3."]


def test_headers_footers_notes_and_contents_are_set_aside() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    source = read(
        p("I. MỤC TIÊU 3", style="T1") + f"<w:p>{r('Sở X')}{mark}{r(' làm.')}</w:p>" + section,
        styles=STYLES,
        header1=p("Kế hoạch 2024"),
        footer1=f"<w:p>{field('PAGE', '2')}</w:p>",
        footnotes=f'<w:footnote w:id="0">{p("x")}</w:footnote><w:footnote w:id="7">{p("Nguồn: A")}{p("trang 1")}</w:footnote>',
    )
    assert source.lines == ("I. MỤC TIÊU 3", "Sở X làm.", "Kế hoạch 2024", "2", "[1] Nguồn: A trang 1")
    assert [why for _, why in source.aside] == ["table of contents", "running head", "running foot", "footnote"]


def test_letterhead_in_a_page_header_is_the_head_of_the_document() -> None:
    section = '<w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="header1"/></w:sectPr>'
    source = read(p("KẾ HOẠCH") + section, header1=p("UBND XÃ A") + p("Độc lập - Tự do - Hạnh phúc"))
    assert source.lines == ("UBND XÃ A", "Độc lập - Tự do - Hạnh phúc", "KẾ HOẠCH")
    assert source.aside == ()


def test_strict_open_xml() -> None:
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{transitional}"><w:body>{p("chặt chẽ")}</w:body></w:document>'
    data = make_zip({"word/document.xml": document.replace(transitional, strict)})
    assert read_bytes(data, name="a.docx", from_format="docx").lines == ("chặt chẽ",)


def test_paragraphs_are_never_joined_by_lower_case() -> None:
    body = p("I. NHIỆM VỤ") + p("a) xây dựng kế hoạch") + p("tổ chức thực hiện") + p("kiểm tra, giám sát")
    plan = parse_source(read(body))
    assert [s.text for s in plan.sections][-3:] == ["xây dựng kế hoạch", "tổ chức thực hiện", "kiểm tra, giám sát"]


# --- whole plans -----------------------------------------------------------------------------------------------

SAMPLES = sorted(
    path for path in make_samples.SAMPLES.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README"
)


SPANS: Any = {"span": True, "references": {"__all__": {"span"}}} | {
    name: {"span"} for name in ("lead", "coordinating", "deliverables", "schedule", "budget", "note")
}


def fields(plan: Plan) -> list[object]:
    """All that a task says, without the lines it stands on."""
    return [task.model_dump(exclude=SPANS) for task in plan.tasks]


@pytest.mark.parametrize("make", [make_samples.automatic_docx, make_samples.typed_docx, make_samples.page])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_gives_the_same_tasks_as_its_text(path: Path, make: Callable[[Path], bytes]) -> None:
    plan = parse_source(read_bytes(make(path), name="plan"))
    text = khcchc.parse(path)
    assert fields(plan) == fields(text)
    assert plan.document.model_dump(exclude={"legal_bases", "attached"}) == text.document.model_dump(
        exclude={"legal_bases", "attached"}
    )
    assert plan.coverage.unplaced == ()


@pytest.mark.parametrize("name", [name for name in make_samples.MAKERS if not name.endswith(".pdf")])
def test_sample_files_are_what_the_script_makes(name: str) -> None:
    source, make = make_samples.MAKERS[name]
    stored = (make_samples.SAMPLES / "formats" / name).read_bytes()
    assert read_bytes(make(make_samples.SAMPLES / source), name=name).lines == read_bytes(stored, name=name).lines
