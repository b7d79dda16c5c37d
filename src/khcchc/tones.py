"""The two places of a tone mark: `hóa, ủy` and `hoá, uỷ` are the same words, and plans write both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from khcchc.kept import compiled

# A set of letters first, so that a search skips to them; which pairs are written late is told by `_EARLY`.
_LATE_TONE_RE = compiled(r"[oOuU](?<![qQ][uU])[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\w)")
_EARLY_TONE_RE = compiled(r"[òóỏõọÒÓỎÕỌ][aeAE](?!\w)|(?<![qQ])[ùúủũụÙÚỦŨỤ][yY](?!\w)")
_OUTSIDE_RE = compiled(rf"\\.|\[(?:\\.|[^\]\\])*\]|(?:{_EARLY_TONE_RE.pattern})(?![?*+{{])")
_TONED = {"o": "òóỏõọ", "O": "ÒÓỎÕỌ", "u": "ùúủũụ", "U": "ÙÚỦŨỤ"}
_PLAIN = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ", "A": "ÀÁẢÃẠ", "E": "ÈÉẺẼẸ", "Y": "ỲÝỶỸỴ"}
_FOLLOWING = {"o": "ae", "O": "AE", "u": "y", "U": "yY"}
_EARLY = {
    first + second: toned + plain
    for first, plains in _FOLLOWING.items()
    for plain in plains
    for toned, second in zip(_TONED[first], _PLAIN[plain], strict=True)
}
"""`oà` → `òa`, `Uỷ` → `Ủy`."""


def early_tone(text: str) -> str:
    """The text with `oà, uỷ` written `òa, ủy`: as long as before, so that offsets hold."""

    return _LATE_TONE_RE.sub(_move_early, text)


def _move_early(match: re.Match[str]) -> str:
    return _EARLY.get(match[0], match[0])


def both_tones(words: Iterable[str]) -> list[str]:
    """The words, and those with a tone that may stand late written so as well: `Ủy ban`, `Uỷ ban`."""
    out: list[str] = []
    for word in words:
        late = _EARLY_TONE_RE.sub(_move_late, word)
        out += (word,) if late == word else (word, late)
    return out


def _move_late(match: re.Match[str]) -> str:
    toned, plain = match[0][0], match[0][1]
    first = next(letter for letter, marks in _TONED.items() if toned in marks)
    return first + _PLAIN[plain][_TONED[first].index(toned)]


def either_tone(pattern: str) -> str:
    """The pattern, its words in both spellings. Sets of letters and letters with a quantifier stay as they are."""
    return _OUTSIDE_RE.sub(_either, pattern) if _EARLY_TONE_RE.search(pattern) else pattern


def _either(match: re.Match[str]) -> str:
    words = match[0]
    return words if words[0] in "\\[" else f"(?:{words}|{_move_late(match)})"
