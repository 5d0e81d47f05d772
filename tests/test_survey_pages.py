"""The page after the visit: one mark for one visit, in the visitor's language, for whoever holds
the address and nobody else.
"""

import pytest

from host.agenda.records import Asked
from host.survey.links import token_of
from tests.booking_stage import Visitor
from tests.survey_stage import ASKS, CHOSEN, GROUPS, WRITTEN, a_survey_town
from tests.town import FRIDAY, at, new_id
from wire.commands import CheckIn

BSN = "111222333"


@pytest.fixture
async def town(tmp_path):
    async with a_survey_town(tmp_path) as town:
        yield town


async def answers(town, **fields):
    """A visitor who opens the page, fills in the form and sends it."""
    visit = (await town.a_visit()).visit
    visitor = await Visitor(town).goes(town.path(visit))
    return await sends(visitor, **fields)


async def sends(visitor, **fields):
    said = dict(visitor.page.forms[-1].fields)
    known = {name: said[name] for name in ("taal", "via") if name in said}
    return await visitor._took(await visitor.web.post(visitor.url, data={**known, **fields}))


def the_rows(town):
    return [dict(row) for row in town.rows("survey_answer")]


async def test_a_visitor_gives_a_mark_once_and_is_thanked(town):
    visitor = await answers(town, cijfer="8")
    assert visitor.status == 200
    assert "Dank u wel. Uw antwoord is anoniem." in visitor.text
    (row,) = the_rows(town)
    assert (row["mark"], row["channel"], row["location"]) == (8, "page", "hall")
    again = await visitor._took(await visitor.web.post(visitor.url, data={"cijfer": "1"}))
    assert "Dank u wel" in again.text
    assert [row["mark"] for row in the_rows(town)] == [8]


async def test_the_page_shows_ten_marks_of_which_none_is_chosen_before(town):
    visit = (await town.a_visit()).visit
    visitor = await Visitor(town).goes(town.path(visit))
    marks = [value for name, value in visitor.page.forms[-1].fields if name == "cijfer"]
    assert marks == [str(number) for number in range(1, 11)]
    assert "checked" not in visitor.text
    assert "Welk cijfer geeft u ons? 1 is heel slecht, 10 is heel goed." in visitor.text


@pytest.mark.parametrize("mark", ["", "0", "11", "7.5", "-3", "zeven", "10000000000"])
async def test_what_is_no_mark_is_asked_again_and_nothing_is_kept(town, mark):
    visitor = await answers(town, cijfer=mark)
    assert visitor.status == 422
    assert "Kies een cijfer van 1 tot en met 10." in visitor.text
    assert visitor.page.title.startswith("Fout: ")
    assert the_rows(town) == []
    assert town.rows("survey_given") == []


async def test_the_page_speaks_the_language_of_the_visit_until_another_is_chosen(town):
    visit = (await town.a_visit(language="de")).visit
    visitor = await Visitor(town).goes(town.path(visit))
    assert visitor.page.language == "de"
    await visitor.follows("English")
    assert visitor.page.language == "en"
    await sends(visitor, cijfer="9")
    assert "Thank you. Your answer is anonymous." in visitor.text


async def test_nobody_answers_before_the_visit_is_over(town):
    visit = (await town.comes()).visit
    visitor = await Visitor(town).goes(town.path(visit))
    assert (visitor.status, visitor.page.title.split(" - ")[0]) == (
        409,
        "Uw bezoek is nog niet klaar",
    )
    posted = await visitor.web.post(town.path(visit), data={"cijfer": "8"})
    assert posted.status_code == 409
    assert the_rows(town) == []


async def test_the_visit_s_own_page_leads_to_the_question_once_it_is_over(town):
    came = await town.comes()
    hall = town.host.office.halls["hall"]
    hall.visit_of_page("")
    own = next(token for token, visit in hall.pages.items() if visit == came.visit)
    visitor = await Visitor(town).goes(f"/v/{own}")
    assert "mening" not in visitor.text
    await town.is_called()
    await town.goes()
    await visitor.goes(f"/v/{own}")
    await visitor.follows("Geef uw mening over dit bezoek")
    assert "Welk cijfer geeft u ons?" in visitor.text


async def test_the_page_of_an_appointment_leads_to_the_question_once_the_visit_is_over(town):
    made = await town.host.doors.agenda.book(
        "hall", Asked.alike(("passport",)), at("10:30"), channel="web", by="test"
    )
    visitor = await Visitor(town).goes(f"/a/{made.link}")
    assert "mening" not in visitor.text
    town.clock.now = at("10:30")
    await town.kiosk.done(CheckIn(id=new_id(), code=made.code, language="nl", slip=False))
    await town.is_called()
    assert "mening" not in (await visitor.goes(f"/a/{made.link}")).text
    await town.goes()
    await visitor.goes(f"/a/{made.link}?taal=en")
    await visitor.follows("Give your opinion about this visit")
    assert visitor.page.language == "en"
    await sends(visitor, cijfer="9")
    assert [row["mark"] for row in the_rows(town)] == [9]


async def test_an_answer_counts_for_fourteen_days_and_then_no_more(town):
    visit = (await town.a_visit()).visit
    path = town.path(visit)
    town.clock.set("12:00", "2026-12-04")
    await town.host.office.settle()
    visitor = await Visitor(town).goes(path)
    assert visitor.status == 200
    town.clock.set("12:00", "2026-12-05")
    await town.host.office.settle()
    posted = await visitor.web.post(path, data={"cijfer": "8"})
    assert posted.status_code == 410
    assert "te lang geleden" in posted.text
    assert the_rows(town) == []


