"""The state of one location's service day: plain records that `after` fills from events. Holds no
rule.

It is never saved: it is the events, replayed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from host.core.figures import Tally
from host.core.lines import Lines
from host.core.moments import Moments
from host.core.pace_learned import Learned
from host.core.plan import Plan
from wire.rows import Stage

Away = tuple[tuple[int, int], ...]
"""Parts of a day, from when to when, ascending and apart from each other."""


@dataclass(slots=True)
class Visit:
    """One party on this day. Moments in milliseconds UTC, None while they have not come."""

    visit: str
    stage: Stage
    services: tuple[str, ...]
    persons: int = 1
    language: str = "nl"
    code: str = ""
    appointed: int | None = None
    arrived: int | None = None
    """First arrival; kept through hand-overs, parking and returns."""
    queued: int | None = None
    """Since when it stands in line this time."""
    first_called: int | None = None
    """The end of waiting, whatever came after. None for a visit that began at the desk: it never
    waited.
    """
    waited_for: str = ""
    """The service that the first wait was for; a hand-over does not change it."""
    called: int | None = None
    """The newest call or recall."""
    calls: int = 0
    """Calls and recalls since it was last put in line."""
    counts_from: int | None = None
    """The newest call that counts towards a miss: the first, or the last recall in vain."""
    in_vain: int = 0
    """Of these, recalls because nobody came: they count towards a miss."""
    ring: int = 0
    """Of its newest call."""
    met: int | None = None
    """Since when it is served this time."""
    served: int = 0
    """Milliseconds served at earlier desks, before hand-overs and pauses."""
    was_met: bool = False
    """Met at least once today."""
    ended: int | None = None
    until: int | None = None
    ticket: str = ""
    needs: tuple[str, ...] = ()
    late: bool = False
    desk: str | None = None
    """Where it is called, served or was served last."""
    to_desk: str | None = None
    priority: str = ""
    front: bool = False
    """Missed and came back: at the front."""
    returned: bool = False
    """Back from parking, and waiting since."""
    coming: bool = False
    coming_at: int | None = None
    """When whoever fetches it said to be there."""
    escalated: int | None = None
    """Since when a colleague is alerted too."""
    badge: int | None = None
    """Number of the badge with which it is upstairs."""
    badge_slips: int = 0
    outcome: str = ""
    auto: bool = False
    times_wrong: bool = False
    delivery: bool = False
    """The document is brought home."""
    told_from: int | None = None
    """Minutes of waiting that it was told at check-in: from ..."""
    told_to: int | None = None
    """... to; None: it was told none."""
    away: int = 0
    """Milliseconds of pauses that the visitor asked for before the first call; not waiting time."""
    kept: int = 0
    """Of these, what did not cost the place in line."""
    time_asked: int | None = None
    """When the visitor asked for ten minutes more on the own page; once per visit."""
    parked: int | None = None
    """Since when it is parked."""
    parked_by_visitor: bool = False
    outside: bool = False
    """Waits outside, because the waiting room was full."""
    asked_in: int | None = None
    """When it was asked in from outside."""
    slips: int = 0
    version: int = 0
    """Grows with every event that changes what stands here, but for its slips; a row made for one
    version is good until the next."""

    @property
    def by_appointment(self) -> bool:
        return self.appointed is not None


@dataclass(slots=True)
class Desk:
    """One desk. `visit` is whom it has called or serves."""

    desk: str
    state: str = "closed"
    """closed, open or paused."""
    staff: str = ""
    since: int | None = None
    reason: str = ""
    visit: str | None = None
    last: str | None = None
    """The visit that ended here last: for `mark_times_wrong`."""
    version: int = 0


@dataclass(slots=True)
class Promise:
    """An appointment as it was promised. Whether it still takes room follows from its visit."""

    appointed: int
    minutes: int
    """How long; 0: as the plan says."""
    desk: str
    """Where there was room for it; empty: beside the desks."""
    services: tuple[str, ...]
    amounts: tuple[int, ...] = ()
    link: str = ""
    channel: str = "import"
    changes: int = 0


@dataclass(slots=True)
class Hold:
    """A slot that is kept free until a moment."""

    hold: str
    appointed: int
    minutes: int
    desk: str
    services: tuple[str, ...]
    until: int


@dataclass(frozen=True, slots=True)
class PickUp:
    """The appointment at which the document of a visit is collected, on that day or a later one."""

    pick_up: str
    """Its visit."""
    location: str
    day: str
    appointed: int


@dataclass(slots=True)
class Round:
    """An address at which somebody comes by on this day."""

    round: str
    service: str
    route: str
    code: str
    link: str = ""
    language: str = "nl"
    channel: str = ""
    cancelled: bool = False


@dataclass(slots=True)
class SlipState:
    slip: str
    visit: str
    number: int
    asked: int
    device: str = ""
    state: str = "new"
    moved: int = 0
    """When it came into this state; 0 while new."""
    by: str = ""
    """The printer that said so last."""
    what: str = "ticket"
    """ticket; badge: of a visitor who goes upstairs; inside: who is in the building."""
    role: str = ""
    """Of the device that asked for a ticket; empty where an older version kept it."""


@dataclass(slots=True)
class Help:
    help: str
    device: str
    reason: str
    since: int
    language: str | None = None
    page: str | None = None
    ticket: str = ""
    """The number that it is about; then no visitor stands at the device."""


@dataclass(slots=True)
class Step:
    """A command that may be undone: what it touched, as it was before."""

    step: str
    at: int
    what: str
    by: str
    """The desk, or the device, that said it."""
    visits: dict[str, Visit | None] = field(default_factory=dict)
    """Before the step; None: the step made it."""
    desks: dict[str, Desk] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    """Version of each visit and desk after the step: when it differs now, something else happened
    since."""


@dataclass(slots=True)
class Day:
    """One location's service day."""

    location: str
    day: str
    seq: int = 0
    """Of the last event."""
    plan: Plan | None = None
    """None until the day opens."""
    ended: bool = False
    visits: dict[str, Visit] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """Visit of each appointment code of this day."""
    promises: dict[str, Promise] = field(default_factory=dict)
    """Each appointment of this day, in the order of booking."""
    holds: dict[str, Hold] = field(default_factory=dict)
    """Slots kept free; those whose time is over take no room."""
    pick_ups: dict[str, PickUp] = field(default_factory=dict)
    """When the document is collected that a visit of this day has applied for, by that visit."""
    rounds: dict[str, Round] = field(default_factory=dict)
    shut: dict[str, Away] = field(default_factory=dict)
    """Desks that nobody serves at for a part of the day or all of it."""
    draft: Plan | None = field(default=None, compare=False)
    """What the settings say of a day that is not open yet; the shell puts it here."""
    learned: Learned | None = field(default=None, compare=False)
    """What earlier days taught of waits; the shell puts it here."""
    reached: Callable[[str], bool] | None = field(default=None, compare=False)
    """Whether a text reaches a visit; the shell puts it here. None: it reaches everybody."""
    desks: dict[str, Desk] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    """Who waits, in order, per set of services."""
    expected: Moments = field(default_factory=Moments)
    """Appointed moment of each expected visit."""
    parked: Moments = field(default_factory=Moments)
    """Return moment of each parked visit."""
    missed: dict[str, None] = field(default_factory=dict)
    aside: dict[str, None] = field(default_factory=dict)
    """Left and no-show visits of today: they may still come back."""
    series: dict[str, int] = field(default_factory=dict)
    """Last number given, per letter."""
    takers: dict[str, str] = field(default_factory=dict, compare=False)
    """The device that asked for a number, by the visit that got it."""
    ring: int = 0
    calls: list[str] = field(default_factory=list)
    """Visits called last, newest last, at most 12: the board."""
    slips: dict[str, SlipState] = field(default_factory=dict)
    """Not known to be printed; a finished slip leaves."""
    slips_done: dict[str, str] = field(default_factory=dict)
    """How each finished slip ended; a report that comes twice is known by it."""
    helps: dict[str, Help] = field(default_factory=dict)
    """Not answered yet."""
    steps: dict[str, Step] = field(default_factory=dict)
    """Of the last minute, oldest first."""
    tally: Tally = field(default_factory=Tally)
    """Today's waits and counts, per service and population."""
    persons_inside: int = 0
    outside: Moments = field(default_factory=Moments)
    """Arrival of each visit that waits outside."""
    to_answer: Moments = field(default_factory=Moments)
    """From when a colleague is alerted, of each visit that waits to be fetched."""
    escalated: dict[str, None] = field(default_factory=dict)
    """Those for whom that moment has come."""
    badges: dict[str, int] = field(default_factory=dict)
    """Badges that are not back, by visit."""
    badge_series: int = 0
    """The last number given."""
    room: dict[str, None] = field(default_factory=dict)
    """Each visit that waits in the waiting room, as they came in."""
    room_persons: int = 0
    """Who wait in the waiting room."""
    able: dict[frozenset[str], frozenset[str]] = field(default_factory=dict, compare=False)
    """The desks that can do each set of services, worked out when first asked; good for one plan.
    """
