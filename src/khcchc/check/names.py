"""Names of agencies made comparable: case, punctuation, `và` and a trailing place set aside."""

from __future__ import annotations

import re

_WORD_RE = re.compile(r"\w+")
_EMPTY = frozenset({"và", "các", "những"})
_ABBREVIATED = (("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"))


def fold_name(name: str) -> str:
    """`Phòng Văn hóa - Thông tin` and `Phòng Văn hóa và Thông tin` give the same key."""
    low = name.lower()
    for long, short in _ABBREVIATED:
        low = low.replace(long, short)
    return " ".join(w for w in _WORD_RE.findall(low) if w not in _EMPTY)


def same_issuer(first: str, second: str) -> bool:
    """`UBND tỉnh` and `UBND tỉnh Quảng Ngãi` are one; `Chủ tịch UBND tỉnh` is another."""
    a, b = fold_name(first), fold_name(second)
    return a == b or a.startswith(f"{b} ") or b.startswith(f"{a} ")
