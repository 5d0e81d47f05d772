"""A town, a line and a clock for the kiosk's tests: no host, no network, no waiting."""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.pilot import Pilot

from kiosk.visitor.app import KioskApp
from visitor.page import Page
from wire.base import Message
from wire.frames import AppointmentFound, Done, FindAppointment, No, Shown, Welcome
from wire.link import Heard, Lost, Silence
from wire.rows import Choice
from wire.setup import Look, ServiceLabel, Setup
from wire.views import KioskView

NOW = 1_772_528_820_000
"""Tuesday 3 March 2026, 10:07 in Amsterdam."""
MINUTE = 60_000


def at(time: str) -> int:
    """That time today, in milliseconds."""
    hours, minutes = map(int, time.split(":"))
    return NOW + ((hours - 10) * 60 + minutes - 7) * MINUTE


SERVICES = (
    ("paspoort", "Paspoort aanvragen", "Apply for a passport", "Reisepass beantragen"),
    ("rijbewijs", "Rijbewijs aanvragen", "Apply for a driving licence", "Führerschein beantragen"),
    ("uittreksel", "Uittreksel BRP", "Extract from the register", "Meldebescheinigung"),
    ("verhuizing", "Verhuizing doorgeven", "Report a move", "Umzug melden"),
    (
        "parkeerkaart",
        "Gehandicaptenparkeerkaart aanvragen of verlengen",
        "Apply for or renew a disabled parking permit",
        "Parkausweis für Menschen mit Behinderung beantragen",
    ),
    ("geboorte", "Geboorte aangeven", "Register a birth", "Geburt anmelden"),
    ("overlijden", "Overlijden aangeven", "Register a death", "Todesfall melden"),
    ("ophalen", "Paspoort of ID-kaart ophalen", "Collect a passport or ID", "Ausweis abholen"),
    ("rijbewijs-ophalen", "Rijbewijs ophalen", "Collect a driving licence", "Führerschein abholen"),
)
BRING: dict[str, tuple[str, ...]] = {
    "nl": ("Uw oude paspoort", "Een pasfoto", "Geld of een pinpas"),
    "en": ("Your old passport", "A passport photo", "Money or a bank card"),
    "de": ("Ihren alten Pass", "Ein Passfoto", "Geld oder eine Bankkarte"),
}


def a_setup(**changes: Any) -> Setup:
    labels = tuple(
        ServiceLabel(
            service=name,
            names={"nl": dutch, "en": english, "de": german},
            bring=BRING if name == "paspoort" else {},
            urgent=name in ("geboorte", "overlijden"),
            collect=name.endswith("ophalen"),
        )
        for name, dutch, english, german in SERVICES
    )
    facts: dict[str, Any] = {
        "town": "Waterrijk",
        "location": "raadhuis",
        "location_name": "Raadhuis Waterrijk",
        "languages": ("nl", "en", "de"),
        "mode": "tickets",
        "look": Look(),
        "services": labels,
        "desks": (),
        "backup": "de balie in Oudewater",
    }
    return Setup(**{**facts, **changes})


def a_choice(service: str, **changes: Any) -> Choice:
    facts: dict[str, Any] = {"open": True, "wait_from_minutes": 10, "wait_to_minutes": 15}
    return Choice(service=service, **{**facts, **changes})


def a_view(**changes: Any) -> KioskView:
    closed = {"open": False, "wait_from_minutes": None, "wait_to_minutes": None}
    special: dict[str, dict[str, Any]] = {
        "uittreksel": {**closed, "opens_at": at("13:00")},
        "verhuizing": {**closed, "over": True},
    }
    facts: dict[str, Any] = {
        "open": True,
        "closes_at": at("17:00"),
        "printer": "ready",
        "choices": tuple(a_choice(row[0], **special.get(row[0], {})) for row in SERVICES),
    }
    return KioskView(**{**facts, **changes})


def found(word: Any, **changes: Any) -> Callable[[Any], AppointmentFound]:
    """A host that knows one appointment."""
    facts: dict[str, Any] = {
        "visit": "visit-0001",
        "appointed": at("10:20"),
        "persons": 1,
        "services": ("paspoort",),
    }
    return lambda said: AppointmentFound(id=said.id, word=word, **{**facts, **changes})


def done(**changes: Any) -> Callable[[Any], Done]:
    """Kept; with a slip where one was asked for."""

    def kept(said: Any) -> Done:
        slip = "visit-0001-1" if getattr(said, "slip", False) else None
        return Done(id=said.id, seq=7, at=NOW, visit="visit-0001", slip=slip, **changes)

    return kept


