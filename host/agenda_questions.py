"""Answers to what staff ask of the agenda: free times here and at other locations of the town; of
their own a day, a week, and appointments found again. Changes nothing, and judges nothing that the
agenda judges.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import structlog

from host.agenda.agenda import Agenda
from host.agenda.asking import NOBODY
from host.agenda.elsewhere import hall_there, places_for
from host.agenda.loads import load_of
from host.agenda.records import Appointment, Asked
from host.agenda.searching import Search
from host.agenda.shown import booked_on, desk_day, homeless_on, row_of, shut_on
from host.hall import Hall
from host.settings import plan_of
from host.store import StoreBusy
from host.store.booked import booked_like
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
    FindBooked,
    FoundBooked,
    FreeDay,
    FreeTimes,
    Place,
    WeekAgenda,
)
from wire.frames import No
from wire.refusals import Refused

log = structlog.get_logger()
LOOKED_DAYS = 14
"""So many days are looked through at a time for room."""
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
        confirms=confirms(hall),
    )


async def _free(agenda: Agenda, hall: Hall, question: AskFree) -> FreeTimes:
    """Looks on until there are enough days with room, or the horizon ends."""
    asked = Asked(question.services, question.amounts or (1,) * len(question.services))
    if len(asked.amounts) != len(asked.services):
        raise Refused("unreadable")
    places = places_for(agenda, hall, question.services)
    hall = hall_there(agenda, hall, question.location)
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
        places=places,
    )


async def _day_agenda(agenda: Agenda, hall: Hall, question: AskDay) -> DayAgenda:
    today = hall.today(agenda.clock())
    day = today if question.day is None else _day(question.day)
    room = (await agenda.rooms(hall.location, day, day)).get(day)
    rows = await booked_on(agenda, hall, day, day)
    plan = plan_of(hall.settings, hall.location, day)
    homeless = homeless_on(hall, day, agenda.clock())
    shut = shut_on(hall, day)
    return DayAgenda(
        id=question.id,
        day=day.isoformat(),
        today=today.isoformat(),
        last=agenda.horizon(hall.location)[1].isoformat(),
        opens=plan.opens,
        closes=plan.closes,
        appointments=tuple(row_of(hall, row, homeless) for row in rows),
        desks=tuple(
            desk_day(desk, shut.get(desk, ()))
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
    rows = await booked_on(agenda, hall, days[0], days[-1])
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
                len(homeless_on(hall, each, now)),
            )
            for each in days
        ),
    )


async def _found(agenda: Agenda, hall: Hall, question: FindBooked) -> FoundBooked:
    if question.visit is not None:
        return await _one(agenda, hall, question)
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
    other = await _elsewhere(agenda, hall, search, today)
    shown = (*other, *(row_of(hall, row, frozenset()) for row in rows))[:FOUND_MAX]
    return FoundBooked(id=question.id, rows=shown, total=len(rows) + len(other))


async def _elsewhere(
    agenda: Agenda, own: Hall, search: Search, today: date
) -> tuple[AppointmentRow, ...]:
    """The appointment at another location whose whole code was typed: who has the code, as whoever
    booked it there, hears where and when it is.
    """
    known = await agenda.by_code(search.code) if search.code else None
    if known is None or known.location == own.location or known.day < today.isoformat():
        return ()
    hall = agenda.office.halls.get(known.location)
    return (await _told(agenda, own, hall, known),) if hall is not None else ()


async def _one(agenda: Agenda, own: Hall, question: FindBooked) -> FoundBooked:
    """One appointment as it stands now; at one's own location, how to reach its visitor too."""
    hall = hall_there(agenda, own, question.location)
    known = await agenda.find(question.visit) if question.visit is not None else None
    if known is None or known.location != hall.location:
        return FoundBooked(id=question.id, rows=(), total=0)
    return FoundBooked(id=question.id, rows=(await _told(agenda, own, hall, known),), total=1)


async def _told(agenda: Agenda, own: Hall, hall: Hall, known: Appointment) -> AppointmentRow:
    contact = await agenda.contact(known) if hall is own else NOBODY
    name = agenda.settings.locations[hall.location].name
    day = date.fromisoformat(known.day)
    await agenda.rooms(hall.location, day, day)
    return AppointmentRow(
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
        fits=known.visit not in homeless_on(hall, day, agenda.clock()),
        place=Place(location=hall.location, name=name) if hall is not own else None,
    )


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


def confirms(hall: Hall) -> bool:
    """Whether what staff book is confirmed by mail, whichever of their ways it came."""
    told = hall.settings.messages
    return bool(told.mail.host) and STAFF_WAYS.isdisjoint(told.no_confirmation_for)
