"""The administrator's tools as plain functions: each tells lines and gives an exit code. What goes
wrong is said in a sentence, never as a trace.
"""

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from rich.progress import Progress

from host import devices_cli, importing
from host.access import NotAllowed
from host.importing import FileFaulty
from host.measures.span import date_of as date_of
from host.measures.tool import Asked, period_of, write
from host.sentences import counted, passed_over
from host.serve import open_store, secret_of, wall_clock
from host.settings import Faulty, Settings, read, service_day
from host.store import RaceLost, Store, StoreBusy, StoreUnfit
from host.store.queries import visited_days
from host.web.listening import answers, place
from wire.refusals import REFUSALS, Refused

P = ParamSpec("P")
DAYS_TOLD = 3


def said(work: Callable[P, int]) -> Callable[P, int]:
    """Turns what may go wrong into a sentence on standard error and the exit code 1."""

    @wraps(work)
    def tool(*given: P.args, **named: P.kwargs) -> int:
        try:
            return work(*given, **named)
        except (Faulty, FileFaulty) as faulty:
            for fault in faulty.faults:
                print(fault, file=sys.stderr)
        except KeyError as fault:
            print(f"there is no {fault.args[0]!r} in the settings", file=sys.stderr)
        except Refused as no:
            print(REFUSALS[no.word], file=sys.stderr)
        except (NotAllowed, RaceLost, StoreBusy, StoreUnfit, OSError, ValueError) as fault:
            print(fault, file=sys.stderr)
        return 1

    return tool


def days_of(
    settings: Settings, location: str, words: tuple[str, str], now: int | None
) -> tuple[date, date]:
    """From the first day, today if not said, to the last, the first if not said. `now` in
    milliseconds UTC; None: by the wall clock. Raises ValueError.
    """
    at = wall_clock() if now is None else now
    first = date_of(words[0]) if words[0] else service_day(settings.zone(location), at)
    last = date_of(words[1]) if words[1] else first
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return first, last


def write_private(file: Path, content: bytes) -> None:
    """For its owner's eyes only, also where a file of that name was readable for others."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        os.fchmod(written.fileno(), 0o600)
        written.write(content)


@said
def bring_appointments(
    settings_file: Path,
    location: str,
    file: Path,
    dry_run: bool,
    now: int | None,
    codes: Path | None = None,
) -> int:
    """Imports a file of appointments and tells what came of it. `codes`: where the check-in code of
    each line is written, for whoever sends the letters.
    """
    settings = read(settings_file)
    store = open_store(settings)
    try:
        with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("appointments", total=None)
            imported = importing.run(
                settings,
                store,
                location,
                file,
                secret_of(settings, store),
                dry_run=dry_run,
                now=now,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    finally:
        store.close()
    if codes is not None and not dry_run:
        lines = [f"{line},{code}\n" for line, code in sorted(imported.codes.items())]
        write_private(codes, ("line,code\n" + "".join(lines)).encode("ascii"))
    would = "would be " if dry_run else ""
    print(
        f"{counted(imported.new, 'appointment')} {would}booked on "
        f"{counted(imported.days, 'day')}; "
        f"{imported.known} were known{passed_over(imported.passed_over)}"
    )
    return 0


@said
def tell_report(settings_file: Path, days: tuple[str, str, str], asked: Asked) -> int:
    """Prints or writes the figures of a period. `days`: a period, or a day and the last day, as
    they were typed; none of them is today.
    """
    settings = read(settings_file)
    first = asked.location or next(iter(settings.locations))
    now = wall_clock()
    today = service_day(settings.zone(first), now)
    period = period_of(*days, today)
    store = open_store(settings)
    try:
        if not any(days):
            chosen = [asked.location] if asked.location else list(settings.locations)
            _say_which_days(store, chosen, today.isoformat())
        write(settings, store, period, asked, now)
    finally:
        store.close()
    return 0


def _say_which_days(store: Store, locations: list[str], day: str) -> None:
    """On standard error, where nobody came on the day that nobody named: when somebody did."""
    days = store.read(lambda line: visited_days(line, locations, DAYS_TOLD))
    if day in days:
        return
    told = f"The last days with visits: {', '.join(days)}" if days else "No day has visits yet"
    print(f"No visits on {day}. {told}.", file=sys.stderr)


@said
def copy_database(settings_file: Path, file: Path, with_people: bool) -> int:
    """A copy while the host works."""
    if file.exists():
        raise ValueError(f"{file} exists already")
    if not file.parent.is_dir():
        raise ValueError(f"there is no folder {file.parent}: make it first")
    store = open_store(read(settings_file))
    try:
        store.backup(file, with_people=with_people)
    finally:
        store.close()
    print(f"{file}: {file.stat().st_size} bytes")
    return 0


@said
def rebuild_tables(settings_file: Path) -> int:
    """The plain tables again from the log. Not beside a host: what it keeps meanwhile would be
    missing.
    """
    settings = read(settings_file)
    told = settings.server
    if answers(told.listen, told.port):
        where = place(told.listen, told.port)
        raise ValueError(f"a host is at work on {where}: stop it first; nothing was changed")
    store = open_store(settings)
    try:
        print(f"{store.rebuild()} days made again from the log")
    finally:
        store.close()
    return 0


@said
def set_pin(settings_file: Path, location: str, staff: str, pin: str) -> int:
    """A staff member's PIN; only its hash is kept."""
    devices_cli.pin(read(settings_file), location, staff, pin)
    print(f"{staff} has a new PIN")
    return 0


@said
def add_device(
    settings_file: Path, role: str, location: str, name: str, desk: str | None, invite: bool
) -> int:
    """Prints a token, or a code to type on the device, and nothing else."""
    _fit(name)
    make = devices_cli.invite if invite else devices_cli.add
    print(make(read(settings_file), role, location, name, desk))
    return 0


@said
def approve_device(
    settings_file: Path, code: str, location: str, desk: str | None, name: str
) -> int:
    """Lets a device in."""
    if name:
        _fit(name)
    known = devices_cli.approve(read(settings_file), code, location, desk, name)
    print(f"{location}/{known} is paired")
    return 0


_NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")


def _fit(name: str) -> None:
    """The settings and the list of devices name it, so it must be a key as the others are."""
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot be a device's name: small letters, digits, - and _, 40 at most"
        )


@said
def list_devices(settings_file: Path) -> int:
    """One line a device."""
    devices_cli.tell_all(read(settings_file), print)
    return 0


@said
def list_device_steps(settings_file: Path) -> int:
    """One line for each that was let in, named anew or put out."""
    devices_cli.tell_steps(read(settings_file), print)
    return 0


@said
def rename_device(settings_file: Path, device: str, name: str) -> int:
    """Gives it another name."""
    if not devices_cli.rename(read(settings_file), device, name):
        raise ValueError(f"no device is called {device}, or it was revoked before")
    print(f"{device} is called {name} now")
    return 0


@said
def revoke_device(settings_file: Path, device: str) -> int:
    """Takes the token away."""
    if not devices_cli.revoke(read(settings_file), device):
        raise ValueError(f"no device is called {device}, or it was revoked before")
    print(f"{device} is revoked")
    return 0
