"""Which devices the settings call by name: a device that is named anew would lose what stands there
for it.
"""

from collections.abc import Iterator

from host.settings.models import Location, Settings


def where_named(settings: Settings, location: str, device: str) -> str:
    """The first key of the settings that calls this device by its name; empty: none does."""
    place = settings.locations.get(location)
    if place is None:
        return ""
    keys = (key for key, names in _named(place) if device in names)
    return next((f"locations.{location}.{key}" for key in keys), "")


def _named(place: Location) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "printers", place.printers
    for device in place.devices:
        yield "devices", (device, *place.printers_of(device))
    yield "displays", tuple(place.displays)
    for number, notice in enumerate(place.notices):
        yield f"notices.{number}.displays", notice.displays
