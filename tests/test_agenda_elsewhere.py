"""Staff book at another location of the town and move an appointment there; what stands in that
location's agenda is its own.
"""

from typing import Any

import pytest

from tests.town import PIN, SETTINGS, a_town, at, new_id
from wire.agenda import AskDay, AskFree, FindBooked, Place
from wire.commands import (
    ELSEWHERE,
    ROLES,
    BookAppointment,
    CancelAppointment,
    HoldSlot,
    MoveAppointment,
    OpenDesk,
    ReleaseHold,
    SignIn,
)

MONDAY = "2026-11-23"
TEN = at("10:00", MONDAY)
CLOSED = '[locations.annex]\nname = "Bijkantoor"\nvalid_until = 2026-11-19\n'


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


def a_booking(location="annex", **more):
    fields: dict[str, Any] = {"day": MONDAY, "services": ("passport",), "appointed": TEN}
    fields |= {"channel": "phone"} | more
    return BookAppointment(id=new_id(), location=location, **fields)


async def booked_at(town, location):
    greeter = await town.screen("greeter", f"greeter-{location}", location=location)
    return (await greeter.say(AskDay(id=new_id(), day=MONDAY))).appointments


@pytest.mark.parametrize("role", ["greeter", "desk"])
async def test_staff_hear_where_they_may_book_and_book_there(town, role):
    screen = await town.screen(role, desk="1" if role == "desk" else None)
    asked = AskFree(id=new_id(), services=("passport",), first=MONDAY)
    here = await screen.say(asked)
    assert [(each.location, each.name) for each in here.places] == [
        ("hall", "Grote Hal"),
        ("annex", "Bijkantoor"),
    ]
    there = await screen.say(asked.model_copy(update={"id": new_id(), "location": "annex"}))
    assert TEN in there.days[0].starts
    wish = a_booking(name="Sanne")
    await screen.done(wish)
    (row,) = await booked_at(town, "annex")
    assert (row.visit, row.name, row.channel) == (wish.id, "Sanne", "phone")
    assert await booked_at(town, "hall") == ()


async def test_a_held_time_elsewhere_is_nobody_elses_until_it_is_given_back(town):
    greeter = await town.screen("greeter")
    slot: dict[str, Any] = {"day": MONDAY, "services": ("passport",), "appointed": TEN}
    hold = HoldSlot(id=new_id(), channel="phone", location="annex", **slot)
    await greeter.done(hold)
    there = await town.screen("greeter", "annex-1", location="annex")
    taken = a_booking(location=None)
    assert await there.refused(taken) == "slot_taken"
    away: dict[str, Any] = {"day": MONDAY, "hold": hold.id}
    assert await greeter.refused(ReleaseHold(id=new_id(), **away)) == "hold_unknown"
    await greeter.done(ReleaseHold(id=new_id(), location="annex", **away))
    await there.done(a_booking(location=None))


async def test_the_code_of_what_was_booked_elsewhere_is_told_and_not_who_comes(town):
    greeter = await town.screen("greeter")
    wish = a_booking(name="Sanne", phone="0600000123", mail="s@testdam.example", note="rolstoel")
    await greeter.done(wish)
    here = await greeter.say(FindBooked(id=new_id(), visit=wish.id))
    assert here.rows == ()
    found = await greeter.say(FindBooked(id=new_id(), visit=wish.id, location="annex"))
    (row,) = found.rows
    (known,) = await booked_at(town, "annex")
    assert row.code == known.code
    assert (row.name, row.phone, row.mail, row.note) == ("", "", "", "")


async def test_an_appointment_moves_to_another_location_with_its_visitor(town):
    greeter = await town.screen("greeter")
    wish = a_booking(location=None, name="Sanne")
    await greeter.done(wish)
    move = {"day": MONDAY, "visit": wish.id, "to_location": "annex", "channel": "greeter"}
    await greeter.done(MoveAppointment(id=new_id(), appointed=at("11:00", MONDAY), **move))
    (row,) = await booked_at(town, "annex")
    assert (row.visit, row.name, row.appointed) == (wish.id, "Sanne", at("11:00", MONDAY))
    assert await booked_at(town, "hall") == ()


