"""Files that are damaged, misnamed, locked, or made to do harm: a clear error with the next step, never a traceback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx_made import make_docx, make_zip, p, row, table
from hypothesis import given, settings
from hypothesis import strategies as st

import khcchc
from khcchc.cli import main
from khcchc.errors import KhcchcError, LimitExceeded, MissingExtra, UnreadableFile, UnsupportedFormat
from khcchc.read import ReadOptions, legacy, read_bytes, read_path
from khcchc.read.limits import Deadline, Limits
from khcchc.read.zips import check_zip, read_entry

GOOD = make_docx(p("KẾ HOẠCH"))
SMALL = ReadOptions(limits=Limits(max_bytes=200_000))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
needs_libreoffice = pytest.mark.skipif(legacy.find_program() is None, reason="LibreOffice is not installed")


def named(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)


def bomb(size: int) -> bytes:
    """A part that unpacks to `size` bytes."""
    return make_zip({"word/document.xml": b" " * size, "[Content_Types].xml": "x"})


def lying(data: bytes, real: int, told: int) -> bytes:
    """The same container, whose directory tells another size."""
    return data.replace(real.to_bytes(4, "little"), told.to_bytes(4, "little"))


ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


def docx_of(xml: str | bytes) -> bytes:
    return make_zip({"[Content_Types].xml": "x", "word/document.xml": xml})


HOSTILE: list[tuple[str, bytes, type[KhcchcError], str]] = [
    # name, bytes, error, what it says
    ("a.docx", b"", UnreadableFile, "is empty"),
    ("a.docx", b"PK\x03\x04", UnreadableFile, "damaged"),
    ("a.docx", GOOD[: len(GOOD) // 2], UnreadableFile, "damaged"),
    ("a.docx", GOOD[:-30], UnreadableFile, "damaged"),
    ("a.docx", make_zip({"a.txt": "x"}), UnsupportedFormat, "is a ZIP archive"),
    ("a.docx", make_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}), UnsupportedFormat, "Excel workbook"),
    ("a.docx", make_zip({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), UnsupportedFormat, "PowerPoint"),
    ("a.odt", make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), UnsupportedFormat, "no text"),
    ("a.docx", docx_of(""), UnreadableFile, "damaged"),
    ("a.docx", docx_of("<a><b></a>"), UnreadableFile, "'word/document.xml', line 1"),
    ("a.docx", docx_of(b"\xff\xfe\x00"), UnreadableFile, "damaged"),
    ("a.docx", docx_of(f'<!DOCTYPE a [<!ENTITY e0 "x">{ENTITIES}]>{XML}&e9;</w:document>'), UnreadableFile, "document type"),
    ("a.docx", docx_of(f'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x">{XML}</w:document>'), UnreadableFile, "document type"),
    ("a.docx", docx_of(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{XML}&x;</w:document>'.encode("utf-16")), UnreadableFile, "document type"),
    ("a.docx", docx_of(XML + "<w:p>" * 400), LimitExceeded, "nested too deeply"),
    ("a.docx", named("EncryptionInfo", "EncryptedPackage"), UnreadableFile, "encrypted with a password"),
    ("a.doc", named("WordDocument") + bytes(-len(named("WordDocument")) % 512) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(512), UnreadableFile, "encrypted with a password"),
    ("a.doc", named("Workbook"), UnsupportedFormat, "Excel workbook"),
    ("a.doc", named("PowerPoint Document"), UnsupportedFormat, "PowerPoint"),
    ("a.doc", OLE, UnsupportedFormat, "unknown kind"),
    ("a.docx", b"\x00\x01\x02\x03" * 9, UnreadableFile, "does not begin as a .docx file does"),
    ("a.txt", b"GIF89a......", UnsupportedFormat, "GIF image"),
    ("a.txt", b"\x89PNG\r\n\x1a\n....", UnreadableFile, "cannot be opened as a picture"),
    ("a.pdf", b"Rar!\x1a\x07", UnsupportedFormat, "RAR archive"),
    ("a.txt", b"ab\x00\x01\x02", UnreadableFile, "binary file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "error", "message"), HOSTILE, ids=[f"{h[0]}-{h[3][:20]}" for h in HOSTILE])
def test_clear_error(name: str, data: bytes, error: type[KhcchcError], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        read_bytes(data, name=name)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(name)


BOMBS = [
    (bomb(40_000_000), ReadOptions(), "times its size"),
    (bomb(300_000), SMALL, "would unpack to 293 KiB"),
    (lying(bomb(300_000), 300_000, 100), SMALL, None),
    (make_zip({f"{i}": "" for i in range(5001)}), ReadOptions(), "holds 5001 parts"),
    (make_zip({f"{i}": b"x" * 50_000 for i in range(5)}), SMALL, "would unpack to 244 KiB"),
    (b"x" * 200_001, SMALL, "larger than 195 KiB"),
]


@pytest.mark.parametrize(("data", "options", "message"), BOMBS)
def test_bombs(data: bytes, options: ReadOptions, message: str | None) -> None:
    started = time.perf_counter()
    with pytest.raises((LimitExceeded, UnreadableFile), match=message):
        read_bytes(data, name="a.docx", options=options)
    assert time.perf_counter() - started < 10


def test_a_directory_that_lies_is_caught_while_unpacking() -> None:
    archive = check_zip(lying(bomb(3_000_000), 3_000_000, 90_000), Limits(max_bytes=100_000))
    with pytest.raises((LimitExceeded, UnreadableFile)):
        read_entry(archive, "word/document.xml", Limits(max_bytes=100_000))


def test_encrypted_zip_entries() -> None:
    with pytest.raises(UnreadableFile, match="is encrypted"):
        flagged = bytearray(GOOD)
        at = flagged.find(b"PK\x01\x02")
        flagged[at + 8] |= 1
        read_bytes(bytes(flagged), name="a.docx")


def test_deep_tables_and_controls_that_xml_still_allows() -> None:
    inner = p("đáy")
    for _ in range(60):
        inner = table(row(inner, "x"))
    assert any("đáy" in line for line in read_bytes(make_docx(inner), name="a.docx").lines)
    controls = "<w:sdt><w:sdtContent>" * 110 + p("đáy") + "</w:sdtContent></w:sdt>" * 110
    assert read_bytes(make_docx(controls), name="a.docx").lines == ("đáy",)


def test_odd_numbers_in_attributes() -> None:
    body = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="x"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr>'
        '<w:tc><w:tcPr><w:gridSpan w:val="-4"/></w:tcPr>'
        + p("a")
        + '</w:tc><w:tc><w:tcPr><w:gridSpan w:val="99999999"/>'
        "</w:tcPr>" + p("b") + "</w:tc></w:tr></w:tbl>" + p("c", listed=(7, 99))
    )
    assert read_bytes(make_docx(body), name="a.docx").lines == ("a", "b", "c")


MISNAMED = [
    ("a.pdf", GOOD, "docx"),
    ("a.txt", GOOD, "docx"),
    ("a.docx", "KẾ HOẠCH".encode(), "text"),
    ("a.doc", b"<html><body><p>KE HOACH", "html"),
    ("a.txt", b"<!DOCTYPE html><p>KE HOACH", "html"),
]


@pytest.mark.parametrize(("name", "data", "form"), MISNAMED)
def test_read_as_what_it_is_and_told(name: str, data: bytes, form: str) -> None:
    source = read_bytes(data, name=name)
    assert source.source.format == form
    assert [(problem.code, problem.severity) for problem in source.problems] == [("SRC001", "info")]


def test_a_name_without_an_ending_says_nothing() -> None:
    assert read_bytes(GOOD, name="-").problems == ()
    assert read_bytes(GOOD, name="plan").lines == ("KẾ HOẠCH",)


def test_a_format_that_is_asked_for_is_not_doubted() -> None:
    with pytest.raises(UnreadableFile):
        read_bytes(b"words", name="a.txt", from_format="docx")
    with pytest.raises(UnsupportedFormat, match="unknown format"):
        read_bytes(b"words", name="a.txt", from_format="wpd")


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.odt"])
def test_without_libreoffice_the_package_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingExtra, match="libreoffice-writer-nogui"):
        read_bytes(b"{\\rtf1 x}", name=name, from_format=name[2:])


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_on_the_command_line_it_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], debug: list[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(GOOD[:-30])
    assert main([*debug, "parse", str(path), "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert debug or captured.err.count("\n") == 1
    assert main(["parse", str(path), "--max-bytes", "100"]) == 2
    assert "--max-bytes" in capsys.readouterr().err
    assert main(["parse", str(path), "--max-bytes", "0"]) == 2
    assert main(["parse", str(path), "--ocr", "sometimes"]) == 2
    assert main(["parse", str(path), "--encoding", "klingon"]) == 2
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


def test_a_deadline_that_has_passed() -> None:
    with pytest.raises(LimitExceeded, match="longer than 0 seconds"):
        Deadline(Limits(seconds=0), "a.pdf").check()
    Deadline(Limits(), "a.pdf").check()


@settings(max_examples=120)
@given(st.binary(max_size=60), st.integers(0, len(GOOD)), st.sampled_from(["a.docx", "a.html", "a.txt", "-"]))
def test_any_bytes_give_lines_or_a_clear_error(junk: bytes, at: int, name: str) -> None:
    for data in (junk, GOOD[:at] + junk + GOOD[at + len(junk) :]):
        try:
            read_bytes(data, name=name)
        except KhcchcError as error:
            assert error.hint


@settings(max_examples=120)
@given(st.text(alphabet='<>/="abpwtr: dhl123\n', max_size=120))
def test_any_xml_gives_lines_or_a_clear_error(inner: str) -> None:
    for data in (docx_of(XML + "<w:body>" + inner + "</w:body></w:document>"), inner.encode()):
        try:
            read_bytes(data, name="a.html")
        except KhcchcError as error:
            assert error.hint


# --- LibreOffice -----------------------------------------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that notes who calls; nobody should."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                calls.append(connection.recv(100))
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], calls
        stop.set()
        thread.join()


RTF = rb"{\rtf1\ansi\ansicpg1252 K\u7871? ho\u7841?ch\par h\u7871?t\par}"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt_with_links(port: int) -> bytes:
    """An OpenDocument text with a picture and a section that lie on a server."""
    names = f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:draw="{_ODF}:drawing:1.0" '
    names += f'xmlns:svg="{_ODF}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    place = f"http://127.0.0.1:{port}"
    text = (
        '<text:p>một<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{place}/x.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{place}/y.odt"/><text:p>hai</text:p></text:section>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    entry = "<manifest:file-entry manifest:full-path="
    return make_zip(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {names}><office:body><office:text>{text}</office:text>"
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
            f'{entry}"/" manifest:media-type="{kind}"/>{entry}"content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        }
    )


@needs_libreoffice
def test_linked_pictures_are_not_fetched_and_nothing_is_written_beside_the_input(
    tmp_path: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    path = tmp_path / "a.odt"
    path.write_bytes(odt_with_links(port))
    source = read_path(path)
    assert [line for line in source.lines if line] == ["một", "hai"]
    assert (source.source.format, source.source.extractor, source.source.name) == ("odt", "libreoffice", "a.odt")
    assert calls == []
    assert [item.name for item in tmp_path.iterdir()] == ["a.odt"]


@needs_libreoffice
def test_rtf() -> None:
    assert read_bytes(RTF, name="a.doc").lines == ("Kế hoạch", "hết")


@needs_libreoffice
def test_libreoffice_is_stopped_when_the_time_is_up() -> None:
    started = time.perf_counter()
    with pytest.raises(LimitExceeded, match="time limit"):
        read_bytes(RTF, name="a.rtf", options=ReadOptions(limits=Limits(seconds=0.05)))
    assert time.perf_counter() - started < 20


@needs_libreoffice
@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_a_sample_in_an_old_format_gives_the_tasks_of_its_text(tmp_path: Path, form: str) -> None:
    samples = Path(__file__).parents[1] / "samples"
    stem = "quyet-dinh-kem-ke-hoach"
    program = legacy.find_program()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    given = str(samples / "formats" / f"{stem}.docx")
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), given]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    plan, text = khcchc.parse(tmp_path / f"{stem}.{form}"), khcchc.parse(samples / f"{stem}.txt")
    assert [(task.id, task.content) for task in plan.tasks] == [(task.id, task.content) for task in text.tasks]
    assert [task.lead and task.lead.agencies for task in plan.tasks] == [
        task.lead and task.lead.agencies for task in text.tasks
    ]
