"""The manual page of a rule or of a remark of reading: one Markdown file in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.findings import Severity, Text
from khcchc.check.registry import RULES
from khcchc.check.remarks import REMARKS, Remark
from khcchc.check.rule import FAMILIES, Rule

_SEVERITY = {"error": Text("error", "lỗi"), "warning": Text("warning", "cảnh báo"), "info": Text("remark", "lưu ý")}
_HEAD = Text("Severity", "Mức độ")
_NOTICES: tuple[tuple[str, Severity, Text], ...] = (
    ("SUP001", "warning", Text("A suppression suppresses nothing", "Khai báo bỏ qua không còn tác dụng")),
    ("SUP002", "warning", Text("A suppression ran out", "Khai báo bỏ qua đã hết hạn")),
    (
        "SUP003",
        "info",
        Text("A suppression has a last day, and no --today was given", "Khai báo bỏ qua có hạn nhưng không có --today"),
    ),
    (
        "SUP004",
        "warning",
        Text("A suppression without a rule or a reason", "Khai báo bỏ qua thiếu mã quy tắc hoặc lý do"),
    ),
)


def page_files() -> Iterator[tuple[str, str]]:
    """(name, text) of every page of `docs/rules/`."""
    yield "README.md", index_page()
    for rule in RULES:
        yield f"{rule.id}.md", rule_page(rule)
    for remark in REMARKS:
        yield f"{remark.id}.md", f"{explain_remark(remark, 'en')}\n{_remark_half(remark, 'vi')}"


def rule_page(rule: Rule) -> str:
    """Both languages, one below the other."""
    return f"# {rule.id} {rule.name}\n\n{_half(rule, 'en')}\n{_half(rule, 'vi')}"


def explain(rule: Rule, language: str) -> str:
    """The page in one language, as `khcchc rule` shows it."""
    return f"# {rule.id} {rule.name}\n\n{_half(rule, language)}"


def explain_remark(remark: Remark, language: str) -> str:
    """The page of a remark in one language."""
    return f"# {remark.id}\n\n{_remark_half(remark, language)}"


def _remark_half(remark: Remark, language: str) -> str:
    where = Text("told of the reading, not of the plan", "nói về việc đọc tệp, không phải về kế hoạch")
    lines = [
        f"## {remark.title.spoken(language)}",
        "",
        f"{_HEAD.spoken(language)}: {_SEVERITY[remark.severity].spoken(language)}; {where.spoken(language)}",
        "",
        remark.what.spoken(language),
        "",
        f"**{Text('What to do', 'Cách xử lý').spoken(language)}.** {remark.then.spoken(language)}",
    ]
    return "\n".join(lines) + "\n"


def _half(rule: Rule, language: str) -> str:
    fixable = Text("repaired by `--fix`", "sửa được bằng `--fix`").spoken(language)
    lines = [
        f"## {rule.title.spoken(language)}",
        "",
        f"{_HEAD.spoken(language)}: {_SEVERITY[rule.severity].spoken(language)}"
        + (f"; {fixable}" if rule.edits else ""),
        "",
        rule.what.spoken(language),
        "",
        f"**{Text('Why', 'Căn cứ, lý do').spoken(language)}.** {rule.why.spoken(language)}",
        "",
        f"{Text('Wrong', 'Sai').spoken(language)}:",
        "",
        *_sample(rule.bad),
        "",
        f"{Text('Right', 'Đúng').spoken(language)}:",
        "",
        *_sample(rule.good),
    ]
    if rule.mistakes is not None:
        lines += [
            "",
            f"**{Text('Known mistakes', 'Hạn chế đã biết').spoken(language)}.** {rule.mistakes.spoken(language)}",
        ]
    return "\n".join(lines) + "\n"


def _sample(text: str) -> list[str]:
    return ["```text", *text.split("\n"), "```"]


def index_page() -> str:
    """The list of all rules, by family."""
    lines = ["# Rules of `khcchc check` · Các quy tắc", "", "Made by `khcchc rule --all --write docs/rules`.", ""]
    for family, name in FAMILIES.items():
        rows = [(f"[{r.id}]({r.id}.md) {r.name}", r.severity, r.title) for r in RULES if r.family == family]
        rows += [(i, severity, title) for i, severity, title in _NOTICES if i.startswith(family)]
        lines += [f"## {name.en} · {name.vi}", "", "| Rule | Severity | | |", "|---|---|---|---|"]
        lines += [f"| {label} | {severity} | {title.en} | {title.vi} |" for label, severity, title in rows]
        lines.append("")
    lines += ["## Reading · Khi đọc tệp", "", "| Code | Severity | | |", "|---|---|---|---|"]
    lines += [f"| [{r.id}]({r.id}.md) | {r.severity} | {r.title.en} | {r.title.vi} |" for r in REMARKS]
    return "\n".join(lines) + "\n"


def list_rules(language: str) -> str:
    """One line a rule."""
    rows = [(r.id, r.severity, r.name, r.title.spoken(language)) for r in RULES]
    width = max(len(r[2]) for r in rows)
    return "".join(f"{i}  {_SEVERITY[s].spoken(language):8} {n:{width}}  {t}\n" for i, s, n, t in rows)
