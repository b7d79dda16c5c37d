"""Writing whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from khcchc.errors import ConfigError
from khcchc.files import write_atomically


def test_new_file_gets_the_permissions_of_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_atomically(tmp_path / "new", b"x")
    assert (tmp_path / "new").read_bytes() == b"x"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_old_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(ConfigError, match="no space left"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target], "nothing half written is left behind"


def test_pieces_are_one_file_or_none(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_atomically(target, (piece for piece in (b"one, ", b"two")))
    assert target.read_bytes() == b"one, two"

    def broken() -> Iterator[bytes]:
        yield b"three, "
        raise ValueError

    with pytest.raises(ValueError):
        write_atomically(target, broken())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one, two"]


def test_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("place", ["", "missing/file", "file/below"])
def test_impossible_place_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError):
        write_atomically(tmp_path / place, b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="devices are files on POSIX only")
def test_device_is_written_to() -> None:
    write_atomically(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
