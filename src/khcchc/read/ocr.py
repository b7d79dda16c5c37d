"""Page images to lines through Tesseract, called as a program of its own.

Guarantees:
 1. Two pages are read at a time, one thread each (measured: faster than one page on two threads); not more
    than four page images are in memory.
 2. Nothing is written to disk: the image goes in by standard input, the words come by standard output.
 3. A page that fails or takes too long is named; the file's time limit holds for all pages together.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from khcchc.errors import LimitExceeded, MissingExtra, UnreadableFile
from khcchc.read.limits import Deadline
from khcchc.read.ocr_image import prepare
from khcchc.read.ocr_words import Word, page_of_words
from khcchc.read.pdf_lines import PageText

if TYPE_CHECKING:
    from khcchc.read.options import ReadOptions
    from khcchc.read.source import SourceText

PROCESSES = 2
_WINDOW = 4
_PAGE_SECONDS = 120.0
_INSTALL = (
    "install the Debian packages tesseract-ocr and tesseract-ocr-vie "
    "(Windows and macOS: Tesseract with the language file vie.traineddata)"
)

_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow raises for a picture whose bytes are not what its head promises: `SyntaxError` for a broken PNG."""

PageImage = tuple[int, Callable[[], Any], float]
"""Page number, a call that gives its image (Pillow), and its dots per point."""


def find_tesseract() -> str:
    """The program. Raises `MissingExtra` when it, or its Vietnamese model, is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        raise MissingExtra("text recognition needs the program tesseract, which is not installed", hint=_INSTALL)
    if "vie" not in _languages(program):
        raise MissingExtra("tesseract has no Vietnamese model (vie)", hint=_INSTALL)
    return program


@lru_cache(maxsize=4)
def _languages(program: str) -> tuple[str, ...]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(done.stdout.decode("utf-8", "replace").split()[1:])


def recognise(
    program: str,
    images: Iterable[PageImage],
    total: int,
    deadline: Deadline,
    progress: Callable[[int, int], None] | None,
) -> tuple[dict[int, PageText], set[int]]:
    """The pages by number, and the numbers of pages that could not be read. Raises `LimitExceeded`."""
    read: dict[int, PageText] = {}
    failed: set[int] = set()
    waiting: list[tuple[int, Future[PageText | None]]] = []

    def take() -> None:
        number, future = waiting.pop(0)
        page = future.result()
        if page is None:
            failed.add(number)
        else:
            read[number] = page
        if progress is not None:
            progress(len(read) + len(failed), total)

    with ThreadPoolExecutor(max_workers=PROCESSES) as pool:
        try:
            for number, draw, scale in images:
                deadline.check(f"text recognition, page {number}")
                # pdfium draws in this thread only: it is not safe in two at once.
                waiting.append((number, pool.submit(_read_page, program, draw(), number, scale, deadline)))
                if len(waiting) >= _WINDOW:
                    take()
            while waiting:
                take()
                deadline.check("text recognition")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return read, failed


def _read_page(program: str, image: Any, number: int, scale: float, deadline: Deadline) -> PageText | None:
    """One page; `None` when Tesseract fails on it."""
    straight, grid = prepare(image, scale)
    words = list(_words(program, straight, scale, min(_PAGE_SECONDS, deadline.left())))
    if not words:
        return None
    return page_of_words(words, grid, number, straight.width / scale, straight.height / scale)


def _words(program: str, image: Any, scale: float, seconds: float) -> Iterator[Word]:
    buffer = BytesIO()
    image.save(buffer, "PPM")  # a grey image becomes PGM: no time lost on packing
    command = [program, "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", str(round(scale * 72)), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=max(seconds, 1.0),
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    for row in done.stdout.decode("utf-8", "replace").split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(value) / scale for value in cells[6:10])
            line = (int(cells[2]), int(cells[3]), int(cells[4]))
            yield Word(_tidy(cells[11].strip()), left, top, left + width, top + height, float(cells[10]), line)


def _tidy(word: str) -> str:
    """One sign read as two: `I/⁄2018`, `—-`."""
    return word.replace("/⁄", "/").replace("⁄", "/").replace("—-", "–").replace("-—", "–")


def read_image(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """A scan saved as PNG, JPEG or TIFF (all its frames). Raises as `read_pdf`."""
    from PIL import Image, ImageSequence

    from khcchc.read.pdf import source_of

    if options.ocr == "never":
        raise UnreadableFile(f"{name} is a picture", hint="read it with --ocr auto")
    deadline = Deadline(options.limits, name)
    damaged = (*_DAMAGED, Image.DecompressionBombError)
    try:
        image = Image.open(BytesIO(data))
        frames = getattr(image, "n_frames", 1)
    except damaged:
        raise UnreadableFile(
            f"{name} is damaged: it cannot be opened as a picture", hint="scan or save it again"
        ) from None
    if frames > options.limits.max_pages:
        raise LimitExceeded(
            f"{name} has {frames} pages, more than {options.limits.max_pages}",
            hint="raise --max-pages, or split the file",
        )
    program = find_tesseract()
    try:
        images = (
            (i, frame.convert("L").copy, _scale(frame)) for i, frame in enumerate(ImageSequence.Iterator(image), 1)
        )
        read, _ = recognise(program, images, frames, deadline, options.progress)
    except damaged:
        raise UnreadableFile(
            f"{name} is damaged or too large a picture", hint="scan it again at 200 to 300 dpi"
        ) from None
    if not read:
        raise UnreadableFile(
            f"{name}: no words were found in the picture", hint="scan it again, upright and at 200 to 300 dpi"
        )
    pages = [read.get(n, PageText(n, 595.0, 842.0, ())) for n in range(1, frames + 1)]
    return source_of(
        pages, (), name=name, sha256=sha256 or hashlib.sha256(data).hexdigest(), kind="image", extractor="tesseract"
    )


def _scale(image: Any) -> float:
    """Dots per point: what the file says, else as if the picture were a page of A4."""
    dpi = image.info.get("dpi", (0, 0))[0]
    return float(dpi) / 72 if 100 <= dpi <= 1200 else max(image.width, image.height) / 842
