"""The kiosk as a page, for a browser that knows no script: the whole way by pressing buttons."""

import asyncio

import pytest

from host.agenda.records import Asked, Contact
from tests.printing import until
from tests.town import Clock, at
from tests.web_kiosk_stage import FEW, FULL, book, kiosk_town


@pytest.fixture
async def stage(tmp_path):
    async with kiosk_town(tmp_path) as found:
        yield found


async def test_a_visitor_without_an_appointment_gets_a_number_by_pressing_buttons(stage):
    town, visitor = stage
    assert visitor.seen.step == "language"
    assert visitor.seen.labels()[:3] == ["1 Nederlands", "2 English", "3 Deutsch"]
    await visitor.presses("2")
    assert (visitor.seen.language, visitor.seen.heading) == (
        "en",
        "Welcome to the municipality of Testdam",
    )
    await visitor.presses("2")
    assert [each.split(" ", 1)[0] for each in visitor.seen.labels()[:3]] == ["1", "2", "3"]
    await visitor.presses("2")  # passport: births go first
    assert "your old passport" in visitor.seen.text
    await visitor.presses("1", "2")
    assert visitor.seen.heading == "Passport (2 persons)" or "2" in visitor.seen.heading
    await visitor.presses("1")
    assert visitor.seen.step == "done"
    assert "A001" in visitor.seen.heading
    day = town.host.office.halls["hall"].day
    (visit,) = [each for each in day.visits.values() if each.ticket == "A001"]
    assert (visit.language, visit.persons) == ("en", 2)
    await visitor.presses("1")
    assert visitor.seen.step == "language"
    assert "A001" not in visitor.seen.text


async def test_a_visitor_with_an_appointment_is_checked_in_by_a_typed_code(stage):
    town, visitor = stage
    await book(town, persons=2)
    await visitor.presses("1", "1", "1")
    assert visitor.seen.step == "code"
    await visitor.types("abc 234")
    assert visitor.seen.step == "confirm"
    assert "10:10" in visitor.seen.heading
    await visitor.presses("1")
    assert visitor.seen.step == "done"
    assert "A001" in visitor.seen.heading
    hall = town.host.office.halls["hall"]
    assert [each.stage for each in hall.day.visits.values()] == ["waiting"]


async def test_a_code_can_be_typed_letter_by_letter_and_taken_back(stage):
    town, visitor = stage
    await book(town)
    await visitor.presses("1", "1", "1")
    for letter in "ABX":
        await visitor.sends(letter=letter, code=visitor.seen.typed)
    await visitor.sends(letter="←", code=visitor.seen.typed)
    assert visitor.seen.typed == "AB"
    await visitor.sends(key="Enter", code="ABC234")
    assert visitor.seen.step == "confirm"


async def test_a_nine_as_the_first_letter_asks_whether_help_is_meant(stage):
    _, visitor = stage
    await visitor.presses("1", "1", "1")
    await visitor.sends(letter="9", code="")
    assert visitor.seen.step == "nine"
    await visitor.presses("2")
    assert (visitor.seen.step, visitor.seen.typed) == ("code", "9")


@pytest.mark.parametrize(
    ("clock", "location", "step"),
    [("11:30", "hall", "too_early"), ("10:10", "annex", "wrong_place"), ("09:05", "hall", "")],
)
async def test_who_is_too_early_too_late_or_elsewhere_is_told_so(stage, clock, location, step):
    town, visitor = stage
    await book(town, clock=clock, location=location)
    await visitor.presses("1", "1", "1")
    await visitor.types("ABC234")
    assert visitor.seen.step == step if step else visitor.seen.step in ("confirm", "too_late")


async def test_an_appointment_of_another_day_is_told_as_that(stage):
    town, visitor = stage
    booked = await town.host.doors.agenda.book(
        "hall",
        Asked.alike(("passport",)),
        at("10:00", "2026-11-27"),
        contact=Contact(name="Wilma de Vries"),
        channel="desk",
        by="test",
    )
    await visitor.presses("3", "1", "1")
    await visitor.types(booked.code)
    assert visitor.seen.step == "wrong_day"
    assert "27" in visitor.seen.heading


async def test_a_wrong_code_a_citizen_number_and_too_many_codes_each_have_a_page(stage):
    _, visitor = stage
    await visitor.presses("1", "1", "1")
    await visitor.types("NERGENS")
    assert visitor.seen.step == "unknown_code"
    await visitor.presses("1")
    await visitor.types("111222333")
    assert visitor.seen.step == "bsn"
    assert "111222333" not in visitor.seen.text
    await visitor.presses("1")
    for _ in range(70):
        if visitor.seen.step == "too_fast":
            break
        await visitor.types("NERGENS")
        if visitor.seen.step == "unknown_code":
            await visitor.presses("1")
    assert visitor.seen.step == "too_fast"


async def test_help_is_called_from_any_page_and_leads_back_to_it(stage):
    town, visitor = stage
    await visitor.presses("1", "2", "9")
    assert visitor.seen.step == "help"
    calls = town.host.office.halls["hall"].day.helps
    assert [call.device for call in calls.values()] == ["zuil"]
    await visitor.presses("0")
    assert visitor.seen.step == "services"


