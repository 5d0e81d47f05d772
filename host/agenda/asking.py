"""Questions to the agenda: free times, and appointments as they stand now. Changes nothing."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from host.agenda.offer import Offer
from host.agenda.reading import empty, refresh
from host.agenda.records import Appointment, Asked, Channel, Contact, Kept
from host.ahead import Ahead
from host.core.agenda import Room, minutes_of
from host.core.booking import earliest, length
from host.hall import Hall
from host.office import Office
from host.settings import plan_of
from host.store import AppointmentRow, StoreBusy
from host.store.holds import Holding, hold_made
from host.store.queries import appointments, appointments_where, open_appointments, person
from wire.refusals import Refused

T = TypeVar("T")
NOBODY = Contact()


class Asking(Offer):
    """What can be known of the agenda of one host."""

    def __init__(self, office: Office) -> None:
        super().__init__(lambda: office.settings, office.clock)
        self.office = office

    def minutes(self, location: str, asked: Asked) -> int:
        """How long it takes there. Refuses service_unknown, too_many_persons, not_together."""
        hall = self.hall_of(location)
        plan = plan_of(self.settings, location, hall.today(self.clock()))
        return length(plan, asked.services, asked.amounts, asked.persons)

    async def free(
        self,
        location: str,
        asked: Asked,
        first: date,
        last: date,
        channel: Channel = "web",
        without: str = "",
    ) -> dict[date, tuple[int, ...]]:
        """Start times per day with room, ascending, in milliseconds UTC. Days beyond the horizon
        have none. `without`: a hold whose time counts as free. Refuses what `minutes` refuses.
        """
        self.minutes(location, asked)
        rooms = await self.rooms(location, first, last, without)
        now = self.clock()
        found: dict[date, tuple[int, ...]] = {}
        for day, room in rooms.items():
            if room is None or any(service not in room.plan.services for service in asked.services):
                continue
            minutes = minutes_of(room.plan, asked.services, asked.amounts)
            starts = room.starts(asked.services, minutes, earliest(room.plan, channel, now))
            if starts:
                found[day] = tuple(starts)
        return found

    async def rooms(
        self, location: str, first: date, last: date, without: str = ""
    ) -> dict[date, Room | None]:
        """The free time of each day of a range, as far as the horizon reaches; None: closed.
        `without`: a hold whose time counts as free.
        """
        hall = self.hall_of(location)
        low, high = self.horizon(location)
        first, last = max(first, low), min(last, high)
        await self.refreshed(hall, first, last)
        return await self.when_kept(lambda: self._rooms(hall, first, last, without))

    async def find(self, visit: str) -> Appointment | None:
        """As it stands now, wherever it was moved to."""
        rows = await self.ask(partial(appointments_where, visit=visit))
        return self._appointment(rows[-1]) if rows else None

    async def by_link(self, link: str) -> Appointment | None:
        """The appointment of a visitor's own page."""
        if not link:
            return None
        rows = await self.ask(partial(appointments_where, link=link))
        return self._appointment(rows[-1]) if rows else None

    async def held_by(self, hold: str) -> Holding | None:
        """Who made a hold on a day that is not over, and where; whatever became of it since."""
        now = self.clock()
        first = min(hall.today(now) for hall in self.office.halls.values()).isoformat()
        return await self.ask(
            partial(hold_made, locations=tuple(self.office.halls), first=first, hold=hold)
        )

    async def by_code(self, code: str) -> Appointment | None:
        """The nearest open appointment with this check-in code, from yesterday on."""
        now = self.clock()
        since = min(hall.today(now) for hall in self.office.halls.values()) - timedelta(days=1)
        rows = await self.ask(partial(open_appointments, code=code, since=since.isoformat()))
        return self._appointment(rows[0]) if rows else None

    async def contact(self, appointment: Appointment) -> Contact:
        """Whom to tell; empty when it was erased."""
        of_visit = partial(
            person,
            location=appointment.location,
            day=appointment.day,
            visit=appointment.visit,
        )
        row = await self.ask(of_visit)
        return Contact(row.name, row.mail, row.phone, row.note) if row else NOBODY

    async def day(self, location: str, day: date, last: date | None = None) -> list[Appointment]:
        """Every appointment of one day, or until the last day, by time; also those that were
        cancelled. One that moved to another day or location stands there alone.
        """
        self.hall_of(location)
        until = (last or day).isoformat()
        of_days = partial(appointments, location=location, first=day.isoformat(), last=until)
        rows = await self.ask(of_days)
        return [self._appointment(row) for row in rows]

    def kept(self, mark: str) -> list[Kept]:
        """The slots that are held now under ids that begin so, at all locations."""
        now = self.clock()
        days = [
            (hall.location, day)
            for hall in self.office.halls.values()
            for day in (hall.day, *(ahead.day for ahead in hall.ahead.values()))
            if day is not None
        ]
        return [
            Kept(
                location,
                day.day,
                hold.hold,
                hold.services,
                hold.appointed,
                hold.minutes,
                hold.until,
            )
            for location, day in days
            for hold in day.holds.values()
            if hold.hold.startswith(mark) and hold.until > now
        ]

    # -- how ---------------------------------------------------------------------------------

    async def when_kept(self, work: Callable[[], T]) -> T:
        """The answer of `work`, done when the days in memory are the days on disk."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def answer() -> None:
            if done.cancelled():
                return
            try:
                done.set_result(work())
            except Exception as fault:
                done.set_exception(fault)

        self.office.when_kept(answer)
        return await done

    async def refreshed(self, hall: Hall, first: date, last: date) -> None:
        """The days of a range as the store knows them now."""
        try:
            await refresh(self.office.store, hall, first, last)
        except StoreBusy:
            raise Refused("busy") from None

    def ahead(self, hall: Hall, day: date) -> Ahead:
        """A day after today, in memory."""
        return empty(hall, day.isoformat())

    async def ask(self, question: Callable[[Any], T]) -> T:
        try:
            return await self.office.store.ask(question)
        except StoreBusy:
            raise Refused("busy") from None

    def hall_of(self, location: str) -> Hall:
        if location not in self.office.halls:
            raise Refused("other_location")
        return self.office.halls[location]

    def _rooms(self, hall: Hall, first: date, last: date, without: str) -> dict[date, Room | None]:
        now = self.clock()
        found: dict[date, Room | None] = {}
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            found[day] = self._room(hall, day, now, without)
        return found

    def _room(self, hall: Hall, day: date, now: int, without: str) -> Room | None:
        today = hall.day
        if today is None or day.isoformat() < today.day:
            return None
        if day.isoformat() > today.day:
            return empty(hall, day.isoformat()).room_at(now, without)
        if today.ended or today.plan is None or today.plan.opens is None:
            return None
        return Room(today, today.plan, now, without)

    def _appointment(self, row: AppointmentRow) -> Appointment:
        amounts = row.amounts or (row.persons,) * len(row.services)
        asked = Asked(row.services, amounts)
        cancelled = row.state == "cancelled"
        return Appointment(
            visit=row.visit,
            location=row.location,
            day=row.day,
            appointed=row.appointed,
            ends=row.appointed + (row.minutes or self._minutes_of(asked)) * 60_000,
            asked=asked,
            code=row.code,
            link=row.link,
            language=row.language,
            channel=row.channel,
            state=row.state,  # type: ignore[arg-type]
            changes=row.changes + cancelled,
        )

    def _minutes_of(self, asked: Asked) -> int:
        known = zip(asked.services, asked.amounts, strict=True)
        found = ((self.settings.services.get(name), amount) for name, amount in known)
        return sum(s.first_minutes + (n - 1) * s.further_minutes for s, n in found if s is not None)
