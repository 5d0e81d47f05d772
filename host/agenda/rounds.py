"""Appointments at the visitor's own address (bulky waste): free days per route, booked, moved and
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
from host.settings import plan_of
from host.store import RoundRow
from host.store.queries import person, round_of_link, rounds_where
from wire.commands import BookRound, CancelRound, MoveRound
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

    async def book_anywhere(
        self,
        service: str,
        route: str,
        day: date,
        *,
        contact: Contact,
        language: str,
        channel: Channel,
        by: str,
        identity: str,
    ) -> RoundRow:
        """At the first location that has room on that day; the same identity books once. Refuses
        what `book` refuses.
        """
        before = await self.agenda.ask(partial(rounds_where, number=identity))
        if before:
            return before[0]
        free = await self.free_anywhere(service, route)
        if day not in free:
            raise Refused("slot_taken", next=min(free).isoformat() if free else "")
        return await self.book(
            free[day],
            service,
            route,
            day,
            contact=contact,
            language=language,
            channel=channel,
            by=by,
            identity=identity,
        )

    async def move(
        self, name: str, day: date, *, channel: Channel, by: str, identity: str | None = None
    ) -> RoundRow:
        """To another day at the first location that has room for it. Refuses what `book` and
        `cancel` refuse, and nothing_changes.
        """
        known = await self.find(name)
        if identity is not None and (known.state, known.day) == ("open", day.isoformat()):
            return known  # said again after its answer was lost
        free = await self.free_anywhere(known.service, known.route, known.location)
        command = made(
            MoveRound,
            id=identity or secrets.token_hex(16),
            day=known.day,
            round=name,
            to_day=day.isoformat(),
            to_location=free.get(day, known.location),
            channel=channel,
        )
        if day > self.agenda.horizon(command.to_location or known.location)[1]:
            raise Refused("too_far")
        await self.agenda.say(self.agenda.hall_of(known.location), command, by)
        return await self.find(name)

    def offered(self, public: bool = True) -> list[str]:
        """Services that somebody comes by for, in the order of the settings; `public`: those that
        everybody may book.
        """
        known = self.agenda.settings.services
        found = [name for name in known if self.places(name)]
        return [name for name in found if not public or known[name].bookable == "public"]

    def places(self, service: str) -> list[str]:
        """Locations from which this service is done."""
        settings = self.agenda.settings
        return [
            name
            for name in settings.locations
            if name in self.agenda.office.halls and service in settings.rounds_of(name)
        ]

    async def free_anywhere(self, service: str, route: str, first: str = "") -> dict[date, str]:
        """Days with room on this route, ascending, and from which location: the visitor stays at
        home, so it is the first that has room, `first` before all. Refuses route_unknown.
        """
        found: dict[date, str] = {}
        places = self.places(service)
        for place in sorted(places, key=lambda one: one != first):
            low, high = self.agenda.horizon(place)
            for day in await self.free(place, service, route, low, high):
                found.setdefault(day, place)
        return dict(sorted(found.items()))

    async def by_link(self, link: str, today: date) -> RoundRow | None:
        """The round of a visitor's page, until its day is over."""
        if not link:
            return None
        places = list(self.agenda.office.halls)
        since = today.isoformat()
        return await self.agenda.ask(
            partial(round_of_link, link=link, locations=places, since=since)
        )

    async def contact(self, known: RoundRow) -> Contact:
        """Whom to tell, and where (the note); empty when it was erased."""
        of_round = partial(person, location=known.location, day=known.day, visit=known.round)
        row = await self.agenda.ask(of_round)
        return Contact(row.name, row.mail, row.phone, row.note) if row else NOBODY

    def may_change(self, known: RoundRow) -> bool:
        """Until the doors of its day open; of a day whose doors stay closed always."""
        if known.state != "open":
            return False
        agenda = self.agenda
        day = date.fromisoformat(known.day)
        opens = plan_of(agenda.settings, known.location, day).opens
        return opens is None or agenda.clock() < opens

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
