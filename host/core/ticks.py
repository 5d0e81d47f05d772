"""What time itself brings: no-shows, returns of parked visits, the end of the service day."""

from host.core import events as ev
from host.core.day import Day, Visit
from host.core.entry import Sender
from host.core.fetching import escalated
from host.core.plan import Plan
from host.core.room import asked_in, to_ask_in
from wire.commands import Tick


def tick(day: Day, command: Tick, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """What is due by now, if anything. Never refused: time passes on a closed day too."""
    if day.plan is None or day.ended:
        return []
    if now >= day.plan.ends:
        return _close(day, now)
    waiting = [*asked_in(day, now), *escalated(day, now)]
    return [*_no_shows(day, day.plan, now), *_returns(day, now), *waiting]


def due(day: Day, now: int = 0) -> int | None:
    """The next moment at which a tick would do something; None: never, as far as is known now. 0:
    at once, as things stand now.
    """
    plan = day.plan
    if plan is None or day.ended:
        return None
    if to_ask_in(day, now):
        return 0
    moments = [plan.ends]
    expected, parked = day.expected.first(), day.parked.first()
    if expected is not None:
        moments.append(expected + plan.no_show_after)
    if parked is not None:
        moments.append(parked)
    unanswered = day.to_answer.first()
    if unanswered is not None:
        moments.append(unanswered)
    return min(moments)


def _no_shows(day: Day, plan: Plan, now: int) -> list[ev.AnyEvent]:
    """By the system, never by staff: a key for it stays unused (Oegstgeest's register did). Undone
    if they come.
    """
    gone = day.expected.until(now - plan.no_show_after)
    return [ev.NoShowMarked(at=now, visit=visit) for visit in gone]


def _returns(day: Day, now: int) -> list[ev.AnyEvent]:
    return [ev.PutBackInLine(at=now, visit=visit) for visit in day.parked.until(now)]


def _close(day: Day, now: int) -> list[ev.AnyEvent]:
    """Nobody closes the day by hand: what is still open is closed by the system and marked so."""
    events: list[ev.AnyEvent] = []
    for visit in day.visits.values():
        events += _closing(visit, now)
    for desk in day.desks.values():
        if desk.state != "closed":
            events.append(ev.DeskClosed(at=now, desk=desk.desk))
    return [*events, ev.DayEnded(at=now)]


def _closing(visit: Visit, now: int) -> list[ev.AnyEvent]:
    if visit.stage in ("called", "serving"):
        return [ev.Ended(at=now, visit=visit.visit, auto=True)]
    if visit.stage in ("waiting", "parked", "missed"):
        return [ev.Left(at=now, visit=visit.visit)]
    if visit.stage == "expected":
        return [ev.NoShowMarked(at=now, visit=visit.visit)]
    return []
