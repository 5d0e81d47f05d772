"""A visitor who asks for another time or day and would rather keep the one she has."""

import pytest

from tests.booking_stage import DAY, MAIL, NAME, Visitor, booking_town
from tests.test_booking_rounds import ADDRESS, TEXT
from tests.test_booking_rounds import until_contact as until_round_contact
from tests.town import Clock

FIRST = "Nu gekozen: vrijdag 20 november om 10:00 uur."
KEPT = "vrij tot 08:10 uur"


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock, TEXT) as town:
        yield town


async def at_check(town) -> Visitor:
    visitor = await Visitor(town).until_contact()
    return await visitor.presses("Verder", naam=NAME, mail=MAIL)


async def is_as_it_was(visitor) -> None:
    assert "Klopt alles?" in visitor.text
    for said in (NAME, MAIL, "vrijdag 20 november om 10:00 uur", KEPT):
        assert said in visitor.text, said
    await visitor.presses("Ja, maak de afspraak")
    assert "vrijdag 20 november om 10:00 uur" in visitor.text


async def test_the_times_name_the_one_she_has_and_lead_back_to_it(town):
    visitor = await (await at_check(town)).presses("Kies een andere tijd")
    assert FIRST in visitor.text
    assert KEPT in visitor.text
    await is_as_it_was(await visitor.presses("Terug"))


async def test_the_days_and_the_times_of_another_day_do_so_too_in_every_language(town):
    visitor = await (await at_check(town)).presses("Kies een andere tijd")
    await visitor.presses("Kies een andere dag")
    assert FIRST in visitor.text
    await visitor.presses("Maandag 23 november")
    await visitor.presses("Deutsch")
    assert "Jetzt gewählt: Freitag, 20. November" in visitor.text
    await visitor.presses("Nederlands")
    await is_as_it_was(await visitor.presses("Terug"))


async def test_once_another_time_is_chosen_that_is_the_one_she_has(town):
    visitor = await (await at_check(town)).presses("Kies een andere tijd")
    await visitor.presses("11:00")
    await visitor.presses("Kies een andere tijd")
    assert FIRST not in visitor.text
    await visitor.presses("Terug")
    assert "vrijdag 20 november om 11:00 uur" in visitor.text


async def test_a_time_that_is_kept_free_no_more_is_said_to_be_so(town, clock):
    visitor = await at_check(town)
    clock.set("08:11", DAY)
    await visitor.presses("Kies een andere tijd")
    assert FIRST in visitor.text
    assert "niet meer voor u vrij" in visitor.text
    await visitor.presses("Terug")
    assert "niet meer voor u vrij" in visitor.text
    await visitor.presses("Ja, maak de afspraak")
    assert "Uw afspraak is gemaakt" in visitor.text


async def test_back_with_details_that_are_wrong_leads_to_the_details_without_a_reproach(town):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail="nergens")
    await visitor.presses("Terug")
    await visitor.presses("Terug")
    assert (visitor.status, visitor.path) == (200, "/afspraak/gegevens")
    assert "nergens" in visitor.text


async def test_another_day_of_a_round_names_the_day_she_has_and_leads_back(town):
    visitor = await until_round_contact(town)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    await visitor.presses("Kies een andere dag")
    assert "Nu gekozen: maandag 23 november." in visitor.text
    await visitor.presses("English")
    assert "Chosen now: Monday, 23 November." in visitor.text
    await visitor.presses("Back")
    assert "Monday, 23 November" in visitor.text
    for said in (NAME, ADDRESS, MAIL):
        assert said in visitor.text, said
