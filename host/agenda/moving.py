"""A closed location's appointments move to its successor in bulk: at the same time where there is
room, else as near as can be on that day or the next. Each visitor is told once, by the move itself.

Once more changes nothing: who has moved is not there any more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from host.agenda.beside import Beside, new_id
from host.core.agenda import minutes_of
from host.core.booking import plan_ahead
from host.core.day import Promise, Visit
from host.settings import moment
from wire.commands import MoveAppointment
from wire.refusals import Refused

NEXT_DAYS_MAX = 14
"""So far ahead the next day on which the doors open is looked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment at the location that closes."""

    visit: Visit
    promise: Promise
    day: date


@dataclass(frozen=True, slots=True)
class Left:
    """An appointment that could not move, and the word that says why."""

    standing: Standing
    word: str


@dataclass
class Report:
    """What came of it."""

    same_time: int = 0
    other_time: list[tuple[Standing, int]] = field(default_factory=list)
    """With the new moment, in milliseconds UTC."""
    left: list[Left] = field(default_factory=list)


def move_all(
    beside: Beside,
    old: str,
    new: str,
    since: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Moves every appointment of `old` on `since` or later to `new`. Whoever can keep the time goes
    first, so that nobody loses it to somebody who cannot. Raises StoreBusy and RaceLost; what has
    moved by then has moved.
    """
    report = Report()
    waiting = list(_standing(beside, old, since))
    total, second = len(waiting), []
    for standing in waiting:
        word = _try(beside, old, new, standing, standing.promise.appointed)
        if word:
            second.append(Left(standing, word))
        else:
            report.same_time += 1
        progress(report.same_time, total)
    for number, left in enumerate(second, report.same_time + 1):
        _move_near(beside, old, new, left, report)
        progress(number, total)
    return report


def _standing(beside: Beside, old: str, since: date) -> Iterator[Standing]:
    """Who is still to come, in order of time."""
    for page in list(beside.pages(old)):
        day = date.fromisoformat(page.day.day)
        if day < since or page.day.ended:
            continue
        expected = [
            Standing(page.day.visits[name], promise, day)
            for name, promise in page.day.promises.items()
            if page.day.visits[name].stage == "expected"
        ]
        yield from sorted(expected, key=lambda each: (each.promise.appointed, each.visit.visit))


def _try(beside: Beside, old: str, new: str, standing: Standing, appointed: int) -> str:
    """Moves one visitor to a moment at the new location; the word of refusal, or nothing."""
    zone = beside.settings.zone(new)
    there = datetime.fromtimestamp(appointed / 1000, zone).date()
    command = MoveAppointment(
        id=new_id(),
        day=standing.day.isoformat(),
        visit=standing.visit.visit,
        to_day=there.isoformat(),
        to_location=new,
        appointed=appointed,
        channel="desk",
    )
    try:
        beside.say(old, command)
    except Refused as no:
        return no.word
    return ""


def _move_near(beside: Beside, old: str, new: str, left: Left, report: Report) -> None:
    standing, word = left.standing, left.word
    for moment_near in nearest(beside, new, standing):
        word = _try(beside, old, new, standing, moment_near)
        if not word:
            report.other_time.append((standing, moment_near))
            return
    report.left.append(Left(standing, word))


def nearest(beside: Beside, new: str, standing: Standing) -> Iterator[int]:
    """The free moment of that day that lies nearest to the promised one, and that of the next day
    on which the doors open.
    """
    days = 0
    for ahead in range(NEXT_DAYS_MAX + 1):
        day = standing.day + timedelta(days=ahead)
        starts = _free(beside, new, standing, day)
        if starts is None:
            continue
        if starts:
            wanted = _same_clock(beside, new, standing.promise.appointed, day)
            yield min(starts, key=lambda start: (abs(start - wanted), start))
        days += 1 if ahead else 0
        if days:
            return


def _free(beside: Beside, new: str, standing: Standing, day: date) -> list[int] | None:
    """Free moments of a day; None when the doors stay closed."""
    if day < beside.today(new):
        return None
    page = beside.page(new, day)
    room = page.room_at(beside.now)
    if room is None:
        return None
    promise = standing.promise
    if not set(promise.services) <= room.plan.services.keys():
        return []
    amounts = promise.amounts or (standing.visit.persons,) * len(promise.services)
    minutes = minutes_of(plan_ahead(page.day), promise.services, amounts)
    return room.starts(promise.services, minutes, beside.now)


def _same_clock(beside: Beside, location: str, appointed: int, day: date) -> int:
    zone = beside.settings.zone(location)
    return moment(zone, day, datetime.fromtimestamp(appointed / 1000, zone).time())
