"""A hall whose waiting room is full, over a real host, real sockets and a real provider of SMS."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from host.store import outbox
from tests.post_office import SmsServer, an_sms_server
from tests.town import PIN, SETTINGS, Clock, Screen, Town, a_town, new_id
from wire.commands import CallNext, LeavePhone, OpenDesk, SignIn, TakeTicket
from wire.frames import Done

PHONE = "06 1234 5678"


class FullRoom:
    """A kiosk, a greeter and an open desk; visitors come one by one."""

    def __init__(self, town: Town, sms: SmsServer) -> None:
        self.town = town
        self.sms = sms
        self.kiosk: Screen
        self.greeter: Screen
        self.desk: Screen

    async def open(self) -> "FullRoom":
        self.kiosk = await self.town.screen("kiosk")
        self.greeter = await self.town.screen("greeter")
        self.desk = await self.town.screen("desk", "desk-1", desk="1")
        await self.desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await self.desk.done(OpenDesk(id=new_id(), desk="1"))
        return self

    async def come(self, **more: Any) -> Done:
        self.town.clock.now += 1000
        return await self.kiosk.done(TakeTicket(id=new_id(), services=("passport",), **more))

    async def leave_phone(self, visit: str | None, phone: str = PHONE) -> Done:
        return await self.kiosk.done(LeavePhone(id=new_id(), visit=visit or "", phone=phone))

    async def come_and_be_texted(self, count: int) -> list[str]:
        """So many wait outside and give a number; then as many are called. Their tickets, in the
        order of the texts.
        """
        by_phone = {}
        for number in range(count):
            done = await self.come()
            assert done.outside == "ask"
            await self.leave_phone(done.visit, f"061234567{number}")
            by_phone[f"3161234567{number}"] = done.ticket
        for number in range(1, count + 1):
            self.town.clock.now += 20_000
            called = await self.desk.done(CallNext(id=new_id(), desk="1"))
            assert called.ticket == f"A{number:03d}", "first come, first served"
            await self.texts(number)
        return [by_phone[asked.body["recipients"][0]] for asked in self.sms.asked]

    def rows(self) -> list[tuple[str, str, str]]:
        found = self.town.host.store.read(outbox.messages)
        return [(row.visit, row.kind, row.state) for row in found]

    async def texts(self, count: int) -> list[str]:
        """The texts that the provider was asked to send, once there are so many; then no more."""
        async with asyncio.timeout(20):
            while len(self.sms.asked) < count:  # noqa: ASYNC110, a server in another thread
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        assert len(self.sms.asked) == count
        return [str(asked.body["body"]) for asked in self.sms.asked]


@asynccontextmanager
async def a_full_room(
    folder: Path, persons_max: int, database: str = "", *, texts: bool = True
) -> AsyncIterator[FullRoom]:
    """As many walk-ins of one person as there is room for."""
    with an_sms_server() as sms:
        text = SETTINGS.replace(
            "[locations.hall.hours]",
            f"[locations.hall.waiting_room]\npersons_max = {persons_max}\n[locations.hall.hours]",
        )
        if texts:
            text += f"""
[messages.sms]
provider = "spryng"
sender = "Testdam"
url = "{sms.url}"
"""
        async with a_town(folder, Clock("09:05"), database, text) as town:
            room = await FullRoom(town, sms).open()
            for _ in range(persons_max):
                assert (await room.come()).outside == ""
            yield room
