"""`khcchc check` and `khcchc rule` as commands: exit codes, settings, suppression, baseline, repair."""

from __future__ import annotations

import gc
import io
import json
import re
import stat
import unicodedata
import weakref
import zipfile
from pathlib import Path
from typing import Any

import pytest

import khcchc
from khcchc.check.context import CheckContext, read_context
from khcchc.cli import main

WHO = "\n- Cơ quan chủ trì: Phòng Nội vụ.\n\n- Thời gian thực hiện: 15/3/2024.\n"
SLIP = f"1. Nhiệm vụ\n\na) Khảo sát.\n\nb) Lập danh mục.\n\nb) Công khai.\n\ne) Tổng kết.\n{WHO}"
CLEAN = f"1. Nhiệm vụ\n\na) Khảo sát.\n\nb) Lập danh mục.\n{WHO}"
REMARK = f"I. NHIỆM VỤ\n\n1. Cập nhật CSDL lưu trữ.\n{WHO}"
UNTIDY = "Số: 27 /KH-UBND\r\n\r\n1. Lập danh mục hồ ѕơ, số hóa văn hóa.\r\n\r\n2. Chuẩn hoá trong quí II.\r\n"
TIDY = "Số: 27/KH-UBND\r\n\r\n1. Lập danh mục hồ sơ, số hóa văn hóa.\r\n\r\n2. Chuẩn hóa trong quý II.\r\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHCCHC_LANG", "en")
    for name in ("GITHUB_ACTIONS", "KHCCHC_TODAY"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(["check", *args])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def findings(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    _, out, _ = run(capsys, *args, "-f", "json")
    return [f for d in json.loads(out)["documents"] for f in d["findings"]]


EXIT_CODES = [
    (CLEAN, (), 0),
    (SLIP, (), 1),
    (SLIP, ("--exit-zero",), 0),
    (SLIP, ("--ignore", "STR"), 0),
    (SLIP, ("--select", "DOC"), 0),
    (REMARK, (), 0),
    (REMARK, ("--severity", "info"), 1),
    (REMARK, ("--select", "ABB001"), 1),
    (REMARK, ("--severity", "info", "--fail-on", "warning"), 0),
    (SLIP, ("--fail-on", "error"), 1),
    (SLIP, ("--select", "NONE"), 2),
    (SLIP, ("--severity", "bad"), 2),
    (SLIP, ("-f", "xml"), 2),
    (SLIP, ("-f", "json", "-f", "sarif"), 2),
    (SLIP, ("--today", "soon"), 2),
    (SLIP, ("--baseline", "none.json"), 2),
]


@pytest.mark.parametrize(("text", "options", "code"), EXIT_CODES)
def test_exit_code(capsys: pytest.CaptureFixture[str], text: str, options: tuple[str, ...], code: int) -> None:
    write("plan.txt", text)
    assert run(capsys, "plan.txt", *options)[0] == code


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", CLEAN)
    assert run(capsys, "none.txt")[0] == 2
    assert run(capsys, "none-*.txt")[0] == 2
    code, _, err = run(capsys, "plan.txt", "none.txt")
    assert code == 1 and "no such file" in err
    assert run(capsys)[0] == 2


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ((), 1, "STR004"),
        (("--max-bytes", "100"), 2, "larger than"),
        (("--encoding", "utf-16"), 1, "is this the right file?"),
        (("--ocr", "sometimes"), 2, "--ocr"),
    ],
)
def test_options_of_reading(capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: int, told: str) -> None:
    write("plan.txt", SLIP)
    assert main(["check", "plan.txt", *options]) == code
    shown = capsys.readouterr()
    assert told in shown.out + shown.err


def test_an_encoding_is_taken_as_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.txt").write_bytes(SLIP.encode("utf-16-le"))
    assert main(["check", "plan.txt", "--encoding", "utf-16-le"]) == 1
    assert "STR004" in capsys.readouterr().out


def test_what_cannot_be_read_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", UNTIDY)
    assert main(["check", "gone.txt", "plan.txt", "--fix", "--exit-zero"]) == 1
    assert capsys.readouterr().err.count("gone.txt") == 1
    assert Path("plan.txt").read_bytes().decode() == TIDY


