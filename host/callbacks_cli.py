"""What `balie callback` does at the host: plain functions over the settings file. What goes wrong
is a sentence.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from host.callbacks import Callbacks
from host.callbacks.bring import bring
from host.callbacks.clock import soon_at
from host.callbacks.figures import Figures, Line, figures
from host.callbacks.table import read_table, write_table
from host.core.callbacks import light
from host.core.cells import text
from host.sentences import counted
from host.serve import open_store, secret_of, wall_clock
from host.settings import Settings, moment, read
from host.store.callback_lists import made_between, of_location
from host.store.callbacks import CallbackRow
from host.tools import days_of, said, write_private


@said
def list_callbacks(settings_file: Path, location: str, late: bool, now: int | None) -> int:
    """The open promises, a line each, what is due first; `late`: only what is about to be late, or
    is. No names.
    """
    settings = read(settings_file)
    at = wall_clock() if now is None else now
    with _callbacks(settings, at) as callbacks:
        for place in _places(settings, location):
            listed = partial(of_location, location=place, state="open")
            for row in callbacks.store.read(listed):
                word = light(at, soon_at(settings, row), row.due)
                if word != "on_time" or not late:
                    print(_line(settings, row, word))
    return 0


@said
def bring_callbacks(
    settings_file: Path, location: str, file: Path, dry_run: bool, now: int | None
) -> int:
    """Imports a file of promises and tells what came of it."""
    settings = read(settings_file)
    settings.locations[location]
    zone = settings.zone(location)
    lines = read_table(file.read_bytes(), zone, list(settings.departments))
    with _callbacks(settings, now) as callbacks:
        secret = secret_of(settings, callbacks.store)
        new, known = bring(callbacks, location, lines, secret, dry_run=dry_run)
    would = "would be " if dry_run else ""
    print(f"{counted(new, 'promise')} {would}brought in; {known} were known")
    return 0


@said
def export_callbacks(
    settings_file: Path,
    location: str,
    days: tuple[str, str],
    file: Path | None,
    with_people: bool,
    now: int | None,
) -> int:
    """The promises that were made in a period, both days included, as CSV."""
    settings = read(settings_file)
    places = _places(settings, location)
    first, last = days_of(settings, places[0], days, now)
    zone = settings.zone(places[0])
    wanted = partial(
        made_between,
        locations=places,
        first=moment(zone, first, time(0)),
        last=moment(zone, last + timedelta(days=1), time(0)),
    )
    with _callbacks(settings, now) as callbacks:
        rows = callbacks.store.read(wanted)
    written = write_table(settings, rows, with_people=with_people)
    if file is None:
        sys.stdout.write(written)
        return 0
    if file.exists():
        raise ValueError(f"{file} exists already")
    write_private(file, written.encode())
    print(f"{file}: {counted(len(rows), 'promise')}")
    return 0


@said
def tell_figures(
    settings_file: Path, location: str, days: tuple[str, str], language: str, now: int | None
) -> int:
    """How the promises whose term ended in a period were kept."""
    settings = read(settings_file)
    places = _places(settings, location)
    first, last = days_of(settings, places[0], days, now)
    with _callbacks(settings, now) as callbacks:
        at = callbacks.clock()
        found = figures(callbacks.store, settings, places, first, last, at)
    for row in _table(settings, found, language):
        print(row)
    return 0


def _table(settings: Settings, found: Figures, language: str) -> Iterator[str]:
    for line in found.lines:
        share, tried = text(line.within, language), text(line.tried, language)
        whose = _whose(settings, line)
        yield f"{whose:44.44}  {line.term_days:>2} wd  {share:>8}  tried {tried:>4}  of {line.n}"
    yield f"{'transferred directly':44}         {text(found.transferred, language):>8}"


def _whose(settings: Settings, line: Line) -> str:
    if not line.department:
        return {"without": "all", "with": "all, exempt ones too", "only": "exempt"}[line.exempt]
    known = settings.departments.get(line.department)
    name = known.name if known is not None else line.department
    return f"{name} (exempt)" if line.exempt == "only" else name


def _line(settings: Settings, row: CallbackRow, word: str) -> str:
    due = datetime.fromtimestamp(row.due / 1000, settings.zone(row.location))
    tries = f"  {counted(row.attempts, 'call')} in vain" if row.attempts else ""
    told = f"{row.department}  {row.term_days} wd  {row.callback}{tries}"
    return f"{due:%Y-%m-%d %H:%M}  {word:8}  {told}"


def _places(settings: Settings, location: str) -> list[str]:
    if location:
        settings.locations[location]
    return [location] if location else list(settings.locations)


@contextmanager
def _callbacks(settings: Settings, now: int | None) -> Iterator[Callbacks]:
    store = open_store(settings)
    try:
        yield Callbacks(store, lambda: settings, wall_clock if now is None else lambda: now)
    finally:
        store.close()
