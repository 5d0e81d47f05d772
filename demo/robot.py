"""Fingers for a kiosk: a simulated visitor before the real app, who reads the page and presses the
key beside what they came for. One at a time, as people stand at a kiosk.
"""

import asyncio
from contextlib import AsyncExitStack

from textual import events

from demo.crowd import Person
from kiosk.line import OpenLine
from kiosk.visitor.app import KioskApp
from visitor.page import Page
from wire.words import say

PRESSES_MAX = 40
ANSWER_SECONDS = 10.0
LOOK_SECONDS = 0.002
NOT_NOW = frozenset({"busy", "away", "starting"})


class Robot:
    """One kiosk in this process, on its own line to the host, without a terminal."""

    def __init__(self, open_line: OpenLine) -> None:
        self._millis = 0
        self.app = KioskApp(open_line, self._clock, stamp=self._stamp, scanner=True)
        self._turn = asyncio.Lock()
        self._stack = AsyncExitStack()
        self.pressed = 0
        self.given_up: list[str] = []
        """Pages on which a person waited too long and went to the greeter."""

    async def __aenter__(self) -> "Robot":
        running = self.app.run_test(size=(80, 24))
        await self._stack.enter_async_context(running)
        async with asyncio.timeout(ANSWER_SECONDS):
            while self.app.hall is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self._stack.aclose()

    async def visit(self, person: Person) -> str:
        """Lets a person use the kiosk. The ticket that the last page shows; empty where it hands
        over to the greeter. Raises RuntimeError when the pages lead nowhere.
        """
        async with self._turn:
            self.app.forget()
            try:
                return await self._way_through(person)
            except TimeoutError:
                self.given_up.append(self.app.page().step)
                return ""

    async def _way_through(self, person: Person) -> str:
        for _ in range(PRESSES_MAX):
            page = await self._settled()
            if page.step == "closed":
                return ""
            if page.step == "start" and person.code:
                self.app.scanned(person.code)
                continue
            if self._is_last(page):
                ticket = page.big if page.step == "done" else ""
                await self._press(page.options[0].key)
                return ticket
            await self._press(self._key(page, person))
        raise RuntimeError(f"no way through the kiosk for {person}: {page.step}")

    def _key(self, page: Page, person: Person) -> str:
        """The key that this person presses on this page."""
        hall = self.app.hall
        assert hall is not None
        wanted = ""
        if page.step == "language":
            wanted = say(person.language, "lang.name")
        elif page.step == "start":
            label = hall.service(person.service)
            collect = label is not None and label.collect
            wanted = say(person.language, "start.pickup" if collect else "start.walkin")
        elif page.step == "services":
            wanted = hall.label(person.service, person.language)
        elif page.step == "persons":
            return str(min(person.persons, 7))
        for option in page.options:
            if option.label == wanted:
                return option.key
        if wanted and page.more is not None:
            return page.more.key
        return "1"

    @staticmethod
    def _is_last(page: Page) -> bool:
        return page.back is None and page.step not in {"language", "start", "confirm"}

    async def _press(self, key: str) -> None:
        """As the terminal's driver hands in a key; then as long as a person needs to see that
        something happened.
        """
        before = self.app.session
        self.pressed += 1
        self._millis += 2_000
        self.app.post_message(events.Key(key, key))
        async with asyncio.timeout(ANSWER_SECONDS):
            while self.app.session is before and self.app.idle:  # noqa: ASYNC110
                await asyncio.sleep(LOOK_SECONDS)

    async def _settled(self) -> Page:
        """The page, once the kiosk waits for a key."""
        async with asyncio.timeout(ANSWER_SECONDS):
            while not self._waits():  # noqa: ASYNC110
                await asyncio.sleep(LOOK_SECONDS)
        return self.app.page()

    def _waits(self) -> bool:
        return self.app.idle and self.app.page().step not in NOT_NOW

    def _clock(self) -> int:
        return self._millis

    def _stamp(self, _: object) -> float:
        return self._millis / 1000
