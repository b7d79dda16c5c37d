"""Old Word files, RTF and OpenDocument text, turned into .docx by LibreOffice where it is installed.

LibreOffice runs with a profile of its own that is thrown away: macros off, links to the network refused, no
recovery, no lock beside the input. It sees a copy of the file in a private folder and is stopped, with all
its children, when the time of the file is up.

Guarantees:
 1. Nothing is written beside the input or in the user's own profile.
 2. The record names the file that was given, its format and its hash, not those of the copy.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from khcchc.errors import LimitExceeded, MissingExtra, UnreadableFile
from khcchc.read.docx import read_docx
from khcchc.read.limits import Deadline, check_size
from khcchc.read.options import ReadOptions
from khcchc.read.source import SourceText

_PROGRAMS = ("soffice", "libreoffice")
_NAMES = {"doc": "a Word file of the old format (.doc)", "rtf": "an RTF file", "odt": "an OpenDocument text (.odt)"}
# Settings of LibreOffice (officecfg), by their path: no macros, no links that load by themselves, and for
# what would still ask the network a proxy that is not there.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Load", "UpdateDocMode", "0"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def read_doc(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """A Word 97-2003 file, or Word 2003 XML. Raises as `convert`."""
    return _read("doc", data, name, sha256, options)


def read_rtf(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """An RTF file. Raises as `convert`."""
    return _read("rtf", data, name, sha256, options)


def read_odt(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """An OpenDocument text. Raises as `convert`."""
    return _read("odt", data, name, sha256, options)


def _read(format_: str, data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    docx = convert(data, format_, name, options)
    text = read_docx(docx, name, sha256, options)
    source = text.source.model_copy(update={"format": format_, "extractor": "libreoffice"})
    return text._replace(source=source)


def find_program() -> str | None:
    """Where LibreOffice is, or `None`."""
    return next((path for program in _PROGRAMS if (path := shutil.which(program))), None)


def convert(data: bytes, format_: str, name: str, options: ReadOptions) -> bytes:
    """The same document as .docx.

    Raises `MissingExtra` without LibreOffice, `LimitExceeded` when it takes too long or gives too much,
    `UnreadableFile` when it cannot read the file.
    """
    program = find_program()
    if program is None:
        raise MissingExtra(
            f"{name} is {_NAMES[format_]}, which LibreOffice turns into .docx, and it is not installed",
            hint="install it (Debian: apt install libreoffice-writer-nogui), or save the file as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="khcchc-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        _write_profile(work / "profile")
        (work / "out").mkdir()
        given = work / f"input.{format_}"
        given.write_bytes(data)
        said = _run(program, given, work, Deadline(options.limits, name), name)
        made = work / "out" / "input.docx"
        if not made.is_file():
            told = next((line for line in reversed(said.splitlines()) if "rror" in line), "")
            raise UnreadableFile(
                f"{name}: LibreOffice cannot read it{f' ({told.strip()[:200]})' if told else ''}",
                hint="open it in Word: it may be damaged or have a password",
            )
        check_size(made.stat().st_size, options.limits, f"{name} as .docx")
        return made.read_bytes()


def _run(program: str, given: Path, work: Path, deadline: Deadline, name: str) -> str:
    """Run LibreOffice once, in a group of its own so that its children end with it; what it said."""
    command = [
        program,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(work / "out"),
        str(given),
    ]
    environment = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    environment |= {"HOME": str(work), "TMPDIR": str(work)}
    process = subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=deadline.left())
    except subprocess.TimeoutExpired:
        raise LimitExceeded(
            f"{name}: LibreOffice did not finish within the time limit", hint="save the file as .docx, or split it"
        ) from None
    finally:
        _stop(process)
    return said.decode("utf-8", "replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and its children; one that has ended by itself is left alone, its id may be another's."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _write_profile(folder: Path) -> None:
    """A profile with `_SETTINGS`, in the form that LibreOffice keeps its own."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, key, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
