"""What people do at the doors and desks of the demo, over the real websocket line: visitors at
kiosks, a greeter, and staff who press the one key.

Each actor is a coroutine that sleeps on the demo's clock; the draw says how long things take.
"""

import asyncio
import random
from dataclasses import dataclass, field
from uuid import uuid4

from demo.clock import DemoClock
from demo.crowd import MINUTE, Person
from wire.base import Message
from wire.commands import (
    AnswerHelp,
    CallForHelp,
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
from wire.frames import Done, No
from wire.link import Link, Lost

SECOND = 1000


def new_id() -> str:
    return uuid4().hex


@dataclass
class Hall:
    """What the actors know of each other: who sits there, and who may be called."""

    clock: DemoClock
    seed: int
    inside: dict[str, Person] = field(default_factory=dict)
    """Visits in the hall by id."""
    served: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    """Refusals heard, by word."""
    idle: list["asyncio.Future[None]"] = field(default_factory=list)
    commands: int = 0

    async def say(self, link: Link, said: Message) -> Done | No:
        """Says a command until it is answered; the same id acts once."""
        while True:
            try:
                heard = await link.ask(said)
            except Lost:
                await asyncio.sleep(0.3)
                continue
            self.commands += 1
            if isinstance(heard, No):
                self.refused[heard.word] = self.refused.get(heard.word, 0) + 1
                if heard.word == "busy":
                    await asyncio.sleep(0.3)
                    continue
            assert isinstance(heard, Done | No), heard
            return heard

    def somebody_waits(self) -> None:
        """Wakes the desks that had nobody to call."""
        for future in self.idle:
            if not future.done():
                self.clock.woken()
                future.set_result(None)
        self.idle.clear()


async def visitor(hall: Hall, person: Person, kiosk: Link, greeter: Link) -> None:
    """One party: comes, checks in or takes a ticket, and leaves when it has waited too long."""
    await hall.clock.sleep_until(person.arrives)
    if not person.comes:
        return
    asks_greeter = person.door == "greeter"
    door = greeter if asks_greeter else kiosk
    heard = await hall.say(door, _wish(person, by_name=asks_greeter))
    if isinstance(heard, No):
        heard = await _greeter_helps(hall, person, kiosk, greeter)
    if isinstance(heard, No) or heard.visit is None:
        return
    hall.inside[heard.visit] = person
    hall.somebody_waits()
    if person.patience_minutes < 240:
        await hall.clock.sleep(person.patience_minutes * MINUTE)
        if heard.visit in hall.inside:
            left = await hall.say(greeter, MarkLeft(id=new_id(), visit=heard.visit))
            if isinstance(left, Done):
                hall.inside.pop(heard.visit, None)


def _wish(person: Person, by_name: bool) -> CheckIn | TakeTicket:
    name = person.name if by_name else ""
    if person.code:
        return CheckIn(
            id=new_id(),
            code=person.code,
            language=person.language,
            needs=person.needs,
            name=name,
        )
    return TakeTicket(
        id=new_id(),
        services=(person.service,),
        persons=person.persons,
        language=person.language,
        needs=person.needs,
        name=name,
    )


async def _greeter_helps(hall: Hall, person: Person, kiosk: Link, greeter: Link) -> Done | No:
    """The kiosk could not help: a call for help, half a minute later the greeter does it."""
    call = CallForHelp(id=new_id(), reason="late" if person.code else "closed")
    await hall.say(kiosk, call)
    await hall.clock.sleep(30 * SECOND)
    await hall.say(greeter, AnswerHelp(id=new_id(), help=call.id))
    return await hall.say(greeter, _wish(person, by_name=True))


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
        if isinstance(heard, Done) and heard.visit is not None:
            await _serve(hall, shift, link, chance, heard.visit)
        elif hall.clock.now() >= shift.ends:
            break
        else:
            await _rest(hall, shift)
    await hall.say(link, CloseDesk(id=new_id(), desk=shift.desk))


async def _serve(hall: Hall, shift: Shift, link: Link, chance: random.Random, visit: str) -> None:
    """From the call to the moment at which the key is pressed again."""
    person = hall.inside.pop(visit, None)
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
    await hall.clock.sleep(chance.uniform(10, 40) * SECOND)


async def _rest(hall: Hall, shift: Shift) -> None:
    """Waits until somebody may be called, at most a minute: an early appointment becomes due."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    hall.idle.append(future)
    hall.clock.start(_wake_later(hall, future))
    await hall.clock.idle(future)


async def _wake_later(hall: Hall, future: "asyncio.Future[None]") -> None:
    await hall.clock.sleep(60 * SECOND)
    if not future.done():
        hall.clock.woken()
        future.set_result(None)
