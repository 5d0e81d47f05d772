"""Greeters and desks ask about rounds over their line, and book, move and cancel them: for the
whole town, by the same rules as the visitors' pages.
"""

from typing import Any

import pytest

from tests.rounds_town import ELSEWHERE, MONDAY, NEXT, TEXT, a_wish, channels, codes, the_one
from tests.town import a_town, new_id
from wire.commands import CancelRound, MoveRound
from wire.rounds import AskRoundDays, AskRounds, RoundDay


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, text=TEXT) as town:
        yield town


@pytest.mark.parametrize("role", ["greeter", "desk"])
async def test_staff_book_for_who_calls_and_hear_the_code_and_the_address(town, role):
    screen = await town.screen(role, desk="1" if role == "desk" else None)
    wish = a_wish(language="en", mail="ada@burger.example")
    await screen.done(wish)
    row = await the_one(screen, wish.id)
    assert (row.day, row.location, row.route_name) == (MONDAY, "hall", "Noord en Beijum")
    assert (row.channel, row.language, row.state, row.may_change) == ("phone", "en", "open", True)
    assert (row.name, row.phone, row.mail) == ("Ada Groen", "+31612345678", wish.mail)
    assert row.note == wish.note
    assert len(row.code) == 6
    assert channels(town) == ["phone"]


@pytest.mark.parametrize("role", ["greeter", "desk"])
async def test_a_screen_cannot_say_that_it_is_the_page(town, role):
    screen = await town.screen(role, desk="1" if role == "desk" else None)
    wish = a_wish(channel="web")
    await screen.done(wish)
    of_it: dict[str, Any] = {"day": MONDAY, "round": wish.id, "channel": "web"}
    await screen.done(MoveRound(id=new_id(), to_day=NEXT, **of_it))
    await screen.done(CancelRound(id=new_id(), **of_it | {"day": NEXT}))
    assert channels(town) == [role, role]
    assert channels(town, day=NEXT) == [role, role]


async def test_the_days_with_room_are_told_and_a_full_one_is_refused_and_not_told(town):
    greeter = await town.screen("greeter")
    asked = AskRoundDays(id=new_id(), service="waste", route="south")
    days = (await greeter.say(asked)).days
    assert days[:2] == (RoundDay(day=MONDAY, location="hall"), RoundDay(day=NEXT, location="hall"))
    # The annex drives the route too; its room is the next to be taken.
    await greeter.done(a_wish(route="south"))
    again = await greeter.say(asked.model_copy(update={"id": new_id()}))
    assert again.days[0] == RoundDay(day=MONDAY, location="annex")
    assert await greeter.refused(a_wish(route="south")) == "slot_taken"
    await greeter.done(a_wish(route="south", location="annex"))
    last = await greeter.say(asked.model_copy(update={"id": new_id()}))
    assert last.days[0].day == NEXT
    there = asked.model_copy(update={"id": new_id(), "location": "annex"})
    assert (await greeter.say(there)).days[0] == RoundDay(day=NEXT, location="annex")


async def test_no_more_days_are_told_than_a_screen_can_use(tmp_path):
    text = TEXT.replace(
        "[locations.hall.hours]",
        "[locations.hall.booking]\nhorizon_days = 400\n[locations.hall.hours]",
    )
    async with a_town(tmp_path, text=text) as town:
        greeter = await town.screen("greeter")
        asked = AskRoundDays(id=new_id(), service="waste", route="north")
        assert len((await greeter.say(asked)).days) == 60


async def test_what_stands_is_listed_by_day_without_address_and_phone(town):
    greeter = await town.screen("greeter")
    await greeter.done(a_wish(NEXT, name="Bea"))
    gone = a_wish(name="Cas")
    await greeter.done(gone)
    await greeter.done(CancelRound(id=new_id(), day=MONDAY, round=gone.id))
    await greeter.done(a_wish(name="Ada"))
    found = await greeter.say(AskRounds(id=new_id()))
    assert [(row.name, row.day) for row in found.rows] == [("Ada", MONDAY), ("Bea", NEXT)]
    assert found.total == 2
    assert {(row.phone, row.mail, row.note) for row in found.rows} == {("", "", "")}


