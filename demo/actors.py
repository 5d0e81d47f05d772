"""What people do at the doors and desks of the demo, over the real websocket line: visitors at
kiosks, a greeter, and staff who press the one key.

Each actor is a coroutine that sleeps on the demo's clock; the draw says how long things take.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import uuid4

from demo.clock import DemoClock
from demo.crowd import MINUTE, Person
from demo.opinions import Opinion
from wire.base import Message
from wire.commands import (
    AnswerHelp,
    CallNext,
    CheckIn,
    CloseDesk,
    EndVisit,
    MarkLeft,
    Meet,
    NotHere,
    OpenDesk,
    SignIn,
    TakeTicket,
)
from wire.frames import Done, Find, No, Rows
from wire.link import Link, Lost
from wire.views import DeskView, GreeterView

SECOND = 1000
RETRY_SECONDS = 0.3


def new_id() -> str:
    return uuid4().hex


@dataclass
class Hall:
    """What the actors know of each other: who sits there, and who may be called."""

    clock: DemoClock
    seed: int
    inside: dict[str, Person] = field(default_factory=dict)
    """Who waits, by ticket."""
    turned_away: list[Person] = field(default_factory=list)
    """Whom no door could help: must stay empty."""
    greeter_view: GreeterView | None = None
    """What the greeter's screen shows."""
    desk_views: dict[str, DeskView] = field(default_factory=dict)
    served: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    """Refusals heard, by word."""
    idle: list["asyncio.Future[bool]"] = field(default_factory=list)
    commands: int = 0
    opinion: Opinion | None = None
    """Of who has been helped; None: nobody gives a mark."""
    paper: Callable[[], Awaitable[None]] | None = None
    """Waits until the slips are out of the printer; None: nobody does."""

    async def say(self, link: Link, said: Message) -> Done | No:
        """Says a command until it is answered; the same id acts once."""
        while True:
            try:
                heard = await link.ask(said)
            except Lost:
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self.commands += 1
            if isinstance(heard, No):
                self.refused[heard.word] = self.refused.get(heard.word, 0) + 1
                if heard.word == "busy":
                    await asyncio.sleep(RETRY_SECONDS)
                    continue
            assert isinstance(heard, Done | No), heard
            return heard

    def somebody_waits(self) -> None:
        """Wakes the desks that had nobody to call."""
        for future in self.idle:
            if not future.done():
                self.clock.woken()
                future.set_result(True)
        self.idle.clear()


Door = Callable[[Person], Awaitable[str]]
"""A kiosk: lets a person use it, gives the ticket, empty where it hands over to the greeter."""


async def visitor(hall: Hall, person: Person, kiosk: Door, greeter: Link) -> None:
    """One party: comes, gets a ticket at its door, and leaves when it has waited too long."""
    await hall.clock.sleep_until(person.arrives)
    if not person.comes:
        return
    ticket = await kiosk(person) if person.door == "kiosk" else ""
    if not ticket:
        ticket = await _at_greeter(hall, person, greeter)
    if not ticket:
        hall.turned_away.append(person)
        return
    hall.inside[ticket] = person
    hall.somebody_waits()
    if hall.paper is not None:
        await hall.paper()
    if person.patience_minutes < 240:
        await hall.clock.sleep(person.patience_minutes * MINUTE)
        if ticket in hall.inside:
            await _leave(hall, ticket, greeter)


async def _at_greeter(hall: Hall, person: Person, greeter: Link) -> str:
    """The greeter finds the appointment by name, or takes a walk-in; answers a kiosk's call."""
    await hall.clock.sleep(30 * SECOND)
    if hall.greeter_view is not None:
        for call in hall.greeter_view.help:
            await hall.say(greeter, AnswerHelp(id=new_id(), help=call.help))
    if person.appointed is None:
        wish: CheckIn | TakeTicket = TakeTicket(
            id=new_id(),
            services=(person.service,),
            persons=person.persons,
            language=person.language,
            needs=person.needs,
            name=person.name,
        )
    else:
        visit = await _find(greeter, person.name, person.appointed, "expected", "no_show")
        if not visit:
            return ""
        wish = CheckIn(id=new_id(), visit=visit, language=person.language, needs=person.needs)
    heard = await hall.say(greeter, wish)
    return heard.ticket if isinstance(heard, Done) else ""


