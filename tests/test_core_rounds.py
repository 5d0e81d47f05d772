"""Rounds by the rules alone: what a day says of an address at which somebody comes by."""

import pytest

from host.core.rounds import misfit
from tests.builders import GREETER, SYSTEM, Hall, a_plan
from wire import commands as said
from wire.refusals import Refused

WASTE = {"waste": {"north": 2}}


def a_round():
    """A day of tomorrow's plan, with one address on it."""
    hall = Hall()
    hall.day.draft = a_plan(rounds=WASTE)
    wish = said.BookRound(id=hall.new_id(), service="waste", route="north", code="R1")
    hall.say(GREETER, "7:00", wish)
    return hall, next(iter(hall.day.rounds))


def refused(hall, clock, kind, name):
    with pytest.raises(Refused) as no:
        hall.say(GREETER, clock, kind(id=hall.new_id(), round=name))
    return no.value.word


def test_a_round_that_moves_to_where_it_is_has_nothing_to_change():
    hall, name = a_round()
    assert refused(hall, "7:10", said.MoveRound, name) == "nothing_changes"
    assert refused(hall, "7:10", said.MoveRound, "no-such-round") == "visit_unknown"


def test_a_round_of_a_day_that_is_over_neither_moves_nor_is_cancelled():
    hall, name = a_round()
    hall.open(hall.day.draft)
    hall.say(SYSTEM, "28:00", said.Tick(id=hall.new_id()))
    assert hall.day.ended
    assert refused(hall, "28:01", said.MoveRound, name) == "day_closed"
    assert refused(hall, "28:01", said.CancelRound, name) == "day_closed"


def test_a_round_that_a_new_plan_has_no_place_for_says_why():
    hall, first = a_round()
    assert misfit(hall.day, hall.day.draft, first) is None
    for why, plan in (
        ("closed", a_plan(rounds=WASTE, opens=None, closes=None)),
        ("service", a_plan()),
        ("route", a_plan(rounds={"waste": {"south": 2}})),
        ("full", a_plan(rounds={"waste": {"north": 0}})),
    ):
        assert misfit(hall.day, plan, first) == why


def test_of_too_many_on_a_route_those_that_were_booked_last_have_no_room():
    hall, first = a_round()
    second = said.BookRound(id=hall.new_id(), service="waste", route="north", code="R2")
    hall.say(GREETER, "7:01", second)
    fewer = a_plan(rounds={"waste": {"north": 1}})
    found = {name: misfit(hall.day, fewer, name) for name in hall.day.rounds}
    assert found.pop(first) is None
    assert list(found.values()) == ["full"]
