"""Views: all that one kind of listener may see, whole. A newer view replaces the older; there are
no differences.

Views carry decided things (who is next and why, which buttons are on), never rules. Each comes in a
`Shown` frame with the host's time and the sequence of the day that it shows.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Message, Millis, Name
from wire.care import AlertRow, BuildingRow, RoomRow
from wire.displays import BoardDesk, BoardPromise
from wire.leader import ComingHalf, LeaderDesk, LineRow, TodayHalf
from wire.norms import AdviceRow, LateRow, NormRow
from wire.phone import PhoneView
from wire.rows import (
    BoardCall,
    Choice,
    DeskRow,
    DeviceRow,
    Figure,
    HandoutRow,
    HelpRow,
    NextRow,
    SlipJob,
    SlipRow,
    StepRow,
    VisitRow,
)

ROWS_MAX = 50
"""Rows of a list in a view; the counts say how many there are, and `more` asks for the rest."""


class BoardView(Message):
    """The hall display: ticket, desk, time. No name, no service."""

    kind: Literal["board"] = "board"
    mode: Literal["tickets", "hospitality"]
    open: bool
    closes_at: Millis | None = None
    opens_at: Millis | None = None
    """When closed: the next opening, today or on a later day."""
    calls: tuple[BoardCall, ...] = ()
    """Newest first, one of each desk, at most 12."""
    wait_minutes_appointment: int | None = None
    wait_minutes_walk_in: int | None = None
    """Told while a promise is broken, in fives: how long whoever comes now waits at most, by the
    same estimate as at the kiosk."""
    wait_from_minutes_appointment: int | None = None
    wait_from_minutes_walk_in: int | None = None
    """The lower end of the same ranges."""
    over_promise: bool = False
    """Someone waits longer than promised: the board says sorry."""
    desks: tuple[BoardDesk, ...] = ()
    """Where a display of this location hangs above a desk."""
    promises: tuple[BoardPromise, ...] = ()
    """Where a display of this location shows them."""
    hushed: bool = False
    """Quiet hours: calls are shown and not heard."""


class KioskView(Message):
    """What a kiosk offers now."""

    kind: Literal["kiosk"] = "kiosk"
    open: bool
    opens_at: Millis | None = None
    closes_at: Millis | None = None
    choices: tuple[Choice, ...] = ()
    printer: Literal["ready", "near_end", "out", "none"] = "none"
    """`out`: tickets are shown, not printed ("take a photo of your number"). `none`: this kiosk has
    no printer."""
    slips: tuple[SlipRow, ...] = ()
    """Slips that this kiosk asked for a moment ago and that do not come."""
    room_full: bool = False
    """Whoever comes now waits outside."""
    help_called: bool = False
    """This kiosk's call for help is not answered yet."""
    help_heard: bool = True
    """A greeter's screen is there to show a call for help."""


class GreeterView(Message):
    """The whole hall on one screen."""

    kind: Literal["greeter"] = "greeter"
    open: bool
    expected: tuple[VisitRow, ...] = ()
    expected_count: int = 0
    waiting: tuple[VisitRow, ...] = ()
    """In the order of the norm's deadline."""
    waiting_count: int = 0
    aside: tuple[VisitRow, ...] = ()
    """Parked, missed, left, no-show: may come back."""
    desks: tuple[DeskRow, ...] = ()
    help: tuple[HelpRow, ...] = ()
    devices: tuple[DeviceRow, ...] = ()
    figures: tuple[Figure, ...] = ()
    norms: tuple[NormRow, ...] = ()
    """The norms that today's visits tell of."""
    late: tuple[LateRow, ...] = ()
    """Who will wait too long within ten minutes, the soonest first; the first five."""
    late_count: int = 0
    advice: AdviceRow | None = None
    room: RoomRow | None = None
    """How full the waiting room is; None: it holds as many as come."""
    building: BuildingRow = BuildingRow(persons=0)
    """Who is inside: for whoever counts heads when it burns."""
    undo: StepRow | None = None
    undo_seconds: int = 60
    callbacks_soon: int | None = None
    """Promises to call back that are about to be late, or are; None: nobody promises any here."""
    settings_faulty: bool | None = None
    """The newest settings are not taken: what they said before holds, and the administrator is to
    hear of it."""


