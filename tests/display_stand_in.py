"""A stand-in for the host as the hall display meets it: files, texts, pairing and websocket.

It speaks the real codec and decides nothing: a test says what it shows, when it falls silent and
when it goes away.
"""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from display import FOLDER
from wire.base import PROTOCOL, Message
from wire.codec import encode, from_client
from wire.frames import BEAT_SECONDS, Beat, Health, Hello, No, Shown, Welcome
from wire.rows import BoardCall
from wire.setup import Look, Setup
from wire.views import BoardView
from wire.words import words_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; media-src 'self'"
)
GUARD = {"content-security-policy": POLICY, "x-content-type-options": "nosniff"}
TOKEN = "token-of-the-display"


def now() -> int:
    """This moment in milliseconds, as the host counts."""
    return int(time.time() * 1000)


def a_setup(**changes: Any) -> Setup:
    """A town called Voorbeeldstad; any field may be another one."""
    facts: dict[str, Any] = {
        "town": "Gemeente Voorbeeldstad",
        "location": "stadhuis",
        "location_name": "Stadhuis",
        "languages": ("nl", "en"),
        "mode": "tickets",
        "look": Look(),
        "services": (),
        "desks": (),
    }
    return Setup(**(facts | changes))


class _Moment:
    """The calls of one board are written down in one breath: what is said within it is said at
    once, so that a tick of the clock between two of them does not turn their order.
    """

    at = 0

    def __call__(self) -> int:
        if now() - self.at > BREATH_MILLIS:
            self.at = now()
        return self.at


BREATH_MILLIS = 50
_moment = _Moment()


def a_call(ring: int, ticket: str, desk: str = "3", seconds_ago: float = 0) -> BoardCall:
    return BoardCall(ring=ring, ticket=ticket, desk=desk, at=_moment() - round(seconds_ago * 1000))


def a_board(*calls: BoardCall, **changes: Any) -> BoardView:
    """An open hall with these calls, newest first."""
    facts: dict[str, Any] = {"mode": "tickets", "open": True, "calls": calls}
    return BoardView(**(facts | changes))


class StandIn:
    """The host on a port of 127.0.0.1, in a thread. Its methods are for the test's thread."""

    def __init__(self) -> None:
        self.setup = a_setup()
        self.view = a_board()
        self.silent = False
        """Lines stay open and nothing is said on them, as when a cable is pulled."""
        self.away = False
        """New lines are refused."""
        self.paired = False
        self.tokens: list[str] = []
        self.rings: list[int] = []
        self.sounds: list[str | None] = []
        """What the page said of its sound, each time that it said another thing."""
        self.lines_opened = 0
        self.pages_given = 0
        self.protocol = PROTOCOL
        self.version = "1.0"
        """Of the host now: in its page and in its welcome."""
        self.page_version = ""
        """In its page, when something between still gives an older one."""
        self.versions: list[str] = []
        """Of the pages that said hello."""
        self.refuses = ""
        """The word with which each hello is refused."""
        self._lines: set[WebSocket] = set()
        self._speaking = asyncio.Lock()
        """Whoever comes hears all that holds now before anything newer."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._app(), log_level="error", lifespan="off", timeout_graceful_shutdown=1
            )
        )
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}/display"

    def show(self, view: BoardView) -> None:
        """The newest view, to each line and to each that opens later."""
        self.view = view
        self._tell(self._shown())

    def settle(self, **changes: Any) -> None:
        """A new set-up, to each line and to each that opens later."""
        self.setup = a_setup(**changes)
        self._tell(self.setup)

    def cut(self) -> None:
        """Closes every line and opens none until `back`."""
        self.away = True
        self._in_loop(self._close_lines())

    def back(self) -> None:
        self.away = self.silent = False

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._in_loop(self._close_lines())
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._server.serve(sockets=[self._socket]))

    def _tell(self, message: Message) -> None:
        self._in_loop(self._tell_lines(encode(message)))

    def _in_loop(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _tell_lines(self, frame: str) -> None:
        if self.silent:
            return
        async with self._speaking:
            for line in tuple(self._lines):
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await line.send_text(frame)  # a page may be loading itself again just now

    async def _close_lines(self) -> None:
        for line in tuple(self._lines):
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await line.close()

    def _shown(self) -> Shown:
        return Shown(seq=1, at=now(), view=self.view)

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/display", self._index),
                Route("/display/{name}", self._file),
                Route("/words/{language}.json", self._words),
                Route("/pair/start", self._pair_start, methods=["POST"]),
                Route("/pair/claim", self._pair_claim, methods=["POST"]),
                WebSocketRoute("/ws", self._line),
            ]
        )

    async def _index(self, request: Request) -> Response:
        self.pages_given += 1
        page = (FOLDER / "index.html").read_text(encoding="utf-8")
        mark = 'name="version" content="{}"'
        told = page.replace(mark.format(""), mark.format(self.page_version or self.version))
        return HTMLResponse(told, headers=GUARD)

    async def _file(self, request: Request) -> Response:
        return self._guarded(request.path_params["name"])

    def _guarded(self, name: str) -> Response:
        return FileResponse(FOLDER / name, headers=GUARD)

    async def _words(self, request: Request) -> Response:
        return JSONResponse(words_of(request.path_params["language"]))

    async def _pair_start(self, request: Request) -> Response:
        assert await request.json() == {"role": "display"}
        return JSONResponse({"code": "7K3-9QF", "secret": "a-secret"})

    async def _pair_claim(self, request: Request) -> Response:
        assert await request.json() == {"secret": "a-secret"}
        return JSONResponse({"token": TOKEN}) if self.paired else Response(status_code=202)

    async def _line(self, line: WebSocket) -> None:
        if self.away:
            await line.close()
            return
        await line.accept()
        self.lines_opened += 1
        self._lines.add(line)
        beats = asyncio.create_task(self._beat(line))
        try:
            while True:
                await self._hear(line, await line.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._lines.discard(line)
            beats.cancel()

    async def _hear(self, line: WebSocket, frame: str) -> None:
        said = from_client(frame)
        if isinstance(said, Health) and said.ring is not None:
            self.rings.append(said.ring)
        if isinstance(said, Health) and [said.sound] != self.sounds[-1:]:
            self.sounds.append(said.sound)
        if not isinstance(said, Hello) or self.silent:
            return
        self.tokens.append(said.token)
        self.versions.append(said.version)
        no = self.refuses or ("not_paired" if said.token != TOKEN else "")
        if no:
            await line.send_text(encode(No(word=no)))
            await line.close()
            return
        welcome = Welcome(
            protocol=self.protocol,
            device="display-1",
            role="display",
            location="stadhuis",
            at=now(),
            version=self.version,
        )
        async with self._speaking:
            for message in (welcome, self.setup, self._shown()):
                await line.send_text(encode(message))

    async def _beat(self, line: WebSocket) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if not self.silent:
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await line.send_text(encode(Beat(at=now())))


@contextlib.contextmanager
def a_stand_in() -> Iterator[StandIn]:
    host = StandIn()
    host.start()
    try:
        yield host
    finally:
        host.stop()
