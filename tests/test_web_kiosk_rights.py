"""Who may be a kiosk in a browser, what stays in that browser, and what happens when nobody is
there any more.
"""

import asyncio

import httpx
import pytest

from host.store import StoreBusy
from host.web.kiosk.stand import STAY_SECONDS
from tests.web_kiosk_stage import COOKIE, Seen, Visitor, book, kiosk_town
from wire.frames import SILENCE_SECONDS


@pytest.fixture
async def stage(tmp_path):
    async with kiosk_town(tmp_path) as found:
        yield found


async def test_a_browser_without_the_right_is_led_to_the_pairing_and_told_nothing(stage):
    town, _ = stage
    async with httpx.AsyncClient(timeout=60, base_url=town.web) as stranger:
        page = await stranger.get("/kiosk")
        assert (page.status_code, page.headers["location"]) == (303, "/kiosk/pair")
        press = await stranger.post("/kiosk", data={"turn": "x", "key": "1"})
        assert (press.status_code, press.headers["location"]) == (303, "/kiosk/pair")
        assert (await stranger.get("/kiosk/now")).status_code == 401
    assert town.host.office.halls["hall"].day.visits == {}


@pytest.mark.parametrize("role", ["greeter", "desk", "display", "printer", "leader"])
async def test_the_right_of_another_role_is_no_right_here(stage, role):
    town, _ = stage
    token = await asyncio.to_thread(town.token, role, f"a-{role}", "hall", None)
    async with httpx.AsyncClient(timeout=60, base_url=town.web, cookies={COOKIE: token}) as other:
        assert (await other.get("/kiosk")).headers["location"] == "/kiosk/pair"


async def test_a_kiosk_is_let_in_by_the_code_that_it_shows(stage):
    town, _ = stage
    async with httpx.AsyncClient(timeout=60, base_url=town.web) as web:
        assert 'name="name"' in (await web.get("/kiosk/pair")).text
        wrong = await web.post("/kiosk/pair", data={"name": "De Hal!"})
        assert wrong.status_code == 422
        asked = await web.post("/kiosk/pair", data={"name": "zuil-2", "scanner": "1"})
        assert asked.status_code == 303
        shown = await web.get("/kiosk/pair")
        access = town.host.doors.access
        (waiting,) = await asyncio.to_thread(access.waiting)
        assert waiting.code in shown.text
        assert shown.headers["refresh"]
        await asyncio.to_thread(access.approve, waiting.code, "hall")
        paired = await web.get("/kiosk/pair")
        assert (paired.status_code, paired.headers["location"]) == (303, "/kiosk")
        cookie = next(
            each for each in paired.headers.get_list("set-cookie") if each.startswith(f"{COOKIE}=")
        )
        for word in ("HttpOnly", "SameSite=strict", "Path=/kiosk", "Max-Age="):
            assert word in cookie
        visitor = await Visitor(web).looks()
        await visitor.presses("1", "1")
        assert "Houd de code uit uw e-mail" in visitor.seen.text
        again = await web.get("/kiosk/pair")
        assert again.headers["location"] == "/kiosk"


async def test_a_code_that_nobody_approved_in_time_makes_room_for_a_new_one(stage):
    town, _ = stage
    async with httpx.AsyncClient(timeout=60, base_url=town.web) as web:
        await web.post("/kiosk/pair", data={"name": "zuil-3"})
        town.clock.now += 11 * 60_000
        late = await web.get("/kiosk/pair")
        assert late.status_code == 410
        assert 'name="name"' in late.text


async def test_a_revoked_kiosk_is_out_within_five_seconds(stage):
    town, visitor = stage
    await visitor.presses("1")
    await asyncio.to_thread(town.host.doors.access.revoke, "hall/zuil")
    town.clock.now += 5_000
    assert (await visitor.web.get("/kiosk")).headers["location"] == "/kiosk/pair"
    assert (await visitor.web.get("/kiosk/now")).status_code == 401


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/pair"])
async def test_a_form_of_another_site_is_not_heard(stage, path):
    _, visitor = stage
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        form = {"turn": visitor.seen.turn, "key": "1", "name": "x"}
        answer = await visitor.web.post(path, data=form, headers=headers)
        assert answer.status_code == 403
    assert (await visitor.looks()).seen.step == "language"


async def test_nothing_of_a_visitor_is_kept_by_the_browser(stage):
    _, visitor = stage
    await visitor.presses("1", "2", "3", "1", "1")
    page = await visitor.web.get("/kiosk")
    assert page.headers["cache-control"] == "no-store"
    assert "A001" in page.text
    assert list(visitor.web.cookies.keys()) == [COOKIE]
    assert "A001" not in str(visitor.web.cookies)