def test_of_many_plans_only_the_findings_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a plan was read into is fifty times its text: a folder of thousands must not hold them all."""
    made: list[weakref.ref[object]] = []
    most = 0

    def watched(*args: Any) -> CheckContext:
        nonlocal most
        context = read_context(*args)
        made.append(weakref.ref(context))
        gc.collect()
        most = max(most, sum(one() is not None for one in made))
        return context

    monkeypatch.setattr("khcchc.check.engine.read_context", watched)
    for number in range(5):
        write(f"plans/plan {number}.txt", SLIP)
    assert main(["check", "plans"]) == 1
    assert len(made) == 5 and most < 3


def test_folders_patterns_and_names(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a/b.txt", "a/c.md", "a/.hidden/d.txt", "a/README.md", "a/e.csv"):
        write(name, SLIP)
    write("a/b.txt.khcchc.toml", "")
    for args in (("a",), ("a/*.txt", "a/c.md"), ("a/b.txt", "a")):
        _, out, _ = run(capsys, *args, "-f", "json")
        assert [d["name"] for d in json.loads(out)["documents"]] == ["a/b.txt", "a/c.md"]


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SLIP.encode())))
    code, out, _ = run(capsys, "-", "--stdin-filename", "a/plan.md", "-f", "concise")
    assert code == 1 and out.startswith("a/plan.md:7:1: error STR004")


def test_hidden_remarks_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", REMARK)
    code, out, err = run(capsys, "plan.txt")
    assert (code, out) == (0, "no findings\n")
    assert err.startswith("1 below the severity asked for")


def test_github_is_chosen_in_its_actions(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write("plan.txt", SLIP)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(capsys, "plan.txt")[1].startswith("::error file=plan.txt,line=7,col=1")
    _, out, _ = run(capsys, "plan.txt", "-f", "sarif=out.sarif")
    assert out.startswith("::error") and Path("out.sarif").is_file()


def test_settings_are_found_upward_and_per_file(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "khcchc.toml",
        'ignore = ["ABB001"]\nseverity = "info"\n\n[per-file."drafts/*"]\ndraft = true\nignore = ["STR"]\n',
    )
    write("plans/deep/one.txt", SLIP)
    write("drafts/two.txt", SLIP + "\nCập nhật CSDL.\n")
    assert {str(f["rule"])[:3] for f in findings(capsys, "plans")} == {"STR"}
    assert {f["rule"] for f in findings(capsys, "drafts")} == {"ABB001"}
    _, out, _ = run(capsys, "--show-settings", "plans")
    assert 'ignore = ["ABB001"]' in out and '[per-file."drafts/*"]' in out


def shown_settings(out: str) -> dict[str, tuple[str, str]]:
    """Each setting with what it is and who says so."""
    rows = re.findall(r"(?m)^(?:# )?([a-z-]+)(?: =|:) (.+?) +# (.+)$", out)
    return {key: (value, origin) for key, value, origin in rows}


def test_shown_settings_tell_who_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("khcchc.toml", 'ignore = ["ABB001"]\nfail-on = "error"\n\n[per-file."drafts/*"]\ndraft = true\n')
    write("drafts/two.txt", SLIP)
    monkeypatch.setenv("KHCCHC_TODAY", "2026-11-21")
    code, out, _ = run(capsys, "--show-settings", "drafts/two.txt", "--select", "STR,DOC001", "--baseline", "b.json")
    assert code == 0 and f"# {(tmp_path / 'khcchc.toml').as_posix()}\n" in out
    assert shown_settings(out) == {
        "select": ('["STR", "DOC001"]', "--select"),
        "ignore": ('["ABB001"]', "khcchc.toml"),
        "severity": ('"info"', "--select"),
        "draft": ("true", 'khcchc.toml, per-file "drafts/*"'),
        "regime": ('"auto"', "default"),
        "today": ("2026-11-21", "KHCCHC_TODAY"),
        "fail-on": ('"error"', "khcchc.toml"),
        "baseline": ('"b.json"', "--baseline"),
        "grammar": ("the built-in one", "default"),
    }
    assert "# 8 of 41 rules:" in out
    assert [f["rule"] for f in findings(capsys, "drafts/two.txt", "--select", "STR,DOC001")] == ["STR004", "STR003"]


def test_shown_settings_are_settings(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", SLIP)
    _, first, _ = run(capsys, "--show-settings", "plan.txt", "--ignore", "TXT", "--fail-on", "error", "--draft")
    assert "# no settings file\n" in first
    write("khcchc.toml", first)
    _, second, _ = run(capsys, "--show-settings", "plan.txt")
    values = {key: value for key, (value, _) in shown_settings(first).items()}
    assert {key: value for key, (value, _) in shown_settings(second).items()} == values
    _, third, _ = run(capsys, "--show-settings", "plan.txt", "--lang", "vi", "--severity", "error")
    assert shown_settings(third)["severity"] == ('"error"', "--severity") and "quy tắc" in third
    assert run(capsys, "--show-settings", "--select", "NONE")[0] == 2


def test_settings_in_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    write("pyproject.toml", '[tool.khcchc]\nselect = ["DOC"]\n')
    write("plan.txt", SLIP)
    assert run(capsys, "plan.txt")[0] == 0


BAD_SETTINGS = [
    ("ingore = []", "unknown key 'ingore'"),
    ('ignore = "STR"', "ignore is no list"),
    ('severity = "fatal"', "none of error, warning, info"),
    ("draft = 1", "neither true nor false"),
    ("per-file = 1", "per-file is no table"),
    ('[per-file."a"]\nbaseline = "x"', "unknown key 'baseline'"),
    ("a = = b", "khcchc.toml"),
]


@pytest.mark.parametrize(("text", "message"), BAD_SETTINGS)
def test_bad_settings_are_refused(capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    write("khcchc.toml", text)
    write("plan.txt", SLIP)
    code, out, err = run(capsys, "plan.txt")
    assert (code, out) == (2, "") and message in err and " — " in err


COMMENTS = [
    ("<!-- khcchc: ignore STR004 in the original -->\nb) Công khai.", 0),
    ("b) Công khai. <!-- khcchc: ignore STR004 in the original -->", 0),
    ("<!-- khcchc: ignore STR in the original -->\n\nb) Công khai.", 0),
    ("<!-- khcchc: ignore STR004 -->\nb) Công khai.", 1),
    ("<!-- khcchc: ignore DOC001 no such slip -->\nb) Công khai.", 1),
]


@pytest.mark.parametrize(("lines", "code"), COMMENTS)
def test_comments(capsys: pytest.CaptureFixture[str], lines: str, code: int) -> None:
    write("plan.md", SLIP.replace("b) Công khai.", lines).replace("\n\ne) Tổng kết.", ""))
    assert run(capsys, "plan.md")[0] == code


def test_comments_are_no_words_of_the_plan() -> None:
    plain = khcchc.parse_text(SLIP)
    noted = khcchc.parse_text(SLIP.replace("b) Công", "<!-- khcchc: ignore STR004 why -->\nb) Công"))
    assert [s.text for s in plain.sections] == [s.text for s in noted.sections]
    assert [f.why for f in noted.coverage.furniture] == ["inline suppression"]


SIDECARS = [
    ('rule = "STR"\nreason = "signed"', {"STR004": "suppressed", "STR003": "suppressed"}),
    ('rule = "STR"\nreason = "signed"\ntext = "Công khai"', {"STR004": "suppressed", "STR003": "new"}),
    ('rule = "DOC003"\nreason = "signed"', {"STR004": "new", "STR003": "new", "SUP001": "new"}),
    ('rule = "STR"\nreason = "signed"\nuntil = 2026-06-30', {"STR004": "new", "STR003": "new", "SUP002": "new"}),
    ('rule = "STR"\nreason = "signed"\nuntil = "2026-12-31"', {"STR004": "suppressed", "STR003": "suppressed"}),
]


@pytest.mark.parametrize(("entry", "expected"), SIDECARS)
def test_sidecar(capsys: pytest.CaptureFixture[str], entry: str, expected: dict[str, str]) -> None:
    write("plan.txt", SLIP)
    write("plan.txt.khcchc.toml", f"[[ignore]]\n{entry}\n")
    found = findings(capsys, "plan.txt", "--today", "2026-11-21")
    assert {f["rule"]: f["status"] for f in found} == expected


def test_a_last_day_without_today_is_a_remark(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", SLIP)
    write("plan.khcchc.toml", '[[ignore]]\nrule = "STR"\nreason = "signed"\nuntil = 2020-01-01\n')
    found = findings(capsys, "plan.txt", "--severity", "info")
    assert {f["rule"]: f["severity"] for f in found if f["status"] == "new"} == {"SUP003": "info"}


@pytest.mark.parametrize(
    "entry",
    [
        'rule = "STR"\nreason = 2026-12-31',
        'rule = "STR"\nreason = "x"\ntask = 1',
        'rule = "STR"\nreason = "x"\nuntil = 2026-12-31T08:00:00',
        'rule = "STR"',
        'reason = "x"',
        'rule = "A"\nreason = "x"\nwhy = 1',
        'rule = "A"\nreason = "x"\nuntil = "soon"',
    ],
)
def test_a_bad_sidecar_is_refused(capsys: pytest.CaptureFixture[str], entry: str) -> None:
    write("plan.txt", SLIP)
    write("plan.txt.khcchc.toml", f"[[ignore]]\n{entry}\n")
    code, _, told = run(capsys, "plan.txt")
    assert code == 2
    assert "plan.txt.khcchc.toml: ignore 1: " in told


def test_baseline_round_trip(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", SLIP)
    assert run(capsys, "plan.txt", "--write-baseline", "base.json")[0] == 0
    first = Path("base.json").read_bytes()
    code, out, _ = run(capsys, "plan.txt", "--baseline", "base.json")
    assert (code, out) == (0, "no findings\n")
    write("plan.txt", "Lời mở đầu của kế hoạch.\n\n" + SLIP)  # the lines move, the findings stay
    assert run(capsys, "plan.txt", "--baseline", "base.json")[0] == 0
    run(capsys, "plan.txt", "--baseline", "base.json", "-f", "sarif=out.sarif")
    results = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {r["baselineState"] for r in results} == {"unchanged"}
    write("plan.txt", SLIP)
    run(capsys, "plan.txt", "--write-baseline", "base.json")
    assert Path("base.json").read_bytes() == first
    write("plan.txt", CLEAN)
    code, _, err = run(capsys, "plan.txt", "--baseline", "base.json")
    assert code == 0 and err.count("is no longer there") == 2


def test_a_new_slip_beside_a_baseline_fails(capsys: pytest.CaptureFixture[str]) -> None:
    write("plan.txt", SLIP)
    run(capsys, "plan.txt", "--write-baseline", "base.json")
    write("plan.txt", SLIP + "\ng) Thực hiện theo hướng dẫn của của huyện.\n")
    assert run(capsys, "plan.txt", "--baseline", "base.json")[0] == 1


def test_fix_changes_only_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("plan.txt", "\ufeff" + unicodedata.normalize("NFC", UNTIDY))
    code, out, _ = run(capsys, "plan.txt", "--diff")
    assert code == 1 and "+Số: 27/KH-UBND" in out and path.read_bytes().decode() == "\ufeff" + UNTIDY
    run(capsys, "plan.txt", "--fix")
    assert path.read_bytes().decode() == "\ufeff" + TIDY
    assert run(capsys, "plan.txt", "--diff")[:2] == (0, "")
    run(capsys, "plan.txt", "--fix")
    assert path.read_bytes().decode() == "\ufeff" + TIDY


def test_fix_composes_letters(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("plan.txt", unicodedata.normalize("NFD", CLEAN))
    run(capsys, "plan.txt", "--fix")
    assert path.read_text(encoding="utf-8") == CLEAN


def test_fix_leaves_read_only_and_suppressed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("plan.txt", UNTIDY)
    path.chmod(stat.S_IREAD)
    _, _, err = run(capsys, "plan.txt", "--fix")
    assert "read-only" in err and path.read_bytes().decode() == UNTIDY
    path.chmod(stat.S_IREAD | stat.S_IWRITE)
    write("plan.txt.khcchc.toml", '[[ignore]]\nrule = "DOC004"\nreason = "as printed"\n')
    run(capsys, "plan.txt", "--fix")
    assert path.read_bytes().decode() == TIDY.replace("27/KH", "27 /KH")


def make_docx(path: Path, paragraphs: list[str]) -> bytes:
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def test_fix_of_a_word_file_writes_a_copy(capsys: pytest.CaptureFixture[str]) -> None:
    before = make_docx(Path("plan.docx"), UNTIDY.split("\r\n\r\n"))
    _, _, err = run(capsys, "plan.docx", "--fix")
    assert "plan.fixed.docx: repaired" in err
    assert Path("plan.docx").read_bytes() == before
    with zipfile.ZipFile("plan.docx") as old, zipfile.ZipFile("plan.fixed.docx") as new:
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
        assert changed == ["word/document.xml"]
        words = new.read("word/document.xml").decode()
    assert all(line.strip() in words for line in TIDY.split("\r\n\r\n"))
    assert not findings(capsys, "plan.fixed.docx", "--select", "TXT,DOC004")


def test_the_function(tmp_path: Path) -> None:
    path = write("plan.txt", SLIP)
    found = khcchc.check(path, select=["STR004"])
    assert [(f.rule, f.line, f.place.excerpt) for f in found] == [("STR004", 7, "b)")]


RULE_PAGES = [(["STR004"], "# STR004 letter-twice"), (["letter-twice"], "# STR004"), (["--all"], "STR001  error")]


@pytest.mark.parametrize(("args", "start"), RULE_PAGES)
def test_rule_command(capsys: pytest.CaptureFixture[str], args: list[str], start: str) -> None:
    assert main(["rule", *args]) == 0
    assert capsys.readouterr().out.startswith(start)
    assert main(["rule", *args, "--lang", "vi"]) == 0
    assert "Vì sao" not in capsys.readouterr().err


def test_rule_command_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "STR099"]) == 2
    assert main(["rule"]) == 2
    assert "name one rule" in capsys.readouterr().err


def test_hooks_and_action_use_options_that_exist() -> None:
    root = Path(__file__).parents[1]
    known = set(re.findall(r'"(--?[a-z][a-z-]*)"', (root / "src/khcchc/cli/check.py").read_text(encoding="utf-8")))
    for name in (".pre-commit-hooks.yaml", "action.yml", "docs/check.md"):
        text = (root / name).read_text(encoding="utf-8")
        for command in re.findall(r"khcchc check ([^`\n]*)", text):
            used = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", command))
            assert used <= known, (name, used - known)
