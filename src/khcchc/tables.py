"""Raw rows to grids: what each column holds, which row is a heading, a group, or a piece of work.

Guarantees:
 1. Column order is read from the header, never assumed; a header restated later is a header again.
 2. Every row of the block is a row of the grid, with the same lines.
 3. A short row is placed by what its cells are (a number, an agency, a time); a value lent by the row above
    is marked `inherited`, and a doubtful placing is marked `certain=False`.
 4. Tables of targets, figures, persons and distribution hold no tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khcchc.actors import ActorScanner
from khcchc.cell_columns import OPEN_ENDS, CellPlacer
from khcchc.cell_lending import TOLD, CellLender, cell_of, is_part_of
from khcchc.grammar import Grammars
from khcchc.grid import Cell, Grid, RawRow, Row, RowKind
from khcchc.patterns import fits_any
from khcchc.table_headers import HeaderReader, holds_tasks, restate

_WIDE = 4
_JUDGED_BY = 1000
"""Rows below a header that tell what its columns hold."""
_PAIRS = 24
"""Rows by which a table of two columns is judged."""
_LONGEST_TITLE = 80
_LONGEST_NUMBER = 6
_UNFINISHED = (*OPEN_ENDS, ":", " đến", " từ", " gồm", " trên", " là")
"""How the words of a cell end that go on in the row below."""
_LENDABLE = {"number", "task", "lead", "coordinating", "schedule"}
"""What the row of a group may say for all that stands below it."""
_STOPS = (".", ";", ":", "!", "?", "…")


@dataclass(slots=True, eq=False)
class _Table:
    """One table while it is read."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    leader: Row | None = None
    """The last group, which may say who leads all below it."""
    last: int | None = None
    """The last row of work or of headings, but for those that a new page says again."""

    def heads_above(self, row: RawRow) -> bool:
        """Whether a row of headings stands directly above, in lines of its own."""
        return bool(self.rows) and self.rows[-1].kind == "header" and self.rows[-1].start != row.start


