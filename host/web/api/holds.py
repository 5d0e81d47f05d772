"""Holds over REST: a time is kept free for some minutes, and given back when nobody wants it."""

from typing import Annotated

from fastapi import FastAPI, Path, Request, Response

from host.web.api import bodies
from host.web.api.appointments import ID, WRITE, by_of, wanted
from host.web.api.gate import Key, may_at
from host.web.api.moments import tell_moment
from host.web.api.once import once
from host.web.doors import Doors
from wire.refusals import Refused

HoldId = Annotated[str, Path(description="Id of a hold that this key made.")]


def add_holds(api: FastAPI, doors: Doors) -> None:
    """A time is kept free, and given back."""

    @api.post(
        "/holds", status_code=201, tags=["appointments"], summary="Hold a time", openapi_extra=WRITE
    )
    async def hold(wish: bodies.NewHold, request: Request, key: Key) -> bodies.Hold:
        asked = wanted(doors, key, wish)
        named = await once(doors, request, key)
        held = await doors.agenda.hold(
            wish.location, asked, wish.start, channel="api", by=by_of(key), identity=named.identity
        )
        zone = doors.settings.zone(wish.location)
        return bodies.Hold(hold=held.id, until=tell_moment(held.until, zone))

    @api.delete(
        "/holds/{hold}",
        status_code=204,
        tags=["appointments"],
        summary="Give a held time back",
        openapi_extra=WRITE,
    )
    async def release(hold: HoldId, request: Request, key: Key) -> Response:
        made = await doors.agenda.held_by(hold) if ID.fullmatch(hold) else None
        if made is None or made.sender != by_of(key) or not may_at(key, made.location):
            raise Refused("hold_unknown")
        await once(doors, request, key)
        await doors.agenda.release(made.location, made.day, hold, by_of(key))
        return Response(status_code=204)
