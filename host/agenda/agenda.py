"""The one door to the agenda: free times, and appointments booked, moved and cancelled.

Every other door (pages, REST, other systems' interfaces, tools) comes through here; what may happen
is decided by `host.core.booking`.
"""

import asyncio
import secrets
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from host.agenda.asking import NOBODY, Asking
from host.agenda.records import Appointment, Asked, Channel, Contact, Held
from host.core.booking import OUTSIDE
from host.core.entry import Sender
from host.hall import Hall
from host.settings import service_day
from wire.base import Message
from wire.commands import (
    AnyCommand,
    BookAppointment,
    CancelAppointment,
    HoldSlot,
    MoveAppointment,
    ReleaseHold,
)
from wire.frames import Done, No
from wire.refusals import Refused
from wire.text import clean, has_bsn

C = TypeVar("C", bound=Message)


class Agenda(Asking):
    """Of all locations of one host. Methods raise Refused with one stable word; `busy` when the
    store cannot be reached.

    `by` names the sender in the log; `identity` is the command's id: the same again gets the same
    answer and acts once.
    """

    async def hold(
        self,
        location: str,
        asked: Asked,
        appointed: int,
        *,
        channel: Channel,
        by: str,
        identity: str | None = None,
    ) -> Held:
        """Keeps a slot free for a while. Refuses what `book` refuses."""
        hall = self.hall_of(location)
        command = made(
            HoldSlot,
            id=identity or secrets.token_hex(16),
            day=self._day(hall, appointed, channel),
            services=asked.services,
            amounts=asked.amounts,
            appointed=appointed,
            persons=asked.persons,
            channel=channel,
        )
        done = await self.say(hall, command, by)
        minutes = self.settings.locations[location].booking.hold_minutes
        return Held(command.id, done.at + minutes * 60_000)

    async def release(self, location: str, day: str, hold: str, by: str) -> None:
        """Gives a slot back that was held, also when it is not held any more."""
        command = made(ReleaseHold, id=secrets.token_hex(16), day=day, hold=hold)
        hall, on = self.hall_of(location), date.fromisoformat(day)
        await self.refreshed(hall, on, on)  # another host may have held it
        try:
            await self.say(hall, command, by)
        except Refused as no:
            if no.word != "hold_unknown":
                raise

    async def book(
        self,
        location: str,
        asked: Asked,
        appointed: int,
        *,
        contact: Contact = NOBODY,
        language: str = "nl",
        channel: Channel,
        by: str,
        identity: str | None = None,
        hold: str | None = None,
    ) -> Appointment:
        """Refuses other_location, service_unknown, not_bookable, too_many_persons, not_together,
        day_closed, too_soon, too_far, slot_taken, text_unfit, unreadable, id_reused.
        """
        hall = self.hall_of(location)
        command = made(
            BookAppointment,
            id=identity or secrets.token_hex(16),
            day=self._day(hall, appointed, channel),
            services=asked.services,
            amounts=asked.amounts,
            appointed=appointed,
            persons=asked.persons,
            language=language,
            channel=channel,
            hold=hold,
            name=fit(contact.name),
            phone=fit(contact.phone),
            mail=fit(contact.mail),
            note=fit(contact.note),
        )
        if identity is not None:
            await self._was_not_for_another_day(identity, command.day)
        await self.say(hall, command, by)
        return await self._found(command.id)

    async def move(
        self,
        visit: str,
        appointed: int,
        *,
        location: str | None = None,
        channel: Channel,
        by: str,
        identity: str | None = None,
    ) -> Appointment:
        """Refuses what `book` refuses, and visit_unknown, appointment_cancelled,
        move_not_possible, too_late, nothing_changes.
        """
        now = await self._found(visit)
        there = self.hall_of(location or now.location)
        stands = (now.state, now.location, now.appointed) == ("open", there.location, appointed)
        if identity is not None and stands:
            return now  # said again after its answer was lost
        command = made(
            MoveAppointment,
            id=identity or secrets.token_hex(16),
            day=now.day,
            visit=visit,
            to_day=self._day(there, appointed, channel),
            to_location=there.location,
            appointed=appointed,
            channel=channel,
        )
        await self.say(self.hall_of(now.location), command, by)
        return await self._found(visit)

    async def cancel(
        self, visit: str, *, channel: Channel, by: str, identity: str | None = None
    ) -> Appointment:
        """Refuses visit_unknown, appointment_cancelled, move_not_possible, too_late."""
        now = await self._found(visit)
        command = made(
            CancelAppointment,
            id=identity or secrets.token_hex(16),
            day=now.day,
            visit=visit,
            channel=channel,
        )
        await self.say(self.hall_of(now.location), command, by)
        return await self._found(visit)

    # -- the office ----------------------------------------------------------------------------

    async def say(self, hall: Hall, command: AnyCommand, by: str) -> Done:
        heard: asyncio.Future[Done | No] = asyncio.get_running_loop().create_future()

        def reply(answer: Done | No) -> None:
            if not heard.done():
                heard.set_result(answer)

        self.office.say(hall, command, Sender(device=by, role="system"), reply)
        answer = await heard
        if isinstance(answer, No):
            raise Refused(answer.word, **answer.detail)
        return answer

    async def _found(self, visit: str) -> Appointment:
        found = await self.find(visit)
        if found is None or found.location not in self.office.halls:
            raise Refused("visit_unknown")
        return found

    async def _was_not_for_another_day(self, identity: str, day: str | None) -> None:
        """An id that was used for another day would act twice: each day knows its own ids."""
        before = await self.find(identity)
        if before is not None and before.changes == 0 and before.day != day:
            raise Refused("id_reused")

    def _day(self, hall: Hall, appointed: int, channel: Channel) -> str:
        """The service day of a moment. Refuses too_far beyond the horizon, for doors that keep
        it.
        """
        try:
            day = service_day(self.settings.zone(hall.location), appointed)
        except (ValueError, OverflowError, OSError):
            raise Refused("too_far") from None
        if channel in OUTSIDE and day > self.horizon(hall.location)[1]:
            raise Refused("too_far")
        if day < hall.today(self.clock()):
            raise Refused("too_soon")
        return day.isoformat()


def made(kind: type[C], **fields: object) -> C:
    """The command; refuses unreadable for what the wire would not take."""
    try:
        return kind.model_validate(fields)
    except ValidationError:
        raise Refused("unreadable") from None


def fit(text: str) -> str:
    """Free text as it may be kept. Refuses text_unfit for a citizen service number."""
    cleaned = clean(text)
    if has_bsn(cleaned):
        raise Refused("text_unfit")
    return cleaned
