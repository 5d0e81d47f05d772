"""Booking on the town's own pages, in a browser without a script."""

from datetime import date

import pytest

from tests.booking_stage import DAY, MAIL, NAME, PHONE, TOWN, Visitor, book, booking_town
from tests.town import Clock, at


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock) as town:
        yield town


async def stand(town):
    """The appointments of the day in the hall that stand."""
    found = await town.host.doors.agenda.day("hall", date.fromisoformat(DAY))
    return [one for one in found if one.state == "open"]


async def test_a_visitor_books_with_links_and_buttons_alone(town):
    visitor = await Visitor(town).goes("/afspraak")
    await visitor.follows("Paspoort")
    await visitor.follows("2 personen")
    await visitor.follows("Rijbewijs")
    await visitor.follows("Vrijdag 20 november")
    assert visitor.times()[0] == "09:00"
    await visitor.presses("10:00")
    assert "vrij tot 08:10 uur" in visitor.text
    assert "9 dagen na uw bezoek" in visitor.text
    await visitor.presses("Verder", naam=NAME, mail=MAIL, telefoon=PHONE)
    for said in ("vrijdag 20 november om 10:00 uur", NAME, MAIL, "+31612345678", "Grote Hal"):
        assert said in visitor.text, said
    await visitor.presses("Ja, maak de afspraak")
    (made,) = await stand(town)
    assert made.asked.services == ("passport", "licence")
    assert made.asked.amounts == (2, 1)
    assert made.appointed == at("10:00", DAY)
    assert (made.channel, made.language) == ("web", "nl")
    kept = await town.host.doors.agenda.contact(made)
    assert (kept.name, kept.mail, kept.phone) == (NAME, MAIL, "+31612345678")
    assert visitor.path == f"/a/{made.link}"
    for said in ("Uw afspraak is gemaakt", made.code, "<svg", "een pasfoto", "Binnen vijf dagen"):
        assert said in visitor.text, said
    assert "Dam 1<br>1234 AB Testdam" in visitor.text


async def test_nothing_personal_ever_stands_in_an_address(town):
    visitor = await Visitor(town).books()
    assert visitor.path.startswith("/a/")
    for address in visitor.asked:
        assert "Wilma" not in address
        assert "voorbeeld" not in address


async def test_the_same_form_sent_twice_books_once(town):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    form, button = visitor.form_with("Ja, maak de afspraak")
    first = (await visitor.sends(form, button)).path
    second = (await visitor.sends(form, button)).path
    assert first == second
    assert len(await stand(town)) == 1


async def test_a_form_that_comes_back_with_another_name_books_nothing_more(town):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    form, button = visitor.form_with("Ja, maak de afspraak")
    await visitor.sends(form, button)
    await visitor.sends(form, button, naam="Iemand Anders")
    assert visitor.status == 409
    assert "U heeft deze afspraak al gemaakt" in visitor.text
    assert len(await stand(town)) == 1


async def test_a_chosen_time_is_kept_free_for_ten_minutes_and_no_longer(town, clock):
    await Visitor(town).until_contact("10:00")
    other = await Visitor(town).until_times()
    assert "10:00" not in other.times()
    clock.set("08:09", DAY)
    assert "10:00" not in (await Visitor(town).until_times()).times()
    clock.set("08:11", DAY)
    assert "10:00" in (await Visitor(town).until_times()).times()


async def test_who_takes_longer_than_the_hold_still_gets_the_time_when_it_is_free(town, clock):
    visitor = await Visitor(town).until_contact()
    clock.set("08:20", DAY)
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    assert "niet meer voor u vrij" in visitor.text
    await visitor.presses("Ja, maak de afspraak")
    assert "Uw afspraak is gemaakt" in visitor.text


