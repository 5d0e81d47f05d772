"""Staff choose another location of the town among the free times; without that nothing changes for
their own.
"""

from typing import Any

import pytest

from kiosk.look import BigText
from kiosk.staff.agenda.appointment import AppointmentDialog, MoveDialog
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.free import FreePane
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key
from tests.staff_agenda import (
    LARGE,
    MIDDLE,
    MONDAY,
    SMALL,
    a_stage,
    an_appointment,
    asked_days,
    notice,
    opened,
    picture,
    pressed,
    said,
)
from tests.staff_rows import at
from tests.staff_stage import a_desk, a_greeter
from wire.agenda import FoundBooked, Place

PLACES = (
    Place(location="raadhuis", name="Raadhuis"),
    Place(location="annex", name="Bijkantoor Zuid"),
)


def a_town_of_two(language="nl", make=a_greeter, rows=()):
    stage, agenda = a_stage(rows, language, make)
    agenda.places = PLACES
    return stage, agenda


def on_top(stage) -> Any:
    """The screen of this moment: after a key it is another."""
    return stage.app.screen


@pytest.mark.parametrize("make", [a_greeter, a_desk])
async def test_two_keys_choose_another_location_and_all_of_the_booking_is_there(make):
    stage, _ = a_town_of_two(make=make)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "o")
        assert isinstance(on_top(stage), Choose)
        await pressed(pilot, "2")
        await pilot.pause(0.1)
        assert [asked.location for asked in said(stage, "ask_free")] == [None, "annex"]
        assert "Bijkantoor Zuid" in picture(stage)
        await pressed(pilot, "1", "f2")
        await pilot.pause(0.2)
        (hold,) = said(stage, "hold_slot")
        (booked,) = said(stage, "book_appointment")
        assert (hold.location, booked.location, booked.hold) == ("annex", "annex", hold.id)
        assert isinstance(on_top(stage), BookedDialog)
        assert "Bijkantoor Zuid" in picture(stage)
        assert said(stage, "find_booked")[-1].location == "annex"
        assert stage.app.screen.query_one(BigText).text == "K7Q2XM"
        await pressed(pilot, "enter")
        assert isinstance(on_top(stage), AgendaScreen)
        assert set(asked_days(stage)) == {MONDAY}


async def test_at_ones_own_location_no_key_is_added_and_none_is_named():
    stage, _ = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_appointment")
        assert (booked.location, booked.appointed) == (None, at("11:40"))
        assert said(stage, "find_booked")[-1].location is None


async def test_the_own_location_is_chosen_back_with_the_same_key():
    stage, _ = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "o", "2", "o", "1")
        await pilot.pause(0.1)
        assert [asked.location for asked in said(stage, "ask_free")] == [None, "annex", None]
        assert stage.app.screen.query_one(FreePane).place is None


async def test_another_location_that_refuses_leaves_the_way_back():
    stage, agenda = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1")
        stage.answers["ask_free"] = "service_unknown"
        await pressed(pilot, "o", "2")
        await pilot.pause(0.1)
        assert notice(stage) == stage.app.pen.refusal("service_unknown")
        stage.answers["ask_free"] = agenda._ask_free
        await pressed(pilot, "o", "1")
        await pilot.pause(0.1)
        assert said(stage, "ask_free")[-1].location is None


async def test_a_time_that_is_let_go_elsewhere_is_let_go_there():
    stage, _ = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "o", "2", "1", "escape")
        await pilot.pause(0.1)
        assert [each.location for each in said(stage, "release_hold")] == ["annex"]


async def test_another_service_begins_at_the_own_location_again():
    stage, _ = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "o", "2", "escape", "2")
        await pilot.pause(0.1)
        assert said(stage, "ask_free")[-1].location is None


async def test_a_town_with_one_location_has_no_such_key():
    stage, agenda = a_stage()
    agenda.places = PLACES[:1]
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1")
        assert not stage.app.screen.query_one("#place", Key).display
        await pressed(pilot, "o")
        assert not isinstance(stage.app.screen, Choose)


async def test_an_appointment_moves_to_another_location_and_the_screen_says_where_it_is():
    stage, _ = a_town_of_two(rows=(an_appointment(0),))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "1", "o", "2")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, MoveDialog)
        await pressed(pilot, "1")
        await pilot.pause(0.2)
        (moved,) = said(stage, "move_appointment")
        assert (moved.to_location, moved.appointed) == ("annex", at("11:40"))
        assert "Bijkantoor Zuid" in notice(stage)
        assert isinstance(stage.app.screen, AgendaScreen)


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("services", [("1",), ("space", "down", "space", "enter")], ids=len)
async def test_every_key_under_the_free_times_fits(size, language, services):
    stage, _ = a_town_of_two(language)
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot, "n", *services)
        await pilot.pause(0.1)
        box = stage.app.screen.query_one("#box").region
        keys = [key for key in stage.app.screen.query("#free .pane-keys Key") if key.display]
        assert "place" in [key.id for key in keys]
        for key in keys:
            assert box.contains_region(key.region), key.id
            assert key.render().plain.split() == [key.hint, *key.label.split()]


async def test_a_pick_up_is_where_its_document_is():
    stage, _ = a_town_of_two()
    row = an_appointment(0)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        stage.app.push_screen(MoveDialog(row, lambda day, visit: None, earliest=MONDAY))
        await pilot.pause(0.2)
        assert not stage.app.screen.query("#place")


async def test_another_location_begins_at_the_day_that_was_in_front():
    stage, _ = a_town_of_two()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "d", *"7-1", "enter", "o", "2")
        await pilot.pause(0.1)
        assert [(asked.first, asked.location) for asked in said(stage, "ask_free")][1:] == [
            ("2026-01-07", None),
            ("2026-01-07", "annex"),
        ]


async def test_what_stands_elsewhere_is_seen_with_its_place_and_neither_moved_nor_cancelled():
    row = an_appointment(0, name="", day="2026-01-06", place=PLACES[1])
    stage, _ = a_town_of_two()
    stage.answers["find_booked"] = lambda said: FoundBooked(id=said.id, rows=(row,), total=1)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "slash", *"k7q000")
        await pilot.pause(0.4)
        assert "Andere locatie: Bijkantoor Zuid" in picture(stage)
        await pressed(pilot, "enter")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, AppointmentDialog)
        assert "Andere locatie: Bijkantoor Zuid" in picture(stage)
        assert said(stage, "find_booked")[-1].location == "annex"
        assert set(asked_days(stage)) == {MONDAY}
        await pressed(pilot, "1", "2", "1")
        assert isinstance(stage.app.screen, AppointmentDialog)
        assert not said(stage, "cancel_appointment")
