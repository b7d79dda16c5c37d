"""TSK001: no task is given twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, combinations, islice

from khcchc.check.context import CheckContext
from khcchc.check.findings import Related, Spot, Text
from khcchc.check.names import fold_name
from khcchc.check.rule import Rule
from khcchc.model import Task

_WORD_RE = re.compile(r"\w+")
_SHINGLE = 6
_COMMON = 3
"""A run of words in more tasks than this is a formula of the plan, not a task given twice."""
_FEWEST_WORDS = 10
_MOST_WORDS = 1000
"""Longer than three pages is no task but a chapter; comparing two word by word would take seconds."""
_LONG_RUN = 15
"""A clause that opens one of the two tasks and stands whole in the other."""
_SKIPPED = (0, 1)
"""How many words may stand in front of that clause."""
_SHARE = 0.72
_SHARE_OF_LONGER = 0.4
_CLAUSE_END_RE = re.compile(r"\s*(?:[,;.:()]|$)")


class _Work:
    """The words of one task, in small letters, and what is asked of them again and again."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.text = _without_lead(task)
        self.words = tuple(_WORD_RE.findall(self.text.lower()))
        self.part = _part(task)

    @cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def joined(self) -> str:
        return f" {' '.join(self.words)} "

    @cached_property
    def leads(self) -> frozenset[str]:
        """The lead agencies, comparable."""
        lead = self.task.lead
        return frozenset(fold_name(agency.name) for agency in lead.agencies) if lead is not None else frozenset()

    @cached_property
    def openings(self) -> tuple[str, ...]:
        """The long runs with which the task, or its second word, begins."""
        ends = [_LONG_RUN + skipped for skipped in _SKIPPED if len(self.words) >= _LONG_RUN + skipped]
        return tuple(f" {' '.join(self.words[end - _LONG_RUN : end])} " for end in ends)

    def closes_clause(self, count: int) -> bool:
        """Whether a clause ends behind so many words."""
        words = list(_WORD_RE.finditer(self.text))
        return count >= len(words) or _CLAUSE_END_RE.match(self.text, words[count - 1].end()) is not None


def check(context: CheckContext) -> Iterator[Spot]:
    works = [_Work(task) for task in context.plan.tasks]
    for i, k in sorted(_candidates([work.words for work in works])):
        if works[i].part == works[k].part and _same(context, works[i], works[k]):
            task = works[k].task
            first, second = works[i].task.span.start_line, task.span.start_line
            place = context.find(task.content.split("\n")[0], second, task.span.end_line)
            message = Text(f"the same work is given in line {first}", f"việc này đã được giao ở dòng {first}")
            yield Spot(place, message, task=task.id, related=(Related(first, Text("the first time", "lần đầu")),))