class TableReader:
    """Reads the raw rows of one table after another; built once for a set of grammars."""

    def __init__(self, grammars: Grammars, scanner: ActorScanner) -> None:
        tables = grammars["tables"]
        self._headers = HeaderReader(grammars)
        self._number = tables.giving("cell_number")
        self._group = tables.giving("cell_group")
        self._time = tables.giving("cell_time")
        self._scanner = scanner
        self._placer = CellPlacer(grammars, scanner)
        self._lender = CellLender(grammars, scanner)

    def read(self, raw: Sequence[RawRow], before: Grid | None = None) -> Grid:
        """One grid. `before` lends its columns to a table without a header that directly goes on from it."""
        table = _Table(before.columns if before else ())
        headings: set[tuple[str, ...]] = set()
        again = False
        for i, row in enumerate(raw):
            if table.rows and table.rows[-1].kind != "other" and not again:
                table.last = len(table.rows) - 1
            again, said = False, again
            columns, data = table.columns, raw[i + 1 : i + 1 + _JUDGED_BY]
            if table.heads_above(row) and self._headers.is_second_row(row, raw[i - 1]):
                table.columns = self._headers.join_rows(raw[i - 1], row, data, columns)
                cells = self._headers.count_up(raw[i - 1], row, table.columns)
                table.rows.append(Row("header", cells, row.start, row.end))
                again = said  # the parts of a header that a new page says again
                continue
            roles = self._headers.read(row) or (None if columns else self._read_pair(row, data[:_PAIRS]))
            if roles is not None:
                roles = self._headers.mark_periods(row, roles, data)
                table.columns = restate(columns, roles) if columns else roles
                table.rows.append(Row("header", row.cells, row.start, row.end))
                words = tuple(c.text for c in row.filled)
                again = words in headings
                headings.add(words)
            elif not columns or (holds_tasks(columns) and self._headers.is_total(row)):
                table.rows.append(Row("other", row.cells, row.start, row.end))
            else:
                self._add(table, row, data[0] if data else None)
        return Grid(table.columns, tuple(table.rows), holds_tasks(table.columns))

    def _read_pair(self, row: RawRow, data: Sequence[RawRow]) -> tuple[str, ...] | None:
        """`Nội dung | Thời gian` over what is done and by when; a history or an agenda has the same headings."""
        roles = self._headers.read_pair(row)
        pairs = [r.filled for r in data if len(r.filled) == 2]
        if roles is None or not pairs:
            return None
        if roles[1] == "lead":
            told = sum(self._scanner.opens(second.text) for _, second in pairs)
        else:
            told = sum(fits_any(self._time, second.text) for _, second in pairs)
        done = sum(self._scanner.begins_work(f.text[0].lower() + f.text[1:], 0) for f, _ in pairs)
        return roles if 2 * told > len(pairs) and 2 * done > len(pairs) else None

    def goes_on(self, raw: Sequence[RawRow], above: Grid | None) -> bool:
        """Whether rows without a header stand below the columns of a table before them: as many cells, numbered.

        Above the first numbered row, titles of groups and the end of a row that the page cut may stand, where its
        number goes on from the last one above.
        """
        if above is None or not above.holds_tasks or above.columns[0] != "number" or len(above.columns) < _WIDE:
            return False
        if not raw or not all(row.whole and len(row.cells) == len(above.columns) for row in raw):
            return False
        numbered = next((k for k, row in enumerate(raw) if row.cells[0] and self._is_number(row.cells[0].text)), None)
        if numbered is None or self._headers.read(raw[0]) is not None:
            return False
        if not self._answers(raw[numbered], above.columns):
            return False
        return numbered == 0 or _follows(above, raw[numbered])

    def _answers(self, row: RawRow, columns: Sequence[str]) -> bool:
        """Whether the cells below the columns of agencies and times hold such: another table may be as wide."""
        cells = [(role, cell.text) for role, cell in zip(columns, row.cells, strict=True) if cell is not None]
        told = [fits_any(self._time, text) for role, text in cells if role == "schedule"]
        told += [self._scanner.opens(text) for role, text in cells if role == "lead"]
        return all(told)

    def _add(self, table: _Table, raw: RawRow, after: RawRow | None) -> None:
        """A row below a header: a group, the title of one, the rest of the row above, or a row of work."""
        if table.leader is not None and not _is_below(raw, table.leader, table.rows[-1].kind):
            table.leader = None
        if not raw.filled:
            table.rows.append(Row("other", raw.cells, raw.start, raw.end))
            return
        columns = table.columns
        group = self._as_led_group(raw, after, columns) or self._as_group(raw, after, columns)
        if group is not None:
            leads = cell_of(group.cells, columns, "lead") is not None
            table.leader = group if leads and len(group.cells) == len(columns) else None
            table.rows.append(group)
            return
        cells, certain = self._placer.place(raw, columns)
        last = table.last
        if last is not None and (title := self._title_between(cells, table.rows[last], columns, raw, after)):
            table.leader = None
            table.rows.append(_group(raw, None, title))
            return
        above = table.rows[last] if last is not None and table.rows[last].kind == "data" else None
        if last is not None and above is not None and _is_page_break(cells, above, columns, raw):
            merged = _append(above, cells, raw.end)
            table.rows[last] = merged._replace(end=above.end)
            table.rows.append(Row("other", raw.cells, raw.start, raw.end))
            return
        if table.leader is not None:
            cells = self._lender.from_group(cells, table.leader, columns)
        led = False
        if above is not None:
            cells, led = self._lender.from_above(cells, above, columns, raw)
        number = cell_of(cells, columns, "number")
        words = number.text.strip(" .)") if number else None
        table.rows.append(Row("data", cells, raw.start, raw.end, words, None, certain, led))

    def _title_between(
        self, cells: Sequence[Cell | None], above: Row, columns: Sequence[str], raw: RawRow, after: RawRow | None
    ) -> str | None:
        """`⇥Thủ tục hành chính⇥⇥⇥` over a numbered row: a title without a number, and no row that a page cut.

        A row that goes on does so behind a page's end, or in small letters.
        """
        task = cell_of(cells, columns, "task")
        alone = task is not None and sum(cell is not None for cell in cells) == 1 and columns[0] == "number"
        if task is None or not alone or not raw.whole or raw.start != above.end + 1 or above.kind == "group":
            return None
        first = after.cells[0] if after is not None and after.cells else None
        over = first is not None and self._is_number(first.text)
        before = cell_of(above.cells, columns, "task") if above.kind == "data" else None
        if before is not None and before.text.endswith(_UNFINISHED):
            return None
        short = len(task.text) <= _LONGEST_TITLE and "\n" not in task.text and not task.text.endswith(_STOPS)
        return task.text if over and short and task.text[0].isupper() else None

    def _as_led_group(self, raw: RawRow, after: RawRow | None, columns: Sequence[str]) -> Row | None:
        """`I | CẢI CÁCH THỂ CHẾ | Sở Tư pháp | |` over rows that name no agency: it leads all that stands below.

        So does a title in bold that takes the place of the number too.
        """
        if after is None or len(columns) != len(after.cells) or not after.whole:
            return None
        below = {role: cell for role, cell in zip(columns, after.cells, strict=True) if cell is not None}
        untold = len(raw.cells) == len(columns) - 1 and columns[0] == "number"
        cells = (None, *raw.cells) if untold else raw.cells
        if len(cells) != len(columns) or not (raw.whole or untold):
            return None
        own = {role: cell for role, cell in zip(columns, cells, strict=True) if cell is not None}
        told = own.keys() & TOLD
        if own.keys() - _LENDABLE or "lead" not in told or not {"number", "task"} <= below.keys() or "task" not in own:
            return None
        first = below["number"].text.strip(" .)")
        if "number" not in own:
            titled = own["task"].bold and self._is_number(first) and self._scanner.opens(own["lead"].text)
            return _group(raw._replace(cells=cells), None, own["task"].text) if titled else None
        number = own["number"].text.strip(" .)")
        nested = first.startswith(f"{number}.") or (first in ("1", "a") and not number.isdecimal())
        return _group(raw, number, own["task"].text) if nested and not told & below.keys() else None

    def _as_group(self, raw: RawRow, after: RawRow | None, columns: Sequence[str]) -> Row | None:
        filled = raw.filled
        if raw.whole and "task" in columns and len(raw.cells) == len(columns):
            # `1 | CẢI CÁCH THỂ CHẾ | 10`: its figure does not make a row of a title
            named = tuple(c for c, role in zip(raw.cells, columns, strict=True) if c is not None and role != "figure")
            below = after.filled[0].text if after is not None and after.filled else ""
            number = named[0].text.strip(" .)") if named else ""
            filled = named if not number[:1].isdigit() or below.startswith(f"{number}.") else filled
        words = {c.text for c in filled}
        spread = len(filled) > 3 and len(filled) == len(raw.cells) and len({c.text for c in filled[1:]}) == 1
        if spread and self._is_number(filled[0].text):
            return _group(raw, filled[0].text.strip(" .)"), filled[1].text)  # the title merged over all columns
        if len(filled) == 1 or len(words) == 1:  # a merged cell may be repeated in each column
            cell = filled[0]
            for pattern in self._group:
                if match := pattern.match(cell.text):
                    return _group(raw, match["number"], cell.text[match.end() :])
            if (
                not self._is_number(cell.text)
                and (cell.bold or _is_title(cell.text))
                and (len(raw.cells) == 1 or raw.whole)
            ):
                return _group(raw, None, cell.text)
            return None
        below = after.filled[0].text if after is not None and after.filled else ""
        if len(filled) == 2 and _is_code_over(filled[0].text, below):
            return _group(raw, filled[0].text, filled[1].text)
        marked = len(filled) == 2 and filled[0].bold and filled[1].bold
        if len(filled) == 2 and self._is_number(filled[0].text):
            number = filled[0].text.strip(" .)")
            title = filled[1]
            letters = not number[:1].isdigit()
            titled = letters and _is_title(title.text)  # `I | LĨNH VỰC ĐẤT ĐAI`, `II | SỞ NỘI VỤ`
            over = below.startswith(f"{number}.") or (not letters and below.rstrip(".)") == "a")
            alone = letters and raw.whole  # `I | Văn phòng chủ trì | | |`: all other cells were kept empty
            if not (marked or over or titled or alone) and self._typed(title.text):
                return None
            if letters or _is_title(title.text) or marked or over:
                return _group(raw, number, title.text)
        return None

    def _typed(self, text: str) -> bool:
        """Whether the words are nothing but agencies, or a time."""
        actors = self._scanner.read(text)
        return fits_any(self._time, text) or (actors is not None and actors.stop == "end")

    def _is_number(self, text: str) -> bool:
        return fits_any(self._number, text.strip())