async def _leave(hall: Hall, ticket: str, greeter: Link) -> None:
    visit = await _find(greeter, ticket, None, "waiting")
    if visit and isinstance(await hall.say(greeter, MarkLeft(id=new_id(), visit=visit)), Done):
        hall.inside.pop(ticket, None)


async def _find(greeter: Link, text: str, appointed: int | None, *stages: str) -> str:
    """The visit of a name or ticket at one of these stages; empty when there is none. `appointed`
    tells two of one name apart.
    """
    rows: object = None
    while not isinstance(rows, Rows):
        try:
            rows = await greeter.ask(Find(id=new_id(), text=text))
        except Lost:
            await asyncio.sleep(RETRY_SECONDS)
    for row in rows.rows:
        if row.stage in stages and appointed in (None, row.appointed):
            return row.visit
    return ""


@dataclass
class Shift:
    """One employee's day at one desk."""

    desk: str
    staff: str
    pin: str
    begins: int
    ends: int
    """From here on the desk calls nobody more once the hall is empty."""


async def employee(hall: Hall, shift: Shift, link: Link) -> None:
    """Opens the desk, presses the one key all day, closes when the doors are shut and nobody
    waits."""
    chance = random.Random(f"desk {hall.seed} {shift.desk}")
    await hall.clock.sleep_until(shift.begins)
    await hall.say(link, SignIn(id=new_id(), desk=shift.desk, staff=shift.staff, pin=shift.pin))
    await hall.say(link, OpenDesk(id=new_id(), desk=shift.desk))
    while True:
        heard = await hall.say(link, CallNext(id=new_id(), desk=shift.desk))
        if isinstance(heard, Done) and heard.ticket:
            await _serve(hall, shift, link, chance, heard.ticket)
        elif hall.clock.now() >= shift.ends:
            break
        else:
            await _rest(hall, shift)
    await hall.say(link, CloseDesk(id=new_id(), desk=shift.desk))


async def _serve(hall: Hall, shift: Shift, link: Link, chance: random.Random, ticket: str) -> None:
    """From the call to the moment at which the key is pressed again."""
    person = hall.inside.pop(ticket, None)
    walk = chance.uniform(8, 40) * SECOND
    for _ in range((person.answers if person else 1) - 1):
        await hall.clock.sleep(65 * SECOND)
        heard = await hall.say(link, NotHere(id=new_id(), desk=shift.desk))
        if isinstance(heard, Done) and heard.word == "missed":
            return
    await hall.clock.sleep(walk)
    await hall.say(link, Meet(id=new_id(), desk=shift.desk))
    minutes = person.serve_minutes if person else chance.uniform(4, 9)
    await hall.clock.sleep(minutes * MINUTE)
    hall.served += 1
    if chance.random() < 0.1:
        await hall.say(link, EndVisit(id=new_id(), desk=shift.desk))
    if hall.opinion is not None:
        hall.clock.start(hall.opinion(ticket))
    await hall.clock.sleep(chance.uniform(10, 40) * SECOND)


async def _rest(hall: Hall, shift: Shift) -> None:
    """Waits until somebody comes in, or until the desk's own screen says who is next: an early
    appointment becomes due.
    """
    while True:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        hall.idle.append(future)
        hall.clock.start(_look_later(hall, future))
        somebody_came = await hall.clock.idle(future)
        view = hall.desk_views.get(shift.desk)
        if somebody_came or view is None or view.next is not None:
            return
        if hall.clock.now() >= shift.ends and not hall.inside:
            return


async def _look_later(hall: Hall, future: "asyncio.Future[bool]") -> None:
    await hall.clock.sleep(60 * SECOND)
    if not future.done():
        hall.clock.woken()
        future.set_result(False)
