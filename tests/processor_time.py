"""Tests of time that a busy machine does not spoil.

What is measured is the processor's time without the collector of garbage, which walks over what other tests left. A
bound is broken only when every one of several tries breaks it: unrest makes a run longer and never shorter, so one run
within the bound shows that the work can be done in it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

Work = Callable[[], object]

TRIES = 8
NOISE = 0.1
"""Seconds that no ratio is made of."""


def spent(work: Work) -> float:
    """Seconds of the processor that one run takes."""
    collected = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        if collected:
            gc.enable()


def within(work: Work, seconds: float) -> tuple[bool, str]:
    """Whether one of several runs takes no longer, and what is to be told if none does."""
    best = float("inf")
    for _ in range(TRIES):
        best = min(best, spent(work))
        if best <= seconds:
            return True, ""
    return False, f"{best:.3f} s, {seconds:.3f} s allowed"


def grows_within(make: Callable[[int], Work], small: int, large: int, ratio: float) -> tuple[bool, str]:
    """Whether the work of the large size takes at most so many times what the small one does.

    Both are made anew for each try, for work that remembers what it has done, and both count at their best.
    """
    before, after = float("inf"), float("inf")
    for _ in range(TRIES):
        before, after = min(before, spent(make(small))), min(after, spent(make(large)))
        if after <= max(NOISE, ratio * before):
            return True, ""
    return False, f"{before:.3f} s for {small}, {after:.3f} s for {large}, {ratio:g} times allowed"
