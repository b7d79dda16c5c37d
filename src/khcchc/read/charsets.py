"""The Vietnamese character sets from before Unicode, as tables: TCVN3 (ABC fonts), VNI, cp1258.

Sources: TCVN 5712:1993, column VN3, which the ABC fonts (`.VnTime`, `.VnArial` …) follow; the glyph table
of the VNI Windows fonts (`VNI-Times` …); code page 1258 as in Python's codec.

Guarantees:
 1. All 134 Vietnamese letters can be written in VNI and cp1258, and read back as they were.
 2. TCVN3 holds all 67 small letters and 7 capitals; a capital with a tone has no code of its own, the
    fonts whose names end in H draw the small letter as a capital (see `capitals`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from khcchc.kept import compiled

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
TONES = GRAVE + HOOK + TILDE + ACUTE + DOT
_VOWELS = "aăâeêioôơuưy"

LETTERS = "đ" + "".join(
    unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in ("", *TONES) if v + t not in "aeiouy"
)
"""The 67 small letters that ASCII does not have."""

_TCVN3 = {
    "ĂÂÊÔƠƯĐăâêôơưđ": "A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE",
    "àảãáạ": "B5 B6 B7 B8 B9",
    "ằẳẵắặ": "BB BC BD BE C6",
    "ầẩẫấậ": "C7 C8 C9 CA CB",
    "èẻẽéẹ": "CC CE CF D0 D1",
    "ềểễếệ": "D2 D3 D4 D5 D6",
    "ìỉĩíị": "D7 D8 DC DD DE",
    "òỏõóọ": "DF E1 E2 E3 E4",
    "ồổỗốộ": "E5 E6 E7 E8 E9",
    "ờởỡớợ": "EA EB EC ED EE",
    "ùủũúụ": "EF F1 F2 F3 F4",
    "ừửữứự": "F5 F6 F7 F8 F9",
    "ỳỷỹýỵ": "FA FB FC FD FE",
}
TCVN3: Mapping[str, str] = {
    chr(int(code, 16)): letter
    for letters, codes in _TCVN3.items()
    for letter, code in zip(letters, codes.split(), strict=True)
}
"""The character that a Latin-1 reader shows for a letter, and the letter: `©` is `â`."""

# In VNI a letter is its base and a mark behind it, each one byte; the same byte is a mark with a shape and
# a tone in one (`oá` is `ố`). Four letters with few uses, `ơ ư đ` and those of `i`, have bytes of their own.
_VNI_MARKS = {
    "øùûõï": ("aeouyôö", "", GRAVE + ACUTE + HOOK + TILDE + DOT),
    "âàáåãä": ("aeo", CIRCUMFLEX, " " + GRAVE + ACUTE + HOOK + TILDE + DOT),
    "êèéúüë": ("a", BREVE, " " + GRAVE + ACUTE + HOOK + TILDE + DOT),
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for marks, (bases, shape, tones) in _VNI_MARKS.items():
        for mark, tone in zip(marks, tones, strict=True):
            for base in bases:
                if base + mark != "yï":  # `ỵ` is the single `î`
                    letter = _VNI_SINGLE.get(base, base) + shape + tone.strip()
                    small[base + mark] = unicodedata.normalize("NFC", letter)
    table = dict(small)
    for code, letter in small.items():
        for variant in (code.upper(), code[0].upper() + code[1:]):  # a capital with the small mark is often typed
            table.setdefault(variant, letter.upper())
    return table


VNI: Mapping[str, str] = _vni_table()
"""What a Latin-1 reader shows for a letter, one or two characters, and the letter: `aâ` is `â`."""

_VNI_RE = compiled("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(dict(TCVN3))
# What cp1252 makes of the bytes 80 to 9F; Python leaves five of them undefined, readers do not.
_CP1252 = {
    bytes([b]).decode("cp1252", "replace"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_FROM_1252 = {b: c for c, b in _CP1252.items()}


def from_tcvn3(text: str) -> str:
    """TCVN3 text that was read as Latin-1, in Unicode: `Uû ban nh©n d©n` is `Uỷ ban nhân dân`."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """VNI text that was read as Latin-1, in Unicode: `nhaân daân` is `nhân dân`."""
    return _VNI_RE.sub(lambda match: VNI[match[0]], text)


def from_mojibake(text: str) -> str:
    """UTF-8 that was read as cp1252, in Unicode: `Káº¿ hoáº¡ch` is `Kế hoạch`; unchanged where it is none."""
    try:
        data = bytes(_CP1252[c] if c in _CP1252 else ord(c) for c in text)
    except ValueError:
        return text
    for candidate in (data, data.replace(b"\xc3 ", b"\xc3\xa0")):  # a no-break space that was folded: `Ã ` is `à`
        try:
            return candidate.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return text


def latin(data: bytes) -> str:
    """Bytes as cp1252 shows them; the five that it leaves undefined as Latin-1 does."""
    return data.decode("latin-1").translate(_FROM_1252)


FONTS: Mapping[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def font_charset(font: str) -> tuple[str, bool] | None:
    """The character set that the name of a font means, and whether its letters are drawn as capitals."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3", name.endswith("h")
    return ("vni", False) if name.startswith("vni-") else None
