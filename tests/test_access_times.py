"""The access time: working days until the first and the third free slot, looked at each working day
at nine, never blank.
"""

import asyncio
from dataclasses import replace

import pytest

from host import access_times, agenda_tools
from host.access_times import apart
from host.agenda.beside import Beside
from host.measures.access import days_said, figures, read_access
from host.measures.outputs.as_text import text_of
from host.measures.period import Period
from host.measures.report import make
from host.store import Store
from host.store import access_times as rows
from host.store.access_times import AccessTime
from tests.agenda_town import agenda_town, book, hall, one_hall, settings_of, write
from tests.town import Clock, at

pytest_plugins = ["tests.stores"]

FRIDAY, SATURDAY, MONDAY, TUESDAY = "2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"
HOUR = 3_600_000


def short(horizon=5, more="", hours="09:00-11:00"):
    """One desk for two hours a day, that can be booked so many days ahead."""
    text = one_hall(hours=hours, more=more)
    return text + f"[locations.north.booking]\nhorizon_days = {horizon}\nnotice_minutes = 0\n"


async def measured(town):
    found = await access_times.measure(town.host.doors.agenda, "north")
    return {each.service: each for each in found}


async def test_today_is_no_day_of_waiting_and_a_weekend_is_none_either(tmp_path):
    async with agenda_town(tmp_path, short(), Clock("08:30", FRIDAY)) as town:
        now = await measured(town)
        assert (now["passport"].first_days, now["passport"].third_days) == (0, 0)
        assert (now["talk"].first_days, now["talk"].third_days) == (0, 1)
        await book(town, "north", FRIDAY, "09:00", "talk")
        await book(town, "north", FRIDAY, "10:00", "talk")
        then = await measured(town)
    assert (then["passport"].first_days, then["passport"].first_slot) == (1, at("09:00", MONDAY))
    assert (then["talk"].first_days, then["talk"].third_days) == (1, 2)
    assert then["talk"].third_slot == at("09:00", TUESDAY)


async def test_a_slot_that_somebody_holds_is_not_free(tmp_path):
    async with agenda_town(tmp_path, short(), Clock("08:30", FRIDAY)) as town:
        asked = (await book(town, "north", FRIDAY, "09:00", "talk")).asked
        assert (await measured(town))["talk"].first_slot == at("10:00", FRIDAY)
        moment = at("10:00", FRIDAY)
        agenda = town.host.doors.agenda
        await agenda.hold("north", asked, moment, channel="web", by="test")
        assert (await measured(town))["talk"].first_slot == at("09:00", MONDAY)
        town.clock.set("08:41", FRIDAY)
        assert (await measured(town))["talk"].first_slot == moment


async def test_without_a_slot_within_the_horizon_it_is_more_than_the_horizon(tmp_path, capsys):
    async with agenda_town(tmp_path, short(horizon=4), Clock("08:30", FRIDAY)) as town:
        for day in (FRIDAY, MONDAY):
            for clock in ("09:00", "10:00"):
                await book(town, "north", day, clock, "talk")
        found = (await measured(town))["talk"]
    assert (found.first_days, found.third_days, found.horizon_days) == (None, None, 1)
    file = tmp_path / "balie.toml"
    now = at("08:30", FRIDAY)
    assert await asyncio.to_thread(agenda_tools.tell_access_times, file, "north", now) == 0
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["Gesprek", ">", "1", ">", "1", "none"] in told
    assert days_said(None, 43) == "> 43"
    assert days_said(0, 43) == "0"


async def test_a_tool_beside_the_host_finds_what_the_host_finds(tmp_path):
    async with agenda_town(tmp_path, short(), Clock("09:20", FRIDAY)) as town:
        await book(town, "north", FRIDAY, "10:00", "talk")
        by_host = await access_times.measure(town.host.doors.agenda, "north")
    settings = settings_of(tmp_path)
    store = Store(settings.server.database)
    beside = Beside(settings, store, at("09:20", FRIDAY), "test")
    assert access_times.measure_beside(beside, "north") == by_host
    store.close()


def test_slots_that_overlap_count_once():
    assert apart([0, 5, 10, 60, 65], 60) == [0, 60]
    assert apart([0, 30, 60, 90], 30) == [0, 30, 60]
    assert apart([], 30) == []


async def test_a_service_that_only_staff_book_has_no_access_time(tmp_path):
    text = short().replace("first_minutes = 60", 'first_minutes = 60\nbookable = "staff"')
    async with agenda_town(tmp_path, text, Clock("08:30", FRIDAY)) as town:
        assert list(await measured(town)) == ["passport"]


async def test_a_location_that_is_gone_is_not_looked_at(tmp_path):
    text = short(more="valid_until = 2026-11-19") + hall("south")
    async with agenda_town(tmp_path, text, Clock("08:30", FRIDAY)) as town:
        assert await measured(town) == {}


