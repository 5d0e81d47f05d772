"""A round booked on a greeter's or a desk's screen, key by key."""

from typing import Any

import pytest
from textual.widgets import Input

from kiosk.look import BigText
from kiosk.staff.keys import Key
from kiosk.staff.rounds.book import BookRoundDialog
from kiosk.staff.rounds.booked import RoundBookedDialog
from kiosk.staff.rounds.screen import RoundsScreen
from tests.staff_agenda import SMALL, notice, picture, pressed, said
from tests.staff_rounds import DAYS, FULL, a_round_stage, in_front, opened, waste, with_rounds
from tests.staff_stage import a_desk
from wire.frames import Done, No
from wire.link import Lost
from wire.setup import RouteLabel

WHO = ("tab", *"Dam 1", "tab", "tab", *"0612345678")
"""After the name: the address and the phone number."""


def wrong(stage: Any, name: str) -> str:
    line = stage.app.screen.query_one(f"#wrong-{name}")
    return str(line.content) if line.has_class("-shown") else ""


def filled(stage: Any, **typed: str) -> None:
    for name, text in typed.items():
        stage.app.screen.query_one(f"#contact-{name}", Input).value = text


def fine(stage: Any, **more: str) -> None:
    known = {"name": "Ada Groen", "address": "Dorpsstraat 1", "phone": "0612345678"}
    filled(stage, **known | more)


async def test_a_booking_by_phone_is_five_keys_after_the_service_apart_from_typing():
    stage, _ = a_round_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "2", *"Ada", *WHO, "f2")
        await pilot.pause(0.3)
        (booked,) = said(stage, "book_round")
        assert (booked.service, booked.route, booked.day) == ("waste", "noord", DAYS[1])
        assert (booked.name, booked.note, booked.phone) == ("Ada", "Dam 1", "0612345678")
        assert (booked.channel, booked.language, booked.location) == ("greeter", "nl", "raadhuis")
        assert in_front(stage, RoundBookedDialog)
        assert stage.app.screen.query_one(BigText).text == "K7Q2XM"
        shown = picture(stage)
        assert "Dorpsstraat 1" in shown
        assert "Zet het na 20 uur op de stoep." in shown
        assert "Matrassen" in shown
        await pressed(pilot, "enter")
        assert in_front(stage, RoundsScreen)


async def test_who_calls_is_booked_as_by_phone_in_their_language_and_so_is_what_follows():
    stage, _ = a_round_stage(FULL, make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f3", "f4")
        fine(stage, things="twee matrassen")
        await pressed(pilot, "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_round")
        assert (booked.channel, booked.language) == ("phone", "en")
        assert booked.note == "Dorpsstraat 1 | twee matrassen"
        await pressed(pilot, "enter", "enter", "x", "1")
        assert said(stage, "cancel_round")[0].channel == "phone"


async def test_a_desk_books_as_a_desk():
    stage, _ = a_round_stage(make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        await pressed(pilot, "f2")
        assert said(stage, "book_round")[0].channel == "desk"


async def test_what_can_be_one_thing_only_is_not_asked():
    one = waste(routes=(RouteLabel(route="noord", name="Noord"),))
    stage, _ = a_round_stage(setup=with_rounds(one))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n")
        assert "1/2" in picture(stage)
        await pressed(pilot, "1")
        assert "Grofvuil laten ophalen" in picture(stage)
        fine(stage)
        await pressed(pilot, "f2")
        assert said(stage, "book_round")[0].route == "noord"


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"name": ""}, "name", "Vul de naam in."),
        ({"name": "Ada 111222333"}, "name", "Haal het burgerservicenummer weg."),
        ({"name": "x" * 101}, "name", "Dit is te lang."),
        ({"address": ""}, "address", "Vul het adres in."),
        ({"address": "Dorpsstraat"}, "address", "Vul ook het huisnummer in."),
        ({"address": "1" + "x" * 120}, "address", "Te lang: meer dan 120 tekens."),
        ({"things": "x" * 76}, "things", "Te lang: meer dan 75 tekens."),
        ({"phone": "111222333"}, "phone", "Haal het burgerservicenummer weg."),
        ({"phone": ""}, "mail", "Vul een telefoon of e-mail in."),
        ({"mail": "ada@burger"}, "mail", "Schrijf het zoals naam@voorbeeld.nl."),
    ],
)
async def test_what_is_wrong_is_told_under_its_field_and_nothing_is_lost(typed, field, told):
    stage, _ = a_round_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage, **typed)
        await pressed(pilot, "f2")
        assert wrong(stage, field) == f"! {told}"
        box = stage.app.screen.query_one(f"#contact-{field}", Input)
        assert box.has_focus
        assert not said(stage, "book_round")
        assert stage.app.screen.query_one("#book", Key).region.bottom <= SMALL[1]
        fine(stage, things="", mail="ada@burger.example")
        await pilot.pause(0.1)
        assert wrong(stage, field) == ""
        await pressed(pilot, "f2")
        assert len(said(stage, "book_round")) == 1


