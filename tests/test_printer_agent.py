"""The printer agent as host and visitor see it: what is printed when, and what is told of it."""

import asyncio
import shutil

import pytest

from printers.lines import DeviceFault
from printers.spool import Spool
from printers.virtual import VirtualPrinter
from tests.printing import (
    PRINTER,
    Host,
    a_device,
    a_hall,
    a_slip,
    an_agent,
    prints_of,
    started_agent,
    until,
)
from wire.commands import ReportSlip
from wire.frames import Shown, Welcome
from wire.views import PrinterView


async def test_a_slip_is_printed_once_and_reported_in_order(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.prints(a_slip())
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]
        assert hall.printer.slips == 1


async def test_that_a_slip_is_being_sent_is_on_disk_before_its_first_byte(tmp_path, monkeypatch):
    seen = []
    async with a_hall(tmp_path) as hall:
        write = hall.agent.printer.write

        async def watched(data):
            copied = tmp_path / "copy" / "spool.sqlite"
            copied.parent.mkdir()
            for name in ("spool.sqlite", "spool.sqlite-wal"):
                shutil.copy(tmp_path / name, copied.parent)
            spool = Spool(copied, lambda: 0)
            seen.append((spool.states(), bytes(hall.printer.received)))
            spool.close()
            await write(data)

        monkeypatch.setattr(hall.agent.printer, "write", watched)
        await hall.prints(a_slip())
    assert seen == [({"slip-A042-0": "unknown"}, b"")]


async def test_a_line_that_fails_while_a_slip_is_being_sent_gives_a_copy_next(
    tmp_path, monkeypatch
):
    async with a_hall(tmp_path) as hall:
        write = hall.agent.printer.write

        async def fails(data):
            await write(data)
            raise DeviceFault("offline", "pulled out")

        monkeypatch.setattr(hall.agent.printer, "write", fails)
        await hall.prints(a_slip())
        assert hall.host.fate["slip-A042-0"] == ["sending", "unknown"]
        monkeypatch.undo()
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 1)


async def test_slips_come_out_in_the_order_in_which_they_were_asked(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.prints(a_slip("A001"), a_slip("A002"), a_slip("A003"))
        places = [hall.printer.received.index(b"A00%d\n" % n) for n in (1, 2, 3)]
        assert places == sorted(places)


async def test_where_people_are_fetched_there_is_no_slip_and_nothing_is_printed(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.prints()
        assert hall.printer.received == b""


async def test_a_copy_that_the_greeter_asked_for_keeps_its_mark(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.prints(a_slip(copy_mark="KOPIE"))
        assert prints_of(hall.printer.received, "A042") == (0, 1)


async def test_a_slip_of_another_printer_is_left_alone(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.host.wants(a_slip(), printer="boven")
        hall.agent.hear(hall.host.view)
        await hall.agent.step()
        assert hall.printer.received == b""


async def test_two_printers_print_a_slip_for_any_printer_once(tmp_path):
    async with a_hall(tmp_path / "one") as hall:
        (tmp_path / "two").mkdir()
        second = an_agent(hall.host, a_device(hall.address), tmp_path / "two")
        hall.host.wants(*(a_slip(f"A{n:03}") for n in range(8)), printer=None)
        view = hall.host.view
        hall.agent.hear(view)
        second.hear(view)
        await asyncio.gather(hall.agent.step(), second.step())
        await hall.agent.step()
        await second.step()
        data = bytes(hall.printer.received)
        assert [data.count(b"A%03d\n" % n) for n in range(8)] == [1] * 8
        await second.printer.close()
        second.spool.close()


async def test_a_slip_that_is_no_longer_wanted_is_not_printed(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.printer.mishap.cover_open = True
        await hall.prints(a_slip())
        hall.host.slips.clear()
        hall.agent.hear(hall.host.view)
        hall.printer.mishap.cover_open = False
        await hall.agent.step()
        assert hall.printer.received == b""


async def test_a_slip_that_was_given_up_just_before_the_printer_claimed_it_is_printed(tmp_path):
    """The view was on its way when the host took the claim: from then on nobody else prints it."""
    async with a_hall(tmp_path) as hall:
        ask = hall.host.ask

        async def gives_up_first(said):
            if said.state == "sending":
                hall.agent.hear(Shown(seq=2, at=0, view=PrinterView(slips=())))
            return await ask(said)

        hall.host.ask = gives_up_first
        await hall.prints(a_slip())
        assert prints_of(hall.printer.received, "A042") == (1, 0)
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"paper": "near_end"}, "near_end"),
        ({"paper": "out"}, "paper_out"),
        ({"cover_open": True}, "cover_open"),
        ({"silent": True}, "no_answer"),
    ],
)
async def test_the_host_hears_how_the_printer_is_once_and_again_when_it_is_mended(
    tmp_path, change, word
):
    async with a_hall(tmp_path) as hall:
        await hall.agent.step()
        for name, value in change.items():
            setattr(hall.printer.mishap, name, value)
        await hall.agent.step()
        await hall.agent.step()
        hall.printer.mishap = type(hall.printer.mishap)()
        await hall.agent.step()
        assert hall.host.states == ["ok", word, "ok"]


async def test_a_host_that_was_away_is_told_again_how_the_printer_is(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.agent.step()
        hall.agent.hear(Welcome(device=PRINTER, role="printer", location="hoofddorp", at=0))
        await hall.agent.step()
        assert hall.host.states == ["ok", "ok"]


async def test_without_paper_no_byte_is_sent_and_the_slip_comes_unmarked_after_the_new_roll(
    tmp_path,
):
    async with a_hall(tmp_path) as hall:
        hall.printer.mishap.paper = "out"
        await hall.prints(a_slip())
        assert hall.printer.received == b""
        hall.printer.mishap.paper = "ok"
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]


async def test_a_slip_of_its_own_is_printed_while_the_host_is_away_and_reported_later(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.host.wants(a_slip())
        hall.agent.hear(hall.host.view)
        hall.host.away = True
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)
        hall.host.away = False
        await hall.restarts()
        await hall.agent.step()
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]
        assert prints_of(hall.printer.received, "A042") == (1, 0)


