"""What stands around the REST interface within the host's application: where it is mounted, the
version on every answer, and its own shape for what is refused before a route is found.
"""

from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from host.web.api.openapi import VERSION
from host.web.api.problems import problem

PATH = "/api/v1"


class Door(Mount):
    """As a Mount, and for its bare path and for letters that end a line too: whatever lies under
    the path is answered by the interface itself, and nobody is sent to an address with a slash.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        root = scope.get("root_path", "")
        if scope["type"] != "http" or not is_under(scope["path"], root + self.path):
            return Match.NONE, {}
        inner: dict[str, Any] = {
            "app_root_path": scope.get("app_root_path", root),
            "root_path": root + self.path,
            "endpoint": self.app,
        }
        return Match.FULL, inner


class Versioned:
    """The outermost of all, so that what others say for the interface has its shape too."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_under(scope["path"], PATH):
            return await self.app(scope, receive, send)
        replaced = False

        async def versioned(message: Message) -> None:
            nonlocal replaced
            if message["type"] != "http.response.start":
                if not replaced:
                    await send(message)
                return
            MutableHeaders(scope=message)["API-Version"] = VERSION
            if message["status"] != 413:
                await send(message)
                return
            replaced = True
            answer = problem("too_large", self.base)
            kept = [pair for pair in message["headers"] if pair[0] not in _OF_BODY]
            await send({**message, "headers": [*kept, *answer.raw_headers]})
            await send({"type": "http.response.body", "body": answer.body})

        await self.app(scope, receive, versioned)


_OF_BODY = (b"content-length", b"content-type")


def is_under(path: str, place: str) -> bool:
    return path == place or path.startswith(place + "/")
