"""The host's tasks that have to do with messages, for whoever runs the host."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from host.messages.due import sends
from host.messages.turns import Turns
from host.survey.mailing import Mailing
from host.web.doors import Doors

LOOK_SECONDS = 1.0
"""How often a town that sends no messages is asked whether it does now."""


def tasks_of(doors: Doors) -> tuple[Coroutine[Any, Any, None], ...]:
    """Each runs until it is cancelled. New settings hold at once."""
    turns = Turns(
        lambda: doors.settings,
        doors.store,
        doors.office.halls.values(),
        doors.office.when_kept,
        doors.clock,
    )
    mailing = Mailing(
        lambda: doors.settings, doors.store, doors.office.halls, doors.survey, doors.clock
    )
    return _send(doors), turns.run(), mailing.run()


async def _send(doors: Doors) -> None:
    """Mail and calendars take a quarter of a second to import: not before a town needs them."""
    while not sends(doors.settings):  # noqa: ASYNC110  settings set no event
        await asyncio.sleep(LOOK_SECONDS)
    sender = await asyncio.to_thread(_sender, doors)
    await sender.run()


def _sender(doors: Doors) -> Any:
    from host.messages.sender import Sender

    asking = doors.survey.address_in_mail
    return Sender(lambda: doors.settings, doors.store, doors.agenda, doors.clock, asking)