def _follows(above: Grid, row: RawRow) -> bool:
    """Whether the number of a row is the one behind the last of the table above."""
    last = next((r.number for r in reversed(above.rows) if r.kind == "data" and r.number), None)
    own = row.cells[0].text.strip(" .)") if row.cells[0] else ""
    if last is None or max(len(last), len(own)) > _LONGEST_NUMBER:
        return False
    return last.isdecimal() and own.isdecimal() and int(own) == int(last) + 1


def _is_below(row: RawRow, group: Row, above: RowKind) -> bool:
    """Whether a row may stand below a group that names its lead: the numbers go on inside it.

    Behind a header, which a new page says again, a first number opens another table.
    """
    number = row.filled[0].text.strip(" .)") if row.filled else ""
    if above == "header" and number == "1":
        return False
    if group.number is None or not number or not number[0].isalnum() or len(number) > _LONGEST_NUMBER:
        return True
    return number.startswith(f"{group.number}.") if group.number[0].isdigit() else True


def _is_code_over(text: str, below: str) -> bool:
    """`PL` over a row of the number `PL-01`: the code of a group."""
    return text.isalpha() and text.isupper() and len(text) < _LONGEST_NUMBER and below.startswith(f"{text}-")


def _is_title(text: str) -> bool:
    return text.isupper() and len(text) > 3


