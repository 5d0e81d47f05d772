"""Promises to call back over REST: make, look, list, say what was done, figures. Every rule is
`host.callbacks`'s.
"""

import asyncio
import re
from typing import Annotated, Literal
from uuid import uuid4

from fastapi import FastAPI, Path, Query, Request, Response

from host.callbacks.answers import Found, known, listed
from host.callbacks.clock import soon_at
from host.callbacks.figures import DEFINITION, figures
from host.callbacks.notes import By, Wish
from host.core.callbacks import light
from host.core.cells import Cell
from host.store.callbacks import CallbackRow
from host.store.keys import KeyRow
from host.web.api import callback_bodies as bodies
from host.web.api.catalogue import At, place_known
from host.web.api.gate import Denied, Key, may_at, needs
from host.web.api.moments import DayIn, tell_moment
from host.web.api.once import once
from host.web.doors import Doors
from wire.base import Name
from wire.commands import (
    AttemptCallback,
    ConvertCallback,
    FinishCallback,
    HandOverCallback,
    MakeCallback,
    ReopenCallback,
)
from wire.refusals import Refused

READ = needs("callbacks:read")
WRITE = needs("callbacks:write")
READ_CONTACT = needs("contact:read")
TAGS: list[str] = ["callbacks"]
DAY = 24 * 60 * 60_000
DONE_DAYS = 31
_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
Id = Annotated[str, Path(description="Id of a promise to call back.")]


def add_callbacks(api: FastAPI, doors: Doors) -> None:
    """All routes; the figures first, since they stand where an id would."""
    _add_figures(api, doors)
    _add_making(api, doors)
    _add_looking(api, doors)


def _add_figures(api: FastAPI, doors: Doors) -> None:
    @api.get(
        "/callbacks/figures", tags=[*TAGS], summary="Kept within so many working days",
        openapi_extra=READ,
    )  # fmt: skip
    async def callback_figures(
        key: Key,
        location: At,
        first: Annotated[DayIn, Query(alias="from")],
        last: Annotated[DayIn, Query(alias="to", description="Included.")],
    ) -> bodies.CallbackFigures:
        place_known(doors, key, location)
        if last < first:
            raise Denied("unreadable", detail="to is before from")
        found = await asyncio.to_thread(
            figures, doors.store, doors.settings, (location,), first, last, doors.clock()
        )
        lines = [
            bodies.CallbackLine(
                term_days=line.term_days,
                exempt=line.exempt,
                department=line.department,
                n=line.n,
                within=line.within.part or 0,
                share=_share(line.within),
                tried=int(line.tried.value or 0),
            )
            for line in found.lines
        ]
        return bodies.CallbackFigures(
            definition=DEFINITION,
            first=first.isoformat(),
            last=last.isoformat(),
            lines=lines,
            transferred_directly=_share(found.transferred),
        )


def _add_making(api: FastAPI, doors: Doors) -> None:
    @api.post(
        "/callbacks", status_code=201, tags=[*TAGS], summary="Promise to call back",
        openapi_extra=WRITE,
    )  # fmt: skip
    async def make_callback(
        wish: bodies.NewCallback, request: Request, response: Response, key: Key
    ) -> bodies.Callback:
        place_known(doors, key, wish.location)
        named = await once(doors, request, key)
        said = MakeCallback(
            id=named.identity or uuid4().hex,
            department=wish.department,
            name=wish.contact.name,
            phone=wish.contact.phone,
            note=wish.contact.note,
            term_days=wish.term_days,
            transferred_directly=wish.transferred_directly,
        )
        row = await doors.callbacks.say(said, _by(key, wish.location), wish.created)
        response.headers["location"] = f"{request.url.path}/{row.callback}"
        return tell(doors, row)

    @api.post(
        "/callbacks/{callback}/steps", status_code=201, tags=[*TAGS],
        summary="Say what was done", openapi_extra=WRITE,
    )  # fmt: skip
    async def add_step(
        callback: Id, wish: bodies.NewStep, request: Request, key: Key
    ) -> bodies.CallbackWithSteps:
        row, _ = await _known(doors, key, callback)
        named = await once(doors, request, key)
        said = _wish(named.identity or uuid4().hex, callback, wish)
        await doors.callbacks.say(said, _by(key, row.location))
        return _with_steps(doors, await known(doors.callbacks, callback))


