"""The one line to the host, for every program that is not the host: opens, says hello, keeps the
newest view, reconnects.

Knows no screen: what arrives is handed to `heard`, and silence of almost five seconds is told as
`Silence`.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from wire.base import FRAME_BYTES_MAX, Message
from wire.codec import encode, from_host
from wire.frames import SILENCE_SECONDS, Answer, Done, FromHost, Hello, No
from wire.version import own_version

VIEW_BYTES_MAX = 1024 * 1024
NOTICE_SECONDS = SILENCE_SECONDS - 0.75
"""After so long without a word the line is taken for dead: a screen says so before five seconds are
over, its painting included. Two beats of the host fit in."""
LOOK_SECONDS = 0.05
"""A program that was itself kept from running finds its time over and the frames waiting: only who
has looked once more has heard nothing."""
PAUSE_SECONDS = 0.25
PAUSE_SECONDS_MAX = 4.0


@dataclass(frozen=True)
class Silence:
    """Nothing was heard for almost five seconds, or the line is down. Ends with the next frame."""

    reason: str


Heard = Callable[[FromHost | Silence], None]


class Lost(Exception):
    """No answer came: the line is down. The same command may be said again; it acts once."""


class Link:
    """A line to `url` (`ws://host:8300/ws`) that is opened again for ever, one second after it
    falls at first, then more.

    `heard` is called in the loop for each frame but answers, which go to the one who asked.
    """

    def __init__(self, url: str, hello: Hello, heard: Heard) -> None:
        self.url = url
        self.hello = hello.model_copy(update={"version": hello.version or own_version()})
        self.heard = heard
        self.up = asyncio.Event()
        self._connection: ClientConnection | None = None
        self._asked: dict[str, asyncio.Future[Done | No | Answer]] = {}
        self._silent = False

    async def run(self) -> None:
        """Keeps the line until cancelled. A refused hello is told to `heard` as `No` and tried
        again, slowly."""
        pause = PAUSE_SECONDS
        while True:
            try:
                async with asyncio.timeout(SILENCE_SECONDS):
                    connection = await connect(
                        self.url,
                        proxy=None,
                        max_size=VIEW_BYTES_MAX,
                        compression=None,
                        open_timeout=None,
                    )
            except Exception as fault:  # any fault of the network means: away
                self._tell_silence(type(fault).__name__)
            else:
                try:
                    await self._converse(connection)
                finally:
                    if self.up.is_set():  # a host that refuses this device is not asked often
                        pause = PAUSE_SECONDS
                    self._drop()
                    with contextlib.suppress(Exception):
                        await connection.close()
            await asyncio.sleep(pause)
            pause = min(pause * 2, PAUSE_SECONDS_MAX)

    async def ask(
        self, said: Message, timeout_seconds: float = SILENCE_SECONDS
    ) -> Done | No | Answer:
        """Says a command or question and waits for its answer. Raises Lost when none came in
        time."""
        identity: str = said.id  # type: ignore[attr-defined]
        waiting: asyncio.Future[Done | No | Answer] = asyncio.get_running_loop().create_future()
        self._asked[identity] = waiting
        try:
            await self.tell(said)
            async with asyncio.timeout(timeout_seconds):
                return await waiting
        except TimeoutError as fault:
            raise Lost("no answer") from fault
        finally:
            self._asked.pop(identity, None)

    async def tell(self, said: Message) -> None:
        """Says something that has no answer. Raises Lost when the line is down."""
        connection = self._connection
        if connection is None:
            raise Lost("no line")
        frame = encode(said)
        assert len(frame) <= FRAME_BYTES_MAX
        try:
            await connection.send(frame)
        except ConnectionClosed as fault:
            raise Lost("line fell") from fault

    async def _converse(self, connection: ClientConnection) -> None:
        """Hello, then everything that is heard, until the line falls."""
        with contextlib.suppress(ConnectionClosed):
            await connection.send(encode(self.hello))
            while True:
                for seconds in (NOTICE_SECONDS, LOOK_SECONDS):
                    try:
                        async with asyncio.timeout(seconds):
                            frame = await connection.recv()
                            break
                    except TimeoutError:
                        continue
                else:
                    self._tell_silence("silent")
                    return
                try:
                    message = from_host(frame)
                except ValidationError:
                    self._tell_silence("unreadable")
                    return
                self._hear(connection, message)

    def _hear(self, connection: ClientConnection, message: FromHost) -> None:
        self._silent = False
        if message.kind == "welcome":
            self._connection = connection
            self.up.set()
        if isinstance(message, Done | No | Answer) and message.id in self._asked:
            waiting = self._asked[message.id]
            if not waiting.done():
                waiting.set_result(message)
            return
        self.heard(message)

    def _drop(self) -> None:
        self._connection = None
        self.up.clear()
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_exception(Lost("line fell"))
        self._tell_silence("closed")

    def _tell_silence(self, reason: str) -> None:
        if not self._silent:
            self._silent = True
            self.heard(Silence(reason))


Say = Callable[[Message], Awaitable[Done | No | Answer]]
