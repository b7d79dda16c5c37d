"""TSK001: no task is given twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

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
_LONG_RUN = 15
"""A clause that opens one of the two tasks and stands whole in the other."""
_SHARE = 0.72
_SHARE_OF_LONGER = 0.4
_CLAUSE_END_RE = re.compile(r"\s*(?:[,;.:()]|$)")


def check(context: CheckContext) -> Iterator[Spot]:
    tasks = context.plan.tasks
    words = [tuple(w.lower() for w in _WORD_RE.findall(_work(t))) for t in tasks]
    for i, k in sorted(_candidates(words)):
        if _part(tasks[i]) == _part(tasks[k]) and _same(context, tasks[i], tasks[k], words[i], words[k]):
            first, second = tasks[i].span.start_line, tasks[k].span.start_line
            place = context.find(tasks[k].content.split("\n")[0], second, tasks[k].span.end_line)
            message = Text(f"the same work is given in line {first}", f"việc này đã được giao ở dòng {first}")
            yield Spot(place, message, task=tasks[k].id, related=(Related(first, Text("the first time", "lần đầu")),))


def _candidates(words: list[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs of tasks that share a run of words which few tasks have."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, text in enumerate(words):
        for shingle in {text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1)}:
            where[shingle].append(n)
    return {(i, k) for at in where.values() if 1 < len(at) <= _COMMON for i in at for k in at if i < k}


def _same(context: CheckContext, a: Task, b: Task, first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if min(len(first), len(second)) < _FEWEST_WORDS:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    shared = sum(m.size for m in blocks if m.size >= _COMMON)
    replaced = any(
        _is_other(first[i1:i2], second[j1:j2]) for op, i1, i2, j1, j2 in matcher.get_opcodes() if op == "replace"
    )
    if not replaced:
        return shared >= _SHARE * min(len(first), len(second)) and shared >= _SHARE_OF_LONGER * max(
            len(first), len(second)
        )
    longest = max(blocks, key=lambda m: m.size)
    if longest.size < _LONG_RUN or min(longest.a, longest.b) > 1 or not _one_lead(a, b):
        return False
    if not (_closes_clause(_work(a), longest.a + longest.size) and _closes_clause(_work(b), longest.b + longest.size)):
        return False  # the same words about another object
    run = " ".join(first[longest.a : longest.a + longest.size])
    return context.words.pattern("formula of assignments").match(run) is None


def _work(task: Task) -> str:
    """The content without the agency that opens it: a list of agencies is no work."""
    lead = task.lead.text if task.lead is not None else ""
    return task.content[len(lead) :] if lead and task.content.startswith(lead) else task.content


def _closes_clause(text: str, count: int) -> bool:
    words = list(_WORD_RE.finditer(text))
    return count >= len(words) or _CLAUSE_END_RE.match(text, words[count - 1].end()) is not None


def _is_other(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Other words at the same place: another object, another year, another level."""
    return bool(set(first) ^ set(second))


def _one_lead(a: Task, b: Task) -> bool:
    if a.lead is None or b.lead is None:
        return False
    return bool({fold_name(x.name) for x in a.lead.agencies} & {fold_name(x.name) for x in b.lead.agencies})


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
