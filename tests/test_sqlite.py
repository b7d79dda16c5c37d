"""The database: schema, keys, replacement of a document, search without accents; and the page that documents it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_plans import make_document, make_full_plan, make_plan, make_section, make_task

from khcchc import parse
from khcchc.accents import without_accents
from khcchc.errors import ConfigError
from khcchc.export.databasedoc import describe_database
from khcchc.export.relational import RELATIONS, make_rows
from khcchc.export.sqlite import Database
from khcchc.model import Plan

ROOT = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plans.db"


def fill(path: Path, *plans: Plan) -> None:
    database = Database(path)
    for plan in plans:
        database.replace(make_rows(plan))
    database.commit()
    database.close()


def ask(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def check(path: Path) -> None:
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    ask(path, "INSERT INTO task_search (task_search, rank) VALUES ('integrity-check', 1)")


def sample_plans() -> Iterator[Plan]:
    for file in sorted((ROOT / "samples").glob("*.txt")):
        yield parse(file)


def test_samples_pass_the_checks(path: Path) -> None:
    plans = list(sample_plans())
    fill(path, *plans)
    check(path)
    assert ask(path, "SELECT count(*) FROM tasks") == [(sum(len(plan.tasks) for plan in plans),)]
    assert ask(path, "SELECT count(*) FROM documents") == [(len(plans),)]
    assert ask(path, "SELECT count(*) FROM sections") == [(sum(len(plan.sections) for plan in plans),)]


def test_every_fact_is_there(path: Path) -> None:
    plan = make_full_plan()
    fill(path, plan)
    for relation in RELATIONS:
        names = ", ".join(f'"{column}"' for column in relation.columns)
        wanted = [tuple(row) for row in make_rows(plan)[relation.name]]
        assert sorted(ask(path, f'SELECT {names} FROM "{relation.name}"'), key=str) == sorted(wanted, key=str)


def test_a_document_is_replaced_and_no_other_touched(path: Path) -> None:
    other = make_plan(make_task("I.1"), name="b.txt")
    fill(path, make_full_plan(), other)
    fill(path, make_plan(make_task("III.9", content="Việc khác"), name="plan.txt"))
    check(path)
    assert ask(path, "SELECT document, task FROM tasks ORDER BY 1, 2") == [("b.txt", "I.1"), ("plan.txt", "III.9")]
    assert ask(path, "SELECT count(*) FROM milestones") == [(0,)]
    assert ask(path, "SELECT count(*) FROM task_search WHERE task_search MATCH 'khac'") == [(1,)]
    assert ask(path, "SELECT count(*) FROM task_search WHERE task_search MATCH 'thuc'") == [(0,)]


def test_a_document_that_does_not_fit_leaves_the_old_one(path: Path) -> None:
    fill(path, make_full_plan())
    twice = make_plan(make_task("I.1"), make_task("I.1"), name="plan.txt")
    orphan = make_plan(make_task(), sections=(make_section("IX.1", parent="IX"),), name="plan.txt")
    database = Database(path)
    for plan in (twice, orphan):
        with pytest.raises(sqlite3.IntegrityError):
            database.replace(make_rows(plan))
    database.commit()
    database.close()
    check(path)
    assert ask(path, "SELECT task FROM tasks") == [("II.1",), ("II.2",)]


SEARCHES = [
    ("đào tạo", 1),
    ("dao tao", 1),
    ("ĐÀO TẠO", 1),
    ("đao tao", 1),
    ("dao đường", 1),
    ('"mot cua"', 1),
    ("canh", 1),
    ("tư phap", 1),
    ("giao duc", 0),
    ("cua AND NOT dao", None),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_search_without_accents(path: Path, words: str, found: int | None) -> None:
    task = make_task(content="Đào tạo công chức một cửa; đường, Cảnh quan và tư pháp")
    fill(path, make_plan(task))
    query = "SELECT t.task FROM task_search JOIN tasks AS t ON t.id = task_search.rowid WHERE task_search MATCH ?"
    if found is None:
        with pytest.raises(sqlite3.OperationalError):
            ask(path, query, words)
    else:
        assert len(ask(path, query, words)) == found


def test_folding() -> None:
    assert without_accents("Đường Ủy ban XÂY DỰNG ệ") == "duong uy ban xay dung e"


def test_same_documents_same_bytes(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        fill(tmp_path / name, make_full_plan(), make_plan(make_task(), name="b.txt"))
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_other_files_are_left_alone(path: Path) -> None:
    path.write_bytes(b"Not a database at all. " * 99)
    with pytest.raises(ConfigError, match="cannot be used"):
        Database(path)
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE tasks (x)")
    db.close()
    with pytest.raises(ConfigError, match="another kind"):
        Database(path)


def test_columns_that_must_be_quoted_are(path: Path) -> None:
    fill(path, make_plan(make_task(group="Nhóm", references=()), document=make_document(number="9/KH")))
    assert ask(path, 'SELECT "group" FROM tasks') == [("Nhóm",)]
    assert ask(path, "SELECT count(*) FROM citations") == [(1,)]


def test_the_page_about_the_database_is_up_to_date(update_golden: bool) -> None:
    page = ROOT / "docs" / "database.md"
    if update_golden:
        page.write_text(describe_database(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == describe_database(), "run pytest tests/test_sqlite.py --update-golden"


def test_the_queries_on_the_page_work(path: Path) -> None:
    fill(path, *sample_plans())
    page = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    queries = [part.partition("```")[0] for part in page.split("```sql\n")[1:]]
    queries = [query for query in queries if query.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert len(queries) >= 4
    for query in queries:
        assert ask(path, query), query