async def test_after_the_idle_time_it_asks_and_then_forgets_everything(stage):
    town, visitor = stage
    await visitor.presses("3", "2", "3", "1", "1")
    assert "A001" in visitor.seen.text
    await visitor.sends(look="open")
    await visitor.presses("2", "8")
    assert visitor.seen.looks == "contrast"
    town.clock.now += 30_000
    await visitor.looks()
    assert (visitor.seen.step, visitor.seen.language) == ("still_there", "de")
    await visitor.presses("1")
    assert visitor.seen.step == "done"
    town.clock.now += (30 + STAY_SECONDS) * 1000
    await visitor.looks()
    assert (visitor.seen.step, visitor.seen.language) == ("language", "nl")
    assert visitor.seen.looks == ""
    assert "A001" not in visitor.seen.text


async def test_nobody_is_asked_on_the_first_page(stage):
    town, visitor = stage
    town.clock.now += 3_600_000
    assert (await visitor.looks()).seen.step == "language"


async def test_whoever_is_there_is_heard_by_a_script_that_says_so(stage):
    town, visitor = stage
    await visitor.presses("1")
    town.clock.now += 29_000
    await visitor.web.get("/kiosk/now", headers={"x-idle-seconds": "0"})
    town.clock.now += 29_000
    assert (await visitor.looks()).seen.step == "start"
    await visitor.web.get("/kiosk/now", headers={"x-idle-seconds": "29"})
    town.clock.now += 1_000
    assert (await visitor.looks()).seen.step == "still_there"


async def test_a_script_says_that_a_visitor_has_gone(stage):
    _, visitor = stage
    await visitor.presses("2", "2")
    await visitor.sends(gone="1")
    assert visitor.seen.step == "language"


async def test_a_look_lasts_until_done_and_survives_the_way_back(stage):
    _, visitor = stage
    await visitor.sends(look="open")
    await visitor.presses("1", "3", "4", "8")
    assert visitor.seen.looks == "large right"
    await visitor.presses("1", "0")
    assert (visitor.seen.step, visitor.seen.looks) == ("language", "large right")
    await visitor.presses("1", "4", "1")
    assert (visitor.seen.step, visitor.seen.looks) == ("language", "")


async def test_what_was_typed_is_still_there_after_choosing_a_look(stage):
    _, visitor = stage
    await visitor.presses("1", "1", "1")
    await visitor.sends(look="open", code="abc2")
    await visitor.presses("2", "8")
    assert (visitor.seen.step, visitor.seen.typed) == ("code", "ABC2")


async def test_the_greeter_sees_the_kiosk_come_and_go(stage):
    town, visitor = stage
    health = town.host.office.halls["hall"].health
    await visitor.web.get("/kiosk/now", headers={"x-idle-seconds": "0"})
    assert health["zuil"].state == "ok"
    await asyncio.sleep(SILENCE_SECONDS + 0.3)
    assert health["zuil"].state == "away"
    await visitor.looks()
    assert health["zuil"].state == "ok"


async def test_the_slip_of_a_kiosk_goes_to_its_own_printer(stage):
    town, visitor = stage
    await town.screen("printer", "roll")
    await book(town)
    hall = town.host.office.halls["hall"]
    health = hall.health["roll"].model_copy(update={"state": "ok"})
    hall.health["roll"] = health
    await visitor.presses("1", "2", "3", "1", "1")
    assert "Pak uw bon" in visitor.seen.text
    assert [slip.device for slip in hall.day.slips.values()] == ["zuil"]
    assert hall.settings.locations["hall"].devices["zuil"] == "roll"


@pytest.mark.parametrize(
    "code", ["<script>alert(1)</script>", "\x1b[31m", "\u202eABC", "A" * 5000, "'; DROP TABLE--"]
)
async def test_what_no_code_holds_is_left_out_and_never_comes_back_as_markup(stage, code):
    _, visitor = stage
    await visitor.presses("1", "1", "1")
    await visitor.sends(letter="A", code=code)
    page = (await visitor.web.get("/kiosk")).text
    assert "<script>alert" not in page
    assert set(Seen(page).typed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
    assert len(Seen(page).typed) <= 24


async def test_while_the_database_is_busy_a_new_browser_is_told_to_wait_and_asks_again(
    stage, monkeypatch
):
    town, visitor = stage

    def busy(_token):
        raise StoreBusy("locked")

    monkeypatch.setattr(town.host.doors.access, "device_of", busy)
    async with httpx.AsyncClient(timeout=60, base_url=town.web, cookies={COOKIE: "other"}) as web:
        answer = await web.get("/kiosk")
    assert answer.status_code == 503
    assert answer.headers["refresh"] == "15"
    assert "Deze zuil werkt nu niet" in answer.text
    town.clock.now += 60_000
    assert (await visitor.looks()).seen.step == "language"  # who was known is still known
