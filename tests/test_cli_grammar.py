"""`khcchc grammar`: what is listed, shown, and told of a broken file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khcchc import grammar
from khcchc.cli import main

WHOLE = """version = 1
concept = "mine"
about = "Labels of our province. More words."
[[rule]]
id = "our label"
gives = "lead"
pattern = '{word}'
examples = ["Đầu mối: Sở Nội vụ"]
not_examples = ["Nội dung"]
[parts]
word = 'đầu mối'
"""
BROKEN = [
    (WHOLE.replace('examples = ["Đầu mối', 'examples = ["Khác'), "our label"),
    (WHOLE.replace("{word}", "{wrod}"), "wrod"),
    (WHOLE.replace("gives", "kind = 1\ngives"), "kind"),
    (WHOLE.replace("version = 1", "version = 9"), "version"),
    ("= nothing", "not TOML"),
]


@pytest.fixture(autouse=True)
def _built_in(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One small built-in grammar, so that these tests are of the command and not of the vocabulary."""
    folder = tmp_path_factory.mktemp("grammars")
    (folder / "base.toml").write_text(WHOLE.replace("mine", "base"), encoding="utf-8")
    monkeypatch.setenv("KHCCHC_LANG", "en")
    monkeypatch.setattr(grammar, "builtin_folder", lambda: folder)
    grammar.builtin_grammars.cache_clear()
    yield
    grammar.builtin_grammars.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_list_has_a_line_a_grammar(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["grammar", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["base"]
    assert main(["grammar", "list", "--grammar", str(folder)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "mine 1 rule Labels of our province" in lines


def test_show_has_rules_and_examples(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["grammar", "show", "mine", "--grammar", str(folder)]) == 0
    out = capsys.readouterr().out
    for expected in (
        "rule our label (mine.toml)",
        "part word = đầu mối",
        "yes      Đầu mối: Sở Nội vụ",
        "no       Nội dung",
    ):
        assert expected in out


def test_show_of_an_unknown_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "show", "nothing"]) == 2
    assert "known: " in capsys.readouterr().err


def test_check_of_sound_grammars(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["grammar", "check"]) == 0
    assert main(["grammar", "check", str(folder)]) == 0
    assert "all hold" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "told"), BROKEN)
@pytest.mark.parametrize("command", [["grammar", "check"], ["parse", "x.txt", "--grammar"]], ids=" ".join)
def test_broken_grammar_names_file_and_reason(
    capsys: pytest.CaptureFixture[str], folder: Path, command: list[str], text: str, told: str
) -> None:
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    assert main([*command, str(folder)]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("error: mine.toml")
    assert told in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("place", ["/nowhere", "."])
def test_folder_without_grammars(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["grammar", "check", place]) == 2
    assert capsys.readouterr().err.startswith("error: ")


SLOW = WHOLE.replace("'{word}'", r"'(?:{word}\s*,?\s*)+:.*'").replace("pattern", 'mode = "whole"\npattern', 1)


@pytest.mark.parametrize(("language", "told"), [("en", "no bound on its time"), ("vi", "thời gian không có giới hạn")])
def test_check_tells_of_a_pattern_without_bound(
    capsys: pytest.CaptureFixture[str], folder: Path, language: str, told: str
) -> None:
    (folder / "mine.toml").write_text(SLOW, encoding="utf-8")
    assert main(["--lang", language, "grammar", "check", str(folder)]) == 2
    captured = capsys.readouterr()
    assert all(word in captured.err for word in (told, "mine.toml", "our label", "đầu mối", "*+"))
    assert captured.out == ""
