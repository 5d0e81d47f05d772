"""Decide, keep, tell: nobody is told what is not kept, the same command acts once, and nothing is
lost by a restart.
"""

import asyncio
import sqlite3

import pytest

from host.batch import Batch
from host.core.entry import Sender
from host.core.invariants import violations
from host.hall import Hall
from host.office import Office
from host.settings import read
from host.store import RaceLost, Store, StoreBusy
from tests.town import Clock, a_town, at, new_id, settings_file
from wire.commands import (
    BookAppointment,
    CheckIn,
    TakeTicket,
)
from wire.frames import Done, No

pytest_plugins = ["tests.stores"]
KIOSK = Sender("kiosk", "kiosk")
SYSTEM = Sender("import", "system")


class Stubborn(Store):
    """The real store, with faults on order: each one is raised instead of keeping a batch."""

    def __init__(self, url):
        super().__init__(url)
        self.faults = []
        self.batches = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def keep_soon(self, batch):
        if not any(kept.entry.by != "system" for kept in batch):
            return await super().keep_soon(batch)
        self.batches.append(len(batch))
        await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)
        return await super().keep_soon(batch)


class Desk:
    """An office at work, spoken to without a socket."""

    def __init__(self, folder, store_kind=Stubborn, database=""):
        self.settings = read(settings_file(folder, database))
        self.clock = Clock()
        self.store = store_kind(self.settings.server.database)
        self.store.open()
        self.shown: list[Hall] = []
        self.office = Office(self.settings, self.store, self.clock, self.shown.append)
        self.hall = self.office.halls["hall"]

    async def __aenter__(self):
        await self.office.start()
        self.running = asyncio.create_task(self.office.run())
        self.shown.clear()
        return self

    async def __aexit__(self, *fault):
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        self.store.close()

    def say(self, command, sender=KIOSK):
        heard = asyncio.get_running_loop().create_future()
        self.office.say(self.hall, command, sender, heard.set_result)
        return heard


def ticket(identity=None, **more):
    return TakeTicket(id=identity or new_id(), services=("passport",), **more)


@pytest.fixture
async def desk(tmp_path):
    async with Desk(tmp_path) as desk:
        yield desk


async def test_nobody_is_told_and_nothing_is_shown_before_it_is_kept(desk):
    desk.store.gate.clear()
    heard = desk.say(ticket())
    await asyncio.sleep(0.05)
    assert not heard.done()
    assert desk.shown == []
    asked = []
    desk.office.when_kept(lambda: asked.append(len(desk.store.load("hall", "2026-11-20"))))
    assert asked == [], "a question about the day waits too"
    desk.store.gate.set()
    assert (await heard).ticket == "A001"
    await asyncio.sleep(0)
    assert desk.shown == [desk.hall]
    assert asked == [2]


async def test_commands_that_came_meanwhile_are_kept_together(desk):
    desk.store.gate.clear()
    first = desk.say(ticket())
    await asyncio.sleep(0.02)
    others = [desk.say(ticket()) for _ in range(9)]
    desk.store.gate.set()
    numbers = [(await heard).ticket for heard in [first, *others]]
    assert numbers == [f"A{n:03d}" for n in range(1, 11)]
    assert desk.store.batches == [1, 9]


async def test_when_the_store_is_busy_the_answer_is_busy_and_nothing_is_half_done(desk):
    kept = await desk.say(ticket())
    desk.store.faults = [StoreBusy("locked")]
    before = desk.store.load("hall", "2026-11-20")
    first, second = ticket(), ticket()
    answers = [desk.say(first), desk.say(second), desk.say(CheckIn(id=new_id(), visit=kept.visit))]
    assert [(await heard).word for heard in answers] == ["busy"] * 3
    assert desk.store.load("hall", "2026-11-20") == before
    again = await desk.say(first)
    assert (again.ticket, again.visit) == ("A002", first.id)
    assert violations(desk.store.load("hall", "2026-11-20")) == []


async def test_a_lost_race_is_decided_again_on_what_the_winner_kept(desk):
    other = Desk.__new__(Desk)
    other.settings, other.clock, other.shown = desk.settings, desk.clock, []
    other.store = Store(desk.settings.server.database)
    other.office = Office(other.settings, other.store, other.clock)
    other.hall = other.office.halls["hall"]
    async with other:
        numbers = []
        for _ in range(5):
            numbers += [(await one.say(ticket())).ticket for one in (desk, other)]
    assert numbers == [f"A{n:03d}" for n in range(1, 11)]


