"""`balie staff` as an administrator types it, in a pipe and at a terminal."""

import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.office import HOUSE, Office

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path) -> Office:
    return Office(tmp_path)


def test_only_known_staff_get_a_pin_and_only_of_digits(office):
    assert "4 to 12 digits" in office.refused("staff", "stadhuis", "anna", typed="12\n")
    assert "'bert'" in office.refused("staff", "stadhuis", "bert", typed="1234\n")


def test_a_pin_that_is_none_is_judged_before_it_is_asked_for_again(office):
    typed = _typed_at_a_terminal(office, ("staff", "stadhuis", "anna"), "12")
    assert "a PIN has 4 to 12 digits" in typed
    assert typed.count("PIN:") == 1
    well = _typed_at_a_terminal(office, ("staff", "stadhuis", "anna"), "2468", "2468")
    assert "anna has a new PIN" in well


def _typed_at_a_terminal(office: Office, words: tuple[str, ...], *answers: str) -> str:
    """All that a terminal shows, each answer typed where something is asked."""
    terminal, inside = pty.openpty()
    command = [sys.executable, "-c", AT_A_TERMINAL, *words]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    shown, left = "", list(answers)
    with subprocess.Popen(
        command,
        cwd=office.folder,
        env=environment,
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    ):
        os.close(inside)
        with suppress(OSError):  # its other end is closed: the command has ended
            while said := os.read(terminal, 4096):
                shown += said.decode()
                if shown.endswith(": "):  # asked once more than there are answers: Ctrl+C
                    os.write(terminal, f"{left.pop(0)}\n".encode() if left else b"\x03")
    os.close(terminal)
    return shown


AT_A_TERMINAL = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from balie.verbs import app
app()
"""
"""Takes its terminal as its own, so that a PIN is asked for there and nowhere else."""
