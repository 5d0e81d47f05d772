"""The town's settings as `balie.toml` holds them: shapes, units and defaults. Knows no file and no
rule of the day.

Every name of a service, location, desk, staff member or device is a key of a table; people read the
`name` fields.
"""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from host.settings.booking import Address, Booking
from host.settings.callbacks import Callbacks, Department
from host.settings.care import Fetching, WaitingRoom
from host.settings.devices import Devices
from host.settings.displays import Display, Notice
from host.settings.look import Look as Look
from host.settings.messages import Messages
from host.settings.norms import NormTable
from host.settings.parts import WEEKDAYS as WEEKDAYS
from host.settings.parts import Hours, Part, Weekday
from host.settings.parts import Window as Window
from host.settings.reports import Reports
from host.settings.server import Server as Server
from host.settings.speech import Speech
from host.settings.survey import Survey
from host.settings.tables import TownTable
from wire.base import Language, Name

WalkIn = Literal["open", "never"] | dict[Weekday, list[Hours]]
"""When a service takes visitors without an appointment: whenever the doors are open, never, or per
weekday.
"""


Printers = Name | Annotated[tuple[Name, ...], Field(min_length=1)]


class Town(Part):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    """Of the municipality, as people read it."""
    timezone: str = "Europe/Amsterdam"
    """IANA name; all times of the file are local times there."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("nl", "en", "de")
    """In the order in which they are offered; the first is the town's own and has every text. Those
    for visitors only: docs/languages.md.
    """
    retention_days: Annotated[int, Field(ge=0, le=365)] = 7
    """So long after the visit names, phone numbers, mail addresses and notes are kept."""
    backup: str = ""
    """Where visitors can go when nothing works here, as they read it."""
    mail: str = ""
    """Where makers of programs that use the REST interface reach who runs this host."""

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f'no time zone is called "{value}"')
        return value


class Timings(Part):
    """Times of the rules and of the screens, in the unit that stands in each name."""

    check_in_early_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    """A kiosk checks in an appointment from so long before its time."""
    late_grace_minutes: Annotated[int, Field(ge=0, le=240)] = 10
    """Later than this an appointment stands in line as a walk-in."""
    too_late_minutes: Annotated[int, Field(ge=0, le=480)] = 30
    """Later than this a greeter decides, not a kiosk."""
    no_show_after_minutes: Annotated[int, Field(ge=1, le=480)] = 15
    """Not here so long after its time: no-show, undone if they still come."""
    recalls: Annotated[int, Field(ge=0, le=10)] = 2
    """So often a visitor who does not come is called again."""
    recall_gap_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    """The least time between two calls in vain."""
    call_stands_seconds: Annotated[int, Field(ge=0, le=120)] = 15
    """So soon after its call a visit cannot be ended while its visitor was not met; 0: at any
    time."""
    max_wait_minutes: Annotated[int, Field(ge=1, le=480)] = 45
    """Nobody who waits longer sees somebody who came later go first."""
    undo_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    """So long a step of a desk or greeter can be taken back."""
    idle_seconds: Annotated[int, Field(ge=10, le=600)] = 30
    """After so long without a touch a kiosk asks whether somebody is there."""
    call_seconds: Annotated[int, Field(ge=5, le=600)] = 45
    """So long a display keeps a call large."""


class Service(Part):
    """What a visitor comes for."""

    names: Annotated[dict[Language, str], Field(min_length=1)]
    """As visitors read it, per language."""
    upl: str = ""
    """Name in the national list of products (UPL), where it has one."""
    group: Literal["A", "B", "C", "D", "E", "F"]
    """Letter of the ticket; says nothing about the service."""
    first_minutes: Annotated[int, Field(ge=1, le=240)] = 10
    """Length of an appointment for one person ..."""
    further_minutes: Annotated[int, Field(ge=0, le=240)] = 5
    """... and for each further one."""
    appointment_limit_minutes: Annotated[float, Field(gt=0, le=240)] = 5
    """The promise to visitors with an appointment."""
    walk_in_limit_minutes: Annotated[float, Field(gt=0, le=240)] = 15
    """The promise to visitors without one."""
    amber_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """The norm light turns amber at this share of the limit."""
    statistic: Literal["share", "mean"] = "share"
    """Whether the share within the limit is promised, or the mean."""
    target: Annotated[float, Field(gt=0, le=1)] = 0.95
    """Share that is promised within the limit."""
    walk_in: WalkIn | None = None
    """None: as the location says."""
    urgent: bool = False
    """Birth and death: first on the kiosk, whenever the doors are open."""
    collect: bool = False
    """A pick-up: behind "I am here to collect something"."""
    hospitality: bool = False
    """Visitors are fetched and get no number, also where others do."""
    bring: dict[Language, tuple[str, ...]] = {}
    """What to take along, per language."""
    promise: dict[Language, str] = {}
    """What the town promises with this service, per language: one source for every text."""
    digital_url: str = ""
    """Where it can be done without coming; shown as advice before an appointment is offered."""
    bookable: Literal["public", "staff", "never"] = "public"
    """Who may book it: everybody, only greeters and desks, or nobody."""
    persons_max: Annotated[int, Field(ge=1, le=12)] = 6
    """At most so many persons in one appointment."""
    collect_with: Name | Literal[""] = ""
    """The pick-up service that is planned when this one is done; empty: none."""
    ready_working_days: Annotated[int, Field(ge=0, le=60)] = 5
    """So many working days later the pick-up may be."""
    routes: dict[Name, Annotated[int, Field(ge=1, le=10_000)]] = {}
    """For what is done at the visitor's own address (bulky waste): how many a day on each route.
    Nobody comes to a desk for it.
    """
    route_names: dict[Name, str] = {}
    """What visitors read for a route: the area that they live in. Else its key."""


class Closure(Part):
    date: date
    """ISO date."""
    reason: str = ""
    """For whoever reads the file."""


class Desk(Part):
    label: str = ""
    """What the display says; the desk's key when empty."""
    services: Literal["all"] | list[Name] = "all"
    """Which it can do; all that the location offers, or a list."""