class Nights:
    """A clock that a sleeper moves to the next moment of a list; at its end the watch ends."""

    def __init__(self, clock, moments):
        self.clock = clock
        self.moments = list(moments)

    async def __call__(self, seconds):
        if not self.moments:
            raise asyncio.CancelledError
        self.clock.now = self.moments.pop(0)


async def test_the_host_looks_each_working_day_at_nine_and_once(tmp_path):
    clock = Clock("08:30", FRIDAY)
    async with agenda_town(tmp_path, short(), clock) as town:
        store = town.host.store
        moments = [
            at("08:59", FRIDAY),
            at("09:00", FRIDAY),
            at("09:01", FRIDAY),
            at("09:00", SATURDAY),
            at("08:59", MONDAY),
            at("13:00", MONDAY),
        ]
        watch = access_times.keep_daily(store, town.host.doors.agenda, Nights(clock, moments))
        with pytest.raises(asyncio.CancelledError):
            await watch
        kept = await store.ask(lambda line: rows.of_period(line, "north", FRIDAY, TUESDAY))
        assert [(one.day, one.at) for one in kept if one.service == "talk"] == [
            (FRIDAY, at("09:00", FRIDAY)),
            (MONDAY, at("13:00", MONDAY)),
        ]


def looked(day, first, third, horizon=40, service="talk"):
    return AccessTime("north", day, service, at("09:00", day), None, None, first, third, horizon)


def test_what_stands_for_a_day_stays(store: Store):
    first = looked(FRIDAY, 3, 4)
    store.change(lambda line: rows.add(line, [first]))
    store.change(lambda line: rows.add(line, [replace(first, first_days=0), looked(MONDAY, 1, 1)]))
    store.change(lambda line: rows.add(line, []))
    kept = store.read(lambda line: rows.of_period(line, "north", FRIDAY, MONDAY))
    assert kept == [first, looked(MONDAY, 1, 1)]
    assert store.read(lambda line: rows.of_period(line, "north", MONDAY, MONDAY)) == kept[1:]
    assert store.read(lambda line: rows.of_period(line, "south", FRIDAY, MONDAY)) == []


def test_of_a_period_the_middle_day_counts_and_the_longest_is_told_too():
    days = [looked(FRIDAY, 2, 5), looked(MONDAY, None, None, 39), looked(TUESDAY, 4, None)]
    (found,) = figures(days)
    assert (found.n, found.first_days, found.third_days) == (3, 4, None)
    assert (found.longest_first_days, found.horizon_days) == (None, 39)
    (of_two,) = figures([days[0], days[2]])
    assert (of_two.first_days, of_two.longest_first_days) == (4, 4)


async def test_the_share_that_got_one_soon_is_of_those_who_booked_in_the_period(
    tmp_path,
):
    clock = Clock("08:30", FRIDAY)
    async with agenda_town(tmp_path, short(horizon=20), clock) as town:
        soon = [await book(town, "north", day, "09:00") for day in (FRIDAY, MONDAY, TUESDAY)]
        await book(town, "north", "2026-11-25", "09:00")
        clock.set("08:30", MONDAY)
        await book(town, "north", "2026-11-26", "09:00")
        await town.host.doors.agenda.move(
            soon[2].visit, at("10:00", MONDAY), channel="phone", by="test"
        )
    settings = settings_of(tmp_path)
    store = Store(settings.server.database)
    friday = read_access(settings, store, "north", FRIDAY, SATURDAY)
    assert (friday.booked, friday.soon, friday.soon_share) == (4, 3, 0.75)
    monday = read_access(settings, store, "north", MONDAY, MONDAY)
    assert (monday.booked, monday.soon, monday.soon_share) == (1, 0, 0.0)
    none = read_access(settings, store, "north", TUESDAY, TUESDAY)
    assert (none.booked, none.soon_share) == (0, None)
    store.close()


def test_the_report_tells_access_times_per_service(tmp_path):
    write(tmp_path, one_hall())
    settings = settings_of(tmp_path)
    store = Store(settings.server.database)
    store.open()
    kept = [looked(FRIDAY, None, None), looked(FRIDAY, 3, 12, service="passport")]
    store.change(lambda line: rows.add(line, kept))
    now = at("18:00", MONDAY)
    told = text_of(make(settings, store, Period.read(FRIDAY), now, ["north"]))
    lines = [line.split() for line in told.splitlines()]
    assert ["Gesprek", "1", ">", "40", ">", "40", ">", "40"] in lines
    assert ["Paspoort", "1", "3", "12", "3"] in lines
    told = text_of(make(settings, store, Period.read(MONDAY), now, ["north"]))
    assert "  in deze periode niet bekeken" in told.splitlines()
    assert ["Afspraak", "binnen", "2", "werkdagen", "-", "0", "at_soon.v1"] in [
        line.split() for line in told.splitlines()
    ]
    store.close()
