"""Imports a file of appointments into the log of their days: all of them in one transaction, or
none.

The same file again changes nothing: an appointment's id follows from the location, the file's own
line and the server's secret.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from host.answers import digest_of
from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.keep import keep, replay
from host.core.plan import Plan
from host.importing.csv_file import read_csv
from host.importing.ics_file import read_ics
from host.importing.wanted import FileFault, FileFaulty, Wanted
from host.settings import Settings, plan_of, service_day
from host.store import Kept, PersonChange, RaceLost, Store
from host.tokens import new_code
from wire.commands import BookAppointment
from wire.refusals import Refused

SYSTEM = Sender(device="import", role="system")
RACES_MAX = 10
"""How often all is decided again when a running host was first on one of the days."""


@dataclass
class Imported:
    """What came of a file."""

    new: int = 0
    known: int = 0
    """Were imported before."""
    passed_over: int = 0
    """Of our own export: cancelled, or over."""
    days: int = 0
    codes: dict[int, str] = field(default_factory=dict)
    """Check-in code of each line of the file, also of those that were known."""


Progress = Callable[[int, int], None]


def run(
    settings: Settings,
    store: Store,
    location: str,
    file: Path,
    secret: bytes,
    dry_run: bool = False,
    now: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Imported:
    """Imports a `.csv` or `.ics` file. Raises FileFaulty (nothing is imported), StoreBusy, KeyError
    for an unknown location, OSError. `progress` hears how many of how many are decided. `secret`:
    the server's own.
    """
    at = time.time_ns() // 1_000_000 if now is None else now
    lines = _read(settings, location, file)
    wanted = [each for each in lines if each.stands]
    for _ in range(RACES_MAX):
        imported, batch = _decide(settings, store, location, wanted, secret, at, progress)
        try:
            if batch and not dry_run:
                store.keep(batch)
        except RaceLost:
            continue
        imported.passed_over = len(lines) - len(wanted)
        return imported
    raise RaceLost("the days of this file change all the time; try again when the hall is quiet")


def _read(settings: Settings, location: str, file: Path) -> list[Wanted]:
    zone = settings.zone(location)
    services = settings.services_of(location)
    content = file.read_bytes()
    if file.suffix.casefold() == ".ics":
        wanted = read_ics(content, zone, services)
    else:
        wanted = read_csv(content, zone, services, location)
    if not wanted:
        raise FileFaulty([FileFault(1, "holds no appointments")])
    return wanted


def _decide(
    settings: Settings,
    store: Store,
    location: str,
    wanted: list[Wanted],
    secret: bytes,
    now: int,
    progress: Progress,
) -> tuple[Imported, list[Kept]]:
    """Books all on the days as they are in the log now."""
    imported = Imported()
    faults: list[FileFault] = []
    batch: list[Kept] = []
    today = service_day(settings.zone(location), now)
    days: dict[date, _Booked] = {}
    for number, each in enumerate(wanted, 1):
        progress(number, len(wanted))
        if each.day < today:
            faults.append(FileFault(each.line, f"{each.day} is over"))
            continue
        if each.day not in days:
            days[each.day] = _load(settings, store, location, each.day)
        booked = days[each.day]
        identity = _identity(secret, location, each, booked.known)
        if identity in booked.known:
            imported.known += 1
            imported.codes[each.line] = booked.day.visits[identity].code
            continue
        try:
            kept = _book(settings, booked, each, identity, now)
        except Refused as no:
            faults.append(FileFault(each.line, _why(no, each)))
            continue
        booked.known.add(identity)
        batch.append(kept)
        imported.new += 1
        imported.codes[each.line] = booked.day.visits[identity].code
    if faults:
        raise FileFaulty(faults)
    return replace(imported, days=len({kept.day for kept in batch})), batch


@dataclass
class _Booked:
    """A day of the file: its log so far, its plan, and the ids that it knows."""

    day: Day
    plan: Plan
    known: set[str]


def _load(settings: Settings, store: Store, location: str, wanted: date) -> _Booked:
    entries = store.load(location, wanted.isoformat())
    day = replay(Day(location, wanted.isoformat()), entries)
    plan = day.plan or plan_of(settings, location, wanted)
    day.draft = plan
    return _Booked(day, plan, {entry.id for entry in entries})


def _identity(secret: bytes, location: str, wanted: Wanted, known: set[str]) -> str:
    """Follows from the file's line, so that the same line is the same appointment. The id stays
    when the person is erased: without the secret nobody can try names on it. What was imported
    before ids were keyed is known by the id that it has.
    """
    line = f"{location}|{wanted.appointed}|{wanted.key}".encode()
    plain = sha256(line).hexdigest()[:32]
    return plain if plain in known else hmac.digest(secret, line, "sha256").hex()[:32]


def _book(settings: Settings, booked: _Booked, wanted: Wanted, identity: str, now: int) -> Kept:
    day, plan = booked.day, booked.plan
    if plan.opens is None or plan.closes is None:
        raise Refused("closed_now")
    if not plan.opens <= wanted.appointed < plan.closes:
        raise Refused("too_far")
    code = wanted.code or _free_code(day)
    command = BookAppointment(
        id=identity,
        code=code,
        services=wanted.services,
        appointed=wanted.appointed,
        persons=wanted.persons,
        language=wanted.language,
    )
    events = decide(day, command, SYSTEM, now)
    entry = Entry(
        id=identity,
        what=command.kind,
        by=SYSTEM.device,
        at=now,
        events=tuple(events),
        digest=digest_of(command),
    )
    seq = day.seq + 1
    keep(day, entry)
    erase_on = wanted.day + timedelta(days=max(1, settings.town.retention_days))
    person = PersonChange(
        visit=identity,
        erase_on=erase_on.isoformat(),
        name=wanted.name or None,
        phone=wanted.phone or None,
        mail=wanted.mail or None,
        note=wanted.note or None,
    )
    said = wanted.name or wanted.phone or wanted.mail or wanted.note
    return Kept(day.location, day.day, seq, entry, [day.visits[identity]], person if said else None)


def _free_code(day: Day) -> str:
    while True:
        code = new_code()
        if code not in day.codes:
            return code


def _why(no: Refused, wanted: Wanted) -> str:
    return {
        "code_taken": "another appointment of this day has this code",
        "closed_now": f"the location is closed on {wanted.day}",
        "too_far": "the time does not lie within the opening hours of its day",
        "day_closed": f"{wanted.day} is over",
        "service_unknown": "the day's plan does not know this service",
    }.get(no.word, no.word)
