"""The pages of bulky waste in a real Chromium: nothing for axe to find, nothing wider than a phone,
in every language, on both grounds, with long names and without a script.
"""

import pytest

from tests.booking_stage import MAIL
from tests.display_wall import needs_chromium
from tests.test_booking_pages_seen import DARK, a_watch
from tests.test_booking_rounds import ADDRESS, TEXT

pytestmark = [needs_chromium, pytest.mark.browser]
LONG = "Sperrmüllabholung und Elektrogroßgeräteentsorgungsanmeldung"
AREA = "Samenwerkende dorpen Noardeast-Fryslân, Dantumadiel en Burgum-Oost"
NAME = "Wilhelmina Antoinetta van der Heuvel-Oosterhoudt tot Nijenrode"
TOWN = (
    TEXT.replace('"Grofvuil"', f'"{LONG}"')
    .replace('"Sperrmüll"', f'"{LONG}"')
    .replace("Noord en de <Meeuwen>", AREA)
    .replace("horizon_days = 30", "horizon_days = 60")
)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
async def test_every_page_of_a_round_is_for_everybody(tmp_path, language, ground):
    async with a_watch(tmp_path, (DARK if ground == "dark" else "") + TOWN) as (web, watch):
        await watch.goes(f"{web}/aan-huis?taal={language}")
        await watch.clicks(".choice >> nth=0")  # the area
        await watch.clicks(".pager .button >> nth=0")  # later days
        await watch.clicks(".choices .choice >> nth=1")
        await watch.types("111222333", "nergens", "12")
        await watch.clicks(".button.primary")  # wrong
        await watch.types(NAME, MAIL.replace("voorbeeld.example", "gmial.com"))
        await watch.page.fill("#adres", ADDRESS)
        await watch.clicks(".button.primary")  # check, with a question about the mail
        await watch.clicks(".button >> nth=2")  # other details
        await watch.clicks(".button:not(.primary)")  # back to the days, with what was typed
        await watch.clicks(".choices .choice >> nth=1")
        await watch.clicks(".button.primary")  # made
        own = watch.page.url.split("?")[0]
        await watch.goes(f"{own}/wijzigen?taal={language}")
        await watch.clicks(".choices .choice >> nth=0")
        await watch.clicks(".button.primary")  # moved
        await watch.goes(f"{own}/afzeggen?taal={language}")
        await watch.clicks(".button.primary")  # cancelled
        assert watch.page.url.startswith(own)
        assert len(set(watch.seen)) >= 10


@pytest.mark.timeout(120)
async def test_asking_for_a_round_needs_no_script_and_enter_goes_on(tmp_path):
    async with a_watch(tmp_path, TOWN, java_script_enabled=False) as (web, watch):
        page = watch.page
        await page.goto(f"{web}/aan-huis?taal=nl&dienst=waste&gebied=north")
        await page.click(".choices .choice >> nth=0")
        for name in ("", NAME):
            await watch.types(name, MAIL)
            await page.fill("#adres", ADDRESS)
            await page.locator("#adres").press("Enter")  # also where a way back stands beside it
        await page.get_by_role("button", name="Ja, maak de afspraak").press("Enter")
        await page.get_by_role("heading", name="Uw afspraak is gemaakt").wait_for()
        assert watch.faults == []
