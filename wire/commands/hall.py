"""Wishes from the hall: the kiosk, the greeter, the printer agent, and the host itself."""

from typing import Literal

from wire.base import Code, Id, Language, Name, Text
from wire.commands.command import Command, Needs, Persons, Services


class CheckIn(Command):
    """A visitor with an appointment is here. By code at the kiosk, by `visit` at the greeter."""

    kind: Literal["check_in"] = "check_in"
    code: Code | None = None
    visit: Id | None = None
    language: Language = "nl"
    needs: Needs = ()
    persons: Persons | None = None
    """How many came, when that differs from the booking."""
    name: Text = ""
    look: Text = ""
    seat: Text = ""
    slip: bool = True


class TakeTicket(Command):
    """A visitor without an appointment is here. The visit's id is the command's id."""

    kind: Literal["take_ticket"] = "take_ticket"
    services: Services
    persons: Persons = 1
    language: Language = "nl"
    needs: Needs = ()
    name: Text = ""
    look: Text = ""
    """How to recognise them: "red coat, pram"."""
    seat: Text = ""
    note: Text = ""
    slip: bool = True
    """Whether a slip is printed; the ticket exists either way."""


class CallForHelp(Command):
    """Somebody at a kiosk needs a person. The greeter sees it until it is answered."""

    kind: Literal["call_for_help"] = "call_for_help"
    reason: Literal[
        "help", "code", "late", "wrong_day", "wrong_place", "closed", "printer", "other"
    ] = "help"
    visit: Id | None = None
    language: Language | None = None
    """In which language the visitor reads, when one was chosen."""
    page: Name | None = None
    """At which page of the kiosk the visitor stopped."""


class AnswerHelp(Command):
    """A greeter has gone to the one who called for help; `help` is the id of that call."""

    kind: Literal["answer_help"] = "answer_help"
    help: Id


class Annotate(Command):
    """Name, looks, seat or note of a visit; None leaves a field as it is. Personal: never in the
    log."""

    kind: Literal["annotate"] = "annotate"
    visit: Id
    name: Text | None = None
    look: Text | None = None
    seat: Text | None = None
    note: Text | None = None


class Prioritise(Command):
    """Put a waiting visit first, with the reason that staff may see; another reason replaces it,
    and `none` takes it away."""

    kind: Literal["prioritise"] = "prioritise"
    visit: Id
    reason: Literal["wheelchair", "baby", "bereaved", "distress", "our_fault", "other", "none"]


class ChangeVisit(Command):
    """Other services or another number of persons for a visit that is not done yet. None leaves as
    it is."""

    kind: Literal["change_visit"] = "change_visit"
    visit: Id
    services: Services | None = None
    persons: Persons | None = None


class PutBack(Command):
    """Called, missed, parked, left or no-show -> waiting again; a missed one comes to the front."""

    kind: Literal["put_back"] = "put_back"
    visit: Id


class MarkLeft(Command):
    """A waiting visitor went away."""

    kind: Literal["mark_left"] = "mark_left"
    visit: Id


class PrintAgain(Command):
    """Another slip of a ticket; it says KOPIE."""

    kind: Literal["print_again"] = "print_again"
    visit: Id


class Undo(Command):
    """Take back one's own step of at most a minute ago; `step` is that command's id."""

    kind: Literal["undo"] = "undo"
    step: Id


class ReportSlip(Command):
    """What became of a slip. Only ever forward: new -> sending -> unknown -> printed, each of which
    but `new` may be left out."""

    kind: Literal["report_slip"] = "report_slip"
    slip: Id
    state: Literal["sending", "printed", "unknown"]


class Tick(Command):
    """Time has passed: no-shows, returns of parked visits, and at roll-over the end of the service
    day."""

    kind: Literal["tick"] = "tick"
