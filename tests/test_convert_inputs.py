"""What `khcchc convert` takes for plans: folders, patterns, archives, lists; and how results are named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from khcchc.batch import archives
from khcchc.batch.inputs import find_items, name_outputs
from khcchc.batch.job import Item
from khcchc.errors import UnreadableFile

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    def plant(*names: str, root: str = "in") -> Path:
        for name in names:
            path = tmp_path / root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", encoding="utf-8")
        return tmp_path / root

    return plant


def names(items: list[Item]) -> list[str]:
    return [item.name for item in items]


def test_a_folder_gives_its_files_by_name_and_no_debris(tree: Tree) -> None:
    folder = tree("b.txt", "a.docx", "2024/c.pdf", ".hidden/x.txt", "~$a.docx", "Thumbs.db", "2024/.b.txt")
    assert names(find_items([str(folder)])) == ["2024/c.pdf", "a.docx", "b.txt"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ([], ["a.txt", "draft/c.txt", "x/b.md", "x/draft/d.txt"]),
        (["*.md"], ["a.txt", "draft/c.txt", "x/draft/d.txt"]),
        (["draft"], ["a.txt", "x/b.md"]),
        (["draft/"], ["a.txt", "x/b.md"]),
        (["x/*"], ["a.txt", "draft/c.txt"]),
        (["a.*", "draft/c.txt"], ["x/b.md", "x/draft/d.txt"]),
    ],
)
def test_exclude(tree: Tree, patterns: list[str], left: list[str]) -> None:
    folder = tree("a.txt", "x/b.md", "draft/c.txt", "x/draft/d.txt")
    assert names(find_items([str(folder)], exclude=patterns)) == left


def test_patterns_that_the_shell_did_not_expand(tree: Tree) -> None:
    folder = tree("a.txt", "x/b.txt", "x/y/c.txt", "x/d.md")
    assert names(find_items([f"{folder}/**/*.txt"])) == ["a.txt", "x/b.txt", "x/y/c.txt"]
    assert names(find_items([f"{folder}/x/*.txt"])) == ["b.txt"]
    with pytest.raises(UnreadableFile, match="no file matches"):
        find_items([f"{folder}/*.pdf"])


def test_several_roots_are_told_apart_by_their_last_folders(tree: Tree) -> None:
    first, second, third = (tree("a.txt", root=root) for root in ("2023/plans", "2024/plans", "other"))
    assert names(find_items([str(first), str(second)])) == ["2023/plans/a.txt", "2024/plans/a.txt"]
    assert names(find_items([str(first), str(third)])) == ["plans/a.txt", "other/a.txt"]


def test_files_by_themselves_keep_their_names(tree: Tree) -> None:
    first, second = tree("a.txt", root="x") / "a.txt", tree("a.txt", root="y") / "a.txt"
    assert names(find_items([str(first), str(second)])) == ["a.txt", "a (2).txt"]
    assert names(find_items([str(first), str(first), str(first.parent)])) == ["a.txt"], "one file is taken once"
    assert names(find_items(["missing.txt"])) == ["missing.txt"], "it fails by itself, later"


def test_the_output_is_no_input(tree: Tree) -> None:
    folder = tree("a.txt", "out/a.json", "all.csv")
    assert names(find_items([str(folder)], output=str(folder / "out"))) == ["a.txt", "all.csv"]
    assert names(find_items([str(folder)], output=str(folder / "all.csv"))) == ["a.txt", "out/a.json"]


def pack(path: Path, **members: bytes) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return str(path)


def test_archives(tmp_path: Path) -> None:
    members = {"xã/b.txt": b"b", "a.txt": b"a", "../../up.txt": b"u", "/etc/abs.txt": b"e", "__MACOSX/._a.txt": b"m"}
    items = find_items([pack(tmp_path / "plans.zip", **members)])
    wanted = ["plans.zip/up.txt", "plans.zip/etc/abs.txt", "plans.zip/a.txt", "plans.zip/xã/b.txt"]
    assert names(items) == wanted
    assert archives.read_member(items[2].url, str(items[2].member), 10) == b"a"


def test_archives_that_would_do_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bomb,) = find_items([pack(tmp_path / "bomb.zip", **{"a.txt": bytes(30 << 20)})])
    assert "200 times its size" in str(bomb.refused)
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 and nothing more")
    (broken,) = find_items([str(tmp_path / "bad.zip")])
    assert "not a whole zip archive" in str(broken.refused)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    (many,) = find_items([pack(tmp_path / "many.zip", **{"a.txt": b"a", "b.txt": b"b"})])
    assert "more than 1 files" in str(many.refused)


def test_a_member_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    url = pack(tmp_path / "x.zip", **{"a.txt": b"a" * 100})
    with pytest.raises(Exception, match="larger than"):
        archives.read_member(url, "a.txt", 99)


def test_outputs_that_would_meet_keep_both_endings() -> None:
    items = [Item(name, name) for name in ("x/a.txt", "x/a.docx", "x/b.txt", "c", "d.e.pdf")]
    assert name_outputs(items, ".json") == ["x/a.txt.json", "x/a.docx.json", "x/b.json", "c.json", "d.e.json"]
