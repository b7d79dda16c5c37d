"""Plans in other formats beside their text: do they give the same tasks?

    python bench/formats.py PLAN.txt… [--to docx,odt,pdf] [--records DIR] [--least 0.98]

Each text is made into a Word file with automatic numbers and real tables (`tools/make_samples.py`), LibreOffice makes
the other formats from that, and every file is parsed. A task is the same when its title, content and all its fields
have the same words; white space and bullets aside. `--records` keeps the records, `DIR/docx/NAME.json`, for other
measures. Exit code 1 when a format has a smaller share of the same tasks than `--least`; 2 without LibreOffice.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import khcchc
from khcchc.model import Plan
from khcchc.read.legacy import find_program

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

FIELDS = ("lead", "coordinating", "deliverables", "schedule")


def fold(text: str | None) -> str:
    """The words alone."""
    return " ".join(w for w in (text or "").split() if w.strip("-+•–"))


def tasks(plan: Plan) -> Counter[tuple[str, ...]]:
    """The words of each task."""
    found = []
    for task in plan.tasks:
        fields = [getattr(task, name) for name in FIELDS]
        found.append((fold(task.title), fold(task.content), *(fold(f.text) if f else "" for f in fields)))
    return Counter(found)


def make(texts: list[Path], forms: list[str], folder: Path) -> dict[str, list[Path]]:
    """The files of each format, in the order of the texts."""
    from make_samples import automatic_docx

    made = {"docx": [folder / f"{path.stem}.docx" for path in texts]}
    for path, file in zip(texts, made["docx"], strict=True):
        file.write_bytes(automatic_docx(path))
    program = find_program()
    for form in forms:
        if form == "docx":
            continue
        if program is None:
            raise SystemExit("bench/formats.py: LibreOffice is not installed (apt install libreoffice-writer)")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(program), profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, made["docx"])], check=True, capture_output=True, timeout=600)
        made[form] = [file.with_suffix(f".{form}") for file in made["docx"]]
    return {form: made[form] for form in forms}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--to", default="docx,odt,pdf")
    parser.add_argument("--records", type=Path)
    parser.add_argument("--least", type=float, default=0.0)
    args = parser.parse_args()
    forms = args.to.split(",")
    worst = 1.0
    with tempfile.TemporaryDirectory() as folder:
        for form, files in make(args.texts, forms, Path(folder)).items():
            same = wanted = extra = 0
            spent = 0.0
            for text, file in zip(args.texts, files, strict=True):
                began = time.perf_counter()
                plan = khcchc.parse(file)
                spent += time.perf_counter() - began
                reference, got = tasks(khcchc.parse(text)), tasks(plan)
                same += (reference & got).total()
                wanted += reference.total()
                extra += (got - reference).total()
                for missing in reference - got:
                    print(f"{form} {text.stem}: {missing[1][:90]}", file=sys.stderr)
                if args.records:
                    (args.records / form).mkdir(parents=True, exist_ok=True)
                    (args.records / form / f"{text.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
            worst = min(worst, same / wanted)
            print(f"{form:5} {same}/{wanted} tasks the same, {extra} others, {spent / len(files) * 1000:.0f} ms a plan")
    return int(worst < args.least)


if __name__ == "__main__":
    raise SystemExit(main())
