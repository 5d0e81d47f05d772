"""The rows that views are made of: a visit, a desk, a figure, a slip to print."""

from typing import Literal

from wire.base import Code, DayName, Id, Language, Message, Millis, Name
from wire.commands.command import Need
from wire.slips import Slip

Stage = Literal[
    "expected",
    "waiting",
    "called",
    "serving",
    "parked",
    "missed",
    "done",
    "left",
    "no_show",
    "cancelled",
]


class VisitRow(Message):
    """One party as staff may see it. Moments are given, so that a screen can count without
    asking."""

    visit: Id
    ticket: str = ""
    """Empty in hospitality mode and while expected."""
    by_appointment: bool
    stage: Stage
    services: tuple[Name, ...]
    persons: int
    language: Language = "nl"
    needs: tuple[Need, ...] = ()
    code: Code | None = None
    """Only on rows of expected visits, for the greeter."""
    appointed: Millis | None = None
    arrived: Millis | None = None
    amber_at: Millis | None = None
    """From here the norm light is amber ..."""
    red_at: Millis | None = None
    """... and from here red: the promise is broken. None when no norm runs."""
    priority: str = ""
    """The reason word of a priority, or empty."""
    late: bool = False
    desk: Name | None = None
    """Where the visit is called or helped, or was parked."""
    to_desk: Name | None = None
    """Handed over to this desk: only that desk may call it."""
    called: Millis | None = None
    calls: int = 0
    """How often called, recalls included."""
    coming: bool = False
    """Hospitality: the employee is on the way."""
    coming_at: Millis | None = None
    """When the employee said to be there; None: at once."""
    escalated: bool = False
    """Nobody came for so long that a colleague is alerted too."""
    badge: int | None = None
    """Number of the badge with which the visitor is upstairs."""
    met: Millis | None = None
    until: Millis | None = None
    """Parked until."""
    asked_time: bool = False
    """Parked because the visitor asked for ten minutes more, on the own page."""
    outside: bool = False
    """Waits outside, because the waiting room is full."""
    phone: bool = False
    """Of somebody outside: a text can go there when there is room."""
    back_at: Millis | None = None
    """Of somebody outside whom no text reaches: was told to be back then, and is not called
    before."""
    no_slip: bool = False
    """The slip did not come: the visitor has only seen the number."""
    fetch: bool = False
    """Is fetched rather than called by number (hospitality mode, or a need that asks for it)."""
    name: str = ""
    look: str = ""
    seat: str = ""
    note: str = ""
    can: tuple[str, ...] = ()
    """Commands that the greeter may say of this visit now."""


class DeskRow(Message):
    """One desk as the greeter sees it."""

    desk: Name
    state: Literal["closed", "free", "busy", "paused"]
    staff: str = ""
    since: Millis | None = None
    """Busy: since when this visitor is served, or was last called; else since when it is free,
    paused or closed."""
    pause_reason: str = ""
    visit: VisitRow | None = None


class HelpRow(Message):
    """Somebody asked for a person."""

    help: Id
    device: str
    reason: str
    since: Millis
    language: Language | None = None
    """In which language the visitor reads, when the device knows it."""
    page: Name | None = None
    """At which page of the kiosk the visitor stopped."""
    ticket: str = ""
    """The number that this is about: one that the kiosk gave while the host was away."""


class DeviceRow(Message):
    """A device as the greeter sees it. `state` is a stable word; `since` when it became so."""

    device: str
    role: str
    state: Literal[
        "ok",
        "away",
        "near_end",
        "paper_out",
        "cover_open",
        "offline",
        "no_answer",
        "error",
        "stale",
        "deaf",
        "silent",
    ]
    """Of a display, beside away and ok: stale (nothing was heard of it), deaf (it has not shown a
    call), silent (its browser plays no sound)."""
    since: Millis


class Figure(Message):
    """One published figure of today, with the name of its definition (docs/words.md)."""

    definition: Literal["wt_a", "wt_a_felt", "wt_w"]
    service: Name | None = None
    """None for the whole location."""
    n: int
    mean_seconds: float | None = None
    within: float | None = None
    """Share within the limit, 0..1, unrounded."""
    p90_seconds: float | None = None
    limit_seconds: int
    target: float | None = None
    """The share promised, or None where the mean is promised."""
    met: bool | None = None
    """Compared unrounded; None when n is 0."""


class HandoutRow(Message):
    """How the visitor at a desk gets the document that was applied for."""

    service: Name
    """The pick-up service that can be booked for it."""
    first_day: DayName
    """When it can be collected at the earliest."""
    bookable: bool = True
    """False: it is collected without an appointment."""
    delivers: bool = False
    """Whether this location brings documents home today."""
    chosen: Literal["collect", "deliver"] = "collect"
    pick_up: Id | None = None
    """The visit of the pick-up that is booked; None: none is."""
    pick_up_day: DayName | None = None
    pick_up_at: Millis | None = None
    """When it begins."""
    pick_up_place: str = ""
    """The name of its location, where that is another one."""


class NextRow(Message):
    """Who is next at this desk, and why: `why` is a word of `staff` texts with its values."""

    visit: VisitRow
    why: Literal[
        "least_time_left",
        "over_the_norm",
        "priority",
        "came_back",
        "for_this_desk",
        "desk_idle",
        "waited_longest",
    ]
    minutes_left: int | None = None
    limit_minutes: int | None = None


class StepRow(Message):
    """The last step that may be undone, and until when."""

    step: Id
    what: str
    """The kind of the command."""
    ticket: str = ""
    """Of the visit that the step was about; of a call, the one who was called."""
    ended: str = ""
    """Ticket of the visit that the step ended, which taking it back returns to the desk."""
    until: Millis


class SlipRow(Message):
    """A slip that does not come. `waits`: no printer can print it now. `missing`: it was begun, and
    no printer has said that it is on paper."""

    slip: Id
    state: Literal["waits", "missing"]


class SlipJob(Message):
    """A slip that is not printed yet, or whose fate is not known."""

    slip: Id
    state: Literal["new", "sending"]
    """`sending`: it may be on paper already. Whoever gets it then prints it as a copy."""
    printer: Name | None = None
    """None: any printer of the location."""
    asked: Millis
    document: Slip


class BoardCall(Message):
    """One call on the wall. `ring` grows with each call and recall of the location; each new one
    sounds once."""

    ring: int
    ticket: str
    desk: str
    at: Millis
    key: Name | None = None
    """The desk's key, by which a display knows the calls of its own desks."""
    voices: tuple[str, ...] = ()
    """Addresses of what is spoken, in the order to be played: in the visitor's language, then in
    the town's own. None: only the gong."""


class Choice(Message):
    """A service that a visitor without an appointment may choose at this moment."""

    service: Name
    open: bool
    opens_at: Millis | None = None
    """The next moment today at which it takes walk-ins, when it does not now."""
    over: bool = False
    """It took walk-ins earlier today; without this and `opens_at`, today is not its day."""
    wait_from_minutes: int | None = None
    wait_to_minutes: int | None = None
