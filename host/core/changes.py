"""What each event writes on the visit it names. The stage, the version and the lists are
`host.core.after`'s.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from host.core import events as ev
from host.core.care_changes import CARE_CHANGES
from host.core.day import Day, PickUp, Promise, SlipState, Visit
from host.core.plan import MINUTE
from wire.commands.alone import OWN_LETTERS

BOARD_CALLS_MAX = 12


def _booked(day: Day, visit: Visit, event: ev.Booked) -> None:
    assert event.code not in day.codes
    visit.services, visit.appointed, visit.code = event.services, event.appointed, event.code
    visit.persons, visit.language = event.persons, event.language
    day.codes[event.code] = visit.visit
    day.promises.pop(visit.visit, None)
    day.promises[visit.visit] = Promise(
        event.appointed,
        event.minutes,
        event.desk,
        event.services,
        event.amounts,
        event.link,
        event.channel,
        event.changes,
    )
    if event.hold is not None:
        day.holds.pop(event.hold, None)


def _moved(day: Day, visit: Visit, event: ev.Moved) -> None:
    visit.appointed = event.appointed
    promise = day.promises[visit.visit]
    promise.appointed, promise.minutes = event.appointed, event.minutes
    promise.desk, promise.changes = event.desk, event.changes


def _moved_away(day: Day, visit: Visit, event: ev.MovedAway) -> None:
    """Its code is asked for elsewhere from now on."""
    del day.codes[visit.code]
    visit.outcome = "moved"


def _checked_in(day: Day, visit: Visit, event: ev.CheckedIn) -> None:
    visit.arrived = visit.queued = event.arrived or event.at
    visit.late, visit.persons, visit.language = event.late, event.persons, event.language
    visit.needs = event.needs
    visit.told_from, visit.told_to = event.told_from, event.told_to
    visit.outside = event.outside
    _give_ticket(day, visit, event.ticket)


def _walked_in(day: Day, visit: Visit, event: ev.WalkedIn) -> None:
    visit.arrived = visit.queued = event.arrived or event.at
    visit.services, visit.persons, visit.language = event.services, event.persons, event.language
    visit.needs = event.needs
    visit.told_from, visit.told_to = event.told_from, event.told_to
    visit.outside = event.outside
    _give_ticket(day, visit, event.ticket)


def _give_ticket(day: Day, visit: Visit, ticket: str) -> None:
    """A visit that has its number already keeps it; each new one is the next of its series. What
    a kiosk gave by itself was given before the host could count.
    """
    if ticket == visit.ticket:
        return
    assert not visit.ticket
    letter, number = ticket[0], int(ticket[1:])
    last = day.series.get(letter, 0)
    assert letter in OWN_LETTERS or number == last + 1, f"{ticket} is not the next of its series"
    day.series[letter] = max(last, number)
    visit.ticket = ticket


def _called(day: Day, visit: Visit, event: ev.Called) -> None:
    assert event.ring > day.ring
    if visit.first_called is None and not visit.was_met:
        _end_pause(visit, event.at)
        visit.first_called = event.at
        visit.waited_for = visit.services[0]
    visit.called, visit.desk, visit.calls, visit.in_vain = event.at, event.desk, 1, 0
    visit.counts_from = event.at
    visit.ring = day.ring = event.ring
    visit.until = visit.parked = visit.coming_at = visit.escalated = None
    visit.coming = visit.outside = False
    if visit.visit in day.calls:
        day.calls.remove(visit.visit)
    day.calls.append(visit.visit)
    del day.calls[:-BOARD_CALLS_MAX]


def _recalled(day: Day, visit: Visit, event: ev.Recalled) -> None:
    assert event.ring > day.ring
    visit.called = event.at
    visit.calls += 1
    if event.in_vain:
        visit.in_vain += 1
        visit.counts_from = event.at
    visit.ring = day.ring = event.ring


def _fetch_announced(day: Day, visit: Visit, event: ev.FetchAnnounced) -> None:
    visit.coming = True
    visit.coming_at = event.at + event.minutes * MINUTE if event.minutes else None


def _met(day: Day, visit: Visit, event: ev.Met) -> None:
    visit.met = event.at
    visit.was_met = True


def _served_at_once(day: Day, visit: Visit, event: ev.ServedAtOnce) -> None:
    visit.arrived = visit.called = visit.met = event.at
    visit.was_met = True
    visit.services, visit.persons, visit.desk = event.services, event.persons, event.desk


def _missed(day: Day, visit: Visit, event: ev.Missed) -> None:
    visit.ended = event.at


def _put_back(day: Day, visit: Visit, event: ev.PutBackInLine) -> None:
    _end_pause(visit, event.at)
    returned = visit.stage == "parked"
    _line_up(visit, event.at)
    visit.front, visit.returned = event.front, returned


def _end_pause(visit: Visit, at: int) -> None:
    """What the visitor was away by choice before the first call is no waiting. Ten minutes that it
    asked for do not cost its place either, nor that the hall noticed their end a moment later; what
    it was gone beyond them does.
    """
    if visit.first_called is not None:
        return
    if visit.parked is not None and not visit.was_met:
        visit.away += at - visit.parked
        assert visit.until is not None
        ended = at if visit.stage == "parked" else min(at, visit.until)
        visit.kept += ended - visit.parked
    elif visit.ended is not None:
        visit.away += at - visit.ended


def _line_up(visit: Visit, at: int) -> None:
    """Waiting anew: nothing of the last call stays but that it was called once."""
    visit.queued = at
    visit.called = visit.met = visit.ended = visit.until = visit.parked = None
    visit.counts_from = None
    visit.coming_at = visit.escalated = None
    visit.calls = visit.in_vain = 0
    visit.coming = visit.front = visit.returned = False


def _parked(day: Day, visit: Visit, event: ev.Parked) -> None:
    _stop_serving(visit, event.at)
    visit.until, visit.parked, visit.parked_by_visitor = (
        event.until,
        event.at,
        event.asked_by_visitor,
    )


def _time_asked(day: Day, visit: Visit, event: ev.TimeAsked) -> None:
    visit.until, visit.parked, visit.parked_by_visitor = event.until, event.at, True
    visit.time_asked = event.at


def _language_chosen(day: Day, visit: Visit, event: ev.LanguageChosen) -> None:
    visit.language = event.language


def _stop_serving(visit: Visit, at: int) -> None:
    if visit.met is not None:
        visit.served += max(0, at - visit.met)
        visit.met = None


def _handed_over(day: Day, visit: Visit, event: ev.HandedOver) -> None:
    _stop_serving(visit, event.at)
    _line_up(visit, event.at)
    visit.services, visit.to_desk, visit.priority = event.services, event.to_desk, ""
    if event.ticket:
        _give_ticket(day, visit, event.ticket)


def _changed(day: Day, visit: Visit, event: ev.Changed) -> None:
    visit.services, visit.persons = event.services, event.persons


def _prioritised(day: Day, visit: Visit, event: ev.Prioritised) -> None:
    visit.priority = event.reason


def _left(day: Day, visit: Visit, event: ev.Left) -> None:
    visit.ended = event.at


def _ended(day: Day, visit: Visit, event: ev.Ended) -> None:
    assert visit.desk is not None
    visit.ended, visit.outcome, visit.auto = event.at, event.outcome, event.auto
    day.desks[visit.desk].last = visit.visit


def _times_marked_wrong(day: Day, visit: Visit, event: ev.TimesMarkedWrong) -> None:
    visit.times_wrong = True


def _handout_chosen(day: Day, visit: Visit, event: ev.HandoutChosen) -> None:
    visit.delivery = event.how == "deliver"


def _pick_up_planned(day: Day, event: ev.PickUpPlanned) -> None:
    """Beside the visit: no step of staff that is taken back takes the appointment along."""
    day.pick_ups[event.visit] = PickUp(
        event.pick_up, event.to_location, event.to_day, event.appointed
    )


def _pick_up_dropped(day: Day, event: ev.PickUpDropped) -> None:
    day.pick_ups.pop(event.visit, None)


def _slip_asked(day: Day, visit: Visit, event: ev.SlipAsked) -> None:
    assert event.number == visit.slips + 1
    visit.slips = event.number
    day.slips[event.slip] = SlipState(
        event.slip, visit.visit, event.number, event.at, event.device, role=event.role
    )


def _nothing(day: Day, visit: Visit, event: ev.VisitEvent) -> None:
    """The stage says it all."""


E = TypeVar("E", bound=ev.Event)
Change = Callable[[Day, Visit, ev.Event], None]


def _of(change: Callable[[Day, Visit, E], None]) -> Change:
    return cast(Change, change)


CHANGES: dict[type[ev.Event], Change] = {
    ev.Booked: _of(_booked),
    ev.Moved: _of(_moved),
    ev.MovedAway: _of(_moved_away),
    ev.Cancelled: _of(_nothing),
    ev.NoShowMarked: _of(_nothing),
    ev.CheckedIn: _of(_checked_in),
    ev.WalkedIn: _of(_walked_in),
    ev.Called: _of(_called),
    ev.Recalled: _of(_recalled),
    ev.FetchAnnounced: _of(_fetch_announced),
    **CARE_CHANGES,
    ev.Met: _of(_met),
    ev.ServedAtOnce: _of(_served_at_once),
    ev.Missed: _of(_missed),
    ev.PutBackInLine: _of(_put_back),
    ev.Parked: _of(_parked),
    ev.HandedOver: _of(_handed_over),
    ev.Changed: _of(_changed),
    ev.Prioritised: _of(_prioritised),
    ev.Left: _of(_left),
    ev.Ended: _of(_ended),
    ev.TimesMarkedWrong: _of(_times_marked_wrong),
    ev.HandoutChosen: _of(_handout_chosen),
    ev.SlipAsked: _of(_slip_asked),
    ev.Noted: _of(_nothing),
    ev.TimeAsked: _of(_time_asked),
    ev.LanguageChosen: _of(_language_chosen),
}

BESIDE_VISITS: dict[type[ev.Event], Callable[[Day, ev.Event], None]] = {
    ev.PickUpPlanned: cast(Callable[[Day, ev.Event], None], _pick_up_planned),
    ev.PickUpDropped: cast(Callable[[Day, ev.Event], None], _pick_up_dropped),
}
"""What is written beside the visits: no list follows from it."""
