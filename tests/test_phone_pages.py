"""The page of a visit without a script, by plain forms: what it tells, what can be wished, and who
may.
"""

import asyncio
from html.parser import HTMLParser

import httpx
import pytest

from host.web.html import VOID
from tests.booking_stage import Visitor
from tests.phone_stage import a_phone_town
from tests.town import at, new_id
from wire import frames
from wire.codec import from_host
from wire.commands import ComeToFetch, MarkLeft, Meet, PutBack
from wire.phone import PhoneView


@pytest.fixture
async def town(tmp_path):
    async with a_phone_town(tmp_path) as town:
        yield town


async def test_the_page_tells_number_place_in_line_and_range_and_no_name_and_no_service(town):
    await town.comes_by()
    me = await town.comes_by("de")
    page = await Visitor(town).goes(town.path_of(me))
    for text in ("A002", "1 Besucher vor Ihnen", "5 bis 15 Minuten", 'lang="de"'):
        assert text in page.text
    for text in ("Pass<", "passport", "A001", me):
        assert text not in page.text


async def test_ten_minutes_more_are_wished_once_and_the_page_says_until_when(town):
    me = await town.comes_by()
    page = await Visitor(town).goes(town.path_of(me))
    await page.presses("Ik heb tien minuten extra nodig")
    assert town.visit(me).stage == "parked"
    assert "Om 09:15 staat u weer in de rij" in page.text
    await page.presses("Toch niet, ik ben er")
    assert town.visit(me).stage == "waiting"
    await page.presses("Ik heb tien minuten extra nodig")
    town.clock.now += 61_000
    await page.goes(town.path_of(me))
    await page.presses("Ik ben er weer")
    assert town.visit(me).stage == "waiting"
    town.clock.now += 61_000
    await page.goes(town.path_of(me))
    assert "Ik ben er weer" not in shown(page.text)
    assert "Ik heb tien minuten" not in shown(page.text), "once"


