"""What a run tells people: a bar on a terminal, a quiet line now and then elsewhere, a summary at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from khcchc.batch.job import Outcome
from khcchc.messages import Messages
from khcchc.translation import line_in_language

_SECONDS_BETWEEN_LINES = 30.0
_SECONDS_BETWEEN_FRAMES = 0.1
_SHOWN_FAILURES = 50
_JOINED_QUICKLY = 100
"""So few plans are joined before anybody wonders what is going on."""


@dataclass(slots=True)
class Tally:
    """What has come of the items so far."""

    total: int
    done: int = 0
    same: int = 0
    tasks: int = 0
    errors: int = 0
    failures: list[Outcome] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.done + self.same + len(self.failures)

    def add(self, outcome: Outcome) -> None:
        if outcome.status == "failed":
            self.failures.append(outcome)
            return
        if outcome.status == "done":
            self.done += 1
        else:
            self.same += 1
        self.tasks += outcome.tasks
        self.errors += outcome.errors


class Progress:
    """Use it in a `with`; call it with each outcome. `tell` writes one line; `joined` is what all are put into."""

    def __init__(
        self, total: int, say: Messages, tell: Callable[[str], None], *, bar: bool, joined: str | None = None
    ) -> None:
        self.tally = Tally(total)
        self._say = say
        self._tell = tell
        self._next = time.monotonic() + _SECONDS_BETWEEN_LINES
        self._joined = joined
        self._bar = _Bar(total, say) if bar and total else None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        line = None
        if outcome.status == "failed":
            line = self._say("convert.failed", name=outcome.name, reason=_reason(outcome, self._say))
        elif self._joined is not None and self.tally.seen == self.tally.total > _JOINED_QUICKLY:
            line = self._say("convert.joining", name=self._joined)
        if self._bar is not None:
            self._bar.show(self.tally, line)
        elif line is not None:
            self._tell(line)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + _SECONDS_BETWEEN_LINES
            self._tell(self._say("convert.so_far", done=self.tally.seen, total=self.tally.total))


class _Bar:
    """The bar of rich, drawn from the main thread: a thread of its own would be in the way of stopping cleanly."""

    def __init__(self, total: int, say: Messages) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = say("convert.rate")
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _RateColumn(rate),
            TimeRemainingColumn(compact=True),
        )
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._rich = Progress(*columns, console=self._console, auto_refresh=False, transient=True)
        self._rich.start()
        self._task = self._rich.add_task(say("convert.bar"), total=total)
        self._next = 0.0

    def show(self, tally: Tally, line: str | None) -> None:
        from rich.text import Text

        if line is not None:
            self._rich.print(Text(_visible(line)))
        now = time.monotonic()
        last = tally.seen == tally.total
        self._rich.update(self._task, completed=tally.seen)
        if now >= self._next or last:
            self._next = now + _SECONDS_BETWEEN_FRAMES
            self._rich.refresh()

    def close(self) -> None:
        self._rich.stop()


def _RateColumn(unit: str) -> Any:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.1f} {unit}", style="cyan")

    return RateColumn()


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def summarise(tally: Tally, say: Messages) -> list[str]:
    """The lines of the summary: counts, then a table of what failed and why."""
    counts = [("done", tally.done), ("same", tally.same), ("failed", len(tally.failures)), ("tasks", tally.tasks)]
    parts = [say.count(f"convert.{key}", n) for key, n in counts if n or key == "done"]
    not_seen = tally.total - tally.seen
    if not_seen:
        parts.append(say.count("convert.left", not_seen))
    lines = ["; ".join(parts)]
    shown = tally.failures[:_SHOWN_FAILURES]
    if not shown:
        return lines
    titles = [say("convert.col.file"), say("convert.col.cause"), say("convert.col.reason")]
    rows = [titles, *([failure.name, _cause(failure, say), _reason(failure, say)] for failure in shown)]
    widths = [min(max(len(row[n]) for row in rows), 60) for n in (0, 1)]
    lines += [f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip() for row in rows]
    if len(tally.failures) > len(shown):
        lines.append(say("convert.more", n=len(tally.failures) - len(shown)))
    return lines


def _reason(failure: Outcome, say: Messages) -> str:
    """`Outcome.reason` in the language of the person."""
    if failure.reason is None:
        return _cause(failure, say)
    # The reason is a sentence without its subject, `is damaged: …`: with the name of the file it is one again.
    told = line_in_language(f"{failure.name}: {failure.reason}", say.language)
    return told.removeprefix(failure.name).removeprefix(":").strip()


def _cause(failure: Outcome, say: Messages) -> str:
    key = f"convert.cause.{failure.cause}"
    return say(key) if say.has(key) else str(failure.cause)