class Staff(Part):
    name: str
    """As colleagues read it."""
    rights: tuple[Literal["pick"], ...] = ()
    """pick: call a certain visitor rather than the next."""
    pin_hash: str = ""
    """Argon2 hash. A PIN that `balie staff` has put into the database goes before it."""


class Location(Part):
    """One hall."""

    name: str
    """As visitors read it."""
    timezone: str | None = None
    """Where it differs from the town's."""
    address: Address = Address()
    """Where it stands."""
    valid_from: date | None = None
    """The first day on which it exists; empty: always did."""
    valid_until: date | None = None
    """The last day on which it exists; empty: stays."""
    successor: Name | Literal[""] = ""
    """The location to which its later appointments move."""
    delivery_from: date | None = None
    """Documents are delivered at home from this day on; empty: they are not."""
    delivery_until: date | None = None
    """The last day of that; empty: stays."""
    waiting_room: WaitingRoom = WaitingRoom()
    """How many wait inside."""
    fetching: Fetching = Fetching()
    """How visitors are fetched."""
    speech: Speech = Speech()
    """How it calls."""
    booking: Booking = Booking()
    """When it gives appointments."""
    mode: Literal["tickets", "hospitality"] = "tickets"
    """tickets: numbers; hospitality: staff fetch their visitors, no numbers."""
    hours: dict[Weekday, Hours] = {}
    """Doors open, per weekday; a weekday that is missing is closed."""
    special_hours: dict[date, Hours] = {}
    """Other hours on one date: an evening, a short day."""
    closures: list[Closure] = []
    """Days on which the doors stay closed."""
    public_holidays: bool = True
    """Closed on the public holidays of the Netherlands."""
    services: Literal["all"] | list[Name] = "all"
    """All of the town's, or a list."""
    walk_in: WalkIn = "open"
    """When visitors without an appointment are taken, for services that do not say it."""
    service_walk_in: dict[Name, WalkIn] = {}
    """Where one service differs from the rest of this location."""
    backup: str = ""
    """Where visitors can go when nothing works here; else the town's."""
    desks: Annotated[dict[Name, Desk], Field(min_length=1)]
    """By key."""
    staff: dict[Name, Staff] = {}
    """Who may sign in at the desks, by key."""
    printers: tuple[Name, ...] = ()
    """Names of the printer agents that are paired here."""
    devices: dict[str, Printers] = {}
    """Which printer prints for which kiosk or greeter, by the device's name. Of a list the first
    that can.
    """
    displays: dict[str, Display] = {}
    """The displays that show other things than the whole hall, by the device's name."""
    notices: tuple[Notice, ...] = ()
    """The town's own texts on its displays."""

    def printers_of(self, device: str) -> tuple[Name, ...]:
        """Who prints for a device, the best first; empty: any printer of the location."""
        named = self.devices.get(device, ())
        return (named,) if isinstance(named, str) else named

    def exists(self, day: date) -> bool:
        """Whether this location is there on that day; its doors may still be closed."""
        return _between(self.valid_from or date.min, self.valid_until, day)

    def delivers(self, day: date) -> bool:
        """Whether documents are delivered at home on that day."""
        return self.delivery_from is not None and _between(
            self.delivery_from, self.delivery_until, day
        )


def _between(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)


class Settings(Part):
    """The whole file."""

    town: Town
    """The municipality."""
    look: Look = Look()
    """Its colours."""
    server: Server = Server()
    """The host's own matters."""
    timings: Timings = Timings()
    """Times of the rules and screens."""
    messages: Messages = Messages()
    """What visitors are told by mail and SMS."""
    survey: Survey = Survey()
    """What visitors are asked after their visit."""
    reports: Reports = Reports()
    """What reports tell beyond the usual."""
    services: Annotated[dict[Name, Service], Field(min_length=1)]
    """What visitors come for, by key."""
    locations: Annotated[dict[Name, Location], Field(min_length=1)]
    """The halls, by key."""
    departments: dict[Name, Department] = {}
    """Who calls visitors back, by key; without any, nobody does."""
    callbacks: Callbacks = Callbacks()
    """What holds for every promise to call back."""
    devices: Devices = Devices()
    """What greeters may do with the devices of their hall."""
    norms: tuple[NormTable, ...] = ()
    """What the town has promised, version by version; without any it follows from the services."""
    tables: dict[Name, TownTable] = {}
    """The town's own tables, as its council knows them."""

    def zone(self, location: str) -> ZoneInfo:
        return ZoneInfo(self.locations[location].timezone or self.town.timezone)

    def services_of(self, location: str) -> list[str]:
        """Names of the services for which visitors come to a location, in the order of the file."""
        return [name for name in self._chosen(location) if not self.services[name].routes]

    def rounds_of(self, location: str) -> list[str]:
        """Names of the services that are done at the visitor's own address."""
        return [name for name in self._chosen(location) if self.services[name].routes]

    def _chosen(self, location: str) -> list[str]:
        chosen = self.locations[location].services
        return [name for name in self.services if chosen == "all" or name in chosen]
