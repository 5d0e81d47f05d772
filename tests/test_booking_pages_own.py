"""A visitor's own page: whoever holds the link sees, moves and cancels one appointment, and nobody
finds it by guessing.
"""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from tests.booking_stage import DAY, NAME, Visitor, book, booking_town
from tests.town import Clock, at

MONDAY = "2026-11-23"


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock) as town:
        yield town


async def open_on(town, day, location="hall"):
    found = await town.host.doors.agenda.day(location, date.fromisoformat(day))
    return [one for one in found if one.state == "open"]


async def test_the_page_tells_when_where_what_and_the_code_and_no_name(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}")
    for said in ("vrijdag 20 november om 10:00 uur", "Grote Hal", "Paspoort", made.code, "14 0123"):
        assert said in visitor.text, said
    assert NAME.split()[0] not in visitor.text
    answer = await visitor.web.get(f"/a/{made.link}")
    assert answer.headers["cache-control"] == "no-store"


async def test_the_page_speaks_the_language_of_the_booking_until_another_is_chosen(town):
    visitor = Visitor(town, **{"accept-language": "de"})
    made = await book(town)
    await visitor.goes(f"/a/{made.link}")
    assert visitor.page.language == "nl"
    await visitor.follows("English")
    assert visitor.page.language == "en"
    assert "Friday, 20 November at 10:00" in visitor.text
    await visitor.follows("Choose another time")
    assert visitor.page.language == "en"


async def test_an_appointment_moves_to_another_day_under_the_same_link_and_code(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}")
    for step in ("Andere tijd kiezen", "Maandag 23"):
        await visitor.follows(step)
    await visitor.presses("11:00")
    assert "vrijdag 20 november om 10:00 uur" in visitor.text
    assert "maandag 23 november om 11:00 uur" in visitor.text
    assert await open_on(town, MONDAY) == []
    await visitor.presses("Ja, verzet de afspraak")
    assert "Uw afspraak is verzet" in visitor.text
    assert visitor.path == f"/a/{made.link}"
    (moved,) = await open_on(town, MONDAY)
    assert (moved.visit, moved.code, moved.link) == (made.visit, made.code, made.link)
    assert moved.appointed == at("11:00", MONDAY)
    assert await open_on(town, DAY) == []
    assert "maandag 23 november" in (await visitor.goes(f"/a/{made.link}")).text


async def test_an_appointment_moves_to_another_location(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}/wijzigen")
    await visitor.follows("Bijkantoor")
    await visitor.follows("Vrijdag 27")
    await visitor.presses("09:30")
    await visitor.presses("Ja, verzet de afspraak")
    (moved,) = await open_on(town, "2026-11-27", "annex")
    assert moved.visit == made.visit
    assert "Bijkantoor &lt;Zuid&gt;" in visitor.text


async def test_a_move_that_is_sent_twice_moves_once(town):
    made = await book(town)
    path = f"/a/{made.link}/wijzigen?tijd={at('11:00', MONDAY)}"
    visitor = await Visitor(town).goes(path)
    form, button = visitor.form_with("Ja, verzet")
    for _ in range(2):
        await visitor.sends(form, button)
        assert "Uw afspraak is verzet" in visitor.text
    (moved,) = await open_on(town, MONDAY)
    assert moved.changes == 1


async def test_a_move_to_where_it_stands_already_is_no_fault(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}/wijzigen?tijd={made.appointed}")
    await visitor.presses("Ja, verzet de afspraak")
    assert visitor.status == 200
    assert [one.changes for one in await open_on(town, DAY)] == [0]


async def test_a_move_to_a_time_that_is_gone_leaves_the_appointment_and_shows_the_nearest(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}/wijzigen?tijd={at('12:00', DAY)}")
    await book(town, "12:00")
    await visitor.presses("Ja, verzet de afspraak")
    assert visitor.status == 409
    assert "Uw oude afspraak blijft staan: vrijdag 20 november om 10:00 uur" in visitor.text
    assert len(await open_on(town, DAY)) == 2
    await visitor.presses("Vrijdag 20 november om 11:00 uur")
    await visitor.presses("Ja, verzet de afspraak")
    assert "Uw afspraak is verzet" in visitor.text


async def test_cancelling_asks_once_and_frees_the_time(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}")
    await visitor.follows("Afspraak afzeggen")
    assert len(await open_on(town, DAY)) == 1
    await visitor.follows("Nee, ik kom")
    await visitor.follows("Afspraak afzeggen")
    form, button = visitor.form_with("Ja, zeg de afspraak af")
    await visitor.sends(form, button)
    assert "Uw afspraak is afgezegd" in visitor.text
    assert await open_on(town, DAY) == []
    assert "10:00" in (await Visitor(town).until_times()).times()
    await visitor.sends(form, button)
    assert "Uw afspraak is afgezegd" in visitor.text
    await visitor.goes(f"/a/{made.link}/wijzigen")
    assert visitor.path == f"/a/{made.link}"
    await visitor.follows("Maak een nieuwe afspraak")