def _candidates(words: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs of tasks that share a run of words which few tasks have; a run is known by its hash, of 64 bits."""
    runs = [set(map(hash, _runs(text))) for text in words]
    few = {run for run, often in Counter(chain.from_iterable(runs)).items() if 1 < often <= _COMMON}
    where: dict[int, list[int]] = defaultdict(list)
    for n, own in enumerate(runs):
        for run in own & few:
            where[run].append(n)
    return {pair for at in where.values() for pair in combinations(at, 2)}


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(words, skipped, None) for skipped in range(_SHINGLE)), strict=False)


def _same(context: CheckContext, a: _Work, b: _Work) -> bool:
    first, second = a.words, b.words
    if min(len(first), len(second)) < _FEWEST_WORDS:
        return False
    if first == second:
        return True
    if max(len(first), len(second)) > _MOST_WORDS:
        return False
    if not _may_share(a, b) and not _may_begin_alike(a, b):
        return False  # the costly comparison could only confirm it
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    replaced = any(
        _is_other(first[i1:i2], second[j1:j2]) for op, i1, i2, j1, j2 in matcher.get_opcodes() if op == "replace"
    )
    if not replaced:
        return sum(m.size for m in blocks if m.size >= _COMMON) >= _least_shared(a, b)
    longest = max(blocks, key=lambda m: m.size)
    if longest.size < _LONG_RUN or min(longest.a, longest.b) not in _SKIPPED or not a.leads & b.leads:
        return False
    if not (a.closes_clause(longest.a + longest.size) and b.closes_clause(longest.b + longest.size)):
        return False  # the same words about another object
    run = " ".join(first[longest.a : longest.a + longest.size])
    return context.words.pattern("formula of assignments").match(run) is None


def _least_shared(a: _Work, b: _Work) -> float:
    """How many words two tasks must share that differ only in what one of them adds."""
    shorter, longer = sorted((len(a.words), len(b.words)))
    return max(_SHARE * shorter, _SHARE_OF_LONGER * longer)


def _may_share(a: _Work, b: _Work) -> bool:
    """Whether so many words of each of two tasks stand in the other, in whatever order."""
    least = _least_shared(a, b)
    return _count_in(a.words, b.distinct) >= least and _count_in(b.words, a.distinct) >= least


def _count_in(words: tuple[str, ...], others: frozenset[str]) -> int:
    return sum(map(others.__contains__, words))


def _may_begin_alike(a: _Work, b: _Work) -> bool:
    """Whether one lead has both tasks, and a long run that opens one stands in the other."""
    if not a.leads & b.leads:
        return False
    return any(run in b.joined for run in a.openings) or any(run in a.joined for run in b.openings)


def _without_lead(task: Task) -> str:
    """The content without the agency that opens it: a list of agencies is no work."""
    lead = task.lead.text if task.lead is not None else ""
    return task.content[len(lead) :] if lead and task.content.startswith(lead) else task.content


def _is_other(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Other words at the same place: another object, another year, another level."""
    return bool(set(first) ^ set(second))


def _part(task: Task) -> str:
    """Annex or body: an annex repeats the tasks of the body by design."""
    return task.id.partition(".")[0] if task.id.startswith("PL") else ""


RULE = Rule(
    id="TSK001",
    name="duplicate-task",
    severity="warning",
    title=Text("The same task twice", "Nhiệm vụ bị giao trùng"),
    what=Text(
        "Two tasks of one part with the same words, some added or left out; or with a long clause in common under "
        "the same lead. Tasks that "
        "differ in their object (`tại các sở` / `cấp huyện`) and the tasks of body and annex are left alone.",
        "Hai nhiệm vụ trong cùng phần có câu chữ giống nhau, chỉ thêm bớt; hoặc chung một vế dài và cùng cơ quan "
        "chủ trì. Nhiệm vụ khác đối tượng "
        "(`tại các sở` / `cấp huyện`) và nhiệm vụ lặp giữa lời văn với phụ lục không bị báo.",
    ),
    why=Text(
        "A task given twice is counted twice, or done by nobody when two agencies are named.",
        "Việc giao trùng bị tính hai lần, hoặc không ai làm khi giao cho hai cơ quan.",
    ),
    bad="I. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Tư pháp\n\n- Phòng Tư pháp tổ chức rà soát, hệ thống hóa văn bản quy "
    "phạm pháp luật do cấp xã ban hành.\n\n2. Phòng Nội vụ\n\n"
    "- Phòng Nội vụ tổ chức rà soát, hệ thống hóa văn bản quy phạm pháp luật do cấp xã ban hành và báo cáo kết "
    "quả.\n\n- Phòng Tư pháp tổ chức rà soát, hệ thống hóa văn bản quy phạm pháp luật do cấp xã ban hành.",
    good="I. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Tư pháp\n\n- Phòng Tư pháp tổ chức rà soát, hệ thống hóa văn bản quy "
    "phạm pháp luật do cấp xã ban hành.\n\n2. Phòng Nội vụ\n\n- Phòng Nội vụ tổng hợp, báo cáo kết quả.",
    check=check,
    mistakes=Text(
        "Two phases of one piece of work, told in nearly the same words, are taken for one.",
        "Hai giai đoạn của một việc, viết gần giống nhau, bị coi là trùng.",
    ),
)