async def test_a_slip_for_any_printer_waits_while_the_host_is_away(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.host.wants(a_slip(), printer=None)
        hall.agent.hear(hall.host.view)
        hall.host.away = True
        await hall.agent.step()
        assert hall.printer.received == b""
        hall.host.away = False
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)


async def test_a_busy_host_is_asked_again_and_the_slip_is_kept(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.host.refuses = "busy"
        await hall.prints(a_slip())
        assert hall.printer.received == b""
        hall.host.refuses = ""
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (1, 0)


async def test_the_same_report_said_twice_acts_once(tmp_path):
    async with a_hall(tmp_path) as hall:
        await hall.prints(a_slip())
        hall.agent.spool.tell("slip-A042-0", "sending")
        await hall.agent.step()
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]


async def test_a_host_that_still_wants_a_finished_slip_is_told_again_and_nothing_is_printed(
    tmp_path,
):
    async with a_hall(tmp_path) as hall:
        hall.host.refuses = "day_closed"
        hall.host.wants(a_slip())
        hall.agent.spool.take(a_slip())
        hall.agent.spool.begin("slip-A042-0")
        hall.agent.spool.settle("slip-A042-0", printed=True)
        await hall.agent.step()
        hall.host.refuses = ""
        await hall.prints()
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]
        assert hall.printer.received == b""


async def test_an_agent_whose_spool_was_lost_prints_what_it_had_begun_only_as_a_copy(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.host.wants(a_slip())
        hall.host.report(ReportSlip(id="x" * 32, slip="slip-A042-0", state="sending"))
        hall.agent.hear(hall.host.view)
        await hall.agent.step()
        assert prints_of(hall.printer.received, "A042") == (0, 1)


async def test_a_printer_that_does_not_answer_in_order_still_confirms(tmp_path):
    async with a_hall(tmp_path) as hall:
        hall.printer.mishap.deaf_in_order = True
        await hall.prints(a_slip())
        assert hall.host.fate["slip-A042-0"] == ["sending", "printed"]


async def test_the_agent_serves_a_host_on_the_wire_through_a_restart_of_the_host(tmp_path):
    host, printer = Host(), VirtualPrinter()
    server = await printer.serve(0)
    port = server.sockets[0].getsockname()[1]
    async with host.on_the_wire() as url:
        agent = await started_agent(url, port, tmp_path)
        try:
            await until(lambda: host.connections)
            host.wants(a_slip("A001"))
            await host.show()
            await until(lambda: host.fate.get("slip-A001-0") == ["sending", "printed"])
            assert host.states == ["ok"]
            host.wants(a_slip("A002"))
            for connection in list(host.connections):
                await connection.close()
            await until(lambda: host.fate.get("slip-A002-0") == ["sending", "printed"])
            assert prints_of(printer.received, "A001") == (1, 0)
            assert prints_of(printer.received, "A002") == (1, 0)
        finally:
            agent.kill()
            await agent.wait()
    server.close()
