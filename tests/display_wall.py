"""A browser on the wall before a stand-in host, for the tests of the hall display."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright import async_api as later
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.display_stand_in import TOKEN, StandIn, a_stand_in

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
)
SOUND = "--autoplay-policy=no-user-gesture-required"
for patience in (expect, later.expect):
    patience.set_options(timeout=15_000)
"""On a busy machine a page is slow, which no test here is about; a figure is measured apart."""

GONG_HERTZ = 659.25
"""The first tone of a gong: one of these is one gong."""

needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"no {CHROMIUM}: the hall display was not seen in a browser"
)

# Notes each oscillator that is started, and each thing that the content security policy stopped.
WATCH = """
window.tones = [];
window.stopped = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  window.tones.push({ hertz: this.frequency.value, when });
  return start.call(this, when);
};
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""

FORBIDDEN = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
});
"""
"""A browser whose owner forbids pages to keep anything: even asking for the storage fails."""


class Wall:
    """One display: the page, the host that it hears, and what went wrong in it."""

    def __init__(self, host: StandIn, context: BrowserContext) -> None:
        self.host = host
        self.faults: list[str] = []
        context.add_init_script(WATCH)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def open(self, *, token: str | None = TOKEN) -> None:
        self.page.goto(self.host.page + (f"#token={token}" if token else ""))

    def sized(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def shows(self, *tickets: str) -> None:
        """Waits until exactly these tickets stand large, in this order."""
        expect(self.page.locator("#stage .number")).to_have_text(list(tickets))

    def says(self, text: str) -> None:
        """Waits until the text stands somewhere on the wall."""
        expect(self.page.get_by_text(text, exact=True).first).to_be_visible()

    def gongs(self) -> list[float]:
        """The moments, in seconds of the sound clock, for which a gong was set."""
        tones = self.page.evaluate("window.tones")
        return [tone["when"] for tone in tones if abs(tone["hertz"] - GONG_HERTZ) < 0.01]

    def waits(self, holds: Callable[[], bool], seconds: float = 15) -> None:
        """Waits until something holds; fails when it does not in time."""
        for _ in range(round(seconds * 20)):
            if holds():
                return
            self.page.wait_for_timeout(50)
        assert holds()

    def settles(self) -> None:
        """Lets time pass in which nothing more should happen."""
        self.page.wait_for_timeout(700)

    def stopped(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.stopped")
        return found


@contextmanager
def a_browser(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *flags])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_wall(browser: Browser, **context: Any) -> Iterator[Wall]:
    """A page 1920 x 1080, not yet opened. Afterwards: no fault, nothing stopped by the policy."""
    with a_stand_in() as host:
        opened = browser.new_context(viewport={"width": 1920, "height": 1080}, **context)
        try:
            wall = Wall(host, opened)
            yield wall
            assert wall.faults == []
            assert wall.stopped() == []
        finally:
            opened.close()


def the_browser(*flags: str) -> Any:
    """The fixture `browser` of a test module: one for all its tests."""

    @pytest.fixture(scope="module")
    def browser() -> Iterator[Browser]:
        with a_browser(*flags) as browser:
            yield browser

    return browser


def the_wall(script: Path | None = None, **context: Any) -> Any:
    """The fixture `wall` of a test module: a fresh page, with a script of the test in it."""

    @pytest.fixture
    def wall(browser: Browser) -> Iterator[Wall]:
        with a_wall(browser, **context) as wall:
            if script:
                wall.page.add_init_script(path=script)
            yield wall

    return wall