async def test_whoever_wants_a_day_read_again_does_not_take_a_turn_that_had_begun_for_it(desk):
    desk.store.gate.clear()
    heard = desk.say(ticket())
    await asyncio.sleep(0.02)
    before = desk.hall.day
    desk.hall.stale = True
    settled = asyncio.create_task(desk.office.settle())
    await asyncio.sleep(0)
    desk.store.gate.set()
    await heard
    await settled
    assert not desk.hall.stale
    assert desk.hall.day is not before


async def test_a_race_that_is_lost_for_ever_ends_in_busy(desk):
    desk.store.faults = [RaceLost("again")] * 50
    assert (await desk.say(ticket())).word == "busy"


async def test_the_same_command_twice_acts_once_and_hears_the_same(desk):
    said = ticket()
    desk.store.gate.clear()
    twice = [desk.say(said), desk.say(said)]
    desk.store.gate.set()
    first, second = await twice[0], await twice[1]
    later = await desk.say(said)
    assert first == second == later
    assert (await desk.say(ticket())).ticket == "A002"


async def test_the_same_id_with_another_body_is_refused(desk):
    said = ticket()
    await desk.say(said)
    assert (await desk.say(ticket(said.id, persons=3))).word == "id_reused"
    named = await desk.say(ticket(said.id, name="a name is no other body"))
    assert isinstance(named, Done)


async def test_a_refused_command_hears_the_same_refusal_again(desk):
    wish = TakeTicket(id=new_id(), services=("nothing",))
    first = await desk.say(wish)
    assert first.word == "service_unknown"
    assert await desk.say(wish) == first


async def test_a_command_that_breaks_a_rule_of_the_house_harms_no_other(desk, monkeypatch):
    poison = ticket()
    honest = Batch.hear

    def hear(batch, said):
        assert said.command.id != poison.id, "planted"
        honest(batch, said)

    monkeypatch.setattr(Batch, "hear", hear)
    desk.store.gate.clear()
    first = desk.say(ticket())
    await asyncio.sleep(0.02)
    others = [desk.say(poison), desk.say(ticket()), desk.say(ticket())]
    desk.store.gate.set()
    answers = [await heard for heard in [first, *others]]
    assert [getattr(heard, "ticket", None) for heard in answers] == ["A001", None, "A002", "A003"]
    assert answers[1] == No(id=poison.id, word="busy")


async def test_a_locked_database_makes_the_host_busy_and_the_line_stays_open(tmp_path):
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        await kiosk.done(ticket())
        lock = sqlite3.connect(tmp_path / "town.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        said = ticket()
        heard = await kiosk.link.ask(said, timeout_seconds=15)
        assert isinstance(heard, No)
        assert heard.word == "busy"
        lock.execute("ROLLBACK")
        lock.close()
        assert (await kiosk.done(said)).ticket == "A002"
        assert len([one for one in kiosk.heard if getattr(one, "kind", "") == "welcome"]) == 1


async def test_a_full_disk_makes_the_host_busy_and_it_recovers(tmp_path):
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        await kiosk.done(ticket())
        store = town.host.store
        full = store.change(lambda line: line.exec_driver_sql("PRAGMA page_count").scalar())
        await _limit_pages(store, full)
        words = set()
        for _ in range(200):
            heard = await kiosk.say(ticket())
            words.add(getattr(heard, "word", ""))
            if "busy" in words:
                break
        assert "busy" in words
        before = len(store.load("hall", "2026-11-20"))
        await _limit_pages(store, 1_000_000)
        await kiosk.done(ticket())
        entries = store.load("hall", "2026-11-20")
        assert len(entries) == before + 1
        assert violations(entries) == []


async def _limit_pages(store, pages):
    """The disk is full, as SQLite sees it: on the writer's own connection, in its own thread."""

    def limit():
        connection = store._line._open.driver_connection
        return connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    await asyncio.get_running_loop().run_in_executor(store._writing, limit)


async def test_what_time_brings_happens_before_the_next_command_whatever_the_clock_did(desk):
    booked = BookAppointment(
        id=new_id(), code="LATE22", services=("passport",), appointed=at("09:10")
    )
    await desk.say(booked, SYSTEM)
    desk.clock.set("10:30")
    await desk.say(ticket())
    assert desk.hall.day.visits[booked.id].stage == "no_show"
