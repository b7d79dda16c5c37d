"""Encodings: found, converted, told; bytes first, text last."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import Work, grows_within

import khcchc
from khcchc.errors import ConfigError, UnreadableFile
from khcchc.read import ReadOptions, read_bytes
from khcchc.read.capitals import repair_capitals
from khcchc.read.charsets import LETTERS, TCVN3, VNI, font_charset, from_mojibake, from_tcvn3, from_vni
from khcchc.read.encodings import convert_old_font, decode_text
from khcchc.read.syllables import is_syllable

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import make_samples

ALL = LETTERS + LETTERS.upper()
TEXT = "Ủy ban nhân dân huyện Hòa Lộc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2021, gồm các nội dung sau:"


def to_vni(text: str) -> str:
    codes: dict[str, str] = {}
    for code, letter in VNI.items():
        codes.setdefault(letter, code)
    return "".join(codes.get(c, c) for c in text)


def to_tcvn3(text: str) -> str:
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in text)


def test_the_134_letters() -> None:
    assert len(ALL) == len(set(ALL)) == 134
    assert all(unicodedata.is_normalized("NFC", letter) for letter in ALL)
    assert from_vni(to_vni(ALL)) == ALL
    assert set(TCVN3.values()) == set(LETTERS) | set("ĂÂÊÔƠƯĐ")
    assert from_tcvn3(to_tcvn3(ALL)).lower() == ALL.lower()
    cp1258 = make_samples._apart(ALL).encode("cp1258")
    assert unicodedata.normalize("NFC", cp1258.decode("cp1258")) == ALL


@pytest.mark.parametrize("letter", ALL)
def test_no_code_of_one_letter_begins_another(letter: str) -> None:
    for neighbour in ("a", "n", " ", letter):
        assert from_vni(to_vni(letter + neighbour)) == letter + neighbour


WORDS = [
    ("Uû ban nh©n d©n", from_tcvn3, "Uỷ ban nhân dân"),
    ("nhaân daân", from_vni, "nhân dân"),
    ("UÛY BAN NHAÂN DAÂN TÆNH", from_vni, "ỦY BAN NHÂN DÂN TỈNH"),
    ("Káº¿ hoáº¡ch", from_mojibake, "Kế hoạch"),
    ("Ä‘á»“ng Ã¡n vÃ ", from_mojibake, "đồng án và"),
    ("không phải", from_mojibake, "không phải"),
]


@pytest.mark.parametrize(("shown", "convert", "expected"), WORDS)
def test_words(shown: str, convert: object, expected: str) -> None:
    assert callable(convert)
    assert convert(shown) == expected


CAPITALS = [
    ("QUYếT ĐịNH", "QUYẾT ĐỊNH"),
    ("ủY BAN NHÂN DÂN TỉNH", "ỦY BAN NHÂN DÂN TỈNH"),
    ("Về việc ban hành", "Về việc ban hành"),
    ("KẾ HOạCH Về CảI CÁCH", "KẾ HOẠCH VỀ CẢI CÁCH"),
    ("Bộ TTTT ban hành", "Bộ TTTT ban hành"),
    ("Số: 12/KH-UBND", "Số: 12/KH-UBND"),
    ("Uỷ ban nhân dân", "Uỷ ban nhân dân"),
    ("Sở Y tế", "Sở Y tế"),
]


@pytest.mark.parametrize(("converted", "expected"), CAPITALS)
def test_capitals_of_tcvn3(converted: str, expected: str) -> None:
    assert repair_capitals(converted) == expected
    assert repair_capitals(expected) == expected


LONG = f"{TEXT}\n{TEXT}\n"
FOUND = [
    (LONG.encode(), "utf-8", []),
    (b"\xef\xbb\xbf" + LONG.encode(), "utf-8", []),
    (unicodedata.normalize("NFD", LONG).encode(), "utf-8", []),
    (LONG.encode("utf-16"), "utf-16", []),
    (b"\xfe\xff" + LONG.encode("utf-16-be"), "utf-16", []),
    (LONG.encode("utf-32"), "utf-32", []),
    ("Ke hoach nam 2024\n".encode("utf-16-le") * 4, "utf-16", ["ENC001"]),
    (make_samples._apart(LONG).encode("cp1258"), "cp1258", ["ENC001"]),
    (to_vni(LONG).encode("latin-1"), "vni", ["ENC001"]),
    (to_vni(LONG).encode(), "utf-8", ["ENC001"]),
    (LONG.encode().decode("latin-1").encode(), "utf-8", ["ENC001"]),
]


@pytest.mark.parametrize(("data", "encoding", "problems"), FOUND)
def test_found_and_told(data: bytes, encoding: str, problems: list[str]) -> None:
    decoded = decode_text(data, "x")
    assert decoded.encoding == encoding
    assert [(p.code, p.severity) for p in decoded.problems] == [(code, "info") for code in problems]
    if b"a\x00m\x00" not in data[:40]:
        assert unicodedata.normalize("NFC", decoded.text) == LONG


@pytest.mark.parametrize("data", [to_tcvn3(LONG).encode("latin-1"), to_tcvn3(LONG).encode()])
def test_tcvn3_is_found_and_case_is_kept_where_the_font_has_it(data: bytes) -> None:
    decoded = decode_text(data, "x")
    assert decoded.text.lower() == LONG.lower()
    assert [p.code for p in decoded.problems] == ["ENC001"]


def test_a_few_mojibake_lines_in_good_text_are_repaired_and_told() -> None:
    bad = "Káº¿ hoáº¡ch cáº£i cÃ¡ch".encode().decode()
    decoded = decode_text(f"{TEXT}\n{bad}\n{TEXT}".encode(), "x")
    assert decoded.text.split("\n")[1] == "Kế hoạch cải cách"
    assert [(p.code, p.line) for p in decoded.problems] == [("ENC001", 2)]


REFUSED = [
    (b"K\xff ho\xa1ch", r"line 1 is not UTF-8 \(byte 0xff at offset 1\)"),
    (TEXT.encode() + b"\nd\xf2ng", "line 2 is not UTF-8"),
    (b"a\x00b\x00\x00\x00\x01\x02\x03", "binary file"),
    (b"\xff\xfea", "not UTF-16"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_nothing_is_guessed_without_evidence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        decode_text(data, "x.txt")
    assert caught.value.hint


FORCED = [
    ("KÕ ho¹ch".encode("latin-1"), "tcvn3", "Kế hoạch", ["ENC001"]),
    ("KÕ ho¹ch".encode(), "tcvn3", "Kế hoạch", ["ENC001"]),
    ("Keá hoaïch".encode("latin-1"), "vni", "Kế hoạch", ["ENC001"]),
    (b"K\xea\xec", "cp1258", "Kế", []),
    (b"caf\xe9", "cp1252", "café", []),
    ("Kế".encode("utf-16-be"), "utf-16-be", "Kế", []),
    ("Káº¿".encode(), "mojibake", "Kế", ["ENC001"]),
    (b"m\xf2t\nhai\n", "utf-8", "m\ufffdt\nhai\n", ["ENC002"]),
]


@pytest.mark.parametrize(("data", "encoding", "text", "problems"), FORCED)
def test_forced(data: bytes, encoding: str, text: str, problems: list[str]) -> None:
    source = read_bytes(data, name="x.txt", options=ReadOptions(encoding=encoding))
    assert "\n".join(source.lines) == text.rstrip("\n")
    assert [problem.code for problem in source.problems] == problems


def test_forced_by_an_unknown_name() -> None:
    with pytest.raises(ConfigError, match="unknown encoding 'klingon'"):
        read_bytes(b"x", name="x.txt", options=ReadOptions(encoding="klingon"))


def test_forced_utf8_on_another_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_bytes(bytes(range(128, 256)) * 10, name="x.txt", options=ReadOptions(encoding="utf-8"))


FONTS = [
    (".VnTime", ("tcvn3", False)),
    (".VnTimeH", ("tcvn3", True)),
    ("VNI-Times", ("vni", False)),
    ("Times New Roman", None),
    ("", None),
]


@pytest.mark.parametrize(("font", "expected"), FONTS)
def test_fonts(font: str, expected: object) -> None:
    assert font_charset(font) == expected


OLD_FONT = [
    ("kÕ ho¹ch", "tcvn3", True, "KẾ HOẠCH"),
    ("k\uf0d5 ho\uf0b9ch", "tcvn3", False, "kế hoạch"),
    ("nhaân daân", "vni", False, "nhân dân"),
    ("kế hoạch", "tcvn3", False, None),
    ("và số", "tcvn3", False, None),
    ("2024", "tcvn3", False, "2024"),
]


@pytest.mark.parametrize(("text", "charset", "capitals", "expected"), OLD_FONT)
def test_words_in_an_old_font(text: str, charset: str, capitals: bool, expected: str | None) -> None:
    assert convert_old_font(text, charset, capitals=capitals) == expected


def test_runs_of_a_word_file_in_old_fonts() -> None:
    from docx_made import make_docx, r

    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'

    # VNI writes a letter in two signs, and Word may cut between them.
    body = (
        f"<w:p>{r('quyÕt ®Þnh', font('.VnTimeH'))}{r(' số 5 ', font('Arial'))}{r('cña nha', font('.VnTime'))}</w:p>"
        f"<w:p>{r('nha', font('VNI-Times'))}{r('ân daân', font('VNI-Times'))}</w:p>"
        f"<w:p>{r('Điều lệ', font('.VnTime'))}</w:p>"
    )
    source = read_bytes(make_docx(body), name="a.docx")
    assert source.lines == ("QUYẾT ĐỊNH số 5 của nha", "nhân dân", "Điều lệ")
    assert [p.code for p in source.problems] == ["ENC001", "ENC001"]


SYLLABLES = ["nghiêng", "khuỷu", "quyết", "Giấy", "ỷ", "uỷ", "hoà", "yêu", "xoong", "đ" + "ược"]
NO_SYLLABLES = ["nh©n", "quyÕt", "Káº", "ấấ", "bcd", "haìn" + "h", "ngiêng" + "x", "HĐND"]


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NO_SYLLABLES)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("name", [name for name in make_samples.MAKERS if name.startswith("du-thao")])
def test_samples_in_old_encodings_give_the_tasks_of_the_text(name: str) -> None:
    folder = make_samples.SAMPLES
    plan, text = khcchc.parse(folder / "formats" / name), khcchc.parse(folder / "du-thao.txt")
    assert [task.content.lower() for task in plan.tasks] == [
        task.content.lower().replace("–", "-") for task in text.tasks
    ]
    assert [task.schedule and task.schedule.milestones for task in plan.tasks] == [
        task.schedule and task.schedule.milestones for task in text.tasks
    ]


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        decode_text(data, "x")
    except UnreadableFile as error:
        assert error.hint


@settings(max_examples=100)
@given(st.text(alphabet="aeiouy nhtcgđâăêôơưáàảãạấầẩẫậ.,-\n", max_size=80))
def test_vietnamese_in_utf8_is_left_alone(text: str) -> None:
    decoded = decode_text(text.encode(), "x")
    assert (decoded.text, decoded.problems) == (text, ())


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(UnreadableFile, match="surrogate pair at character 4"):
        khcchc.parse_text("I. \ud83d Rà soát")


def test_capitals_of_one_endless_line_are_found_in_step_with_it() -> None:
    def repairing(count: int) -> Work:
        text = "Về KẾ HOẠCH ở TỉNH, " * count
        return lambda: repair_capitals(text)

    assert repair_capitals("QUYếT ĐịNH Về ở TỈNH LớN") == "QUYẾT ĐỊNH VỀ Ở TỈNH LỚN"
    held, told = grows_within(repairing, 2000, 8000, ratio=12)
    assert held, told
