"""The ways to a printer and its answers: silence is not paper, bytes taken are not bytes printed,
and nothing hangs."""

import asyncio
import contextlib
import os
import tty

import pytest

from printers import lines
from printers.devices import Device, device
from printers.lines import AddressUnfit, DeviceFault, opener
from printers.paper import Paper
from printers.reading import Reader
from printers.status import is_in_order, is_status, state_of
from printers.virtual import VirtualPrinter
from tests.printing import a_device, a_slip, prints_of

SLIP = Paper()(a_slip())


@contextlib.asynccontextmanager
async def on_tcp(printer, **seconds):
    server = await printer.serve(0)
    port = server.sockets[0].getsockname()[1]
    found = a_device(f"tcp://127.0.0.1:{port}", **seconds)
    try:
        yield found
    finally:
        await found.close()
        server.close()


class PtyEnd:
    """The printer's end of a pseudo terminal: what it answers goes back."""

    def __init__(self, master):
        self.master = master

    def write(self, data):
        os.write(self.master, data)

    def is_closing(self):
        return False


@contextlib.contextmanager
def on_pty(printer=None):
    """A serial port with a printer behind it, or with nobody who reads."""
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    reader, end, loop = Reader(), PtyEnd(master), asyncio.get_running_loop()

    def arrived():
        printer.hear(os.read(master, 4096), reader, end)

    if printer is not None:
        loop.add_reader(master, arrived)
    try:
        yield os.ttyname(slave)
    finally:
        loop.remove_reader(master)
        os.close(master)
        os.close(slave)


async def prints(found: Device) -> bool:
    await found.write(SLIP)
    return await found.printed()


# What the bytes mean: Epson's ESC/POS reference, DLE EOT.


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ((0x12, 0x12, 0x12, 0x12), "ok"),
        ((0x12, 0x12, 0x12, 0x1E), "near_end"),
        ((0x1A, 0x32, 0x12, 0x7E), "paper_out"),
        ((0x12, 0x12, 0x12, 0x72), "paper_out"),
        ((0x1A, 0x16, 0x12, 0x12), "cover_open"),
        ((0x1A, 0x36, 0x12, 0x72), "cover_open"),
        ((0x1A, 0x52, 0x1A, 0x12), "error"),
        ((0x1A, 0x12, 0x32, 0x12), "error"),
        ((0x1A, 0x12, 0x52, 0x12), "error"),
        ((0x1A, 0x12, 0x12, 0x12), "offline"),
    ],
)
def test_the_state_is_what_a_person_must_mend_first(answers, word):
    assert all(is_status(bytes([answer])) for answer in answers)
    assert state_of(*answers) == word


def test_only_one_byte_with_the_right_fixed_bits_is_an_answer():
    assert {byte for byte in range(256) if is_status(bytes([byte]))} == {
        0x12 | bits for bits in (a | b for a in range(0, 0x10, 4) for b in range(0, 0x80, 0x20))
    }
    assert not is_status(b"")
    assert not is_status(b"\x12\x12")
    assert not is_in_order(b"")
    assert not is_in_order(b"\x12")
    assert is_in_order(b"\x0f")


async def test_a_printer_on_the_network_answers_and_confirms():
    printer = VirtualPrinter()
    async with on_tcp(printer) as found:
        assert await found.status() == "ok"
        assert await prints(found)
    assert prints_of(printer.received, "A042") == (1, 0)


async def test_a_printer_that_is_not_there_is_off_line():
    found = a_device("tcp://127.0.0.1:1")
    assert await found.status() == "offline"
    with pytest.raises(DeviceFault, match="offline"):
        await found.write(b"x")
    assert not await found.printed()


async def test_silence_is_a_state_of_its_own_and_never_paper():
    printer = VirtualPrinter()
    printer.mishap.silent = True
    async with on_tcp(printer) as found:
        assert await found.status() == "no_answer"
        assert not await prints(found)


async def test_a_printer_set_up_as_one_that_never_answers_has_printed_what_it_took():
    printer = VirtualPrinter()
    printer.mishap.silent = True
    async with on_tcp(printer) as found:
        found.answers = False
        assert await found.status() == "ok"
        assert await prints(found)


async def test_a_slip_held_for_want_of_paper_is_not_printed():
    printer = VirtualPrinter()
    async with on_tcp(printer) as found:
        assert await found.status() == "ok"
        printer.mishap.paper = "out"
        assert not await prints(found)
        assert printer.slips == 0
        assert await found.status() == "paper_out"


