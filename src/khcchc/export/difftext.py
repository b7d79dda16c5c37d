"""A difference of two plans as JSON, as Markdown, or as lines for a terminal."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from khcchc.diff import Change, Difference, Pair, TaskNote
from khcchc.export.markdown import escape
from khcchc.messages import Messages

_LABEL = 12


def render_difference(difference: Difference, form: str, say: Messages, *, width: int = 80) -> str:
    """`form` is json, markdown or table; the last fills `width` columns."""
    if form == "json":
        return json.dumps(difference.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    lines = _markdown(difference, say) if form == "markdown" else _lines(difference, say, max(width, 40))
    return "\n".join(lines) + "\n"


def _summary(difference: Difference, say: Messages) -> str:
    if difference.cascade:
        taken = difference.unchanged + len(difference.changed)
        values = {"taken": taken, "missing": len(difference.dropped), "later": len(difference.changed)}
        return say("diff.summary_cascade", **values)
    counts = {
        "same": difference.unchanged,
        "changed": len(difference.changed),
        "new": len(difference.added),
        "dropped": len(difference.dropped),
    }
    return say("diff.summary", **counts)


def _titles(difference: Difference) -> tuple[str, str]:
    return ("diff.later", "diff.missing") if difference.cascade else ("diff.changed", "diff.dropped")


def _lines(difference: Difference, say: Messages, width: int) -> Iterator[str]:
    changed, dropped = _titles(difference)
    yield from _wrapped(f"{difference.old} → {difference.new}", width)
    for title, sign, notes in ((dropped, "-", difference.dropped), ("diff.new", "+", difference.added)):
        if notes:
            yield ""
            yield f"{say(title)} ({len(notes)})"
        for note in notes:
            yield from _wrapped(f"{sign} {_name(note, say)}", width, indent="    ")
    if difference.changed:
        yield ""
        yield f"{say(changed)} ({len(difference.changed)})"
    for pair in difference.changed:
        yield from _wrapped(f"~ {_name_pair(pair, say)}", width, indent="    ")
        for change in pair.changes:
            label = f"{say(f'diff.{change.aspect}')}:"
            yield from _wrapped(f"    {label:<{_LABEL}}{_told(change, say)}", width, indent=" " * (4 + _LABEL))
    yield ""
    if difference.shift_years and difference.found:
        yield from _wrapped(say("diff.shifted", years=difference.shift_years), width)
    yield _summary(difference, say)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    visible = "".join(character if character.isprintable() else " " for character in text)
    return textwrap.wrap(visible, width, subsequent_indent=indent, break_on_hyphens=False)


def _told(change: Change, say: Messages) -> str:
    if change.aspect == "reworded":
        return _mark_words(change.before or "", change.after or "")
    before, after = (value if value is not None else say("diff.no_field") for value in (change.before, change.after))
    return f"{before} → {after}"


def _mark_words(before: str, after: str) -> str:
    """The new words with `{+added+}` and `[-removed-]`, as `git diff --word-diff` shows them."""
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    parts = []
    for what, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts += old[i:j] if j - i <= 8 else [*old[i : i + 3], "…", *old[j - 3 : j]]
            continue
        if i < j:
            parts.append(f"[-{' '.join(old[i:j])}-]")
        if m < n:
            parts.append(f"{{+{' '.join(new[m:n])}+}}")
    return " ".join(parts)


def _name(note: TaskNote, say: Messages) -> str:
    words = " ".join((note.title or note.content).split())
    return f"{note.id} ({say('line', n=note.line)}): {words}"


def _name_pair(pair: Pair, say: Messages) -> str:
    words = " ".join((pair.new.title or pair.new.content).split())
    ids = pair.old.id if pair.old.id == pair.new.id else f"{pair.old.id} → {pair.new.id}"
    return f"{ids} ({say('line', n=pair.old.line)} → {pair.new.line}): {words}"


def _markdown(difference: Difference, say: Messages) -> Iterator[str]:
    changed, dropped = _titles(difference)
    yield f"# {escape(difference.old)} → {escape(difference.new)}"
    yield ""
    yield _summary(difference, say) + "."
    if difference.shift_years and difference.found:
        yield ""
        yield say("diff.shifted", years=difference.shift_years) + "."
    for title, notes in ((dropped, difference.dropped), ("diff.new", difference.added)):
        if notes:
            yield from ("", f"## {say(title)} ({len(notes)})", "")
        for note in notes:
            yield f"- **{escape(note.id)}** ({say('line', n=note.line)}) {escape(note.title or note.content)}"
    if not difference.changed:
        return
    yield from ("", f"## {say(changed)} ({len(difference.changed)})", "")
    yield f"| {say('col.content')} | {say('diff.what')} | {say('diff.before')} | {say('diff.after')} |"
    yield "|---|---|---|---|"
    for pair in difference.changed:
        for change in pair.changes:
            cells = [escape(_name_pair(pair, say)), say(f"diff.{change.aspect}")]
            cells += [
                escape(value if value is not None else say("diff.no_field")) for value in (change.before, change.after)
            ]
            yield f"| {' | '.join(cells)} |"
