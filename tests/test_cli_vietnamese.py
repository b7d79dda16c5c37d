"""`--lang vi`: whatever a command refuses or cannot read, it says so in Vietnamese, names the file, and exits as ever."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_made import make_docx, make_zip
from made_pdfs import LEFT, Page, pdf

from khcchc.cli import main
from khcchc.messages import Messages
from khcchc.read import FORMATS
from khcchc.read.options import ENCODINGS

SAMPLE = Path(__file__).parents[1] / "samples" / "ke-hoach-truong-thong-tin.txt"
_KEY = b"<" + b"41" * 32 + b">"
_LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00> <00>] /Root" % (_KEY, _KEY)
ENCRYPTED_PDF = pdf(Page().text(LEFT, 100, "Mật")).replace(b"/Root", _LOCK)
_FOLDERS_RE = re.compile(r"\S*/")  # where the repository lies may be English
ENGLISH_RE = re.compile(
    r"(?<!-)\b(the|is|are|was|not|no|it|its|of|or|and|with|by|for|cannot|be|than|more|again|check|see|name|save|open|file"
    r"|folder|such|should|must|valid|expected|unexpected|got|try|split|missing|larger)\b"
)
"""Words of the errors that are none in Vietnamese, as `in` is (to print)."""


def said(capsys: pytest.CaptureFixture[str], *args: object) -> str:
    """What a command that could not run tells."""
    assert main(["--lang", "vi", *map(str, args)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("lỗi: ")
    return captured.err


FILES = [
    ("ke-hoach.docx", b"PK\x03\x04" + bytes(400), "bị hỏng: không đọc được mục lục ZIP — hãy mở bằng Word"),
    ("ke-hoach.docx", make_docx("<a><b></a>"), "bị hỏng: 'word/document.xml' sai cấu trúc ở dòng 1 — hãy"),
    ("ke-hoach.docx", make_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "là bảng tính Excel, không phải"),
    ("ke-hoach.pdf", ENCRYPTED_PDF, "được khoá bằng mật khẩu — hãy mở tệp"),
    ("ke-hoach.pdf", b"%PDF-1.7\n", "bị hỏng: không mở được như tệp PDF — hãy lấy lại"),
    ("ke-hoach.txt", b"", "là tệp rỗng — không có gì để đọc"),
    ("ke-hoach.txt", bytes(range(32)) * 20, "là tệp nhị phân, không phải văn bản"),
    ("ke-hoach.rar", b"Rar!" + bytes(20), "là tệp nén RAR — hãy chọn chính tệp văn bản"),
]


@pytest.mark.parametrize(("name", "data", "words"), FILES)
@pytest.mark.parametrize("command", ["parse", "outline", "check"])
def test_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    told = said(capsys, command, path)
    assert f"{name} {words}" in told
    assert not ENGLISH_RE.search(_FOLDERS_RE.sub("", told.replace("word/document.xml", "")))


@pytest.mark.parametrize(("name", "data", "words"), FILES)
def test_convert_gives_the_same_reasons(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    out = tmp_path / "out"
    assert main(["--lang", "vi", "convert", str(tmp_path / name), "--to", "json", "-o", str(out), "--jobs", "1"]) == 2
    told = capsys.readouterr().err
    line, count, _, row = told.splitlines()
    assert line.startswith(f"lỗi: {name}: {words}")
    assert count == "0 tệp đã chuyển đổi; 1 tệp lỗi"
    assert words in row
    assert not ENGLISH_RE.search(_FOLDERS_RE.sub("", told.replace("word/document.xml", "")))
    manifest = json.loads((out / ".khcchc" / "manifest.json.json").read_text(encoding="utf-8"))
    assert ENGLISH_RE.search(manifest["inputs"][name]["reason"])


def _bad_grammar(folder: Path) -> tuple[str, ...]:
    (folder / "rieng.toml").write_text('version = 1\nconcept = "fields"\nabout = "x"\nexampels = 1\n', encoding="utf-8")
    return "parse", str(SAMPLE), "--grammar", str(folder)


REFUSED: list[tuple[Callable[[Path], tuple[object, ...]], str]] = [
    (lambda folder: ("parse", folder / "mat.docx"), "mat.docx: không có tệp này — hãy kiểm tra lại tên"),
    (lambda folder: ("parse", folder), "là thư mục — hãy ghi tên một tệp trong thư mục đó"),
    (lambda folder: ("check", folder), "không có kế hoạch nào trong đó"),
    (lambda folder: ("parse", SAMPLE, "--max-bytes", 2000), "thong-tin.txt có dung lượng lớn hơn 2 KiB — hãy chia"),
    (lambda folder: ("parse", SAMPLE, "--max-bytes", 20), "thong-tin.txt có dung lượng lớn hơn 20 byte — hãy chia"),
    (lambda folder: ("parse", SAMPLE, "--encoding", "latin"), "--encoding latin: chỉ nhận utf-8"),
    (lambda folder: ("parse", SAMPLE, "--encoding", "utf-32"), "dòng 1 không đúng bảng mã utf-32 (byte 0x"),
    (lambda folder: ("parse", SAMPLE, "-o", folder), "là thư mục — hãy ghi tên"),
    (lambda folder: ("parse", SAMPLE, "-o", folder / "a" / "b.json"), "b.json: không có tệp hoặc thư mục này — hãy"),
    (_bad_grammar, "rieng.toml: exampels: khoá không hợp lệ — xem grammars/README.md"),
    (lambda folder: ("grammar", "check", folder / "x"), "ngữ pháp: "),
    (lambda folder: ("grammar", "check", folder / "x"), "x: không có thư mục này — hãy ghi tên thư mục"),
    (lambda folder: ("grammar", "check", SAMPLE), "không phải thư mục — hãy ghi tên thư mục"),
    (lambda folder: ("grammar", "check", folder), "không có tệp .toml nào trong "),
    (lambda folder: ("grammar", "show", "x"), "không có bộ ngữ pháp 'x' — chỉ có: agencies"),
    (lambda folder: ("rule", "STR01"), "không có quy tắc 'STR01' — ý bạn là STR0"),
    (lambda folder: ("rule", "x"), "không có quy tắc 'x' — xem danh sách bằng 'khcchc rule --all'"),
    (lambda folder: ("check", SAMPLE, "--select", "x"), "không có quy tắc 'x'"),
    (lambda folder: ("check", SAMPLE, "--baseline", folder / "x"), "hãy tạo bằng --write-baseline"),
    (lambda folder: ("convert", "x*.docx", "--to", "csv", "-o", folder), "x*.docx: không có tệp nào khớp mẫu"),
    (lambda folder: ("convert", SAMPLE, "-o", folder, "--jobs", "x"), "--jobs: phải là số nguyên — xem"),
    (lambda folder: ("convert", SAMPLE, "-o", folder, "--timeout", "x"), "--timeout: phải là số — xem"),
    (lambda folder: ("explain", SAMPLE, "abc"), "LINE: phải là số nguyên — xem 'khcchc explain --help'"),
    (lambda folder: ("parse", SAMPLE, "--max-pages", "x"), "--max-pages: phải là số nguyên — xem"),
    (lambda folder: ("outline", "a", "b", "c"), "thừa đối số: b c — xem 'khcchc outline --help'"),
]


@pytest.mark.parametrize(("make", "words"), REFUSED)
def test_what_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make: Callable[[Path], tuple[object, ...]], words: str
) -> None:
    told = said(capsys, *make(tmp_path))
    assert words in told
    assert not ENGLISH_RE.search(_FOLDERS_RE.sub("", told).partition("chỉ có:")[0])


def test_standard_input_has_a_name(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = SAMPLE.open("rb")

    monkeypatch.setattr("sys.stdin", Stdin)
    with Stdin.buffer:
        assert main(["--lang", "en", "parse", "-", "--format", "table"]) == 0
        assert "Read from    standard input (158 lines)" in capsys.readouterr().out
        assert "đầu vào chuẩn là tệp rỗng" in said(capsys, "parse", "-")  # it has been read to its end


def test_time_without_a_year_names_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "vi", "time", "Quý II"]) == 0
    assert "--year" in capsys.readouterr().err
    for args in (["Quý II", "--year", "2024"], ["Quý II/2024"], ["thường xuyên"], ["hằng quý"], ["không rõ"]):
        assert main(["time", *args]) == 0
        assert capsys.readouterr().err == ""


def test_help_lists_what_an_option_takes() -> None:
    for say in (Messages("en"), Messages("vi")):
        for key, values in (("help.from", tuple(FORMATS)), ("help.encoding", ENCODINGS)):
            assert set(values) <= set(re.findall(r"[\w-]+", say(key)))


def test_explain_has_no_word_of_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("3", "20", "34", "38"):
        assert main(["--lang", "vi", "explain", str(SAMPLE), line]) == 0
        told = re.sub(r"\((markers|fields): .*|— fields.*", "", capsys.readouterr().out)
        assert not re.search(r"\b(head|body|tail|dash|roman|arabic|paragraph|fields|lead|furniture)\b", told)


def test_problems_speak_vietnamese_where_people_read_them(tmp_path: Path) -> None:
    plan = tmp_path / "a.txt"
    plan.write_text(SAMPLE.read_text(encoding="utf-8").replace("III. ", "IV. "), encoding="utf-8")
    out = tmp_path / "a.md"
    assert main(["--lang", "vi", "parse", str(plan), "--format", "markdown", "-o", str(out)]) == 0
    assert "số La Mã hoặc chữ in hoa sai thứ tự" in out.read_text(encoding="utf-8")
    assert main(["--lang", "vi", "convert", str(plan), "-o", str(tmp_path / "a.xlsx")]) == 0
    sheet = pytest.importorskip("openpyxl").load_workbook(tmp_path / "a.xlsx")["Vấn đề"]
    assert "số La Mã hoặc chữ in hoa sai thứ tự, lặp hoặc thiếu" in {cell.value for row in sheet for cell in row}
    assert main(["--lang", "en", "parse", str(plan), "--format", "markdown", "-o", str(out)]) == 0
    assert "numbering jumps" in out.read_text(encoding="utf-8")
