"""What the parts of the rounds share: what the town comes by for, the way a wish comes through, and
what a refusal means where a day is chosen and not a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.staff.agenda.asking import door_of
from wire.commands import Channel
from wire.setup import RoundLabel

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

DAY_GONE = frozenset({"slot_taken", "too_soon", "too_far", "day_closed"})
"""Refusals after which another day is to be chosen."""
TEXTS = dict.fromkeys(DAY_GONE, "home.day_gone") | {
    "too_late": "home.on_its_way",
    "appointment_cancelled": "home.was_cancelled",
}
"""What is said here instead of the usual text of a refusal."""


def has_rounds(app: StaffApp) -> bool:
    """Whether the town comes by at anybody's."""
    return app.setup is not None and bool(app.setup.rounds)


def labels_of(app: StaffApp) -> tuple[RoundLabel, ...]:
    """What the town comes by for, in its own order."""
    return (app.setup.rounds or ()) if app.setup is not None else ()


def label_of(app: StaffApp, service: str) -> RoundLabel | None:
    """None: the town does not do it any more."""
    return next((each for each in labels_of(app) if each.service == service), None)


def way_of(app: StaffApp) -> Channel:
    """How the visitor asks, for the log of a wish."""
    return "phone" if app.phoned else door_of(app)


def tell_no(app: StaffApp, word: str) -> None:
    """A refusal of something about a round, at the foot of the screen in front."""
    app.tell_staff(app.pen.say(TEXTS[word]) if word in TEXTS else app.pen.refusal(word))
