"""Builders for the tests of the printer: slips, a spool, a host with the rules of slips, and what
is on the paper.
"""

import asyncio
import contextlib
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from printers.agent import Agent
from printers.devices import Device
from printers.lines import opener
from printers.paper import Paper
from printers.profiles import profile
from printers.reading import Reader
from printers.spool import Spool
from printers.thermal import Sheet
from printers.virtual import VirtualPrinter
from wire.base import Message
from wire.codec import encode, from_client
from wire.commands import ReportSlip
from wire.frames import Answer, Beat, Done, Health, Hello, No, Shown, Welcome
from wire.link import Lost
from wire.rows import SlipJob
from wire.slips import Slip, SlipLine
from wire.views import ROWS_MAX, PrinterView
from wire.words import say

LINK = "https://balie.voorbeeldstad.example/v/7Qm2rT9xKp4w"
PRINTER = "hal"


def a_slip(ticket="A042", slip="", language="nl", town="Voorbeeldstad", link=LINK, copy_mark=""):
    return Slip(
        slip=slip or f"slip-{ticket}-0",
        language=language,
        ticket=ticket,
        lines=(
            SlipLine(text=town, size="large", bold=True),
            SlipLine(text=ticket, size="huge", bold=True),
            SlipLine(text=say(language, "ticket.time", tijd="10:05")),
        ),
        link=link,
        below=(SlipLine(text=say(language, "slip.scan")),),
        copy_mark=copy_mark,
    )


def drawn(slip, model="TM-T88V", paper_mm=80, columns=None):
    """The picture of a slip, and what its QR codes say."""
    sheet = Sheet(paper_mm)
    for command in Reader().feed(Paper(profile(model, columns))(slip)):
        links = list(sheet.links)
        picture = sheet.apply(command)
        if picture is not None:
            return picture, links
    return sheet.cut(), links


def a_device(address, answers=True, **seconds):
    """A device that does not wait long."""
    times = {"reply_seconds": 0.3, "print_seconds": 0.6, "settle_seconds": 0.02, **seconds}
    return Device(opener(address)[0], answers=answers, **times)


def prints_of(data: bytes | bytearray, ticket: str) -> tuple[int, int]:
    """How often a ticket came out of the printer: without and with the word KOPIE."""
    prints = [part for part in data.split(b"\x1b@") if ticket.encode() + b"\n" in part]
    copies = sum(b"KOPIE\n" in part for part in prints)
    return len(prints) - copies, copies


