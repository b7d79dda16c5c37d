"""Bytes to text: which encoding they are in, converted and said; never silently replaced.

Guarantees:
 1. UTF-8 that is Vietnamese comes out as it is, with no problem.
 2. A conversion is one problem of severity info, `ENC001`, that names the encoding.
 3. A guess needs evidence: nearly all accented words must become well-formed syllables. Without it the
    place of the first bad byte is told and nothing is guessed.
 4. Bytes are replaced only where the caller forced an encoding, and each line of that is a problem, `ENC002`.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from khcchc.errors import ConfigError, UnreadableFile
from khcchc.kept import compiled
from khcchc.model import Problem
from khcchc.read.capitals import repair_capitals
from khcchc.read.charsets import FONTS, from_mojibake, from_tcvn3, from_vni, latin
from khcchc.read.options import ENCODINGS
from khcchc.read.syllables import judge

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_NAMES = {
    "tcvn3": "TCVN3 (ABC, .VnTime)", "vni": "VNI (VNI-Times)", "cp1258": "Windows code page 1258",
    "mojibake": "UTF-8 that was once read as cp1252", "utf-16": "UTF-16", "utf-32": "UTF-32",
}  # fmt: skip
_VIETNAMESE_RE = compiled("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u036f]")
_LATIN_RE = compiled("[\x80-\xff]")
_MOJIBAKE_RE = compiled("á[º»]|Ä[‘\x90]|Æ[°¡]|Ã[¡¢£©ª¬­²³´µ¹º½]")
_SURE, _LEAST = 0.85, 3
_MAX_TOLD = 20
_PIECE = 2048


class Decoded(NamedTuple):
    """Text, the encoding it was in, and what was done to read it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode_text(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of these bytes. Raises `UnreadableFile`, or `ConfigError` for an encoding without a name here."""
    decoded = _decode_found(data, name) if encoding is None else _decode_as(data, name, encoding)
    if "\x00" in decoded.text:
        raise UnreadableFile(
            f"{name} is a binary file, not text", hint="give a text file, or name its format with --from"
        )
    return decoded


def _decode_found(data: bytes, name: str) -> Decoded:
    for bom, encoding, codec in _BOMS:
        if data.startswith(bom):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as error:
                raise _bad_byte(data, name, encoding.upper(), error) from None
            return repair_encoding(text, encoding)
    if wide := _wide_codec(data):
        return Decoded(data.decode(wide, "replace"), "utf-16", (_converted("utf-16"),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = _decode_legacy(data)
        if legacy is None:
            raise _bad_byte(data, name, "UTF-8", error) from None
        return legacy
    return repair_encoding(text, "utf-8")


def _decode_as(data: bytes, name: str, encoding: str) -> Decoded:
    """As the caller wants it; what does not fit is replaced and told line by line."""
    if encoding not in ENCODINGS:
        raise ConfigError(f"unknown encoding {encoding!r}", hint=f"encodings: {', '.join(ENCODINGS)}")
    if encoding in _CONVERTERS:
        return Decoded(_CONVERTERS[encoding](_shown(data)), encoding, (_converted(encoding),))
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        text = data.decode(codec, "replace")
        if text.count("\ufffd") > max(20, len(text) // 10):
            raise _bad_byte(data, name, encoding, error) from None
        return Decoded(text, encoding, tuple(_replaced(text, encoding)))
    return Decoded(unicodedata.normalize("NFC", text) if encoding == "cp1258" else text, encoding)


def _shown(data: bytes) -> str:
    """What a Latin-1 reader shows: the bytes themselves, or a text that was already saved as UTF-8 that way."""
    if data.isascii():
        return data.decode("ascii")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return latin(data)


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Western letters and spaces is 0."""
    head = data[:4096]
    if len(head) < 16 or head.count(0) < len(head) // 5:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _decode_legacy(data: bytes) -> Decoded | None:
    shown = latin(data)
    candidates = {"tcvn3": repair_capitals(from_tcvn3(shown)), "vni": from_vni(shown)}
    with contextlib.suppress(UnicodeDecodeError):
        candidates["cp1258"] = unicodedata.normalize("NFC", data.decode("cp1258"))
    encoding = _best(candidates, "")
    return None if encoding is None else Decoded(candidates[encoding], encoding, (_converted(encoding),))


def repair_encoding(text: str, encoding: str) -> Decoded:
    """Text that is Unicode, but whose letters are those of an old font or of a wrong reading; else as it is."""
    if text.isascii():
        return Decoded(text, encoding)
    data = text.encode("utf-8", "surrogatepass")  # counting its bytes takes no time
    found = _misread(text, data)
    if found is not None:
        return Decoded(_CONVERTERS[found](text), encoding, (_converted(found),))
    if (b"\xc2" in data or "‘" in text) and _MOJIBAKE_RE.search(text):  # one of these is in all of it
        lines = text.split("\n")
        repaired = [_repair_line(line) for line in lines]
        changed = [i for i, (old, new) in enumerate(zip(lines, repaired, strict=True), 1) if old != new]
        if changed:
            return Decoded(
                "\n".join(repaired), encoding, tuple(_converted("mojibake", line) for line in changed[:_MAX_TOLD])
            )
    return Decoded(text, encoding)


def repair_lines(lines: list[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines of a structured format, repaired as `repair_encoding` does; as many as before."""
    decoded = repair_encoding("\n".join(lines), "")
    return (decoded.text.split("\n") if decoded.problems else lines), decoded.problems


def convert_old_font(text: str, charset: str, *, capitals: bool) -> str | None:
    """Words that stand in an ABC or VNI font, in Unicode; `None` where they were typed in Unicode all the same.

    `capitals` says that the font draws every letter as a capital (`.VnTimeH`).
    """
    # Symbol fonts keep their letters at U+F020 to U+F0FF.
    shown = "".join(chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text)
    converted = FONTS[charset](shown)
    typed_in_unicode = any(c.isalpha() and ord(c) > 0xFF for c in shown)
    if typed_in_unicode or (converted != shown and judge(converted)[0] < judge(shown)[0]):
        return None
    if capitals:
        return converted.upper()
    return repair_capitals(converted) if charset == "tcvn3" else converted


def font_problem(charset: str, count: int) -> Problem:
    """What is told of `count` pieces of text in the fonts of one old encoding."""
    message = f"{count} pieces of text were in {_NAMES[charset]} fonts: converted to Unicode"
    return Problem(code="ENC001", severity="info", message=message)


def _misread(text: str, data: bytes) -> str | None:
    """The old encoding that most of the text is in; `data` is the text in UTF-8.

    Vietnamese in Unicode has more letters of its own than letters of Latin-1.
    """
    odd = data.count(b"\xc2") + data.count(b"\xc3")  # no other letter of UTF-8 has these bytes than U+0080 to U+00FF
    if odd < 5 or text.count("đ") + text.count("ư") > odd // 4 or _has_more(_VIETNAMESE_RE, text, odd // 4):
        return None
    return _best({key: convert(text) for key, convert in _CONVERTERS.items()}, text)


def _has_more(pattern: re.Pattern[str], text: str, count: int) -> bool:
    """Is the pattern, which matches one letter, found more than `count` times? A text that is full of it ends early."""
    found = 0
    for at in range(0, len(text), _PIECE):
        found += len(pattern.findall(text, at, at + _PIECE))
        if found > count:
            return True
    return False


def _best(candidates: dict[str, str], unchanged: str) -> str | None:
    shares = {
        key: share if seen >= _LEAST else 0.0 for key, (share, seen) in ((k, judge(t)) for k, t in candidates.items())
    }
    best = max(shares, key=lambda key: shares[key])
    enough = shares[best] >= _SURE and shares[best] > judge(unchanged)[0] + 0.2
    return best if enough else None


def _repair_line(line: str) -> str:
    if not _MOJIBAKE_RE.search(line):
        return line
    repaired = from_mojibake(line)
    return repaired if judge(repaired)[0] > max(judge(line)[0], 0.6) else line


def _tcvn3_with_capitals(text: str) -> str:
    return repair_capitals(from_tcvn3(text))


_CONVERTERS: dict[str, Callable[[str], str]] = {
    "tcvn3": _tcvn3_with_capitals,
    "vni": from_vni,
    "mojibake": from_mojibake,
}


# --- what is told --------------------------------------------------------------------------------------------


def _converted(encoding: str, line: int | None = None) -> Problem:
    message = f"the text was in {_NAMES.get(encoding, encoding)}: converted to Unicode"
    return Problem(code="ENC001", severity="info", message=message, line=line)


def _replaced(text: str, encoding: str) -> list[Problem]:
    lines = [i for i, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    message = f"bytes that are not {encoding} were replaced by \ufffd"
    out = [Problem(code="ENC002", severity="warning", message=message, line=line) for line in lines[:_MAX_TOLD]]
    if len(lines) > _MAX_TOLD:
        out.append(
            Problem(code="ENC002", severity="warning", message=f"{message} in {len(lines) - _MAX_TOLD} more lines")
        )
    return out


def _bad_byte(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> UnreadableFile:
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"byte 0x{data[error.start]:02x} at offset {error.start}" if error.start < len(data) else "cut short"
    return UnreadableFile(
        f"{name}: line {line} is not {encoding} ({byte})", hint="save it as UTF-8, or try 'khcchc parse --encoding'"
    )
