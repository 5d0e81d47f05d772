"""Answers to what staff ask of the agenda of their own location: free times, a day, a week,
appointments found again. Changes nothing, and judges nothing that the agenda judges.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import structlog

from host.agenda.agenda import Agenda
from host.agenda.loads import load_of
from host.agenda.must_move import must_move
from host.agenda.records import Asked
from host.agenda.searching import Search
from host.ahead import Ahead
from host.hall import Hall
from host.settings import plan_of
from host.store import StoreBusy
from host.store.booked import BookedRow, booked_between, booked_like
from wire.agenda import (
    FOUND_MAX,
    AgendaAnswer,
    AgendaQuestion,
    AppointmentRow,
    AskBookable,
    AskDay,
    AskFree,
    AskWeek,
    Bookable,
    DayAgenda,
    DeskDay,
    FindBooked,
    FoundBooked,
    FreeDay,
    FreeTimes,
    WeekAgenda,
)
from wire.frames import No
from wire.refusals import Refused

log = structlog.get_logger()
LOOKED_DAYS = 14
"""So many days are looked through at a time for room."""
MINUTE = 60_000
STAFF_WAYS = frozenset({"phone", "desk", "greeter"})


async def answer(agenda: Agenda, hall: Hall, question: AgendaQuestion) -> AgendaAnswer | No:
    """For a greeter or a desk of this hall; who may ask is the line's to know."""
    try:
        return await _ANSWERS[type(question)](agenda, hall, question)
    except Refused as no:
        return No(id=question.id, word=no.word, detail=no.detail)
    except StoreBusy:
        return No(id=question.id, word="busy")
    except Exception:
        log.exception("question_failed", kind=question.kind)
        return No(id=question.id, word="busy")


async def _bookable(agenda: Agenda, hall: Hall, question: AskBookable) -> Bookable:
    first, last = agenda.horizon(hall.location)
    if question.services:
        services = agenda.combine(question.services, hall.location, public=False)
    else:
        services = agenda.offered(hall.location, public=False)
    return Bookable(
        id=question.id,
        services=tuple(services),
        first=first.isoformat(),
        last=max(first, last).isoformat(),
        confirms=_confirms(hall),
    )


async def _free(agenda: Agenda, hall: Hall, question: AskFree) -> FreeTimes:
    """Looks on until there are enough days with room, or the horizon ends."""
    asked = Asked(question.services, question.amounts or (1,) * len(question.services))
    if len(asked.amounts) != len(asked.services):
        raise Refused("unreadable")
    low, high = agenda.horizon(hall.location)
    first = max(low, _day(question.first)) if question.first is not None else low
    minutes = agenda.minutes(hall.location, asked)
    found: dict[date, tuple[int, ...]] = {}
    while first <= high and len(found) <= question.days:
        last = min(high, first + timedelta(days=LOOKED_DAYS - 1))
        found |= await agenda.free(hall.location, asked, first, last, channel="greeter")
        first = last + timedelta(days=1)
    days = sorted(found)
    more = days[question.days].isoformat() if len(days) > question.days else None
    return FreeTimes(
        id=question.id,
        minutes=minutes,
        days=tuple(
            FreeDay(day=day.isoformat(), starts=found[day]) for day in days[: question.days]
        ),
        later=more,
    )


async def _day_agenda(agenda: Agenda, hall: Hall, question: AskDay) -> DayAgenda:
    today = hall.today(agenda.clock())
    day = today if question.day is None else _day(question.day)
    room = (await agenda.rooms(hall.location, day, day)).get(day)
    rows = await _booked(agenda, hall, day, day)
    plan = plan_of(hall.settings, hall.location, day)
    homeless = _homeless(hall, day, agenda.clock())
    shut = _shut(hall, day)
    return DayAgenda(
        id=question.id,
        day=day.isoformat(),
        today=today.isoformat(),
        last=agenda.horizon(hall.location)[1].isoformat(),
        opens=plan.opens,
        closes=plan.closes,
        appointments=tuple(_row(hall, row, homeless) for row in rows),
        desks=tuple(
            _desk_day(desk, shut.get(desk))
            for desk in plan.desks
            if plan.opens is not None and day >= today
        ),
        staffed_minutes=room.staffed_minutes() if room is not None else 0,
        free_minutes=room.free_minutes() if room is not None else 0,
    )


async def _week_agenda(agenda: Agenda, hall: Hall, question: AskWeek) -> WeekAgenda:
    today = hall.today(agenda.clock())
    day = today if question.day is None else _day(question.day)
    try:
        monday = day - timedelta(days=day.weekday())
        days = [monday + timedelta(days=n) for n in range(7)]
    except OverflowError:
        raise Refused("unreadable") from None
    rooms = await agenda.rooms(hall.location, days[0], days[-1])
    rows = await _booked(agenda, hall, days[0], days[-1])
    now = agenda.clock()
    return WeekAgenda(
        id=question.id,
        today=today.isoformat(),
        days=tuple(
            load_of(
                each,
                plan_of(hall.settings, hall.location, each),
                rooms.get(each),
                rows,
                len(_homeless(hall, each, now)),
            )
            for each in days
        ),
    )


