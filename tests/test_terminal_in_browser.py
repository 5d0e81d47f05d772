"""A terminal screen in a browser: letters that fill the window, and keys that arrive at once."""

import asyncio
import json
import os
import shlex
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Page, async_playwright

from kiosk.browser import KIOSK_SIZE, STAFF_SIZE, Terminal
from tests.display_wall import CHROMIUM, QUIET, needs_chromium

pytestmark = [pytest.mark.browser, needs_chromium]
TABLET, UPRIGHT, SCREEN = (1280, 800), (800, 1280), (1920, 1080)
APP = """
import json, os, sys
from textual.app import App
class Told(App):
    def tell(self, **facts):
        with open(sys.argv[1], "a") as file:
            print(json.dumps(facts), file=file)
    def on_mount(self):
        self.tell(process=os.getpid())
    def on_resize(self, event):
        self.tell(size=[event.size.width, event.size.height])
    def on_key(self, event):
        self.tell(key=event.key)
Told().run()
"""


class Shown:
    """The page, and what the app behind it heard."""

    def __init__(self, page: Page, file: Path, runner: web.AppRunner) -> None:
        self.page = page
        self.runner = runner
        self.file = file

    def heard(self, what: str) -> list[Any]:
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return [told[what] for told in map(json.loads, lines) if what in told]

    async def hears(self, what: str, wanted: object = None) -> Any:
        async with asyncio.timeout(30):
            while not self.heard(what) or wanted not in (None, self.heard(what)[-1]):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return self.heard(what)[-1]


@asynccontextmanager
async def shown(
    folder: Path, window: tuple[int, int], size: tuple[int, int] = KIOSK_SIZE
) -> AsyncIterator[Shown]:
    told = folder / "told"
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    await runner.cleanup()
    command = shlex.join([sys.executable, "-c", APP, str(told)])
    terminal = Terminal("A screen", command, f"http://127.0.0.1:{port}", size)
    app = await terminal.application()
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(viewport={"width": window[0], "height": window[1]})
        await page.goto(f"http://127.0.0.1:{port}/")
        yield Shown(page, told, runner)
        await browser.close()
    await runner.cleanup()


@pytest.mark.parametrize("window", [TABLET, UPRIGHT, SCREEN, (1366, 768), (1024, 768)])
async def test_a_kiosk_has_eighty_to_a_hundred_columns_in_any_window(tmp_path, window):
    async with shown(tmp_path, window) as screen:
        columns, rows = await screen.hears("size")
        assert 80 <= columns <= 100
        assert rows >= 24


async def test_staff_see_everything_beside_each_other_on_a_tablet_and_no_small_letters(tmp_path):
    async with shown(tmp_path, TABLET, STAFF_SIZE) as screen:
        columns, rows = await screen.hears("size")
        assert columns >= 120
        assert rows >= 40


async def test_in_a_small_frame_eighty_columns_and_twenty_four_rows_are_there(tmp_path):
    async with shown(tmp_path, (620, 460), STAFF_SIZE) as screen:
        columns, rows = await screen.hears("size")
        assert columns >= 80
        assert rows >= 24


async def test_where_the_page_stands_alone_the_first_key_reaches_the_app(tmp_path):
    async with shown(tmp_path, TABLET) as screen:
        await screen.hears("size")
        await screen.page.keyboard.press("7")
        await screen.hears("key", "7")


async def test_a_tablet_that_is_turned_gets_other_letters(tmp_path):
    async with shown(tmp_path, TABLET) as screen:
        await screen.hears("size")
        await screen.page.set_viewport_size({"width": 800, "height": 1280})
        async with asyncio.timeout(30):
            while not 80 <= screen.heard("size")[-1][0] <= 100 or len(screen.heard("size")) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


async def test_a_server_that_stops_takes_its_screens_along_though_a_browser_is_open(tmp_path):
    async with shown(tmp_path, TABLET) as screen:
        await screen.hears("size")
        began = time.monotonic()
        await screen.runner.cleanup()
        assert time.monotonic() - began < 5
        with pytest.raises(ProcessLookupError):
            os.kill(screen.heard("process")[0], 0)
