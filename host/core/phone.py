"""The wishes that a visitor says on the page of the own visit: ten minutes more, back, leaving, and
another language. The page speaks for its own visit and for no other.
"""

from host.core import events as ev
from host.core.day import Day, Visit
from host.core.entry import Sender
from host.core.guards import can_move, known_visit, plan_of
from host.core.plan import MINUTE
from wire.commands import AskTime, ChooseLanguage, ComeBack, Leave
from wire.refusals import Refused

Events = list[ev.AnyEvent]
TIME_ASKED_MILLIS = 10 * MINUTE


def ask_time(day: Day, command: AskTime, sender: Sender, now: int) -> Events:
    """Ten minutes in which nobody calls; then the visit stands where it stood. Once per visit: who
    asks again would keep a place in line without being there.

    Somebody who was called already and asks goes back without a miss; the desk can call the next
    one. Refuses visit_unknown, move_not_possible, asked_before, too_far (the day ends before).
    """
    plan = plan_of(day)
    visit = _own(day, command.visit, sender)
    can_move(ev.TimeAsked, visit)
    if visit.time_asked is not None:
        raise Refused("asked_before")
    until = now + TIME_ASKED_MILLIS
    if until >= plan.ends:
        raise Refused("too_far")
    return [ev.TimeAsked(at=now, visit=visit.visit, until=until)]


def come_back(day: Day, command: ComeBack, sender: Sender, now: int) -> Events:
    """Before the ten minutes are over, or within a minute of leaving. Refuses move_not_possible:
    whoever was set aside by others is let in by them.
    """
    since = now - plan_of(day).undo_within
    visit = _own(day, command.visit, sender)
    if not (has_asked_time(visit) or _has_left(day, visit, sender, since)):
        raise Refused("move_not_possible", stage=visit.stage)
    return [ev.PutBackInLine(at=now, visit=visit.visit)]


def leave(day: Day, command: Leave, sender: Sender, now: int) -> Events:
    """Gone before being served; also when called, so that the desk does not wait for nobody."""
    plan_of(day)
    visit = _own(day, command.visit, sender)
    left = ev.Left(at=now, visit=visit.visit)
    if visit.stage == "called":
        return [ev.PutBackInLine(at=now, visit=visit.visit), left]
    can_move(ev.Left, visit)
    return [left]


def choose_language(day: Day, command: ChooseLanguage, sender: Sender, now: int) -> Events:
    """From now on the page, the slip and the call speak it. That the town offers the language, the
    page has checked.
    """
    plan_of(day)
    visit = _own(day, command.visit, sender)
    can_move(ev.LanguageChosen, visit)
    if visit.language == command.language:
        raise Refused("nothing_changes")
    return [ev.LanguageChosen(at=now, visit=visit.visit, language=command.language)]


def has_asked_time(visit: Visit) -> bool:
    """Whether the visit is aside now because its visitor asked for ten minutes."""
    aside = visit.stage == "parked" and visit.time_asked is not None
    return aside and visit.parked == visit.time_asked


def _has_left(day: Day, visit: Visit, sender: Sender, since: int) -> bool:
    """Whether its own page said so, not longer ago; the day remembers the steps of a minute."""
    if visit.stage != "left":
        return False
    steps = (step for step in day.steps.values() if step.by == sender.device and step.at >= since)
    return any(step.what == "leave" for step in steps)


def _own(day: Day, visit: str, sender: Sender) -> Visit:
    if sender.visit != visit:
        raise Refused("visit_unknown")
    return known_visit(day, visit)
