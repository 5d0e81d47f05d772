"""The ways to reach a printer: network, serial port, USB port, file. Bytes there and back; knows
no status and no slip.

However a way fails, it fails as `DeviceFault`. A line that failed is closed and opened anew by its
user.
"""

import asyncio
import contextlib
import os
import select
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal, Protocol, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import serial

OPEN_SECONDS = 3.0
STUCK_SECONDS = 5.0
"""A line that takes no byte for so long is stuck."""
READ_BYTES = 4096

Outcome = TypeVar("Outcome")


class DeviceFault(Exception):
    """The device cannot be used now; `word` as in `wire.rows.DeviceRow.state`."""

    def __init__(self, word: Literal["offline", "no_answer", "error"], why: str = "") -> None:
        super().__init__(f"{word}: {why}" if why else word)
        self.word = word


class Line(Protocol):
    """An open line. Each call raises DeviceFault when the line fails."""

    async def send(self, data: bytes) -> None:
        """Hands all bytes over. That they were taken does not mean that they are printed."""

    async def receive(self, seconds: float) -> bytes:
        """What has come in, waiting at most so long for the first byte; empty when nothing came."""

    async def close(self) -> None:
        """Never raises."""


Opener = Callable[[], Awaitable[Line]]


class AddressUnfit(Exception):
    """The address of a device cannot be understood."""


def opener(address: str) -> tuple[Opener, bool]:
    """How to open the device at `address`, and whether it is of a kind that can answer. Raises
    AddressUnfit.

    `tcp://host:9100`, `serial:///dev/ttyUSB0?baud=9600`, `usb:///dev/usb/lp0`, `file:///path`, and
    some addresses of pyserial: `socket://host:port`, `rfc2217://host:port`, `spy://...`.
    """
    parts = urlsplit(address)
    try:
        port = parts.port or 9100
        options = dict(parse_qsl(parts.query))
        baud = int(options.pop("baud", "9600"))
    except ValueError as fault:
        raise AddressUnfit(f"{address}: port and baud are numbers") from fault
    if parts.scheme == "tcp" and parts.hostname:
        host = parts.hostname
        return (lambda: TcpLine.open(host, port)), True
    if parts.scheme == "usb" and parts.path:
        return (lambda: asyncio.to_thread(FileLine, parts.path, False)), True
    if parts.scheme == "file" and parts.path:
        return (lambda: asyncio.to_thread(FileLine, parts.path, True)), False
    if parts.scheme in ("serial", "socket", "rfc2217", "spy") and (parts.path or parts.netloc):
        place = urlunsplit(parts._replace(query=urlencode(options)))
        port_name = parts.path if parts.scheme == "serial" else place
        return (lambda: asyncio.to_thread(SerialLine, port_name, baud)), True
    raise AddressUnfit(f"{address}: expected tcp://, serial://, socket://, usb:// or file://")


class TcpLine:
    """A printer on the network, usually port 9100."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        writer.transport.set_write_buffer_limits(high=0)

    @classmethod
    async def open(cls, host: str, port: int) -> "TcpLine":
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                return cls(*await asyncio.open_connection(host, port))
        except (OSError, TimeoutError) as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def send(self, data: bytes) -> None:
        try:
            for start in range(0, len(data), READ_BYTES):
                async with asyncio.timeout(STUCK_SECONDS):
                    self._writer.write(data[start : start + READ_BYTES])
                    await self._writer.drain()
        except TimeoutError as fault:
            raise DeviceFault("no_answer", "the printer takes no more bytes") from fault
        except OSError as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def receive(self, seconds: float) -> bytes:
        try:
            async with asyncio.timeout(seconds):
                data = await self._reader.read(READ_BYTES)
        except TimeoutError:
            return b""
        except OSError as fault:
            raise DeviceFault("offline", str(fault)) from fault
        if not data:
            raise DeviceFault("offline", "the printer hung up")
        return data

    async def close(self) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            self._writer.close()
            async with asyncio.timeout(0.5):
                await self._writer.wait_closed()
        self._writer.transport.abort()


class SerialLine:
    """A serial port, or any address of pyserial. Opening blocks: call it in a thread."""

    def __init__(self, port: str, baud: int) -> None:
        try:
            self._port = serial.serial_for_url(
                port, baudrate=baud, timeout=0.05, write_timeout=STUCK_SECONDS
            )
        except (serial.SerialException, OSError, ValueError) as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def send(self, data: bytes) -> None:
        # In small parts: pyserial's limit is for one write as a whole, and 4 KB take 4 s at 9600
        # baud.
        for start in range(0, len(data), 512):
            await self._blocking(partial(self._write, data[start : start + 512]))

    async def receive(self, seconds: float) -> bytes:
        return await self._blocking(partial(self._read, seconds))

    async def close(self) -> None:
        with contextlib.suppress(Exception):
            await asyncio.to_thread(self._close)

    async def _blocking(self, call: Callable[[], Outcome]) -> Outcome:
        try:
            return await asyncio.to_thread(call)
        except serial.SerialTimeoutException as fault:
            raise DeviceFault("no_answer", "the line takes no more bytes") from fault
        except (serial.SerialException, OSError, TypeError) as fault:
            # TypeError: pyserial reads a port that another thread has closed.
            raise DeviceFault("offline", str(fault)) from fault

    def _write(self, data: bytes) -> None:
        """Until the last byte is on the wire: a question said after this is not behind a queue."""
        self._port.write(data)
        waiting, since = getattr(self._port, "out_waiting", 0), time.monotonic()
        while waiting:
            time.sleep(0.005)
            left = self._port.out_waiting
            if left < waiting:
                waiting, since = left, time.monotonic()
            elif time.monotonic() - since > STUCK_SECONDS:
                raise serial.SerialTimeoutException("no byte leaves")

    def _read(self, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        while True:
            data: bytes = self._port.read(max(1, self._port.in_waiting))
            if data or time.monotonic() >= until:
                return data

    def _close(self) -> None:
        with contextlib.suppress(Exception):
            self._port.reset_output_buffer()  # else closing waits for a stuck line
        self._port.close()


class FileLine:
    """A USB printer's port (`/dev/usb/lp0`), or a plain file that keeps the bytes. Opening blocks:
    call it in a thread."""

    def __init__(self, path: str, plain: bool) -> None:
        self._plain = plain
        flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        try:
            if plain:
                self._file = os.open(path, flags | os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            else:
                self._file = os.open(path, flags | os.O_RDWR)
        except OSError as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def send(self, data: bytes) -> None:
        try:
            await asyncio.to_thread(self._write, data)
        except OSError as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def receive(self, seconds: float) -> bytes:
        if self._plain:
            return b""
        try:
            return await asyncio.to_thread(self._read, seconds)
        except OSError as fault:
            raise DeviceFault("offline", str(fault)) from fault

    async def close(self) -> None:
        with contextlib.suppress(OSError):
            await asyncio.to_thread(os.close, self._file)

    def _write(self, data: bytes) -> None:
        while data:
            _, writable, _ = select.select([], [self._file], [], STUCK_SECONDS)
            if not writable:
                raise DeviceFault("no_answer", "the port takes no more bytes")
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._file, data) :]
        if self._plain:
            with contextlib.suppress(OSError):
                os.fsync(self._file)

    def _read(self, seconds: float) -> bytes:
        readable, _, _ = select.select([self._file], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            return os.read(self._file, READ_BYTES) if readable else b""
        return b""
