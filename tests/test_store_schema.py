"""schema.sql, the models and the migrations are one and the same, on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from host.store import Store, StoreUnfit
from host.store.engines import checked_url
from host.store.migrating import (
    MIGRATIONS,
    SCHEMA,
    bring_up_to_date,
    numbered,
    run_script,
    statements,
)
from host.store.tables import METADATA

pytest_plugins = ["tests.stores"]


def test_the_models_are_what_schema_sql_says(store_url: str):
    from_schema = built(store_url, lambda line: run_script(line, SCHEMA.read_text("utf-8")))
    assert built(store_url, METADATA.create_all) == from_schema
    assert {"event", "visit", "appointment", "person"} < from_schema.keys()


def test_all_migrations_together_are_schema_sql(store_url: str):
    def migrate(line: Connection) -> None:
        for path in numbered().values():
            run_script(line, path.read_text("utf-8"))

    from_schema = built(
        store_url, lambda line: run_script(line, SCHEMA.read_text("utf-8")), checks=True
    )
    assert built(store_url, migrate, checks=True) == from_schema


def test_a_new_store_has_every_migration_behind_it_and_opening_again_changes_nothing(
    store: Store,
):
    store.open()
    done = store.read(lambda line: line.execute(text("SELECT number, name FROM migration")).all())
    assert [tuple(row) for row in done] == [(n, path.stem) for n, path in numbered().items()]


def test_a_store_of_before_gets_what_came_since(store: Store, tmp_path: Path):
    for path in MIGRATIONS.glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    new = f"{len(numbered()) + 1:04d}_colour_of_desks.sql"
    (tmp_path / new).write_text("CREATE TABLE colour (desk TEXT NOT NULL PRIMARY KEY);\n")
    store.change(lambda line: bring_up_to_date(line, tmp_path))
    store.change(lambda line: bring_up_to_date(line, tmp_path))
    assert store.read(lambda line: inspect(line).has_table("colour"))


def test_a_migration_that_fails_leaves_the_store_as_it_was(store: Store, tmp_path: Path):
    for path in MIGRATIONS.glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    new = f"{len(numbered()) + 1:04d}_faulty.sql"
    (tmp_path / new).write_text("CREATE TABLE half (a TEXT);\nCREATE TABLE event (a TEXT);\n")
    with pytest.raises(Exception, match="event"):
        store.change(lambda line: bring_up_to_date(line, tmp_path))
    assert not store.read(lambda line: inspect(line).has_table("half"))


def test_a_store_that_a_newer_version_has_changed_is_left_alone(store: Store):
    store.change(lambda line: line.execute(text("INSERT INTO migration VALUES (999, 'later')")))
    with pytest.raises(StoreUnfit, match="newer"):
        store.open()


def test_a_database_of_somebody_else_is_left_alone(store_url: str):
    engine = create_engine(checked_url(store_url))
    with engine.begin() as line:
        line.execute(text("CREATE TABLE event (title TEXT)"))
    engine.dispose()
    store = Store(store_url)
    with pytest.raises(StoreUnfit, match="did not make"):
        store.open()
    store.close()


def test_hosts_that_start_at_once_on_a_new_database_both_find_it_ready(store_url: str):
    stores = [Store(store_url) for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as threads:
        list(threads.map(Store.open, stores))
    for store in stores:
        assert store.load("centrum", "2026-11-20") == []
        store.close()


@pytest.mark.parametrize(
    "row",
    [
        "('centrum', '2026-11-2', 1, 'a', 0, 0, 'w', 's', NULL, '', 'k', NULL, '{}')",
        "('centrum', '2026-11-20', 0, 'a', 0, 0, 'w', 's', NULL, '', 'k', NULL, '{}')",
        "('centrum', '2026-11-20', 1, 'a', -1, 0, 'w', 's', NULL, '', 'k', NULL, '{}')",
        "('centrum', '2026-11-20', 1, NULL, 0, 0, 'w', 's', NULL, '', 'k', NULL, '{}')",
    ],
)
def test_the_log_takes_no_row_that_cannot_be(store: Store, row: str):
    with pytest.raises(IntegrityError):
        store.change(lambda line: line.execute(text(f"INSERT INTO event VALUES {row}")))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://town/balie"])
def test_a_database_that_keeps_nothing_or_is_not_known_is_refused(url: str):
    with pytest.raises(StoreUnfit):
        Store(url)


def test_a_script_is_cut_where_statements_end_whatever_its_comments_say():
    script = (
        "-- one; two\nCREATE TABLE a (\n  b TEXT -- c;\n);\n\nCREATE TABLE d (e TEXT);\n-- end\n"
    )
    first, second = statements(script)
    assert first.endswith(");")
    assert second == "CREATE TABLE d (e TEXT);"
    with pytest.raises(StoreUnfit, match="without an end"):
        list(statements("CREATE TABLE a (b TEXT)"))


def test_migrations_with_a_gap_in_their_numbers_are_refused(tmp_path: Path):
    (tmp_path / "0002_second.sql").write_text("")
    with pytest.raises(StoreUnfit, match="0002_second"):
        numbered(tmp_path)


def built(url: str, build: Callable[[Connection], Any], *, checks: bool = False) -> dict[str, Any]:
    """What the engine says of the tables that `build` makes; afterwards they are gone."""
    engine = create_engine(checked_url(url))
    with engine.begin() as line:
        build(line)
    try:
        return {table: description(engine, table, checks) for table in names(engine)}
    finally:
        with engine.begin() as line:
            METADATA.drop_all(line)
        engine.dispose()


def names(engine: Engine) -> list[str]:
    return sorted(inspect(engine).get_table_names())


def description(engine: Engine, table: str, checks: bool) -> dict[str, Any]:
    look = inspect(engine)
    described = {
        "columns": [
            (column["name"], str(column["type"]), column["nullable"], column["default"])
            for column in look.get_columns(table)
        ],
        "key": look.get_pk_constraint(table)["constrained_columns"],
        "foreign": sorted(
            (key["constrained_columns"], key["referred_table"], key["options"].get("ondelete"))
            for key in look.get_foreign_keys(table)
        ),
        "unique": sorted(key["column_names"] for key in look.get_unique_constraints(table)),
        "indexes": sorted(
            (str(index["name"]), index["column_names"], bool(index["unique"]), condition(index))
            for index in look.get_indexes(table)
            if "duplicates_constraint" not in index
        ),
    }
    if checks:
        described["checks"] = sorted(str(c["sqltext"]) for c in look.get_check_constraints(table))
    return described


def condition(index: Any) -> str:
    """Of a partial index, as the engine says it."""
    found = [str(value) for key, value in index["dialect_options"].items() if key.endswith("where")]
    return "".join(found)