async def test_what_is_pressed_on_an_older_page_means_nothing(stage):
    town, visitor = stage
    await visitor.presses("1", "2")
    old = visitor.seen.turn
    await visitor.presses("3", "1", "1")
    assert visitor.seen.step == "done"
    first = visitor.seen.heading
    await visitor.sends(turn=old, key="3")
    await visitor.sends(turn="x-1", key="1")
    assert (visitor.seen.step, visitor.seen.heading) == ("done", first)
    assert len(town.host.office.halls["hall"].day.visits) == 1


async def test_two_presses_at_once_take_one_number(stage):
    town, visitor = stage
    await visitor.presses("1", "2", "3", "1")
    form = {"turn": visitor.seen.turn, "key": "1"}
    await asyncio.gather(*(visitor.web.post("/kiosk", data=form) for _ in range(4)))
    await visitor.looks()
    assert visitor.seen.step == "done"
    assert len(town.host.office.halls["hall"].day.visits) == 1


async def test_what_a_visitor_needs_is_kept_with_the_visit(stage):
    town, visitor = stage
    await visitor.presses("1", "2", "3", "1", "2", "1", "2", "8")
    assert visitor.seen.step == "offer"
    await visitor.presses("1")
    (visit,) = town.host.office.halls["hall"].day.visits.values()
    assert set(visit.needs) == {"wheelchair", "hearing"}


async def test_a_scan_is_understood_on_every_page_and_kept_until_a_language_is_chosen(stage):
    town, visitor = stage
    await book(town)
    await visitor.sends(scan="ABC234")
    assert visitor.seen.step == "language"
    assert "Code gelezen" in visitor.seen.text
    await visitor.presses("2")
    assert (visitor.seen.step, visitor.seen.language) == ("confirm", "en")
    await visitor.presses("0")
    await visitor.sends(scan="ABC234\r\n")
    assert visitor.seen.step == "confirm"
    await visitor.sends(scan="<script>")
    assert visitor.seen.step == "confirm"


async def test_a_service_that_takes_nobody_now_says_when_and_offers_the_booking_pages(stage):
    _, visitor = stage
    await visitor.presses("1", "2", "4")
    assert visitor.seen.step == "service_closed"
    await visitor.presses("3")
    assert visitor.seen.step == "book"
    page = (await visitor.web.get("/kiosk")).text
    assert "<svg" in page
    assert 'role="img"' in page
    await visitor.presses("2")
    assert visitor.seen.step == "language"


async def test_a_service_that_only_staff_may_book_offers_no_booking_page(stage):
    _, visitor = stage
    await visitor.presses("1", "2", "1", "1")
    assert visitor.seen.step == "offer"
    assert [each["value"] for each in visitor.seen.buttons if each["name"] == "key"][:2] == [
        "1",
        "2",
    ]
    assert "book.option" not in visitor.seen.text
    assert "liever een afspraak" not in visitor.seen.text


async def test_a_long_list_comes_seven_at_a_time_and_five_in_large_letters(tmp_path):
    async with kiosk_town(tmp_path, FULL) as (_, visitor):
        await visitor.presses("1", "2")
        services = [each for each in visitor.seen.buttons if each.get("value", "") in "1234567"]
        assert len(services) == 7
        assert "(1/2)" in visitor.seen.heading
        await visitor.sends(look="open")
        await visitor.presses("1", "8")
        assert visitor.seen.step == "services"
        assert "(1/3)" in visitor.seen.heading


async def test_outside_opening_hours_it_says_when_in_every_language(tmp_path):
    async with kiosk_town(tmp_path, FEW, Clock("07:30")) as (town, visitor):
        assert visitor.seen.step == "closed"
        for word in ("gesloten", "closed", "geschlossen"):
            assert word in visitor.seen.text
        town.clock.set("09:00")
        town.host.office.wake()
        await asyncio.sleep(0.05)
        await visitor.looks()
        assert visitor.seen.step == "language"


async def test_a_town_with_one_language_does_not_ask_for_it(tmp_path):
    text = FEW.replace('["nl", "en", "de"]', '["nl"]')
    async with kiosk_town(tmp_path, text) as (_, visitor):
        assert visitor.seen.step == "start"
        await visitor.presses("2", "0")
        assert visitor.seen.step == "start"


async def test_help_is_promised_while_a_greeter_is_there_to_hear_of_it(tmp_path):
    async with kiosk_town(tmp_path) as (town, visitor):
        await visitor.presses("1", "4")
        assert visitor.seen.heading == "Loop naar de ontvangst. Wij helpen u daar."
        greeter = await town.screen("greeter")
        assert len((await greeter.sees(lambda view: view.help)).help) == 1, "the call waited"
        await visitor.presses("0", "4")
        assert visitor.seen.heading == "Er komt iemand naar u toe. U hoeft niets te doen."
        await greeter.close()
        await until(lambda: town.host.office.halls["hall"].greeters == 0)
        town.clock.set("20:00")
        await visitor.presses("1")
        assert visitor.seen.step == "closed"
        assert not any(each.get("value") == "9" for each in visitor.seen.buttons)


async def test_who_goes_back_to_the_first_page_leaves_no_language_there(tmp_path):
    async with kiosk_town(tmp_path) as (town, visitor):
        await visitor.presses("2", "0")
        town.clock.set("20:00")
        await visitor.looks()
        assert visitor.seen.step == "closed"
        for word in ("gesloten", "closed", "geschlossen"):
            assert word in visitor.seen.text
