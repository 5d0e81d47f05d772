"""The administrator's tools for the agenda as plain functions, beside a running host: each tells
lines and gives an exit code. What goes wrong is said in a sentence.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

from rich.progress import Progress

from host import access_times
from host.access_report import days_said
from host.agenda import export, moving
from host.agenda.beside import Beside, new_id
from host.agenda.moving import Report, Standing
from host.agenda.must_move import REASONS, Homeless, must_move
from host.sentences import counted, not_reopened, not_shut
from host.serve import open_store, wall_clock
from host.settings import Settings, moment, read, service_day
from host.store.queries import places_with_appointments
from host.tools import date_of, said
from wire.commands import ReopenDesk, ShutDesk
from wire.refusals import REFUSALS, Refused

BY = "agenda-tool"
Reason = Literal["sick", "leave", "training", "other"]


@contextmanager
def _beside(settings_file: Path, now: int | None, *, dry: bool = False) -> Iterator[Beside]:
    settings = read(settings_file)
    store = open_store(settings)
    try:
        yield Beside(settings, store, wall_clock() if now is None else now, BY, dry=dry)
    finally:
        store.close()


@said
def tell_must_move(settings_file: Path, location: str, now: int | None) -> int:
    """One line for each appointment that cannot stand, and how many from which moment on."""
    with _beside(settings_file, now) as beside:
        count, places = 0, beside.settings.locations
        for place in [location] if location else list(places):
            homeless = _homeless(beside, place)
            count += len(homeless)
            if homeless:
                print(f"{places[place].name} ({place})")
            for each in homeless:
                print(_line(beside.settings, each))
        if not location:
            count += _tell_strangers(beside)
        since = _clock(beside.settings, location or next(iter(places)), beside.now)
        print(f"{_must_move(count)}, from {since} on")
    return 0


@said
def shut_desk(
    settings_file: Path,
    location: str,
    desk: str,
    days: tuple[str, str],
    hours: tuple[str, str],
    reason: Reason,
    now: int | None,
) -> int:
    """Nobody serves at a desk on these days, both included, all day or at these hours; tells which
    appointments have no room any more. Of several days those are passed over on which the doors
    stay closed or the desk is shut already.
    """
    with _beside(settings_file, now) as beside:
        first, last = _period(beside.settings, location, days, beside.now)
        zone = beside.settings.zone(location)
        for day in _days(first, last):
            starts, ends = (moment(zone, day, _time(at)) if at else None for at in hours)
            wish = ShutDesk(
                id=new_id(), day=day.isoformat(), desk=desk, starts=starts, ends=ends, reason=reason
            )
            try:
                beside.say(location, wish)
            except Refused as no:
                if first == last or no.word not in ("day_closed", "nothing_changes"):
                    why = not_shut(beside.settings, no.word, location, desk, str(day), hours)
                    raise ValueError(why) from no
                continue
            print(f"desk {desk} gives no appointments on {day}")
        _tell_days(beside, location, first, last)
    return 0


@said
def reopen_desk(settings_file: Path, location: str, desk: str, day: str, now: int | None) -> int:
    """The desk is there after all; tells what still has no room."""
    with _beside(settings_file, now) as beside:
        on = date_of(day) if day else beside.today(location)
        try:
            beside.say(location, ReopenDesk(id=new_id(), day=on.isoformat(), desk=desk))
        except Refused as no:
            why = not_reopened(beside.settings, no.word, location, desk, str(on))
            raise ValueError(why) from no
        print(f"desk {desk} gives appointments on {on} again")
        _tell_days(beside, location, on, on)
    return 0


@said
def move_all(
    settings_file: Path, old: str, new: str, since: str, dry_run: bool, now: int | None
) -> int:
    """The appointments of a closed location to its successor. 1 when some could not move."""
    with _beside(settings_file, now, dry=dry_run) as beside:
        places = beside.settings.locations
        new = new or places[old].successor
        if not new:
            raise ValueError(f'"{old}" has no successor in the settings; say --to-location')
        places[new]
        if new == old:
            raise ValueError("from and to are the same location")
        first = _since(beside, old, since)
        with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("appointments", total=None)
            report = moving.move_all(
                beside,
                old,
                new,
                first,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        _tell_moves(beside.settings, report, old, new, first, dry_run)
    return 1 if report.left else 0


@said
def export_agenda(
    settings_file: Path,
    location: str,
    days: tuple[str, str],
    csv_file: Path | None,
    ics_file: Path | None,
    people: bool,
    now: int | None,
) -> int:
    """Writes the appointments of a period. With people the file is for its owner's eyes only."""
    if (csv_file is None) == (ics_file is None):
        raise ValueError("say one file: --csv FILE or --ics FILE")
    settings = read(settings_file)
    settings.locations[location]
    at = wall_clock() if now is None else now
    first, last = _period(settings, location, days, at)
    store = open_store(settings)
    try:
        rows, persons = export.read_period(store, location, first, last, with_people=people)
    finally:
        store.close()
    if csv_file is not None:
        text = export.as_csv(settings, rows, persons, with_people=people)
        _write(csv_file, text.encode("utf-8"))
    else:
        assert ics_file is not None
        _write(ics_file, export.as_ics(settings, rows, persons, at))
    print(f"{csv_file or ics_file}: {counted(len(rows), 'appointment')} from {first} to {last}")
    return 0


