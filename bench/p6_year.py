"""P6: a year of Haarlemmermeer, 121,000 served visits at four locations, through the rules and the
store's group commit on SQLite, and then the whole report of that year. What the command needs to
come up is told apart.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.table import Result
from bench.year import SETTINGS, live
from host.measures.outputs.as_text import text_of
from host.measures.period import Period, measure
from host.measures.report import make
from host.settings import Settings, read
from host.store import Store

YEAR = 2018
NEW_YEAR_MILLIS = 1_546_383_600_000
ROUNDS = 5
COMES_UP = "import balie.verbs, host.measures.tool, host.store, host.tools"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--visits", type=int, default=121_000)


def run(args: argparse.Namespace) -> list[Result]:
    settings = read(SETTINGS)
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        store = Store(f"sqlite:///{Path(folder) / 'balie.db'}")
        store.open()
        try:
            lived, told = _lived(store, settings, args.visits), _told(store, settings, args.visits)
            return [*lived, *told, *_came_up()]
        finally:
            store.close()


def _lived(store: Store, settings: Settings, visits: int) -> list[Result]:
    began, busy = time.perf_counter(), time.process_time()
    commands = sum(live(store, settings, YEAR, visits))
    took, busy = time.perf_counter() - began, time.process_time() - busy
    note = f"{commands:,} commands, {commands / took:,.0f} a second, {busy:.0f} s of them computing"
    return [Result("P6_year", took, "s", "<=120", note)]


def _told(store: Store, settings: Settings, visits: int) -> list[Result]:
    """The report as the command makes it, and what it says of the visits."""
    took, busy = [], []
    for _ in range(ROUNDS):
        began, computing = time.perf_counter(), time.process_time()
        text_of(make(settings, store, Period.year(YEAR), NEW_YEAR_MILLIS))
        took.append(time.perf_counter() - began)
        busy.append(time.process_time() - computing)
    told = measure(store, settings, Period.year(YEAR)).cell("vi").value or 0
    note = (
        f"rounds {ROUNDS}, min {min(took):.2f}, max {max(took):.2f}, "
        f"of processor time {statistics.median(busy):.2f}"
    )
    return [
        Result("P6_report", statistics.median(took), "s", "<=2", note),
        Result("P6_visits", told, "visits", f"=={visits}", "as the report counts them"),
    ]


def _came_up() -> list[Result]:
    """What somebody waits for before the report begins: a new process that knows how to make it."""
    took, busy = [], []
    for _ in range(ROUNDS):
        began, before = time.perf_counter(), os.times()
        subprocess.run([sys.executable, "-c", COMES_UP], check=True)
        after = os.times()
        took.append(time.perf_counter() - began)
        user = after.children_user - before.children_user
        busy.append(user + after.children_system - before.children_system)
    note = f"rounds {ROUNDS}, min {min(took):.2f}, of processor time {statistics.median(busy):.2f}"
    return [Result("P6_imports", statistics.median(took), "s", note=note)]