class Shown(HTMLParser):
    """The text of a page, without what is hidden or is data."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag not in VOID and (self.hidden or "hidden" in names or tag == "script"):
            self.hidden += 1

    def handle_endtag(self, tag):
        self.hidden -= bool(self.hidden)

    def handle_data(self, data):
        self.text += "" if self.hidden else data


def shown(text: str) -> str:
    """What somebody without a script reads."""
    parser = Shown()
    parser.feed(text)
    return parser.text


async def test_who_leaves_is_asked_once_and_may_take_it_back_for_a_minute(town):
    me = await town.comes_by()
    page = await Visitor(town).goes(town.path_of(me))
    await page.goes(f"{town.path_of(me)}?vraag=weg")
    assert "Weet u zeker dat u weggaat?" in shown(page.text)
    assert town.visit(me).stage == "waiting"
    await page.presses("Ja, ik ga weg")
    assert town.visit(me).stage == "left"
    assert "U staat niet meer in de rij." in page.text
    await page.presses("Ik blijf toch")
    assert town.visit(me).stage == "waiting"
    await page.goes(f"{town.path_of(me)}?vraag=weg")
    await page.presses("Ja, ik ga weg")
    town.clock.now += 61_000
    await page.goes(town.path_of(me))
    assert "Ik blijf toch" not in shown(page.text)


async def test_a_form_that_is_sent_twice_acts_once(town):
    me = await town.comes_by()
    async with a_browser(town) as web:
        for wish in ("ask_time", "undo"):
            said = {"wens": wish, "nummer": new_id()}
            for _ in range(2):
                answer = await web.post(town.path_of(me), data=said)
                assert (answer.status_code, answer.headers["location"]) == (303, town.path_of(me))
        assert town.visit(me).stage == "waiting"
        used = {"wens": "leave", "nummer": said["nummer"]}
        assert (await web.post(town.path_of(me), data=used)).headers["location"].endswith("?nee=1")
        assert town.visit(me).stage == "waiting"


def a_browser(town, **headers):
    return httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False, headers=headers)


async def test_a_wish_that_is_none_or_cannot_be_says_so(town):
    me = await town.comes_by()
    async with a_browser(town) as web:
        for said in ({"wens": "fly"}, {"wens": "come_back"}, {"taal": "xx"}, {}):
            answer = await web.post(town.path_of(me), data=said)
            assert answer.headers["location"] == f"{town.path_of(me)}?nee=1"
        page = await web.get(f"{town.path_of(me)}?nee=1")
        assert "Dat kan nu niet meer." in shown(page.text)


async def test_a_script_hears_the_word_of_the_answer(town):
    me = await town.comes_by()
    async with a_browser(town, accept="application/json") as web:
        done = await web.post(town.path_of(me), data={"wens": "ask_time", "nummer": new_id()})
        assert (done.status_code, done.json()["kind"]) == (200, "done")
        no = await web.post(town.path_of(me), data={"wens": "fly", "nummer": new_id()})
        assert (no.status_code, no.json()["word"]) == (409, "unreadable")


async def test_a_page_wishes_thirty_times_a_minute_and_no_more(town):
    me = await town.comes_by()
    async with a_browser(town, accept="application/json") as web:
        heard = [
            (await web.post(town.path_of(me), data={"taal": ("en", "nl")[number % 2]})).json()
            for number in range(31)
        ]
        assert [one["kind"] for one in heard] == ["done"] * 30 + ["no"]
        assert heard[-1]["word"] == "too_fast"


async def test_a_form_from_another_site_changes_nothing(town):
    me = await town.comes_by()
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        async with a_browser(town, **headers) as web:
            answer = await web.post(town.path_of(me), data={"wens": "leave"})
            assert answer.status_code == 403
    assert town.visit(me).stage == "waiting"


async def test_a_token_gives_no_right_over_another_visit(town):
    me, other = await town.comes_by(), await town.comes_by()
    async with a_browser(town) as web:
        said = {"wens": "leave", "nummer": new_id(), "visit": other, "bezoek": other}
        await web.post(town.path_of(me), data=said)
    assert (town.visit(me).stage, town.visit(other).stage) == ("left", "waiting")


async def test_the_language_that_is_chosen_is_kept_with_the_visit(town):
    me = await town.comes_by()
    page = await Visitor(town).goes(town.path_of(me))
    await page.presses("Deutsch")
    assert town.visit(me).language == "de"
    assert "Sie warten" in page.text
    again = await Visitor(town).goes(town.path_of(me))
    assert "Sie warten" in again.text
    await again.presses("Nederlands")
    assert "U wacht" in again.text


async def test_the_page_of_a_visit_that_is_over_changes_its_language_by_a_link(town):
    me = (await town.a_visit()).visit
    page = await Visitor(town).goes(town.path_of(me))
    assert "Uw bezoek is klaar." in page.text
    await page.follows("English")
    assert "Your visit is finished." in page.text
    assert "http-equiv" not in page.text


async def test_who_guesses_is_held_up_after_twenty_tries_and_nobody_else_is(town):
    me = await town.comes_by()
    async with a_browser(town) as web:
        for number in range(21):
            path = f"/v/{'A' * 22}{'/stand' if number % 2 else ''}"
            assert (await web.get(path)).status_code == (404 if number < 19 else 429), number
        assert (await web.post("/v/nobody", data={"wens": "leave"})).status_code == 429
        assert (await web.get(town.path_of(me))).status_code == 200
        town.clock.now += 60_000
        assert (await web.get("/v/nobody?taal=en")).status_code == 404


async def test_the_newest_view_can_be_asked_for_by_itself(town):
    me = await town.comes_by()
    async with a_browser(town) as web:
        answer = await web.get(f"{town.path_of(me)}/stand")
        assert answer.headers["cache-control"] == "no-store"
        told = from_host(answer.text)
        assert isinstance(told, frames.Shown)
        assert isinstance(told.view, PhoneView)
        assert (told.view.stage, told.view.ticket, told.at) == ("waiting", "A001", town.clock.now)


async def stage_of(town, visit):
    """What stands first on the page, in Dutch."""
    page = await Visitor(town).goes(town.path_of(visit))
    return page.text.partition('id="news">')[2].partition("</p>")[0]


async def test_every_stage_of_a_visit_has_its_sentence(town):
    me = await town.comes_by()
    assert await stage_of(town, me) == "U wacht op uw beurt."
    await town.is_called()
    assert await stage_of(town, me) == "U bent aan de beurt. Ga naar balie 1."
    town.clock.now += 20_000
    await town.desk.done(Meet(id=new_id(), desk="1"))
    assert await stage_of(town, me) == "U bent bij balie 1."
    other = await town.comes_by()
    await town.calls()
    assert await stage_of(town, me) == "Uw bezoek is klaar. Dank u wel."
    await town.misses(other)
    assert (await stage_of(town, other)).startswith("Wij hebben u geroepen.")
    await town.greeter_says(MarkLeft, other)
    assert await stage_of(town, other) == "U staat niet meer in de rij."
    await town.greeter_says(PutBack, other)
    assert await stage_of(town, other) == "U wacht op uw beurt."


async def test_who_is_fetched_reads_that_somebody_comes_and_no_number_and_no_desk(town):
    me = await town.comes_by("nl", "talk")
    assert (await stage_of(town, me)).startswith("Wij komen naar u toe.")
    await town.is_called()
    assert (await stage_of(town, me)).endswith("Een medewerker haalt u op.")
    await town.desk.done(ComeToFetch(id=new_id(), desk="1"))
    page = await Visitor(town).goes(town.path_of(me))
    assert "Een medewerker is naar u onderweg." in page.text
    assert "ongeveer 2 minuten" in page.text
    assert "alie 1" not in shown(page.text)


async def test_after_the_ten_minutes_the_visit_waits_again_where_it_stood(town):
    me, other = await town.comes_by(), await town.comes_by()
    async with a_browser(town) as web:
        await web.post(town.path_of(me), data={"wens": "ask_time", "nummer": new_id()})
    town.clock.now = at("09:16")
    async with asyncio.timeout(5):
        while town.visit(me).stage != "waiting":  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await town.calls()
    assert (town.visit(me).stage, town.visit(other).stage) == ("called", "waiting")


async def test_while_a_day_cannot_be_read_nobody_is_told_that_the_page_is_gone(town):
    me = await town.comes_by()
    path = town.path_of(me)
    hall = town.host.office.halls["hall"]
    heard = []
    async with a_browser(town) as web:
        for number in range(24):
            hall.day = None  # the next turn reads it again
            answer = await web.get(f"{path}{'/stand' if number % 2 else ''}")
            heard.append(answer.status_code)
    assert 503 in heard
    assert set(heard) <= {200, 503}


async def test_the_pause_stands_beside_the_visit_for_reports(town):
    me = await town.comes_by()
    async with a_browser(town) as web:
        await web.post(town.path_of(me), data={"wens": "ask_time", "nummer": new_id()})
        town.clock.now += 240_000
        await web.post(town.path_of(me), data={"wens": "come_back", "nummer": new_id()})
    await town.calls()
    row = next(row for row in town.rows("visit") if row["visit"] == me)
    assert row["away_seconds"] == 240
    assert [row["kind"] for row in town.rows("event") if row["sender"] == f"page-{me}"] == [
        "time_asked",
        "put_back_in_line",
    ]


async def test_staff_see_who_asked_for_ten_minutes(town):
    me = await town.comes_by()
    greeter = await town.screen("greeter")
    async with a_browser(town) as web:
        await web.post(town.path_of(me), data={"wens": "ask_time", "nummer": new_id()})
    for screen in (greeter, town.desk):
        view = await screen.sees(lambda view: view.aside)
        assert (view.aside[0].visit, view.aside[0].asked_time) == (me, True)
