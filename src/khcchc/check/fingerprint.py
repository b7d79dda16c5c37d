"""What makes a finding the same finding after the text around it has moved.

Rule and words are hashed, never line numbers; the n-th of several alike takes its n into the hash.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from khcchc.check.findings import Finding

_LONGEST_LINE = 10_000
"""A longer line counts by its digest: it is not hashed anew for each of its findings."""


def with_fingerprints(findings: Iterable[Finding], lines: Sequence[str]) -> Iterator[Finding]:
    """The findings, each with a fingerprint of its own."""
    seen: Counter[tuple[str, str, str]] = Counter()
    spoken: dict[int, str] = {}
    for finding in findings:
        number = finding.place.line
        if number not in spoken:
            spoken[number] = _spoken(lines[number - 1]) if 0 < number <= len(lines) else ""
        key = (finding.rule, " ".join(finding.place.excerpt.split()), spoken[number])
        seen[key] += 1
        yield replace(finding, fingerprint=_digest("\x1f".join((*key, str(seen[key]))))[:32])


def _spoken(raw: str) -> str:
    """A line without differences of white space."""
    line = " ".join(raw.split())
    return line if len(line) <= _LONGEST_LINE else _digest(line)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
