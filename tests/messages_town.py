"""A town that sends messages, for tests: its settings, an appointment, an agenda that knows what it
is told, and rows that wait.
"""

import tomllib
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from host.agenda.records import Appointment, Asked
from host.core.entry import Entry
from host.messages.due import message
from host.settings import Settings
from host.store import Kept, MessageRow, PersonChange, Store
from tests.logs import Hall

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = "2026-11-20"
MAIL = "jan@burger.example"
PHONE = "06 1234 5678"
VISIT = "visit-000001"

TOWN = """
[town]
name = "Testdam"

[server]
url = "https://balie.testdam.example"

[messages.mail]
host = "127.0.0.1"
port = 2525
security = "none"
sender = "afspraken@testdam.example"

[messages.sms]
provider = "spryng"
sender = "Testdam"

[services.paspoort]
names = { nl = "Paspoort aanvragen", en = "Apply for a passport", de = "Pass beantragen" }
group = "A"
[services.paspoort.bring]
nl = ["uw oude paspoort", "een pasfoto"]
en = ["your old passport", "a photo"]
de = ["Ihren alten Pass", "ein Foto"]

[services.paspoort.promise]
nl = "Uw paspoort is klaar in vijf werkdagen."
en = "Your passport is ready in five working days."
de = "Ihr Pass ist in fünf Werktagen fertig."

[services.rijbewijs]
names = { nl = "Rijbewijs", en = "Driving licence", de = "Fahrerlaubnis" }
group = "B"
[services.rijbewijs.bring]
nl = ["een pasfoto", "uw rijbewijs"]
en = ["a photo", "your driving licence"]
de = ["ein Foto", "Ihren Führerschein"]

[locations.centrum]
name = "Stadhuis"
[locations.centrum.address]
street = "Markt"
house_number = "1"
postal_code = "1234 AB"
city = "Testdam"
[locations.centrum.hours]
friday = "09:00-17:00"
[locations.centrum.desks.1]
label = "Balie 1"
[locations.centrum.desks.2]
services = ["rijbewijs"]
"""


def town(**changes: dict[str, Any]) -> Settings:
    """The settings; `mail={"port": 25}` changes what `[messages.mail]` says, `messages=` its own
    keys.
    """
    told = tomllib.loads(TOWN)
    told["messages"] |= changes.pop("messages", {})
    for part, keys in changes.items():
        table = told["messages"] if part in ("mail", "sms") else told
        table[part] = {**table.get(part, {}), **keys}
    return Settings.model_validate(told)


def at(clock: str, day: str = DAY) -> int:
    """A local time of a day in milliseconds UTC."""
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).timestamp() * 1000)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, clock: str = "10:00", day: str = "2026-11-16") -> None:
        self.now = at(clock, day)

    def __call__(self) -> int:
        return self.now

    def set(self, clock: str, day: str) -> None:
        self.now = at(clock, day)

    def wait(self, minutes: float) -> None:
        self.now += int(minutes * 60_000)


def appointment(**said: Any) -> Appointment:
    """On the day at 10:00, for a passport for two."""
    made = Appointment(
        visit=VISIT,
        location="centrum",
        day=DAY,
        appointed=at("10:00"),
        ends=at("10:20"),
        asked=Asked(("paspoort",), (2,)),
        code="7K3ABC",
        link="L1nkL1nkL1nkL1nkL1nkL1",
        language="nl",
        channel="web",
        state="open",
        changes=0,
    )
    return replace(made, **said)


class Agenda:
    """Knows the appointments that it is told."""

    def __init__(self, *known: Appointment) -> None:
        self.known = {one.visit: one for one in known}

    async def find(self, visit: str) -> Appointment | None:
        return self.known.get(visit)

    def change(self, visit: str = VISIT, **said: Any) -> None:
        self.known[visit] = replace(self.known[visit], **said)


def waiting(kind: str = "confirmation", cause: str = "booking-0001", **said: Any) -> MessageRow:
    """A message of that kind about `appointment()`."""
    about = {"appointed": None if kind in ("ready", "turn") else at("10:00")}
    told = {"language": "nl", "due": at("10:00", "2026-11-16"), **about}
    location, day = said.pop("location", "centrum"), said.pop("day", DAY)
    return message(location, day, said.pop("visit", VISIT), kind, cause, **(told | said))


def keep(store: Store, *messages: MessageRow, person: dict[str, str] | None = None) -> None:
    """Keeps messages as the host does: with an entry, and with the person whom they are for."""
    hall = Hall()
    hall.book("A1B2C3", 30)
    (kept,) = hall.hand_out()
    of_whom = {"mail": MAIL, "phone": PHONE} if person is None else person
    change = PersonChange(visit=VISIT, erase_on="2026-11-27", **of_whom)
    store.keep([replace(kept, person=change, messages=messages)])


def entry_of(kept: Kept) -> Entry:
    return kept.entry
