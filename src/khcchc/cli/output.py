"""The only module that writes to the standard streams: data to one, messages for people to the other."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

# Controls but line ends and tabs: a file name or a text must not steer the terminal that shows it.
_UNSAFE_RE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def prepare() -> None:
    """UTF-8 on both streams, whatever the locale of the machine."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def write(data: bytes) -> None:
    """Data to standard output, byte for byte."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif sys.stdout is not None:
        sys.stdout.write(data.decode())


def tell(text: str) -> None:
    """A message for people to standard error; a closed stream is no reason to stop."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(_UNSAFE_RE.sub("\N{REPLACEMENT CHARACTER}", text) + "\n")
        sys.stderr.flush()


def save(data: bytes | Iterable[bytes], path: str | None) -> None:
    """To the file, whole or not at all; to standard output without one, or for `-`, each piece when it is there."""
    if path is None or path == "-":
        for piece in (data,) if isinstance(data, bytes) else data:
            write(piece)
        return
    from khcchc.files import write_atomically

    write_atomically(Path(path), data)


def flush() -> None:
    """Bring out what is buffered while a closed pipe can still be caught."""
    if sys.stdout is not None:
        sys.stdout.flush()


def discard() -> None:
    """Send the rest of standard output nowhere, so that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def on_terminal() -> bool:
    """Does a person see standard output as it is written?"""
    return sys.stdout is not None and sys.stdout.isatty()


def takes_colour() -> bool:
    """On a terminal that is not dumb, unless NO_COLOR (no-color.org) asks for none."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal, or of `COLUMNS`, or 80."""
    return shutil.get_terminal_size().columns
