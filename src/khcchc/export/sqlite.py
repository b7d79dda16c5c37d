"""Plans in one SQLite file: the tables of `relational`, keys that hold, and a search that needs no accents.

Guarantees:
 1. A document is replaced whole or not at all; the others are not touched.
 2. `PRAGMA foreign_key_check` and `PRAGMA integrity_check` find nothing.
 3. The same documents brought in in the same order give the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khcchc.accents import without_accents
from khcchc.errors import ConfigError
from khcchc.export.relational import RELATIONS, Relation, name_of, type_of

SCHEMA_VERSION = 1
_APPLICATION = 0x6B686363  # "khcc"
_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}
_ORPHANS = (
    "SELECT section FROM sections AS s WHERE document = :document AND parent IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM sections WHERE document = :document AND section = s.parent)"
)
_SEARCHED = ("title", "content", "lead", "coordinating", "deliverables", "schedule")

# `unicode61` takes marks off letters, but đ is a letter of its own to Unicode: `folded` spells it d.
SEARCH_DDL = """\
CREATE VIRTUAL TABLE task_search USING fts5(
  title, content, folded, content='tasks', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER tasks_added AFTER INSERT ON tasks BEGIN
  INSERT INTO task_search (rowid, title, content, folded) VALUES (new.id, new.title, new.content, new.folded);
END;
CREATE TRIGGER tasks_gone AFTER DELETE ON tasks BEGIN
  INSERT INTO task_search (task_search, rowid, title, content, folded)
  VALUES ('delete', old.id, old.title, old.content, old.folded);
END;
CREATE TRIGGER tasks_changed AFTER UPDATE ON tasks BEGIN
  INSERT INTO task_search (task_search, rowid, title, content, folded)
  VALUES ('delete', old.id, old.title, old.content, old.folded);
  INSERT INTO task_search (rowid, title, content, folded) VALUES (new.id, new.title, new.content, new.folded);
END;
CREATE VIEW citations AS SELECT * FROM "references";
"""


def make_ddl() -> str:
    """The whole schema as SQL."""
    return "".join(_table_ddl(relation) for relation in RELATIONS) + SEARCH_DDL


def _table_ddl(relation: Relation) -> str:
    lines = ["id INTEGER PRIMARY KEY"] if relation.name == "tasks" else []
    lines += [_column_ddl(column, required=_required(relation, column)) for column in relation.columns]
    if relation.name == "tasks":
        lines.append("folded TEXT NOT NULL")
    lines.append(f"{'UNIQUE' if _has_null_keys(relation) else 'PRIMARY KEY'} ({_names(relation.key)})")
    for columns, table, target in relation.refers:
        lines.append(
            f"FOREIGN KEY ({_names(columns)}) REFERENCES {_name(table)} ({_names(target)})"
            " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
        )
    body = ",\n  ".join(lines)
    ddl = f"CREATE TABLE {_name(relation.name)} (\n  {body}\n);\n"
    for columns in relation.indexes:
        ddl += f"CREATE INDEX {relation.name}_by_{'_'.join(columns)} ON {_name(relation.name)} ({_names(columns)});\n"
    return ddl


def _required(relation: Relation, column: str) -> bool:
    return column in relation.key and not (relation.name == "references" and column == "task")


def _has_null_keys(relation: Relation) -> bool:
    return relation.name in ("tasks", "references")  # tasks has a number as its key, for the search


def _column_ddl(column: str, *, required: bool) -> str:
    kind = type_of(column)
    check = f" CHECK ({_name(column)} IN (0, 1))" if kind == "boolean" else ""
    return f"{_name(column)} {_TYPES[kind]}{' NOT NULL' if required else ''}{check}"


def _name(name: str) -> str:
    return f'"{name}"' if name in ("references", "group", "column", "end", "key", "text", "date") else name


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


class Database:
    """An open file; `commit` now and then and after the last document, `close` always."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._prepare(path)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{path} cannot be used as a database: {error}", hint="name another file") from None

    def _prepare(self, path: Path) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            with _transaction(self._db):
                for statement in _statements(make_ddl()):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            return
        known = {row[0] for row in self._db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
        wanted = {statement.rstrip().rstrip(";") for statement in _statements(make_ddl())}
        if application != _APPLICATION or version != SCHEMA_VERSION or not wanted <= known:
            raise ConfigError(
                f"{path} is another kind of database", hint="name a new file; --force does not replace it"
            )

    def hash_of(self, document: str) -> str | None:
        """The hash of the file that a document was read from."""
        row = self._db.execute("SELECT sha256 FROM documents WHERE document = ?", (document,)).fetchone()
        return None if row is None else str(row[0])

    def replace(self, rows: Mapping[str, Sequence[Sequence[Any]]]) -> None:
        """Put the rows of one document in the place of those it has."""
        with self._document_work():
            self._db.execute("DELETE FROM documents WHERE document = ?", (name_of(rows),))
            for relation in RELATIONS:
                self._insert(relation, rows[relation.name])
            # Keys that point out of the document would fail at the commit, and take other documents with them.
            broken = self._db.execute(_ORPHANS, {"document": name_of(rows)}).fetchone()
            if broken is not None:
                raise sqlite3.IntegrityError(f"section {broken[0]} stands under one that is not there")

    def remove(self, document: str) -> None:
        """Take one document out."""
        with self._document_work():
            self._db.execute("DELETE FROM documents WHERE document = ?", (document,))

    @contextmanager
    def _document_work(self) -> Iterator[None]:
        """One document is one savepoint; several share a transaction, since each costs a wait for the disk."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("SAVEPOINT document")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK TO document")
            self._db.execute("RELEASE document")
            raise
        self._db.execute("RELEASE document")

    def _insert(self, relation: Relation, rows: Sequence[Sequence[Any]]) -> None:
        columns = list(relation.columns)
        if relation.name == "tasks":
            places = [columns.index(column) for column in _SEARCHED]
            rows = [[*row, without_accents(" ".join(str(row[n]) for n in places if row[n]))] for row in rows]
            columns.append("folded")
        marks = ", ".join("?" * len(columns))
        self._db.executemany(f"INSERT INTO {_name(relation.name)} ({_names(columns)}) VALUES ({marks})", rows)

    def commit(self) -> None:
        """Keep what was brought in so far."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Give up what was not committed."""
        self._db.close()


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _statements(ddl: str) -> Iterator[str]:
    statement = ""
    for line in ddl.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
