"""P7: the kiosk from exec to its first picture, against a minimal Textual app in the same run; and
from a key to the painted answer, for every key of a visitor who takes a ticket.

Both run in a pseudo terminal. The host is real; the last key waits for its answer on disk.
"""

import argparse
import asyncio
import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.house import House
from bench.table import Result, percentile, ratio
from bench.terminal import Terminal
from wire.words import say

MINIMAL = [sys.executable, "-m", "bench.minimal_app"]
REST_SECONDS = 0.25
"""Between two keys: a person's pace, so that they are not taken for a scanner."""
WAY = (
    ("2", "start.walkin"),
    ("2", "walkin.what"),
    ("1", "checkin.persons"),
    ("1", "walkin.take"),
    ("1", "ticket.number"),
    ("1", "lang.choose"),
)
"""Each key of a visitor in English, and a text of the page that answers it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--visitors", type=int, default=12)
    parser.add_argument(
        "--speech", action="store_true", help="with every page read aloud, to a mute player"
    )


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        house = House(Path(folder), desks={"1": ()})
        token_file = Path(folder) / "kiosk.token"
        token_file.write_text(house.pair("kiosk", 1)[0], encoding="ascii")
        words = [sys.executable, "-m", "balie", "kiosk"]
        words += ["--host", f"127.0.0.1:{house.port}", "--token-file", str(token_file)]
        words += ["--state", str(Path(folder) / "kiosk")]
        if args.speech:
            words += ["--speech", _mute_player(Path(folder))]
        asyncio.run(house.start())
        try:
            return _first_paint(words, args.rounds) + _keys(words, args.visitors)
        finally:
            house.stop()


def _mute_player(folder: Path) -> str:
    """Puts a player on the path that takes as long as a sentence and is not heard; its device."""
    player = folder / "aplay"
    player.write_text("#!/bin/sh\nexec sleep 3\n", encoding="ascii")
    player.chmod(0o755)
    os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
    return "default"


def _first_paint(words: list[str], rounds: int) -> list[Result]:
    """Seconds until the first picture stands, and until the hall's own language page does."""
    minimal, first, ready = [], [], []
    for _ in range(rounds):
        app = Terminal(MINIMAL)
        minimal.append(app.wait_for("Good morning") - app.began)
        app.close()
        kiosk = Terminal(words)
        first.append(kiosk.wait_for(painted("starting", "nl")) - kiosk.began)
        ready.append(kiosk.wait_for(painted("lang.choose", "en")) - kiosk.began)
        kiosk.close()
    note = f"{statistics.median(first):.2f} s against {statistics.median(minimal):.2f} s"
    told = f"{statistics.median(ready):.2f} s: connected, and a visitor can begin"
    return [
        ratio("P7_first_paint", first, minimal, "<=1.5", note),
        ratio("P7_language_page", ready, minimal, "", told),
    ]


def _keys(words: list[str], visitors: int) -> list[Result]:
    """Milliseconds from each key to the page that answers it."""
    took: dict[str, list[float]] = {key: [] for _, key in WAY}
    kiosk = Terminal(words)
    try:
        kiosk.wait_for(painted("lang.choose", "en"))
        for number in range(visitors + 1):
            for key, answer in WAY:
                kiosk.rest(REST_SECONDS)
                pressed = kiosk.press(key)
                seconds = kiosk.wait_for(painted(answer, "en")) - pressed
                if number:  # the first visitor warms up
                    took[answer].append(seconds * 1000)
    finally:
        kiosk.close()
    minimal = _minimal_keys(visitors * len(WAY))
    every = [value for values in took.values() for value in values]
    slowest = max(took, key=lambda answer: statistics.median(took[answer]))
    note = f"p50 {statistics.median(every):.0f} ms, max {max(every):.0f} ms; {len(every)} keys"
    worst = f"the page of {slowest}"
    return [
        Result("P7_key_p95", percentile(every, 0.95), "ms", "<=100", note),
        Result("P7_key_p50", statistics.median(every), "ms"),
        Result("P7_minimal_key_p95", percentile(minimal, 0.95), "ms", "", "one word, no host"),
        Result("P7_minimal_key_p50", statistics.median(minimal), "ms"),
        Result("P7_slowest_key_p50", statistics.median(took[slowest]), "ms", "", worst),
    ]


def _minimal_keys(count: int) -> list[float]:
    """Milliseconds from each key to its word, in the minimal app: what this machine can do now."""
    app = Terminal(MINIMAL)
    took = []
    try:
        app.wait_for("Good morning")
        for number in range(1, count + 1):
            app.rest(REST_SECONDS)
            pressed = app.press("k")
            took.append((app.wait_for(f"Key number {number}.") - pressed) * 1000)
    finally:
        app.close()
    return took


def painted(key: str, language: str) -> str:
    """A text as it stands on the screen, up to its first blank."""
    mark = "\N{SNOWMAN}"
    blanks = dict.fromkeys(("gemeente", "nummer", "min", "aantal"), mark)
    return say(language, key, **blanks).split(mark)[0].strip()
