"""What one file may cost: limits that every reader keeps, checked before the work is done.

A limit that is passed raises `LimitExceeded` with the limit, what was met, and the option that changes it.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from khcchc.errors import LimitExceeded


class Limits(NamedTuple):
    """Limits for one file: `max_bytes` of the file and of what it unpacks to, `max_pages`, `seconds`.

    `seconds` bounds what may run away: outside programs (LibreOffice, OCR) and page loops. A plan of
    40 pages is read in well under a second, so the limit never decides what a normal file gives.
    """

    max_bytes: int = 256 * 1024 * 1024
    max_pages: int = 2000
    seconds: float = 300.0
    max_entries: int = 5000
    """Entries of a ZIP container; a plan in Word has about fifteen, and a few hundred with many pictures."""
    max_ratio: int = 200
    """Unpacked to packed size of one entry above `ratio_from` bytes; WordprocessingML packs about 10 to 40 times."""
    ratio_from: int = 16 * 1024 * 1024


class Deadline:
    """The time limit of one file, started when it is made.

    The only clock in the package. It never enters a record: it can only stop the reading.
    """

    def __init__(self, limits: Limits, name: str) -> None:
        self._limits = limits
        self._name = name
        self._end = time.monotonic() + limits.seconds

    def left(self) -> float:
        """Seconds that remain, never below 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self, where: str = "") -> None:
        """Raise `LimitExceeded` when the time is up; `where` tells how far the reading came."""
        if self.left() <= 0:
            at = f" ({where})" if where else ""
            raise LimitExceeded(
                f"{self._name} takes longer than {self._limits.seconds:g} seconds to read{at}",
                hint="split the file, or read fewer pages",
            )


def check_size(size: int, limits: Limits, name: str) -> None:
    """Raise `LimitExceeded` for a file of more than `max_bytes` bytes."""
    if size > limits.max_bytes:
        raise LimitExceeded(
            f"{name} is larger than {in_bytes(limits.max_bytes)}", hint="split the file, or raise --max-bytes"
        )


def in_bytes(count: int) -> str:
    """`512 bytes`, `3 MiB`."""
    if count < 1 << 10:
        return f"{count} bytes"
    return f"{count / (1 << 20):.0f} MiB" if count >= 1 << 20 else f"{count / (1 << 10):.0f} KiB"