@pytest.mark.parametrize("step", ["wijzigen", "afzeggen"])
async def test_nothing_on_the_page_changes_by_looking_at_it(town, step):
    made = await book(town)
    visitor = Visitor(town)
    await visitor.goes(f"/a/{made.link}/{step}?tijd={at('11:00', MONDAY)}")
    await visitor.goes(f"/a/{made.link}?klaar=afgezegd")
    assert [one.changes for one in await open_on(town, DAY)] == [0]


@pytest.mark.parametrize("step", ["wijzigen", "afzeggen"])
async def test_a_form_from_another_site_changes_no_appointment(town, step):
    made = await book(town)
    visitor = Visitor(town, origin="https://elders.example")
    body = {"tijd": str(at("11:00", MONDAY)), "form": "a" * 32}
    answer = await visitor.web.post(f"/a/{made.link}/{step}", data=body)
    assert answer.status_code == 403
    assert [one.changes for one in await open_on(town, DAY)] == [0]


async def test_once_it_has_begun_it_is_changed_in_the_hall_only(town, clock):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}/afzeggen")
    form, button = visitor.form_with("Ja, zeg de afspraak af")
    clock.set("10:01", DAY)
    await visitor.sends(form, button)
    assert visitor.status == 409
    assert "Loop naar de ontvangst" in visitor.text
    await visitor.goes(f"/a/{made.link}")
    assert "Afspraak afzeggen" not in visitor.text
    assert made.code in visitor.text


async def test_two_hours_after_the_visit_the_page_is_gone(town, clock):
    made = await book(town)
    visitor = Visitor(town)
    clock.set("12:59", DAY)
    assert (await visitor.goes(f"/a/{made.link}")).status == 200
    clock.set("13:00", DAY)
    assert (await visitor.goes(f"/a/{made.link}")).status == 404
    assert "De afspraak is voorbij" in visitor.text
    assert made.code not in visitor.text
    for step in ("wijzigen", "afzeggen", "afspraak.ics"):
        assert (await visitor.goes(f"/a/{made.link}/{step}")).status == 404


async def test_after_twenty_wrong_links_in_a_minute_an_address_waits(town, clock):
    made = await book(town)
    guesser = Visitor(town, **{"x-forwarded-for": "203.0.113.7"})
    other = Visitor(town, **{"x-forwarded-for": "203.0.113.8"})
    statuses = [(await guesser.goes(f"/a/geraden-{number}")).status for number in range(21)]
    assert statuses == [404] * 20 + [429]
    answer = await guesser.web.get(f"/a/{made.link}")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"
    assert (await other.goes(f"/a/{made.link}")).status == 200
    clock.set("08:01", DAY)
    assert (await guesser.goes(f"/a/{made.link}")).status == 200


async def test_a_right_link_is_no_guess_however_often_it_is_looked_at(town):
    made = await book(town)
    visitor = Visitor(town)
    assert {(await visitor.goes(f"/a/{made.link}")).status for _ in range(25)} == {200}


async def test_the_appointment_goes_into_a_calendar_and_out_again(town):
    made = await book(town)
    visitor = Visitor(town)
    answer = await visitor.web.get(f"/a/{made.link}/afspraak.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    event: Any = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["dtstart"].dt.timestamp() * 1000 == made.appointed
    await town.host.doors.agenda.cancel(made.visit, channel="phone", by="test")
    answer = await visitor.web.get(f"/a/{made.link}/afspraak.ics")
    assert Calendar.from_ical(answer.content)["method"] == "CANCEL"


@pytest.mark.parametrize("link", ["%00", "x", "a" * 500, "%F0%9F%98%80", "..%2f..", "' or 1=1 --"])
async def test_what_cannot_be_a_link_is_not_looked_up(town, link):
    visitor = await Visitor(town).goes(f"/a/{link}")
    assert visitor.status == 404


async def test_a_cancelled_appointment_says_so_first_and_leads_out_of_the_calendar(town):
    made = await book(town)
    await town.host.doors.agenda.cancel(made.visit, channel="phone", by="test")
    visitor = await Visitor(town).goes(f"/a/{made.link}?taal=nl")
    assert "<h1>Uw afspraak is afgezegd</h1>" in visitor.text
    assert "<s>vrijdag 20 november om 10:00 uur</s>" in visitor.text
    assert "Bel 14 0123" in visitor.text
    link = next(one for one in visitor.page.links if one["text"] == "Haal uit mijn agenda")
    answer = await visitor.web.get(link["href"])
    assert Calendar.from_ical(answer.content)["method"] == "CANCEL"


async def test_after_a_move_the_calendar_is_brought_up_to_date_instead_of_added_to(town):
    made = await book(town)
    visitor = await Visitor(town).goes(f"/a/{made.link}?taal=nl")
    assert "Zet in mijn agenda" in visitor.text
    before = Calendar.from_ical((await visitor.web.get(f"/a/{made.link}/afspraak.ics")).content)
    await visitor.goes(f"/a/{made.link}/wijzigen?tijd={at('11:00', MONDAY)}")
    await visitor.presses("Ja, verzet")
    assert "Zet in mijn agenda" not in visitor.text
    assert "Dan komt de nieuwe tijd daarvoor in de plaats." in visitor.text
    await visitor.follows("In mijn agenda bijwerken")
    after = Calendar.from_ical(visitor.text)
    assert after.walk("VEVENT")[0]["UID"] == before.walk("VEVENT")[0]["UID"]
