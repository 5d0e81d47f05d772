"""What surrounds every HTTP answer: headers that forbid what the pages do not need, and a limit on
what is sent to us.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES_MAX = 64 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache",
}

NOT_FRAMED = frozenset(
    {
        b"content-security-policy",
        b"cross-origin-opener-policy",
        b"cross-origin-resource-policy",
    }
)
"""What would keep even an allowed page from framing the display."""


class Safety:
    """Wraps the application. `frames`: origins that may show the hall display in a frame. A body
    beyond the limit is answered with 413 and not read.
    """

    def __init__(self, app: ASGIApp, frames: tuple[str, ...] = ()) -> None:
        self.app = app
        self.headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        self.framed = [(name, value) for name, value in self.headers if name not in NOT_FRAMED]
        policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(frames)}")
        self.framed += [(b"content-security-policy", policy.encode())]
        self.frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        size = 0

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > BODY_BYTES_MAX:
                raise TooLarge
            return message

        started = False
        display = self.frames and scope["path"] == "/display"
        headers = self.framed if display else self.headers

        async def safe(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if size > BODY_BYTES_MAX:  # FastAPI turns a fault in reading into its own answer
                    message["status"] = 413
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in headers if name not in given),
                ]
            await send(message)

        try:
            if _declared(scope) > BODY_BYTES_MAX:
                raise TooLarge
            return await self.app(scope, limited, safe)
        except TooLarge:
            if not started:
                await _refuse(safe)
            return None


async def _refuse(send: Send) -> None:
    head = [(b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": head})
    await send({"type": "http.response.body", "body": b""})


class TooLarge(Exception):
    """The body is larger than any request of ours."""


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
