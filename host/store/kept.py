"""What goes into the store and what comes out of it, as plain records without SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from host.core.day import Visit
from host.core.entry import Entry


class RaceLost(Exception):
    """Another host kept something on this day first. Nothing of the batch was kept: load the
    day, decide again.
    """


class StoreBusy(Exception):
    """The database is locked, full or away.

    Nothing of the batch was kept, unless `unsure`: the connection broke in the very moment of the
    commit. Load the day again before deciding anything more on it; an entry that was kept after all
    is then there, and its command is known.
    """

    def __init__(self, why: str, *, unsure: bool = False) -> None:
        super().__init__(why)
        self.unsure = unsure


class StoreUnfit(Exception):
    """This is no database of ours, or one that a newer version has already changed."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Personal data of one visit. None leaves a field as it is; an empty text erases it."""

    visit: str
    erase_on: str
    """ISO date: on this day the row is removed."""
    name: str | None = None
    look: str | None = None
    seat: str | None = None
    note: str | None = None
    phone: str | None = None
    mail: str | None = None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message to a visitor, from when it was decided until what became of it. Without address and
    name: those are looked up when it is sent.

    Moments in milliseconds UTC.
    """

    id: str
    location: str
    day: str
    visit: str
    kind: str
    """confirmation, change, cancellation, reminder, ready, turn, survey."""
    language: str
    cause: str
    """The entry that it follows from; one cause gives one message of a kind."""
    due: int
    next_try: int
    appointed: int | None = None
    """The appointment that it speaks of; it is not sent when that is no longer so."""
    channel: str = "any"
    """mail, sms, or any: not chosen yet."""
    state: str = "waiting"
    """waiting, sending, sent, failed, dropped, or unknown: perhaps sent, not tried again."""
    tries: int = 0
    sent: int | None = None
    provider: str = ""
    receipt: str = ""
    """What the provider answered."""
    why: str = ""
    """Why it was not sent, in one word or one code."""


@dataclass(slots=True)
class Kept:
    """One entry to be kept, with what it made of the visits that it touched."""

    location: str
    day: str
    seq: int
    """Of the first event; the others follow without a gap."""
    entry: Entry
    visits: Sequence[Visit] = ()
    """Touched visits as they are after the entry."""
    person: PersonChange | None = None
    messages: Sequence[MessageRow] = ()
    """To be sent because of the entry; kept with it or not at all."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Personal data of one visit; empty where nothing is known."""

    visit: str
    name: str = ""
    look: str = ""
    seat: str = ""
    note: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment as it was booked. `state`: open, used, cancelled or no_show."""

    location: str
    day: str
    visit: str
    code: str
    appointed: int
    """Milliseconds UTC."""
    persons: int
    services: tuple[str, ...]
    channel: str
    state: str
    minutes: int = 0
    amounts: tuple[int, ...] = ()
    link: str = ""
    changes: int = 0
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Somebody comes by at an address on a day. `state`: open or cancelled. One that moved to
    another day stands there alone.
    """

    location: str
    day: str
    round: str
    service: str
    route: str
    code: str
    link: str
    language: str
    channel: str
    state: str


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A visit for reports: the core's formulas of waits and service times work on it as on today's
    visits.

    Moments in milliseconds UTC; seconds elapsed and not rounded; None: not known.
    """

    location: str
    day: str
    visit: str
    by_appointment: bool
    stage: str
    outcome: str
    ticket: str
    language: str
    persons: int
    transactions: int
    desk: str | None
    waited_for: str
    appointed: int | None
    arrived: int | None
    first_called: int | None
    met: int | None
    ended: int | None
    late: bool
    auto: bool
    times_wrong: bool
    wait_seconds: float | None
    felt_seconds: float | None
    service_seconds: float | None
    served_seconds: float
    away_seconds: float
    delivery: bool = False
    told_from: int | None = None
    told_to: int | None = None
    services: tuple[str, ...] = ()

    @property
    def away(self) -> int:
        """Milliseconds of pauses that the visitor asked for."""
        return round(self.away_seconds * 1000)

    @property
    def served(self) -> int:
        """Milliseconds at earlier desks, before it was handed over."""
        return round(self.served_seconds * 1000)
