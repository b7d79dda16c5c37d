"""What makes a finding the same finding after the text around it has moved.

Rule and words are hashed, never line numbers; the n-th of several alike takes its n into the hash.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from khcchc.check.findings import Finding


def with_fingerprints(findings: Iterable[Finding], lines: Sequence[str]) -> Iterator[Finding]:
    """The findings, each with a fingerprint of its own."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        number = finding.place.line
        line = " ".join(lines[number - 1].split()) if 0 < number <= len(lines) else ""
        key = (finding.rule, " ".join(finding.place.excerpt.split()), line)
        seen[key] += 1
        digest = hashlib.sha256("\x1f".join((*key, str(seen[key]))).encode()).hexdigest()
        yield replace(finding, fingerprint=digest[:32])