@dataclass
class Host:
    """The slips of a location and their rules. Stands in for the line too: `ask` and `tell`."""

    slips: dict[str, SlipJob] = field(default_factory=dict)
    fate: dict[str, list[str]] = field(default_factory=dict)
    """What was reported of each slip, in order."""
    states: list[str] = field(default_factory=list)
    """What was said of the printer."""
    away: bool = False
    refuses: str = ""
    answers: dict[str, Message] = field(default_factory=dict)

    def wants(self, *slips: Slip, printer: str | None = PRINTER) -> None:
        for slip in slips:
            self.slips[slip.slip] = SlipJob(
                slip=slip.slip, state="new", printer=printer, asked=0, document=slip
            )

    @property
    def view(self) -> Shown:
        return Shown(seq=1, at=0, view=PrinterView(slips=tuple(self.slips.values())[:ROWS_MAX]))

    async def ask(self, said: Message) -> Done | No | Answer:
        await asyncio.sleep(0)
        if self.away:
            raise Lost("away")
        assert isinstance(said, ReportSlip)
        return self.report(said)

    async def tell(self, said: Message) -> None:
        if self.away:
            raise Lost("away")
        assert isinstance(said, Health)
        self.states.append(said.state)

    def report(self, said: ReportSlip) -> Done | No:
        if self.refuses:
            return No(id=said.id, word=self.refuses)
        if said.id not in self.answers:
            self.answers[said.id] = self._judge(said)
        answer = self.answers[said.id]
        assert isinstance(answer, Done | No)
        return answer

    def _judge(self, said: ReportSlip) -> Done | No:
        job = self.slips.get(said.slip)
        if job is None:
            return No(id=said.id, word="slip_unknown")
        if said.state == "sending" and job.state == "sending":
            return No(id=said.id, word="move_not_possible")
        self.fate.setdefault(said.slip, []).append(said.state)
        if said.state != "printed":
            self.slips[said.slip] = job.model_copy(update={"state": "sending"})
        else:
            del self.slips[said.slip]
        return Done(id=said.id, seq=1, at=0)

    @contextlib.asynccontextmanager
    async def on_the_wire(self):
        """Serves the websocket and gives its address."""
        self.connections: set[ServerConnection] = set()
        async with serve(self._converse, "127.0.0.1", 0, compression=None) as server:
            beats = asyncio.create_task(self._beat())
            try:
                yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws"
            finally:
                beats.cancel()

    async def show(self) -> None:
        for connection in list(self.connections):
            with contextlib.suppress(ConnectionClosed):
                await connection.send(encode(self.view))

    async def _converse(self, connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            hello = from_client(await connection.recv())
            assert isinstance(hello, Hello)
            assert hello.token == "token"
            welcome = Welcome(device=PRINTER, role="printer", location="hoofddorp", at=0)
            await connection.send(encode(welcome))
            self.connections.add(connection)
            await connection.send(encode(self.view))
            async for frame in connection:
                said = from_client(frame)
                if isinstance(said, Health):
                    self.states.append(said.state)
                else:
                    assert isinstance(said, ReportSlip)
                    await connection.send(encode(self.report(said)))
                    await self.show()
        self.connections.discard(connection)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(1)
            for connection in list(self.connections):
                with contextlib.suppress(ConnectionClosed):
                    await connection.send(encode(Beat(at=0)))


@dataclass
class Hall:
    """A printer, its agent and the host, ready to print."""

    host: Host
    printer: VirtualPrinter
    agent: Agent
    address: str
    folder: Path

    async def prints(self, *slips: Slip) -> None:
        self.host.wants(*slips)
        self.agent.hear(self.host.view)
        await self.agent.step()

    async def restarts(self, device: Device | None = None) -> None:
        """The agent ends and starts again with the spool that it finds."""
        await self.agent.printer.close()
        self.agent.spool.close()
        self.agent = an_agent(self.host, device or a_device(self.address), self.folder)


@contextlib.asynccontextmanager
async def a_hall(folder: Path, printer: VirtualPrinter | None = None, now=None, **seconds):
    printer = printer or VirtualPrinter()
    server = await printer.serve(0)
    address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    host = Host()
    agent = an_agent(host, a_device(address, **seconds), folder, now)
    hall = Hall(host, printer, agent, address, folder)
    try:
        yield hall
    finally:
        await hall.agent.printer.close()
        hall.agent.spool.close()
        server.close()


def an_agent(host: Host, device: Device, folder: Path, now=None) -> Agent:
    clock = now or (lambda: time.time_ns() // 1_000_000)
    agent = Agent(device, Paper(), Spool(folder / "spool.sqlite", clock))
    agent.link = host
    agent.hear(Welcome(device=PRINTER, role="printer", location="hoofddorp", at=0))
    return agent


async def started_agent(url: str, port: int, folder: Path):
    """The real agent in a process of its own, for the printer on a port."""
    code = (
        "import sys; from pathlib import Path; from printers.agent import run;"
        "run(sys.argv[1], 'token', sys.argv[2], spool=Path(sys.argv[3]))"
    )
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        url,
        f"tcp://127.0.0.1:{port}",
        str(folder),
        stdout=asyncio.subprocess.DEVNULL,
    )


async def until(met, seconds: float = 20) -> None:
    """Waits until something is so."""
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110  the world outside sets no event
            await asyncio.sleep(0.02)
