"""Codes from scanners: what is a frame, what is a finger, and what goes no further."""

import os
import pty
import queue
import random
import socket
import threading
import tty
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from kiosk.scanner import Frames, SerialScanner, Wedge, code_of
from tests.kiosk_stand_in import FakeLine, a_view, at_the_kiosk, no

FAST, SLOW = 0.005, 0.2


@pytest.mark.parametrize("frame", ["A7C9K2", "a7c9k2", " A7C9K2\r\n", "A7C9K2\t"])
def test_a_frame_is_a_code_in_capitals_without_its_line_end(frame):
    assert code_of(frame) == "A7C9K2"


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "\x1b[31mA7C9K2",
        "A7C9K2<script>",
        "A7 C9K2",
        "A7C9\x00K2",
        "A" * 65,
        "É7",
        "A7C9K2\u202e",
    ],
)
def test_a_frame_with_anything_else_in_it_is_dropped_whole(frame):
    assert code_of(frame) == ""


def test_the_longest_code_has_64_characters():
    assert code_of("A" * 64) == "A" * 64


def test_keys_that_follow_each_other_fast_are_a_scan():
    wedge = Wedge()
    heard = [wedge.hear(key, number * FAST) for number, key in enumerate((*"A7C9", "enter"))]
    assert heard == ["alone", "fast", "burst", "burst", "scanned"]
    assert wedge.frame == "A7C9"


def test_slow_keys_are_fingers_and_their_enter_is_not_a_scan():
    wedge = Wedge()
    heard = [wedge.hear(key, number * SLOW) for number, key in enumerate((*"A7C9", "enter"))]
    assert set(heard) == {"alone"}


def test_a_control_character_in_a_scan_spoils_its_frame():
    wedge = Wedge()
    for number, key in enumerate(("A", "7", "escape", "C", "enter")):
        wedge.hear(key, number * FAST)
    assert code_of(wedge.frame) == ""


def test_an_endless_scan_is_not_kept():
    wedge = Wedge()
    for number in range(10_000):
        wedge.hear("A", number * FAST)
    assert wedge.hear("enter", 10_000 * FAST) == "scanned"
    assert len(wedge.frame) < 100
    assert code_of(wedge.frame) == ""


def test_a_stream_is_cut_at_line_ends_wherever_its_bytes_arrive():
    frames = Frames()
    codes = [code for part in (b"A7C", b"9K2\r", b"\nB1", b"8\n\n") for code in frames.feed(part)]
    assert codes == ["A7C9K2", "B18"]


def test_noise_is_dropped_and_the_next_code_is_read():
    noise = random.Random(7)
    frames = Frames()
    for _ in range(200):
        junk = bytes(
            noise.choice((0, 7, 27, 60, 128, 200, 255)) for _ in range(noise.randrange(99))
        )
        assert frames.feed(b"\xff" + junk + b"\r") == []
    assert frames.feed(b"A7C9K2\r") == ["A7C9K2"]


async def test_a_scan_works_from_the_appointment_page():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1")
        await visitor.scan("A7C9K2")
        assert visitor.line.said[-1].code == "A7C9K2"
        assert visitor.page.step == "confirm"


async def test_a_scan_before_the_language_was_chosen_takes_two_keys_to_check_in():
    async with at_the_kiosk() as visitor:
        await visitor.scan("A7C9K2")
        assert visitor.page.step == "language"
        await visitor.press("2", "1")
        assert [said.kind for said in visitor.line.said] == ["find_appointment", "check_in"]
        assert visitor.page.big == "A042"


async def test_a_code_scanned_by_somebody_who_walked_on_is_forgotten():
    async with at_the_kiosk() as visitor:
        await visitor.scan("A7C9K2")
        await visitor.wait(41)
        await visitor.press("1")
        assert visitor.page.step == "start"
        assert visitor.line.said == []


async def test_the_digits_of_a_scan_press_no_keys():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        await visitor.scan("1123459")
        kinds = [said.kind for said in visitor.line.said]
        assert kinds == ["find_appointment"]


async def test_after_a_scan_back_leads_to_the_page_where_it_was_scanned():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        await visitor.scan("44A7")
        assert visitor.page.step == "confirm"
        await visitor.press("0")
        assert visitor.page.step == "services"


async def test_a_scan_with_control_characters_presses_no_keys_either():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        before = visitor.page
        for end in ("enter", "ctrl+q", "ctrl+c"):
            await visitor.scan("14\x1b9", end)
            assert visitor.page == before
        assert visitor.line.said == []


async def test_a_scan_at_the_end_of_a_visit_begins_the_next():
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2", "4", "1", "1")
        await visitor.scan("B7C9K2")
        assert visitor.page.step == "language"
        await visitor.press("1")
        assert visitor.page.step == "confirm"
        assert visitor.page.language == "nl"


async def test_an_unreadable_scan_is_answered_where_a_code_is_asked_for_and_nowhere_else():
    line = FakeLine()
    line.answers["find_appointment"] = no("code_unknown")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1")
        await visitor.scan("P<NLD<<")
        assert visitor.page.step == "start"
        await visitor.press("1")
        await visitor.scan("P<NLD<<")
        assert visitor.page.step == "unknown_code"
        assert line.said == []


async def test_a_closed_hall_looks_up_nothing():
    line = FakeLine()
    line.view = a_view(open=False)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.scan("A7C9K2")
        assert visitor.page.step == "closed"
        assert line.said == []


def test_a_serial_scanner_on_a_terminal_line_is_read_with_and_without_line_ends():
    master, slave = pty.openpty()
    tty.setraw(slave)
    codes: queue.Queue[str] = queue.Queue()
    scanner = SerialScanner(os.ttyname(slave), codes.put)
    scanner.start()
    try:
        until(codes, "A7C9K2", lambda: os.write(master, b"\x1b[0mX\r\nA7C9K2\r\n"))
        os.write(master, b"B18")
        until(codes, "B18", lambda: None)
    finally:
        scanner.stop()
        os.close(slave)
        os.close(master)


def test_a_scanner_behind_a_socket_is_found_again_when_it_comes_back():
    codes: queue.Queue[str] = queue.Queue()
    with socket.create_server(("127.0.0.1", 0)) as server:
        scanner = SerialScanner(f"socket://127.0.0.1:{server.getsockname()[1]}", codes.put)
        scanner.start()
        try:
            for code in ("A7C9K2", "B18"):
                line, _ = server.accept()
                with line:
                    until(codes, code, partial(line.sendall, code.encode() + b"\r"))
        finally:
            scanner.stop()


def until(codes: queue.Queue[str], code: str, send: Callable[[], object]) -> None:
    """Sends until the code is heard: what comes before a port is open is nobody's."""
    for _ in range(50):
        send()
        with suppress(queue.Empty):
            while codes.get(timeout=0.1) != code:
                pass
            return
    raise AssertionError(f"{code} was not heard")


def test_a_scanner_that_is_not_there_is_tried_again_and_breaks_nothing():
    tried = threading.Semaphore(0)

    def absent(url: str):
        tried.release()
        raise OSError(url)

    scanner = SerialScanner("/dev/none", print, open_port=absent)
    scanner.start()
    assert tried.acquire(timeout=5)
    assert tried.acquire(timeout=5)
    scanner.stop()
