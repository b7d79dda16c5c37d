"""The page `docs/database.md`, made from the schema itself so that it cannot go stale."""

from __future__ import annotations

from khcchc.export.relational import RELATIONS, Relation, type_of
from khcchc.export.sqlite import make_ddl

_INTRO = """\
# The database

`khcchc convert PLANS --to sqlite -o plans.db` keeps one row for each fact, in the tables below. `--to parquet
-o FOLDER` writes the same tables as `FOLDER/tasks.parquet` and so on, or with `--partition year` as
`FOLDER/tasks/year=2024/part.parquet`.

- `document` (the name of the file below the folder that was converted) and `task` join the tables; they stay the same
  when a document is brought in again, so tables of your own may point to them.
- Bringing a document in again replaces all its rows in one transaction; a document whose file cannot be read any more
  loses them. Documents that are not among the inputs stay.
- Dates are `YYYY-MM-DD` text in SQLite and `date32` in Parquet; yes and no are 1 and 0, or `bool`.
- `"group"` and `"references"` are words of SQL and need their quotes; the view `citations` is the latter without.
- Every foreign key has `ON DELETE CASCADE`. SQLite checks keys only after `PRAGMA foreign_keys = ON`.

This page is made from the schema: `pytest tests/test_sqlite.py --update-golden` writes it anew.

## Tables
"""

_QUERIES = """\
## Search

`task_search` is a full-text index (FTS5) over the title and the words of each task. It takes marks off letters, and its
column `folded` (title, content, agencies, products and schedule) spells đ as d: `đào tạo`, `dao tao` and `ĐÀO TẠO` find
the same tasks.

```sql
SELECT tasks.document, tasks.task, snippet(task_search, 1, '[', ']', '…', 12)
FROM task_search JOIN tasks ON tasks.id = task_search.rowid
WHERE task_search MATCH 'thu tuc hanh chinh' ORDER BY rank
```

## Queries to begin with

What falls due in a month, and who leads it:

```sql
SELECT milestones."end", milestones.document, milestones.task, task_agencies.name
FROM milestones JOIN task_agencies USING (document, task)
WHERE task_agencies.role = 'lead' AND milestones."end" BETWEEN '2018-12-01' AND '2020-12-31'
ORDER BY milestones."end"
```

How much each agency leads and joins in:

```sql
SELECT key, sum(role = 'lead') AS leads, sum(role = 'coordinating') AS joins
FROM task_agencies GROUP BY key ORDER BY leads DESC
```

Tasks without a deadline:

```sql
SELECT document, task, content FROM tasks
WHERE NOT EXISTS (
  SELECT 1 FROM milestones
  WHERE milestones.document = tasks.document AND milestones.task = tasks.task AND milestones."end" IS NOT NULL
)
```

Which documents cite a decree:

```sql
SELECT number, count(DISTINCT document) AS documents FROM citations WHERE number IS NOT NULL
GROUP BY number ORDER BY documents DESC
```

## The schema as SQL
"""


def describe_database() -> str:
    """The whole page."""
    tables = "\n".join(_describe(relation) for relation in RELATIONS)
    return f"{_INTRO}\n{tables}\n{_QUERIES}\n```sql\n{make_ddl()}```\n"


def _describe(relation: Relation) -> str:
    lines = [f"### `{relation.name}`", "", relation.about, ""]
    lines.append(f"Key: {_columns(relation.key)}.")
    for columns, table, target in relation.refers:
        lines.append(f"{_columns(columns)} → `{table}` ({_columns(target)}).")
    lines += ["", "| column | type | Vietnamese heading |", "|---|---|---|"]
    lines += [f"| `{column.key}` | {type_of(column.key)} | {column.vi} |" for column in relation.table.columns]
    if relation.name == "tasks":
        lines += ["| `id` | integer | SQLite only: the number that `task_search` goes by |"]
        lines += ["| `folded` | text | SQLite only: what is searched, without accents |"]
    return "\n".join([*lines, ""])


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
