"""The mail after a visit: once, by mail only, in the hours of the settings, to whoever left an
address and has not answered yet.
"""

from datetime import date

import pytest

from host.messages.checks import SURVEY_LASTS, untrue, way
from host.messages.letter import letter, plain
from host.messages.sender import Sender
from host.messages.texts import Told, body
from host.store import PersonRow, outbox
from host.store.tables import PERSON
from host.survey.links import day_of
from host.survey.mailing import Mailing
from tests.booking_stage import Visitor
from tests.messages_stage import a_stage
from tests.messages_town import MAIL, at, waiting
from tests.messages_town import VISIT as NAME
from tests.messages_town import town as settings_of
from tests.survey_stage import ASKS, a_survey_town
from tests.town import FRIDAY
from tests.town import at as moment

pytest_plugins = ["tests.stores"]
MAILS = """
[messages.mail]
host = "127.0.0.1"
port = 9
security = "none"
sender = "balie@testdam.example"
"""
ASKS_BY_MAIL = ASKS + "mail = true\n" + MAILS


def leave_address(town, visit: str, mail: str | None = MAIL, erase_on: str = "2026-11-27") -> None:
    """As a visitor who left an address when booking."""
    values = {"location": "hall", "day": FRIDAY, "visit": visit, "mail": mail}
    town.host.store.change(
        lambda line: line.execute(
            PERSON.insert().values(**values, erase_on=date.fromisoformat(erase_on))
        )
    )


def mailing(town) -> Mailing:
    doors = town.host.doors
    halls = doors.office.halls
    return Mailing(lambda: doors.settings, doors.store, halls, doors.survey, doors.clock)


def kept(town):
    return [row for row in town.host.store.read(outbox.messages) if row.kind == "survey"]


async def test_a_visitor_with_an_address_gets_one_mail_an_hour_after_the_visit(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        visit = (await town.a_visit()).visit
        leave_address(town, visit)
        assert await mailing(town).look() == 0
        town.clock.now += 60 * 60_000
        assert await mailing(town).look() == 1
        assert await mailing(town).look() == 0
        (row,) = kept(town)
        assert (row.visit, row.day, row.due) == (visit, FRIDAY, town.clock.now)


async def test_who_left_no_address_or_has_not_been_helped_gets_none(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        leave_address(town, (await town.a_visit()).visit, mail=None)
        leave_address(town, (await town.comes()).visit)
        town.clock.now += 60 * 60_000
        assert await mailing(town).look() == 0


async def test_who_has_answered_already_is_left_in_peace(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        visit = (await town.a_visit()).visit
        leave_address(town, visit)
        visitor = await Visitor(town).goes(town.path(visit))
        await visitor.web.post(visitor.url, data={"cijfer": "8"})
        town.clock.now += 60 * 60_000
        assert await mailing(town).look() == 0


async def test_an_address_that_is_erased_gets_no_mail(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        leave_address(town, (await town.a_visit()).visit, erase_on=FRIDAY)
        town.clock.now += 60 * 60_000
        town.host.store.erase_due(FRIDAY)
        assert await mailing(town).look() == 0


@pytest.mark.parametrize("survey", [ASKS + MAILS, ASKS + "mail = true\n", MAILS])
async def test_a_town_that_has_not_switched_it_on_mails_nobody(tmp_path, survey):
    async with a_survey_town(tmp_path, survey) as town:
        leave_address(town, (await town.a_visit()).visit)
        town.clock.now += 60 * 60_000
        assert await mailing(town).look() == 0


async def test_nobody_is_woken_by_it(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        leave_address(town, (await town.a_visit()).visit)
        town.clock.set("20:30")
        assert await mailing(town).look() == 1
        assert kept(town)[0].due == moment("08:00", "2026-11-21")


async def test_the_link_of_the_mail_leads_to_the_page_and_counts_as_mail(tmp_path):
    async with a_survey_town(tmp_path, ASKS_BY_MAIL) as town:
        visit = (await town.a_visit()).visit
        leave_address(town, visit)
        town.clock.now += 60 * 60_000
        await mailing(town).look()
        link = town.host.doors.survey.address_in_mail(kept(town)[0])
        assert link.startswith("http://testdam.example/mening/")
        visitor = await Visitor(town).goes(link.removeprefix("http://testdam.example"))
        form, _ = visitor.form_with("Verstuur")
        said = {"taal": "nl", "via": "mail", "cijfer": "9"}
        assert ("via", "mail") in form.fields
        await visitor._took(await visitor.web.post(form.action, data=said))
        assert [row["channel"] for row in town.rows("survey_answer")] == ["mail"]


def test_it_goes_by_mail_even_where_texts_are_preferred():
    settings = settings_of(survey={"valid_from": "2026-11-01", "mail": True})
    whom = PersonRow(NAME, mail=MAIL, phone="06 1234 5678")
    assert way(settings, waiting("survey", "survey", appointed=None), whom) == "mail"
    without = PersonRow(NAME, phone="06 1234 5678")
    assert way(settings, waiting("survey", "survey", appointed=None), without) == ""


def test_nobody_is_asked_about_a_visit_of_long_ago():
    message = waiting("survey", "survey", appointed=None)
    assert untrue(message, None, message.due + SURVEY_LASTS) == ""
    assert untrue(message, None, message.due + SURVEY_LASTS + 1) == "over"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("nl", "Hoe was uw bezoek?"), ("en", "How was your visit?"), ("de", "Wie war Ihr Besuch?")],
)
def test_the_mail_asks_and_names_neither_service_nor_person(language, subject):
    link = "https://balie.testdam.example/mening/AbC?via=mail"
    message = waiting("survey", "survey", appointed=None, language=language)
    told = Told(settings_of(), message, survey=link)
    text = plain(body(told))
    assert body(told).subject == subject
    assert link in text
    assert "Stadhuis" in text
    for word in ("Paspoort", "passport", "Pass ", "Jan"):
        assert word not in text
    written = letter(told, MAIL, at("12:00"))
    assert "text/calendar" not in written.as_string()


async def test_the_sender_hands_it_over_with_its_link_and_drops_one_without(store):
    with a_stage(store) as stage:
        due = at("12:00", "2026-11-20")
        stage.clock.set("12:00", "2026-11-20")
        link = "https://balie.testdam.example/mening/AbC?via=mail"
        stage.keep(waiting("survey", "survey", appointed=None, due=due), mail=MAIL)
        stage.sender = Sender(stage.settings, store, stage.agenda, stage.clock, lambda _: link)
        await stage.post()
        assert stage.states() == ["sent"]
        written = stage.mail.mails[0].get_body(("plain",))
        assert written is not None
        assert link in written.get_content()


async def test_a_mail_that_leads_nowhere_any_more_is_not_sent(store):
    with a_stage(store) as stage:
        due = at("12:00", "2026-11-20")
        stage.clock.set("12:00", "2026-11-20")
        stage.keep(waiting("survey", "survey", appointed=None, due=due), mail=MAIL)
        await stage.post()
        assert (stage.states(), stage.row().why) == (["dropped"], "over")


@pytest.mark.parametrize("token", ["", "x", "é" * 24, "!" * 24, "AAAA"])
def test_what_is_no_address_speaks_of_no_day(token):
    assert day_of(token) is None
