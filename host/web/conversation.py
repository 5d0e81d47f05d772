"""The host's side of an open line, once it is known who speaks: what is said to the device, and who
answers what it says. `host.web.line` opens and reads the line.
"""

import asyncio
from collections.abc import Awaitable, Coroutine

from host.access import Limit
from host.agenda.elsewhere import about
from host.core.entry import Sender
from host.hall import Hall
from host.hub import Listener
from host.store.access import DeviceRow
from host.views import key_of
from host.wall import Wall
from host.web.asked import ASKERS, Beside, act, answer
from host.web.doors import Doors
from host.web.protocol import LineProtocol, framed
from host.web.setting_up import setup_for
from host.web.shells import VERSION
from wire.base import PROTOCOL, Message
from wire.codec import encode, from_client, id_of
from wire.commands import ROLES, CallbackCommand, DeviceWish, MakeCallback, SignIn
from wire.frames import (
    FindAppointment,
    FromClient,
    Health,
    Hello,
    No,
    Question,
    Welcome,
)
from wire.refusals import Refused
from wire.rows import DeviceRow as Wellness
from wire.setup import Setup
from wire.survey import SurveyQuestion

AT_ONCE_MAX = 64
"""Commands of one line that wait for their answer; more are refused with `too_fast`."""
CODES_PER_MINUTE = 60
"""Codes that one device may ask for: enough for a queue of visitors, far too few to guess one."""
WATCHED = frozenset({"kiosk", "display", "printer"})
"""Roles whose devices the greeter sees: they stand in the hall and nobody sits at them."""


class Conversation:
    """The host's side of one line."""

    def __init__(
        self, doors: Doors, line: LineProtocol, device: DeviceRow, desk: str | None
    ) -> None:
        self.doors = doors
        self.line = line
        self.device = device
        self.hall: Hall = doors.office.halls[device.location]
        self.sender = Sender(device=device.name, role=device.role, desk=desk)  # type: ignore[arg-type]
        self.listener = Listener(self.hall, key_of(device.role, device.name, desk), line, device.id)
        self.version = ""
        self.waiting = 0
        self.codes = Limit(CODES_PER_MINUTE, lambda: doors.clock() / 1000)
        self.tasks: set[asyncio.Task[None]] = set()
        is_wall = device.role == "display"
        self.wall = Wall(device.name, asyncio.get_running_loop().time()) if is_wall else None

    def say(self, message: Message) -> None:
        """Sends a message."""
        say(self.line, message)

    def begin(self, setup: Setup) -> None:
        """Welcome, what must be known once, then the view."""
        now = self.doors.clock()
        self.say(
            Welcome(
                protocol=PROTOCOL,
                device=self.device.name,
                role=self.device.role,  # type: ignore[arg-type]
                location=self.device.location,
                at=now,
                timezone=str(self.hall.settings.zone(self.device.location)),
                version=VERSION,
            )
        )
        self.say(setup)
        if self.wall is not None:
            self.hall.walls.append(self.wall)
        self._greet(1)
        self.be("no_answer" if self.device.role == "printer" else "ok")
        self.line.on_caught_up = lambda: self.doors.hub.caught_up(self.listener)
        self.doors.hub.join(self.listener)

    def tell_setup(self) -> None:
        """Soon: the settings are new."""
        self._start(self._told_setup())

    async def _told_setup(self) -> None:
        self.say(await setup_for(self.doors, self.hall, self.device))

    def end(self, is_last: bool) -> None:
        """The line is gone; with its last line the device is away."""
        self.line.on_caught_up = None
        self.doors.hub.leave(self.listener)
        self._greet(-1)
        if self.wall in self.hall.walls:
            self.hall.walls.remove(self.wall)
        if is_last:
            self.be("away")

    def _greet(self, more: int) -> None:
        """Kiosks say whether somebody hears a call for help."""
        if self.device.role == "greeter":
            self.hall.greeters += more
            self.doors.office.when_kept(lambda: self.doors.hub.show(self.hall))

    def be(self, state: str) -> None:
        """Notes how the device is; the hall's views show it."""
        if self.device.role not in WATCHED:
            return
        name = self.device.name
        before = self.hall.health.get(name)
        if before is not None and before.state == state:
            return
        self.hall.health[name] = Wellness(
            device=name,
            role=self.device.role,
            state=state,  # type: ignore[arg-type]
            since=self.doors.clock(),
        )
        self.doors.office.when_kept(lambda: self.doors.hub.show(self.hall))

    def hear(self, frame: str) -> None:
        """One frame of the device."""
        try:
            message = from_client(frame)
            self._hear(message)
        except Refused as no:
            self.say(No(id=id_of(frame), word=no.word, detail=no.detail))

    def _hear(self, message: FromClient) -> None:
        if isinstance(message, Health):
            self._be_as(message)
        elif isinstance(message, Hello):
            raise Refused("unreadable")
        elif self.waiting >= AT_ONCE_MAX:
            raise Refused("too_fast")
        elif isinstance(message, Question):
            self._ask(message)
        elif isinstance(message, SignIn):
            self._sign_in(message)
        elif isinstance(message, MakeCallback | CallbackCommand | DeviceWish):
            self._act(message)
        else:
            hall, sender = about(self.doors.agenda, self.hall, self.sender, message)
            self.waiting += 1
            self.doors.office.say(hall, message, sender, self._answered)

    def _be_as(self, told: Health) -> None:
        """A display is judged by what it shows, not by what it says (`host.walls`)."""
        if self.wall is None:
            self.be(told.state)
        elif self.hall.day is not None:
            self.wall.hear(told, self.hall.day.day, asyncio.get_running_loop().time())

    def _answered(self, answer: Message) -> None:
        self.waiting -= 1
        self.say(answer)

    def _ask(self, question: Question) -> None:
        if self.sender.role not in ASKERS[question.kind]:
            raise Refused("role_may_not")
        if isinstance(question, FindAppointment | SurveyQuestion) and not self.codes.allows():
            raise Refused("too_fast")
        self.waiting += 1
        if isinstance(question, Beside):
            self._start(self._answer(answer(self.doors, self.hall, question)))
        else:
            self.doors.questions.ask(self.hall, question, self._answered)

    async def _answer(self, answer: Awaitable[Message]) -> None:
        self._answered(await answer)

    def _act(self, wish: MakeCallback | CallbackCommand | DeviceWish) -> None:
        if self.sender.role not in ROLES[wish.kind]:
            raise Refused("role_may_not")
        self.waiting += 1
        self._start(self._answer(act(self.doors, self.hall, self.sender, wish)))

    def _sign_in(self, command: SignIn) -> None:
        if self.sender.role not in ROLES[command.kind]:
            raise Refused("role_may_not")
        self.waiting += 1
        self._start(self._signed_in(command))

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _signed_in(self, command: SignIn) -> None:
        answer = await self.doors.pins.sign_in(self.hall, command, self.sender.desk)
        self._answered(answer)
        self.doors.office.when_kept(lambda: self.doors.hub.show(self.hall))


Open = dict[str, set[Conversation]]
"""Open conversations by device id."""


def say(line: LineProtocol, message: Message) -> None:
    """Sends a message, also to a peer that reads slowly: it asked."""
    if line.is_open:
        line.transport.write(framed(encode(message).encode()))
