"""The agenda over a real store and office: one record, whichever day it is on, and never two
visitors for one slot.
"""

import asyncio
from datetime import date
from typing import Any

import pytest

from host.agenda.records import Asked, Contact
from host.core.invariants import violations
from host.importing.run import run as import_file
from tests.town import FRIDAY, a_town, at, new_id
from wire.commands import BookAppointment, CheckIn
from wire.refusals import Refused

pytest_plugins = ["tests.stores"]

MONDAY = "2026-11-23"
PASSPORT = Asked.alike(("passport",))
WHO = Contact(name="Ada Groen", mail="ada@voorbeeld.example", phone="+31600000123")


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def booked(town, clock="10:00", day=MONDAY, asked=PASSPORT, **more):
    fields = {"channel": "web", "by": "web", "contact": WHO} | more
    return await town.host.doors.agenda.book("hall", asked, at(clock, day), **fields)


async def starts_of(town, day=MONDAY, asked=PASSPORT, location="hall", channel="web"):
    wanted = date.fromisoformat(day)
    free = await town.host.doors.agenda.free(location, asked, wanted, wanted, channel)
    return free.get(wanted, ())


async def refused(work):
    with pytest.raises(Refused) as no:
        await work
    return no.value.word


async def test_a_slot_that_is_booked_is_free_no_longer_and_free_again_when_it_is_cancelled(town):
    before = await starts_of(town)
    assert at("10:00", MONDAY) in before
    appointment = await booked(town)
    assert (appointment.day, appointment.state, appointment.changes) == (MONDAY, "open", 0)
    assert appointment.ends == at("10:10", MONDAY)
    assert len(appointment.code) == 6
    assert len(appointment.link) == 22
    gone = set(before) - set(await starts_of(town))
    assert gone == {at("09:55", MONDAY), at("10:00", MONDAY), at("10:05", MONDAY)}
    cancelled = await town.host.doors.agenda.cancel(appointment.visit, channel="web", by="web")
    assert (cancelled.state, cancelled.changes) == ("cancelled", 1)
    assert await starts_of(town) == before


async def test_an_appointment_that_moves_to_another_day_stays_one_record(town):
    agenda = town.host.doors.agenda
    first = await booked(town)
    moved = await agenda.move(first.visit, at("11:00", FRIDAY), channel="web", by="web")
    assert (moved.visit, moved.code, moved.link) == (first.visit, first.code, first.link)
    assert (moved.day, moved.appointed, moved.changes) == (FRIDAY, at("11:00"), 1)
    assert await agenda.contact(moved) == WHO
    assert at("10:00", MONDAY) in await starts_of(town)
    back = await agenda.move(first.visit, at("10:00", MONDAY), channel="phone", by="greeter-1")
    assert (back.day, back.changes, back.channel) == (MONDAY, 2, "web")
    assert await agenda.by_link(first.link) == back
    assert await agenda.by_code(first.code) == back
    log = town.host.store.load("hall", MONDAY) + town.host.store.load("hall", FRIDAY)
    steps = [e.events[0] for e in log if e.what.endswith("_appointment")]
    said = {(event.kind, event.channel) for event in steps}
    assert said == {
        ("booked", "web"),
        ("moved_away", "web"),
        ("moved_away", "phone"),
    }


async def test_an_appointment_that_moves_within_its_day_may_overlap_itself(town):
    agenda = town.host.doors.agenda
    asked = Asked.alike(("passport",), 3)
    first = await booked(town, asked=asked)
    moved = await agenda.move(first.visit, at("10:10", MONDAY), channel="desk", by="desk-1")
    assert (moved.appointed, moved.changes) == (at("10:10", MONDAY), 1)
    assert moved.ends - moved.appointed == first.ends - first.appointed
    assert await refused(
        agenda.move(first.visit, at("10:10", MONDAY), channel="desk", by="desk-1")
    ) == ("nothing_changes")


async def test_an_appointment_that_comes_to_today_is_seen_at_once_and_checks_in(town):
    greeter = await town.screen("greeter")
    kiosk = await town.screen("kiosk")
    first = await booked(town)
    await town.host.doors.agenda.move(first.visit, at("10:15"), channel="phone", by="phone")
    row = (await greeter.sees(lambda view: view.expected)).expected[0]
    assert (row.visit, row.name, row.appointed) == (first.visit, WHO.name, at("10:15"))
    town.clock.set("10:05")
    done = await kiosk.done(CheckIn(id=new_id(), code=first.code))
    assert (done.visit, done.word) == (first.visit, "early")


async def test_a_time_that_somebody_is_choosing_is_kept_for_ten_minutes(town):
    agenda = town.host.doors.agenda
    when = at("10:00", MONDAY)
    held = await agenda.hold("hall", PASSPORT, when, channel="web", by="web")
    assert held.until == town.clock.now + 10 * 60_000
    assert await refused(booked(town)) == "slot_taken"
    mine = await booked(town, hold=held.id)
    assert mine.appointed == when
    other = await agenda.hold("hall", PASSPORT, at("10:10", MONDAY), channel="web", by="web")
    town.clock.now = other.until
    assert (await booked(town, "10:10")).appointed == at("10:10", MONDAY)


