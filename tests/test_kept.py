"""What is kept between processes: the same patterns and tables as made afresh, and no harm from a bad file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from khcchc import kept
from khcchc.grammar import builtin_folder, builtin_grammars
from khcchc.grammar_file import check_file

SAMPLE = Path(__file__).parents[1] / "samples" / "ke-hoach-truong-thong-tin.txt"
PATTERNS = [
    (p.expanded, int(re.IGNORECASE if p.rule.case == "ignore" else 0))
    for g in builtin_grammars().values()
    for p in g.patterns.values()
] + [(r"(?P<a>x)(?P<b>y)?", 0), (r"(?i:đ)ề", re.MULTILINE), ("", 0)]
TEXT = 'version = 1\nconcept = "own"\nabout = ""\n[[list]]\nid = "a"\nwords = ["ủy ban"]\n'


def _not_again() -> None:
    raise AssertionError("checked anew")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> kept.Store:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return kept.Store(tmp_path / "kept.bin")


def test_kept_patterns_are_those_of_the_regular_compiler(store: kept.Store, tmp_path: Path) -> None:
    for pattern, flags in PATTERNS:
        store.compiled(pattern, flags)
    assert store.save()
    again = kept.Store(tmp_path / "kept.bin")
    for pattern, flags in PATTERNS:
        # Equal patterns of `re` have equal words, flags and code.
        assert again.compiled(pattern, flags) == re.compile(pattern, flags)
        assert again.compiled(pattern, flags).groupindex == re.compile(pattern, flags).groupindex
    assert not again.save(), "nothing was compiled anew"


def test_kept_tables_are_those_of_the_file(store: kept.Store, tmp_path: Path) -> None:
    texts = [TEXT, *(path.read_text(encoding="utf-8") for path in builtin_folder().glob("*.toml"))]
    for text in texts:
        store.tables(text, lambda text=text: check_file(text, "a.toml"))  # type: ignore[misc]
    assert store.save()
    again = kept.Store(tmp_path / "kept.bin")
    assert [again.tables(text, _not_again) for text in texts] == [check_file(text, "a.toml") for text in texts]
    assert not again.save()


def test_a_second_run_adds_to_the_first(store: kept.Store, tmp_path: Path) -> None:
    store.compiled("a")
    assert store.save()
    second = kept.Store(tmp_path / "kept.bin")
    second.compiled("b")
    assert second.save()
    third = kept.Store(tmp_path / "kept.bin")
    assert [third.compiled(p).pattern for p in "ab"] == ["a", "b"]
    assert not third.save()


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other Python", "other content"])
def test_a_file_that_does_not_fit_is_as_no_file(
    store: kept.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / "kept.bin"
    store.compiled("quý [ivx]+", re.IGNORECASE)
    assert store.save()
    data = path.read_bytes()
    if damage == "other Python":
        monkeypatch.setattr(sys, "version", "3.99")
    else:
        changed = data[:-1] + bytes([data[-1] ^ 1])
        path.write_bytes({"cut": data[:40], "changed": changed, "empty": b"", "other content": b"x" * 99}[damage])
    again = kept.Store(path)
    assert again.compiled("quý [ivx]+", re.IGNORECASE).match("Quý II")
    assert again.save(), "it was compiled anew, and is kept now"


@pytest.mark.parametrize("why", ["no place", "no bytecode"])
def test_nothing_is_kept_where_python_would_keep_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    path = tmp_path / ("gone" if why == "no place" else "") / "kept.bin"
    monkeypatch.setattr(sys, "dont_write_bytecode", why == "no bytecode")
    store = kept.Store(path)
    assert store.compiled("a+").match("aa")
    assert not store.save()
    assert not path.exists()


def test_a_full_file_begins_anew_and_fills_with_what_is_in_use(
    store: kept.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    for pattern in "ab":
        store.compiled(pattern)
    assert store.save()
    for wanted in (["c"], ["b", "c"]):
        used = kept.Store(tmp_path / "kept.bin")
        for pattern in wanted:
            used.compiled(pattern)
        assert used.save()
    last = kept.Store(tmp_path / "kept.bin")
    for pattern in "bc":
        last.compiled(pattern)
    assert not last.save(), "both were kept"


def test_another_release_begins_anew(store: kept.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.compiled("of the last release")
    assert store.save()
    size = (tmp_path / "kept.bin").stat().st_size
    monkeypatch.setattr("khcchc.__version__", "99.0")
    later = kept.Store(tmp_path / "kept.bin")
    later.compiled("of this one")
    assert later.save()
    assert (tmp_path / "kept.bin").stat().st_size < size


def test_a_pattern_that_is_none_is_refused_as_ever(store: kept.Store) -> None:
    with pytest.raises(re.error, match="missing"):
        store.compiled("(")
    assert not store.save()


@pytest.mark.parametrize("writes", [True, False])
def test_the_command_gives_the_same_record_with_and_without_it(tmp_path: Path, writes: bool) -> None:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(tmp_path)} | ({} if writes else {"PYTHONDONTWRITEBYTECODE": "1"})
    command = [sys.executable, "-m", "khcchc", "parse", str(SAMPLE), "--format", "json"]
    first, second = (subprocess.run(command, env=env, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second != b""
    assert bool(list(tmp_path.rglob("kept.*.bin"))) is writes


def test_what_was_made_is_found_again_in_the_same_process(store: kept.Store) -> None:
    made = store.tables("a", lambda: ["made"])
    assert store.tables("a", _not_again) is made


def test_tables_go_with_the_modules_that_made_them(
    store: kept.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.tables("a", lambda: ["old"])
    assert store.save()
    monkeypatch.setattr(kept, "_MAKERS", ("kept.py",))
    assert kept.Store(tmp_path / "kept.bin").tables("a", lambda: ["new"]) == ["new"]
