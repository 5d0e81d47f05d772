"""Pages and pairing over HTTP: who may see what, and that nothing more is told or taken than is
needed.
"""

import asyncio

import httpx
import pytest

from host.web.app import ROUTES
from host.web.safety import BODY_BYTES_MAX, Safety
from tests.town import PIN, Clock, a_town, new_id
from wire.commands import CallNext, OpenDesk, SignIn, TakeTicket

DEVICES = ("kiosk", "greeter", "desk", "display", "printer", "leader")


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def test_every_route_says_who_may_use_it(town):
    def paths(routes, prefix=""):
        for route in routes:
            inner = getattr(route, "original_router", None)
            if inner is not None:
                yield from paths(inner.routes, prefix)
            elif getattr(route, "routes", None):
                yield from paths(route.routes, prefix + route.path)
            elif hasattr(route, "path"):
                yield prefix + route.path + ("/{file}" if type(route).__name__ == "Mount" else "")

    assert set(paths(town.host.app.routes)) == set(ROUTES)


async def test_every_answer_forbids_what_the_pages_do_not_need(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        for path in (
            "/",
            "/health",
            "/display",
            "/display/main.js",
            "/words/nl.json",
            "/nothing",
            "/logo",
        ):
            answer = await web.get(path)
            policy = answer.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'"), path
            assert "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"


async def test_words_are_told_per_language_and_nothing_else_of_the_disk(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        assert (await web.get("/words/de.json")).json()["lang.choose"] == "Wählen Sie Ihre Sprache"
        for path in ("/words/xx.json", "/words/..%2fnl.json", "/display/..%2f..%2fpyproject.toml"):
            assert (await web.get(path)).status_code == 404, path
        assert (await web.get("/display/__init__.py")).status_code == 404


async def test_a_body_larger_than_any_request_of_ours_is_not_read(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        large = b"x" * (64 * 1024 + 1)
        assert (await web.post("/pair/claim", content=large)).status_code == 413

        async def without_length():
            for _ in range(9):
                yield b"x" * 8192

        assert (await web.post("/pair/claim", content=without_length())).status_code == 413


async def test_no_more_of_a_body_is_taken_than_the_limit():
    taken = []

    async def receive():
        taken.append(1)
        return {"type": "http.request", "body": b"x" * 8192, "more_body": True}

    async def app(scope, receive, send):
        while (await receive())["more_body"]:
            assert len(taken) < 100

    async def send(message):
        said.append(message.get("status"))

    said: list[int] = []
    await Safety(app)({"type": "http", "headers": []}, receive, send)
    assert said[0] == 413
    assert len(taken) == BODY_BYTES_MAX // 8192 + 1


async def test_a_device_that_shows_a_code_is_let_in_by_a_person_at_the_host(town):
    access = town.host.doors.access
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        started = (await web.post("/pair/start", json={"role": "display"})).json()
        claim = {"secret": started["secret"]}
        assert (await web.post("/pair/claim", json=claim)).status_code == 202
        await asyncio.to_thread(access.approve, started["code"].lower(), "hall")
        token = (await web.post("/pair/claim", json=claim)).json()["token"]
        assert (await web.post("/pair/claim", json=claim)).status_code == 404
        assert (await asyncio.to_thread(access.device_of, token)).role == "display"
        assert (await web.post("/pair/start", json={"role": "system"})).status_code == 422


async def test_a_code_shown_at_the_host_lets_in_the_device_that_types_it_once(town):
    access = town.host.doors.access
    code = await asyncio.to_thread(access.invite, "kiosk", "hall", "kiosk-9")
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        typed = {"code": code.replace("-", " ").lower()}
        token = (await web.post("/pair/redeem", json=typed)).json()["token"]
        assert (await asyncio.to_thread(access.device_of, token)).name == "kiosk-9"
        assert (await web.post("/pair/redeem", json=typed)).status_code == 404


async def test_a_code_that_a_device_shows_cannot_be_redeemed_by_another_device(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        code = (await web.post("/pair/start", json={"role": "desk"})).json()["code"]
        await asyncio.to_thread(town.host.doors.access.approve, code, "hall")
        assert (await web.post("/pair/redeem", json={"code": code})).status_code == 404


async def test_twenty_tries_a_minute_and_no_more_may_be_made_to_redeem_a_code(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        answers = [
            (await web.post("/pair/redeem", json={"code": "222-222"})).status_code
            for _ in range(21)
        ]
        assert answers == [404] * 20 + [429]


async def test_figures_are_told_to_greeters_and_desks_of_the_location_only(town):
    tokens = {role: await asyncio.to_thread(town.token, role, f"api-{role}") for role in DEVICES}
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:

        async def status(location, token):
            head = {"authorization": f"Bearer {token}"} if token else {}
            found = await web.get("/api/v1/figures", params={"location": location}, headers=head)
            return found.status_code

        assert await status("hall", None) == 401
        assert await status("hall", "nobody's") == 401
        for role in DEVICES:
            wanted = 200 if role in ("greeter", "desk") else 403
            assert await status("hall", tokens[role]) == wanted, role
        assert await status("annex", tokens["greeter"]) == 403


async def test_the_visits_own_page_tells_number_and_place_in_line_in_the_visitors_language(
    tmp_path,
):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        kiosk = await town.screen("kiosk")
        printer = await town.screen("printer", "roll")
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        for _ in range(3):
            clock.now += 1
            await kiosk.done(TakeTicket(id=new_id(), services=("passport",), language="de"))
        view = await printer.sees(lambda view: len(view.slips) == 3)
        paths = [job.document.link.removeprefix("http://testdam.example") for job in view.slips]
        async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
            page = (await web.get(paths[1])).text
            assert "A002" in page
            assert 'lang="de"' in page
            assert "1 Besucher vor Ihnen" in page
            assert "5 bis 15 Minuten" in page
            assert "Pass<" not in page
            assert "first" not in page
            await desk.done(CallNext(id=new_id(), desk="1"))
            assert "gehen Sie zu Schalter 1." in (await web.get(paths[0])).text
            assert "als Nächstes" in (await web.get(paths[1])).text
            assert "10 bis 20 Minuten" in (await web.get(paths[2])).text
            assert (await web.get(paths[1] + "x")).status_code == 404
            assert (await web.get("/v/AAAAAAAAAAAAAAAAAAAAAA")).status_code == 404
