"""Appointments at the visitor's own address (bulky waste): free days per route, booked and
cancelled. Kept on the same days as the desk's appointments.
"""

import secrets
from datetime import date, timedelta
from functools import partial

from host.agenda.agenda import Agenda, fit, made
from host.agenda.asking import NOBODY
from host.agenda.records import Channel, Contact
from host.core.booking import plan_ahead
from host.core.rounds import room_on
from host.hall import Hall
from host.store import RoundRow
from host.store.queries import rounds_where
from wire.commands import BookRound, CancelRound
from wire.refusals import Refused


class Rounds:
    """Over the same office as the agenda. Methods raise Refused with one stable word."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda

    async def free(
        self, location: str, service: str, route: str, first: date, last: date
    ) -> dict[date, int]:
        """How many more each day can take on this route; days without room are left out. Refuses
        service_unknown and route_unknown.
        """
        agenda = self.agenda
        hall = agenda.hall_of(location)
        low, high = agenda.horizon(location)
        first, last = max(first, low + timedelta(days=1)), min(last, high)
        await agenda.refreshed(hall, first, last)
        return await agenda.when_kept(lambda: self._free(hall, service, route, first, last))

    async def book(
        self,
        location: str,
        service: str,
        route: str,
        day: date,
        *,
        contact: Contact = NOBODY,
        language: str = "nl",
        channel: Channel,
        by: str,
        identity: str | None = None,
    ) -> RoundRow:
        """Refuses service_unknown, route_unknown, day_closed, too_soon, too_far, text_unfit,
        slot_taken (detail `next`: the next day with room).
        """
        hall = self.agenda.hall_of(location)
        if day > self.agenda.horizon(location)[1]:
            raise Refused("too_far")
        command = made(
            BookRound,
            id=identity or secrets.token_hex(16),
            day=day.isoformat(),
            service=service,
            route=route,
            language=language,
            channel=channel,
            name=fit(contact.name),
            phone=fit(contact.phone),
            mail=fit(contact.mail),
            note=fit(contact.note),
        )
        try:
            await self.agenda.say(hall, command, by)
        except Refused as no:
            if no.word == "slot_taken":
                raise await self._full(location, service, route, day) from None
            raise
        return await self.find(command.id)

    async def cancel(self, name: str, *, channel: Channel, by: str) -> RoundRow:
        """Refuses visit_unknown, appointment_cancelled, too_late, day_closed."""
        known = await self.find(name)
        command = made(
            CancelRound, id=secrets.token_hex(16), day=known.day, round=name, channel=channel
        )
        await self.agenda.say(self.agenda.hall_of(known.location), command, by)
        return await self.find(name)

    async def find(self, name: str) -> RoundRow:
        """Refuses visit_unknown."""
        rows = await self.agenda.ask(partial(rounds_where, number=name))
        if not rows:
            raise Refused("visit_unknown")
        return rows[0]

    async def _full(self, location: str, service: str, route: str, day: date) -> Refused:
        last = self.agenda.horizon(location)[1]
        free = await self.free(location, service, route, day, last)
        return Refused("slot_taken", next=min(free).isoformat() if free else "")

    def _free(
        self, hall: Hall, service: str, route: str, first: date, last: date
    ) -> dict[date, int]:
        found: dict[date, int] = {}
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            ahead = self.agenda.ahead(hall, day)
            try:
                plan = plan_ahead(ahead.day)
            except Refused:
                continue
            left = room_on(ahead.day, plan, service, route)
            if left:
                found[day] = left
        return found
