"""What a visitor chose so far, as it travels in the address and in hidden fields. Nothing personal
is in it; nothing in it is believed before it was read here.
"""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import zip_longest
from urllib.parse import urlencode

from host.agenda.agenda import Agenda
from host.agenda.records import Asked
from host.settings import Settings
from host.web.booking.said import Said, number

SERVICES_MAX = 3
"""Services in one appointment that is booked here; more than this is a talk with somebody."""
FORM = re.compile(r"[0-9a-f]{32}")
"""What a form is known by: by chance, made with the page that it stands on."""
MARK_LETTERS = 16
_HOLD = re.compile(r"[0-9A-Za-z_-]{8,64}")
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An appointment in the making."""

    language: str
    services: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    """Of the services whose number is known: as many, or one fewer while it is asked."""
    enough: bool = False
    """Nothing is to be added."""
    place: str = ""
    day: date | None = None
    since: date | None = None
    """From which day the list of days is shown."""
    time: int | None = None
    """Start, in milliseconds UTC."""
    was: int | None = None
    """The time she has while she looks at others."""
    hold: str = ""
    until: int = 0
    """So long the time is kept free, in milliseconds UTC."""
    form: str = ""
    """By chance, once for a booking: the same form sent twice books once, and all that it keeps
    free is known by it, whichever way the visitor goes back.
    """

    @property
    def asked(self) -> Asked:
        return Asked(self.services, self.amounts)

    @property
    def is_counted(self) -> bool:
        return len(self.amounts) == len(self.services)

    @property
    def is_ready(self) -> bool:
        """Whether a time is chosen for something at a place."""
        return bool(self.place and self.is_counted and self.time is not None and self.form)

    def fields(self) -> Fields:
        """As names and values, in the order of the questions."""
        found: Fields = [("taal", self.language)]
        found += [("dienst", name) for name in self.services]
        found += [("aantal", str(amount)) for amount in self.amounts]
        said = (
            ("verder", "1" if self.enough else ""),
            ("plaats", self.place),
            ("dag", self.day.isoformat() if self.day else ""),
            ("vanaf", self.since.isoformat() if self.since else ""),
            ("tijd", str(self.time) if self.time is not None else ""),
            ("had", str(self.was) if self.was is not None else ""),
            ("vast", self.hold),
            ("tot", str(self.until) if self.until else ""),
            ("form", self.form),
        )
        return found + [(name, value) for name, value in said if value]

    def url(self, path: str = "/afspraak") -> str:
        return f"{path}?{urlencode(self.fields())}"

    def identity(self, purpose: str) -> str:
        """The id of the command that this form gives for this time: for the same form the same."""
        return sha256(f"{purpose} {self.form} {self.time}".encode()).hexdigest()[:32]

    @property
    def mark(self) -> str:
        """What the ids of all holds of this form begin with."""
        return sha256(f"hold {self.form}".encode()).hexdigest()[:MARK_LETTERS]

    def afresh(self) -> "Draft":
        """From the first question on."""
        return Draft(self.language, form=self.form)

    def without_time(self) -> "Draft":
        """Another choice begins. The form goes on, so that what it keeps free can be given back."""
        return replace(self, time=None, hold="", until=0)

    def with_form(self) -> "Draft":
        return self if self.form else replace(self, form=secrets.token_hex(16))


def read_draft(said: Said, language: str, agenda: Agenda, settings: Settings) -> Draft:
    """What was said, as far as it can be: the first thing that cannot is asked again."""
    services = _services(said, agenda)
    form, hold = said.one("form"), said.one("vast")
    draft = Draft(language, services, _amounts(said, services, settings))
    draft = replace(draft, form=form if FORM.fullmatch(form) else "")
    if not services or not draft.is_counted:
        return draft
    draft = replace(draft, enough=bool(said.one("verder")))
    places = agenda.places(services)
    place = said.one("plaats") if len(places) > 1 else "".join(places)
    if place not in places:
        return draft
    return replace(
        draft,
        place=place,
        day=said.day("dag"),
        since=said.day("vanaf"),
        time=said.number("tijd"),
        was=said.number("had"),
        hold=hold if _HOLD.fullmatch(hold) else "",
        until=said.number("tot") or 0,
    )


def _services(said: Said, agenda: Agenda) -> tuple[str, ...]:
    """The services that may be booked here, as long as one desk can do them all."""
    found: tuple[str, ...] = ()
    for name in said.all("dienst"):
        can = agenda.combine(found, None, True) if found else agenda.offered(None, True)
        if name in can and len(found) < SERVICES_MAX:
            found += (name,)
    return found


def _amounts(said: Said, services: tuple[str, ...], settings: Settings) -> tuple[int, ...]:
    """How many for each service, up to the first that was not said or cannot be. Where nothing is
    asked it is one.
    """
    found: tuple[int, ...] = ()
    for name, text in zip_longest(services, said.all("aantal")):
        if name is None:
            break
        service = settings.services[name]
        amount = number(text) if text else None
        if text is None and service.persons_max == 1 and not service.digital_url:
            amount = 1
        if amount is None or not 1 <= amount <= service.persons_max:
            break
        found += (amount,)
    return found
