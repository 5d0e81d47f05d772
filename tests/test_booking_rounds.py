"""The town comes by at the visitor's address (bulky waste): asked for on the page, looked after
behind its link, without a script.
"""

import re

import pytest

from tests.booking_stage import DAY, MAIL, NAME, TOWN, Visitor, booking_town
from tests.town import Clock, at

ADDRESS = "Dorpsstraat 1, 1234 AB Testdam"
WASTE = """
[services.waste]
names = { nl = "Grofvuil", en = "Bulky waste", de = "Sperrmüll" }
group = "D"
routes = { north = 2, south_end = 1 }
route_names = { north = "Noord en de <Meeuwen>" }

[locations.hall]
"""
TEXT = TOWN.replace("\n[locations.hall]\n", WASTE).replace(
    '"extract", "debts"]', '"extract", "debts", "waste"]'
)


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock, TEXT) as town:
        yield town


async def until_contact(town, area="Noord", day="Maandag 23") -> Visitor:
    visitor = await Visitor(town).goes("/afspraak?taal=nl")
    await visitor.follows("Grofvuil")
    await visitor.follows(area)
    return await visitor.follows(f"{day} november")


async def asks(town, area="Noord", day="Maandag 23") -> Visitor:
    """The whole way, until the page of the round."""
    visitor = await until_contact(town, area, day)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    return await visitor.presses("Ja, maak de afspraak")


def days(visitor) -> list[str]:
    return [one["text"] for one in visitor.page.links if re.search("dag [0-9]", one["text"])]


async def test_a_visitor_asks_the_town_to_come_by_without_a_script(town):
    visitor = await asks(town)
    assert visitor.path.startswith("/h/")
    for said in ("Uw afspraak is gemaakt", "maandag 23 november", "Grofvuil", "Uw nummer"):
        assert said in visitor.text, said
    assert "Noord en de &lt;Meeuwen&gt;" in visitor.text
    (kept,) = town.host.office.halls["hall"].ahead["2026-11-23"].day.rounds.values()
    assert (kept.route, kept.channel, kept.language) == ("north", "web", "nl")


async def test_what_is_typed_stands_with_the_person_only(town):
    visitor = await asks(town)
    store = town.host.store
    (person,) = store.people("hall", "2026-11-23").values()
    assert (person.name, person.mail, person.note) == (NAME, MAIL, ADDRESS)
    assert "Dorpsstraat" not in repr(store.load("hall", "2026-11-23"))
    assert "Dorpsstraat" not in visitor.text
    assert all("Dorpsstraat" not in one and "wilma" not in one for one in visitor.asked)


async def test_a_day_without_room_is_not_offered_and_another_route_does_not_mind(town):
    await asks(town, "South end")
    visitor = await until_contact(town)
    await visitor.goes("/aan-huis?taal=nl&dienst=waste&gebied=south_end")
    assert "Maandag 23 november" not in days(visitor)
    assert "Vrijdag 27 november" in days(visitor)
    await visitor.goes("/aan-huis?taal=nl&dienst=waste&gebied=north")
    assert days(visitor)[0] == "Maandag 23 november"


async def test_who_is_too_late_chooses_another_day_without_typing_again(town):
    first = await until_contact(town, "South end")
    await first.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    await asks(town, "South end")
    await first.presses("Ja, maak de afspraak")
    assert first.status == 409
    assert "Op maandag 23 november is er geen plek meer" in first.text
    await first.presses("Vrijdag 27 november")
    assert "Klopt alles?" in first.text
    await first.presses("Ja, maak de afspraak")
    assert "vrijdag 27 november" in first.text


async def test_that_a_day_is_full_is_said_again_in_the_language_that_is_chosen_then(town):
    first = await until_contact(town, "South end")
    await first.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    await asks(town, "South end")
    await first.presses("Ja, maak de afspraak")
    await first.presses("English")
    assert "You do not have an appointment yet. Please choose another day." in first.text
    await first.presses("Friday")
    await first.presses("Nederlands")
    assert "geen plek meer" not in first.text


async def test_what_is_wrong_is_said_again_in_the_language_that_is_chosen_then(town):
    visitor = await until_contact(town)
    await visitor.presses("Verder", mail="nergens")
    await visitor.presses("English")
    assert visitor.status == 422
    assert 'value="nergens"' in visitor.text
    assert "This email address is not right." in visitor.text


