"""The kiosk in a real terminal, against a host of ten lines: first picture, keys, signals."""

import asyncio
import fcntl
import os
import pty
import re
import signal
import struct
import sys
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.kiosk_stand_in import NOW, FakeLine, a_setup, a_view
from wire.codec import encode, from_client
from wire.frames import Beat, Shown, Welcome

ROOT = Path(__file__).parent.parent
START = "import sys; from kiosk.visitor.entry import run; run(*sys.argv[1:])"
CONTROLS = b"\x03\x11\x10\x1a\x1c\x04\x13\x1bOP\x1b[15~\x1b[200~A7\x1b[201~"
"""Ctrl+C, Q, P, Z, \\, D, S, F1, F5, a paste."""


class Host:
    """Welcomes, tells the town, beats, and answers as the fake line does."""

    def __init__(self) -> None:
        self.line = FakeLine()
        self.tokens: list[str] = []

    async def talk(self, connection: ServerConnection) -> None:
        hello = from_client(await connection.recv())
        assert hello.kind == "hello"
        self.tokens.append(hello.token)
        welcome = Welcome(protocol=1, device="zuil", role="kiosk", location="raadhuis", at=NOW)
        for told in (welcome, a_setup(), Shown(seq=1, at=NOW, view=a_view())):
            await connection.send(encode(told))
        beating = asyncio.create_task(self.beat(connection))
        try:
            async for frame in connection:
                await connection.send(encode(await self.line.ask(from_client(frame))))
        except ConnectionClosed:
            pass
        finally:
            beating.cancel()

    async def beat(self, connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(1)
                await connection.send(encode(Beat(at=NOW)))


class Terminal:
    """A kiosk in 80 columns and 24 rows; `told` is what it has written, without colours."""

    def __init__(self, process: asyncio.subprocess.Process, master: int) -> None:
        self.process = process
        self.master = master
        self.written = b""
        os.set_blocking(master, False)
        asyncio.get_running_loop().add_reader(master, self.read)

    def read(self) -> None:
        try:
            self.written += os.read(self.master, 65_536)
        except OSError:
            asyncio.get_running_loop().remove_reader(self.master)

    @property
    def told(self) -> str:
        return re.sub(r"\x1b\[[0-9;?<>=]*[A-Za-z]", "", self.written.decode("utf-8", "replace"))

    def press(self, keys: bytes) -> None:
        self.written = b""
        os.write(self.master, keys)

    async def shows(self, text: str, seconds: float = 20) -> None:
        for _ in range(int(seconds / 0.02)):
            if text in self.told:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{text!r} was not shown, but {self.told!r}")


@asynccontextmanager
async def a_terminal(url: str, *arguments: str) -> AsyncIterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", START, url, "a-token", *arguments),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    terminal = Terminal(process, master)
    try:
        yield terminal
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        asyncio.get_running_loop().remove_reader(master)
        os.close(master)


@asynccontextmanager
async def a_host(port: int = 0) -> AsyncIterator[tuple[Host, str]]:
    host = Host()
    async with serve(host.talk, "127.0.0.1", port) as server:
        yield host, f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws"


async def test_a_visitor_takes_a_number_at_a_real_terminal():
    async with a_host() as (host, url), a_terminal(url) as terminal:
        await terminal.shows("Welkom bij de gemeente Waterrijk")
        assert host.tokens == ["a-token"]
        steps = (
            (b"1", "Ik heb geen afspraak"),
            (b"2", "Waarvoor komt u?"),
            (b"4", "Met hoeveel personen"),
            (b"1", "Ik neem een nummer"),
            (b"1", "Uw nummer is A042"),
        )
        for key, text in steps:
            terminal.press(key)
            await terminal.shows(text)
        [ticket] = host.line.commands("take_ticket")
        assert ticket.services == ("rijbewijs",)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
async def test_control_keys_do_not_end_it_but_a_signal_does_and_leaves_the_terminal_in_order(
    ending,
):
    async with a_host() as (_, url), a_terminal(url) as terminal:
        await terminal.shows("Welkom bij de gemeente Waterrijk")
        terminal.press(CONTROLS)
        await asyncio.sleep(0.3)
        terminal.press(b"1")
        await terminal.shows("Ik heb geen afspraak")
        terminal.written = b""
        terminal.process.send_signal(ending)
        async with asyncio.timeout(10):
            assert await terminal.process.wait() == 0
        await asyncio.sleep(0.1)
        assert b"\x1b[?1049l" in terminal.written


async def test_a_host_that_goes_away_is_said_within_five_seconds_and_found_again():
    async with a_host() as (_, url):
        port = int(url.split(":")[2].split("/")[0])
        stage = a_terminal(url)
        terminal = await stage.__aenter__()
        await terminal.shows("Welkom bij de gemeente Waterrijk")
    try:
        await terminal.shows("Deze zuil werkt nu niet", seconds=5)
        terminal.written = b""
        async with a_host(port):
            await terminal.shows("Welkom bij de gemeente Waterrijk")
    finally:
        await stage.__aexit__(None, None, None)


async def test_a_scanner_on_a_socket_reaches_the_screen():
    opened: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
    scanner = await asyncio.start_server(lambda _, out: opened.set_result(out), "127.0.0.1", 0)
    port = scanner.sockets[0].getsockname()[1]
    async with (
        scanner,
        a_host() as (host, url),
        a_terminal(url, "", f"socket://127.0.0.1:{port}") as terminal,
    ):
        await terminal.shows("Welkom bij de gemeente Waterrijk")
        terminal.press(b"1")
        await terminal.shows("Ik heb een afspraak")
        line = await opened
        await asyncio.sleep(0.3)  # what comes before the port is open is not read
        line.write(b"A7C9K2\r\n")
        await terminal.shows("Paspoort aanvragen")
        assert host.line.said[-1].code == "A7C9K2"
        line.close()
