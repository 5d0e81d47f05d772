"""Brings the days that wishes and questions are about from the store into memory."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from host.agenda.pick_ups import given_up
from host.ahead import Ahead
from host.batch import Said, day_named
from host.hall import Hall
from host.store import Store
from host.store.queries import entries, entries_of_days, last_seqs, person
from host.wishes import who_moves
from wire.commands import ChooseHandout, MoveAppointment, MoveRound

DAYS_AHEAD_MAX = 500
"""Nobody books further ahead; a day beyond is not even looked for."""


def days_of(halls: Mapping[str, Hall], said: Said) -> set[tuple[str, str]]:
    """Location and day of each service day that a command may change."""
    command, hall = said.command, said.hall
    today = hall.day.day if hall.day is not None else ""
    named = day_named(command) or today
    found = {(hall.location, named)}
    if isinstance(command, MoveAppointment | MoveRound):
        there = command.to_location or hall.location
        if there in halls:
            found.add((there, command.to_day or named))
    gone = given_up(hall, command)
    if gone is not None and gone.location in halls:
        found.add((gone.location, gone.day))
    return {(location, day) for location, day in found if day}


async def read_ahead(store: Store, halls: Mapping[str, Hall], saids: Iterable[Said]) -> None:
    """Before anything is decided: every day that these commands name, and the person whom a move
    takes along.
    """
    for said in saids:
        named = isinstance(said.command, MoveAppointment | MoveRound | ChooseHandout)
        if day_named(said.command) is None and not named:
            continue
        for location, day in days_of(halls, said):
            await _read(store, halls[location], day)
        await _read_person(store, said)


async def refresh(store: Store, hall: Hall, first: date, last: date) -> None:
    """The days of a range as the store knows them now, each that it knows more of read again."""
    low, high = first.isoformat(), last.isoformat()
    seqs = await store.ask(partial(last_seqs, location=hall.location, first=low, last=high))
    known = {name: ahead.day.seq for name, ahead in hall.ahead.items()}
    behind = [day for day, seq in seqs.items() if seq > known.get(day, 0)]
    if behind:
        read = partial(entries_of_days, location=hall.location, first=min(behind), last=max(behind))
        for day, kept in (await store.ask(read)).items():
            if _is_news(hall, day, sum(len(entry.events) for entry in kept)):
                hall.ahead[day] = Ahead.made(hall.settings, hall.location, day, kept)


def empty(hall: Hall, name: str) -> Ahead:
    """A day on which nothing is booked yet; remembered, so that its plan is made once."""
    found = hall.ahead.get(name)
    if found is None:
        found = hall.ahead[name] = Ahead.made(hall.settings, hall.location, name, ())
    return found


def _is_news(hall: Hall, name: str, seq: int) -> bool:
    known = hall.ahead.get(name)
    is_today = hall.day is not None and name <= hall.day.day
    return not is_today and (known is None or known.day.seq < seq)


async def _read(store: Store, hall: Hall, name: str) -> None:
    if hall.day is None or name in hall.ahead or name <= hall.day.day:
        return
    try:
        wanted = date.fromisoformat(name)
    except ValueError:
        return
    if (wanted - date.fromisoformat(hall.day.day)).days > DAYS_AHEAD_MAX:
        return
    kept = await store.ask(partial(entries, location=hall.location, day=name))
    hall.ahead[name] = Ahead.made(hall.settings, hall.location, name, kept)


async def _read_person(store: Store, said: Said) -> None:
    command = said.command
    if not isinstance(command, MoveAppointment | MoveRound) or said.person is not None:
        return
    day = command.day or (said.hall.day.day if said.hall.day is not None else "")
    said.person = await store.ask(
        partial(person, location=said.hall.location, day=day, visit=who_moves(command))
    )