async def test_what_the_host_finds_wrong_is_told_under_its_field_too():
    stage, _ = a_round_stage()
    detail: dict[str, int | str] = {"field": "phone", "why": "phone"}
    stage.answers["book_round"] = lambda wish: No(id=wish.id, word="contact_unfit", detail=detail)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage, phone="0612")
        await pressed(pilot, "f2")
        assert wrong(stage, "phone") == "! Dit nummer klopt niet."
        del stage.answers["book_round"]
        filled(stage, phone="0612345678")
        await pressed(pilot, "f2")
        first, second = said(stage, "book_round")
        assert first.id != second.id
        assert second.name == "Ada Groen"


async def test_a_day_that_got_full_meanwhile_shows_the_fresh_ones_and_loses_nothing():
    stage, fake = a_round_stage()
    stage.answers["book_round"] = "slot_taken"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        fake.days = DAYS[1:]
        await pressed(pilot, "f2")
        await pilot.pause(0.2)
        assert notice(stage) == "Die dag is net vol. Kies een andere dag."
        assert stage.app.screen.step == "days"
        del stage.answers["book_round"]
        await pressed(pilot, "1")
        assert stage.app.screen.query_one("#contact-name", Input).value == "Ada Groen"
        await pressed(pilot, "f2")
        booked = said(stage, "book_round")[-1]
        assert (booked.day, booked.name) == (DAYS[1], "Ada Groen")


async def test_an_answer_that_is_lost_books_once_however_often_it_is_said_again():
    stage, _ = a_round_stage()
    stage.answers["book_round"] = Lost
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        await pressed(pilot, "f2")
        filled(stage, phone="0687654321")
        await pressed(pilot, "f2", "f5")
        stage.answers["book_round"] = lambda wish: Done(id=wish.id, seq=1, at=stage.now)
        await pressed(pilot, "f2")
        await pilot.pause(0.2)
        assert len({wish.id for wish in said(stage, "book_round")}) == 1
        assert in_front(stage, RoundBookedDialog)


@pytest.mark.parametrize("was_kept", [True, False])
async def test_after_a_lost_answer_another_day_is_asked_for_only_if_nothing_was_kept(was_kept):
    stage, fake = a_round_stage()
    stage.answers["book_round"] = Lost
    fake.knows_new = was_kept
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        await pressed(pilot, "f2", "escape", "3")
        await pilot.pause(0.2)
        if was_kept:
            assert in_front(stage, RoundBookedDialog)
            return
        del stage.answers["book_round"]
        await pressed(pilot, "f2")
        first, second = said(stage, "book_round")
        assert (second.day, second.id == first.id) == (DAYS[2], False)


async def test_a_wish_that_was_kept_with_other_words_is_not_said_a_second_time():
    stage, _ = a_round_stage()
    stage.answers["book_round"] = Lost
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        await pressed(pilot, "f2", "f4")
        stage.answers["book_round"] = "id_reused"
        await pressed(pilot, "f2")
        await pilot.pause(0.2)
        assert in_front(stage, RoundBookedDialog)


async def test_without_the_host_nothing_is_said_and_what_was_typed_stays():
    stage, _ = a_round_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage)
        stage.line.fall_silent()
        await pressed(pilot, "f2")
        assert not said(stage, "book_round")
        assert in_front(stage, BookRoundDialog)
        assert stage.app.screen.query_one("#contact-name", Input).value == "Ada Groen"


@pytest.mark.parametrize(
    ("confirms", "mail", "told"),
    [(True, "a@burger.example", True), (True, "", False), (False, "a@burger.example", False)],
)
async def test_a_confirmation_is_promised_only_where_one_is_sent(confirms, mail, told):
    stage, fake = a_round_stage()
    fake.confirms = confirms
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1")
        fine(stage, mail=mail)
        await pressed(pilot, "f2")
        await pilot.pause(0.2)
        assert ("De bevestiging gaat per mail." in picture(stage)) is told


async def test_without_room_the_screen_says_so():
    stage, fake = a_round_stage()
    fake.days = ()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "enter")
        assert "Alle dagen zijn nu vol." in picture(stage)
        assert stage.app.screen.step == "days"


async def test_leaving_goes_back_step_by_step_and_says_nothing():
    stage, _ = a_round_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "2", "1", "escape", "escape", "escape")
        assert in_front(stage, RoundsScreen)
        assert not said(stage, "book_round")


async def test_arrows_and_enter_choose_too():
    stage, _ = a_round_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "down", "enter", "down", "down", "enter")
        fine(stage)
        await pressed(pilot, "f2")
        (booked,) = said(stage, "book_round")
        assert (booked.route, booked.day) == ("zuid", DAYS[2])
