"""What a visitor of a round is told to do, and what she tells in turn: what will stand there."""

import pytest

from host.messages.round_texts import round_body
from host.messages.texts import Told
from tests.booking_stage import DAY, MAIL, NAME, booking_town
from tests.messages_town import town as a_mailing_town
from tests.messages_town import waiting
from tests.test_booking_rounds import ADDRESS, TEXT, asks, until_contact
from tests.test_messages_rounds import the_round
from tests.town import Clock

DO, FRIDGE = "Zet het voor 7.30 uur aan de straat.", "een koelkast"
TOLD = f"""
[services.waste.promise]
nl = "{DO}"
en = "Put it out before 7.30."
de = "Vor 7.30 Uhr an die Straße."
[services.waste.bring]
nl = ["{FRIDGE}"]
en = ["a fridge"]
de = ["ein Kühlschrank"]

[locations.hall]
"""


@pytest.fixture
async def town(tmp_path):
    text = TEXT.replace("\n[locations.hall]\n", TOLD)
    async with booking_town(tmp_path, Clock("08:00", DAY), text) as town:
        yield town


async def test_what_to_do_stands_on_the_last_page_and_on_her_own(town):
    visitor = await until_contact(town)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    for page in ("Klopt alles?", "Uw afspraak is gemaakt"):
        for said in (page, DO, FRIDGE):
            assert said in visitor.text, said
        if page == "Klopt alles?":
            await visitor.presses("Ja, maak de afspraak")
    await visitor.follows("Afspraak afzeggen")
    await visitor.presses("Ja, zeg de afspraak af")
    assert DO not in visitor.text


async def test_what_she_puts_out_is_kept_with_the_address_and_nowhere_else(town):
    visitor = await until_contact(town)
    typed = {"naam": NAME, "adres": ADDRESS, "mail": MAIL, "spullen": "een bank"}
    await visitor.presses("Verder", **typed)
    assert "een bank" in visitor.text
    await visitor.presses("Gegevens wijzigen")
    assert "een bank" in visitor.text
    await visitor.presses("Verder")
    await visitor.presses("Ja, maak de afspraak")
    assert "een bank" not in visitor.text
    (person,) = town.host.store.people("hall", "2026-11-23").values()
    assert person.note == f"{ADDRESS} | een bank"
    assert "een bank" not in repr(town.host.store.load("hall", "2026-11-23"))
    assert all("bank" not in address for address in visitor.asked)


async def test_the_longest_address_and_the_most_things_fit_in_the_note_together(town):
    visitor = await until_contact(town)
    typed = {"naam": NAME, "adres": "1" + "x" * 119, "mail": MAIL, "spullen": "y" * 75}
    await visitor.presses("Verder", **typed)
    await visitor.presses("Ja, maak de afspraak")
    assert "Uw afspraak is gemaakt" in visitor.text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"adres": "Dorpsstraat"}, "Zet ook het huisnummer bij het adres."),
        ({"spullen": "111222333"}, "burgerservicenummer"),
        ({"spullen": "x" * 76}, "Dit is te lang."),
    ],
)
async def test_no_number_a_bsn_or_too_much_is_asked_for_again(town, typed, why):
    visitor = await until_contact(town)
    await visitor.presses("Verder", **({"naam": NAME, "adres": ADDRESS, "mail": MAIL} | typed))
    assert (visitor.status, why in visitor.text) == (422, True)
    assert await asks(town)


@pytest.mark.parametrize(("kind", "told"), [("confirmation", True), ("cancellation", False)])
def test_a_mail_says_what_to_do_unless_nobody_comes(kind, told):
    waste = {"names": {"nl": "Grofvuil"}, "group": "D", "promise": {"nl": DO}}
    services = {"grofvuil": {**waste, "bring": {"nl": (FRIDGE,)}, "routes": {"noord": 1}}}
    message = waiting(kind, visit=the_round().round, language="nl")
    said = round_body(Told(a_mailing_town(services=services), message, None, the_round()))
    assert (said.promises == (DO,), said.bring == (FRIDGE,)) == (told, told)
    unnamed = a_mailing_town(services=services, mail={"services": False})
    said = round_body(Told(unnamed, message, None, the_round()))
    assert (said.promises, said.bring) == ((), ())


async def test_a_form_that_comes_back_changed_leads_to_the_round_that_was_made(town):
    visitor = await until_contact(town)
    await visitor.presses("Verder", naam=NAME, adres=ADDRESS, mail=MAIL)
    form, yes = visitor.form_with("Ja, maak de afspraak")
    mine = (await visitor.sends(form, yes)).path
    await visitor.sends(form, yes, mail="andere@voorbeeld.example")
    assert (visitor.status, "is niet bewaard" in visitor.text) == (409, True)
    assert (await visitor.follows("Naar uw afspraak")).path == mine