def _group(raw: RawRow, number: str | None, title: str) -> Row:
    kind: RowKind = "group"
    return Row(kind, raw.cells, raw.start, raw.end, number.strip() if number else None, " ".join(title.split()).strip())


def _is_page_break(cells: Sequence[Cell | None], above: Row, columns: Sequence[str], raw: RawRow) -> bool:
    """A row without number whose text goes on from the row above: the page cut the row in two."""
    filled = [(role, c) for role, c in zip(columns, cells, strict=False) if c is not None]
    alone = len(filled) == 1 and filled[0][1].text[0].islower() and filled[0][1].text[1:2] not in (")", ".")
    if cell_of(cells, columns, "number") is not None or not (raw.whole or alone):
        return False
    task_above = cell_of(above.cells, columns, "task")
    task = cell_of(cells, columns, "task")
    if task is not None:
        if task_above is None or not filled or len(filled) > 2:
            return False
        return task.text[0].islower() or (len(filled) == 1 and not task_above.text.endswith(_STOPS))
    known = [(c, cell_of(above.cells, columns, role)) for role, c in filled]
    if not all(c.text[0].islower() or over is not None for c, over in known):
        return False
    cut = raw.start > above.end + 1 or any(
        c.text[0].islower() or (over is not None and over.text.endswith((*_UNFINISHED, ";"))) for c, over in known
    )
    return cut or not is_part_of(cells, columns)


def _append(above: Row, cells: Sequence[Cell | None], end: int) -> Row:
    joined: list[Cell | None] = []
    for old, new in zip(above.cells, cells, strict=False):
        if old is not None and new is not None:
            joined.append(old._replace(text=f"{old.text} {new.text}", end=new.end))
        else:
            joined.append(old or new)
    return above._replace(cells=tuple(joined), end=end)
