"""One paired kiosk and the visitor before it: what is on its screen, what a key leads to, and when
nobody is there any more. Everything it knows of a visitor is thrown away whole when they go.
"""

import asyncio
from secrets import token_hex
from uuid import uuid4

from host.access import Limit
from host.core.entry import Sender
from host.hall import Hall as Location
from host.settings import setup_of
from host.store.access import DeviceRow
from host.views import view_of
from host.web.doors import Doors
from host.web.kiosk.looks import CLOSE_KEY, Looks, look_of, look_page
from host.web.kiosk.pressed import Pressed
from host.web.kiosk.saying import CODES_PER_MINUTE, Unheard, heard
from visitor import entrance, keys, scans, steps
from visitor.hall import Hall
from visitor.page import BACK_KEY, Ask, Page, Session, Take, Then
from wire.views import KioskView

STAY_SECONDS = 20
"""How long "are you still there?" is asked: WCAG 2.2, success criterion 2.2.1."""
HANDFUL, HANDFUL_LARGE = 7, 5
"""Services on one page: eight, nine and nought mean the same on every page."""


class Stand:
    """What a kiosk in a browser is to the host. `scanner`: codes can be held before it."""

    def __init__(self, doors: Doors, device: DeviceRow, scanner: bool) -> None:
        self.doors = doors
        self.device = device
        self.scanner = scanner
        self.location: Location = doors.office.halls[device.location]
        self.sender = Sender(device=device.name, role="kiosk", desk=None)
        self.codes = Limit(CODES_PER_MINUTE, lambda: doors.clock() / 1000)
        self.session = Session()
        self.looks = Looks()
        self.choosing_looks = False
        self.touched_at = doors.clock()
        self._presses = asyncio.Lock()
        self._turn = 0
        self._birth = token_hex(4)

    # What is to be seen

    @property
    def turn(self) -> str:
        """Which page this is: a key of any other page means nothing here."""
        return f"{self._birth}-{self._turn}"

    @property
    def hall(self) -> Hall | None:
        """The town as it is now; None until its day is in memory."""
        location = self.location
        day = location.day
        if day is None or day.plan is None:
            return None
        now = self.doors.clock()
        settings, name = location.settings, location.location
        view = view_of(location, ("kiosk", self.device.name), now)
        url = settings.server.url
        known = settings.services
        public = [each for each in settings.services_of(name) if known[each].bookable == "public"]
        return Hall(
            setup_of(settings, name, "kiosk"),
            KioskView.model_validate_json(view),
            now,
            str(settings.zone(name)),
            self.scanner,
            HANDFUL_LARGE if "large" in self.looks.chosen else HANDFUL,
            booking=f"{url}/afspraak" if url else "",
            bookable=frozenset(public),
        )

    def page(self, hall: Hall | None, asking: bool = True) -> Page:
        """What is to be seen: the step of the visitor, or what lies over it. `asking`: nobody else
        asks whether the visitor is still there.
        """
        if hall is None:
            return entrance.starting()
        session = self._begun(hall)
        tongue = session.language or hall.language
        if asking and self.asks:
            return entrance.still_there(tongue, max(1, STAY_SECONDS - self._over_seconds))
        if self.choosing_looks:
            return look_page(tongue, self.looks, self._behind(hall, session).help)
        return self._behind(hall, session)

    def _behind(self, hall: Hall, session: Session) -> Page:
        """The step of the visitor, also while the looks lie over it."""
        if not hall.view.open and self.is_first:
            return entrance.closed(hall, session)
        return steps.page_of(hall, session)

    def _begun(self, hall: Hall) -> Session:
        """A town with one language has another first page. Whoever goes back to the first page
        leaves no language there for the next.
        """
        if self.is_first:
            self.session = steps.first(hall)
        return self.session

    @property
    def is_first(self) -> bool:
        """Nobody has begun."""
        return steps.is_first(self.session)

    @property
    def is_over(self) -> bool:
        """A last page: it needs no host any more."""
        return self.session.step in steps.ENDINGS

    # Time

    @property
    def idle_seconds(self) -> int:
        """After so long without a touch it is asked whether somebody is there."""
        return self.location.settings.timings.idle_seconds

    @property
    def _over_seconds(self) -> int:
        waited = (self.doors.clock() - self.touched_at) // 1000
        return int(waited) - self.idle_seconds

    @property
    def asks(self) -> bool:
        """Whether somebody who began has not been heard of for long."""
        return not self.is_first and self._over_seconds >= 0

    def touch(self, idle_seconds: int = 0) -> None:
        """Somebody was there so long ago."""
        self.touched_at = self.doors.clock() - idle_seconds * 1000

    def look_around(self) -> None:
        """Forgets a visitor who has gone."""
        is_new = self.is_first and not self.looks.chosen and not self.choosing_looks
        if (not is_new or self._presses.locked()) and self._over_seconds >= STAY_SECONDS:
            self.forget()

    def forget(self) -> None:
        """The visitor is gone, and all that was known of them with them. What they pressed last is
        no longer waited for: the next visitor's presses come one after another by another lock.
        """
        self._to(Session())
        self.looks = Looks()
        self._presses = asyncio.Lock()

    def _to(self, session: Session) -> None:
        self.session = session
        self.choosing_looks = False
        self._turn += 1

    # Keys

    async def press(self, pressed: Pressed) -> None:
        """One key, letter or scan, after those before it. What a visitor pressed who has gone
        meanwhile, and what was pressed on another page than this one, mean nothing.
        """
        if pressed.gone:
            return self.forget()
        mine = self._presses
        async with mine:
            if mine is self._presses:
                await self._press(pressed)

    async def _press(self, pressed: Pressed) -> None:
        hall = self.hall
        if hall is None or (pressed.turn != self.turn and not pressed.scan):
            return
        if self.asks:
            return self.touch()
        self.touch()
        self._begun(hall)
        if self.choosing_looks and not pressed.scan:
            return await self._choose_look(hall, pressed.key)
        if pressed.look:
            self._keep_typed(hall, pressed)
            self.choosing_looks = True
            self._turn += 1
            return
        then = self._meant(hall, pressed)
        if then is not None:
            await self._go(then, pressed.key)

    async def _choose_look(self, hall: Hall, key: str) -> None:
        look, help = look_of(key), self.page(hall).help
        if help is not None and (key == help.key or key in keys.HELP_KEYS):
            self.choosing_looks = False
            return await self._go(help.then, key)
        if look:
            self.looks = self.looks.turn(look)
        elif key in (CLOSE_KEY, BACK_KEY, "Enter", "Escape"):
            self.choosing_looks = False
        self._turn += 1

    def _keep_typed(self, hall: Hall, pressed: Pressed) -> None:
        """What stands in the field comes with every key of its page."""
        if pressed.code is not None and self.page(hall).typed is not None:
            self.session = pressed.with_code(self.session)

    def _meant(self, hall: Hall, pressed: Pressed) -> Then | None:
        if pressed.scan:
            return scans.meant(hall, self.session, pressed.scan)
        self._keep_typed(hall, pressed)
        page = self.page(hall)
        if pressed.letter:
            return keys.typed(page, self.session, pressed.letter)
        return _pressed(page, self.session, pressed.key)

    async def _go(self, then: Then, key: str) -> None:
        """On to a step; or commands first. The first page again is the next visitor's, unless it
        was reached by going back. An answer is for the visitor who asked, and nobody else.
        """
        mine = self._presses
        try:
            while not isinstance(then, Session) and not self._is_left(mine):
                then = await self._answered(then)
        except Unheard:
            then = self.session.end("sorry")
        if self._is_left(mine) or not isinstance(then, Session):
            return
        if self._over_seconds < 0:
            self.touch()
        if steps.is_first(then) and key != BACK_KEY:
            self.forget()
        else:
            self._to(then)

    def _is_left(self, mine: asyncio.Lock) -> bool:
        """Whether the one who pressed has gone meanwhile."""
        if mine is self._presses and self._over_seconds >= STAY_SECONDS:
            self.forget()
        return mine is not self._presses

    async def _answered(self, asked: Ask | Take) -> Then:
        """What the host says. A number of this kiosk's own is never given: the host is here."""
        if isinstance(asked, Take):
            return asked.then(None)
        return asked.then(await heard(self, asked.make(uuid4().hex)))


def _pressed(page: Page, session: Session, key: str) -> Then | None:
    """An option by its key; else whatever that key means on every page."""
    option = page.option(key)
    if option is not None:
        return option.then
    is_named = len(key) > 1
    return keys.meant(page, session, key.lower(), None if is_named else key)
