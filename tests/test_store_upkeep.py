"""Making the plain tables again, backups, and hosts that wake each other."""

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, text, update

from host.core.day import Day
from host.core.keep import replay
from host.store import Store, StoreUnfit
from host.store.tables import APPOINTMENT, VISIT, VISIT_SERVICE
from host.store.waking import Wake
from tests.logs import DAY, GREETER, KIOSK, OPENS, Hall, a_whole_day, an_open_hall
from tests.store_people import SECRETS, a_hall_with_a_person, found
from wire import commands as say

pytest_plugins = ["tests.stores"]

PLAIN = (VISIT, VISIT_SERVICE, APPOINTMENT)


def test_the_plain_tables_made_again_from_the_log_are_what_they_were(store: Store):
    for kept in (*a_whole_day("centrum").hand_out(), *a_whole_day("haren").hand_out()):
        store.keep([kept])
    before = plain_rows(store)
    assert all(before.values())
    assert store.rebuild() == 2
    assert plain_rows(store) == before


def test_each_step_leaves_the_plain_tables_as_the_log_would_make_them(store: Store):
    hall = Hall()
    hall.book("CODE-1", 30)
    hall.open()
    hall.open_desk()
    hall.take(1, services=("paspoort", "verhuizing"))
    store.keep(hall.hand_out())
    visit = hall.take(2, services=("verhuizing", "paspoort"), persons=2)
    store.keep(hall.hand_out())
    steps = [
        lambda: hall.call_next(3),
        lambda: hall.undo(f"{hall.prefix}-{hall.said:06d}", 3.5),
        lambda: hall.say(
            say.ChangeVisit(id=hall.new_id(), visit=visit, services=("paspoort",), persons=1),
            GREETER,
            OPENS + 240_000,
        ),
        lambda: hall.say(say.CheckIn(id=hall.new_id(), code="CODE-1"), KIOSK, OPENS + 1_500_000),
        lambda: hall.call_next(26),
    ]
    for step in steps:
        step()
        store.keep(hall.hand_out())
        before = plain_rows(store)
        store.rebuild()
        assert plain_rows(store) == before


def test_spoilt_plain_tables_are_mended_and_persons_stay(store: Store):
    hall = a_hall_with_a_person()
    store.keep(hall.hand_out())
    before, people = plain_rows(store), store.people("centrum", DAY)

    def spoil(line: Any) -> None:
        line.execute(update(VISIT).values(persons=9))
        line.execute(delete(VISIT_SERVICE))

    store.change(spoil)
    store.rebuild()
    assert plain_rows(store) == before
    assert store.people("centrum", DAY) == people != {}


def test_a_rebuild_that_fails_leaves_the_plain_tables_as_they_were(store: Store):
    store.keep(a_whole_day().hand_out())
    before = plain_rows(store)
    store.change(lambda line: line.execute(text("UPDATE event SET body = '{}' WHERE seq = 9")))
    with pytest.raises(ValueError, match="validation error"):
        store.rebuild()
    assert plain_rows(store) == before


def test_a_backup_is_a_store_with_the_whole_log_and_no_person(sqlite_url: str, tmp_path: Path):
    copy = tmp_path / "copies" / "balie-backup.db"
    copy.parent.mkdir()
    with closing(Store(sqlite_url)) as store:
        store.open()
        hall = a_hall_with_a_person()
        store.keep(hall.hand_out())
        store.backup(copy)
        assert len(store.people("centrum", DAY)) == 1
    assert found(copy.parent, SECRETS) == set()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    with closing(Store(f"sqlite:///{copy}")) as again:
        again.open()
        assert replay(Day("centrum", DAY), again.load("centrum", DAY)) == hall.day


def test_only_their_owner_can_read_the_files(sqlite_url: str, tmp_path: Path):
    with closing(Store(sqlite_url)) as store:
        store.open()
        store.keep(a_hall_with_a_person().hand_out())
        store.backup(tmp_path / "copy.db")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes.keys() >= {"balie.db", "balie.db-wal", "copy.db"}
    assert set(modes.values()) == {0o600}


def test_a_backup_holds_the_persons_only_when_asked(sqlite_url: str, tmp_path: Path):
    with closing(Store(sqlite_url)) as store:
        store.open()
        store.keep(a_hall_with_a_person().hand_out())
        store.backup(tmp_path / "with.db", with_people=True)
    with closing(Store(f"sqlite:///{tmp_path}/with.db")) as again:
        assert len(again.people("centrum", DAY)) == 1


@pytest.mark.postgres
def test_a_postgresql_is_backed_up_by_its_own_tool(postgres_url: str, tmp_path: Path):
    with closing(Store(postgres_url)) as store:
        store.open()
        with pytest.raises(StoreUnfit, match="pg_dump"):
            store.backup(tmp_path / "copy.db")


@pytest.mark.postgres
async def test_another_host_hears_at_once_how_far_a_day_has_come(postgres_url: str):
    with closing(Store(postgres_url)) as ours, closing(Store(postgres_url)) as theirs:
        ours.open()
        heard: asyncio.Queue[Wake | None] = asyncio.Queue()
        listening = asyncio.create_task(theirs.listen(heard.put_nowait))
        assert await asyncio.wait_for(heard.get(), 20) is None
        hall = an_open_hall()
        await ours.keep_soon(hall.hand_out())
        assert await asyncio.wait_for(heard.get(), 20) == Wake("centrum", DAY, hall.day.seq)
        ours.change(cut_listeners)
        assert await asyncio.wait_for(heard.get(), 20) is None
        hall.take(1)
        await ours.keep_soon(hall.hand_out())
        assert await asyncio.wait_for(heard.get(), 20) == Wake("centrum", DAY, hall.day.seq)
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening


async def test_on_sqlite_there_is_nobody_to_listen_to(sqlite_url: str):
    with closing(Store(sqlite_url)) as store:
        await asyncio.wait_for(store.listen(lambda wake: None), 1)


def plain_rows(store: Store) -> dict[str, set[str]]:
    """Every row of the plain tables, as text."""

    def rows(line: Connection) -> dict[str, set[str]]:
        return {table.name: set(map(str, line.execute(select(table)))) for table in PLAIN}

    return store.read(rows)


def cut_listeners(line: Any) -> None:
    line.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
    )
