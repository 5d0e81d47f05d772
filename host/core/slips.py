"""Slips: asking for one, and what the printer agent reports. A ticket exists whether or not it
prints.
"""

from hashlib import sha256

from host.core import events as ev
from host.core.day import Day
from host.core.entry import Sender
from host.core.guards import can_move, known_visit, plan_of
from wire.commands import PrintAgain, ReportSlip
from wire.refusals import Refused

_STEPS = {"new": 0, "sending": 1, "unknown": 2, "printed": 3}


def ask_slip(visit: str, number: int, sender: Sender, now: int) -> ev.SlipAsked:
    """The wish for slip `number` of a visit; beyond the first it is a copy and says so."""
    return ev.SlipAsked(
        at=now,
        visit=visit,
        slip=slip_id(visit, number),
        number=number,
        device=sender.device,
        role=sender.role,
    )


def slip_id(visit: str, number: int) -> str:
    """The id of a visit's slip. Long visit ids are shortened by their hash, so that no two slips
    share an id.
    """
    name = visit if len(visit) <= 48 else sha256(visit.encode()).hexdigest()[:48]
    return f"{name}-{number}"


def print_again(day: Day, command: PrintAgain, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses visit_unknown, move_not_possible (not here), no_ticket."""
    plan_of(day)
    visit = known_visit(day, command.visit)
    can_move(ev.SlipAsked, visit)
    if not visit.ticket:
        raise Refused("no_ticket")
    return [ask_slip(visit.visit, visit.slips + 1, sender, now)]


def report_slip(day: Day, command: ReportSlip, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Only forward: a slip in doubt may still be printed, by this printer or another. The same end
    again changes nothing: the agent may have missed the answer.

    `sending` claims the slip before its first byte, so that of two printers only one prints it; a
    second claim is refused, and the log answers the repeat of the first one by its id.

    Refuses slip_unknown, move_not_possible (backwards, claimed, or another end than it had).
    """
    plan_of(day)
    slip = day.slips.get(command.slip)
    state = slip.state if slip is not None else day.slips_done.get(command.slip)
    if state is None:
        raise Refused("slip_unknown")
    if state == command.state and state != "sending":
        return []
    if slip is None or _STEPS[command.state] <= _STEPS[state]:
        raise Refused("move_not_possible", state=state)
    return [ev.SlipMoved(at=now, slip=command.slip, state=command.state, device=sender.device)]
