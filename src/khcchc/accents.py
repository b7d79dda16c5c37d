"""Words as people type them in a hurry: in small letters, without accents."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """`Đà Nẵng` → `da nang`. The letter đ has no decomposition and is mapped by hand."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")