async def test_a_visit_of_days_ago_is_answered_about_once_too(town):
    visit = (await town.a_visit()).visit
    path = town.path(visit)
    town.clock.set("12:00", "2026-11-27")
    await town.host.office.settle()
    visitor = await Visitor(town).goes(path)
    await sends(visitor, cijfer="6")
    assert "Dank u wel" in visitor.text
    assert [(row["mark"], row["week"]) for row in the_rows(town)] == [(6, "2026-11-16")]
    await visitor.web.post(path, data={"cijfer": "1"})
    assert len(the_rows(town)) == 1


async def test_an_address_of_a_day_that_has_not_begun_does_not_hide_its_visits_later(town):
    next_friday = "2026-11-27"
    town.clock.set("00:00", next_friday)
    guess = token_of(b"another secret", "hall", next_friday, "visit")
    assert await town.host.doors.survey.by_token(guess) is None
    town.clock.set("10:00", next_friday)
    await town.host.office.settle()
    await town.begins()
    path = town.path((await town.a_visit()).visit, day=next_friday)
    town.clock.set("12:00", "2026-11-28")
    await town.host.office.settle()
    assert (await Visitor(town).goes(path)).status == 200


async def test_whoever_guesses_addresses_waits(town):
    real = town.path((await town.a_visit()).visit)
    visitor = Visitor(town)
    for number in range(20):
        guess = token_of(b"another secret", "hall", FRIDAY, f"visit-{number}")
        assert (await visitor.goes(f"/mening/{guess}")).status == 404
    assert (await visitor.goes(f"/mening/{guess}")).status == 429
    assert (await visitor.goes(real)).status == 429
    town.clock.now = at("10:30")
    assert (await visitor.goes(real)).status == 200


@pytest.mark.parametrize("token", ["x", "A" * 24, "%00", "é" * 24, "-" * 24, "A" * 5000])
async def test_an_address_that_is_none_is_not_found(town, token):
    assert (await Visitor(town).goes(f"/mening/{token}")).status == 404


async def test_a_form_from_another_site_is_not_taken(town):
    visit = (await town.a_visit()).visit
    visitor = Visitor(town, origin="https://elders.example")
    posted = await visitor.web.post(town.path(visit), data={"cijfer": "1"})
    assert posted.status_code == 403
    assert the_rows(town) == []


async def test_the_welcome_gets_its_own_mark_from_who_was_fetched(town):
    fetched = (await town.a_visit("talk")).visit
    visitor = await Visitor(town).goes(town.path(fetched))
    assert "Welk cijfer geeft u de ontvangst?" in visitor.text
    await sends(visitor, cijfer="7", ontvangst="9")
    numbered = (await town.a_visit()).visit
    await visitor.goes(town.path(numbered))
    assert "de ontvangst" not in visitor.text
    await sends(visitor, cijfer="5", ontvangst="1")
    marks = {(row["mark"], row["greeter_mark"]) for row in the_rows(town)}
    assert marks == {(7, 9), (5, None)}


async def test_a_town_that_asks_nobody_has_no_page(tmp_path):
    async with a_survey_town(tmp_path, "") as town:
        visit = (await town.a_visit()).visit
        assert town.host.doors.survey.address("hall", FRIDAY, visit) == ""
        token = token_of(town.host.doors.secret, "hall", FRIDAY, visit)
        assert (await Visitor(town).goes(f"/mening/{token}")).status == 404


async def test_a_written_answer_is_one_clean_line_and_a_bsn_is_refused(tmp_path):
    async with a_survey_town(tmp_path, ASKS + WRITTEN) as town:
        visitor = await answers(town, cijfer="8", tekst=f"mijn nummer is {BSN}")
        assert visitor.status == 422
        assert "burgerservicenummer" in visitor.text
        assert the_rows(town) == []
        assert 'value="8" id="cijfer-8" checked' in visitor.text
        await sends(visitor, cijfer="8", tekst="x" * 501)
        assert "te lang" in visitor.text
        await sends(visitor, cijfer="8", tekst="meer\r\nstoelen \u202e<b>\x1b[31m graag</b>")
        (row,) = the_rows(town)
        assert row["said"] == "meer stoelen <b> graag</b>"


async def test_what_was_written_is_shown_again_as_text_never_as_markup(tmp_path):
    async with a_survey_town(tmp_path, ASKS + WRITTEN) as town:
        visitor = await answers(town, tekst="</textarea><script>alert(1)</script>")
        assert visitor.status == 422
        assert "<script>" not in visitor.text
        assert "&lt;/textarea&gt;&lt;script&gt;" in visitor.text


async def test_an_answer_of_the_town_s_list_is_kept_and_any_other_is_none(tmp_path):
    async with a_survey_town(tmp_path, ASKS + CHOSEN + GROUPS) as town:
        await answers(town, cijfer="8", keuze="tijd", groep="jong")
        await answers(town, cijfer="6", keuze="geld", groep="")
        kept = {(row["mark"], row["choice"], row["party"]) for row in the_rows(town)}
        assert kept == {(8, "tijd", "jong"), (6, "", "")}


async def test_what_was_filled_in_stays_when_another_language_is_chosen_after_a_fault(tmp_path):
    async with a_survey_town(tmp_path, ASKS + WRITTEN) as town:
        visitor = await answers(town, tekst="stoelen", ontvangst="3")
        form, deutsch = visitor.form_with("Deutsch")
        await visitor.sends(form, deutsch)
        assert visitor.page.language == "de"
        assert ">stoelen</textarea>" in visitor.text
        assert the_rows(town) == []