async def test_the_same_form_sent_twice_books_once(town):
    visitor = await until_contact(town)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    form, yes = visitor.form_with("Ja, maak de afspraak")
    first = (await visitor.sends(form, yes)).path
    assert (await visitor.sends(form, yes)).path == first
    assert len(town.host.office.halls["hall"].ahead["2026-11-23"].day.rounds) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"adres": ""}, "Vul uw adres in."),
        ({"adres": "x" * 201}, "Het adres is te lang."),
        ({"adres": "Dam 1, BSN 111222333"}, "burgerservicenummer"),
        ({"naam": ""}, "Vul uw naam in."),
        ({"mail": "nergens"}, "Dit e-mailadres klopt niet."),
    ],
)
async def test_what_cannot_be_an_address_is_said_at_its_field(town, typed, why):
    visitor = await until_contact(town)
    await visitor.presses("Verder", **({"naam": NAME, "adres": ADDRESS, "mail": MAIL} | typed))
    assert visitor.status == 422
    assert why in visitor.text
    assert town.host.office.halls["hall"].ahead["2026-11-23"].day.rounds == {}


async def test_another_day_is_chosen_behind_the_link_and_the_number_stays(town):
    visitor = await asks(town)
    link, number = visitor.path, re.search(r"<dd>([A-Z0-9]{6})</dd>", visitor.text)
    assert number is not None
    await visitor.follows("Andere dag kiezen")
    assert "Maandag 23 november" not in days(visitor)
    await visitor.follows("Vrijdag 27 november")
    await visitor.presses("Ja, verzet de afspraak")
    assert (visitor.path, number[1] in visitor.text) == (link, True)
    assert "vrijdag 27 november" in visitor.text
    halls = town.host.office.halls["hall"].ahead
    assert [len(halls[day].day.rounds) for day in ("2026-11-23", "2026-11-27")] == [0, 1]
    store = town.host.store
    assert next(iter(store.people("hall", "2026-11-27").values())).note == ADDRESS
    assert not any(one.note for one in store.people("hall", "2026-11-23").values())


async def test_a_round_that_comes_back_to_its_first_day_stands_there_once(town):
    visitor = await asks(town)
    for day in ("Vrijdag 27", "Maandag 23"):
        await visitor.follows("Andere dag kiezen")
        await visitor.follows(f"{day} november")
        await visitor.presses("Ja, verzet de afspraak")
    assert "maandag 23 november" in visitor.text
    town.host.store.rebuild()
    await visitor.goes(visitor.path)
    assert "maandag 23 november" in visitor.text


async def test_a_full_day_behind_the_link_leaves_the_round_where_it_is(town):
    mine = await asks(town, "South end")
    await mine.follows("Andere dag kiezen")
    await mine.follows("Vrijdag 27 november")
    await asks(town, "South end", "Vrijdag 27")
    await mine.presses("Ja, verzet de afspraak")
    assert mine.status == 409
    assert "Uw afspraak op maandag 23 november blijft staan" in mine.text


async def test_a_round_is_cancelled_behind_its_link_and_its_room_is_free_again(town):
    visitor = await asks(town, "South end")
    await visitor.follows("Afspraak afzeggen")
    await visitor.presses("Ja, zeg de afspraak af")
    assert "Wij komen niet bij u langs" in visitor.text
    await visitor.goes("/aan-huis?taal=nl&dienst=waste&gebied=south_end")
    assert "Maandag 23 november" in days(visitor)


async def test_once_the_lorry_drives_nothing_changes_and_after_the_day_there_is_nothing(
    town, clock
):
    visitor = await asks(town)
    path = visitor.path
    clock.now = at("09:30", "2026-11-23")
    await visitor.goes(path)
    assert "U kunt nu niets meer wijzigen" in visitor.text
    assert not any(one["text"] == "Afspraak afzeggen" for one in visitor.page.links)
    assert (await visitor.web.post(f"{path}/afzeggen")).status_code == 200
    assert "Wij komen niet" not in (await visitor.goes(path)).text
    clock.now = at("09:30", "2026-11-24")
    assert (await visitor.goes(path)).status == 404


async def test_links_that_are_guessed_are_answered_no_more(town):
    visitor = Visitor(town)
    for number in range(20):
        assert (await visitor.goes(f"/h/guess-{number:016}")).status == 404
    assert (await visitor.goes("/h/guess-0000000000000021")).status == 429


async def test_going_back_for_other_details_or_another_day_keeps_what_was_typed(town):
    visitor = await until_contact(town)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    await visitor.presses("Gegevens wijzigen")
    await visitor.presses("Terug")
    assert "Welke dag kunnen wij komen?" in visitor.text
    await visitor.presses("English")
    await visitor.presses("Friday, 27 November")
    for said in (NAME, ADDRESS, MAIL):
        assert said in visitor.text, said


async def test_a_service_that_only_staff_book_is_not_on_the_page(tmp_path):
    text = TEXT.replace('group = "D"', 'group = "D"\nbookable = "staff"')
    async with booking_town(tmp_path, text=text) as town:
        visitor = await Visitor(town).goes("/afspraak?taal=nl")
        assert "Grofvuil" not in visitor.text
        await visitor.goes("/aan-huis?taal=nl&dienst=waste&gebied=north")
        assert days(visitor) == []
