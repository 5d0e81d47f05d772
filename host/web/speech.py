"""Serves the sentences of the calls that stand on a board at this moment, and nothing else: nobody
makes the host speak a text of their own. An address names neither ticket nor language.
"""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from host.views.board import calls_of
from host.views.voices import spoken_of
from host.web.doors import Doors

FOR_EVER = "public, max-age=31536000, immutable"
"""An address stands for one sound."""


def speech(doors: Doors) -> APIRouter:
    """The one route."""
    router = APIRouter()

    @router.get("/speech/{location}/{name}.wav")
    async def wav(location: str, name: str) -> Response:
        hall = doors.office.halls.get(location)
        if hall is None or hall.day is None or hall.day.plan is None:
            raise HTTPException(404)
        calls = spoken_of(hall.day, calls_of(hall.day))
        made = await doors.speech.file(location, calls, name)
        if made is None:
            raise HTTPException(404)
        return Response(made, media_type="audio/wav", headers={"cache-control": FOR_EVER})

    return router