async def test_what_stands_elsewhere_is_moved_and_cancelled_there_only(town):
    greeter = await town.screen("greeter")
    wish = a_booking()
    await greeter.done(wish)
    of_it = {"day": MONDAY, "visit": wish.id, "channel": "greeter"}
    later = MoveAppointment(id=new_id(), appointed=at("11:00", MONDAY), **of_it)
    assert await greeter.refused(later) == "visit_unknown"
    assert await greeter.refused(CancelAppointment(id=new_id(), **of_it)) == "visit_unknown"


@pytest.mark.parametrize("location", ["nowhere", "annex"])
async def test_a_location_that_is_not_there_or_is_closed_is_refused(tmp_path, location):
    text = SETTINGS.replace('[locations.annex]\nname = "Bijkantoor"\n', CLOSED, 1)
    async with a_town(tmp_path, text=text) as town:
        greeter = await town.screen("greeter")
        asked = AskFree(id=new_id(), services=("passport",), location=location)
        assert await greeter.refused(asked) == "other_location"
        assert await greeter.refused(a_booking(location)) == "other_location"
        wish = a_booking(location=None)
        await greeter.done(wish)
        move = {"day": MONDAY, "visit": wish.id, "to_location": location, "channel": "greeter"}
        later = MoveAppointment(id=new_id(), appointed=at("11:00", MONDAY), **move)
        assert await greeter.refused(later) == "other_location"
        here = await greeter.say(AskFree(id=new_id(), services=("passport",)))
        assert [each.location for each in here.places] == ["hall"]


async def test_ones_own_location_may_be_named_too(town):
    greeter = await town.screen("greeter")
    await greeter.done(a_booking("hall"))
    assert len(await booked_at(town, "hall")) == 1


async def test_a_desk_here_is_no_desk_in_the_log_of_another_location(town):
    desk = await town.screen("desk", desk="1")
    await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
    await desk.done(OpenDesk(id=new_id(), desk="1"))
    await desk.done(a_booking())
    (entry,) = town.host.store.load("annex", MONDAY)
    assert (entry.by, entry.desk) == ("desk", None)


def test_only_who_may_say_a_wish_here_may_say_it_of_elsewhere():
    for kind, roles in ELSEWHERE.items():
        assert roles <= ROLES[kind]
        assert "kiosk" not in roles


async def test_a_wish_that_is_not_listed_is_for_ones_own_location(town, monkeypatch):
    monkeypatch.setitem(ELSEWHERE, "book_appointment", frozenset({"greeter"}))
    desk = await town.screen("desk", desk="1")
    assert await desk.refused(a_booking()) == "other_location"
    await (await town.screen("greeter")).done(a_booking())


async def test_its_whole_code_finds_what_stands_elsewhere_with_its_place_and_not_who_comes(town):
    greeter = await town.screen("greeter")
    wish = a_booking(name="Sanne", phone="0600000123", mail="s@testdam.example", note="rolstoel")
    await greeter.done(wish)
    (known,) = await booked_at(town, "annex")
    for text in (known.code, known.code.lower()):
        found = await greeter.say(FindBooked(id=new_id(), text=text))
        (row,) = found.rows
        assert found.total == 1
        assert (row.visit, row.day, row.appointed) == (wish.id, MONDAY, TEN)
        assert row.place == Place(location="annex", name="Bijkantoor")
        assert (row.name, row.phone, row.mail, row.note) == ("", "", "", "")
    for text in ("sanne", "0123", "23-11", known.code[:-1], f"{known.code} 10:00"):
        assert (await greeter.say(FindBooked(id=new_id(), text=text))).rows == (), text
    there = await town.screen("greeter", "annex-2", location="annex")
    (row,) = (await there.say(FindBooked(id=new_id(), text=known.code))).rows
    assert (row.name, row.place) == ("Sanne", None)
