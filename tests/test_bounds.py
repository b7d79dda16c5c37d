"""No text takes long or fills the memory: hostile texts (hostile_texts.py) against a plain plan of the same length.

Times are processor time, the best of a few runs, and are judged as ratios of one run, so that a slow or a busy machine
tells nothing. Every day each case is tried small; `-m slow` tries it large, doubles it, and measures memory.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hostile_documents import DOCUMENTS
from hostile_texts import CASES, SHAPES, plain
from processor_time import NOISE, Work, grows_within, spent, within

from khcchc.check import report
from khcchc.check.engine import check_source
from khcchc.errors import KhcchcError, UnreadableFile
from khcchc.pipeline import parse_source
from khcchc.read import read_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fuzz"))

from fuzz_targets import export

SMALL, LARGE = 6_000, 100_000
MOST = 40.0
"""Times a plain plan of the same length. Three letters a line make ten times as many lines as a plan has."""
DOUBLED = 3.0
"""Times as long for twice the text: 2 is linear, 4 quadratic; the rest is the unrest of a shared machine."""
MAIN = ("line of letters", "line of agencies", "line of dates", "line of open stars", "lines of PHỤ LỤC II", *SHAPES)
"""Cases that go through the check and the exporters every day; the others do when `slow` is asked for."""


def parse(text: str) -> None:
    parse_source(read_bytes(text.encode(), name="a.txt", from_format="text"))


def check(text: str) -> None:
    checked = check_source(read_bytes(text.encode(), name="a.txt", from_format="text"))
    for name in report.FORMATS:
        report.write_report(report.Report([checked]), name)


def write(text: str) -> None:
    export(parse_source(read_bytes(text.encode(), name="a.txt", from_format="text")))


@cache
def of_plain(work: Callable[[str], None], size: int) -> float:
    """What a plain plan of so many letters takes, at its best; the first run builds what later ones keep."""
    work(plain(size))
    return min(spent(lambda: work(plain(size))) for _ in range(3))


def answered(work: Work) -> Work:
    """The same work, where a refusal with a clear word is an answer too."""

    def run() -> None:
        try:
            work()
        except KhcchcError as error:
            assert error.message

    return run


def hold_to_plain(work: Callable[[str], None], name: str, size: int, most: float = MOST) -> None:
    """The case takes at most so many times what a plain plan takes."""
    text = CASES[name](size)
    held, told = within(answered(lambda: work(text)), max(NOISE, most * of_plain(work, size)))
    assert held, f"{name}, {size} letters: {told}"


def hold_to_double(make: Callable[[int], Work], name: str, size: int) -> None:
    """Twice the input takes at most `DOUBLED` times as long.

    A busy machine may spoil one doubling, so a second one, of twice the input, speaks too. What is quadratic fails
    both, and the larger the input the more clearly.
    """
    work = cache(lambda size: answered(make(size)))
    tries = []
    for times in (1, 2):
        held, told = grows_within(work, times * size, 2 * times * size, DOUBLED)
        if held:
            return
        tries.append(told)
    pytest.fail(f"{name}: {'; '.join(tries)}")


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_text_is_parsed_in_the_time_of_a_plan(name: str) -> None:
    hold_to_plain(parse, name, SMALL)


@pytest.mark.parametrize("name", MAIN)
@pytest.mark.parametrize("work", [check, write])
def test_a_hostile_text_is_checked_and_written_in_bounds(work: Callable[[str], None], name: str) -> None:
    hold_to_plain(work, name, SMALL // 2)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_takes_time_that_grows_with_it(name: str) -> None:
    def make(size: int) -> Work:
        file, data = DOCUMENTS[name](size)
        return lambda: parse_source(read_bytes(data, name=file))

    hold_to_double(make, name, 400)


def test_a_text_of_white_space_alone_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        parse(" " * 100_000)


def test_ten_thousand_levels() -> None:
    for text in (".".join("1" * 10_000), "(" * 10_000 + ")" * 10_000, "> " * 10_000 + "a", "“" * 10_000, "- " * 10_000):
        parse(f"I. NHIỆM VỤ\n{text}\n1. Rà soát\n")


# --- large: minutes --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_large_hostile_text_grows_in_step(name: str) -> None:
    def make(size: int) -> Work:
        text = CASES[name](size)
        return lambda: parse(text)

    hold_to_plain(parse, name, LARGE)
    hold_to_double(make, name, LARGE // 2)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("work", [check, write])
def test_a_large_hostile_text_is_checked_and_written_in_step(work: Callable[[str], None], name: str) -> None:
    def make(size: int) -> Work:
        text = CASES[name](size)
        return lambda: work(text)

    hold_to_double(make, name, LARGE // 5)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_large_hostile_document_grows_in_step(name: str) -> None:
    def make(size: int) -> Work:
        file, data = DOCUMENTS[name](size)
        return lambda: parse_source(read_bytes(data, name=file))

    hold_to_double(make, name, 5_000)


PEAK = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from hostile_texts import CASES, plain
import khcchc
khcchc.parse_text("I. A\\n1. Rà soát\\n- Cơ quan chủ trì: Sở A\\n- Thời gian: Quý I/2024\\n")
text = (plain if sys.argv[2] == "plain" else CASES[sys.argv[2]])(int(sys.argv[3]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
khcchc.parse_text(text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(text.encode()), text.count("\\n") + 1)
"""
MEMORY = [
    # case, letters, bytes allowed: of each byte of the text, and of each of its lines
    ("plain", 1_000_000, 40, 8_000),
    ("line of letters", 4_000_000, 40, 8_000),
    ("line of agencies", 2_000_000, 60, 8_000),
    ("line of dates", 2_000_000, 60, 8_000),
    ("line of spaces and an end", 2_000_000, 40, 8_000),
    ("short lines", 2_000_000, 40, 8_000),
    ("a long pipe table", 1_000_000, 40, 20_000),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "a_byte", "a_line"), MEMORY)
def test_memory_is_a_multiple_of_the_text_and_its_lines(name: str, size: int, a_byte: int, a_line: int) -> None:
    command = [sys.executable, "-c", PEAK, str(Path(__file__).parent), name, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    grown, length, lines = map(int, done.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert grown * unit <= a_byte * length + a_line * lines, f"{grown * unit >> 20} MiB for {length >> 20} MiB of text"
