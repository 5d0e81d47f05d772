"""Pairing over HTTP: a device asks for a code, or types one, and fetches its token."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from host.access import NotAllowed
from host.web.doors import Doors


class Start(BaseModel):
    """A device wants in."""

    model_config = ConfigDict(extra="forbid")
    role: str = Field(max_length=20)
    name: str = Field(default="", pattern=r"^[0-9a-z][0-9a-z_-]{0,39}$|^$")


class Claim(BaseModel):
    """The device asks whether somebody has let it in."""

    model_config = ConfigDict(extra="forbid")
    secret: str = Field(max_length=200)


class Redeem(BaseModel):
    """A code that was shown at the host."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(max_length=20)


def pairing(doors: Doors) -> APIRouter:
    """The routes of pairing."""
    router = APIRouter(prefix="/pair")

    @router.post("/start")
    async def start(wish: Start) -> JSONResponse:
        if not doors.starting.allows():
            return _no("too_fast", 429)
        try:
            started = await asyncio.to_thread(doors.access.start, wish.role, wish.name)
        except NotAllowed:
            return _no("unreadable", 422)
        return JSONResponse({"code": started.code, "secret": started.secret})

    @router.post("/claim")
    async def claim(wish: Claim) -> JSONResponse:
        token = await asyncio.to_thread(doors.access.claim, wish.secret)
        if token is None:
            return _no("not_paired", 404)
        return JSONResponse({"token": token}) if token else JSONResponse({}, 202)

    @router.post("/redeem")
    async def redeem(wish: Redeem, request: Request) -> JSONResponse:
        if not doors.redeeming.allows():
            return _no("too_fast", 429)
        token = await asyncio.to_thread(doors.access.redeem, wish.code)
        return JSONResponse({"token": token}) if token else _no("not_paired", 404)

    return router


def _no(word: str, status: int) -> JSONResponse:
    return JSONResponse({"word": word}, status)
