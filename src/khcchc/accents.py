"""Words as people type them in a hurry: in small letters, without accents."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """`Đà Nẵng` → `da nang`. The letter đ has no decomposition and is mapped by hand."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")


def plain_letters(text: str) -> str:
    """The same letter for letter, so that places in it hold: `Phổi hợp` and `phối hợp` are one."""
    plain = []
    for letter in text:
        low = letter.lower()
        plain.append("d" if low == "đ" else unicodedata.normalize("NFD", low)[:1] or low)
    return "".join(plain)
