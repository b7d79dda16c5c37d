"""Is this Vietnamese? Words judged by the shape of a syllable, to tell one decoding from another.

The shape is that of the spelling rules (onset, rhyme, one tone); no word list is needed: a text decoded
rightly has nearly all of its accented words well formed, a text decoded wrongly hardly any.
"""

from __future__ import annotations

import unicodedata

from khcchc.kept import compiled
from khcchc.read.charsets import TONES

_WORD_RE = compiled(r"[^\W\d_]+(?:[\u0300-\u036f\x80-\xbf]+[^\W\d_]*)*")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
_OPEN = (
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|iêu|yêu|oai|oay|oao|oeo|uai|uay|uây|uôi|"
    "uya|uyu|uêu|ươi|ươu|uâu|[aăâeêioôơuưy]"
)
_CLOSED = "(?:iê|yê|uyê|uô|ươ|oa|oă|oe|uâ|uê|uy|oo|[aăâeêioôơuưy])(?:ch|nh|ng|[cmnpt])"
_SYLLABLE_RE = compiled(f"{_ONSET}(?:{_CLOSED}|{_OPEN})")
_TONE_RE = compiled(f"[{TONES}]")
_ENOUGH = 3000
"""Accented words that are judged; more would not change the verdict."""


def is_syllable(word: str) -> bool:
    """Could this be a Vietnamese syllable, whatever it means?"""
    parts = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONE_RE.subn("", parts)
    return tones <= 1 and _SYLLABLE_RE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def judge(text: str) -> tuple[float, int]:
    """The share of well-formed syllables among the words with letters beyond ASCII, and how many there are."""
    good = seen = 0
    for match in _WORD_RE.finditer(text):
        word = match[0]
        if word.isascii():
            continue
        seen += 1
        good += is_syllable(word)
        if seen >= _ENOUGH:
            break
    return (good / seen if seen else 0.0), seen
