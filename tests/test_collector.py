"""The garbage collector is one for the whole process: what a plan does to it is undone, what a program does is not."""

from __future__ import annotations

import gc
import subprocess
import sys

import khcchc
from khcchc.collector import collector_paused

_PLAN = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\n1. Rà soát thủ tục.\n- Chủ trì: Sở Nội vụ.\n- Thời gian: quý I.\n"


def test_a_plan_leaves_the_collector_as_it_was() -> None:
    khcchc.parse_text(_PLAN)
    assert gc.isenabled()
    gc.disable()
    try:
        khcchc.parse_text(_PLAN)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_works_again_behind_an_error() -> None:
    try:
        with collector_paused():
            assert not gc.isenabled()
            raise ValueError
    except ValueError:
        assert gc.isenabled()


def test_at_the_end_of_a_program_there_is_nothing_to_look_through() -> None:
    """The last thing before the interpreter takes itself apart; what was registered before is called behind it."""
    program = (
        "import atexit, gc\n"
        "from khcchc.collector import collect_seldom\n"
        "atexit.register(lambda: print(gc.get_freeze_count(), len(gc.get_objects())))\n"
        "collect_seldom()\n"
        "kept = [[] for _ in range(20_000)]\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    frozen, left = map(int, told.stdout.split())
    assert frozen > 20_000 > left
