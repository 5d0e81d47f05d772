"""The greeter's screens as pictures: a busy hall, an empty one, a dark one."""

import pytest

from tests.staff_rows import a_greeter_view, a_setup, an_empty_hall
from tests.staff_stage import Stage, a_greeter, settled


def a_busy_hall() -> Stage:
    return a_greeter(a_greeter_view())


def a_hall_in_the_dark() -> Stage:
    return a_greeter(a_greeter_view(), "de", a_setup(ground="dark"))


def nobody_yet() -> Stage:
    return a_greeter(an_empty_hall(), "en")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["small", "large"])
@pytest.mark.parametrize("make", [a_busy_hall, a_hall_in_the_dark, nobody_yet])
def test_a_hall_looks_as_it_did(make, size, snap_compare):
    assert snap_compare(make().app, terminal_size=size, run_before=settled)
