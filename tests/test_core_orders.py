"""The rules for who is next with which the house's own can be compared."""

import pytest

from host.core.next import ORDERS, next_visit
from tests.builders import a_hall, at


@pytest.mark.parametrize(
    ("order", "ticket"),
    [
        ("least_time_left", "A003"),
        ("first_come", "A001"),
        ("appointments_first", "A003"),
        ("by_planned_time", "A002"),
    ],
)
def test_each_order_that_can_be_compared_chooses_its_own_first(order, ticket):
    hall = a_hall("1")
    hall.appointment("9:40", came="9:00")
    hall.walk_in("9:02")
    hall.appointment("9:05", came="9:03")
    found = next_visit(hall.day, "1", at("9:06"), order)
    assert found
    assert hall.day.visits[found.visit].ticket == ticket


def test_appointments_first_calls_early_ones_only_when_nobody_is_due():
    hall = a_hall("1")
    hall.appointment("9:40", came="9:00")
    found = next_visit(hall.day, "1", at("9:06"), "appointments_first")
    assert found
    assert hall.day.visits[found.visit].ticket == "A001"
    assert set(ORDERS) == {
        "least_time_left",
        "first_come",
        "appointments_first",
        "by_planned_time",
        "due_first",
    }


def test_due_first_calls_whoever_is_due_in_two_minutes_then_walk_ins_then_the_early():
    hall = a_hall("1")
    hall.appointment("9:40", came="9:00")
    hall.walk_in("9:02")
    hall.appointment("9:10", came="9:03")
    for clock, ticket in (("9:07:59", "A002"), ("9:08", "A003")):
        found = next_visit(hall.day, "1", at(clock), "due_first")
        assert found
        assert hall.day.visits[found.visit].ticket == ticket
