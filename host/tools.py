"""The administrator's tools as plain functions: each tells lines and gives an exit code. What goes
wrong is said in a sentence, never as a trace.
"""

import datetime
import re
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from rich.progress import Progress

from host import devices_cli, importing
from host import report as reports
from host.access import NotAllowed
from host.importing import FileFaulty
from host.sentences import counted
from host.serve import open_store, wall_clock
from host.settings import Faulty, read, service_day
from host.store import RaceLost, Store, StoreBusy, StoreUnfit
from host.store.queries import visited_days
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
                dry_run=dry_run,
                now=now,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    finally:
        store.close()
    if codes is not None and not dry_run:
        lines = [f"{line},{code}\n" for line, code in sorted(imported.codes.items())]
        codes.write_text("line,code\n" + "".join(lines), encoding="ascii")
    would = "would be " if dry_run else ""
    print(
        f"{counted(imported.new, 'appointment')} {would}booked on "
        f"{counted(imported.days, 'day')}; "
        f"{imported.known} were known"
    )
    return 0


@said
def tell_report(settings_file: Path, day: str, until: str, location: str, as_json: bool) -> int:
    """Prints the figures of a day or of several."""
    settings = read(settings_file)
    today = not day
    if not day:
        first = location or next(iter(settings.locations))
        day = service_day(settings.zone(first), wall_clock()).isoformat()
    if until and date_of(until) < date_of(day):
        raise ValueError(f"{until} is before {day}")
    date_of(day)
    store = open_store(settings)
    try:
        if today:
            _say_which_days(store, [location] if location else list(settings.locations), day)
        reports.run(settings, store, day, until, location, as_json)
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


def date_of(text: str) -> datetime.date:
    """Raises ValueError with a sentence."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a date such as 2026-11-20') from None


@said
def copy_database(settings_file: Path, file: Path, with_people: bool) -> int:
    """A copy while the host works."""
    if file.exists():
        raise ValueError(f"{file} exists already")
    store = open_store(read(settings_file))
    try:
        store.backup(file, with_people=with_people)
    finally:
        store.close()
    print(f"{file}: {file.stat().st_size} bytes")
    return 0


@said
def rebuild_tables(settings_file: Path) -> int:
    """The plain tables again from the log."""
    store = open_store(read(settings_file))
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
def revoke_device(settings_file: Path, device: str) -> int:
    """Takes the token away."""
    if not devices_cli.revoke(read(settings_file), device):
        raise ValueError(f"no device is called {device}, or it was revoked before")
    print(f"{device} is revoked")
    return 0
