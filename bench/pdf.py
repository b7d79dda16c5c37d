"""What reading a PDF costs beside pdfium alone: `khcchc` against pypdfium2 and pdfplumber on the same pages.

    python bench/pdf.py [FILE.pdf…] [--plans PLAN.txt…] [--most 1.5]

The baseline is the least that any reader on this engine does: pypdfium2 opens the file, and of each page it makes the
text page, takes its text (`get_text_range`) and closes it; no place, no table, no paragraph. Ours is all of the reader
for the same bytes: lines with their places, tables, paragraphs, furniture. Both run in turn, in a process that does
nothing else; the processor time is the best of many rounds, so that the ratio holds on a busy machine too. `plumber`
pages went to pdfplumber; `twice` pages were loaded twice, because words stand in their form fields or stamps.
pdfplumber takes the text alone, once. The peaks are those of processes of their own. `--plans` are made into Word files
with real tables, and into PDF by LibreOffice. Exit code 1 when the median ratio of files of running text (no table, no
page read by pdfplumber or loaded twice) is above `--most`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 4.0
"""For the rounds of each file, at least three."""
HEAD = """\
                                                                     ms a page        ms a page              peak MiB
file                               pages tables plumber twice   pdfium   khcchc  ratio  plumber pdfium khcchc plumber"""


def alone(data: bytes) -> int:
    """The text of all pages by pypdfium2; how many they are."""
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    document = pypdfium2.PdfDocument(data)
    count = len(document)
    for i in range(count):
        page = document[i]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return count


def ours(data: bytes) -> Any:
    """The source text of the file, without text recognition; a scan is an error."""
    from khcchc.read.options import ReadOptions
    from khcchc.read.pdf import read_pdf

    return read_pdf(data, "plan.pdf", hashlib.sha256(data).hexdigest(), ReadOptions(ocr="never"))


def plumber(data: bytes) -> int:
    """The text of all pages by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


READERS: dict[str, Callable[[bytes], Any]] = {"alone": alone, "ours": ours, "plumber": plumber}


def seconds(reader: Callable[[bytes], Any], data: bytes) -> float:
    began = time.process_time()
    reader(data)
    return time.process_time() - began


def compare(data: bytes) -> dict[str, float]:
    """Milliseconds a page of pypdfium2 alone and of ours, in turn."""
    pages = alone(data)
    ours(data)
    best = {"alone": float("inf"), "ours": float("inf")}
    end, rounds = time.monotonic() + SECONDS, 0
    while rounds < 3 or time.monotonic() < end:
        for name in best:
            best[name] = min(best[name], seconds(READERS[name], data))
        rounds += 1
    return {"pages": pages, **{name: value / pages * 1000 for name, value in best.items()}}


def engines(data: bytes) -> dict[str, int]:
    """How many tables there are, how many pages pdfplumber had to read, and how many were loaded twice."""
    from khcchc.read import pdf_pages, pdf_plumber

    calls = {"plumber": 0, "loads": 0}

    def counted(name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            calls[name] += 1
            return inner(*args)

        return call

    find, load = pdf_plumber.TableFinder.find, pdf_pages.PageReader._load
    pdf_plumber.TableFinder.find = counted("plumber", find)  # type: ignore[method-assign]
    pdf_pages.PageReader._load = counted("loads", load)  # type: ignore[method-assign]
    try:
        source = ours(data)
    finally:
        pdf_plumber.TableFinder.find = find  # type: ignore[method-assign]
        pdf_pages.PageReader._load = load  # type: ignore[method-assign]
    return {"tables": len(source.tables), "plumber": calls["plumber"], "twice": calls["loads"] - source.source.pages}


def measure(path: Path, what: str) -> dict[str, float]:
    """One measure of one file; meant for a fresh process. `what` is `compare` or the name of a reader."""
    data = path.read_bytes()
    if what == "compare":
        return {**compare(data), **engines(data)}
    took = seconds(READERS[what], data)
    return {"ms": took * 1000, "peak": peak()}


def peak() -> float:
    """The most memory this process ever held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # `getrusage` tells what the parent held when it forked, where that was more
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def fresh(path: Path, what: str) -> dict[str, float]:
    """`measure` in a process of its own."""
    command = [sys.executable, __file__, "--one", what, str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def row(path: Path) -> tuple[str, float | None]:
    """A row of the table, and its ratio where pdfium alone read the file once and no table stands in it."""
    got = fresh(path, "compare")
    alone_, ours_, plumber_ = (fresh(path, name) for name in READERS)
    ratio = got["ours"] / got["alone"]
    plain = not (got["tables"] or got["plumber"] or got["twice"])
    text = (
        f"{path.stem[:34]:34} {got['pages']:>5.0f} {got['tables']:>6.0f} {got['plumber']:>7.0f} {got['twice']:>5.0f}"
        f" {got['alone']:>8.3f} {got['ours']:>8.3f} {ratio:>6.2f} {plumber_['ms'] / got['pages']:>8.1f}"
        f" {alone_['peak']:>6.0f} {ours_['peak']:>6.0f} {plumber_['peak']:>7.0f}"
    )
    return text, ratio if plain else None


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(Path(sys.argv[3]), sys.argv[2])))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--plans", nargs="+", type=Path, default=[])
    parser.add_argument("--most", type=float, default=float("inf"))
    args = parser.parse_args()
    files = args.files
    if not files and not args.plans:
        files = sorted(p for p in (ROOT / "samples" / "formats").glob("*.pdf") if "scan" not in p.name)
    ratios: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        if args.plans:
            from formats import make

            files = [*files, *make(args.plans, ["pdf"], Path(folder))["pdf"]]
        print(HEAD)
        for path in files:
            text, ratio = row(path)
            print(text, flush=True)
            if ratio is not None:
                ratios.append(ratio)
    if not ratios:
        return 0
    middle = statistics.median(ratios)
    print(f"{len(ratios)} files of running text: median ratio {middle:.2f}, {min(ratios):.2f} to {max(ratios):.2f}")
    return int(middle > args.most)


if __name__ == "__main__":
    raise SystemExit(main())