async def test_a_time_that_was_taken_meanwhile_gives_the_nearest_and_nothing_is_typed_again(
    town, clock
):
    visitor = await Visitor(town).until_contact("12:00")
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    clock.set("08:20", DAY)
    await book(town, "12:00")
    await visitor.presses("Ja, maak de afspraak")
    assert visitor.status == 409
    assert "Deze tijd is niet meer vrij" in visitor.text
    day = "Vrijdag 20 november om"
    near = ("10:50", "10:55", "11:00", "13:00", "13:05", "13:10")
    assert visitor.times() == [f"{day} {time} uur" for time in near]
    await visitor.presses(f"{day} 13:00 uur")
    assert "Klopt alles?" in visitor.text
    assert NAME in visitor.text
    await visitor.presses("Ja, maak de afspraak")
    assert "vrijdag 20 november om 13:00 uur" in visitor.text
    assert (await town.host.doors.agenda.contact((await stand(town))[1])).name == NAME


async def test_two_who_choose_the_same_time_do_not_both_get_it(town):
    early, late = await Visitor(town).until_times(), await Visitor(town).until_times()
    await early.presses("10:00")
    await late.presses("10:00")
    assert late.status == 409
    assert "U heeft nog geen afspraak" in late.text
    await early.presses("Verder", naam=NAME, mail=MAIL)
    await early.presses("Ja, maak de afspraak")
    assert early.status == 200


async def test_going_back_to_the_times_and_on_again_works_and_books_once(town):
    visitor = await Visitor(town).until_times()
    form, ten = visitor.form_with("10:00")
    twelve = visitor.form_with("12:00")[1]
    await visitor.sends(form, ten)
    await visitor.sends(form, twelve)
    assert "12:00" in visitor.text
    await visitor.sends(form, ten)
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    await visitor.presses("Ja, maak de afspraak")
    assert [one.appointed for one in await stand(town)] == [at("10:00", DAY)]


async def test_who_goes_back_still_sees_the_time_that_is_kept_for_them(town, clock):
    visitor = await Visitor(town).until_contact("10:00")
    await visitor.follows("Terug")
    assert "10:00" in visitor.times()
    assert "10:00" not in (await Visitor(town).until_times()).times()
    await visitor.presses("10:00")
    assert "vrij tot 08:10 uur" in visitor.text
    await visitor.follows("Terug")
    await visitor.follows("Terug")
    await visitor.follows("Vrijdag 20")
    assert "10:00" in visitor.times()
    clock.set("08:11", DAY)
    await book(town, "10:00")
    await visitor.follows("Kies een andere dag")
    await visitor.follows("Vrijdag 20")
    assert "10:00" not in visitor.times()


async def test_a_form_that_comes_back_after_its_hold_is_over_gets_a_new_one(town, clock):
    visitor = await Visitor(town).until_times()
    form, ten = visitor.form_with("10:00")
    await visitor.sends(form, ten)
    clock.set("08:30", DAY)
    await visitor.sends(form, ten)
    assert "vrij tot 08:40 uur" in visitor.text


async def test_every_answer_can_be_taken_back_one_by_one(town):
    visitor = await Visitor(town).until_contact()
    titles = []
    for _ in range(6):
        await visitor.follows("Terug")
        titles.append(visitor.page.title.split(" - ")[0])
    assert titles == [
        "Hoe laat komt u op vrijdag 20 november?",
        "Welke dag komt u?",
        "Waar wilt u komen?",
        "Wilt u nog iets regelen?",
        "Voor hoeveel personen?",
        "Waarvoor wilt u een afspraak?",
    ]


async def test_the_place_is_asked_only_where_there_is_a_choice(town):
    visitor = await Visitor(town).goes("/afspraak?dienst=licence")
    await visitor.follows("Nee, dit is alles")
    assert "Welke dag komt u?" in visitor.text
    assert "Grote Hal" in visitor.text


async def test_only_what_one_desk_can_do_together_is_offered_as_a_second_thing(town):
    visitor = await Visitor(town).goes("/afspraak?dienst=passport&aantal=1")
    named = {link["text"] for link in visitor.page.links}
    assert "Rijbewijs" in named
    assert "Uittreksel" not in named
    assert "Schulden" not in named
    await visitor.goes("/afspraak?dienst=passport&aantal=1&dienst=extract&aantal=1")
    assert "Wilt u nog iets regelen?" in visitor.text


