"""Keeps the process in which the library of voices runs: a text over which the library falls ends
that process and not ours, and the next wish starts another. Knows no sound.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from threading import Timer
from typing import TypeVar

from voice.espeak import Manner, library

HOUSE = str(Path(__file__).parent.parent)
ANSWER_SECONDS = 20.0
"""A call takes some ten milliseconds, a long page on a small computer some seconds."""
TRIES = 2
"""It may have ended while nobody spoke; who falls twice falls because of the text."""

Made = TypeVar("Made")


class Fallen(Exception):
    """It ended, or did not answer in time."""


class Child:
    """The process, started when it is first asked for. For one thread."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def is_there(self) -> bool:
        """Whether the library has started; False without the extra."""
        try:
            return self._started() is not None
        except Fallen:
            return False

    def say(self, text: str, language: str, manner: Manner) -> bytes | None:
        """The WAV; None where nothing is heard, there is no voice, or the library falls over this
        text.
        """
        wish = json.dumps([text, language, *astuple(manner)]).encode() + b"\n"
        for _ in range(TRIES):
            try:
                process = self._started()
                return (_asked(process, wish) or None) if process is not None else None
            except Fallen:
                self.end()
        return None

    def end(self) -> None:
        """Whoever asks next starts another."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # a wish that it did not read
                pipe.close()  # type: ignore[union-attr]
        process.wait()

    def _started(self) -> subprocess.Popen[bytes] | None:
        """None where there is no library. Raises Fallen."""
        if self.process is None:
            found = library()
            if found is None:
                return None
            self.process = _open(*found)
            if not _asked(self.process, b""):
                self.end()
        return self.process


def _open(*found: str) -> subprocess.Popen[bytes]:
    """Its surroundings are ours without the secrets; a key that stops us does not reach it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALIE_")}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "voice", *found],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | {"PYTHONPATH": HOUSE},
            start_new_session=True,
        )
    except OSError as fault:
        raise Fallen from fault


def _asked(process: subprocess.Popen[bytes], wish: bytes) -> bytes:
    """What it answers to a wish; the first word comes without one. Raises Fallen."""
    assert process.stdin is not None
    assert process.stdout is not None
    timer = Timer(ANSWER_SECONDS, process.kill)
    timer.start()
    try:
        process.stdin.write(wish)
        process.stdin.flush()
        length = int(process.stdout.readline())
        made = process.stdout.read(length)
    except (OSError, ValueError) as fault:
        raise Fallen from fault
    finally:
        timer.cancel()
    if len(made) < length:
        raise Fallen
    return made


@cache
def child() -> Child:
    """The one of this process, for the worker only."""
    made = Child()
    atexit.register(made.end)
    return made


@cache
def worker() -> ThreadPoolExecutor:
    """The one thread that speaks to it."""
    return ThreadPoolExecutor(1, thread_name_prefix="voice")


def on_worker(work: Callable[[], Made]) -> Made:
    """Does something on the worker's thread and waits for it."""
    return worker().submit(work).result()
