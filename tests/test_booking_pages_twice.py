"""A form that comes back after it was booked, with something else typed; and that every notice to
a form is in the form's language.
"""

import pytest

from tests.booking_stage import DAY, MAIL, NAME, Visitor, booking_town
from tests.town import Clock

DUTCH = {"accept-language": "nl"}
FOREIGN = {"origin": "https://elsewhere.example"}


@pytest.fixture
async def town(tmp_path):
    async with booking_town(tmp_path, Clock("08:00", DAY)) as town:
        yield town


async def made(town, language="Deutsch", yes="Ja, "):
    """A visitor with a Dutch browser who books in another language; the form that did it."""
    visitor = Visitor(town, **DUTCH)
    await visitor.until_contact()
    await visitor.follows(language)
    button = visitor.page.forms[-1].buttons[0]
    await visitor.sends(visitor.page.forms[-1], button, naam=NAME, mail=MAIL)
    form, button = visitor.form_with(yes)
    await visitor.sends(form, button)
    return visitor, form, button


async def test_who_corrects_her_mail_after_booking_finds_her_appointment_in_her_language(town):
    visitor, form, button = await made(town)
    mine = visitor.path
    await visitor.sends(form, button, mail="andere@voorbeeld.example")
    assert (visitor.status, visitor.page.language) == (409, "de")
    assert "ist nicht gespeichert" in visitor.text
    await visitor.follows("Zu Ihrem Termin")
    assert (visitor.status, visitor.path, visitor.page.language) == (200, mine, "de")
    (person,) = town.host.store.people("hall", DAY).values()
    assert person.mail == MAIL


async def test_who_has_only_the_form_and_not_one_detail_gets_no_way_to_the_appointment(town):
    visitor, form, button = await made(town)
    mine = visitor.path
    await visitor.sends(form, button, naam="Iemand Anders", mail="andere@voorbeeld.example")
    assert (visitor.status, visitor.page.language) == (409, "de")
    assert mine not in visitor.text
    assert "/a/" not in visitor.text
    assert NAME not in visitor.text


async def test_a_form_from_elsewhere_or_too_often_is_answered_in_its_own_language(town):
    visitor, form, _ = await made(town)
    fields = dict(form.fields)
    answer = await visitor.web.post("/afspraak/boeken", data=fields, headers=FOREIGN)
    assert (answer.status_code, '<html lang="de"' in answer.text) == (403, True)
    files = {"naam": ("name.txt", b"text")}
    answer = await visitor.web.post("/afspraak/boeken", files=files, headers=FOREIGN)
    assert (answer.status_code, '<html lang="nl"' in answer.text) == (403, True)
    for _ in range(60):
        answer = await visitor.web.post("/afspraak/boeken", data=fields)
    assert (answer.status_code, '<html lang="de"' in answer.text) == (429, True)
