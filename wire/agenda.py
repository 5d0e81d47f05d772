"""What staff ask about the agenda, and what they hear: free times, a day, a week, appointments
found again. Questions change nothing; `wire.commands.agenda` has the wishes.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Code, DayName, Id, Language, Message, Millis, Name, Text
from wire.commands.agenda import Amounts
from wire.commands.command import Services

FREE_DAYS_MAX = 14
FOUND_MAX = 50


class AskBookable(Message):
    """Which services staff may book here."""

    kind: Literal["ask_bookable"] = "ask_bookable"
    id: Id
    services: Annotated[tuple[Name, ...], Field(max_length=6)] = ()
    """Chosen already: asks what may be added, because one desk can do all of it."""


class Bookable(Message):
    """Answer to `ask_bookable`."""

    kind: Literal["bookable"] = "bookable"
    id: Id
    services: tuple[Name, ...]
    """In the order of the settings, without those chosen already."""
    first: DayName
    """The first day that can be booked ..."""
    last: DayName
    """... and the last, included."""
    confirms: bool = False
    """Whoever gives a mail address gets a confirmation there."""


class Place(Message):
    """A location of the town by its key, and as people call it."""

    location: Name
    name: str


class AskFree(Message):
    """When there is room, from a day on."""

    kind: Literal["ask_free"] = "ask_free"
    id: Id
    services: Services
    amounts: Amounts = ()
    """For how many each service is; empty: for one."""
    first: DayName | None = None
    """None: as soon as possible."""
    days: Annotated[int, Field(ge=1, le=FREE_DAYS_MAX)] = 7
    """So many days that have room, at most."""
    location: Name | None = None
    """Another location of the town; None: this one."""


class FreeDay(Message):
    """A day with room, and the moments at which an appointment may begin, ascending."""

    day: DayName
    starts: tuple[Millis, ...]


class FreeTimes(Message):
    """Answer to `ask_free`."""

    kind: Literal["free_times"] = "free_times"
    id: Id
    minutes: int
    """How long the appointment takes."""
    days: tuple[FreeDay, ...]
    """Days without room are not among them."""
    later: DayName | None = None
    """Ask on from this day; None: nothing can be booked after the days given."""
    places: tuple[Place, ...] = ()
    """Where the sender may book these services together, its own location first."""


class AskDay(Message):
    """The appointments of one day."""

    kind: Literal["ask_day"] = "ask_day"
    id: Id
    day: DayName | None = None
    """None: today."""


class AppointmentRow(Message):
    """One appointment as staff may see it."""

    visit: Id
    day: DayName
    appointed: Millis
    ends: Millis
    services: tuple[Name, ...]
    amounts: tuple[int, ...]
    """For how many each service is, in the order of the services."""
    persons: int
    code: Code
    """What the visitor types or scans at the kiosk."""
    state: Literal["open", "used", "cancelled", "no_show"] = "open"
    channel: str = ""
    """Where it was booked."""
    language: Language = "nl"
    name: str = ""
    """Empty once it is erased, or when none was told."""
    phone: str = ""
    """Phone, mail and note: only in the answer to `find_booked` of one visit."""
    mail: str = ""
    note: str = ""
    fits: bool = True
    """False: no desk has room for it any more, because one is shut or the hours changed."""
    place: Place | None = None
    """The other location where it stands; who it is for is told there only. None: here."""


class DeskDay(Message):
    """A desk on that day; None where it gives appointments as planned."""

    desk: Name
    shut_from: Millis | None = None
    shut_until: Millis | None = None
    shut_again: tuple[tuple[Millis, Millis], ...] = ()
    """Further parts of the day in which nobody is there, ascending and apart."""


class DayAgenda(Message):
    """Answer to `ask_day`."""

    kind: Literal["day_agenda"] = "day_agenda"
    id: Id
    day: DayName
    today: DayName
    """The service day of now."""
    last: DayName
    """The last day that can be booked."""
    opens: Millis | None = None
    """None: closed all day."""
    closes: Millis | None = None
    appointments: tuple[AppointmentRow, ...] = ()
    """In order of time, cancelled ones included."""
    desks: tuple[DeskDay, ...] = ()
    staffed_minutes: int = 0
    """Of all desks together, in which appointments are given ..."""
    free_minutes: int = 0
    """... and which of these are free."""


class AskWeek(Message):
    """The week, Monday to Sunday, that a day lies in."""

    kind: Literal["ask_week"] = "ask_week"
    id: Id
    day: DayName | None = None
    """None: this week."""


class HourLoad(Message):
    """One hour of the clock, or the part of it in which the doors are open."""

    starts: Millis
    booked: int
    """Appointments that begin in it."""
    staffed_minutes: int
    free_minutes: int


class WeekDay(Message):
    """How full one day is."""

    day: DayName
    opens: Millis | None = None
    """None: closed all day."""
    closes: Millis | None = None
    booked: int = 0
    """Appointments that stand."""
    must_move: int = 0
    """Of these, for which no desk has room any more."""
    staffed_minutes: int = 0
    free_minutes: int = 0
    hours: tuple[HourLoad, ...] = ()


class WeekAgenda(Message):
    """Answer to `ask_week`."""

    kind: Literal["week_agenda"] = "week_agenda"
    id: Id
    today: DayName
    days: tuple[WeekDay, ...]


class FindBooked(Message):
    """Appointments of today and later, by a part of a name, a code, the end of a phone number, a
    time ("10:20") or a date ("24-11"), or several of these; or one by its visit. A whole code also
    finds an appointment at another location.
    """

    kind: Literal["find_booked"] = "find_booked"
    id: Id
    text: Text = ""
    visit: Id | None = None
    location: Name | None = None
    """With `visit`: where it was booked, if not here. Who it is for is told at its own location
    only.
    """


class FoundBooked(Message):
    """Answer to `find_booked`, the first day first."""

    kind: Literal["found_booked"] = "found_booked"
    id: Id
    rows: tuple[AppointmentRow, ...]
    total: int


AgendaQuestion = AskBookable | AskFree | AskDay | AskWeek | FindBooked
AgendaAnswer = Bookable | FreeTimes | DayAgenda | WeekAgenda | FoundBooked
