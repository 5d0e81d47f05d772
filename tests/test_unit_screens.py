"""The service files of the screens: what a program draws comes on the screen and into no journal,
and what it has to say to the administrator comes into the journal all the same.
"""

import asyncio
import configparser
import fcntl
import os
import pty
import socket
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_kiosk_terminal import ROOT, Terminal, a_host
from tests.test_units import PROGRAM, UNITS, commands_of

STREAMS = ("StandardInput", "StandardOutput", "StandardError")
SCREENS = {"kiosk", "greeter", "desk"}
NOTED = "import kiosk.notes, pathlib, sys; kiosk.notes.SYSTEM_LOG = pathlib.Path(sys.argv[1]); "


def service_of(unit: Path) -> configparser.SectionProxy:
    said = configparser.ConfigParser(strict=False, interpolation=None)
    said.optionxform = str  # type: ignore[assignment, method-assign]
    said.read_string(unit.read_text(encoding="utf-8"))
    return said["Service"]


def draws_itself(unit: Path) -> bool:
    """Whether a screen of ours is drawn on the very streams of the service."""
    if unit.suffix != ".service":
        return False
    starts = service_of(unit).get("ExecStart", "")
    words = starts.split()
    return words[0] == PROGRAM and words[1] in SCREENS and "--web" not in words


DRAWN = [unit for unit in UNITS if draws_itself(unit)]


def test_the_console_is_the_one_service_that_draws_on_its_own_streams():
    assert [unit.stem for unit in DRAWN] == ["balie-kiosk-console"]


@pytest.mark.parametrize("unit", DRAWN, ids=lambda unit: unit.stem)
async def test_what_a_visitor_types_is_on_the_screen_and_not_in_the_journal(unit, tmp_path):
    """The streams that the unit gives to the terminal are one here; the others are a journal."""
    service = service_of(unit)
    [[verb, *words]] = commands_of(unit)
    (tmp_path / "token").write_text("a-token", encoding="ascii")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 80, 0, 0))
    journal = (tmp_path / "journal").open("wb")
    at = [slave if service[name].startswith("tty") else journal for name in STREAMS]
    async with a_host() as (_, url):
        words[words.index("--host") + 1] = url.removesuffix("/ws")
        words[words.index("--token-file") + 1] = str(tmp_path / "token")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "balie", verb, *words, "--state", str(tmp_path / "state")),
            stdin=at[0],
            stdout=at[1],
            stderr=at[2],
            cwd=ROOT,
            env={**os.environ, "TERM": "linux"},
            start_new_session=True,
        )
        os.close(slave)
        terminal = Terminal(process, master)
        try:
            await terminal.shows("Welkom bij de gemeente Waterrijk")
            terminal.press(b"1")
            await terminal.shows("Ik heb een afspraak")
        finally:
            process.kill()
            await process.wait()
            asyncio.get_running_loop().remove_reader(master)
            os.close(master)
            journal.close()
    assert (tmp_path / "journal").read_bytes() == b""


@pytest.fixture
def heard(tmp_path) -> Iterator[Callable[[], str]]:
    """What the system's log, at `log` in the test's folder, was told since; or nothing."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(str(tmp_path / "log"))
        door.setblocking(False)

        def told() -> str:
            try:
                return door.recv(10_000).decode()
            except BlockingIOError:
                return ""

        yield told


def test_what_it_tells_the_administrator_is_in_the_journal_though_standard_error_is_the_screen(
    tmp_path, heard
):
    master, slave = pty.openpty()
    tell = NOTED + "kiosk.notes.note('cannot speak:\\nthere is no player')"
    subprocess.run([sys.executable, "-c", tell, tmp_path / "log"], cwd=ROOT, stderr=slave)
    assert b"cannot speak" in os.read(master, 1000)
    assert heard() == "<12>balie-kiosk: cannot speak: there is no player"
    os.close(master)
    os.close(slave)


def test_where_standard_error_is_the_journal_a_note_is_there_once(tmp_path, heard):
    tell = NOTED + "kiosk.notes.note('cannot speak')"
    ran = subprocess.run(
        [sys.executable, "-c", tell, tmp_path / "log"], cwd=ROOT, capture_output=True
    )
    assert ran.stderr == b"cannot speak\n"
    assert heard() == ""


def test_a_computer_without_a_system_log_loses_no_more_than_that(tmp_path):
    master, slave = pty.openpty()
    tell = NOTED + "kiosk.notes.note('cannot speak')"
    ran = subprocess.run([sys.executable, "-c", tell, tmp_path / "none"], cwd=ROOT, stderr=slave)
    assert (ran.returncode, os.read(master, 1000)) == (0, b"cannot speak\r\n")
    os.close(master)
    os.close(slave)


FALLS = (
    NOTED
    + """
from kiosk.visitor import entry
def fall(self):
    code = "A7C9K2"
    raise KeyError(code)
entry._Kiosk.look_around = fall
entry.run("ws://127.0.0.1:9/ws", "a-token", size=(80, 24))
"""
)


def test_a_kiosk_that_falls_says_where_and_shows_nothing_that_was_typed(tmp_path, heard):
    master, slave = pty.openpty()
    ran = subprocess.Popen(
        [sys.executable, "-c", FALLS, tmp_path / "log"],
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "linux"},
        start_new_session=True,
    )
    os.close(slave)
    written = b""
    try:
        while more := os.read(master, 65_536):
            written += more
    except OSError:
        pass  # the other end is closed: it has ended
    os.close(master)
    assert ran.wait(timeout=20) == 1
    assert b"A7C9K2" not in written
    said = heard()
    assert said.startswith("<12>balie-kiosk: fell: KeyError at <string>:5 fall")
    assert "A7C9K2" not in said
