"""Booking at the counter or on the phone, key by key."""

import pytest
from textual.widgets import Input

from kiosk.look import BigText
from kiosk.staff.agenda.book import BookDialog
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.agenda.times import TimesGrid, picked
from kiosk.staff.keys import Key
from tests.staff_agenda import (
    DAY,
    MONDAY,
    SMALL,
    a_full_day,
    a_stage,
    asked_days,
    notice,
    opened,
    picture,
    pressed,
    said,
)
from tests.staff_rows import MINUTE, at
from tests.staff_stage import a_desk
from wire.frames import Done, No
from wire.link import Lost


async def test_after_the_service_two_keys_book_the_first_free_time():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_appointment")
        assert (booked.services, booked.amounts, booked.persons) == (("passport",), (1,), 1)
        assert (booked.appointed, booked.day) == (at("11:40"), MONDAY)
        assert (booked.channel, booked.language, booked.name) == ("greeter", "nl", "")
        assert isinstance(stage.app.screen, BookedDialog)
        assert stage.app.screen.query_one(BigText).text == "K7Q2XM"


async def test_a_later_day_for_three_persons_is_five_keys_after_the_service():
    stage, agenda = a_stage()
    agenda.days = tuple(range(9))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "3", "plus", "plus", "l", "4", "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_appointment")
        assert (booked.persons, booked.amounts) == (3, (3,))
        assert (booked.appointed, booked.day) == (at("11:40") + 5 * DAY, "2026-01-10")
        assert asked_days(stage)[-1] == "2026-01-10"


async def test_the_time_is_held_while_the_name_is_typed_and_the_booking_names_the_hold():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "2")
        (hold,) = said(stage, "hold_slot")
        assert (hold.appointed, hold.day) == (at("12:00"), MONDAY)
        await pressed(pilot, *"Ruben", "enter")
        (booked,) = said(stage, "book_appointment")
        assert (booked.hold, booked.name) == (hold.id, "Ruben")


async def test_one_step_back_lets_the_time_go_and_keeps_what_was_typed():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "2", *"Ruben", "escape")
        (hold,) = said(stage, "hold_slot")
        assert [each.hold for each in said(stage, "release_hold")] == [hold.id]
        await pressed(pilot, "3")
        assert stage.app.screen.query_one("#contact-name", Input).value == "Ruben"
        await pressed(pilot, "f2")
        assert said(stage, "book_appointment")[0].appointed == at("12:30")


async def test_free_times_begin_at_the_day_on_the_screen_and_say_so():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "right", "right", "n", "1")
        await pilot.pause(0.1)
        assert "Tijden vanaf woensdag 7 januari" in picture(stage)
        await pressed(pilot, "2", "f2")
        assert said(stage, "book_appointment")[0].day == "2026-01-07"
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "right", "n", "1", "e")
        await pilot.pause(0.1)
        assert "Tijden vanaf vandaag" in picture(stage)
        assert stage.app.screen.query_one(TimesGrid).slots[0].day == MONDAY


@pytest.mark.parametrize("key", ["t", "left"])
async def test_with_today_or_a_day_that_is_over_on_the_screen_they_begin_today(key):
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, key, "n", "1")
        assert said(stage, "ask_free")[-1].first is None


@pytest.mark.parametrize("typed", ["jan@voorbeeld", "jan", "jan voorbeeld@example.org"])
async def test_half_a_mail_address_is_put_right_before_it_is_booked_and_nothing_is_lost(typed):
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "2", *"Jan")
        field = stage.app.screen.query_one("#contact-mail", Input)
        field.value = typed
        await pressed(pilot, "f2")
        assert "naam@voorbeeld.nl" in notice(stage)
        assert field.has_focus
        assert not said(stage, "book_appointment")
        await pressed(pilot, "end", "backspace")
        assert field.value == typed[:-1]
        field.value = "jan@voorbeeld.example"
        await pressed(pilot, "f2")
        (booked,) = said(stage, "book_appointment")
        assert (booked.name, booked.mail) == ("Jan", "jan@voorbeeld.example")


async def test_leaving_at_the_first_step_says_nothing():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "escape", "escape")
        assert isinstance(stage.app.screen, AgendaScreen)
        assert not said(stage, "hold_slot")


async def test_a_time_that_is_taken_when_it_is_chosen_is_told_with_fresh_ones():
    stage, agenda = a_stage()
    stage.answers["hold_slot"] = "slot_taken"
    agenda.taken = {at("11:40")}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f2")
        assert notice(stage) == "Deze tijd is net bezet. Kies een andere tijd."
        assert stage.app.screen.step == "free"
        assert not said(stage, "book_appointment")


async def test_a_time_that_is_taken_while_the_name_is_typed_loses_nothing_that_was_typed():
    stage, agenda = a_stage()
    stage.answers["hold_slot"] = Lost
    stage.answers["book_appointment"] = "slot_taken"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "plus", "1", *"Ruben", "tab", *"0600000123")
        agenda.taken = {at("11:40")}
        await pressed(pilot, "f2")
        assert notice(stage) == "Deze tijd is net bezet. Kies een andere tijd."
        assert stage.app.screen.query_one(TimesGrid).slots[0].at == at("11:45")
        del stage.answers["book_appointment"]
        await pressed(pilot, "1", "f2")
        booked = said(stage, "book_appointment")[-1]
        assert (booked.name, booked.phone, booked.persons) == ("Ruben", "0600000123", 2)
        assert (booked.appointed, booked.hold) == (at("11:45"), None)


