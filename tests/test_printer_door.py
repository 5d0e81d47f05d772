"""The printer beside a kiosk prints without the host, by the same rules: begun before the first
byte, once without the word KOPIE, and never later for somebody who was told to remember."""

import asyncio
import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.alone.printing import print_beside, slip_of
from printers.door import DoorUnfit, open_door
from tests.kiosk_alone import a_kiosk, alone, back
from tests.kiosk_stand_in import a_setup
from tests.printing import a_hall, a_slip, prints_of, until
from visitor.alone import take
from visitor.page import Session
from wire.beside import PrintHere, SlipFate


@dataclass
class Beside:
    """A printer, its agent at work, and the socket."""

    hall: Any
    place: Path

    async def print(self, slip):
        return await print_beside(self.place, slip)


@contextlib.asynccontextmanager
async def beside(tmp_path, away=True, **seconds):
    async with a_hall(tmp_path / "spool", **seconds) as hall:
        hall.host.away = away
        place = tmp_path / "printer.sock"
        async with open_door(hall.agent, place):
            work = asyncio.create_task(hall.agent.work(0.05))
            try:
                yield Beside(hall, place)
            finally:
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)


async def test_a_slip_is_printed_while_the_host_is_away(tmp_path):
    async with beside(tmp_path) as here:
        assert await here.print(a_slip("K001")) == "printed"
        assert prints_of(here.hall.printer.received, "K001") == (1, 0)
        assert here.hall.agent.spool.untold() == []


async def test_the_same_slip_again_is_not_printed_twice(tmp_path):
    async with beside(tmp_path) as here:
        await here.print(a_slip("K001"))
        assert await here.print(a_slip("K001")) == "printed"
        assert prints_of(here.hall.printer.received, "K001") == (1, 0)


async def test_the_host_is_not_asked_and_does_not_take_it_away(tmp_path):
    async with beside(tmp_path, away=False) as here:
        here.hall.host.wants(a_slip("A001"))
        here.hall.agent.hear(here.hall.host.view)
        assert await here.print(a_slip("K001")) == "printed"
        await until(lambda: here.hall.host.fate.get("slip-A001-0") == ["sending", "printed"])
        assert list(here.hall.host.fate) == ["slip-A001-0"]


async def test_without_paper_the_kiosk_is_told_at_once_and_nothing_comes_later(tmp_path):
    async with beside(tmp_path) as here:
        here.hall.printer.mishap.paper = "out"
        assert await here.print(a_slip("K001")) == "none"
        here.hall.printer.mishap.paper = "ok"
        assert await here.print(a_slip("K002")) == "printed"
        assert prints_of(here.hall.printer.received, "K001") == (0, 0)


async def test_a_slip_of_unknown_fate_comes_again_as_a_copy(tmp_path):
    async with beside(tmp_path) as here:
        here.hall.printer.mishap.hang_up_at = 60
        assert await here.print(a_slip("K001")) == "unknown"
        here.hall.printer.mishap.hang_up_at = None
        await until(lambda: here.hall.agent.spool.state_of("slip-K001-0") == "printed")
        plain, copies = prints_of(here.hall.printer.received, "K001")
        assert plain <= 1
        assert copies == 1


async def test_a_killed_agent_leaves_a_socket_that_the_next_one_takes_over(tmp_path):
    async with beside(tmp_path) as here:
        os.link(here.place, tmp_path / "kept.sock")
    (tmp_path / "kept.sock").rename(tmp_path / "printer.sock")
    async with beside(tmp_path) as here:
        assert await here.print(a_slip("K002")) == "printed"


async def test_only_this_user_and_group_may_print_and_only_one_agent_listens(tmp_path):
    async with beside(tmp_path) as here:
        assert stat.S_IMODE(os.stat(here.place).st_mode) == 0o660
        with pytest.raises(DoorUnfit, match="another agent"):
            async with open_door(here.hall.agent, here.place):
                pass


async def test_what_is_no_slip_prints_nothing(tmp_path):
    async with beside(tmp_path) as here:
        for said in (b"\n", b"{}\n", b'{"kind": "print_here"}\n', b"x" * 100_000 + b"\n"):
            reader, writer = await asyncio.open_unix_connection(here.place)
            writer.write(said)
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()
        assert bytes(here.hall.printer.received).count(b"\n") == 0


async def test_no_agent_means_no_paper_and_one_that_falls_silent_may_have_printed(tmp_path):
    assert await print_beside(tmp_path / "nobody.sock", a_slip("K001")) == "none"

    async def hangs_up(reader, writer):
        await reader.readline()
        writer.close()

    async with await asyncio.start_unix_server(hangs_up, tmp_path / "rude.sock"):
        assert await print_beside(tmp_path / "rude.sock", a_slip("K001")) == "unknown"


async def test_the_slip_says_that_the_place_is_kept(tmp_path):
    slip = slip_of(a_setup(), "0123456789abcdef", "K001", "10:07", "en")
    said = [line.text for line in slip.lines]
    assert said[2:5] == ["Your number is", "K001", "Checked in at 10:07"]
    assert "Our system is down. You keep your place." in said
    assert (slip.link, slip.copy_mark, slip.language) == ("", "", "en")
    assert slip_of(a_setup(), "0123456789abcdef", "K001", "10:07", "xx").language == "nl"


async def test_a_kiosk_alone_prints_its_numbers_and_brings_what_became_of_each(tmp_path):
    async with beside(tmp_path) as here:
        async with a_kiosk(tmp_path / "kiosk", printer_door=here.place) as hands:
            await alone(hands)
            await hands.press("1", "2", "1", "1", "1")
            await until(lambda: hands.page.step == "alone_done")
            assert hands.page.lines[0] == "Pak uw bon."
            await hands.press("1")
            here.hall.printer.mishap.paper = "out"
            await asyncio.sleep(0.1)
            await hands.press("1", "2", "1", "1", "1")
            await until(lambda: hands.page.step == "alone_done")
            assert hands.page.lines[0].startswith("Uw bon komt eraan.")
            await until(lambda: hands.page.lines[0] == "Onthoud uw nummer, of maak een foto.")
            assert [said.paper for said in await back(hands)] == ["printed", "none"]
        assert prints_of(here.hall.printer.received, "K001") == (1, 0)
        assert prints_of(here.hall.printer.received, "K002") == (0, 0)


async def test_a_slow_slip_never_shows_one_visitors_number_to_the_next(tmp_path):
    """The first slip takes longer than its page waits; its fate comes while the next one prints."""
    asked = []

    async def slow(reader, writer):
        said = PrintHere.model_validate_json(await reader.readline())
        asked.append(said.slip.ticket)
        await asyncio.sleep(1.1 if len(asked) == 1 else 2.0)
        fate = SlipFate(slip=said.slip.slip, state="printed")
        writer.write(fate.model_dump_json().encode() + b"\n")
        await writer.drain()
        writer.close()

    door = tmp_path / "slow.sock"
    async with (
        await asyncio.start_unix_server(slow, door),
        a_kiosk(tmp_path / "kiosk", printer_door=door) as hands,
    ):
        await alone(hands)
        for number in ("K001", "K002"):
            wish = take(Session(step="offer", language="nl", service="paspoort"))
            done = await hands.app.answer_to(wish)
            assert done.own.ticket == number
        await until(lambda: not hands.app._printing)
        assert [said.paper for said in await back(hands)] == ["printed", "printed"]
