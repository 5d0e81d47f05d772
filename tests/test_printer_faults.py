"""A printer whose line is cut, that talks nonsense, an agent that is killed: no slip lost, none
doubled without a mark, none called printed that is not.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys

import pytest

from printers.paper import Paper
from printers.virtual import VirtualPrinter
from tests.printing import Host, a_device, a_hall, a_slip, prints_of, until

GARBAGE_TIMES = int(os.environ.get("BALIE_GARBAGE_TIMES", "1000"))
KILL_TIMES = int(os.environ.get("BALIE_KILL_TIMES", "20"))


async def test_paper_that_ends_within_a_slip_gives_a_copy_after_the_new_roll_and_no_false_printed(
    tmp_path,
):
    async with a_hall(tmp_path, Runs(out_after=60), print_seconds=0.1) as hall:
        await hall.prints(a_slip())
        assert hall.host.fate["slip-A042-0"] == ["sending", "unknown"]
        hall.printer.mishap.paper = "ok"
        hall.printer.look()
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 1)
        assert hall.agent.spool.states() == {"slip-A042-0": "printed"}


async def test_a_printer_that_never_confirms_gets_two_copies_and_no_more(tmp_path):
    async with a_hall(tmp_path, Mute(), print_seconds=0.05) as hall:
        await hall.prints(a_slip())
        for _ in range(6):
            await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 2)
        assert hall.host.fate["slip-A042-0"] == ["sending", "unknown"]


async def test_a_slip_of_unknown_fate_is_not_copied_when_its_visitor_is_long_gone(tmp_path):
    moment = [0]
    async with a_hall(tmp_path, Mute(), lambda: moment[0], print_seconds=0.05) as hall:
        await hall.prints(a_slip())
        moment[0] = 11 * 60_000
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)


async def test_a_line_cut_off_at_any_byte_loses_no_slip_doubles_none_unmarked_and_claims_none(
    tmp_path,
):
    length = len(Paper()(a_slip("B0000"))) + 40  # the questions before and after it included
    fates = await asyncio.gather(
        *(_cut_off_at(range(start, length, 6), tmp_path / str(start)) for start in range(6))
    )
    assert {tuple(fate) for some in fates for fate in some.values()} == {
        ("sending", "printed"),
        ("sending", "unknown", "printed"),
    }
    assert sum(map(len, fates)) == length


async def _cut_off_at(offsets, folder):
    """One hall whose line is cut at each offset in turn, then mended until the slip is there."""
    async with a_hall(folder, reply_seconds=0.1) as hall:
        for offset in offsets:
            ticket = f"B{offset:04}"
            await hall.agent.printer.close()
            hall.agent.printer._in_order = None
            hall.printer.mishap.hang_up_at = offset
            await hall.prints(a_slip(ticket))
            if hall.agent.spool.states()[f"slip-{ticket}-0"] == "printed":
                assert prints_of(hall.printer.received, ticket)[0] == 1, offset
            hall.printer.mishap.hang_up_at = None
            await hall.agent.printer.close()
            for _ in range(20):
                await hall.agent.step()
                if hall.agent.spool.states()[f"slip-{ticket}-0"] == "printed":
                    break
            plain, copies = prints_of(hall.printer.received, ticket)
            assert plain <= 1, offset
            assert plain + copies >= 1, offset
            hall.printer.received.clear()
        assert set(hall.agent.spool.states().values()) == {"printed"}
        return hall.host.fate


async def test_garbage_is_never_taken_for_paper_or_for_a_printed_slip():
    begun = await asyncio.gather(*(_hears_garbage(GARBAGE_TIMES // 8, seed) for seed in range(8)))
    assert sum(begun) > GARBAGE_TIMES // 3


async def _hears_garbage(times, seed):
    """Prints on a printer that is mad from the start, or from the cut on. Gives how often it got so
    far.
    """
    printer = Mad(chance=random.Random(seed))
    server = await printer.serve(0)
    port = server.sockets[0].getsockname()[1]
    data = Paper()(a_slip(link=""))
    begun = 0
    for number in range(times):
        printer.mishap.garbage = number % 2 == 0
        device = a_device(f"tcp://127.0.0.1:{port}", reply_seconds=0.05, print_seconds=0.05)
        state = await device.status()
        if number % 2 == 0:
            assert state in ("error", "no_answer")
        elif state == "ok":
            begun += 1
            await device.write(data)
            assert not await device.printed()
        await device.close()
    server.close()
    return begun


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_an_agent_killed_at_any_moment_loses_no_slip_and_doubles_none_unmarked(tmp_path):
    chance = random.Random(7)
    host, printer = Host(), VirtualPrinter()
    server = await printer.serve(0)
    port = server.sockets[0].getsockname()[1]
    tickets = []
    async with host.on_the_wire() as url, _agents(url, port, tmp_path) as begin:
        for round_ in range(KILL_TIMES):
            agent = await begin()
            await until(lambda: host.connections, 60)
            for number in range(12):
                tickets.append(f"B{round_:02}{number:02}")
                host.wants(a_slip(tickets[-1]))
            await host.show()
            await asyncio.sleep(chance.uniform(0.0, 0.4))
            await _kill(agent)
            host.connections.clear()
        agent = await begin()
        await until(lambda: len(host.fate) == len(tickets) and _all_told(host), 200)
        await asyncio.sleep(1)
        await _kill(agent)
    server.close()
    data = bytes(printer.received)
    prints = {ticket: prints_of(data, ticket) for ticket in tickets}
    assert all(plain <= 1 for plain, _ in prints.values())
    assert all(plain + copies >= 1 for plain, copies in prints.values())
    assert any(copies for _, copies in prints.values()), "no kill fell within a slip"


def _all_told(host):
    """Of one that was cut off three times the fate stays unknown."""
    return all(told[-1] != "sending" for told in host.fate.values())


AGENTS = """
import os, signal, sys
from pathlib import Path
from printers.agent import run
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in sys.stdin:
    agent = os.fork()
    if not agent:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        run(sys.argv[1], "token", sys.argv[2], spool=Path(sys.argv[3]))
    print(agent, flush=True)
