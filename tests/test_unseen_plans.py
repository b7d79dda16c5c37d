"""Plans that the parser was never tuned on, written in the habits of many offices, against gold made by hand.

Each plan of `cases/plans` stands beside its gold: a line for each task, with references into the plan's lines
(the head of every gold file explains the notation). Every gold task is one test, and one test for each plan
says that nothing else was taken for a task. Words are compared after white space, case, dashes, bullets,
emphasis and closing punctuation are folded, and nothing looser.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import khcchc
from khcchc.model import Task

PLANS = Path(__file__).resolve().parent / "cases" / "plans"
FILES = tuple(PLANS.parent / kind for kind in ("word", "pdf", "html"))
"""Word and PDF files and web pages, each beside its gold and the text that a reader sees, to which the gold refers."""
FIELDS = ("lead", "coordinating", "deliverables", "schedule")
NOTHING_ELSE = "nothing else is a task"

_CAUSES: dict[str, tuple[str, ...]] = {
    "a verb that is part of the name of an office (giám sát đầu tư | xây dựng chuyên mục)": (
        "138-so-khdt-nang-cao-par-index-sipas-ddci: III.C.1#2",
    ),
    "a row that lost a merged cell of its agencies: which of them it had cannot be told": (
        "258-ttg-chuong-trinh-phong-chong-duoi-nuoc-tre-em: PL.II.4.2",
        "282-tinh-binh-thuong-nang-cao-pci-don-gian-hoa-tthc: PL.2.5",
        "318-tinh-nam-khe-kiem-soat-tthc-2021: II.II.5",
    ),
    "an empty cell of time: whether it is merged with the one above cannot be told": (
        "273-tinh-vinh-hoa-van-thu-luu-tru-so-2024: II.4.A.2",
        "274-huyen-tien-lac-iso-9001-2015-nam-2018: II.2.2",
        "279-ttg-de-an-giao-duc-mam-non-khu-cong-nghiep: PL.II.A.2",
        "279-ttg-de-an-giao-duc-mam-non-khu-cong-nghiep: PL.II.A.4",
    ),
    "a name that the end of the line cuts before its dash (khu vực Đông Kính | - Hà Trạch)": (
        "267-huyen-dong-kinh-kiem-soat-tthc-2022: IV.4",
    ),
    "a rhythm inside the sentence (…, định kỳ hằng quý …), which others do not count as its time": (
        "321-bo-nong-nghiep-moi-truong-du-lieu-2025: IV.2",
        "326-tinh-luong-binh-chi-thi-cat-soi-long-song-2019: z",
    ),
    "an item that asks others, below the agency that is to ask them (c) Yêu cầu các tổ chức …)": (
        "326-tinh-luong-binh-chi-thi-cat-soi-long-song-2019: 1.c",
    ),
    "dots inside brackets before a label (tắm lá thuốc...), không sao chép. Phân công: …)": (
        "327-tinh-kham-son-du-lich-cong-dong-2026-2028: II.2.1",
    ),
    "labels that begin a line inside a paragraph, and doers that only a school has (Bảo vệ, Văn thư, thầy …)": tuple(
        f"328-truong-thpt-la-giang-nhiem-vu-theo-thang-2025-2026: III.{item}"
        for item in ("9/2025#2", "9/2025#3", "11/2025#2", "12/2025", "12/2025#2", "1/2026#3", "4/2026", "4/2026#2")
    ),
    "a title that fills its line, and the work below it": ("305-tinh-cam-linh-cchc-2019: III.B.5",),
    "a paragraph that ends where its line is full": tuple(
        f"316-bo-cong-thuong-cong-van-bao-dam-cung-ung-dien-than-2024: {item}" for item in "8z"
    ),
    "a page number inside a short line of a paragraph": ("291-bhxh-tinh-ha-linh-cchc-2021: II.3.2",),
    "an item without fields between items with fields of their own": (
        "276-bo-cong-thuong-thi-hanh-luat-thuong-mai-dien-tu: II.2.b",
    ),
    "an agency alone in brackets behind words that it might explain (của người dân trong 05 ngày (Bộ phận Một cửa))": (
        "285-huyen-phong-lac-cchc-2018: II.2#4",
    ),
    "brackets that tell what the agency does in other words (Sở Tài chính thuê đơn vị tư vấn)": (
        "282-tinh-binh-thuong-nang-cao-pci-don-gian-hoa-tthc: II.4",
    ),
    "a time that counts days of an answer (thời hạn trả lời không quá 03 ngày làm việc)": (
        "286-kho-bac-nha-nuoc-dong-thanh-cchc-2024: III.1",
    ),
    "work below a heading that tells of objects and methods (Đối tượng, thời gian, phương pháp)": tuple(
        f"186-tinh-ngoc-lam-kiem-tra-cchc-2025: III.4.{item}" for item in "ab"
    ),
}
KNOWN = {name: cause for cause, names in _CAUSES.items() for name in names}
"""Test id → why it fails as yet; the test must fail, so that the entry goes when the cause does."""

_LABEL_RE = re.compile(r"\s*[-+*•–]?\s*[^:]{3,60}?:\s*")
_MARKER_RE = re.compile(r"\s*(?:[-+•–*]\s*)?(?:[IVXLC]+[.\-)]|\d+(?:\.\d+)*[.)]|[a-zđ]\))?\s*(?:[-+•–]\s+)?", re.I)
_MARKED_RE = re.compile(r"[-+•–]|[IVXLC]+[.\-)]|\d+(\.\d+)*[.)]|[a-zđ]\)")


@dataclass(frozen=True)
class Gold:
    """One task as a reader of the plan tells it: for each field every accepted reading, none where it is absent."""

    key: str
    basis: str
    line: int
    """Where its words begin; 0 where the gold quotes them."""
    content: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    optional: bool


@dataclass(frozen=True)
class Compared:
    """A plan against its gold: for each gold task what differs, and the tasks that no gold task is."""

    missing: dict[str, list[str]]
    extra: list[str]


def fold(text: str | None) -> str:
    """The words alone: what a reader would call the same text."""
    text = unicodedata.normalize("NFC", text or "").casefold()
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"[*_`\u00ad\ufeff]", "", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u2026", "...")
    text = re.sub(r"[“”«»]", '"', text)
    text = " ".join(text.replace("\xa0", " ").split())
    text = " ".join(re.sub(r"(^|\s)[-+•](?=\s)", " ", text).split())
    return re.sub(r"[\s.;,:/]+$", "", text)


class Resolver:
    """Line references into one plan, as words."""

    def __init__(self, plan: Path, folding: Callable[[str], str]) -> None:
        self.fold = folding
        self.lines = plan.read_text(encoding="utf-8").split("\n")
        self.flat = fold(" ".join(self.lines))

    def readings(self, refs: str, strip: re.Pattern[str]) -> tuple[str, ...]:
        if not refs.strip():
            return ()
        return tuple(
            self.fold(" ".join(self._one(r.strip(), strip) for r in alt.split(" & "))) for alt in refs.split("||")
        )

    def _one(self, ref: str, strip: re.Pattern[str]) -> str:
        if ref.startswith('"'):
            words = ref[1:-1]
            assert fold(words) in self.flat, f"not in the plan: {words!r}"
            return words
        verbatim = ref.startswith("=")
        parts: list[str] = []
        for item in ref.lstrip("=").split("+"):
            for sign in "|:":
                if sign in item:
                    line, column = item.split(sign)
                    parts.append(self._cell(int(line), int(column), "|" if sign == "|" else "\t"))
                    verbatim = True
                    break
            else:
                first, _, last = item.partition("-")
                parts += self.lines[int(first) - 1 : int(last or first)]
        text = re.sub(r"[*_]|\|", "", " ".join(p.strip() for p in parts if p.strip())).strip()
        if not verbatim and (_MARKED_RE.match(text) or strip is _MARKER_RE or len(parts) > 1 or ":" in text[:60]):
            text = re.sub(r"^[-+•–]\s+", "", strip.sub("", text, count=1))
        return text

    def _cell(self, line: int, column: int, cut: str) -> str:
        text = self.lines[line - 1]
        return (text.strip().strip("|") if cut == "|" else text).split(cut)[column - 1]


def read_gold(path: Path, plan: Path | None = None, folding: Callable[[str], str] = fold) -> tuple[Gold, ...]:
    resolver = Resolver(plan or plan_of(path), folding)
    out: list[Gold] = []
    seen: dict[str, int] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        place, basis, content, lead, coordinating, deliverables, schedule, _, optional = (row.split("\t") + [""] * 9)[
            :9
        ]
        seen[place] = seen.get(place, 0) + 1
        key = place if seen[place] == 1 else f"{place}#{seen[place]}"
        refs = (lead, coordinating, deliverables, schedule)
        fields = {name: resolver.readings(ref, _LABEL_RE) for name, ref in zip(FIELDS, refs, strict=True)}
        words = resolver.readings(content, _MARKER_RE)
        assert words and all(words), f"{path.name} {key}: the content {content} is empty"
        start = re.match(r"=?(\d+)", content)
        out.append(Gold(key, basis, int(start[1]) if start else 0, words, fields, optional == "1"))
    return tuple(out)


def plan_of(gold: Path) -> Path:
    return next(p for p in (gold.with_suffix(s) for s in (".txt", ".md")) if p.exists())


def file_of(gold: Path) -> Path:
    """The file that is read: the text itself where there is no other."""
    return next((p for p in (gold.with_suffix(s) for s in (".docx", ".pdf", ".html")) if p.exists()), None) or plan_of(
        gold
    )


def field_words(task: Task, name: str) -> str:
    value = getattr(task, name)
    return fold(re.sub(r"(^|\n)\s*[-+•]\s+", r"\1", value.text)) if value is not None else ""


def align(gold: tuple[Gold, ...], found: list[str]) -> dict[int, int]:
    """Which found task each gold task is: the same words first, then much the same words."""
    pairs: dict[int, int] = {}
    for least in (1.0, 0.9, 0.6):
        taken = set(pairs.values())
        for i, one in enumerate(gold):
            if i in pairs:
                continue
            best = max(
                ((likeness(one.content, words), -abs(i - j), j) for j, words in enumerate(found) if j not in taken),
                default=(0.0, 0, -1),
            )
            if best[0] >= least:
                pairs[i] = best[2]
                taken.add(best[2])
    return pairs


def likeness(readings: tuple[str, ...], words: str) -> float:
    if words in readings:
        return 1.0
    if any(min(len(r), len(words)) >= 30 and (r in words or words in r) for r in readings):
        return 0.9
    return max(0.89 * difflib.SequenceMatcher(None, r, words, autojunk=False).ratio() for r in readings)


@cache
def compare(path: Path) -> Compared:
    gold = read_gold(path)
    tasks = list(khcchc.parse(file_of(path)).tasks)
    found = [fold(task.content) for task in tasks]
    pairs = align(gold, found)
    missing: dict[str, list[str]] = {}
    for i, one in enumerate(gold):
        if one.optional:
            continue
        if i not in pairs:
            missing[one.key] = [f"no such task: {one.content[0]}"]
            continue
        missing[one.key] = list(differences(one, tasks[pairs[i]], found[pairs[i]]))
    extra = [
        f"line {task.span.start_line} [{task.basis}] lead {field_words(task, 'lead')!r}: {words}"
        for j, (task, words) in enumerate(zip(tasks, found, strict=True))
        if j not in pairs.values()
    ]
    return Compared(missing, extra)


def differences(gold: Gold, task: Task, words: str) -> Iterator[str]:
    if words not in gold.content:
        yield f"content (line {task.span.start_line}): want {gold.content[0]!r}, got {words!r}"
    for name in FIELDS:
        want, got = gold.fields[name], field_words(task, name)
        if got not in (want or ("",)):
            yield f"{name} (line {task.span.start_line}): want {want[0] if want else ''!r}, got {got!r}"


def golds() -> list[Path]:
    return sorted(path for folder in (PLANS, *FILES) for path in folder.glob("*.tsv"))


def cases() -> Iterator[object]:
    for path in golds():
        keys = [g.key for g in read_gold(path) if not g.optional]
        for key in (*keys, NOTHING_ELSE):
            name = f"{path.stem}: {key}"
            marks = [pytest.mark.xfail(strict=True, reason=KNOWN[name])] if name in KNOWN else []
            yield pytest.param(path, key, id=name, marks=marks)


@pytest.mark.parametrize(("path", "key"), list(cases()))
def test_unseen_plan(path: Path, key: str) -> None:
    result = compare(path)
    wrong = result.extra if key == NOTHING_ELSE else result.missing[key]
    assert not wrong, "\n".join(wrong)


def test_known_failures_name_tests() -> None:
    names = {f"{p.stem}: {k}" for p in golds() for k in (*(g.key for g in read_gold(p)), NOTHING_ELSE)}
    assert set(KNOWN) <= names