async def test_a_hold_that_ended_while_somebody_searched_a_phone_number_does_not_matter():
    stage, _ = a_stage()
    stage.answers["book_appointment"] = lambda wish: (
        Done(id=wish.id, seq=1, at=at("10:30"))
        if wish.hold is None
        else No(id=wish.id, word="hold_unknown")
    )
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f2")
        await pilot.pause(0.2)
        assert [each.hold is None for each in said(stage, "book_appointment")] == [False, True]
        assert isinstance(stage.app.screen, BookedDialog)


async def test_a_refused_text_stays_to_be_put_right():
    stage, _ = a_stage()
    stage.answers["book_appointment"] = "text_unfit"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", *"111222333", "f2")
        assert "burgerservicenummer" in notice(stage)
        assert isinstance(stage.app.screen, BookDialog)
        assert stage.app.screen.query_one("#contact-name", Input).value == "111222333"


async def test_who_calls_is_booked_as_by_phone_and_in_their_own_language():
    stage, _ = a_stage(make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f3", "f4", "f2")
        (booked,) = said(stage, "book_appointment")
        assert (booked.channel, booked.language) == ("phone", "en")


async def test_a_desk_books_as_a_desk():
    stage, _ = a_stage(make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f2")
        assert said(stage, "book_appointment")[0].channel == "desk"


async def test_several_services_go_in_one_appointment_where_one_desk_can_do_them():
    stage, agenda = a_stage()
    agenda.together[("passport",)] = ("licence",)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "space")
        assert "kan er niet bij" in picture(stage)
        await pressed(pilot, "4")
        assert notice(stage) == "Deze diensten kunnen niet in één afspraak. Maak er twee."
        await pressed(pilot, "3", "1", "f2")
        (booked,) = said(stage, "book_appointment")
        assert (booked.services, booked.amounts) == (("passport", "licence"), (1, 1))


async def test_two_passports_and_one_licence_are_two_people():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "space", "3", "p", "1", "enter")
        assert "2 × Paspoort aanvragen, 1 × Rijbewijs aanvragen" in picture(stage)
        await pressed(pilot, "1", "f2")
        (booked,) = said(stage, "book_appointment")
        assert (booked.amounts, booked.persons) == ((2, 1), 2)


async def test_how_many_come_stays_when_another_service_is_chosen_after_all():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "plus", "escape", "2")
        assert [each.amounts for each in said(stage, "ask_free")] == [(1,), (2,), (2,)]


@pytest.mark.parametrize(
    ("confirms", "mail", "told"),
    [(True, "r@example.org", True), (True, "", False), (False, "r@example.org", False)],
)
async def test_a_confirmation_is_promised_only_where_one_is_sent(confirms, mail, told):
    stage, agenda = a_stage()
    agenda.confirms = confirms
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        stage.app.screen.query_one("#contact-mail", Input).value = mail
        await pressed(pilot, "f2")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, BookedDialog)
        assert ("De bevestiging gaat per mail." in picture(stage)) is told


async def test_more_persons_than_one_appointment_may_have_are_refused_in_words():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", *["plus"] * 6)
        assert notice(stage) == "Zoveel personen kan niet in één afspraak. Maak er twee."
        await pressed(pilot, "minus", "1")
        assert stage.app.screen.step == "contact"


async def test_without_free_times_the_screen_says_what_to_do():
    stage, agenda = a_stage()
    agenda.days = ()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "enter")
        assert "Er zijn geen vrije tijden." in picture(stage)
        assert stage.app.screen.step == "free"


async def test_arrows_reach_every_time_and_one_key_shows_the_whole_day():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(
            pilot, "n", "1", "right", "right", "right", "down", "up", "a", "right", "enter"
        )
        assert said(stage, "hold_slot")[0].appointed == at("13:05")


async def test_a_time_is_chosen_by_touch():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1")
        await pilot.click("#times", offset=(13 + 8 + 3, 3))
        await pilot.pause(0.05)
        assert said(stage, "hold_slot")[0].appointed == at("12:00") + DAY


async def test_a_date_may_be_asked_for_and_earlier_goes_back():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "d", *"8-1", "enter", "e")
        firsts = [each.first for each in said(stage, "ask_free")]
        assert firsts == [None, "2026-01-08", None]
        assert stage.app.screen.query_one("#earlier", Key).disabled


def test_a_day_with_too_many_times_shows_the_first_of_each_half_hour():
    every = [at("09:10") + n * 5 * MINUTE for n in range(24)]
    assert picked(every, 24) == every
    halves = ("09:10", "09:30", "10:00", "10:30", "11:00")
    assert picked(every, 7) == [at(time) for time in halves]
    assert picked(every, 3) == [at("09:10"), at("10:00"), at("11:00")]
    assert len(picked(every, 1)) == 1
