"""Word files for tests, from raw XML: what python-docx cannot make is what the reader must be tried on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}


def make_docx(body: str, **parts: str) -> bytes:
    """A Word file of this body. `parts` are the insides of `numbering`, `styles`, `footnotes`, `header1`, `footer1`."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    related = {}
    for name, inner in parts.items():
        kind = name.rstrip("0123456789")
        root = _ROOTS.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{inner}</w:{root}>"
        related[name] = (kind, f"{name}.xml")
    files["word/_rels/document.xml.rels"] = _relations(related)
    return make_zip(files)


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{to}"/>' for key, (kind, to) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP container of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text: str, *, listed: tuple[int, int] | None = None, style: str = "", run: str = "") -> str:
    """A paragraph of one run; `listed` is (list, level)."""
    number = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>' if listed else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr><w:r><w:rPr>{run}</w:rPr>{t(text)}</w:r></w:p>"


def t(text: str) -> str:
    """The text of a run."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, run: str = "") -> str:
    """One run."""
    return f"<w:r><w:rPr>{run}</w:rPr>{t(text)}</w:r>"


def abstract(number: int, *levels: str, extra: str = "") -> str:
    """A list definition; a level is `format|text`, then `|start`, then raw XML."""
    out = []
    for at, level in enumerate(levels):
        form, text, start, more = [*level.split("|", 3), "", ""][:4]
        out.append(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start or 1}"/><w:numFmt w:val="{form}"/>{more}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(out)}</w:abstractNum>'


def num(number: int, definition: int, inner: str = "") -> str:
    """A list that counts with a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{inner}</w:num>'


def restart(level: int, start: int) -> str:
    """The override that begins a level anew."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows made by `row`."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell is its text, or `span=2:text`, `merge=start:text`, `merge=on:`, or raw `<w:…` blocks."""
    out = []
    for cell in cells:
        settings = ""
        while cell.startswith(("span=", "merge=")):
            setting, _, cell = cell.partition(":")
            key, _, value = setting.partition("=")
            if key == "span":
                settings += f'<w:gridSpan w:val="{value}"/>'
            else:
                settings += '<w:vMerge w:val="restart"/>' if value == "start" else "<w:vMerge/>"
        inner = cell if cell.startswith("<w:") else "".join(p(line) for line in cell.split("/"))
        out.append(f"<w:tc><w:tcPr>{settings}</w:tcPr>{inner}</w:tc>")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(out)}</w:tr>"
