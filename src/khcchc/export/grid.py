"""The real table of tasks, for terminals wide enough to hold it without splitting a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from khcchc.messages import Messages

_KEYS = ("number", "content", "lead", "coordinating", "deliverables", "schedule")
# Percent of the width, at least, unless the longest word needs more; the content takes what is left.
_SHARES = {"lead": 14, "coordinating": 15, "deliverables": 17, "schedule": 13}
_MIN_WIDTH = 110
_MIN_CONTENT = 28
_GAP = 2  # one column of padding, one of the box


def fit_columns(rows: Sequence[Sequence[Text]], width: int) -> dict[str, int] | None:
    """The width of each column that has anything to show, enough for its longest word.

    `None` where such a table does not fit.
    """
    if width < _MIN_WIDTH:
        return None
    words = {key: max((_longest_word(row[n]) for row in rows), default=0) for n, key in enumerate(_KEYS)}
    words["number"] = max((_longest_line(row[0]) for row in rows), default=0)
    wanted = {key: max(word, width * _SHARES.get(key, 0) // 100) for key, word in words.items() if word}
    wanted["content"] = 0
    wanted["content"] = width - sum(wanted.values()) - _GAP * (len(wanted) - 1)
    return wanted if wanted["content"] >= max(words["content"], _MIN_CONTENT) else None


def tabulate(rows: Sequence[Sequence[Text]], widths: Mapping[str, int], say: Messages) -> Table:
    """One group of tasks; a budget or note, rare as they are, stands below the content."""
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style="dim",
        show_lines=True,
    )
    for key, width in widths.items():
        table.add_column(say(f"col.{key}"), width=width, overflow="fold")
    for row in rows:
        cells = dict(zip(_KEYS, row, strict=False))
        body = cells["content"].copy()
        for key, extra in zip(("budget", "note"), row[len(_KEYS) :], strict=True):
            if extra.plain:
                body.append(f"\n{say(f'col.{key}')}: ", style="dim").append_text(extra)
        table.add_row(*(body if key == "content" else cells[key] for key in widths))
    return table


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")), default=0)


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)
