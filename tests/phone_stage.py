"""A town whose visitors look at the page of their own visit: a real host, real tokens, and a
phone's browser where a test wants one.
"""

from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Page, ViewportSize, async_playwright

from host.tokens import page_token
from tests.display_wall import CHROMIUM, QUIET
from tests.survey_stage import SurveyTown
from tests.town import SETTINGS, Clock, a_town, new_id
from wire.commands import CallNext, MarkLeft, NotHere, PutBack, TakeTicket

SMALL, LARGE = (320, 568), (360, 740)
SPY = """
window.shaken = [];
window.tones = 0;
window.stopped = [];
window.sockets = [];
Object.defineProperty(navigator, "vibrate", { value: (how) => { window.shaken.push(how); } });
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  window.tones += 1;
  return start.call(this, when);
};
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`);
});
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...words) { super(...words); window.sockets.push(this); }
};
"""
"""Notes what shakes and sounds, what the security policy stopped, and each websocket."""


class PhoneTown(SurveyTown):
    """The running host with a kiosk, a desk and a greeter."""

    greeter: Any = None

    def path_of(self, visit: str) -> str:
        """The address of a visit's page, as on its slip."""
        hall = self.host.office.halls["hall"]
        assert hall.day is not None
        return f"/v/{page_token(hall.secret, hall.day, visit)}"

    def visit(self, visit: str) -> Any:
        hall = self.host.office.halls["hall"]
        assert hall.day is not None
        return hall.day.visits[visit]

    async def comes_by(self, language: str = "nl", *services: str, **more: Any) -> str:
        """A visitor without an appointment; a moment later than the one before."""
        self.clock.now += 1_000
        wanted = services or ("passport",)
        said = TakeTicket(id=new_id(), services=wanted, language=language, slip=False, **more)
        visit = (await self.kiosk.done(said)).visit
        assert visit is not None
        return visit

    async def opens(self, page: Page, web: str = "") -> str:
        """A visitor comes by and opens the page of the visit, at the host or at `web`."""
        me = await self.comes_by()
        await page.goto((web or self.web) + self.path_of(me))
        await on_the_line(page)
        return me

    async def calls(self) -> None:
        """The desk's one key, long enough after the call before."""
        self.clock.now += 20_000
        await self.desk.done(CallNext(id=new_id(), desk="1"))

    async def misses(self, visit: str) -> None:
        """Called in vain until the turn is missed."""
        while self.visit(visit).stage == "called":
            self.clock.now += 61_000
            await self.desk.done(NotHere(id=new_id(), desk="1"))

    async def greeter_says(self, kind: type[MarkLeft] | type[PutBack], visit: str) -> None:
        if self.greeter is None:
            self.greeter = await self.screen("greeter")
        await self.greeter.done(kind(id=new_id(), visit=visit))


DARK = '[look]\nground = "dark"\naccent = "#8ab4ff"\n'


@asynccontextmanager
async def a_phone_town(folder, text: str = SETTINGS, clock: Clock | None = None, more: str = ""):
    async with a_town(folder, clock or Clock(), "", text + more) as town:
        town.__class__ = PhoneTown
        assert isinstance(town, PhoneTown)
        await town.open_desk()
        yield town


async def comes_true(page: Page, said: str, seconds: float = 15) -> None:
    """Waits until the script holds. The browser's own waiting evaluates text inside the page, which
    its security policy forbids whenever it does not hold at the first look.
    """
    for _ in range(round(seconds * 20)):
        if await page.evaluate(said):
            return
        await page.wait_for_timeout(50)
    assert await page.evaluate(said), said


async def on_the_line(page: Page) -> None:
    """Waits until the page has its websocket, and has got from it what there was."""
    await comes_true(page, "sockets.some((one) => one.readyState === 1)")
    await page.wait_for_timeout(200)


@asynccontextmanager
async def a_phone(script: bool = True, size: tuple[int, int] = LARGE, **context: Any):
    """A browser as large as a phone; yields the page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        view: ViewportSize = {"width": size[0], "height": size[1]}
        phone = await browser.new_context(viewport=view, java_script_enabled=script, **context)
        await phone.add_init_script(SPY)
        page: Page = await phone.new_page()
        try:
            yield page
        finally:
            await browser.close()
