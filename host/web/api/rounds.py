"""Bulky waste and the like over REST: days with room on a route, booked, looked at, cancelled."""

from datetime import date
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Request, Response

from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from host.calendar.appointment import round_page_of
from host.store import RoundRow
from host.store.keys import KeyRow
from host.web.api import bodies
from host.web.api.catalogue import READ, At, place_known
from host.web.api.gate import Key, may_at, needs
from host.web.api.moments import DayIn, DayOut
from host.web.api.once import once
from host.web.doors import Doors
from wire.base import Language, Name
from wire.refusals import Refused

LOOK = needs("appointments:read")
WRITE = needs("appointments:write")
Id = Annotated[str, Path(description="Id of a round.", max_length=64)]


class NewRound(bodies.Said):
    """Somebody shall come by on that day. The address stands in the contact's note."""

    location: Name
    service: Name
    route: Name
    day: DayIn
    language: Language = "nl"
    contact: bodies.Contact = bodies.Contact()


class Round(bodies.Told):
    """A day on which somebody comes by. Who and where is told to nobody here."""

    round: str
    location: str
    day: DayOut
    service: str
    route: str
    code: str
    page: str
    """Address of the visitor's own page, to see, move and cancel; empty: has none, or the key may
    not book and cancel (`appointments:write`).
    """
    language: str
    channel: str
    state: Literal["open", "cancelled"]


class RoundDay(bodies.Told):
    """A day on which somebody can still come by."""

    day: DayOut
    left: int
    """How many more."""


class RoundDays(bodies.Told):
    """Days with room, ascending."""

    days: list[RoundDay]


def add_rounds(api: FastAPI, doors: Doors) -> None:
    """Days with room on a route."""
    rounds = Rounds(doors.agenda)

    @api.get("/rounds", tags=["rounds"], summary="Days with room on a route", openapi_extra=READ)
    async def free_days(
        key: Key,
        location: At,
        service: Name,
        route: Name,
        first: Annotated[DayIn | None, Query(alias="from")] = None,
        last: Annotated[DayIn | None, Query(alias="to", description="Included.")] = None,
    ) -> RoundDays:
        place_known(doors, key, location)
        low, high = doors.agenda.horizon(location)
        found = await rounds.free(location, service, route, first or low, last or high)
        days = [RoundDay(day=day.isoformat(), left=left) for day, left in found.items()]
        return RoundDays(days=days)

    @api.post("/rounds", status_code=201, tags=["rounds"], summary="Book", openapi_extra=WRITE)
    async def book_round(wish: NewRound, request: Request, key: Key) -> Round:
        place_known(doors, key, wish.location)
        named = await once(doors, request, key)
        made = await rounds.book(
            wish.location,
            wish.service,
            wish.route,
            date.fromisoformat(str(wish.day)),
            contact=Contact(**wish.contact.model_dump()),
            language=wish.language,
            channel="api",
            by=f"key:{key.name}",
            identity=named.identity,
        )
        return _told(doors, made, key)

    _add_changes(api, doors, rounds)


def _add_changes(api: FastAPI, doors: Doors, rounds: Rounds) -> None:
    @api.get("/rounds/{round}", tags=["rounds"], summary="One round", openapi_extra=LOOK)
    async def look_at_round(round: Id, key: Key) -> Round:
        return _told(doors, await _known(rounds, key, round), key)

    @api.delete(
        "/rounds/{round}", status_code=204, tags=["rounds"], summary="Cancel", openapi_extra=WRITE
    )
    async def cancel_round(round: Id, key: Key) -> Response:
        known = await _known(rounds, key, round)
        if known.state != "cancelled":  # asked for again, it is so already
            await rounds.cancel(known.round, channel="api", by=f"key:{key.name}")
        return Response(status_code=204)


async def _known(rounds: Rounds, key: KeyRow, name: str) -> RoundRow:
    found = await rounds.find(name)
    if not may_at(key, found.location):
        raise Refused("visit_unknown")
    return found


def _told(doors: Doors, row: RoundRow, key: KeyRow) -> Round:
    """As it is told to this key: the visitor's page only to one that may cancel by itself."""
    may = "appointments:write" in key.scopes
    return Round(
        round=row.round,
        location=row.location,
        day=row.day,
        service=row.service,
        route=row.route,
        code=row.code,
        page=round_page_of(doors.settings, row) if may else "",
        language=row.language,
        channel=row.channel,
        state=row.state,  # type: ignore[arg-type]
    )
