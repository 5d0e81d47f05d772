"""The town's own pictures for its displays, from the folders that the settings name. Serves what
lies there under a picture's name and nothing else. In a thread: that disk may be slow.
"""

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from host.settings.displays import pictures_of
from host.web.doors import Doors


def pictures(doors: Doors) -> APIRouter:
    """The route of the pictures."""
    router = APIRouter()

    @router.get("/pictures/{location}/{display}/{name}")
    def picture(location: str, display: str, name: str) -> FileResponse:
        place = doors.settings.locations.get(location)
        told = place.displays.get(display) if place is not None else None
        file = pictures_of(told, doors.folder).get(name) if told is not None else None
        if file is None:
            raise HTTPException(404)
        return FileResponse(file, headers={"cache-control": "max-age=300"})

    return router
