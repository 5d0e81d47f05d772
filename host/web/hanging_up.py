"""Ends lines that must not go on as they are: of devices that were revoked, and of those that have
another name now.
"""

import asyncio

import structlog

from host.store.access import DeviceRow
from host.web.conversation import Conversation, Open
from host.web.doors import Doors
from wire.frames import No

log = structlog.get_logger()
CLOSED_REVOKED = 4401
CLOSED_RENAMED = 4409


async def end_revoked(doors: Doors, opened: Open) -> list[DeviceRow]:
    """Closes the lines of devices that may no longer speak, and of those that have another name
    now: they come again under that. All devices, for whoever looks further. Raises StoreBusy.
    """
    devices = await asyncio.to_thread(doors.access.devices)
    for row in devices:
        for conversation in list(opened.get(row.id, ())):
            if row.revoked_at is not None:
                log.info("device_revoked", device=row.name)
                conversation.say(No(word="not_paired"))
                _hang_up(conversation, CLOSED_REVOKED, "not_paired")
            elif row.name != conversation.device.name:
                _hang_up(conversation, CLOSED_RENAMED, "")
    return devices


def _hang_up(conversation: Conversation, code: int, reason: str) -> None:
    conversation.line.conn.send_close(code, reason)
    conversation.line.transport.write(b"".join(conversation.line.conn.data_to_send()))
    conversation.line.transport.close()
