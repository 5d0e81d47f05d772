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

from kiosk.scanner import FRAME_MAX, Frames, SerialScanner, Wedge
from visitor.codes import code_of

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
    assert len(wedge.frame) <= FRAME_MAX + 1
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


def test_a_scan_that_stutters_is_still_one_frame():
    wedge = Wedge()
    moments = (0, FAST, 2 * FAST, 0.15, 0.155, 0.3, 0.45)
    heard = [wedge.hear(key, at) for key, at in zip((*"A7C9K2", "enter"), moments, strict=True)]
    assert heard[2:] == ["burst", "burst", "burst", "burst", "scanned"]
    assert wedge.frame == "A7C9K2"


def test_a_scan_without_a_line_end_is_done_when_it_rests():
    wedge = Wedge()
    for number, key in enumerate("A7C9K2"):
        wedge.hear(key, number * FAST)
    assert wedge.rest() == "A7C9K2"
    assert wedge.rest() == ""


def test_a_hand_that_leans_on_the_keys_is_no_scan():
    wedge = Wedge()
    for number, key in enumerate("asdf"):
        wedge.hear(key, number * FAST)
    assert wedge.rest() == ""


@pytest.mark.parametrize("key", ["backspace", "enter"])
def test_a_key_that_is_held_down_is_a_finger_however_fast_it_repeats(key):
    wedge = Wedge()
    heard = {wedge.hear(key, number * FAST) for number in range(50)}
    assert heard == {"alone", "fast"}


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