async def test_a_late_answer_about_one_slip_does_not_confirm_the_next():
    printer = VirtualPrinter()
    async with on_tcp(printer) as found:
        await found.status()
        printer.mishap.cover_open = True
        assert not await prints(found)
        printer.mishap.cover_open = False
        assert await found.status() in ("ok", "error")
        assert await found.status() == "ok"
        printer.mishap.deaf_in_order = True
        assert not await prints(found)


async def test_what_a_printer_says_unasked_is_not_an_answer():
    printer = VirtualPrinter()
    async with on_tcp(printer) as found:
        await found.status()
        await found.write(b"\x10\x04\x04" * 3)
        await asyncio.sleep(0.05)
        assert await found.status() == "ok"


async def test_a_printer_left_in_the_middle_of_an_image_is_freed():
    printer = VirtualPrinter()
    with on_pty(printer) as port:
        found = a_device(f"serial://{port}")
        assert await found.status() == "ok"
        await found.write(b"\x1dv0\x00\x48\x00\x30\x00" + bytes(100))
        assert not await found.printed()
        states = [await found.status() for _ in range(4)]
        assert states[0] == "no_answer"
        assert states[-1] == "ok"
        assert await prints(found)
        await found.close()


async def test_a_printer_on_a_serial_port_answers_and_confirms():
    printer = VirtualPrinter()
    with on_pty(printer) as port:
        found = a_device(f"serial://{port}?baud=19200")
        assert await found.status() == "ok"
        assert await prints(found)
        printer.mishap.paper = "near_end"
        assert await found.status() == "near_end"
        await found.close()
    assert printer.received == SLIP


async def test_a_usb_port_is_a_file_that_answers():
    printer = VirtualPrinter()
    with on_pty(printer) as port:
        found = a_device(f"usb://{port}")
        assert await found.status() == "ok"
        assert await prints(found)
        await found.close()
    assert printer.received == SLIP


async def test_an_address_of_pyserial_is_served_too():
    printer = VirtualPrinter()
    server = await printer.serve(0)
    found = a_device(f"socket://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    assert await found.status() == "ok"
    assert await prints(found)
    await found.close()
    server.close()
    assert printer.received == SLIP


@pytest.mark.parametrize("scheme", ["serial", "usb"])
async def test_a_stuck_line_ends_in_a_fault_instead_of_waiting_for_ever(scheme, monkeypatch):
    monkeypatch.setattr(lines, "STUCK_SECONDS", 0.2)
    with on_pty() as port:
        found = a_device(f"{scheme}://{port}")
        with pytest.raises(DeviceFault, match="no_answer"):
            async with asyncio.timeout(20):
                await found.write(b"x" * 200_000)


@pytest.mark.parametrize("scheme", ["tcp", "socket"])
async def test_a_peer_that_stops_reading_ends_in_a_fault(scheme, monkeypatch):
    monkeypatch.setattr(lines, "STUCK_SECONDS", 0.2)
    stop = asyncio.Event()

    async def deaf(reader, writer):
        reader._transport.pause_reading()
        await stop.wait()
        writer.transport.abort()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0, limit=1024)
    found = a_device(f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(DeviceFault, match="no_answer"):
        async with asyncio.timeout(20):
            await found.write(b"x" * 16_000_000)
    stop.set()
    server.close()


@pytest.mark.parametrize(
    "address", ["serial:///dev/ttyNONE", "usb:///dev/usb/none", "socket://127.0.0.1:1"]
)
async def test_a_port_that_is_not_there_is_off_line(address):
    assert await a_device(address).status() == "offline"


async def test_a_serial_port_that_is_pulled_out_is_off_line():
    with on_pty(VirtualPrinter()) as port:
        found = a_device(f"serial://{port}")
        assert await found.status() == "ok"
    assert await found.status() in ("offline", "no_answer")
    await found.close()
    assert await found.status() == "offline"


async def test_a_file_keeps_the_bytes_and_that_counts_as_printed(tmp_path):
    found = device(f"file://{tmp_path}/slips.bin")
    assert await found.status() == "ok"
    assert await prints(found)
    assert await prints(found)
    await found.close()
    assert (tmp_path / "slips.bin").read_bytes() == SLIP * 2


async def test_a_file_in_no_folder_is_off_line(tmp_path):
    assert await device(f"file://{tmp_path}/none/slips.bin").status() == "offline"


@pytest.mark.parametrize(
    "address",
    ["", "9100", "tcp://", "http://x", "serial:///dev/x?baud=fast", "tcp://x:ninety", "usb://"],
)
def test_an_address_that_cannot_be_understood_is_refused_at_the_start(address):
    with pytest.raises(AddressUnfit):
        opener(address)
