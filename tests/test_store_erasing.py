"""Personal data whose time has come goes, from the tables and from the files."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text

from host.store import PersonChange, Store, StoreBusy
from host.store.tables import PERSON
from tests.logs import DAY, KIOSK, OPENS
from tests.store_people import SECRETS, a_hall_with_a_person, erased, found
from wire import commands as say

pytest_plugins = ["tests.stores"]


def test_personal_data_goes_on_its_day_and_not_before(store: Store):
    store.keep(a_hall_with_a_person().hand_out())
    assert erased(store, "2026-11-26") == 0
    assert len(store.people("centrum", DAY)) == 1
    assert erased(store) == 1
    assert store.people("centrum", DAY) == {}
    assert erased(store, "2026-11-28") == 0


def test_after_erasing_no_byte_of_a_person_is_left_in_the_files(sqlite_url: str, tmp_path: Path):
    with closing(Store(sqlite_url)) as store:
        store.open()
        for number in range(50):
            store.keep(a_hall_with_a_person(f"place{number}").hand_out())
        assert found(tmp_path, SECRETS) == set(SECRETS)
        store.erase_due("2026-11-27")
        assert found(tmp_path, SECRETS) == set()
        assert (tmp_path / "balie.db-wal").stat().st_size == 0
    assert found(tmp_path, SECRETS) == set()


@pytest.mark.postgres
def test_after_erasing_no_byte_of_a_person_is_left_in_the_table_file(
    postgres_url: str, postgres_folder: Path
):
    with closing(Store(postgres_url)) as store:
        store.open()
        store.keep(a_hall_with_a_person().hand_out())
        assert found(table_file(store, postgres_folder), SECRETS) == set(SECRETS)
        erased(store)
        assert found(table_file(store, postgres_folder), SECRETS) == set()


@pytest.mark.postgres
@pytest.mark.parametrize("older", ["writes in another database", "reads in this one"])
def test_files_are_renewed_when_nobody_can_see_any_more_what_was_erased(
    postgres_server: str, postgres_url: str, postgres_folder: Path, older: str
):
    elsewhere = older.startswith("writes")
    with (
        closing(Store(postgres_url)) as store,
        psycopg.connect(postgres_server if elsewhere else postgres_url) as line,
    ):
        store.open()
        store.keep(a_hall_with_a_person().hand_out())
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        line.execute("SELECT pg_current_xact_id()" if elsewhere else "SELECT 1")
        with pytest.raises(StoreBusy):
            store.erase_due("2026-11-27")
        line.rollback()
        assert erased(store) == 1
        assert found(table_file(store, postgres_folder), SECRETS) == set()


@pytest.mark.postgres
def test_nobody_waits_for_the_one_who_still_sees_what_was_erased(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("host.store.erasing.SEEN_TRIES", 100_000)
    with psycopg.connect(postgres_url) as line, ThreadPoolExecutor(2) as others:
        store = Store(postgres_url)
        store.open()
        store.keep(a_hall_with_a_person().hand_out())
        line.execute("SELECT pg_current_xact_id()")
        erasing = others.submit(store.erase_due, "2026-11-27")
        while store.people("centrum", DAY):
            assert not erasing.done()
        others.submit(store.keep, a_hall_with_a_person("annex").hand_out()).result(30)
        assert not erasing.done()
        others.submit(store.close).result(30)
        with pytest.raises(StoreBusy, match="closed"):
            erasing.result(30)


def test_an_emptied_field_is_gone_from_the_files_as_well(sqlite_url: str, tmp_path: Path):
    with closing(Store(sqlite_url)) as store:
        store.open()
        hall = a_hall_with_a_person()
        store.keep(hall.hand_out())
        empty = PersonChange("visit-000001", "2026-11-27", name="", look="", phone="", mail="")
        wish = say.Annotate(id="note-000001", visit="visit-000001", name="")
        hall.say(wish, KIOSK, OPENS, person=empty)
        store.keep(hall.hand_out())
        store.erase_due("2026-11-21")
        assert found(tmp_path, SECRETS) == set()


def table_file(store: Store, folder: Path) -> Path:
    """Where PostgreSQL keeps the persons now, written out."""
    where = text(f"SELECT pg_relation_filepath('{PERSON.name}')")
    path: str = store.read(lambda line: line.execute(where).scalar_one())
    engine = store._engine
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        assert inspect(line).has_table(PERSON.name)
        line.execute(text("CHECKPOINT"))
    return folder / path
