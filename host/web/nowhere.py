"""What an address that does not exist answers: a page to a browser, JSON to a program."""

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException

from host.web.booking.asking import notice
from host.web.doors import Doors


def answer_nowhere(app: FastAPI, doors: Doors) -> None:
    """Teaches the application this answer."""

    @app.exception_handler(HTTPException)
    async def unrouted(request: Request, fault: HTTPException) -> Response:
        is_person = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if fault.status_code == 404 and is_person:
            return notice(doors, request, "nowhere", 404, way="booking.start")
        return await http_exception_handler(request, fault)
