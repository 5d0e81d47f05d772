"""Appointments of a location's days as its staff see them: what stands, what has no room any more,
which desks are shut. Changes nothing, and judges nothing that the agenda judges.
"""

from datetime import date
from functools import partial

from host.agenda.agenda import Agenda
from host.agenda.must_move import must_move
from host.ahead import Ahead
from host.core.day import Away
from host.hall import Hall
from host.store.booked import BookedRow, booked_between
from wire.agenda import AppointmentRow, DeskDay

MINUTE = 60_000


async def booked_on(agenda: Agenda, hall: Hall, first: date, last: date) -> list[BookedRow]:
    between = partial(
        booked_between, location=hall.location, first=first.isoformat(), last=last.isoformat()
    )
    return await agenda.office.store.ask(between)


def row_of(hall: Hall, row: BookedRow, homeless: frozenset[str]) -> AppointmentRow:
    amounts = row.amounts or (row.persons,) * len(row.services)
    minutes = row.minutes or _minutes_of(hall, row.services, amounts)
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


def _minutes_of(hall: Hall, services: tuple[str, ...], amounts: tuple[int, ...]) -> int:
    """Of an appointment that another system gave: as the settings say of its services."""
    known = [
        (hall.settings.services[name], n)
        for name, n in zip(services, amounts, strict=True)
        if name in hall.settings.services
    ]
    return sum(service.first_minutes + (n - 1) * service.further_minutes for service, n in known)


def _page_of(hall: Hall, day: date) -> Ahead | None:
    """A day that is in memory: today, or one ahead that was asked for."""
    if hall.day is not None and hall.day.day == day.isoformat():
        return Ahead(hall.location, hall.day, hall.at)
    return hall.ahead.get(day.isoformat())


def homeless_on(hall: Hall, day: date, now: int) -> frozenset[str]:
    """Visits of that day for which no desk has room any more."""
    page = _page_of(hall, day)
    if page is None:
        return frozenset()
    return frozenset(each.visit.visit for each in must_move(hall.settings, page, now))


def shut_on(hall: Hall, day: date) -> dict[str, Away]:
    page = _page_of(hall, day)
    return {} if page is None else page.day.shut


def desk_day(desk: str, away: Away) -> DeskDay:
    if not away:
        return DeskDay(desk=desk)
    (starts, ends), *more = away
    return DeskDay(desk=desk, shut_from=starts, shut_until=ends, shut_again=tuple(more))