async def test_of_sixteen_who_want_the_last_slot_one_gets_it(town):
    asked = PASSPORT
    tries = [booked(town, asked=asked, by=f"client-{n}") for n in range(16)]
    heard = await asyncio.gather(*tries, return_exceptions=True)
    words = [one.word for one in heard if isinstance(one, Refused)]
    assert words == ["slot_taken"] * 15
    assert violations(town.host.store.load("hall", MONDAY)) == []


async def test_two_hosts_on_one_database_never_promise_a_slot_twice(tmp_path, store_url):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    async with a_town(one, database=store_url) as first, a_town(two, database=store_url) as second:
        for clock in ("10:00", "10:10", "10:20"):
            tries = [booked((first, second)[n % 2], clock, by=f"client-{n}") for n in range(16)]
            heard = await asyncio.gather(*tries, return_exceptions=True)
            got = [one for one in heard if not isinstance(one, Refused)]
            assert len(got) == 1, heard
            assert at(clock, MONDAY) not in await starts_of(second)
            assert at(clock, MONDAY) not in await starts_of(first)
        assert violations(first.host.store.load("hall", MONDAY)) == []


async def test_the_same_wish_again_acts_once_and_with_another_body_is_refused(town):
    name = new_id()
    first = await booked(town, identity=name)
    assert await booked(town, identity=name) == first
    assert await refused(booked(town, "11:00", identity=name)) == "id_reused"
    assert await refused(booked(town, "11:00", FRIDAY, identity=name)) == "id_reused"


async def test_after_a_restart_the_same_wish_still_acts_once(tmp_path):
    name, wish = new_id(), new_id()
    async with a_town(tmp_path) as town:
        first = await booked(town, identity=name)
        agenda = town.host.doors.agenda
        how: dict[str, Any] = {"channel": "web", "by": "web", "identity": wish}
        moved = await agenda.move(first.visit, at("10:30", FRIDAY), **how)
    async with a_town(tmp_path) as town:
        agenda = town.host.doors.agenda
        assert await refused(booked(town, "11:00", identity=name)) == "id_reused"
        assert await agenda.find(name) == moved
        assert await agenda.move(first.visit, at("10:30", FRIDAY), **how) == moved
        assert len(town.host.store.load("hall", MONDAY)) == 2


async def test_a_desk_cannot_pass_for_another_system_nor_choose_a_code(town):
    greeter = await town.screen("greeter")
    when = at("10:00", MONDAY)
    wish: dict[str, Any] = {
        "day": MONDAY,
        "services": ("passport",),
        "appointed": when,
        "channel": "import",
    }
    done = await greeter.done(BookAppointment(id=new_id(), **wish, code="MINE", link="mine"))
    appointment = await town.host.doors.agenda.find(done.visit)
    assert appointment.channel == "greeter"
    assert appointment.code != "MINE"
    assert appointment.link != "mine"
    assert await greeter.refused(BookAppointment(id=new_id(), **wish)) == "slot_taken"


async def test_what_may_not_be_is_refused_with_its_own_word(town):
    agenda = town.host.doors.agenda
    assert await refused(booked(town, "09:10", FRIDAY)) == "too_soon"
    assert await refused(booked(town, "10:00", "2026-11-19")) == "too_soon"
    assert await refused(booked(town, "10:00", "2026-11-22")) == "day_closed"
    assert await refused(booked(town, "18:00")) == "too_far"
    assert await refused(booked(town, "10:02")) == "slot_taken"
    assert await refused(booked(town, "10:00", "2027-11-22")) == "too_far"
    assert await refused(booked(town, asked=Asked.alike(("flying",)))) == "service_unknown"
    assert await refused(booked(town, asked=Asked.alike(("passport",), 7))) == "too_many_persons"
    assert await refused(booked(town, asked=Asked.alike(("passport",), 99))) == "unreadable"
    assert await refused(booked(town, contact=Contact(name="123456782"))) == "text_unfit"
    assert await refused(booked(town, contact=Contact(name="x" * 201))) == "unreadable"
    assert await refused(agenda.cancel(new_id(), channel="web", by="web")) == "visit_unknown"
    mine = await booked(town)
    town.clock.set("10:00", MONDAY)
    town.host.office.wake()
    await town.host.office.settle()
    assert await refused(agenda.cancel(mine.visit, channel="web", by="web")) == "too_late"
    assert (await agenda.cancel(mine.visit, channel="desk", by="desk-1")).state == "cancelled"
    again = agenda.cancel(mine.visit, channel="desk", by="desk-1")
    assert await refused(again) == "appointment_cancelled"


async def test_a_booking_by_another_process_is_seen_before_free_times_are_told(town, tmp_path):
    before = await starts_of(town)
    file = tmp_path / "more.csv"
    file.write_text(f"date,time,services,name\n{MONDAY},10:00,passport,Bo Wit\n")
    host = town.host
    import_file(host.settings, host.store, "hall", file, b"secret", now=town.clock.now)
    assert at("10:00", MONDAY) in before
    assert at("10:00", MONDAY) not in await starts_of(town)
    assert await refused(booked(town)) == "slot_taken"
