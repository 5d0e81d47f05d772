"""Bulky waste: so many addresses a day on each route, no desk, no visit, no wait (Leiderdorp)."""

import asyncio
import csv
import stat
from datetime import date

import pytest

from host import agenda_files
from host.agenda.records import Asked, Contact
from host.agenda.rounds import Rounds
from host.core.figures import figures
from tests.test_agenda import refused
from tests.town import SETTINGS, a_town, at, new_id
from wire.refusals import Refused

WASTE = """
[services.waste]
names = { nl = "Grofvuil", en = "Bulky waste", de = "Sperrmüll" }
group = "D"
routes = { north = 30, south = 1 }

[locations.hall]
"""
MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 27)
WHO = Contact("Ada Groen", note="Dorpsstraat 1, twee matrassen")


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, text=SETTINGS.replace("\n[locations.hall]\n", WASTE)) as town:
        yield town


@pytest.fixture
def rounds(town):
    return Rounds(town.host.doors.agenda)


def booked(rounds, route="north", day=MONDAY, **more):
    fields = {"channel": "web", "by": "web", "contact": WHO} | more
    return rounds.book("hall", "waste", route, day, **fields)


async def test_the_thirty_first_of_a_day_is_refused_with_the_next_day(town, rounds):
    await asyncio.gather(*(booked(rounds) for _ in range(30)))
    with pytest.raises(Refused, match="slot_taken") as no:
        await booked(rounds)
    assert no.value.detail == {"next": NEXT.isoformat()}
    free = await rounds.free("hall", "waste", "north", MONDAY, NEXT)
    assert free == {NEXT: 30}


async def test_routes_do_not_share_their_room_and_a_cancelled_address_gives_it_back(town, rounds):
    only = await booked(rounds, "south")
    assert (only.state, only.route, len(only.code)) == ("open", "south", 6)
    assert await refused(booked(rounds, "south")) == "slot_taken"
    await booked(rounds, "north")
    assert (await rounds.cancel(only.round, channel="web", by="web")).state == "cancelled"
    again = rounds.cancel(only.round, channel="web", by="web")
    assert await refused(again) == "appointment_cancelled"
    assert (await booked(rounds, "south")).state == "open"


async def test_an_address_is_no_visit_and_waits_for_nobody(town, rounds):
    await booked(rounds)
    assert "waste" not in town.host.doors.agenda.offered("hall", public=True)
    slot = town.host.doors.agenda.book(
        "hall", Asked.alike(("waste",)), at("10:00", MONDAY.isoformat()), channel="web", by="web"
    )
    assert await refused(slot) == "service_unknown"
    town.clock.set("09:30", MONDAY.isoformat())
    town.host.office.wake()
    await town.host.office.settle()
    hall = town.host.office.halls["hall"]
    assert len(hall.day.rounds) == 1
    assert hall.day.visits == {}
    assert all(figure.n == 0 for figure in figures(hall.day))
    assert await refused(booked(rounds)) == "too_soon"


async def test_what_is_known_of_the_address_is_personal_and_the_same_wish_acts_once(town, rounds):
    name = new_id()
    first = await booked(rounds, identity=name)
    assert await booked(rounds, identity=name) == first
    store = town.host.store
    assert store.people("hall", MONDAY.isoformat())[first.round].note == WHO.note
    assert "Dorpsstraat" not in repr(store.load("hall", MONDAY.isoformat()))
    store.rebuild()
    assert await rounds.find(first.round) == first


async def test_what_may_not_be_is_refused_with_its_own_word(town, rounds):
    assert await refused(booked(rounds, "west")) == "route_unknown"
    assert await refused(rounds.free("hall", "passport", "north", MONDAY, NEXT)) == (
        "service_unknown"
    )
    assert await refused(booked(rounds, day=date(2026, 11, 24))) == "day_closed"
    assert await refused(booked(rounds, day=date(2027, 11, 24))) == "too_far"
    assert await refused(rounds.find(new_id())) == "visit_unknown"
    mine = await booked(rounds)
    town.clock.set("09:30", MONDAY.isoformat())
    town.host.office.wake()
    await town.host.office.settle()
    late = rounds.cancel(mine.round, channel="web", by="web")
    assert await refused(late) == "too_late"


async def test_the_crew_gets_the_addresses_that_stand_by_route_and_nobody_unless_asked(
    town, rounds, tmp_path, capsys
):
    far = await booked(rounds, "south", contact=Contact("=1+1", note="Zuidweg 9, een bank"))
    near = await booked(rounds)
    gone = await booked(rounds)
    await rounds.cancel(gone.round, channel="web", by="web")
    file, now = tmp_path / "crew.csv", at("09:00")
    given = (tmp_path / "balie.toml", "hall", (MONDAY.isoformat(), ""))
    assert await asyncio.to_thread(agenda_files.list_rounds, *given, None, False, now) == 0
    told = capsys.readouterr().out
    shown = list(csv.DictReader(told[told.index("location,date") :].splitlines()))
    assert [(row["date"], row["route"], row["code"]) for row in shown] == [
        (MONDAY.isoformat(), "north", near.code),
        (MONDAY.isoformat(), "south", far.code),
    ]
    assert "name" not in shown[0]
    assert await asyncio.to_thread(agenda_files.list_rounds, *given, file, True, now) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    lines = file.read_text(encoding="utf-8").splitlines()
    people = [(row["name"], row["note"]) for row in csv.DictReader(lines)]
    assert people == [("Ada Groen", WHO.note), ("'=1+1", "Zuidweg 9, een bank")]