async def test_what_can_be_done_online_is_advised_first_and_never_forced(town):
    visitor = await Visitor(town).goes("/afspraak?dienst=extract")
    assert 'href="https://testdam.example/uittreksel"' in visitor.text
    await visitor.follows("Toch langskomen")
    assert "Welke dag komt u?" in visitor.text


async def test_what_only_staff_book_is_not_offered_and_cannot_be_typed_in_the_address(town):
    visitor = await Visitor(town).goes("/afspraak")
    assert "Schulden" not in visitor.text
    await visitor.goes("/afspraak?dienst=debts&aantal=1&verder=1")
    assert "Hiervoor kunt u op deze pagina geen afspraak maken" in visitor.text


async def test_more_persons_than_the_town_allows_are_asked_again(town):
    visitor = await Visitor(town).goes("/afspraak?dienst=passport&aantal=5&verder=1")
    assert "Voor hoeveel personen?" in visitor.text
    assert "4 personen" in visitor.text
    assert "5 personen" not in visitor.text


async def test_without_any_room_the_page_says_where_else_and_whom_to_call(tmp_path):
    clock = Clock("16:30", DAY)
    text = TOWN.replace("horizon_days = 30", "horizon_days = 1")
    async with booking_town(tmp_path, clock, text) as town:
        path = "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall"
        visitor = await Visitor(town).goes(path)
        assert "Er is nu geen plek" in visitor.text
        assert "14 0123" in visitor.text
        await visitor.follows("Bijkantoor")
        assert "Welke dag komt u?" in visitor.text


async def test_days_are_shown_a_page_at_a_time_earlier_and_later(town):
    path = "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall"
    visitor = await Visitor(town).goes(path)
    first = [link["text"] for link in visitor.page.links if "vanaf" in link["text"]]
    assert len(first) == 8
    assert first[0].startswith("Vrijdag 20 november")
    await visitor.follows("Latere dagen")
    later = [link["text"] for link in visitor.page.links if "vanaf" in link["text"]]
    assert later
    assert not set(later) & set(first)
    await visitor.follows("Eerdere dagen")
    assert [link["text"] for link in visitor.page.links if "vanaf" in link["text"]] == first


async def test_a_town_that_gives_no_appointments_here_says_so(tmp_path):
    text = TOWN.replace('group = "', 'bookable = "never"\ngroup = "')
    text = text.replace('bookable = "staff"\n', "")
    async with booking_town(tmp_path, text=text) as town:
        visitor = await Visitor(town).goes("/afspraak")
        assert visitor.status == 200
        assert "nu geen afspraak maken" in visitor.text


async def test_the_way_in_leads_to_a_booking(town):
    visitor = await (await Visitor(town).goes("/")).follows("Termin vereinbaren")
    assert visitor.page.language == "de"


async def test_mail_is_promised_only_where_the_town_sends_it(tmp_path, town):
    visitor = await Visitor(town).books()
    assert "e-mail" not in visitor.text.lower()
    folder = tmp_path / "mailing"
    folder.mkdir()
    mail = '[messages.mail]\nhost = "127.0.0.1"\nport = 9\nsender = "balie@testdam.example"\n\n'
    async with booking_town(folder, text=mail + TOWN) as mailing:
        visitor = await Visitor(mailing).until_contact()
        assert "Wij sturen de bevestiging naar dit adres." in visitor.text
        await visitor.presses("Verder", naam=NAME, mail="", telefoon=PHONE)
        await visitor.presses("Ja, maak de afspraak")
        assert "Wij sturen u ook een e-mail." not in visitor.text
        await visitor.books("12:00")
        assert "Wij sturen u ook een e-mail." in visitor.text
        await visitor.goes(visitor.path)
        assert "Wij sturen u ook een e-mail." not in visitor.text
