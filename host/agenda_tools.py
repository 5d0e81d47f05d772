"""The administrator's tools for the agenda as plain functions, beside a running host: each tells
lines and gives an exit code. What goes wrong is said in a sentence.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

from rich.progress import Progress

from host import access_times
from host.agenda import moving
from host.agenda.beside import Beside, new_id
from host.agenda.must_move import Homeless, must_move
from host.agenda.round_moves import StandingRound, move_all_rounds, rounds_that_must_move
from host.agenda_lines import clock, line_of, line_of_round, tell_moves, tell_rounds
from host.ahead import Ahead
from host.measures.access import days_said
from host.sentences import counted, not_reopened, not_shut
from host.serve import open_store, wall_clock
from host.settings import moment, read
from host.store.queries import places_with_appointments
from host.tools import date_of, days_of, said
from wire.commands import ReopenDesk, ShutDesk
from wire.refusals import Refused

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
            homeless, rounds = _homeless(beside, beside.pages(place))
            count += len(homeless) + len(rounds)
            if homeless or rounds:
                print(f"{places[place].name} ({place})")
            _tell_homeless(beside, homeless, rounds)
        if not location:
            count += _tell_strangers(beside)
        since = clock(beside.settings, location or next(iter(places)), beside.now)
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
    appointments have no room any more. Of several days those are passed over, and told, on which
    the doors stay closed or the desk is shut already; 1 when no day is left.
    """
    with _beside(settings_file, now) as beside:
        first, last = days_of(beside.settings, location, days, beside.now)
        zone = beside.settings.zone(location)
        shut = 0
        for day in _days(first, last):
            starts, ends = (moment(zone, day, _time(at)) if at else None for at in hours)
            wish = ShutDesk(
                id=new_id(), day=day.isoformat(), desk=desk, starts=starts, ends=ends, reason=reason
            )
            try:
                beside.say(location, wish)
            except Refused as no:
                why = not_shut(beside.settings, no.word, location, desk, str(day), hours)
                if first == last or no.word not in ("day_closed", "nothing_changes"):
                    raise ValueError(why) from no
                print(f"{day} is passed over: {why}")
                continue
            shut += 1
            print(f"desk {desk} gives no appointments on {day}")
        if not shut:
            raise ValueError(f"desk {desk} was shut on none of these days")
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
        rounds = move_all_rounds(beside, old, new, first)
        tell_rounds(rounds, old, new, dry_run)
        tell_moves(beside.settings, report, old, new, first, dry_run)
    return 1 if report.left or rounds.left else 0


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
                print(f"  {name[:31]:32}{told}  {clock(settings, place, each.first_slot)}")
    return 0


# -- lines -----------------------------------------------------------------------------------------


def _homeless(beside: Beside, pages: Iterable[Ahead]) -> tuple[list[Homeless], list[StandingRound]]:
    """What must move on these days: appointments, and rounds at visitors' own addresses."""
    found, rounds = [], []
    for page in list(pages):
        found += must_move(beside.settings, page, beside.now)
        rounds += rounds_that_must_move(beside.settings, page)
    return found, rounds


def _tell_homeless(
    beside: Beside, homeless: Iterable[Homeless], rounds: Iterable[StandingRound]
) -> None:
    for each in homeless:
        print(line_of(beside.settings, each))
    for one in rounds:
        print(line_of_round(one))


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
    homeless, rounds = _homeless(beside, pages)
    _tell_homeless(beside, homeless, rounds)
    print(_must_move(len(homeless) + len(rounds)))


def _must_move(count: int) -> str:
    return f"{counted(count, 'appointment')} must move"


def _since(beside: Beside, old: str, said: str) -> date:
    """The first day after the location's last, and never before today."""
    today = beside.today(old)
    if said:
        return max(today, date_of(said))
    last = beside.settings.locations[old].valid_until
    if last is None:
        raise ValueError(f'"{old}" has no last day in the settings (valid_until); say --since')
    return max(today, last + timedelta(days=1))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise ValueError(f'"{text}" is not a time such as 09:30') from None
