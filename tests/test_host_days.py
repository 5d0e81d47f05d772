"""Restarts, nights, imports and second hosts: the day goes on where it was, and each number is
given once.
"""

import asyncio

import pytest

from host.core.invariants import violations
from host.store import Store
from tests.town import PIN, Clock, a_town, new_id
from wire.commands import (
    CallNext,
    CheckIn,
    Meet,
    OpenDesk,
    SignIn,
    TakeTicket,
)
from wire.frames import FindAppointment

pytest_plugins = ["tests.stores"]


def ticket(identity=None, **more):
    return TakeTicket(id=identity or new_id(), services=("passport",), **more)


async def test_a_restart_goes_on_with_the_next_number_and_the_same_answers(tmp_path):
    said = ticket()
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        first = await kiosk.done(said)
        await desk.done(CallNext(id=new_id(), desk="1"))
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk", "kiosk-2")
        desk = await town.screen("desk", "desk-2", desk="1")
        view = await desk.sees(lambda view: view.visit)
        assert (view.visit.ticket, view.signed_in) == (first.ticket, "Anna Visser")
        again = await kiosk.done(said)
        assert (again.visit, again.ticket, again.slip) == (first.visit, first.ticket, first.slip)
        assert (await kiosk.done(ticket())).ticket == "A002"
        await desk.done(Meet(id=new_id(), desk="1"))


async def test_the_day_rolls_over_at_four_and_numbers_begin_again(tmp_path):
    clock = Clock("16:50")
    async with a_town(tmp_path, clock) as town:
        greeter = await town.screen("greeter")
        assert (await greeter.done(ticket())).ticket == "A001"
        clock.set("03:59", "2026-11-21")
        assert (await greeter.done(ticket())).ticket == "A002"
        clock.set("09:05", "2026-11-23")
        assert (await greeter.done(ticket())).ticket == "A001"
        view = await greeter.sees(lambda view: view.waiting_count == 1)
        assert view.waiting[0].ticket == "A001"
        ended = town.host.store.load("hall", "2026-11-20")
        assert ended[-1].events[-1].kind == "day_ended"


async def test_a_day_that_the_host_slept_through_is_ended_at_the_next_start(tmp_path):
    async with a_town(tmp_path) as town:
        await (await town.screen("kiosk")).done(ticket())
    async with a_town(tmp_path, Clock("09:00", "2026-11-23")) as town:
        ended = town.host.store.load("hall", "2026-11-20")
        assert [event.kind for event in ended[-1].events] == ["left", "day_ended"]


async def test_an_appointment_imported_while_the_host_runs_is_found_at_once(tmp_path):
    from host.importing import run

    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        file = tmp_path / "day.csv"
        file.write_text("date,time,services,code\n2026-11-20,09:10,passport,FRESH2\n")
        other = Store(town.host.settings.server.database)
        given = (town.host.settings, other, "hall", file, b"secret")
        await asyncio.to_thread(run, *given, now=town.clock.now)
        other.close()
        found = await kiosk.say(FindAppointment(id=new_id(), code="FRESH2"))
        assert found.word == "early"
        file.write_text("date,time,services,code\n2026-11-20,09:15,passport,FRESH3\n")
        other = Store(town.host.settings.server.database)
        given = (town.host.settings, other, "hall", file, b"secret")
        await asyncio.to_thread(run, *given, now=town.clock.now)
        other.close()
        assert (await kiosk.done(CheckIn(id=new_id(), code="FRESH3"))).ticket == "A001"


@pytest.mark.postgres
async def test_two_hosts_on_one_postgresql_give_each_number_once(tmp_path, postgres_url):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    async with (
        a_town(folders[0], database=postgres_url) as one,
        a_town(folders[1], database=postgres_url) as two,
    ):
        kiosks = [await one.screen("kiosk", "kiosk-1"), await two.screen("kiosk", "kiosk-2")]
        asked = [kiosks[number % 2].done(ticket()) for number in range(40)]
        numbers = sorted([done.ticket for done in await asyncio.gather(*asked)])
        assert numbers == [f"A{n:03d}" for n in range(1, 41)]
        greeter = await two.screen("greeter")
        await greeter.sees(lambda view: view.waiting_count == 40)
        assert violations(one.host.store.load("hall", "2026-11-20")) == []