def _add_looking(api: FastAPI, doors: Doors) -> None:
    @api.get("/callbacks", tags=[*TAGS], summary="Of a location", openapi_extra=READ)
    async def list_callbacks(
        key: Key,
        location: At,
        state: Annotated[
            Literal["open", "soon", "late", "done"],
            Query(description="soon: about to be late; done: of the last 31 days."),
        ] = "open",
        department: Name | None = None,
    ) -> bodies.Callbacks:
        place_known(doors, key, location)
        kept = "done" if state == "done" else "open"
        since = doors.clock() - DONE_DAYS * DAY if state == "done" else None
        rows = await listed(doors.callbacks, location, kept, department, since)
        told = [tell(doors, row) for row in rows]
        if state in ("soon", "late"):
            told = [each for each in told if each.light == state]
        return bodies.Callbacks(callbacks=told)

    @api.get("/callbacks/{callback}", tags=[*TAGS], summary="One promise", openapi_extra=READ)
    async def look_at_callback(callback: Id, key: Key) -> bodies.CallbackWithSteps:
        return _with_steps(doors, await _known(doors, key, callback))

    @api.get(
        "/callbacks/{callback}/contact", tags=[*TAGS], summary="Whom to call",
        openapi_extra=READ_CONTACT,
    )  # fmt: skip
    async def callback_contact(callback: Id, key: Key) -> bodies.CallerTold:
        row, _ = await _known(doors, key, callback)
        return bodies.CallerTold(name=row.name, phone=row.phone, note=row.note)


def tell(doors: Doors, row: CallbackRow) -> bodies.Callback:
    """As it is told to a key."""
    zone = doors.settings.zone(row.location)

    def at(millis: int | None) -> str | None:
        return None if millis is None else tell_moment(millis, zone)

    soon = soon_at(doors.settings, row)
    return bodies.Callback(
        callback=row.callback,
        location=row.location,
        department=row.department,
        exempt=row.exempt,
        term_days=row.term_days,
        calendar=row.calendar,  # type: ignore[arg-type]
        created=tell_moment(row.created, zone),
        due=tell_moment(row.due, zone),
        about_to_be_late_from=tell_moment(soon, zone),
        light="done" if row.state == "done" else light(doors.clock(), soon, row.due),
        state=row.state,  # type: ignore[arg-type]
        outcome=row.outcome,  # type: ignore[arg-type]
        attempts=row.attempts,
        tried=at(row.tried),
        answered=at(row.answered),
        ended=at(row.ended),
        appointment=row.visit,
        channel=row.channel,
    )


def _with_steps(doors: Doors, found: Found) -> bodies.CallbackWithSteps:
    row, steps = found
    zone = doors.settings.zone(row.location)
    told = [
        bodies.StepTold(
            at=tell_moment(each.step.at, zone), what=each.step.what, department=each.step.department
        )
        for each in steps
    ]
    return bodies.CallbackWithSteps(**tell(doors, row).model_dump(), steps=told)


def _wish(identity: str, callback: str, wish: bodies.NewStep) -> Wish:
    """The command of a step. Raises Denied where a part of it is missing."""
    match wish.what:
        case "attempted" | "reached":
            reached = wish.what == "reached"
            return AttemptCallback(id=identity, callback=callback, reached=reached)
        case "answered" | "unreached":
            return FinishCallback(id=identity, callback=callback, outcome=wish.what)
        case "reopened":
            return ReopenCallback(id=identity, callback=callback)
        case "handed_over" if wish.department is not None:
            to = wish.department
            return HandOverCallback(id=identity, callback=callback, department=to)
        case "appointment" if wish.appointment is not None:
            return ConvertCallback(id=identity, callback=callback, visit=wish.appointment)
    part = "department" if wish.what == "handed_over" else "appointment"
    raise Denied("unreadable", detail=f"{wish.what} asks for {part}")


async def _known(doors: Doors, key: KeyRow, callback: str) -> Found:
    """A promise that this key may know of. Raises Refused `callback_unknown`."""
    if not _ID.fullmatch(callback):
        raise Refused("callback_unknown")
    found = await known(doors.callbacks, callback)
    if not may_at(key, found[0].location) or found[0].location not in doors.settings.locations:
        raise Refused("callback_unknown")
    return found


def _by(key: KeyRow, location: str) -> By:
    return By(location, f"key:{key.name}", "api")


def _share(cell: Cell) -> bodies.CallbackShare:
    return bodies.CallbackShare(value=cell.value, gap=cell.gap)
