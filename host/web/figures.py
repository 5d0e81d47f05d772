"""Figures for the rest of the world, as JSON: the locations, and today's waits by their
definitions. Nothing personal.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse

from host.core.figures import figures as figures_of
from host.views.hours import is_open
from host.web.doors import Doors
from wire.base import Message, Name

READERS = frozenset({"greeter", "desk"})


class LocationFigures(Message):
    """Today at one location."""

    location: Name
    day: str
    open: bool
    waiting: int
    expected: int
    persons_inside: int
    figures: tuple[dict[str, object], ...]


def figures(doors: Doors) -> APIRouter:
    """The routes of the figures."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/locations")
    async def locations() -> JSONResponse:
        found = [
            {"location": name, "name": place.name, "mode": place.mode}
            for name, place in doors.settings.locations.items()
        ]
        return JSONResponse({"town": doors.settings.town.name, "locations": found})

    @router.get("/figures")
    async def today(
        location: Annotated[str, Query(max_length=40)],
        authorization: Annotated[str, Header(max_length=300)] = "",
    ) -> JSONResponse:
        token = authorization.removeprefix("Bearer ")
        device = await asyncio.to_thread(doors.access.device_of, token) if token else None
        if device is None:
            return JSONResponse({"word": "not_paired"}, 401, {"www-authenticate": "Bearer"})
        if device.role not in READERS:
            return JSONResponse({"word": "role_may_not"}, 403)
        if device.location != location:
            return JSONResponse({"word": "other_location"}, 403)
        hall = doors.office.halls[location]
        if hall.day is None:
            return JSONResponse({"word": "busy"}, 503)
        told = LocationFigures(
            location=location,
            day=hall.day.day,
            open=is_open(hall.day, doors.clock()),
            waiting=len(hall.day.lines),
            expected=len(hall.day.expected),
            persons_inside=hall.day.persons_inside,
            figures=tuple(figure.model_dump(mode="json") for figure in figures_of(hall.day)),
        )
        return JSONResponse(told.model_dump(mode="json"))

    return router
