"""Figures for the rest of the world: today's waits by their definitions. Nothing personal."""

import asyncio
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request

from host.core.building import persons_in
from host.core.figures import figures as figures_of
from host.views.hours import is_open
from host.web.api.bodies import Figures
from host.web.api.catalogue import place_known
from host.web.api.gate import Denied, token_of
from host.web.doors import Doors
from wire.base import Name
from wire.refusals import Refused

READERS = frozenset({"greeter", "desk"})
SCOPE = "figures:read"
WAYS: dict[str, Any] = {"security": [{"bearer": []}, {"api_key": []}]}
"""A device's token opens this as well, so the gate of keys does not stand before it."""


def add_figures(api: FastAPI, doors: Doors) -> None:
    """Today at one location."""

    async def reader(request: Request) -> None:
        """Whoever asks may read this location. Raises Denied and Refused."""
        location = request.query_params.get("location", "")
        device = await asyncio.to_thread(doors.access.device_of, token_of(request))
        if device is None:
            key = await api.state.gate.key_of(request)
            if SCOPE not in key.scopes:
                raise Denied("scope_missing", detail=f"this asks for the scope {SCOPE}")
            place_known(doors, key, location)
        elif device.role not in READERS:
            raise Refused("role_may_not")
        elif device.location != location:
            raise Refused("other_location")

    @api.get(
        "/figures",
        tags=["figures"],
        summary="Today's waits; for a key, or the token of a paired greeter or desk",
        openapi_extra=WAYS,
        dependencies=[Depends(reader)],
    )
    async def figures(location: Annotated[Name, Query()]) -> Figures:
        hall = doors.office.halls[location]
        if hall.day is None:
            raise Refused("busy")
        return Figures(
            location=location,
            day=hall.day.day,
            open=is_open(hall.day, doors.clock()),
            waiting=len(hall.day.lines),
            expected=len(hall.day.expected),
            persons_inside=persons_in(hall.day),
            figures=list(figures_of(hall.day)),
        )
