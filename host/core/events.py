"""The facts of a service day, in the past tense. Rows of the log are these, in order; nothing else
is true.

No event holds a name, phone number, mail address or free text of a person.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from host.core.booking_events import Booked as Booked
from host.core.booking_events import Cancelled as Cancelled
from host.core.booking_events import DeskReopened as DeskReopened
from host.core.booking_events import DeskShut as DeskShut
from host.core.booking_events import Held as Held
from host.core.booking_events import HoldReleased as HoldReleased
from host.core.booking_events import Moved as Moved
from host.core.booking_events import MovedAway as MovedAway
from host.core.booking_events import RoundBooked as RoundBooked
from host.core.booking_events import RoundCancelled as RoundCancelled
from host.core.booking_events import RoundMovedAway as RoundMovedAway
from host.core.care_events import AskedIn as AskedIn
from host.core.care_events import BadgeGiven as BadgeGiven
from host.core.care_events import BadgeReturned as BadgeReturned
from host.core.care_events import Escalated as Escalated
from host.core.care_events import InsideAsked as InsideAsked
from host.core.event import Event as Event
from host.core.event import ToldEvent as ToldEvent
from host.core.event import VisitEvent as VisitEvent
from host.core.handout_events import HandoutChosen as HandoutChosen
from host.core.handout_events import PickUpDropped as PickUpDropped
from host.core.handout_events import PickUpPlanned as PickUpPlanned
from host.core.help_events import HelpAnswered as HelpAnswered
from host.core.help_events import HelpCalled as HelpCalled
from host.core.phone_events import LanguageChosen as LanguageChosen
from host.core.phone_events import TimeAsked as TimeAsked
from host.core.plan import Plan
from host.core.slip_events import SlipAsked as SlipAsked
from host.core.slip_events import SlipMoved as SlipMoved
from wire.base import Id, Language, Millis, Name
from wire.commands.command import Need, Outcome, PauseReason


class DayOpened(Event):
    """The service day has its plan. Appointments booked earlier stand before it in the stream."""

    kind: Literal["day_opened"] = "day_opened"
    plan: Plan


class PlanChanged(Event):
    """The settings were reloaded in the course of the day."""

    kind: Literal["plan_changed"] = "plan_changed"
    plan: Plan


class DayEnded(Event):
    """Roll-over: nothing more happens on this day."""

    kind: Literal["day_ended"] = "day_ended"


class NoShowMarked(VisitEvent):
    """By the system, at appointed + the plan's `no_show_after`."""

    kind: Literal["no_show_marked"] = "no_show_marked"


class CheckedIn(ToldEvent):
    """An expected visitor is here (or one marked as no-show came after all)."""

    kind: Literal["checked_in"] = "checked_in"
    ticket: str = ""
    late: bool = False
    """Later than the grace: in line as a walk-in."""
    persons: int = 1
    language: Language = "nl"
    needs: tuple[Need, ...] = ()


class WalkedIn(ToldEvent):
    """A visitor without an appointment is here."""

    kind: Literal["walked_in"] = "walked_in"
    ticket: str = ""
    services: tuple[Name, ...]
    persons: int = 1
    language: Language = "nl"
    needs: tuple[Need, ...] = ()


class Called(VisitEvent):
    """Called up by a desk. Waiting ends at the first of these."""

    kind: Literal["called"] = "called"
    desk: Name
    ring: int
    """Grows with each call and recall of the day: what a display sounds once."""


class Recalled(VisitEvent):
    kind: Literal["recalled"] = "recalled"
    ring: int
    in_vain: bool = False
    """Nobody came to the call before; counts towards a miss."""


class FetchAnnounced(VisitEvent):
    """Hospitality: the employee said "I am coming"."""

    kind: Literal["fetch_announced"] = "fetch_announced"
    minutes: int = 0
    """In so many; 0: now."""


class Met(VisitEvent):
    """The visitor is at the desk, or was fetched: serving begins."""

    kind: Literal["met"] = "met"


