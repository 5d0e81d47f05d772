"""What holds for one service day: services, desks, norms, hours. Made from the town's settings when
the day opens.

The plan stands in the day's own log, so an old day replays the same whatever the settings say
later. Every moment in it is in milliseconds UTC; local time and daylight saving were settled by
whoever made the plan.
"""

from typing import Literal

from pydantic import Field

from wire.base import Message, Millis, Name

MINUTE = 60_000


class ServicePlan(Message):
    """One service on this day."""

    service: Name
    letter: Literal["A", "B", "C", "D", "E", "F"]
    """Of the ticket; services of one group share it and its series. Says nothing about the
    service."""
    appointment_limit: Millis = 5 * MINUTE
    """The promise to a visitor with an appointment (Groningen: 5 minutes)."""
    walk_in_limit: Millis = 15 * MINUTE
    """The promise to one without (Groningen: 15 minutes)."""
    amber_share: float = 0.8
    """The norm light turns amber at this share of the limit (Leiderdorp's 5 minutes: at 4:00)."""
    target: float | None = 0.95
    """Share promised within the limit; None: the mean is promised."""
    walk_in: tuple[tuple[Millis, Millis], ...] = ()
    """Windows [from, to) in which walk-ins are taken. Urgent services are taken whenever the doors
    are open."""
    urgent: bool = False
    collect: bool = False
    hospitality: bool = False
    """No number for this service, whatever the location's mode."""
    first_minutes: int = 10
    """Slot length for the first person ..."""
    further_minutes: int = 5
    """... and for each further one. Also the first guess of how long serving takes."""
    persons_max: int = 12
    """In one appointment."""
    collect_with: Name | Literal[""] = ""
    """The service with which it is collected later; empty: nothing is."""


class DeskPlan(Message):
    """One desk on this day and the services it may do."""

    desk: Name
    label: str
    services: frozenset[Name]


class Plan(Message):
    """All that the rules need to know of one location's service day."""

    location: Name
    day: str
    """The service day, ISO date, local."""
    opens: Millis | None
    """Doors open; None: closed all day."""
    closes: Millis | None
    ends: Millis
    """Roll-over, 04:00 local of the next morning: what is still open is closed by the system."""
    mode: Literal["tickets", "hospitality"] = "tickets"
    services: dict[Name, ServicePlan]
    desks: dict[Name, DeskPlan]
    check_in_early: Millis = 15 * MINUTE
    """Check-in opens so long before the appointment."""
    late_grace: Millis = 10 * MINUTE
    """Later than this an appointment keeps its place as a walk-in."""
    too_late: Millis = 30 * MINUTE
    """Later than this the greeter decides, not a kiosk."""
    no_show_after: Millis = 15 * MINUTE
    recalls: int = 2
    """Recalls before a visitor is missed ..."""
    recall_gap: Millis = MINUTE
    """... and the least time between two calls."""
    call_stands: Millis = 15_000
    """So long after a call its visit cannot be ended unmet: nobody walks to a desk and is helped
    sooner, so it is a slip of the finger."""
    prints: bool = True
    """Whether there is a printer for slips."""
    max_wait: Millis = 45 * MINUTE
    """Nobody who waits longer sees somebody who came later go first."""
    undo_within: Millis = MINUTE
    grid: Millis = 5 * MINUTE
    """Appointments begin at multiples of this after the opening and are rounded up to it."""
    appointments: tuple[tuple[Millis, Millis], ...] | None = None
    """Windows [from, to) in which appointments are given; None: whenever the doors are open."""
    notice: Millis = 0
    """Between booking and appointment lies at least this, for whoever books from outside."""
    hold: Millis = 10 * MINUTE
    """So long a chosen time is kept free."""
    buffer: Millis = 0
    """Kept free at the desk after each appointment."""
    walk_in_desks: int = 0
    """So many desks, the last ones, take no appointments while walk-ins are taken."""
    urgent_windows: tuple[tuple[Millis, Millis], ...] = ()
    """In these one desk that can do urgent services is kept for them."""

    delivers: bool = False
    """Whether documents are brought home from this location on this day."""
    room_max: int | None = None
    """So many persons may wait in the waiting room; None: as many as come."""
    coming_minutes: int = 0
    """Who says "I am coming" to fetch a visitor is there in so many minutes; 0: at once."""
    escalate_after: Millis | None = None
    """A visitor whom nobody came to fetch for so long is a colleague's too; None: never."""
    escalate_to: tuple[Name, ...] = ()
    """The desks of those colleagues; empty: all."""
    badges: bool = False
    """Whether visitors who go upstairs get a badge."""
    room_ahead: int = 0
    """Who waits outside is asked in when at most so many are called before."""
    rounds: dict[Name, dict[Name, int]] = Field(default_factory=dict)
    """Services at the visitor's own address: how many a day on each route."""

    def together(self, services: tuple[Name, ...]) -> bool:
        """Whether one desk can do all of these."""
        return any(desk.services.issuperset(services) for desk in self.desks.values())
