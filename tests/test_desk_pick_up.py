"""A pick-up that was planned stands on the desk's card until it is moved, cancelled or given up; a
second one is not booked.
"""

import pytest

from kiosk.staff.agenda.appointment import AppointmentDialog, MoveDialog
from kiosk.staff.agenda.book import BookDialog
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key
from tests.staff_agenda import (
    DAY,
    LARGE,
    MIDDLE,
    SMALL,
    FakeAgenda,
    an_appointment,
    notice,
    picture,
    pressed,
    said,
)
from tests.staff_rows import at
from tests.staff_stage import settled
from tests.test_desk_handout import THURSDAY, a_stage, applied, card
from wire.rows import HandoutRow

PICK_UP = an_appointment(
    0,
    visit="pick-up-0001",
    day=THURSDAY,
    appointed=at("10:20") + 3 * DAY,
    ends=at("10:25") + 3 * DAY,
    services=("passport_collect",),
    amounts=(2,),
)


def planned(**changes):
    """A018 collects two passports on Thursday at twenty past ten."""
    row = HandoutRow(
        service="passport_collect",
        first_day=THURSDAY,
        delivers=True,
        pick_up=PICK_UP.visit,
        pick_up_day=THURSDAY,
        pick_up_at=PICK_UP.appointed,
    )
    return applied(handout=row.model_copy(update=changes))


def a_desk_with_it(language="nl", **changes):
    stage = a_stage(planned(**changes), language)
    FakeAgenda(stage, (PICK_UP,))
    return stage


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "Ophalen: do 8 jan 10:20, geboekt"),
        ("en", "Pick-up: Thu 8 Jan 10:20, booked"),
        ("de", "Abholung: Do, 8. Jan 10:20, gebucht"),
    ],
)
async def test_the_card_says_when_the_document_is_collected_once_that_is_booked(language, line):
    stage = a_desk_with_it(language)
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert line in card(stage.app)


async def test_the_key_that_booked_it_now_shows_it_and_books_no_second_one():
    stage = a_desk_with_it()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert stage.app.screen.query_one("#wish-plan_collect", Key).label == "Wijzig ophalen"
        await pressed(pilot, "k")
        assert isinstance(stage.app.screen, AppointmentDialog)
        assert next(asked.visit for asked in said(stage, "find_booked")) == PICK_UP.visit
        assert said(stage, "ask_free") == []


async def test_what_is_booked_tells_the_host_whose_document_it_is():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "1", "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_appointment")
        assert booked.collects == stage.app.view.visit.visit


async def test_it_moves_to_no_day_on_which_the_document_is_not_ready():
    stage = a_desk_with_it()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "1")
        assert isinstance(stage.app.screen, MoveDialog)
        await pressed(pilot, "d", *"6-1", "enter")
        assert {asked.first for asked in said(stage, "ask_free")} == {THURSDAY}
        await pressed(pilot, "2")
        (moved,) = said(stage, "move_appointment")
        assert (moved.visit, moved.day, moved.channel) == (PICK_UP.visit, THURSDAY, "desk")


async def test_it_is_cancelled_by_the_same_key_and_the_desk_stays_where_it_was():
    stage = a_desk_with_it()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "2", "1")
        (gone,) = said(stage, "cancel_appointment")
        assert (gone.visit, gone.day, gone.channel) == (PICK_UP.visit, THURSDAY, "desk")
        assert len(stage.app.screen_stack) == 1
        stage.line.show(applied())
        await pilot.pause(0.1)
        assert "ophalen vanaf do 8 jan" in card(stage.app)
        await pressed(pilot, "k")
        assert isinstance(stage.app.screen, BookDialog)


async def test_delivery_asks_once_before_it_gives_up_the_time_that_is_booked():
    stage = a_desk_with_it()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "d")
        assert isinstance(stage.app.screen, Choose)
        assert "do 8 jan om 10:20 vervalt" in picture(stage)
        await pressed(pilot, "escape")
        assert said(stage, "choose_handout") == []
        await pressed(pilot, "d", "1")
        assert [each.how for each in said(stage, "choose_handout")] == ["deliver"]
        assert said(stage, "cancel_appointment") == []


async def test_a_pick_up_at_another_location_is_named_and_changed_there():
    stage = a_desk_with_it(pick_up_place="Haren")
    stage.answers["find_booked"] = "other_location"
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Ophalen: do 8 jan 10:20, Haren" in card(stage.app)
        await pressed(pilot, "k")
        assert notice(stage) == stage.app.pen.refusal("other_location")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "Ophalen zonder afspraak vanaf do 8 jan"),
        ("en", "No appointment: pick-up from Thu 8 Jan"),
        ("de", "Abholung ohne Termin ab Do, 8. Jan"),
    ],
)
async def test_where_pick_ups_are_not_booked_the_card_says_so_and_the_key_is_off(language, line):
    row = HandoutRow(service="passport_collect", first_day=THURSDAY, delivers=True, bookable=False)
    stage = a_stage(applied(handout=row), language)
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert line in card(stage.app)
        assert stage.app.screen.query_one("#wish-plan_collect", Key).disabled
        await pressed(pilot, "k")
        assert stage.line.said == []


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("bookable", [True, False])
async def test_the_key_and_the_line_of_a_pick_up_fit_in_every_language(size, language, bookable):
    walks_in = {"bookable": False, "pick_up": None}
    stage = a_desk_with_it(language, **({} if bookable else walks_in))
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        key = stage.app.screen.query_one("#wish-plan_collect", Key)
        shown = key.render().plain.replace("\n", " ").split()
        assert shown == [key.hint, *key.label.split()]
        assert key.render().plain.count("\n") < key.content_size.height
        told = stage.app.screen.query_one("#card-told")
        room = stage.app.screen.query_one("#card-text")
        assert told.region.height <= room.region.height