async def _found(agenda: Agenda, hall: Hall, question: FindBooked) -> FoundBooked:
    if question.visit is not None:
        return await _one(agenda, hall, question.id, question.visit)
    today = hall.today(agenda.clock())
    search = Search.of(question.text, today)
    if search.is_empty:
        return FoundBooked(id=question.id, rows=(), total=0)
    looked = partial(
        booked_like,
        location=hall.location,
        since=today.isoformat(),
        words=search.words,
        days=search.days,
    )
    zone = hall.settings.zone(hall.location)
    rows = [
        row
        for row in await agenda.office.store.ask(looked)
        if search.fits_time(row.appointed, zone)
    ]
    shown = tuple(_row(hall, row, frozenset()) for row in rows[:FOUND_MAX])
    return FoundBooked(id=question.id, rows=shown, total=len(rows))


async def _one(agenda: Agenda, hall: Hall, identity: str, visit: str) -> FoundBooked:
    """One appointment of this location as it stands now, and how to reach its visitor."""
    known = await agenda.find(visit)
    if known is None or known.location != hall.location:
        return FoundBooked(id=identity, rows=(), total=0)
    contact = await agenda.contact(known)
    day = date.fromisoformat(known.day)
    await agenda.rooms(hall.location, day, day)
    row = AppointmentRow(
        visit=known.visit,
        day=known.day,
        appointed=known.appointed,
        ends=known.ends,
        services=known.asked.services,
        amounts=known.asked.amounts,
        persons=known.asked.persons,
        code=known.code,
        state=known.state,
        channel=known.channel,
        language=known.language,
        name=contact.name,
        phone=contact.phone,
        mail=contact.mail,
        note=contact.note,
        fits=known.visit not in _homeless(hall, day, agenda.clock()),
    )
    return FoundBooked(id=identity, rows=(row,), total=1)


Answering = Callable[[Agenda, Hall, Any], Awaitable[AgendaAnswer]]
_ANSWERS: dict[type[AgendaQuestion], Answering] = {
    AskBookable: _bookable,
    AskFree: _free,
    AskDay: _day_agenda,
    AskWeek: _week_agenda,
    FindBooked: _found,
}


# -- how ---------------------------------------------------------------------------------------


def _day(name: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError:
        raise Refused("unreadable") from None


async def _booked(agenda: Agenda, hall: Hall, first: date, last: date) -> list[BookedRow]:
    between = partial(
        booked_between, location=hall.location, first=first.isoformat(), last=last.isoformat()
    )
    return await agenda.office.store.ask(between)


def _row(hall: Hall, row: BookedRow, homeless: frozenset[str]) -> AppointmentRow:
    amounts = row.amounts or (row.persons,) * len(row.services)
    minutes = row.minutes or _minutes(hall, row.services, amounts)
    return AppointmentRow(
        visit=row.visit,
        day=row.day,
        appointed=row.appointed,
        ends=row.appointed + minutes * MINUTE,
        services=row.services,
        amounts=amounts,
        persons=row.persons,
        code=row.code,
        state=row.state,  # type: ignore[arg-type]
        channel=row.channel,
        language=row.language,
        name=row.name,
        fits=row.visit not in homeless,
    )


def _minutes(hall: Hall, services: tuple[str, ...], amounts: tuple[int, ...]) -> int:
    """Of an appointment that another system gave: as the settings say of its services."""
    known = [
        (hall.settings.services[name], n)
        for name, n in zip(services, amounts, strict=True)
        if name in hall.settings.services
    ]
    return sum(service.first_minutes + (n - 1) * service.further_minutes for service, n in known)


def _page(hall: Hall, day: date) -> Ahead | None:
    """A day that is in memory: today, or one ahead that was asked for."""
    if hall.day is not None and hall.day.day == day.isoformat():
        return Ahead(hall.location, hall.day, hall.at)
    return hall.ahead.get(day.isoformat())


def _homeless(hall: Hall, day: date, now: int) -> frozenset[str]:
    """Visits of that day for which no desk has room any more."""
    page = _page(hall, day)
    if page is None:
        return frozenset()
    return frozenset(each.visit.visit for each in must_move(hall.settings, page, now))


def _shut(hall: Hall, day: date) -> dict[str, tuple[int, int]]:
    page = _page(hall, day)
    return {} if page is None else page.day.shut


def _confirms(hall: Hall) -> bool:
    """Whether what staff book is confirmed by mail, whichever of their ways it came."""
    told = hall.settings.messages
    return bool(told.mail.host) and STAFF_WAYS.isdisjoint(told.no_confirmation_for)


def _desk_day(desk: str, away: tuple[int, int] | None) -> DeskDay:
    if away is None:
        return DeskDay(desk=desk)
    return DeskDay(desk=desk, shut_from=away[0], shut_until=away[1])
