"""Pages of an older host: each says which version gave it, and loads itself again when the host is
another one now, but never while somebody is called.
"""

import asyncio

import httpx
import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import expect

from host.web import shells
from tests.display_stand_in import a_board, a_call
from tests.display_wall import CHROMIUM, QUIET, SOUND, Wall, needs_chromium, the_browser, the_wall
from tests.test_devices_watch import looked, until
from tests.town import a_town, new_id
from wire.devices import AskDevices
from wire.version import own_version

SOON = """
const later = setTimeout;
window.setTimeout = (work, millis) => later(work, millis === 30000 ? 200 : millis);
"""
"""What waits half a minute, waits a fifth of a second."""
EAGER = """
const later = setTimeout;
window.setTimeout = (work, millis) => later(work, millis === 30000 ? 2000 : Math.min(millis, 300));
"""
"""The same, of a page that asks for a line many times within that time."""
browsing = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(120)]


browser = the_browser(SOUND)
wall = the_wall()


def comes_back_as(wall: Wall, version: str) -> None:
    """The host goes away and comes back with other files."""
    wall.host.cut()
    wall.host.version = version
    wall.host.back()


@pytest.mark.parametrize("page", ["/display", "/dashboard"])
async def test_a_page_bears_the_version_of_the_host_that_gave_it(tmp_path, page):
    async with a_town(tmp_path) as town, httpx.AsyncClient(timeout=60, base_url=town.web) as web:
        answer = await web.get(page)
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<meta name="version" content="{own_version()}">' in answer.text


def test_a_version_that_would_break_a_page_does_not(monkeypatch, tmp_path):
    monkeypatch.setattr(shells, "VERSION", '"><script>')
    (tmp_path / "index.html").write_text(f"<head>{shells.MARK}</head>", encoding="utf-8")
    assert "<script>" not in shells._shell(tmp_path / "index.html")


@pytest.mark.parametrize(("page", "role"), [("display", "display"), ("dashboard", "leader")])
@pytest.mark.browser
@pytest.mark.timeout(120)
@needs_chromium
async def test_the_list_of_devices_knows_the_version_of_a_page(tmp_path, monkeypatch, page, role):
    monkeypatch.setattr(shells, "VERSION", "0.9.9")
    async with a_town(tmp_path) as town, async_playwright() as playwright:
        token = await asyncio.to_thread(town.token, role, "wand")
        greeter = await town.screen("greeter", "ontvangst")
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            opened = await browser.new_page()
            await opened.goto(f"{town.web}/{page}#token={token}")
            await until(lambda: len(town.host.opened) == 2)
            await looked(town)
            rows = (await greeter.say(AskDevices(id=new_id()))).devices
            assert {row.name: row.version for row in rows}["wand"] == "0.9.9"
        finally:
            await browser.close()


class TestOfAWall:
    pytestmark = browsing

    def test_a_page_of_an_older_host_loads_itself_again_once(self, wall):
        wall.page.add_init_script(SOON)
        wall.open()
        wall.waits(lambda: wall.host.versions == ["1.0"])
        comes_back_as(wall, "1.1")
        wall.waits(lambda: wall.host.versions[-1] == "1.1")
        wall.host.show(a_board(a_call(1, "A042")))
        wall.shows("A042")
        assert wall.host.pages_given <= 3  # the first, the look whether it is there, the new one

    def test_a_page_that_stays_old_is_not_loaded_again_for_ever(self, wall):
        wall.page.add_init_script(SOON)
        wall.host.page_version = "1.0"
        wall.open()
        wall.waits(lambda: wall.host.versions == ["1.0"])
        comes_back_as(wall, "1.1")
        wall.waits(lambda: wall.host.versions == ["1.0", "1.0", "1.0"])
        wall.page.wait_for_timeout(2_000)
        assert wall.host.versions == ["1.0", "1.0", "1.0"]

    def test_a_wall_does_not_load_itself_again_while_somebody_is_called(self, wall):
        wall.page.add_init_script(SOON)
        wall.open()
        wall.host.settle(call_seconds=6)
        wall.shows()
        wall.host.show(a_board(a_call(1, "A042")))
        wall.shows("A042")
        comes_back_as(wall, "1.1")
        wall.waits(lambda: wall.host.versions == ["1.0", "1.0"])
        wall.page.wait_for_timeout(1_500)
        assert wall.page.locator("body.is-live").count() == 1
        assert wall.host.versions == ["1.0", "1.0"]
        wall.waits(lambda: wall.host.versions == ["1.0", "1.0", "1.1"])
        wall.shows("A042")
        assert wall.gongs() == []

    def test_a_page_whose_hello_is_refused_again_and_again_loads_itself_again(self, wall):
        wall.page.add_init_script(EAGER)
        wall.host.refuses = "protocol_unknown"
        wall.open()
        wall.waits(lambda: wall.host.pages_given >= 3, 30)
        wall.host.refuses = ""
        expect(wall.page.locator("#stage")).to_contain_text("Hier ziet u straks", timeout=30_000)