"""
"""Starts an agent for each line that it reads, and says its process id. What an agent needs is
imported once.
"""


@contextlib.asynccontextmanager
async def _agents(url, port, folder):
    pipe = asyncio.subprocess.PIPE
    words = (sys.executable, "-c", AGENTS, url, f"tcp://127.0.0.1:{port}", str(folder))
    mother = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe)
    assert mother.stdin is not None
    assert mother.stdout is not None
    say, hear = mother.stdin, mother.stdout

    async def begin() -> int:
        say.write(b"\n")
        return int(await hear.readline())

    try:
        yield begin
    finally:
        say.close()
        await mother.wait()


async def _kill(agent: int) -> None:
    os.kill(agent, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(agent, 0)
            await asyncio.sleep(0.01)


class Runs(VirtualPrinter):
    """Its paper ends after so many bytes."""

    def __init__(self, out_after: int) -> None:
        super().__init__()
        self.out_after: int | None = out_after

    def _take(self, command, writer):
        super()._take(command, writer)
        if self.out_after is not None and len(self.received) > self.out_after:
            self.mishap.paper, self.out_after = "out", None


class Mute(VirtualPrinter):
    """Does not answer the first question in order after a cut."""

    cut = False

    def _obey(self, command, writer):
        if command.name == b"\x1dr" and self.cut:
            self.cut = False
            return
        super()._obey(command, writer)
        self.cut = self.cut or command.name == b"\x1dV"


class Mad(VirtualPrinter):
    """Answers rightly until the cut, then nonsense."""

    def _obey(self, command, writer):
        super()._obey(command, writer)
        if command.name == b"\x1dV":
            self.mishap.garbage = True
