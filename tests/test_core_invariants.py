"""The checker itself: a log in order has no violations, and each planted fault is found."""

from copy import deepcopy
from dataclasses import replace

import pytest

from host.core import events as ev
from host.core.entry import Entry
from host.core.invariants import violations
from tests.builders import GREETER, PRINTER, a_hall, at, desk_screen
from wire.commands import EndVisit, Park, ReportSlip

NOW = at("9:30")


def a_day_in_order():
    hall = a_hall("1", "2")
    first, second = hall.walk_in("9:00", sender=GREETER), hall.walk_in("9:01", sender=GREETER)
    hall.book("10:00", code="CODE-A")
    hall.call_next("9:02", "1")
    hall.meet("9:03", "1")
    hall.call_next("9:04", "2")
    hall.desk_says("9:05", EndVisit, "1")
    hall.undo_last("9:05:10", desk_screen("1"))
    hall.desk_says("9:06", EndVisit, "1")
    wish = ReportSlip(id="report-01", slip=f"{first.visit}-1", state="sending")
    hall.say(PRINTER, "9:07", wish)
    hall.walk_in("9:08", "licence", sender=GREETER)
    promised = [(first.visit, "A001"), (second.visit, "A002")]
    return hall, promised


FIRST, SECOND = "visit-000003", "visit-000004"


def entry(*events: ev.Event, name: str = "planted-01") -> Entry:
    return Entry(name, "planted", "nobody", NOW, tuple(events))  # type: ignore[arg-type]


def walked_in(visit: str = "visit-new", ticket: str = "A003") -> ev.WalkedIn:
    return ev.WalkedIn(at=NOW, visit=visit, ticket=ticket, services=("passport",))


def called(visit: str, desk: str, ring: int = 99) -> ev.Called:
    return ev.Called(at=NOW, visit=visit, desk=desk, ring=ring)


def slip(visit: str, number: int, name: str = "slip-new-1") -> ev.SlipAsked:
    return ev.SlipAsked(at=NOW, visit=visit, slip=name, number=number)


PLANTED = {
    "a number given twice": [entry(walked_in(ticket="A001"))],
    "a gap in a series": [entry(walked_in(ticket="A004"))],
    "a series that goes back": [entry(walked_in(ticket="A000"))],
    "a visit made twice": [entry(walked_in(visit=FIRST))],
    "a second number for a visit": [entry(ev.CheckedIn(at=NOW, visit=SECOND, ticket="A003"))],
    "a visitor at two desks": [entry(called(SECOND, "1"))],
    "two visitors at a desk": [entry(called("visit-000013", "2"))],
    "a finished visit called": [entry(called(FIRST, "1"))],
    "a finished visit finished again": [entry(ev.Left(at=NOW, visit=FIRST))],
    "an outcome of nobody": [entry(ev.Left(at=NOW, visit="nobody-at-all"))],
    "a call of nobody": [entry(called("nobody-at-all", "1"))],
    "a check-in of nobody": [entry(ev.CheckedIn(at=NOW, visit="nobody-at-all"))],
    "a ring heard before": [entry(called("visit-000013", "1", ring=1))],
    "a recall heard before": [entry(ev.Recalled(at=NOW, visit=SECOND, ring=2))],
    "a command that acts twice": [
        entry(ev.Noted(at=NOW, visit=SECOND)),
        entry(ev.Noted(at=NOW, visit=SECOND)),
    ],
    "a command kept without a fact": [entry()],
    "a second print not marked as a copy": [entry(slip(SECOND, 1))],
    "a copy that skips a number": [entry(slip(SECOND, 3))],
    "a slip asked twice": [entry(slip(SECOND, 2, name=f"{FIRST}-1"))],
    "a slip of a visit without a number": [entry(slip("visit-none", 1))],
    "a report of no slip": [entry(ev.SlipMoved(at=NOW, slip="nothing-1", state="printed"))],
    "a slip that goes back": [entry(ev.SlipMoved(at=NOW, slip=f"{FIRST}-1", state="sending"))],
    "a code booked twice": [
        entry(
            ev.Booked(
                at=NOW, visit="visit-two", code="CODE-A", services=("passport",), appointed=NOW
            )
        )
    ],
    "an undo of nothing": [entry(ev.StepUndone(at=NOW, step="nothing-0"))],
    "a visitor undone to a desk that is taken": [
        entry(
            ev.StepUndone(
                at=NOW,
                step="report-01",
                visits=({"visit": FIRST, "stage": "serving", "desk": "2"},),
            )
        )
    ],
    "a day that ends with visits open": [entry(ev.DayEnded(at=NOW))],
}


def test_a_day_in_order_has_no_violations():
    hall, promised = a_day_in_order()
    assert {FIRST, SECOND, "visit-000013"} <= hall.day.visits.keys()
    assert violations(hall.entries, hall.day, promised) == []
    hall.tick("28:00")
    assert violations(hall.entries, hall.day, promised) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault):
    hall, _ = a_day_in_order()
    assert violations([*hall.entries, *PLANTED[fault]]) != []


def test_a_fact_after_the_end_of_the_day_is_found():
    hall, _ = a_day_in_order()
    hall.tick("28:00")
    assert violations([*hall.entries, entry(ev.Noted(at=NOW, visit=FIRST))]) != []


def test_an_acknowledged_ticket_that_the_log_does_not_hold_is_found():
    hall, promised = a_day_in_order()
    assert violations(hall.entries, None, [*promised, ("visit-lost", "A009")]) != []
    assert violations(hall.entries, None, [(FIRST, "A009")]) != []


def test_a_lost_entry_is_found():
    hall, promised = a_day_in_order()
    for number in range(1, len(hall.entries)):
        log = [e for place, e in enumerate(hall.entries) if place != number]
        assert violations(log, hall.day, promised) != [], hall.entries[number].what


def test_a_day_that_differs_from_its_log_is_found():
    hall, _ = a_day_in_order()
    for change in (
        lambda day: setattr(day.visits[FIRST], "persons", 9),
        lambda day: setattr(day, "persons_inside", 9),
        lambda day: setattr(day, "seq", 9),
        lambda day: day.lines.drop("visit-000013"),
        lambda day: day.series.update(A=9),
        lambda day: setattr(day.desks["2"], "visit", None),
        lambda day: day.tally.paces.clear(),
    ):
        day = deepcopy(hall.day)
        assert violations(hall.entries, day) == []
        change(day)
        assert violations(hall.entries, day) != []


def test_a_changed_word_in_the_log_is_found():
    hall, _ = a_day_in_order()
    log = list(hall.entries)
    for place, kept in enumerate(log):
        if getattr(kept.events[0], "visit", "") == "visit-000013":
            wrong = kept.events[0].model_copy(update={"persons": 11})
            log[place] = replace(kept, events=(wrong, *kept.events[1:]))
    assert violations(log, hall.day) == ["the log replayed gives another day"]


def test_a_parked_visit_has_left_its_desk():
    hall, _ = a_day_in_order()
    hall.desk_says("9:20", Park, "2", until=at("10:00"))
    assert violations(hall.entries, hall.day) == []