async def test_fifty_are_listed_and_all_are_counted(town):
    greeter = await town.screen("greeter")
    for n in range(52):
        await greeter.done(a_wish((MONDAY, NEXT)[n % 2], name=f"Ada {n}"))
    found = await greeter.say(AskRounds(id=new_id()))
    assert (len(found.rows), found.total) == (50, 52)
    found = await greeter.say(AskRounds(id=new_id(), text="ada"))
    assert (len(found.rows), found.total) == (50, 52)


async def test_a_round_is_found_by_name_code_phone_or_day_in_any_state(town):
    greeter = await town.screen("greeter")
    mine, other = a_wish(name="Zoë van Dam"), a_wish(NEXT, name="Bea Groen", phone="0687654321")
    await greeter.done(mine)
    await greeter.done(other)
    code = (await the_one(greeter, mine.id)).code
    for text in ("zoe", "van dam", code, code.lower()[:4], "345678", "23-11", "dam 23-11"):
        assert await codes(greeter, text) == ["Zoë van Dam"], text
    for text in ("dorpsstraat", "24-11", "10:00", "zoe 27-11"):
        assert await codes(greeter, text) == [], text
    await greeter.done(CancelRound(id=new_id(), day=MONDAY, round=mine.id))
    found = await greeter.say(AskRounds(id=new_id(), text="zoe"))
    assert [(row.state, row.may_change) for row in found.rows] == [("cancelled", False)]


async def test_an_unknown_round_is_nobody(town):
    greeter = await town.screen("greeter")
    assert (await greeter.say(AskRounds(id=new_id(), round=new_id()))).rows == ()


async def test_a_round_moves_with_its_visitor_and_is_cancelled(town):
    greeter = await town.screen("greeter")
    wish = a_wish()
    await greeter.done(wish)
    before = await the_one(greeter, wish.id)
    move = MoveRound(id=new_id(), day=MONDAY, round=wish.id, to_day=NEXT, channel="phone")
    await greeter.done(move)
    row = await the_one(greeter, wish.id)
    kept = {"day": NEXT}
    assert row == before.model_copy(update=kept)
    cancel = CancelRound(id=new_id(), day=NEXT, round=wish.id, channel="greeter")
    await greeter.done(cancel)
    row = await the_one(greeter, wish.id)
    assert (row.state, row.may_change) == ("cancelled", False)
    assert channels(town) == ["phone", "phone"]
    assert channels(town, day=NEXT) == ["phone", "greeter"]


async def test_todays_round_moves_with_its_visitor_before_the_doors_open(town):
    greeter = await town.screen("greeter")
    wish = a_wish()
    await greeter.done(wish)
    town.clock.set("07:00", MONDAY)
    town.host.office.wake()
    await town.host.office.settle()
    await greeter.done(MoveRound(id=new_id(), round=wish.id, to_day=NEXT, channel="phone"))
    row = await the_one(greeter, wish.id)
    assert (row.day, row.name, row.note) == (NEXT, wish.name, wish.note)


async def test_staff_look_after_what_another_location_does(tmp_path):
    async with a_town(tmp_path, text=ELSEWHERE) as town:
        greeter = await town.screen("greeter")
        asked = AskRoundDays(id=new_id(), service="waste", route="north")
        days = (await greeter.say(asked)).days
        assert days[0] == RoundDay(day=MONDAY, location="annex")
        assert await greeter.refused(a_wish()) == "service_unknown"
        wish = a_wish(location="annex")
        await greeter.done(wish)
        row = await the_one(greeter, wish.id)
        assert (row.location, row.name, row.note) == ("annex", wish.name, wish.note)
        of_it: dict[str, Any] = {"round": wish.id, "location": "annex", "channel": "phone"}
        move = MoveRound(id=new_id(), day=MONDAY, to_day=NEXT, **of_it)
        assert await greeter.refused(move.model_copy(update={"location": None})) == "visit_unknown"
        await greeter.done(move.model_copy(update={"id": new_id()}))
        assert (await the_one(greeter, wish.id)).note == wish.note
        await greeter.done(CancelRound(id=new_id(), day=NEXT, **of_it))
        assert await codes(greeter) == []
        (entry,) = town.host.store.load("annex", MONDAY)[:1]
        assert (entry.by, entry.desk) == ("greeter", None)


async def test_the_same_wish_said_twice_is_kept_once(town):
    greeter = await town.screen("greeter")
    wish = a_wish()
    first = await greeter.done(wish)
    assert (await greeter.done(wish)).at == first.at
    assert (await greeter.say(AskRounds(id=new_id()))).total == 1
