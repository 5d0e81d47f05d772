"""Wishes from a desk. One key, `call_next`, does the work of the day; the others are for what goes
differently."""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Id, Millis, Name, Text
from wire.commands.command import Command, Outcome, PauseReason, Persons, Services


class DeskCommand(Command):
    """A wish from one desk."""

    desk: Name


class SignIn(DeskCommand):
    """A staff member takes a desk with a PIN. Answered by the host's shell; the PIN is kept
    nowhere."""

    kind: Literal["sign_in"] = "sign_in"
    staff: Name
    pin: Annotated[str, Field(pattern=r"^[0-9]{4,12}$")]


class OpenDesk(DeskCommand):
    """Ready to call; also ends a pause. `staff` is filled in by the host from the sign-in."""

    kind: Literal["open_desk"] = "open_desk"
    staff: Name | None = None


class PauseDesk(DeskCommand):
    """The desk calls nobody for a while; not while a visitor is there."""

    kind: Literal["pause_desk"] = "pause_desk"
    reason: PauseReason = "break"


class CloseDesk(DeskCommand):
    """Closes the desk and signs the staff member out; refused while a visitor is there."""

    kind: Literal["close_desk"] = "close_desk"


class CallNext(DeskCommand):
    """**The one key**: end the visit at this desk, if there is one, and call whoever is next."""

    kind: Literal["call_next"] = "call_next"
    outcome: Outcome = "served"


class CallVisit(DeskCommand):
    """Call a certain visitor (a right of its own); ends the current visit as `call_next` does."""

    kind: Literal["call_visit"] = "call_visit"
    visit: Id
    outcome: Outcome = "served"


class Recall(DeskCommand):
    """Sound the call again."""

    kind: Literal["recall"] = "recall"


class ComeToFetch(DeskCommand):
    """Hospitality: "I am coming". Seen by the greeter and on the visitor's phone. A free desk calls
    the visitor with it."""

    kind: Literal["come_to_fetch"] = "come_to_fetch"
    minutes: Annotated[int, Field(ge=0, le=60)] | None = None
    """In so many; None: as the town has set."""
    visit: Id | None = None
    """Whom a free desk was asked to fetch and means; None: the most urgent."""


class Meet(DeskCommand):
    """The visitor is here (or has been fetched): the handshake."""

    kind: Literal["meet"] = "meet"


class NotHere(DeskCommand):
    """Nobody came. Recalls first; after the set number of recalls, 60 s apart, the visit is
    missed."""

    kind: Literal["not_here"] = "not_here"


class EndVisit(DeskCommand):
    """The visit at this desk is over; nobody is called."""

    kind: Literal["end_visit"] = "end_visit"
    outcome: Outcome = "served"


class Park(DeskCommand):
    """The visitor comes back later today (photos, a form): by hand or by itself at `until`."""

    kind: Literal["park"] = "park"
    until: Millis
    asked_by_visitor: bool = True
    """Only a pause that the visitor asked for is taken out of the waiting time."""


class HandOver(DeskCommand):
    """To another service or a certain desk; the visit keeps its first arrival."""

    kind: Literal["hand_over"] = "hand_over"
    services: Services | None = None
    to_desk: Name | None = None
    note: Text = ""


class ServeNow(DeskCommand):
    """Somebody without a ticket is at the desk: a visit that starts here and now, id = command
    id."""

    kind: Literal["serve_now"] = "serve_now"
    services: Services
    persons: Persons = 1


class ChooseHandout(DeskCommand):
    """How the visitor at this desk gets the document: collected here, or brought home."""

    kind: Literal["choose_handout"] = "choose_handout"
    how: Literal["collect", "deliver"]


class MarkTimesWrong(DeskCommand):
    """The times of this visit, or of the last one, are not true (key pressed late); it stays out of
    the figures."""

    kind: Literal["mark_times_wrong"] = "mark_times_wrong"
