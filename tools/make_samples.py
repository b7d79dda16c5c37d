"""Make the sample plans in the formats that offices use: `python tools/make_samples.py [FOLDER]`.

The text samples of `samples/` are the source; `samples/formats/` is what this gives, the same bytes each time
for the same versions of the libraries. `MAKERS` is the list: one row for each format.
"""

from __future__ import annotations

import html
import io
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from sample_docx import make_docx
from sample_plan import Piece, read_pieces

from khcchc.read.charsets import LETTERS, TCVN3, TONES, VNI

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
_PLAIN = str.maketrans({"“": '"', "”": '"', "–": "-", "…": "...", "•": "-", "\u00a0": " "})


def automatic_docx(path: Path) -> bytes:
    """Word with automatic numbers, real tables and merged cells."""
    return _settled(make_docx(list(read_pieces(path)), automatic=True))


def typed_docx(path: Path) -> bytes:
    """Word with every number typed."""
    return _settled(make_docx(list(read_pieces(path)), automatic=False))


def page(path: Path) -> bytes:
    """A web page."""
    out = ["<!DOCTYPE html>", '<html lang="vi"><head><meta charset="utf-8"><title>Mẫu</title></head><body>']
    for piece in read_pieces(path):
        if isinstance(piece, Piece):
            text = html.escape(f"{piece.marker} {piece.text}".strip(), quote=False)
            gap = "<p>&nbsp;</p>\n" if piece.gap else ""
            out.append(f"{gap}<p>{f'<b>{text}</b>' if piece.bold else text}</p>")
            continue
        out.append("<table>")
        for at, row in enumerate(piece):
            cells = []
            for column, place in enumerate(row):
                if place.continues:
                    continue
                down = 1
                while at + down < len(piece) and len(piece[at + down]) > column and piece[at + down][column].continues:
                    down += 1
                span = f' colspan="{place.span}"' if place.span > 1 else ""
                span += f' rowspan="{down}"' if down > 1 else ""
                words = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in place.lines)
                cells.append(f"<td{span}>{f'<b>{words}</b>' if place.bold else words}</td>")
            out.append(f"<tr>{''.join(cells)}</tr>")
        out.append("</table>")
    return "\n".join([*out, "</body></html>", ""]).encode()


def utf16(path: Path) -> bytes:
    """Text as Windows Notepad saves "Unicode"."""
    return b"\xff\xfe" + _text(path).replace("\n", "\r\n").encode("utf-16-le")


def cp1258(path: Path) -> bytes:
    """Text in Windows code page 1258: vowels with their shape, tones behind them."""
    return _apart(_simple(path)).encode("cp1258")


def tcvn3(path: Path) -> bytes:
    """Text of an ABC font; capitals with a tone become small letters there."""
    codes = {letter: code for code, letter in TCVN3.items()}
    codes |= {letter.upper(): codes[letter] for letter in LETTERS if letter.upper() not in codes}
    return "".join(codes.get(c, c) for c in _simple(path)).encode("latin-1")


def vni(path: Path) -> bytes:
    """Text of a VNI font: a letter and its mark, a byte each."""
    codes: dict[str, str] = {}
    for code, letter in VNI.items():
        codes.setdefault(letter, code)
    return "".join(codes.get(c, c) for c in _simple(path)).encode("latin-1")


def mojibake(path: Path) -> bytes:
    """UTF-8 that was read as cp1252 and saved again."""
    shown = "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in _text(path).encode())
    return shown.encode()


MAKERS: Mapping[str, tuple[str, Callable[[Path], bytes]]] = {
    "ke-hoach-truong-thong-tin.docx": ("ke-hoach-truong-thong-tin.txt", automatic_docx),
    "quyet-dinh-kem-ke-hoach.docx": ("quyet-dinh-kem-ke-hoach.txt", automatic_docx),
    "phu-luc-bang-tab.docx": ("phu-luc-bang-tab.txt", automatic_docx),
    "phan-cong-theo-co-quan.docx": ("phan-cong-theo-co-quan.txt", typed_docx),
    "bang-markdown.html": ("bang-markdown.md", page),
    "du-thao.utf16.txt": ("du-thao.txt", utf16),
    "du-thao.cp1258.txt": ("du-thao.txt", cp1258),
    "du-thao.tcvn3.txt": ("du-thao.txt", tcvn3),
    "du-thao.vni.txt": ("du-thao.txt", vni),
    "du-thao.mojibake.txt": ("du-thao.txt", mojibake),
}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _simple(path: Path) -> str:
    """The text with only those signs that the old character sets have."""
    text = unicodedata.normalize("NFC", _text(path)).translate(_PLAIN)
    return "".join(c for c in text if c.isascii() or c.lower() in LETTERS)


def _apart(text: str) -> str:
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        out.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)))
        out.append("".join(c for c in parts if c in TONES))
    return "".join(out)


def _settled(data: bytes) -> bytes:
    """The same ZIP container with one fixed date, so that making it again gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write every sample of `MAKERS` to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, make) in MAKERS.items():
        (folder / name).write_bytes(make(SAMPLES / source))
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES / "formats")
