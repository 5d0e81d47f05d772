"""A hall with a person whose data must be erased one day, and a look for it in the files."""

from contextlib import suppress
from pathlib import Path

from host.store import PersonChange, Store, StoreBusy
from tests.logs import KIOSK, OPENS, Hall, an_open_hall
from wire import commands as say

SECRETS = ("Wytske Hoekzema", "blauwe sjaal", "wytske@voorbeeld.example", "0612345678")


def a_hall_with_a_person(location: str = "centrum") -> Hall:
    hall = an_open_hall(location)
    name, look, mail, phone = SECRETS
    person = PersonChange(
        "visit-000001", "2026-11-27", name=name, look=look, mail=mail, phone=phone
    )
    wish = say.TakeTicket(id="visit-000001", services=("paspoort",))
    hall.say(wish, KIOSK, OPENS, person=person)
    return hall


def found(folder: Path, secrets: tuple[str, ...]) -> set[str]:
    """Which of the secrets stand in any file here."""
    files = [folder] if folder.is_file() else [path for path in folder.iterdir() if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    return {secret for secret in secrets if secret.encode() in stored}


def erased(store: Store, day: str = "2026-11-27") -> int:
    """Erases, until nobody stands in the way: other tests work on the same server. How many
    persons.
    """
    for _ in range(20):
        with suppress(StoreBusy):
            return store.erase_due(day)
    return store.erase_due(day)