class ServedAtOnce(VisitEvent):
    """Somebody without a ticket stood at the desk: arrived, called and met in one moment."""

    kind: Literal["served_at_once"] = "served_at_once"
    desk: Name
    services: tuple[Name, ...]
    persons: int = 1


class Missed(VisitEvent):
    """Called in vain as often as the plan says."""

    kind: Literal["missed"] = "missed"


class PutBackInLine(VisitEvent):
    """Waiting again, first arrival kept. `front`: ahead of the others (a missed visitor who came
    back)."""

    kind: Literal["put_back_in_line"] = "put_back_in_line"
    front: bool = False


class Parked(VisitEvent):
    kind: Literal["parked"] = "parked"
    until: Millis
    asked_by_visitor: bool = True


class HandedOver(VisitEvent):
    """To other services or to one desk; waits again with its first arrival. Its first wait stays
    what it was."""

    kind: Literal["handed_over"] = "handed_over"
    services: tuple[Name, ...]
    to_desk: Name | None = None
    ticket: str = ""
    """A first number, for a visit that began at a desk without one."""


class Changed(VisitEvent):
    """Services or persons of the visit are now these."""

    kind: Literal["changed"] = "changed"
    services: tuple[Name, ...]
    persons: int


class Prioritised(VisitEvent):
    """First, for this reason; an empty reason: no longer first."""

    kind: Literal["prioritised"] = "prioritised"
    reason: str


class Left(VisitEvent):
    """Checked in, went away before being served."""

    kind: Literal["left"] = "left"


class Ended(VisitEvent):
    """Served. `auto`: closed by the system; stays out of the mean service time."""

    kind: Literal["ended"] = "ended"
    outcome: Outcome = "served"
    auto: bool = False


class TimesMarkedWrong(VisitEvent):
    """The times of this visit are not true; it leaves the wait and service figures, not the
    count."""

    kind: Literal["times_marked_wrong"] = "times_marked_wrong"


class Noted(VisitEvent):
    """A name, looks, a seat or a note; the text itself is kept apart, with the personal data."""

    kind: Literal["noted"] = "noted"


class DeskOpened(Event):
    kind: Literal["desk_opened"] = "desk_opened"
    desk: Name
    staff: Name


class DeskPaused(Event):
    kind: Literal["desk_paused"] = "desk_paused"
    desk: Name
    reason: PauseReason


class DeskClosed(Event):
    kind: Literal["desk_closed"] = "desk_closed"
    desk: Name


class StepUndone(Event):
    """The visits and the desk that a step touched are again what they were before it: their former
    states in full (`host.core.day.Visit` and `Desk` as JSON)."""

    kind: Literal["step_undone"] = "step_undone"
    step: Id
    visits: tuple[dict[str, object], ...] = ()
    desks: tuple[dict[str, object], ...] = ()


AnyEvent = Annotated[
    DayOpened
    | PlanChanged
    | DayEnded
    | Booked
    | Moved
    | MovedAway
    | Cancelled
    | NoShowMarked
    | CheckedIn
    | WalkedIn
    | Called
    | Recalled
    | FetchAnnounced
    | AskedIn
    | Escalated
    | BadgeGiven
    | BadgeReturned
    | InsideAsked
    | Met
    | ServedAtOnce
    | Missed
    | PutBackInLine
    | Parked
    | HandedOver
    | Changed
    | Prioritised
    | Left
    | Ended
    | TimesMarkedWrong
    | HandoutChosen
    | PickUpPlanned
    | PickUpDropped
    | Noted
    | DeskOpened
    | DeskPaused
    | DeskClosed
    | HelpCalled
    | HelpAnswered
    | SlipAsked
    | SlipMoved
    | StepUndone
    | Held
    | HoldReleased
    | DeskShut
    | DeskReopened
    | RoundBooked
    | RoundCancelled
    | RoundMovedAway
    | TimeAsked
    | LanguageChosen,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Reads any event from a row of the log."""
