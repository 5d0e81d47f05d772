"""What can be wrong with a town's appointments and locations in time: pick-ups, successors and
hours that do not fit together.
"""

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from host.settings.models import Location, Service, Settings
from host.settings.parts import Weekday, Window
from wire.words.tongues import whole

Where = tuple[str | int, ...]
Told = Iterator[tuple[Where, str]]


def service_faults(settings: Settings, name: str) -> Told:
    """Of one service: its promise, its address on the web, its pick-up."""
    service = settings.services[name]
    here: Where = ("services", name)
    for language in whole(settings.town.languages):
        if service.promise and language not in service.promise:
            yield (*here, "promise"), f'has no promise in "{language}"'
    if service.digital_url and not service.digital_url.startswith(("https://", "http://")):
        yield (*here, "digital_url"), "is no address of a page: https://…"
    yield from _pick_up_faults(settings, here, service)


def _pick_up_faults(settings: Settings, here: Where, service: Service) -> Told:
    if not service.collect_with:
        return
    pick_up = settings.services.get(service.collect_with)
    if pick_up is None:
        yield (*here, "collect_with"), f'there is no service "{service.collect_with}"'
    elif not pick_up.collect:
        yield (
            (*here, "collect_with"),
            f'"{service.collect_with}" is no pick-up: it has not collect = true',
        )
    elif service.collect:
        yield (*here, "collect_with"), "is for services that end with a pick-up; this is one"


def location_faults(settings: Settings, name: str) -> Told:
    """Of one location: when it exists, who comes after it, when it gives appointments."""
    location = settings.locations[name]
    here: Where = ("locations", name)
    for first, last in (("valid_from", "valid_until"), ("delivery_from", "delivery_until")):
        start, end = getattr(location, first), getattr(location, last)
        if start is not None and end is not None and end < start:
            yield (*here, last), f"{end} is before {first}, {start}"
    if location.delivery_until is not None and location.delivery_from is None:
        yield (*here, "delivery_until"), "says nothing without delivery_from"
    yield from _successor_faults(settings, name)
    yield from _booking_faults(settings, name)


def _successor_faults(settings: Settings, name: str) -> Told:
    """A successor stays longer than whom it follows, so a row of them has an end."""
    location = settings.locations[name]
    here: Where = ("locations", name, "successor")
    if not location.successor:
        return
    if location.valid_until is None:
        yield here, "says nothing without valid_until"
        return
    if location.successor not in settings.locations:
        yield here, f'there is no location "{location.successor}"'
        return
    end = settings.locations[location.successor].valid_until
    if location.successor == name:
        yield here, "is this location itself"
    elif end is not None and end <= location.valid_until:
        yield here, f'"{location.successor}" exists until {end}, not longer than this location'


def _booking_faults(settings: Settings, name: str) -> Told:
    location = settings.locations[name]
    booking = location.booking
    here: Where = ("locations", name, "booking")
    for weekday, windows in booking.hours.items():
        for text in _hours_faults(location, weekday, windows):
            yield (*here, "hours", weekday), text
    if booking.walk_in_desks >= len(location.desks):
        yield (
            (*here, "walk_in_desks"),
            f"{booking.walk_in_desks} of {len(location.desks)} desks: "
            "none is left for appointments",
        )
    if booking.notice_minutes >= booking.horizon_days * 24 * 60:
        yield (
            (*here, "notice_minutes"),
            f"is as long as the {booking.horizon_days} days that can be booked",
        )
    offered = settings.services_of(name)
    if booking.urgent_windows and not any(settings.services[each].urgent for each in offered):
        yield (*here, "urgent_windows"), "this location offers no urgent service"


def _hours_faults(location: Location, weekday: Weekday, windows: list[Window]) -> Iterator[str]:
    """Hours outside the opening hours are a fault, not cut: whoever shortens an evening hears which
    promise stands in its way. Short days and closures of a single date do cut them.
    """
    doors = location.hours.get(weekday)
    for first, last in windows:
        if doors is None:
            yield f"{_said(first, last)}: the doors stay closed on this weekday"
        elif first < doors[0] or last > doors[1]:
            yield f"{_said(first, last)} is not within the opening hours {_said(*doors)}"
    for before, after in pairwise(sorted(windows)):
        if after[0] < before[1]:
            yield f"{_said(*before)} and {_said(*after)} overlap"


def _said(*window: time) -> str:
    return "-".join(f"{clock:%H:%M}" for clock in window)
