"""What a device is told once of its town. Made beside the loop: a display's pictures lie on a disk,
which may be slow.
"""

import asyncio

from host.hall import Hall
from host.own_letters import with_letter
from host.settings import setup_of
from host.store.access import DeviceRow
from host.web.doors import Doors
from wire.setup import Setup


async def setup_for(doors: Doors, hall: Hall, device: DeviceRow) -> Setup:
    """By the newest settings, also where they change meanwhile."""
    while True:
        settings = hall.settings
        told = settings, device.location, device.role, device.name, doors.folder
        made = await asyncio.to_thread(setup_of, *told)
        if settings is hall.settings:
            return with_letter(made, hall, device)
