"""A visitor who changes her mind while she books: another time, another day, and back again."""

import pytest

from tests.booking_stage import DAY, MAIL, NAME, Visitor, booking_town
from tests.town import Clock

PATH = "/afspraak?taal=nl&dienst=passport&aantal=4&verder=1&plaats=hall"
"""Four persons take 150 minutes of the one desk that can do it."""


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock) as town:
        yield town


async def four(town) -> Visitor:
    """A visitor at the times of Friday."""
    return await (await Visitor(town).goes(PATH)).follows("Vrijdag 20 november")


async def held(town) -> int:
    return len(town.host.doors.agenda.kept(""))


async def test_who_chooses_another_time_gives_the_first_back_to_everybody(town):
    visitor = await (await four(town)).presses("14:00")
    assert "11:45" not in (await four(town)).times()
    await visitor.follows("Terug")
    for time in ("13:30", "14:00", "14:30"):
        assert time in visitor.times(), time
    await visitor.presses("09:00")
    assert {"13:30", "14:00", "14:30"} <= set((await four(town)).times())
    assert await held(town) == 1


async def test_what_she_keeps_free_stays_hers_until_another_time_is_chosen(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.follows("Terug")
    assert "14:00" not in (await four(town)).times()


async def test_the_browsers_back_button_gives_the_first_time_back_too(town):
    visitor = await four(town)
    times = visitor.url
    await visitor.presses("14:00")
    await visitor.goes(times)
    assert "14:30" in visitor.times()
    await visitor.presses("14:30")
    assert visitor.status == 200
    await visitor.goes(times)
    await visitor.presses("09:00")
    assert await held(town) == 1
    assert "14:00" in (await four(town)).times()


async def test_a_time_that_was_given_back_and_is_chosen_again_is_kept_anew(town):
    visitor = await four(town)
    form, two = visitor.form_with("14:00")
    three = visitor.form_with("14:30")[1]
    for button in (two, three, two):
        await visitor.sends(form, button)
    assert "vrij tot 08:10 uur" in visitor.text
    assert "14:00" not in (await four(town)).times()


async def test_who_starts_again_or_goes_to_another_day_gives_the_time_back_as_well(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.follows("Terug")
    await visitor.follows("Opnieuw beginnen")
    for answer in ("Rijbewijs", "Nee, dit is alles", "Maandag 23 november"):
        await visitor.follows(answer)
    await visitor.presses("09:00")
    assert await held(town) == 1
    assert "14:00" in (await four(town)).times()


async def test_the_same_time_pressed_twice_is_kept_no_longer_for_it(town, clock):
    visitor = await four(town)
    form, two = visitor.form_with("14:00")
    await visitor.sends(form, two)
    clock.set("08:05", DAY)
    await visitor.sends(form, two)
    assert "vrij tot 08:10 uur" in visitor.text
    assert await held(town) == 1


async def test_booking_what_stood_on_an_older_page_leaves_nothing_held(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    form, yes = visitor.form_with("Ja, maak de afspraak")
    await visitor.presses("Kies een andere tijd")
    await visitor.presses("09:00")
    await visitor.sends(form, yes)
    assert "vrijdag 20 november om 14:00 uur" in visitor.text
    assert await held(town) == 0


async def test_another_time_or_day_from_the_check_asks_nothing_again(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    await visitor.presses("Kies een andere tijd")
    assert "Hoe laat komt u op vrijdag 20 november?" in visitor.text
    await visitor.presses("13:30")
    assert "Klopt alles?" in visitor.text
    await visitor.presses("Kies een andere tijd")
    await visitor.presses("Kies een andere dag")
    await visitor.presses("Maandag 23 november")
    await visitor.presses("English")
    await visitor.presses("09:00")
    assert "23 November at 09:00" in visitor.text
    for said in (NAME, MAIL):
        assert said in visitor.text
    assert all("Wilma" not in address for address in visitor.asked)
    assert await held(town) == 1


async def test_of_many_times_the_first_of_each_half_hour_stands_first(town):
    visitor = await Visitor(town).until_times()
    first, more = visitor.text.split("<details>")
    assert "Meer tijden" in more
    assert "09:30" in first
    assert "09:35" not in first
    assert "09:35" in more
    few = await four(town)
    await few.presses("12:00")
    assert "<details>" not in (await (await Visitor(town).goes(PATH)).follows("Vrijdag 20")).text


async def test_what_to_bring_stands_on_the_check_and_each_person_comes(town):
    visitor = await (await four(town)).presses("14:00")
    assert "één van de twee is genoeg" in visitor.text
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    for said in ("Neem mee", "een pasfoto", "Iedere persoon moet zelf meekomen", "voor iedere"):
        assert said in visitor.text, said
    alone = await Visitor(town).until_contact("09:00")
    await alone.presses("Verder", naam=NAME, mail=MAIL)
    assert "een pasfoto" in alone.text
    assert "Iedere persoon" not in alone.text


async def test_an_address_that_does_not_exist_answers_people_in_words_and_programs_in_json(town):
    web = Visitor(town).web
    for path in ("/nergens", "/display/nergens.js"):
        page = await web.get(path, headers={"accept": "text/html,*/*;q=0.8"})
        assert (page.status_code, "Deze pagina is er niet" in page.text) == (404, True)
        assert 'href="/afspraak?taal=nl"' in page.text
        assert (await web.get(path)).json() == {"detail": "Not Found"}
    assert (await web.get("/favicon.ico")).status_code == 204


async def test_without_messages_a_wrong_link_does_not_speak_of_one(town, tmp_path):
    visitor = await Visitor(town).goes("/a/bestaat-niet?taal=nl")
    assert "bericht" not in visitor.text
    assert "of de link compleet is" in visitor.text


async def test_who_starts_anew_gives_the_time_back_at_once(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.follows("Terug")
    again = next(one["href"] for one in visitor.page.links if one["text"] == "Opnieuw beginnen")
    await visitor.web.get(again, headers={"sec-purpose": "prefetch"})
    assert await held(town) == 1
    await visitor.goes(again)
    assert await held(town) == 0


async def test_who_goes_back_to_the_first_page_in_her_browser_keeps_one_time_at_most(town):
    visitor = await Visitor(town).goes("/afspraak?taal=nl")
    first_page = visitor.page
    for answer in ("Rijbewijs", "Nee, dit is alles", "Vrijdag 20 november"):
        await visitor.follows(answer)
    await visitor.presses("09:00")
    visitor.page = first_page
    for answer in ("Rijbewijs", "Nee, dit is alles", "Maandag 23 november"):
        await visitor.follows(answer)
    await visitor.presses("10:00")
    assert await held(town) == 1


async def test_back_from_the_details_keeps_what_was_typed_there(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    await visitor.presses("Gegevens wijzigen")
    await visitor.presses("Terug", naam="Wilma Jansen")
    assert "Hoe laat komt u op vrijdag 20 november?" in visitor.text
    await visitor.presses("13:30")
    assert "Klopt alles?" in visitor.text
    for said in ("Wilma Jansen", MAIL):
        assert said in visitor.text, said


async def test_back_from_details_that_are_wrong_keeps_them_too(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.presses("Verder", naam=NAME, mail="nergens")
    await visitor.presses("Terug")
    await visitor.presses("13:30")
    assert "Uw gegevens" in visitor.text
    for said in (NAME, "nergens"):
        assert said in visitor.text, said
    await visitor.presses("Terug", naam="", mail="")
    await visitor.presses("14:00")
    assert (visitor.path, visitor.status) == ("/afspraak/gegevens", 200)
    assert await held(town) == 1


async def test_a_mistyped_mail_domain_is_asked_about_and_never_refused(town):
    visitor = await (await four(town)).presses("14:00")
    await visitor.presses("Verder", naam=NAME, mail="wilma@gmial.com")
    assert "Of bedoelt u wilma@gmail.com?" in visitor.text
    form, yes = visitor.form_with("Ja, maak de afspraak")
    await visitor.presses("Ja, verander dat")
    assert "bedoelt u" not in visitor.text
    assert "wilma@gmail.com" in visitor.text
    await visitor.sends(form, yes)
    assert "Uw afspraak is gemaakt" in visitor.text
    (person,) = town.host.store.people("hall", DAY).values()
    assert person.mail == "wilma@gmial.com"
