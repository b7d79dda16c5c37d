"""Help, versions and usage errors, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest
from rich.cells import cell_len

from khcchc import messages
from khcchc.cli import main
from khcchc.cli.app import build_command
from khcchc.messages import LANGUAGES, Language, Messages, choose_language, text_keys

VIETNAMESE_RE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def list_pages() -> list[list[str]]:
    """Every command there is, from the tree itself."""
    pages: list[list[str]] = [[]]
    for name, command in build_command().commands.items():
        pages += [[name], *([name, below] for below in getattr(command, "commands", {}))]
    return pages


PAGES = list_pages()


def read_page(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main([*args, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_command_has_help_in_both_languages(capsys: pytest.CaptureFixture[str], page: list[str]) -> None:
    english = read_page(capsys, *page, "--lang", "en")
    vietnamese = read_page(capsys, *page, "--lang", "vi")
    assert english.startswith(f"Usage: {' '.join(['khcchc', *page])}")
    assert vietnamese.startswith(f"Cách dùng: {' '.join(['khcchc', *page])}")
    assert not re.search(r"\bhelp\.\w", english + vietnamese), "a key was shown instead of its text"
    rest = vietnamese.split("\n", 2)[2]
    assert not re.search(r"\b(Options|Arguments|Commands|Show|required|default)\b", rest)
    assert not VIETNAMESE_RE.search(english.replace("kế hoạch", ""))
    assert all(cell_len(line) <= 80 for line in (english + vietnamese).splitlines())


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_option_says_what_it_does(page: list[str]) -> None:
    command = build_command()
    for name in page:
        command = command.commands[name]
    for param in command.params:
        assert param.help in text_keys(), param.name
        assert param.metavar or param.is_flag, param.name


@pytest.mark.parametrize("key", text_keys())
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in messages._TEXTS[key]]
    # Some texts need one value in one language only: `Quý {roman}` and `Q{q}`; a problem has its own English words.
    assert fields[0] == fields[1] or key == "when.quarter" or key.startswith("problem.")


def test_every_problem_has_words_in_both_languages() -> None:
    package = Path(messages.__file__).parent
    words = ("messages.py", "error_words.py")
    sources = [p for p in package.rglob("*.py") if "check" not in p.relative_to(package).parts and p.name not in words]
    named = re.compile(r'"([A-Z]{3}\d{3})"')
    codes = {code for path in sources for code in named.findall(path.read_text(encoding="utf-8"))}
    assert {"STR001", "FLD005", "TAB001", "ENC001", "PDF001"} <= codes
    assert {f"problem.{code}" for code in codes} <= set(text_keys())


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"khcchc {project['version']}\n"
    assert main(["--lang", "vi", "--version"]) == 0


USAGE = [
    ([], "Usage: khcchc"),
    (["grammar"], "Usage: khcchc grammar"),
    (["prse"], "error: no command 'prse' — did you mean parse?"),
    (["xyz"], "error: no command 'xyz' — commands: parse, outline"),
    (["parse"], "error: FILE… is missing — see 'khcchc parse --help'"),
    (["parse", "a", "--frmat", "x"], "error: no option --frmat — did you mean"),
    (["parse", "a", "--format"], "error: --format needs a value — see 'khcchc parse --help'"),
    (["parse", "a", "--excel=1"], "error: --excel takes no value — see 'khcchc parse --help'"),
    (["parse", "a", "--format", "x"], "error: --format x: not one of json, jsonl, csv, table, markdown — choose"),
    (["schema", "x"], "error: got unexpected extra argument"),
    (["--lang", "fr"], "error: --lang fr: not one of en, vi"),
    (["--lang", "vi", "prse"], "lỗi: không có lệnh 'prse' — ý bạn là parse?"),
    (["--lang=vi", "parse"], "lỗi: thiếu FILE… — xem 'khcchc parse --help'"),
    (["parse", "--lang=vi", "a", "--format", "x"], "lỗi: --format x: chỉ nhận json"),
]


@pytest.mark.parametrize(("args", "start"), USAGE)
def test_usage_error_says_the_next_step(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, args: list[str], start: str
) -> None:
    monkeypatch.setenv("KHCCHC_LANG", "en")
    assert main(args) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(start)


LOCALES: list[tuple[dict[str, str], Language]] = [
    ({}, "en"),
    ({"LANG": "vi_VN.UTF-8"}, "vi"),
    ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"),
    ({"LANG": "vi_VN", "KHCCHC_LANG": "en"}, "en"),
    ({"KHCCHC_LANG": "vi"}, "vi"),
    ({"LANG": ""}, "en"),
    ({"LANG": "fr_FR"}, "en"),
]


@pytest.mark.parametrize(("environ", "language"), LOCALES)
def test_language_of_the_locale(environ: dict[str, str], language: Language) -> None:
    assert choose_language(environ) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_counting(language: Language) -> None:
    say = Messages(language)
    assert "1 tasks" not in say.count("convert.tasks", 1)
    assert [say.count("tasks", n) for n in (0, 1, 2)] == (
        ["0 tasks", "1 task", "2 tasks"] if language == "en" else ["0 nhiệm vụ", "1 nhiệm vụ", "2 nhiệm vụ"]
    )


def test_schema_command(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    published = Path(__file__).parents[1] / "docs" / "schema" / "plan.schema.json"
    assert main(["schema"]) == 0
    assert capsysbinary.readouterr().out == published.read_bytes()
