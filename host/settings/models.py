"""The town's settings as `balie.toml` holds them: shapes, units and defaults. Knows no file and no
rule of the day.

Every name of a service, location, desk, staff member or device is a key of a table; people read the
`name` fields.
"""

from datetime import date, time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from wire.base import Language, Name

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Window = tuple[time, time]


def _window(said: object) -> object:
    """`"09:00-17:00"` as two times; anything else is left for pydantic to refuse."""
    if not isinstance(said, str):
        return said
    first, _, last = said.partition("-")
    try:
        window = time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
    except ValueError:
        raise ValueError(f'"{said}" is not written as "09:00-17:00"') from None
    if window[0] >= window[1]:
        raise ValueError(f'"{said}" ends before it begins')
    return window


Hours = Annotated[Window, BeforeValidator(_window)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
WalkIn = Literal["open", "never"] | dict[Weekday, list[Hours]]
"""When a service takes visitors without an appointment: whenever the doors are open, never, or per
weekday.
"""


class Part(BaseModel):
    """One table of the file. A key that is not known is a fault, so that a slip of the pen is
    noticed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Town(Part):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    timezone: str = "Europe/Amsterdam"
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("nl", "en", "de")
    """In the order in which they are offered; the first is the town's own."""
    retention_days: Annotated[int, Field(ge=0, le=365)] = 7
    """So long after the visit names, phone numbers, mail addresses and notes are kept."""
    backup: str = ""
    """Where visitors can go when nothing works here, as they read it."""

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f'no time zone is called "{value}"')
        return value


class Look(Part):
    """Colours; `host.settings.contrast` judges them."""

    accent: Colour = "#154273"
    accent_text: Colour = "#ffffff"
    ground: Literal["light", "dark"] = "light"
    logo: str = ""


class Server(Part):
    url: str = "http://127.0.0.1:8300"
    """How visitors' phones reach the host: what the QR code on a slip begins with."""
    listen: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8300
    database: str = "sqlite:///var/balie.db"
    secret_file: str = ""
    """File with the server's secret; the variable BALIE_SECRET goes first. Without either the store
    keeps one.
    """
    tls_certificate: str = ""
    tls_key: str = ""

    @model_validator(mode="after")
    def _both(self) -> "Server":
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key belong together")
        return self


class Timings(Part):
    """Times of the rules and of the screens, in the unit that stands in each name."""

    check_in_early_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    late_grace_minutes: Annotated[int, Field(ge=0, le=240)] = 10
    too_late_minutes: Annotated[int, Field(ge=0, le=480)] = 30
    no_show_after_minutes: Annotated[int, Field(ge=1, le=480)] = 15
    recalls: Annotated[int, Field(ge=0, le=10)] = 2
    recall_gap_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    max_wait_minutes: Annotated[int, Field(ge=1, le=480)] = 45
    undo_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    idle_seconds: Annotated[int, Field(ge=10, le=600)] = 30
    call_seconds: Annotated[int, Field(ge=5, le=600)] = 45


class Service(Part):
    """What a visitor comes for."""

    names: Annotated[dict[Language, str], Field(min_length=1)]
    upl: str = ""
    """Name in the national list of products (UPL), where it has one."""
    group: Literal["A", "B", "C", "D", "E", "F"]
    """Letter of the ticket; says nothing about the service."""
    first_minutes: Annotated[int, Field(ge=1, le=240)] = 10
    further_minutes: Annotated[int, Field(ge=0, le=240)] = 5
    appointment_limit_minutes: Annotated[float, Field(gt=0, le=240)] = 5
    walk_in_limit_minutes: Annotated[float, Field(gt=0, le=240)] = 15
    amber_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    statistic: Literal["share", "mean"] = "share"
    """Whether the share within the limit is promised, or the mean."""
    target: Annotated[float, Field(gt=0, le=1)] = 0.95
    walk_in: WalkIn | None = None
    """None: as the location says."""
    urgent: bool = False
    collect: bool = False
    hospitality: bool = False
    bring: dict[Language, tuple[str, ...]] = {}


class Closure(Part):
    date: date
    reason: str = ""


class Desk(Part):
    label: str = ""
    """What the display says; the desk's key when empty."""
    services: Literal["all"] | list[Name] = "all"


class Staff(Part):
    name: str
    rights: tuple[Literal["pick"], ...] = ()
    pin_hash: str = ""
    """Argon2 hash; empty: set by `balie staff`."""


class Location(Part):
    """One hall."""

    name: str
    timezone: str | None = None
    mode: Literal["tickets", "hospitality"] = "tickets"
    hours: dict[Weekday, Hours] = {}
    """Doors open, per weekday; a weekday that is missing is closed."""
    special_hours: dict[date, Hours] = {}
    """Other hours on one date: an evening, a short day."""
    closures: list[Closure] = []
    public_holidays: bool = True
    """Closed on the public holidays of the Netherlands."""
    services: Literal["all"] | list[Name] = "all"
    walk_in: WalkIn = "open"
    service_walk_in: dict[Name, WalkIn] = {}
    """Where one service differs from the rest of this location."""
    backup: str = ""
    desks: Annotated[dict[Name, Desk], Field(min_length=1)]
    staff: dict[Name, Staff] = {}
    printers: tuple[Name, ...] = ()
    devices: dict[str, Name] = {}
    """Which printer prints for which kiosk or greeter, by the device's name."""


class Settings(Part):
    """The whole file."""

    town: Town
    look: Look = Look()
    server: Server = Server()
    timings: Timings = Timings()
    services: Annotated[dict[Name, Service], Field(min_length=1)]
    locations: Annotated[dict[Name, Location], Field(min_length=1)]

    def zone(self, location: str) -> ZoneInfo:
        return ZoneInfo(self.locations[location].timezone or self.town.timezone)

    def services_of(self, location: str) -> list[str]:
        """Names of the services that a location offers, in the order of the file."""
        chosen = self.locations[location].services
        return [name for name in self.services if chosen == "all" or name in chosen]