@said
def tell_access_times(settings_file: Path, location: str, now: int | None) -> int:
    """Working days to the first and third free slot of each public service, as it is now."""
    with _beside(settings_file, now) as beside:
        settings = beside.settings
        language = settings.town.languages[0]
        for place in [location] if location else list(settings.locations):
            found = access_times.measure_beside(beside, place)
            print(f"{settings.locations[place].name} ({place})")
            if not found:
                print("  nothing can be booked")
                continue
            print(f"  {'':32}{'1st':>6}{'3rd':>6}  first free")
            for each in found:
                days = (each.first_days, each.third_days)
                told = "".join(f"{days_said(d, each.horizon_days):>6}" for d in days)
                name = settings.services[each.service].names[language]
                print(f"  {name[:31]:32}{told}  {_clock(settings, place, each.first_slot)}")
    return 0


# -- lines -----------------------------------------------------------------------------------------


def _homeless(beside: Beside, location: str) -> list[Homeless]:
    pages = list(beside.pages(location))
    return [each for page in pages for each in must_move(beside.settings, page, beside.now)]


def _tell_strangers(beside: Beside) -> int:
    """Appointments at locations that are not in the settings any more; how many."""
    known = beside.settings.locations
    since = min(beside.today(place) for place in known).isoformat()
    kept = beside.store.read(partial(places_with_appointments, since=since))
    strangers = {place: count for place, count in kept.items() if place not in known}
    for place, count in strangers.items():
        booked = counted(count, "appointment")
        print(f'{booked} at "{place}", which is not in the settings: put it there again,')
        print("  with valid_until and successor, and move them: balie agenda move-all")
    return sum(strangers.values())


def _tell_days(beside: Beside, location: str, first: date, last: date) -> None:
    pages = [beside.page(location, day) for day in _days(first, last)]
    homeless = [each for page in pages for each in must_move(beside.settings, page, beside.now)]
    for each in homeless:
        print(_line(beside.settings, each))
    print(_must_move(len(homeless)))


def _must_move(count: int) -> str:
    return f"{counted(count, 'appointment')} must move"


def _line(settings: Settings, each: Homeless) -> str:
    clock = _clock(settings, each.location, each.promise.appointed)
    return f"{_told(clock, each.visit.code, each.visit.services)}  {REASONS[each.why]}"


def _told(clock: str, code: str, services: Sequence[str]) -> str:
    return f"  {clock}  {code:8}  {' '.join(services)}"


def _tell_moves(
    settings: Settings, report: Report, old: str, new: str, since: date, dry_run: bool
) -> None:
    would = "would move" if dry_run else "moved"
    for standing, at in report.other_time:
        print(f"{_of(settings, old, standing)}  -> {_clock(settings, new, at)}")
    for left in report.left:
        print(f"{_of(settings, old, left.standing)}  stays: {REFUSALS[left.word]}")
    print(
        f"{report.same_time} {would} from {old} to {new} at the same time, "
        f"{len(report.other_time)} at another time, {len(report.left)} could not; "
        f"appointments since {since}"
    )


def _of(settings: Settings, location: str, standing: Standing) -> str:
    clock = _clock(settings, location, standing.promise.appointed)
    return _told(clock, standing.visit.code, standing.visit.services)


def _clock(settings: Settings, location: str, at: int | None) -> str:
    if at is None:
        return "none"
    return f"{datetime.fromtimestamp(at / 1000, settings.zone(location)):%Y-%m-%d %H:%M}"


def _since(beside: Beside, old: str, said: str) -> date:
    """The first day after the location's last, and never before today."""
    today = beside.today(old)
    if said:
        return max(today, date_of(said))
    last = beside.settings.locations[old].valid_until
    if last is None:
        raise ValueError(f'"{old}" has no last day in the settings (valid_until); say --since')
    return max(today, last + timedelta(days=1))


def _period(
    settings: Settings, location: str, said: tuple[str, str], now: int
) -> tuple[date, date]:
    """From the first day, today if not said, to the last, the first if not said."""
    first = date_of(said[0]) if said[0] else service_day(settings.zone(location), now)
    last = date_of(said[1]) if said[1] else first
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return first, last


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise ValueError(f'"{text}" is not a time such as 09:30') from None


def _write(file: Path, content: bytes) -> None:
    """For its owner's eyes only, also where a file of that name was readable for others."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        os.fchmod(written.fileno(), 0o600)
        written.write(content)
