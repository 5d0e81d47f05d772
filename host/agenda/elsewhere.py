"""At which other locations of the town staff may book: everywhere that still gives appointments, by
the wishes that `ELSEWHERE` lists. Who was booked elsewhere is known there alone; a round is known
everywhere, since its visitor stays at home.
"""

from collections.abc import Sequence
from dataclasses import replace

from host.agenda.agenda import Agenda
from host.core.entry import Sender
from host.hall import Hall
from wire.agenda import Place
from wire.commands import (
    ELSEWHERE,
    ROLES,
    AnyCommand,
    BookAppointment,
    BookRound,
    CancelRound,
    HoldSlot,
    MoveAppointment,
    MoveRound,
    ReleaseHold,
)
from wire.refusals import Refused

ABOUT = (
    MoveAppointment | HoldSlot | ReleaseHold | BookAppointment | BookRound | MoveRound | CancelRound
)
"""Wishes that may be for another location than the sender's own."""


def about(agenda: Agenda, own: Hall, sender: Sender, command: AnyCommand) -> tuple[Hall, Sender]:
    """The location that a wish is for, and its sender as that location knows it: a desk here is no
    desk there. Refuses other_location.
    """
    if not isinstance(command, ABOUT):
        return own, sender
    if sender.role not in ROLES[command.kind]:
        return own, sender  # the office refuses its role, wherever the wish is for
    if isinstance(command, MoveAppointment):
        _at(agenda, own, sender, command, command.to_location)
        return own, sender
    there = _at(agenda, own, sender, command, command.location)
    if isinstance(command, MoveRound):
        _at(agenda, own, sender, command, command.to_location)
    return there, sender if there is own else replace(sender, desk=None)


def hall_there(agenda: Agenda, own: Hall, location: str | None) -> Hall:
    """A location at which appointments are still given, or one's own. Refuses other_location."""
    if location is None or location == own.location:
        return own
    if location not in agenda.office.halls or not _gives(agenda, location):
        raise Refused("other_location")
    return agenda.office.halls[location]


def places_for(agenda: Agenda, own: Hall, services: Sequence[str]) -> tuple[Place, ...]:
    """Where staff of this hall may book these services together, their own location first."""
    others = [
        name
        for name in agenda.places(services)
        if name != own.location
        and name in agenda.office.halls
        and _gives(agenda, name)
        and set(services) <= set(agenda.offered(name, public=False))
    ]
    names = {name: agenda.settings.locations[name].name for name in (own.location, *others)}
    return tuple(Place(location=location, name=name) for location, name in names.items())


def _at(
    agenda: Agenda, own: Hall, sender: Sender, command: AnyCommand, location: str | None
) -> Hall:
    there = hall_there(agenda, own, location)
    if there is not own and sender.role not in ELSEWHERE.get(command.kind, frozenset()):
        raise Refused("other_location")
    return there


def _gives(agenda: Agenda, location: str) -> bool:
    first, last = agenda.horizon(location)
    return first <= last