class DeskView(Message):
    """One desk's screen."""

    kind: Literal["desk"] = "desk"
    desk: Name
    state: Literal["closed", "free", "busy", "paused"]
    signed_in: str = ""
    """The name of the staff member, or empty: show the sign-in."""
    pause_reason: str = ""
    visit: VisitRow | None = None
    can: tuple[str, ...] = ()
    """Kinds of commands that may be said now: the buttons that are on."""
    recall_at: Millis | None = None
    """From when `not_here` is possible; a `recall` by hand does not move it."""
    recalls_left: int = 0
    handout: HandoutRow | None = None
    """While a visitor is served who applied for something that is collected later."""
    desks_open: tuple[Name, ...] = ()
    """Desks of the hall that are not closed, this one included."""
    sound_at: Millis | None = None
    """From when `recall` is possible: what has just sounded is still heard."""
    alert: AlertRow | None = None
    """Somebody waits to be fetched by this desk."""
    next: NextRow | None = None
    waiting: tuple[VisitRow, ...] = ()
    waiting_count: int = 0
    aside: tuple[VisitRow, ...] = ()
    """Visits parked here, then other missed and parked ones that this desk may take back."""
    figures: tuple[Figure, ...] = ()
    norms: tuple[NormRow, ...] = ()
    """The norms that today's visits tell of."""
    late: tuple[LateRow, ...] = ()
    """Who will wait too long within ten minutes, the soonest first; the first five."""
    late_count: int = 0
    advice: AdviceRow | None = None
    undo: StepRow | None = None
    gone: StepRow | None = None
    """The step of somebody else by which this desk's visitor went: on the phone, or a colleague's.
    """
    callbacks_soon: int | None = None
    """Promises to call back that are about to be late, or are; None: nobody promises any here."""


class PrinterView(Message):
    """The slips not yet printed at this location, oldest first."""

    kind: Literal["printer"] = "printer"
    slips: tuple[SlipJob, ...] = ()


class LeaderView(Message):
    """The team leader's dashboard: counts, promises and half hours. No name, no code, no member of
    staff; a ticket only in the advice.
    """

    kind: Literal["leader"] = "leader"
    open: bool
    opens_at: Millis | None = None
    """When closed: the next opening, today or on a later day."""
    closes_at: Millis | None = None
    waiting_count: int = 0
    over_count: int = 0
    """Of these, who wait longer than promised."""
    longest_since: Millis | None = None
    """Start of the longest wait, by the norm's clock."""
    expected_count: int = 0
    """Appointments of today whose visitors are not here yet."""
    lines: tuple[LineRow, ...] = ()
    """By letter, also those for which nobody waits."""
    norms: tuple[NormRow, ...] = ()
    """The norms that today's visits tell of."""
    late_count: int = 0
    """Who will wait too long within ten minutes."""
    advice: AdviceRow | None = None
    """Without the ids of visits."""
    desks: tuple[LeaderDesk, ...] = ()
    coming: tuple[ComingHalf, ...] = ()
    """The next two hours, the running half hour first."""
    today: tuple[TodayHalf, ...] = ()
    """From the opening, or the first arrival before it, until now; at most 48."""


AnyView = Annotated[
    BoardView | KioskView | GreeterView | DeskView | PrinterView | LeaderView | PhoneView,
    Field(discriminator="kind"),
]

VIEW_OF_ROLE = {
    "display": "board",
    "kiosk": "kiosk",
    "greeter": "greeter",
    "desk": "desk",
    "printer": "printer",
    "leader": "leader",
    "visitor": "phone",
}
"""Each role sees one kind of view and no other."""
