"""The whole life of a visit as one table: which event moves it from which stage to which. What is
not listed cannot happen.

The diagram in the docs is drawn from it. One thing does not fit a table: `StepUndone` puts a visit
back where it was.
"""

from host.core.events import (
    AskedIn,
    BadgeGiven,
    BadgeReturned,
    Booked,
    Called,
    Cancelled,
    Changed,
    CheckedIn,
    Ended,
    Escalated,
    Event,
    FetchAnnounced,
    HandedOver,
    HandoutChosen,
    LanguageChosen,
    Left,
    Met,
    Missed,
    Moved,
    MovedAway,
    NoShowMarked,
    Noted,
    Parked,
    Prioritised,
    PutBackInLine,
    Recalled,
    ServedAtOnce,
    SlipAsked,
    TimeAsked,
    TimesMarkedWrong,
    WalkedIn,
)
from wire.rows import Stage

NEW = None
"""Before a visit exists."""

_HERE: tuple[Stage, ...] = ("waiting", "called", "serving", "parked", "missed")
_ANY: tuple[Stage, ...] = (*_HERE, "expected", "done", "left", "no_show", "cancelled")

MOVES: dict[type[Event], dict[Stage | None, Stage]] = {
    Booked: {NEW: "expected", "cancelled": "expected"},
    Moved: {"expected": "expected"},
    MovedAway: {"expected": "cancelled"},
    WalkedIn: {NEW: "waiting"},
    ServedAtOnce: {NEW: "serving"},
    Cancelled: {"expected": "cancelled"},
    NoShowMarked: {"expected": "no_show"},
    CheckedIn: {"expected": "waiting", "no_show": "waiting"},
    Called: {"waiting": "called", "missed": "called", "parked": "called"},
    Recalled: {"called": "called"},
    FetchAnnounced: {"called": "called"},
    AskedIn: {"waiting": "waiting"},
    Escalated: {"waiting": "waiting"},
    BadgeGiven: {stage: stage for stage in (*_HERE, "done")},
    BadgeReturned: {stage: stage for stage in (*_HERE, "done", "left")},
    Met: {"called": "serving"},
    Missed: {"called": "missed"},
    PutBackInLine: {
        "called": "waiting",
        "missed": "waiting",
        "parked": "waiting",
        "left": "waiting",
    },
    Parked: {"called": "parked", "serving": "parked"},
    TimeAsked: {"waiting": "parked", "called": "parked"},
    HandedOver: {"called": "waiting", "serving": "waiting"},
    Prioritised: {"waiting": "waiting"},
    Left: {"waiting": "left", "parked": "left", "missed": "left"},
    Ended: {"called": "done", "serving": "done"},
    Changed: {stage: stage for stage in ("expected", *_HERE)},
    HandoutChosen: {"serving": "serving"},
    SlipAsked: {stage: stage for stage in _HERE},
    TimesMarkedWrong: {"called": "called", "serving": "serving", "done": "done"},
    LanguageChosen: {stage: stage for stage in _HERE},
    Noted: {stage: stage for stage in _ANY},
}


def may(event: type[Event], stage: Stage | None) -> bool:
    """Whether this can happen to a visit at this stage."""
    return stage in MOVES[event]
