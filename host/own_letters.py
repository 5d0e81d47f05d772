"""Which kiosk gives which numbers while the host is away: a letter of its own for each kiosk of a
location, for good, so that two kiosks can never give the same number.
"""

from host.hall import Hall
from host.store import Store
from host.store.access import DeviceRow, keep_setting
from wire.commands.alone import OWN_LETTERS
from wire.setup import Setup


def learn_letter(store: Store, hall: Hall, device: DeviceRow) -> None:
    """Notes in the hall the letter of a kiosk; hands one out to a name that has none. Whoever comes
    when all are given gets none and cannot stand alone. Raises StoreBusy. To be called in a thread.
    """
    if device.role == "kiosk" and device.name not in hall.own_letters:
        hall.own_letters[device.name] = letter_of(store, device.location, device.name)


def letter_of(store: Store, location: str, name: str) -> str:
    """The letter of a name, new or old; empty when there is none left. All hosts of one database
    agree: a letter is kept by whoever wrote it down first.
    """
    for letter in OWN_LETTERS:
        key = f"own_letter:{location}:{letter}"
        if store.change(lambda line, key=key: keep_setting(line, key, name)) == name:  # type: ignore[misc]
            return letter
    return ""


def with_letter(setup: Setup, hall: Hall, device: DeviceRow) -> Setup:
    """The setup of a kiosk with its letter, and the last of its numbers that is known today."""
    letter = hall.own_letters.get(device.name, "") if device.role == "kiosk" else ""
    if not letter:
        return setup
    last = hall.day.series.get(letter, 0) if hall.day is not None else 0
    return setup.model_copy(update={"own_letter": letter, "own_last": last})
