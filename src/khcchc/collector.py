"""The garbage collector: seldom in a program that ends soon, paused while one plan is read."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_seldom() -> None:
    """For a program of its own: imports and records make much that lives and little to collect.

    What may wait is bounded: the leavings of some ten plans. At the end the interpreter would look through all that
    it ever made, several times, before it gives the memory back: a tenth of the time that a plan takes.
    """
    gc.set_threshold(100_000, 5, 10)
    atexit.register(gc.freeze)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Whatever is made in here lives until the plan is done, so that there is nothing to collect before.

    The collector would look at all of it again each time it has grown by a quarter, a fourth of the time that a long
    plan takes. The collector is one for the whole process;
    where it was off before, it stays so.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
