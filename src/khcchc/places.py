"""Where words stand, as the records say it: lines, cells, and pages where the format has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khcchc.model import Problem, Span


class Places:
    """The places of one text of so many lines; `pages[0]` is the page of line 1, where the format has pages."""

    def __init__(self, lines: int, pages: Sequence[int] = ()) -> None:
        self._pages = pages
        self._last: list[Span | None] = [None] * (lines + 1)
        """By first line the place given last: a section and the field that stand on the same lines share it."""

    def span(self, start: int, end: int, cell: tuple[int, int, int] | None = None) -> Span:
        span = self._last[start]
        if span is None or span.end_line != end or span.cell != cell:
            page = self.page(start) if self._pages else None
            span = self._last[start] = Span.checked({"start_line": start, "end_line": end, "page": page, "cell": cell})
        return span

    def page(self, line: int | None) -> int | None:
        return self._pages[line - 1] if line and 0 < line <= len(self._pages) else None

    def on_pages(self, problems: Iterable[Problem]) -> list[Problem]:
        """The same problems; those that name a line but no page name the page of their line."""
        return [
            problem.model_copy(update={"page": page})
            if problem.page is None and (page := self.page(problem.line)) is not None
            else problem
            for problem in problems
        ]
