"""Who may use each route, worked out of what `ROUTES` says of it, so that the documentation, the
tests and whoever reads the source go by the same words. A text that is not understood is a fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from host.keys import SCOPES
from host.web.app import ROUTES
from host.web.jcc.calls import CALLS as JCC
from host.web.qmatic.calls import CALLS as QMATIC

Way = Literal["everyone", "secret", "hello", "cookie", "key", "call"]
"""everyone; secret: whoever knows the address, code or secret; hello: a device says its token over
the line; cookie: a browser keeps it; key: a program's, or the token of a device where roles stand;
call: a key, with a scope of its own for each call.
"""
INTEROP = {"/jcc/api/warp/v1/": JCC, "/qmatic/calendar-backend/public/api/": QMATIC}
DEVICES = frozenset({"kiosk", "greeter", "desk", "display", "printer", "leader"})
READING = frozenset({"GET", "HEAD"})
_SCOPE = re.compile(r"[a-z]+:(?:read|write)")
_ROLES = re.compile(r"a paired ([a-z]+)(?: or ([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Right:
    """Who may use one route by one method."""

    way: Way
    scopes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    at_home: bool = False
    """Whoever asks on the host's own computer, too."""


def right_of(method: str, path: str) -> Right:
    """Raises KeyError for a path that nobody listed, and ValueError for a text that says nothing
    that is understood here.
    """
    text = _said(path)
    if text.startswith("everyone"):
        return Right("everyone")
    if text.startswith(("whoever", "the id and secret")):
        return Right("secret")
    if text.startswith("devices:"):
        return Right("hello", roles=DEVICES)
    if text.startswith(("a key, each call", "an access token")):
        return Right("call")
    roles = frozenset(role for found in _ROLES.findall(text) for role in found if role)
    if "by its browser's cookie" in text:
        return Right("cookie", roles=roles)
    first, _, other = text.partition("; to ")
    scopes = frozenset(_SCOPE.findall(first if method in READING or not other else other))
    if not scopes or not scopes <= SCOPES.keys() or not roles <= DEVICES:
        raise ValueError(f"{path}: nobody knows who may: {text!r}")
    return Right("key", scopes, roles, at_home="this computer" in text)


def calls() -> Iterator[tuple[str, str, str]]:
    """Each call of the interfaces of other systems: method, address, scope."""
    for prefix, table in INTEROP.items():
        for method, address, scope, _ in table:
            yield method, prefix + address, scope


def _said(path: str) -> str:
    """What is said of a path, where it is not the same as of another."""
    text = ROUTES[path]
    while text.startswith("as "):
        text = ROUTES[text.removeprefix("as ").split(",")[0]]
    return text
