"""Calendars that staff subscribe to. Whoever knows the address may read it, so it holds nothing
personal; `balie message feed` tells the addresses.
"""

import hmac
from datetime import timedelta

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from host.agenda.records import Appointment
from host.web.doors import Doors

DAYS_BACK = 7
"""A calendar keeps the last week; what is older leaves it."""
HEADERS = {"cache-control": "private, max-age=300", "x-robots-tag": "noindex"}


def feeds(doors: Doors) -> APIRouter:
    """The routes of the feeds."""
    router = APIRouter()

    @router.get("/calendar/{location}/{token}.ics")
    async def of_location(location: str, token: str) -> Response:
        return await _answer(doors, location, "", token)

    @router.get("/calendar/{location}/{desk}/{token}.ics")
    async def of_desk(location: str, desk: str, token: str) -> Response:
        return await _answer(doors, location, desk, token)

    return router


async def _answer(doors: Doors, location: str, desk: str, token: str) -> Response:
    from host.calendar import feed, feed_token  # slow to import, and not needed at the start

    settings = doors.settings
    wanted = feed_token(doors.secret, location, desk)
    fits = hmac.compare_digest(token.encode(), wanted.encode())
    place = settings.locations.get(location)
    if not fits or place is None or (desk and desk not in place.desks):
        raise HTTPException(404)
    found = await _appointments(doors, location)
    said = feed(settings, location, found, doors.clock(), desk)
    return Response(said, headers=HEADERS, media_type="text/calendar; charset=utf-8")


async def _appointments(doors: Doors, location: str) -> list[Appointment]:
    """From a week ago to the last day that can be booked."""
    first, last = doors.agenda.horizon(location)
    return await doors.agenda.day(location, first - timedelta(days=DAYS_BACK), last)