def no(word: str, **detail: int | str) -> Callable[[Any], No]:
    return lambda said: No(id=said.id, word=word, detail=detail)


A_TICKET = done(ticket="A042", word="on_time", wait_from_minutes=10, wait_to_minutes=15)


class FakeLine:
    """The line, without a host. `answers` says by kind what comes back; `said` what was heard."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        self.answers: dict[str, Callable[[Any], Any]] = {
            "find_appointment": found("on_time"),
            "check_in": A_TICKET,
            "take_ticket": A_TICKET,
            "call_for_help": done(),
        }
        self.lose = 0
        """So many answers get lost on the way."""
        self.runs = 0
        self.setup: Any = a_setup()
        self.view = a_view()
        self.heard: Heard = lambda frame: None

    def open(self, heard: Heard) -> "FakeLine":
        self.heard = heard
        return self

    async def run(self) -> None:
        self.runs += 1
        if self.setup is None:
            await asyncio.Event().wait()
        self.heard(Welcome(protocol=1, device="zuil-1", role="kiosk", location="raadhuis", at=NOW))
        self.heard(self.setup)
        self.show(self.view)
        await asyncio.Event().wait()

    def show(self, view: KioskView) -> None:
        self.heard(Shown(seq=1, at=NOW, view=view))

    def fall(self) -> None:
        self.heard(Silence("closed"))

    async def ask(self, said: Any, timeout_seconds: float = 5.0) -> Any:
        self.said.append(said)
        if self.lose:
            self.lose -= 1
            raise Lost("line fell")
        return self.answers[said.kind](said)

    async def tell(self, said: Message) -> None:
        self.said.append(said)

    def commands(self, kind: str) -> list[Any]:
        return [said for said in self.said if said.kind == kind]

    @staticmethod
    def is_question(said: Message) -> bool:
        return isinstance(said, FindAppointment)


class Hands:
    """Somebody at the kiosk. Fingers are slow, a scanner is fast, and time passes when told to."""

    def __init__(self, app: KioskApp, line: FakeLine, pilot: Pilot[None], clock: "Clock") -> None:
        self.app = app
        self.line = line
        self.pilot = pilot
        self.clock = clock

    async def press(self, *keys: str, gap_seconds: float = 0.5) -> None:
        """One key after another, as from the terminal; each has worked out before the next."""
        self.clock.key_gap_seconds = gap_seconds
        for key in keys:
            await self.send(key)
            await self.answered()
        await self.pilot.pause()

    async def scan(self, text: str, end: str = "enter") -> None:
        """All keys at a scanner's speed."""
        self.clock.key_seconds += 1
        self.clock.key_gap_seconds = 0.004
        for key in (*text, end):
            await self.send(key)
        await self.answered()
        await self.pilot.pause()

    async def send(self, key: str) -> None:
        """One key, until the app has taken it in."""
        heard = self.clock.keys_heard
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(5_000):
            if self.clock.keys_heard > heard:
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"{key} was not heard")

    async def answered(self) -> None:
        """Until nothing is being said, or half a second where no answer comes."""
        for _ in range(100):
            if self.app.idle:
                return
            await asyncio.sleep(0.005)

    async def settle(self) -> None:
        """Until everything said is answered and painted."""
        await self.answered()
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        self.clock.millis += int(seconds * 1000)
        self.app.look_around()
        await self.pilot.pause()

    @property
    def page(self) -> Page:
        page = self.app.page()
        assert self.app.shown == page
        return page


class Clock:
    def __init__(self) -> None:
        self.millis = 5_000
        self.key_seconds = 0.0
        self.key_gap_seconds = 0.5
        self.keys_heard = 0

    def now(self) -> int:
        return self.millis

    def stamp(self, event: events.Key) -> float:
        self.keys_heard += 1
        self.key_seconds += self.key_gap_seconds
        return self.key_seconds


@asynccontextmanager
async def at_the_kiosk(size: tuple[int, int] = (80, 24), line: FakeLine | None = None, **app: Any):
    line = line or FakeLine()
    clock = Clock()
    kiosk = KioskApp(line.open, clock.now, stamp=clock.stamp, **app)
    async with kiosk.run_test(size=size) as pilot:
        hands = Hands(kiosk, line, pilot, clock)
        await hands.settle()
        yield hands
