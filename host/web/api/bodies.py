"""What the REST interface takes and tells, as its description shows it. Unknown fields are a fault
in what is sent; what is told may gain fields within version 1.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from host.settings.booking import Address
from host.web.api.moments import DayOut, MomentIn, MomentOut
from wire.base import Id, Language, Name
from wire.rows import Figure
from wire.text import clean

SERVICES_MAX = 6
PERSONS_MAX = 99
"""More is a slip of the pen; how many may come together is each service's own."""


class Said(BaseModel):
    """Something that was sent."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


class Told(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


Text = Annotated[str, Field(max_length=200), AfterValidator(clean)]
Mail = Annotated[str, Field(max_length=200, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")]
Phone = Annotated[str, Field(max_length=40, pattern=r"^(\+?[0-9][0-9 ()./-]{4,38})?$")]


class Contact(Said):
    """Who an appointment is for. Kept apart, and erased some days after the visit."""

    name: Text = ""
    mail: Mail = ""
    phone: Phone = ""
    note: Text = ""


class ServiceAsked(Said):
    """One service, and for how many."""

    service: Name
    persons: Annotated[int, Field(ge=1, le=PERSONS_MAX, strict=True)] = 1


class Wanted(Said):
    """Services at a location at a moment."""

    location: Name
    services: Annotated[list[ServiceAsked], Field(min_length=1, max_length=SERVICES_MAX)]
    start: MomentIn

    @field_validator("services")
    @classmethod
    def _once(cls, services: list[ServiceAsked]) -> list[ServiceAsked]:
        if len({asked.service for asked in services}) < len(services):
            raise ValueError("each service once; its persons say for how many")
        return services


class NewHold(Wanted):
    """A time to be kept free while somebody fills in the rest."""


class NewAppointment(Wanted):
    """An appointment to be made."""

    hold: Id | None = None
    """The time is kept free under this id."""
    language: Language = "nl"
    """Of the visitor: ISO 639."""
    contact: Contact = Contact()


class Change(Said):
    """Another time for an appointment, perhaps at another location."""

    start: MomentIn
    location: Name | None = None
    """None: the same."""


class Hold(Told):
    """A time that is kept free."""

    hold: str
    until: MomentOut


class Asked(Told):
    """One service of an appointment, and for how many."""

    service: str
    persons: int


class Appointment(Told):
    """One appointment as it stands now. Who it is for is told at `/appointments/{id}/contact`."""

    appointment: str
    """Its id. Stays the same when it moves."""
    location: str
    day: DayOut
    start: MomentOut
    end: MomentOut
    services: list[Asked]
    code: str
    """What the visitor types or scans at the kiosk."""
    page: str
    """Address of the visitor's own page, to see, move and cancel; empty: has none, or the key may
    not book, move and cancel (`appointments:write`).
    """
    language: str
    channel: str
    """The door through which it was booked."""
    state: Literal["open", "used", "cancelled", "no_show"]
    changes: int
    """How often it was moved or cancelled."""


class Person(Told):
    """Who an appointment is for; empty after erasure."""

    name: str
    mail: str
    phone: str
    note: str


class Appointments(Told):
    """Those of a day by time, or the one with a code."""

    appointments: list[Appointment]


class Service(Told):
    """What can be booked. Texts per language."""

    service: str
    names: dict[str, str]
    upl: str
    """Name in the national list of products; empty: has none."""
    first_minutes: int
    """Length for one person ..."""
    further_minutes: int
    """... and for each further one."""
    persons_max: int
    urgent: bool
    """Birth and death: always gets times."""
    bring: dict[str, list[str]]
    promise: dict[str, str]
    digital_url: str
    """Where it can be done without coming; empty: nowhere."""


class Services(Told):
    """In the order of the settings."""

    services: list[Service]


class Location(Told):
    """One hall."""

    location: str
    name: str
    mode: str
    timezone: str
    address: Address
    valid_from: DayOut | None
    """First day on which it exists; null: always did."""
    valid_until: DayOut | None
    """Last day; null: stays."""


class Locations(Told):
    """In the order of the settings."""

    town: str
    locations: list[Location]


class FreeDay(Told):
    """Start times of one day, earliest first."""

    day: DayOut
    times: list[MomentOut]


class Availability(Told):
    """Days with room only."""

    location: str
    services: list[Asked]
    minutes: int
    """Length of the appointment."""
    first_day: DayOut
    """First and last day that can be booked at this location."""
    last_day: DayOut
    days: list[FreeDay]


class Figures(Told):
    """Today at one location."""

    location: str
    day: DayOut
    open: bool
    waiting: int
    expected: int
    persons_inside: int
    figures: list[Figure]
