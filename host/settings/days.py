"""From settings to one service day: which day it is, and the plan of that day, in UTC. Local time
ends here.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from host.core.plan import DeskPlan, Plan, ServicePlan
from host.settings.booking import Booking
from host.settings.care import Fetching
from host.settings.models import WEEKDAYS, Location, Service, Settings, WalkIn, Window
from host.settings.norms import promised

MINUTE = 60_000
ROLL_OVER = time(4, 0)
"""The service day begins and ends at this local time, so that a late evening belongs to its own
day.
"""


def service_day(zone: ZoneInfo, now: int) -> date:
    """The service day to which a moment (milliseconds UTC) belongs."""
    local = datetime.fromtimestamp(now / 1000, zone)
    return local.date() if local.time() >= ROLL_OVER else local.date() - timedelta(days=1)


def moment(zone: ZoneInfo, day: date, clock: time) -> int:
    """A local time of a calendar day, in milliseconds UTC. A time that occurs twice means the
    first.
    """
    return int(datetime.combine(day, clock, zone).timestamp() * 1000)


def opening(settings: Settings, location: str, day: date) -> Window | None:
    """The local hours of a day, or None when the doors stay closed."""
    place = settings.locations[location]
    if not place.exists(day):
        return None
    if any(closure.date == day for closure in place.closures):
        return None
    if day in place.special_hours:
        return place.special_hours[day]
    if place.public_holidays and day in public_holidays(day.year):
        return None
    return place.hours.get(WEEKDAYS[day.weekday()])


def plan_of(settings: Settings, location: str, day: date) -> Plan:
    """The plan of a location's service day: all that the rules need, and no more."""
    place = settings.locations[location]
    zone = settings.zone(location)
    hours = opening(settings, location, day)
    offered = settings.services_of(location)
    timings = settings.timings
    return Plan(
        location=location,
        day=day.isoformat(),
        opens=moment(zone, day, hours[0]) if hours else None,
        closes=moment(zone, day, hours[1]) if hours else None,
        ends=moment(zone, day + timedelta(days=1), ROLL_OVER),
        mode=place.mode,
        services={
            name: _service(
                name,
                settings.services[name],
                _windows(place, name, settings.services[name], zone, day, hours),
            ).model_copy(update=promised(settings.norms, location, name, day))
            for name in offered
        },
        desks=_desks(place, offered),
        check_in_early=timings.check_in_early_minutes * MINUTE,
        late_grace=timings.late_grace_minutes * MINUTE,
        too_late=timings.too_late_minutes * MINUTE,
        no_show_after=timings.no_show_after_minutes * MINUTE,
        recalls=timings.recalls,
        recall_gap=timings.recall_gap_seconds * 1000,
        call_stands=timings.call_stands_seconds * 1000,
        prints=bool(place.printers),
        max_wait=timings.max_wait_minutes * MINUTE,
        undo_within=timings.undo_seconds * 1000,
        delivers=place.delivers(day),
        room_max=place.waiting_room.persons_max,
        room_ahead=settings.messages.almost_turn_ahead,
        **_fetching(place.fetching),
        rounds={name: settings.services[name].routes for name in settings.rounds_of(location)},
        **_booking(place.booking, zone, day, hours),
    )


def _fetching(told: Fetching) -> dict[str, Any]:
    """How visitors are fetched."""
    after = told.escalate_minutes
    return {
        "coming_minutes": told.coming_minutes,
        "escalate_after": None if after is None else after * MINUTE,
        "escalate_to": told.escalate_to,
        "badges": told.badges,
    }


def _booking(booking: Booking, zone: ZoneInfo, day: date, hours: Window | None) -> dict[str, Any]:
    """When appointments are given on this day. The hours that the settings name are cut to those at
    which the doors are open.
    """
    given = booking.hours.get(WEEKDAYS[day.weekday()], []) if booking.hours else None
    return {
        "grid": booking.grid_minutes * MINUTE,
        "appointments": None if given is None else _moments(zone, day, _cut(given, hours)),
        "notice": booking.notice_minutes * MINUTE,
        "hold": booking.hold_minutes * MINUTE,
        "buffer": booking.buffer_minutes * MINUTE,
        "walk_in_desks": booking.walk_in_desks,
        "urgent_windows": _moments(zone, day, _cut(booking.urgent_windows, hours)),
    }


def _cut(windows: Iterable[Window], hours: Window | None) -> list[Window]:
    """The parts of these windows in which the doors are open."""
    if hours is None:
        return []
    cut = ((max(first, hours[0]), min(last, hours[1])) for first, last in windows)
    return [(first, last) for first, last in cut if first < last]


def _moments(zone: ZoneInfo, day: date, windows: Iterable[Window]) -> tuple[tuple[int, int], ...]:
    return tuple((moment(zone, day, first), moment(zone, day, last)) for first, last in windows)


def _desks(place: Location, offered: Iterable[str]) -> dict[str, DeskPlan]:
    return {
        key: DeskPlan(
            desk=key,
            label=desk.label or key,
            services=frozenset(offered if desk.services == "all" else desk.services),
        )
        for key, desk in place.desks.items()
    }


def _service(name: str, service: Service, windows: tuple[tuple[int, int], ...]) -> ServicePlan:
    return ServicePlan(
        service=name,
        letter=service.group,
        appointment_limit=round(service.appointment_limit_minutes * MINUTE),
        walk_in_limit=round(service.walk_in_limit_minutes * MINUTE),
        amber_share=service.amber_share,
        target=service.target if service.statistic == "share" else None,
        walk_in=windows,
        urgent=service.urgent,
        collect=service.collect,
        hospitality=service.hospitality,
        first_minutes=service.first_minutes,
        further_minutes=service.further_minutes,
        persons_max=service.persons_max,
        collect_with=service.collect_with,
    )


def _windows(
    place: Location, name: str, service: Service, zone: ZoneInfo, day: date, hours: Window | None
) -> tuple[tuple[int, int], ...]:
    """When a service takes walk-ins on this day: the windows, cut to the hours at which the doors
    are open.
    """
    if hours is None:
        return ()
    chosen: WalkIn = place.service_walk_in.get(
        name, place.walk_in if service.walk_in is None else service.walk_in
    )
    if chosen == "never":
        return ()
    windows = [hours] if chosen == "open" else chosen.get(WEEKDAYS[day.weekday()], [])
    return _moments(zone, day, _cut(windows, hours))


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Public holidays of the Netherlands. Good Friday is a working day for most town halls."""
    from holidays import country_holidays  # slow to import, and not needed where nobody asks

    found = country_holidays("NL", years=year, language="en_US")
    return frozenset(day for day, name in found.items() if name != "Good Friday")
