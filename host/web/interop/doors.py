"""Puts the doors for other booking systems together: they share one ring of keys."""

from fastapi import APIRouter

from host.web.doors import Doors
from host.web.interop.keys import Keyring
from host.web.jcc.door import jcc
from host.web.jcc.token import token
from host.web.qmatic.door import qmatic


def interop(doors: Doors) -> APIRouter:
    """The routes for Qmatic and JCC clients."""
    keyring = Keyring(doors.store, doors.secret, doors.clock)
    router = APIRouter()
    router.include_router(qmatic(doors, keyring))
    router.include_router(token(keyring))
    router.include_router(jcc(doors, keyring))
    return router
