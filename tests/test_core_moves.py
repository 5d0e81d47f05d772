"""The life of a visit: the rules reach every row of the table, and nothing else can happen."""

import typing

import pytest

from host.core.after import after
from host.core.day import Day, Visit
from host.core.decide import RULES
from host.core.events import AnyEvent, Ended, HelpAnswered, Met, VisitEvent, WalkedIn
from host.core.moves import MOVES, may
from tests.builders import a_hall, at
from tests.test_days_at_random import RandomDay
from wire.commands import ROLES
from wire.rows import Stage

EVENTS = typing.get_args(typing.get_args(AnyEvent)[0])


def test_each_event_of_a_visit_has_its_row():
    of_visits = {event for event in EVENTS if issubclass(event, VisitEvent)}
    assert set(MOVES) == of_visits


def test_each_stage_can_be_reached_and_only_what_is_done_is_over_for_good():
    stages = set(typing.get_args(Stage))
    reached = {end for moves in MOVES.values() for end in moves.values()}
    left = {start for moves in MOVES.values() for start, end in moves.items() if start != end}
    assert reached == stages
    assert stages - left == {"done"}, "a cancelled one comes back when it moves here again"


def test_each_command_but_the_hosts_own_has_a_rule():
    own = {"sign_in"} | {kind for kind in ROLES if kind.endswith(("_callback", "_device"))}
    assert set(RULES) == set(ROLES) - own


def test_what_is_not_in_the_table_cannot_happen():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    assert not may(Met, "waiting")
    for event in (Met(at=1, visit=visit.visit), Ended(at=1, visit="nobody-at-all")):
        with pytest.raises(AssertionError):
            after(hall.day, event)
    assert visit.stage == "waiting"


def test_nothing_happens_on_a_day_without_a_plan_or_after_its_end():
    event = WalkedIn(at=1, visit="visit-001", services=("passport",))
    with pytest.raises(AssertionError):
        after(Day("hall", "2026-06-08"), event)
    hall = a_hall()
    hall.tick("28:00")
    with pytest.raises(AssertionError):
        after(hall.day, event)


def test_a_number_out_of_its_series_cannot_be_given():
    hall = a_hall()
    for ticket in ("A002", "A000"):
        with pytest.raises(AssertionError):
            after(
                hall.day,
                WalkedIn(at=1, visit=f"visit-{ticket}", services=("passport",), ticket=ticket),
            )


def test_a_call_for_help_is_answered_once():
    with pytest.raises(KeyError):
        after(a_hall().day, HelpAnswered(at=1, help="help-0001"))


def test_days_at_random_reach_every_row_of_the_table():
    seen: set[tuple[str, str | None]] = set()
    rows = {
        (e.model_fields["kind"].default, start) for e, moves in MOVES.items() for start in moves
    }
    for seed in range(600):
        if seen == rows:
            break
        day = RandomDay(seed)
        day.run()
        stages: dict[str, str | None] = {}
        again = Day("hall", "2026-06-08")
        for entry in day.hall.entries:
            for event in entry.events:
                if isinstance(event, VisitEvent):
                    seen.add((event.kind, stages.get(event.visit)))
                after(again, event)
                stages = {name: visit.stage for name, visit in again.visits.items()}
    assert seen == rows


def test_a_visit_has_an_appointment_or_it_has_not():
    assert Visit("visit-001", "expected", (), appointed=at("9:00")).by_appointment
    assert not Visit("visit-001", "waiting", ()).by_appointment
