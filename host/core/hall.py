"""The wishes of the greeter, who decides: few of these ask what time it is."""

from host.core import events as ev
from host.core.check_in import arrive
from host.core.day import Day
from host.core.entry import Sender
from host.core.guards import can_move, known_services, known_visit, not_elsewhere, plan_of
from wire.commands import (
    Annotate,
    AnswerHelp,
    CallForHelp,
    ChangeVisit,
    CheckIn,
    MarkLeft,
    Prioritise,
    PutBack,
)
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def call_for_help(day: Day, command: CallForHelp, sender: Sender, now: int) -> Events:
    plan_of(day)
    if command.visit is not None:
        known_visit(day, command.visit)
    return [
        ev.HelpCalled(
            at=now,
            help=command.id,
            device=sender.device,
            reason=command.reason,
            visit=command.visit,
            language=command.language,
            page=command.page,
        )
    ]


def answer_help(day: Day, command: AnswerHelp, sender: Sender, now: int) -> Events:
    plan_of(day)
    if command.help not in day.helps:
        raise Refused("help_unknown")
    return [ev.HelpAnswered(at=now, help=command.help)]


def annotate(day: Day, command: Annotate, sender: Sender, now: int) -> Events:
    """The texts themselves are kept apart by the host; the log says only that there was something
    to note.
    """
    plan_of(day)
    visit = known_visit(day, command.visit)
    said = (command.name, command.look, command.seat, command.note)
    if all(text is None for text in said):
        raise Refused("nothing_changes")
    return [ev.Noted(at=now, visit=visit.visit)]


def prioritise(day: Day, command: Prioritise, sender: Sender, now: int) -> Events:
    """Gives, changes or takes back a priority. Refuses visit_unknown, move_not_possible,
    already_first (for this reason), nothing_changes (there is none to take back).
    """
    plan_of(day)
    visit = known_visit(day, command.visit)
    can_move(ev.Prioritised, visit)
    reason = "" if command.reason == "none" else command.reason
    if reason == visit.priority:
        raise Refused("already_first" if reason else "nothing_changes")
    return [ev.Prioritised(at=now, visit=visit.visit, reason=reason)]


def change_visit(day: Day, command: ChangeVisit, sender: Sender, now: int) -> Events:
    plan = plan_of(day)
    visit = known_visit(day, command.visit)
    not_elsewhere(visit, sender)
    can_move(ev.Changed, visit)
    services = tuple(dict.fromkeys(command.services or visit.services))
    persons = command.persons or visit.persons
    if (services, persons) == (visit.services, visit.persons):
        raise Refused("nothing_changes")
    if command.services is not None:
        known_services(plan, services)
    return [ev.Changed(at=now, visit=visit.visit, services=services, persons=persons)]


def put_back(day: Day, command: PutBack, sender: Sender, now: int) -> Events:
    """Called, parked and left visits keep their place; a missed one comes to the front, it has
    waited before.

    Somebody marked as no-show who stands here after all is checked in, late, with a number of her
    own.
    """
    plan = plan_of(day)
    visit = known_visit(day, command.visit)
    not_elsewhere(visit, sender)
    if visit.stage == "no_show":
        known_services(plan, visit.services)
        here = CheckIn(id=command.id, visit=visit.visit, persons=visit.persons)
        return arrive(day, visit, here, sender, now)
    can_move(ev.PutBackInLine, visit)
    return [ev.PutBackInLine(at=now, visit=visit.visit, front=visit.stage == "missed")]


def mark_left(day: Day, command: MarkLeft, sender: Sender, now: int) -> Events:
    plan_of(day)
    visit = known_visit(day, command.visit)
    can_move(ev.Left, visit)
    return [ev.Left(at=now, visit=visit.visit)]
