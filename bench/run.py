"""Everything that is measured, in one process tree and one report: start-up, text, Word, PDF, many plans, check.

    python bench/run.py [--markdown] [--full] [--runs 11] [--only start,text,word,pdf,batch,check]

Each figure is the median of several runs, the ones that are compared taking turns, so that what else the machine does
falls on all of them. A ratio is to the row that it names. `--full` adds the text of a thousand plans; `--markdown`
gives docs/performance.md. Compiled modules are kept between the processes, as they are for a user. A tool that is not
installed is named as such: `pip install markitdown[docx,pdf]`, `apt install pandoc`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tools")]

import linear  # noqa: E402

SAMPLES = ROOT / "samples"
PLAN = SAMPLES / "ke-hoach-truong-thong-tin.txt"
LENGTH = 39_000
"""Bytes of the longer text: the length of a plan of eighteen pages."""
_BARE = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = "x") -> None:
    print(name)
app()
"""
_MODELS = """
import typer
from pydantic import BaseModel
app = typer.Typer(add_completion=False)
class A(BaseModel):
    a: str; b: int; c: str | None; d: tuple[str, ...]; e: bool; f: float
class B(BaseModel):
    a: A; b: int; c: str | None; d: tuple[A, ...]; e: bool; f: float
class C(BaseModel):
    a: A; b: B; c: str | None; d: tuple[B, ...]; e: bool; f: float
@app.command()
def main(name: str = "x") -> None:
    print(A(a=name, b=1, c=None, d=(), e=True, f=1.0).model_dump_json())
app()
"""
_FEW = "I. NHIỆM VỤ\n1. Rà soát\n- Cơ quan chủ trì: Sở Nội vụ\n- Phối hợp: Sở Tư pháp\n- Thời gian: Quý I/2024\n"
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
Row = tuple[str, str, str, str]
"""What, how long, how much of what, which target."""


@dataclass(frozen=True)
class Spent:
    """What processes took: medians, of wall and processor in milliseconds, of the peak in MiB."""

    wall: float
    cpu: float
    peak: float


def run_once(command: Sequence[str]) -> Spent:
    """One process and its children that it waited for."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    wall = time.perf_counter() - began
    return Spent(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / unit)


def in_turns(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Spent]:
    """The medians of commands that take turns; the first round warms the disk."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            spent[name].append(run_once(command))
    return {name: _median(all_of[1:]) for name, all_of in spent.items()}


def _median(spent: Sequence[Spent]) -> Spent:
    return Spent(*(statistics.median(getattr(s, key) for s in spent) for key in ("wall", "cpu", "peak")))


