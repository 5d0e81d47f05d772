"""What the shell adds to a wish about an appointment before the rules see it: a code, a page of its
own, and the door's right to book this service.
"""

from collections.abc import Iterable

from host.agenda.at_home import judged_round
from host.core.booking import OUTSIDE
from host.core.day import Day
from host.core.entry import Sender
from host.settings import Settings
from host.tokens import new_code, new_link
from wire.commands import (
    AgendaCommand,
    BookAppointment,
    BookRound,
    CancelAppointment,
    CancelRound,
    HoldSlot,
    MoveAppointment,
    MoveRound,
)
from wire.refusals import Refused

AT_THE_DESK = frozenset({"desk", "greeter", "phone"})
"""Channels that a colleague may name; another screen's word for its own door counts for nothing."""
WITH_CHANNEL = (
    HoldSlot
    | BookAppointment
    | MoveAppointment
    | CancelAppointment
    | BookRound
    | MoveRound
    | CancelRound
)


def completed(
    settings: Settings, day: Day, command: AgendaCommand, sender: Sender
) -> AgendaCommand:
    """The same wish with what its sender need not know, and without what it may not say. Refuses
    not_bookable, contact_unfit.
    """
    command = _by_its_own_door(command, sender)
    if isinstance(command, HoldSlot | BookAppointment):
        _may_book(settings, command.services, command.channel)
    if isinstance(command, BookRound):
        _may_book(settings, (command.service,), command.channel)
        command = command if sender.role == "system" else judged_round(command)
    if not isinstance(command, BookAppointment | BookRound):
        return command
    own = sender.role == "system"
    return command.model_copy(
        update={
            "code": command.code if own and command.code else _free_code(day),
            "link": command.link if own and command.link else new_link(),
        }
    )


def _by_its_own_door(command: AgendaCommand, sender: Sender) -> AgendaCommand:
    if sender.role == "system" or not isinstance(command, WITH_CHANNEL):
        return command
    if command.channel in AT_THE_DESK:
        return command
    return command.model_copy(update={"channel": sender.role})


def _may_book(settings: Settings, services: Iterable[str], channel: str) -> None:
    if channel == "import":
        return
    for name in services:
        service = settings.services.get(name)
        if service is None:
            continue  # the rules know a better word
        if service.bookable == "never" or (service.bookable == "staff" and channel in OUTSIDE):
            raise Refused("not_bookable", service=name)


def _free_code(day: Day) -> str:
    while True:
        code = new_code()
        if code not in day.codes:
            return code
