"""Style sheets: cut or parsed whole, they say the same; what is damaged is told when it is used."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx_made import W, make_docx, make_zip, num, p

from khcchc.errors import KhcchcError, LimitExceeded, UnreadableFile
from khcchc.read import SourceText, read_bytes
from khcchc.read.docx_sheet import StyleSheet

HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:styles xmlns:w="{W}" xmlns:v="urn:v">'
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr><w:caps/></w:rPr></w:rPrDefault></w:docDefaults>"
LATENT = '<w:latentStyles w:count="1"><w:lsdException w:name="heading 1"/></w:latentStyles>'


def style(name: str, inner: str = "", attributes: str = "") -> str:
    return f'<w:style w:type="paragraph"{attributes} w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>'


STYLES = (
    style("Normal", attributes=' w:default="1"')
    + "\n  "
    + style("Đậm", '<w:basedOn w:val="Gốc"/>', ' w:customStyle="1"')
    + style("Gốc", "<w:rPr><w:b/></w:rPr>")
    + style("Thường", '<w:rPr><w:caps w:val="0"/></w:rPr>')
)
SHEET = f"{HEAD}{DEFAULTS}{LATENT}{STYLES}</w:styles>"
BODY = p("một") + p("hai", style="Đậm") + p("ba", style="Thường") + p("bốn", style="không có")


def with_sheet(sheet: bytes, body: str = BODY) -> bytes:
    """A Word file with these very bytes as its style sheet."""
    with zipfile.ZipFile(io.BytesIO(make_docx(body, styles=""))) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return make_zip(files | {"word/styles.xml": sheet})


def read(sheet: bytes, body: str = BODY) -> SourceText:
    return read_bytes(with_sheet(sheet, body), name="a.docx")


WAYS: dict[str, Callable[[str], bytes]] = {
    "cut": str.encode,
    "without a declaration": lambda s: s.partition("\r\n")[2].encode(),
    "a comment that looks like a style": lambda s: s.replace(LATENT, f"<!-- {style('Thường')} -->").encode(),
    "a section of characters": lambda s: s.replace(LATENT, f"<v:a><![CDATA[{style('Đậm')}]]></v:a>").encode(),
    "an instruction": lambda s: s.replace(LATENT, "<?a <w:style?>").encode(),
    "single quotes": lambda s: s.replace('w:styleId="Gốc"', "w:styleId='Gốc'").encode(),
    "an entity in a name": lambda s: s.replace('w:styleId="Gốc"', 'w:styleId="G&#x1ed1;c"').encode(),
    "attributes in another order": lambda s: s.replace(
        'w:type="paragraph" w:default="1" w:styleId="Normal"', 'w:styleId="Normal" w:default="1" w:type="paragraph"'
    ).encode(),
    "another prefix": lambda s: s.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=").encode(),
    "two prefixes": lambda s: s.replace("xmlns:v=", f'xmlns:q="{W}" xmlns:v=').encode(),
    "UTF-16": lambda s: s.replace("UTF-8", "UTF-16").encode("utf-16"),
    "a byte order mark": lambda s: b"\xef\xbb\xbf" + s.encode(),
    "a style in a style": lambda s: s.replace('<w:name w:val="Gốc"/>', style("trong")).encode(),
    "an empty style": lambda s: s.replace(LATENT, '<w:style w:type="paragraph" w:styleId="rỗng"/>').encode(),
    "a style under another element": lambda s: s.replace(LATENT, f"<v:a>{style('Đậm')}</v:a>").encode(),
    "an end with a blank": lambda s: s.replace("</w:style>\n", "</w:style >\n").encode(),
    "strict Open XML": lambda s: s.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").encode(),
    "very many styles": lambda s: s.replace(LATENT, "".join(style(f"s{i}") for i in range(500))).encode(),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_sheet_says_the_same(way: str) -> None:
    source = read(WAYS[way](SHEET))
    assert source.lines == ("MỘT", "HAI", "ba", "BỐN")
    assert source.bold == (2,)


def test_a_usual_sheet_is_cut_and_few_styles_are_parsed() -> None:
    sheet = StyleSheet(WAYS["very many styles"](SHEET))
    assert (sheet.paragraph, "s7" in sheet, "s500" in sheet) == ("Normal", True, False)
    assert sheet.style("s7") is sheet.style("s7")
    assert list(sheet._elements) == ["s7"]
    found = [sheet.style(f"s{i}") for i in range(500)]
    assert all(element is not None for element in found)
    assert len(sheet._elements) == 504, "a document that names very many has its sheet parsed whole"


DAMAGED = [
    (SHEET.replace("</w:styles>", ""), UnreadableFile, "'word/styles.xml', line"),
    (SHEET[: len(SHEET) // 2], UnreadableFile, "'word/styles.xml', line"),
    (SHEET.replace("</w:styles>", "</w:styles>x"), UnreadableFile, "'word/styles.xml', line"),
    (SHEET.replace("<w:rPr><w:b/>", "<w:rPr><w:b>"), UnreadableFile, "'word/styles.xml', line 3"),
    (SHEET.replace("<w:caps/>", "<w:caps>"), UnreadableFile, "'word/styles.xml', line 2"),
    (SHEET.replace("xmlns:v=", "xmlns:w="), UnreadableFile, "'word/styles.xml', line 2"),
    (SHEET.replace("<w:styles", "<!DOCTYPE a><w:styles"), UnreadableFile, "document type"),
    (SHEET.replace("<w:b/>", "<w:b>" * 400 + "</w:b>" * 400), LimitExceeded, "nested too deeply"),
]


@pytest.mark.parametrize(("sheet", "error", "words"), DAMAGED)
def test_damage_is_told(sheet: str, error: type[KhcchcError], words: str) -> None:
    with pytest.raises(error, match=words):
        read(sheet.encode())


def test_damage_in_a_style_that_no_paragraph_has_is_no_matter() -> None:
    sheet = SHEET.replace("<w:rPr><w:b/>", "<w:rPr><w:b>").encode()
    assert read(sheet, p("một", style="Thường")).lines == ("một",)


def test_numbers_come_from_styles_that_are_cut() -> None:
    listed = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>".replace("'", '"')
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' + num(1, 0)
    )
    found = read_bytes(
        make_docx(p("Mục đích", style="Mục") * 2, styles=style("Mục", listed), numbering=numbering), name="a.docx"
    )
    assert found.lines == ("I. Mục đích", "II. Mục đích")