def start(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """Whole processes, from the shell's point of view."""
    python = sys.executable
    small, long = folder / "small.txt", long_text(folder)
    small.write_text(
        "I. NHIỆM VỤ\n1. Rà soát\n- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian: Quý I/2024\n", encoding="utf-8"
    )
    khcchc = [python, "-m", "khcchc"]
    bare, models, help_ = "a bare Typer app", "a Typer app of three pydantic models", "import typer"
    commands = {
        "python -c pass": [python, "-c", "pass"],
        help_: [python, "-c", "import typer"],
        bare: [python, "-c", _BARE],
        models: [python, "-c", _MODELS],
        "khcchc --version": [*khcchc, "--version"],
        "khcchc --help": [*khcchc, "--help"],
        "khcchc parse, 5 lines": [*khcchc, "parse", str(small), "--format", "json"],
        f"khcchc parse, {long.stat().st_size // 1000} kB": [*khcchc, "parse", str(long), "--format", "json"],
    }
    spent = in_turns(commands, runs)
    against = {
        "khcchc --version": (bare, "1.3"),
        "khcchc --help": (bare, "1.3"),
        "khcchc parse, 5 lines": (models, "1.4"),
        f"khcchc parse, {long.stat().st_size // 1000} kB": (models, "1.4"),
    }
    for name, took in spent.items():
        base, target = against.get(name, ("", ""))
        ratio = f"{took.wall / spent[base].wall:.2f} × {base}" if base else ""
        yield name, f"{took.wall:.0f} ms ({took.cpu:.0f} of the processor)", ratio, f"≤ {target} ×" if target else ""


def long_text(folder: Path) -> Path:
    """A text sample with its sections repeated, as long as a real plan."""
    text = PLAN.read_text(encoding="utf-8")
    path = folder / "long.txt"
    times = 1
    while len((longer := linear.repeated(text, times)).encode()) < LENGTH:
        times += 1
    path.write_text(longer, encoding="utf-8")
    return path


def text(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """One plan at 1, 10, 100 and 1000 times its length, each size in a process of its own."""
    path = long_text(folder)
    size = path.stat().st_size

    def measured(times: int) -> dict[str, float]:
        command = [sys.executable, str(ROOT / "bench" / "linear.py"), "--one", str(path), str(times)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_ENVIRONMENT)
        told: dict[str, float] = json.loads(done.stdout)
        return told

    floor = letters_and_lines(path.read_text(encoding="utf-8"))
    yield "letters composed and cut into lines, nothing read", f"{floor * 1000:.2f} ms", "1.0 × the floor", ""
    before = measured(1)
    for times in (1, 10, 100, *([1000] if full else [])):
        # A busy machine changes its pace by a third: one plan is read right before and right behind the many.
        took, after = (measured(times), measured(1)) if times > 1 else (before, before)
        share = took["seconds"] / times / ((before["seconds"] + after["seconds"]) / 2)
        before = after
        rate = size * times / took["seconds"] / 1e6
        once = f"{rate:.1f} MB/s; {took['seconds'] / floor:.0f} × the floor"
        growth = f"{share:.2f} × its share of 1×" if times > 1 else once
        peak = f"{took['peak']:.0f} MiB, {took['peak'] * (1 << 20) / size / times:.0f} × the text"
        target = {1: "≤ 10 ms"}.get(times, "≤ 1.10 ×, ≤ 25 × the text")
        yield f"{times}× ({size * times / 1e6:.2g} MB)", f"{took['seconds'] * 1000:.0f} ms", f"{growth}; {peak}", target


def letters_and_lines(text: str) -> float:
    """Seconds of what any reader of a text has to do first, so that figures of several machines can be compared."""
    spent = []
    for _ in range(200):
        start = time.process_time()
        unicodedata.normalize("NFC", text).splitlines()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


_CHILD = """
import json, resource, statistics, sys, time
path, runs = sys.argv[1], int(sys.argv[2])
data = open(path, "rb").read()
began = time.process_time()
{setup}
ready = time.process_time()
spent = []
for _ in range(runs):
    start = time.process_time()
    {work}
    spent.append(time.process_time() - start)
print(json.dumps([ready - began, spent[0], statistics.median(spent[1:])]))
"""
_PAGES = (
    "pypdfium2 as p\ndef text():\n    d = p.PdfDocument(data)\n"
    "    for i in range(len(d)): d[i].get_textpage().get_text_range()"
)
_PARAGRAPHS = (
    "import io, zipfile\nfrom lxml import etree\n"
    "W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n"
    "def paragraphs():\n"
    "    lines = []\n"
    "    with zipfile.ZipFile(io.BytesIO(data)).open('word/document.xml') as part:\n"
    "        for _, p in etree.iterparse(part, tag=W + 'p'):\n"
    "            lines.append(''.join(t.text or '' for t in p.iter(W + 't')))\n"
    "            p.clear()\n"
    "    return lines"
)
"""What any reader of Word files has to do: unpack the document, parse it, and join the texts of each paragraph."""
_DOCLING = ("from docling.document_converter import DocumentConverter; c = DocumentConverter()", "c.convert(path)")
TOOLS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "docx": {
        "raw: zip and lxml, a line a paragraph": (_PARAGRAPHS, "paragraphs()"),
        "khcchc, lines and tables": ("from khcchc.read import read_bytes", "read_bytes(data, name='a.docx')"),
        "khcchc, records": ("import khcchc", "khcchc.parse(path)"),
        "python-docx": (
            "import io, docx",
            "d = docx.Document(io.BytesIO(data)); [p.text for p in d.paragraphs]; "
            "[c.text for t in d.tables for r in t.rows for c in r.cells]",
        ),
        "markitdown": ("from markitdown import MarkItDown; m = MarkItDown()", "m.convert(path)"),
        "docling": _DOCLING,
    },
    "pdf": {
        "pypdfium2, words alone": (f"import {_PAGES}", "text()"),
        "khcchc, lines and tables": ("from khcchc.read import read_bytes", "read_bytes(data, name='a.pdf')"),
        "khcchc, records": ("import khcchc", "khcchc.parse(path)"),
        "pdfplumber, words": (
            "import io, pdfplumber",
            "[p.extract_text() for p in pdfplumber.open(io.BytesIO(data)).pages]",
        ),
        "pdfplumber, words and tables": (
            "import io, pdfplumber",
            "[(p.extract_text(), p.extract_tables()) for p in pdfplumber.open(io.BytesIO(data)).pages]",
        ),
        "markitdown": ("from markitdown import MarkItDown; m = MarkItDown()", "m.convert(path)"),
        "docling": _DOCLING,
    },
}  # fmt: skip
PROGRAMS = {"docx": ("pandoc", ["-t", "plain"]), "pdf": ("pdftotext", [])}


def in_process(tool: tuple[str, str], path: Path, runs: int) -> tuple[float, float, float] | None:
    """Milliseconds of import, first and usual call; `None` where the tool is not installed."""
    setup, work = tool
    command = [sys.executable, "-c", _CHILD.format(setup=setup, work=work), str(path), str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, env=_ENVIRONMENT)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        raise SystemExit(f"{work}: {done.stderr[-500:]}")
    ready, first, usual = (1000 * seconds for seconds in json.loads(done.stdout.splitlines()[-1]))
    return ready, first, usual


def documents(form: str, path: Path, pages: int, runs: int, target: str) -> Iterator[Row]:
    """All tools on one document; the first tool is the floor."""
    floor = 0.0
    for name, tool in TOOLS[form].items():
        took = in_process(tool, path, runs)
        if took is None:
            yield name, "not installed", "", ""
            continue
        ready, first, usual = took
        floor = floor or usual
        told = f"{usual / pages:.2f} ms a page; import {ready:.0f}, first {first:.0f} ms"
        yield name, told, f"{usual / floor:.1f} × the floor", target if name == "khcchc, lines and tables" else ""
    program, options = PROGRAMS[form]
    if shutil.which(program) is None:
        yield program, "not installed", "", ""
        return
    out = [] if form == "docx" else ["-"]
    whole = in_turns({program: [program, *options, str(path), *out]}, max(3, runs // 3))[program]
    yield (
        f"{program}, a whole process",
        f"{whole.wall / pages:.2f} ms a page",
        f"{whole.wall / floor:.1f} × the floor",
        "",
    )


def word(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """The long text as a Word file with automatic numbers; a page is what is printed on one, 2,200 letters."""
    from make_samples import automatic_docx

    source = long_text(folder)
    path = folder / "long.docx"
    path.write_bytes(automatic_docx(source))
    pages = max(1, len(source.read_text(encoding="utf-8")) // 2200)
    yield from documents("docx", path, pages, runs, "≤ 3 ×")


def pdf(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """Two samples: one of text, one with tables over pages."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    for name, target in ((PLAN.stem, "≤ 2 ×"), ("phu-luc-bang-tab", "≤ 10 ms a page")):
        path = SAMPLES / "formats" / f"{name}.pdf"
        document = PdfDocument(path)
        pages = len(document)
        document.close()
        yield f"**{path.name}**, {pages} pages", "", "", ""
        yield from documents("pdf", path, pages, runs, target)


def _told(script: str, *arguments: str) -> Iterator[Row]:
    """The report of another bench, line by line."""
    if not (ROOT / "bench" / script).is_file():
        yield script, "not here", "", ""
        return
    command = [sys.executable, str(ROOT / "bench" / script), *arguments]
    for line in subprocess.run(
        command, check=True, capture_output=True, text=True, env=_ENVIRONMENT
    ).stdout.splitlines():
        name, _, rest = line.strip().partition("  ")
        if rest.strip():
            yield name, re.sub(r" {2,}", ", ", rest.strip()), "", ""


def batch(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """bench/convert.py: many plans with one process and with two."""
    yield from _told("convert.py", "--plans", "1000" if full else "300")


def check(folder: Path, runs: int, full: bool) -> Iterator[Row]:
    """bench/check.py: the linter beside the parser, on the samples."""
    names = [str(path) for path in sorted(SAMPLES.glob("*.txt"))]
    yield from takewhile(lambda row: not row[0].startswith("rule"), _told("check.py", *names))


SECTIONS: Mapping[str, tuple[str, Callable[[Path, int, bool], Iterator[Row]]]] = {
    "start": ("Start-up: a whole process", start),
    "text": ("Text: in one process, without the import", text),
    "word": ("Word: in one process, without the import", word),
    "pdf": ("PDF: in one process, without the import", pdf),
    "batch": ("Many plans", batch),
    "check": ("Check, in milliseconds", check),
}
HEADS = ("what", "takes", "ratio", "target")


def machine() -> str:
    """What was measured on; neither its name nor where it stands."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE)):
        model = found[1]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, {python}"


def show(title: str, rows: Sequence[Row], *, markdown: bool) -> str:
    """One table."""
    if markdown:
        body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        return f"\n## {title}\n\n| {' | '.join(HEADS)} |\n|---|---|---|---|\n{body}"
    widths = [max(len(row[n]) for row in [HEADS, *rows]) for n in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return f"\n{title}\n" + "".join(f"  {line}\n" for line in lines)


PREFACE = """# Performance

Generated by `python bench/run.py --full --markdown > docs/performance.md` (`make bench` prints the same without the
largest text); nothing here is written by hand. Medians of {runs} runs, taken in turns within one process tree. Whole
processes are timed by the clock and by the processor, work within a process by the processor alone, since a busy
machine changes the clock; ratios hold elsewhere, milliseconds do not. Peaks are of the whole
process, the 40 MiB of the interpreter and its libraries with them. The aims in milliseconds
were set on a machine that composes and cuts the 40 kB of text in 0.043 ms, the first line under "Text".

Measured on: {machine}.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--only", default=",".join(SECTIONS))
    args = parser.parse_args()
    told = PREFACE if args.markdown else "Measured on: {machine}; medians of {runs} runs.\n"
    print(told.format(machine=machine(), runs=args.runs), end="", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only.split(","):
            title, section = SECTIONS[name]
            print(
                show(title, list(section(Path(folder), args.runs, args.full)), markdown=args.markdown),
                end="",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
