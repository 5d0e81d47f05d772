"""The host is killed, and the hall goes on: two real kiosks, a real printer agent, and a host that
comes back. No number is given twice, none is lost, and visitors stand in the order they came."""

import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from contextlib import asynccontextmanager

from bench.checks import violations_in
from bench.house import House
from host.core.keep import replay
from printers.virtual import VirtualPrinter
from tests.printing import prints_of, until
from tests.test_kiosk_terminal import ROOT, Terminal

TO_A_NUMBER = ((b"2", "Waarvoor komt u?"), (b"1", "Met hoeveel personen"), (b"1", "Ik neem een"))


class Kiosk:
    """`balie kiosk` at a terminal of its own, which can be killed and started again."""

    def __init__(self, house, name, token, *words):
        self.folder = house.folder / name
        self.folder.mkdir()
        (self.folder / "token").write_text(token)
        self.words = ("kiosk", "--host", f"127.0.0.1:{house.port}", *words)
        self.files = ("--token-file", f"{self.folder}/token", "--state", f"{self.folder}/state")

    @asynccontextmanager
    async def runs(self):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "balie", *self.words, *self.files),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(slave)
        terminal = Terminal(process, master)
        try:
            yield terminal
        finally:
            process.kill()
            await process.wait()
            asyncio.get_running_loop().remove_reader(master)
            os.close(master)


async def takes(terminal, number):
    """A Dutch visitor without an appointment; the kiosk is ready for the next one afterwards."""
    way = ((b"1", "Ik heb geen afspraak"), *TO_A_NUMBER, (b"1", f"Uw nummer is {number}"))
    for key, shown in (*way, (b"1", "Kies uw taal")):
        await asyncio.sleep(0.3)  # keys that come together are a scanner's
        terminal.press(key)
        await terminal.shows(shown)


@asynccontextmanager
async def a_printer(house, token):
    """A printer made of software, and the real agent before it."""
    printer = VirtualPrinter()
    server = await printer.serve(0)
    (house.folder / "printer-token").write_text(token)
    door = house.folder / "printer.sock"
    process = subprocess.Popen(  # noqa: ASYNC220
        [
            *(sys.executable, "-m", "balie", "printer"),
            *("--device", f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"),
            *("--host", f"127.0.0.1:{house.port}", "--door", str(door)),
            *("--token-file", f"{house.folder}/printer-token", "--spool", f"{house.folder}/spool"),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        await until(door.is_socket)
        yield printer, door
    finally:
        process.kill()
        process.wait()
        server.close()
        await asyncio.sleep(0.1)


async def alone(terminal):
    """The kiosk has noticed that it is alone."""
    await terminal.shows("Storing. U kunt een nummer nemen.")


async def test_the_host_is_killed_and_nobody_loses_a_place(tmp_path):
    house = House(tmp_path / "house", desks={"1": ()})
    first_token, second_token = house.pair("kiosk", 2)
    (printer_token,) = house.pair("printer", 1)
    await house.start()
    try:
        async with a_printer(house, printer_token) as (printer, door):
            first = Kiosk(house, "first", first_token, "--printer-door", str(door))
            second = Kiosk(house, "second", second_token)
            async with first.runs() as here:
                await here.shows("Kies uw taal")  # letters are given out in the order of coming
            async with second.runs() as there:
                await there.shows("Kies uw taal")
                async with first.runs() as here:
                    await here.shows("Kies uw taal")
                    house.kill()
                    here.written = there.written = b""
                    await asyncio.gather(alone(here), alone(there))
                    await takes(here, "K001")
                    await takes(there, "G001")
                async with first.runs() as here:
                    await alone(here)
                    await takes(here, "K002")
                    await takes(there, "G002")
                    await house.start()
                    await until(lambda: len(brought(house)) == 4)
        for number in ("K001", "K002"):
            assert prints_of(printer.received, number) == (1, 0)
    finally:
        house.kill()
    assert brought(house) == ["K001", "G001", "K002", "G002"]
    assert violations_in(house, house.today()) == []


def brought(house):
    """Who waits, in the order in which they will be called."""
    day = replay(house.empty_day(house.today()), house.log(house.today()))
    if day.plan is None:
        return []
    waiting = day.lines.first(day.plan, 100)
    return [day.visits[visit].ticket for visit in waiting]
